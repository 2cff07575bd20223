"""Tables set with tabs, spaces or line ends, read by the shape of their rows.

A head names a column of names and further columns; below it come rows of one shape: a name, and
for each further column a unit, an attribute (预期性) or a value. What stands between the cells only
says where to look for them: a row that does not have this shape is not fitted to the head.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from hzlib import lookups
from hzlib.text.characters import GONE
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


class LaidOut(NamedTuple):
    """A table: its offsets, its head, and its rows.

    A row that does not fit the head has another number of cells than it.
    """

    start: int
    end: int
    head: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]


class _Found(NamedTuple):
    """A table, if there is one, and the line to go on with."""

    table: LaidOut | None
    stop: int


class _Rows(NamedTuple):
    """What was read below a head: the rows, how many fit it, and the line behind them."""

    rows: list[list[Cell]]
    fitting: int
    stop: int


Row = list[Cell]
NO_VALUE = frozenset(("", "—", "-", "–", "--", "——", "―", "/", "…", "*", "－"))
"""What a cell without a value holds."""

_HEAD_LINES = 16  # lines of a head at most
_LONGEST = 240  # characters of a line of a table
_WIDEST = 60  # cells of one
_AHEAD = 40  # lines that show how a table is set
_IDLE = 12  # lines without a row, of which heads, groups and page numbers may be between two rows


def laid_out(text: str) -> Iterator[LaidOut]:
    r"""Yield the tables of a text that have a head and two rows or more of one shape.

    Parameters
    ----------
    text : str
        With characters of one width; spaces and line ends as in the file.

    Examples
    --------
    >>> text = "指标  2020年  2025年\n地区生产总值（亿元）  31  45\n城镇化率（%）  60  65"
    >>> [[cell.text for cell in row] for row in next(laid_out(text)).rows]
    [['地区生产总值（亿元）', '31', '45'], ['城镇化率（%）', '60', '65']]
    """
    text = _TORN_YEAR.sub(GONE, text)
    every = (_trimmed(text, *match.span()) for match in re.finditer(r"[^\n]+", text))
    lines = [line for line in every if line.text]
    index = 0
    while index < len(lines):
        line = lines[index].text
        index += 1
        if len(line) <= _LONGEST and line[-1] not in "。；" and cued(r"{name_column}").search(line):
            gap = _gap(text, lines, index - 1)
            read = (
                _read_lines(text, lines, index - 1, gap) if gap else _read_column(lines, index - 1)
            )
            if read.table:
                yield read.table
            index = max(index, read.stop)


_TORN_YEAR = re.compile(r"(?<=\d{4}) (?=年)")
_BLANK = f" \t{GONE}"


def _trimmed(text: str, start: int, end: int) -> Cell:
    part = text[start:end].rstrip(_BLANK)
    own = part.lstrip(_BLANK)
    end = start + len(part)
    return Cell(own.replace(GONE, ""), end - len(own), end)


# --- what a cell can be ---------------------------------------------------------------------------

_HEAD = (
    r"(?:{takes}[A-Z一-龥]{1,8}?{share_word}|{name_column|unit_column|counting_column|group_column|attribute_column|value_column}"
    r"|{average_column|estimate_column|target_column|growth_column|share|achieved_column}"
    r"|{other_column|yearly|until|compares|whole_place}"
    r"|1[-—–~至]12月|(?:19|20)\d{2}年?|“?[一二三四五六七八九十]{1,2}五”?|[（()）〔〕\[\]【】%‰/、：±—–\-\s])++"
)
_IN_BRACKETS = re.compile(r"[（(]([^（()）]{1,10})[）)]$")
_NAMED = re.compile(r"[一-龥]{2}|[A-Za-z]{3}")
_SERIAL = re.compile(r"(?:\d{1,3}[.、．)）]|[（(]\d{1,3}[)）]|[①-⑳]|\d{1,3}$)\s*(?!\d)")
_FIGURE = re.compile(r"[-—\[〔【>≥<≤＞＜≈约+]{0,3}\d[\d.,]*[%‰]?[\]〕】]?")


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
    return len(text) <= 32 and bool(_NAMED.search(text) or re.search(r"\d{4}", text)) and bool(
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
    if cued(r"{counting_column|group_column}").fullmatch(text):
        return "left"
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
    r"(?:(?:19|20)\d{2}(?:[-—–~至](?:19|20)?\d{2})?年)?[^\d\n]{0,14}\d[\d.,]*(?:[%‰][\]〕】]?)?"
    r"[^\d\n，]{0,6}(?:[（(]\d{4}年[)）])?(?:，[^\d\n]{0,12}(?:\d[\d.,]*%?)?[^\d\n]{0,4})?"
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


def _fitted(cells: Row, head: Row, placed: bool) -> Row | None:
    """Return the cells of a row under those of a head, or None if they do not fit it."""
    if placed and len(cells) < len(head):
        cells = cells + [_nothing(cells)] * (len(head) - len(cells))
    elif not placed:
        cells = [cell for cell in cells if cell.text]
    right = len(head) - [kind_of(cell.text) for cell in head].index("name") - 1
    for count in (right, right - 1):
        if 0 < count < len(cells) and (row := _under(head, cells[:-count], cells[-count:], placed)):
            return row
    return None


def _under(head: Row, left: Row, values: Row, placed: bool) -> Row | None:
    """Return a row of its cells left and right of the end of its name, if they fit the head.

    An attribute merged over rows stands in the first of them only.
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


