"""Tables, cell by cell."""

import time
from dataclasses import replace

import pytest

from hzlib.text import corpus, layout
from hzlib.text.layout import laid_out
from hzlib.text.outline import path, sentence_at
from hzlib.text.tables import tables


def texts(raw):
    document = replace(corpus.load("qiantang-gwr-2024"), raw=raw, corrections=())
    return [[[cell.text for cell in row] for row in table.rows] for table in tables(document)]


ECONOMY, INNOVATION, LIFE = "经济发展（7项）", "创新驱动（4项）", "民生福祉（10项）"
GREEN, SAFETY = "绿色低碳（6项）", "安全保障（2项）"
STAFF = "每千人口拥有医护人员数"
INDICATORS = [
    ("类别", "序号", "指标名称", "2025年预计", "2030年目标", "年均/累计", "属性"),
    (ECONOMY, "1", "地区生产总值（GDP）增长（%）", "5.2左右", "—", "5以上", "预期性"),
    (ECONOMY, "2", "全员劳动生产率（万元/人）", "29.6", "35", "—", "预期性"),
    (ECONOMY, "3", "常住人口城镇化率（%）", "85", "86", "—", "预期性"),
    (ECONOMY, "4", "货物和服务贸易进出口总额占全省份额（%）", "21.5（2024年）", "22", "—", "预期性"),
    (ECONOMY, "5", "单位GDP建设用地使用面积（平方米/万元）", "10.04", "8.8", "—", "预期性"),
    (ECONOMY, "6", "规模以上人工智能核心产业营业收入（亿元）", "4500", "6000", "—", "预期性"),
    (ECONOMY, "7", "数字贸易额（亿元）", "3350", "5000", "—", "预期性"),
    (INNOVATION, "8", "研究与试验发展（R&D）经费支出与地区生产总值之比（%）", "4左右", "4.5", "—", "预期性"),
    (INNOVATION, "9", "每万人高价值发明专利拥有量（件）", "63.7", "78", "—", "预期性"),
    (INNOVATION, "10", "数字经济核心产业增加值占GDP比重（%）", "29.5", "32", "—", "预期性"),
    (INNOVATION, "11", "战略性新兴产业增加值占规模以上工业增加值比重（%）", "45.7", "47.5", "—", "预期性"),
    (LIFE, "12", "城镇新增就业人数（万人）", "31.4", ">25", "[125]", "预期性"),
    (LIFE, "13", "居民人均可支配收入增长（%）", "与经济增长基本同步", "—", "与经济增长同步", "预期性"),
    (LIFE, "14", "劳动年龄人口平均受教育年限（年）", "—", "12.6", "—", "约束性"),
    (LIFE, "15", f"{STAFF}/执业医师数（人）", "4.9", "5.0", "—", "预期性"),
    (LIFE, "15", f"{STAFF}/注册护士数（人）", "5.92", "6.02", "—", "预期性"),
    (LIFE, "16", "养老机构护理型床位占比（%）", "71", "75", "—", "预期性"),
    (LIFE, "17", "3岁以下婴幼儿入托率提高（百分点）", "—", "—", "[5]", "预期性"),
    (LIFE, "18", "人均预期寿命（岁）", "84.18", "84.3", "—", "预期性"),
    (LIFE, "19", "文化及相关产业增加值（亿元）", "3600", "5000", "—", "预期性"),
    (LIFE, "20", "家庭可支配收入（按三口之家计算）10万—50万元群体比例（%）", "—", "稳步提高", "—", "预期性"),
    (LIFE, "21", "城乡居民收入倍差", "1.62", "1.58左右", "—", "预期性"),
    (GREEN, "22", "单位GDP二氧化碳排放降低（%）", "—", "—", "完成省下达目标", "约束性"),
    (GREEN, "23", "单位GDP用水量下降率（%）", "—", "—", "完成省下达目标", "约束性"),
    (GREEN, "24", "非化石能源占能源消费总量比重（%）", "20", "完成省下达目标", "—", "约束性"),
    (GREEN, "25", "城市细颗粒物（PM2.5）平均浓度（微克/立方米）", "29", "完成省下达目标", "—", "约束性"),
    (GREEN, "26", "优良水体比例（%）", "—", "完成省下达目标", "—", "约束性"),
    (GREEN, "27", "森林覆盖率（%）", "65.7", ">65", "—", "约束性"),
    (SAFETY, "28", "粮食综合生产能力（亿斤）", "32", "32", "—", "约束性"),
    (SAFETY, "29", "能源综合生产能力（万吨标煤）", "340", "400", "—", "约束性"),
]  # fmt: skip


