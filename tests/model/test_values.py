"""Durations, estimates, shares, numbers, dates and ids."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from blueprint.model.values import (
    Date,
    Duration,
    Emotion,
    Estimate,
    Id,
    Money,
    Scale,
    Share,
    Text,
    format_duration,
    format_number,
    format_share,
    parse_duration,
)
from tests.strategies import durations, ids, shares


def message(kind, value):
    """The one message with which a value is refused."""
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(kind).validate_python(value)
    (error,) = caught.value.errors()
    return error["msg"]


def read(kind, value):
    return TypeAdapter(kind).validate_python(value)


# -- durations -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        *[("0s", 0), ("30s", 30), ("2m", 120), ("1h30m", 5400), ("2d", 172800), ("1w", 604800), ("1w2d3h4m5s", 788645)],
        *[
            ("0.5s", 0.5),
            ("1.5h", 5400),
            ("90m", 5400),
            ("PT2M", 120),
            ("PT30S", 30),
            ("P1DT1H", 90000),
            ("P2W", 1209600),
        ],
        *[("PT0.25S", 0.25), ("P1D", 86400)],
    ],
)
def test_durations(text, seconds):
    assert read(Duration, text) == timedelta(seconds=seconds) == parse_duration(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "P",
        "PT",
        "P1DT",
        "m",
        "1",
        "1 m",
        "1M",
        "30m1h",
        "1m1m",
        "pt2m",
        "1.m",
        ".5m",
        "１m",
        "1h\n",
        "P1Y",
        "P1M",
        "∞",
    ],
)
def test_no_durations(text):
    assert "is not a duration" in message(Duration, text)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("12:30", "`12:30` is not a duration; did you mean `12m30s` or `12h30m`?"),
        ("5", "`5` is not a duration; did you mean `5s`, `5m` or `5h`?"),
        ("5 min", "`5 min` is not a duration; did you mean `5m`?"),
        ("1 hour and 30 minutes", "`1 hour and 30 minutes` is not a duration; did you mean `1h30m`?"),
        ("2 Days", "`2 Days` is not a duration; did you mean `2d`?"),
        ("3分鐘", "`3分鐘` is not a duration; did you mean `3m`?"),
        ("2小时", "`2小时` is not a duration; did you mean `2h`?"),
        ("soon", "`soon` is not a duration: write it with a unit, like `30s`, `2m`, `1h30m`, `2d` or `1w`"),
        (5, "the duration 5 has no unit; did you mean `5s`, `5m` or `5h`?"),
        (0.5, "the duration 0.5 has no unit; did you mean `0.5s`, `0.5m` or `0.5h`?"),
        (-5, "a duration is never negative"),
        ("-5m", "a duration is never negative"),
        (timedelta(-1), "a duration is never negative"),
        (float("inf"), "must be a duration: write it with a unit, like `30s`, `2m`, `1h30m`, `2d` or `1w`"),
        (True, "must be a duration: write it with a unit, like `30s`, `2m`, `1h30m`, `2d` or `1w`"),
        (None, "must be a duration: write it with a unit, like `30s`, `2m`, `1h30m`, `2d` or `1w`"),
        ("9" * 12 + "w", f"`{'9' * 12}w` is longer than 999999999 days, the longest duration there is"),
        ("9" * 400 + "w", f"`{'9' * 400}w` is longer than 999999999 days, the longest duration there is"),
    ],
)
def test_what_is_said_about_no_durations(value, said):
    assert message(Duration, value) == said


@pytest.mark.parametrize(
    ("duration", "text"),
    [
        *[
            (timedelta(), "0s"),
            (timedelta(seconds=90), "1m30s"),
            (timedelta(hours=36), "1d12h"),
            (timedelta(days=8), "8d"),
        ],
        *[(timedelta(days=14), "2w"), (timedelta(seconds=0.5), "0.5s"), (timedelta(microseconds=1), "0.000001s")],
    ],
)
def test_durations_are_written_as_a_person_would(duration, text):
    assert format_duration(duration) == text


@given(st.integers(0, 10**9).map(lambda n: timedelta(milliseconds=n)))
def test_written_durations_read_back(duration):
    assert parse_duration(format_duration(duration)) == duration


@given(durations)
def test_written_durations_can_always_be_read(duration):
    assert abs(parse_duration(format_duration(duration)) - duration) <= duration * 1e-9


# -- estimates -----------------------------------------------------------------------------------------------------


def test_estimates():
    exact = read(Estimate, "2m")
    assert exact == read(Estimate, timedelta(minutes=2)) == read(Estimate, {"typical": "2m"})
    assert (exact.low, exact.high, exact.mean) == (timedelta(minutes=2),) * 3
    assert exact.is_exact
    assert str(exact) == "2m"
    uncertain = read(Estimate, {"low": "1m", "typical": "2m", "high": "9m"})
    assert uncertain.mean == timedelta(minutes=3)  # (1 + 4 x 2 + 9) / 6
    assert not uncertain.is_exact
    assert str(uncertain) == "1m-9m"
    assert read(Estimate, uncertain) == uncertain


@pytest.mark.parametrize(("low", "typical", "high"), [("2m", "1m", "3m"), ("1m", "3m", "2m"), ("3m", "2m", "1m")])
def test_estimates_out_of_order(low, typical, high):
    said = message(Estimate, {"low": low, "typical": typical, "high": high})
    assert said == f"an estimate needs low <= typical <= high, not {low}, {typical}, {high}"


@given(durations, durations, durations)
def test_the_mean_lies_between(a, b, c):
    low, typical, high = sorted((a, b, c))
    estimate = Estimate(low=low, typical=typical, high=high)
    assert low <= estimate.mean <= high or abs(estimate.mean - low) <= timedelta(microseconds=1)


# -- shares --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "share"),
    [("0%", 0), ("40%", 0.4), ("40 %", 0.4), ("2.5%", 0.025), ("100%", 1), (0, 0), (0.4, 0.4), (1, 1)],
)
def test_shares(value, share):
    assert read(Share, value) == share
    assert isinstance(read(Share, value), float)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (40, "a share is between 0% and 100% (0 and 1), not 40; did you mean `40%`?"),
        (1.5, "a share is between 0% and 100% (0 and 1), not 1.5; did you mean `1.5%`?"),
        (-0.1, "a share is between 0% and 100% (0 and 1), not -0.1"),
        (1000000, "a share is between 0% and 100% (0 and 1), not 1000000"),
        (float("inf"), "a share is between 0% and 100% (0 and 1), not a number that large"),
        ("101%", "a share is between 0% and 100% (0 and 1), not 101%"),
        ("-5%", "`-5%` is not a share: write `40%` or `0.4`"),
        ("0.4", "`0.4` is not a share: write `40%` or `0.4`"),
        ("40％", "`40％` is not a share: write `40%` or `0.4`; did you mean `40%`?"),
        ("٤٠%", "`٤٠%` is not a share: write `40%` or `0.4`"),
        (True, "must be a share, like `40%` or `0.4`"),
        (None, "must be a share, like `40%` or `0.4`"),
    ],
)
def test_no_shares(value, said):
    assert message(Share, value) == said


def test_nan_is_no_share():
    assert message(Share, float("nan")) == "a share is between 0% and 100% (0 and 1), not a number that large"


@pytest.mark.parametrize(
    ("share", "text"), [(0, "0%"), (1, "100%"), (0.4, "40%"), (0.07, "7%"), (0.025, "2.5%"), (0.29, "29%")]
)
def test_written_shares(share, text):
    assert format_share(share) == text


@given(shares)
def test_written_shares_read_back(share):
    text = format_share(share)
    assert read(Share, text if text.endswith("%") else float(text)) == share
    assert "e" not in text


# -- numbers, scales, emotions, dates ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0"),
        (3.0, "3"),
        (0.1, "0.1"),
        (1e-5, "0.00001"),
        (1.5e300, "15" + "0" * 299),
        (-2.5, "-2.5"),
        (5e-324, "0." + "0" * 323 + "5"),
    ],
)
def test_written_numbers(number, text):
    assert format_number(number) == text


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_written_numbers_read_back(number):
    text = format_number(number)
    assert float(text) == number
    assert "e" not in text


@pytest.mark.parametrize("value", [0, 6, 2.5, "3", True, None])
def test_no_scale(value):
    assert message(Scale, value)


@pytest.mark.parametrize("value", [-1, "3", True, None])
def test_no_money(value):
    assert message(Money, value)


def test_emotions():
    assert read(Emotion, -2) == -2
    assert read(Emotion, 0.5) == 0.5
    assert read(Emotion, {"elder": -1, "young": 2}) == {"elder": -1, "young": 2}
    for value in (-3, 2.1, "good", True, [1], {"elder": 3}):
        with pytest.raises(ValidationError):
            read(Emotion, value)


def test_dates():
    assert read(Date, "2026-10-01") == read(Date, date(2026, 10, 1)) == date(2026, 10, 1)
    for value in ("2026-02-30", "1.10.2026", "2026-1-1", "20261001", "2026-10-01T00:00", "２０２６-10-01", ""):
        assert message(Date, value) == f"`{value}` is not a date: write it like `2026-10-01`"
    for value in (2026, True, None):
        assert message(Date, value)


# -- text and ids --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["a", " ", "a\nb\tc\r\n", "字", "<script>", "\u202ea", "👩‍👩‍👧"])
def test_text(text):
    assert read(Text, text) == text


@pytest.mark.parametrize("text", ["", "a\x00", "\x1b[1m", "\x7f", "a\x0b"])
def test_no_text(text):
    assert message(Text, text)


@pytest.mark.parametrize("id_", ["a", "A-1_b.c", "完成", "сделать", "é", "e\u0301", "1", "-", ".", "हिन्दी"])
def test_ids(id_):
    assert read(Id, id_) == id_


@given(ids)
def test_ids_that_strategies_make(id_):
    assert read(Id, id_) == id_


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("", "an id can't be empty"),
        ("to", "`to` is reserved and can't be an id"),
        ("end", "`end` is reserved and can't be an id"),
        ("a b", "`a b` can't be an id: letters of any script, digits, `-`, `_` and `.` can; `a-b` would do"),
        ("a/b/", "`a/b/` can't be an id: letters of any script, digits, `-`, `_` and `.` can; `a-b` would do"),
        ("!", "`!` can't be an id: letters of any script, digits, `-`, `_` and `.` can"),
        ("end!", "`end!` can't be an id: letters of any script, digits, `-`, `_` and `.` can"),
        ("a\x00", "'a\\x00' can't be an id: letters of any script, digits, `-`, `_` and `.` can; `a` would do"),
        ("a\u202e", "'a\\u202e' can't be an id: letters of any script, digits, `-`, `_` and `.` can; `a` would do"),
        ("👍", "`👍` can't be an id: letters of any script, digits, `-`, `_` and `.` can"),
    ],
)
def test_no_ids(value, said):
    assert message(Id, value) == said
