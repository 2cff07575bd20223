"""The command ``hz``."""

import gc
import os
import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from importlib import import_module
from typing import Any, NoReturn

import typer
from typer.core import TyperCommand, TyperGroup

from hzlib.errors import HzError, reason
from hzlib.messages import of_locale, told, use, visible

# Where each command is, and its line in the list of commands. A command's module is loaded when it
# runs, so that none waits for the rooms of another; this table is the only place that says so.
COMMANDS = {
    "report": (
        "hzlib.commands.report:app",
        "Run the notebooks and write them as pages that need no network.",
    ),
    "lab": (
        "hzlib.commands.lab:app",
        "Open JupyterLab, in Chinese, in the folder of the notebooks.",
    ),
    "new": (
        "hzlib.commands.new:app",
        "Write a notebook about reports of your own.",
    ),
    "facts": (
        "hzlib.commands.facts:app",
        "Print the facts of reports: one row a stated number, with its place in the text.",
    ),
    "quantities": (
        "hzlib.commands.quantities:app",
        "Print every quantity of reports: one row a number, with what it counts or measures.",
    ),
    "words": (
        "hzlib.commands.words:app",
        "Count words, compare texts, show words in their lines.",
    ),
    "docs": (
        "hzlib.commands.docs:app",
        "Show the documents: the catalogue and its checks, the cleaning audit, the outline.",
    ),
    "explain": (
        "hzlib.commands.explain:app",
        "Show step by step how one number was read, or why it gave no fact.",
    ),
    "evaluate": (
        "hzlib.commands.evaluate:app",
        "Compare what is read with gold: precision, recall and F1 a document, indicator, field.",
    ),
    "candidates": (
        "hzlib.commands.candidates:app",
        "List names that documents share and no indicator has: proposals for aliases.csv.",
    ),
    "corpus": (
        "hzlib.commands.corpus:app",
        "Many reports read once, kept in a folder as tables of Parquet.",
    ),
    "class": (
        "hzlib.commands.classroom:app",
        "The course: build its notebooks, pack it for a room without network, grade.",
    ),
}


_ROOMY = 100  # columns in which a table of options shows each word whole


class _Commands(Mapping[str, Any]):
    """The commands by their names, each loaded when it is asked for."""

    def __getitem__(self, name: str) -> Any:
        module, _, app = COMMANDS[name][0].partition(":")
        return _worded(typer.main.get_command(getattr(import_module(module), app)))

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)


def _worded(command: Any) -> Any:
    """Put what a command says of itself into the language in use."""
    command.help, command.epilog = _text(command.help), _text(command.epilog)
    command.short_help = command.help.partition("\n")[0]  # one that is not given is cut off
    _fit(command)
    for part in command.params:
        # The table of options breaks its lines at spaces only, and cuts off what is too long.
        part.help = re.sub(r"(?<=[，；：、])(?=\S)", " ", _text(part.help))
    for inner in getattr(command, "commands", {}).values():
        _worded(inner)
    return command


def _fit(command: Any) -> None:
    """Let a command tell of its options in lines where their table would cut off words."""
    if shutil.get_terminal_size().columns < _ROOMY:
        command.rich_markup_mode = None


def _text(text: str | None) -> str:
    return "\n\n".join(map(_paragraph, (text or "").strip("\n").split("\n\n")))


def _paragraph(text: str) -> str:
    # Of an example, only what is said of it.
    if example := re.fullmatch(r"( +hz .*?  +)(\S.*)", text):
        return example[1] + told(example[2])
    return text if text.startswith(" ") or not text else told(" ".join(text.split()))


class _Group(TyperGroup):
    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands = _Commands()  # type: ignore[assignment]
        _fit(self)  # at once: how `hz` alone is answered is settled before any help is written

    def format_help(self, ctx: Any, formatter: Any) -> None:
        # The list needs no more of the commands than their lines.
        self.commands = {
            name: TyperCommand(name, short_help=told(line)) for name, (_, line) in COMMANDS.items()
        }
        self.help = told(self.help or "")
        super().format_help(ctx, formatter)


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


_NEW_OBJECTS = 100_000  # between two looks for what is no longer used


def main() -> None:
    """Run the command line; a user's mistake ends with one message and exit code 1."""
    for stream in (sys.stdout, sys.stderr):
        # A Chinese Windows console defaults to GBK, which lacks some of the documents' characters.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    use(of_locale())
    # What is read and compiled stays until the end: to look through it often finds nothing.
    gc.set_threshold(_NEW_OBJECTS)
    try:
        try:
            app()
        finally:
            sys.stdout.flush()  # here a full disk can be told, at the end of Python not
    except HzError as error:
        _end(error)
    except (OSError, SystemExit) as error:
        # Who reads what is printed has had enough (`| head -1`); typer makes an exit of that.
        if isinstance(error, BrokenPipeError) or isinstance(error.__context__, BrokenPipeError):
            _closed()
        if isinstance(error, SystemExit):
            raise
        name = visible(str(error.filename)) if error.filename else told("what was printed")
        _end(f"{name}: {reason(error)}")


def _closed() -> NoReturn:
    # What could not be written would be tried again when Python ends, and told.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in filter(None, (sys.__stdout__, sys.__stderr__)):
        os.dup2(nowhere, stream.fileno())
    raise SystemExit(0) from None


def _end(message: object) -> NoReturn:
    with suppress(BrokenPipeError):
        print(f"hz: {message}", file=sys.stderr)
    raise SystemExit(1) from None
