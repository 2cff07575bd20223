"""What is known of one indicator, in a notebook and on its page."""

import re
from itertools import combinations, pairwise
from math import dist

import pytest
from test_corpus_object import paths  # noqa: F401

import hzlib as hz
from hzlib import lookups
from hzlib.errors import HzError
from hzlib.evidence.basis import difference
from hzlib.evidence.value import Value, caution
from hzlib.figures.display import held
from hzlib.figures.printing import narrowed
from hzlib.figures.specification import Figure, Table
from hzlib.figures.still import BROKEN, years
from hzlib.pages.indicators import indicator_page
from hzlib.themes.indicator import profiles

HEADINGS = ["定义与口径", "历年数值", "目标与结果", "各地并列", "全部数值", "参考数据来源"]


@pytest.fixture(scope="module")
def gdp():
    return hz.indicator("GDP")


def section(profile, heading):
    return dict(profile.sections)[heading]


def test_the_sections_are_those_for_which_there_are_figures(gdp):
    assert [heading for heading, _ in gdp.sections] == HEADINGS
    bare = hz.indicator("port_cargo", source="qiantang-gwr-2024")
    assert [heading for heading, _ in bare.sections] == ["定义与口径"]
    assert str(bare.lead) == "所收文件未载明港口货物吞吐量。"


def test_every_statement_stands_in_time_with_its_words_and_its_basis(gdp):
    (table,) = section(gdp, "全部数值")
    assert len(table.rows) == len(gdp.rows) > 30
    periods = [row[0] for row in table.rows]
    assert [one[-5:-1] for one in periods] == sorted(one[-5:-1] for one in periods)
    row = next(row for row in table.rows if str(row[1]) == "18,753亿元")
    assert row[2] == "杭州市，实际，总量"
    assert row[3] == "生产总值（早于第五次全国经济普查的修订）"
    assert str(row[4]) == "全市生产总值18753亿元、增长1.5%（2023年杭州市政府工作报告）"
    counts = re.findall(r"(\d+)处", str(gdp.lead))
    assert sum(map(int, counts)) == 2 * len(gdp.rows), "by origin and by place"


def test_a_definition_is_that_of_the_table_and_says_whose_statistics_it_is(gdp):
    (table,) = section(gdp, "定义与口径")
    told = dict(table.rows)
    assert told["定义"] == lookups.comparability()["gdp"].definition
    assert told["统计部门"] == "国家统计局《主要统计指标解释》"
    assert "第五次全国经济普查" in told["影响往年数据可比的修订"]
    assert "第一次" not in told["影响往年数据可比的修订"], "of years that no figure is of"
    (table,) = section(hz.indicator("每千人托位数"), "定义与口径")
    assert dict(table.rows)["分母"] == "每千人"
    # Of a number for each of several years the years are no denominator.
    (table,) = section(hz.indicator("新引进35岁以下大学生"), "定义与口径")
    assert "分母" not in dict(table.rows)


def test_targets_are_judged_as_among_all_that_is_known():
    every = hz.outcomes(hz.facts(reference=True))
    for id in ("gdp", "pm25", "exports"):
        own = every[every["indicator"] == id]
        found = hz.indicator(id).pairs
        assert found["verdict"].tolist() == own["verdict"].tolist(), id


def test_a_place_narrows_what_is_listed_and_a_wrong_one_is_told():
    found = hz.indicator("GDP", place="钱塘")
    assert found.place == "钱塘区" and set(found.rows["region"]) == {"钱塘区"}
    assert set(found.pairs["region"]) == {"钱塘区"}
    with pytest.raises(HzError, match="没有这个地方"):
        hz.indicator("GDP", place="火星")
    with pytest.raises(HzError, match="没有这个指标"):
        hz.indicator("火星人口密度")


def test_of_reports_of_ones_own_it_tells_what_they_tell(paths):  # noqa: F811
    found = hz.indicator("GDP", source=paths)
    assert set(found.rows["region"]) == {"宁波市", "苏州市", "温州市"}
    assert "杭州" not in str(found)
    tables = section(found, "各地并列")
    assert len(tables) == 3, "each two of three"
    assert all("占比" not in str(table) for table in tables), "none lies in another"
    assert [one.indicator for one in profiles(hz.corpus(paths))] == ["gdp"]


