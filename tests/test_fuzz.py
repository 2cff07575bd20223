"""Texts that nobody wrote break nothing: a share of those of ``benchmarks/fuzz.py``."""

from dataclasses import replace

import pytest
from fuzzing import Input, broken, faults, least, made

from hzlib.extraction import facts, stated
from hzlib.text.corpus import load

SEED, COUNT, SHARES = 20260101, 20_000, 16


@pytest.mark.slow
@pytest.mark.parametrize("share", range(SHARES))
def test_no_made_text_breaks_anything(share, tmp_path):
    found = {
        number: said
        for number in range(share, COUNT, SHARES)
        if (said := faults(made(SEED, number), tmp_path))
    }
    assert found == {}


def test_an_input_is_the_same_in_every_run():
    assert made(1, 2) == made(1, 2) != made(1, 3)
    assert made(2, 2) != made(1, 2)


TEXT = "一、2022年工作回顾\n全市生产总值18753亿元、增长1.5%。\n"


def changed(monkeypatch, **fields):
    """Let each quantity come out as it is not."""
    real = stated.decided_of

    def lying(*given):
        read = real(*given)
        for fact in read.facts:
            for name, value in fields.items():
                object.__setattr__(fact, name, value)
        return read

    monkeypatch.setattr(stated, "decided_of", lying)


@pytest.mark.parametrize("fields", [
    {"period": "0"}, {"period": "-1"}, {"period": "2021-2011"}, {"period": ""}, {"period": "9999"},
    {"value": 1e21}, {"value": float("nan")}, {"start": 9}, {"end": 10_000}, {"text": "5亿元"},
    {"status": "done"}, {"bound": ">"}, {"start": 14, "end": 21, "text": "18753亿元", "indicator": "gdp"},
])  # fmt: skip
def test_what_cannot_be_is_seen(monkeypatch, fields):
    document = replace(load("hangzhou-gwr-2023"), id="made", raw=TEXT, corrections=())
    assert list(broken(document)) == []
    changed(monkeypatch, **fields)
    assert list(broken(document))


def test_an_error_that_is_no_answer_is_seen_and_its_text_made_short(monkeypatch, tmp_path):
    def failing(document, *given):
        if "坏" in document.text:
            raise IndexError("out of range")
        return facts.decided_of(document, *given)

    monkeypatch.setattr(stated, "decided_of", failing)
    one = Input("江州2024.txt", (TEXT + "很好的很坏的。" + TEXT).encode())
    assert faults(one, tmp_path) == ["IndexError in test_fuzz.py, failing: out of range"]
    assert least(one, tmp_path).content.decode().strip() == "坏"
