"""Every notebook over a grid of parameters: it runs, and nothing that it says is false."""

import re
from functools import cache
from pathlib import Path

import made_reports
import nbformat
import pytest
from leisure import at_leisure

from hzlib import paths
from hzlib.errors import HzError
from hzlib.evidence.sentence import Sentence
from hzlib.figures.display import held, run_cell
from hzlib.figures.specification import Figure, Table
from hzlib.figures.view import view

NOTEBOOKS = sorted(paths.notebooks().glob("[0-9][0-9]_*.ipynb"))
SHARED = Path(__file__).resolve().parents[2] / "shared" / "reports"
OWN = ("杭州市", "钱塘区")
# What no table and no sentence says, whatever the parameters.
LOST = re.compile(r"\bnan\b|\bNone\b|<NA>|Missing\(")
BROKEN = re.compile(
    r"\bnan\b|\bNone\b|\binf\b|<NA>|Missing\(|\[\]|，，|。。|、、|（）|“”|、。|：。"
)
# One thing set against itself: 最多的是甲（…），最少的是甲.
ITSELF = re.compile(
    r"最[多高快大丰富]+的[是为](?P<one>[^，；。（]{2,40})[^。]*?最[少低慢小单一]+的[是为](?P=one)[，；。（]"
)
SPAN = re.compile(r"由?(\d{4})年[^。]{0,30}?[到至](?:了)?\1年")


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    made = {}
    for name in ("one_city", "two_years", "three_cities"):
        made[name] = getattr(made_reports, name)(tmp_path_factory.mktemp(name))
    return made


@cache
def cells(file):
    return nbformat.read(file, as_version=4).cells


def shown(file, **parameters):
    """Return what the cells of a notebook show with other parameters, cell by cell."""
    space, found = {}, []
    for cell in cells(file):
        if cell.cell_type != "code":
            continue
        with held() as things:
            run_cell(cell.source, space)
        if "parameters" in cell.metadata.get("tags", ()):
            space |= {name: value for name, value in parameters.items() if name in space}
        found.append((cell.source, things))
    return found


def words(found):
    """Return every text that is shown: sentences, titles, captions, tables."""
    for source, things in found:
        for one in things:
            if isinstance(one, Figure):
                texts = [one.title, one.caption, one.reading, one.alt]
                for choice in one.choices:
                    for option in choice.options:
                        texts += [option.title, option.caption, option.reading, option.alt]
            else:
                texts = [one]
            for text in texts:
                yield source, str(text), isinstance(one, Table)
            if isinstance(one, Figure) and one.table is not None:
                yield source, str(one.table), True


def check(found, others=OWN):
    """Assert what holds for any parameters; `others` are names that must not be seen."""
    for source, text, quotes in words(found):
        # A table may quote a document, whose marks are its own.
        assert not (LOST if quotes else BROKEN).search(text), f"{source}\n→ {text}"
        assert not ITSELF.search(text), f"{source}\n→ {text}"
        assert not SPAN.search(text), f"{source}\n→ {text}"
        for name in others:
            assert name not in text, f"{source}\n→ {text[:400]}"
    for _, things in found:
        for one in things:
            if isinstance(one, Figure | Table | Sentence):
                view(one)


each = pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.stem)


@each
@pytest.mark.parametrize("id", at_leisure(
    "hangzhou-gwr-2023", "hangzhou-gwr-2021", "hangzhou-plan-2024", "qiantang-gwr-2024",
    "hangzhou-fyp15",
))  # fmt: skip
def test_one_document_of_the_catalogue(file, id):
    check(shown(file, documents=[id]), others=())


@each
@pytest.mark.parametrize("name", at_leisure("two_years", "one_city", "three_cities"))
def test_reports_of_other_places(file, reports, name):
    check(shown(file, documents=reports[name]))


@each
@pytest.mark.parametrize("year", at_leisure(2024, *range(2014, 2023, 2), *range(2026, 2031, 2)))
def test_any_year(file, year):
    if "year" in parameters_of(file):
        check(shown(file, year=year), others=())


def test_the_targets_that_are_ranked_are_those_that_are_counted():
    """The earlier period has targets and results that the later one has no targets for."""
    file = next(file for file in NOTEBOOKS if file.stem == "02_targets")
    text = "\n".join(text for _, text, table in words(shown(file, year=2024)) if not table)
    title = re.search(r"与前一期末年结果相比，2024年目标（不含增速）(.*)", text)[1]
    sides = sum(map(int, re.findall(r"(\d+)项", title)))
    assert re.search(r"可比的(\d+)项指标（不含增速）", text)[1] == str(sides) == "5"


def test_what_is_left_out_of_a_count_or_of_an_order_stands_in_the_same_sentence():
    file = next(file for file in NOTEBOOKS if file.stem == "02_targets")
    text = "\n".join(text for _, text, table in words(shown(file)) if not table)
    # Bounds are in no order; a rate of two bases is as good as its worse base.
    assert re.search(r"指标（不含增速）中，2项的目标只给出界限、不参与排序；.*最低的是", text)
    assert re.search(r"后一期目标中，.+只给出界限或约数、不判断快慢（口径不一，仅供参考）", text)
    sides = re.search(r"后一期目标中，(年均上升.*)。", text)[1]
    assert sides == "年均上升的6项，年均下降的1项，只给出界限、升降无法判断的1项"
    # With none of these nothing is said of them.
    other = "\n".join(text for _, text, table in words(shown(file, year=2024)) if not table)
    assert "标※" not in other


def parameters_of(file):
    cell = next(one for one in cells(file) if "parameters" in one.metadata.get("tags", ()))
    space = {}
    exec(cell.source, space)
    return set(space)


@each
@pytest.mark.parametrize("wrong", at_leisure(
    {"place": "杭洲"}, {"place": "火星"}, {"indicator": "gpd"}, {"year": 1999}, {"place": "钱塘"},
    {"place": "杭州"},
), ids=str)  # fmt: skip
def test_names_that_are_unknown_or_short(file, wrong):
    if set(wrong) <= parameters_of(file):
        check(shown(file, **wrong), others=())


@pytest.mark.slow
@each
@pytest.mark.skipif(not SHARED.is_dir(), reason="the reports of other places lie elsewhere")
@pytest.mark.parametrize("names", [["宁波_2024"], ["宁波_2024", "苏州_2024", "温州_2024"]], ids=len)
def test_real_reports_of_other_places(file, names):
    check(shown(file, documents=[str(SHARED / f"{name}.txt") for name in names]))


@pytest.mark.parametrize(
    ("number", "wrong", "said"),
    [
        ("02", {"year": 1999}, "没有到 1999 年的规划或计划"),
        ("03", {"part": "钱唐区"}, "钱唐区：材料里没有这个地方"),
        ("03", {"year": 1999}, "year=1999：材料里没有它的数"),
        ("04", {"place": "杭洲"}, "杭洲：材料里没有这个地方"),
        ("07", {"subject": "未来社驱"}, "未来社驱"),
        ("08", {"year": 1999}, "year=1999：材料里没有这一年的目标；现有：2021、"),
        ("08", {"group": "村级"}, "group=村级：文件分不出这一组；现有：地级、"),
    ],
)
def test_what_a_command_line_sets_and_no_document_has_ends_the_run(
    monkeypatch, number, wrong, said
):
    monkeypatch.setenv("HZLIB_SET", "zh")
    (file,) = (one for one in NOTEBOOKS if one.stem.startswith(number))
    with pytest.raises(HzError, match=said):
        shown(file, **wrong)
