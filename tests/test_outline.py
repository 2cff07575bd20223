"""Sections and sentences."""

import re
from collections import Counter
from dataclasses import replace

import pytest

from hzlib.text import corpus
from hzlib.text.outline import path, section_at, sections, sentence_at, sentences

DOCUMENTS = [row.id for row in corpus.catalogue_rows()]


def outlined(raw):
    """Return a document with another text."""
    return replace(corpus.load("qiantang-gwr-2024"), raw=raw, corrections=())


def tree(raw):
    """Return the outline of a text as (level, number, heading) rows."""
    return [(part.level, part.number, part.heading) for part in sections(outlined(raw))]


def spoken(raw):
    document = outlined(raw)
    return [document.text[s.start : s.end] for s in sentences(document)]


BODY = "全市上下坚持稳中求进，生产总值增长5%，一般公共预算收入增长6%。"

# --- headings -------------------------------------------------------------------------------------


def test_numbered_headings_nest():
    raw = f"一、工作回顾\n{BODY}\n（一）稳增长\n1.扩投资\n（1）抓项目\n{BODY}\n二、工作安排\n{BODY}"
    assert tree(raw) == [
        (1, "一、", "工作回顾"),
        (2, "（一）", "稳增长"),
        (3, "1.", "扩投资"),
        (4, "（1）", "抓项目"),
        (1, "二、", "工作安排"),
    ]


def test_parts_chapters_sections_and_boxes_nest():
    raw = (
        "第一篇 开局\n第一章 目标\n第一节 任务\n正文如下，增长5%。\n专栏 1 工程\n1. **道路**。建设道路。\n"
        "第二节 措施\n正文。\n第二章 保障\n正文。"
    )
    assert tree(raw) == [
        (1, "第一篇", "开局"),
        (2, "第一章", "目标"),
        (3, "第一节", "任务"),
        (4, "专栏1", "工程"),
        (5, "1.", "道路"),
        (3, "第二节", "措施"),
        (2, "第二章", "保障"),
    ]


@pytest.mark.parametrize(
    ("line", "number", "heading"),
    [
        ("一、2010年工作和“十一五”回顾", "一、", "2010年工作和“十一五”回顾"),
        (
            "一、2010年及“十一五”工作回顾过去的一年，面对复杂形势，" + BODY,
            "一、",
            "2010年及“十一五”工作回顾",
        ),
        ("三、2023年重点工作安排围绕实现目标，重点做好以下工作：", "三、", "2023年重点工作安排"),
        ("四、2015年工作回顾2015年是收官之年，" + BODY, "四、", "2015年工作回顾"),
        ("（一）战疫情促发展，交出高分报表。" + BODY, "（一）", "战疫情促发展，交出高分报表"),
        ("一是着力扩内需稳增长，推动经济向优。" + BODY, "一是", "着力扩内需稳增长，推动经济向优"),
        ("——科技创新实现新突破。" + BODY, "", "科技创新实现新突破"),
        ("(一)国民经济稳步增长。" + BODY, "（一）", "国民经济稳步增长"),
        ("1.“两重”：是指国家重大战略实施。", "1.", "“两重”"),
        ("1.建成小公园50处，新增绿地3万平方米。", "1.", "建成小公园50处"),
    ],
)
def test_a_heading_ends_where_its_text_begins(line, number, heading):
    assert tree(f"一、总体要求\n{line}\n{BODY}")[1][1:] == (number, heading)


@pytest.mark.parametrize(
    "line",
    [
        "一、二、三产业分别增长2%、12%和10%。",
        "1.5万人参加，增长5%。",
        "一批项目建成，全市增长5%。",
        "第三产业增加值增长5%。",
        "专栏外项目增长5%。",
    ],
)
def test_a_sentence_that_begins_like_a_heading_is_none(line):
    assert tree(f"一、回顾\n{BODY}\n{line}\n{BODY}") == [(1, "一、", "回顾")]


def test_the_line_of_the_session_is_no_section():
    raw = f"政府工作报告\n——2016年2月19日在江州市第十四届人民代表大会第五次会议上\n各位代表：\n{BODY}\n——经济向好。{BODY}"
    assert tree(raw) == [(1, "", "经济向好")]


