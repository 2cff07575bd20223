"""``hz explain``."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from hzlib.errors import HzError
from hzlib.extraction.explain import explain as lines
from hzlib.frames.names import nearest
from hzlib.messages import visible
from hzlib.store import choice
from hzlib.text import corpus as texts
from hzlib.text.corpus import Document

EXAMPLES = """Examples:

  hz explain hangzhou-gwr-2023 507         how 18753亿元 was read

  hz explain report.txt 1312               a number of a report of your own

  hz explain reports.csv 85 --report reports-2    of the second report of a table

  hz explain ningbo@1312 --corpus corpus   of a document of a corpus, or of a folder of reports

Offsets are those of the column start of `hz facts`.
"""


app = typer.Typer(add_completion=False)


@app.command(epilog=EXAMPLES)
def explain(
    doc: Annotated[
        str,
        typer.Argument(
            help="A document of the catalogue, a file, or a number's id: DOCUMENT@OFFSET."
        ),
    ],
    offset: Annotated[
        int | None,
        typer.Argument(
            show_default=False, help="Where the number stands: code points of the raw file."
        ),
    ] = None,
    place: Annotated[
        str, typer.Option(help="The place of a file, if its text does not tell.")
    ] = "",
    year: Annotated[int, typer.Option(help="The year of a file, if its text does not tell.")] = 0,
    report: Annotated[
        str,
        typer.Option(help="Of a file with several reports: the id of one, as `hz facts` has it."),
    ] = "",
    corpus: Annotated[
        Path | None,
        typer.Option("--corpus", help="A corpus or a folder of reports that has the document."),
    ] = None,
) -> None:
    """Show step by step how one number was read, or why it gave no fact."""
    doc, offset = _placed(doc, offset)
    folder = corpus or (Path(doc) if Path(doc).is_dir() else None)
    if folder and (place or year):
        raise HzError("{path}: is a folder; --doc, --place and --year are of files",
                      "leave them out", path=folder)  # fmt: skip
    if folder:
        document = _of_folder(folder, report or (doc if corpus else ""))
    elif doc in {row.id for row in texts.catalogue_rows()} or not _is_file(doc):
        document = texts.load(doc)
    else:
        document = _of_file(doc, place, year, report)
    for line in lines(document, offset):
        print(visible(line))


def _placed(doc: str, offset: int | None) -> tuple[str, int]:
    """Return the document and the place of a number, both in one where no place is given."""
    if offset is not None:
        return doc, offset
    named, _, place = doc.rpartition("@")
    if not (named and place.isascii() and place.isdecimal()):
        raise HzError("{doc}: where its number stands is missing",
                      "give the column start of `hz facts` behind it, or DOCUMENT@OFFSET",
                      doc=doc)  # fmt: skip
    return named, int(place)


def _is_file(doc: str) -> bool:
    return bool(Path(doc).exists() or Path(doc).suffix)


def _of_folder(folder: Path, id: str) -> Document:
    """Return a document of a corpus or a folder, to be read anew: a corpus keeps no decisions."""
    known = {document.id: document for document in choice.documents(folder)}
    if id not in known:
        told = nearest(id, known) or list(known)
        raise HzError("{doc}: no such document in the corpus", "there are {known}",
                      doc=id or folder, known=told)  # fmt: skip
    return replace(known[id])


def _of_file(name: str, place: str, year: int, report: str) -> Document:
    if not report:
        return texts.read(name, place=place or None, year=year or None)
    found = texts.read_all(name, place=place or None, year=year or None)
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
