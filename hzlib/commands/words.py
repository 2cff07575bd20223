"""``hz words``."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hzlib.errors import HzError
from hzlib.tabular import Format, printed
from hzlib.text.corpus import Document, documents, load, read
from hzlib.words.collocation import collocations
from hzlib.words.concordance import kwic as kwic_of
from hzlib.words.cutting import cut as cut_of
from hzlib.words.cutting import new_words
from hzlib.words.frequency import frequency, text_counts
from hzlib.words.keyness import keyness
from hzlib.words.segment import Segmenter, segmenter

if TYPE_CHECKING:
    import pandas as pd

EXAMPLES = """Examples:

  hz words --top 20                                  the most frequent words of the catalogue

  hz words --by document --format csv > words.csv    of each document

  hz words --doc hangzhou-fyp15 --against hangzhou-gwr-2021    key words (G2, log ratio)

  hz words mine.txt --against hangzhou-gwr-2023      key words of a text of your own

  hz words --kwic 新质生产力 --sort right              concordance

  hz words --kwic "数字[^，。]{2}" --regex             by regular expression

  hz words --near 人工智能                            collocations

  hz words --cut "加快发展新质生产力"                    how a sentence is cut, and why

  hz words --new                                     words that no dictionary has

  hz words --fast --totals reports/*.txt             any number of texts in little memory
"""


app = typer.Typer(add_completion=False)


@app.command(epilog=EXAMPLES)
def words(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Texts; without any, the catalogue's.")
    ] = None,
    doc: Annotated[
        list[str] | None, typer.Option(help="A document of the catalogue; may be repeated.")
    ] = None,
    by: Annotated[
        str | None,
        typer.Option(help="Count in each document or section.", metavar="document|section"),
    ] = None,
    against: Annotated[
        list[str] | None,
        typer.Option(help="Reference for key words: an id, a file or `rest`; may be repeated."),
    ] = None,
    kwic: Annotated[str | None, typer.Option(help="Concordance of a word, or of 甲|乙.")] = None,
    regex: Annotated[
        bool, typer.Option("--regex", help="The word is a regular expression.")
    ] = False,
    sort: Annotated[
        str, typer.Option(help="Order of the lines.", metavar="text|left|right")
    ] = "text",
    near: Annotated[str | None, typer.Option(help="Collocations of a word.")] = None,
    window: Annotated[int, typer.Option(min=1, help="Words to either side.")] = 5,
    cut: Annotated[str | None, typer.Option(help="Show how a sentence is cut.")] = None,
    new: Annotated[bool, typer.Option("--new", help="Words that no dictionary has.")] = False,
    totals: Annotated[
        bool, typer.Option("--totals", help="Only totals, one text in memory at a time.")
    ] = False,
    top: Annotated[int, typer.Option(min=1, help="Rows (of each document or section).")] = 50,
    all: Annotated[
        bool, typer.Option("--all", help="Every row; stop words and single characters too.")
    ] = False,
    fast: Annotated[bool, typer.Option("--fast", help="Cut with rjieba.")] = False,
    guess: Annotated[
        bool, typer.Option("--guess", help="Let the engine guess unknown words.")
    ] = False,
    dictionary: Annotated[
        Path | None, typer.Option(help="User dictionary in place of the project's.")
    ] = None,
    stop_words: Annotated[
        Path | None, typer.Option(help="Stop words in place of the project's.")
    ] = None,
    format: Annotated[Format, typer.Option(help="How to print.")] = Format.table,
) -> None:
    """Count words, compare texts, show words in their lines.

    Counts leave out numbers, units and dates. A row's evidence is where its lines are found.
    """
    chosen = [name for name, given in {
        "--kwic": kwic, "--near": near, "--cut": cut, "--new": new, "--against": against,
        "--totals": totals, "--by": by,
    }.items() if given]  # fmt: skip
    if len(chosen) > 1:
        raise HzError("{options}: cannot go together", "give one of them", options=chosen)
    cutter = segmenter("rjieba" if fast else "jieba", dictionary, stop_words, guess)
    limit = None if all else top
    if cut is not None:
        frame = cut_of(cut, cutter)
    elif totals:
        frame = _totals(paths or [], cutter, limit)
    else:
        texts = [*map(read, paths or []), *map(load, doc or [])] or list(documents())
        if kwic is not None:
            frame = kwic_of(kwic, texts, regex, sort=sort, cutter=cutter)
        elif near is not None:
            frame = collocations(near, texts, window, cutter=cutter).head(limit)
        elif new:
            frame = new_words((one.text for one in texts), cutter.cut).head(limit)
        elif against:
            frame = keyness(texts, _others(against, texts), cutter=cutter).head(limit)
        else:
            frame = frequency(texts, by, limit, 1 if all else 2, all, cutter)
    printed(frame, format)


def _others(against: list[str], texts: list[Document]) -> list[Document]:
    catalogue = {document.id: document for document in documents()}
    if against == ["rest"]:
        ids = {document.id for document in texts}
        return [document for id, document in catalogue.items() if id not in ids]
    return [catalogue[name] if name in catalogue else read(name) for name in against]


def _totals(paths: list[Path], cutter: Segmenter, limit: int | None) -> "pd.DataFrame":
    found = (read(path).text for path in paths) if paths else (d.text for d in documents())
    counts = text_counts(found, cutter, len(paths) or None, progress=sys.stderr.isatty())
    if limit is None:
        return counts.frame(shortest=1)
    return counts.frame(limit, hidden=cutter.stop_words)