def test_the_indicator_table_of_the_plan_cell_by_cell():
    document = corpus.load("hangzhou-fyp15")
    table = tables(document)[0]
    assert [tuple(cell.text for cell in row) for row in table.rows] == INDICATORS
    assert table.caption.text == "“十五五”时期经济社会发展主要指标"
    assert path(document, table.start).endswith("第五章 “十五五”时期经济社会发展的主要目标")


def test_cells_lead_to_the_raw_text():
    document = corpus.load("hangzhou-fyp15")
    raw = {}
    for row in tables(document)[0].body:
        for cell in row:
            low, high = document.cleaned.raw_span(cell.start, cell.end)
            raw[cell.text] = document.raw[low:high]
    assert raw["21.5（2024年）"] == "21.5 (2024年)"
    assert raw["完成省下达目标"] == "完成省 下达目 标"
    assert (
        raw["城市细颗粒物（PM2.5）平均浓度（微克/立方米）"]
        == "城市细颗粒物 (PM _{2.5}) 平均浓度 (微克/立方米)"
    )
    assert raw[f"{STAFF}/执业医师数（人）"] == "执业医师数(人)"
    assert (raw["[125]"], raw[">25"], raw["5以上"]) == ("[125]", ">25", "5以上")


@pytest.mark.parametrize("id", [row.id for row in corpus.catalogue_rows()])
def test_cells_lie_in_their_table_and_hold_their_text(id):
    document = corpus.load(id)
    for table in tables(document):
        for row in table.rows:
            for cell in row:
                assert table.start <= cell.start <= cell.end <= table.end
                assert cell.text.rpartition("/")[2] == document.text[cell.start : cell.end] or (
                    cell.text == document.text[cell.start : cell.end]
                )


def test_the_tables_of_the_outline_are_whole_over_page_breaks():
    found = tables(corpus.load("hangzhou-fyp15"))
    assert [len(table.rows) for table in found] == [31, 36, 7]
    sectors, districts = found[1], found[2]
    assert sectors.header[0].text == "专栏7“296X”先进制造业集群建设工程"
    assert [row[1].text for row in sectors.body if row[2].text == "发展目标"] == [
        "人工智能", "视觉智能", "具身智能机器人及其他智能终端", "集成电路", "生物医药与医疗器械", "网络通信",
        "智能网联汽车", "新能源装备", "新材料", "高端通用设备", "现代纺织与服装",
    ]  # fmt: skip
    assert [cell.text for cell in districts.header] == ["区、县（市）", "发展导向", "特色平台"]
    names = [row[0].text for row in districts.body if row[0].text]
    assert names == ["富阳区", "临安区", "桐庐县", "淳安县", "建德市"]


def test_reports_without_tables_have_none():
    for id in ("hangzhou-gwr-2021", "hangzhou-gwr-2023", "hangzhou-plan-2024", "qiantang-gwr-2024"):
        assert tables(corpus.load(id)) == ()


# --- forms ----------------------------------------------------------------------------------------

ROWS = [["指标", "2010年", "2015年"], ["生产总值（亿元）", "39.8", "55.8"], ["城镇化率（%）", "47.5", "[4]"],
        ["人口（万人）", "—", "139"]]  # fmt: skip


