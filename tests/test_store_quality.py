"""What is odd about a corpus is found and told."""

import csv
from collections import Counter

import pytest

from hzlib.commands.corpus import app
from hzlib.store.build import build
from hzlib.store.quality import FILE, findings

typer = pytest.importorskip("typer.testing")

WORDS = (
    "工业", "农业", "商贸", "教育", "医疗", "交通", "水利", "文化", "旅游", "科技", "养老", "住房",
    "就业", "生态", "消防", "港口", "林业", "渔业", "能源", "数据", "社区", "园区", "乡村", "城区",
)  # fmt: skip


def report(place, year, gdp, words=WORDS, end="。"):
    """Return a report whose sentences no other place has."""
    told = "。".join(
        f"{place}把{one}放在{words[number - 3]}之前，{place}的{one}办了{gdp + number}件{words[number - 7]}实事"
        for number, one in enumerate(words)
    )
    return (
        f"{place}人民政府工作报告（{year}年）\n\n一、{year - 1}年工作回顾\n\n"
        f"全市地区生产总值{gdp}亿元，增长5.1%。一般公共预算收入{gdp // 10}亿元，增长3%。"
        f"固定资产投资增长4%。社会消费品零售总额增长6%。城镇新增就业5万人。{told}。\n\n"
        f"二、{year}年工作安排\n\n主要目标：地区生产总值增长5.5%左右，一般公共预算收入增长3%，"
        f"固定资产投资增长6%，社会消费品零售总额增长7%，城镇新增就业4万人{end}\n"
    )


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    """Return a corpus with one thing of most kinds that may be odd."""
    folder = tmp_path_factory.mktemp("reports")
    places = ("江州市", "海川市", "云山市", "石河市", "平湖市")
    texts = {
        f"{place}_2024.txt": report(place, 2024, 900 + 7 * number, WORDS[number:] + WORDS[:number])
        for number, place in enumerate(places)
    }
    first = texts["江州市_2024.txt"]
    texts |= {
        "抄本.txt": first.replace("实事", "好事", 3),
        "江州市_2025.txt": report("江州市", 2025, 1000, WORDS[::-1], end="，城镇"),
        "2019/海川市.txt": report("海川市", 2023, 870, WORDS[::2] + WORDS[1::2]),
        "国务院.txt": report("国务院", 2024, 1200000, WORDS[::-2] + WORDS[1::2]).replace(
            "国务院人民政府工作报告", "政府工作报告"
        ).replace("一、", "各位代表：现在，我代表国务院，向大会报告政府工作。\n\n一、", 1),
        "平湖市_2022.txt": report("平湖市", 2022, 700, WORDS[1::3] + WORDS[::3] + WORDS[2::3]).replace(
            "固定资产投资增长4%。", "固定资产投资增长4%。地区生产总值710亿元。", 1
        ),
    }  # fmt: skip
    for name, text in texts.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    home = tmp_path_factory.mktemp("corpus")
    build(str(folder), str(home))
    return home


@pytest.fixture(scope="module")
def found(corpus):
    return findings(corpus, 1)


@pytest.mark.parametrize(
    "kind, docs",
    [
        ("重复", {"江州市_2024"}),
        ("全国文件", {"国务院"}),
        ("与文件夹不符", {"2019_海川市"}),
        ("末尾不全", {"江州市_2025"}),
        ("文内矛盾", {"平湖市_2022"}),
        ("地方不明", set()),
        ("年份不明", set()),
        ("缺回顾", set()),
        ("缺安排", set()),
        ("篇幅短", set()),
    ],
)
def test_each_kind_is_found_where_it_is_and_nowhere_else(found, kind, docs):
    assert {one.doc for one in found if one.kind == kind} == docs


def test_a_text_that_stands_there_twice_names_the_other_one(found):
    (one,) = [one for one in found if one.kind == "重复"]
    assert "抄本（抄本.txt）" in one.what


def test_the_list_and_the_readme_of_a_corpus_hold_what_was_found(corpus, found):
    with (corpus / FILE).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [tuple(row.values()) for row in rows] == [tuple(one) for one in found]
    told = (corpus / "README.md").read_text(encoding="utf-8")
    for kind, count in Counter(one.kind for one in found).items():
        assert f"| {kind} | {count} |" in told


def test_the_command_lists_what_is_odd(corpus):
    run = typer.CliRunner().invoke(app, ["check", str(corpus), "--format", "csv"])
    assert run.exit_code == 0 and "抄本.txt" in run.output and "文内矛盾" in run.output
