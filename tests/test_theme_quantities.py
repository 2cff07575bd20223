"""The theme of every number: things, the table of all, side by side, again."""

import re

import pytest
from shown_checks import check
from test_quantities import written as two_reports

import hzlib as hz
from hzlib.evidence.entry import entry
from hzlib.evidence.sentence import Sentence
from hzlib.figures.display import held
from hzlib.figures.specification import Note
from hzlib.figures.view import table_html
from hzlib.themes import quantities as theme


@pytest.fixture
def rows(tmp_path):
    return hz.quantities(two_reports(tmp_path))


def test_things_are_counted_once_whatever_the_words_around_them(rows):
    items = [item.label for item in theme.things(rows).source.items]
    assert items.count("新植行道树") == 1 == items.count("地区生产总值")
    assert "新植的行道树" not in items
    assert str(theme.things(rows)) == f"{len(items)}个"


def test_the_table_of_all_has_a_box_for_what_is_chosen_from_and_no_column_that_tells_nothing(rows):
    shown = theme.listed(rows)
    heads = {column.heading: column.choose for column in shown.columns}
    assert heads == {"对象": False, "数值": False, "口径": True, "时期": True, "状态": True,
                     "单位": True, "文件": True, "章节": True}  # fmt: skip
    assert table_html(shown).count("data-choose") == 6
    assert len(shown.rows) == len(rows) and str(shown.caption) == f"全部数量（{len(rows)}个）"
    alone = theme.listed(rows[rows["doc"] == "a2023"])
    assert "文件" not in [column.heading for column in alone.columns]
    check(shown, ["江州2023报告", "江州2024报告"])


def test_a_table_without_rows_is_a_note(rows):
    none = rows.head(0)
    found = [theme.listed(none), theme.beside(none), theme.repeats(theme.repeated(none))]
    assert [type(one) for one in found] == [Note] * 3
    assert str(theme.things(none)) == "0个" and theme.about(none, "行道树").empty


@pytest.mark.parametrize(
    ("subject", "texts"),
    [
        ("新植行道树", ["8万棵", "6万棵", "70680棵", "5万棵"]),
        ("完成新植的行道树", ["8万棵", "6万棵", "70680棵", "5万棵"]),
        ("树 行道", ["8万棵", "6万棵", "70680棵", "5万棵"]),
        ("地区生产总值", ["5.6%", "6%"]),
        ("GDP", ["5.6%", "6%"]),
        ("没有这个", []),
        ("", []),
    ],
)
def test_one_thing_is_found_by_its_name_its_words_or_what_stands_in_them(rows, subject, texts):
    found = theme.about(rows, subject)
    assert list(found["text"]) == texts
    assert list(found["year_to"]) == sorted(found["year_to"])


def test_what_is_drawn_together_has_one_measure_and_one_unit(tmp_path):
    text = (
        "政府工作报告\n（2024年1月8日在江州市第十六届人民代表大会第四次会议上）\n各位代表：\n"
        "一、2023年工作回顾\n新植行道树8万棵，增长5%。\n二、2024年工作安排\n新植行道树9万棵。\n"
    )
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    found = theme.about(hz.quantities(tmp_path / "a.txt"), "行道树")
    assert list(found["text"]) == ["8万棵", "9万棵"]
    assert list(found["label"]) == ["江州2024报告，2023年", "江州2024报告，2024年"]


def test_side_by_side_a_cell_says_of_when_and_whether_it_is_a_target(rows):
    shown = theme.beside(rows)
    lines = {line[0]: line for line in shown.rows}
    cells = [str(cell) for cell in lines["新植行道树"]]
    assert cells == ["新植行道树", "数量", "8万棵（2022年）", "7.068万棵（2023年）", "4处"]
    assert [column.heading for column in shown.columns][2:4] == ["江州2023报告", "江州2024报告"]
    assert str(shown.caption) == f"多份文件共有的对象：{len(shown.rows)}个"


def test_years_stand_in_one_column_the_latest_first_with_what_is_no_result(rows):
    shown = theme.beside(rows, "period")
    assert [one.heading for one in shown.columns] == ["对象", "口径", "各时期数值", "处数"]
    (trees,) = (line for line in shown.rows if line[0] == "新植行道树")
    assert str(trees[2]) == "2024年5万棵（目标），2023年7.068万棵，2022年8万棵"
    assert len(list(trees[2].sources())) == 3


