"""Which documents of the material are compared with which, and which words are watched in them."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from hzlib import lookups
from hzlib.errors import HzError
from hzlib.evidence.sentence import Sentence, Shown, sentence
from hzlib.evidence.value import Value
from hzlib.figures import style
from hzlib.store.choice import documents
from hzlib.text.corpus import Document
from hzlib.text.outline import sentences
from hzlib.text.patterns import trie_pattern, with_cues
from hzlib.text.places import COUNTRY, counties, listed, province
from hzlib.words.comparison import keyness
from hzlib.words.concordance import LinesSource, topic_terms
from hzlib.words.frequency import frequency
from hzlib.words.tokens import all_tokens, label
from hzlib.words.values import lines_value

if TYPE_CHECKING:
    import pandas as pd

OUTLINE = "plan-outline"
_BARE = 2  # characters of a name that may be a word as well
LEAST = 10  # occurrences in both documents below which a word's rise or fall is mere chance
_KEYNESS = ["word", "target", "reference", "target_per_10k", "reference_per_10k", "g2", "q",
            "log_ratio", "low", "high", "dp"]  # fmt: skip
_LONGEST = 45  # characters of an example that fits on a page

Several = tuple[Document, ...]


@dataclass(frozen=True)
class Roles:
    """The documents of the comparisons; what the material does not have is empty.

    Attributes
    ----------
    series : tuple of Document
        Those of one place, the oldest first.
    reports, outline : tuple of Document
        The series without its plan outlines, and the latest of these.
    district, city : tuple of Document
        One of a place that lies within another, and one of this other.
    """

    series: Several
    reports: Several
    outline: Several
    district: Several
    city: Several

    @property
    def neutral(self) -> str:
        """The colour of what is of no one document: a line from one to the next."""
        return style.GROUNDS["muted"][0]

    @property
    def hues(self) -> dict[str, str]:
        """The colour of each document and of each side of a comparison, by what it is called."""
        sides = {"report": self.reports, "outline": self.outline,
                 "part": self.district, "whole": self.city}  # fmt: skip
        one_by_one = {called((one,)): style.ROLES[role] for role, some in sides.items()
                      for one in some}  # fmt: skip
        return one_by_one | {
            called(some): style.ROLES[role] for role, some in sides.items() if some
        }


def roles(
    source: Any = None,
    place: str = "",
    series: Sequence[Any] = (),
    outline: Any = "",
    district: Any = "",
    city: Any = "",
) -> Roles:
    """Return which documents are compared; what is left empty comes from kinds, places and years.

    Parameters
    ----------
    source : str, Path, Document, corpus or iterable of these, optional
        The material.
    place : str, optional
        The full name of the place whose documents make the series.
    series, outline, district, city : optional
        Documents that are to stand there.

    Examples
    --------
    >>> found = roles(place="杭州市")
    >>> [one.id for one in found.series]
    ['hangzhou-gwr-2021', 'hangzhou-gwr-2023', 'hangzhou-fyp15']
    >>> [one.id for one in (*found.outline, *found.district, *found.city)]
    ['hangzhou-fyp15', 'qiantang-gwr-2024', 'hangzhou-plan-2024']
    """
    books = documents(source)
    own = documents(series) if series else _series(books, place)
    plans = [one for one in books if one.place == place and one.kind == OUTLINE]
    plan = documents(outline) if outline else tuple(sorted(plans, key=_when))[-1:]
    part, whole = _pair(books)
    return Roles(
        series=own,
        reports=tuple(one for one in own if one.kind != OUTLINE and one not in plan),
        outline=plan,
        district=documents(district) if district else part,
        city=documents(city) if city else whole,
    )


def _when(document: Document) -> tuple[int, bool]:
    return document.year or 0, document.kind == OUTLINE


def _series(books: Several, place: str) -> Several:
    """Return a place's documents of its commonest kind, and its outlines, by year; two at least."""
    own = [one for one in books if one.place == place]
    common = Counter(one.kind for one in own if one.kind != OUTLINE).most_common(1)
    kinds = {OUTLINE, *(kind for kind, _ in common)}
    found = sorted((one for one in own if one.kind in kinds), key=_when)
    return tuple(found) if len(found) > 1 else ()


