"""The cleaned text, its audit, and the way back to the raw text."""

import csv
import random
import re
import unicodedata
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hzlib import paths
from hzlib.errors import HzError
from hzlib.text import corpus
from hzlib.text.characters import GONE, without_spaces
from hzlib.text.clean import Correction, Removal, clean

DOCUMENTS = [row.id for row in corpus.catalogue_rows()]


def rules(name):
    with (paths.data() / "etc" / name).open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["example"]]


def between_two_lines(text, scope):
    """Put a rule's example where its scope looks: in the head, in the tail, or inside a line."""
    if scope == "span":
        return f"各项任务完成。\n{text}全市增长，各项事业全面进步。"
    before = "关于报告的说明。\n" if scope == "head" else "全市各项事业全面进步。\n" * 400
    after = "全市各项事业全面进步。\n" * 400 if scope == "head" else "全面完成任务。\n"
    return f"{before}{text}\n{after}"


# --- rules ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("rule", rules("removals.csv"), ids=lambda rule: rule["example"][:20])
def test_each_removal_rule_takes_its_example_and_nothing_else(rule):
    raw = between_two_lines(rule["example"], rule["scope"])
    cleaned = clean(raw)
    taken = [(raw[low:high].strip(), reason) for low, high, reason in cleaned.removals]
    assert taken == [(rule["example"].strip(), rule["reason"])]
    rest = raw.replace(rule["example"], "", 1)
    assert cleaned.text.replace("\n", "") == rest.replace("\n", "")


@pytest.mark.parametrize("rule", rules("removals.csv"), ids=lambda rule: rule["near_miss"][:20])
def test_each_removal_rule_leaves_its_near_miss(rule):
    raw = between_two_lines(rule["near_miss"], rule["scope"])
    assert clean(raw).removals == ()


@pytest.mark.parametrize("rule", rules("defects.csv"), ids=lambda rule: rule["example"])
def test_each_defect_rule_finds_its_example_and_leaves_its_near_miss(rule):
    raw = f"各项事业全面进步，{rule['example']}全年任务完成。"
    assert [defect.reason for defect in clean(raw).defects] == [rule["reason"]] * (
        2 if "在线" in rule["example"] else 1
    )
    assert clean(f"各项事业全面进步，{rule['near_miss']}全年任务完成。").defects == ()


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("平均浓度PM_{2.5}为29", "平均浓度PM2.5为29"),
        ("平均浓度(PM _{2.5}) 29", "平均浓度（PM2.5）29"),
        ("平均浓度$PM_{2.5}$为29", "平均浓度PM2.5为29"),
        ("1. **重大科技基础设施**。建设", "1.重大科技基础设施。建设"),
        ("- 1. 医疗保险。**做好", "1.医疗保险。做好"),
        ("增长__5.2%__，a__b__c，填写____处", "增长5.2%，a__b__c，填写____处"),
        ("+ [x] 改造**16**个\n- [ ] 加装 **80 台**\n[x] 类", "改造16个\n加装80台\n[x]类"),
        (r"增长5\%，A\_B", "增长5%，A_B"),
        ("<p>增长5%。</p>", "增长5%。"),
        ("3*2、R&D、2<3、$5", "3*2、R&D、2<3、$5"),
    ],
)
def test_marks_of_typesetting_go_and_signs_of_the_text_stay(raw, text):
    assert clean(raw).text == text


def test_table_of_contents_goes_whether_or_not_it_is_a_table():
    plain = "纲要\n目录\n第一篇 目标\n第一章 环境\n第二章 任务\n第一篇 目标\n第一章 环境\n“十一五”时期成就巨大。\n"
    assert clean(plain).text == "纲要\n第一篇目标\n第一章环境\n“十一五”时期成就巨大。\n"
    table = "目 录\n\n| | |\n|--|--|\n| 第一章 环境..... | 1 |\n| 专栏 1 工程 | 3 |\n\n第一章 环境\n\n正文开始。"
    assert clean(table).text == "第一章环境\n正文开始。"
    dotted = "目 录\n第一章 环境........1\n第二章 任务……3\n\n第一章 环境\n正文开始。"
    assert clean(dotted).text == "第一章环境\n正文开始。"
    assert clean("| 第一产业 | 357 |\n|--|--|\n| 第二产业 | 4355 |").removals == ()


def test_what_follows_the_end_of_a_page_goes_only_near_the_end():
    body = "全市各项事业全面进步。\n" * 300
    raw = body + "责任编辑：\n李四\n打印本页\n政府工作报告\n"
    assert clean(raw).text.strip() == body.strip()
    early = "责任编辑：李四\n" + body
    assert clean(early).removals == ()


