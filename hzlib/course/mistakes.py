"""What a student's error means, in a sentence, in place of a stack trace."""

import re
from collections.abc import Iterable
from types import TracebackType
from typing import Any

from hzlib.errors import HzError

# The first kind that fits is told; {what} is what the error names.
_MEANINGS: tuple[tuple[type[BaseException], str], ...] = (
    (NameError, "名字“{what}”还没有定义：检查拼写，或先运行定义它的单元格。"),
    (IndentationError, "缩进不对：同一段的各行要左对齐，冒号下面的行要多缩进四格。"),
    (SyntaxError, "这一行 Python 读不懂：检查括号、引号是否成对，标点是否是英文的。"),
    (ZeroDivisionError, "除以了 0：看看除数是从哪里来的。"),
    (ModuleNotFoundError, "没有叫“{what}”的模块：检查拼写；课上用到的模块都已装好。"),
    (ImportError, "导入不了“{what}”：检查拼写。"),
    (KeyError, "没有叫“{what}”的列或键：用 list(表.columns) 看看有哪些。"),
    (IndexError, "序号超出了范围：结果里没有这么多项，也许一行也没筛出来。"),
    (AttributeError, "“{what}”这个属性或方法不存在：检查拼写，也看看变量是不是你以为的类型。"),
    (TypeError, "类型合不上：比如文字和数直接相加，或函数的参数多了、少了。"),
    (FileNotFoundError, "找不到文件“{what}”：检查名字和文件夹。"),
    (ValueError, "值不合适：比如把读不成数的文字转成数，或两列长短不一。"),
    (RecursionError, "函数一直在调用自己，没有停下来。"),
    (MemoryError, "内存不够：数据太大，或循环里不断累积。"),
)
_QUOTED = re.compile(r"['\"‘“]([^'\"’”]{1,60})['\"’”]")


def explained(error: BaseException) -> str:
    """Return what an error means, in Chinese.

    Examples
    --------
    >>> explained(NameError("name 'gpd' is not defined"))
    '名字“gpd”还没有定义：检查拼写，或先运行定义它的单元格。'
    >>> explained(HzError("没有这个指标", "看看拼写"))
    '没有这个指标；看看拼写'
    """
    if isinstance(error, HzError):
        return str(error)
    for kind, text in _MEANINGS:
        if isinstance(error, kind):
            return text.format(what=_named(error))
    return f"出错了：{type(error).__name__}。从上往下重新运行一遍，或请老师看看。"


def _named(error: BaseException) -> str:
    if isinstance(error, KeyError) and error.args:
        return str(error.args[0])[:60]
    if isinstance(error, FileNotFoundError):
        return str(error.filename)[:200]
    if isinstance(error, AttributeError):
        # "module 'x' has no attribute 'y'": the last word is what is missing.
        return str(error.name or (str(error).split() or ["?"])[-1].strip("'"))
    return str((_QUOTED.findall(str(error)) or ["?"])[0])


def place(error: BaseException, trace: TracebackType | None, files: Iterable[str]) -> int | None:
    """Return the line of the student's own code at which an error arose.

    Parameters
    ----------
    error : BaseException
        The error.
    trace : traceback or None
        Its traceback.
    files : iterable of str
        Names under which the student's code was compiled.
    """
    if isinstance(error, SyntaxError):
        return error.lineno
    own, line = set(files), None
    while trace is not None:
        if trace.tb_frame.f_code.co_filename in own:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def full_message(error: BaseException, line: int | None, source: str) -> str:
    r"""Return the whole message: what it means, and the line that it is about.

    Examples
    --------
    >>> full_message(ZeroDivisionError("division by zero"), 2, "a = 0\n1 / a")
    '除以了 0：看看除数是从哪里来的。\n第 2 行：1 / a\n（ZeroDivisionError: division by zero）'
    """
    lines = source.splitlines()
    parts = [explained(error)]
    if line and 0 < line <= len(lines):
        parts.append(f"第 {line} 行：{lines[line - 1].strip()}")
    if not isinstance(error, HzError):
        said: Any = error.msg if isinstance(error, SyntaxError) else error
        parts.append(f"（{type(error).__name__}: {str(said)[:200]}）")
    return "\n".join(parts)