_GROUP = r"(?:{group_word}|[、和与（()）\d项\s])++"


def _label(left: Row, name: int, placed: bool) -> Cell | None:
    """Return the name of a row from the cells left of its values."""
    cells = left[name:] if placed and len(left) > name else left
    cells = [cell for cell in cells if cell.text]
    counted = [i for i, cell in enumerate(cells) if _SERIAL.match(cell.text)]
    if counted and len(cells[counted[-1]].text) > 4:
        cells = cells[counted[-1] :]
    elif counted:
        cells = cells[counted[0] + 1 :]
    else:
        while len(cells) > 1 and cued(_GROUP).fullmatch(cells[0].text):
            cells = cells[1:]
    torn = any(cell.text.count("（") > cell.text.count("）") for cell in cells)
    if not cells or any(_FIGURE.fullmatch(cell.text) for cell in cells) and not torn:
        return None
    words = "".join(cell.text for cell in cells)
    words = words[found.end() :] if (found := _SERIAL.match(words)) else words
    words = re.sub(r"\s", "", words)
    if not _NAMED.search(words) or len(words) > 80 or re.search("[。；！？]", words):
        return None
    return Cell(words, cells[0].start, cells[-1].end)


def _table(head: Row, read: _Rows, end: int) -> LaidOut | None:
    """Return a table if most of its rows have the shape of its head."""
    if read.fitting < 2 or read.fitting * 2 < len(read.rows):
        return None
    return LaidOut(head[0].start, end, tuple(head), tuple(map(tuple, read.rows)))


def _misfit(cells: Row, head: Row) -> Row:
    """Return the cells of a row that does not fit, with another number of them than the head."""
    return cells + [_nothing(cells)] if len(cells) == len(head) else cells


def _heads(cells: Row) -> Iterator[Row]:
    """Yield the heads that some cells may be: as they are, and with torn ones joined."""
    joined: Row = []
    for cell in cells:
        before = joined[-1].text if joined else ""
        torn = before[-1:] in ("/", "（") or cell.text[:1] in ("（", "(", "/", "〔", "[")
        if joined and (torn or re.fullmatch(r"\d{4}年", before) and _qualifies(cell.text)):
            joined[-1] = Cell(before + cell.text, joined[-1].start, cell.end)
        else:
            joined.append(cell)
    for head in (joined, cells)[: 1 if joined == cells else 2]:
        kinds = [kind_of(cell.text) for cell in head]
        if kinds.count("name") == 1 and "value" in kinds[kinds.index("name") :]:
            yield head


def _qualifies(text: str) -> bool:
    """Tell whether a word of a head only says more of the year before it."""
    plain = kind_of(text) == "value" and not re.search(r"\d{4}", text)
    return plain and not cued(r"{average_column|growth_column|share}").search(text)


# --- a row a line ---------------------------------------------------------------------------------


class _Gap(NamedTuple):
    """What stands between the cells of a line, and whether it shows the empty ones."""

    pattern: re.Pattern[str]
    placed: bool


