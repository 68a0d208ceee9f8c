"""The journeys that all questions share: the mix, the parts of a journey, odd blueprints and absurd numbers."""

from __future__ import annotations

import json
import math
from random import Random
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import blueprint as bp
from blueprint.analysis.amount import UNKNOWN, Amount
from blueprint.analysis.analysis import analyze
from blueprint.analysis.customers import Customers
from blueprint.analysis.journeys import journeys
from blueprint.analysis.measures import measure
from blueprint.analysis.money import money
from blueprint.analysis.people import people
from blueprint.analysis.rework import rework
from blueprint.analysis.time import expected_time, time
from blueprint.model.measure import FIGURES
from tests.analysis.generated import Data, blueprint_data, blueprints, cases, line, number, read
from tests.analysis.journeys_by_hand import Crowd, Matrices, mean_where

QUESTIONS = (journeys, time, rework, money, people)

LONGEST = "999999999d"
LONGEST_SECONDS = 999999999 * 86400


def answers(customers: Customers) -> list[Any]:
    return [customers.answer(question) for question in QUESTIONS]


def figures(customers: Customers) -> dict[str, Any]:
    return {name: value for answer in answers(customers) for name, value in answer.figures.items()}


def numbers_in(value: Any, route: str = "") -> dict[str, float]:
    """Every number in plain data, by its route."""
    if isinstance(value, dict):
        return {k: v for key, item in value.items() for k, v in numbers_in(item, f"{route}.{key}").items()}
    if isinstance(value, (list, tuple)):
        return {k: v for i, item in enumerate(value) for k, v in numbers_in(item, f"{route}.{i}").items()}
    return {route: value} if isinstance(value, (int, float)) and not isinstance(value, bool) else {}


def assert_near(have: Any, want: Any, tolerance: float = 1e-9, route: str = "") -> None:
    """Two plain structures with the same numbers, but for rounding."""
    assert type(have) is type(want) or {type(have), type(want)} <= {int, float}, (route, have, want)
    if isinstance(have, dict):
        assert have.keys() == want.keys(), route
        for key in have:
            assert_near(have[key], want[key], tolerance, f"{route}.{key}")
    elif isinstance(have, (list, tuple)):
        assert len(have) == len(want), (route, have, want)
        for i, (a, b) in enumerate(zip(have, want, strict=True)):
            assert_near(a, b, tolerance, f"{route}.{i}")
    elif isinstance(have, float):
        assert math.isclose(have, want, rel_tol=tolerance, abs_tol=tolerance), (route, have, want)
    else:
        assert have == want, route


def all_plain(customers: Customers) -> dict[str, Any]:
    return {answer.question: answer.to_dict() for answer in answers(customers)}


def assert_sound(customers: Customers) -> None:
    """Everything is finite, can be written as JSON and shown, and the ends add up to 1 where anyone goes."""
    plain = all_plain(customers)
    assert {route: n for route, n in numbers_in(plain).items() if not math.isfinite(n)} == {}
    json.dumps(plain, allow_nan=False)
    for answer in answers(customers):
        str(answer)
        answer._repr_html_()
        for table in answer.tables():
            json.dumps(table.to_rows(), allow_nan=False)
    found = customers.answer(journeys)
    if customers.is_nobody:
        assert (found.success_share, found.failure_share, found.abandon_share) == (UNKNOWN, UNKNOWN, UNKNOWN)
    else:
        ends = [number(share) for share in (found.success_share, found.failure_share, found.abandon_share)]
        assert math.isclose(sum(ends), 1, rel_tol=1e-12)
        assert all(0 <= share <= 1 for share in ends)
        assert all(times >= 0 for times in found.visits.values())


# -- one persona and the mix -------------------------------------------------------------------------------------


def two_kinds(**more: Any) -> bp.Blueprint:
    return line(
        {"time": "10s", "personas": "young"},
        {"time": "100s"},
        personas={"young": {"name": "Young", "share": 0.25}, "old": {"name": "Old", "share": 0.75}},
        **more,
    )


