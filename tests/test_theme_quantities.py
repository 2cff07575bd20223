"""The theme of every number: things, the table of all, side by side, again."""

import pytest
from shown_checks import check
from test_quantities import written as two_reports

import hzlib as hz
from hzlib.evidence.sentence import Sentence
from hzlib.figures.specification import Note
from hzlib.figures.view import table_html
from hzlib.themes import quantities as theme


@pytest.fixture
def rows(tmp_path):
    return hz.quantities(two_reports(tmp_path))


def test_things_are_counted_once_whatever_the_words_around_them(rows):
    items = [item.label for item in theme.things(rows).source.items]
    assert items.count("新植行道树") == 1 == items.count("地区生产总值")
    assert "新植的行道树" not in items
    assert str(theme.things(rows)) == f"{len(items)}个"


def test_the_table_of_all_has_a_box_for_what_is_chosen_from_and_no_column_that_tells_nothing(rows):
    shown = theme.listed(rows)
    heads = {column.heading: column.choose for column in shown.columns}
    assert heads == {"对象": False, "数值": False, "口径": True, "时期": True, "状态": True,
                     "单位": True, "文件": True, "章节": True}  # fmt: skip
    assert table_html(shown).count("data-choose") == 6
    assert len(shown.rows) == len(rows) and str(shown.caption) == f"全部数量（{len(rows)}个）"
    alone = theme.listed(rows[rows["doc"] == "a2023"])
    assert "文件" not in [column.heading for column in alone.columns]
    check(shown, ["江州2023报告", "江州2024报告"])


def test_a_table_without_rows_is_a_note(rows):
    none = rows.head(0)
    found = [theme.listed(none), theme.beside(none), theme.repeats(theme.repeated(none))]
    assert [type(one) for one in found] == [Note] * 3
    assert str(theme.things(none)) == "0个" and theme.about(none, "行道树").empty


@pytest.mark.parametrize(
    ("subject", "texts"),
    [
        ("新植行道树", ["8万棵", "6万棵", "70680棵", "5万棵"]),
        ("完成新植的行道树", ["8万棵", "6万棵", "70680棵", "5万棵"]),
        ("树 行道", ["8万棵", "6万棵", "70680棵", "5万棵"]),
        ("地区生产总值", ["5.6%", "6%"]),
        ("没有这个", []),
        ("", []),
    ],
)
def test_one_thing_is_found_by_its_name_its_words_or_what_stands_in_them(rows, subject, texts):
    found = theme.about(rows, subject)
    assert list(found["text"]) == texts
    assert list(found["year_to"]) == sorted(found["year_to"])


def test_what_is_drawn_together_has_one_measure_and_one_unit(tmp_path):
    text = (
        "政府工作报告\n（2024年1月8日在江州市第十六届人民代表大会第四次会议上）\n各位代表：\n"
        "一、2023年工作回顾\n新植行道树8万棵，增长5%。\n二、2024年工作安排\n新植行道树9万棵。\n"
    )
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    found = theme.about(hz.quantities(tmp_path / "a.txt"), "行道树")
    assert list(found["text"]) == ["8万棵", "9万棵"]
    assert list(found["label"]) == ["江州2024报告，2023年", "江州2024报告，2024年"]


def test_side_by_side_a_cell_says_of_when_and_whether_it_is_a_target(rows):
    shown = theme.beside(rows)
    lines = {line[0]: line for line in shown.rows}
    cells = [str(cell) for cell in lines["新植行道树"]]
    assert cells == ["新植行道树", "总量", "8万棵（2022年）", "7.068万棵（2023年）", "4处"]
    assert [column.heading for column in shown.columns][2:4] == ["江州2023报告", "江州2024报告"]
    assert str(shown.caption) == f"多份文件共有的对象：{len(shown.rows)}个"


def test_years_side_by_side_need_no_year_in_the_cells(rows):
    shown = theme.beside(rows, "period")
    assert [one.heading for one in shown.columns] == [
        "对象", "口径", "2022年", "2023年", "2024年", "处数",
    ]  # fmt: skip
    (trees,) = (line for line in shown.rows if line[0] == "新植行道树")
    assert [format(cell, "p") for cell in trees[2:5]] == ["8万棵", "7.068万棵", "5万棵"]


def written(folder, *texts):
    for number, text in enumerate(texts):
        head = "（2024年1月8日在江州市第十六届人民代表大会第四次会议上）\n各位代表：\n"
        words = f"政府工作报告\n{head}一、2023年工作回顾\n{text}\n"
        (folder / f"r{number}.txt").write_text(words, encoding="utf-8")
    return hz.quantities(sorted(folder.glob("r*.txt")))


def test_a_number_that_comes_again_has_three_digits_or_counts_the_same(tmp_path):
    rows = written(
        tmp_path,
        "新植行道树70680棵，开放口袋公园12个，修缮古桥3座，举办书市20场。",
        "栽下路边树70680棵，整治河道12条，加固水库3座，举办书市20场。",
    )
    again = theme.repeated(rows)
    assert [str(value) for value in again["number"]] == ["20场", "7.068万棵"]
    assert list(again["same"]) == [True, False]
    assert list(again["subjects"])[1].count("；") == 1
    where = again["where"].iloc[0]
    assert isinstance(where, Sentence) and str(where).count("20场") == 2
    shown = theme.repeats(again)
    assert [line[2] for line in shown.rows] == ["表述相同", "表述不同"]
    assert str(shown.caption) == "多份文件共有的数值：2个"


def test_a_number_twice_in_one_document_is_not_repeated(tmp_path):
    rows = written(tmp_path, "新植行道树70680棵。绿化办新植行道树70680棵。", "修缮古桥3座。")
    assert theme.repeated(rows).empty