# --- spaces, width, punctuation -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("政 府 工 作 报 告", "政府工作报告"),
        ("突破 3 万亿元，达 30 %", "突破3万亿元，达30%"),
        ("到 2030 年 1 300 万人", "到2030年1 300万人"),
        ("AI Agent 与 5G", "AI Agent与5G"),
        ("增长５．６％、Ⅲ类、ＧＤＰ", "增长5.6%、Ⅲ类、GDP"),
        ("增长5.6%,总量1,234万户;其中(预计)14:14", "增长5.6%，总量1,234万户；其中（预计）14:14"),
        ("\ufeff增长\u200b5%\u00a0以上\ue008", "增长5%以上"),
        ("甲。\r\n\r\n　　乙。\r丙。\u2028丁。", "甲。\n乙。\n丙。\n丁。"),
        ("区长　　张三", "区长张三"),
        ("| 类别 | 2025年 预计 | 21.5 (2024年) |", "|类别| 2025年预计| 21.5（2024年）|"),
    ],
)
def test_characters_are_written_in_one_way(raw, text):
    assert clean(raw).text == text


def test_a_copy_with_a_space_after_each_digit_loses_them_all():
    raw = "到2 0 0 5年达到2 9 0 0 亿元 , 年均增长6 .5 %左右 。" * 8
    assert clean(raw).text == "到2005年达到2900亿元，年均增长6.5%左右。" * 8


def test_two_ideographic_spaces_inside_a_line_begin_a_paragraph():
    raw = "第二章　指导思想　　高举中国特色社会主义伟大旗帜。　　——结构调整取得重大进展。"
    assert clean(raw).text.split("\n") == [
        "第二章指导思想",
        "高举中国特色社会主义伟大旗帜。",
        "——结构调整取得重大进展。",
    ]


# --- marks of notes, escapes, letters for digits ----------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "text", "mark"),
    [
        ("全市生产总值③达到812.5亿元", "全市生产总值达到812.5亿元", "③"),
        ("增长5.7%①，就业稳定", "增长5.7%，就业稳定", "①"),
        ("工业增加值⑫812.5亿元", "工业增加值812.5亿元", "⑫"),
        ("生产总值¹达到", "生产总值达到", "¹"),
        ("增长5.7%²³，", "增长5.7%，", "²³"),
        ("生产总值[3]812.5亿元", "生产总值812.5亿元", "[3]"),
        ("生产总值［3］812.5亿元", "生产总值812.5亿元", "［3］"),
        ("增长5.7%〔12〕。", "增长5.7%。", "〔12〕"),
        ("生产总值<sup>2</sup>达到", "生产总值达到", "<sup>2</sup>"),
        ("生产总值(注1)达到", "生产总值达到", "(注1)"),
        ("生产总值〔注〕达到", "生产总值达到", "〔注〕"),
        ("生产总值（注释②）达到", "生产总值达到", "（注释②）"),
    ],
)
def test_the_mark_of_a_footnote_goes(raw, text, mark):
    cleaned = clean(raw)
    assert cleaned.text == text
    assert [(raw[low:high], reason) for low, high, reason in cleaned.removals] == [(mark, "脚注号")]


@pytest.mark.parametrize(
    "text",
    [
        "①加快建设；②推进改革。",
        "任务是：①稳增长；②促就业。",
        "江政发〔2024〕3号",
        "江政发[2024]3号",
        "面积120m²、8平方公里",
        "用地5km²，产量3m³",
        "减排CO₂和PM2.5",
        "新增就业（万人）[60]万人",
        "第[3]章",
        "关注3项（注意事项）",
    ],
)
def test_what_only_looks_like_the_mark_of_a_footnote_stays(text):
    assert "脚注号" not in {removal.reason for removal in clean(text).removals}


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (r"一、回顾\n生产总值增长5%。\r\n就业稳定。", "一、回顾\n生产总值增长5%。\n就业稳定。"),
        ("一、回顾<br>增长5%。<br/>就业稳定。<BR />", "一、回顾\n增长5%。\n就业稳定。"),
        (r"\t增长5%。\t就业稳定。", "增长5%。就业稳定。"),
        ("增长&nbsp;5%。", "增长5%。"),
        (r"安装在C:\new，用\times表示", r"安装在C:\new，用\times表示"),
    ],
)
def test_escapes_that_a_copier_left_are_line_ends(raw, text):
    cleaned = clean(raw)
    assert cleaned.text.rstrip("\n") == text
    taken = "".join(raw[low:high] for low, high, _ in cleaned.removals)
    assert (taken == "") == (raw == text)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("收入l20亿元", "收入120亿元"),
        ("收入1O6亿元", "收入106亿元"),
        ("增长I2%", "增长12%"),
        ("收入1l.5亿元", "收入11.5亿元"),
        ("收入3lO4.5万元", "收入3104.5万元"),
        ("增长l.5%", "增长1.5%"),
        ("收入812。5亿元", "收入812.5亿元"),
    ],
)
def test_a_letter_between_digits_is_a_digit_and_told(raw, text):
    cleaned = clean(raw)
    assert cleaned.text == text
    assert {row.reason for row in cleaned.corrections} == {"数字识别错误"}
    start = text.index("收" if "收" in text else "增") + 2
    assert raw[slice(*cleaned.raw_span(start, len(text)))] == raw[start:]


