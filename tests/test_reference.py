"""The reference series: what it holds, where it comes from, whether it agrees with itself."""

import csv

import pytest

from hzlib import paths
from hzlib.errors import HzError
from hzlib.views.reference import COLUMNS, reference


def rows():
    with (paths.data() / "etc" / "reference.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_file_has_the_columns_that_the_docs_name():
    assert tuple(rows()[0]) == COLUMNS
    assert len(rows()) == len(reference()) == 46


def test_every_figure_names_its_source_or_says_that_it_was_read_in_a_reprint():
    for row in rows():
        assert row["source_title"] and row["publisher"]
        assert row["url"].startswith("http") or "read in a reprint" in row["note"]


def test_units_are_the_indicators_own_and_nothing_is_stated_twice():
    with (paths.data() / "etc" / "indicators.csv").open(encoding="utf-8", newline="") as file:
        units = {row["id"]: row["canonical_unit"] for row in csv.DictReader(file)}
    keys = [
        tuple(row[name] for name in COLUMNS[:4]) + (row["status"], row["bound"]) for row in rows()
    ]
    assert len(set(keys)) == len(keys)
    for row in rows():
        expected = units[row["indicator"]] if row["measure"] == "level" else "%"
        assert row["unit"] == expected
        assert row["bound"] in ("=", "~", ">=", "<=")
        assert row["status"] in ("actual", "estimate", "target")
        assert row["period"].isdigit() and len(row["period"]) == 4


def test_evidence_counts_data_rows_from_one():
    series = reference()
    for number, (plain, evidence) in enumerate(zip(rows(), series["evidence"], strict=True), 1):
        assert evidence == f"reference:{number}"
        assert series.iloc[number - 1]["value"] == float(plain["value"])
        assert series.iloc[number - 1]["text"] == plain["value"] + plain["unit"]


def test_levels_and_growth_of_the_budget_agree_with_the_2021_report():
    # The 2021 report gives 2093亿元 for 2020; 2387 ÷ 1.14 = 2093.9 is that within the rounding
    # of 14% (13.5 to 14.5: 2084.7 to 2103.1).
    found = {(row["measure"], row["period"]): float(row["value"]) for row in rows()
             if row["indicator"] == "budget_revenue"}  # fmt: skip
    assert found["level", "2021"] / 1.145 < 2093 < found["level", "2021"] / 1.135
    assert found["growth", "2021"] == 14


def test_a_file_without_a_column_or_with_a_word_for_a_number_is_named(tmp_path, monkeypatch):
    from hzlib.views import reference as module

    (tmp_path / "etc").mkdir()
    monkeypatch.setattr(module.paths, "data", lambda: tmp_path)
    good = (",".join(COLUMNS) + "\n", "某市,gdp,level,2020,很多,亿元,actual,=,甲,乙,,\n")
    for lines, message in (((good[0].replace("unit,", ""),), "缺少列 unit"), (good, "很多")):
        module._read.cache_clear()
        (tmp_path / "etc" / "reference.csv").write_text("".join(lines), encoding="utf-8")
        with pytest.raises(HzError, match=message):
            reference()
    module._read.cache_clear()