def test_many_places_stand_in_one_table_of_the_year_that_most_tell_of(paths):  # noqa: F811
    told = [("嘉兴市", 2024, "7062.5"), ("绍兴市", 2024, "7791"), ("金华市", 2025, "6900.3")]
    for place, year, gdp in told:
        file = paths[0].with_name(f"{place}.txt")
        text = (
            f"{year}年{place}政府工作报告\n一、{year - 1}年工作回顾\n全市地区生产总值{gdp}亿元。\n"
        )
        file.write_text(text, encoding="utf-8")
        paths.append(file)
    (table,) = section(hz.indicator("GDP", source=paths), "各地并列")
    assert str(table.caption) == "2023年各地"
    rows = {row[0]: list(map(str, row[1:])) for row in table.rows}
    assert len(rows) == 5 and rows["宁波市"] == ["16,452.8亿元", "5.5%"]
    assert rows["嘉兴市"] == ["7,062.5亿元", "没有嘉兴市2023年地区生产总值增速的数据"]


def test_beside_what_it_lies_in_a_place_has_its_share(gdp):
    (table,) = section(gdp, "各地并列")
    heads = [one.heading for one in table.columns]
    assert heads[:5] == ["时期", "口径", "钱塘区", "杭州市", "占比"]
    parts = [row for row in table.rows if row[4] is not None]
    assert parts and all("÷" in row[4].source.text for row in parts)


def test_in_a_notebook_it_shows_its_sections_one_below_the_other(gdp):
    with held() as shown:
        gdp._ipython_display_()
    words = list(map(str, shown))
    assert words[0] == "地区生产总值" and words[1] == str(gdp.lead)
    assert [one for one in words if one in HEADINGS] == HEADINGS
    assert sum(isinstance(one, Figure) for one in shown) == 2
    assert sum(isinstance(one, Table) for one in shown) >= 5


# --- what a page opens with -----------------------------------------------------------------------


@pytest.fixture(scope="module")
def every():
    return list(profiles(hz.corpus()))


def test_each_indicator_opens_with_three_to_five_sentences_whose_numbers_have_sources(every):
    assert len(every) > 70
    for profile in every:
        assert 3 <= len(profile.answer) <= 5, profile.indicator
        assert all(str(one).endswith("。") and str(one).count("。") == 1 for one in profile.answer)
        for said in profile.answer:
            # What is no value are years, periods and names.
            plain = "".join(one for one in said.pieces if isinstance(one, str))
            plain = re.sub(r"(\d{4}—)?\d{4}年", "", plain.replace(profile.title, ""))
            assert not re.search(r"\d", plain), (profile.indicator, str(said))


def test_the_change_is_over_figures_of_one_basis_as_finely_as_they_are_printed(every):
    found = {one.indicator: "".join(map(str, one.answer)) for one in every}
    assert "2015年10,500亿元，2023年20,059亿元，按现价增长约91%。" in found["gdp"], (
        "no 2024: revised"
    )
    assert "，增长118.2%，年均增长8.1%。" in found["budget_revenue"], (
        "its growth is of the same prices"
    )
    assert "2020年3,693亿元，2022年5,141亿元" in found["exports"], "what 2023 says belies 2022"
    assert "增长约30%。" in found["invention_patents"], "of 7.3 and 9.5万"
    assert "上升0.75个百分点" in found["rd_intensity"], "of rates the difference"
    assert "各年数值的口径不同，未计算变动。" in found["life_expectancy"], "户籍 and all"
    assert "同一口径的确数不足两个年份，未计算变动。" in found["listed_total"], (
        "the other is a bound"
    )
    for profile in every:
        values = [one.value for said in profile.answer for one in said.pieces
                  if not isinstance(one, str)]  # fmt: skip
        assert not any(map(caution, values)), profile.indicator


def test_of_what_each_year_counts_anew_the_two_years_are_told_without_growth(every):
    found = {one.indicator: str(one.answer[1]) for one in every}
    assert found["nursery_places_new"] == "新增托位的变动：2020年2,626个，2023年6,870个。"
    assert found["good_air"] == "空气质量优良天数的变动：2015年242天，2020年334天。"
    assert found["market_entities"].endswith("增长148.3%，年均增长12.0%。"), "a stock grows"
    yearly = [one for one in every if lookups.indicators()[one.indicator].kind == "flow"]
    assert len(yearly) > 15
    for profile in yearly:
        assert not re.search("年均|增长|下降", "".join(map(str, profile.answer[1:2])))
        for figure in dict(profile.sections).get("历年数值", ()):
            assert not re.search("年均|增长|下降", str(figure.title)), profile.indicator


