"""Every quantity of documents as a table, and like quantities side by side."""

import pytest

from hzlib.corpus import corpus
from hzlib.errors import HzError
from hzlib.evidence.entry import entry
from hzlib.evidence.sources import FactSource, StatedSource, facts_of, stated_of
from hzlib.evidence.value import Value
from hzlib.extraction.alike import known_by
from hzlib.figures.specification import Table
from hzlib.frames.quantities import COLUMNS, alike, quantities
from hzlib.text.corpus import load

HEAD = "政府工作报告\n（{year}年1月8日在江州市第十六届人民代表大会第四次会议上）\n各位代表：\n"
FIRST = (
    "一、2022年工作回顾\n全市地区生产总值增长5.6%。新增口袋公园40个，新植行道树8万棵，连续5年进位。\n"
    "二、2023年工作安排\n新植行道树6万棵以上，新增口袋公园50个。\n"
)
SECOND = (
    "一、2023年工作回顾\n全市地区生产总值增长6%。新植行道树70680棵，招募志愿者3.5万名。\n"
    "二、2024年工作安排\n完成新植的行道树5万棵，招募志愿者4万人，修缮古桥12座。\n"
)


def written(folder):
    """Write the two reports into a folder and return their paths."""
    for year, text in ((2023, FIRST), (2024, SECOND)):
        file = folder / f"a{year}.txt"
        file.write_text(HEAD.format(year=year) + text, encoding="utf-8")
    return sorted(folder.glob("*.txt"))


@pytest.fixture
def reports(tmp_path):
    return written(tmp_path)


def cells(rows, *columns):
    return [tuple(map(str, row)) for row in rows[list(columns)].itertuples(index=False)]


# --- the table ------------------------------------------------------------------------------------


def test_every_number_of_a_report_has_a_row_with_its_fields(reports):
    rows = quantities(reports[0])
    assert tuple(rows.columns) == COLUMNS
    told = cells(rows, "subject", "text", "value", "unit", "period", "status", "bound", "indicator")
    assert ("新增口袋公园", "40个", "40.0", "个", "2022", "actual", "=", "") in told
    assert ("新植行道树", "6万棵", "60000.0", "棵", "2023", "target", ">=", "") in told
    assert [row[-1] for row in told if row[1] == "5.6%"] == ["gdp"]
    raw = reports[0].read_text(encoding="utf-8")
    assert all(raw[row.start : row.end] == row.text for row in rows.itertuples())
    assert list(rows["start"]) == sorted(rows["start"])


def test_years_are_whole_numbers_and_kinds_are_in_order():
    rows = quantities("hangzhou-fyp15")
    assert rows["year_from"].dtype == rows["year_to"].dtype == "Int64"
    span = rows[rows["period"] == "2026-2030"].iloc[0]
    assert (span.year_from, span.year_to) == (2026, 2030)
    assert rows["status"].cat.ordered and rows["measure"].cat.ordered
    assert rows["measure"].notna().all()  # a rank and what is none of the others are measures too


def test_a_text_without_numbers_is_a_table_without_rows(tmp_path):
    (tmp_path / "a.txt").write_text(HEAD.format(year=2024) + "谢谢大家。\n", encoding="utf-8")
    rows = quantities(tmp_path / "a.txt")
    assert tuple(rows.columns) == COLUMNS and rows.empty and alike(rows).empty
    assert quantities(tmp_path / "a.txt", unit="个", indicator="GDP").empty


def test_the_evidence_is_the_fact_where_the_number_is_one_and_else_the_number():
    rows = quantities("hangzhou-gwr-2023")
    facts = {str(one) for one in facts_of(load("hangzhou-gwr-2023"))}
    for row in rows.itertuples():
        several = len(row.indicator.split()) > 1
        assert isinstance(row.evidence, FactSource) == (bool(row.indicator) and not several)
    assert {str(one) for one in rows["evidence"] if isinstance(one, FactSource)} <= facts


def test_the_names_of_indicators_stand_beside_their_ids():
    rows = quantities("hangzhou-gwr-2023", indicator="GDP", year=2022)
    assert cells(rows, "name", "text") == [("地区生产总值", "18753亿元"), ("地区生产总值", "1.5%")]
    assert str(Value.of(rows.iloc[0])) == "18,753亿元"


def test_the_panel_of_a_number_shows_its_fields_and_its_sentence(reports):
    (source,) = quantities(reports[0], subject="口袋公园", year=2022)["evidence"]
    assert isinstance(source, StatedSource)
    shown = entry(source)
    assert shown.value == "40个" and shown.quote.printed == "40个"
    fields = dict(shown.fields)
    assert (fields["数的对象"], fields["口径"], fields["时期"]) == (
        "新增口袋公园",
        "数量",
        "2022年",
    )
    assert (fields["状态"], fields["原文数值"]) == ("实际", "40个")


