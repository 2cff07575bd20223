"""``hz explain``."""

from pathlib import Path
from typing import Annotated

import typer

from hzlib.extraction.explain import explain as lines
from hzlib.text import corpus

EXAMPLES = """Examples:

  hz explain hangzhou-gwr-2023 507         how 18753亿元 was read

  hz explain report.txt 1312               a number of a report of your own

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
) -> None:
    """Show step by step how one number was read, or why it gave no fact."""
    known = {row.id for row in corpus.catalogue_rows()}
    if doc in known or not Path(doc).exists() and not Path(doc).suffix:
        document = corpus.load(doc)
    else:
        document = corpus.read(doc, place=place or None, year=year or None)
    for line in lines(document, offset):
        print(line)
