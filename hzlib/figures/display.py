"""Showing figures, tables and readings in a notebook, on a terminal, and for the export of pages.

In a live notebook a display is a widget whose numbers answer; where widgets do not run it is static
HTML. The run of a report keeps the view itself, from which pages are built.
"""

import os
import sys
from typing import TYPE_CHECKING, Any

from hzlib.errors import HzError
from hzlib.evidence.entry import Source, entry, key
from hzlib.evidence.sentence import Sentence, sentence
from hzlib.evidence.value import Missing
from hzlib.figures.plot import Plot
from hzlib.figures.specification import Figure, Note, Table
from hzlib.figures.still import still_html
from hzlib.figures.view import Shows, view
from hzlib.figures.widget import widget

if TYPE_CHECKING:
    import pandas as pd

MIME = "application/vnd.hzlib.view+json"
_REPORT = "HZLIB_REPORT"


def in_report() -> bool:
    """Tell whether a notebook runs for the export of its page."""
    return _REPORT in os.environ


def shell() -> Any:
    """Return the running shell of a notebook or of IPython, or None."""
    # Nobody runs a notebook without IPython having been imported.
    module = sys.modules.get("IPython.core.interactiveshell")
    if module is None or not module.InteractiveShell.initialized():
        return None
    return module.InteractiveShell.instance()


def show(shown: Shows) -> None:
    """Display a figure, a table, a note or a sentence.

    Examples
    --------
    >>> show(Table(("甲",), (("乙",),), "表"))
    表
    甲
    乙
    """
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
        told = entry(source)
        for place in (told.quote, *told.lines):
            if place is not None:
                found[place.document.id] = place.document
        waiting += [part for _, part in told.parts]
    return found


def _all_sources(shown: Shows) -> list[Source]:
    if isinstance(shown, Note):
        return []
    marks = shown.plot.sources.values() if _is_plotted(shown) else ()  # type: ignore[union-attr]
    return [*shown.sources(), *marks]


def _is_plotted(shown: Shows) -> bool:
    return isinstance(shown, Figure) and isinstance(shown.plot, Plot)


def say(template: str, **values: Any) -> None:
    """Display a paragraph whose every number can be followed, or say kindly which figures it lacks.

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
    >>> say("2014 年生产总值为{gdp}。", gdp=hz.pick(hz.gather(), "gdp", "level", 2014))
    2014 年生产总值为9,201.16亿元。
    """
    missing = [what for item in values.values() if isinstance(item, Missing) for what in item.what]
    if missing:
        lacking = "、".join(dict.fromkeys(missing))
        show(Note(f"这一段需要的数字不齐：没有{lacking}的数据"))
    else:
        show(sentence(template, **values))


def table(frame: "pd.DataFrame | Table", caption: Sentence | str = "") -> Table:
    """Return a frame as a table to sort, to filter and to follow.

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
    return Table.of(frame, caption)


def _shows(self: Any) -> None:
    show(self)


# A display is what an instance does at the end of a cell; the specifications know nothing of it.
for _kind in (Figure, Table, Note, Sentence):
    _kind._ipython_display_ = _shows  # type: ignore[attr-defined, union-attr]