_RUNS = re.compile("  +")
_ALIGNED = _Gap(_RUNS, False)
_SPACES = _Gap(re.compile("[ \\n]+"), False)


def _gap(text: str, lines: Sequence[Cell], index: int) -> _Gap | None:
    """Return what stands between the cells of a table; None if each line is a cell."""
    head = lines[index].text
    for mark in "\t|":
        if mark in head:
            return None if head[0] == "|" else _Gap(re.compile(re.escape(mark)), True)
    if "  " not in head:
        return _SPACES if " " in head else None
    ahead = [line.text for line in lines[index : index + _AHEAD] if len(line.text) <= _LONGEST]
    widths = Counter(len(run) for line in ahead for run in re.findall("  +", line))
    step, often = min(widths), widths.most_common(1)[0][0]
    if step == often and all(width % step == 0 for width in widths):
        # 4 spaces between two cells, 8 around an empty one.
        return _Gap(re.compile(" " * step), True)
    return _ALIGNED


def _cells(text: str, line: Cell, gap: _Gap) -> Row:
    """Split a line at its gaps; where they show empty cells, the line begins where it does."""
    start, end = line.start, line.end
    if gap.placed:
        start = text.rfind("\n", 0, start) + 1
        stop = text.find("\n", end)
        end = stop if stop >= 0 else len(text)
    cells, low = [], start
    for found in gap.pattern.finditer(text, start, end):
        cells.append(_trimmed(text, low, found.start()))
        low = found.end()
    return [*cells, _trimmed(text, low, end)]


def _read_lines(text: str, lines: Sequence[Cell], index: int, gap: _Gap) -> _Found:
    """Read a table with a row a line; a row may go on in the next lines."""
    ahead = [_cells(text, line, gap) for line in _near(lines, index)]
    widest = max(len(cells) for cells in ahead)
    above, stop = _head_rows(ahead, widest)
    if gap.pattern is _RUNS:
        above = [_stacked(text, lines, index, stop)]
    if above and any(kind_of(cell.text) == "name" for cell in above[0]):
        for head in _heads(one_head(above, widest)):
            read = _body(text, lines, index + stop, gap, head, max(widest, len(head)))
            if found := _table(head, read, lines[read.stop - 1].end):
                return _Found(found, read.stop)
    # Nothing is below heads that follow one another but the last ones.
    return _Found(None, index + stop - _HEAD_LINES)


def _near(lines: Sequence[Cell], index: int) -> Iterator[Cell]:
    """Yield the next lines, as far as they may be of one table."""
    for line in lines[index : index + _AHEAD]:
        if len(line.text) > _LONGEST or line.text[-1] == "。":
            return
        yield line


def _head_rows(ahead: Sequence[Row], widest: int) -> tuple[list[Row], int]:
    """Return the rows of the head, at most two, and how many lines they take."""
    rows: list[Row] = []
    stop = 0
    for cells in ahead:
        known = sum(is_head(cell.text) for cell in cells)
        free = not rows and len(cells) > 2 and known * 2 > len(cells)
        if not free and not _all_heads(cells, bool(rows)):
            break
        if rows and cells[0].text and len(rows[-1]) + len(cells) - 1 <= widest:
            rows[-1] = _joined(rows[-1], cells)
        else:
            rows.append(cells)
        stop += 1
    return (rows if len(rows) <= 2 and widest <= _WIDEST else []), stop


_REMARK = re.compile(r"[（(〔\[][^\d（()）〔〕]{1,8}[）)〕\]]")


def _all_heads(cells: Row, further: bool) -> bool:
    """Tell whether cells can be a line of a head; a further line may hold a unit in brackets."""
    return all(
        not cell.text or is_head(cell.text) or further and _REMARK.fullmatch(cell.text)
        for cell in cells
    )


def _stacked(text: str, lines: Sequence[Cell], index: int, count: int) -> Row:
    """Return the head of a table set in columns: what stands above one another is one cell."""
    low = index
    while low > 0 and index - low < 2:
        cells = _cells(text, lines[low - 1], _ALIGNED)
        if len(cells) < 2 or not _all_heads(cells, False):
            break
        low -= 1
    stacks: list[tuple[int, int, Cell]] = []
    for line in lines[low : index + count]:
        begin = text.rfind("\n", 0, line.start) + 1
        for cell in _cells(text, line, _ALIGNED):
            start, end = (_width(text[begin:place]) for place in (cell.start, cell.end))
            over = next((s for s in stacks if s[0] < end and start < s[1]), None)
            if over:
                stacks.remove(over)
                first = over[2]
                cell = Cell(first.text + cell.text, first.start, max(first.end, cell.end))
                start, end = min(start, over[0]), max(end, over[1])
            stacks.append((start, end, cell))
    return [cell for _, _, cell in sorted(stacks)]


