"""The pages that a teacher prints: exercises, answers, the sheet of the oral half."""

import re

import pytest

from hzlib.course import handouts, marking
from hzlib.course.lessons import keys, read
from hzlib.course.roster import Person, Roster

LESSON = """\
# 第一课　甲

```python
import hzlib as hz
```

## 先猜

2022 年升还是降？

```python tags=["exercise 1.0"]
answer = ...
hz.check("1.0", answer)
```

<!-- #raw tags=["answers 1.0"] -->
kind = "text"
predict = true
choices = ["升", "降"]
praise = "记下了。"
<!-- #endraw -->

## 练习 1.1　相加（基础）

一共多少 <b>？

```python
six = ["丙", "丁"]
```

```python tags=["exercise 1.1"]
answer = ...
hz.check("1.1", answer)
```

```python tags=["solution 1.1"]
answer = 2 + 3.5
```

<!-- #raw tags=["answers 1.1"] -->
kind = "number"
unit = "%"
digits = 1
natural = ["'5.5%'"]
hints = ["**加**起来"]
praise = "好"
[[wrong]]
answer = "77"
hint = "这是**七**"
<!-- #endraw -->

## 作业 1.2（计入成绩）

算一年的数。

```python tags=["exercise 1.2"]
hz.question("1.2")
answer = ...
hz.check("1.2", answer)
```

```python tags=["solution 1.2"]
answer = year * 10
```

<!-- #raw tags=["answers 1.2"] -->
kind = "number"
variants = "[{'year': one} for one in (2021, 2022, 2023)]"
question = "由 {year} 年算出"
hints = ["看题"]
praise = "好"
<!-- #endraw -->
"""


@pytest.fixture
def pages(tmp_path, monkeypatch):
    path = tmp_path / "1_x.md"
    path.write_text(LESSON, encoding="utf-8")
    lesson = read(path)
    known = keys(lesson)
    monkeypatch.setattr(handouts, "lessons", lambda: (lesson,))
    for module in (handouts, marking):
        monkeypatch.setattr(module, "exercises", lambda: known)
    return handouts.handouts(Roster((Person("007", "张三"), Person("8", "<李>"))))


def test_the_pages_need_nothing_else_and_ask_for_nothing(pages):
    assert list(pages) == ["练习单.html", "答案.html", "口试评分表.html"]
    for text in pages.values():
        assert "<script" not in text and "://" not in text and "@page" in text


def test_the_exercises_leave_room_and_tell_no_answer(pages):
    text = pages["练习单.html"].partition("<body>")[2]
    assert re.findall(r"<h3>(.*?)</h3>", text) == [
        "先猜",
        "练习 1.1　相加（基础）",
        "作业 1.2（计入成绩）",
    ]
    assert text.count('class="line"') == 1 + 3 + 3 and "我的题号" in text
    assert all(f"由 {year} 年算出" in text for year in (2021, 2022, 2023))
    assert "six = [&quot;丙&quot;, &quot;丁&quot;]" in text
    assert "5.5" not in text and "20210" not in text and "hz.check" not in text
    assert "一共多少 &lt;b&gt;？" in text


@pytest.mark.parametrize("said", ["由上表填", "用上面的单元格核对", "用 `words.rate(…)` 算"])
def test_what_needs_the_notebook_is_left_out_with_a_line_that_says_so(said):
    assert handouts._SCREEN.search(handouts.to_html(said))
    assert not handouts._SCREEN.search(handouts.to_html("运行下面的单元格，用 `hz.pick(…)` 取。"))


def test_numbers_are_printed_with_the_decimals_that_are_asked_for():
    assert handouts._amount({"kind": "number", "digits": 1, "unit": "%"}, 38.449) == "38.4%"
    asked = {"kind": "numbers", "unit": "元"}
    assert handouts._spoken(asked, [38500.0, 39500.0]) == "38,500元、39,500元"
    assert handouts._spoken({"kind": "set"}, [2019]) == "2019"


def test_the_key_has_solutions_mistakes_and_every_variant(pages):
    text = pages["答案.html"].partition("<body>")[2]
    assert "<b>答案：5.5%</b>" in text and "answer = 2 + 3.5" in text and "猜测，不判对错" in text
    assert "这是七" in text and "加起来" in text and "**" not in text
    for year in (2021, 2022, 2023):
        assert f"由 {year} 年算出" in text and f"{year * 10:,}</td>" in text


def test_the_oral_sheet_has_a_number_for_each_student_and_what_to_say_of_it(pages):
    text = pages["口试评分表.html"].partition("<body>")[2]
    assert "007" in text and "&lt;李&gt;" in text
    for head in ("指标", "口径", "地区", "时期", "状态", "界限", "出处", "局限", "3 分"):
        assert f">{head}</th>" in text
    people = [Person(str(n), "") for n in range(60)]
    drawn = handouts._numbers(people)
    assert drawn == handouts._numbers(people)
    assert len({(row["文件"], row["原文"]) for row in drawn}) == 60
    # Many more than there are numbers have one each all the same.
    assert len(handouts._numbers([Person(str(n), "") for n in range(500)])) == 500
