"""Names that like subjects share in several documents and that no indicator has yet.

They are proposals: a person gives a name an indicator with a row of ``data/etc/aliases.csv``.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from hzlib import lookups
from hzlib.extraction.alike import bare, things
from hzlib.extraction.lexicon import Alias, aliases, canonical
from hzlib.extraction.stated import Stated, stated
from hzlib.text.corpus import Document


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name of subjects that are no indicator.

    Attributes
    ----------
    subject : str
        The name, as it is printed most often, without the verb before it.
    measure, unit : str
        What is measured of it, in what; units that count the same are one.
    documents, quantities : int
        In how many documents it occurs, with how many numbers.
    indicator : str
        The id of the indicator of which the name contains a wording, or empty.
    needs : str
        ``flow`` if the numbers are of what was added (新增), else empty, as in ``aliases.csv``.
    example : str
        The first sentence with it.
    """

    subject: str
    measure: str
    unit: str
    documents: int
    quantities: int
    indicator: str
    needs: str
    example: str

    @property
    def pattern(self) -> str:
        """The name as a wording of ``aliases.csv``, in which square brackets are choices."""
        return self.subject.replace("[", "").replace("]", "")

    @property
    def context(self) -> str:
        """The context that the wording needs: none."""
        return ""


ALIAS = ("indicator", "pattern", "needs", "context")
"""The columns of ``aliases.csv``."""

_MEASURES = ("level", "growth", "growth_avg", "share", "change")


def candidates(documents: Iterable[Document], least: int = 2) -> list[Candidate]:
    """Return the names of subjects that occur in several documents and are no indicator.

    Parameters
    ----------
    documents : iterable of Document
        The documents, read one after the other; of two with the same text one counts.
    least : int, optional
        In how many documents a name must occur.

    Returns
    -------
    list of Candidate
        By the number of documents, then of quantities.

    Examples
    --------
    >>> from hzlib.text.corpus import documents
    >>> found = candidates(documents())
    >>> [(one.unit, one.documents, one.needs) for one in found if one.subject == "家庭养老床位"]
    [('张', 3, 'flow')]
    """
    known: dict[_Name, list[Stated]] = defaultdict(list)
    texts = set()
    for document in documents:
        if document.text in texts:
            continue  # one report in two files is one
        texts.add(document.text)
        found = stated(document)
        for one, thing in zip(found, things(document, found), strict=True):
            if thing.name and not one.indicator and one.measure in _MEASURES:
                known[_Name(*thing.key, thing.act == "adds")].append(one)
    made = [_candidate(name, rows) for name, rows in known.items()]
    kept = [one for one in made if one.documents >= least]
    return sorted(kept, key=lambda one: (-one.documents, -one.quantities, one.subject))


class _Name(NamedTuple):
    """What the numbers of one candidate have in common."""

    words: str
    dealt: frozenset[str]
    measure: str
    unit: str
    added: bool


def _candidate(name: _Name, rows: list[Stated]) -> Candidate:
    printed, _ = Counter(_printed(row.subject, name.dealt) for row in rows).most_common(1)[0]
    return Candidate(
        printed, name.measure, name.unit, len({row.doc for row in rows}), len(rows),
        _proposed(name), "flow" if name.added else "", rows[0].sentence,
    )  # fmt: skip


def _printed(subject: str, dealt: frozenset[str]) -> str:
    """Return a subject with the verbs that belong to its name, and no other."""
    inner = bare(subject).strip("、，")
    before, _, behind = subject.partition(inner)
    if any(verb in behind for verb in dealt):
        return inner + behind
    own = [before.find(verb) for verb in dealt if verb in before]
    return (before[min(own) :] if own else "".join(sorted(dealt))) + inner


def _proposed(name: _Name) -> str:
    """Return the indicator whose longest wording a name contains, if it is measured in its unit."""
    words = name.words
    parts = {
        words[low:high] for low in range(len(words)) for high in range(low + 2, len(words) + 1)
    }
    found = [wording for wording in parts if wording in aliases()]
    for wording in sorted(found, key=lambda one: (-len(one), one)):
        for alias in aliases()[wording]:
            if len(alias.known) == 1 and _fits(alias, name):
                return alias.known[0]
    return ""


def _fits(alias: Alias, name: _Name) -> bool:
    """Tell whether a wording may stand for its indicator in such a name."""
    needs = {"flow": name.added, "built": name.added, "stock": not name.added}
    if alias.context or not needs.get(alias.needs, alias.needs in ("", name.measure)):
        return False
    own = lookups.indicators()[alias.known[0]]
    known = lookups.units().get(name.unit)
    base = known.base if known else name.unit
    return name.measure != "level" or base in {canonical(own.canonical_unit)[0], *own.units}
