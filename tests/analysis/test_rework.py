"""What is done again, against journeys by hand and closed forms."""

from __future__ import annotations

from collections import Counter
from random import Random
from typing import TYPE_CHECKING

import numpy as np
import pytest

from blueprint.analysis.amount import UNKNOWN, Amount
from blueprint.analysis.customers import Customers
from blueprint.analysis.rework import rework
from tests.analysis.generated import blueprint_data, cases, line, number, read
from tests.analysis.journeys_by_hand import Crowd, Matrices

if TYPE_CHECKING:
    import blueprint as bp

EVERYONE = [pytest.param(case, id=case.name) for exact in (True, False) for case in cases(exact=exact)]


def of(blueprint: bp.Blueprint, persona: str | None = None):
    return Customers(blueprint).of(persona).answer(rework)


@pytest.mark.parametrize("case", EVERYONE)
def test_what_is_done_again_is_what_journeys_by_hand_do_again(case):
    found = case.customers.answer(rework)
    have = {
        "rework_time": found.rework_time,
        "rework_cost": found.rework_cost,
        "rework_contacts": found.rework_contacts,
    }
    assert case.differences({key: number(value) for key, value in have.items()}, set(have)) == []


@pytest.mark.parametrize("case", [case for case in EVERYONE if case.values[0].customers.persona])
def test_passes_are_those_of_the_rounds_that_come_to_the_entry(case):
    found = case.customers.answer(rework)
    (_, hand) = case.crowd.hands[0]
    for step, passes in found.expected_passes.items():
        counts = [
            Counter(r for i, r in zip(j.steps, j.rounds, strict=True) if i == hand.place[step])
            for _, _, j in case.journeys
        ]
        visits = np.array([times for count in counts for times in count.values()])
        assert passes == pytest.approx(1 / (1 - found.return_share[step]))
        if len(visits) > 100 and not case.is_exact:
            assert visits.mean() == pytest.approx(passes, abs=5 * visits.std() / np.sqrt(len(visits)) + 1e-9)


def test_where_others_go_round_does_not_change_where_one_enters_a_loop():
    others = {"to": "s0", "share": "50%", "for": "round"}
    steps = [{}, {"next": [{"to": "s1", "share": "20%", "for": "one"}, others, {"to": "end"}]}]
    found = of(line(*steps, personas={"one": {"name": "One"}, "round": {"name": "Round", "share": 0}}))
    assert [loop.steps for loop in found.loops] == [("s0", "s1")]
    assert found.return_share == pytest.approx({"s1": 0.2})
    assert found.expected_passes == pytest.approx({"s1": 1.25})


@pytest.mark.parametrize("case", EVERYONE)
def test_loops_are_only_where_journeys_can_come_back(case):
    found = case.customers.answer(rework)
    if case.is_exact:
        assert found.loops == ()
    for loop in found.loops:
        assert loop.entries
        assert loop.back
        for entry in loop.entries:
            assert entry.step in loop.steps
            assert 0 <= entry.return_share < 1


@pytest.mark.parametrize("seed", range(30))
def test_extra_visits_are_those_of_the_inverted_matrix(seed: int):
    data = blueprint_data(Random(3000 + seed))
    for _, hand in Crowd(data).hands:
        whole, round_ = Matrices(hand), Matrices(hand, repeats=False)
        visits, passes = whole.visits[hand.start], np.diag(round_.visits)
        elapsed = np.array([hand.sum([i], "wait", "work") for i in range(len(hand.steps))])
        extra = visits - visits / passes
        found = of(read(data), hand.persona)
        assert number(found.rework_time) == pytest.approx(float(extra @ elapsed), abs=1e-9)
        if not np.allclose(whole.ways, round_.ways):
            continue
        ever = np.array([whole.ever([i]) for i in range(len(hand.steps))])
        assert number(found.rework_time) == pytest.approx(float((visits - ever) @ elapsed), abs=1e-6)
        assert sum(loop.extra_visits for loop in found.loops) == pytest.approx(float((visits - ever).sum()), abs=1e-6)


# -- closed forms ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("q", [0.0, 0.1, 0.5, 0.99])
def test_a_loop_of_one_step(q: float):
    found = of(line({"time": "10s"}, {"time": "60s", "next": [{"to": "s1", "share": q}, {"to": "s2"}]}, {"time": "1s"}))
    assert found.return_share == {"s1": pytest.approx(q)}
    assert found.expected_passes == {"s1": pytest.approx(1 / (1 - q))}
    assert number(found.rework_time) == pytest.approx(60 * q / (1 - q))
    (loop,) = found.loops
    assert loop.back == (("s1", "s1", pytest.approx(q)),)
    assert loop.extra_visits == pytest.approx(q / (1 - q))


