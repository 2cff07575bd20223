"""Tables of a PDF page, found by the lines that are drawn around their cells."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

_THIN = 2.5  # points: what is no broader is a line
_NEAR = 3.0  # points between ends that meet
_SHORTEST = 4.0
_MOST = 3000  # lines of a page; a drawing has more


class Rule(NamedTuple):
    """A line along one axis: where it stands on the other one, and from where to where it goes."""

    at: float
    low: float
    high: float


class Grid(NamedTuple):
    """The cells of a ruled table: the edges of its columns and, from above, of its rows.

    ``owner`` gives for each cell, row by row, the row and column of the cell that it is one with.
    """

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    owner: tuple[tuple[tuple[int, int], ...], ...]

    def cell(self, x: float, y: float) -> tuple[int, int] | None:
        """Return row and column of the cell that a point lies in, or None."""
        column = _between(self.columns, x)
        row = _between([-edge for edge in self.rows], -y)
        return None if row is None or column is None else self.owner[row][column]


def _between(edges: Sequence[float], at: float) -> int | None:
    pairs = zip(edges, edges[1:], strict=False)
    return next((n for n, (low, high) in enumerate(pairs) if low <= at < high), None)


def grids(page: Any) -> list[Grid]:
    """Return the tables of two rows and two columns or more that lines are drawn around."""
    across, down = _rules(page)
    if not across or not down or len(across) + len(down) > _MOST:
        return []
    found = (_grid(*lines) for lines in _connected(_joined(across), _joined(down)))
    return [one for one in found if one is not None]


def _rules(page: Any) -> tuple[list[Rule], list[Rule]]:
    """Return the lines of a page, those across and those down."""
    from pypdfium2 import raw

    across: list[Rule] = []
    down: list[Rule] = []
    for path in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=4):
        left, low, right, high = path.get_bounds()
        if high - low <= _THIN < right - left:
            across.append(Rule((low + high) / 2, left, right))
        elif right - left <= _THIN < high - low:
            down.append(Rule((left + right) / 2, low, high))
        elif high - low > _THIN and right - left > _THIN:
            across += [Rule(low, left, right), Rule(high, left, right)]
            down += [Rule(left, low, high), Rule(right, low, high)]
    return across, down


def _joined(rules: Iterable[Rule]) -> list[Rule]:
    """Return lines with those as one that stand at one place and meet."""
    found: list[Rule] = []
    for rule in sorted(rules):
        last = found[-1] if found else Rule(-_MOST, 0, 0)
        meets = last.low - _NEAR <= rule.high and rule.low <= last.high + _NEAR
        if rule.at - last.at <= _THIN and meets:
            found[-1] = Rule(last.at, min(last.low, rule.low), max(last.high, rule.high))
        else:
            found.append(rule)
    return [rule for rule in found if rule.high - rule.low >= _SHORTEST]


def _connected(across: list[Rule], down: list[Rule]) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """Yield the lines that cross one another, table by table."""
    left = set(range(len(down)))
    open_rows = set(range(len(across)))
    while open_rows:
        rows, columns, new = set(), set(), {open_rows.pop()}
        while new:
            rows |= new
            met = {n for n in left if any(_cross(down[n], across[row]) for row in new)}
            left -= met
            columns |= met
            new = {n for n in open_rows if any(_cross(across[n], down[one]) for one in met)}
            open_rows -= new
        yield [across[n] for n in rows], [down[n] for n in columns]


def _cross(one: Rule, other: Rule) -> bool:
    """Tell whether a line across and one down meet."""
    reaches = one.low - _NEAR <= other.at <= one.high + _NEAR
    return reaches and other.low - _NEAR <= one.at <= other.high + _NEAR


def _grid(across: list[Rule], down: list[Rule]) -> Grid | None:
    rows, columns = _edges(across)[::-1], _edges(down)
    if len(rows) < 3 or len(columns) < 3:  # noqa: PLR2004
        return None
    owner: list[list[tuple[int, int]]] = []
    for row in range(len(rows) - 1):
        owner.append([])
        for column in range(len(columns) - 1):
            x = (columns[column] + columns[column + 1]) / 2
            y = (rows[row] + rows[row + 1]) / 2
            if column and not _covered(down, columns[column], y):
                owner[row].append(owner[row][column - 1])
            elif row and not _covered(across, rows[row], x):
                owner[row].append(owner[row - 1][column])
            else:
                owner[row].append((row, column))
    return Grid(tuple(columns), tuple(rows), tuple(map(tuple, owner)))


def _edges(rules: Iterable[Rule]) -> list[float]:
    found: list[float] = []
    for at in sorted(rule.at for rule in rules):
        if not found or at - found[-1] > _NEAR:
            found.append(at)
    return found


def _covered(rules: Iterable[Rule], at: float, other: float) -> bool:
    """Tell whether one of the lines at a place goes by a point."""
    return any(abs(rule.at - at) <= _NEAR and rule.low <= other <= rule.high for rule in rules)