def test_a_stretch_of_years_stands_by_its_last_one(tmp_path):
    rows = written(
        tmp_path,
        "五年来，举办民俗书市70场。",
        "举办民俗书市30场。2022年，举办民俗书市9场。",
    )
    ((_, _, fairs, *_),) = theme.beside(rows, "period").rows
    assert str(fairs) == "2023年30场，2019—2023年70场，2022年9场"


def test_more_documents_than_a_page_has_columns_for_stand_in_one_cell():
    rows = hz.quantities(indicator="新增学位")
    shown = theme.beside(rows)
    assert [one.heading for one in shown.columns] == ["对象", "口径", "各文件数值", "差异", "处数"]
    assert str(shown.rows[0][2]).startswith("杭州2021报告：8万个（2020年）；杭州2023报告：")


def test_one_name_for_unlike_scopes_is_marked_and_the_note_says_why(tmp_path):
    rows = written(
        tmp_path,
        "文化产业增加值300亿元，服务业增加值900亿元。",
        "文化及相关产业增加值400亿元，服务业增加值990亿元。",
    )
    shown = theme.beside(rows)
    assert {line[0] for line in shown.rows} == {"文化产业增加值※", "服务业增加值"}
    assert str(shown.note) == "标※的对象，各处口径或时段不一，见“差异”栏。"
    at = [one.heading for one in shown.columns].index("差异")
    told = {str(line[0]): str(line[at]) for line in shown.rows}
    assert told["文化产业增加值※"].startswith("范围不同：") and not told["服务业增加值"]
    # Where all are alike there is neither note nor column.
    like = theme.beside(written(tmp_path, "举办民俗书市20场。", "举办民俗书市30场。"))
    assert not like.note and "差异" not in [one.heading for one in like.columns]


def differences(shown):
    at = [one.heading for one in shown.columns].index("差异")
    return {str(line[0]): str(line[at]) for line in shown.rows}


def test_a_result_in_a_list_of_works_is_not_compared_with_one_outside(tmp_path):
    listed = "民生实事全面完成。①改造古桥梁2座。②种植行道树3棵。\n"
    rows = written(
        tmp_path,
        f"2022年，举办民俗书市20场。\n（一）{listed}",
        "2023年，改造古桥梁9座，种植行道树30棵，举办民俗书市30场。",
    )
    rows.loc[rows["doc"] == rows["doc"].iloc[0], ["period"]] = "2022"
    assert {one for one in rows["section"] if "民生实事" in one}
    told = differences(theme.beside(rows))
    assert told.pop("民俗书市") == ""
    assert all("位置不同：" in one and "民生实事全面完成" in one for one in told.values()) and told
    # A target outside of the list, and two results inside, are not told apart so.
    aims = written(tmp_path, listed, "二、2024年工作安排\n改造古桥梁9座，种植行道树30棵。")
    assert not theme.beside(aims).note
    both = written(tmp_path, listed, listed.replace("3棵", "30棵"))
    assert not theme.beside(both).note


@pytest.mark.parametrize(
    ("first", "then", "part"),
    [
        ("", "推出一季度“免费月”，", "一季度"),
        ("", "国庆长假期间推出“免费周”，", "长假"),
        ("", "", ""),
        ("一季度开局良好。2022年", "", ""),
        ("", "一季度开局良好，全年", ""),
    ],
)
def test_what_is_of_a_part_of_a_year_is_told_beside_what_is_of_a_whole_one(
    tmp_path, first, then, part
):
    text = f"2022年{first}举办智慧展会20场。2023年{then}举办智慧展会30场。"
    rows = written(tmp_path, text)
    shown = theme.beside(rows, "period")
    assert bool(shown.note) is bool(part)
    if part:
        told = f"时段不同：江州2024报告所载2023年的数为“{part}”的数"
        assert differences(shown) == {"智慧展会※": told}
        assert [str(row[3]) for row in theme.listed(rows).rows] == ["2022年", f"2023年（{part}）"]


def test_two_numbers_of_one_part_of_a_year_are_alike(tmp_path):
    rows = written(tmp_path, "".join(
        f"2023年推出一季度“免费月”，举办智慧展会{count}场。" for count in (20, 30)
    ))  # fmt: skip
    rows.loc[rows.index[0], ["period"]] = "2022"
    assert len(rows) == 2 and not theme.beside(rows, "period").note


