"""What a page and the widget in a notebook get of a figure, a table or a text: plain JSON.

``html`` is the whole rendering, ``figures`` and ``pictures`` what scripts draw into it by their
names, ``evidence`` what the panel needs (see `hzlib.evidence.entry.payload`).
"""

import hashlib
import json
import re
from collections.abc import Iterable
from typing import Any

from hzlib.evidence.entry import Source, payload
from hzlib.evidence.sentence import Sentence, as_sentence
from hzlib.figures import html, printing
from hzlib.figures.plot import Plot
from hzlib.figures.specification import Choice, Figure, Note, Option, Table

_SIZE = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_UNDRAWN = ("template", "title", "updatemenus", "sliders")

View = dict[str, Any]
Shows = Figure | Table | Note | Sentence


def view(shown: Shows) -> View:
    """Return what is needed to show a figure, a table or a text.

    Examples
    --------
    >>> view(Sentence(("甲",)))["html"]
    '<div class="hz-text"><p>甲</p></div>'
    """
    if isinstance(shown, Table):
        return _view(html.table_html(shown), shown.sources())
    if isinstance(shown, Figure):
        return _plotted(shown) if isinstance(shown.plot, Plot) else _pictured(shown)
    sentence = as_sentence(f"（{shown.text}。）") if isinstance(shown, Note) else shown
    return _view(html.text_html(sentence), sentence.sources())


def _view(text: str, sources: Iterable[Source], **more: Any) -> View:
    return {"html": text, "figures": {}, "pictures": {}, "evidence": payload(sources)} | more


def _plotted(figure: Figure) -> View:
    plot: Plot = figure.plot
    drawn = json.loads(plot.figure.to_json())
    layout = {name: one for name, one in drawn["layout"].items() if name not in _UNDRAWN}
    spec = {
        "data": drawn["data"],
        "layout": layout,
        "choices": [_choice(one) for one in figure.choices],
        "title": str(figure.title),
    }
    identity = _identity(spec)
    text = html.figure_html(figure, identity, html.plot_stage(figure.alt))
    sources = [*figure.sources(), *plot.sources.values()]
    return _view(text, sources, figures={identity: spec})


def _pictured(figure: Figure) -> View:
    image = printing.svg(figure.plot)
    marks = printing.places(figure.plot)
    identity = _identity(image)
    found = _SIZE.search(image)
    size = (found[1], found[2]) if found else ("", "")
    stage = html.picture_stage(identity, str(figure.alt), size, marks)
    text = html.figure_html(figure, identity, stage, "hz-picture")
    sources = [*figure.sources(), *printing.sources(figure.plot)]
    return _view(text, sources, pictures={identity: image})


def _identity(content: Any) -> str:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return hashlib.blake2b(text.encode(), digest_size=6).hexdigest()


def _choice(choice: Choice) -> dict[str, Any]:
    options = [_option(one) for one in choice.options]
    return {"name": choice.name, "kind": choice.kind, "active": choice.active, "options": options}


def _option(option: Option) -> dict[str, Any]:
    words = {
        "title": as_sentence(option.title).html(),
        "caption": as_sentence(option.caption).html(),
        "reading": html.paragraphs(option.reading) if option.reading else "",
        "alt": str(option.alt),
    }
    visible = None if option.visible is None else list(option.visible)
    kept = {name: text for name, text in words.items() if text}
    return {"label": option.label, "visible": visible, "layout": option.layout, **kept}