def test_a_bound_and_a_printed_form_are_in_the_panel(reports):
    (source,) = quantities(reports[0], subject="行道树", status="目标")["evidence"]
    fields = dict(entry(source).fields)
    assert (fields["界限"], fields["数值"], fields["原文数值"]) == ("不低于", "≥6万棵", "6万棵")


def test_a_subject_is_read_without_the_signs_of_a_formula(tmp_path):
    text = HEAD.format(year=2024) + "一、2023年工作回顾\n市区PM_{2.5}站点90个。\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (row,) = quantities(tmp_path / "a.txt").itertuples()
    assert row.subject == "市区PM2.5站点"
    low, high = map(int, row.subject_at.split("-"))
    assert text[low:high] == "市区PM_{2.5}站点"
    assert dict(entry(row.evidence).fields)["数的对象"] == "市区PM2.5站点"


def test_the_sources_of_a_document_are_made_once():
    report = load("hangzhou-gwr-2023")
    assert stated_of(report) is stated_of(report)


@pytest.mark.parametrize(
    ("wanted", "texts"),
    [
        ({"subject": "新植 行道树"}, ["8万棵", "6万棵", "70680棵", "5万棵"]),
        ({"subject": "行道树", "status": "目标"}, ["6万棵", "5万棵"]),
        ({"subject": "行道树", "doc": "a2023"}, ["8万棵", "6万棵"]),
        ({"subject": "行道树", "year": [2022, 2024]}, ["8万棵", "5万棵"]),
        ({"indicator": "GDP"}, ["5.6%", "6%"]),
        ({"indicator": ["地区生产总值"], "measure": "增速", "place": "江州"}, ["5.6%", "6%"]),
        ({"section": "2024年 安排", "unit": "棵"}, ["5万棵"]),
        ({"unit": "万人", "section": "安排"}, ["4万人"]),
        ({"subject": "没有这个"}, []),
        ({"measure": "名次"}, []),
    ],
)
def test_what_is_asked_for_is_chosen(reports, wanted, texts):
    assert list(quantities(reports, **wanted)["text"]) == texts


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ({"doc": "b"}, "a2023"),
        ({"place": "宁波"}, "江州市"),
        ({"indicator": "gpd"}, "gdp"),
        ({"status": "目的"}, "目标"),
        ({"years": 2023}, "years.*year"),
    ],
)
def test_an_unknown_name_is_answered_with_those_there_are(reports, wanted, said):
    with pytest.raises(HzError, match=said):
        quantities(reports, **wanted)


def test_the_table_is_shown_in_chinese_with_numbers_to_follow(reports):
    shown = Table.of(quantities(reports[0]))
    assert [one.heading for one in shown.columns] == [
        "数的对象", "口径", "地区", "时期", "状态", "界限", "数值", "单位", "原文", "指标", "文件", "章节", "句子",
    ]  # fmt: skip
    assert len(list(shown.sources())) == 2 * len(shown.rows)


# --- like quantities ------------------------------------------------------------------------------


def test_like_subjects_stand_side_by_side_a_result_before_a_target(reports):
    rows = alike(quantities(reports)).set_index("subject")
    degrees = rows.loc["新植行道树"]
    assert (str(degrees["a2023"]), str(degrees["a2024"])) == (
        "8万棵（2022年）", "7.068万棵（2023年）",
    )  # fmt: skip
    assert (degrees["a2023"].period, degrees["a2024"].status) == ("2022", "actual")
    assert [item.label for item in degrees["numbers"].source.items][1].endswith("2023年 目标")
    assert str(degrees["numbers"]) == "4处"


def test_an_indicator_is_one_thing_whatever_its_name_and_words_for_people_are_one_unit(reports):
    rows = alike(quantities(reports)).set_index("subject")
    assert [str(cell) for cell in rows.loc["地区生产总值", ["a2023", "a2024"]]] == [
        "5.6%（2022年）", "6%（2023年）",
    ]  # fmt: skip
    assert alike(corpus(reports)).astype(str).equals(alike(quantities(reports)).astype(str))
    years = alike(quantities(reports), "period").set_index("subject")
    assert [str(cell) for cell in years.loc["招募志愿者", ["2023", "2024"]]] == [
        "3.5万名（2023年）", "4万人（2024年目标）",
    ]  # fmt: skip