@pytest.mark.parametrize(
    "text",
    [
        "O2O项目8个",
        "5G基站",
        "4K、8K",
        "I类水质",
        "建设l条线",
        "H2O万吨",
        "AI50亿元",
        "V2I0",
        "10O元",
    ],
)
def test_letters_of_names_stay(text):
    assert clean(text).text == text
    assert clean(text).corrections == ()


def test_a_given_correction_goes_before_that_of_a_letter():
    row = Correction(2, 5, "l20", "320", "印刷错误")
    assert clean("收入l20亿元", [row]).corrections == (row,)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("生产总值 8 1 2 . 5 亿元，增长 5 . 7 % 。", "生产总值812.5亿元，增长5.7%。"),
        ("增 长 5 . 7 %", "增长5.7%"),
        ("占 比 重 为 6 4 %", "占比重为64%"),
        ("占比重 为 6 4 %", "占比重为6 4%"),
        ("到 2 0 2 4 年", "到2024年"),
        ("生产总值812. 5亿元", "生产总值812.5亿元"),
        ("生产总值812 .5亿元", "生产总值812.5亿元"),
        ("1. 5亿元项目开工", "1. 5亿元项目开工"),
        ("完成 5 6 家", "完成5 6家"),
        ("完成 12 0.5 亿元", "完成12 0.5亿元"),
        ("| 1 | 2 3 4 |", "| 1 | 2 3 4 |"),
        ("2024 2025 2030", "2024 2025 2030"),
    ],
)
def test_a_number_spaced_out_is_joined_where_it_is_certainly_one(raw, text):
    assert clean(raw).text == text


def test_the_sign_of_a_line_break_in_markdown_is_no_text():
    assert clean("全市生产总值900亿元，\\\n增长5%。\\\n").text == "全市生产总值900亿元，增长5%。\n"


def test_a_copy_with_spaces_behind_each_digit_has_none_in_its_numbers():
    told = "增长 4   8   % ，达到 1   2 万人 ；" * 6
    assert clean(told).text == "增长48%，达到12万人；" * 6
    assert clean("增长 4   8   % 。").text == "增长4   8%。"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("全年生产总值 [2]540亿元，民间投资 [14]下降9%。", "全年生产总值540亿元，民间投资下降9%。"),
        ("新增就业 [60] 预期性", "新增就业[60]预期性"),
        ("优良天数占比 —15— 44.1%，比上年高。", "优良天数占比44.1%，比上年高。"),
        ("增长6.4%，一 — 1 — 般公共预算收入", "增长6.4%，一般公共预算收入"),
        ("在5 —10— 15之间", "在5—10—15之间"),
    ],
)
def test_marks_of_notes_and_pages_behind_a_space_are_taken_out(raw, text):
    assert clean(raw).text == text


def test_headings_that_a_sentence_lists_stay_in_it():
    listing = (
        "报告共分三个部分：一、2023年回顾。二、2024年目标。三、自身建设。会议指出，2023年增长5%。"
    )
    assert "\n" not in clean(listing).text
    text = (
        "各位代表：一起努力。一、2023年回顾。过去一年，增长5%。二、2024年安排。今年要抓好三件事。"
    )
    assert [line[:2] for line in clean(text).text.split("\n")] == ["各位", "一、", "二、"]


# --- the numbers of lines -------------------------------------------------------------------------

NUMBERED = ["江州市2024年政府工作报告", "", "一、工作回顾", *["地区生产总值增长5%。"] * 6]


@pytest.mark.parametrize("form", ["{:4d}  {}", "{}\t{}", "{}: {}", "{:>6} {}"])
def test_the_numbers_of_lines_are_taken_out_and_told(form):
    cleaned = clean("\r\n".join(form.format(at, line) for at, line in enumerate(NUMBERED, 7)))
    assert cleaned.text == "\n".join(line for line in NUMBERED if line)
    assert Counter(removal.reason for removal in cleaned.removals) == {"行号": len(NUMBERED)}


