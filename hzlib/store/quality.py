"""What is odd about a corpus: texts that stand there twice, strangers, halves, contradictions."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from os.path import commonprefix
from pathlib import Path, PurePosixPath
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

from hzlib import lookups, wording
from hzlib.evidence.interval import printed
from hzlib.evidence.sources import facts_of, refused_in
from hzlib.store.likeness import alike, signature
from hzlib.store.opened import StoredDocument, kept_in, read
from hzlib.store.part import ending
from hzlib.store.scan import Has, tables_of
from hzlib.store.schema import DOCUMENTS, FACTS, SIGNATURE
from hzlib.tabular import Format, emit
from hzlib.text.corpus import Document
from hzlib.text.places import COUNTRY, counties, listed, province

if TYPE_CHECKING:
    import pandas as pd

FILE = "quality.csv"
"""The list of what is odd, in the folder of a corpus."""

COLUMNS = ("doc", "file", "kind", "what")
KINDS = (
    "重复", "雷同", "读取提示", "与文件夹不符", "全国文件", "地方不明", "年份不明", "种类不同",
    "篇幅短", "缺回顾", "缺安排", "末尾不全", "目标过多", "数值不可能", "文内矛盾", "文间不一致",
)  # fmt: skip
_TABLE = "不是报告"
_LIKE = 5  # documents that make a group of which one may differ
_MOST = 0.8  # of a group
_SAME = 0.97  # in common: the same text, whatever place and year it is said to be of
_LIKEWISE = 0.65  # in common of two places or two years: more than any two offices share
_SHORT = 3  # times as long are the others
_FEW, _AHEAD = 10, 2 / 3  # as in `hzlib.extraction.facts.doubts`
_APART, _POINTS = 0.05, 1.0  # by which the figures of two documents differ, of a level, of per cent
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


class Finding(NamedTuple):
    """Something odd about a document: its id and file, of what kind it is, and what it is.

    ``first`` is the document whose text it has, where it is a copy; ``at`` the span in the raw text
    of the number that it is about, if it is about one.
    """

    doc: str
    file: str
    kind: str
    what: str
    document: Document
    first: Document | None = None
    at: tuple[int, int] | None = None


class _Book(NamedTuple):
    """A document, its file in the folder of the reports, and what is looked at of it."""

    document: Document
    file: str
    characters: int
    facts: int
    targets: int
    refused: int
    ending: str
    signature: Sequence[int]

    @property
    def said(self) -> tuple[str, int]:
        """Of which place and which year it is."""
        return self.document.place, self.document.year

    def odd(self, kind: str, what: str, first: Document | None = None) -> Finding:
        return Finding(self.document.id, self.file, kind, what, self.document, first)


def findings(documents: Sequence[Document]) -> list[Finding]:
    """Return what is odd about documents that stand together, by document and kind.

    Parameters
    ----------
    documents : sequence of Document
        Those of a corpus in a folder, of files, or both. Of texts that are nearly the same the
        longest is no copy, of equal ones that whose id comes first.

    Examples
    --------
    >>> from hzlib.text.corpus import documents
    >>> [one.kind for one in findings(documents()) if one.kind in ("重复", "地方不明")]
    []
    """
    stored = [one for one in documents if isinstance(one, StoredDocument)]
    books = sorted((*_kept(stored), *_read_now(documents)), key=lambda one: one.document.id)
    found = [
        *_twice(books),
        *(one for book in books for one in _of_document(book)),
        *_strangers(books),
        *(one for book in books for one in _unended(book)),
        *_contradictions(books),
    ]
    return sorted(found, key=lambda one: (one.doc, KINDS.index(one.kind), one.what))


def _kept(documents: Sequence[StoredDocument]) -> Iterator[_Book]:
    """Yield what corpora in folders keep of documents."""
    for some in _by_part(documents):
        kept, known = some[0].kept, {one.id: one for one in some}
        rows = read(kept.corpus, DOCUMENTS, [kept.part], kept.parts, ["id", "signature"])
        signatures = rows["signature"].combine_chunks().flatten().to_numpy()
        of = zip(rows["id"].to_pylist(), signatures.reshape(-1, SIGNATURE), strict=True)
        for id, signs in of:
            if id in known:
                row = known[id].kept.row
                counts = row["characters"], row["facts"], row["targets"], row["refused"]
                yield _Book(known[id], row["file"], *counts, row["ending"], signs)


def _by_part(documents: Iterable[StoredDocument]) -> Iterable[list[StoredDocument]]:
    """Return documents by the parts of corpora that hold them."""
    parts: dict[tuple[str, int], list[StoredDocument]] = {}
    for one in documents:
        parts.setdefault((one.kept.key, one.kept.part), []).append(one)
    return parts.values()


def _read_now(documents: Iterable[Document]) -> Iterator[_Book]:
    """Yield what is looked at of documents that no corpus keeps."""
    books = [one for one in documents if not isinstance(one, StoredDocument)]
    above = len(commonprefix([one.path.parent.parts for one in books]))
    for one in books:
        facts = facts_of(one)
        targets = sum(source.fact.status == "target" for source in facts)
        file = PurePosixPath(*one.path.parts[above:])
        yield _Book(one, str(file), len(one.raw), len(facts), targets, refused_in(one),
                    ending(one.text), signature(one.text))  # fmt: skip


def rows(documents: Sequence[Document], tables: Iterable[tuple[str, str]]) -> list[dict[str, Any]]:
    """Return the list of what is odd: the tables that are no reports, and the findings.

    Parameters
    ----------
    documents : sequence of Document
        Those of a corpus.
    tables : iterable of (str, str)
        The path of each table without a column of texts, and what is said of it.

    Examples
    --------
    >>> rows([], [("index.csv", "…")])
    [{'doc': '', 'file': 'index.csv', 'kind': '不是报告', 'what': '…'}]
    """
    about = (("", path, _TABLE, why) for path, why in tables)
    odd = (one[: len(COLUMNS)] for one in findings(documents))
    return [dict(zip(COLUMNS, one, strict=True)) for one in (*about, *odd)]


def report(corpus: Path, parts: int, tables: Iterable[tuple[str, str]]) -> Counter[str]:
    """Write what is odd about a corpus into it, and return how often each kind was found."""
    found = rows(kept_in.__wrapped__(corpus, "", parts), tables)
    emit(found, COLUMNS, Format.csv, file=corpus / FILE)
    return Counter(one["kind"] for one in found)


def summary(counts: Counter[str]) -> str:
    """Return in Chinese how often each kind was found, as a table of Markdown.

    Examples
    --------
    >>> print(summary(Counter({"重复": 2})))
    | 情况 | 处数 |
    | --- | --- |
    | 重复 | 2 |
    """
    lines = [f"| {kind} | {counts[kind]:,} |" for kind in (_TABLE, *KINDS) if counts[kind]]
    return "\n".join(["| 情况 | 处数 |", "| --- | --- |", *(lines or ["| 没有发现 | 0 |"])])


# --- documents ------------------------------------------------------------------------------------


def _twice(books: Sequence[_Book]) -> Iterator[Finding]:
    """Yield which texts are those of longer ones, or nearly those of another place or year."""
    ordered = sorted(books, key=lambda one: -one.characters)
    for first, second, share in alike([one.signature for one in ordered]):
        one, other = ordered[first], ordered[second]
        if other.said == one.said or share >= _SAME:
            kind, copied = "重复", one.document
        elif share >= _LIKEWISE:
            kind, copied = "雷同", None
        else:
            continue
        what = f"与 {one.document.id}（{one.file}）文字相近，相同的片段约占{share:.0%}"
        if other.characters < one.characters:
            what += f"；本文{other.characters:,}字，该文{one.characters:,}字"
        yield other.odd(kind, what, copied)


def _of_document(book: _Book) -> Iterator[Finding]:
    """Yield what a document alone tells."""
    own, ahead, several = book.document, book.targets, book.facts >= _FEW
    both = several and own.kind in ("work-report", "plan-report")
    told_of = (
        ("地方不明", not own.place, "文中没有说是哪个地方的"),
        ("年份不明", not own.year, "文中没有说是哪一年的"),
        ("缺回顾", both and ahead == book.facts, f"{book.facts}条事实都是目标"),
        ("缺安排", both and not ahead, f"{book.facts}条事实没有一条是目标"),
        (
            "目标过多", several and own.kind != "plan-outline" and ahead > _AHEAD * book.facts,
            f"{book.facts}条事实里有{ahead}条是目标，年份或种类也许认错了",
        ),
        ("数值不可能", book.refused > 0, f"{book.refused}个数读成了不可能的值，没有成为事实"),
    )  # fmt: skip
    for kind, odd, what in told_of:
        if odd:
            yield book.odd(kind, what)
    for warning in own.warnings:
        yield book.odd("读取提示", warning)
    yield from (book.odd("与文件夹不符", what) for what in _of_folder(own, book.file))


def _of_folder(book: Document, file: str) -> Iterator[str]:
    """Yield what the folders of a document say of its place and its year that its text does not."""
    for folder in PurePosixPath(file).parts[:-1]:
        year = _YEAR.search(folder)
        years = {str(book.year), *book.reviewed.split("-")}
        if year and book.year and year.group() not in years:
            yield f"文件夹“{folder}”是{year.group()}年，文中是{book.year}年"
        place = listed()[folder].name if folder in listed() else folder
        known = place in listed() or place in counties()
        within = {book.place, province(book.place), *counties().get(book.place, ())}
        if known and book.place and place not in within:
            yield f"文件夹“{folder}”是{place}，文中是{book.place}"


def _strangers(books: Sequence[_Book]) -> Iterator[Finding]:
    """Yield what is unlike most of what lies beside it."""
    whole = [book for book in books if book.document.place == COUNTRY]
    if len(whole) * _LIKE <= len(books):
        for book in whole:
            yield book.odd("全国文件", "是全国的，别的大多是地方的")
    folders: dict[str, list[_Book]] = {}
    for book in books:
        folders.setdefault(str(PurePosixPath(book.file).parent), []).append(book)
    for beside in folders.values():
        kind, many = Counter(book.document.kind for book in beside).most_common(1)[0]
        for book in beside if len(beside) >= _LIKE and many >= _MOST * len(beside) else ():
            if book.document.kind != kind:
                what = f"是{_CALLED[book.document.kind]}，同一文件夹里的大多是{_CALLED[kind]}"
                yield book.odd("种类不同", what)
    kinds: dict[str, list[_Book]] = {}
    for book in books:
        kinds.setdefault(book.document.kind, []).append(book)
    for several in kinds.values():
        usual = median(book.characters for book in several)
        for book in several if len(several) >= _LIKE else ():
            if book.characters * _SHORT < usual:
                what = f"{book.characters:,}字，同类文件一般有{usual:,.0f}字"
                yield book.odd("篇幅短", what)


_CALLED = {
    "work-report": "政府工作报告", "plan-report": "计划报告", "plan-outline": "规划纲要",
    "communique": "统计公报", "budget-report": "预算报告", "news": "经济运行情况",
}  # fmt: skip


_ENDED = frozenset('。！？!?….”’"）)】》')


def _unended(book: _Book) -> Iterator[Finding]:
    """Yield that the last line of a text has no mark at its end."""
    if book.ending and book.ending[-1] not in _ENDED:
        yield book.odd("末尾不全", f"最后一行“{book.ending}”没有句末标点")


# --- contradictions -------------------------------------------------------------------------------

_KEY = ["indicator", "measure", "region", "period", "status"]
_STATED = [*_KEY, "start", "end", "text", "value", "unit"]


def _contradictions(books: Sequence[_Book]) -> Iterator[Finding]:
    """Yield where one document, or two of them, give two values for one thing."""
    import pandas as pd

    own = ["book", *_KEY, "unit"]
    tables = [pd.DataFrame(columns=["book", *_STATED])]
    for rows in _stated(books):
        for first, last in _apart(rows, own):
            if first.sentence != last.sentence:  # one sentence sets unlike things side by side
                what = f"{_named(first)}：“{_clause(first)}”与“{_clause(last)}”"
                yield books[first.book].odd("文内矛盾", what)._replace(at=(first.start, first.end))
        tables.append(rows[rows["status"] == "actual"].drop_duplicates(own)[["book", *_STATED]])
    done = pd.concat(tables[1:] or tables)
    for first, last in _apart(done, [*_KEY, "unit"]):
        if _far(first, last):
            what = f"{_named(first)}：{first.text}，{books[last.book].document.id} 是{last.text}"
            yield books[first.book].odd("文间不一致", what)._replace(at=(first.start, first.end))


_BEFORE = 16  # characters before a number by which it is known


def _clause(row: Any) -> str:
    """Return a number with the words before it."""
    at = row.sentence.find(row.text)
    return row.sentence[max(at - _BEFORE, 0) : at + len(row.text)] if at >= 0 else row.text


def _stated(books: Sequence[_Book]) -> Iterator["pd.DataFrame"]:
    """Yield the plain facts of documents, each with the place of its document among them.

    Those of a corpus come a part at a time: their sentences are long.
    """
    import pandas as pd

    place = {book.document: at for at, book in enumerate(books)}
    plain = [(at, one.fact) for at, book in enumerate(books)
             if not isinstance(book.document, StoredDocument)
             for one in facts_of(book.document) if one.fact.bound == "="]  # fmt: skip
    columns = [*_STATED, "sentence"]
    if plain:
        cells = ([at, *(getattr(fact, name) for name in columns)] for at, fact in plain)
        yield pd.DataFrame(cells, columns=["book", *columns]).astype({"value": float})
    for some in _by_part(one for one in place if isinstance(one, StoredDocument)):
        for known, rows in tables_of(some, FACTS, ["doc", *columns], [Has("bound", ["="])]):
            found = rows.to_pandas()
            found["book"] = found.pop("doc").map({id: place[one] for id, one in known.items()})
            yield found


def _apart(rows: "pd.DataFrame", key: Sequence[str]) -> Iterator[tuple[Any, Any]]:
    """Yield the least and the greatest value of one thing where rounding cannot make them one."""
    many = rows[rows.groupby(list(key), sort=False)["value"].transform("nunique") > 1]
    ordered = many.sort_values([*key, "value", "book", "start"])
    ends = (ordered.drop_duplicates(key, keep=one).itertuples(index=False)
            for one in ("first", "last"))  # fmt: skip
    for first, last in zip(*ends, strict=True):
        if not printed(first.text, first.value).meets(printed(last.text, last.value)):
            yield first, last


def _far(one: Any, other: Any) -> bool:
    """Tell whether two values are too far from each other for a figure and its revision."""
    apart = abs(one.value - other.value)
    if one.unit in ("%", "pp"):
        return bool(apart > _POINTS)
    return bool(apart > _APART * max(abs(one.value), abs(other.value)))


def _named(row: Any) -> str:
    name = lookups.indicator_name(row.indicator)
    asked = wording.measure(row.measure, row.unit, row.indicator)
    return f"{row.region}{wording.period(row.period)}{name}{asked}"