def reasons_shown(profile):
    """Yield why numbers of a page are not alike, as its tables and figures tell."""
    for heading, things in profile.sections:
        for shown in things if heading in ("历年数值", "目标与结果", "不同表述与修订") else ():
            if isinstance(shown, Figure):
                for told in ("不相连：", "不相连的数口径不同："):
                    yield from str(shown.caption).partition(told)[2].partition("。")[0].split("；")
            elif isinstance(shown, Table):
                cells = (cell for row in shown.rows for cell in row)
                yield from (caution(one) for one in cells if isinstance(one, Value))


def test_no_conclusion_calls_alike_what_its_page_shows_to_differ(every):
    broken = {one.indicator: {*reasons_shown(one)} - {""} for one in every}
    for profile in every:
        said = "".join(map(str, profile.answer))
        assert not re.search("口径相同|未见口径差异", said), profile.indicator
        known = broken[profile.indicator]
        assert not known or any(one in said for one in known), (profile.indicator, known)
        assert ("未载明各年的口径是否有变" in said) <= (not known), profile.indicator
    # Of a revision, of a scope, of a target that knows less, of a level that the next one belies.
    assert all(broken[one] for one in ("gdp", "pm25", "urbanization", "exports", "retail_sales"))
    assert not broken["market_entities"]
    assert all(one.startswith("价格口径不同") for one in broken["income_urban"])


def test_of_years_and_of_the_last_of_these_the_single_year_is_told(every):
    found = {one.indicator: str(one.answer[0]) for one in every}
    assert "2020年接待游客人次1.8亿人次。" in found["tourists"]
    assert "2022年新增上市公司27家，2021—2025年合计124家。" in found["listed_new"], (
        "a sum is no year"
    )


def test_what_is_later_than_the_last_plain_figure_is_told_beside_it(every):
    found = {one.indicator: str(one.answer[0]) for one in every}
    assert "最近的数值：2022年上市公司总数283家，2025年为≥300家。" in found["listed_total"]
    assert (
        "2023年新引进35岁以下大学生39.7万人，2021—2025年合计≥200万人"
        in found["graduates_attracted"]
    )
    assert "占GDP比重27.1%，2025年预计29.5%" in found["digital_core_va"], "a third measure, later"
    assert "21,860亿元，2024年" in found["gdp"], "a milestone long passed is not later"
    assert "最近的数值：2022年技术交易额≥1,000亿元（技术合同）。" in found["tech_transactions"], (
        "no plain one"
    )
    assert "最近的数值：2023年实际利用外资88.3亿美元。" in found["fdi"], "nothing later"


def test_limits_of_a_figure_and_the_whole_of_a_share_are_told(every):
    found = {one.indicator: "".join(map(str, one.answer)) for one in every}
    assert "100所（公办、改扩建）" in found["new_schools"]
    assert "700万平方米（扩绿），结果822万平方米（城市绿地）" in found["green_space_new"]
    assert "新建绿道597公里（含改造）" in found["greenways_new"]
    assert "占规模以上工业增加值比重47.5%；" in found["strategic_emerging_va"], "told by the whole"
    assert "占一般公共预算收入的89.7%" in found["tax_revenue"]
    assert "占全省份额21.5%（货物和服务）" in found["trade_total"]
    assert (
        "结果85%（预计）" in found["urbanization"]
        and "结果约30%（推算）" in found["invention_patents"]
    )
    assert "里程新增75公里" in found["metro_length"]


def test_a_picture_says_why_marks_that_no_line_joins_are_not_alike(every):
    said = {one.indicator: "".join(str(figure.caption) for figure in dict(one.sections)["历年数值"])
            for one in every if "历年数值" in dict(one.sections)}  # fmt: skip
    assert "不相连的数口径不同：范围不同：2022年的数载明“市区”" in said["pm25"]
    assert "不相连的数口径不同：范围不同：2020年的数载明“户籍人口”" in said["life_expectancy"]
    assert "口径" not in said["forest_coverage"], "years apart, of one basis"
    assert "口径可能不同" in said["new_urban_jobs"]
    apart = "不相邻的年份之间、口径不同的数之间均不连线"
    assert apart in said["exports"] and apart not in said["life_expectancy"], "2020, 2022, 2023"
    assert said["gdp"].count("2018年的数早于") == 1, "told of the strokes already"


