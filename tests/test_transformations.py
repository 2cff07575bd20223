"""The same report in another shape gives the same facts."""

from collections import Counter

import pytest
from transformations import SHAPES

from hzlib.extraction.facts import extract
from hzlib.text.corpus import load, read

DOCUMENT = load("qiantang-gwr-2024")


def facts(document) -> Counter:
    fields = ("indicator", "measure", "region", "period", "status", "value", "unit", "bound")
    return Counter(tuple(getattr(fact, field) for field in fields) for fact in extract(document))


@pytest.mark.parametrize("shape", SHAPES)
def test_a_report_in_another_shape_gives_the_same_facts(shape, tmp_path):
    path = SHAPES[shape](DOCUMENT.raw, tmp_path)
    assert path.read_bytes() != DOCUMENT.raw.encode()
    changed = read(path)
    assert (changed.kind, changed.place, changed.year) == ("work-report", "钱塘区", 2024)
    assert facts(changed) == facts(DOCUMENT)


def test_each_number_leads_to_the_text_of_the_other_shape(tmp_path):
    changed = read(SHAPES["footnotes"](DOCUMENT.raw, tmp_path))
    for fact in extract(changed):
        assert changed.raw[fact.start : fact.end] == fact.text