@pytest.mark.parametrize(
    "lines",
    [
        ["任务清单", *(f"{at} 新增学校{at}所" for at in range(1, 15))],  # a list with a title
        [f"{at}.完成投资{at}亿元" for at in range(1, 15)],  # a list
        [f"{at}家企业增长5%" for at in range(1, 15)],
        [f"{2010 + at} {at * 100}亿元" for at in range(12)],  # a table of years
        [f"{at * 3} 增长5%" for at in range(1, 15)],
        [f"{at} 增长5%" for at in range(1, 5)],
    ],
)
def test_other_numbers_at_the_heads_of_lines_stay(lines):
    cleaned = clean("\n".join(lines))
    assert "行号" not in {removal.reason for removal in cleaned.removals}
    assert all(line[:1].isdecimal() for line in cleaned.text.split("\n")[1:])


# --- lines ----------------------------------------------------------------------------------------

LONG = (
    "全市上下坚持稳中求进工作总基调，完整准确全面贯彻新发展理念，统筹发展和安全，推动高质量发展的"
)


def test_a_paragraph_cut_by_a_page_is_joined():
    raw = f"{LONG}产业\n\n— 12 —\n\n体系更加健全。\n\n{LONG}势头良好。\n\n各项任务完成。"
    cleaned = clean(raw)
    assert cleaned.text.split("\n") == [
        f"{LONG}产业体系更加健全。",
        f"{LONG}势头良好。",
        "各项任务完成。",
    ]
    assert Counter(removal.reason for removal in cleaned.removals) == {"页码": 1, "断行": 1}


def test_lines_with_spaces_behind_each_character_are_joined():
    plain = (
        "全市一般公共预算收入完成109亿元，其中税收收入完成81亿元、占一般公共预算收入的比重为74.3%，"
        "收入质量连续三年居全省首位。支出进度加快，重点支出得到保障，"
    )
    plain = plain * 3 + "各项工作都很好。"
    lines = [plain[at : at + 27] for at in range(0, len(plain), 27)]
    spaced = [re.sub(r"(?<=[一-鿿，、。])(?=[一-鿿，、。])", "  ", line) for line in lines]
    assert clean("\n".join((*spaced[:3], "— 1—", *spaced[3:]))).text == plain


@pytest.mark.parametrize(
    "second",
    [
        "一、工作回顾",
        "（一）稳增长",
        "第一章 环境",
        "1.建成项目",
        "　　新的一段。",
        "专栏1 工程",
        "| 指标 | 值 |",
    ],
)
def test_a_heading_an_item_an_indent_or_a_table_is_not_joined_to_the_line_before(second):
    cleaned = clean(f"{LONG}产业\n{second}\n{LONG}势头良好。\n{LONG}更好。")
    assert "断行" not in {removal.reason for removal in cleaned.removals}


def test_lines_of_one_width_are_joined_and_short_lines_are_not():
    sentence = "全市经济运行持续回升向好各项主要指标增速高于全省平均水平位居前列"
    body = sentence * 30
    lines = [
        "一、工作回顾",
        *(body[i : i + 28] for i in range(0, len(body) - 28, 28)),
        "完成任务。",
        "二、安排",
    ]
    assert clean("\n".join(lines)).text.split("\n") == [
        "一、工作回顾",
        "".join(lines[1:-1]),
        "二、安排",
    ]


PARAGRAPHS = (
    "过去三年，全市上下团结奋斗，经济运行持续回升向好。地区生产总值达到812.5亿元，增长5.7%；固定资产投资增长4.9%，"
    "工业增加值增长6.3%，社会消费品零售总额增长7.2%，城镇新增就业3.46万人。",
    "我们坚持以人民为中心，办好民生实事，居民人均可支配收入增长6.8%，教育、卫生、文化事业取得新的进步，群众的获得感、"
    "幸福感、安全感不断增强，社会大局保持和谐稳定。",
)


def broken_at(width: int, text: str) -> list[str]:
    return [text[i : i + width] for i in range(0, len(text), width)]


def broken_by_breadth(width: int, text: str) -> list[str]:
    """Break a text where its lines are so many columns of a screen wide."""
    lines = [""]
    for character in text:
        breadth = sum(1 if c.isascii() else 2 for c in lines[-1] + character)
        if breadth > width:
            lines.append("")
        lines[-1] += character
    return lines


@pytest.mark.parametrize("way", [broken_at, broken_by_breadth])
@pytest.mark.parametrize("width", [20, 24, 28, 33, 40, 46, 52, 60, 72, 80])
def test_a_short_text_of_lines_of_one_width_is_joined(way, width):
    lines = [
        "一、工作回顾",
        *(line for one in PARAGRAPHS for line in way(width, one)),
        "二、工作安排",
    ]
    # Where a line ends with a sentence there is nothing to join.
    text = re.sub(r"(?<=[。；])\n(?!我们|二、)", "", clean("\n".join(lines)).text)
    assert text.split("\n") == ["一、工作回顾", *PARAGRAPHS, "二、工作安排"]