def test_a_persona_s_figures_are_the_same_before_and_after_the_mix_is_asked():
    customers = Customers(two_kinds())
    before = number(Customers(two_kinds()).of("young").answer(time).expected_time)
    assert before == 110
    customers.answer(time)
    assert number(customers.of("young").answer(time).expected_time) == before


@settings(max_examples=30)
@given(blueprints())
def test_the_order_in_which_things_are_asked_changes_nothing(data: Data):
    blueprint = read(data)
    assume(len(blueprint.personas) > 1)
    mix_first, personas_first = Customers(blueprint), Customers(blueprint)
    mix = all_plain(mix_first)
    one = {persona: all_plain(mix_first.of(persona)) for persona in blueprint.personas}
    assert one == {persona: all_plain(personas_first.of(persona)) for persona in blueprint.personas}
    assert mix == all_plain(personas_first)


def test_from_one_persona_s_customers_another_s_can_be_asked():
    customers = Customers(two_kinds())
    assert number(customers.of("young").of("old").answer(time).expected_time) == 100


def test_of_one_persona_s_analysis_another_s_can_be_asked():
    analysis = analyze(two_kinds(), "young")
    assert number(analysis.of("old").time.expected_time) == 100


def test_from_one_persona_s_customers_all_can_be_asked():
    customers = Customers(two_kinds())
    assert number(customers.of("young").of(None).answer(time).expected_time) == pytest.approx(102.5)


def test_of_an_unknown_persona_is_a_key_error():
    with pytest.raises(KeyError):
        analyze(two_kinds(), "middle")
    with pytest.raises(KeyError):
        analyze(two_kinds()).of("middle")


ADDITIVE = (
    "success_share", "failure_share", "abandon_share", "visits", "steps_per_journey", "divergence", "expected_time",
    "touch_time", "wait_time", "labour_time", "rework_time", "rework_cost", "cost_per_journey", "profit_per_journey",
    "handoffs", "internal_handoffs", "line_crossings", "channel_switches", "human_contacts", "self_service_share",
    "effort",
)  # fmt: skip


@settings(max_examples=60)
@given(blueprints())
def test_the_mix_is_the_weighted_sum_of_its_personas(data: Data):
    crowd = Crowd(data)
    assume(crowd.hands)
    mix = figures(Customers(read(data)))
    of_each = [(share, figures(Customers(read(data)).of(hand.persona))) for share, hand in crowd.hands]
    for name in ADDITIVE:
        if isinstance(mix[name], dict):
            have = mix[name]
            want = {key: sum(share * one[name][key] for share, one in of_each) for key in have}
        elif mix[name].is_exact:
            have = mix[name].value
            want = sum(share * number(one[name]) for share, one in of_each)
        else:
            assert all(not one[name].is_exact for _, one in of_each), name
            continue
        assert_near(have, want, 1e-9, name)


def reordered(data: Data, dice: Random) -> Data:
    def mixed_up(catalogue: Data) -> Data:
        return dict(dice.sample(list(catalogue.items()), len(catalogue)))

    catalogues = ("personas", "touchpoints", "actors", "data")
    return {key: mixed_up(value) if key in catalogues else value for key, value in data.items()}


@settings(max_examples=60)
@given(blueprints(), st.randoms(use_true_random=False))
def test_the_order_of_the_catalogues_changes_no_figure(data: Data, dice: Random):
    one, other = (figures(Customers(read(d))) for d in (data, reordered(data, dice)))
    for name in one:
        assert_near(to_plain(one[name]), to_plain(other[name]), 1e-9, name)


def to_plain(value: Any) -> Any:
    return value.to_plain() if isinstance(value, Amount) else value


@settings(max_examples=60)
@given(blueprints())
def test_a_persona_of_nobody_does_not_change_the_mix(data: Data):
    assume(any(share for share, _ in Crowd(data).hands) and data["personas"])
    assume(sum(persona.get("share", 1.0) for persona in data["personas"].values()) > 0)
    ghost = {"ghost": {"name": "Ghost", "share": 0, "channels": ["web"]}}
    one = figures(Customers(read(data)))
    other = figures(Customers(read(data | {"personas": data["personas"] | ghost})))
    # The number of steps and actions is a measure of the drawing, which has more where it is made for more kinds.
    for name in one.keys() - {"complexity"}:
        assert_near(to_plain(other[name]), to_plain(one[name]), 1e-9, name)


