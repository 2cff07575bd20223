"""Regular expressions made of the cue words of ``data/etc``: the one place that builds them."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from hzlib import lookups
from hzlib.errors import HzError


@cache
def cued(template: str, flags: int = 0) -> re.Pattern[str]:
    r"""Return the regular expression of a template in which ``{kind}`` stands for a cue word.

    Parameters
    ----------
    template : str
        A regular expression; ``{kind}``, or ``{kind|kind}``, matches the longest of the cue words
        of these kinds.
    flags : int, optional
        As for `re.compile`.

    Examples
    --------
    >>> cued(r"{at_least}(?P<number>\d+)").match("突破1000")["number"]
    '1000'
    """
    return re.compile(with_cues(template), flags)


def with_cues(template: str) -> str:
    """Return a template with the patterns of cue words in it, for a part of a larger pattern."""
    return _KINDS.sub(lambda match: cue_pattern(*match[1].split("|")), template)


# A quantifier such as {1,3} holds digits, a kind none.
_KINDS = re.compile(r"\{([a-z_]+(?:\|[a-z_]+)*)\}")


@cache
def cue_pattern(*kinds: str) -> str:
    """Return a pattern that matches one cue word of the kinds, the longest.

    Examples
    --------
    >>> re.match(cue_pattern("at_least"), "突破1000").group()
    '突破'
    """
    return f"(?:{trie_pattern(word for kind in kinds for word in lookups.cues(_known(kind)))})"


def _known(kind: Any) -> Any:
    if kind in lookups.CUE_KINDS:
        return kind
    raise HzError("cues.csv: {kind} is no kind of cue", "mend the pattern that names it", kind=kind)


def first_of(template: str, text: str, start: int, end: int) -> int:
    """Return where a pattern is first found in a part of a text; its end if nowhere.

    What is asked of each place in a sentence again and again need not look before there.

    Examples
    --------
    >>> first_of("{at_least}", "总量突破1000亿元", 0, 9), first_of("{at_least}", "总量", 0, 2)
    (2, 2)
    """
    found = cued(template).search(text, start, end)
    return found.start() if found else end


def behind_last(marks: str, text: str, start: int, end: int) -> int:
    """Return the place in a part of a text behind the last of some marks; its start if none.

    Examples
    --------
    >>> behind_last("，；", "总量突破，增长5%", 0, 9), behind_last("，；", "增长5%", 1, 4)
    (5, 1)
    """
    for mark in marks:
        place = text.rfind(mark, start, end) + 1
        if place > start:
            start = place
    return start


def occurrences(words: Iterable[str], text: str) -> list[int]:
    """Return where one of some words stands in a text, in order.

    Examples
    --------
    >>> occurrences(("第", "连续"), "连续三年第一")
    [0, 4]
    """
    found = []
    for word in words:
        at = text.find(word)
        while at >= 0:
            found.append(at)
            at = text.find(word, at + 1)
    return sorted(found)


@cache
def first_signs(*kinds: lookups.CueKind) -> frozenset[str]:
    """Return the characters that the cue words of some kinds begin with.

    What begins with none of them need not be matched with the words.

    Examples
    --------
    >>> "突" in first_signs("at_least")
    True
    """
    return frozenset(word[0] for kind in kinds for word in lookups.cues(kind))


@cache
def last_signs(*kinds: lookups.CueKind) -> frozenset[str]:
    """Return the characters that the cue words of some kinds end with.

    Examples
    --------
    >>> "破" in last_signs("at_least")
    True
    """
    return frozenset(word[-1] for kind in kinds for word in lookups.cues(kind))


def trie_pattern(words: Iterable[str]) -> str:
    """Return a regular expression that matches the longest of the words in linear time.

    Examples
    --------
    >>> re.match(trie_pattern(["出口", "出口额"]), "出口额达").group()
    '出口额'
    """
    trie: dict = {}
    for word in words:
        node = trie
        for character in word:
            node = node.setdefault(character, {})
        node[""] = {}
    return _node_pattern(trie)


def _node_pattern(node: dict) -> str:
    branches = [re.escape(c) + _node_pattern(n) for c, n in sorted(node.items()) if c]
    if not branches:
        return ""
    joined = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
    return f"(?:{joined})?" if "" in node else joined
