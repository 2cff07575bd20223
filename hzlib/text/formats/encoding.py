"""The encoding of a text file."""

from pathlib import Path

from hzlib import lookups
from hzlib.errors import HzError
from hzlib.messages import Message, told

TEXT_WANTED = Message("give a report as text (UTF-8, UTF-16 or GB18030), .docx, .html or .pdf")
# A page that says gb2312 is often full of what only its successors have.
_SUCCESSORS = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}


def decoded(found: bytes, path: Path, declared: str = "") -> tuple[str, tuple[str, ...]]:
    """Return the text of bytes, without newline translation, and what is to be warned of.

    UTF-8 (a byte order mark stays as U+FEFF), UTF-16 with or without its mark, GB18030 and Big5
    are recognised; what the file itself declares comes first where its bytes agree.

    Raises
    ------
    HzError
        If the bytes are text in none of these.

    Examples
    --------
    >>> decoded("生产总值增长５％".encode("gb18030"), Path("report.txt"))
    ('生产总值增长５％', ())
    """
    if found[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = found.decode("utf-16", "replace")
    else:
        try:
            return found.decode("utf-8"), ()
        except UnicodeDecodeError:
            text = _as_declared(found, declared) or _damaged_or_chinese(found, path)
    lost = text.count("\ufffd")
    if not lost:
        return text, ()
    return text, (
        told("{path}: {lost} [character|characters] could not be decoded", path=path, lost=lost),
    )


def _as_declared(found: bytes, declared: str) -> str:
    declared = declared.lower()
    try:
        return found.decode(_SUCCESSORS.get(declared, declared)) if declared else ""
    except (LookupError, UnicodeDecodeError):
        return ""


def _damaged_or_chinese(found: bytes, path: Path) -> str:
    # A UTF-8 file with a few broken bytes decodes as GB18030, too, into rare characters.
    encodings = ("utf-8", "gb18030", "big5hkscs")
    candidates = [found.decode(encoding, "replace") for encoding in encodings]
    # Nearly all bytes are characters of UTF-16: it must read as Chinese.
    unmarked = (found.decode(encoding, "replace") for encoding in ("utf-16-le", "utf-16-be"))
    candidates += [text for text in unmarked if _common(text) * 50 > len(text)]
    text = min(candidates, key=lambda candidate: candidate.count("\ufffd") - _common(candidate))
    if text.count("\ufffd") * 50 > len(text):
        raise HzError(
            "{path}: is neither UTF-8 nor UTF-16 nor GB18030 nor Big5 text", TEXT_WANTED, path=path
        )
    return text


def _common(text: str) -> int:
    return sum(text.count(character) for character in lookups.cues("common_character"))
