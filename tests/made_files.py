"""Files of each format, made for the tests."""

import io
import zipfile

WORD = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"><w:body>{}</w:body></w:document>'
)


def docx(body, **parts):
    """Return a Word file with the XML of its body, and of further parts (styles, footnotes ...)."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", WORD.format(body))
        for name, content in parts.items():
            root = WORD.replace("document", name, 1).replace("/w:document", f"/w:{name}")
            root = root.replace("<w:body>", "").replace("</w:body>", "")
            archive.writestr(f"word/{name}.xml", root.format(content))
    return packed.getvalue()


def run(text, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*content, properties=""):
    inner = "".join(one if one.startswith("<") else run(one) for one in content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def cell(*content, properties=""):
    inner = "".join(one if one.startswith("<") else paragraph(one) for one in content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def table(*rows):
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows) + "</w:tbl>"


def pdf(*pages):
    """Return a PDF file of pages: lists of texts, each with left, bottom and size, and of lines.

    A line has the ends from which and to which it is drawn: four numbers.
    """
    font = (
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H "
        "/DescendantFonts [4 0 R] >>",
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo "
        "<< /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /FontDescriptor 5 0 R /DW 1000 "
        "/W [1 95 500 814 939 500] >>",
        "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] "
        "/ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
    )
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", *font]
    kids = []
    for page in pages:
        shown = "".join(
            f"/F1 {size} Tf 1 0 0 1 {left} {bottom} Tm <{text.encode('utf-16-be').hex()}> Tj\n"
            for left, bottom, size, text in page
            if isinstance(text, str)
        )
        drawn = "".join(
            f"{left} {bottom} m {right} {top} l S\n"
            for left, bottom, right, top in page
            if not isinstance(top, str)
        )
        stream = f"{drawn}BT\n{shown}ET"
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources "
            f"<< /Font << /F1 3 0 R >> >> /Contents {len(objects)} 0 R >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>"
    written, places = "%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(written))
        written += f"{number} 0 obj\n{one}\nendobj\n"
    start = len(written)
    written += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n"
    written += "".join(f"{place:010} 00000 n \n" for place in places)
    written += f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF"
    return written.encode("ascii")


def xlsx(*sheets):
    """Return a workbook with sheets of rows."""
    from openpyxl import Workbook

    book, stream = Workbook(), io.BytesIO()
    book.remove(book.active)
    for rows in sheets:
        page = book.create_sheet()
        for row in rows:
            page.append(row)
    book.save(stream)
    return stream.getvalue()
