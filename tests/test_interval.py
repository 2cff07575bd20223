"""What a printed number leaves open."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import hzlib as hz
from hzlib.evidence.interval import Interval, exact, noted, printed, step, total


@pytest.mark.parametrize(
    ("text", "value", "low", "high"),
    [
        ("27.1%", 27.1, "27.05", "27.15"),
        ("18753亿元", 18753, "18752.5", "18753.5"),
        ("1.61万亿元", 16100, "16050", "16150"),
        ("32.65万人", 326500, "326450", "326550"),
        ("77043元", 77043, "77042.5", "77043.5"),
        ("1.71", 1.71, "1.705", "1.715"),
        ("下降3.5%"[2:], -3.5, "-3.55", "-3.45"),
        ("１０％", 10, "9.5", "10.5"),
        ("3 万亿元", 30000, "25000", "35000"),
        ("200万户", 2000000, "1995000", "2005000"),
        # A table cell whose unit stands in the header: 31.4 (万人).
        ("31.4", 314000, "313500", "314500"),
    ],
)
def test_half_a_unit_of_the_last_printed_digit_lies_on_either_side(text, value, low, high):
    assert printed(text, value) == Interval(Fraction(low), Fraction(high))


@pytest.mark.parametrize("text", ["786个", "2440家", "302个", "13,213户", "85所"])
def test_a_count_written_out_in_full_is_exact(text):
    value = int("".join(filter(str.isdigit, text)))
    assert printed(text, value) == Interval(Fraction(value), Fraction(value))


def test_a_text_without_digits_leaves_nothing_open_that_could_be_known():
    assert step("万亿元", 10000) == 0


def _print(number: Fraction, digits: int) -> tuple[str, float]:
    quantum = Decimal(1).scaleb(-digits)
    decimal = Decimal(number.numerator) / Decimal(number.denominator)
    rounded = decimal.quantize(quantum, rounding=ROUND_HALF_UP)
    return f"{rounded}亿元", float(rounded)


numbers = st.integers(1, 10**9).map(lambda n: Fraction(n, 10**4))


@given(numbers, st.integers(0, 4))
def test_a_number_lies_in_the_interval_of_its_print(number, digits):
    interval = printed(*_print(number, digits))
    assert interval.low <= number <= interval.high


@given(numbers, st.integers(0, 4))
def test_the_interval_is_one_unit_of_the_last_digit_wide(number, digits):
    text, value = _print(number, digits)
    interval = printed(text, value)
    # A value printed as 0 has no scale of its own: it is taken in its own unit.
    assert interval.high - interval.low == Fraction(1, 10**digits)


@given(st.lists(numbers, min_size=2, max_size=9), st.integers(0, 3), st.integers(0, 3))
def test_rounding_alone_never_makes_a_true_sum_look_false(parts, digits, total_digits):
    stated = printed(*_print(sum(parts), total_digits))
    assert total(printed(*_print(part, digits)) for part in parts).meets(stated)


@given(numbers, numbers, st.integers(0, 3), st.integers(0, 2))
def test_rounding_alone_never_makes_a_true_share_look_false(part, whole, digits, share_digits):
    whole_printed = printed(*_print(whole, digits))
    if whole_printed.low <= 0:
        return
    share = 100 * part / whole
    stated = printed(*_print(share, share_digits))
    assert (printed(*_print(part, digits)) / whole_printed).times(100).meets(stated)


@given(numbers, numbers, numbers, numbers)
def test_interval_arithmetic_holds_every_result(a, b, c, d):
    first, second = Interval(min(a, b), max(a, b)), Interval(min(c, d), max(c, d))
    for x in (first.low, first.high):
        for y in (second.low, second.high):
            for result, value in [
                (first + second, x + y),
                (first - second, x - y),
                (first * second, x * y),
                (first / second, x / y),
            ]:
                assert result.low <= value <= result.high


@given(numbers, st.integers(1, 9))
def test_a_figure_off_by_more_than_both_roundings_is_told_apart(number, units):
    text, value = _print(number, 1)
    wrong = exact(value) + Fraction(units + 1, 10)
    assert not printed(text, value).meets(printed(f"{float(wrong)}亿元", float(wrong)))


def test_touching_intervals_meet_and_a_gap_parts_them():
    assert Interval(Fraction(1), Fraction(2)).meets(Interval(Fraction(2), Fraction(3)))
    assert not Interval(Fraction(1), Fraction(2)).meets(Interval(Fraction(201, 100), Fraction(3)))


def test_no_division_by_what_may_be_zero():
    with pytest.raises(ZeroDivisionError):
        printed("5元", 5) / Interval(Fraction(-1), Fraction(1))


def test_an_interval_reads_as_its_two_ends():
    assert str(Interval(Fraction(1, 3), Fraction(20059))) == "0.33—20,059"
    assert str(printed("-3.5%"[1:], -3.5)) == "−3.55—−3.45"


def test_a_figure_noted_without_its_print_may_be_rounded_at_its_noughts():
    row = hz.facts(reference=True, indicator="invention_patents", place="杭州市", year=2021)
    value = hz.Value.of(row[row["origin"] == "reference"].iloc[0])
    assert str(value.interval) == "94,500—95,500"
    assert (str(noted(0)), str(noted(1.5)), str(noted(731))) == ("0—0", "1.45—1.55", "731—731")