def test_a_number_side_by_side_says_when_and_what_kind_it_is_and_is_the_number_all_the_same(
    reports,
):
    rows = quantities(reports)
    (cell,) = alike(rows, "period").set_index("subject").loc[["招募志愿者"], "2024"]
    (plain,) = (Value.of(row) for row in rows[rows["text"] == "4万人"].to_dict("records"))
    assert (str(cell), str(plain), format(cell, "p")) == ("4万人（2024年目标）", "4万人", "4万人")
    assert cell == plain and str(cell * 2) == "8万人" and repr(cell) == repr(plain)


def test_what_one_document_or_one_year_has_alone_is_not_set_beside_anything(reports):
    rows = quantities(reports)
    assert "招募志愿者" not in set(alike(rows)["subject"])
    assert not alike(rows)["subject"].str.contains("口袋公园").any()
    assert "修缮古桥" not in set(alike(rows, "period")["subject"])
    assert alike(rows[rows["doc"] == "a2023"]).empty


def test_other_units_measures_and_thresholds_are_other_things(tmp_path):
    for name, words in (
        ("a", "新增泊位3万个，新增绿地5公顷，完成亿元以上项目12个，新植行道树8万棵"),
        ("b", "新增泊位增长3%，新增绿地700平方米，完成亿元以上项目15个，新植行道树9万棵"),
    ):
        text = HEAD.format(year=2024) + f"一、2023年工作回顾\n{words}。\n"
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    found = alike(quantities(sorted(tmp_path.glob("*.txt"))))
    assert "新植行道树" in set(found["subject"])
    assert not found["subject"].str.contains("泊位|绿地").any() and "other" not in set(
        found["measure"]
    )


def test_a_milestone_that_an_earlier_year_had_passed_is_no_result_side_by_side():
    rows = quantities(place="杭州", indicator="gdp", measure="level")
    assert {"≥2万亿元"} == {str(Value.of(one).__format__("p")) for one in
                          rows[rows["period"].eq("2025") & rows["status"].eq("actual")].itertuples()}  # fmt: skip
    (row,) = alike(rows, "period").to_dict("records")
    assert f"{row['2025']:p}" == "≥2.3万亿元" and f"{row['2023']:p}" == "20,059亿元"
    # Without the year that had passed it, the milestone is all there is to tell.
    (row,) = alike(rows[rows["period"] != "2023"], "period").to_dict("records")
    assert f"{row['2025']:p}" == "≥2万亿元"


def test_what_most_documents_have_comes_first():
    rows = alike(quantities())
    filled = (
        rows.drop(columns=["subject", "measure", "unit", "region", "indicator", "numbers"])
        .notna()
        .sum(axis=1)
    )
    assert filled.is_monotonic_decreasing and filled.min() == 2 and filled.max() == 5


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("新建中小学、幼儿园", "新建中小学（幼儿园）", True),
        ("完成“飞地抱团”项目", "飞地抱团的项目", True),
        ("新植行道树", "行道树", False),
        ("新增口袋公园", "口袋公园", False),
        ("建成口袋公园", "新增口袋公园", True),
        ("盘活低效用地", "处置低效用地", False),
        ("改造燃气管网", "燃气管网改造", True),
    ],
)
def test_signs_and_openings_tell_nothing_apart_and_what_was_done_does(one, other, same):
    assert (known_by(one) == known_by(other)) is same


def test_a_verb_tells_things_apart_wherever_it_stands_and_names_them_in_the_table(tmp_path):
    for name, words in (
        ("a", "托位4万个，其中普惠托位3万个，建设十项重点工程"),
        ("b", "新增托位5万个、其中普惠托位2万个，建设九项重点工程"),
        ("c", "新增普惠托位1万个，建设学位800个，建设八项重点工程"),
        ("d", "普惠托位总数2.5万个，建设学位900个"),
    ):
        text = HEAD.format(year=2024) + f"一、2023年工作回顾\n{words}。\n"
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    rows = alike(quantities(sorted(tmp_path.glob("*.txt")))).astype(object).fillna("").astype(str)
    # 学位 alone is too short a name, and what is spelt out is a part of one.
    assert rows[["subject", *"abcd"]].values.tolist() == [
        ["普惠托位", "3万个（2023年）", "", "", "2.5万个（2023年）"],
        ["新增普惠托位", "", "2万个（2023年）", "1万个（2023年）", ""],
    ]


def test_an_unknown_column_is_named():
    with pytest.raises(HzError, match="period"):
        alike(quantities("hangzhou-gwr-2023"), "years")
