"""The command ``hz``."""

import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup

from hzlib.errors import HzError

# Where each command is. A command's module is loaded when its command runs, so that none waits for
# the rooms of another; this table is the only place that says so.
COMMANDS = {
    "report": "hzlib.commands.report:app",
    "lab": "hzlib.commands.lab:app",
    "facts": "hzlib.commands.facts:app",
    "words": "hzlib.commands.words:app",
    "docs": "hzlib.commands.docs:app",
    "explain": "hzlib.commands.explain:app",
    "evaluate": "hzlib.commands.evaluate:app",
    "class": "hzlib.commands.classroom:app",
}


class _Commands(Mapping[str, Any]):
    """The commands by their names, each loaded when it is asked for."""

    def __getitem__(self, name: str) -> Any:
        module, _, app = COMMANDS[name].partition(":")
        return typer.main.get_command(getattr(import_module(module), app))

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)


class _Group(TyperGroup):
    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands = _Commands()  # type: ignore[assignment]


app = typer.Typer(
    name="hz",
    cls=_Group,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.callback()
def _hz() -> None:
    """Numbers, pictures and words from Chinese government reports."""


def main() -> None:
    """Run the command line; a user's mistake ends with one message and exit code 1."""
    for stream in (sys.stdout, sys.stderr):
        # A Chinese Windows console defaults to GBK, which lacks some of the documents' characters.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        app()
    except HzError as error:
        print(f"hz: {error}", file=sys.stderr)
        raise SystemExit(1) from None
