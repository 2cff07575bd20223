"""Many places side by side: their targets, ranks and groups, and the invented reports."""

import importlib.util
from functools import partial
from pathlib import Path

import made_reports
import plotly.express as px
import pytest

import hzlib as hz
from hzlib import lookups, paths
from hzlib.evidence.value import Missing
from hzlib.figures.specification import Figure, Note
from hzlib.frames.places import ends_of, is_invented, quantile, results, standing, targets
from hzlib.text.places import counties, listed
from hzlib.themes.places.groups import Aims

theme = hz.themes.places
PROVINCES = ("浙江省", "四川省", "甘肃省", "黑龙江省")
SAID = ("增长5%—5.5%", "增长5.5%左右", "增长5.5%以上", "增长4.5-5%")


def text(place, year, said, done="5"):
    return (
        f"{year}年{place}政府工作报告\n\n各位代表：\n\n一、{year - 1}年工作回顾\n\n"
        f"{year - 1}年，全省地区生产总值增长{done}%。\n\n二、{year}年工作安排\n\n"
        f"{year}年经济社会发展主要预期目标是：地区生产总值{said}，城镇新增就业10万人以上。\n"
    )


@pytest.fixture(scope="module")
def provinces(tmp_path_factory):
    texts = [text(*one) for one in zip(PROVINCES, [2026] * 4, SAID, strict=True)]
    later = text("浙江省", 2027, "增长6%", "5.2")
    folder = tmp_path_factory.mktemp("provinces")
    return theme.board(theme.material(made_reports.written(folder, *texts, later)))


# --- the example ----------------------------------------------------------------------------------


def test_the_example_is_made_again_byte_for_byte():
    file = paths.data() / "example.py"
    spec = importlib.util.spec_from_file_location("example", file)
    example = importlib.util.module_from_spec(spec)
    import sys

    sys.modules["example"] = example
    spec.loader.exec_module(example)
    made = dict(example.written())
    folder = paths.data() / "example"
    assert {one.name for one in folder.iterdir()} == {*made}
    for name, told in made.items():
        assert (folder / name).read_bytes() == told.encode(), name
        assert 800 < len(told) < 1500 and "虚构" in told.splitlines()[2]


def test_the_invented_places_are_none_that_there_are():
    for row in lookups.read(lookups.ExamplePlace):
        assert row.name not in listed() and row.name not in counties()


def test_each_report_of_the_example_is_read_as_what_it_is():
    for one in theme.material().documents[5:]:
        assert is_invented(one.place) and one.kind == "work-report" and not one.warnings
        assert one.path.stem == f"{one.place}_{one.year}"


def test_the_catalogue_knows_nothing_of_the_example():
    assert len(hz.documents()) == 5
    assert not any(map(is_invented, hz.facts()["region"]))


# --- figures of places ----------------------------------------------------------------------------


def test_a_range_has_two_ends_and_an_about_and_a_floor_stay_what_they_are(provinces):
    found = {one.place: one for one in provinces.targets.itertuples()}
    assert {place: f"{one.target:p}" for place, one in found.items()} == {
        "四川省": "约5.5%", "甘肃省": "≥5.5%", "浙江省": "5%—5.5%", "黑龙江省": "4.5—5%",
    }  # fmt: skip
    assert [found["浙江省"].low.number, found["浙江省"].high.number] == [5, 5.5]
    assert found["四川省"].low is found["四川省"].high


def test_the_country_is_no_place_among_others():
    rows = hz.facts(indicator="gdp", measure="growth").assign(region="全国")
    assert targets(rows).empty and results(rows, "2023") == {}


def test_equal_figures_share_a_rank_and_the_rank_leads_to_all_of_them(provinces):
    found = standing(provinces.values, "甘肃省")
    assert (str(found.rank), str(found.equal), str(found.among)) == ("第1位", "1个", "4个")
    assert len(found.rank.source.parts) == 4
    assert standing(provinces.values, "火星") is None
    assert standing({"甘肃省": provinces.values["甘肃省"]}, "甘肃省") is None


