"""``hz docs``."""

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from hzlib.commands import reading
from hzlib.errors import HzError
from hzlib.lookups import CatalogueRow
from hzlib.messages import visible
from hzlib.store import choice
from hzlib.tabular import Format, emit
from hzlib.text import corpus
from hzlib.text.corpus import Document
from hzlib.text.outline import sections, sentences
from hzlib.text.tables import tables

EXAMPLES = """Examples:

  hz docs                               the catalogue, each file checked against its hash

  hz docs hangzhou-plan-2024            all that is known of one document, its defects too

  hz docs hangzhou-plan-2024 --audit    what cleaning took out, repaired and found lost, and why

  hz docs hangzhou-fyp15 --outline      its sections

  hz docs report.txt --format jsonl     a report of your own: what it is, what was taken out

  hz docs corpus                        the documents of a corpus, or of a folder of reports
"""
_STATED = ("id", "title", "kind", "issuer", "place", "year", "reviewed", "planned")
_COUNTED = (
    "characters", "text", "sections", "sentences", "tables", "removals", "corrections", "defects",
)  # fmt: skip
COLUMNS = (*_STATED, "check", *_COUNTED, "warnings", "source", "file")
SHOWN = ("id", "place", "year", "kind", "check", *_COUNTED)
AUDIT = ("doc", "what", "start", "end", "reason", "text", "instead")
OUTLINE = ("doc", "level", "number", "heading", "start", "end", "parent")
_EXCERPT = 60


app = typer.Typer(add_completion=False)


@app.command(epilog=EXAMPLES)
def docs(
    documents: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ID|PATH]...",
            help="Documents: ids of the catalogue, files, folders of reports or corpora; without "
            "any, all ids.",
        ),
    ] = None,
    audit: Annotated[
        bool, typer.Option("--audit", help="What was taken out, repaired or found lost, and why.")
    ] = False,
    outline: Annotated[bool, typer.Option("--outline", help="The sections.")] = False,
    format: Annotated[Format, typer.Option(help="How to print.")] = Format.table,
) -> None:
    """Show the documents: the catalogue and its checks, the cleaning audit, the outline."""
    if audit and outline:
        raise HzError("--audit and --outline: one at a time", "leave one out")
    if not documents and not audit and not outline:
        _catalogue(format)
        return
    chosen = _chosen(documents or [])
    if audit:
        _audit(chosen, format)
    elif outline:
        step = "  " if format is Format.table else ""
        emit((row for document in chosen for row in _sections(document, step)), OUTLINE, format)
    elif format is Format.table and not any(Path(name).is_dir() for name in documents or ()):
        for document in chosen:
            _details(document)
    else:
        emit((_row(document) for document in chosen), COLUMNS, format, SHOWN)


def _chosen(named: list[str]) -> Iterator[Document]:
    ids = list(_catalogued())
    for name in named or ids:
        if name in ids:
            yield corpus.load(name)
            continue
        if not Path(name).exists():
            raise HzError(
                "{name}: neither a document of the catalogue nor a file",
                "there are {known}",
                name=name,
                known=ids,
            )
        own = choice.documents(name) if Path(name).is_dir() else corpus.read_all(name)
        for document in own:
            for words in document.warnings:
                print(reading.warning(words), file=sys.stderr)
            yield document


def _catalogue(format: Format) -> None:
    wrong: list[HzError] = []

    def checked() -> Iterator[dict[str, Any]]:
        for row in _catalogued().values():
            try:
                yield _row(corpus.load(row.id))
            except HzError as error:
                wrong.append(error)
                yield dict.fromkeys(COLUMNS, "") | asdict(row) | {"check": error.what}

    emit(checked(), COLUMNS, format, SHOWN)
    if wrong:
        raise HzError("the catalogue is not sound: {problems}", problems="\n".join(map(str, wrong)))


def _catalogued() -> dict[str, CatalogueRow]:
    return {row.id: row for row in corpus.catalogue_rows()}


def _row(document: Document) -> dict[str, Any]:
    known = _catalogued().get(document.id)
    cleaned = document.cleaned
    counted = (
        document.raw, cleaned.text, sections(document), sentences(document), tables(document),
        cleaned.removals, cleaned.corrections, cleaned.defects,
    )  # fmt: skip
    return {
        **{name: getattr(document, name) for name in _STATED},
        "check": "ok" if known else "not in the catalogue",
        **dict(zip(_COUNTED, map(len, counted), strict=True)),
        "warnings": "; ".join(document.warnings),
        "source": known.source if known else "",
        "file": document.path.name,
    }


def _details(document: Document) -> None:
    row = _row(document)
    known = _catalogued().get(document.id)
    reasons = Counter(removal.reason for removal in document.cleaned.removals)
    row["removals"] = ", ".join(f"{why} {count}" for why, count in reasons.items()) or 0
    row["known defects"] = known.defects if known else ""
    row["sha256"] = known.sha256 if known else ""
    for key, value in row.items():
        print(f"{key:14} {''.join(filter(str.isprintable, str(value)))}")
    print()


def _audit(chosen: Iterator[Document], format: Format) -> None:
    if format is not Format.table:
        emit((row for document in chosen for row in _audited(document)), AUDIT, format)
        return
    for document in chosen:
        rows = list(_audited(document))
        print(visible(f"{document.id}: {document.title}"))
        for (what, reason), count in Counter((row["what"], row["reason"]) for row in rows).items():
            print(f"  {count:5} {what:10} {reason}")
        emit(rows, AUDIT, format, ("what", "start", "end", "reason", "text", "instead"))
        print()


def _audited(document: Document) -> Iterator[dict[str, Any]]:
    cleaned = document.cleaned
    rows = [("removal", *removal, "") for removal in cleaned.removals]
    rows += [("defect", *defect, "") for defect in cleaned.defects]
    rows += [
        ("correction", correction.start, correction.end, correction.reason, correction.replacement)
        for correction in cleaned.corrections
    ]
    for what, start, end, reason, instead in sorted(rows, key=lambda row: row[1:3]):
        text = _excerpt(document.raw[start:end])
        cells = (document.id, what, start, end, reason, text, instead)
        yield dict(zip(AUDIT, cells, strict=True))


def _excerpt(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _EXCERPT else f"{text[: _EXCERPT - 12]}…{text[-10:]}"


def _sections(document: Document, step: str) -> Iterator[dict[str, Any]]:
    for section in sections(document):
        start, end = document.cleaned.raw_span(section.start, section.end)
        heading = step * (section.level - 1) + section.heading
        parent = "" if section.parent is None else section.parent
        cells = (document.id, section.level, section.number, heading, start, end, parent)
        yield dict(zip(OUTLINE, cells, strict=True))
