"""What students get wrong, worked out from the solution of an exercise.

A solution is straight code over `hz.pick`. Each *variation* changes one thing in it that students
change: the year, the place, the kind of number, what is divided by what, a forgotten step. What the
changed code gives is a mistake, and which change it was is the hint.
"""

import ast
import copy
import math
from collections.abc import Iterator, Mapping
from typing import Any

from hzlib import wording

_PICK = ("indicator", "measure", "period", "region", "status")
_INDICATOR, _MEASURE, _PERIOD, _REGION, _STATUS = range(len(_PICK))
_YEARS = (-1, 1, -2, 2)
_FEW = 3
_MEASURES = ("level", "growth", "share")

SWAPPED = "除反了：哪个数在上，哪个数在下，再想想。"
DIFFERENCE = "这是两个数的差。题目要的是比，用除法。"
QUOTIENT = "这是两个数的比。题目要的是差，用减法。"
REVERSED = "大小对了，方向反了：题目问的是谁减谁。"
NOT_ONE = "这是两个数的倍数（或百分之几）。求增长多少，还要减去 1（100%）。"
BASE = "分母用错了：增长多少，是相对起点（基期）说的。"
ROOT = "这是几年合起来的变化，还要换成平均每年的。"
EVEN = "把总增幅平分到各年，是算术平均。每年都在上一年的基础上增长，要开方。"
SPAN = "开方的次数不对：数一数一共增长了几年，起点那一年不算。"
PART = "算式还没有写完：这只是其中的一步。"
YEAR = "这里用的像是 {year} 年的数：看看题目问的是哪一年。"
YEARS = "年份像是都错了：看看题目问的是哪一年。"
PLACE = "这里用的像是{place}的数：看看题目问的是哪里。"
TARGET = "这里用的像是目标，不是已经做到的数：看看“状态”一栏。"
OUTCOME = "这里用的像是结果，不是目标：看看“状态”一栏。"
MEASURE = "口径不对：这里用的像是{measure}。看看“口径”一栏。"