def test_quantiles_lie_between_figures(provinces):
    values = provinces.values
    assert [float(quantile(values, share, "分位数")) for share in (0, 0.25, 0.5, 1)] == [
        4.5, 4.9, 5.25, 5.5,
    ]  # fmt: skip
    assert [str(one) for one in ends_of(values)] == ["5.5%", "4.5%"]


@pytest.mark.parametrize(
    ("numbers", "low", "middle"),
    [((5, 5.5, 5.5, 6, 7), "5.5%", "5.5%"), ((5, 5.5, 6, 6), "5.4%", "5.75%"),
     ((4, 5, 6, 7), "4.8%", "5.5%"), ((5.25, 5.5, 6, 6), "5.44%", "5.75%")],
)  # fmt: skip
def test_quartiles_are_no_finer_than_what_is_stated(numbers, low, middle):
    from hzlib.evidence.value import assumed

    values = {str(at): assumed(one, "%", "甲", "a") for at, one in enumerate(numbers)}
    found = quantile(values, 0.25, "下四分位数"), quantile(values, 0.5, "中位数")
    assert [str(one) for one in found] == [low, middle]
    assert ("四舍五入" in found[0].source.text) == (low != "5.5%")


def test_a_median_says_how_many_targets_are_no_plain_numbers(provinces):
    """Where all are worded alike it is worded so itself."""
    assert "中位数5.25%（4个非确数），" in str(theme.targets_told(provinces))
    assert "全部地区（4个）中位数5.25%（4个非确数），四分位数" in str(theme.spread_told(provinces))
    assert "目标所载数值的中位数：" in str(theme.spread(provinces).title)
    middle = quantile(provinces.values, 0.5, "中位数")
    assert middle.source.text.endswith("；4个不是确数，按所载数值计")
    assert [str(row[2]) for row in theme.spread(provinces).table.rows][0] == "4个"


def test_an_end_carries_its_bound_and_a_range_both_ends(provinces):
    assert "最高5.5%（四川省约5.5%、甘肃省≥5.5%），最低4.5—5%（黑龙江省）" in str(
        theme.targets_told(provinces)
    )
    assert "“左右”“以上”类目标取所载数值，区间型目标取较易达到的一端。" in str(
        theme.targets_told(provinces)
    )
    floors = {place: one for place, one in provinces.values.items() if one.bound in (">=", "~")}
    assert [str(one) for one in ends_of(floors)] == ["5.5%", "5.5%"]
    assert str(quantile({"甘肃省": floors["甘肃省"]}, 0.5, "中位数")) == "≥5.5%"
    table = theme.spread(provinces).table
    assert [f"{table.rows[0][at]:p}" for at in (3, 7)] == ["4.5—5%", "5.5%"]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (["增长5%以上"] * 3, "均为≥5%"),
        (["增长5%以上", "增长5%", "增长5%"], "所载数值均为5%"),
        (["增长5%左右", "增长6%左右", "增长7%左右"], "中位数约6%，最高约7%（甘肃省），最低约5%（浙江省）"),
        (["增长5%以上", "增长5%", "增长6%"], "最高6%（甘肃省），最低5%（四川省5%、浙江省≥5%）"),
        (["增长5%-6%", "增长7%", "增长8%"], "最低5%—6%（浙江省）"),
    ],
)  # fmt: skip
def test_what_is_said_of_many_targets_holds_of_each_wording(tmp_path, said, told):
    texts = [text(place, 2026, one) for place, one in zip(PROVINCES, said, strict=False)]
    board = theme.board(theme.material(made_reports.written(tmp_path, *texts)))
    assert told in str(theme.targets_told(board))
    assert ("比较时" in str(theme.targets_told(board))) == any(len(one) > 4 for one in said)