@pytest.mark.parametrize("between", ["\t", "  ", "　", " "])
def test_lines_with_tabs_or_spaces_between_cells_are_a_table(between):
    lines = [between.join(row) for row in ROWS]
    assert texts("主要指标\n" + "\n".join(lines) + "\n正文开始，增长5%。") == [ROWS]


def test_one_cell_a_line_is_a_table():
    cells = [cell for row in ROWS for cell in row]
    assert texts("“十二五”主要指标\n" + "\n".join(cells) + "\n正文开始，增长5%。") == [ROWS]


def test_short_words_beside_years_are_the_groups_of_the_names_and_not_the_names():
    rows = [["范围", "年份", "名称", "数量"], ["全市", "2023", "生产总值", "5"],
            ["", "2024", "生产总值", "6"], ["城区", "2023", "常住人口", "7"],
            ["", "2024", "常住人口", "8"]]  # fmt: skip
    (found,) = texts("\n".join(f"| {' | '.join(row)} |" for row in rows))
    assert [row[0] for row in found] == ["范围", "全市", "全市", "城区", "城区"]


def test_two_heads_over_one_row_are_one_head():
    rows = [
        ["指标", "2025年", ""],
        ["", "规划目标", "完成情况"],
        ["生产总值（亿元）", "39.8", "55.8"],
    ]
    (found,) = texts("\n".join(f"| {' | '.join(row)} |" for row in rows))
    assert len(found) == 2 and found[0] == ["指标", "2025年规划目标", "2025年完成情况"]


@pytest.mark.parametrize("lacking", range(1, 4))
def test_a_table_that_ends_in_the_middle_of_a_row_is_read_as_far_as_its_rows_are_whole(lacking):
    cells = [cell for row in ROWS for cell in row]
    whole = texts("主要指标\n" + "\n".join(cells[: -len(ROWS[0])]) + "\n正文开始，增长5%。")
    torn = texts("主要指标\n" + "\n".join(cells[:-lacking]))
    assert [table[: len(ROWS) - 1] for table in torn] in ([ROWS[:-1]], [])
    assert list(laid_out("名称\n属性2030\n2020\n收人\n5")) == [] and whole == [ROWS[:-1]]


def test_a_header_that_is_repeated_or_empty_after_a_page_joins_the_parts():
    first = "| 指标 | 2010年 |\n|--|--|\n| 生产总值 | 39.8 |\n"
    again = "\n| 指标 | 2010年 |\n|----|--|\n| 人口 | 139 |\n"
    empty = "\n| | |\n|----|--|\n| 粮食 | 5.4 |\n"
    other = "\n| 项目 | 投资 |\n|--|--|\n| 地铁 | 120 |\n"
    joined = [["指标", "2010年"], ["生产总值", "39.8"], ["人口", "139"], ["粮食", "5.4"]]
    assert texts(first + again + empty + other) == [joined, [["项目", "投资"], ["地铁", "120"]]]


def test_a_row_without_its_last_bar_or_with_too_few_cells_is_read():
    raw = "| 指标 | 2010年 | 2015年 |\n|--|--|--|\n| 生产总值 | 39.8 | 55.8\n| 人口 |"
    assert texts(raw) == [
        [["指标", "2010年", "2015年"], ["生产总值", "39.8", "55.8"], ["人口", "", ""]]
    ]


@pytest.mark.parametrize(
    "raw",
    [
        "推进\t实施\n" + "增长5%。",  # one line
        "重点项目\n地铁\n机场\n公路\n铁路\n学校\n医院\n公园\n水厂\n电厂\n"
        * 2,  # a list without figures
        "杭州\n温州\n宁波\n绍兴\n",
        "全市 生产 总值\n增长 较快 平稳\n就业 收入 物价\n",  # words without figures
    ],
)
def test_other_short_lines_are_no_table(raw):
    assert texts(raw) == []


# --- what a table is, whatever parts its cells ------------------------------------------------------