def test_what_was_built_by_either_year_may_be_all_there_is(tmp_path):
    text = "2022年，{}20{}。2023年，{}60{}。"
    built = written(tmp_path, text.format(*["建成智慧社区", "个"] * 2))
    assert "可能有累计数" in differences(theme.beside(built, "period"))["智慧社区※"]
    assert theme.widest(built) is None
    for verb, unit in (("新建智慧社区", "个"), ("举办智慧展会", "场")):
        other = written(tmp_path, text.format(*[verb, unit] * 2))
        assert not theme.beside(other, "period").note
        assert "3倍" in str(theme.widest(other))


def test_what_several_years_add_up_to_is_not_compared_with_one_year(tmp_path):
    rows = written(
        tmp_path,
        "举办民俗书市20场，种树9棵。五年来，举办民俗书市70场。",
        "举办民俗书市30场，种树8棵。",
    )
    drawn = theme.about(rows, "民俗书市")
    assert drawn["text"].tolist() == ["20场", "30场"]
    shown = theme.beside(rows, "period")
    assert [line[0] for line in shown.rows] == ["民俗书市※"]
    (told,) = differences(shown).values()
    assert re.fullmatch("时段不同：江州2024报告所载.{9}年的数为多年累计", told)
    # Of two stretches as long as each other none is marked.
    like = written(tmp_path, "五年来，举办民俗书市70场。", "五年来，举办民俗书市80场。")
    assert [line[0] for line in theme.beside(like).rows] == ["民俗书市"]


def test_a_share_is_told_with_what_it_is_taken_of(tmp_path):
    rows = written(tmp_path, "外贸进出口总额占全省份额9%。", "外贸进出口总额占全省份额8%。")
    name = "进出口总额（占全省份额）"
    assert [line[0] for line in theme.listed(rows).rows] == [f"外贸{name}"] * 2
    assert [line[0] for line in theme.beside(rows).rows] == [name]
    # Of unlike wholes none is told.
    rows = written(tmp_path, "外贸进出口总额占全省份额9%。", "外贸进出口总额占全国份额8%。")
    assert [line[0] for line in theme.beside(rows).rows] == ["进出口总额"]


def test_how_long_something_takes_is_no_count_and_a_mean_no_amount(tmp_path):
    rows = written(
        tmp_path,
        "商事登记压缩至30分钟，人均绿地9平方米。",
        "为120户人均收入偏低家庭安装热水器，绿地90平方米。",
    )
    assert [line[2] for line in theme.listed(rows).rows] == ["时长", "水平", "数量", "总量"]


def test_a_number_spelt_out_counts_no_like_thing(tmp_path):
    rows = written(tmp_path, "抓好九个方面工作，举办书市20场。", "做好九个方面工作，举办书市20场。")
    assert theme.repeated(rows)["subjects"].tolist() == ["书市"]


def test_a_threshold_is_no_number_that_comes_again(tmp_path):
    rows = written(
        tmp_path, "签约10亿元以上项目20个，举办书市20场。", "落地10亿元以上项目16个，举办书市20场。"
    )
    assert "other" in set(rows["measure"])
    assert theme.repeated(rows)["subjects"].tolist() == ["书市"]


def test_what_comes_again_is_called_by_its_verb_wherever_that_stands(tmp_path):
    rows = written(tmp_path, "建设老年学校71所。", "新增老年学校71所。")
    # A name says no more than both texts do.
    assert theme.repeated(rows)["subjects"].tolist() == ["老年学校"]
    added = written(tmp_path, "新增托育园3所、老年学校71所。", "新增老年学校71所。")
    assert theme.repeated(added)["subjects"].tolist() == ["新增老年学校"]
    rows = written(tmp_path, "建设老年学校71所。", "新增老年学校71所。")
    # How many there are is another thing.
    stock = written(tmp_path, "建设老年学校71所。", "全市有老年学校71所。")
    assert theme.repeated(stock).empty


def test_what_names_nothing_of_its_own_is_told_with_the_words_around_it(tmp_path):
    rows = written(tmp_path, "33个集体、104名个人受到省级表彰，培育示范集体200个。")
    told = [str(line[0]) for line in theme.listed(rows).rows]
    assert told == ["集体（33个集体、104名个人受到省级表彰）", "个人受到省级表彰", "示范集体"]


