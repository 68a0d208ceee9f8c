"""How long it takes, against journeys by hand, closed forms and the scenarios."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import blueprint as bp
from blueprint.analysis.amount import UNKNOWN, Amount
from blueprint.analysis.customers import Customers
from blueprint.analysis.money import money
from blueprint.analysis.rework import rework
from blueprint.analysis.time import time
from tests.analysis.generated import Data, blueprint_data, blueprints, cases, line, number, read
from tests.analysis.journeys_by_hand import Crowd, Matrices, mean_where

EXAMPLES = Path(__file__).parents[2] / "examples"
EVERYONE = [pytest.param(case, id=case.name) for exact in (True, False) for case in cases(exact=exact)]
OF_ONE_KIND = [param for param in EVERYONE if len(param.values[0].crowd.hands) == 1]


def of(blueprint: bp.Blueprint, persona: str | None = None):
    return Customers(blueprint).of(persona).answer(time)


def example(name: str):
    return of(bp.load(EXAMPLES / f"{name}.blueprint.yaml"))


@pytest.mark.parametrize("case", EVERYONE)
def test_times_are_those_of_journeys_by_hand(case):
    found = case.customers.answer(time)
    have = {
        "time": found.expected_time,
        "touch": found.touch_time,
        "wait": found.wait_time,
        "labour": found.labour_time,
    }
    if not any(
        "actor" in a
        for _, hand in case.crowd.hands
        for s in hand.steps
        for a in [*s.get("frontstage", []), *s.get("backstage", []), *s.get("support", []), s["customer"]]
    ):
        assert have.pop("labour") == UNKNOWN
    assert case.differences({key: number(value) for key, value in have.items()}, set(have)) == []


@pytest.mark.parametrize("case", EVERYONE)
def test_the_time_of_successes_is_that_of_the_journeys_that_succeed(case):
    want = mean_where(
        case.journeys,
        lambda hand, journey: hand.part(journey, None, None) if journey.end == "success" else None,
        exact=case.is_exact,
    )
    have = case.customers.answer(time).expected_time_of_successes
    if want is None:
        assert have == UNKNOWN
    else:
        assert want.is_near(number(have))


@pytest.mark.parametrize("case", OF_ONE_KIND)
def test_the_standard_time_is_that_along_the_main_path(case):
    found = case.customers.answer(time)
    (_, hand) = case.crowd.hands[0]
    path, _ = hand.likeliest()
    places = [hand.place[id_] for id_ in path]
    if not path:
        assert found.standard_time == UNKNOWN
        return
    assert number(found.standard_time) == pytest.approx(hand.sum(places, "wait", "work"))
    judged = [i for i in places if "acceptable_time" in hand.steps[i]]
    if judged:
        assert number(found.time_against_acceptable) == pytest.approx(hand.sum(judged, "wait", "work"))
    else:
        assert found.acceptable_time == UNKNOWN


@pytest.mark.parametrize("seed", range(20))
def test_times_are_those_of_the_inverted_matrix(seed: int):
    data = blueprint_data(Random(2000 + seed))
    for _, hand in Crowd(data).hands:
        dense = Matrices(hand)
        elapsed = [hand.sum([i], "wait", "work") for i in range(len(hand.steps))]
        found = of(read(data), hand.persona)
        assert number(found.expected_time) == pytest.approx(float(dense.visits[hand.start] @ elapsed))
        visits, chance = dense.conditioned("success")
        if chance:
            assert number(found.expected_time_of_successes) == pytest.approx(float(visits @ elapsed))
        else:
            assert found.expected_time_of_successes == UNKNOWN


# -- closed forms ------------------------------------------------------------------------------------------------


def test_three_points_have_the_mean_of_pert():
    found = of(line({"time": {"low": "1m", "typical": "2m", "high": "10m"}}))
    assert number(found.expected_time) == pytest.approx((60 + 4 * 120 + 600) / 6)


def test_the_step_s_own_time_counts_before_its_actions():
    step = {"customer": {"does": "x", "time": "1m"}, "frontstage": {"does": "y", "time": "2m"}}
    assert number(of(line(step | {"time": "5s"})).touch_time) == 5
    assert number(of(line(step)).touch_time) == 180


def test_only_what_blocks_takes_the_customer_s_time():
    step = {
        "customer": {"does": "x", "time": "1s"},
        "frontstage": {"does": "y", "time": "10s", "blocking": False},
        "backstage": {"does": "z", "time": "100s", "blocking": True},
        "support": {"does": "w", "time": "1000s"},
    }
    assert number(of(line(step)).touch_time) == 101


def test_a_step_without_blocking_actions_takes_no_time():
    found = of(
        line({"customer": {"does": "x", "time": "1s"}}, {"customer": {"does": "x", "blocking": False}, "wait": "3s"})
    )
    assert found.expected_time == Amount(4.0)
    assert found.assumptions == ()


def test_labour_is_the_work_of_actors_blocking_or_not():
    step = {
        "time": "7s",
        "frontstage": [{"does": "y", "time": "10s", "actor": "a"}, {"does": "y", "time": "99s"}],
        "backstage": {"does": "z", "time": "100s", "actor": "b"},
    }
    found = of(line(step, actors={"a": "A", "b": "B"}))
    assert found.labour_time == Amount(110.0)
    assert of(line({"time": "7s"})).labour_time == Amount(0.0)  # nobody acts
    assert of(line({"frontstage": "Polish"})).labour_time == UNKNOWN  # somebody does, nobody knows who


def test_acceptable_time_is_compared_over_the_same_steps():
    found = of(
        line(
            {"time": "1m", "wait": "1m", "acceptable_time": "90s"},
            {"time": "1h"},
            {"time": "10s", "acceptable_time": {"low": "10s", "typical": "20s", "high": "30s"}},
        )
    )
    assert found.acceptable_time == Amount(110.0)
    assert found.time_against_acceptable == Amount(130.0)
    assert found.too_long == {"s0": (120.0, 90.0)}


def test_a_step_exactly_as_long_as_accepted_is_not_too_long():
    assert of(line({"time": "30s", "wait": "1.1s", "acceptable_time": "31.1s"})).too_long == {}


def test_a_step_known_to_be_too_long_by_its_wait_alone_is_named():
    assert list(of(line({"wait": "2m", "acceptable_time": "1m"})).too_long) == ["s0"]


# -- unknown -----------------------------------------------------------------------------------------------------


def test_no_time_at_all_is_unknown():
    found = of(line({}, {}))
    assert (found.expected_time, found.standard_time, found.touch_time) == (UNKNOWN, UNKNOWN, UNKNOWN)
    assert found.assumptions


def test_a_missing_time_makes_a_lower_bound_and_is_named():
    found = of(line({"time": "12m"}, {}, {"wait": "1m"}))
    assert found.expected_time == Amount(780.0, "at_least")
    assert found.standard_time == Amount(780.0, "at_least")
    assert found.touch_time == Amount(720.0, "at_least")
    (said,) = found.assumptions
    assert "2 of 3" in said
    assert "s1" in said
    assert "s2" in said


def test_a_step_that_nobody_comes_to_needs_no_time():
    found = of(line({"time": "1s", "next": "s2"}, {}, {"time": "2s"}))
    assert found.expected_time == Amount(3.0)
    assert found.assumptions == ()


def without_some(data: Data, dice: Random) -> Data:
    """The same blueprint, but some times are not given."""

    def thin(item: Any) -> Any:
        if isinstance(item, dict):
            return {key: thin(value) for key, value in item.items() if key != "time" or dice.random() < 0.5}
        return [thin(value) for value in item] if isinstance(item, list) else item

    return data | {"stages": thin(data["stages"])}


def assert_below(bound: Amount, exact: Amount, name: str) -> None:
    if bound.value is None:
        return
    assert exact.value is not None, name
    slack = 1e-9 * max(1.0, abs(exact.value))
    if bound.bound == "exact":
        assert abs(bound.value - exact.value) <= slack, name
    elif bound.bound == "at_least":
        assert bound.value <= exact.value + slack, name
    else:
        assert bound.value >= exact.value - slack, name


@settings(max_examples=100)
@given(blueprints(), st.integers(0, 2**32 - 1))
def test_what_is_known_is_a_bound_of_what_would_be(data: Data, seed: int):
    # A step's own time stands before its actions': where it falls away, they are known instead, not less is.
    for stage in data["stages"]:
        for step in stage["steps"]:
            step.pop("time", None)
    full, thin = (Customers(read(d)) for d in (data, without_some(data, Random(seed))))
    assume(not full.is_nobody)
    for question in (time, money, rework):
        one, other = thin.answer(question), full.answer(question)
        for name, value in one.figures.items():
            if isinstance(value, Amount) and name != "break_even_time":
                assert_below(value, getattr(other, name), name)


@settings(max_examples=60)
@given(blueprints(known=False))
def test_a_figure_that_is_no_bound_misses_nothing(data: Data):
    customers = Customers(read(data))
    for share, hand in Crowd(data).hands:
        found = customers.answer(time)
        visited = [i for i in range(len(hand.steps)) if share and Matrices(hand).visits[hand.start][i] > 0]
        if any(hand.columns[i]["work"] is None for i in visited):
            assert not found.touch_time.is_exact
            assert not found.expected_time.is_exact
            assert found.assumptions


# -- scenarios ---------------------------------------------------------------------------------------------------


def test_the_shoeshine_takes_two_minutes_of_five_accepted():
    found = example("09-shoeshine")
    assert number(found.standard_time) == pytest.approx(120)
    assert number(found.acceptable_time) == pytest.approx(300)
    assert number(found.expected_time) == pytest.approx(120)


@pytest.mark.parametrize(("state", "hours"), [("as-is", 55.3), ("to-be", 29.0)])
def test_moving_a_line_takes_days(state: str, hours: float):
    assert number(example(f"02-broadband-move.{state}").expected_time) / 3600 == pytest.approx(hours, abs=0.05)