@pytest.mark.parametrize("width", [40, 52, 60])
def test_lines_of_one_width_with_narrow_commas_are_joined(width):
    narrow = [one.replace("，", ",").replace("；", ";") for one in PARAGRAPHS]
    lines = [line for one in narrow for line in broken_by_breadth(width, one)]
    text = re.sub(r"(?<=[。；])\n(?!我们)", "", clean("\n".join(lines)).text)
    assert text.split("\n") == [*PARAGRAPHS]


def test_one_longer_line_hides_no_width_at_which_the_others_were_broken():
    longer = "江州市第九届人民代表大会第四次会议文件之三十五，仅供代表审阅。"
    broken = "\n".join(line for one in PARAGRAPHS for line in broken_at(24, one))
    assert clean(f"{longer}\n{broken}").text == f"{longer}\n{clean(broken).text}"
    assert clean(broken).text.count("\n") < broken.count("\n") / 2


def test_the_scales_of_charts_hide_no_width_at_which_lines_were_broken():
    scales = [
        "500                    12%",
        "253.18      285.71       309.26",
        "2020",
        "0%",
        "40 60",
    ]
    lines = [line for one in PARAGRAPHS for line in broken_by_breadth(52, one)]
    joined = clean("\n".join(lines)).text
    chart = "\n\n".join([*scales * 4, "       图1  生产总值（亿元）          增速（%）"])
    assert clean("\n".join([*lines, "", chart])).text.startswith(joined)
    assert joined.count("\n") < len(lines) / 2


def test_notes_a_little_wider_than_the_text_hide_no_width_of_its_lines():
    lines = [line for one in PARAGRAPHS for line in broken_by_breadth(52, one)]
    notes = broken_by_breadth(60, PARAGRAPHS[0])
    assert clean("\n".join(lines + notes)).text.count("\n") < len(lines + notes) / 2


@pytest.mark.parametrize(
    "raw, text",
    [
        (
            "全市收入完成230.5亿元，\n          为预算的97.5%。",
            "全市收入完成230.5亿元，为预算的97.5%。",
        ),
        ("全市收入完成230.5亿元。\n          江州市财政局", None),
        (
            "收入预计235.5亿元，较2025年完成数\n（下同）增长2%",
            "收入预计235.5亿元，较2025年完成数（下同）增长2%",
        ),
        ("收入预计235.5亿元，情况良好\n（二）增长2%", None),
        (
            "完成生产总值（GDP）2191.5\n亿元，较上年增长5.7%",
            "完成生产总值（GDP）2191.5亿元，较上年增长5.7%",
        ),
        ("人口\n1196\n万人\n生产总值\n2191.5\n亿元", None),
        ("生产总值\t2191.5\n亿元村\t35", None),
    ],
    ids=["clause to the right", "office", "remark", "item", "unit", "cells", "rows"],
)
def test_a_clause_set_to_the_right_and_a_unit_are_joined_to_the_line_before(raw, text):
    assert clean(raw).text == (text or "\n".join(line.strip() for line in raw.split("\n")))


def test_a_sentence_right_below_a_table_set_with_spaces_is_none_of_its_rows():
    table = "指标       2022年    2023年\n城镇      231.5     66.5\n乡村      114.5     33.5"
    sentence = "  全市城镇新增就业 6.5 万人，失业人员实现再就\n业 2.5 万人。"
    rows = clean(f"{table}\n{sentence}").text.split("\n")
    assert rows[2].split("\t") == ["乡村", "114.5", "33.5"]
    assert rows[3].startswith("全市城镇新增就业6.5万人，失业人员")


@pytest.mark.parametrize(
    "lines",
    [
        ["各项工作取得进展。", "江州市人民政府", "2024年1月15日", "市长张三"],
        [
            "一、加快产业转型升级",
            "二、推动城乡融合发展",
            "三、保障和改善民生福祉",
            "四、建设人民满意政府。",
        ],
        ["指标", "2024年", "2030年", "生产总值", "812.5", "900", "人口", "300", "305。"],
        [
            "建成江州大桥、东江大道等项目",
            "引进机器人、新材料等一批企业",
            "举办电影节、音乐节等各类活动",
            "完成任务。",
        ],
        [
            "全市各项工作取得新的成绩。",
            "突出创新驱动，培育发展动能",
            "突出改革开放，激发市场活力",
            "突出民生保障，增进百姓福祉",
        ],
        [
            "坚持稳中求进，推动高质量发展。",
            "坚持民生为本，办好民生实事。",
            "坚持改革创新，激发市场活力。",
        ],
    ],
    ids=["signature", "headings", "cells", "list", "slogans", "sentences"],
)
def test_short_lines_that_were_not_broken_stay(lines):
    assert "断行" not in {removal.reason for removal in clean("\n".join(lines)).removals}