def test_a_heading_at_the_end_of_a_paragraph_is_found():
    raw = f"现在，我代表市政府作报告，请提出意见。一、2003年工作的回顾\n{BODY}\n二、2004年工作任务\n{BODY}"
    document = outlined(raw)
    assert tree(raw) == [(1, "一、", "2003年工作的回顾"), (1, "二、", "2004年工作任务")]
    assert path(document, document.text.index("请提出")) == ""
    assert path(document, document.text.index("增长5%")) == "一、2003年工作的回顾"


def test_two_headings_on_one_line_are_two():
    raw = "第一篇 发展\n第一章 目标\n正文。\n第二篇推进改革第二章深化改革\n正文。"
    assert tree(raw)[2:] == [(1, "第二篇", "推进改革"), (2, "第二章", "深化改革")]


def test_headings_without_numbers_count_where_no_heading_has_one():
    raw = f"各位代表：\n2023年工作回顾\n{BODY}\n（一）稳增长\n{BODY}\n2024年工作安排建议\n{BODY}"
    assert tree(raw) == [
        (1, "", "2023年工作回顾"),
        (2, "（一）", "稳增长"),
        (1, "", "2024年工作安排建议"),
    ]
    assert tree(f"一、回顾\n{BODY}\n2024年工作安排\n{BODY}") == [(1, "一、", "回顾")]


def test_a_box_with_bars_ends_with_its_table_whatever_boxes_are_before_it():
    raw = (
        "第一章 目标\n正文，增长5%。\n专栏1 道路\n建设道路。\n第二章 措施\n|专栏2 桥梁|\n|--|\n|建设桥梁|\n"
        "桥梁之后，增长6%。\n"
    )
    document = outlined(raw)
    found = [path(document, document.text.index(one)) for one in ("建设道路", "建设桥梁", "之后")]
    assert found == ["第一章 目标 › 专栏1 道路", "第二章 措施 › 专栏2 桥梁", "第二章 措施"]


def test_an_annex_is_a_section_of_its_own():
    raw = f"一、回顾\n{BODY}\n二、安排\n{BODY}\n名词解释\n1.“两新”：是指设备更新。"
    assert tree(raw)[2:] == [(1, "", "名词解释"), (2, "1.", "“两新”")]


# --- run-in headings ------------------------------------------------------------------------------


def test_short_sentences_that_open_paragraphs_are_headings():
    raw = f"各位代表：\n{BODY}\n营商环境优化提升。{BODY}\n数字化改革迭代深化。{BODY}\n各位代表，让我们努力。"
    assert tree(raw) == [(1, "", "营商环境优化提升"), (1, "", "数字化改革迭代深化")]
    document = outlined(raw)
    assert path(document, document.text.index("让我们")) == ""


def test_short_sentences_in_a_row_after_a_heading_are_headings():
    raw = f"一、回顾\n（一）稳增长。项目加速推进。{BODY}市场持续回暖。{BODY}\n（二）促改革。{BODY}"
    assert tree(raw) == [
        (1, "一、", "回顾"),
        (2, "（一）", "稳增长"),
        (3, "", "项目加速推进"),
        (3, "", "市场持续回暖"),
        (2, "（二）", "促改革"),
    ]


@pytest.mark.parametrize(
    "paragraph",
    [
        f"{BODY}营商环境优化提升。{BODY}",  # one in the middle
        f"成功举办亚运会。{BODY}\n圆满完成任务。{BODY}",  # what was done, not what follows
        f"获评全国文明城市。{BODY}\n新增企业3000家。{BODY}",
        f"收支平稳。改革深化。开放扩大。{BODY}\n物价稳定。就业充分。收入增加。{BODY}",  # a list
        f"营商环境优化提升。{BODY}",  # one alone
    ],
)
def test_other_short_sentences_are_none(paragraph):
    assert tree(f"各位代表：\n{BODY}\n{BODY}\n{BODY}\n{BODY}\n{paragraph}\n{BODY}") == []


def test_items_of_one_paragraph_end_with_it():
    raw = f"一、回顾\n（一）稳增长。{BODY}\n（二）促改革。{BODY}\n过去一年成绩来之不易。\n二、安排\n{BODY}"
    document = outlined(raw)
    assert path(document, document.text.index("来之不易")) == "一、回顾"
    lines = f"一、回顾\n（一）稳增长\n{BODY}\n{BODY}\n（二）促改革\n{BODY}\n同时，收支平稳。\n二、安排\n{BODY}"
    document = outlined(lines)
    assert path(document, document.text.index("收支平稳")) == "一、回顾 › （二）促改革"


