"""The modules that take most of the time of reading, translated to C where that can be done.

`make` translates them (``python3 run.py compile``); `Finder` then loads the translation in place of
the source. They are those whose callers are all in the package: translated functions take nothing
for a number that is not one of Python's own. The folder of the translation is named by a hash of
the sources, so that a changed source is never passed over: it is read as it is until it is
translated anew. ``HZLIB_COMPILED=0`` leaves the translation out.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from functools import cached_property
from importlib.machinery import EXTENSION_SUFFIXES, ModuleSpec
from importlib.util import spec_from_file_location
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).parent
MODULES = (
    "extraction.binding",
    "extraction.bound",
    "extraction.columns",
    "extraction.dating",
    "extraction.framing",
    "extraction.gaps",
    "extraction.items",
    "extraction.levels",
    "extraction.lists",
    "extraction.measure",
    "extraction.mentions",
    "extraction.quantity",
    "extraction.state",
    "extraction.subject",
    "extraction.tables",
    "extraction.when",
    "extraction.years",
    "text.characters",
    "text.layout",
    "text.lines",
    "text.patterns",
    "text.shape",
    "text.tables",
)
SOURCES = tuple(Path(*name.split(".")).with_suffix(".py") for name in MODULES)
# Without the types of other packages, which take longer to read than all of this to translate.
_BUILD = """
import sys
from mypyc.build import mypycify
from setuptools import setup
options = ["--follow-imports=silent", "--ignore-missing-imports", "--no-site-packages"]
setup(name="hzlib", packages=[], ext_modules=mypycify([*options, *sys.argv[1:]]),
      script_args=["build_ext", "--build-lib", "made"])
"""


def folder() -> Path:
    """Return where the translation of the present sources lies, or would.

    Examples
    --------
    >>> folder().parent.name
    '__compiled__'
    """
    key = hashlib.sha256()
    for source in SOURCES:
        key.update((PACKAGE / source).read_bytes())
    return PACKAGE / "__compiled__" / f"{sys.implementation.cache_tag}-{key.hexdigest()[:16]}"


class Finder:
    """Finds the translated modules, before the path is looked through for their sources."""

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        """Return where a module's translation lies; None if it has none."""
        file = self._files.get(name) if name.endswith("__mypyc") or name in _NAMES else None
        return spec_from_file_location(name, file) if file else None

    @cached_property
    def _files(self) -> dict[str, Path]:
        """The translations by the names of their modules, with what they share."""
        place = folder()
        return {
            ".".join([*file.relative_to(place).parent.parts, file.name.split(".")[0]]): file
            for file in place.rglob("*" + EXTENSION_SUFFIXES[0])
        }


_NAMES = frozenset(f"{PACKAGE.name}.{name}" for name in MODULES)


def install() -> None:
    """Let translations be found, if there are any and ``HZLIB_COMPILED`` is not 0."""
    if os.environ.get("HZLIB_COMPILED") != "0" and (PACKAGE / "__compiled__").is_dir():
        sys.meta_path.insert(0, Finder())  # type: ignore[arg-type]


def make() -> Path:
    """Translate the modules; return the folder of the translation. Needs mypy and a C compiler.

    Raises
    ------
    RuntimeError
        If they cannot be translated; it says why.
    """
    place = folder()
    if place.is_dir():
        return place
    with tempfile.TemporaryDirectory() as work:
        for source in PACKAGE.rglob("*.py"):
            copy = Path(work, PACKAGE.name, source.relative_to(PACKAGE))
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(source.read_bytes())
        # What the package gives to its users would be read with all that it needs.
        Path(work, PACKAGE.name, "__init__.py").write_bytes(b"")
        command = [sys.executable, "-P", "-c", _BUILD]
        done = subprocess.run(
            [*command, *(str(Path(PACKAGE.name, source)) for source in SOURCES)],
            cwd=work, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace",
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(done.stdout)
        # Those of former sources go; the new one comes whole.
        shutil.rmtree(place.parent, ignore_errors=True)
        part = place.with_suffix(".part")
        shutil.copytree(Path(work, "made"), part)
        part.replace(place)
    return place
