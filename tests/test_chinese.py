"""The table of facts in Chinese: what people write finds the rows, and sources stay."""

import pytest

import hzlib as hz
from hzlib.errors import HzError


@pytest.fixture(scope="module")
def facts():
    return hz.facts(reference=True)


@pytest.fixture(scope="module")
def data(facts):
    return hz.chinese(facts)


def test_every_row_and_its_source_is_kept(facts, data):
    assert list(data["出处"]) == list(facts.evidence)
    assert list(data["数值"]) == list(facts.value)
    assert set(data["状态"]) <= {"实际", "预计", "目标"}
    assert set(data["界限"]) <= {"正好", "不低于", "不高于", "左右"}


@pytest.mark.parametrize(
    ("wanted", "same"),
    [
        ({"指标": "GDP", "口径": "增速"}, {"indicator": "gdp", "measure": "growth"}),
        ({"指标": ["生产总值", "常住人口"]}, {"indicator": ["gdp", "population"]}),
        ({"时期": 2022}, {"period": "2022"}),
        ({"时期": "2022年", "地区": "杭州"}, {"period": "2022", "region": "杭州市"}),
        ({"状态": "目标", "界限": "以上"}, {"status": "target", "bound": ">="}),
        ({"指标": "居民消费价格指数", "口径": "水平"}, {"indicator": "cpi", "measure": "level"}),
        ({"指标": "居民消费价格指数", "口径": "总量"}, {"indicator": "cpi", "measure": "level"}),
    ],
)
def test_select_takes_what_people_write(facts, data, wanted, same):
    rows = hz.select(data, **wanted)
    assert len(rows)
    assert list(rows["出处"]) == list(hz.select(facts, **same).evidence)


def test_what_nobody_has_is_named_with_what_there_is(data):
    with pytest.raises(HzError, match="指标.*口径"):
        hz.select(data, 年份=2022)
    with pytest.raises(HzError, match="没有这个指标"):
        hz.select(data, 指标="生产总之")
    with pytest.raises(HzError, match="没有这个度量"):
        hz.select(data, 口径="高低")
    with pytest.raises(HzError, match="没有这种界限"):
        hz.select(data, 界限="也许")
    with pytest.raises(HzError, match="要都|各列都要"):
        hz.chinese(hz.facts()[["value", "evidence"]])


@pytest.mark.parametrize("status", ["目标", "target"])
def test_pick_gives_the_same_value_from_both_tables(facts, data, status):
    given = [hz.pick(table, "生产总值", "总量", 2025, status=status) for table in (facts, data)]
    assert given[0] == given[1] == hz.pick(facts, "gdp", "level", 2025, status="target")
    assert str(hz.pick(data, "GDP", "总量", 2023, "钱塘")) == "1,270亿元"


def test_a_chinese_table_shows_its_numbers_with_their_sources(data):
    rows = hz.select(data, 指标="GDP", 状态="目标", 时期=2023)
    table = hz.table(rows[["指标", "数值", "单位", "原文", "出处"]])
    assert [column.heading for column in table.columns] == ["指标", "数值", "单位", "原文"]
    value = table.rows[0][1]
    assert (value.status, value.bound) == ("target", ">=")
    assert hz.values(rows) == [value]
