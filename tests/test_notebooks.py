"""The notebooks: their form, that they run, and that their headline figures are right.

The figures are recomputed from the raw bytes with plain regular expressions, without the package's
reading of documents.
"""

import csv
import re
from functools import cache

import nbformat
import pytest

from hzlib import paths
from hzlib.pages.run import run

NOTEBOOKS = sorted(paths.notebooks().glob("[0-9][0-9]_*.ipynb"))
MINE = ("00_start", "01_gdp_trends", "02_targets", "03_qiantang")
RAW = {
    "fyp15": "004_d007ba3417d3ce78.txt",
    "2021": "001_9ecc862bbb333f7d.txt",
    "2023": "000_d5e9e53ef1ac3bbb.txt",
    "plan": "002_518a845f9904276b.txt",
    "qiantang": "003_058a47b1a797c1c9.txt",
}


def notebook(name):
    return nbformat.read(paths.notebooks() / f"{name}.ipynb", as_version=4)


@cache
def output(name):
    """Run a notebook as it is and return what its readings say."""
    return readings(run(paths.notebooks() / f"{name}.ipynb"))


def readings(executed):
    return "\n".join(
        item.data["text/plain"]
        for cell in executed.cells
        for item in cell.get("outputs", [])
        if item.get("metadata", {}).get("hzlib", {}).get("kind") == "reading"
    )


def run_with(tmp_path, name, **parameters):
    """Run a notebook with other parameters, set after its first code cell."""
    content = notebook(name)
    lines = "\n".join(f"{key} = {value!r}" for key, value in parameters.items())
    tagged = [cell for cell in content.cells if "parameters" in cell.metadata.get("tags", [])]
    tagged[0].source += f"\n{lines}"
    file = tmp_path / f"{name}.ipynb"
    nbformat.write(content, file)
    return readings(run(file))


def raw(name):
    return (paths.data() / "raw" / RAW[name]).read_bytes().decode("utf-8")


def found(name, pattern):
    """Return the numbers that a pattern finds in a raw document, which must have it."""
    match = re.search(pattern, raw(name))
    assert match, pattern
    return [float(number) for number in match.groups()]


def borrowed(indicator, measure, period, region="杭州市"):
    with (paths.data() / "etc" / "reference.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            key = (row["indicator"], row["measure"], row["period"], row["region"])
            if key == (indicator, measure, period, region) and row["status"] == "actual":
                return float(row["value"])
    raise AssertionError(f"{indicator} {period}")


@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.stem)
def test_a_notebook_is_stripped_short_and_without_plumbing(file):
    content = nbformat.read(file, as_version=4)
    code = [cell for cell in content.cells if cell.cell_type == "code"]
    for cell in code:
        assert not cell.outputs and cell.execution_count is None, cell.source
        assert len(cell.source.splitlines()) <= 10, cell.source
        assert not re.search(
            r"^\s*(def|class|lambda)\b|\.\./|[A-Za-z]:\\|open\(", cell.source, re.M
        )
    assert "parameters" in code[0].metadata["tags"]
    assert any("answer" in cell.metadata.get("tags", []) for cell in code)
    assert content.cells[0].source.startswith("# ") and "**问题**" in content.cells[0].source
    assert "局限" in content.cells[-1].source


@pytest.mark.parametrize("name", MINE)
def test_no_figure_is_typed_into_the_text(name):
    for cell in notebook(name).cells:
        if cell.cell_type == "markdown":
            text = re.sub(r"\]\([^)]*\)|`[^`]*`|^#+ .*$", "", cell.source, flags=re.M)
            text = re.sub(r"\b(?:19|20)\d\d\b|\b0\d\b|第 \d+ 节", "", text)
            # What is left is the 1 of "1＋增速" and the 100 of "= 100", no figure of any source.
            assert set(re.findall(r"\d+(?:\.\d+)?", text)) <= {"1", "100"}, text