def test_a_loop_over_several_steps_costs_all_of_them():
    q = 0.25
    blueprint = line(
        {"time": "1s", "touchpoints": "desk"},
        {"time": "10s", "frontstage": {"does": "x", "actor": "a", "time": "1h", "cost": 2}},
        {"time": "100s", "next": [{"to": "s0", "share": q}, {"to": "end"}]},
        actors={"a": {"name": "A", "hourly_cost": 10}},
        touchpoints={"desk": {"kind": "interpersonal"}},
    )
    found = of(blueprint)
    again = q / (1 - q)
    assert found.return_share == {"s0": pytest.approx(q)}
    assert number(found.rework_time) == pytest.approx(111 * again)
    assert number(found.rework_cost) == pytest.approx(12 * again)
    assert number(found.rework_contacts) == pytest.approx(again)
    (loop,) = found.loops
    assert loop.steps == ("s0", "s1", "s2")
    assert loop.back == (("s2", "s0", pytest.approx(q)),)
    assert (number(loop.time), number(loop.cost)) == (pytest.approx(111 * again), pytest.approx(12 * again))
    assert loop.human_contacts == pytest.approx(again)


def test_giving_up_on_the_way_back_lowers_what_comes_back():
    found = of(line({"next": {"s1": 0.5, "end": 0.5}}, {"next": "s0", "abandon": 0.2}))
    assert found.return_share == {"s0": pytest.approx(0.4)}


def test_a_loop_with_two_entries_has_both():
    blueprint = line(
        {"next": {"s1": 0.5, "s2": 0.5}},
        {"time": "1s", "next": "s2"},
        {"time": "1s", "next": {"s1": 0.5, "end": 0.5}},
    )
    found = of(blueprint)
    assert found.return_share == {"s1": pytest.approx(0.5), "s2": pytest.approx(0.5)}
    # From s1 all go to s2 and half of them back; P(ever s1) = 3/4, visits of s1 = 3/2 x 1/2 + ... = 3/2.
    (loop,) = found.loops
    assert loop.extra_visits == pytest.approx((1.5 - 0.75) + (2 - 1))


def test_a_wanted_repetition_is_no_rework():
    blueprint = line({"time": "1m", "next": [{"to": "s0", "share": 0.9, "repeat": True}, {"to": "s1"}]}, {"time": "1s"})
    found = of(blueprint)
    assert found.loops == ()
    assert found.rework_time == Amount(0.0)


def test_rework_in_every_round_counts():
    blueprint = line(
        {"time": "1m", "next": [{"to": "s0", "share": 0.2}, {"to": "s1"}]},
        {"time": "1s", "next": [{"to": "s0", "share": 0.5, "repeat": True}, {"to": "end"}]},
    )
    found = of(blueprint)
    assert found.return_share == {"s0": pytest.approx(0.2)}
    assert number(found.rework_time) == pytest.approx(2 * 60 * 0.25)


def test_of_a_mix_only_sums_are_given():
    blueprint = line(
        {"time": "10s", "next": [{"to": "s0", "share": 0.5, "for": "a"}, {"to": "end"}]},
        personas={"a": {"name": "A", "share": 0.5}, "b": {"name": "B", "share": 0.5}},
    )
    found = of(blueprint)
    assert (found.return_share, found.expected_passes) == (None, None)
    assert number(found.rework_time) == pytest.approx(5)
    back = [e for e in found.loops[0].entries if e.return_share]
    assert [(e.step, e.persona, e.return_share) for e in back] == [("s0", "a", pytest.approx(0.5))]
    assert of(blueprint, "b").return_share == {}


def test_unknown_times_and_costs_are_no_numbers():
    found = of(line({"next": {"s0": 0.5, "end": 0.5}}))
    assert found.rework_time == UNKNOWN
    assert found.rework_cost == UNKNOWN
    (row,) = found.tables()[0].to_rows()
    assert row["rework_time"] is None
    assert row["rework_cost"] is None


def test_a_journey_without_loops_has_no_rework():
    found = of(line({"time": "1s"}, {}))
    assert (found.loops, found.return_share, found.rework_time) == ((), {}, Amount(0.0))