def test_a_numbered_heading_that_comes_again_is_no_running_head():
    part = "一、{}年预算执行情况和意见\n（一）一般公共预算\n全市实现一般公共预算收入515.7亿元。\n"
    raw = part.format(2025) + part.format(2026)
    assert clean(raw).text == raw


def test_the_mark_of_a_footnote_on_its_own_line_inside_a_sentence_goes():
    first, second = "全市城镇居民人均可支配收入达到46915", "元，比上年增长5%，农村居民增长"
    third = "4.8%，收入比继续缩小。"
    cleaned = clean(f"{first}\n              [6]\n{second}\n   [7]\n{third}\n[1]注释")
    assert cleaned.text == f"{first}{second}{third}\n[1]注释"
    assert "脚注号" in {removal.reason for removal in cleaned.removals}


def test_the_caption_of_a_chart_is_not_joined_to_the_text_below_it():
    caption = "图2 2021-2025年三次产业增加值占地区生产总值比重"
    lines = [PARAGRAPHS[0][at : at + 28] for at in range(0, len(PARAGRAPHS[0]), 28)]
    raw = "\n".join(["  " + lines[0], *lines[1:], "", caption, "", "  全年居民消费价格上涨0.2%。"])
    assert caption in [line.strip() for line in clean(raw).text.split("\n")]


def test_page_numbers_and_running_heads_inside_sentences_go():
    first, second = PARAGRAPHS
    raw = f"{first[:40]}\n江州市政府工作报告\n7\n{first[40:]}\n{second[:50]}\n江州市政府工作报告\n8\n{second[50:]}"
    cleaned = clean(raw)
    assert cleaned.text.split("\n") == [first, second]
    assert Counter(removal.reason for removal in cleaned.removals)["页码"] == 2
    assert Counter(removal.reason for removal in cleaned.removals)["页眉"] == 2


@pytest.mark.parametrize(
    "raw",
    [
        "建成一批重大项目，其中城镇新增就业人数达到\n12\n万人，超额完成全年的任务",
        "主要指标\n城镇新增就业（万人）\n12\n13\n居民人均可支配收入（元）\n50000",
        "各项工作取得新的进展。\n江州市\n各项工作取得新的进展。\n江州市\n全市各项工作取得新的进展。",
        "第一部分，工作回顾和成绩\n1\n第二章 工作安排和任务",
    ],
    ids=["number of the sentence", "cells", "lines of their own", "headings"],
)
def test_a_number_on_a_line_of_its_own_is_no_page_number_by_itself(raw):
    assert clean(raw).text.replace("\n", "") == raw.replace("\n", "").replace(" ", "")


def test_a_copy_without_full_stops_keeps_a_line_a_sentence():
    raw = "\n".join(f"{LONG}第{n}项任务全面完成" for n in "一二三四五六七八九")
    assert clean(raw).text == raw


def test_line_after_a_comma_is_joined():
    assert clean("生产总值达到18753亿元，\n增长1.5%。").text == "生产总值达到18753亿元，增长1.5%。"


# --- the way back ---------------------------------------------------------------------------------


def same(cleaned_character, raw_character):
    """Say whether one is the other in another width, or the figure for it of a year."""
    folded = unicodedata.normalize("NFKC", raw_character)
    wide = dict(zip(",;:!?().", "，；：！？（）。", strict=True))
    figures = dict(zip("〇○零一二三四五六七八九", "000123456789", strict=True))
    return cleaned_character in (
        raw_character,
        figures.get(raw_character),
        folded,
        wide.get(raw_character),
        wide.get(folded),
    ) or (cleaned_character in "\n\t " and raw_character.isspace())


@pytest.mark.parametrize("id", DOCUMENTS)
def test_every_character_of_the_text_leads_to_itself_in_the_raw_text(id):
    document = corpus.load(id)
    cleaned, repaired = document.cleaned, {c.start for c in document.corrections}
    for offset, character in enumerate(cleaned.text):
        low, high = cleaned.raw_span(offset, offset + 1)
        if low not in repaired:
            assert high == low + 1
            assert same(character, document.raw[low]), (offset, character, document.raw[low])


@pytest.mark.parametrize("id", DOCUMENTS)
def test_random_spans_lead_to_raw_text_that_cleans_to_them(id):
    document = corpus.load(id)
    cleaned, picks = document.cleaned, random.Random(id)
    for _ in range(300):
        start = picks.randrange(len(cleaned.text))
        end = min(start + picks.randrange(1, 60), len(cleaned.text))
        low, high = cleaned.raw_span(start, end)
        assert low < high
        if not any(low <= c.start < high or low < c.end <= high for c in document.corrections):
            assert cleaned.text_offset(low) == start
            assert cleaned.text_offset(high - 1) == end - 1
        outside = [r for r in cleaned.removals if low < r.end and r.start < high]
        assert all(low < r.start and r.end < high for r in outside), "a removal is never cut"