# --- what is shown --------------------------------------------------------------------------------


def test_every_province_has_a_tile_of_its_own():
    rows = lookups.read(lookups.Tile)
    named = {row.name for row in lookups.read(lookups.Place) if row.level == "province"}
    assert named <= {row.province for row in rows}
    assert len({(row.column, row.row) for row in rows}) == len(rows)


def test_the_map_shows_what_is_known_and_says_so_where_that_is_too_little(provinces):
    shown = theme.tiles(provinces)
    assert isinstance(shown, Figure) and "4个省级行政区" in str(shown.title)
    cells = [one for line in shown.figure.data[0].text for one in line if one]
    assert "浙江<br>5—5.5" in cells and "四川<br>约5.5" in cells
    assert [(row[0], f"{row[1]:p}", row[2]) for row in shown.table.rows] == [
        ("四川省", "约5.5%", "本级"), ("甘肃省", "≥5.5%", "本级"), ("浙江省", "5%—5.5%", "本级"),
        ("黑龙江省", "4.5—5%", "本级"),
    ]  # fmt: skip
    assert "不足三个，不绘分省图" in str(theme.tiles(theme.board(theme.material())))


@pytest.mark.parametrize(
    ("places", "groups"),
    [
        ("宁波市 温州市 成都市 绵阳市", ["全部地区", "四川省各地", "浙江省各地"]),
        ("宁波市 温州市 杭州市 金华市", ["全部地区"]),
        ("宁波市 浙江省 四川省 甘肃省", ["全部地区", "省级", "地级"]),
    ],
)
def test_groups_of_places_are_told_where_there_are_several(tmp_path, places, groups):
    texts = [text(*one) for one in zip(places.split(), [2026] * 4, SAID, strict=True)]
    shown = theme.spread(theme.board(theme.material(made_reports.written(tmp_path, *texts))))
    assert [row[0] for row in shown.table.rows] == groups


def test_a_cell_is_the_share_of_several_places_or_the_number_of_targets_of_one(tmp_path):
    texts = [text(*one) for one in zip(PROVINCES, [2026] * 4, SAID, strict=True)]
    texts[0] = texts[0].replace("，城镇新增就业10万人以上", "")
    aims = Aims.of(theme.board(theme.material(made_reports.written(tmp_path, *texts))))
    of = partial(aims.cell, indicator="城镇新增就业")
    assert [str(of(some)) for some in (PROVINCES, PROVINCES[:1], PROVINCES[1:2])] == [
        "75%", "0个", "1个",
    ]  # fmt: skip


def test_a_target_is_set_beside_the_result_of_the_next_report(provinces):
    pairs = theme.answered(provinces, 0.05)
    assert pairs[["place", "verdict"]].values.tolist() == [["浙江省", "达到"]]
    assert "2026年，1个地区的地区生产总值增速目标有后续结果：均达到" in str(
        theme.answered_told(provinces, pairs)
    )


def test_of_many_places_both_ends_and_the_chosen_one_are_drawn():
    import pandas as pd

    rows = pd.DataFrame({"place": [f"第{n}市" for n in range(300)]})
    shown = theme.some(rows, "第150市")
    assert len(shown) == 40 and "第150市" in set(shown["place"])
    assert {"第0市", "第299市"} <= set(shown["place"])


def test_a_place_is_marked_as_invented_wherever_it_is_shown():
    board = theme.board(theme.material(), place="澜溪市")
    for shown in (theme.targets_table(board), theme.targets_told(board), theme.own_told(board),
                  theme.holdings(board.corpus), theme.stated(board).table):  # fmt: skip
        said = str(shown)
        for row in lookups.read(lookups.ExamplePlace):
            assert said.count(row.name) == said.count(f"{row.name}（虚构）"), row.name


