"""What the numbers of a sentence are numbers of."""

from dataclasses import dataclass, replace

from hzlib.extraction.lexicon import Alias


@dataclass(frozen=True, slots=True)
class Subject:
    """What the numbers that follow are numbers of; no alias for a thing that is no indicator.

    Attributes
    ----------
    aliases : tuple of Alias
        What the wording may stand for.
    start, end : int
        Span of the wording in the text.
    region : str
        The place named right before it, if any.
    made : bool
        Whether a word such as 新增 stands right before it.
    estimate, total, average : bool
        Whether 预计, 累计 or 年均 stands before it.
    """

    aliases: tuple[Alias, ...]
    start: int
    end: int
    region: str = ""
    made: bool = False
    estimate: bool = False
    total: bool = False
    average: bool = False

    @property
    def width(self) -> int:
        """How many indicators the wording stands for (城乡居民收入: 2)."""
        return max((len(alias.indicators) for alias in self.aliases), default=1)


OTHER = Subject((), -1, -1)
"""A subject that is no indicator."""


def parts(subject: Subject) -> list[Subject]:
    """Return one subject for each indicator that a wording stands for.

    Examples
    --------
    >>> both = Subject((Alias(("income_urban", "income_rural"), "", ""),), 0, 6)
    >>> [part.aliases[0].indicators for part in parts(both)]
    [('income_urban',), ('income_rural',)]
    """
    if subject.width == 1:
        return [subject]
    alias = next(a for a in subject.aliases if len(a.indicators) == subject.width)
    return [
        replace(subject, aliases=(Alias((name,), alias.needs, alias.context),))
        for name in alias.indicators
    ]