@pytest.mark.parametrize("id", DOCUMENTS)
def test_the_audit_is_complete(id):
    """What is not a removal, not a repair and not white space is in the text, once, in order."""
    document = corpus.load(id)
    gone = bytearray(len(document.raw))
    for low, high, _ in (
        *document.cleaned.removals,
        *(c[:2] + ("",) for c in document.corrections),
    ):
        gone[low:high] = b"\1" * (high - low)
    kept = [c for c, out in zip(document.raw, gone, strict=True) if not out and not c.isspace()]
    starts = {c.start for c in document.corrections}
    text = [
        character
        for offset, character in enumerate(document.text)
        if not character.isspace()
        and document.cleaned.raw_span(offset, offset + 1)[0] not in starts
    ]
    assert len(kept) == len(text)
    assert all(same(a, b) for a, b in zip(text, kept, strict=True))


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["增长", "５．６", " ", "％", "。", "，", "\n", "\r\n", "　　", "**", "B33体育", "PM_{2.5}", "|", "\t", "(", ")",
             "1,234", "一、", "更多数据尽在某网\n", "\ufeff", "\ue008", "a", "$", "\n— 3 —\n", "<p>", "<br>", "\\n", "\\t", "③", "[2]", "²", "l20亿元", "1O5", "5 . 7 %", "\n12\n", "“", "”", LONG]
        ),
        max_size=40,
    )
)  # fmt: skip
def test_any_mixture_keeps_the_map_true(parts):
    raw = "".join(parts)
    cleaned = clean(raw)
    last = -1
    repaired = {row.start for row in cleaned.corrections}
    ends = {high - 1 for _, high, reason in cleaned.removals if reason == "换行标记"}
    for offset, character in enumerate(cleaned.text):
        low, high = cleaned.raw_span(offset, offset + 1)
        if character == "\n" and low == high in repaired:
            continue  # the line end that was lacking there
        assert last < low < high == low + 1 <= len(raw)
        assert same(character, raw[low]) or low in repaired or (character == "\n" and low in ends)
        last = low
    assert "\n\n" not in cleaned.text
    spans = [(low, high) for low, high, _ in cleaned.removals]
    assert spans == sorted(spans)
    assert all(a[1] <= b[0] for a, b in zip(spans, spans[1:], strict=False))


def test_cleaning_a_cleaned_text_changes_nothing():
    for id in DOCUMENTS:
        text = corpus.load(id).text
        assert clean(text).text == text


# --- corrections ----------------------------------------------------------------------------------


def test_a_correction_is_read_instead_and_leads_to_what_it_replaced():
    raw = "坚持以习新时代思想为指导，增长 5％。"
    row = Correction(3, 7, "习新时代", "习近平新时代", "缺字")
    cleaned = clean(raw, [row])
    assert cleaned.text == "坚持以习近平新时代思想为指导，增长5%。"
    assert cleaned.raw_span(3, 9) == (3, 7)
    assert cleaned.raw_span(4, 6) == (3, 7)
    start = cleaned.text.index("5%")
    assert raw[slice(*cleaned.raw_span(start, start + 2))] == "5％"
    assert cleaned.text_offset(raw.index("5％")) == start
    assert cleaned.corrections == (row,)


def test_a_correction_that_meets_another_text_fails():
    with pytest.raises(HzError, match="0-2 处是“增长”，不是“下降”"):
        clean("增长5%。", [Correction(0, 2, "下降", "上升", "x")])


# --- the documents --------------------------------------------------------------------------------


def test_what_is_taken_out_of_each_document_is_what_eyes_found_there():
    counts = {
        id: dict(Counter(removal.reason for removal in corpus.load(id).cleaned.removals))
        for id in DOCUMENTS
    }
    assert counts == {
        "hangzhou-gwr-2021": {"水印": 3, "网站栏目": 1},
        "hangzhou-gwr-2023": {"水印": 3},
        "hangzhou-plan-2024": {"插入的广告": 6, "网站栏目": 1, "网站页脚": 2},
        "qiantang-gwr-2024": {},
        "hangzhou-fyp15": {"目录": 14, "排版标记": 62, "断行": 57},
    }


