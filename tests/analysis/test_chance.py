from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from blueprint.analysis.chance import difference_of_means, difference_of_shares, t_quantile, wilson_interval


# Newcombe, Two-sided confidence intervals for the single proportion, 1998, table I, method 3.
@pytest.mark.parametrize(
    ("hits", "count", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_interval_of_a_share_is_as_published(hits, count, low, high):
    assert wilson_interval(hits / count, count) == pytest.approx((low, high), abs=5e-5)
    assert wilson_interval(1 - hits / count, count) == pytest.approx((1 - high, 1 - low), abs=5e-5)


@pytest.mark.parametrize("n", [*range(1, 200), 10**6, 10**18])
def test_the_interval_of_none_or_all_holds_exactly_that(n):
    assert wilson_interval(0, n)[0] == 0
    assert wilson_interval(1, n)[1] == 1


# Newcombe (1998), "Interval estimation for the difference between independent proportions", table II, method 10.
PUBLISHED = [
    (56, 70, 48, 80, 0.0524, 0.3339),
    (9, 10, 3, 10, 0.1705, 0.8090),
    (6, 7, 2, 7, 0.0582, 0.8062),
    (5, 56, 0, 29, -0.0381, 0.1926),
    (0, 10, 0, 20, -0.1611, 0.2775),
    (0, 10, 0, 10, -0.2775, 0.2775),
    (10, 10, 0, 20, 0.6791, 1.0),
    (10, 10, 0, 10, 0.6075, 1.0),
]


@pytest.mark.parametrize(("a", "m", "b", "n", "low", "high"), PUBLISHED)
def test_intervals_of_shares_are_those_that_newcombe_published(a, m, b, n, low, high):
    found = difference_of_shares(b / n, n, a / m, m)
    assert found.change == pytest.approx(a / m - b / n)
    assert (found.low, found.high) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


@given(st.floats(0, 1), st.integers(1, 10**18), st.floats(0, 1), st.integers(1, 10**18))
def test_the_way_back_has_the_mirrored_interval(before, n, after, m):
    there, back = difference_of_shares(before, n, after, m), difference_of_shares(after, m, before, n)
    assert (there.low, there.high) == pytest.approx((-back.high, -back.low), abs=1e-12)
    assert -1 - 1e-12 <= there.low <= there.change <= there.high <= 1 + 1e-12


def test_shares_that_never_vary_have_an_interval_but_no_standard_error():
    found = difference_of_shares(0, 20, 1, 10)
    assert found.standardised is None
    assert found.is_beyond_chance
    assert not difference_of_shares(0, 20, 0, 10).is_beyond_chance


def test_the_standardised_change_of_shares_is_in_separate_standard_errors():
    error = math.sqrt(0.62 * 0.38 / 240 + 0.81 * 0.19 / 226)
    assert difference_of_shares(0.62, 240, 0.81, 226).standardised == pytest.approx(0.19 / error)


@pytest.mark.parametrize("freedom", [1, 1.027, 1.5, 2, 2.7, 3, 7.5, 29, 100.25, 5000, 99_999, 100_001, 1e7, 1e15])
def test_quantiles_of_t_are_those_of_scipy(freedom):
    assert t_quantile(freedom) == pytest.approx(stats.t.ppf(0.975, freedom), rel=1e-8)


@pytest.mark.parametrize(
    ("m", "n", "shift", "spread"), [(2, 2, 1.0, 3.0), (5, 40, 0.5, 0.2), (200, 3, -2.0, 10.0), (60, 60, 0.0, 1.0)]
)
def test_intervals_of_means_are_those_of_scipys_welch(m, n, shift, spread):
    dice = np.random.default_rng(m + n)
    before, after = dice.normal(0, 1, m), dice.normal(shift, spread, n)
    oracle = stats.ttest_ind(after, before, equal_var=False)
    interval = oracle.confidence_interval(0.95)
    found = difference_of_means(before.mean(), before.std(ddof=1), m, after.mean(), after.std(ddof=1), n)
    assert found.standardised == pytest.approx(oracle.statistic)
    assert (found.low, found.high) == (pytest.approx(interval.low, rel=1e-7), pytest.approx(interval.high, rel=1e-7))
    assert found.is_beyond_chance == (oracle.pvalue < 0.05)


def test_one_sample_that_does_not_vary_leaves_the_spread_of_the_other():
    found = difference_of_means(1.0, 0.0, 30, 3.0, 2.0, 16)
    margin = stats.t.ppf(0.975, 15) * 2.0 / 4
    assert (found.low, found.high) == pytest.approx((2 - margin, 2 + margin))


numbers = st.floats(allow_nan=False, allow_infinity=False)
spreads = st.floats(0, allow_nan=False, allow_infinity=False)
sizes = st.integers(2, 10**400)


@given(numbers, spreads, sizes, numbers, spreads, sizes)
def test_any_means_have_numbers_or_none(before, sd, n, after, sd_after, m):
    found = difference_of_means(before, sd, n, after, sd_after, m)
    if sd == sd_after == 0:
        assert found is None
    assert found is None or all(math.isfinite(number) for number in found)