def test_a_threshold_is_told_with_what_it_is_one_of(tmp_path):
    rows = written(tmp_path, "签约10亿元以上产业项目20个。")
    told = [str(line[0]) for line in theme.listed(rows).rows]
    assert "产业项目（签约10亿元以上产业项目20个）" in told and len(told) == 2


def test_units_that_are_read_alike_are_one_choice(tmp_path):
    rows = written(tmp_path, "占比提高2个百分点，率先提高3百分点，新增教师3名，新增医生4人。")
    assert {"百分点", "个百分点"} <= set(rows["unit"])
    units = {line[5] for line in theme.listed(rows).rows}
    assert units == {"个百分点", "名", "人"}


def test_what_all_documents_or_one_alone_state_is_named(tmp_path):
    rows = written(
        tmp_path,
        "举办社区书市20场，新增学位3000个。",
        "举办社区书市30场，新增学位4000个，修缮古桥梁3座。",
    )
    said = str(theme.shared(hz.alike(rows)))
    assert said == (
        "多份文件共有的对象共2个，各份文件均载明的2个：社区书市（数量）、新增学位（数量）。"
    )
    assert theme.shared(hz.alike(rows[rows["doc"] == rows["doc"].iloc[0]])) is None
    # Two documents of one year: the first of them has nothing of its own.
    assert theme.alone(rows[rows["doc"] == rows["doc"].iloc[0]]) is None
    later = rows[rows["doc"] == rows["doc"].iloc[-1]]
    assert "修缮古桥梁" in set(later["subject"])


def test_the_widest_change_is_of_two_years_of_one_thing_on_one_basis(tmp_path):
    years = "2022年，举办社区书市20场，新增学位4000个，文化产业增加值100亿元。"
    rows = written(
        tmp_path, years + "2023年，举办社区书市30场，新增学位3000个，文化及相关产业增加值400亿元。"
    )
    assert str(theme.widest(rows)) == (
        "同一对象首末两年的实际数，相差最大的（标※的除外）为江州市社区书市：2022年20场，2023年30场，后者为前者的1.5倍。"
    )
    assert theme.widest(written(tmp_path, "举办社区书市20场。")) is None


def test_a_subject_of_several_indicators_is_told_with_the_name_of_each(tmp_path):
    rows = written(tmp_path, "城乡居民收入分别增长3.9%和6.7%，地区生产总值增长5%。")
    told = [line[0] for line in theme.listed(rows).rows]
    assert told == [
        "城乡居民收入（城镇居民人均可支配收入）", "城乡居民收入（农村居民人均可支配收入）",
        "地区生产总值",
    ]  # fmt: skip


def test_two_statements_of_one_document_and_year_are_two_rows():
    rows = theme.about(hz.quantities("hangzhou-fyp15"), "研发经费投入强度")
    assert rows["label"].is_unique and rows["label"].str.endswith("（其二）").sum() == 1


def written(folder, *texts):
    for number, text in enumerate(texts):
        head = "（2024年1月8日在江州市第十六届人民代表大会第四次会议上）\n各位代表：\n"
        words = f"政府工作报告\n{head}一、2023年工作回顾\n{text}\n"
        (folder / f"r{number}.txt").write_text(words, encoding="utf-8")
    return hz.quantities(sorted(folder.glob("r*.txt")))


def test_a_number_that_comes_again_has_three_digits_or_counts_the_same(tmp_path):
    rows = written(
        tmp_path,
        "新植行道树70680棵，开放口袋公园12个，修缮古桥3座，举办书市20场。",
        "栽下路边树70680棵，整治河道12条，加固水库3座，举办书市20场。",
    )
    again = theme.repeated(rows)
    assert [str(value) for value in again["number"]] == ["20场", "7.068万棵"]
    assert list(again["alike"]) == [theme.SAME, theme.UNLIKE]
    assert list(again["subjects"])[1].count("；") == 1
    where = again["where"].iloc[0]
    assert isinstance(where, Sentence) and str(where).count("20场") == 2
    shown = theme.repeats(again)
    assert [line[2] for line in shown.rows] == [theme.SAME, theme.UNLIKE]
    assert str(shown.caption) == "多份文件共有的数值：2个"
    assert str(theme.in_common(again)) == (
        "多份文件共有的数值共2个：1个为同一对象，地区、时期和状态相同；1个为不同对象。"
    )


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("2023年，新植行道树70680棵。", "2022年，新植行道树70680棵。"),
        ("新植行道树70680棵。", "预计新植行道树70680棵。"),
        ("举办书市20场。", "2022年，举办书市20场。"),
    ],
)
def test_equal_numbers_of_other_years_places_or_kinds_are_not_the_same(tmp_path, first, second):
    rows = written(tmp_path, first, second)
    keys = rows[["region", "period", "status"]].drop_duplicates()
    assert len(keys) == 2, "the texts no longer differ"
    again = theme.repeated(rows)
    assert list(again["alike"]) == [theme.OTHER]
    assert "1个为同一对象，地区、时期或状态不同" in str(theme.in_common(again))


