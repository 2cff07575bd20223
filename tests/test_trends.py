"""Prices, needs, amounts per head, shares and revisions: the sums stand in the comments."""

from hand_frames import data, rounded

from hzlib.views import revisions, trends

YEARS = (
    "a gdp level 某市 2020 actual 16100 亿元 = 1.61万亿元",
    "b gdp level 某市 2021 actual 18109 亿元 = 18109亿元",
    "b gdp growth 某市 2021 actual 8.5 % = 8.5%",
    "c gdp level 某市 2022 actual 18753 亿元 = 18753亿元",
    "c gdp growth 某市 2022 actual 1.5 % = 1.5%",
    "c gdp growth 某市 2023 actual 5.6 % = 5.6%",
    "d gdp level 某市 2023 actual 20059 亿元 = 20059亿元",
    "a gdp level 某市 2025 target 23000 亿元 >= 2.3万亿元",
    "e gdp level 某市 2025 actual 20000 亿元 >= 2万亿元",
    "b population level 某市 2021 actual 12204000 人 = 1220.4万人",
    "c population level 某市 2022 actual 12376000 人 = 1237.6万人",
)


def test_the_implied_deflator_is_nominal_over_real_growth():
    rows = trends.prices(data(*YEARS), "某市")
    assert rounded(rows, "period", "base", "level", "nominal", "real", "deflator", "rough") == [
        # 18109 ÷ 16100 = 1.124783; ÷ 1.085 = 1.036666
        ("2021", 16100.0, 18109.0, 12.4783, 8.5, 3.6666, False),
        # 18753 ÷ 18109 = 1.035562; ÷ 1.015 = 1.020259
        ("2022", 18109.0, 18753.0, 3.5562, 1.5, 2.0259, False),
        # 20059 ÷ 18753 = 1.069642; ÷ 1.056 = 1.012919
        ("2023", 18753.0, 20059.0, 6.9642, 5.6, 1.2919, False),
    ]


def test_the_deflators_range_comes_from_the_rounding_of_what_is_printed():
    row = trends.prices(data(*YEARS), "某市").iloc[0]
    # 1.61万亿元 is 16050 to 16150, 18109 is 18108.5 to 18109.5, 8.5% is 8.45 to 8.55.
    assert round(row["low"], 4) == round((18108.5 / 16150 / 1.0855 - 1) * 100, 4)
    assert round(row["high"], 4) == round((18109.5 / 16050 / 1.0845 - 1) * 100, 4)
    assert row["deflator_evidence"] == (
        'formula:{"formula":"(18109 ÷ 16100 ÷ 1.085 − 1) × 100",'
        '"parts":["fact:b@2","fact:a@1","fact:b@3"]}'
    )


def test_a_base_that_is_only_expected_is_marked():
    rows = trends.prices(
        data(
            "a gdp level 某市 2018 estimate 13500 亿元 ~ 1.35万亿元",
            "b gdp level 某市 2019 actual 15373 亿元 = 15373亿元",
            "b gdp growth 某市 2019 actual 6.8 % = 6.8%",
        ),
        "某市",
    )
    assert rounded(rows, "period", "rough") == [("2019", True)]


def test_needed_growth_is_the_root_of_the_quotient():
    rows = trends.needed(data(*YEARS), "某市")
    assert rounded(rows, "target_period", "target", "period", "level", "years", "growth") == [
        # 23000 ÷ 16100 = 1.428571, fifth root 1.073941
        ("2025", 23000.0, "2020", 16100.0, 5, 7.3941),
        # 23000 ÷ 18109 = 1.270087, fourth root 1.061594
        ("2025", 23000.0, "2021", 18109.0, 4, 6.1594),
        # 23000 ÷ 18753 = 1.226471, third root 1.070415
        ("2025", 23000.0, "2022", 18753.0, 3, 7.0415),
        # 23000 ÷ 20059 = 1.146618, square root 1.070802
        ("2025", 23000.0, "2023", 20059.0, 2, 7.0802),
    ]