def _width(text: str) -> int:
    """Return the columns that a text takes; a Chinese character takes two."""
    return sum(2 if ord(character) > 0x2E7F else 1 for character in text)


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
        head.append(Cell(words, top.start, max(top.end, below.end)))
    return head


def _joined(row: Row, cells: Row) -> Row:
    """Return a row whose last cell goes on in the first of the next line."""
    last = Cell(f"{row[-1].text}\n{cells[0].text}", row[-1].start, cells[0].end)
    return [*row[:-1], last, *cells[1:]]


def _body(text: str, lines: Sequence[Cell], index: int, gap: _Gap, head: Row, widest: int) -> _Rows:
    """Read the rows below a head."""
    rows: list[Row] = []
    fitting, stop = 0, index
    while index < len(lines) and index - stop < _IDLE:
        if len(lines[index].text) > _LONGEST:
            break
        cells = _cells(text, lines[index], gap)
        index += 1
        if len(cells) > _WIDEST:
            break
        if _all_heads(cells, False):
            if not _again(cells, head):
                break
            continue
        while index < len(lines) and len(lines[index].text) <= _LONGEST:
            following = _cells(text, lines[index], gap)
            if not _goes_on(cells, following, widest):
                break
            cells = _joined(cells, following)
            index += 1
        fitted = _fitted(cells, head, gap.placed)
        if not fitted and not gap.placed:
            # A long name leaves one space before the next column.
            fitted = _fitted(
                _cells(text, Cell("", cells[0].start, cells[-1].end), _SPACES), head, False
            )
        if fitted:
            fitting += 1
        elif not _may_be_row(cells):
            if len(cells) == 1 and len(cells[0].text) <= 12 and cells[0].text[-1] not in "。；：":
                continue  # a group of rows, or the number of a page
            break
        rows.append(fitted or _misfit(cells, head))
        stop = index
    return _Rows(rows, fitting, stop)


def _again(cells: Row, head: Row) -> bool:
    """Tell whether cells are of the head again, on a new page."""
    words = re.sub(r"\s", "", "".join(cell.text for cell in head))
    return all(re.sub(r"\s", "", cell.text) in words for cell in cells)


def _may_be_row(cells: Row) -> bool:
    """Tell whether cells have a name and a figure, though they do not fit the head."""
    texts = [cell.text for cell in cells if cell.text]
    figures = [text for text in texts[1:] if _FIGURE.match(text)]
    return bool(figures) and not any(re.search("[。；]", text) for text in texts)


def _goes_on(row: Row, following: Row, widest: int) -> bool:
    """Tell whether a row's last cell goes on in the first cell of the next line."""
    last, first = row[-1].text, following[0].text
    if not first or not last or len(row) + len(following) - 1 > widest:
        return False
    if cued(r"{after_at_least|after_at_most|after_about}|[，、）)]").match(first):
        return True
    whole = last in NO_VALUE or _FIGURE.fullmatch(last) or cued(r"{attribute}").fullmatch(last)
    return not whole and not _SERIAL.match(first) and not _FIGURE.match(first) and (
        len(first) <= 12 and not re.search("[。；：]", first) and not is_head(first)
    )  # fmt: skip


# --- a cell a line --------------------------------------------------------------------------------

_LEFT = 6  # cells at most that a row has left of its values: its group, its number, its name


def _read_column(lines: Sequence[Cell], index: int) -> _Found:
    """Read a table with a cell a line."""
    low, high = index, index + 1
    while low > 0 and index - low < 2 and kind_of(lines[low - 1].text) == "left":
        low -= 1
    if kind_of(lines[index].text) != "name":
        return _Found(None, index + 1)
    while high < len(lines) and high - index < _AHEAD and is_head(lines[high].text):
        high += 1
    for head in _heads(list(lines[low:high])):
        read = _cut(lines, high, head)
        if found := _table(head, read, lines[read.stop - 1].end):
            return _Found(found, read.stop)
    return _Found(None, high - _HEAD_LINES)


