"""The best ways through a flow against all the ways there are."""

from __future__ import annotations

import math
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import blueprint as bp
from blueprint.graph.flow import AT_END, Flow, flow_of, flows_of
from blueprint.graph.paths import fewest_openings, likeliest
from tests.analysis.generated import blueprint_data, read

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

seeds = st.integers(0, 2**32 - 1)


def of(*steps: dict[str, Any], **more: Any) -> bp.Blueprint:
    return bp.Blueprint(title="T", stages=[{"name": "S", "steps": [{"customer": "Go", **s} for s in steps]}], **more)


def ids(flow: Flow, path: tuple[int, ...]) -> list[str]:
    return [str(flow.steps[i].id) for i in path]


def shares(flow: Flow, i: int) -> dict[int, float]:
    found: dict[int, float] = {}
    for move in flow.moves[i]:
        if move.share > 0:
            found[move.target] = found.get(move.target, 0.0) + move.share
    return found


def ways_through(flow: Flow, closed: Collection[int]) -> Iterator[tuple[tuple[int, ...], float]]:
    """Every way from the start that comes to no step twice, with its probability; no way goes on from what is closed."""
    waiting = [((flow.start,), 1.0)] if not flow.is_empty else []
    while waiting:
        path, chance = waiting.pop()
        yield path, chance
        if path[-1] not in closed:
            waiting += [((*path, j), chance * p) for j, p in shares(flow, path[-1]).items() if j not in {AT_END, *path}]


# -- the most probable way ---------------------------------------------------------------------------------------


@given(seeds, st.sampled_from([["success"], ["failure"], ["abandoned"], ["failure", "abandoned"]]))
def test_the_likeliest_way_is_the_first_of_the_most_probable(seed: int, ends: list[str]):
    for flow in flows_of(read(blueprint_data(Random(seed)))).values():
        chances = [flow.chances_to_end(end) for end in ends]
        found = {
            path: chance * max(c[path[-1]] for c in chances)
            for path, chance in ways_through(flow, flow.lost)
            if max(c[path[-1]] for c in chances)
        }
        best = max(found.values(), default=0.0)
        equal = [path for path, chance in found.items() if math.isclose(chance, best, rel_tol=1e-11)]
        assert likeliest(flow, ends) == min(equal, default=())


def test_parallel_branches_to_one_step_count_together():
    flow = flow_of(
        of(
            {
                "id": "a",
                "next": [{"to": "b", "share": "40%"}, {"to": "c", "share": "30%"}, {"to": "c", "share": "30%"}],
            },
            {"id": "b", "next": "end"},
            {"id": "c"},
        )
    )
    assert ids(flow, likeliest(flow, ["success"])) == ["a", "c"]


def test_a_long_sure_way_beats_a_short_unlikely_one():
    flow = flow_of(of({"id": "a", "next": {"d": "49%", "b": "51%"}}, {"id": "b"}, {"id": "c"}, {"id": "d"}))
    assert ids(flow, likeliest(flow, ["success"])) == ["a", "b", "c", "d"]


def test_of_equal_ways_the_one_that_comes_first_in_the_file():
    flow = flow_of(of({"id": "a", "next": ["c", "b"]}, {"id": "b", "next": "d"}, {"id": "c", "next": "d"}, {"id": "d"}))
    assert ids(flow, likeliest(flow, ["success"])) == ["a", "b", "d"]


def test_shares_that_add_up_differently_are_equal():
    # 0.1 x 0.3 and 0.3 x 0.1 by three branches of 0.1 that together are 0.30000000000000004.
    flow = flow_of(
        of(
            {
                "id": "a",
                "next": [{"to": "b", "share": 0.1}, *[{"to": "c", "share": 0.1}] * 3, {"to": "out", "share": 0.6}],
            },
            {"id": "b", "next": {"d": 0.3, "out": 0.7}},
            {"id": "c", "next": {"d": 0.1, "out": 0.9}},
            {"id": "d", "next": "end"},
            {"id": "out", "outcome": "failure"},
        )
    )
    assert ids(flow, likeliest(flow, ["success"])) == ["a", "b", "d"]


def test_a_loop_that_is_hardly_ever_left_is_not_gone_round():
    flow = flow_of(of({"id": "a"}, {"id": "b", "next": {"a": 1 - 1e-13, "c": 1e-13}}, {"id": "c"}))
    assert ids(flow, likeliest(flow, ["success"])) == ["a", "b", "c"]


def test_there_may_be_no_way():
    assert likeliest(flow_of(of({"id": "a", "outcome": "failure"})), ["success"]) == ()
    two = {"young": "Young", "elder": "Elder"}
    assert likeliest(flow_of(of({"id": "a", "personas": "young"}, personas=two), "elder"), ["success"]) == ()


# -- the way that opens the fewest steps -------------------------------------------------------------------------


@given(seeds)
def test_as_few_steps_as_can_be_are_opened_by_a_way_as_short_as_can_be(seed: int):
    for flow in flows_of(read(blueprint_data(Random(seed)))).values():
        # No way is closed to who opens what is closed; where an end is success, the last step's move leads there.
        found = [
            (len(flow.lost.intersection(path)), len(path), path)
            for path, _ in ways_through(flow, ())
            if shares(flow, path[-1]).get(AT_END) and flow.ends[path[-1]] == "success"
        ]
        assert fewest_openings(flow) == min(found, default=(0, 0, ()))[2]


APP = {"app": {"kind": "digital", "channel": "app"}}
ELDER = {"elder": {"name": "Elder", "channels": ["desk"]}}


def elder(*steps: dict[str, Any]) -> Flow:
    return flow_of(of(*steps, touchpoints=APP, personas=ELDER), "elder")


def test_a_detour_past_closed_steps_is_taken_however_long_and_unlikely():
    flow = elder(
        {"id": "a", "next": {"fast": "99%", "slow": "1%"}},
        {"id": "fast", "touchpoints": "app", "next": "end"},
        {"id": "slow"},
        {"id": "slower"},
    )
    assert ids(flow, fewest_openings(flow)) == ["a", "slow", "slower"]


def test_a_way_of_no_chance_is_none():
    flow = elder(
        {"id": "a", "next": {"fast": "100%", "slow": "0%"}},
        {"id": "fast", "touchpoints": "app", "next": "end"},
        {"id": "slow"},
    )
    assert ids(flow, fewest_openings(flow)) == ["a", "fast"]


def test_the_first_step_of_all_may_have_to_be_opened():
    flow = elder({"id": "a", "touchpoints": "app"}, {"id": "b"})
    assert ids(flow, fewest_openings(flow)) == ["a", "b"]


@pytest.mark.parametrize("last", [{"outcome": "failure"}, {"abandon": "100%"}], ids=str)
def test_no_opening_helps_where_no_way_succeeds(last: dict[str, Any]):
    assert fewest_openings(elder({"id": "a", "touchpoints": "app"}, {"id": "b", **last})) == ()
