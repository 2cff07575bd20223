"""The shape of an indicator table: what a head says of its columns, and which row fits it.

A head names a column of names and further columns; below it come rows of one shape: a name, and
for each further column a unit, an attribute (预期性) or a value. A row that does not have this
shape is not fitted to the head.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from hzlib import lookups
from hzlib.text.patterns import cued, trie_pattern


class Cell(NamedTuple):
    """A cell: its text and its offsets in the text that it was read from.

    Where a merged cell stands over two names, the text is both with a slash between, and the
    offsets are those of the name itself: ``每千人口拥有医护人员数/注册护士数（人）``. A cell that
    goes on in the next line holds the line end.
    """

    text: str
    start: int
    end: int


Row = list[Cell]
NO_VALUE = frozenset(("", "—", "-", "–", "--", "——", "―", "/", "…", "*", "－"))
"""What a cell without a value holds."""


# --- what a cell can be ---------------------------------------------------------------------------

_HEAD = (
    r"(?>(?:{takes}[A-Z一-龥]{1,8}?{share_word}|{name_column|row_column|unit_column|counting_column}"
    r"|{group_column|attribute_column|value_column}"
    r"|{average_column|estimate_column|target_column|growth_column|share|achieved_column}"
    r"|{other_column|noun_column|budget_column|yearly|until|compares}"
    r"|1[-—–~至]12月|(?:19|20)\d{2}年?|“?[一二三四五六七八九十]{1,2}五”?|[（()）〔〕\[\]【】%‰/、：±—–\-\s])+)"
)
_IN_BRACKETS = re.compile(r"[（(]([^（()）]{1,10})[）)]$")
NAMED = re.compile(r"[一-龥]{2}|[A-Za-z]{3}")
SERIAL = re.compile(r"(?:\d{1,3}[.、．)）]|[（(]\d{1,3}[)）]|[①-⑳]|\d{1,3}$)\s*(?!\d)")
FIGURE = re.compile(r"[-—\[〔【>≥<≤＞＜≈约+]{0,3}\d[\d.,]*[%‰]?[*∗※]?[\]〕】]?")


@lru_cache(maxsize=4096)
def is_head(text: str) -> bool:
    """Tell whether a text can be a cell of a table's head.

    Examples
    --------
    >>> is_head("2025年完成情况"), is_head("年均增长（%）"), is_head("地区生产总值")
    (True, True, False)
    """
    if (found := _IN_BRACKETS.search(text)) and is_unit(found[1]):
        text = text[: found.start()]
    return len(text) <= 32 and bool(NAMED.search(text) or re.search(r"\d{4}", text)) and bool(
        cued(_HEAD).fullmatch(text)
    )  # fmt: skip


@lru_cache(maxsize=4096)
def kind_of(text: str) -> str:
    """Return what the column under a head holds.

    Returns
    -------
    str
        ``name``, ``unit``, ``attribute``, ``left`` (a number or a group of rows), ``value``, or
        ``other`` where the head is not understood.

    Examples
    --------
    >>> [kind_of(text) for text in ("类别", "指标名称", "单位", "2025年", "属性")]
    ['left', 'name', 'unit', 'value', 'attribute']
    """
    text = re.sub(r"\s", "", text)
    if cued(r"{attribute_column}").search(text):
        return "attribute"
    if cued(r"{unit_column}").fullmatch(text):
        return "unit"
    if cued(r"{years_column}").fullmatch(text):
        return "name"
    if cued(r"{counting_column|group_column}").fullmatch(text):
        return "left"
    if cued(r"{row_column}").fullmatch(text):
        return "name"
    if cued(r"{name_column}").search(text) and not cued(r"\d{4}|{value_column}").search(text):
        return "name"
    known = is_head(text) and not cued(r"{other_column}").search(text)
    return "value" if known else "other"


@cache
def _unit() -> re.Pattern[str]:
    units = trie_pattern(row.unit for row in lookups.read(lookups.Unit))
    return re.compile(rf"[十百千万亿]{{0,2}}(?:{units})(?:[/·每][^\s\d]{{1,8}})?/?")


def is_unit(text: str) -> bool:
    """Tell whether a text is a unit, of a kind that the project knows or made of one.

    Examples
    --------
    >>> is_unit("万元/人"), is_unit("吨标准煤/万元"), is_unit("常住人口")
    (True, True, False)
    """
    return bool(_unit().fullmatch(text))


_VALUE = (
    r"(?:(?:19|20)\d{2}(?:[-—–~至](?:19|20)?\d{2})?年)?[^\d\n]{0,14}\d[\d.,]*(?:[-—–~]\d[\d.]*)?(?:[%‰][\]〕】]?)?"
    r"[^\d\n，]{0,6}(?:[（(]\d{4}年[)）])?(?:[,，][^\d\n]{0,12}(?:\d[\d.,]*%?)?[^\d\n]{0,4})?"
    r"|[^\d。；]{0,12}{no_figure}[^\d。；]{0,8}"
)


def _suits(kind: str, text: str, placed: bool) -> bool:
    """Tell whether a cell can stand in a column; where the layout places it, values are free."""
    text = re.sub(r"\s", "", text)
    if kind == "unit":
        return text in NO_VALUE or is_unit(text)
    if kind == "attribute":
        return bool(cued(r"{attribute}").fullmatch(text)) or placed and not text
    if kind == "other":
        return len(text) <= 40
    return placed or text in NO_VALUE or len(text) <= 40 and bool(cued(_VALUE).fullmatch(text))


# --- a row under a head ---------------------------------------------------------------------------


def fitted(cells: Row, head: Row, placed: bool) -> Row | None:
    """Return the cells of a row under those of a head, or None if they do not fit it.

    Parameters
    ----------
    cells : list of Cell
        A row as it is set.
    head : list of Cell
        With one cell that heads the names.
    placed : bool
        Whether the layout shows the empty cells too.

    Examples
    --------
    >>> head = [Cell(text, 0, 0) for text in ("序号", "指标", "2025年", "2030年")]
    >>> cells = [Cell(text, 0, 0) for text in ("3", "常住", "人口", "221", "230")]
    >>> [cell.text for cell in fitted(cells, head, False)][1:]
    ['常住人口', '221', '230']
    """
    name = [kind_of(cell.text) for cell in head].index("name")
    right = len(head) - name - 1
    if not placed:
        cells = [cell for cell in cells if cell.text]
    elif len(cells) < len(head):
        # The last cells are left out where they are empty, the first where they are merged.
        fewer = [_nothing(cells)] * (len(head) - len(cells))
        first = [Cell("", cells[0].start, cells[0].start)] * len(fewer)
        row = fitted([*cells, *fewer], head, True)
        return row or (fitted([*first, *cells], head, True) if len(fewer) <= name else None)
    for count in (right, right - 1):
        if 0 < count < len(cells) and (row := under(head, cells[:-count], cells[-count:], placed)):
            return row
    return None


def under(head: Row, left: Row, values: Row, placed: bool) -> Row | None:
    """Return a row of its cells left and right of the end of its name, if they fit the head.

    An attribute merged over rows stands in the first of them only.

    Examples
    --------
    >>> head = [Cell(text, 0, 0) for text in ("指标", "2030年", "属性")]
    >>> row = under(head, [Cell("人口", 0, 2)], [Cell("230", 3, 6)], False)
    >>> [cell.text for cell in row]
    ['人口', '230', '']
    """
    kinds = [kind_of(cell.text) for cell in head]
    name = kinds.index("name")
    right = kinds[name + 1 :]
    if len(values) < len(right) and "attribute" in right:
        values = values.copy()
        values.insert(right.index("attribute"), Cell("", left[-1].end, left[-1].end))
    suits = len(values) == len(right) and all(
        _suits(kind, cell.text, placed) or kind == "attribute" and not cell.text
        for kind, cell in zip(right, values, strict=True)
    )
    label = _label(left, name, placed) if suits else None
    return [*_before(left, label, name, placed), label, *values] if label else None


def _nothing(cells: Row) -> Cell:
    return Cell("", cells[-1].end, cells[-1].end)


def _before(left: Row, label: Cell, name: int, placed: bool) -> Row:
    """Return the cells of a row left of its name, as many as the head has there."""
    if placed and len(left) > name:
        return left[:name]
    cells = [cell for cell in left if cell.end <= label.start][:name]
    return [Cell("", label.start, label.start)] * (name - len(cells)) + cells


_GROUP = r"(?:[一二三四五六七八九十]、)?(?>(?:{group_word}|[、和与（()）\d项\s])+)"


def is_group(text: str) -> bool:
    """Tell whether a text is what a group of rows is called.

    Examples
    --------
    >>> is_group("创新驱动"), is_group("二、民生福祉（7项）"), is_group("农村居民")
    (True, True, False)
    """
    return bool(cued(_GROUP).fullmatch(text))


def _label(left: Row, name: int, placed: bool) -> Cell | None:
    """Return the name of a row from the cells left of its values."""
    cells = left[name:] if placed and len(left) > name else left
    cells = [cell for cell in cells if cell.text]
    counted = [i for i, cell in enumerate(cells) if SERIAL.match(cell.text)]
    if counted and len(cells[counted[-1]].text) > 4:
        cells = cells[counted[-1] :]
    elif counted:
        cells = cells[counted[0] + 1 :]
    else:
        while len(cells) > 1 and is_group(cells[0].text):
            cells = cells[1:]
    torn = any(cell.text.count("（") > cell.text.count("）") for cell in cells)
    if not cells or any(FIGURE.fullmatch(cell.text) for cell in cells) and not torn:
        return None
    words = "".join(cell.text for cell in cells)
    words = words[found.end() :] if (found := SERIAL.match(words)) else words
    words = re.sub(r"\s", "", words)
    if not NAMED.search(words) or len(words) > 80 or re.search("[。；！？]", words):
        return None
    return Cell(words, cells[0].start, cells[-1].end)


def misfit(cells: Row, head: Row) -> Row:
    """Return the cells of a row that does not fit, with another number of them than the head.

    Examples
    --------
    >>> len(misfit([Cell("人口", 0, 2)], [Cell("指标", 0, 0)]))
    2
    """
    return cells + [_nothing(cells)] if len(cells) == len(head) else cells


def heads(cells: Row) -> Iterator[Row]:
    """Yield the heads that some cells may be: with torn ones joined, and as they are.

    Examples
    --------
    >>> cells = [Cell(text, 0, 0) for text in ("指标", "2025年", "完成值")]
    >>> [[cell.text for cell in head] for head in heads(cells)]
    [['指标', '2025年完成值'], ['指标', '2025年', '完成值']]
    """
    joined: Row = []
    for cell in cells:
        before = joined[-1].text if joined else ""
        torn = before[-1:] in ("/", "（") or cell.text[:1] in ("（", "(", "/", "〔", "[")
        if joined and (torn or re.fullmatch(r"\d{4}年", before) and _qualifies(cell.text)):
            joined[-1] = Cell(before + cell.text, joined[-1].start, cell.end)
        else:
            joined.append(cell)
    apart = [cell for index, cell in enumerate(cells) if not _over(cells[index : index + 3])]
    for head in [apart] * (apart != cells) + [joined, cells][: 1 if joined == cells else 2]:
        kinds = [kind_of(cell.text) for cell in head]
        if kinds.count("name") == 1 and "value" in kinds[kinds.index("name") :]:
            yield head


def _over(cells: Row) -> bool:
    """Tell whether the first of three cells stands over the others: “十五五”目标, 2030年, 年均."""
    if len(cells) < 3 or re.search(r"\d", cells[0].text):
        return False
    year = re.fullmatch(r"\d{4}年", cells[1].text)
    average = cued(r"{average_column}").match(cells[2].text)
    return bool(year and average and cued(r"五.*{target_column}").search(cells[0].text))


def _qualifies(text: str) -> bool:
    """Tell whether a word of a head only says more of the year before it."""
    plain = kind_of(text) == "value" and not re.search(r"\d{4}", text)
    return plain and not cued(r"{average_column|growth_column|share}").search(text)


def one_head(above: list[Row], width: int) -> Row:
    """Return one head for one whose cells stand, merged, over those of a second.

    Examples
    --------
    >>> rows = [["指标", "2025年", ""], ["", "目标", "实际"]]
    >>> [cell.text for cell in one_head([[Cell(t, 0, 0) for t in row] for row in rows], 3)]
    ['指标', '2025年目标', '2025年实际']
    """
    if len(above) == 1:
        return above[0]
    upper, lower = above
    lower = lower + [_nothing(lower)] * (width - len(lower))
    inside = [i for i, cell in enumerate(lower) if cell.text]
    extra = width - len(upper)
    if extra > 0 and inside and inside[-1] - inside[0] == len(inside) - 1:
        # One cell of the upper row stands over all those of the lower.
        if len(inside) != extra + 1:
            return upper
        over = inside[0]
        upper = [*upper[:over], *[upper[over]] * len(inside), *upper[over + 1 :]]
    head: Row = []
    for i, (top, below) in enumerate(zip(upper, lower, strict=False)):
        if not top.text and below.text and head:
            top = upper[max(j for j in range(i) if upper[j].text)]
        words = below.text if top.text == below.text else top.text + below.text
        own = below if below.text else top
        head.append(Cell(words, own.start, own.end))
    return head
