"""Tables set with tabs, spaces or line ends, read by the shape of their rows.

What stands between the cells only says where to look for them; `hzlib.text.shape` says what is a
row.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from hzlib import lookups
from hzlib.text.characters import GONE
from hzlib.text.patterns import cued
from hzlib.text.shape import (
    FIGURE,
    NAMED,
    NO_VALUE,
    SERIAL,
    Cell,
    Row,
    fitted,
    heads,
    is_group,
    is_head,
    is_unit,
    kind_of,
    misfit,
    one_head,
    under,
)


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


_SENTENCE_ENDS = ("。", "；")
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
    text = _wide_words().sub(lambda torn: GONE * len(torn.group()), text)
    every = (_trimmed(text, *match.span()) for match in re.finditer(r"[^\n]+", text))
    barred = (_without_bar(line) for line in every)
    lines = _filled(line for line in barred if line.text and not _RULE.fullmatch(line.text))
    index = 0
    while index < len(lines):
        index += 1
        if _may_head(lines[index - 1].text):
            if turned := _by_years(text, lines, index - 1) or _by_places(text, lines, index - 1):
                yield turned
                continue
            gap = _gap(text, lines, index - 1)
            if gap and gap.placed and (both := _beside(text, lines, index - 1, gap)):
                yield from both
                continue
            read = (
                _read_lines(text, lines, index - 1, gap) if gap else _read_column(lines, index - 1)
            )
            if read.table:
                yield read.table
            index = max(index, read.stop)


def _filled(lines: Iterable[Cell]) -> list[Cell]:
    """Return the lines but those of a row without values: 一、经济发展 | and, below, ||||."""
    found: list[Cell] = []
    for line in lines:
        head = found[-1].text.strip("| ") if found else ""
        # A row with values of its own stays, whatever is below it.
        if head and not line.text.strip("| ") and not re.search(r"[|\d]", head):
            found.pop()
        else:
            found.append(line)
    return found


def may_hold_tables(text: str) -> bool:
    r"""Tell, quickly, whether a text of one width may hold a table that is laid out.

    Examples
    --------
    >>> may_hold_tables("指 标 2025年\n人口  5"), may_hold_tables("重点项目进展顺利。")
    (True, False)
    """
    open_ended = (line for line in text.split("\n") if not line.endswith(_SENTENCE_ENDS))
    short = ("".join(line.split()) for line in open_ended if len(line) <= 2 * _LONGEST)
    return any(_may_head(line.replace(GONE, "")) for line in short)


def _may_head(line: str) -> bool:
    """Tell whether a line may be the head of a table."""
    line = line.strip(_BLANK)
    likely = 0 < len(line) <= _LONGEST and not line.endswith(_SENTENCE_ENDS)
    heads = r"{name_column}|^{row_column|years_column|district_column}"
    return likely and cued(heads).search(line) is not None


def _without_bar(line: Cell) -> Cell:
    """Return a line without the only bar in it, at its end: the line is a cell."""
    if not line.text.endswith("|") or line.text.count("|") > 1:
        return line
    own = line.text[:-1].rstrip(_BLANK)
    return Cell(own, line.start, line.start + len(own))


# The line below the head of a Markdown table: :--- | ---:
_RULE = re.compile(r"[:\-]+[ :|\-]*\|[ :|\-]*")


@cache
def _wide_words() -> re.Pattern[str]:
    """Return a pattern of the spaces in 2030 年 and in words that are set wide: 指  标, 属 性."""
    kinds: tuple[lookups.AnyCueKind, ...] = (
        "name_column", "unit_column", "attribute_column", "noun_column", "district_column",
        "whole_place",
    )  # fmt: skip
    short = {word for kind in kinds for word in lookups.cues(kind) if len(word) == 2}
    words = "|".join(f"(?<=[ \t\n]{two[0]} ) *(?={two[1]}\\s)" for two in sorted(short))
    # It begins with a character, and so is searched for quickly.
    return re.compile(rf" (?:(?<=\d{{4}} )(?=年)|{words})")


_BLANK = f" \t{GONE}"


def _trimmed(text: str, start: int, end: int) -> Cell:
    part = text[start:end].rstrip(_BLANK)
    own = part.lstrip(_BLANK)
    end = start + len(part)
    return Cell(own.replace(GONE, ""), end - len(own), end)


def _table(head: Row, read: _Rows, end: int) -> LaidOut | None:
    """Return a table if most of its rows have the shape of its head."""
    if read.fitting < 2 or read.fitting * 2 < len(read.rows):
        return None
    return LaidOut(head[0].start, end, tuple(head), tuple(map(tuple, read.rows)))


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
        above = _cells(text, lines[index - 1], _ALIGNED) if index else []
        if len(above) > 1 and _all_heads(above, False):
            return _ALIGNED  # the middle one of three lines of a head
        return _SPACES if " " in head else None
    ahead = [line.text for line in lines[index : index + _AHEAD] if len(line.text) <= _LONGEST]
    widths = Counter(len(run) for line in ahead for run in re.findall("  +", line))
    step, often = min(widths), widths.most_common(1)[0][0]
    if step == often and all(width % step == 0 for width in widths):
        # 4 spaces between two cells, 8 around an empty one.
        return _Gap(re.compile(" " * step), True)
    return _ALIGNED


def _beside(text: str, lines: Sequence[Cell], index: int, gap: _Gap) -> list[LaidOut]:
    """Return the two tables that stand side by side below a head that says all of it twice."""
    cells = _cells(text, lines[index], gap)
    half = len(cells) // 2
    words = [cell.text for cell in cells]
    if half < 2 or words[:half] != words[half:] or kind_of(words[0]) != "name":
        return []
    found = []
    for low in (0, half):
        head = cells[low : low + half]
        below = (_cells(text, line, gap) for line in _set_alike(text, lines, index, gap))
        filled = [row[low : low + half] for row in below if len(row) > low and row[low].text]
        rows = [row for cells in filled if (row := fitted(cells, head, True))]
        if len(rows) > 1:
            end = max(cell.end for cell in rows[-1])
            found.append(LaidOut(cells[0].start, end, tuple(head), tuple(map(tuple, rows))))
    return found


_YEAR = re.compile(r"(?:19|20)\d{2}年?")
_UNIT_LAST = re.compile(r"[（(]([^（()）]{1,10})[）)]$")


def _by_years(text: str, lines: Sequence[Cell], index: int) -> LaidOut | None:
    """Return, turned over, a table with a year in each row: 年份, 收入（亿元）; 2020年, 18.5."""
    if not cued(r"{years_column}[ \t]").match(lines[index].text):
        return None
    gap = _gap(text, lines, index) or _ALIGNED
    gap = _ALIGNED if gap.pattern.pattern[0] == " " else gap
    head = _cells(text, lines[index], gap)
    units = [_UNIT_LAST.search(cell.text) for cell in head[1:]]
    if not units or not all(unit and is_unit(unit[1]) for unit in units):
        return None
    rows: list[Row] = []
    for line in lines[index + 1 :]:
        cells = _cells(text, line, gap)
        told = len(cells) == len(head) and _YEAR.fullmatch(cells[0].text)
        if not told or not all(FIGURE.fullmatch(c.text) or c.text in NO_VALUE for c in cells[1:]):
            break
        rows.append(cells)
    if len(rows) < 2:
        return None
    years, *turned = zip(*([head, *rows]), strict=True)
    return LaidOut(head[0].start, rows[-1][-1].end, years, tuple(turned))


def _by_places(text: str, lines: Sequence[Cell], index: int) -> LaidOut | None:
    """Return a table with a place in each row, set in columns or with a cell a line.

    Its other heads name indicators: 地区, 生产总值（亿元）; 东湖区, 81.5.
    """
    if not cued(r"{district_column}(?:[ \t|]|$)").match(lines[index].text):
        return None
    cells = _cells(text, lines[index], _gap(text, lines, index) or _ALIGNED)
    if len(cells) == 1:
        found = _by_places_in_lines(lines, index)
        return found or _by_places_in_tabs(text, lines, index)
    gap = _gap(text, lines, index) or _ALIGNED
    rows: list[Row] = []
    for line in lines[index + 1 :]:
        row = _cells(text, line, gap)
        if not _is_of_place(row, len(cells)):
            break
        rows.append(row)
    return _of_places(cells, rows)


def _by_places_in_lines(lines: Sequence[Cell], index: int) -> LaidOut | None:
    """Return such a table with a cell a line: its heads go up to the first place."""
    ahead = lines[index + 1 : index + _WIDEST]
    width = next((at for at, line in enumerate(ahead, 1) if _names_place(line.text)), 0)
    rows: list[Row] = []
    for low in range(index + width, len(lines), max(width, 1)):
        row = list(lines[low : low + width])
        if width < 2 or not _is_of_place(row, width):
            break
        rows.append(row)
    return _of_places(list(lines[index : index + width]), rows)


def _by_places_in_tabs(text: str, lines: Sequence[Cell], index: int) -> LaidOut | None:
    """Return such a table in tabs whose heads stand over two columns each, in lines of their own.

    区县 / 生产总值（亿元） / 增长（%）: each growth stands right of the indicator above it.
    """
    gap, over = _Gap(re.compile("\t"), True), list[Row]()
    for at in range(index, min(index + _HEAD_LINES, len(lines))):
        cells = _cells(text, lines[at], gap)
        if over and len(cells) > 2 and _is_of_place(cells, len(cells)):
            break
        over.append([cell for cell in cells if cell.text])
    else:
        return None
    upper, lower = [cell for row in over[:-1] for cell in row], over[-1]
    if len(over) < 2 or len(upper) != len(lower) + 1 or not _all_heads(lower, False):
        return None
    head = upper[:1] + [cell for pair in zip(upper[1:], lower, strict=True) for cell in pair]
    rows: list[Row] = []
    for line in lines[at:]:
        row = _cells(text, line, gap)
        if not _is_of_place(row, len(head)):
            break
        rows.append(row)
    return _of_places(head, rows)


def _names_place(text: str) -> bool:
    text = re.sub(r"\s", "", text)
    return bool(
        cued(r"(?!{district_column}$)(?:{whole_place|all_rows}|[一-龥]{1,12}{zone})").fullmatch(
            text
        )
    )


def _is_of_place(row: Row, width: int) -> bool:
    """Tell whether cells are a name and, for each further column, a figure or none."""
    named = len(row) == width and NAMED.search(row[0].text) and len(row[0].text) <= _LONGEST_PLACE
    return bool(named) and all(FIGURE.fullmatch(c.text) or c.text in NO_VALUE for c in row[1:])


_LONGEST_PLACE = 16  # characters


def _of_places(head: Row, rows: list[Row]) -> LaidOut | None:
    if len(rows) < 2 or not any(_names_place(row[0].text) for row in rows):
        return None
    return LaidOut(head[0].start, rows[-1][-1].end, tuple(head), tuple(map(tuple, rows)))


def _set_alike(text: str, lines: Sequence[Cell], index: int, gap: _Gap) -> Iterator[Cell]:
    """Yield the lines below a head that are set as it is, up to the next head."""
    for line in lines[index + 1 :]:
        cells = _cells(text, line, gap)
        if len(cells) < 2 or len(line.text) > _LONGEST or _all_heads(cells, False):
            return
        yield line


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
    cells.append(_trimmed(text, low, end))
    return _with_bounds(text, cells) if gap is _SPACES else cells


def _with_bounds(text: str, cells: Row) -> Row:
    """Return cells parted by single spaces with 左右 or 以上 joined to their number: 5 左右."""
    joined: Row = []
    for cell in cells:
        if joined and FIGURE.fullmatch(joined[-1].text) and _continues(cell.text):
            cell = _trimmed(text, joined.pop().start, cell.end)
        joined.append(cell)
    return joined


def _read_lines(text: str, lines: Sequence[Cell], index: int, gap: _Gap) -> _Found:
    """Read a table with a row a line; a row may go on in the next lines."""
    ahead = [_cells(text, line, gap) for line in _near(lines, index)]
    widest = max(len(cells) for cells in ahead)
    above, stop = _head_rows(ahead, widest)
    top = index
    if gap.pattern is _RUNS:
        row, top = _stacked(text, lines, index, stop)
        above = [row]
    if above and any(kind_of(cell.text) == "name" for cell in above[0]):
        for head in heads(one_head(above, widest)):
            read = _body(text, lines, index + stop, gap, head, max(widest, len(head)))
            if found := _table(head, read, lines[read.stop - 1].end):
                start = min(found.start, lines[top].start)
                return _Found(found._replace(start=start), read.stop)
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
            # 播种面积 / （万亩） / 比上年增长 / （%）: behind its unit a cell is whole.
            whole = rows[-1][-1].text.endswith("）") and len(rows[-1]) < widest
            further = whole and not _REMARK.fullmatch(cells[0].text)
            rows[-1] = [*rows[-1], *cells] if further else _joined(rows[-1], cells)
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


def _stacked(text: str, lines: Sequence[Cell], index: int, count: int) -> tuple[Row, int]:
    """Return the head of a table set in columns, and its first line.

    What stands above one another is one cell.
    """
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
                cell = Cell(first.text + cell.text, cell.start, cell.end)
                start, end = min(start, over[0]), max(end, over[1])
            stacks.append((start, end, cell))
    return [cell for _, _, cell in sorted(stacks)], low


def _width(text: str) -> int:
    """Return the columns that a text takes; a Chinese character takes two."""
    return sum(2 if ord(character) > 0x2E7F else 1 for character in text)


def _joined(row: Row, cells: Row) -> Row:
    """Return a row whose last cell goes on in the first of the next line."""
    last = Cell(f"{row[-1].text}\n{cells[0].text}", row[-1].start, cells[0].end)
    return [*row[:-1], last, *cells[1:]]


def _body(text: str, lines: Sequence[Cell], index: int, gap: _Gap, head: Row, widest: int) -> _Rows:
    """Read the rows below a head."""
    rows: list[Row] = []
    fitting, stop, doubt, whole = 0, index, False, 0
    while index < len(lines) and index - stop < _IDLE:
        if len(lines[index].text) > _LONGEST:
            break
        cells = _cells(text, lines[index], gap)
        if len(cells) > _WIDEST or _all_heads(cells, False) and not _again(cells, head):
            break  # another table
        if _all_heads(cells, False):
            index += 1
            continue
        # What may be the beginning of this row's name was left to the row before.
        torn = doubt and cells[0].text and not SERIAL.match(cells[0].text)
        first = index
        cells, index, doubt = _whole_row(text, lines, index, gap, len(head), widest)
        row = None if torn else _fitted(text, cells, head, gap)
        if not row and (tall := _tall_row(text, lines, first, gap, head)):
            row, index = tall
            doubt = False
        if row:
            fitting += 1
        elif not _may_be_row(cells):
            grouped = is_group("".join(cell.text for cell in cells))
            alone = len(cells) == 1 and len(cells[0].text) <= 12
            if not grouped and (not alone or cells[0].text[-1] in "。；："):
                break
            # A group of rows, the number of a page, or a name without its row.
            doubt = not re.fullmatch(r"\d+", cells[0].text) and not grouped
            continue
        rows.append(row or misfit(cells, head))
        if len(cells) > 1:
            # One cell alone may be the heading of what follows the table.
            stop, whole = index, len(rows)
    return _Rows(rows[:whole], fitting, stop)


def _whole_row(
    text: str, lines: Sequence[Cell], index: int, gap: _Gap, width: int, widest: int
) -> tuple[Row, int, bool]:
    """Return the row that begins in a line, the line behind it, and whether it may hold too much.

    A line with one cell behind a row that is full may be of its last cell, or of the next name.
    """
    cells, doubt = _cells(text, lines[index], gap), False
    index += 1
    while index < len(lines) and len(lines[index].text) <= _LONGEST:
        following = _cells(text, lines[index], gap)
        if not _goes_on(cells, following, widest):
            break
        doubt = doubt or len(cells) >= width and not _continues(following[0].text)
        cells = _joined(cells, following)
        index += 1
    return cells, index, doubt


_TALLEST = 10  # lines of a row whose cells are torn


def _tall_row(
    text: str, lines: Sequence[Cell], index: int, gap: _Gap, head: Row
) -> tuple[Row, int] | None:
    """Return the row whose torn cells fill several lines up to its attribute, and the line behind.

    The number of the row may stand alone in the first line, the values below the name.
    """
    if gap.placed or kind_of(head[-1].text) != "attribute":
        return None
    cells: Row = []
    for stop in range(index, min(index + _TALLEST, len(lines))):
        own = _cells(text, lines[stop], gap)
        if cells and len(own) > 1 and SERIAL.match(own[0].text) or own[-1].text[-1:] in "。；":
            return None  # the next row has begun, or the table has ended
        cells += own
        if cued(r"{attribute}").fullmatch(own[-1].text):
            row = _under_tall(head, cells) if stop > index else None
            return (row, stop + 1) if row else None
    return None


def _under_tall(head: Row, cells: Row) -> Row | None:
    """Return the cells of a row under a head, its values joined where they were torn."""
    named = next((i for i, cell in enumerate(cells) if NAMED.search(cell.text)), len(cells))
    for at, cell in enumerate(cells[:-1]):
        if at > named and (cell.text in NO_VALUE or FIGURE.match(cell.text)):
            values: Row = []
            for part in cells[at:-1]:
                last = values[-1].text if values else "—"
                whole = last in NO_VALUE or FIGURE.fullmatch(last)
                if whole or part.text in NO_VALUE or FIGURE.match(part.text):
                    values.append(part)
                else:
                    values[-1] = Cell(f"{last}\n{part.text}", values[-1].start, part.end)
            return under(head, cells[:at], [*values, cells[-1]], False)
    return None


def _fitted(text: str, cells: Row, head: Row, gap: _Gap) -> Row | None:
    """Return the cells of a row under those of a head, if they fit it."""
    row = fitted(cells, head, gap.placed)
    if row or gap.placed:
        return row
    # A long name leaves one space before the next column.
    return fitted(_cells(text, Cell("", cells[0].start, cells[-1].end), _SPACES), head, False)


def _again(cells: Row, head: Row) -> bool:
    """Tell whether cells are of the head again, on a new page."""
    words = re.sub(r"\s", "", "".join(cell.text for cell in head))
    texts = [re.sub(r"\s", "", cell.text) for cell in cells]
    # Another table of the same indicators has other years.
    years = [re.findall(r"\d{4}", "".join(texts)), re.findall(r"\d{4}", words)]
    named = any(kind_of(text) == "name" for text in texts)
    return all(text in words for text in texts) and (not named or years[0] == years[1])


def _may_be_row(cells: Row) -> bool:
    """Tell whether cells have a name and a figure or an attribute, but do not fit the head."""
    texts = [cell.text for cell in cells if cell.text]
    figures = [text for text in texts[1:] if FIGURE.match(text)]
    attribute = bool(texts[2:]) and cued(r"{attribute}").fullmatch(texts[-1])
    # 年末常住人口 | 154.8 | 万人，其中城镇人口: running text that a page broke below the table.
    running = any(re.search("[。；]", text) for text in texts) or any(
        re.search("[一-鿿]，", text) for text in texts[1:]
    )
    return bool(figures or attribute) and not running


def _continues(text: str) -> bool:
    """Tell whether a text can only be the end of a cell."""
    return bool(cued(r"{after_at_least|after_at_most|after_about}|[，、）)]").match(text))


def _goes_on(row: Row, following: Row, widest: int) -> bool:
    """Tell whether a row's last cell goes on in the first cell of the next line."""
    last, first = row[-1].text, following[0].text
    if not first or not last or len(row) + len(following) - 1 > widest:
        return False
    if _continues(first):
        return True
    whole = last in NO_VALUE or FIGURE.fullmatch(last) or cued(r"{attribute}").fullmatch(last)
    longest = 60 if len(row) == 1 else 12
    return not whole and not SERIAL.match(first) and not FIGURE.match(first) and (
        len(first) <= longest and not re.search("[。；：]", first) and not is_head(first)
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
    for head in heads(list(lines[low:high])):
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
            if kind_of(sure) == "name" and is_head(sure):
                break  # another table
            if _counted(lines, index + skipped) or cued(r"{attribute}").fullmatch(sure):
                found = _next(lines, index + skipped, head)
        if not found:
            break
        if skipped:
            rows.append(misfit(list(lines[index : index + skipped]), head))
        row, index = found
        rows.append(row)
        fitting += 1
    return _Rows(rows, fitting, index)


def _counted(lines: Sequence[Cell], index: int) -> bool:
    return index < len(lines) and bool(SERIAL.match(lines[index].text))


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
                row = under(head, list(lines[index : index + left]), cells, False)
                if row:
                    return row, stop
    return None


def _whole(lines: Sequence[Cell], index: int, right: list[str]) -> Iterator[tuple[Row, int]]:
    """Yield what may be the cells right of a name: all, or all but the attribute."""
    end = index + len(right)
    if end <= len(lines) and not _more(lines, end):
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
    named = NAMED.search(behind) and not cued(r"{attribute}").fullmatch(behind)
    number = re.fullmatch(r"\d{1,3}", text) and named
    return bool(FIGURE.fullmatch(text)) and not number or text in NO_VALUE


_OPEN = r"[“年/]|{average_column|growth_column|sum|cell_word}"


def _rejoined(cells: Sequence[Cell]) -> Row:
    """Join the cells that do not end with their figure to those behind them."""
    joined: Row = []
    for cell in cells:
        before = joined[-1].text if joined else ""
        whole = before in NO_VALUE or is_unit(before) and before[-1] != "/"
        open_ended = not whole and not re.search(r"\d", before) and cued(_OPEN).search(before)
        if joined and (open_ended or _continues(cell.text)):
            joined[-1] = Cell(f"{before}\n{cell.text}", joined[-1].start, cell.end)
        else:
            joined.append(cell)
    return joined