def test_who_counts_for_nothing_gives_no_main_path():
    blueprint = line(
        {"time": "1s", "next": [{"to": "s1", "for": "ghost"}, {"to": "s2", "for": "all"}]},
        {"time": "1s", "outcome": "success"},
        {"time": "1s", "outcome": "failure"},
        personas={"all": {"name": "All", "share": 1}, "ghost": {"name": "Ghost", "share": 0}},
    )
    mix = Customers(blueprint)
    assert number(mix.answer(journeys).success_share) == 0
    assert mix.answer(journeys).main_path == ()
    assert mix.answer(time).standard_time == UNKNOWN
    assert Customers(blueprint).of("ghost").answer(journeys).main_path == ("s0", "s1")


# -- shares of personas ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("shares", "weights"),
    [
        ((None, None), (0.5, 0.5)),
        ((0.2, None), (0.2, 0.8)),
        ((0.2, 0.3), (0.4, 0.6)),
        ((1, 1), (0.5, 0.5)),
        ((0, 0), (0.5, 0.5)),
        ((0, None), (0, 1)),
        ((1, None), (1, 0)),
        ((1e-12, 1), (1e-12, 1)),
    ],
)
def test_shares_are_weights(shares: tuple[float | None, ...], weights: tuple[float, ...]):
    personas = {f"p{k}": {"name": f"P{k}"} | ({} if s is None else {"share": s}) for k, s in enumerate(shares)}
    mix = Customers(line({"time": "10s", "personas": "p0"}, {"time": "1s"}, personas=personas))
    assert mix.answer(journeys).visits["s0"] == pytest.approx(weights[0], rel=1e-9)
    assert number(mix.answer(time).expected_time) == pytest.approx(1 + 10 * weights[0], rel=1e-12)


def test_shares_beyond_100_percent_are_scaled_and_said():
    personas = {f"p{k}": {"name": f"P{k}", "share": share} for k, share in enumerate((1, 1, 0.5))}
    mix = Customers(line({"personas": "p2", "time": "5s"}, {"time": "1s"}, personas=personas))
    assert number(mix.answer(time).expected_time) == pytest.approx(2)
    assert [said for said in mix.assumptions if "250%" in said]


def test_shares_beyond_100_percent_are_said_where_one_is_missing_too():
    personas = {"a": {"name": "A", "share": 0.9}, "b": {"name": "B", "share": 0.9}, "c": {"name": "C"}}
    assert [said for said in Customers(line({}, personas=personas)).assumptions if "180%" in said]


@pytest.mark.parametrize("shares", [(None, None), (0.2, None), (0.5, 0.4), (0, 0)])
def test_what_is_assumed_of_shares_is_said(shares: tuple[float | None, ...]):
    personas = {f"p{k}": {"name": f"P{k}"} | ({} if s is None else {"share": s}) for k, s in enumerate(shares)}
    assert len(Customers(line({}, personas=personas)).assumptions) == 1


def test_shares_that_add_up_are_taken_as_they_are():
    personas = {"a": {"name": "A", "share": "33.333333%"}, "b": {"name": "B", "share": "66.666667%"}}
    assert Customers(line({}, personas=personas)).assumptions == ()


# -- parts of a journey ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", cases(exact=True), ids=lambda case: case.name)
def test_the_time_of_a_part_is_that_of_who_comes_to_both_ends(case):
    ids = [None, *(step["id"] for step in case.crowd.hands[0][1].steps)]
    for from_ in ids:
        for to in ids:
            want = mean_where(case.journeys, lambda hand, j, f=from_, t=to: hand.part(j, f, t), exact=True)
            have = expected_time(case.customers, case.customers.part(from_, to))
            if want is None:
                assert have == UNKNOWN, (from_, to)
            else:
                assert want.is_near(number(have)), (from_, to, have, want)


