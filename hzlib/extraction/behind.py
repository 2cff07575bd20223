"""What stands right behind a number: its end, or another noun that it belongs to."""

import re
from functools import cache

from hzlib.extraction.lexicon import cue_pattern
from hzlib.extraction.measure import last_verb
from hzlib.extraction.mentions import Mention
from hzlib.extraction.quantity import Quantity

_OF = re.compile(r"的(?:目标|水平|规模|基础|增长|增速|速度|大关|台阶|预期|[，。；、是])")
_WORK = re.compile(r"(?:改造|完成|实施|加装|增设)[^，。；]{0,6}$")
_WORKS = ("改造", "整治", "任务", "工程")
_COUNTS = frozenset(["个", "家", "所", "户", "人", "台", "处", "部", "座", "件", "项", "套", "张"])
_NEAR = 6


@cache
def _after() -> re.Pattern[str]:
    # What may follow a stated number; anything else makes it a number of another noun.
    return re.compile(rf"[:：∶，。.；、！？!?（）()\[\]【】★“”—|\s]|$|{cue_pattern('follow')}")


def qualifies(text: str, end: int, quantity: Quantity) -> bool:
    """Tell whether a number only describes the noun behind it (10亿元以上项目).

    Parameters
    ----------
    text : str
    end : int
        Where the sentence ends.
    quantity : Quantity

    Examples
    --------
    >>> from hzlib.extraction.quantity import quantities
    >>> text = "投资10亿元以上项目"
    >>> qualifies(text, len(text), quantities(text)[0])
    True
    """
    rest = text[quantity.stop : min(quantity.stop + 4, end)]
    if rest.startswith("的") and not _OF.match(text, quantity.stop):
        return True
    return bool(rest) and quantity.joined != 1 and not _after().match(rest)


def named_behind(text: str, quantity: Quantity, following: Mention) -> bool:
    """Tell whether a count stands right before the name of what it counts (302个老旧小区)."""
    between = text[quantity.stop : following.start]
    return (
        not following.compared
        and quantity.base in _COUNTS
        and len(between) <= _NEAR
        and not re.search(r"[，。；、：\d]", between)
    )


def counted(text: str, start: int, end: int, quantity: Quantity, following: Mention) -> str:
    """Return ``flow`` or ``stock`` for a count of what the name behind it names, else nothing.

    A verb such as 新增, 拥有 or 完成 must stand before the number, and nothing behind the name that
    would make it a part of another noun.
    """
    rest = text[following.end : min(following.end + 4, end)]
    if rest and not _after().match(rest) and not rest.startswith(_WORKS):
        return ""
    head = max(start, quantity.start - 30)
    verb = last_verb(text, head, quantity.start)
    if verb is None:
        return "work" if _WORK.search(text[head : quantity.start]) else ""
    return "flow" if verb["flow"] else "stock"
