"""``hz lab``."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from hzlib import paths
from hzlib.errors import HzError, reason
from hzlib.messages import told

_HELP = """Open JupyterLab, in Chinese, in the folder of the notebooks.

Where that folder cannot be written, the notebooks are copied to your documents first.

Examples:

    hz lab

    hz lab --no-browser --port 8890

    hz lab --no-browser --ip 0.0.0.0   in a container whose port is published
"""


app = typer.Typer(add_completion=False)


@app.command(help=_HELP)
def lab(
    folder: Annotated[Path | None, typer.Argument(help="Another folder to open.")] = None,
    browser: Annotated[bool, typer.Option(help="Open a browser.")] = True,
    port: Annotated[int, typer.Option(help="The port to serve at.")] = 8888,
    ip: Annotated[str, typer.Option(help="The address to serve at.")] = "localhost",
) -> None:
    """Open JupyterLab in the folder of the notebooks."""
    home = folder or workplace()
    if not home.is_dir():
        raise HzError("{path}: no such folder", "name a folder that is there", path=home)
    typer.echo(told("JupyterLab: {folder}", folder=home))
    with tempfile.TemporaryDirectory(prefix="hz-lab-", ignore_cleanup_errors=True) as settings:
        command = command_line(home, Path(settings), browser, port, ip)
        try:
            raise SystemExit(subprocess.run(command, check=False).returncode)
        except KeyboardInterrupt:
            raise SystemExit(0) from None


def command_line(
    home: Path, settings: Path, browser: bool, port: int, ip: str = "localhost"
) -> list[str]:
    """Return the command that starts JupyterLab, its defaults written into `settings`.

    The user's own settings stay as they are and come first; Chinese is only the default.
    """
    defaults = {
        "@jupyterlab/translation-extension:plugin": {"locale": "zh_CN"},
        # News would ask the network.
        "@jupyterlab/apputils-extension:notification": {
            "fetchNews": "false", "checkForUpdates": False,
        },
    }  # fmt: skip
    (settings / "overrides.json").write_text(json.dumps(defaults), encoding="utf-8")
    command = [
        sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={home}",
        f"--LabApp.app_settings_dir={settings}", f"--ServerApp.port={port}",
        f"--ServerApp.ip={ip}",
    ]  # fmt: skip
    if (home / "00_start.ipynb").is_file():
        command.append("--LabApp.default_url=/lab/tree/00_start.ipynb")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        # The server refuses the superuser, as whom containers often run.
        command.append("--allow-root")
    return command if browser else [*command, "--no-browser"]


def workplace() -> Path:
    """Return the folder of the notebooks, or a copy of it where it cannot be written."""
    home = paths.notebooks()
    if os.access(home, os.W_OK):
        return home
    from platformdirs import user_documents_path

    copy = user_documents_path() / "hzlib-notebooks"
    try:
        for file in sorted(home.rglob("*.ipynb")):
            target = copy / file.relative_to(home)
            if not target.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, target)
    except OSError as error:
        raise HzError(
            "{path}: cannot be written ({reason})",
            "name another folder: hz lab FOLDER",
            path=copy,
            reason=reason(error),
        ) from None
    typer.echo(
        told(
            "{home} cannot be written; its notebooks were copied to {copy}, none over an old one",
            home=home,
            copy=copy,
        )
    )
    return copy