@pytest.mark.parametrize("case", cases(exact=False), ids=lambda case: case.name)
def test_with_loops_too(case):
    ids = [None, *(step["id"] for step in case.crowd.hands[0][1].steps)]
    for from_ in ids:
        for to in ids:
            values = [v for _, hand, j in case.journeys if (v := hand.part(j, from_, to)) is not None]
            if len(values) < 100:
                continue
            want = mean_where(case.journeys, lambda hand, j, f=from_, t=to: hand.part(j, f, t), exact=False)
            walk = case.customers.part(from_, to)
            assert want is not None
            assert want.is_near(number(expected_time(case.customers, walk))), (from_, to)
            assert walk.probability == pytest.approx(len(values) / len(case.journeys), abs=0.05)


def test_a_part_from_a_step_to_itself_is_that_step_once():
    blueprint = line({"time": "2s"}, {"time": "3s", "next": {"s1": 0.5, "s2": 0.5}}, {"time": "7s"})
    customers = Customers(blueprint)
    assert expected_time(customers, customers.part("s1", "s1")) == Amount(3.0)
    assert customers.part("s1", "s1").probability == 1


def test_a_part_counts_every_visit_on_its_way_but_its_end_once():
    blueprint = line(
        {"time": "1s"},
        {"time": "10s", "next": {"s1": 0.5, "s2": 0.5}},
        {"time": "100s", "next": {"s0": 0.5, "end": 0.5}},
    )
    customers = Customers(blueprint)
    assert number(expected_time(customers, customers.part("s0", "s2"))) == pytest.approx(1 + 20 + 100)
    assert number(expected_time(customers, customers.part("s2", "s1"))) == pytest.approx(100 + 1 + 10)
    assert customers.part("s2", "s1").probability == pytest.approx(0.5)
    assert number(expected_time(customers, customers.part("s2", None))) == pytest.approx(200 + 1 + 20)


def test_a_part_that_nobody_comes_to_is_unknown():
    blueprint = line({"time": "1s", "next": "s2"}, {"time": "1s"}, {"time": "1s"})
    customers = Customers(blueprint)
    for from_, to in (("s0", "s1"), ("s1", "s2"), ("s2", "s0"), ("s1", None), (None, "s1")):
        assert expected_time(customers, customers.part(from_, to)) == UNKNOWN, (from_, to)
        assert customers.part(from_, to).probability == 0


def test_a_part_of_a_mix_is_weighted_by_share_and_by_who_gets_there():
    blueprint = line(
        {
            "time": "1s",
            "next": [{"to": "s1", "for": "a"}, {"to": "s1", "share": 0.1, "for": "b"}, {"to": "end", "for": "b"}],
        },
        {"time": "10s", "next": [{"to": "s2"}]},
        {"time": "100s", "personas": "a"},
        {"time": "1000s"},
        personas={"a": {"name": "A", "share": 0.5}, "b": {"name": "B", "share": 0.5}},
    )
    customers = Customers(blueprint)
    want = (0.5 * 1.0 * 1111 + 0.5 * 0.1 * 1011) / 0.55
    assert number(expected_time(customers, customers.part(None, "s3"))) == pytest.approx(want)


# -- odd blueprints ----------------------------------------------------------------------------------------------

NOBODY = {
    "no step": {"title": "T", "stages": [{"name": "S"}]},
    "no step, two personas": {"title": "T", "personas": {"a": "A", "b": "B"}, "stages": [{"name": "S"}]},
    "steps of nobody who is asked": {
        "title": "T",
        "personas": {"a": {"name": "A"}, "b": {"name": "B"}},
        "stages": [{"name": "S", "steps": [{"id": "s", "customer": "x", "personas": "a"}]}],
    },
}