HEAD = ["序号", "指标", "单位", "2025年", "2030年", "属性"]
BODY = [["1", "地区生产总值", "亿元", "905", "1210", "预期性"],
        ["2", "常住人口城镇化率", "%", "66.2", "70左右", "预期性"],
        ["3", "森林覆盖率", "%", "44.1", "完成上级下达任务", "约束性"]]  # fmt: skip


@pytest.mark.parametrize("between", ["\t", "|", "  ", "    ", " ", "　　", "\n", "\n\n"])
@pytest.mark.parametrize("columns", [6, 5], ids=["with attributes", "without"])
def test_the_same_table_is_read_whatever_parts_its_cells(between, columns):
    rows = [row[:columns] for row in [HEAD, *BODY]]
    raw = "主要指标\n" + "\n".join(map(between.join, rows)) + "\n正文开始，增长5%。"
    assert [[row[1:] for row in table] for table in texts(raw)] == [[row[1:] for row in rows]]


@pytest.mark.parametrize(
    ("more", "fits"), [("77.5", False), ("—", False), ("8", True)], ids=["value", "none", "number"]
)
def test_of_cells_on_lines_a_value_too_many_fits_no_row_and_a_rows_number_is_none(more, fits):
    cells = [
        "指标",
        "2025年",
        "2030年",
        "总值（亿元）",
        "905",
        "1210",
        more,
        "城镇化率（%）",
        "66",
        "70",
    ]
    (found,) = texts(
        "\n".join([*cells, "森林覆盖率（%）", "44", "45", "人口（万人）", "221", "230"])
    )
    assert (found[1:3] == [cells[3:6], cells[7:]]) == fits
    assert found[-2:] == [["森林覆盖率（%）", "44", "45"], ["人口（万人）", "221", "230"]]


def test_a_cell_that_goes_on_in_the_next_line_is_one():
    raw = """指标    2025年    2030年
1.细颗粒物浓度（微克/立方米）    26    完成上级
下达任务
2.每千人拥有婴幼儿
托位数（个）    4.2    5
左右
3.森林覆盖率（%）    44    45"""
    rows = texts(raw)[0]
    assert rows[1] == ["细颗粒物浓度（微克/立方米）", "26", "完成上级\n下达任务"]
    assert rows[2:] == [
        ["每千人拥有婴幼儿托位数（个）", "4.2", "5\n左右"],
        ["森林覆盖率（%）", "44", "45"],
    ]


def test_a_row_whose_cells_are_torn_over_lines_is_one_up_to_its_attribute():
    raw = """序号 指标 2025年 2030年目标 属性
创新
驱动
（2项）
1
研究与试验发展经费支出占地区生产总
值比重（%）
3左右* >3.4 预期性
2 地区生产总值年均增速（%） 5.1
4.5-5，
力争更好
预期性
3 单位产值能耗降幅（%） —
完成省级
审核后确定
的目标
约束性
4 森林覆盖率（%） 44 45 约束性"""
    rows = texts(raw)[0]
    assert [["".join(cell.split()) for cell in row[1:]] for row in rows[1:]] == [
        ["研究与试验发展经费支出占地区生产总值比重（%）", "3左右*", ">3.4", "预期性"],
        ["地区生产总值年均增速（%）", "5.1", "4.5-5，力争更好", "预期性"],
        ["单位产值能耗降幅（%）", "—", "完成省级审核后确定的目标", "约束性"],
        ["森林覆盖率（%）", "44", "45", "约束性"],
    ]


def test_a_name_whose_beginning_may_be_of_the_row_before_fits_nothing():
    raw = """指标    2025年    2030年
细颗粒物浓度（微克/立方米）    26    完成上级下达任务
农村居民
人均可支配收入（元）    25100    34000
森林覆盖率（%）    44    45
地区生产总值（亿元）    905    1210"""
    assert [len(row) == 3 for row in texts(raw)[0][1:]] == [True, False, True, True]


def test_a_row_that_does_not_fit_has_another_number_of_cells():
    rows = texts("指标 2025年 2030年\n总值 1 2 3\n人口（万人） 221 230\n覆盖率（%） 44 45")[0]
    assert [len(row) == 3 for row in rows] == [True, False, True, True]


