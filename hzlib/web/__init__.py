"""Scripts and style sheets of the pages and of the widget: modules as they are, bundled for use."""

import re
from functools import cache
from pathlib import Path

from hzlib.errors import HzError

_FOLDER = Path(__file__).resolve().parent
_IMPORT = re.compile(r'^import \{([^}]*)\} from "\./([\w-]+\.js)";\n', re.MULTILINE)
_NAMED = re.compile(
    r"^(export )?(?:async )?(?:const|let|var|class|function\*?) +([\w$]+)", re.MULTILINE
)
# What this small bundler does not understand must not pass through it.
_STRANGE = re.compile(
    r"^(?:import\b.*|export (?:\{|\*).*|(?:export )?(?:const|let|var) [{\[].*)$", re.MULTILINE
)
_COMMENT = re.compile(r"^\s*(?:/\*(?:(?!\*/).)*\*/|//[^\n]*)\n", re.MULTILINE | re.DOTALL)


@cache
def bundle(entry: str) -> str:
    """Return an entry with all modules that it needs as one script.

    Parameters
    ----------
    entry : {"report", "indicator", "index", "reader", "slides", "widget"}
        The script of a kind of page, a classic script; or of the widget, an ES module with a
        default export.

    Raises
    ------
    HzError
        If there is no such entry, or modules do not fit together: two top-level names alike, a
        name that is not exported, imports in a circle.

    Examples
    --------
    >>> bundle("report").startswith("(() => {"), "import " in bundle("report")
    (True, False)
    >>> "export default" in bundle("widget")
    True
    """
    text = "\n".join(joined(f"{entry}.js", _FOLDER))
    if "\nexport default " in f"\n{text}":
        return f"{text}\n"
    return f'(() => {{\n"use strict";\n{text}\n}})();\n'


def joined(entry: str, folder: Path) -> list[str]:
    """Return the bare texts of a module and of all that it imports, in order of dependency."""
    bare: dict[str, str] = {}
    exported: dict[str, set[str]] = {}
    owners: dict[str, str] = {}

    def take(name: str, path: tuple[str, ...]) -> None:
        if name in path:
            circle = " > ".join((*path, name))
            raise HzError("{circle}: imports in a circle", "move what both need", circle=circle)
        if name in bare:
            return
        text = _text(folder / name)
        for wanted, module in _IMPORT.findall(text):
            take(module, (*path, name))
            names = {one.strip() for one in wanted.split(",") if one.strip()}
            if missing := names - exported[module]:
                raise HzError(
                    "{file}: {module} exports no {name}",
                    "export it there",
                    file=name,
                    module=module,
                    name=min(missing),
                )
        found = _NAMED.findall(text)
        for _, one in found:
            if one in owners:
                raise HzError(
                    "{file}: {name} is a top-level name of {other} too",
                    "rename one of them",
                    file=name,
                    name=one,
                    other=owners[one],
                )
            owners[one] = name
        exported[name] = {one for public, one in found if public}
        bare[name] = _bare(name, text)

    take(entry, ())
    return list(bare.values())


def _bare(name: str, text: str) -> str:
    text = _IMPORT.sub("", text)
    if strange := _STRANGE.search(text):
        raise HzError(
            "{file}: the bundler does not know {line}",
            'write import {{ name }} from "./module.js"',
            file=name,
            line=strange.group(),
        )
    text = re.sub(r"^export (?!default )", "", text, flags=re.MULTILINE)
    return re.sub(r"\n{2,}", "\n", _COMMENT.sub("", text)).strip()


@cache
def sheet(*names: str) -> str:
    """Return style sheets as one, without comments and needless white space.

    Parameters
    ----------
    *names : {"shared", "page", "reader", "slides", "sheet", "widget"}
        In their order. A page has ``shared`` and ``page`` first, the widget ``shared`` and
        ``widget``, a page for print ``sheet`` alone.

    Examples
    --------
    >>> sheet("shared", "page").count("/*")
    0
    """
    text = "\n".join(_text(_FOLDER / f"{name}.css") for name in names)
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    return re.sub(r"\s*\n\s*", "\n", text).strip()


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except FileNotFoundError:
        known = sorted(one.name for one in file.parent.glob(f"*{file.suffix}"))
        raise HzError(
            "{path}: no such file", "there are {known}", path=file.name, known=known
        ) from None
