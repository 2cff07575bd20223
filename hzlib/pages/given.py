"""Parameters of a notebook that are given for a run: its file stays as it is."""

import ast
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from hzlib.errors import HzError
from hzlib.messages import Message

PARAMETERS = "parameters"  # the tag of the cell that sets them
DOCUMENTS = "documents"  # the parameter that says what a notebook reads


def corpus(path: Path) -> dict[str, list[str]]:
    """Return what makes a notebook read a corpus.

    Examples
    --------
    >>> list(corpus(Path("reports")))
    ['documents']
    """
    return {DOCUMENTS: [str(path.resolve())]}


def settings(lines: Iterable[str]) -> dict[str, str]:
    """Return the values of parameters as a command line gives them.

    Raises
    ------
    HzError
        If one is no ``name=value``.

    Examples
    --------
    >>> settings(["place=宁波市", "year=2024"])
    {'place': '宁波市', 'year': '2024'}
    """
    found = {}
    for line in lines:
        name, sign, value = line.partition("=")
        if not sign or not name.strip().isidentifier():
            raise HzError(
                "{line}: sets no parameter", "write it as name=value: year=2024", line=line
            )
        found[name.strip()] = value.strip()
    return found


def named(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return given files by their names: where they lie is of no concern to who reads a page.

    Examples
    --------
    >>> named({"documents": ["/home/me/reports"]})
    {'documents': ['reports']}
    """
    return {
        name: [Path(one).name for one in value] if isinstance(value, list) else value
        for name, value in given.items()
    }


def put(content: Any, given: Mapping[str, Any], notebook: str) -> None:
    """Put values in the place of those of a notebook's parameters.

    Parameters
    ----------
    content : nbformat.NotebookNode
        The notebook, which is changed.
    given : dict
        The values by the names of the parameters; a text is read as a number where one stands, and
        as the members of a list, with commas between them, where a list stands.
    notebook : str
        Its name, for the error.

    Raises
    ------
    HzError
        If it has no such parameter, or no number is given where one stands.

    Examples
    --------
    >>> from nbformat import v4
    >>> cell = v4.new_code_cell("documents = []  # 文件", metadata={"tags": ["parameters"]})
    >>> put(v4.new_notebook(cells=[cell]), {"documents": ["a"]}, "one")
    >>> cell.source
    "documents = ['a']  # 文件"
    """
    cells = [one for one in content.cells if PARAMETERS in one.metadata.get("tags", [])]
    for name, value in given.items():
        places = [(cell, one) for cell in cells for one in _set(cell.source, name)]
        if not places:
            raise _without(name, [one for cell in cells for one in _names(cell.source)], notebook)
        for cell, one in places:
            cell.source = _replaced(cell.source, one, repr(_like(one, name, value)))


def _like(old: ast.expr, name: str, value: Any) -> Any:
    """Return a text as what stands there: a text, a number or a list."""
    stood = getattr(old, "value", None)
    if not isinstance(value, str) or isinstance(stood, str):
        return value
    try:
        found = ast.literal_eval(value)
    except (ValueError, SyntaxError):
        found = value
    if isinstance(old, ast.List) and not isinstance(found, list):
        return [one.strip() for one in re.split("[,，、]", value) if one.strip()]
    # A year is whole.
    wanted = {int: (int,), float: (int, float)}.get(type(stood))
    if wanted and (type(found) not in wanted or not math.isfinite(found)):
        raise HzError("{name}={value}: is no number that may stand there", "write it as {example}",
                      name=name, value=value, example=f"{name}={stood or 2024}")  # fmt: skip
    return found


def _without(name: str, known: Sequence[str], notebook: str) -> HzError:
    what = Message("{notebook}: has no parameter {name}", notebook=notebook, name=name)
    # A slip, if it has others; what a notebook reads is for its writer to add.
    if known and name != DOCUMENTS:
        return HzError(what, "there are {known}", known=known)
    remedy = Message(
        "write {name} = … in its cell tagged {tag}, and use it", name=name, tag=PARAMETERS
    )
    return HzError(what, remedy)


def _set(source: str, name: str) -> Iterator[ast.expr]:
    """Yield what code sets a name to."""
    return (value for one, value in _settings(source) if one == name)


def _names(source: str) -> Iterator[str]:
    """Yield the names that code sets."""
    return (name for name, _ in _settings(source))


def _settings(source: str) -> Iterator[tuple[str, ast.expr]]:
    try:
        body = ast.parse(source).body
    except SyntaxError:
        return
    for line in body:
        if isinstance(line, ast.Assign):
            named = (one.id for one in line.targets if isinstance(one, ast.Name))
            yield from ((name, line.value) for name in named)


def _replaced(source: str, old: ast.expr, new: str) -> str:
    lines = source.encode().splitlines(keepends=True)  # ast counts bytes
    assert old.end_lineno is not None and old.end_col_offset is not None
    first, last = lines[old.lineno - 1], lines[old.end_lineno - 1]
    kept = [first[: old.col_offset] + new.encode() + last[old.end_col_offset :]]
    return b"".join([*lines[: old.lineno - 1], *kept, *lines[old.end_lineno :]]).decode()
