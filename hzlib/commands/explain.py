"""``hz explain``."""

from pathlib import Path
from typing import Annotated

import typer

from hzlib.commands.reasons import worded
from hzlib.errors import HzError
from hzlib.extraction.explain import explain as lines
from hzlib.messages import visible
from hzlib.text import corpus
from hzlib.text.corpus import Document

EXAMPLES = """Examples:

  hz explain hangzhou-gwr-2023 507         how 18753亿元 was read

  hz explain report.txt 1312               a number of a report of your own

  hz explain reports.csv 85 --report reports-2    of the second report of a table

Offsets are those of the column start of `hz facts`.
"""


app = typer.Typer(add_completion=False)


@app.command(epilog=EXAMPLES)
def explain(
    doc: Annotated[str, typer.Argument(help="A document of the catalogue, or a file.")],
    offset: Annotated[
        int, typer.Argument(help="Where the number stands: code points of the raw file.")
    ],
    place: Annotated[
        str, typer.Option(help="The place of a file, if its text does not tell.")
    ] = "",
    year: Annotated[int, typer.Option(help="The year of a file, if its text does not tell.")] = 0,
    report: Annotated[
        str,
        typer.Option(help="Of a file with several reports: the id of one, as `hz facts` has it."),
    ] = "",
) -> None:
    """Show step by step how one number was read, or why it gave no fact."""
    known = {row.id for row in corpus.catalogue_rows()}
    if doc in known or not Path(doc).exists() and not Path(doc).suffix:
        document = corpus.load(doc)
    else:
        document = _of_file(doc, place, year, report)
    for line in lines(document, offset):
        print(visible(worded(line)))


def _of_file(name: str, place: str, year: int, report: str) -> Document:
    if not report:
        return corpus.read(name, place=place or None, year=year or None)
    found = corpus.read_all(name, place=place or None, year=year or None)
    known = {document.id: document for document in found}
    if report not in known:
        raise HzError(
            "{path}: holds no report {report}",
            "there are {known}",
            path=name,
            report=report,
            known=list(known),
        )
    return known[report]
