"""``hz new``."""

import os
from pathlib import Path
from typing import Annotated

import typer

from hzlib import storage
from hzlib.errors import HzError
from hzlib.messages import told
from hzlib.store.choice import documents
from hzlib.themes.first_look import notebook

_HELP = """Write a notebook about reports of your own.

What they are, their main figures, their targets, what became of earlier targets, their arithmetic,
their words, the whole text; what they lack is left out.

Examples:

    hz new report.txt

    hz new 宁波.docx 苏州.docx -o work
"""
app = typer.Typer(add_completion=False)


@app.command(help=_HELP)
def new(
    reports: Annotated[list[str], typer.Argument(help="Files of reports, as hz facts takes them.")],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="The folder for the notebook, or its file.")
    ] = Path(),
) -> None:
    """Write a notebook about reports."""
    import nbformat

    books = documents(reports)
    name = Path(reports[0]).stem if len(reports) == 1 else "first_look"
    path = output if output.suffix == ".ipynb" else output / f"{name}.ipynb"
    folder = path.parent
    storage.writable(folder)
    if path.exists():
        raise HzError(
            "{path}: is there already", "name another folder with -o, or move it away", path=path
        )
    book = notebook(books, [_named(one, folder) for one in reports])
    storage.write(path, nbformat.writes(book) + "\n")
    told_path = told(
        "{path}: open it in JupyterLab (hz lab {folder}), or make its page: hz report {path}",
        path=path, folder=folder,
    )  # fmt: skip
    typer.echo(told_path)


def _named(report: str, folder: Path) -> str:
    """Return how a notebook in a folder names a report: by its id, or by its path from there."""
    path = Path(report)
    if not path.exists():
        return report
    try:
        return Path(os.path.relpath(path.resolve(), folder.resolve())).as_posix()
    except ValueError:  # another drive of Windows
        return path.resolve().as_posix()
