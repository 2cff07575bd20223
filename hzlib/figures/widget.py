"""The widget that brings a display to life in a notebook: every number answers beside it."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from hzlib import web
from hzlib.evidence.entry import payload
from hzlib.evidence.fulltext import fulltext
from hzlib.figures import style


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
    looks = {"looks": style.looks()} if view["figures"] else {}
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
