"""A first look at any report: the notebook that ``hz new`` writes, and the same in one call."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hzlib import wording
from hzlib.corpus import Corpus, corpus
from hzlib.evidence.sentence import Sentence, joined, sentence
from hzlib.evidence.sources import Item
from hzlib.evidence.value import Value, counted
from hzlib.figures.display import held, run_cell, show
from hzlib.figures.specification import Note
from hzlib.frames.outcomes import VERDICTS
from hzlib.messages import told
from hzlib.themes.arithmetic.check import ORDER

if TYPE_CHECKING:
    import pandas as pd

_TEMPLATE = Path(__file__).with_suffix(".md")


def notebook(source: Any, documents: Sequence[str]) -> Any:
    """Return a notebook about reports, its sections those for which they have figures.

    Parameters
    ----------
    source : str, Path, Document, Corpus or iterable of these
        The reports.
    documents : sequence of str
        How the notebook is to name them.

    Returns
    -------
    nbformat.NotebookNode
        Without outputs.

    Raises
    ------
    HzError
        If a report cannot be read.
    """
    books = corpus(source)
    titles = "、".join(one.title or one.id for one in books.documents)
    book = _book(titles, documents)
    first, *others = _sections(book.cells)
    shown = list(_shown(books, [first, *others]))
    kept = [
        section for section, things in zip(others, shown[1:], strict=True) if not _lacks(things)
    ]
    left = [_heading(section) for section in others if section not in kept]
    if left:
        first[0].source += f"\n\n所收文件缺少以下各节所需数据，未列入：{'、'.join(left)}。"
    book.cells = [cell for section in (first, *kept) for cell in section]
    return book


def first_look(source: Any = None) -> None:
    """Show what reports are, what they state and aim at, whether it adds up, and their words.

    Parameters
    ----------
    source : str, Path, Document, Corpus or iterable of these, optional
        The reports; the catalogue's five if not given.

    Raises
    ------
    HzError
        If a report cannot be read.

    Examples
    --------
    >>> import hzlib as hz
    >>> hz.first_look("qiantang-gwr-2024")  # doctest: +ELLIPSIS
    所收文件缺少以下各节所需数据：各地比较。
    文件概况
    ...
    """
    books = corpus(source)
    _, *others = sections = _sections(_book("", ()).cells)
    _, *shown = _shown(books, sections)
    if left := [_heading(one) for one, things in zip(others, shown, strict=True) if _lacks(things)]:
        show(Sentence((f"所收文件缺少以下各节所需数据：{'、'.join(left)}。",)))
    for section, things in zip(others, shown, strict=True):
        if things and not _lacks(things):
            show(Sentence((_heading(section),)))
            for one in things:
                show(one)


def _book(titles: str, documents: Sequence[str]) -> Any:
    import jupytext
    import nbformat

    text = _TEMPLATE.read_text(encoding="utf-8")
    # On one line: a name that holds line ends may hold the beginning of a cell as well.
    titles = " ".join(titles.split())
    text = text.replace("{title}", titles).replace("{documents}", repr(list(documents)))
    book = jupytext.reads(text, fmt="md")
    for place, cell in enumerate(book.cells):
        cell["id"] = f"cell-{place}"  # the same in every run
    # Without a kernel JupyterLab asks for one before anything runs.
    book.metadata = nbformat.from_dict({
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    })  # fmt: skip
    return book


def _sections(cells: Sequence[Any]) -> list[list[Any]]:
    """Return the cells section by section; the first is what stands before any."""
    found: list[list[Any]] = [[]]
    for cell in cells:
        if cell.cell_type == "markdown" and cell.source.startswith("## "):
            found.append([])
        found[-1].append(cell)
    return found


def _heading(section: Sequence[Any]) -> str:
    line: str = section[0].source.splitlines()[0]
    return line.removeprefix("## ").replace("\u3000", " ")


def _shown(books: Corpus, sections: Sequence[Sequence[Any]]) -> Iterator[list[Any]]:
    """Yield what the code of each section shows of the documents."""
    space: dict[str, Any] = {}
    for section in sections:
        with held() as things:
            for cell in section:
                if "parameters" in cell.metadata.get("tags", ()):
                    exec(cell.source, space)
                    space["documents"] = books.documents
                elif cell.cell_type == "code":
                    run_cell(cell.source, space)
        yield things


def _lacks(things: Sequence[Any]) -> bool:
    return bool(things) and all(isinstance(one, Note) for one in things)


# --- what its figures say -------------------------------------------------------------------------


def extremes(rows: "pd.DataFrame") -> Sentence:
    """Return the highest and the lowest of rows of the facts table, in words.

    Bounds are no extremes: what is above five per cent may be above all.

    Examples
    --------
    >>> import hzlib as hz
    >>> rows = hz.facts("hangzhou-gwr-2023", place="杭州", year=2022, measure="growth")
    >>> str(extremes(rows[rows["name"].str.contains("收入")]))
    '最高的为农村居民人均可支配收入，5.8%；最低的为一般公共预算收入，2.7%'
    """
    plain = rows[rows["bound"] == "="]
    if plain["value"].nunique() < 2:
        return Sentence()
    told = []
    for most, value in (("最高", plain["value"].max()), ("最低", plain["value"].min())):
        same = plain[plain["value"] == value]
        names = "、".join(dict.fromkeys(same["name"]))
        told.append(sentence("{most}的为{names}，{value}", most=most, names=names,
                             value=Value.of(same.iloc[0])))  # fmt: skip
    return joined("；", told)


def account(pairs: "pd.DataFrame") -> Sentence | Note:
    """Return how many targets were met, missed, or have no outcome.

    Parameters
    ----------
    pairs : DataFrame
        What `hzlib.frames.outcomes.outcomes` returns.

    Examples
    --------
    >>> import hzlib as hz
    >>> str(account(hz.corpus("qiantang-gwr-2024").outcomes()))
    '数字目标有19个：未到期19个。'
    """
    if pairs.empty:
        return Note(told("there are no targets in figures"))
    groups = {one: _items(pairs[pairs["verdict"] == one]) for one in VERDICTS}
    return _tallied("数字目标", "个", groups)


def _tallied(noun: str, unit: str, groups: dict[str, list[Any]]) -> Sentence:
    """Return how many members there are, and how many of each verdict; each count lists them."""
    every = [one for members in groups.values() for one in members]
    parts = [
        sentence(f"{verdict}{{n}}", n=counted(members, unit, f"{verdict}的{noun}"))
        for verdict, members in groups.items()
        if members
    ]
    words = f"{noun}有{{all}}：{{parts}}。"
    return sentence(words, all=counted(every, unit, noun), parts=joined("，", parts))


def _items(pairs: "pd.DataFrame") -> list[Item]:
    return [
        Item(f"{wording.period(one.period)}{one.region}{one.name}：{one.target}", one.target.source)
        for one in pairs.itertuples()
    ]


def checked(made: "pd.DataFrame") -> Sentence | Note:
    """Return how many checks of the arithmetic agree, do not, or cannot be judged.

    Parameters
    ----------
    made : DataFrame
        What `hzlib.themes.arithmetic.checks` returns.

    Examples
    --------
    >>> import hzlib as hz
    >>> print(checked(hz.themes.arithmetic.checks("qiantang-gwr-2024").head(0)))
    （没有能配成算式的数。）
    """
    # That a part is no larger than its whole goes without saying.
    judged = made[made["kind"] != ORDER]
    if judged.empty:
        return Note(told("no figures make up a sum, a share or a rate"))
    groups = {one: list(part["said"]) for one, part in judged.groupby("verdict", sort=False)}
    return _tallied("配成的核对", "项", groups)
