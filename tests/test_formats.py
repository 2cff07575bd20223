"""Files as a reader sees them: Word, web pages, PDF, Markdown, tables of reports."""

import io
import re
import zipfile
from datetime import datetime
from itertools import pairwise

import pytest
from made_files import cell, docx, paragraph, pdf, run, table, xlsx
from openpyxl import Workbook

from hzlib.errors import HzError
from hzlib.extraction.facts import extract
from hzlib.store import choice
from hzlib.text import corpus
from hzlib.text.several import parts
from hzlib.text.tables import tables

RAISED = '<w:vertAlign w:val="superscript"/>'
TITLE = "江州市人民政府工作报告"
DATE = "——2023年2月6日在江州市第八届人民代表大会第二次会议上"


@pytest.fixture
def read(tmp_path):
    def written(content, name="report.txt"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return corpus.read_all(path)

    return written


@pytest.fixture
def word(read):
    return lambda body, **parts: read(docx(body, **parts), "report.docx")[0]


def read_facts(document):
    """Return what a document states, each number checked against the raw text."""
    found = extract(document)
    for fact in found:
        assert document.raw[fact.start : fact.end] == fact.text
    return [
        (one.indicator, one.measure, one.region, one.period, one.status, one.bound, one.value)
        for one in found
    ]


# --- Word -----------------------------------------------------------------------------------------


def test_word_gives_insertions_and_not_deletions_nor_hidden_text(word):
    deleted = '<w:del w:id="1"><w:r><w:delText>800亿元</w:delText></w:r></w:del>'
    inserted = f'<w:ins w:id="2">{run("930.2亿元")}</w:ins>'
    moved = f"<w:moveFrom>{run('，增长9%')}</w:moveFrom><w:moveTo>{run('，增长6.4%')}</w:moveTo>"
    hidden = run("，预计增长8%", "<w:vanish/>") + run("。", '<w:vanish w:val="0"/>')
    struck = run("7", "<w:strike/>") + run("8", "<w:dstrike/>")
    document = word(paragraph("全市生产总值", deleted, inserted, moved, hidden, struck))
    assert document.raw == "全市生产总值930.2亿元，增长6.4%。"
    assert [warning.partition(": ")[2] for warning in document.warnings[:3]] == [
        "有修订：读入 2 处插入，不读 2 处删除",
        "有 1 处隐藏文字，没有读入",
        "有 2 处带删除线的文字，没有读入",
    ]


def test_word_hides_what_its_styles_hide(word):
    styles = (
        '<w:style w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:styleId="Child"><w:basedOn w:val="Secret"/></w:style>'
        '<w:style w:styleId="Mark"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    )
    body = paragraph(
        "全市", run("秘密", '<w:rStyle w:val="Child"/>'), run("3", '<w:rStyle w:val="Mark"/>'),
        "公开",
    ) + paragraph("全段隐藏", properties='<w:pStyle w:val="Secret"/>')  # fmt: skip
    assert word(body, styles=styles).raw.rstrip() == "全市公开"


def test_word_reads_content_controls_of_every_kind(word):
    def control(inner):
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"

    row = f"<w:tr>{cell('人口')}{control(cell('218万人'))}</w:tr>"
    body = (
        paragraph("收入", control(run("120亿元")), "。")
        + control(paragraph("整段"))
        + f"<w:tbl><w:tr>{cell('指标')}{cell('2022年')}</w:tr>{control(row)}</w:tbl>"
    )
    assert word(body).raw == "收入120亿元。\n整段\n指标\t2022年\n人口\t218万人"


def test_word_reads_a_text_box_once_and_where_it_hangs(word):
    box = f"<w:txbxContent>{paragraph('框内增长5%。')}</w:txbxContent>"
    both = (
        f"<w:r><mc:AlternateContent><mc:Choice><wps:txbx>{box}</wps:txbx></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    assert (
        word(paragraph("前文。", both) + paragraph("后文。")).raw == "前文。\n框内增长5%。\n后文。"
    )


def test_word_reads_a_box_that_only_its_fallback_has(word):
    box = f"<w:txbxContent>{paragraph('框内。')}</w:txbxContent>"
    old = f"<w:r><w:pict><v:textbox>{box}</v:textbox></w:pict></w:r>"
    assert word(paragraph("前文。", old)).raw == "前文。\n框内。"


def test_word_breaks_lines_and_joins_paragraphs_whose_end_is_deleted(word):
    joined = '<w:rPr><w:del w:id="3"/></w:rPr>'
    body = paragraph("第一行", "<w:r><w:br/></w:r>", "第二行") + paragraph(
        "全市生产总值", properties=joined
    ) + paragraph("930亿元。")  # fmt: skip
    assert word(body).raw == "第一行\n第二行\n全市生产总值930亿元。"


@pytest.mark.parametrize(
    ("before", "raised", "after", "read_as"),
    [
        ("预算收入", "3", "120.5亿元", "预算收入120.5亿元"),
        ("预算收入", "①", "120.5亿元", "预算收入120.5亿元"),
        ("预算收入", "[2]", "120.5亿元", "预算收入120.5亿元"),
        ("预算收入120.5亿元", "[注1]", "。", "预算收入120.5亿元。"),
        ("GDP", "2", "930亿元", "GDP930亿元"),
        ("建成面积5万m", "2", "，", "建成面积5万m²，"),
        ("绿地30万平方千米", "2", "。", "绿地30万平方千米²。"),
        ("供水2亿米", "3", "。", "供水2亿米³。"),
        ("蓄水5×10", "8", "吨", "蓄水5×10⁸吨"),
        ("第1", "st", "名", "第1st名"),
    ],
)
def test_raised_marks_of_notes_are_no_text_but_areas_and_powers_are(
    read, word, before, raised, after, read_as
):
    runs = "".join(run(character, RAISED) for character in raised)
    assert word(paragraph(before, runs, after)).raw == read_as
    page = f"<html><body><p>{before}<sup><a href='#n'>{raised}</a></sup>{after}</p></body></html>"
    assert read(page, "page.html")[0].raw == read_as


def test_notes_stand_at_the_end_and_are_not_read_as_text(word):
    def reference(kind, id):
        return f'<w:r><w:{kind}Reference w:id="{id}"/></w:r>'

    body = paragraph(TITLE) + paragraph(DATE) + paragraph("一、2022年工作回顾") + paragraph(
        "全市生产总值", reference("endnote", 1), "930.2亿元", reference("footnote", 2), "。"
    )  # fmt: skip
    document = word(
        body,
        footnotes=f'<w:footnote w:id="2">{paragraph("全市生产总值增长9.9%。")}</w:footnote>'
        f'<w:footnote w:id="7">{paragraph("没有引用。")}</w:footnote>',
        endnotes=f'<w:endnote w:id="1">{paragraph("初步核算数。")}</w:endnote>',
    )
    assert document.raw.split("\n")[3:] == [
        "全市生产总值930.2亿元。", "全市生产总值增长9.9%。", "初步核算数。",
    ]  # fmt: skip
    assert [document.raw[slice(*span)] for span in document.notes] == [
        "全市生产总值增长9.9%。", "初步核算数。",
    ]  # fmt: skip
    assert read_facts(document) == [
        ("gdp", "level", "江州市", "2022", "actual", "=", 930.2)
    ]  # fmt: skip
    assert "9.9" not in document.text
    assert [one.reason for one in document.cleaned.removals] == ["脚注", "脚注"]
    assert "有 2 条注释，不读入事实和词" in document.warnings[-1]


def test_word_tables_keep_their_columns_in_line(word):
    def span(count):
        return f'<w:gridSpan w:val="{count}"/>'

    body = table(
        [cell("指标", properties='<w:vMerge w:val="restart"/>'), cell("年份", properties=span(2))],
        [cell("", properties="<w:vMerge/>"), cell("2021年"), cell("2022年")],
        [cell("生产", "总值"), cell(""), cell("930")],
        [cell("说明", table(["内", "表"] and [cell("内"), cell("表")])), cell("甲"), cell("乙")],
    )
    assert word(body).raw.split("\n") == [
        "指标\t年份\t", "指标\t2021年\t2022年", "生产 总值\t\t930", "说明\t甲\t乙", "内\t表",
    ]  # fmt: skip


def test_a_table_of_one_column_is_a_frame_around_paragraphs(word):
    assert word(table([cell("第一段。", "第二段。")])).raw == "第一段。\n第二段。"


def test_the_numbers_of_lists_are_read(word):
    def level(number, kind, text):
        return (
            f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
            f'<w:lvlText w:val="{text}"/></w:lvl>'
        )

    lists = (
        '<w:abstractNum w:abstractNumId="4">'
        + level(0, "chineseCounting", "%1、") + level(1, "decimal", "%2.") + level(2, "bullet", "•")
        + '</w:abstractNum><w:num w:numId="9"><w:abstractNumId w:val="4"/></w:num>'
    )  # fmt: skip

    def item(text, at):
        numbered = f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="9"/></w:numPr>'
        return paragraph(text, properties=numbered)

    items = [("回顾", 0), ("5亿元", 1), ("7亿元", 1), ("点", 2), ("目标", 0), ("9亿元", 1), ("", 0)]
    assert word("".join(item(*one) for one in items), numbering=lists).raw.rstrip().split("\n") == [
        "一、回顾", "1. 5亿元", "2. 7亿元", "点", "二、目标", "1. 9亿元",
    ]  # fmt: skip


def test_the_table_of_contents_is_no_text(word):
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    contents = f"<w:sdt><w:sdtPr>{gallery}</w:sdtPr><w:sdtContent>{paragraph('一、回顾1')}</w:sdtContent></w:sdt>"
    styled = paragraph("二、目标2", properties='<w:pStyle w:val="12"/>')
    styles = '<w:style w:styleId="12"><w:name w:val="toc 1"/></w:style>'
    assert word(contents + styled + paragraph("一、回顾"), styles=styles).raw == "一、回顾"


def test_what_of_a_word_file_is_not_read_is_told(word):
    chart = '<w:r><w:drawing><c:chart xmlns:c="urn:c"/></w:drawing></w:r>'
    document = word(paragraph("图1", chart) + '<w:altChunk w:id="a"/>')
    assert "有 2 个图表、图示或嵌入的文件，没有读入" in document.warnings[0]


def test_the_text_of_a_word_file_may_have_a_number(read):
    content = io.BytesIO()
    made = zipfile.ZipFile(io.BytesIO(docx(paragraph("收入5亿元。"))))
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("word/document2.xml", made.read("word/document.xml"))
    assert read(content.getvalue(), "a.docx")[0].raw == "收入5亿元。"


def test_a_damaged_word_file_is_named(read):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("word/document.xml", "<w:document>")
    with pytest.raises(HzError, match="report.docx: 不是完好的 Word 文件"):
        read(packed.getvalue(), "report.docx")


def test_a_word_file_that_was_cut_off_is_none_of_another_kind(read):
    cut = docx(paragraph("收入5亿元。"))[:-40]
    with pytest.raises(HzError, match="report.docx: 不是完好的 Word 文件"):
        read(cut, "report.docx")
    with pytest.raises(HzError, match="report.bin: 是压缩包"):
        read(cut, "report.bin")


@pytest.mark.parametrize(
    ("year", "read_as"), [("⒐", 0), ("²⓪②", 0), ("２０２３年", 2023), ("2023", 2023)]
)
def test_a_year_of_a_table_of_reports_is_of_digits_alone(read, year, read_as):
    rows = read(f"正文,年份\n全市生产总值5亿元。,{year}\n".encode(), "reports.csv")
    assert rows[0].year == read_as


@pytest.mark.parametrize("at", [6, 8])
def test_a_word_file_that_asks_for_what_we_do_not_have_is_named(read, at):
    content = bytearray(docx(paragraph("收入5亿元。")))
    for start in [found.start() for found in re.finditer(b"PK\x01\x02|PK\x03\x04", bytes(content))]:
        # Its flags, or how it is packed.
        content[start + at + 2 * (content[start + 2] == 1)] = 0x21 if at == 6 else 99
    with pytest.raises(HzError, match=r"report.docx: 不是完好的 Word 文件"):
        read(bytes(content), "report.docx")


def test_what_the_package_wrote_is_no_report(read):
    for name, text in (
        ("facts.csv", "id,doc,start,end,text,indicator\na@1,a,1,4,5亿元,gdp\n"),
        ("00_start.html", '<html><head><meta name="hzlib" content="1"></head>全市</html>'),
    ):
        with pytest.raises(HzError, match=f"{name}: 是 hz 写的网页或表，不是报告"):
            read(text.encode(), name)


# --- web pages ------------------------------------------------------------------------------------

ARTICLE = """<h1>江州市政府工作报告</h1><p>（2023年2月6日）</p>
<h2>一、2022年工作回顾</h2>
<p>全市生产总值930.2亿元，<b>增长</b>6.4%&#65307;一般公共预算收入&nbsp;120.5亿元。</p>"""


@pytest.mark.parametrize(
    "page", ["<!--生产总值5亿元-->", "<!DOCTYPE html 生产总值>", "<?生产总值?>"]
)
def test_a_page_that_holds_nothing_is_refused(read, page):
    with pytest.raises(HzError, match=r"report.html: 不是能读的网页"):
        read(page.encode(), "report.html")


def test_a_page_gives_its_text_without_its_frame(read):
    page = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>江州市政府工作报告_门户网站</title>
<style>.x{{color:red}} .secret{{display:none}} @media print {{ .main {{display:none}} }}</style>
<script>var 收入 = "999亿元";</script></head><body>
<header><p>江州市人民政府</p></header><nav><a href="/">首页收入5亿元</a></nav>
<div class="breadcrumb"><a href="/">首页</a> &gt; 报告</div>
<div class="wrap"><div class="main">{ARTICLE}
<p hidden>隐藏一亿元</p><p style="display: none">隐藏二亿元</p><p class="secret">隐藏三亿元</p>
<p>旧为<del>800亿元</del><s>700亿元</s><strike>600亿元</strike>。</p></div>
<ul><li><a href="/1">收入增长1%</a></li><li><a href="/2">支出增长2%</a></li><li><a href="/3">三</a></li></ul></div>
<aside>相关：收入8亿元。</aside><form><p>登录</p></form><template>模板</template>
<div class="footer">主办：江州市人民政府</div><footer>版权</footer></body></html>"""
    document = read(page, "saved.html")[0]
    assert document.raw.split("\n") == [
        "江州市政府工作报告", "（2023年2月6日）", "一、2022年工作回顾",
        "全市生产总值930.2亿元，增长6.4%；一般公共预算收入\u00a0120.5亿元。", "旧为。",
    ]  # fmt: skip
    assert (document.place, document.year) == ("江州市", 2023)
    assert [row[0::6] for row in read_facts(document)] == [
        ("gdp", 930.2), ("gdp", 6.4), ("budget_revenue", 120.5),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("2023年江州市政府工作报告-江州市人民政府", "2023年江州市政府工作报告"),
        ("江州市人民政府 - 2023年政府工作报告", "2023年政府工作报告"),
        (
            "江州市第十四个五年规划纲要（2021—2025年）|规划",
            "江州市第十四个五年规划纲要（2021—2025年）",
        ),
        ("江州概况_门户网站", "江州概况"),
    ],
)
def test_the_name_of_the_site_is_no_part_of_the_title(read, title, shown):
    page = f"<html><head><title>{title}</title></head><body><p>收入5亿元。</p></body></html>"
    assert read(page, "page.html")[0].raw == f"{shown}\n收入5亿元。"


def test_a_page_whose_form_holds_the_whole_text_is_read(read):
    text = f"<p>{'全市生产总值930.2亿元，增长6.4%。' * 3}</p>"
    page = f"<html><body><form id='form1'><div class='top'>导航</div>{text}</form></body></html>"
    assert "930.2亿元" in read(page, "page.htm")[0].raw


def test_the_title_of_a_page_is_its_first_line_if_its_text_lacks_it(read):
    page = "<html><head><title>2023年江州市政府工作报告 - 江州市政府网</title></head><body>{}</body></html>"
    body = "<p>各位代表：</p><p>一、2022年工作回顾</p><p>全市生产总值930.2亿元。</p>"
    document = read(page.format(body), "page.html")[0]
    assert document.raw.split("\n")[:2] == ["2023年江州市政府工作报告", "各位代表："]
    again = read(page.format("<h1>2023年江州市政府工作报告</h1>" + body), "page.html")[0]
    assert again.raw == document.raw


def test_the_tables_of_a_page_keep_their_columns_in_line(read):
    page = """<html><body><p>主要指标：</p><table><caption>表1</caption>
<tr><th rowspan="2">指标</th><th colspan="2">年份</th></tr><tr><th>2021年</th><th>2022年</th></tr>
<tr><td>生产<br>总值</td><td></td><td>930<sup>1</sup></td></tr></table></body></html>"""
    assert read(page, "page.html")[0].raw.split("\n") == [
        "主要指标：", "表1", "指标\t年份\t", "指标\t2021年\t2022年", "生产 总值\t\t930",
    ]  # fmt: skip


def test_a_table_that_only_lays_a_page_out_is_read_as_paragraphs(read):
    long = "全市经济平稳运行，" * 30
    page = (
        f"<html><body><table><tr><td>左</td><td><p>{long}</p><p>收入5亿元。</p></td></tr></table>"
    )
    assert read(page, "page.html")[0].raw.split("\n") == ["左", long, "收入5亿元。"]


def test_an_old_page_of_nested_tables_is_read(read):
    links = "".join(f"<td><a href='/{n}'>栏目收入{n}亿元</a></td>" for n in range(5))
    page = (
        f"<html><body><table><tr><td><table><tr>{links}</tr></table></td></tr><tr><td>"
        "<table><tr><td>左边</td><td><p>全市生产总值930.2亿元。</p><p>收入<span style="
        "'vertical-align: super'>2</span>120.5亿元。</p></td></tr></table></td></tr></table></body></html>"
    )
    assert read(page, "page.htm")[0].raw.split("\n") == [
        "左边", "全市生产总值930.2亿元。", "收入120.5亿元。",
    ]  # fmt: skip


def test_the_notes_of_a_page_are_not_its_text(read):
    page = (
        "<html><body><article><p>全市生产总值930.2亿元。</p></article><section class='footnotes'>"
        "<ol><li>全市生产总值增长9.9%。</li></ol></section></body></html>"
    )
    document = read(page, "page.html")[0]
    assert document.raw == "全市生产总值930.2亿元。\n全市生产总值增长9.9%。"
    assert document.text.strip() == "全市生产总值930.2亿元。"


@pytest.mark.parametrize("charset", ["gb2312", "gbk", "gb18030", "utf-8", "big5"])
def test_the_charset_of_a_page_is_respected(read, charset):
    text = "江州市生产總值" if charset == "big5" else "江州市生产总值"
    text = text.replace("产", "產") if charset == "big5" else text
    page = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}"></head><body><p>{text}930亿元</p></body></html>'
    page = page.replace("亿", "億") if charset == "big5" else page
    document = read(page.encode(charset), "page.html")[0]
    assert document.raw.startswith(text)
    assert document.text == "江州市生产总值930亿元"


def test_a_text_with_a_few_tags_is_no_page(read):
    document = read("<p>全市生产总值930.2亿元</p>\n", "report.txt")[0]
    assert document.raw == "<p>全市生产总值930.2亿元</p>\n"


# --- Markdown -------------------------------------------------------------------------------------


def test_the_marks_of_markdown_are_no_text(read):
    marked = (
        "# 江州市政府工作报告\n\n> 2023年2月6日\n\n## 一、2022年**工作回顾**\n\n---\n"
        "* 全市生产总值**930.2亿元**，[增长`6.4%`](https://example.org/a.html)[^1]；\n"
        "- *一般公共预算收入* *120.5亿元*。![图](a.png)\n<!-- 草稿 -->\n\n[^1]: 全市生产总值增长9.9%。\n"
    )
    document = read(marked, "report.md")[0]
    assert document.raw == marked
    assert document.text.split("\n") == [
        "江州市政府工作报告", "2023年2月6日", "一、2022年工作回顾",
        "全市生产总值930.2亿元，增长6.4%；", "一般公共预算收入120.5亿元。", "",
    ]  # fmt: skip
    assert (document.place, document.year) == ("江州市", 2023)
    assert [row[0::6] for row in read_facts(document)] == [
        ("gdp", 930.2), ("gdp", 6.4), ("budget_revenue", 120.5),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["[125](预期性)", "3*2*5", "- 5.3", ">25"])
def test_what_looks_like_a_mark_of_markdown_stays(text):
    assert corpus.clean(text).text.replace("（", "(").replace("）", ")") == text


# --- PDF ------------------------------------------------------------------------------------------

HEAD = (250, 810, 9, "江州市政府公报")


def foot(number):
    return (290, 30, 9, f"— {number} —")


def test_a_pdf_gives_paragraphs_tables_and_no_heads_and_feet(read):
    content = pdf(
        [HEAD, foot(1), (200, 770, 18, "2023年江州市政府工作报告"), (96, 740, 12, "一、2022年工作回顾"),
         (96, 720, 12, "全市生产总值930.2亿元，增长6.4%；一般公共预算收入一百二十又五"),
         (72, 700, 12, "亿元，增长3.2%。"), (96, 680, 12, "数字经济增长7%。"),
         (96, 650, 12, "指标"), (200, 650, 12, "2021年"), (300, 650, 12, "2022年"),
         (96, 630, 12, "生产总值"), (300, 630, 12, "930.2"),
         (96, 90, 12, "城镇新增就业达到了预期的目标，居民人均可支配收入增长百分之五点二")],
        [HEAD, foot(2), (72, 770, 12, "以上。"), (96, 750, 12, "预算收入"), (144, 756, 7, "3"),
         (149, 750, 12, "120.5亿元。")],
        [HEAD, foot(3), (72, 770, 12, "左栏第一行"), (320, 770, 12, "右栏第一行")],
    )  # fmt: skip
    document = read(content, "report.pdf")[0]
    assert document.raw.split("\n") == [
        "江州市政府公报", "2023年江州市政府工作报告", "一、2022年工作回顾",
        "全市生产总值930.2亿元，增长6.4%；一般公共预算收入一百二十又五亿元，增长3.2%。",
        "数字经济增长7%。", "指标\t2021年\t2022年", "生产总值\t\t930.2",
        "城镇新增就业达到了预期的目标，居民人均可支配收入增长百分之五点二以上。",
        "预算收入120.5亿元。", "左栏第一行\t右栏第一行",
    ]  # fmt: skip
    assert (document.place, document.year) == ("江州市", 2023)
    assert ("gdp", "level", "江州市", "2022", "actual", "=", 930.2) in read_facts(document)


def test_an_indented_line_begins_a_paragraph_of_a_pdf(read):
    lines = ["全市生产总值达到九百三十亿二千万元", "一般公共预算收入一百二十亿五千万元"]
    indented = [(96, 700, 12, lines[0]), (96, 680, 12, lines[1])]
    expected = [lines[0], lines[1] + "以上。"]
    assert read(pdf([*indented, (72, 660, 12, "以上。")]), "a.pdf")[0].raw.split("\n") == expected
    pages = pdf(indented[:1], [indented[1], (72, 660, 12, "以上。")])
    assert read(pages, "a.pdf")[0].raw.split("\n") == expected
    flush = [(96, 700, 12, lines[0]), (72, 680, 12, lines[1] + "又二百"), (96, 660, 12, "另一段。")]
    joined = ["".join(lines) + "又二百", "另一段。"]
    assert read(pdf(flush), "a.pdf")[0].raw.split("\n") == joined


def ruled(columns, rows, left_out=()):
    """Return the lines around the cells of a table, but for some, each by its two ends."""
    across = [(low, y, high, y) for y in rows for low, high in pairwise(columns)]
    down = [(x, low, x, high) for x in columns for low, high in pairwise(rows[::-1])]
    return [line for line in (*across, *down) if line not in left_out]


COLUMNS, ROWS = (60, 110, 230, 300, 370, 430), (700, 660, 620, 580)


def test_a_ruled_table_of_a_pdf_is_read_by_its_cells(read):
    # Column by column, as some programs write them; names and heads over two lines.
    texts = [
        (64, 680, 12, "类别"), (64, 630, 12, "经济"), (64, 610, 12, "发展"),
        (114, 680, 12, "指标名称"), (114, 645, 12, "地区生产总值年均"), (114, 628, 12, "增长（%）"),
        (114, 605, 12, "常住人口城镇化率"), (114, 588, 12, "（%）"),
        (234, 686, 12, "2025年"), (234, 668, 12, "预计"), (234, 640, 12, "5.2"), (234, 600, 12, "70"),
        (304, 686, 12, "2030年"), (304, 668, 12, "目标"), (304, 640, 12, "5左右"), (304, 600, 12, "72"),
        (374, 680, 12, "属性"), (374, 640, 12, "预期性"), (374, 600, 12, "预期性"),
    ]  # fmt: skip
    merged = [(60, 620, 110, 620)]
    above = (72, 740, 12, "江州市国民经济和社会发展第十五个五年规划纲要")
    below = (72, 540, 12, "全市上下要坚定信心。")
    page = [above, *texts, below, *ruled(COLUMNS, ROWS, merged)]
    document = read(pdf(page), "plan.pdf")[0]
    assert document.raw.split("\n") == [
        above[3], "类别\t指标名称\t2025年预计\t2030年目标\t属性",
        "经济发展\t地区生产总值年均增长（%）\t5.2\t5左右\t预期性",
        "\t常住人口城镇化率（%）\t70\t72\t预期性", below[3],
    ]  # fmt: skip
    told = read_facts(document)
    assert ("urbanization", "level", "江州市", "2030", "target", "=", 72) in told
    assert ("urbanization", "level", "江州市", "2025", "estimate", "=", 70) in told


@pytest.mark.parametrize(
    "lines",
    [
        ruled((60, 540), (720, 660)),  # a frame
        [(60, 720, 540, 720)],  # a line below a heading
        ruled(range(50, 550, 5), range(740, 640, -2)),  # a drawing
    ],
)
def test_lines_that_are_no_table_change_nothing(read, lines):
    text = [
        (72, 700, 12, "全市生产总值930.2亿元，增长6.4%；一般公共预算收入一百二十五"),
        (72, 680, 12, "亿元。"),
    ]
    plain, drawn = (read(pdf([*text, *more]), "a.pdf")[0].raw for more in ((), lines))
    assert plain == drawn


def test_a_scan_is_refused_and_pages_without_text_are_told(read):
    with pytest.raises(HzError, match="scan.pdf: 没有文字层，是扫描件；请识别出文字（OCR）"):
        read(pdf([], []), "scan.pdf")
    document = read(pdf([(72, 700, 12, "全市生产总值930.2亿元。")], []), "half.pdf")[0]
    assert "这些页没有文字，可能是扫描的：2" in document.warnings[0]


# --- tables of reports ----------------------------------------------------------------------------

BODY = "{date}\n一、{past}年工作回顾\n全市生产总值{value}亿元。\n二、{year}年主要目标\n地区生产总值增长6%左右。\n"


def report(year, value):
    body = BODY.format(date=f"{year}年2月6日", past=year - 1, year=year, value=value)
    return f"江州市政府工作报告\n{body}"


STATED = {
    "gdp": [
        [("gdp", "level", "江州市", "2021", "actual", "=", 880.5),
         ("gdp", "growth", "江州市", "2022", "target", "~", 6)],
        [("gdp", "level", "江州市", "2022", "actual", "=", 930.2),
         ("gdp", "growth", "江州市", "2023", "target", "~", 6)],
    ]
}  # fmt: skip


@pytest.mark.parametrize(
    ("header", "columns", "encoding"),
    [
        ("year,city,text", ("2022", "江州市"), "utf-8-sig"),
        ("年份;地区;正文", ("2022", "江州市"), "gb18030"),
        ("编号\t地方\t报告全文", ("a7", "江州"), "utf-8"),
    ],
)
def test_a_table_gives_a_document_a_row(read, header, columns, encoding):
    sign = next(one for one in ",;\t" if one in header)
    lines = [header, sign.join([*columns, f'"{report(2022, 880.5)}"']), ""]
    lines.append(
        sign.join(
            ["2023" if columns[0] == "2022" else "b8", columns[1], f'"{report(2023, 930.2)}"']
        )
    )
    documents = read("\r\n".join(lines).encode(encoding), "reports.csv")
    ids = ["a7", "b8"] if "编号" in header else ["reports-1", "reports-2"]
    assert [one.id for one in documents] == ids
    assert [read_facts(one) for one in documents] == STATED["gdp"]
    assert [one.year for one in documents] == [2022, 2023]


def test_the_only_column_of_long_text_is_that_of_the_texts(read):
    long = "全市生产总值930.2亿元，增长6.4%。" * 12
    assert read(f"甲,乙\n1,{long}\n2,{long}\n", "a.csv")[1].raw == long
    with pytest.raises(
        HzError, match="a.csv: 表里没有正文列（现有的列：甲、乙）；请把报告正文那一列命名为“正文”"
    ):
        read("甲,乙\n1,短\n", "a.csv")


def test_the_sheets_of_a_workbook_give_a_document_a_row(read):
    first = [
        ["各地政府工作报告"], [], ["编号", "年份", "地区", "正文"],
        [7, 2022.0, "江州市", report(2022, 880.5)],
        [8.0, datetime(2023, 1, 1), "江州市", report(2023, 930.2).replace("\n", "\r\n")],
    ]  # fmt: skip
    second = [["text", "note"], ["海州市生产总值5亿元。", "x"], ["", "y"], [None, None]]
    documents = read(xlsx(first, [["说明"], ["来源"]], second), "reports.xlsx")
    assert [one.id for one in documents] == ["7", "8", "reports-1"]
    assert [one.year for one in documents] == [2022, 2023, 0]
    assert [one.place for one in documents] == ["江州市", "江州市", ""]
    assert [read_facts(one) for one in documents[:2]] == STATED["gdp"]
    left = "reports.xlsx: 有 1 张工作表没有正文列，没有读"
    named = read(xlsx(first), "三省.xlsx")
    assert not any(one.warnings for one in named)
    assert all(left in one.warnings for one in documents)


@pytest.mark.parametrize(("characters", "told"), [(32_766, 0), (32_767, 1)])
def test_a_text_that_ends_where_a_cell_of_excel_does_is_told(read, characters, told):
    text = ("全市生产总值930.2亿元，增长6.4%。\n" * 1700)[:characters]
    for content, name in ((xlsx([["正文"], [text]]), "a.xlsx"), (f'正文\n"{text}"\n', "a.csv")):
        (document,) = read(content, name)
        assert sum("截去" in one for one in document.warnings) == told


def test_a_workbook_of_cells_far_away_is_read_in_little_memory(read):
    book = Workbook()
    page = book.active
    page.append(["正文"])
    page.append(["全市生产总值930.2亿元。"])
    page.cell(1_048_576, 16_384, "很远")
    stream = io.BytesIO()
    book.save(stream)
    (document,) = read(stream.getvalue(), "a.xlsx")
    assert document.raw == "全市生产总值930.2亿元。"


def test_the_text_says_its_year_before_the_table_does(read):
    rows = f'年份,正文\n2022,"{report(2023, 930.2)}"\n2021,"江州市生产总值930亿元。"\n'
    first, second = read(rows, "江州市2015.csv")
    assert (first.year, second.year, second.place) == (2023, 2021, "江州市")
    assert first.warnings == ("江州市2015.csv: 表里写的是 2022 年，正文是 2023 年的",)
    assert not any("表里" in one for one in second.warnings)


def test_a_title_of_its_own_column_stands_before_the_text(read):
    documents = read("标题,正文\n2023年江州市政府工作报告,全市生产总值930.2亿元。\n", "a.csv")
    assert documents[0].raw == "2023年江州市政府工作报告\n全市生产总值930.2亿元。"
    assert (documents[0].place, documents[0].year) == ("江州市", 2023)


def test_several_documents_are_chosen_and_one_is_asked_for_in_vain(tmp_path):
    path = tmp_path / "reports.txt"
    path.write_text(report(2022, 880.5) + report(2023, 930.2), encoding="utf-8")
    assert [one.id for one in choice.documents(path)] == ["reports-1", "reports-2"]
    assert [one.id for one in choice.documents([path, "hangzhou-fyp15"])][2] == "hangzhou-fyp15"
    assert [one.id for one in corpus.read_all(path, id="x")] == ["x-1", "x-2"]
    with pytest.raises(HzError, match="reports.txt: 里面有 2 份报告；请一份报告一个文件"):
        corpus.read(path)


# --- several reports in one text ------------------------------------------------------------------


def test_a_second_report_is_never_read_as_the_plan_of_the_first(read):
    documents = read(report(2022, 880.5) + "\n\n" + report(2023, 930.2))
    assert [read_facts(one) for one in documents] == STATED["gdp"]


def test_a_text_pasted_twice_is_read_once(read):
    documents = read(report(2023, 930.2) * 2)
    assert [read_facts(one) for one in documents] == STATED["gdp"][1:]
    assert documents[0].id == "report"
    assert documents[0].warnings == ("report.txt: 有一份报告出现了两遍，只读一遍",)
    paragraph = "全市生产总值930.2亿元，增长6.4%，" + "各项事业取得新的进展，" * 4
    assert documents[0].warnings[0] in read(f"{paragraph}\n{paragraph}\n")[0].warnings
    told = read(f"全市一般公共预算收入比上年增长百分之五。\n{paragraph}\n{paragraph}\n")
    assert "同样的段落出现了两遍" in " ".join(told[0].warnings)


SPOKEN = (
    "各位代表：\n现在，我代表{place}人民政府，向大会报告工作，请予审议。\n一、{before}年工作回顾\n"
    "过去一年，地区生产总值增长{growth}%，各项事业都取得了新的进展，人民生活持续改善。\n"
    "二、{year}年工作安排\n今年，地区生产总值增长{aim}%左右。\n让我们携手前进！\n"
)


def test_a_report_without_a_title_begins_with_the_words_that_each_opens_with():
    one = SPOKEN.format(place="江州市", before=2021, year=2022, growth=5, aim=6)
    two = SPOKEN.format(place="云州市", before=2024, year=2025, growth=4, aim=5)
    dated = f"江州市政府工作报告\n2022年2月6日\n市长 张三\n张三作报告。记者 李四 摄\n{one}"
    for text in (one + two, f"{dated}云州市市长 王五\n{two}", (one + two).replace("\n", "")):
        (low, middle), (start, end) = parts(text)
        assert low == 0 and middle == start and end == len(text)
        assert "云州市" not in text[:middle] and "江州市" not in text[start:]
    for text in (
        one,
        dated,
        dated.replace("\n", ""),
        f"{one}市直部门受市人民政府委托提交报告。\n",
        f"{one}我市受国务院表扬，受省政府通报，形成报告。\n受省政府表扬的报告。\n",
    ):
        assert len(parts(text)) == 1


def test_a_plan_report_begins_with_whom_it_was_sent_by():
    one = (
        "各位代表：\n受市人民政府委托，现将{}年计划执行情况与{}年计划草案的报告提请审议。\n"
        "一、{}年计划执行情况\n地区生产总值增长5%，各项事业都取得了新的进展，人民生活持续改善。\n"
    )
    text = one.format(2022, 2023, 2022) + one.format(2023, 2024, 2023)
    assert len(parts(text)) == 2


def test_a_copy_in_short_lines_and_with_another_head_is_one_report_again(read):
    one = SPOKEN.format(place="江州市", before=2021, year=2022, growth=5, aim=6)
    documents = read(f"来源：某网\n{one}江州日报\n{one}")
    assert len(documents) == 1 and len(read_facts(documents[0])) == 2
    assert "有一份报告出现了两遍，只读一遍" in documents[0].warnings[0]


def test_a_report_without_a_date_begins_with_whom_it_speaks_to():
    one = "政府工作报告\n各位代表：\n一、{}年工作回顾\n全市生产总值{}亿元。\n"
    assert len(parts(one.format(2021, 880) + one.format(2022, 930))) == 2


def test_the_title_of_a_page_and_its_summary_are_no_report():
    text = "2023年江州市政府工作报告\n摘要：报告提出了今年的目标。\n" + report(2023, 930.2)
    assert len(parts(text)) == 1


@pytest.mark.parametrize("date", ["二〇二二年二月六日", "（2022年2月6日在江州市会议上）"])
def test_years_are_the_same_in_figures_and_in_characters(date):
    text = report(2022, 880.5)
    assert len(parts("2022年江州市政府工作报告\n" + text.replace("2022年2月6日", date))) == 1


@pytest.mark.parametrize(
    "between",
    [
        "请结合2022年江州市政府工作报告一并审议。",
        "江州市政府工作报告",  # the head of a page
        "2023年江州市政府工作报告",
        "会议批准了江州市政府工作报告。\n2022年2月6日",
    ],
)
def test_a_title_that_comes_again_begins_no_report(between):
    text = report(2023, 930.2).replace("江州", "2023年江州", 1)
    assert len(parts(f"{text}{between}\n全市一般公共预算收入120.5亿元。\n")) == 1


def test_links_to_other_reports_begin_no_report():
    links = "相关链接：\n2022年江州市政府工作报告\n2021年江州市政府工作报告\n"
    assert len(parts(report(2023, 930.2) + links)) == 1


def test_the_notes_of_a_second_report_stay_with_it(word, tmp_path):
    lines = "".join(map(paragraph, (report(2022, 880.5) + report(2023, 930.2)).splitlines()))
    note = f'<w:footnote w:id="2">{paragraph("初步核算数。")}</w:footnote>'
    path = tmp_path / "two.docx"
    path.write_bytes(
        docx(lines + paragraph('<w:r><w:footnoteReference w:id="2"/></w:r>'), footnotes=note)
    )
    first, second = corpus.read_all(path)
    assert first.notes == ()
    assert [second.raw[slice(*span)] for span in second.notes] == ["初步核算数。"]


# --- traditional characters -----------------------------------------------------------------------

TRADITIONAL = (
    "江州市政府工作報告\n2023年2月6日\n一、2022年工作回顧\n全市生產總值達到930.2億元，增長6.4%。\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "big5", "gb18030"])
def test_traditional_characters_are_read_in_their_places(read, encoding):
    document = read(TRADITIONAL.encode(encoding))[0]
    assert document.raw == TRADITIONAL
    assert "全市生产总值达到930.2亿元，增长6.4%。" in document.text
    assert "原文是繁体字" in document.warnings[-1]
    assert [row[2:4] + row[6:] for row in read_facts(document)] == [
        ("江州市", "2022", 930.2), ("江州市", "2022", 6.4),
    ]  # fmt: skip


def test_a_table_in_traditional_characters_is_read(read):
    rows = "單位：億元\n指 標 | 絕對數 | 比上年增長(%) |\n地區生產總值 | 930.2 | 6.4 |\n第三產業 | 400.5 | 7.1 |\n"
    document = read(f"2023年江州市國民經濟和社會發展統計公報\n{rows}".encode())[0]
    assert [(row[0], row[-1]) for row in read_facts(document)] == [
        ("gdp", 930.2), ("gdp", 6.4), ("services_va", 400.5), ("services_va", 7.1),
    ]  # fmt: skip


def test_a_simplified_text_with_a_traditional_name_stays_as_it_is(read):
    document = read("江州市政府工作报告\n保护乾隆行宫、於潜老街和“龍泉”商标，收入5亿元。\n")[0]
    assert "乾隆行宫、於潜老街和“龍泉”" in document.text
    assert not any("繁体" in warning for warning in document.warnings)


# --- what is refused ------------------------------------------------------------------------------


def packed(*names):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return content.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.doc", OLE, "旧的 Word 文件（.doc），不是文本；请另存为 .docx 或 .txt"),
        ("a.wps", OLE, "WPS 文件（.wps），不是文本；请另存为 .docx 或 .txt"),
        ("a.xls", OLE, "旧的 Excel 文件（.xls），不是文本；请把工作表另存为 .xlsx 或 .csv"),
        ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "有密码保护；请去掉密码再保存"),
        ("a.docx", xlsx([["正文"]]), "Excel 文件（.xlsx），不是文本；请把扩展名改为 .xlsx"),
        (
            "a.xlsx",
            packed("xl/workbook.xml"),
            "a.xlsx: 工作簿打不开（KeyError）；请另存为 .xlsx 或 .csv",
        ),
        ("a.xlsx", b"PK\x03\x04", "工作簿打不开（BadZipFile）"),
        ("a.xlsx", docx(paragraph("生产总值增长5%。")), "工作簿打不开"),
        (
            "a.xlsx",
            xlsx([["指标", "2023年"], ["生产总值", 5]]),
            "表里没有正文列.现有的列：指标、2023年",
        ),
        ("a.xlsx", xlsx([]), "文件是空的"),
        ("a.pptx", packed("ppt/presentation.xml"), "幻灯片（.pptx）"),
        ("a.epub", packed("META-INF/container.xml"), "电子书（.epub）"),
        ("a.ofd", packed("OFD.xml"), "OFD 文件，不是文本；请另存为有文字层的 .pdf"),
        ("a.zip", packed("报告.txt"), "是压缩包，不是 Word 文件"),
        ("a.rar", b"Rar!\x1a\x07" + bytes(99), "压缩包（RAR），不是文本；请先解压"),
        ("a.rtf", b"{\\rtf1 abc}", "RTF 文件"),
        ("a.tif", b"II*\x00" + bytes(99), "图片（TIFF），不是文本；请识别出文字（OCR）"),
        ("a.mht", b"From: <Saved>\r\nMIME-Version: 1.0", "网页归档（.mht）"),
        ("a.mht", b"MIME-Version: 1.0\r\nContent-Type: multipart", "网页归档（.mht）"),
        ("a.txt", b"MM\x00*" + bytes(99), "图片（TIFF），不是文本；请识别出文字（OCR）"),
        ("a.txt", b"\x89PNG\r\n" + bytes(99), "图片（PNG）"),
        ("a.txt", b"\xff\xd8\xff\xe0" + bytes(99), "图片（JPEG）"),
        ("a.txt", b"GIF89a" + bytes(99), "图片（GIF）"),
        ("a.txt", b"BM" + bytes(99), "图片（BMP）"),
        ("a.gz", b"\x1f\x8b\x08" + bytes(99), "压缩文件（gzip），不是文本；请先解压"),
        ("a.7z", b"7z\xbc\xaf\x27\x1c" + bytes(99), "压缩包（7z），不是文本；请先解压"),
        ("a.et", OLE, "旧的 Excel 文件（.xls），不是文本；请把工作表另存为 .xlsx"),
        ("a.PPT", OLE, "幻灯片（.ppt），不是文本；请另存为 .docx"),
        ("a.odt", packed("content.xml"), "OpenDocument 文件（.odt），不是文本；请另存为 .docx"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(read, name, content, message):
    with pytest.raises(HzError, match=message.replace("（", ".").replace("）", ".")):
        read(content, name)


# --- the same text in every format ----------------------------------------------------------------

PARAGRAPHS = [
    "2023年江州市政府工作报告", "一、2022年工作回顾",
    "全市生产总值930.2亿元，增长6.4%；一般公共预算收入120.5亿元，增长3.2%。",
    "城镇新增就业3.4万人，城镇登记失业率2.6%。", "二、2023年工作安排",
    "地区生产总值增长6%左右，城镇新增就业3万人以上。",
]  # fmt: skip
SAME = {
    "txt": "\n".join(PARAGRAPHS),
    "gb.txt": "\r\n".join(PARAGRAPHS).encode("gb18030"),
    "docx": docx("".join(map(paragraph, PARAGRAPHS))),
    "html": "<html><body>" + "".join(f"<p>{one}</p>" for one in PARAGRAPHS) + "</body></html>",
    "md": "\n\n".join(
        f"## {one}" if one[0] in "一二" else f"# {one}" if one[-2:] == "报告" else f"- {one}"
        for one in PARAGRAPHS
    ),
    "csv": '正文\n"' + "\n".join(PARAGRAPHS) + '"\n',
    "xlsx": xlsx([["正文"], ["\n".join(PARAGRAPHS)]]),
    "pdf": pdf([(72, 760 - 20 * n, 12, one) for n, one in enumerate(PARAGRAPHS)]),
}


@pytest.mark.parametrize("suffix", SAME)
def test_the_same_text_gives_the_same_facts_in_every_format(read, suffix):
    (expected,) = read(SAME["txt"], "report.txt")
    (document,) = read(SAME[suffix], f"report.{suffix}")
    assert document.warnings == ()
    assert read_facts(document) == read_facts(expected)
    assert len(read_facts(document)) == 8
    assert document.title == expected.title


def test_a_table_is_the_same_table_in_every_format(read):
    rows = [
        ("指标", "2021年", "2022年"),
        ("生产总值（亿元）", "880.5", "930.2"),
        ("人口（万人）", "218", "220"),
    ]
    cells = [[cell(text) for text in row] for row in rows]
    html = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in rows)
    found = [
        read(docx(table(*cells)), "a.docx")[0],
        read(f"<html><body><table>{html}</table></body></html>", "a.html")[0],
        read("\n".join("\t".join(row) for row in rows), "a.txt")[0],
    ]
    for document in found:
        assert [tuple(one.text for one in row) for row in tables(document)[0].rows] == rows


def test_a_number_of_one_report_of_several_is_explained(tmp_path, capsys):
    from hzlib.commands.explain import explain

    path = tmp_path / "reports.txt"
    path.write_text(report(2022, 880.5) + report(2023, 930.2), encoding="utf-8")
    second = corpus.read_all(path)[1]
    explain(str(path), second.raw.index("930.2"), report="reports-2")
    assert "930.2亿元" in capsys.readouterr().out
    with pytest.raises(HzError, match="没有报告 x；现有：reports-1、reports-2"):
        explain(str(path), 0, report="x")


def test_the_long_title_of_a_page_above_that_of_the_report_is_no_report():
    title = "2022年国民经济和社会发展计划执行情况与2023年国民经济和社会发展计划草案的报告"
    page = f"关于江平县{title}\n  • 2023-03-09 10:23\n  • 来源: 江平县发改局\n\n"
    report = (
        f"关于江平县2022年国民经济和社会发展计划\n\n{title[16:]}\n\n"
        "——2023年3月21日在江平县第十八届人民代表大会第三次会议上\n\n各位代表：\n\n"
        "受县人民政府委托，现将计划执行情况与计划草案提请审查。\n全年地区生产总值增长5.9%。\n"
    )
    assert len(parts(page + report)) == 1
