"""The measures against published numbers and against tables worked by hand."""

import math

import numpy as np
import pytest

from hzlib.words import measures

# Dunning (1993), table 1: how often both words, the second not, the first not, neither; G².
DUNNING = [
    ("the swiss", 110, 2442, 111, 29114, 270.72),
    ("can be", 29, 13, 123, 31612, 263.90),
    ("previous year", 31, 23, 139, 31584, 256.84),
    ("mineral water", 10, 0, 3, 31764, 167.23),
    ("at the", 76, 104, 2476, 29121, 157.21),
    ("real terms", 16, 16, 51, 31694, 157.03),
    ("natural gas", 9, 0, 5, 31763, 146.80),
    ("owing to", 16, 0, 865, 30896, 115.02),
]


@pytest.mark.parametrize(("pair", "both", "first", "second", "neither", "published"), DUNNING)
def test_the_log_likelihood_is_that_of_dunnings_table(
    pair, both, first, second, neither, published
):
    g2 = measures.log_likelihood(both, second, both + first, second + neither)
    assert round(float(g2), 2) == published


def test_the_log_likelihood_of_a_table_worked_by_hand():
    # 20 of 100 against 10 of 100: expected 15, 15, 85, 85.
    by_hand = 2 * (
        20 * math.log(20 / 15)
        + 10 * math.log(10 / 15)
        + 80 * math.log(80 / 85)
        + 90 * math.log(90 / 85)
    )
    assert measures.log_likelihood(20, 10, 100, 100) == pytest.approx(by_hand, abs=1e-12)
    assert by_hand == pytest.approx(3.98656, abs=1e-5)


def test_equal_rates_and_absent_words_have_no_log_likelihood():
    found = measures.log_likelihood([5, 0], [10, 0], 100, 200)
    assert found.tolist() == pytest.approx([0, 0], abs=1e-9)


def test_the_measures_agree_with_other_implementations():
    # scipy 1.17 chi2_contingency(lambda_="log-likelihood", correction=False) on [[76, 26656], [6, 25707]]
    g2 = measures.log_likelihood(76, 6, 26732, 25713)
    assert float(g2) == pytest.approx(68.1465979646, abs=1e-9)
    assert measures.p_value(g2) == pytest.approx(1.5178111493e-16, rel=1e-9)
    # nltk 3.10 BigramAssocMeasures likelihood_ratio, pmi and student_t on (8, (100, 20), 1000)
    found = measures.association(8, 100, 20, 1000)
    assert float(found["g2"]) == pytest.approx(12.86535337099319, abs=1e-9)
    assert float(found["mi"]) == pytest.approx(2.0, abs=1e-12)
    assert float(found["t"]) == pytest.approx(2.1213203435596424, abs=1e-12)


@pytest.mark.parametrize(
    ("g2", "p"), [(2.705543, 0.10), (3.841459, 0.05), (6.634897, 0.01), (10.827566, 0.001)]
)
def test_p_is_that_of_the_chi_squared_tables(g2, p):
    assert measures.p_value(g2) == pytest.approx(p, rel=1e-5)
    assert measures.p_value([g2, 0.0]).tolist() == pytest.approx([p, 1.0], rel=1e-5)


def test_the_log_ratio_is_that_of_the_aspirin_trial():
    # Physicians' Health Study: 189 of 11034 against 104 of 11037; relative risk 1.82 (1.43, 2.31).
    found = measures.log_ratio(189, 104, 11034, 11037)
    assert [round(2 ** float(x), 2) for x in found] == [1.82, 1.43, 2.31]


def test_doubling_is_a_log_ratio_of_one_and_swapping_changes_its_sign():
    one, low, high = measures.log_ratio(40, 20, 1000, 1000)
    other, other_low, other_high = measures.log_ratio(20, 40, 1000, 1000)
    assert (one, other) == (1, -1)
    assert (low, high) == pytest.approx((-other_high, -other_low))


def test_a_word_missing_from_one_side_keeps_a_finite_log_ratio():
    estimate, low, high = measures.log_ratio(10, 0, 1000, 1000)
    assert estimate == pytest.approx(math.log2(10.5 / 0.5))
    assert low < estimate < high < 20


# Gries (2008): five parts with 18, 20, 20, 20 and 22 per cent of the corpus.
@pytest.mark.parametrize(
    ("counts", "dp"),
    [
        ((1, 2, 3, 4, 5), 0.18),  # "a"
        ((9, 10, 10, 10, 11), 0.0),
        ((0, 0, 5, 0, 0), 0.8),
    ],
)
def test_dispersion_is_that_of_gries_example(counts, dp):
    sizes = (9, 10, 10, 10, 11)
    assert measures.deviation_of_proportions(counts, sizes) == pytest.approx(dp)


def test_dispersion_worked_by_hand_for_unequal_parts():
    # Shares of the word 1/4, 3/4; of the corpus 3/4, 1/4: (1/2 + 1/2) / 2.
    assert measures.deviation_of_proportions([1, 3], [75, 25]) == pytest.approx(0.5)
    assert np.isnan(measures.deviation_of_proportions([[0, 0]], [75, 25])).all()


def test_association_worked_by_hand():
    # 8 of the 100 words near the node, 20 of all 1000: expected 2.
    found = measures.association(8, 100, 20, 1000)
    assert (found["expected"], found["mi"]) == (2, 2)
    assert found["t"] == pytest.approx((8 - 2) / math.sqrt(8))
    cells = ((8, 2), (92, 98), (12, 18), (888, 882))
    by_hand = 2 * sum(o * math.log(o / e) for o, e in cells)
    assert found["g2"] == pytest.approx(by_hand)
    assert measures.association(1, 100, 40, 1000)["g2"] < 0


def test_holm_and_benjamini_hochberg_worked_by_hand():
    p = [0.005, 0.04, 0.01, 0.03]
    assert measures.holm(p).tolist() == pytest.approx([0.02, 0.06, 0.03, 0.06])
    assert measures.benjamini_hochberg(p).tolist() == pytest.approx([0.02, 0.04, 0.02, 0.04])


def test_the_moving_type_token_ratio_is_the_mean_of_all_windows():
    words = list("甲乙甲甲丙乙甲丁甲乙")
    windows = [words[i : i + 4] for i in range(len(words) - 3)]
    by_hand = sum(len(set(window)) / 4 for window in windows) / len(windows)
    assert measures.moving_type_token_ratio(words, 4) == pytest.approx(by_hand)
    assert measures.moving_type_token_ratio(words, 500) == pytest.approx(4 / 10)
    assert math.isnan(measures.moving_type_token_ratio([], 4))
    with pytest.raises(ValueError):
        measures.moving_type_token_ratio(words, 0)


def test_tf_idf_worked_by_hand():
    found = measures.tf_idf([[3, 1, 0], [0, 1, 1], [0, 2, 2]])
    assert found[0].tolist() == pytest.approx([0.75 * math.log(3), 0, 0])
    assert found[1].tolist() == pytest.approx([0, 0, 0.5 * math.log(1.5)])