def test_years_told_before_a_census_are_named_though_none_differs(every):
    found = {one.indicator: "".join(map(str, one.answer)) for one in every}
    assert "可比性：2021—2023年的数早于第五次全国经济普查的修订" in found["services_va"]
    assert "可比性：2023年的数早于第五次全国经济普查的修订" in found["finance_va"]
    assert "普查" not in found["fdi"] and "普查" not in found["fai"], "growth is not revised"
    assert found["digital_core_va"].count("第五次全国经济普查") == 1


def test_it_tells_the_next_target_the_furthest_and_the_last_that_was_due(every):
    found = {one.indicator: str(one.answer[2]) for one in every}
    assert (
        found["fdi"]
        == "杭州市最近到期的数字目标：2023年实际利用外资78亿美元，结果88.3亿美元，达到。"
    )
    assert (
        "2030年" in found["urban_rural_ratio"]
        and "最近到期的数字目标：2025年" in found["urban_rural_ratio"]
    )
    assert found["population"].endswith("尚无到期的数字目标。")
    assert found["tax_revenue"] == "所收文件和参考数据未载明杭州市的数字目标。"


def test_targets_to_come_are_the_next_and_the_furthest_each_once(every):
    found = {one.indicator: str(one.answer[2]) for one in every}
    assert found["gdp"].startswith(
        "杭州市未到期的数字目标：2026年地区生产总值25,000亿元，2030年地区生产总值≥30,000亿元；最近到期"
    )
    assert found["urban_rural_ratio"].count("2030年") == 1, "the next is the furthest"
    assert found["ai_core_revenue"].count("≥6,000亿元") == 1, "超6000亿元, in a table 6000"


def test_a_target_that_another_growth_rate_sets_is_told_with_both_rates(every):
    found = {one.indicator: list(map(str, one.answer)) for one in every}
    told = "以另一增速为准的目标：2023年城乡居民人均可支配收入增速高于GDP增速"
    assert found["income_urban"][2] == f"杭州市{told}（4.6%与5.6%），未达到※。"
    assert f"；{told}（6.6%与5.6%），达到※，2023年农村" in found["income_rural"][2]
    assert "城镇居民1个百分点（6.6%与4.6%），达到。" in found["income_rural"][2], "of like prices"
    assert "不可比（“同步”未载明容许差额" in "".join(found["budget_revenue"])
    assert not any("另一增速" in "".join(found[one]) for one in ("gdp", "fdi", "industrial_va"))
    # The page says of them what notebook 05 does.
    judged = hz.themes.target_outcome.relative_targets(hz.facts(reference=True))
    for profile in every:
        own = judged[judged["indicator"] == profile.indicator]
        assert profile.relative["verdict"].tolist() == own["verdict"].tolist(), profile.indicator
        tables = [one for one in dict(profile.sections).get("目标与结果", ())
                  if "另一增速" in str(getattr(one, "caption", ""))]  # fmt: skip
        assert len(tables) == own["region"].nunique() and len(own) == sum(
            len(one.rows) for one in tables
        )


def test_how_bounds_are_written_is_said_where_there_are_some(every):
    notes = {one.indicator: str(section(one, "全部数值")[0].note) for one in every}
    assert "一律记作≥或≤" in notes["gdp"] and not notes["tax_revenue"]
    for profile in every:
        bounded = bool(
            {"≥", "≤"} & {str(row[1])[0] for row in section(profile, "全部数值")[0].rows}
        )
        assert bounded <= bool(notes[profile.indicator]), profile.indicator


def test_what_cannot_be_compared_is_told_with_the_reason_of_its_table(every):
    for profile in every:
        for pair in profile.pairs.itertuples():
            if pair.verdict == "不可比" and f"，不可比（{pair.reason}）" in str(profile.lead):
                break
        else:
            assert "，不可比" not in str(profile.lead).replace("，不可比（“同步”", "")
    found = {one.indicator: str(one.lead) for one in every}
    assert "约4%（预计），不可比（结果仅表述为“左右”" in found["rd_intensity"]
    assert "85%（预计），达到※。" in found["urbanization"], "judged, of unlike figures"


def test_of_a_measure_that_is_not_the_first_a_reason_says_so(every):
    found = {one.indicator: str(one.lead) for one in every}
    assert "可比性：占比：2022年的数早于第五次全国经济普查的修订" in found["digital_core_va"]
    assert found["culture_va"].count("范围不同：2022年的数未载明") == 1, (
        "of both, told of the first"
    )
    assert "增速：范围不同：2022年" not in found["culture_va"]


