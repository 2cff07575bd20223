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
    >>> for_screen("<b>均可点击</b>。乙<b>丙</b>。")
    '<b><span class="hz-screen">均可点击</span></b><span class="hz-screen">。</span>乙<b>丙</b>。'
    """
    if not cued("{by_hand}").search(text):
        return text
    pieces, begins, cut = [], True, False
    for piece in _TAG.split(text):
        if piece.startswith("<"):
            begins = begins or not _INLINE.match(piece)
        elif piece:
            # What an inline tag cuts off begins no sentence.
            start = "(?:^|(?<=[。；]))" if begins else "(?<=[。；])"
            # The end of a sentence that such a tag holds is left out with it.
            found = cued(f"{'^[。；]|' * cut}{_BEHIND}|{start}{_FIRST}")
            last = [*found.finditer(piece)][-1:]
            piece = found.sub(r'<span class="hz-screen">\g<0></span>', piece)
            cut = any(_is_cut(one) for one in last)
            begins = piece.endswith(("。", "；"))
        pieces.append(piece)
    return "".join(pieces)


def _is_cut(found: re.Match[str]) -> bool:
    """Tell whether a sentence that is left out goes on behind the text it was found in."""
    return (
        found.end() == len(found.string)
        and found[0][0] not in "，；"
        and found[0][-1] not in "。；"
    )
