"""The command ``hz``."""

import sys

import typer

from hzlib.errors import HzError

app = typer.Typer(
    name="hz",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.callback()
def _hz() -> None:
    """Numbers, pictures and words from Chinese government reports."""


def _register() -> None:
    # The modules are light: each imports what it needs when its command runs.
    from hzlib.commands import classroom, docs, evaluate, explain, facts, lab, report, words

    for module in (report, lab, facts, words, docs, explain, evaluate, classroom):
        module.register(app)


def main() -> None:
    """Run the command line; a user's mistake ends with one message and exit code 1."""
    for stream in (sys.stdout, sys.stderr):
        # A Chinese Windows console defaults to GBK, which lacks some of the documents' characters.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    _register()
    try:
        app()
    except HzError as error:
        print(f"hz: {error}", file=sys.stderr)
        raise SystemExit(1) from None