def _pair(books: Several) -> tuple[Several, Several]:
    """Return the latest document of a place within another, and the one of this nearest in year."""
    for part in sorted(books, key=_when, reverse=True):
        above = counties().get(part.place, frozenset())
        above |= {listed()[part.place].within} if part.place in listed() else set()
        wholes = [one for one in books if one.place and one.place in above]
        if wholes:
            year = part.year or 0
            whole = min(
                wholes, key=lambda one: (abs((one.year or 0) - year), one.kind != part.kind)
            )
            return (part,), (whole,)
    return (), ()


def labels(source: Any) -> dict[str, str]:
    """Return the short name of each document by its id."""
    return {found.document.id: label(found.document) for found in all_tokens(source)}


def called(source: Sequence[Document]) -> str:
    """Return what documents are called together.

    Examples
    --------
    >>> called(documents("hangzhou-fyp15")), called(documents())
    ('杭州2026纲要', '杭州2021报告等')
    """
    names = [label(one) for one in source]
    return "、".join(names) if len(names) < 3 else f"{names[0]}等"


# --- words ----------------------------------------------------------------------------------------


def compared(target: Several, reference: Several, least: int = 5) -> "pd.DataFrame":
    """Return the key words of a target against a reference, but for the names of their places.

    That a document names its own place says nothing of how it speaks; nor does a word that a side
    has in longer words alone (亚运 in 亚运会) lack there. Empty where there are no two sides to
    compare.

    Examples
    --------
    >>> found = roles(place="杭州市")
    >>> compared(found.district, found.city)["word"].head(2).tolist()
    ['启动', '年度计划']
    >>> len(compared(found.district, found.district)), len(compared(found.district, ()))
    (0, 0)
    """
    import pandas as pd

    if not target or not reference:
        return pd.DataFrame(columns=_KEYNESS).astype({"log_ratio": float})
    try:
        rows = keyness(target, reference, least)
        sides = ((target, rows["target"]), (reference, rows["reference"]))
        held = [_held(side, rows["word"][counts == 0]) for side, counts in sides]
        return placeless(rows[~rows["word"].isin(set().union(*held))], (*target, *reference))
    except HzError:  # a document beside itself, or one without words
        return compared((), ())


def _held(books: Several, words: Iterable[str]) -> set[str]:
    """Return those of words that a side has in longer words alone."""
    longer = "\n".join({word for one in all_tokens(books) for word in one.counts})
    return {word for word in words if word in longer}


def lacking(count: Value, shown: Value) -> Sentence:
    """Return in words that a word does not occur, or in longer words alone.

    Parameters
    ----------
    count : Value
        How often it occurs: never.
    shown : Value
        The value that the words stand for: its count or its rate.

    Examples
    --------
    >>> none = lines_value(LinesSource("亚运", all_tokens("hangzhou-fyp15")))
    >>> str(lacking(none, none))
    '未单独出现（另见于“亚运会”等4处）'
    >>> none = lines_value(LinesSource("量子霸权", all_tokens("hangzhou-fyp15")))
    >>> str(lacking(none, none))
    '未出现'
    """
    lines: Any = count.source
    longer = lines.longer
    if not longer.count:
        return Sentence((Shown("未出现", shown),))
    first, *others = longer.query.split("|")
    return sentence(
        "{none}（另见于“{word}”{more}{n}）", none=Sentence((Shown("未单独出现", shown),)),
        word=first, more="等" if others else "", n=lines_value(longer).having("处"),
    )  # fmt: skip


def placeless(rows: "pd.DataFrame", books: Iterable[Document]) -> "pd.DataFrame":
    """Return the rows whose word is no name of a place of the documents, nor a part of one.

    Nor does it begin with one (杭州市政府), or is what a text calls its place or what governs it
    (全市, 区委).

    Examples
    --------
    >>> rows = frequency("hangzhou-gwr-2023", top=5)
    >>> set(rows["word"]) - set(placeless(rows, documents("hangzhou-gwr-2023"))["word"])
    {'杭州'}
    """
    names = {one.place for one in books} - {""}
    wider = {province(name) for name in names}
    kept = [
        not (any(word in name or word.startswith(name) for name in names)
             or _own_name().fullmatch(word)
             or (word in _endings() and any(name.endswith(word) for name in wider)))
        for word in rows["word"]
    ]  # fmt: skip
    return rows.loc[kept].reset_index(drop=True)


