"""Showing figures, tables and readings in a notebook, on a terminal, and for the export of pages.

In a live notebook a display is a widget whose numbers answer; where widgets do not run it is static
HTML. The run of a report keeps the view itself, from which pages are built.
"""

import ast
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hzlib import web
from hzlib.errors import HzError
from hzlib.evidence.entry import Source, entry, key, payload
from hzlib.evidence.fulltext import FullText, fulltext
from hzlib.evidence.sentence import Sentence, sentence
from hzlib.evidence.value import Missing
from hzlib.figures import style
from hzlib.figures.plot import Plot
from hzlib.figures.specification import Figure, Note, Table
from hzlib.figures.view import Shows, still_html, view
from hzlib.messages import told, use

if TYPE_CHECKING:
    import pandas as pd


MIME = "application/vnd.hzlib.view+json"
_REPORT = "HZLIB_REPORT"
_SET = "HZLIB_SET"  # of a run whose parameters a command line sets: the language that this speaks


def in_report() -> bool:
    """Tell whether a notebook runs for the export of its page."""
    return _REPORT in os.environ


def is_set() -> bool:
    """Tell whether a notebook runs with parameters that a command line has set."""
    return bool(os.environ.get(_SET))


def refuse(error: HzError) -> None:
    """Tell in a note why nothing is known of what a parameter names.

    A run whose parameters a command line has set ends with that: its page would show what was set
    as if it held.

    Examples
    --------
    >>> refuse(HzError("{name}: no such indicator", name="gpd"))
    （gpd：没有这个指标。）
    """
    if is_set():
        use("en" if os.environ[_SET] == "en" else "zh")
        raise error
    show(Note(str(error)))


def shell() -> Any:
    """Return the running shell of a notebook or of IPython, or None."""
    # Nobody runs a notebook without IPython having been imported.
    module = sys.modules.get("IPython.core.interactiveshell")
    if module is None or not module.InteractiveShell.initialized():
        return None
    return module.InteractiveShell.instance()


_kept: ContextVar[list[Any] | None] = ContextVar("_kept", default=None)


@contextmanager
def held() -> Iterator[list[Any]]:
    """Keep in a list what would be displayed.

    Examples
    --------
    >>> with held() as shown:
    ...     show(Sentence(("甲",)))
    >>> list(map(str, shown))
    ['甲']
    """
    shown: list[Any] = []
    token = _kept.set(shown)
    try:
        yield shown
    finally:
        _kept.reset(token)


def run_cell(source: str, space: dict[str, Any]) -> None:
    r"""Run the code of a cell as a notebook does: what its last line gives is shown.

    Parameters
    ----------
    source : str
        The code.
    space : dict
        The names that it knows and those that it makes.

    Examples
    --------
    >>> run_cell("one = 'a'\nNote(one)", {"Note": Note})
    （a。）
    """
    *body, last = ast.parse(source).body
    final = isinstance(last, ast.Expr)
    exec(compile(ast.Module(body if final else [*body, last], []), "<cell>", "exec"), space)
    if isinstance(last, ast.Expr):
        given = eval(compile(ast.Expression(last.value), "<cell>", "eval"), space)
        if given is not None:
            show(given)


def show(shown: Shows) -> None:
    """Display a figure, a table, a note or a sentence.

    Examples
    --------
    >>> show(Table(("甲",), (("乙",),), "表"))
    表
    甲
    乙
    """
    if (kept := _kept.get()) is not None:
        kept.append(shown)
        return
    if shell() is None:
        words = shown.caption if isinstance(shown, Figure) else shown
        print(f"{shown.title}\n{words}" if isinstance(shown, Figure) else words)
        return
    from IPython.display import display

    display(bundle(shown), raw=True)


def bundle(shown: Shows) -> dict[str, Any]:
    """Return the forms of a display from which a notebook program chooses.

    Returns
    -------
    dict
        By type: in the run of a report the view for the page; else a widget, and static HTML for
        programs without widgets; always plain text.
    """
    plain = str(shown.title) if isinstance(shown, Figure) else str(shown)
    if in_report():
        return {MIME: view(shown), "text/plain": plain}
    made = view(shown)
    return {
        **widget(made, _documents(shown)),
        "text/html": still_html(shown, made),
        "text/plain": plain,
    }


def _documents(shown: Shows) -> dict[str, Any]:
    """Return the documents whose full text a display leads to, by id."""
    found: dict[str, Any] = {}
    waiting = list(_all_sources(shown))
    seen: set[str] = set()
    while waiting:
        source = waiting.pop()
        if key(source) in seen:
            continue
        seen.add(key(source))
        known = entry(source)
        for place in (known.quote, *known.lines):
            if place is not None:
                found[place.document.id] = place.document
        waiting += [part for _, part in known.parts]
    return found


def _all_sources(shown: Shows) -> list[Source]:
    if isinstance(shown, Note):
        return []
    found = list(shown.sources())
    if isinstance(shown, Figure) and isinstance(shown.plot, Plot):
        found += shown.plot.sources.values()
    return found


