"""What is odd about a corpus: texts that stand there twice, strangers, halves, contradictions."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

from hzlib import lookups, wording
from hzlib.evidence.interval import printed
from hzlib.store.likeness import alike
from hzlib.store.opened import read
from hzlib.store.schema import DOCUMENTS, FACTS, SIGNATURE
from hzlib.tabular import Format, emit
from hzlib.text.places import COUNTRY, counties, listed, province

if TYPE_CHECKING:
    import pandas as pd

FILE = "quality.csv"
"""The list of what is odd, in the folder of a corpus."""

COLUMNS = ("doc", "file", "kind", "what")
KINDS = (
    "重复", "疑点", "与文件夹不符", "全国文件", "地方不明", "年份不明", "种类不同", "篇幅短",
    "缺回顾", "缺安排", "末尾不全", "目标过多", "数值不可能", "文内矛盾", "文间不一致",
)  # fmt: skip
_LIKE = 5  # documents that make a group of which one may differ
_MOST = 0.8  # of a group
_SHORT = 3  # times as long are the others
_FEW, _AHEAD = 10, 2 / 3  # as in `hzlib.extraction.facts.doubts`
_APART, _POINTS = 0.05, 1.0  # by which the figures of two documents differ, of a level, of per cent
_TAIL = 200
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


class Finding(NamedTuple):
    """Something odd: a document, its file, of what kind it is, and what it is."""

    doc: str
    file: str
    kind: str
    what: str


class _Book(NamedTuple):
    """What is looked at of a document."""

    id: str
    file: str
    kind: str
    place: str
    year: int
    reviewed: str
    characters: int
    facts: int
    targets: int
    refused: int
    warnings: list[str]


def findings(corpus: Path, parts: int) -> list[Finding]:
    """Return what is odd about a corpus, by document and kind.

    Parameters
    ----------
    corpus : Path
        Its folder.
    parts : int
        Of how many parts it is made.

    Examples
    --------
    >>> import tempfile
    >>> from hzlib import paths
    >>> from hzlib.store.build import build
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = build(str(paths.data() / "raw"), folder)
    ...     [one.kind for one in findings(Path(folder), 1) if one.kind in ("重复", "地方不明")]
    []
    """
    columns = [*_Book._fields, "signature"]
    table = read(corpus, DOCUMENTS, range(parts), parts, columns).sort_by("id")
    signatures = table["signature"].combine_chunks().flatten().to_numpy()
    books = [_Book(*row.values()) for row in table.select(_Book._fields).to_pylist()]
    found = [
        *_twice(books, signatures.reshape(-1, SIGNATURE)),
        *(one for book in books for one in _of_document(book)),
        *_strangers(books),
        *_unended({one.id: one for one in books}, corpus, parts),
        *_contradictions({one.id: one for one in books}, corpus, parts),
    ]
    return sorted(found, key=lambda one: (one.doc, KINDS.index(one.kind), one.what))


def report(corpus: Path, parts: int) -> Counter[str]:
    """Write what is odd about a corpus into it, and return how often each kind was found."""
    found = findings(corpus, parts)
    emit((one._asdict() for one in found), COLUMNS, Format.csv, file=corpus / FILE)
    return Counter(one.kind for one in found)


def summary(counts: Counter[str]) -> str:
    """Return in Chinese how often each kind was found, as a table of Markdown.

    Examples
    --------
    >>> print(summary(Counter({"重复": 2})))
    | 情况 | 处数 |
    | --- | --- |
    | 重复 | 2 |
    """
    rows = [f"| {kind} | {counts[kind]:,} |" for kind in KINDS if counts[kind]]
    return "\n".join(["| 情况 | 处数 |", "| --- | --- |", *(rows or ["| 没有发现 | 0 |"])])


# --- documents ------------------------------------------------------------------------------------


def _twice(books: Sequence[_Book], signatures: Any) -> Iterator[Finding]:
    for first, second, share in alike(signatures):
        one, other = books[first], books[second]
        what = f"与 {one.id}（{one.file}）文字相近，相同的片段约占{share:.0%}"
        yield Finding(other.id, other.file, "重复", what)


def _of_document(book: _Book) -> Iterator[Finding]:
    """Yield what a document alone tells."""
    ahead, several = book.targets, book.facts >= _FEW
    both = several and book.kind in ("work-report", "plan-report")
    told_of = (
        ("地方不明", not book.place, "文中没有说是哪个地方的"),
        ("年份不明", not book.year, "文中没有说是哪一年的"),
        ("缺回顾", both and ahead == book.facts, f"{book.facts}条事实都是目标"),
        ("缺安排", both and not ahead, f"{book.facts}条事实没有一条是目标"),
        (
            "目标过多", several and book.kind != "plan-outline" and ahead > _AHEAD * book.facts,
            f"{book.facts}条事实里有{ahead}条是目标，年份或种类也许认错了",
        ),
        ("数值不可能", book.refused > 0, f"{book.refused}个数读成了不可能的值，没有成为事实"),
    )  # fmt: skip
    for kind, odd, what in told_of:
        if odd:
            yield Finding(book.id, book.file, kind, what)
    for warning in book.warnings:
        yield Finding(book.id, book.file, "疑点", warning)
    yield from (Finding(book.id, book.file, "与文件夹不符", what) for what in _of_folder(book))


def _of_folder(book: _Book) -> Iterator[str]:
    """Yield what the folders of a document say of its place and its year that its text does not."""
    for folder in PurePosixPath(book.file).parts[:-1]:
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
    whole = [book for book in books if book.place == COUNTRY]
    if len(whole) * _LIKE <= len(books):
        for book in whole:
            yield Finding(book.id, book.file, "全国文件", "是全国的，别的大多是地方的")
    folders: dict[str, list[_Book]] = {}
    for book in books:
        folders.setdefault(str(PurePosixPath(book.file).parent), []).append(book)
    for beside in folders.values():
        kind, many = Counter(book.kind for book in beside).most_common(1)[0]
        for book in beside if len(beside) >= _LIKE and many >= _MOST * len(beside) else ():
            if book.kind != kind:
                what = f"是{_CALLED[book.kind]}，同一文件夹里的大多是{_CALLED[kind]}"
                yield Finding(book.id, book.file, "种类不同", what)
    kinds: dict[str, list[_Book]] = {}
    for book in books:
        kinds.setdefault(book.kind, []).append(book)
    for several in kinds.values():
        usual = median(book.characters for book in several)
        for book in several if len(several) >= _LIKE else ():
            if book.characters * _SHORT < usual:
                what = f"{book.characters:,}字，同类文件一般有{usual:,.0f}字"
                yield Finding(book.id, book.file, "篇幅短", what)


_CALLED = {
    "work-report": "政府工作报告", "plan-report": "计划报告", "plan-outline": "规划纲要",
    "communique": "统计公报", "budget-report": "预算报告", "news": "经济运行情况",
}  # fmt: skip


_ENDED = frozenset('。！？!?.…”’"）)】》')


def _unended(books: dict[str, _Book], corpus: Path, parts: int) -> Iterator[Finding]:
    """Yield the texts whose last line has no mark at its end."""
    from pyarrow import compute

    for part in range(parts):
        rows = read(corpus, DOCUMENTS, [part], parts, ["id", "raw"])
        tails = compute.utf8_slice_codeunits(rows["raw"], -_TAIL, 1 << 30).to_pylist()
        for id, tail in zip(rows["id"].to_pylist(), tails, strict=True):
            last = tail.rstrip().rpartition("\n")[2].strip()
            if last and last[-1] not in _ENDED:
                what = f"最后一行“{last[-20:]}”没有句末标点"
                yield Finding(id, books[id].file, "末尾不全", what)


# --- contradictions -------------------------------------------------------------------------------

_KEY = ["indicator", "measure", "region", "period", "status"]
_STATED = [*_KEY, "doc", "start", "text", "value", "unit"]


def _contradictions(books: dict[str, _Book], corpus: Path, parts: int) -> Iterator[Finding]:
    """Yield where one document, or two of them, give two values for one thing."""
    from pyarrow import compute

    plain = compute.field("bound") == "="
    rows = read(corpus, FACTS, range(parts), parts, _STATED, plain).to_pandas()
    for first, last in _apart(rows, ["doc", *_KEY, "unit"]):
        what = f"{_named(first)}：{first.text}（{first.start}）与{last.text}（{last.start}）"
        yield Finding(first.doc, books[first.doc].file, "文内矛盾", what)
    done = rows[rows["status"] == "actual"].drop_duplicates(["doc", *_KEY, "unit"])
    for first, last in _apart(done, [*_KEY, "unit"]):
        if _far(first, last):
            what = f"{_named(first)}：{first.text}，{last.doc} 是{last.text}"
            yield Finding(first.doc, books[first.doc].file, "文间不一致", what)


def _apart(rows: "pd.DataFrame", key: Sequence[str]) -> Iterator[tuple[Any, Any]]:
    """Yield the least and the greatest value of one thing where rounding cannot make them one."""
    many = rows[rows.groupby(list(key), sort=False)["value"].transform("nunique") > 1]
    ordered = many.sort_values([*key, "value", "doc", "start"])
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