@cache
def _endings() -> frozenset[str]:
    """Return how the names of places end, in more than one character."""
    return frozenset(one.ending for one in lookups.read(lookups.PlaceKind) if len(one.ending) > 1)


@cache
def _own_name() -> re.Pattern[str]:
    """Return the pattern of what texts call their own place and what governs it."""
    kinds = [one for one in lookups.read(lookups.PlaceKind) if one.ending != COUNTRY]
    kind = trie_pattern(one.ending for one in kinds if len(one.ending) == 1)
    governed = trie_pattern(name for one in kinds for name in one.government)
    organ = with_cues("{own_organ}")
    return re.compile(f"{with_cues('{own_whole}')}{kind}|{kind}{organ}|{governed}")


def is_place(word: str, books: Iterable[Document]) -> bool:
    """Tell whether a word names a place: a province, a prefecture, a county of documents' places.

    Examples
    --------
    >>> books = documents("hangzhou-gwr-2023")
    >>> is_place("上海", books), is_place("西湖", books), is_place("城市", books)
    (True, True, False)
    """
    if word in listed():
        return True
    own = frozenset(one.place for one in books)
    return len(word) > 1 and any(name.startswith(word) for name in _held_by(own))


@lru_cache(maxsize=16)
def _held_by(places: frozenset[str]) -> frozenset[str]:
    """Return the counties that lie in any of some places; 郊区 and the like are no names."""
    return frozenset(
        name for name, within in counties().items()
        if len(name) > _BARE and places & {*within, *(province(one) for one in within)}
    )  # fmt: skip


def watched(series: Several, top: int = 6) -> list[str]:
    """Return the words of topics that rose most and fell most from a first to a last document.

    The order is that of the end of the log ratio's interval that is nearer to no change, so that a
    rare word does not come first by chance.

    Parameters
    ----------
    series : tuple of Document
        In the order of time.
    top : int, optional
        Words of either kind.

    Examples
    --------
    >>> watched(roles(place="杭州市").series, top=2)
    ['人工智能', '保障', '疫情', '社会治理']
    """
    rows = compared(series[-1:], series[:1], LEAST)
    rows = rows[rows["word"].isin(_topical())]
    rises = rows[rows["log_ratio"] > 0].sort_values("low", ascending=False)
    falls = rows[rows["log_ratio"] < 0].sort_values("high")
    return [*rises["word"].head(top), *falls["word"].head(top)]


def seen(words: Iterable[str], source: Any = None, top: int = 4) -> list[str]:
    """Return the first words of a list that occur; the commonest words of topics if none does.

    Examples
    --------
    >>> seen(["量子霸权", "算力"], "hangzhou-fyp15"), seen([], "hangzhou-fyp15", top=2)
    (['算力'], ['创新', '文化'])
    """
    tokens = all_tokens(source)
    found = [word for word in words if LinesSource(word, tokens).count]
    return (found or topical(source))[:top]


def topical(source: Any = None, top: int = 400) -> list[str]:
    """Return those of the commonest words that belong to a topic; all of them if none does."""
    common = list(frequency(source, top=top)["word"])
    return [word for word in common if word in _topical()] or common


def _topical() -> set[str]:
    return {term for terms in topic_terms().values() for term in terms}


def example(source: Any = None) -> str:
    """Return the short sentence with most words that only the user dictionary knows.

    Examples
    --------
    >>> len(example("qiantang-gwr-2024")) <= 45
    True
    """
    most, said = 0, ""
    for found in all_tokens(source):
        bounds, text = sentences(found.document), found.document.text
        known = {one for one in found.counts if found.segmenter.entry(one).endswith(".txt")}
        places = {(found.sentences[at], one) for one in known for at in found.index[one]}
        for number, count in Counter(number for number, _ in places).items():
            start, end = bounds[number][:2]
            if count > most and end - start <= _LONGEST:
                most, said = count, text[start:end]
    return said
