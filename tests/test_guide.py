"""The help: that what it tells can be typed."""

import re

import pytest

import hzlib as hz
from hzlib import guide
from hzlib.errors import HzError

PLACES = [row for row in guide.tasks() if not row["code"].startswith("!")]
REPORT = (
    "2023年杭州市政府工作报告\n一、2022年工作回顾\n全市地区生产总值18753亿元、增长1.5%，"
    "年末常住人口1237.6万人。推动高质量发展，高质量建设。\n二、2023年工作安排\n"
    "地区生产总值增长5%以上。\n"
)


def test_what_the_help_tells_runs_from_top_to_bottom(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "reports").mkdir()
    for name in ("report.txt", "reports/report.txt"):
        (tmp_path / name).write_text(REPORT, encoding="utf-8")
    import plotly.express as px

    space = {"hz": hz, "px": px}
    for row in PLACES:
        exec(row["code"], space)
    assert str(space["gdp"]) == "18,753亿元" and set(space["rows"]["period"]) == {"2022", "2023"}


def test_help_is_asked_for_by_task_or_word():
    assert {row[0] for row in hz.help("画").rows} >= {"画"}
    assert len(hz.help().rows) == len(guide.tasks())
    assert len(hz.help("指标").rows) > 100
    with pytest.raises(HzError, match="现有：读文件、找数字"):
        hz.help("煮饭")


def test_the_commands_of_the_help_are_commands():
    from hzlib.cli import COMMANDS

    for row in guide.tasks():
        for name in re.findall(r"!hz (\w+)", row["code"]):
            assert name in COMMANDS