def variations(code: str, space: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the solution with one thing changed each time, and the hint to it.

    Parameters
    ----------
    code : str
        The solution; its last value is ``answer``.
    space : Mapping
        The names that it uses: what is asked for in another year is worked out from them.

    Examples
    --------
    >>> found = dict(variations("answer = a / b - 1", {}))
    >>> found["answer = a / b"] == NOT_ONE, found["answer = b / a - 1"] == SWAPPED
    (True, True)
    """
    tree = ast.parse(code)
    yield from _other_arithmetic(tree)
    yield from _other_picks(tree, space)


# --- other numbers --------------------------------------------------------------------------------


def _other_picks(tree: ast.Module, space: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    picks = [node for node in ast.walk(tree) if _is_pick(node)]
    for node in picks:
        for field, other, hint in _other_arguments(node, space):
            # Of many numbers one that is another year's gives a result that many mistakes give.
            if field == _PERIOD and len(picks) > _FEW:
                continue
            yield _changed(tree, {node: _with(node, field, other)}), hint
    for shift in _YEARS:
        moved = {node: _with(node, _PERIOD, _shifted(node, shift)) for node in picks}
        if len(picks) > 1 and all(_argument(node, _PERIOD) for node in picks):
            yield _changed(tree, moved), YEARS


def _is_pick(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func) == "hz.pick"


def _argument(node: Any, field: int) -> ast.expr | None:
    # The first argument is the table.
    if len(node.args) > field + 1:
        return node.args[field + 1]  # type: ignore[no-any-return]
    return next((one.value for one in node.keywords if one.arg == _PICK[field]), None)


def _with(node: Any, field: int, value: ast.expr) -> ast.Call:
    made: ast.Call = copy.deepcopy(node)
    if len(made.args) > field + 1:
        made.args[field + 1] = value
    else:
        made.keywords = [one for one in made.keywords if one.arg != _PICK[field]]
        made.keywords.append(ast.keyword(_PICK[field], value))
    return made


def _shifted(node: Any, shift: int) -> ast.expr:
    year = _argument(node, _PERIOD) or ast.Constant(0)
    if isinstance(year, ast.Constant):
        return ast.Constant(int(str(year.value)[:4]) + shift)
    return ast.BinOp(year, ast.Add(), ast.Constant(shift))


def _other_arguments(node: Any, space: Mapping[str, Any]) -> Iterator[tuple[int, ast.expr, str]]:
    """Yield arguments of a pick that another number would have: which, what, and the hint."""
    year = _known(_argument(node, _PERIOD), space)
    for shift in _YEARS if str(year).isdigit() else ():
        yield _PERIOD, _shifted(node, shift), YEAR.format(year=int(year) + shift)
    region = _known(_argument(node, _REGION), space) or ""
    for place in _places(space):
        if place != region:
            yield _REGION, ast.Constant(place), PLACE.format(place=place)
    status = _known(_argument(node, _STATUS), space)
    if status in ("target", "目标"):
        yield _STATUS, ast.Constant("actual"), OUTCOME
    elif status is None:
        yield _STATUS, ast.Constant("target"), TARGET
    measure = _known(_argument(node, _MEASURE), space)
    for other in _MEASURES:
        if measure not in (other, wording.MEASURES[other]):
            told = MEASURE.format(measure=wording.MEASURES[other])
            yield _MEASURE, ast.Constant(other), told


def _known(node: ast.expr | None, space: Mapping[str, Any]) -> Any:
    if node is None:
        return None
    try:
        return eval(compile(ast.Expression(copy.deepcopy(node)), "<pick>", "eval"), dict(space))
    except Exception:
        return None


def _places(space: Mapping[str, Any]) -> list[str]:
    data = space.get("data")
    for column in ("地区", "region"):
        if data is not None and column in getattr(data, "columns", ()):
            return [place for place in dict.fromkeys(data[column]) if place]
    return []


# --- other arithmetic -----------------------------------------------------------------------------


def _other_arithmetic(tree: ast.Module) -> Iterator[tuple[str, str]]:
    # What stands in a pick, as `year - 1`, is varied there.
    inside = {one for node in ast.walk(tree) if _is_pick(node) for one in ast.walk(node)}
    every = [one for one in ast.walk(tree) if isinstance(one, ast.BinOp) and one not in inside]
    for node in every:
        for other, hint in _other_operations(node):
            yield _changed(tree, {node: other}), hint


def _other_operations(node: ast.BinOp) -> Iterator[tuple[ast.expr, str]]:
    left, right = node.left, node.right
    match node.op:
        case ast.Div() if not _is_number(right):
            yield ast.BinOp(right, ast.Div(), left), SWAPPED
            yield ast.BinOp(left, ast.Sub(), right), DIFFERENCE
            yield left, PART
        case ast.Sub() if _is_number(right, 1):
            yield left, NOT_ONE
            yield from _other_growth(left)
        case ast.Sub():
            yield ast.BinOp(right, ast.Sub(), left), REVERSED
            yield ast.BinOp(left, ast.Div(), right), QUOTIENT
            yield _growth(left, right), QUOTIENT
            yield left, PART
        case ast.Pow():
            yield left, ROOT
            yield from _other_roots(node)


def _growth(left: ast.expr, right: ast.expr) -> ast.expr:
    ratio = ast.BinOp(ast.BinOp(left, ast.Div(), right), ast.Sub(), ast.Constant(1))
    return ast.BinOp(ratio, ast.Mult(), ast.Constant(100))


def _other_growth(ratio: ast.expr) -> Iterator[tuple[ast.expr, str]]:
    """Yield what a growth is taken for: relative to its end, or shared out evenly."""
    if isinstance(ratio, ast.BinOp) and isinstance(ratio.op, ast.Div):
        back = ast.BinOp(ratio.right, ast.Div(), ratio.left)
        yield ast.BinOp(ast.Constant(1), ast.Sub(), back), BASE
    if isinstance(ratio, ast.BinOp) and isinstance(ratio.op, ast.Pow):
        whole = ast.BinOp(ratio.left, ast.Sub(), ast.Constant(1))
        yield ast.BinOp(whole, ast.Mult(), ratio.right), EVEN


def _other_roots(node: ast.BinOp) -> Iterator[tuple[ast.expr, str]]:
    root = node.right
    if isinstance(root, ast.BinOp) and isinstance(root.op, ast.Div) and _is_number(root.left, 1):
        for shift in (-1, 1):
            years = ast.BinOp(root.right, ast.Add(), ast.Constant(shift))
            exponent = ast.BinOp(root.left, ast.Div(), years)
            yield ast.BinOp(node.left, ast.Pow(), exponent), SPAN


def _is_number(node: ast.expr, value: float | None = None) -> bool:
    if not isinstance(node, ast.Constant) or not isinstance(node.value, int | float):
        return False
    return value is None or node.value == value


# --- writing the change into the code -------------------------------------------------------------


def _changed(tree: ast.Module, changes: Mapping[Any, ast.expr]) -> str:
    class Change(ast.NodeTransformer):
        def visit(self, node: ast.AST) -> Any:
            return copy.deepcopy(changes[node]) if node in changes else self.generic_visit(node)

    # A transformer writes into the tree, so a tree of the same nodes is taken.
    return ast.unparse(ast.fix_missing_locations(Change().visit(_twin(tree, changes))))


def _twin(tree: ast.Module, changes: Mapping[Any, ast.expr]) -> ast.Module:
    memo = {id(node): node for node in changes}
    return copy.deepcopy(tree, memo)


def tried(code: str, space: Mapping[str, Any]) -> Iterator[tuple[Any, str]]:
    """Yield what students may get instead of the answer, each with its hint.

    Parameters
    ----------
    code, space : str, Mapping
        See `variations`.

    Examples
    --------
    >>> list(tried("answer = a / b", {"a": 1, "b": 4}))[0]
    (4.0, '除反了：哪个数在上，哪个数在下，再想想。')
    """
    for changed, hint in variations(code, space):
        names = dict(space)
        try:
            exec(compile(changed, "<mistake>", "exec"), names)
        except Exception:  # what cannot be computed is nobody's answer
            continue
        answer = names.get("answer")
        if answer is not None and not _is_nothing(answer):
            yield answer, hint


def _is_nothing(answer: Any) -> bool:
    try:
        number = float(answer)
    except (TypeError, ValueError):
        return False
    return not (number and math.isfinite(number))
