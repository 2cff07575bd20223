"""Documents held together: what they state, how it compares, which words they use."""

import html
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from hzlib.errors import HzError
from hzlib.evidence.fulltext import FullText, fulltext
from hzlib.evidence.value import Missing, Value
from hzlib.figures.display import is_set, refuse, show
from hzlib.figures.specification import Note
from hzlib.frames.facts import facts, narrowed, stated_places
from hzlib.frames.names import Unknown, indicator_id, measure_id, place_name, status_id
from hzlib.frames.outcomes import horizons, outcomes
from hzlib.frames.selection import DONE, compared, most_of, pick, series, stated_indicators
from hzlib.messages import told
from hzlib.store.choice import documents
from hzlib.store.opened import StoredDocument
from hzlib.store.scan import last_years, stating_facts, tally
from hzlib.store.schema import FACTS
from hzlib.text.corpus import Document
from hzlib.words.comparison import collocations, keyness, network, word_trends
from hzlib.words.concordance import kwic, positions
from hzlib.words.cutting import dictionary_effect, new_words
from hzlib.words.frequency import frequency, n_grams, variety
from hzlib.words.tokens import Tokens, all_tokens
from hzlib.words.topics import coverage, latent_topics, part_words, topics

if TYPE_CHECKING:
    import pandas as pd


def corpus(source: Any = None, reference: bool = False) -> "Corpus":
    """Return documents as a corpus.

    Parameters
    ----------
    source : str, Path, Document, Corpus or iterable of these, optional
        Ids of the catalogue, paths of files, documents; the catalogue's five if not given, or if
        it is an empty list.
    reference : bool, optional
        Let the figures of the reference series, for the places of these documents, join the facts.

    Raises
    ------
    HzError
        If a file cannot be read.

    Examples
    --------
    >>> corpus(["hangzhou-gwr-2023", "qiantang-gwr-2024"]).places
    ('杭州市', '钱塘区')
    """
    return Corpus(documents(source), reference)


