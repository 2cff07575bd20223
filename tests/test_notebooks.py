"""The notebooks: their form, what of the package they use, and that they run with other parameters.

As they are they run in ``test_every_page.py``. Whether their headline figures are right is tested where each theme is (``test_theme_*.py``).
"""

import ast
import re

import nbformat
import pytest
from test_notebook_grid import shown

from hzlib import paths
from tests.language import table

NOTEBOOKS = sorted(paths.notebooks().glob("[0-9][0-9]_*.ipynb"))
LESSONS = sorted((paths.notebooks() / "lessons").glob("*.ipynb"))
LESSON_SOURCES = sorted((paths.notebooks().parent / "lessons").glob("*.md"))


def notebook(name):
    return nbformat.read(paths.notebooks() / f"{name}.ipynb", as_version=4)


def code_of(content):
    return [cell for cell in content.cells if cell.cell_type == "code"]


each = pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.stem)


# --- form -----------------------------------------------------------------------------------------


@each
def test_a_notebook_is_stripped_short_and_without_plumbing(file):
    content = nbformat.read(file, as_version=4)
    code = code_of(content)
    for cell in code:
        assert not cell.outputs and cell.execution_count is None, cell.source
        assert len(cell.source.splitlines()) <= 10, cell.source
        assert not re.search(
            r"^\s*(def|class)\b|\blambda\b|\.\./|[A-Za-z]:\\|open\(", cell.source, re.M
        )
    assert "parameters" in code[0].metadata["tags"]
    assert any("answer" in cell.metadata.get("tags", []) for cell in code)
    assert content.cells[0].source.startswith("# ") and "**问题**" in content.cells[0].source
    assert "局限" in content.cells[-1].source


@each
def test_cells_keep_their_names(file):
    names = [cell.id for cell in nbformat.read(file, as_version=4).cells]
    assert len(set(names)) == len(names)
    # Stripping outputs with nbstripout numbers cells anew, unless it is told --keep-id.
    assert not any(name.isdigit() for name in names), names


@each
def test_no_figure_is_typed_into_the_text(file):
    for cell in nbformat.read(file, as_version=4).cells:
        if cell.cell_type == "markdown":
            text = re.sub(r"\]\([^)]*\)|`[^`]*`|^#+ .*$", "", cell.source, flags=re.M)
            for constant in table("constants"):
                text = text.replace(constant["phrase"], "")
            text = re.sub(r"(?:19|20)\d\d(?=年|、)", "", text)
            # Digits that touch Latin letters belong to a name: PM2.5, G2.
            text = re.sub(r"[A-Za-z]+[\d.]+", "", text)
            assert not re.findall(r"\d+(?:\.\d+)?", text), text


@each
def test_every_figure_is_followed_by_a_reading(file):
    content = nbformat.read(file, as_version=4)
    for cell, after in zip(content.cells, content.cells[1:], strict=False):
        shows = cell.cell_type == "code" and re.search(
            r"^hz\.themes\.[\w.]+\([^=]*\)$", cell.source
        )
        if shows and "hz.say(" not in cell.source:
            read = after.cell_type == "markdown" or "hz.say(" in after.source
            assert read or _shows(after), cell.source


def _shows(cell):
    """Tell whether a cell shows a table or figure of its own, which a reading may share."""
    return cell.cell_type == "code" and "hz.themes." in cell.source


# --- what of the package they use -----------------------------------------------------------------


def imports(code):
    """Return what code imports of the package, as it is written."""
    lines = "\n".join("pass" if line[:1] in ("%", "!") else line for line in code.splitlines())
    return [
        ast.unparse(node)
        for node in ast.walk(ast.parse(lines))
        if isinstance(node, ast.Import | ast.ImportFrom) and "hzlib" in ast.unparse(node)
    ]


@pytest.mark.parametrize("file", [*NOTEBOOKS, *LESSONS], ids=lambda file: file.stem)
def test_a_notebook_imports_nothing_of_the_package_but_itself(file):
    used = [
        one for cell in code_of(nbformat.read(file, as_version=4)) for one in imports(cell.source)
    ]
    assert set(used) <= {"import hzlib as hz"}, used


