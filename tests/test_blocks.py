"""A document as its reader sees it, whatever file it came from."""

import pytest
from made_files import cell, docx, paragraph, table

from hzlib.text.blocks import blocks
from hzlib.text.corpus import documents, of_bytes
from hzlib.text.tables import tables

TITLE = "2024年江州市政府工作报告"
ROWS = (
    ("指标", "2023年", "增长"),
    ("生产总值（亿元）", "900", "5%"),
    ("财政收入（亿元）", "80", "3%"),
)
NOTE = '<w:r><w:footnoteReference w:id="2"/></w:r>'


def word():
    body = "".join(
        paragraph(*one)
        for one in (
            [TITLE], ["一、2023年工作回顾"], ["（一）经济增长"], ["全市生产总值增长5%。", NOTE],
            ["● 投资增长6%，出口增长7%。"],
        )
    )  # fmt: skip
    grid = table(*([cell(one) for one in row] for row in ROWS))
    rest = paragraph("二、2024年工作安排") + paragraph(
        "1.稳增长。生产总值增长6%左右，稳中求进，促进消费。"
    )
    noted = f'<w:footnote w:id="2">{paragraph("按可比价格计算。")}</w:footnote>'
    return "a.docx", docx(body + grid + rest, footnotes=noted)


def page():
    grid = "".join(f"<tr>{''.join(f'<td>{one}</td>' for one in row)}</tr>" for row in ROWS)
    return "a.html", (
        f"<html><head><meta charset='utf-8'><title>{TITLE}</title></head><body><h1>{TITLE}</h1>"
        "<p>一、2023年工作回顾</p><p>（一）经济增长</p><p>全市生产总值增长5%。</p>"
        f"<p>● 投资增长6%，出口增长7%。</p><table>{grid}</table><p>二、2024年工作安排</p>"
        "<p>1.稳增长。生产总值增长6%左右，稳中求进，促进消费。</p></body></html>"
    ).encode()


def marked():
    grid = "\n".join(f"| {' | '.join(row)} |" for row in (ROWS[0], ("---",) * 3, *ROWS[1:]))
    return "a.md", (
        f"{TITLE}\n\n一、2023年工作回顾\n\n（一）经济增长\n\n全市生产总值增长5%。\n\n"
        f"● 投资增长6%，出口增长7%。\n\n{grid}\n\n二、2024年工作安排\n\n"
        "1.稳增长。生产总值增长6%左右，稳中求进，促进消费。\n"
    ).encode()


@pytest.mark.parametrize("made", [word, page, marked])
def test_one_report_has_one_tree_from_whatever_file_it_came(made, tmp_path):
    name, content = made()
    document = of_bytes(content, tmp_path / name)[0]
    found = blocks(document)
    words = [document.raw[one.start : one.end].strip() for one in found]
    tree = [(one.kind, one.level, one.parent and words[one.parent]) for one in found]
    review, growth, plan = "一、2023年工作回顾", "（一）经济增长", "二、2024年工作安排"
    assert tree[:9] == [
        ("paragraph", 0, None), ("heading", 1, None), ("heading", 2, review),
        ("paragraph", 0, growth), ("item", 0, growth), ("table", 0, growth), ("heading", 1, None),
        ("item", 0, plan), *tree[8:9],
    ]  # fmt: skip
    assert [one.kind for one in found[8:]] == ["note"] * (made is word)
    grid = next(one.table for one in found if one.table)
    assert [cell.text for cell in grid.rows[1]] == list(ROWS[1])


@pytest.mark.parametrize("document", documents(), ids=lambda one: one.id)
def test_every_character_but_spaces_is_of_one_block(document):
    found = blocks(document)
    covered = [place for one in found for place in range(one.start, one.end)]
    assert covered == sorted(set(covered))
    left = {place for place, sign in enumerate(document.raw) if not sign.isspace()} - {*covered}
    rows = [(one.start, one.end) for one in found if one.table]
    assert not left and len(rows) == len(tables(document))
    for index, one in enumerate(found):
        over = one.parent
        assert over is None or found[over].kind == "heading" and over < index


def test_lines_that_were_broken_for_a_page_are_one_block(tmp_path):
    told = "坚持稳中求进工作总基调，完整准确全面贯彻新发展理念，经济运行总体平稳，为第{}项工作开了好头。"
    paragraphs = [told.format("一二三四五六七八九"[n]) * (1 + n % 2) for n in range(9)]
    broken = ["\n".join(one[at : at + 28] for at in range(0, len(one), 28)) for one in paragraphs]
    text = "\n".join((TITLE, "一、2023年工作回顾", *broken))
    document = of_bytes(text.encode(), tmp_path / "a.txt")[0]
    found = [one for one in blocks(document) if one.kind == "paragraph"][1:]
    assert [document.raw[one.start : one.end] for one in found] == broken