def _cut(lines: Sequence[Cell], index: int, head: Row) -> _Rows:
    """Cut the cells below a head into rows, one after the other."""
    rows: list[Row] = []
    fitting = 0
    while index < len(lines):
        again = lines[index : index + len(head)]
        if rows and [cell.text for cell in again] == [cell.text for cell in head]:
            index += len(head)
        skipped, found = 0, _next(lines, index, head)
        while not found and skipped < 2 * len(head) + 2 and index + skipped < len(lines):
            # The next row that is counted, or that follows an attribute, is a beginning again.
            skipped += 1
            sure = lines[index + skipped - 1].text if index + skipped < len(lines) else ""
            if _counted(lines, index + skipped) or cued(r"{attribute}").fullmatch(sure):
                found = _next(lines, index + skipped, head)
        if not found:
            break
        if skipped:
            rows.append(_misfit(list(lines[index : index + skipped]), head))
        row, index = found
        rows.append(row)
        fitting += 1
    return _Rows(rows, fitting, index)


def _counted(lines: Sequence[Cell], index: int) -> bool:
    return index < len(lines) and bool(_SERIAL.match(lines[index].text))


def _next(lines: Sequence[Cell], index: int, head: Row) -> tuple[Row, int] | None:
    """Return the row that begins with a line, and where it ends."""
    kinds = [kind_of(cell.text) for cell in head]
    right = kinds[kinds.index("name") + 1 :]
    for cut in (_whole, _torn):
        for left in range(1, _LEFT + 1):
            last = lines[index + left - 1].text if index + left <= len(lines) else ""
            if not last or len(last) > 60 or cued(r"{attribute}").fullmatch(last):
                break
            for cells, stop in cut(lines, index + left, right):
                row = _under(head, list(lines[index : index + left]), cells, False)
                if row:
                    return row, stop
    return None


def _whole(lines: Sequence[Cell], index: int, right: list[str]) -> Iterator[tuple[Row, int]]:
    """Yield what may be the cells right of a name: all, or all but the attribute."""
    end = index + len(right)
    if not _more(lines, end):
        yield list(lines[index:end]), end
    merged = end <= len(lines) and not cued(r"{attribute}").fullmatch(lines[end - 1].text)
    if "attribute" in right and merged and not _more(lines, end - 1):
        yield list(lines[index : end - 1]), end - 1


def _torn(lines: Sequence[Cell], index: int, right: list[str]) -> Iterator[tuple[Row, int]]:
    """Yield the cells up to the attribute, those joined that a line end has torn."""
    if right[-1:] != ["attribute"]:
        return
    for stop in range(index, min(index + len(right) + 3, len(lines))):
        if cued(r"{attribute}").fullmatch(lines[stop].text):
            cells = [*_rejoined(lines[index:stop]), lines[stop]]
            if len(cells) == len(right):
                yield cells, stop + 1
            return


def _more(lines: Sequence[Cell], index: int) -> bool:
    """Tell whether a value too many stands at a line; a number of a row is none."""
    if index >= len(lines):
        return False
    text = lines[index].text
    behind = lines[index + 1].text if index + 1 < len(lines) else ""
    number = re.fullmatch(r"\d{1,3}", text) and _NAMED.search(behind)
    return bool(_FIGURE.fullmatch(text)) and not number or text in NO_VALUE


_OPEN = r"[“年/]|{average_column|growth_column|sum|cell_word}"


def _rejoined(cells: Sequence[Cell]) -> Row:
    """Join the cells that do not end with their figure to those behind them."""
    joined: Row = []
    for cell in cells:
        before = joined[-1].text if joined else ""
        whole = before in NO_VALUE or is_unit(before) and before[-1] != "/"
        open_ended = not whole and not re.search(r"\d", before) and cued(_OPEN).search(before)
        after = cued(r"{after_at_least|after_at_most|after_about}|[，、）)]").match(cell.text)
        if joined and (open_ended or after):
            joined[-1] = Cell(f"{before}\n{cell.text}", joined[-1].start, cell.end)
        else:
            joined.append(cell)
    return joined