def test_circled_items_inside_a_paragraph_are_sections_to_their_semicolon():
    raw = f"一、回顾\n（一）办实事。①新建学校85所；②完成安置13213户。{BODY}\n（二）促改革。{BODY}"
    document = outlined(raw)
    assert (
        path(document, document.text.index("13213户"))
        == "一、回顾 › （一）办实事 › ②完成安置13213户"
    )
    assert path(document, document.text.index("增长5%")) == "一、回顾 › （一）办实事"


# --- sentences ------------------------------------------------------------------------------------


def test_sentences_end_with_their_stop_or_their_line():
    raw = "一、回顾\n增长5.6%，达1.2万亿元。“真的！”他说。任务完成？完成了！没有句号\n“稳增长。”（一）促改革。"
    assert spoken(raw) == [
        "一、回顾",
        "增长5.6%，达1.2万亿元。",
        "“真的！”",
        "他说。",
        "任务完成？",
        "完成了！",
        "没有句号",
        "“稳增长。”",
        "（一）促改革。",
    ]


def test_a_sentence_never_crosses_a_row_of_a_table():
    raw = (
        "见下表\n| 指标 | 2025年 |\n|--|--|\n| 生产总值 | 5.2左右 |\n| 目标 | 超600亿元。 |\n完成。"
    )
    assert spoken(raw) == [
        "见下表",
        "|指标| 2025年|",
        "|生产总值| 5.2左右|",
        "|目标|超600亿元。",
        "完成。",
    ]


@pytest.mark.parametrize("id", DOCUMENTS)
def test_sentences_cover_the_text_in_order(id):
    document = corpus.load(id)
    text, last = document.text, 0
    for start, end, _ in sentences(document):
        assert start >= last and end > start
        assert "\n" not in text[start:end]
        assert not re.search(r"[一-鿿A-Za-z0-9]", text[last:start]), text[last:start]
        last = end
    assert not re.search(r"[一-鿿A-Za-z0-9]", text[last:])


@pytest.mark.parametrize("id", DOCUMENTS)
def test_sections_nest_and_sentences_lie_in_their_innermost(id):
    document = corpus.load(id)
    parts = sections(document)
    for part in parts:
        assert 0 <= part.start < part.end <= len(document.text)
        if part.parent is None:
            assert part.level == 1
        else:
            above = parts[part.parent]
            assert part.level == above.level + 1
            assert above.start <= part.start and part.end <= above.end
        assert part.number or part.heading
        shown = document.text[part.start : part.start + 90].replace("|", "").lstrip("—")
        assert shown.startswith(part.number + part.heading)
    for sentence in sentences(document):
        holding = [i for i, p in enumerate(parts) if p.start <= sentence.start < p.end]
        innermost = max(holding, key=lambda i: parts[i].level, default=None)
        assert sentence.section == innermost == section_at(document, sentence.start)
        assert sentence_at(document, sentence.end - 1) == sentence


# --- the documents, as read by eye ----------------------------------------------------------------


def test_each_document_has_the_outline_that_eyes_see():
    def kind(number):
        if number[:1] == "第":
            return number[-1]
        return (
            re.sub(r"[一二三四五六七八九十\d]+", "n", number)
            if number[:1] not in "①②③④⑤⑥⑦⑧⑨⑩"
            else "①"
        )

    counts = {}
    for id in DOCUMENTS:
        numbers = Counter(kind(p.number) if p.number else "" for p in sections(corpus.load(id)))
        counts[id] = {number: count for number, count in numbers.items() if number}
    assert counts == {
        "hangzhou-gwr-2021": {"n、": 3, "（n）": 26, "①": 10, "n.": 10},
        "hangzhou-gwr-2023": {"n、": 3, "（n）": 17, "①": 10},
        "hangzhou-plan-2024": {"n.": 28, "（n）": 9},
        "qiantang-gwr-2024": {"n、": 2, "n.": 6, "（n）": 8},
        "hangzhou-fyp15": {"篇": 17, "章": 61, "节": 166, "专栏n": 34, "n.": 164},
    }