def test_of_nothing_a_note_or_a_missing_figure_is_told(provinces):
    board = theme.board(provinces.corpus, year=1999)
    assert isinstance(theme.targets_told(board), Missing) and theme.own_told(board) is None
    for shown in (theme.targets_table(board), theme.spread(board), theme.stated(board)):
        assert isinstance(shown, Note)


@pytest.mark.parametrize("group", ["县级", "省级", "岚川省", "2025", "杭州市", ""])
def test_a_group_may_be_a_level_a_province_a_year_or_a_place(group):
    board = theme.board(theme.material())
    words = theme.group_words(board, group)
    assert len(words) and set(words["other"]) == {"其余文件"}
    assert "政府工作报告与其余" in str(theme.words_told(board, words, group))


def test_a_place_among_the_words_is_said_to_be_one(tmp_path):
    more = "浦东加快发展。" * 40
    texts = [
        text("上海市", 2026, "增长5%") + more,
        text("浙江省", 2026, "增长5%") + "全省推进改革。" * 40,
    ]
    board = theme.board(theme.material(made_reports.written(tmp_path, *texts)))
    words = set(theme.group_words(board, "上海市")["word"])
    assert words == set(theme.group_words(board, "上海")["word"])
    assert "浦东（地名）" in words and "推进改革" in words and not {"浦东", "全省", "上海"} & words


def test_an_invented_report_has_no_reader_and_is_in_no_index():
    from hzlib.pages.documents import resolved, shown
    from hzlib.pages.page import Page

    document = theme.material().documents[-1]
    own = {"path": str(document.path), "place": document.place, "issuer": document.issuer}
    told = resolved({"a": {"title": document.title, "own": own}}, Path())
    assert told["a"]["reader"] is False
    assert shown(Page("a", "report"), told).documents == []


# --- what is odd ----------------------------------------------------------------------------------