def test_growth_is_priced_where_there_is_growth_and_one_place_is_counted_once(every):
    found = {one.indicator: str(one.lead) for one in every}
    for profile in every:
        grows = profile.rows["measure"].isin(["growth", "growth_avg"]).any()
        assert ("增速按" in found[profile.indicator]) <= grows, profile.indicator
    assert "增速按现价计算" in found["retail_sales"] and "增速" not in found["fdi"]
    assert found["tax_revenue"].endswith("所收文件载明2处，均为杭州市。")
    assert "；其中杭州市29处，钱塘区4处。" in found["gdp"]


def test_what_was_expected_is_told_as_such_and_silence_is_no_change(every):
    found = {one.indicator: list(map(str, one.answer)) for one in every}
    assert "2024年地区生产总值增速4.7%，2025年预计约5.2%" in found["gdp"][0]
    assert "预计" not in found["population"][0]
    assert "2025年预计1.62倍" in found["urban_rural_ratio"][0], "in the outline's table"
    assert "结果1.62倍（预计）" in found["urban_rural_ratio"][2]
    assert found["grain_output"][0] == "所收文件和参考数据未载明杭州市的结果，仅载明目标。"
    assert not any("变动" in one for one in found["grain_output"])
    assert found["tax_revenue"][1] == "仅载明一个年份的数值，未计算变动。"


def test_of_a_range_both_ends_stand_in_the_table_of_targets(gdp):
    table = section(gdp, "目标与结果")[1]
    (said,) = (str(row[2]) for row in table.rows if row[0] == "2026年" and "增速" in row[1])
    assert said == "5%—5.5%"


# --- pictures of years ----------------------------------------------------------------------------


def drawn(indicator, measure="level", place="杭州市"):
    rows = hz.corpus(reference=True).compare(indicator, measure, place)
    values = hz.values(rows[rows["period"].str.len() == 4])
    return values, years(values).figure.axes[0]


def test_a_line_joins_results_of_one_year_after_the_other_that_are_alike():
    values, axes = drawn("gdp")
    done = sorted((one for one in values if one.status != "target"), key=lambda one: one.period)
    ends = [tuple(map(int, line.get_xdata())) for line in axes.lines]
    assert ends
    for first, last in ends:
        one, other = (next(v for v in done if v.period == str(year)) for year in (first, last))
        assert last == first + 1 and not difference(one.source, other.source)
        assert one.bound in "=~" and other.bound in "=~"
    assert (2023, 2024) not in ends, "2024 knows of the census, 2023 does not"
    assert (2021, 2022) in ends
    assert all(2025 not in pair for pair in ends), "that of 2025 is a bound"


def test_targets_stand_by_themselves_and_every_mark_has_its_value():
    values, axes = drawn("gdp", "growth")
    tied = [one for dots in axes.collections for one in getattr(dots, "hz_values", ())]
    assert sorted(map(str, tied)) == sorted(map(str, values))
    targets = {(int(v.period), v.number) for v in values if v.status == "target"}
    ends = {
        point for line in axes.lines
        for point in zip(line.get_xdata(), line.get_ydata(), strict=True)
    }  # fmt: skip
    assert targets and not targets & ends


def shown(axes):
    return [one.get_text() for one in axes.texts]


def strokes(axes):
    return [one.get_offsets()[0] for one in axes.collections if one.get_gid() == BROKEN]


def test_where_two_years_are_not_alike_two_strokes_stand_and_the_caption_says_why():
    values, axes = drawn("gdp")
    places = [float(one[0]) for one in strokes(axes)]
    assert 2023.5 in places and 2021.5 not in places
    caption = str(years(values).caption)
    assert caption.endswith("2023年的数早于第五次全国经济普查的修订。") and "；；" not in caption
    values, axes = drawn("population")
    assert not strokes(axes) and "不相连" not in str(years(values).caption)


def test_a_line_to_what_is_expected_is_broken_and_the_ends_of_a_range_are_joined():
    values, axes = drawn("gdp", "growth")
    dashes = {tuple(map(int, one.get_xdata())): one.get_linestyle() for one in axes.lines}
    assert dashes[2024, 2025] == "--" and dashes[2022, 2023] == "-"
    assert "虚线的一端为预计，竖线连接目标范围的两端" in str(years(values).caption)
    assert "虚线" not in str(years(drawn("income_urban")[0]).caption)