def test_run_in_headings_of_the_documents():
    def of(id, above):
        parts = sections(corpus.load(id))
        index = next(i for i, part in enumerate(parts) if part.heading == above)
        return [part.heading for part in parts if part.parent == index and not part.number]

    assert of("hangzhou-gwr-2023", "打好经济稳进提质硬仗，高质量发展基础有效夯实") == [
        "助企纾困政策全面落实",
        "产业结构不断优化",
        "项目建设加速推进",
        "消费市场持续回暖",
    ]
    assert of("qiantang-gwr-2024", "用心用情、分类施策，民生福祉持续增进") == [
        "社会事业蓬勃发展",
        "社会保障提质扩面",
        "乡村振兴走向深入",
        "共富单元加快成型",
    ]
    headings = [part.heading for part in sections(corpus.load("hangzhou-plan-2024"))]
    assert len(headings[: headings.index("风险防范高效有序") + 1]) == 30
    assert {"营商环境优化提升", "文旅融合工程深度推进", "三次产业稳步增长"} <= set(headings)


@pytest.mark.parametrize(
    ("id", "words", "headings"),
    [
        ("hangzhou-gwr-2021", "483.4亿元", "一、2020年工作及“十三五”发展回顾 › （一）战疫情促发展，交出“两战全赢”高分报表 › 精准有效抓防控促复产"),
        ("hangzhou-gwr-2021", "今年全市经济社会发展主要预期目标", "三、2021年政府工作安排"),
        ("hangzhou-gwr-2023", "18753亿元", "一、2022年工作回顾"),
        ("hangzhou-gwr-2023", "5141亿元", "一、2022年工作回顾 › 改革开放实现新突破"),
        ("hangzhou-plan-2024", "2616.8亿元", "经济质效不断提升"),
        ("hangzhou-plan-2024", "20059亿元", ""),
        ("hangzhou-fyp15", "5.2左右", "第一篇 立足“后亚运、两万亿、超大城市”新起点，建设世界一流的社会主义现代化国际大都市 › 第五章 “十五五”时期经济社会发展的主要目标"),
        ("hangzhou-fyp15", "常住人口总量达到1300万人", "第十一篇 坚持新时代人口发展战略，推进人口高质量发展的杭州实践 › 第三十八章 强化人口增长动能 › 第二节 构建引人留人良好生态"),
    ],
)  # fmt: skip
def test_path_names_the_headings_over_a_number(id, words, headings):
    document = corpus.load(id)
    assert path(document, document.text.index(words)) == headings


def test_a_box_that_is_a_table_ends_with_it():
    document = corpus.load("hangzhou-fyp15")
    box = next(part for part in sections(document) if part.number == "专栏7")
    assert document.text[box.start] == "|"
    assert document.text[box.end :].startswith("第二节完善先进制造业企业梯队")


@pytest.mark.parametrize(
    "raw",
    [
        "全市增长百分之五，" * 8000,
        "1" * 60_000,
        "1 " * 30_000,
        "政 " * 30_000,
        " " * 60_000 + "中",
        "中\n" * 20_000,
        "|中|1|\n" * 8000,
        "|专栏1工程|\n" * 6000,
        "分别" * 30_000,
        "。" * 60_000,
        "①增长" * 20_000,
        "一、工作回顾\n" * 6000,
        "第一章 " + "." * 60_000,
        "目录\n" + "第一章发展\n" * 8000,
        "甲 1 2 3\n" * 6000,
        "B33体育" * 8000,
        "_{" * 30_000,
        "“" * 60_000,
    ],
    ids=lambda raw: raw[:8],
)
def test_hostile_texts_give_sections_sentences_and_tables_that_hold_together(raw):
    from hzlib.text.tables import tables

    document = outlined(raw)
    parts, last = sections(document), 0
    for start, end, section in sentences(document):
        assert last <= start < end <= len(document.text)
        assert section is None or parts[section].start <= start < parts[section].end
        last = end
    assert all(part.start < part.end for part in parts)
    for table in tables(document):
        assert 0 <= table.start < table.end <= len(document.text)
        assert all(len(row) >= len(table.header) for row in table.rows)
    if document.text:
        low, high = document.cleaned.raw_span(0, len(document.text))
        assert 0 <= low < high <= len(raw)
