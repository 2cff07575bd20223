"""Parameters of a notebook that are given for a run: its file stays as it is."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from hzlib.errors import HzError

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


def named(given: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """Return given files by their names: where they lie is of no concern to who reads a page.

    Examples
    --------
    >>> named({"documents": ["/home/me/reports"]})
    {'documents': ['reports']}
    """
    return {name: [Path(one).name for one in paths] for name, paths in given.items()}


def put(content: Any, given: Mapping[str, Any], notebook: str) -> None:
    """Put values in the place of those of a notebook's parameters.

    Parameters
    ----------
    content : nbformat.NotebookNode
        The notebook, which is changed.
    given : dict
        The values by the names of the parameters.
    notebook : str
        Its name, for the error.

    Raises
    ------
    HzError
        If it has no such parameter.

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
            raise HzError(
                "{notebook}: has no parameter {name}",
                "write {name} = [] in its cell tagged {tag}, and read the documents that it names",
                notebook=notebook,
                name=name,
                tag=PARAMETERS,
            )
        for cell, one in places:
            cell.source = _replaced(cell.source, one, repr(value))


def _set(source: str, name: str) -> Iterator[ast.expr]:
    """Yield what code sets a name to."""
    try:
        body = ast.parse(source).body
    except SyntaxError:
        return
    for line in body:
        if isinstance(line, ast.Assign) and any(
            isinstance(one, ast.Name) and one.id == name for one in line.targets
        ):
            yield line.value


def _replaced(source: str, old: ast.expr, new: str) -> str:
    lines = source.encode().splitlines(keepends=True)  # ast counts bytes
    assert old.end_lineno is not None and old.end_col_offset is not None
    first, last = lines[old.lineno - 1], lines[old.end_lineno - 1]
    kept = [first[: old.col_offset] + new.encode() + last[old.end_col_offset :]]
    return b"".join([*lines[: old.lineno - 1], *kept, *lines[old.end_lineno :]]).decode()
