"""What fails with a part: the rules one by one, and journeys gone through by hand without it."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import blueprint as bp
from blueprint.analysis.customers import Customers
from blueprint.analysis.failure import Failure, Failures, failure, failures_of
from tests.analysis.generated import blueprint_data, read
from tests.analysis.journeys_by_hand import Data, Hand, actions

EXAMPLES = Path(__file__).parents[2] / "examples"

CATALOGUES: dict[str, Any] = {
    "touchpoints": {
        "app": {"kind": "digital", "channel": "app", "systems": "shop", "owner": "Product"},
        "desk": {"kind": "interpersonal", "channel": "store", "owner": "Branch"},
        "sign": {"kind": "physical"},
    },
    "actors": {"clerk": {"name": "Clerk", "team": "Counter", "count": 5}, "cook": "Cook"},
    "systems": {
        "shop": {"name": "Shop", "owner": "IT", "depends_on": "base"},
        "base": {"name": "Base", "owner": "Data", "depends_on": "power"},
        "power": "Power",
        "idle": {"name": "Idle", "owner": "Nobody"},
    },
}
ALL = ("shop", "base", "power", "idle", "clerk", "cook", "app", "desk", "sign")


def asked(*steps: dict[str, Any], persona: str | None = None, **more: Any) -> Failures:
    found = [{"id": f"s{i}", "customer": "Go", **step} for i, step in enumerate(steps)]
    b = bp.Blueprint(title="T", stages=[{"name": "S", "steps": found}], **CATALOGUES | more)
    return failure(Customers(b).of(persona))


def stopping(found: Failures) -> set[str]:
    """The parts whose failure costs success."""
    assert found.failure_impact is not None
    return {id_ for id_, impact in found.failure_impact.items() if impact}


def one(found: Failures, id_: str) -> Failure:
    return next(f for f in found.failures if f.id == id_)


# -- what stops a step -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        ({}, set()),
        ({"frontstage": {"does": "Serve", "actor": "clerk"}}, {"clerk"}),
        ({"frontstage": {"does": "Serve", "actor": "clerk", "blocking": False}}, set()),
        ({"backstage": {"does": "Cook", "actor": "cook"}}, set()),
        ({"backstage": {"does": "Cook", "actor": "cook", "blocking": True}}, {"cook"}),
        ({"support": {"does": "Book", "system": "base", "blocking": True}}, {"base", "power"}),
        ({"customer": {"does": "Order", "system": "shop"}}, {"shop", "base", "power"}),
        ({"touchpoints": "desk"}, {"desk"}),
        ({"touchpoints": "app"}, {"app", "shop", "base", "power"}),
        ({"touchpoints": ["app", "desk"]}, set()),
        # An action with a touchpoint of its own fells only that one.
        ({"touchpoints": ["app", "desk"], "frontstage": {"does": "Serve", "actor": "clerk", "touchpoint": "desk"}}, set()),
        ({"touchpoints": "desk", "frontstage": {"does": "Serve", "actor": "clerk", "touchpoint": "desk"}}, {"desk", "clerk"}),
        ({"touchpoints": ["app", "desk"], "frontstage": {"does": "Serve", "actor": "clerk"}}, {"clerk"}),
        # What both touchpoints rest on, fells both.
        (
            {"touchpoints": ["app", "desk"], "frontstage": {"does": "Look up", "system": "base", "touchpoint": "desk"}},
            {"base", "power"},
        ),
    ],
    ids=lambda value: str(sorted(value) if isinstance(value, set) else value),
)  # fmt: skip
def test_what_stops_a_step(step: dict[str, Any], expected: set[str]):
    found = asked(step)
    assert stopping(found) == expected
    assert found.single_points_of_failure == tuple(id_ for id_ in ALL if id_ in expected)
    assert tuple(found.failure_impact or ()) == ALL


def test_systems_that_need_each_other_fail_together():
    ring = {"a": {"name": "A", "depends_on": "b"}, "b": {"name": "B", "depends_on": "a"}}
    assert stopping(asked({"customer": {"does": "Go", "system": "a"}}, systems=ring, touchpoints={})) == {"a", "b"}


def test_who_works_with_a_system_is_touched_where_it_fails():
    action = {"does": "Serve", "actor": "clerk", "system": "base"}
    assert one(asked({"frontstage": action}), "power").owners == ("Counter", "Data", "IT", "Product")
    assert one(asked({"backstage": action}), "power").owners == ("Data", "IT", "Product")
    assert one(asked({"frontstage": action}), "clerk").owners == ("Counter",)


def test_only_steps_that_are_come_to_matter():
    found = asked({"next": {"s2": 1.0, "s1": 0.0}}, {"touchpoints": "desk"}, {})
    assert stopping(found) == set()


def test_an_id_of_several_kinds_is_told_with_its_kind():
    found = asked(
        {"frontstage": {"does": "Serve", "actor": "clerk"}},
        systems={"clerk": "Clerk's computer"},
        actors={"clerk": "Clerk"},
        touchpoints={"desk": {"kind": "physical"}},
    )
    assert found.failure_impact == {"system clerk": 0.0, "actor clerk": 1.0, "desk": 0.0}
    assert found.single_points_of_failure == ("actor clerk",)


# -- what it costs -----------------------------------------------------------------------------------------------

PERSONAS = {
    "young": {"name": "Young", "share": 0.75, "channels": ["app", "store"]},
    "elder": {"name": "Elder", "share": 0.25, "channels": ["store"]},
    "ghost": {"name": "Ghost", "share": 0.0, "channels": ["app"]},
}


def test_a_failure_with_all_that_is_told_of_it():
    found = asked(
        {"next": {"s1": 0.8, "s3": 0.2}},
        {"touchpoints": ["app", "desk"], "moment_of_truth": True, "frontstage": {"does": "Serve", "actor": "clerk", "touchpoint": "desk"}},
        {"next": "end", "moment_of_truth": True},
        {"outcome": "failure", "moment_of_truth": True},
        personas=PERSONAS,
    )  # fmt: skip
    # Without the desk only the young get through, by the app; without the app all but the ghost, who counts for nothing.
    assert one(found, "desk") == Failure(
        "touchpoint", "desk", pytest.approx(0.6), pytest.approx(0.2), (), ("elder",), ("Branch",), ()
    )
    assert one(found, "clerk") == Failure(
        "actor", "clerk", pytest.approx(0.6), pytest.approx(0.2), (), ("elder",), ("Branch", "Counter"), ()
    )
    assert one(found, "app") == Failure("touchpoint", "app", pytest.approx(0.8), 0.0, (), ("ghost",), ("Product",), ())
    assert one(found, "power").owners == ("Data", "IT", "Product")
    assert found.single_points_of_failure == ()
    assert found.assumptions == (
        "Nobody is sent another way where a part fails: who comes to a step that it stops gives up there.",
    )


def test_a_part_stops_the_steps_that_nobody_gets_through_without_it():
    found = asked(
        {"touchpoints": ["app", "sign"], "next": {"s1": 0.5, "s2": 0.5}},
        {"touchpoints": "app", "frontstage": {"does": "Serve", "actor": "clerk"}},
        {"touchpoints": ["app", "desk"], "next": "end"},
        {"touchpoints": "app"},
        personas=PERSONAS,
    )
    assert one(found, "app").stops == ("s1",)  # one gets through s0 by the sign, s2 by the desk; nobody comes to s3
    assert one(found, "power").stops == ("s1",)
    assert one(found, "clerk").stops == ("s1",)
    assert one(found, "desk").stops == ()


def test_moments_of_truth_are_lost_when_nobody_gets_to_them_or_through_them():
    found = asked(
        {"touchpoints": "sign", "moment_of_truth": True},
        {"next": {"s2": 0.5, "s3": 0.5}},
        {"touchpoints": "app", "moment_of_truth": True},
        {"moment_of_truth": True},
        {"moment_of_truth": True, "touchpoints": "desk"},
    )
    assert one(found, "sign").moments_of_truth == ("s0", "s2", "s3", "s4")
    assert one(found, "app").moments_of_truth == ("s2",)
    assert one(found, "desk").moments_of_truth == ("s4",)
    assert one(found, "clerk").moments_of_truth == ()


def test_moments_of_truth_of_those_who_count_for_nothing_are_nobodys():
    found = asked({"touchpoints": "app", "personas": "ghost", "moment_of_truth": True}, {}, personas=PERSONAS)
    assert one(found, "app").moments_of_truth == ()
    assert one(found, "app").cut_off == ("ghost",)


def test_a_persona_by_itself():
    steps = ({"touchpoints": ["app", "desk"]},)
    found = asked(*steps, personas=PERSONAS, persona="elder")
    assert found.failure_impact == dict.fromkeys(ALL, 0.0) | {"desk": 1.0}
    assert found.single_points_of_failure == ("desk",)
    assert one(found, "desk").cut_off == ("elder",)
    assert one(found, "app").cut_off == ()


def test_a_loop_stopped_at_one_step_keeps_who_never_came_to_it():
    # Half are done at once; of the others each round through the desk half come back to the start.
    found = asked({"next": {"s1": 0.5, "end": 0.5}}, {"touchpoints": "desk", "next": {"s0": 0.5, "end": 0.5}})
    assert one(found, "desk").success_share == pytest.approx(0.5, abs=1e-15)


def test_what_hardly_anyone_is_spared_is_not_a_single_point_of_failure():
    found = asked({"next": {"s1": 1 - 1e-13, "end": 1e-13}}, {"touchpoints": "desk", "next": "end"})
    assert one(found, "desk").success_share == pytest.approx(1e-13, rel=1e-9, abs=0)
    assert found.single_points_of_failure == ()


def test_what_hardly_anyone_comes_to_costs_just_that():
    found = asked(
        {"next": {"s1": 1e-13, "end": 1 - 1e-13}}, {"touchpoints": "desk", "next": {"s2": 1.0}}, {"touchpoints": "desk"}
    )
    assert one(found, "desk").impact == pytest.approx(1e-13, rel=1e-9, abs=0)


def test_where_nobody_succeeds_nothing_can_be_lost():
    found = asked({"touchpoints": "desk", "moment_of_truth": True}, {"outcome": "failure"})
    assert found.failure_impact == dict.fromkeys(ALL, 0.0)
    assert found.single_points_of_failure == ()
    assert one(found, "desk").moments_of_truth == ("s0",)
    assert one(found, "desk").cut_off == ()


def test_the_success_of_those_who_count_for_nothing_can_not_be_lost():
    found = asked(
        {"touchpoints": "app"}, {"personas": "ghost", "outcome": "success"}, {"outcome": "failure"}, personas=PERSONAS
    )
    assert found.single_points_of_failure == ()
    assert one(found, "app").cut_off == ("ghost",)


def test_where_nobody_goes_nothing_is_known():
    found = asked({"personas": "young"}, personas=PERSONAS, persona="elder")
    assert (found.failure_impact, found.single_points_of_failure, found.failures) == (None, None, ())
    assert found.to_dict()["failure_impact"] is None


def test_the_table_begins_with_what_costs_most():
    found = asked(
        {"next": {"s1": 0.5, "s2": 0.5}},
        {"touchpoints": "desk", "next": "end"},
        {"touchpoints": "sign", "next": {"s1": 1.0}},
    )
    rows = found.tables()[0].cells()
    assert rows[:3] == [
        ["touchpoint", "desk", "0%", "100%", "-", "-", "Branch"],
        ["touchpoint", "sign", "50%", "50%", "-", "-", "-"],
        ["system", "shop", "100%", "0%", "-", "-", "IT, Product"],
    ]
    assert len(rows) == len(ALL)


# -- examples ----------------------------------------------------------------------------------------------------


def test_a_mover_needs_the_agent_but_not_the_customer_record():
    found = failure(Customers(bp.load(EXAMPLES / "02-broadband-move.as-is.blueprint.yaml")))
    assert found.single_points_of_failure is not None
    assert {"agent", "technician"} <= set(found.single_points_of_failure)
    assert one(found, "agent").cut_off == ("mover",)
    assert one(found, "crm").impact == 0.0  # nothing that it does keeps a customer waiting
    assert set(one(found, "crm").owners) == {"客服中心", "派单台"}


def test_coupons_rest_on_the_card_that_all_data_come_from():
    found = failure(Customers(bp.load(EXAMPLES / "07-baby-coupons.blueprint.yaml")))
    assert found.single_points_of_failure is not None
    assert {"loyalty", "warehouse", "campaign"} <= set(found.single_points_of_failure)
    assert one(found, "loyalty").impact == pytest.approx(0.85)


# -- any service -------------------------------------------------------------------------------------------------


def service(dice: Random) -> Data:
    """A blueprint by chance in which steps rest on systems too."""
    data = blueprint_data(dice)
    systems = [f"y{k}" for k in range(4)]
    data["systems"] = {
        id_: {"name": id_, "depends_on": dice.sample([s for s in systems if s != id_], dice.randint(0, 1))}
        for id_ in systems
    }
    for touchpoint in data["touchpoints"].values():
        touchpoint["systems"] = dice.sample(systems, dice.choice([0, 0, 1, 2]))
    for stage in data["stages"]:
        for step in stage["steps"]:
            step["moment_of_truth"] = dice.random() < 0.4
            for _, action in actions(step):
                if dice.random() < 0.15:
                    action["system"] = dice.choice(systems)
                if step.get("touchpoints") and dice.random() < 0.5:
                    action["touchpoint"] = dice.choice(step["touchpoints"])
    return data


def failed_systems(data: Data, kind: str, id_: str) -> set[str]:
    """The system, and again and again those that depend on one that has failed."""
    failed = {id_} if kind == "system" else set()
    for _ in data["systems"]:
        failed |= {s for s, system in data["systems"].items() if failed.intersection(system["depends_on"])}
    return failed


def stops(data: Data, step: Data, persona: str | None, kind: str, id_: str) -> bool:
    """Whether a step stops for a persona where a part fails, from the words of the contract alone."""
    failed = failed_systems(data, kind, id_)
    channels = data["personas"][persona].get("channels") if persona else None
    fallen = {t for t in step.get("touchpoints", []) if failed.intersection(data["touchpoints"][t]["systems"])}
    if kind == "touchpoint":
        fallen.add(id_)
    for role, action in actions(step):
        fails = action.get("system") in failed or (kind == "actor" and action.get("actor") == id_)
        if fails and action.get("blocking", role in ("customer", "frontstage")):
            if "touchpoint" not in action:
                return True
            fallen.add(action["touchpoint"])
    can_use = {
        t
        for t in step.get("touchpoints", [])
        if channels is None or data["touchpoints"][t].get("channel", channels[0]) in channels
    }
    return bool(can_use) and can_use <= fallen


def gone_through(hand: Hand, stopped: set[int]) -> tuple[float, set[int]]:
    """The chance to succeed past no stopped step, and the steps that are gone through: by sending everyone on at once."""
    succeed = 0.0
    passed: set[int] = set()
    crowd: dict[int | str, float] = {hand.start: 1.0}
    while sum(crowd.values()) > 1e-14:
        following: dict[int | str, float] = {}
        for at, mass in crowd.items():
            if isinstance(at, str):
                succeed += mass * (at == "success")
            elif at not in stopped:
                if not hand.steps[at].get("touchpoints") or hand.contacts[at]:
                    passed.add(at)
                for way in hand.ways[at]:
                    if way.share > 1e-12:
                        following[way.to] = following.get(way.to, 0.0) + mass * way.share
        crowd = following
    return succeed, passed


@settings(max_examples=60)
@given(st.integers(0, 2**32 - 1))
def test_what_is_lost_is_what_nobody_does_any_more(seed: int):
    data = service(Random(seed))
    customers = Customers(read(data))
    found = failure(customers)
    hands = {persona: Hand(data, persona) for persona in customers.kinds}
    weights = {persona: kind.share for persona, kind in customers.kinds.items()}
    before = {persona: gone_through(hand, set()) for persona, hand in hands.items()}
    single = []
    for f in found.failures:
        after = {
            persona: gone_through(hand, {i for i, s in enumerate(hand.steps) if stops(data, s, persona, f.kind, f.id)})
            for persona, hand in hands.items()
        }
        left, whole = (sum(weights[p] * one[0] for p, one in way.items()) for way in (after, before))
        assert f.success_share == pytest.approx(left, abs=1e-11)
        assert f.impact == pytest.approx(whole - left, abs=1e-11)
        moments = [{i for p, one in way.items() if weights[p] for i in one[1]} for way in (before, after)]
        steps = next(iter(hands.values())).steps
        assert f.moments_of_truth == tuple(
            steps[i]["id"] for i in sorted(moments[0] - moments[1]) if steps[i]["moment_of_truth"]
        )
        assert f.cut_off == tuple(p for p in hands if p and before[p][0] > 0 and after[p][0] == 0)
        if whole > 0 and left == 0:
            single.append(f.id)
    assert found.single_points_of_failure == tuple(single)


@settings(max_examples=5)
@given(st.integers(0, 2**32 - 1))
def test_journeys_by_chance_succeed_as_often(seed: int):
    data = service(Random(seed))
    customers = Customers(read(data))
    persona = next(iter(customers.kinds))
    hand = Hand(data, persona)
    dice = Random(seed)
    size = 2000
    journeys = [hand.random(dice) for _ in range(size)]
    for f in failure(customers.of(persona)).failures:
        stopped = {i for i, step in enumerate(hand.steps) if stops(data, step, persona, f.kind, f.id)}
        share = sum(j.end == "success" and stopped.isdisjoint(j.steps) for j in journeys) / size
        # Five standard deviations, and what they are where hardly any or nearly all succeed.
        assert share == pytest.approx(
            f.success_share, abs=5 * (f.success_share * (1 - f.success_share) / size) ** 0.5 + 5 / size
        )


def test_some_parts_fail_as_they_do_among_all():
    blueprint = bp.load(EXAMPLES / "10-hotel-night.blueprint.yaml")
    customers = Customers(blueprint)
    every = failure(customers).failures
    some = every[::3]
    assert failures_of(customers, [(one.kind, one.id) for one in some]) == some
