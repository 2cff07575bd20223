"""Pages as PDF, by a Chromium that is installed."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from hzlib.errors import HzError
from hzlib.storage import write

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
          "microsoft-edge", "msedge")  # fmt: skip
_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    r"C:\Program Files\Microsoft\Edge\Application\msedge.exe",
)
_DATE = re.compile(rb"/(CreationDate|ModDate) ?\(D:[^)]*\)")


def browser() -> str:
    """Return the program of an installed Chromium, Chrome or Edge.

    Raises
    ------
    HzError
        If there is none.
    """
    for name in _NAMES:
        if found := shutil.which(name):
            return found
    for place in _PLACES:
        if Path(place).is_file():
            return place
    raise HzError(
        "there is no Chromium, Chrome or Edge to write a PDF with",
        "install one of them, or open the page in a browser and print it to PDF",
    )


def print_pages(
    program: str, pages: Iterable[Path], progress: Callable[[str], None] = lambda _: None
) -> list[Path]:
    """Print pages to PDF files beside them and return these."""
    made = []
    for page in pages:
        file = page.with_suffix(".pdf")
        write(file, _pdf(program, page))
        made.append(file)
        progress(file.name)
    return made


def _pdf(program: str, page: Path) -> bytes:
    with tempfile.TemporaryDirectory(prefix="hz-", ignore_cleanup_errors=True) as folder:
        out = Path(folder) / "page.pdf"
        command = [
            program, "--headless", "--disable-gpu", "--disable-background-networking",
            "--no-first-run", f"--user-data-dir={folder}/profile", "--no-pdf-header-footer",
            "--virtual-time-budget=20000", f"--print-to-pdf={out}", page.resolve().as_uri(),
        ]  # fmt: skip
        if sys.platform.startswith("linux") and os.geteuid() == 0:
            # Chromium's sandbox refuses the superuser, as whom containers often run.
            command.insert(1, "--no-sandbox")
        done = subprocess.run(command, capture_output=True, timeout=180, check=False)
        if not out.is_file():
            tail = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
            raise HzError(
                "{page}: the browser wrote no PDF ({error})",
                "try again",
                page=page.name,
                error="".join(tail),
            )
        content = out.read_bytes()
    return _DATE.sub(_zeros, content)


def _zeros(match: re.Match[bytes]) -> bytes:
    # The time of printing would make the same page differ each time.
    return re.sub(rb"\d", b"0", match.group())