def test_numbers_at_marks_have_all_their_digits_and_none_covers_another():
    for indicator, measure in (("gdp", "growth"), ("rd_intensity", "level"), ("gdp", "level")):
        _, axes = drawn(indicator, measure)
        axes.figure.draw_without_rendering()
        boxes = [one.get_window_extent() for one in axes.texts]
        assert len(boxes) > 8
        for place, one in enumerate(boxes):
            assert not any(one.overlaps(other) for other in boxes[place + 1 :]), indicator
    assert "1,027.32" in shown(drawn("budget_revenue")[1])


def test_on_a_phone_no_number_stands_nearer_to_another_mark_than_to_its_own(every):
    seen = 0
    for profile in every:
        for figure in dict(profile.sections).get("历年数值", ()):
            (axes,) = figure.plot.axes
            with narrowed(figure.plot):
                figure.plot.draw_without_rendering()
                marks = [spot for dots in axes.collections if getattr(dots, "hz_values", ())
                         for spot in dots.get_offset_transform().transform(dots.get_offsets())]  # fmt: skip
                for one in (text for text in axes.texts if text.get_visible()):
                    box, own = one.get_window_extent(), axes.transData.transform(one.xy)
                    middle = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
                    aside = min(dist(own, spot) for spot in marks) > 1  # right of what it lies on
                    nearest = min(dist(middle, spot) for spot in marks)
                    assert aside or dist(middle, own) < nearest + 2, (profile.indicator, one)
                    seen += 1
    assert seen > 100


def points_of_lines(axes):
    for line in axes.lines:
        first, last = axes.transData.transform(line.get_xydata())
        yield from (first + (last - first) * step / 20 for step in range(21))


def test_on_a_phone_numbers_stay_off_lines_and_strokes_are_drawn(every):
    crossed = 0
    for profile in every:
        for figure in dict(profile.sections).get("历年数值", ()):
            (axes,) = figure.plot.axes
            with narrowed(figure.plot) as readable:
                assert readable
                figure.plot.draw_without_rendering()
                kept = [one.get_window_extent() for one in axes.texts if one.get_visible()]
                spots = [*points_of_lines(axes)]
                crossed += sum(any(box.contains(*one) for one in spots) for box in kept)
                assert ("//" in str(figure.caption)) == bool(strokes(axes))
                years = [one.get_window_extent() for one in axes.get_xticklabels()
                         if one.get_visible() and one.get_text()]  # fmt: skip
                assert all(b.x0 - a.x1 > 2 for a, b in pairwise(years)), profile.indicator
    assert crossed <= 2, "where every side is taken"


def test_the_years_that_have_a_mark_are_written_and_no_mark_lies_on_another():
    values, axes = drawn("rd_intensity")
    axes.figure.draw_without_rendering()
    assert {one.get_text() for one in axes.get_xticklabels()} == {one.period for one in values}
    spots = [tuple(spot) for dots in axes.collections if getattr(dots, "hz_values", ())
             for spot in dots.get_offset_transform().transform(dots.get_offsets())]  # fmt: skip
    assert len(spots) == len(values)
    aside = [abs(b[0] - a[0]) + abs(b[1] - a[1]) for a, b in combinations(spots, 2)]
    assert min(aside) > 6
    tied = [one for dots in axes.collections for one in getattr(dots, "hz_values", ())]
    assert sorted(map(str, tied)) == sorted(map(str, values)), "each keeps its value"


def test_the_unit_stands_at_the_axis_and_ticks_are_whole_steps():
    values, _ = drawn("urban_rural_ratio")
    axes = years(values, name="倍差").figure.axes[0]
    assert axes.get_ylabel() == "倍差（倍）"
    axes.figure.draw_without_rendering()
    labels = [one.get_text() for one in axes.get_yticklabels()]
    steps = {round(float(b) - float(a), 4) for a, b in pairwise(labels)}
    assert len(steps) == 1 and {len(one) for one in labels} == {4}, labels
    values, _ = drawn("listed_new")
    axes = years(values).figure.axes[0]
    axes.figure.draw_without_rendering()
    assert all("." not in one.get_text() for one in axes.get_yticklabels()), "firms are whole"


