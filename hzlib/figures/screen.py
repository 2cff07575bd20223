"""Words that only a screen makes true: on paper nothing can be clicked, and they are left out."""

import re

from hzlib.text.patterns import cued

_TAG = re.compile(r"(<[^>]*>)")
_INLINE = re.compile(r"</?(?:a|b|code|em|i|span|strong|sub|sup)\b")
# A clause about clicking: behind a comma to its end, with its own end where it begins a sentence.
_BEHIND = r"[，；][^，；。]*{by_hand}[^；。]*"
_FIRST = r"[^，；。]*{by_hand}[^；。]*[；。]?"


def for_screen(text: str) -> str:
    """Return HTML whose clauses about clicking are marked: style sheets leave them out of prints.

    Examples
    --------
    >>> for_screen("<p>由多到少排列；点击各条可查看。</p>")
    '<p>由多到少排列<span class="hz-screen">；点击各条可查看</span>。</p>'
    >>> for_screen('<p title="点击">甲<b>乙</b>丙</p>')
    '<p title="点击">甲<b>乙</b>丙</p>'
    """
    if not cued("{by_hand}").search(text):
        return text
    pieces, begins = [], True
    for piece in _TAG.split(text):
        if piece.startswith("<"):
            begins = begins or not _INLINE.match(piece)
        elif piece:
            # What an inline tag cuts off begins no sentence.
            start = "(?:^|(?<=[。；]))" if begins else "(?<=[。；])"
            found = cued(f"{_BEHIND}|{start}{_FIRST}")
            piece = found.sub(r'<span class="hz-screen">\g<0></span>', piece)
            begins = piece.endswith(("。", "；"))
        pieces.append(piece)
    return "".join(pieces)
