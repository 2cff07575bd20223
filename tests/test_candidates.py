"""Names that documents share and no indicator has: what is proposed, in which order, in which form."""

import csv
import io

import pytest
from test_open_targets import report
from typer.testing import CliRunner

from hzlib import cli, lookups
from hzlib.extraction.candidates import ALIAS, candidates

SAID = (
    "新增家庭养老床位40张，建成幸福河湖3条，改造农村危房20户。",
    "新增家庭养老床位50张、省科技型中小企业9家。幸福河湖达到7条。建成幸福河湖2条。地区生产总值5亿元。",
    "完成农村危房改造30户，新增省科技型中小企业8家。幸福河湖占河湖的5%。地区生产总值6亿元。",
)


@pytest.fixture
def reports():
    return [report(f"r{number}", 2024, said) for number, said in enumerate(SAID)]


def test_names_stand_by_the_documents_and_the_numbers_that_have_them(reports):
    found = candidates(reports)
    assert [(one.subject, one.measure, one.documents, one.quantities) for one in found] == [
        ("幸福河湖", "level", 2, 3), ("家庭养老床位", "level", 2, 2),
        ("改造农村危房", "level", 2, 2), ("省科技型中小企业", "level", 2, 2),
    ]  # fmt: skip
    assert candidates(reports, least=3) == []


def test_an_indicator_is_proposed_whose_wording_the_name_contains(reports):
    found = {one.subject: one for one in candidates(reports)}
    assert (found["省科技型中小企业"].indicator, found["省科技型中小企业"].needs) == (
        "small_tech_firms_new", "flow",
    )  # fmt: skip
    assert (found["幸福河湖"].indicator, found["幸福河湖"].needs) == ("", "")
    assert "地区生产总值" not in found


@pytest.mark.parametrize(
    ("said", "measure"),
    [
        ("家庭养老床位达到40张。", "level"), ("家庭养老床位增长5%。", "growth"),
        ("家庭养老床位年均增长6%。", "growth_avg"), ("幸福河湖占比达到7%。", "share"),
        ("家庭养老床位减少20张。", "change"), ("家庭养老床位居全省第2位。", None),
    ],
)  # fmt: skip
def test_whatever_is_measured_of_a_thing_but_its_rank_may_be_an_indicator(said, measure):
    found = candidates([report("a", 2023, said), report("b", 2024, said)])
    assert [one.measure for one in found] == ([measure] if measure else [])


def test_a_report_in_two_files_counts_once():
    twice = [report(id, 2024, SAID[0]) for id in ("a", "b")]
    assert candidates(twice) == []


def test_the_rows_have_the_columns_of_the_table_and_fit_into_it(reports):
    columns = tuple(lookups.Alias.__dataclass_fields__)
    assert columns == ALIAS
    for one in candidates(reports):
        assert list(lookups.expand(one.pattern)) == [one.subject]


def test_the_command_prints_rows_that_a_person_completes(tmp_path, reports):
    paths = []
    for one in reports:
        paths.append(tmp_path / f"{one.id}.txt")
        paths[-1].write_text(f"某市{one.raw}", encoding="utf-8")
    done = CliRunner().invoke(cli.app, ["candidates", *map(str, paths), "--format", "csv"])
    assert done.exit_code == 0, done.output
    head, *rows = csv.reader(io.StringIO(done.stdout))
    assert (tuple(head), rows[0]) == (ALIAS, ["", "幸福河湖", "", ""])
    assert ["small_tech_firms_new", "省科技型中小企业", "flow", ""] in rows
    shown = CliRunner().invoke(cli.app, ["candidates", *map(str, paths)]).stdout
    assert "建成幸福河湖3条" in shown


def test_the_command_says_that_nothing_is_shared(tmp_path):
    path = tmp_path / "one.txt"
    path.write_text(f"某市{report('a', 2024, SAID[0]).raw}", encoding="utf-8")
    done = CliRunner().invoke(cli.app, ["candidates", str(path)])
    assert done.exit_code == 0 and done.stderr.startswith("hz")
