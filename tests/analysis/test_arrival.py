"""When customers come to each stage, against journeys by hand and closed forms."""

from __future__ import annotations

import pytest

import blueprint as bp
from blueprint.analysis.amount import UNKNOWN, Amount
from blueprint.analysis.arrival import arrivals
from blueprint.analysis.customers import Customers
from tests.analysis.generated import cases
from tests.analysis.journeys_by_hand import mean_where

EVERYONE = [pytest.param(case, id=case.name) for exact in (True, False) for case in cases(exact=exact)]


def before(hand, journey, places):
    """The time of the steps before the first of a stage; None where the journey never gets there."""
    taken = 0.0
    for i in journey.steps:
        if i in places:
            return taken
        taken += hand.columns[i]["wait"] + hand.columns[i]["work"]
    return None


@pytest.mark.parametrize("case", EVERYONE)
def test_arrivals_are_those_of_journeys_by_hand(case):
    found = arrivals(case.customers)
    first = 0
    for stage in case.customers.blueprint.stages:
        places = range(first, first + len(stage.steps))
        first = places.stop
        if not places:
            assert str(stage.id) not in found
            continue
        have = found[str(stage.id)]
        time = mean_where(case.journeys, lambda h, j, at=places: before(h, j, at), exact=case.is_exact)
        there = mean_where(
            case.journeys, lambda h, j, at=places: float(before(h, j, at) is not None), exact=case.is_exact
        )
        assert there.is_near(have.share)
        if time is None:
            assert have.time == UNKNOWN
        else:
            assert time.is_near(float(have.time))


def test_a_loop_before_a_stage_delays_it():
    """Half of those who ask ask again: two times 1 minute on average; a tenth gives up each time."""
    b = bp.Blueprint.model_validate({"title": "x", "stages": [
        {"name": "Ask", "id": "a", "steps": [
            {"id": "ask", "customer": "Ask", "time": "1m", "abandon": 0.1, "next": {"ask": 0.5, "buy": 0.4}},
        ]},
        {"name": "Buy", "id": "b", "steps": [{"id": "buy", "customer": "Buy", "time": "9m"}]},
        {"name": "Later", "id": "c"},
    ]})  # fmt: skip
    found = arrivals(Customers(b))
    assert list(found) == ["a", "b"]
    assert found["a"] == (1.0, Amount(0.0))
    assert found["b"].share == pytest.approx(0.8)
    assert float(found["b"].time) == pytest.approx(120)


def test_without_times_it_is_unknown_when():
    b = bp.Blueprint.model_validate({"title": "x", "stages": [
        {"name": "a", "id": "a", "steps": [{"frontstage": "Go", "customer": "Wait"}]},
        {"name": "b", "id": "b", "steps": [{"customer": "Go"}]},
    ]})  # fmt: skip
    assert arrivals(Customers(b))["b"] == (1.0, UNKNOWN)