def test_one_result_makes_no_picture(every):
    drawn = {one.indicator: dict(one.sections).get("历年数值", ()) for one in every}
    assert not drawn["online_retail"] and not drawn["digital_trade"]
    titles = [str(one.title) for one in drawn["digital_core_va"]]
    assert len(titles) == 3 and "占GDP比重" in titles[1]


def test_of_another_unit_no_point_is_drawn():
    for profile in (hz.indicator("fdi"), hz.indicator("人均地区生产总值")):
        for figure in dict(profile.sections).get("历年数值", ()):
            drawn = figure.figure.axes[0].collections
            tied = [one for dots in drawn for one in getattr(dots, "hz_values", ())]
            assert len({one.unit for one in tied}) == 1


# --- pages ----------------------------------------------------------------------------------------


def test_a_page_is_of_its_kind_and_needs_no_drawing_library(gdp):
    page = indicator_page(gdp)
    assert (page.kind, page.name, page.title) == ("indicator", "indicator-gdp", "地区生产总值")
    assert page.answer == tuple(one.html() for one in gdp.answer)
    assert page.figures == {} and len(page.pictures) == 4  # each for a narrow window too
    assert [one["text"] for one in page.contents] == ["结论", *HEADINGS]
    keys = set(re.findall(r'data-evidence="([^"]*)"', page.body))
    assert keys <= set(page.evidence["entries"])


def test_the_legend_of_every_chart_lies_on_its_sheet(every):
    sheets = [
        shown.plot
        for profile in every
        for heading, things in profile.sections if heading == "历年数值"
        for shown in things if isinstance(shown, Figure)
    ]  # fmt: skip
    keyed = [one for one in sheets if one.axes[0].get_legend()]
    assert any(len(one.axes[0].get_legend().get_texts()) > 4 for one in keyed)
    for sheet in keyed:
        sheet.draw_without_rendering()
        box = sheet.axes[0].get_legend().get_window_extent()
        assert box.y1 <= sheet.bbox.y1 + 1 and box.x0 >= 0
        assert box.y0 >= sheet.axes[0].bbox.y1 - 1


def test_what_may_be_a_stock_or_a_flow_is_no_point_of_a_series(every):
    found = next(one for one in every if one.indicator == "little_giants_new")
    (figure,) = dict(found.sections)["历年数值"]
    assert "2022年" not in str(figure.alt) and "2023年" in str(figure.alt)
    said = "".join(map(str, found.answer))
    assert "2022年的数载明“培育”，未说明是总数还是当年新增" in said
    assert any("2022年" in map(str, row) for row in dict(found.sections)["全部数值"][0].rows)


def test_a_number_is_told_by_the_name_of_its_source_where_that_says_less(every):
    said = {one.indicator: str(one.answer[0]) for one in every}
    assert "2020年人工智能产业营收1,557.6亿元" in said["ai_core_revenue"]
    assert "2022年高技术产业增加值增速6.6%" in said["hightech_va"]
    # What says as much, or says it in other words, keeps the common name.
    assert "规模以上工业增加值" in said["industrial_va"]


def test_limits_are_told_with_the_years_that_they_are_of(every):
    defined = {one.indicator: {str(row[0]): str(row[1]) for row in one.sections[0][1][0].rows}
               for one in every}  # fmt: skip
    assert defined["life_expectancy"]["限定范围"] == "户籍人口（2020年）"
    assert defined["industrial_va"]["限定范围"] == "规模以上"
    assert defined["new_urban_jobs"]["单位"] == "人（大数以万人表示）"
    assert defined["income_urban"]["单位"] == "元"


def test_few_printed_digits_are_told_where_a_conversion_hides_them(every):
    called = {
        one.indicator: [str(row[3]) for row in dict(one.sections)["全部数值"][0].rows]
        for one in every
    }
    assert "城乡居民收入（原文6.9万元）" in called["income_urban"]
    assert not any("原文" in one for one in called["new_urban_jobs"] + called["budget_revenue"])


def test_a_level_is_revised_for_sure_only_by_a_revision_that_is_known(every):
    judged = {
        one.indicator: {str(row[0]): str(row[-1]) for row in table.rows}
        for one in every for table in dict(one.sections).get("不同表述与修订", ())
        if "倒推" in str(table.caption)
    }  # fmt: skip
    assert judged["exports"]["杭州市2022年"] == "可能已修订或口径有变"
    assert judged["retail_sales"]["杭州市2019年"] == "已修订"
    assert judged["retail_sales"]["杭州市2022年"] == "在舍入误差以内"
