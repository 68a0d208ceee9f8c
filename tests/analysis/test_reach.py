"""Who gets through: the train journey, and every smaller set of steps that could be opened instead."""

from __future__ import annotations

import copy
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

import blueprint as bp
from blueprint.analysis.customers import Customers
from blueprint.analysis.reach import Reach, Reached, reach
from tests.analysis.generated import blueprints, read
from tests.analysis.journeys_by_hand import Data, Hand

EXAMPLES = Path(__file__).parents[2] / "examples"

TOUCHPOINTS = {"app": {"kind": "digital", "channel": "app"}, "desk": {"kind": "interpersonal", "channel": "store"}}
PERSONAS = {
    "young": {"name": "Young", "share": 0.75, "channels": ["app"]},
    "elder": {"name": "Elder", "share": 0.25, "channels": ["store"]},
}


def asked(*steps: dict[str, Any], personas: Any = PERSONAS, persona: str | None = None, **more: Any) -> Reached:
    found = [{"id": f"s{i}", "customer": "Go", **step} for i, step in enumerate(steps)]
    b = bp.Blueprint(
        title="T", personas=personas, touchpoints=TOUCHPOINTS, stages=[{"name": "S", "steps": found}], **more
    )
    return reach(Customers(b).of(persona))


# -- the example -------------------------------------------------------------------------------------------------


def test_on_the_holiday_train_the_old_are_lost_where_tickets_are_sold():
    found = reach(Customers(bp.load(EXAMPLES / "03-holiday-train.as-is.blueprint.yaml")))
    assert found.reach == {
        "young": Reach(can_finish=True, success_share=pytest.approx(0.98), first_lost=(), open=()),
        "elder": Reach(
            can_finish=False,
            success_share=0.0,
            first_lost=("app-buy", "hall-buy"),
            open=("app-buy", "gate", "find-room", "call"),
        ),
    }
    assert found.open == ("app-buy", "gate", "find-room", "call")
    assert found.locked_out == ("elder",)


def test_on_the_new_holiday_train_all_get_through():
    found = reach(Customers(bp.load(EXAMPLES / "03-holiday-train.to-be.blueprint.yaml")))
    assert all(one.can_finish and one.open == () and one.first_lost == () for one in found.reach.values())
    assert (found.open, found.locked_out) == ((), ())


# -- small services ----------------------------------------------------------------------------------------------


def test_who_can_finish_one_way_may_be_lost_on_another():
    found = asked({"next": {"s1": 0.9, "s2": 0.1}}, {"touchpoints": "app", "next": "end"}, {"touchpoints": "desk"})
    assert found.reach == {
        "young": Reach(can_finish=True, success_share=pytest.approx(0.9), first_lost=("s2",), open=()),
        "elder": Reach(can_finish=True, success_share=pytest.approx(0.1), first_lost=("s1",), open=()),
    }


def test_steps_that_none_come_to_are_not_where_they_are_lost():
    found = asked({"touchpoints": "app"}, {"touchpoints": "app"}, {"next": "end"}, {"touchpoints": "app"})
    assert found.reach["elder"].first_lost == ("s0",)
    found = asked({"next": {"s1": 1.0, "s2": 0.0}}, {"next": "end"}, {"touchpoints": "app"})
    assert found.reach["elder"].first_lost == ()


def test_what_everyone_needs_is_put_together_in_the_order_of_the_file():
    found = asked(
        {"next": [{"to": "s2", "for": "young"}, {"to": "s1", "for": "elder"}]},
        {"touchpoints": "app"},
        {"touchpoints": "desk"},
        {"touchpoints": ["desk", "app"]},
    )
    assert (found.reach["young"].open, found.reach["elder"].open) == (("s2",), ("s1",))
    assert found.open == ("s1", "s2")
    assert found.locked_out == ("young", "elder")


def test_where_no_way_succeeds_opening_does_not_help_and_that_is_said():
    found = asked({"touchpoints": "app"}, {"outcome": "failure"})
    assert found.reach["elder"] == Reach(can_finish=False, success_share=0.0, first_lost=("s0",), open=None)
    assert (found.locked_out, found.open) == (("young", "elder"), ())
    assert found.assumptions == ("No way leads to success for Young, Elder, whatever steps are opened.",)
    assert found.to_dict()["reach"]["elder"] == {
        "can_finish": False, "success_share": 0.0, "first_lost": ["s0"], "open": None,
    }  # fmt: skip


def test_one_persona_is_asked_alone():
    found = asked({"touchpoints": "app"}, persona="elder")
    assert list(found.reach) == ["elder"]
    assert found.reach["elder"].open == ("s0",)
    assert found.assumptions == (
        "A step is opened by a touchpoint there that the persona can use; from there on the ways of the file are taken.",
    )
    assert [table.cells() for table in found.tables()] == [[["elder", "no", "0%", "s0", "s0"]]]


def test_without_personas_there_is_nobody_to_name():
    found = asked({"touchpoints": "app"}, personas={})
    assert (found.reach, found.open, found.locked_out, found.assumptions) == ({}, (), (), ())


def test_who_goes_through_no_step_is_left_out():
    assert list(asked({"personas": ["young"]}).reach) == ["young"]


def test_a_chance_too_small_for_a_number_is_still_a_way():
    step = {"abandon": 0.99}
    found = asked(*[step] * 200, persona="elder")
    assert found.reach["elder"].can_finish
    assert found.reach["elder"].success_share == 0.0


# -- any service -------------------------------------------------------------------------------------------------


def can_succeed(data: Data, persona: str, opened: tuple[str, ...]) -> bool:
    """Whether a persona can get to success when some steps have one more touchpoint, open to all."""
    data = copy.deepcopy(data)
    data["touchpoints"]["help"] = {"kind": "interpersonal"}
    for stage in data["stages"]:
        for step in stage["steps"]:
            if step["id"] in opened:
                step["touchpoints"].append("help")
    hand = Hand(data, persona)
    found: set[int | str] = set()
    waiting = [hand.start]
    while waiting:
        at = waiting.pop()
        if at not in found:
            found.add(at)
            if not isinstance(at, str):
                waiting += [way.to for way in hand.ways[at] if way.share > 1e-9]
    return "success" in found


@settings(max_examples=60)
@given(blueprints().filter(lambda data: any("channels" in persona for persona in data["personas"].values())))
def test_no_smaller_set_of_steps_lets_a_persona_through(data: Data):
    found = reach(Customers(read(data)))
    with_touchpoints = [s["id"] for stage in data["stages"] for s in stage["steps"] if s.get("touchpoints")]
    for persona, one in found.reach.items():
        assert one.can_finish == can_succeed(data, persona, ())
        if one.open is None:
            assert not can_succeed(data, persona, tuple(with_touchpoints))
            continue
        assert can_succeed(data, persona, one.open)
        smaller = (set_ for size in range(len(one.open)) for set_ in combinations(with_touchpoints, size))
        assert not any(can_succeed(data, persona, set_) for set_ in smaller)
