"""The Chinese of notebooks, code and pages keeps to ``docs/style.zh-CN.md``."""

import re

import nbformat
import pytest

from hzlib import paths
from tests import prose
from tests.language import table

ROOT = paths.notebooks().parent
NOTEBOOKS = sorted(paths.notebooks().glob("[0-9][0-9]_*.ipynb"))
SOURCES = [
    *sorted((ROOT / "hzlib" / "themes").rglob("*.py")),
    *(ROOT / "hzlib" / name for name in ("wording.py", "pages/index.py", "pages/assemble.py")),
]

each = pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.stem)


def wrong(passages):
    """Return the passages in which something is amiss, with what it is."""
    return {text: found for text in passages if (found := prose.amiss(text))}


@pytest.mark.parametrize(("text", "finding"), [
    ("手头没有数字", "手头"), ("深色位于对角线附近", "深色"), ("摊到每个人", "摊到"), ("由水平算得", "算得"),
    ("目标为140,000户", "in 万"), ("人口12,522,000", "in 万"), ("营业收入4500亿元", "thousands"),
    ("企业2000家", "thousands"), ("变动-3个百分点", "minus"), ("说明：read in a reprint", "Latin"),
    ("总量(亿元)", "half-width"), ('称为"双碳"', "half-width"), ("DP 接近", "space"),
    ("在 2018年", "space"),
])  # fmt: skip
def test_what_the_style_forbids_is_found(text, finding):
    assert any(finding in one for one in prose.amiss(text)), prose.amiss(text)


@pytest.mark.parametrize("text", [
    "“手头没有数字”", "《政府工作报告(2022年3月26日)》", "目标为14万户", "目标为9,999户",
    "人均可支配收入73,797元", "营业收入4,500亿元", "2021—2025年", "2023年增速（%）",
    "变动−3个百分点", "由推算得出", "G²为5", "GDP增速", "设为 ⌀ 后", "东西部", "没有说明",
    "杭州2026纲要", "首尾年份之间缺少总量的年份：2016年、2017年",
])  # fmt: skip
def test_what_the_style_allows_is_not(text):
    assert prose.amiss(text) == []


def test_sections_are_numbered_from_one_but_terms_and_limits():
    assert prose.misnumbered(["名词", "1　总量", "2　增速", "数据的局限"]) == []
    assert prose.misnumbered(["总量", "2　增速"]) == ["总量"]
    assert prose.misnumbered(["1　总量", "3　增速", "3 结构"]) == ["3　增速", "3 结构"]


@each
def test_a_notebook_is_written_in_the_style(file):
    cells = nbformat.read(file, as_version=4).cells
    texts = [cell.source for cell in cells if cell.cell_type == "markdown"]
    code = [cell.source for cell in cells if cell.cell_type == "code"]
    assert not wrong(line for text in texts for line in prose.of_markdown(text))
    assert not wrong(said for text in code for said in prose.of_code(text))
    assert re.search(r"\n\n\*\*问题\*\*　[^\n]+？\n", texts[0])
    found = re.findall(r"^## (.+)$", "\n".join(texts), re.M)
    assert not prose.misnumbered(found) and found[-1] == "数据的局限"


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: file.stem)
def test_the_package_speaks_in_the_style(file):
    assert not wrong(prose.of_code(file.read_text(encoding="utf-8")))


def test_every_constant_is_in_a_notebook():
    text = "".join(cell.source for file in NOTEBOOKS for cell in nbformat.read(file, 4).cells)
    assert not [row["phrase"] for row in table("constants") if row["phrase"] not in text]


def test_the_style_is_linked_where_writers_look():
    for page in ("CONTRIBUTING.md", "docs/README.md"):
        assert "style.zh-CN.md" in (ROOT / page).read_text(encoding="utf-8")
