"""The same report in other shapes: what is done to a text on its way to a reader.

Each shape is a function of a text and a folder that returns the file which holds the text so.
"""

import html
import re
import textwrap
from collections.abc import Callable
from pathlib import Path

from hzlib import lookups

_AMOUNT = re.compile(r"(?<=[总值入额率资])(?=\d[\d.]*(?:万?亿元|%))")
_DATE = re.compile(r"(?<=\d)(?=年)|(?<=\d)(?=月)")
_WIDE = str.maketrans("0123456789.%", "０１２３４５６７８９．％")


def _written(text: str, folder: Path, name: str = "report.txt", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def footnotes(text: str, folder: Path) -> Path:
    """Footnote marks between names and numbers."""
    marks = iter(f"[{number}]" for number in range(1, 100_000))
    return _written(_AMOUNT.sub(lambda _: next(marks), text), folder)


def circled(text: str, folder: Path) -> Path:
    """The same as circled numbers."""
    return _written(_AMOUNT.sub("②", text), folder)


def spaced_dates(text: str, folder: Path) -> Path:
    """Spaces inside dates, as some word processors set them."""
    return _written(_DATE.sub(" ", text), folder)


def one_line(text: str, folder: Path) -> Path:
    """All lines run together, as a cell of a table that collects reports has them."""
    return _written(re.sub(r"\s*\n\s*", "", text), folder)


def one_spaced_line(text: str, folder: Path) -> Path:
    """The same with a space for each line end."""
    return _written(re.sub(r"\s*\n\s*", " ", text), folder)


def without_indents(text: str, folder: Path) -> Path:
    """No spaces at the edges of lines, and none but one inside."""
    return _written("\n".join(" ".join(line.split()) for line in text.split("\n")), folder)


def carriage_returns(text: str, folder: Path) -> Path:
    """Line ends of Windows."""
    return _written(text.replace("\n", "\r\n"), folder)


def spaced_out(text: str, folder: Path) -> Path:
    """A space behind each character, as the text of some PDF files has it."""
    return _written(
        re.sub(r"(?<=[一-鿿，。；：、“”（）%\d])(?=[一-鿿，。；：、“”（）])", " ", text), folder
    )


def spaced_wide(text: str, folder: Path) -> Path:
    """Two spaces behind each, as a PDF has whose lines are set to one width."""
    signs = "[一-鿿，。；：、“”（）]"
    return _written(re.sub(rf"(?<={signs})(?={signs})", "  ", text), folder)


def traditional(text: str, folder: Path) -> Path:
    """Traditional characters."""
    rows = lookups.read(lookups.Traditional)
    return _written(
        text.translate({ord(row.simplified): row.traditional[0] for row in rows}), folder
    )


def bullets(text: str, folder: Path) -> Path:
    """A mark before each paragraph, as a copy from slides or a page has it."""
    return _written(re.sub(r"(?m)^[ \u3000]*(?=[^|\n]{30})", "● ", text), folder)


def of_a_site(text: str, folder: Path) -> Path:
    """Between what a site prints above and below a text."""
    above = (
        "首页 > 政务公开 > 政府信息公开目录 > 政府工作报告\n"
        "来源：市政府办公室 发布时间：2026-03-02 10:15 浏览次数：12345 字号：大 中 小\n"
    )
    below = (
        "\n责任编辑：张三\n上一篇：2019年政府工作报告\n下一篇：2021年国民经济和社会发展统计公报\n"
    )
    return _written(above + text + below, folder)


def line_numbers(text: str, folder: Path) -> Path:
    """The number of its line before each line, as a copy from an editor has it."""
    lines = enumerate(text.split("\n"), 1)
    return _written("\n".join(f"{number:4d}  {line}" for number, line in lines), folder)


def half_width_marks(text: str, folder: Path) -> Path:
    """Commas, colons and brackets of Latin texts, and straight quotation marks."""
    return _written(text.translate(str.maketrans("，；：（）！“”", ',;:()!""')), folder)


def points(text: str, folder: Path) -> Path:
    """The same, and a point for each full stop."""
    return half_width_marks(text.replace("。", "."), folder)


def without_last_stops(text: str, folder: Path) -> Path:
    """Paragraphs that have lost the full stop at their end."""
    return _written(re.sub(r"。(?=\s*\n)", "", text), folder)


def full_width(text: str, folder: Path) -> Path:
    """Full-width digits."""
    return _written(text.translate(_WIDE), folder)


def gb18030(text: str, folder: Path) -> Path:
    """The Chinese encoding of older files."""
    return _written(text, folder, encoding="gb18030")


def wrapped(width: int) -> Callable[[str, Path], Path]:
    """Return the shape in which each line is broken after so many characters."""

    def hard_wrapped(text: str, folder: Path) -> Path:
        lines = (line for line in text.split("\n"))
        broken = "\n".join("\n".join(re.findall(f".{{1,{width}}}", line)) for line in lines)
        return _written(broken, folder)

    return hard_wrapped


def word(text: str, folder: Path) -> Path:
    """A Word file, a paragraph a line."""
    import docx

    document = docx.Document()
    for line in text.split("\n"):
        document.add_paragraph(line)
    path = folder / "report.docx"
    document.save(str(path))
    return path


def page(text: str, folder: Path) -> Path:
    """A web page with a style sheet, a script and links."""
    body = "\n".join(f"<p>{html.escape(line)}</p>" for line in text.split("\n") if line.strip())
    return _written(
        textwrap.dedent("""\
        <!DOCTYPE html><html><head><meta charset="utf-8"><title></title>
        <style>p {{ color: rgb(12, 34, 56); width: 300px }}</style></head>
        <body><nav><a href="/1">首页</a> <a href="/2">政务公开 2</a></nav>
        <article>{body}</article><script>var a = 3.5;</script></body></html>
        """).format(body=body),
        folder,
        "report.html",
    )


SHAPES: dict[str, Callable[[str, Path], Path]] = {
    "footnotes": footnotes,
    "circled": circled,
    "spaced dates": spaced_dates,
    "one line": one_line,
    "one spaced line": one_spaced_line,
    "without indents": without_indents,
    "carriage returns": carriage_returns,
    "spaced out": spaced_out,
    "spaced wide": spaced_wide,
    "traditional": traditional,
    "bullets": bullets,
    "of a site": of_a_site,
    "line numbers": line_numbers,
    "half-width marks": half_width_marks,
    "points": points,
    "without last stops": without_last_stops,
    "full width": full_width,
    "gb18030": gb18030,
    "wrapped at 24": wrapped(24),
    "wrapped at 38": wrapped(38),
    "word": word,
    "page": page,
}