def test_advertising_is_gone_from_the_plan_report_and_its_sentences_are_whole():
    document = corpus.load("hangzhou-plan-2024")
    assert "体育app" not in document.text
    assert "33体育" not in document.text
    for sentence in (
        "成功进入“2万亿方阵”。",
        "文旅融合工程深度推进。",
        "高水平打造城乡社区民生幸福共同体，",
        "1.绘就美丽中国样本新画卷。",
        "关于杭州市2023年国民经济和社会发展\n",
    ):
        assert sentence in document.text
    assert document.text.count("体育") == 11
    removed = [
        document.raw[r.start : r.end] for r in document.cleaned.removals if r.reason == "插入的广告"
    ]
    assert removed == [
        "b33体育·(中国)官方网站",
        "B33体育",
        "B33体育",
        "B33体育app下载",
        "B33体育app下载",
        "B33体育",
    ]


def test_what_the_plan_report_lost_is_listed_or_repaired_and_no_figure_is_guessed():
    document = corpus.load("hangzhou-plan-2024")
    found = [(document.raw[d.start : d.end], d.reason) for d in document.cleaned.defects]
    assert found == [
        ("习", "名字缺字（应为习近平）"),
        ("上线条", "数字缺失"),
        ("在线万家", "数字缺失"),
        ("上线个", "数字缺失"),
        ("公里", "数字缺失"),
        ("世界变织", "文字缺失（应为变乱交织）"),
        ("习", "名字缺字（应为习近平）"),
    ]
    assert document.text.count("习近平新时代中国特色社会主义思想") == 2
    assert "累计上线条，在线万家。" in document.text
    assert not any(c.isdigit() for row in document.corrections for c in row.replacement)


def test_paragraphs_of_the_outline_cut_by_pages_are_whole():
    text = corpus.load("hangzhou-fyp15").text
    for joined in (
        "经济大市挑大梁、省会城市当头雁”的责任担当",
        "连续3年位居省高质量发展建设共同富裕示范区考核评价第1",
        "强化构建以“国产芯+智算云+大模型”为核心",
        "城市细颗粒物（PM2.5）平均浓度",
    ):
        assert joined in text
    assert "目录" not in text.split("第一篇")[0]
    assert "**" not in text


def test_removals_are_named_tuples_of_raw_offsets():
    assert clean("更多数据尽在某网\n增长。").removals == (Removal(0, 8, "水印"),)


def test_indented_lines_behind_a_table_of_contents_do_not_hold_up_the_reading():
    raw = "目 录\n第一章 发展环境\n" + "          各项 工作\n" * 150 + "增长5%。\n"
    assert clean(raw).text.endswith("增长5%。\n")


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("投资增长4%，城镇调查\n失业率5%。", "投资增长4%，城镇调查失业率5%。"),
        ("城镇调查\n失业率5%。", "城镇调查失业率5%。"),
        ("人均收入4万元，增\n— 2 —\n长5%。", "人均收入4万元，增长5%。"),
        ("人均收入4万元，增长\n\n— 2 —\n\n5%。", "人均收入4万元，增长5%。"),
        # A heading, a cell, a word that ends no name.
        ("扎实做好城镇调查\n失业率5%。", "扎实做好城镇调查\n失业率5%。"),
        ("城镇调查\n失业率\n5.1", "城镇调查\n失业率\n5.1"),
        (
            "投资增长4%，就业稳定\n长江沿岸5家企业搬迁。",
            "投资增长4%，就业稳定\n长江沿岸5家企业搬迁。",
        ),
    ],
)
def test_a_name_or_a_word_over_the_end_of_a_line_is_joined(raw, text):
    assert clean(raw).text == text


@pytest.mark.parametrize("gone", ["\u200b", "**", "<b>", "\u200b\ufeff"])
def test_a_space_beside_what_is_taken_out_is_kept_as_any_other(gone):
    for raw in ("引进AI{} Agent", "引进AI {}Agent"):
        assert clean(raw.format(gone)).text == "引进AI Agent"
    for raw in ("增长5{} %", "增长5 {}%", "增长{} 5%", "增长 {}5%"):
        assert clean(raw.format(gone)).text == "增长5%"


PAIRS = [f"{tens} {ones} 家" for tens in range(1, 5) for ones in range(1, 4)]


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        # Two digits with a space between may be two numbers, unless the whole copy is like that.
        (f"建成AI 园区{'、'.join(PAIRS)}", f"建成AI园区{'、'.join(PAIRS)}".replace(" ", "")),
        (f"建成{'、'.join(PAIRS[:10])}", f"建成{'、'.join(PAIRS[:10])}".replace(" 家", "家")),
        (
            f"建成{'、'.join(PAIRS)}，{'、'.join(['25家'] * 12)}",
            f"建成{'、'.join(PAIRS)}，{'、'.join(['25家'] * 12)}".replace(" 家", "家"),
        ),
    ],
    ids=["every", "few", "others"],
)
def test_a_copy_with_a_space_after_each_digit_has_none_that_counts(raw, read):
    assert without_spaces(raw).replace(GONE, "") == read
