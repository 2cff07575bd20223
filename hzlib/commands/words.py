"""``hz words``."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

import hzlib as hz  # its names are loaded on first use: only what makes tables waits for pandas
from hzlib.errors import HzError
from hzlib.store import choice
from hzlib.tabular import Format, printed
from hzlib.text.corpus import Document, documents, load, read_all
from hzlib.words.concordance import lines
from hzlib.words.segment import SHORTEST, Segmenter, segmenter

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

# The options, each with its help.
_Paths = Annotated[list[Path] | None, typer.Argument(help="Texts; without any, the catalogue's.")]
_Doc = Annotated[
    list[str] | None, typer.Option(help="A document of the catalogue; may be repeated.")
]
_By = Annotated[
    str | None, typer.Option(help="Count in each document or section.", metavar="document|section")
]
_Against = Annotated[
    list[str] | None,
    typer.Option(help="Reference for key words: an id, a file or `rest`; may be repeated."),
]
_Kwic = Annotated[str | None, typer.Option(help="Concordance of a word, or of 甲|乙.")]
_Regex = Annotated[bool, typer.Option("--regex", help="The word is a regular expression.")]
_Sort = Annotated[str, typer.Option(help="Order of the lines.", metavar="text|left|right")]
_Near = Annotated[str | None, typer.Option(help="Collocations of a word.")]
_Window = Annotated[int, typer.Option(min=1, help="Words to either side.")]
_Cut = Annotated[str | None, typer.Option(help="Show how a sentence is cut.")]
_New = Annotated[bool, typer.Option("--new", help="Words that no dictionary has.")]
_Totals = Annotated[
    bool, typer.Option("--totals", help="Only totals, one text in memory at a time.")
]
_Top = Annotated[int, typer.Option(min=1, help="Rows (of each document or section).")]
_All = Annotated[
    bool, typer.Option("--all", help="Every row; stop words and single characters too.")
]
_Fast = Annotated[bool, typer.Option("--fast", help="Cut with rjieba.")]
_Guess = Annotated[bool, typer.Option("--guess", help="Let the engine guess unknown words.")]
_Dictionary = Annotated[
    Path | None, typer.Option(help="User dictionary in place of the project's.")
]
_StopWords = Annotated[Path | None, typer.Option(help="Stop words in place of the project's.")]
_Format = Annotated[Format, typer.Option(help="How to print.")]


@app.command(epilog=EXAMPLES)
def words(
    paths: _Paths = None, doc: _Doc = None, by: _By = None, against: _Against = None,
    kwic: _Kwic = None, regex: _Regex = False, sort: _Sort = "text", near: _Near = None,
    window: _Window = 5, cut: _Cut = None, new: _New = False, totals: _Totals = False,
    top: _Top = 50, all: _All = False, fast: _Fast = False, guess: _Guess = False,
    dictionary: _Dictionary = None, stop_words: _StopWords = None,
    format: _Format = Format.table,
) -> None:  # fmt: skip
    """Count words, compare texts, show words in their lines.

    Counts leave out numbers, units and dates. A row's evidence is where its lines are found.
    """
    cutter = segmenter("rjieba" if fast else "jieba", dictionary, stop_words, guess)
    limit = None if all else top

    def texts() -> list[Document]:
        own = [document for path in paths or [] for document in _read(path)]
        return [*own, *map(load, doc or [])] or list(documents())

    ways: dict[str, Callable[[], pd.DataFrame | list[dict[str, Any]]]] = {
        "--kwic": lambda: lines(kwic or "", texts(), regex, sort=sort, cutter=cutter),
        "--near": lambda: hz.collocations(near or "", texts(), window, cutter=cutter).head(limit),
        "--cut": lambda: hz.cut(cut or "", cutter),
        "--new": lambda: hz.new_words(texts(), cutter=cutter).head(limit),
        "--against": lambda: _compared(against or [], texts(), cutter).head(limit),
        "--totals": lambda: _totals(paths or [], cutter, limit),
        "--by": lambda: hz.frequency(texts(), by, limit, 1 if all else SHORTEST, all, cutter),
    }
    given = (kwic is not None, near is not None, cut is not None, new, against, totals, by)
    chosen = [way for way, wanted in zip(ways, given, strict=True) if wanted]
    if len(chosen) > 1:
        raise HzError("{options}: cannot go together", "give one of them", options=chosen)
    printed(ways[chosen[0] if chosen else "--by"](), format)


def _read(path: Path) -> tuple[Document, ...]:
    return choice.documents(path) if path.is_dir() else read_all(path)


def _compared(against: list[str], texts: list[Document], cutter: Segmenter) -> "pd.DataFrame":
    if against == ["rest"]:
        ids = {text.id for text in texts}
        rest = [one for one in documents() if one.id not in ids]
    else:
        rest = list(choice.documents(against))
    return hz.keyness(texts, rest, cutter=cutter)


def _totals(paths: list[Path], cutter: Segmenter, limit: int | None) -> "pd.DataFrame":
    given = (document for path in paths for document in _read(path))
    found = (document.text for document in (given if paths else documents()))
    counts = hz.text_counts(found, cutter, len(paths) or None, progress=sys.stderr.isatty())
    return counts.frame(limit, 1 if limit is None else SHORTEST, limit is None)