@pytest.mark.parametrize("name", MINE)
def test_every_figure_is_followed_by_a_reading(name):
    content = notebook(name)
    shows = re.compile(r"^(?:trend|price|structure|target|district)_charts\.|^overview\.by_", re.M)
    for cell, after in zip(content.cells, content.cells[1:], strict=False):
        if cell.cell_type == "code" and shows.search(cell.source):
            nearby = after.cell_type == "markdown" or "hz.say(" in after.source
            assert nearby or name == "00_start", cell.source


@pytest.mark.slow
def test_the_gdp_notebook_says_what_the_raw_texts_give():
    (before, _), (now, growth) = (
        found("2023", r"生产总值(\d+)亿元、增长([\d.]+)%"),
        found("plan", r"生产总值实现(\d+)亿元,增长([\d.]+)%"),
    )
    said = output("01_gdp_trends")
    naive = before * (1 + growth / 100)
    assert f"照那样算是{naive:.0f}亿元，可是2023年公布的总量是{now:.0f}亿元" in said
    assert f"差{now - naive:.0f}亿元" in said
    assert f"2023年名义增长{(now / before - 1) * 100:.1f}%，实际增长{growth:g}%" in said
    assert f"隐含平减指数为{(now / naive - 1) * 100:.1f}%" in said
    (goal,) = found("fyp15", r"地区生产总值力争迈上 ?(\d) ?万亿元")
    last = borrowed("gdp", "level", "2024")
    need = ((goal * 10000 / last) ** (1 / 6) - 1) * 100
    assert f"从2024年算起，每年名义上还要增长{need:.1f}%" in said
    real = ((goal * 10000 / last) ** (1 / 6) / 1.01 - 1) * 100
    assert f"假如物价每年变动 1.0%，实际上要增长{real:.1f}%" in said
    first = borrowed("gdp", "level", "2014")
    assert (
        f"是{last / first:.1f}倍，平均每年名义增长{((last / first) ** 0.1 - 1) * 100:.1f}%" in said
    )
    people = (borrowed("population", "level", "2023") + borrowed("population", "level", "2024")) / 2
    assert f"人均地区生产总值是{last * 1e4 / people:.2f}万元" in said


@pytest.mark.slow
def test_the_targets_notebook_says_what_the_raw_texts_give():
    said = output("02_targets")
    table = [line for line in raw("fyp15").splitlines()
             if line.endswith("性 |") or "每千人口拥有医护人员数" in line]  # fmt: skip
    rows = [line for line in table if re.match(r"^\|[^|]*\| \d{1,2} \|", line)]
    goals = [line.split("|")[5:7] for line in rows]
    worded = [cells for cells in goals if not re.search(r"\d", "".join(cells))]
    assert f"后一期的{len(rows)}项主要指标里，{len(worded)}项的目标没有数字" in said
    binding = [line for line in rows if "约束性" in line]
    silent = [line for line in binding if not re.search(r"\d", "".join(line.split("|")[5:7]))]
    assert f"约束性指标有{len(binding)}项，其中{len(silent)}项的目标只有文字" in said
    (urban,), (life,), (ratio,) = (
        found("2021", r"城镇化率达到(\d+)%以上"),
        found("2021", r"预期寿命达到([\d.]+)岁"),
        found("2021", r"收入倍差缩小到([\d.]+)以内"),
    )
    (urban_now,), (life_now,), (ratio_now,) = (
        found("fyp15", r"城镇化率\(%\) \| (\d+) \|"),
        found("fyp15", r"预期寿命 \(岁\) \| ([\d.]+) \|"),
        found("fyp15", r"城乡居民收入倍差 \| ([\d.]+) \|"),
    )
    met = (urban_now >= urban) + (life_now >= life) + (ratio_now <= ratio)
    assert met == 3 and f"{met}项达到，0项未达到" in said
    (base,), (middle, end) = (
        found("2021", r"文化产业实现增加值(\d+)亿元"),
        found("fyp15", r"文化及相关产业增加值 \(亿元\) \| (\d+) \| (\d+) \|"),
    )
    past, coming = (((b / a) ** 0.2 - 1) * 100 for a, b in ((base, middle), (middle, end)))
    assert f"前一期实际年均增长{past:.1f}%，后一期要求{coming:.1f}%" in said