@dataclass(frozen=True, repr=False)
class Corpus:
    """Documents with their facts and their words.

    Parameters
    ----------
    documents : tuple of Document
        In the order in which they are to be trusted.
    reference : bool, optional
        Whether the reference series joins the facts.

    Examples
    --------
    >>> books = corpus("hangzhou-gwr-2023")
    >>> str(books.pick("GDP", year=2022)), str(books.pick("GDP", year=1999))
    ('18,753亿元', '没有杭州市1999年地区生产总值的数据')
    """

    documents: tuple[Document, ...]
    reference: bool = False

    def __repr__(self) -> str:
        names = "、".join(_few([one.title or one.id for one in self.documents]))
        return f"<Corpus {len(self.documents)}: {names}>"

    def _repr_html_(self) -> str:
        names = _few([one.title or one.id for one in self.documents])
        lines = "".join(f"<li>{html.escape(one)}</li>" for one in names)
        return f"<ul>{lines}</ul>"

    @property
    def places(self) -> tuple[str, ...]:
        """The places that the documents speak for, that of most documents first."""
        found = [one.place for one in self.documents if one.place]
        return tuple(place for place, _ in Counter(found).most_common())

    @property
    def place(self) -> str:
        """The place that most of the documents speak for; empty if none is known."""
        return next(iter(self.places), "")

    @property
    def years(self) -> tuple[int, ...]:
        """The single years that the documents look back on."""
        return tuple(
            sorted({int(one.reviewed) for one in self.documents if one.reviewed.isdigit()})
        )

    @cached_property
    def _all(self) -> "pd.DataFrame":
        return facts(self.documents, self.reference)

    @cached_property
    def _regions(self) -> list[str]:
        """The places that facts are of."""
        return stated_places(self.documents, self.reference)

    def facts(self, **wanted: Any) -> "pd.DataFrame":
        """Return the facts, or those of a place, an indicator, a year, a status, a measure.

        The arguments and the columns are those of `hzlib.frames.facts.facts`.
        """
        if wanted and _kept(self.documents):
            return facts(self.documents, self.reference, **wanted)
        return narrowed(self._all, **wanted)

    def indicators(self, **wanted: Any) -> "pd.DataFrame":
        """Return what numbers are stated of; see `hzlib.frames.selection.stated_indicators`."""
        return stated_indicators(self.facts(**wanted))

    def compare(self, indicator: str, measure: str = "level", place: Any = None) -> "pd.DataFrame":
        """Return one indicator of the places through the years, results and targets.

        See `hzlib.frames.selection.compared`; all the places of the documents if none is named.
        """
        rows = self.facts(indicator=indicator, place=place)
        places = self.places if place is None else rows["region"].unique()
        return compared(rows, indicator_id(indicator), measure_id(measure), places)

    def pick(
        self,
        indicator: str,
        measure: str = "level",
        year: str | int = "",
        place: str = "",
        status: str | Iterable[str] = DONE,
    ) -> Value | Missing:
        """Return one figure as a value, or a `Missing` that says what is lacking.

        See `hzlib.frames.selection.pick`; the place of most documents and the last year with such a
        figure are taken where none is named. `HzError` if no place has most of them.
        """
        id, kind = indicator_id(indicator), measure_id(measure)
        rows = self.facts(indicator=id, measure=kind)
        stating = (one.place for one in stating_facts(self.documents))
        region = self._named(place) if place or _has_most(self) else most_of(stating)
        status = [status_id(one) for one in ([status] if isinstance(status, str) else status)]
        if not year:
            # A result that is only said to be above a number is not the figure of its year.
            plain = "target" not in status
            found = series(rows, id, kind, region, status, plain=plain)
            year = found["period"].iloc[-1] if len(found) else "最近一"
        if region not in set(rows["region"]):
            region = Unknown(region)
        return pick(rows, id, kind, year, region, status)

    def outcomes(
        self, about: float = 0.05, place: str = "", indicator: str = "", measure: str = ""
    ) -> "pd.DataFrame":
        """Return every target with what became of it; see `hzlib.frames.outcomes.outcomes`.

        Of an indicator no other facts are read, and what became of its targets is the same.
        """
        if indicator:
            rows = self.facts(indicator=indicator)
            known = last_years(self.documents) if not self.reference else horizons(self._all)
            pairs = outcomes(rows, about, known, stating_facts(self.documents))
        else:
            pairs = outcomes(self._all, about)
        if measure:
            pairs = pairs[pairs["measure"] == measure_id(measure)]
        kept = pairs[pairs["region"] == self._named(place)] if place else pairs
        return kept.reset_index(drop=True)

    @property
    def words(self) -> "Words":
        """The words of the documents."""
        return Words(self.documents)

    def read(self, document: "str | Document" = "") -> FullText:
        """Return the whole text of a document, its numbers marked; the first if none is named.

        Raises
        ------
        HzError
            If there is no such document in the corpus.
        """
        named = document.id if isinstance(document, Document) else document
        for one in self.documents:
            if not named or named in (one.id, one.title, one.path.name):
                return fulltext(one)
        raise HzError(
            "{doc}: no such document in the corpus", "there are {known}",
            doc=named, known=_few([one.id for one in self.documents]),
        )  # fmt: skip

    def choose(self, **wanted: Any) -> Any:
        """Return a notebook's parameters in the form that the facts have.

        They are ``place``, ``indicator`` and ``year``, returned in the order in which they are
        given. What is left empty is the material's own: the place that most documents speak for,
        the last year that a document looks back on. Of what is unknown a note tells the nearest; it
        stays as it is, and whatever is asked of it has no figures.
        """
        chosen = [_chosen(self, name, value) for name, value in wanted.items()]
        return tuple(chosen) if len(chosen) > 1 else chosen[0]

    def _named(self, place: str) -> str:
        known = [*self.places, *self._regions]
        name = place_name(place, known) if place else self.place
        return name if name in self._regions else Unknown(name)


def _kept(documents: Iterable[Document]) -> bool:
    """Tell whether documents are of a corpus in a folder: no more is read than is asked for."""
    return any(isinstance(one, StoredDocument) for one in documents)


def _has_most(books: Corpus) -> bool:
    """Tell whether one place has more than half of the documents."""
    own = [one for one in books.documents if one.place == books.place]
    return 2 * len(own) > len(books.documents)


def _most_stated(books: Corpus) -> str:
    if _kept(books.documents):
        known = tally(books.documents, FACTS, "indicator").most_common(1)
        return known[0][0] if known else "gdp"
    return str(next(iter(books.indicators()["indicator"]), "gdp"))


_SHOWN = 20  # names, of more the first


def _few(names: Sequence[str]) -> list[str]:
    return [*names[:_SHOWN], *(["…"] if len(names) > _SHOWN else [])]