@pytest.fixture
def doubled(tmp_path):
    """Return a folder of three reports, one of them there under two names."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, place in (("b", "浙江省"), ("a", "浙江省"), ("c", "四川省"), ("d", "甘肃省")):
        (folder / f"{name}.txt").write_text(text(place, 2026, "增长5%"), encoding="utf-8")
    return folder


def test_a_text_that_is_there_twice_counts_once_whatever_it_came_from(doubled, tmp_path):
    pytest.importorskip("pyarrow")
    from hzlib.store.build import build

    build(str(doubled), str(tmp_path / "corpus"))
    told = set()
    for source in (doubled, tmp_path / "corpus", sorted(map(str, doubled.iterdir()))):
        given = theme.material(source)
        odd = theme.oddities(given)
        corpus = theme.once(given, odd)
        assert [one.id for one in corpus.documents] == ["a", "c", "d"]
        assert "3个地区" in str(theme.targets_told(theme.board(corpus)))
        shown = theme.oddities_table(odd)
        assert [(str(row[0]), row[2]) for row in shown.rows] == [
            ("2026年浙江省政府工作报告", "重复"), ("2026年四川省政府工作报告", "雷同"),
            ("2026年甘肃省政府工作报告", "雷同"),
        ]  # fmt: skip
        assert len(list(shown.sources())) == 3
        told.add(
            (str(theme.account(corpus, odd)), str(theme.oddities_told(given, odd)), str(shown))
        )
    ((account, said, shown),) = told
    assert account.startswith("3份文件（另有1份文字重复，不计）涉及3个地区")
    assert said == (
        "4份文件中，3份有疑点（一份可有几种）：重复1份，雷同2份。重复的文件只计文字最多的一份，下文所用为3份。"
    )
    assert "与 a（a.txt）文字相近" in shown


def test_where_nothing_is_odd_a_sentence_says_so(provinces):
    given = theme.material()
    odd = theme.oddities(given)
    assert odd == [] and theme.oddities_table(odd) is None
    assert theme.once(given, odd).documents == given.documents
    assert str(theme.oddities_told(given, odd)).startswith("65份文件中，没有发现")
    assert "另有" not in str(theme.account(given, odd))


@pytest.mark.parametrize(
    ("said", "target"),
    [("增长9%以上，力争达到10%", "≥9%"), ("增长10%以上，力争达到10%", "≥10%"), ("增长10%", "10%"),
     ("增长9%—10%，力争达到11%", "9%—10%")],
)  # fmt: skip
def test_what_is_striven_for_lies_beyond_the_target(tmp_path, said, target):
    (tmp_path / "a.txt").write_text(text("浙江省", 2026, said), encoding="utf-8")
    rows = hz.facts(tmp_path / "a.txt", indicator="gdp", measure="growth")
    assert [f"{one.target:p}" for one in targets(rows).itertuples()] == [target]
    compared = hz.corpus(tmp_path / "a.txt").compare("GDP", "growth", "浙江")
    compared = [f"{one:p}" for one in hz.values(compared[compared["status"] == "target"])]
    assert "—".join(one.strip("≥≤") for one in compared) == target.strip("≥")
    assert target == "10%" or all(one[0] in "≥≤" for one in compared)


def test_what_a_plan_aims_at_for_its_last_year_is_no_target_of_a_year():
    rows = hz.facts(indicator="rd_intensity", measure="level")
    assert "2030" in set(rows["period"][rows["status"] == "target"])
    assert {one.period for one in targets(rows).itertuples()} <= {"2021", "2023", "2024"}
    assert targets(rows.head(0)).empty


@pytest.mark.parametrize(
    ("aims", "told"),
    [((5, 6, 4, 3), "在4个地区中由高到低列第2位。"),
     ((5, 6, 5, 3), "在4个地区中由高到低列第2位（与1个地区并列）。"),
     ((5, 5, 5, 5), "4个地区数值相同。")],
)  # fmt: skip
def test_a_rank_is_told_where_there_is_one(tmp_path, aims, told):
    texts = [text(place, 2026, f"增长{aim}%") for place, aim in zip(PROVINCES, aims, strict=True)]
    board = theme.board(theme.material(made_reports.written(tmp_path, *texts)), place="浙江省")
    assert str(theme.own_told(board)) == f"浙江省的目标为5%，按所载数值，{told}"
    assert "数值相同" in str(theme.ranks_told(board, theme.ranks(board)))  # all grew by 5%


# --- what may not be compared, and what is lacking ------------------------------------------------


def test_amounts_of_unlike_places_have_no_median_no_rank_and_no_map(provinces):
    board = theme.board(provinces.corpus, indicator="城镇新增就业")
    assert board.sized and board.measure == "level" and not provinces.sized
    said = str(theme.targets_told(board))
    assert "中位数" not in said.partition("总量与地区大小有关，不计中位数和位次。")[0]
    assert "总量与地区大小有关" not in str(theme.targets_told(provinces))
    assert theme.own_told(board) is None
    for shown in (theme.spread(board), theme.tiles(board)):
        assert isinstance(shown, Note) and "`indicator=城镇新增就业` 可改为" in str(shown)
    assert isinstance(theme.spread_told(board), Missing)
    years = theme.over_years(board)
    assert "中位数" not in f"{years.table}{years.caption}"


@pytest.mark.parametrize(("rates", "measure"), [(3, "growth"), (2, "level")])
def test_rates_come_before_amounts_where_some_places_have_them(tmp_path, rates, measure):
    told = [("增长5%，" if at < rates else "") + f"总量达到{at + 5}万亿元" for at in range(4)]
    texts = [text(place, 2026, one) for place, one in zip(PROVINCES, told, strict=True)]
    assert theme.board(theme.material(made_reports.written(tmp_path, *texts))).measure == measure


def test_what_is_left_empty_says_which_parameter_did_it_and_what_to_set(provinces):
    board = theme.board(provinces.corpus, year=1999)
    told = str(theme.targets_told(board))
    assert told == "没有1999年地区生产总值增速目标的数据；参数 `year=1999` 可改为 `year=2026`"
    pairs = theme.answered(board, 0.05)
    for shown in (theme.targets_table(board), theme.spread(board), theme.stated(board),
                  theme.answered_told(board, pairs), theme.ranks_table(board, theme.ranks(board))):  # fmt: skip
        assert "参数 `year=1999` 可改为 `year=20" in str(shown)
    board = theme.board(provinces.corpus, indicator="人口自然增长率")
    assert "参数 `indicator=人口自然增长率` 没有可改的取值" in str(theme.targets_told(board))
    rows = theme.group_words(provinces, "火星")
    assert "参数 `group=火星` 可改为 `group=浙江省`" in theme.words_told(provinces, rows, "火星")


@pytest.fixture(scope="module")
def with_country(tmp_path_factory):
    texts = [text(*one) for one in zip(PROVINCES, [2026] * 4, SAID, strict=True)]
    whole = (
        "政府工作报告\n——2026年3月5日在第十四届全国人民代表大会第四次会议上\n国务院总理\n\n"
        "一、2025年工作回顾\n\n2025年，国内生产总值增长5%。\n\n二、2026年工作安排\n\n"
        "2026年发展主要预期目标是：国内生产总值增长5%左右，城镇新增就业1200万人以上。\n"
    )
    return theme.material(made_reports.written(tmp_path_factory.mktemp("whole"), *texts, whole))


def test_the_target_of_the_country_is_told_apart_and_drawn_as_a_line(with_country, provinces):
    board = theme.board(with_country)
    assert {year: f"{one:p}" for year, one in board.national.items()} == {2026: "约5%"}
    assert len(board.values) == 4 and "全国" not in board.places
    told = "全国目标为约5%，按所载数值，各地区2个高于全国，1个与全国相同，1个低于全国。"
    assert told in str(theme.targets_told(board))
    rows = theme.ends(board)
    assert rows[["label", "kind"]].values.tolist()[-1] == ["全国", "全国"]
    figure = px.line(rows, x="value", y="label", color="kind", line_group="label", markers=True)
    shown = hz.explore(theme.marked(figure, rows, board.place))
    assert list(shown.figure.layout.yaxis.categoryarray) == list(rows["label"].unique()[::-1])
    assert "约5" in [one for trace in shown.figure.data for one in trace.text]
    assert [one.x1 for one in shown.figure.layout.shapes if one.line.dash] == [5]
    assert "全国目标" in theme.targets_caption(board) and "全国" in str(theme.spread(board).caption)
    assert "全国" in [one.name for one in theme.over_years(theme.board(theme.material(
        [*with_country.documents, *provinces.corpus.documents[-1:]]))).figure.data]  # fmt: skip


def test_an_amount_of_the_country_stands_beside_none_of_a_place(with_country, provinces):
    assert theme.board(with_country, indicator="城镇新增就业").national == {}
    assert provinces.national == {} and "全国" not in theme.targets_caption(provinces)


@pytest.mark.parametrize(
    "said", ["指数为103（上年=100）", "总指数103", "指数为103%", "指数102.5（以上年为100）"]
)
def test_an_index_of_prices_stands_beside_no_growth(tmp_path, said):
    texts = [
        text(place, 2026, "增长5%，居民消费价格涨幅3%左右").replace(
            "增长5%。", f"增长5%。居民消费价格{said}。"
        )
        for place in PROVINCES
    ]
    corpus = theme.material(made_reports.written(tmp_path, *texts))
    board = theme.board(corpus, indicator="CPI")
    assert all(said in one.text for one in corpus.documents)
    assert {f"{one:p}" for one in board.values.values()} == {"约3%"}
    assert all(row[-1] is None for row in theme.targets_table(board).rows)
    assert max(corpus.facts(indicator="cpi")["value"]) == 3