def say(template: str, **values: Any) -> None:
    """Display a paragraph whose every number can be followed, or say kindly which figures it lacks.

    What is empty is not shown.

    Parameters
    ----------
    template : str
        The text, with ``{name}`` (or ``{name:.1f}``) where a value stands; an empty line begins
        a new paragraph.
    **values : Value, Missing, Sentence or str
        What the names stand for; a bare number is refused.

    Raises
    ------
    HzError
        If a name has no value, or a value is a bare number.

    Examples
    --------
    >>> import hzlib as hz
    >>> say("2014 年生产总值为{gdp}。", gdp=hz.pick(hz.facts(reference=True), "gdp", "level", 2014))
    2014 年生产总值为9,201.16亿元。
    """
    missing = [item for item in values.values() if isinstance(item, Missing)]
    if missing:
        advice = "；".join(dict.fromkeys(item.advice for item in missing if item.advice))
        lacking = Missing.of(*(what for item in missing for what in item.what), advice=advice)
        show(Note(f"这一段需要的数字不齐：{lacking}"))
    elif said := sentence(template, **values):
        show(said)


def table(frame: "pd.DataFrame | Table", caption: Sentence | str = "") -> Table | Note:
    """Return a frame as a table to sort, to filter and to follow; a note if it has no rows.

    Parameters
    ----------
    frame : DataFrame
        A table of facts, or any whose cells are values.
    caption : str, optional
        What it shows.

    Raises
    ------
    HzError
        If it is no frame.

    Examples
    --------
    >>> import hzlib as hz
    >>> len(table(hz.facts("hangzhou-gwr-2023")).rows) > 20
    True
    """
    if isinstance(frame, Table):
        return frame
    if not hasattr(frame, "to_dict") or not hasattr(frame, "columns"):
        raise HzError("hz.table: needs a DataFrame", "give a table such as hz.facts()")
    return Table.of(frame, caption) if len(frame) else Note(told("there are no rows to show"))


def _shows(self: Any) -> None:
    show(self)


# A display is what an instance does at the end of a cell; the specifications know nothing of it.
for _kind in (Figure, Table, Note, Sentence, FullText):
    _kind._ipython_display_ = _shows  # type: ignore[attr-defined, union-attr]


# --- the widget -----------------------------------------------------------------------------------


def widget(view: dict[str, Any], documents: dict[str, Any]) -> dict[str, Any]:
    """Return the notebook's form of a display as a widget.

    Parameters
    ----------
    view : dict
        What `hzlib.figures.view.view` gives.
    documents : dict of str to Document
        The documents whose full text it leads to, by id.

    Returns
    -------
    dict
        The bundle of types that the notebook program chooses from.
    """
    looks = {"looks": style.looks()} if view["figures"] or view["pictures"] else {}
    # Beside a kernel every document can be read whole, one's own too.
    evidence = view["evidence"]
    named = {name: one | {"reader": True} for name, one in evidence["documents"].items()}
    shown = view | looks | {"evidence": evidence | {"documents": named}}
    made = widget_class()(view=shown)
    made.documents = documents
    bundle = made._repr_mimebundle_()
    found = bundle[0] if isinstance(bundle, tuple) else bundle
    return {name: data for name, data in (found or {}).items() if name != "text/plain"}


@cache
def widget_class() -> Any:
    """Return the class of the widget; anywidget is loaded when the first display needs it."""
    import anywidget
    import traitlets

    class View(anywidget.AnyWidget):
        """A display; its script is ``hzlib/web/widget.js``."""

        _esm = web.bundle("widget")
        _css = web.sheet("shared", "widget")
        view = traitlets.Dict().tag(sync=True)
        documents: dict[str, Any] = {}

        def __init__(self, **named: Any) -> None:
            super().__init__(**named)
            self.on_msg(_answered)

    return View


def _answered(made: Any, content: Any, buffers: Any) -> None:
    """Give a script what it asks for: the drawing library once a page, the text of a document."""
    if content.get("need") == "plotly":
        made.send({"give": "plotly"}, buffers=[plotly_script().encode()])
    elif content.get("need") == "text":
        answer = {"give": "text", "doc": content.get("doc")}
        document = made.documents.get(content.get("doc"))
        if document is None:
            made.send(answer | {"error": "没有这份文件"})
        else:
            laid = fulltext(document)
            made.send(answer | {"html": laid.html, "evidence": payload(laid.sources())})


@cache
def plotly_script() -> str:
    """Return plotly.js as the installed plotly brings it.

    Examples
    --------
    >>> "plotly.js" in plotly_script()[:200]
    True
    """
    spec = find_spec("plotly")
    assert spec is not None and spec.origin is not None
    path = Path(spec.origin).parent / "package_data" / "plotly.min.js"
    return path.read_text(encoding="utf-8")