@pytest.mark.parametrize("name", NOBODY)
def test_figures_of_nobody_are_unknown(name: str):
    blueprint = bp.Blueprint.model_validate(NOBODY[name])
    customers = Customers(blueprint)
    if name == "steps of nobody who is asked":
        assert customers.answer(journeys).success_share == Amount(1.0)
        customers = Customers(blueprint).of("b")
    assert customers.is_nobody
    assert_sound(customers)
    counts = {"complexity", "pain_weight", "risk"}  # of none is 0
    wholes = {name: measure(customers, name) for name, figure in FIGURES.items() if figure.has_whole}
    assert {name for name, value in wholes.items() if value != UNKNOWN} == counts
    assert expected_time(customers, customers.part(None, None)) == UNKNOWN


def test_a_last_step_of_others_is_passed_to_success():
    blueprint = line(
        {"time": "5s"}, {"time": "7s", "personas": "b", "outcome": "failure"}, personas={"a": "A", "b": "B"}
    )
    assert Customers(blueprint).of("a").answer(journeys).success_share == Amount(1.0)
    assert Customers(blueprint).of("b").answer(journeys).failure_share == Amount(1.0)
    assert number(Customers(blueprint).answer(time).expected_time) == pytest.approx(8.5)


def test_a_step_passed_by_backwards_makes_a_loop():
    blueprint = line(
        {"time": "1s", "next": {"s1": 0.5, "s2": 0.5}},
        {"time": "100s", "personas": "b", "otherwise": "s0"},
        {"time": "10s"},
        personas={"a": "A", "b": "B"},
    )
    one = Customers(blueprint).of("a")
    assert number(one.answer(time).expected_time) == pytest.approx(2 + 10)
    assert one.answer(rework).return_share == {"s0": pytest.approx(0.5)}


def test_who_can_use_no_touchpoint_gives_up_after_the_visit():
    blueprint = line(
        {"time": "1s"},
        {"time": "10s", "touchpoints": "site"},
        {"time": "100s"},
        touchpoints={"site": {"kind": "digital", "channel": "web"}},
        personas={"elder": {"name": "Elder", "channels": ["phone"]}},
    )
    elder = Customers(blueprint).of("elder")
    found = elder.answer(journeys)
    assert found.abandon_share == Amount(1.0)
    assert found.visits == {"s0": 1, "s1": 1, "s2": 0}
    assert found.given_up == {"s1": 1}
    assert number(elder.answer(time).expected_time) == 11
    assert elder.answer(people).human_contacts == Amount(0.0)


def test_no_channel_at_all_still_passes_open_touchpoints():
    blueprint = line(
        {"touchpoints": "shelf"},
        touchpoints={"shelf": {"kind": "physical"}},
        personas={"hermit": {"name": "Hermit", "channels": []}},
    )
    assert Customers(blueprint).of("hermit").answer(journeys).success_share == Amount(1.0)


# -- absurd numbers ----------------------------------------------------------------------------------------------


@settings(max_examples=60)
@given(blueprints(known=False))
def test_every_answer_is_finite_and_can_be_shown(data: Data):
    blueprint = read(data)
    for persona in (None, *blueprint.personas):
        assert_sound(Customers(blueprint).of(persona))


def test_durations_of_millions_of_years_add_up():
    step = {
        "customer": {"does": "Wait", "time": LONGEST},
        "frontstage": [{"does": "Work", "time": LONGEST, "actor": "w"}] * 3,
        "wait": LONGEST,
    }
    customers = Customers(line(step, step, actors={"w": {"name": "W", "hourly_cost": 1e9}}, price=1, overhead=0))
    assert_sound(customers)
    assert number(customers.answer(time).expected_time) == pytest.approx(10 * LONGEST_SECONDS)
    assert number(customers.answer(time).labour_time) == pytest.approx(6 * LONGEST_SECONDS)


def test_a_step_s_service_is_not_bound_by_the_longest_duration():
    step = bp.Step.model_validate(
        {"customer": {"does": "a", "time": LONGEST}, "frontstage": {"does": "b", "time": LONGEST}}
    )
    assert step.service is not None
    assert step.service.typical.total_seconds() >= LONGEST_SECONDS


