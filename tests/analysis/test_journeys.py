"""How journeys go and end, against journeys by hand, closed forms and the scenarios."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

import blueprint as bp
from blueprint.analysis.amount import Amount
from blueprint.analysis.customers import Customers
from blueprint.analysis.journeys import journeys
from blueprint.graph.flow import FlowError
from tests.analysis.generated import Data, blueprints, cases, line, number, read
from tests.analysis.journeys_by_hand import Crowd

EXAMPLES = Path(__file__).parents[2] / "examples"
EVERYONE = [pytest.param(case, id=case.name) for exact in (True, False) for case in cases(exact=exact)]
OF_ONE_KIND = [param for param in EVERYONE if len(param.values[0].crowd.hands) == 1]


def of(blueprint: bp.Blueprint, persona: str | None = None):
    return Customers(blueprint).of(persona).answer(journeys)


@pytest.mark.parametrize("case", EVERYONE)
def test_visits_ends_and_who_gives_up_are_those_of_journeys_by_hand(case):
    found = case.customers.answer(journeys)
    have = {
        "success": number(found.success_share),
        "failure": number(found.failure_share),
        "abandoned": number(found.abandon_share),
        "steps": number(found.steps_per_journey),
        **{("visits", id_): times for id_, times in found.visits.items()},
        **{("given_up", id_): share for id_, share in found.given_up.items()},
    }
    assert case.differences(have, {"success", "failure", "abandoned", "steps", "visits", "given_up"}) == []


@pytest.mark.parametrize("case", EVERYONE)
def test_the_main_path_is_the_most_probable_of_all(case):
    found = case.customers.answer(journeys)
    paths: dict[tuple[str, ...], float] = {}
    for share, hand in case.crowd.hands:
        path, chance = hand.likeliest()
        if path:
            paths[path] = paths.get(path, 0.0) + share * chance
    most = max(paths.values(), default=0.0)
    if most:
        assert paths[found.main_path] == pytest.approx(most)
        assert number(found.main_path_share) == pytest.approx(most)
    else:
        assert found.main_path == ()


@pytest.mark.parametrize("case", OF_ONE_KIND)
def test_divergence_is_the_entropy_of_the_ways_on(case):
    visits = {key[1]: mean for key, mean in case.means.items() if isinstance(key, tuple) and key[0] == "visits"}
    (_, hand) = case.crowd.hands[0]
    bits, slack = 0.0, 1e-9
    for i, ways in enumerate(hand.ways):
        sums: dict[Any, float] = {}
        for way in ways:
            sums[way.to] = sums.get(way.to, 0.0) + way.share
        entropy = -sum(p * math.log2(p) for p in sums.values() if p)
        if found := visits.get(hand.steps[i]["id"]):
            bits += found.value * entropy
            slack += 5 * found.error * entropy
    assert number(case.customers.answer(journeys).divergence) == pytest.approx(bits, abs=slack)


@settings(max_examples=100)
@given(blueprints())
def test_ends_add_up_to_1_for_everyone(data: Data):
    for persona in (None, *data["personas"]):
        if not Crowd(data, persona).hands:
            continue
        found = of(read(data), persona)
        ends = [number(share) for share in (found.success_share, found.failure_share, found.abandon_share)]
        assert sum(ends) == pytest.approx(1, rel=1e-12)
        assert min(ends) >= 0
        assert min(found.visits.values()) >= 0
        assert sum(found.given_up.values()) == pytest.approx(ends[2], abs=1e-12)


# -- closed forms ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("back", [0.0, 0.1, 0.5, 0.99, 0.999999])
def test_a_loop_is_visited_as_often_as_a_geometric_series_says(back: float):
    found = of(line({}, {"next": [{"to": "s1", "share": back}, {"to": "s2"}]}, {}))
    assert found.visits == {"s0": 1, "s1": pytest.approx(1 / (1 - back)), "s2": pytest.approx(1)}


def test_a_coin_at_every_step_diverges_by_one_bit():
    found = of(line({"next": {"s1": 0.5, "s2": 0.5}}, {"next": {"s2": 0.5, "end": 0.5}}, {}))
    assert number(found.divergence) == pytest.approx(1.5)


def test_two_branches_to_the_same_step_are_no_divergence():
    found = of(line({"next": [{"to": "s1", "share": 0.5, "when": "a"}, {"to": "s1", "share": 0.5, "when": "b"}]}, {}))
    assert number(found.divergence) == 0
    assert number(found.main_path_share) == 1


def test_complexity_counts_steps_and_actions():
    found = of(line({"frontstage": ["a", "b"], "support": "c"}, {"customer": "Go on"}))
    assert found.complexity == 2 + 4 + 1


def test_of_equal_paths_the_first_in_the_file_is_the_main_one():
    found = of(line({"next": [{"to": "s2", "share": 0.5}, {"to": "s1", "share": 0.5}]}, {"next": "end"}, {}))
    assert found.main_path == ("s0", "s1")


def test_the_main_path_of_a_mix_is_that_of_the_largest_share_times_probability():
    personas = {"a": {"name": "A", "share": 0.4}, "b": {"name": "B", "share": 0.3}, "c": {"name": "C", "share": 0.3}}
    found = of(
        line(
            {"next": [{"to": "s1", "for": "a"}, {"to": "s2", "for": ["b", "c"]}]},
            {"next": "end"},
            {},
            personas=personas,
        )
    )
    assert found.main_path == ("s0", "s2")
    assert number(found.main_path_share) == pytest.approx(0.6)


def test_abandon_is_taken_before_the_outcome():
    found = of(line({"abandon": 0.2, "outcome": "failure"}, {}))
    assert (number(found.abandon_share), number(found.failure_share)) == (pytest.approx(0.2), pytest.approx(0.8))


def test_a_branch_to_end_is_success():
    found = of(line({"next": {"end": 0.3, "s1": 0.7}}, {"outcome": "failure"}))
    assert number(found.success_share) == pytest.approx(0.3)


@pytest.mark.parametrize(
    ("branches", "abandon", "shares"),
    [
        (["s1", "s2"], None, (0.5, 0.5)),
        (["s1", "s2"], 0.2, (0.4, 0.4)),
        ([{"to": "s1", "share": 0.3}, "s2"], 0.2, (0.3, 0.5)),
        ([{"to": "s1", "share": 1}, "s2"], None, (1, 0)),
        ([{"to": "s1", "share": 0.3}, {"to": "s2", "share": 0.7}], None, (0.3, 0.7)),
        ([{"to": "s1", "share": "33.333333%"}, {"to": "s2", "share": "66.666666%"}], None, (1 / 3, 2 / 3)),
        ([{"to": "s1", "share": 1e-12}, "s2"], None, (1e-12, 1)),
    ],
)
def test_what_is_left_is_split_equally(branches: list[Any], abandon: float | None, shares: tuple[float, float]):
    found = of(line({"next": branches, "abandon": abandon}, {"next": "end"}, {}))
    assert found.visits["s1"] == pytest.approx(shares[0], rel=1e-6)
    assert found.visits["s2"] == pytest.approx(shares[1], rel=1e-6)


@pytest.mark.parametrize(
    "step",
    [
        {"next": {"s1": 0.6, "s2": 0.6}},
        {"next": {"s1": 0.6, "s2": 0.3}},
        {"next": {"s1": 0.6, "s2": 0.4}, "abandon": 0.1},
        {"next": [{"to": "s1", "for": "b"}]},
        {"next": "s0"},
    ],
)
def test_what_gives_no_numbers_is_an_error_that_names_the_step(step: Data):
    with pytest.raises(FlowError, match="s0"):
        of(line(step, {}, {}, personas={"a": "A", "b": "B"}))


def test_a_loop_left_only_by_giving_up_is_a_journey():
    found = of(line({"next": "s0", "abandon": 0.1}))
    assert found.visits == {"s0": pytest.approx(10)}
    assert number(found.abandon_share) == pytest.approx(1)


# -- scenarios ---------------------------------------------------------------------------------------------------


def test_the_elder_can_travel_only_after_the_change():
    as_is, to_be = (bp.load(EXAMPLES / f"03-holiday-train.{state}.blueprint.yaml") for state in ("as-is", "to-be"))
    assert of(as_is, "elder").success_share == Amount(0.0)
    assert number(of(to_be, "elder").success_share) == pytest.approx(1)
    assert number(of(as_is, "elder").abandon_share) == pytest.approx(1)