@pytest.mark.parametrize("file", LESSON_SOURCES, ids=lambda file: file.stem)
def test_the_source_of_a_lesson_imports_nothing_of_the_package_but_itself(file):
    text = file.read_text(encoding="utf-8")
    used = re.findall(r"^\s*((?:from|import) hzlib\b.*)$", text, re.M)
    assert set(used) <= {"import hzlib as hz"}, used


def test_a_part_of_the_package_that_is_imported_is_found():
    assert imports("from hzlib.views import trends\nimport hzlib as hz") == [
        "from hzlib.views import trends", "import hzlib as hz",
    ]  # fmt: skip
    assert imports("%matplotlib inline\nimport hzlib.text") == ["import hzlib.text"]


# --- with other parameters ------------------------------------------------------------------------


def said_with(name, **parameters):
    """Return all that a notebook shows with other parameters."""
    found = shown(paths.notebooks() / f"{name}.ipynb", **parameters)
    return "\n".join(str(one) for _, things in found for one in things)


@pytest.mark.slow
def test_another_year_gives_another_lesson():
    # 2022: 18109 (reference) to 18753, real growth 1.5%.
    said = said_with("01_gdp_trends", year=2022, price=2.0)
    assert "2022年，名义增速为3.6%，实际增速为1.5%，隐含平减指数为2.0%" in said
    assert "价格年变动率按2.0%计算" in said


@pytest.mark.slow
def test_the_account_of_a_report_stands_beside_the_year_that_it_reviews():
    # The plan report counts the indicators of 2023; of 2021 nobody does.
    said = said_with("05_target_outcome", year=2023)
    assert "2023年31项指标可以达到或超过目标，6项指标还有差距" in said
    said = said_with("05_target_outcome", year=2021)
    assert "指标还有差距" not in said and "没有“……指标可以达到”一句" in said
    assert "杭州市2021年6个目标与结果对照" in said


@pytest.mark.slow
def test_a_year_without_a_plan_of_its_own_is_set_beside_the_year_before():
    said = said_with("02_targets", year=2025)
    assert "杭州市2024年目标中，0项达到" in said and "2025年目标共9项。" in said
    assert "2030年" not in said


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
         "2023年，宁波市地区生产总值为16,452.8亿元", "没有宁波市两个年份口径相同的地区生产总值的数据"),
        ("01_gdp_trends", {"place": "宁波市"}, "2023年，宁波市地区生产总值为16,452.8亿元",
         "没有宁波市2023年及上年齐全的地区生产总值和增速的数据"),
        ("02_targets", {}, "所收文件未载明宁波市2023年的数字目标；2024年目标共1项。",
         "没有足够的数据：主要指标表以外的数字目标"),
        ("05_target_outcome", {}, "宁波市共有指标目录内的1个数字目标，期限均在所收文件之后。",
         "没有足够的数据：宁波市2023年有结果的目标"),
        ("03_qiantang", {"part": "宁波市", "whole": "浙江省"}, "宁波市2024年列入指标目录的1个目标中",
         "材料里除了宁波市没有第二个地方"),
        ("04_words", {"place": "宁波"}, "没有可比的前后两份文件", "没有可画的数"),
        ("07_quantities", {}, "1份文件共载明5个数量，涉及2个统计对象；均归入指标目录。",
         "没有足够的数据：多份文件共有的对象"),
    ],
)  # fmt: skip
def test_with_another_places_report_alone_a_notebook_does_what_it_can(
    tmp_path, name, parameters, works, lacks
):
    report = tmp_path / "宁波.txt"
    report.write_text(REPORT, encoding="utf-8")
    said = said_with(name, documents=[str(report)], **parameters)
    assert works in said
    assert lacks in said
    assert "杭州" not in said


def test_every_notebook_that_a_notebook_names_is_there_and_every_lesson_is_named():
    named = set()
    for path in (*NOTEBOOKS, *LESSONS):
        found = re.findall(r"\]\(([^()#]+\.ipynb)", path.read_text(encoding="utf-8"))
        named |= {(path.parent / one).resolve() for one in found}
    assert [one for one in named if not one.is_file()] == []
    assert {one.resolve() for one in LESSONS} <= named