def test_a_loop_left_once_in_a_million_million_times():
    blueprint = line({"time": "1s", "next": "s1"}, {"time": "1s", "abandon": 1e-12, "next": "s0"})
    customers = Customers(blueprint)
    assert_sound(customers)
    assert number(customers.answer(time).expected_time) == pytest.approx(2e12, rel=1e-9)
    found = customers.answer(rework)
    assert found.expected_passes == {"s0": pytest.approx(1e12, rel=1e-9)}
    assert customers.answer(journeys).abandon_share == Amount(pytest.approx(1.0))


def test_a_share_of_a_million_millionth_is_not_lost():
    blueprint = line({"next": [{"to": "s1", "share": 1e-12}, {"to": "end"}]}, {"time": "1w", "outcome": "failure"})
    found = Customers(blueprint).answer(journeys)
    assert found.failure_share == Amount(pytest.approx(1e-12))
    assert found.visits["s1"] == pytest.approx(1e-12)


def test_the_largest_money_is_no_fault():
    blueprint = line(
        {"time": "1h", "frontstage": {"does": "x", "time": "1h", "actor": "w", "cost": 1e307}},
        actors={"w": {"name": "W", "hourly_cost": 1e307}},
        price=1e307,
        overhead=1e307,
    )
    assert_sound(Customers(blueprint))


@pytest.fixture(scope="module")
def long_line() -> Customers:
    steps = [
        {"time": "1s", "touchpoints": f"t{i % 3}", "frontstage": {"does": "x", "actor": f"w{i % 2}", "time": "1s"}}
        for i in range(10_000)
    ]
    steps[9_999]["next"] = [{"to": "s0", "share": 0.5}, {"to": "end"}]
    return Customers(
        line(
            *steps,
            touchpoints={
                "t0": {"kind": "digital", "channel": "web"},
                "t1": {"kind": "interpersonal", "channel": "phone"},
                "t2": {"kind": "physical"},
            },
            actors={"w0": "W", "w1": "V"},
        )
    )


def test_ten_thousand_steps_in_a_row_and_back(long_line: Customers):
    assert number(long_line.answer(time).expected_time) == pytest.approx(20_000)
    assert number(long_line.answer(people).handoffs) == pytest.approx(2 * 9_999 + 1)
    assert number(long_line.answer(people).human_contacts) == pytest.approx(2 * 3_333)
    assert long_line.answer(rework).expected_passes == {"s0": pytest.approx(2)}
    assert len(long_line.answer(journeys).main_path) == 10_000
    assert number(expected_time(long_line, long_line.part("s10", "s9"))) == pytest.approx(10_000)


# -- dense ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(40))
def test_visits_and_ends_are_those_of_the_inverted_matrix(seed: int):
    data = blueprint_data(Random(1000 + seed))
    for _, hand in Crowd(data).hands:
        customers = Customers(read(data)).of(hand.persona)
        dense = Matrices(hand)
        found = customers.answer(journeys)
        want = {step["id"]: times for step, times in zip(hand.steps, dense.visits[hand.start], strict=True)}
        assert found.visits == pytest.approx(want, abs=1e-9)
        assert number(found.success_share) == pytest.approx(dense.conditioned("success")[1], abs=1e-9)
        assert number(found.failure_share) == pytest.approx(dense.conditioned("failure")[1], abs=1e-9)
        assert number(found.abandon_share) == pytest.approx(dense.conditioned("abandoned")[1], abs=1e-9)


def test_personas_who_go_the_same_ways_share_their_chain():
    """Channels alone make no other chain, unless somebody gives up for want of one."""
    b = line({"touchpoints": ["app", "line"], "next": {"s1": 0.5, "end": 0.5}}, {},
        touchpoints={"app": {"kind": "digital", "channel": "web"}, "line": {"kind": "digital", "channel": "phone"}},
        personas={"any": {"name": "Any"}, "web": {"name": "Web", "channels": "web"},
                  "phone": {"name": "Phone", "channels": "phone"}, "mail": {"name": "Mail", "channels": "mail"}},
    )  # fmt: skip
    chains = {persona: kind.journey.chain for persona, kind in Customers(b).kinds.items()}
    assert chains["any"] is chains["web"] is chains["phone"] is not chains["mail"]
    assert [len(ways) for ways in chains["mail"].onward] == [0, 0]