def test_running_text_below_a_table_is_none_of_its_rows():
    below = "年末全区常住人口 154.8 万人，其中，城镇人口 146.1 万\n人，占 94.4%。\n"
    rows = texts(f"指标 绝对量（亿元） 比上年增长（%）\n总值 206 6.0\n服务业 146 7.5\n{below}")[0]
    assert [row[0] for row in rows] == ["指标", "总值", "服务业"]


def test_another_head_begins_another_table():
    raw = "指标 2020年 2025年\n人口 200 221\n总值 640 905\n指标 2030年\n人口 230\n总值 1210"
    assert [table[0] for table in texts(raw)] == [["指标", "2020年", "2025年"], ["指标", "2030年"]]


@pytest.mark.parametrize(
    "raw",
    [
        "主要指标 2023年 完成较好\n全市 共有 项目\n指标 任务 书",  # words
        "项目 页码\n地区生产总值 12\n常住人口 13",  # no column that is understood
        "指标 2025年 完成较好 总体平稳\n总值 905 906 907\n人口 22 23 24",  # half of them
        "姓名 电话 地址\n张三 88012345 人民路\n李四 88012346 解放路",
        "指标\n2025年\n一段话，里面有数字12、34、56。\n又一段话78。",
    ],
)
def test_lists_and_paragraphs_are_no_indicator_table(raw):
    assert list(laid_out(raw)) == []


@pytest.mark.parametrize(
    "raw",
    [
        "1 2 3\n" * 100_000,
        "\t" * 100_000,
        "指标 2020年 2025年\n" * 30_000,
        "指标\n2020年\n" * 30_000,
        ("指标 2020年 2025年\n" + "甲\n" * 200) * 300,
        ("指标\n2020年\n2025年\n地区生产\n1\n2\n") * 5_000,
        "指标" + " " * 100_000 + "2020年",
        ("指标\t" + "（" * 30 + "\n") * 3_000,
        "指标  2020年\n" + "1" * 100_000,
    ],
    ids=lambda raw: f"{raw[:12]!r} {len(raw)}",
)
def test_hostile_texts_are_read_in_linear_time(raw):
    started = time.process_time()
    list(laid_out(raw))
    assert time.process_time() - started < 20


def test_a_number_leads_to_its_row_whatever_lines_it_takes():
    raw = "主要指标\n指标\n2025年\n2030年\n总值（亿元）\n905\n1210\n人口（万人）\n221\n230\n正文。"
    document = replace(corpus.load("qiantang-gwr-2024"), raw=raw, corrections=())
    sentence = sentence_at(document, document.text.index("1210"))
    assert document.text[sentence.start : sentence.end] == "总值（亿元）\n905\n1210"
    assert document.text[sentence_at(document, document.text.index("正文")).start :] == "正文。"


def test_columns_that_all_rows_of_tabs_leave_empty_are_none():
    body = "人口\t617.5\t\t5.2\t\t\n产值\t37.1\t\t2.6\t\t\n"
    (table,) = texts(f"指标\t指标值\t\t同比增长\n{body}\t\t\t\t\t\t\n")
    assert table == [
        ["指标", "指标值", "同比增长"], ["人口", "617.5", "5.2"], ["产值", "37.1", "2.6"],
    ]  # fmt: skip
    # A head with more names than the rows have columns keeps its own.
    (table,) = texts(f"指标\t指标值\t备注\t同比增长\n{body}")
    assert table[0][2] == "备注"


@pytest.mark.parametrize(("above", "kept"), [
    ("一、经济发展 |", 0), ("469.5 |", 2), ("地区生产总值 | 5 | 6", 2), ("地区生产总值 | 见附件", 2),
])  # fmt: skip
def test_only_the_head_of_a_section_goes_with_the_row_without_values_below_it(above, kept):
    lines = [layout.Cell(above, 0, 1), layout.Cell("||||", 2, 6)]
    assert len(layout._filled(lines)) == kept
