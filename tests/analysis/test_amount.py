"""Amounts, sums over what is unknown, and how numbers are written for people."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from blueprint.analysis.amount import UNKNOWN, Amount, average, total
from blueprint.analysis.words import words_for

WORDS = words_for("en")


# -- sums --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parts", "sum_"),
    [
        ([], Amount(0.0)),
        ([(1, 2), (3, 4)], Amount(14)),
        ([(1, 2), (1, None)], Amount(2, "at_least")),
        ([(1, 2), (0, None)], Amount(2)),
        ([(1, None), (2, None)], UNKNOWN),
        ([(1, 0), (1, None)], UNKNOWN),
        ([(1, Amount(2, "at_least")), (1, 3)], Amount(5, "at_least")),
        ([(1, UNKNOWN), (1, Amount(3))], Amount(3, "at_least")),
        ([(0, None)], Amount(0.0)),
        ([(2, Amount(0.0))], Amount(0.0)),
    ],
)
def test_a_sum_over_something_unknown_is_a_lower_bound(parts: list, sum_: Amount):
    assert total(parts) == sum_


@pytest.mark.parametrize(
    ("parts", "mean"),
    [
        ([], UNKNOWN),
        ([(1, 2), (3, 4)], Amount(3.5)),
        ([(1, -2), (1, 2)], Amount(0.0)),
        ([(1, 2), (1, None)], UNKNOWN),
        ([(1, 2), (0, None)], Amount(2)),
        ([(1, Amount(2, "at_least")), (1, 4)], Amount(3, "at_least")),
        ([(1, Amount(2, "at_least")), (1, Amount(4, "at_most"))], UNKNOWN),
    ],
)
def test_a_mean_over_something_unknown_is_unknown(parts: list, mean: Amount):
    assert average(parts) == mean


@pytest.mark.parametrize(
    ("amount", "left"),
    [
        (Amount(3), Amount(7)),
        (Amount(3, "at_least"), Amount(7, "at_most")),
        (Amount(3, "at_most"), Amount(7, "at_least")),
        (UNKNOWN, UNKNOWN),
    ],
)
def test_what_is_left_after_a_bound_is_bound_the_other_way(amount: Amount, left: Amount):
    assert amount.taken_from(10) == left


def test_plain_amounts_are_numbers_bounds_or_null():
    assert Amount(3.0).to_plain() == 3.0
    assert Amount(3.0, "at_least").to_plain() == {"at_least": 3.0}
    assert Amount(3.0, "at_most").to_plain() == {"at_most": 3.0}
    assert UNKNOWN.to_plain() is None


def test_a_number_of_times_keeps_the_bound():
    assert Amount(3, "at_least").times(2) == Amount(6, "at_least")
    assert UNKNOWN.times(2) == UNKNOWN


# -- in words ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0 s"),
        (45, "45 s"),
        (59.6, "1 min"),
        (60, "1 min"),
        (90, "1 min 30 s"),
        (119.7, "2 min"),
        (3570, "59 min 30 s"),
        (3599.4, "59 min 59 s"),
        (84_600, "23 h 30 min"),
        (3599.7, "1 h"),
        (3600, "1 h"),
        (3629, "1 h"),
        (5400, "1 h 30 min"),
        (86399, "1 d"),
        (86400, "1 d"),
        (86400 + 3599, "1 d 1 h"),
        (2 * 86400 - 1, "2 d"),
        (200_000, "2 d 8 h"),
        (0.25, "0.25 s"),
        (-90, "-1 min 30 s"),
    ],
)
def test_durations(seconds: float, text: str):
    assert WORDS.duration(seconds) == text


@given(st.floats(0, 1e15))
@example(59.5)
@example(59.49999)
@example(0.99999)
@example(0.999)
@example(3599.5)
@example(84_600.0)  # FAULT: as above, "1 d"
@example(86370.0)
@example(86399.999)
@example(86400 * 999.99999)
@example(86400 * 1000.0)
@example(8.64e13)
def test_a_duration_never_has_60_of_what_makes_one_of_the_next(seconds: float):
    text = WORDS.duration(seconds)
    parts = [(float(n.replace(",", "")), unit) for n, unit in re.findall(r"([\d.,e+-]+) (\w+)", text)]
    assert parts, text
    sizes = {"s": (60, 1), "min": (60, 60), "h": (24, 3600), "d": (math.inf, 86400)}
    for number, unit in parts:
        assert number < sizes[unit][0], text
    worth = sum(number * sizes[unit][1] for number, unit in parts)
    # Shown in two units: not more wrong than half of the smaller one, or half a percent.
    assert abs(worth - seconds) <= max(0.5 * sizes[parts[-1][1]][1] if len(parts) > 1 else 0.0, 0.01 * seconds, 0.5)
    if seconds:
        assert text != "0 s", "a time that is not 0 is not shown as 0"


@given(st.floats(1e-9, 0.5))
def test_a_time_below_half_a_second_is_not_nothing(seconds: float):
    assert not WORDS.duration(seconds).startswith("0 ")


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (0.0, "0%"),
        (1.0, "100%"),
        (0.4, "40%"),
        (0.125, "12.5%"),
        (0.001, "0.1%"),
        (0.0004, "<0.1%"),
        (1e-12, "<0.1%"),
        (0.9994, "99.9%"),
        (0.9999, ">99.9%"),
        (1 - 1e-12, ">99.9%"),
        (0.29, "29%"),
        (-0.05, "-5%"),
    ],
)
def test_shares(share: float, text: str):
    assert WORDS.share(share) == text


@given(st.floats(0, 1))
@example(0.00095)
@example(0.0009999999)
@example(0.9995)
@example(0.99949999)
@example(0.999)
@example(0.99899999)
@example(math.nextafter(1, 0))
@example(math.nextafter(0, 1))
def test_only_nothing_is_0_percent_and_only_all_is_100_percent(share: float):
    text = WORDS.share(share)
    assert (text == "0%") == (share == 0)
    assert (text == "100%") == (share == 1)


@given(st.floats(-1, 1))
def test_a_change_of_share_that_is_something_is_not_shown_as_nothing(change: float):
    assert (WORDS.share(change) in ("0%", "-0%")) == (change == 0)


def test_the_end_shares_of_a_sum_with_rounding_are_not_beyond_100_percent():
    assert WORDS.share(math.nextafter(1, 2)) == "100%"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (-0.0, "0"),
        (1, "1"),
        (3.5, "3.5"),
        (0.35, "0.35"),
        (12.5, "12.5"),
        (1250, "1,250"),
        (99.96, "100"),
        (9.996, "10"),
        (0.0999999, "0.1"),
        (1 / 3, "0.33"),
        (0.001, "0.001"),
        (-2.5, "-2.5"),
    ],
)
def test_numbers(value: float, text: str):
    assert WORDS.number(value) == text


@given(st.floats(-1e12, 1e12))
@example(-1e-9)
@example(-0.00004)
@example(0.00005)
@example(999.9999)
@example(0.00015)  # FAULT: four decimals are one digit here: "0.0001"
@example(-0.00055)
def test_a_number_reads_back_as_nearly_itself(value: float):
    text = WORDS.number(value)
    assert text != "-0"
    back = float(text.replace(",", ""))
    assert back == pytest.approx(value, rel=0.06, abs=0)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0.00 EUR"),
        (0.18, "0.18 EUR"),
        (-0.02, "-0.02 EUR"),
        (12.5, "12.50 EUR"),
        (1250, "1,250 EUR"),
        (99.99, "99.99 EUR"),
    ],
)
def test_money(value: float, text: str):
    assert WORDS.plain(value, "money", "EUR") == text


@pytest.mark.parametrize("value", [-0.0, -0.001, -1e-12, -0.0049])
def test_money_is_never_less_than_nothing_by_nothing(value: float):
    assert WORDS.plain(value, "money", "EUR") == "0.00 EUR"


def test_money_near_the_change_of_digits_keeps_one_form():
    assert WORDS.plain(99.999, "money") == WORDS.plain(100.0, "money")


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.0, "0"), (-0.0, "0"), (0.004, "0"), (-0.004, "0"), (1.0, "+1"), (-2.0, "-2"), (0.5, "+0.5"), (-1.25, "-1.25")],
)
def test_emotions(value: float, text: str):
    assert WORDS.plain(value, "emotion") == text


@pytest.mark.parametrize("unit", ["share", "time", "money", "count", "emotion", "bits"])
@pytest.mark.parametrize("value", [None, UNKNOWN])
def test_what_is_unknown_is_not_shown_as_a_number(unit: str, value: Amount | None):
    assert not re.search(r"\d", WORDS.amount(value, unit))


@pytest.mark.parametrize("unit", ["share", "time", "money", "count"])
def test_a_bound_is_shown_as_one(unit: str):
    assert WORDS.amount(Amount(0.5, "at_least"), unit).startswith("≥ ")
    assert WORDS.amount(Amount(0.5, "at_most"), unit).startswith("≤ ")


@pytest.mark.parametrize("size", [1e-300, 1e-9, 1e15, 1e16, 1e100, 1.7e308])
@pytest.mark.parametrize("unit", ["time", "money", "count", "bits"])
def test_what_is_absurdly_large_or_small_is_still_one_short_word(size: float, unit: str):
    assert len(WORDS.plain(size, unit, "EUR")) < 40


@pytest.mark.parametrize("language", ["zh", "zh-Hans", "zh-Hant", "zh-TW", "fr", None, "EN-us"])
def test_every_language_has_words(language: str | None):
    assert words_for(language).duration(90)


def test_a_long_list_of_names_is_counted():
    assert WORDS.listed("abc") == "a, b, c"
    assert WORDS.listed(map(str, range(20)), most=3) == "0, 1, 2 and 17 more"
    assert WORDS.listed([]) == ""


def test_braces_in_a_name_are_text():
    assert "{0}" in WORDS("no_steps_for", persona="{0} {x}")