@pytest.mark.slow
def test_the_qiantang_notebook_says_what_the_raw_texts_give():
    said = output("03_qiantang")
    gdp, rate, industry = found(
        "qiantang", r"地区生产总值(\d+)亿元、同比增长([\d.]+)%；规上工业增加值(\d+)亿元"
    )
    city, city_rate = found("plan", r"生产总值实现(\d+)亿元,增长([\d.]+)%")
    (city_industry,) = found("plan", r"规上工业增加值(\d+)亿元")
    assert (
        f"占杭州市{gdp / city * 100:.1f}%，规上工业增加值占{industry / city_industry * 100:.1f}%"
        in said
    )
    quotient = (industry / gdp) / (city_industry / city)
    assert f"工业的区位商是{quotient:.1f}" in said
    assert f"地区生产总值的增速差是{rate - city_rate:.1f}个百分点" in said
    heads = [borrowed("population", "level", "2023", place) for place in ("钱塘区", "杭州市")]
    mine, theirs = (
        amount * 1e4 / people for amount, people in zip((gdp, city), heads, strict=True)
    )
    assert f"钱塘区是{mine:.2f}万元，杭州市是{theirs:.2f}万元" in said
    (goal,) = found("qiantang", r"地区生产总值增长([\d.]+)%，服务业增加值力争")
    assert f"地区生产总值的目标比结果高{goal - rate:.1f}个百分点" in said


@pytest.mark.slow
def test_the_start_notebook_counts_the_facts():
    from hzlib.extraction.facts import extract
    from hzlib.text.corpus import documents

    found = [fact for document in documents() for fact in extract(document)]
    kinds = {status: sum(fact.status == status for fact in found)
             for status in ("actual", "estimate", "target")}  # fmt: skip
    said = output("00_start")
    assert f"5份文件里读出{len(found)}个数字" in said
    assert (
        f"{kinds['actual']}个是实际，{kinds['estimate']}个是预计，{kinds['target']}个是目标" in said
    )
    gdp, _ = found_pair = re.search(r"生产总值(\d+)亿元、增长([\d.]+)%", raw("2023")).groups()
    assert found_pair and f"2022年杭州市的地区生产总值是{gdp}亿元" in said


@pytest.mark.slow
def test_another_year_gives_another_lesson(tmp_path):
    # 2022: 18109 (reference) to 18753, real growth 1.5%.
    said = run_with(tmp_path, "01_gdp_trends", year=2022, price=2.0)
    assert "2022年名义增长3.6%，实际增长1.5%，隐含平减指数为2.0%" in said
    assert "假如物价每年变动 2.0%" in said


REPORT = """2024年宁波市政府工作报告

各位代表：

一、2023年工作回顾

2023年，全市地区生产总值16452.8亿元，增长5.5%；一般公共预算收入1785.6亿元，增长6.3%。

二、2024年工作安排

今年经济社会发展主要预期目标为：地区生产总值增长6%。
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "parameters", "works", "lacks"),
    [
        ("00_start", {"place": "宁波市", "year": 2023},
         "2023年宁波市的地区生产总值是16452.8亿元", "没有宁波市两个年份的地区生产总值的数据"),
        ("01_gdp_trends", {"place": "宁波市"}, "地区生产总值增速的1个年度目标",
         "没有宁波市2022年地区生产总值的数据"),
        ("02_targets", {"place": "宁波市"}, "", "没有主要指标表的数据"),
        ("03_qiantang", {"part": "宁波市", "whole": "浙江省"}, "",
         "没有2023年宁波市和浙江省都有的地区生产总值"),
    ],
)  # fmt: skip
def test_with_another_places_report_alone_a_notebook_does_what_it_can(
    tmp_path, name, parameters, works, lacks
):
    report = tmp_path / "宁波.txt"
    report.write_text(REPORT, encoding="utf-8")
    said = run_with(tmp_path, name, documents=[str(report)], **parameters)
    assert works in said
    assert lacks in said
    assert "杭州" not in said or name == "01_gdp_trends"


@pytest.mark.slow
@pytest.mark.parametrize("name", [file.stem for file in NOTEBOOKS if file.stem not in MINE])
def test_the_other_notebooks_run(name):
    assert output(name)
