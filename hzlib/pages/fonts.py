"""A Chinese font cut down to the characters of one page, so that no reader needs one installed."""

import base64
import io
import logging
from collections.abc import Iterable
from functools import cache, partial
from types import SimpleNamespace
from typing import Any

from hzlib.figures import style

# Punctuation narrows where two marks meet, as in well set Chinese; all else of the font's layout
# tables serves other languages.
_FEATURES = ("halt", "chws", "kern")
_ALWAYS = "".join(map(chr, range(0x20, 0x7F))) + "，。、；：？！（）“”‘’《》—…·％±×÷−≥≤→↑↓‹›▲▼"
# From so many characters on, size counts for more than speed.
_LARGE = 1500


@cache
def supported() -> frozenset[int]:
    """Return the code points that the Chinese font has a glyph for.

    Examples
    --------
    >>> ord("杭") in supported()
    True
    """
    from fontTools.ttLib import TTFont

    with TTFont(style.font_file(), lazy=True) as font:
        return frozenset(font.getBestCmap())


@cache
def _reduced(characters: frozenset[str]) -> bytes:
    return _subset(style.font_file().read_bytes(), characters, flavor=None)


def subset(text: Iterable[str], among: Iterable[str] = ()) -> bytes:
    """Return the font with the characters of a text only, as WOFF2.

    Parameters
    ----------
    text : iterable of str
        The page's text, or its characters.
    among : iterable of str, optional
        Characters of all pages of a run: the font is cut down to them once, and to each page's
        own from there, which is several times quicker.

    Returns
    -------
    bytes
        The same for the same set of characters.

    Examples
    --------
    >>> subset("杭州")[:4]
    b'wOF2'
    """
    wanted = frozenset("".join(text)) | frozenset(_ALWAYS)
    base = _reduced(frozenset("".join(among)) | wanted) if among else style.font_file().read_bytes()
    return _subset(base, wanted, flavor="woff2")


def _subset(font: bytes, characters: frozenset[str], flavor: str | None) -> bytes:
    from fontTools import subset as cutting
    from fontTools.ttLib import TTFont
    from fontTools.ttLib.woff2 import WOFF2FlavorData

    logging.getLogger("fontTools").setLevel(logging.ERROR)
    options = cutting.Options()
    options.layout_features = list(_FEATURES)
    options.hinting = options.glyph_names = options.notdef_outline = False
    options.name_IDs = [1, 2, 13, 14]
    options.drop_tables += ["DSIG", "vhea", "vmtx", "VORG", "BASE", "meta", "STAT"]
    options.ignore_missing_unicodes = True
    # Outlines pass through as they are: taking each apart to measure it anew, or to save a fifth
    # of the size, takes seconds a page; the latter pays for large fonts alone. The time of saving
    # would make each run's bytes differ.
    face: Any = TTFont(io.BytesIO(font), lazy=True, recalcBBoxes=False, recalcTimestamp=False)
    cutter = cutting.Subsetter(options)
    cutter.populate(unicodes=map(ord, characters))
    cutter.subset(face)
    face.flavor = flavor
    buffer = io.BytesIO()
    if flavor == "woff2":
        large = len(characters) > _LARGE
        face.flavorData = WOFF2FlavorData(transformedTables=("glyf", "loca") if large else ())
        _quicken()
    face.save(buffer)
    return buffer.getvalue()


@cache
def _quicken() -> None:
    # fontTools asks for brotli's last 3 % at twenty times the cost, and has no option for less.
    import brotli
    from fontTools.ttLib import woff2

    compress = partial(brotli.compress, quality=9)
    woff2.brotli = SimpleNamespace(**{**vars(brotli), "compress": compress})


def face_css(font: bytes) -> str:
    """Return the ``@font-face`` rule that embeds a WOFF2 font."""
    data = base64.b64encode(font).decode("ascii")
    return (
        f'@font-face{{font-family:"{style.FONT}";font-display:block;'
        f'src:url("data:font/woff2;base64,{data}") format("woff2")}}'
    )
