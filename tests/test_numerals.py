"""Chinese numerals."""

import pytest

from hzlib.text.numerals import whole


@pytest.mark.parametrize(
    ("numeral", "number"),
    [("〇", 0), ("五", 5), ("十", 10), ("十四", 14), ("二十", 20), ("三十五", 35), ("两百", 200),
     ("一百零三", 103), ("三千", 3000), ("12", 12)],
)  # fmt: skip
def test_a_numeral_is_read(numeral, number):
    assert whole(numeral) == number
