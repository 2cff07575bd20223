"""The answer with which a page begins: what its cells tagged ``answer`` conclude."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any

from hzlib.figures.display import MIME

TAG = "answer"
_MOST = 5  # sentences
_TEXT = '<div class="hz-text">'  # how a reading begins; a note of what is lacking begins otherwise
_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_SENTENCE = re.compile(r"[^。！？]++(?:[。！？]++[”’）』」》]*+)?")
_NUMBER = 'class="hz-number"'


def answer(cells: Iterable[Any]) -> tuple[str, ...]:
    """Return the sentences with which a page begins: those of the cells tagged ``answer``.

    Each reading that such a cell shows gives its first sentence with a number that can be
    followed, until there are five. So a note of what is lacking is no answer.

    Parameters
    ----------
    cells : iterable of nbformat.NotebookNode
        With outputs.

    Returns
    -------
    tuple of str
        HTML, at most five.

    Examples
    --------
    >>> from nbformat.v4 import new_code_cell, new_output
    >>> said = '<p>甲<b class="hz-number">1</b>。乙。丙<b class="hz-number">2</b>。</p>'
    >>> shown = new_output("display_data", {MIME: {"html": f'<div class="hz-text">{said}</div>'}})
    >>> cell = new_code_cell("", metadata={"tags": ["answer"]}, outputs=[shown])
    >>> answer([cell])
    ('甲<b class="hz-number">1</b>。',)
    """
    shown = (
        output.get("data", {}).get(MIME, {}).get("html", "")
        for cell in cells
        if TAG in cell.metadata.get("tags", [])
        for output in cell.outputs
    )
    firsts = (sentences(text)[:1] for text in shown)
    return tuple(islice(chain.from_iterable(firsts), _MOST))


def sentences(text: str) -> list[str]:
    """Return the sentences of a reading, as HTML, that state a number which can be followed."""
    if not text.startswith(_TEXT):
        return []
    said = chain.from_iterable(map(_SENTENCE.findall, _PARAGRAPH.findall(text)))
    return [one for one in said if _NUMBER in one]


def once(parts: Iterable[str], said: Sequence[str]) -> Iterator[str]:
    """Yield the parts of a body without the readings before its first section that are said above.

    Examples
    --------
    >>> reading = '<div class="hz-text"><p>{}<b class="hz-number">1</b></p></div>'
    >>> one, two = map(reading.format, "甲乙")
    >>> [bool(part) for part in once([one, two, "<h2>", one], sentences(one))]
    [False, True, True, True]
    """
    begun = False
    for part in parts:
        begun = begun or "<h2>" in part
        told = [] if begun else sentences(part)
        yield "" if told and set(told) <= set(said) else part


def opened(body: str, said: Sequence[str]) -> str:
    """Return the body of a page with its answer right below the title.

    Examples
    --------
    >>> import re
    >>> re.findall("题|结论|答|问", opened("<h1>题</h1><p>问</p>", ["答。"]))
    ['题', '结论', '答', '问']
    """
    if not said:
        return body
    listed = "".join(f"<li>{one}</li>" for one in said)
    block = (
        '<section class="answer"><h2>结论</h2>'
        '<p>摘自下文各节<span class="hz-screen">，点数字看原句</span>。</p>'
        f"<ul>{listed}</ul></section>"
    )
    title, end, rest = body.partition("</h1>")
    return f"{title}{end}\n{block}{rest}" if end else block + body