def _chosen(books: Corpus, name: str, value: Any) -> str | int:
    """Return a parameter of a notebook in the form that the facts have; see `Corpus.choose`."""
    forms: dict[str, Callable[[Any], str | int]] = {
        "place": lambda named: _told_place(books, named),
        "indicator": lambda named: indicator_id(named or _most_stated(books)),
        "year": lambda named: int(named or _last_year(books.documents)),
    }
    try:
        chosen = forms[name](value)
    except HzError as error:
        refuse(error)
        return Unknown(value)
    # Elsewhere each part of a notebook says by itself of what it has no figures.
    if value and is_set() and books.facts(**{name: chosen}).empty:
        refuse(HzError("{name}={value}: the material has no figure of it", name=name, value=value))
    return chosen


def _told_place(books: Corpus, named: str) -> str:
    if not named and len(books.places) > 1 and not _has_most(books):
        several = told("the material is of several places: {places}; this is {place}",
                       places=_few(books.places), place=books.place)  # fmt: skip
        show(Note(several))
    return books._named(named)


def _last_year(documents: Iterable[Document]) -> int:
    """Return the last single year looked back on; where there is none, the last year of a span."""
    spans = [one.reviewed for one in documents if one.reviewed]
    return max((int(one[-4:]) for one in [x for x in spans if x.isdigit()] or spans), default=0)


@dataclass(frozen=True)
class Words:
    """The words of documents: what is counted, compared and looked up in them.

    Examples
    --------
    >>> corpus("hangzhou-gwr-2023").words.frequency(top=1).word.tolist()
    ['建设']
    """

    documents: tuple[Document, ...]

    def tokens(self) -> tuple[Tokens, ...]:
        """Return the running words of each document; see `all_tokens`."""
        return all_tokens(self.documents)

    def frequency(self, **how: Any) -> "pd.DataFrame":
        """Return how often words occur; see `frequency`."""
        return frequency(self.documents, **how)

    def n_grams(self, n: int = 2, **how: Any) -> "pd.DataFrame":
        """Return sequences of words; see `n_grams`."""
        return n_grams(self.documents, n, **how)

    def variety(self, **how: Any) -> "pd.DataFrame":
        """Return how varied the words of each document are; see `variety`."""
        return variety(self.documents, **how)

    def keyness(self, against: Any, **how: Any) -> "pd.DataFrame":
        """Return what sets the words apart from those of others; see `keyness`."""
        return keyness(self.documents, against, **how)

    def kwic(self, word: "str | Iterable[str]", **how: Any) -> "pd.DataFrame":
        """Return a word in its lines; see `kwic`."""
        return kwic(word, self.documents, **how)

    def collocations(self, word: str, **how: Any) -> "pd.DataFrame":
        """Return the words that stand near a word; see `collocations`."""
        return collocations(word, self.documents, **how)

    def network(self, words: Iterable[str], **how: Any) -> "pd.DataFrame":
        """Return which of some words share sentences; see `network`."""
        return network(words, self.documents, **how)

    def positions(self, words: Iterable[str]) -> "pd.DataFrame":
        """Return where words stand in each document; see `positions`."""
        return positions(words, self.documents)

    def trends(self, words: Iterable[str], **how: Any) -> "pd.DataFrame":
        """Return words from document to document; see `word_trends`."""
        return word_trends(words, self.documents, **how)

    def topics(self, **how: Any) -> "pd.DataFrame":
        """Return how often the terms of topics occur; see `topics`."""
        return topics(self.documents, **how)

    def coverage(self, **how: Any) -> "pd.DataFrame":
        """Return how much the topics cover; see `coverage`."""
        return coverage(self.documents, **how)

    def latent_topics(self, **how: Any) -> "pd.DataFrame":
        """Return topics found without a dictionary; see `latent_topics`."""
        return latent_topics(self.documents, **how)

    def part_words(self, **how: Any) -> "pd.DataFrame":
        """Return the words that mark each part; see `part_words`."""
        return part_words(self.documents, **how)

    def new_words(self, **how: Any) -> "pd.DataFrame":
        """Return candidates for the user dictionary; see `new_words`."""
        return new_words(self.documents, **how)

    def dictionary_effect(self, lines: "str | Iterable[str]") -> "pd.DataFrame":
        """Return which counts new lines would change; see `dictionary_effect`."""
        return dictionary_effect(lines if isinstance(lines, str) else list(lines), self.documents)