def test_where_a_number_stands_says_place_period_and_kind(tmp_path):
    rows = written(tmp_path, "新植行道树70680棵。", "2022年，新植行道树70680棵。")
    (where,) = theme.repeated(rows)["where"]
    assert str(where).startswith("江州2024报告：江州市7.068万棵（2023年）；")


# --- one thing


def both(folder, *more):
    head = "（2024年1月8日在江州市第十六届人民代表大会第四次会议上）\n各位代表：\n"
    text = (
        f"政府工作报告\n{head}一、2023年工作回顾\n全市地区生产总值5100亿元，增长5.6%。"
        "2022年，地区生产总值增长3%，2021年，地区生产总值增长4%。人均地区生产总值9万元。\n"
    )
    (folder / "b.txt").write_text(text, encoding="utf-8")
    return hz.quantities(folder / "b.txt")


@pytest.mark.parametrize("subject", ["GDP", "gdp", "地区生产总值", "生产总值"])
def test_an_indicator_by_any_of_its_names_is_drawn_as_its_level(tmp_path, subject):
    found = theme.about(both(tmp_path), subject)
    assert list(found["text"]) == ["5100亿元"]
    assert theme.headed(found, subject) == "地区生产总值（总量）"


def test_the_sentence_names_the_measure_and_is_left_out_where_it_would_compare_other_things(
    tmp_path,
):
    rows = both(tmp_path)
    growth = theme.about(rows[rows["measure"] == "growth"], "GDP")
    assert str(theme.ends(growth)) == (
        "江州市的地区生产总值（增速），所收文件载明的实际数最早为2021年的4%，最近为2023年的5.6%。"
    )
    assert theme.ends(theme.about(rows, "GDP")) is None  # of one year
    several = theme.about(
        written(tmp_path, "新增口袋公园12个。2022年，新建郊野公园3个。"), "新 公园"
    )
    assert len(set(several["thing"])) > 1 and theme.ends(several) is None
    assert theme.headed(several, "新 公园") == "名称里有“新 公园”的（数量）"
    assert all(row.label.endswith(row.thing) for row in several.itertuples())


def test_what_nothing_is_called_is_told_with_the_nearest(rows):
    with held() as shown:
        found = theme.about(rows, "行道数")
    assert found.empty and theme.headed(found, "行道数") == "“行道数”"
    (note,) = shown
    assert isinstance(note, Note) and "没有叫这个名字" in str(note) and "行道树" in str(note)
    with held() as shown:
        theme.about(rows, "")
    assert not shown


def test_all_measures_are_told_and_together_they_are_all_numbers(rows):
    said = theme.kinds(rows)
    numbers = [int(one) for one in re.findall(r"(\d+)个", str(said))]
    assert sum(numbers) == len(rows) and "其他" in str(said)


def test_a_list_of_numbers_says_of_each_what_it_counts_and_how_many(rows):
    labels = [label for label, _ in entry(hz.counted(rows["evidence"]).source).parts]
    assert "新增口袋公园 40个" in labels and "地区生产总值 5.6%" in labels


def test_what_is_counted_most_is_told_without_indicators(rows):
    shown = theme.most(rows, 1)
    assert [str(cell) for cell in shown.rows[0]] == [
        "新植行道树", "8万棵（2022年），≥6万棵（2023年目标），7.068万棵（2023年），5万棵（2024年目标）", "4个",
    ]  # fmt: skip
    assert isinstance(theme.most(rows[rows["indicator"] != ""]), Note)


def test_a_number_twice_in_one_document_is_not_repeated(tmp_path):
    rows = written(tmp_path, "新植行道树70680棵。绿化办新植行道树70680棵。", "修缮古桥3座。")
    assert theme.repeated(rows).empty
