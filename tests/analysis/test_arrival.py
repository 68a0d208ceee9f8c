"""When customers come to each stage, against journeys by hand and closed forms."""

from __future__ import annotations

from random import Random

import pytest

import blueprint as bp
from blueprint.analysis.amount import UNKNOWN, Amount, total
from blueprint.analysis.arrival import arrivals
from blueprint.analysis.customers import Customers
from tests.analysis.generated import blueprint_data, cases, read
from tests.analysis.journeys_by_hand import mean_where
from tests.drawing.generated import generated

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


def stopped_at(customers, places):
    """The share and the time of the journeys to some steps: each stopped there, and only those that get there."""
    came, before = 0.0, [0.0] * len(customers.columns.elapsed)
    for share, journey in customers.journeys:
        chain = journey.chain.stopped_at(places)
        hope = chain.worth([float(i in places) for i in range(len(before))])
        came += share * hope[journey.flow.start]
        for i, visits in enumerate(chain.visits(journey.start)):
            if i not in places:
                before[i] += share * visits * hope[i]
    if not came:
        return 0.0, UNKNOWN
    return came, total((visits / came, customers.columns.elapsed[i]) for i, visits in enumerate(before))


LARGE = {"where every time is known": generated(120), "in Chinese": generated(90, seed=2)}
ANY = [pytest.param(read(blueprint_data(Random(seed), known=seed % 2 == 0)), id=str(seed)) for seed in range(40)]


@pytest.mark.parametrize("blueprint", [*ANY, *(pytest.param(b, id=name) for name, b in LARGE.items())])
def test_of_any_blueprint_they_are_those_of_journeys_that_stop_there(blueprint):
    customers = Customers(blueprint)
    for persona in (None, *blueprint.personas):
        own = customers.of(persona)
        found = arrivals(own)
        for stage in blueprint.stages:
            if not stage.steps:
                continue
            share, time = stopped_at(own, {own.columns.place[str(step.id)] for step in stage.steps})
            have = found[str(stage.id)]
            assert have.share == pytest.approx(share, rel=1e-10, abs=1e-14)
            assert have.time.bound == time.bound
            assert have.time.value == (pytest.approx(time.value, rel=1e-9) if time.value is not None else None)
