"""``hz facts``."""

from pathlib import Path
from typing import Annotated, Optional

import typer


def register(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command("facts")(facts)


def facts(
    paths: Annotated[Optional[list[Path]], typer.Argument(metavar="[PATH]...")] = None,
    doc: Annotated[str, typer.Option()] = "",
    place: Annotated[str, typer.Option()] = "",
    year: Annotated[int, typer.Option()] = 0,
    format: Annotated[str, typer.Option()] = "table",
) -> None:
    """Print facts."""
    import json
    from dataclasses import asdict

    from hzlib import corpus
    from hzlib.facts import extract

    if paths:
        found = [corpus.read(path, id=doc or None, place=place or None, year=year or None) for path in paths]
    else:
        found = [corpus.load(doc)] if doc else list(corpus.documents())
    for document in found:
        for fact in extract(document):
            print(json.dumps(asdict(fact), ensure_ascii=False))