def test_a_price_assumption_divides_the_nominal_rate():
    row = trends.needed(data(*YEARS), "某市", price=2.0).iloc[-1]
    # 1.070802 ÷ 1.02 = 1.049806
    assert round(row["growth"], 4) == 4.9806
    assert "((23000 ÷ 20059)^(1/2) ÷ 1.02 − 1) × 100" in row["evidence"]


def test_amounts_per_head_divide_by_the_average_of_two_year_ends_where_both_are_known():
    rows = trends.per_head(data(*YEARS), "某市")
    assert rounded(rows, "period", "value", "people", "average") == [
        # 18109亿 ÷ 1220.4万 = 148385.78元
        ("2021", 148385.7752, 12204000.0, False),
        # 18753亿 ÷ ((1220.4万 + 1237.6万) ÷ 2 = 1229万) = 152587.47元
        ("2022", 152587.4695, 12290000.0, True),
    ]
    # 18753亿 ÷ 1237.6万 = 151527.15元
    ends = trends.per_head(data(*YEARS), "某市", year_end=True)
    assert rounded(ends, "period", "value")[1] == ("2022", 151527.1493)


def test_a_stated_share_goes_before_a_computed_one():
    rows = trends.shares(
        data(
            *YEARS,
            "b digital_core_va level 某市 2021 actual 4905 亿元 = 4905亿元",
            "c digital_core_va level 某市 2022 actual 5076 亿元 = 5076亿元",
            "c digital_core_va share 某市 2022 actual 27.1 % = 27.1%",
            "e digital_core_va share 某市 2030 target 32 % = 32",
        ),
        "某市",
        ("digital_core_va",),
    )
    assert rounded(rows, "period", "value", "status") == [
        ("2021", 27.086, "derived"),  # 4905 ÷ 18109
        ("2022", 27.1, "actual"),
        ("2030", 32.0, "target"),
    ]


def test_two_sources_that_differ_by_more_than_rounding_are_rivals():
    rows = revisions.rivals(
        data(
            "a gdp level 某市 2018 actual 13509 亿元 = 13509亿元",
            "b gdp level 某市 2018 actual 14307 亿元 = 14307亿元",
            "a gdp level 某市 2020 actual 16100 亿元 = 1.61万亿元",
            "b gdp level 某市 2020 actual 16106 亿元 = 16106亿元",
            "b gdp level 某市 2025 actual 20000 亿元 >= 2万亿元",
        ),
        "某市",
    )
    # 14307 ÷ 13509 = 1.059072; 16106 lies within 16050 to 16150.
    assert rounded(rows, "period", "low", "high", "gap") == [("2018", 13509.0, 14307.0, 5.9072)]


def test_an_implied_base_outside_of_the_rounding_is_a_revision():
    rows = revisions.implied_bases(
        data(
            "a retail_sales level 某市 2019 actual 6215 亿元 = 6215亿元",
            "b retail_sales level 某市 2020 actual 5973 亿元 = 5973亿元",
            "b retail_sales growth 某市 2020 actual -3.5 % = 3.5%",
            "a budget_revenue level 某市 2022 actual 2451 亿元 = 2451亿元",
            "b budget_revenue level 某市 2023 actual 2616.8 亿元 = 2616.8亿元",
            "b budget_revenue growth 某市 2023 actual 6.8 % = 6.8%",
            *YEARS,
        ),
        "某市",
    )
    assert rounded(rows, "indicator", "period", "stated", "implied", "gap", "revised") == [
        # 2616.8 ÷ 1.068 = 2450.1873: 2451 lies in 2448.99 to 2451.38.
        ("budget_revenue", "2022", 2451.0, 2450.1873, -0.0332, False),
        # 5973 ÷ 0.965 = 6189.6373, at most 5973.5 ÷ 0.9645 = 6193.36: 6215 does not fit.
        ("retail_sales", "2019", 6215.0, 6189.6373, -0.4081, True),
    ]
    # GDP growth is real: no base follows from it.
    assert "gdp" not in set(rows["indicator"])
