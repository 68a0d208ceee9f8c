"""What is asked again, what is missing where, what is shown, and whose data nobody looks after."""

from __future__ import annotations

import json
from collections import defaultdict, deque
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import blueprint as bp
from blueprint.analysis.answer import Answer
from blueprint.analysis.customers import Customers
from blueprint.analysis.information import (
    Information,
    Missing,
    Shown,
    ShownGuess,
    asked_again,
    asked_first,
    information,
)
from blueprint.analysis.known import LONGEST

FOLDER = Path(__file__).parents[2] / "examples"
EXAMPLES = sorted(path.name.removesuffix(".blueprint.yaml") for path in FOLDER.glob("*.blueprint.yaml"))


def example(name: str) -> Information:
    return information(Customers(bp.load(FOLDER / f"{name}.blueprint.yaml")))


def blueprint(*steps: dict[str, Any], **more: Any) -> bp.Blueprint:
    catalogues = {
        "data": {"name": "Name", "order": "Order", "code": "Code"},
        "actors": {"ann": {"name": "Ann", "team": "Shop"}, "bob": {"name": "Bob", "team": "Shop"}, "cid": "Cid"},
        "touchpoints": {
            "web": {"kind": "digital", "channel": "web"},
            "phone": {"kind": "interpersonal", "channel": "phone"},
            "sign": {"kind": "physical"},
            "card": {"kind": "physical", "shows": "order"},
            "screen": {"kind": "digital", "shows": "order", "channel": "web"},
            "terminal": {"kind": "digital", "systems": "till"},
        },
        "systems": {"book": {"name": "Book", "holds": "order"}, "till": {"name": "Till", "depends_on": "book"}},
    }
    return bp.Blueprint(**{"title": "T", "stages": [{"name": "S", "steps": list(steps)}], **catalogues, **more})


def ask(*steps: dict[str, Any], persona: str | None = None, **more: Any) -> Information:
    return information(Customers(blueprint(*steps, **more)).of(persona))


def missing(*steps: dict[str, Any], **more: Any) -> list[tuple[str, str]]:
    return [(found.datum, found.step) for found in ask(*steps, **more).missing]


# -- the examples ------------------------------------------------------------------------------------------------


def test_who_is_sent_to_the_wrong_district_tells_everything_again() -> None:
    # One order in five goes wrong and starts over, which may go wrong again: 1 / (1 - 0.2) - 1.
    told = ("account-no", "address", "phone-no")
    found = example("02-broadband-move.as-is")
    assert found.asked_again == pytest.approx(dict.fromkeys(told, 0.25))
    assert {c.step: c.asks_again for c in found.contacts if c.asks_again} == {
        "register": pytest.approx(dict.fromkeys(told, 0.25))
    }
    assert example("02-broadband-move.to-be").asked_again == dict.fromkeys(told, 0.0)


def test_every_channel_asks_the_same_again_until_there_is_one_record() -> None:
    found = example("05-omnichannel.as-is")
    assert set(found.asked_again) == {"member-id", "order", "issue"}
    b = bp.load(FOLDER / "05-omnichannel.as-is.blueprint.yaml")
    assert found.asked_again == pytest.approx(asked_again_by_hand(b))
    assert min(found.asked_again.values()) > 0.1
    again = {c.step: set(c.asks_again) for c in found.contacts}
    assert again["call"] == {"member-id", "order", "issue"}
    assert again["text"] == set()  # the first to ask
    assert set(example("05-omnichannel.to-be").asked_again.values()) == {0.0}


def test_the_agent_sees_far_more_than_she_mentions() -> None:
    found = example("07-e-reader-call")
    greet = next(contact for contact in found.contacts if contact.step == "greet")
    assert greet.uses == ("name", "address", "device", "problem", "history", "warranty")
    assert greet.shows == ("name", "problem")
    assert found.asked_again == {"problem": 0.0}
    assert (found.inferred_shown, found.no_control) == ((), ())


def test_what_was_inferred_of_a_customer_is_shown_to_her_and_out_of_her_control() -> None:
    found = example("07-baby-coupons")
    assert {(s.datum, s.step, s.sensitivity) for s in found.inferred_shown} == {
        ("pregnancy", "baby-coupons", "sensitive"),
        ("pregnancy", "mixed-coupons", "sensitive"),
    }
    assert found.no_control == ("purchases", "pregnancy")


@pytest.mark.parametrize("name", EXAMPLES)
def test_in_the_examples_everything_needed_is_there_and_nothing_is_shown_needlessly(name: str) -> None:
    found = example(name)
    assert (found.missing, found.shown_but_not_needed, found.no_holder) == ((), (), ())


# -- asked again -------------------------------------------------------------------------------------------------


def asked_again_by_hand(b: bp.Blueprint) -> dict[str, float]:
    """All journeys at once, step by step, until next to nobody is left; every way on has a share."""
    steps = {str(step.id): step for _, step in b.steps()}
    following = dict(zip(steps, [*list(steps)[1:], "end"], strict=True))
    found: dict[str, float] = {}
    for datum in b.data:
        asking = {id_ for id_, step in steps.items() if any(datum in a.collects for _, a in step.actions())}
        if not asking:
            continue
        again = 0.0
        crowd = {(next(iter(steps)), False): 1.0}
        while sum(crowd.values()) > 1e-12:
            then: defaultdict[tuple[str, bool], float] = defaultdict(float)
            for (id_, told), mass in crowd.items():
                again += mass * (told and id_ in asking)
                if steps[id_].outcome:
                    continue
                ways = [(w.to, 1.0 if w.share is None else w.share, w.repeat) for w in steps[id_].next] or [
                    (following[id_], 1.0, False)
                ]
                for to, share, is_repeat in ways:
                    if to != "end":
                        then[to, (told or id_ in asking) and not is_repeat] += mass * share
            crowd = dict(then)
        found[datum] = again
    return found


@st.composite
def loopy(draw: st.DrawFn) -> bp.Blueprint:
    """A few steps with ways to anywhere, some of which start a new round; one in four or more ends at each."""
    dice = Random(draw(st.integers(0, 2**32 - 1)))
    size = dice.randint(1, 5)
    steps = []
    for i in range(size):
        ways = [{"to": f"s{dice.randrange(size)}", "repeat": dice.random() < 0.3} for _ in range(dice.randint(0, 3))]
        shares = {0: [], 1: [0.75], 2: [0.5, 0.25], 3: [0.375, 0.25, 0.125]}[len(ways)]
        ways = [{**way, "share": share} for way, share in zip(ways, shares, strict=True)]
        ways.append({"to": "end", "share": 1 - sum(shares)})
        asks = dice.sample(["name", "order", "code"], dice.randint(0, 2))
        steps.append({"id": f"s{i}", "frontstage": {"does": "Ask", "collects": asks}, "next": ways})
    return blueprint(*steps)


@given(loopy())
@settings(max_examples=150, deadline=None)
def test_asked_again_counts_what_happens_on_all_journeys(b: bp.Blueprint) -> None:
    customers = Customers(b)
    assert asked_again(customers) == pytest.approx(asked_again_by_hand(b), abs=1e-9)
    by_step = information(customers).contacts
    for datum, times in asked_again(customers).items():
        assert sum(c.asks_again.get(datum, 0.0) for c in by_step) == pytest.approx(times)


def asking(id_: str, *data: str, **more: Any) -> dict[str, Any]:
    return {"id": id_, "frontstage": {"does": "Ask", "collects": data}, **more}


def test_a_new_round_may_ask_anew() -> None:
    month = asking("month", "name", next=[{"to": "check", "share": 1}])
    check = {"id": "check", "customer": "Check", "next": [{"to": "month", "share": 0.5}, {"to": "end", "share": 0.5}]}
    assert ask(month, check).asked_again == pytest.approx({"name": 1.0})  # two visits on average
    wanted = {**check, "next": [{"to": "month", "share": 0.5, "repeat": True}, {"to": "end", "share": 0.5}]}
    assert ask(month, wanted).asked_again == {"name": 0.0}


def test_what_is_asked_once_after_a_loop_is_asked_again_exactly_never() -> None:
    again = {"next": [{"to": "a", "share": 0.3}, {"to": "b", "share": 0.7}]}
    found = ask({"id": "a", "customer": "Try", **again}, asking("b", "name"))
    assert found.asked_again == {"name": 0.0}
    assert all(contact.asks_again == {} for contact in found.contacts)


def test_a_mix_is_asked_again_by_its_shares() -> None:
    personas = {"old": {"name": "Old", "share": 0.25}, "new": {"name": "New", "share": 0.75}}
    steps = [asking("a", "name"), asking("b", "name", personas="old")]
    assert ask(*steps, personas=personas).asked_again == pytest.approx({"name": 0.25})
    assert ask(*steps, personas=personas, persona="new").asked_again == {"name": 0.0}


# -- what is missing ---------------------------------------------------------------------------------------------

NEEDS = {"does": "Use it", "uses": "order"}


@pytest.mark.parametrize(
    ("step", "is_there"),
    [
        ({"frontstage": NEEDS}, False),
        ({"frontstage": {**NEEDS, "collects": "order"}}, True),
        ({"frontstage": {**NEEDS, "records": "order"}}, True),
        ({"frontstage": [{"does": "Ask", "collects": "order"}, NEEDS]}, True),
        ({"frontstage": [NEEDS, {"does": "Ask", "collects": "order"}]}, False),  # in the order of the column
        ({"frontstage": NEEDS, "customer": {"does": "Tell", "collects": "order"}}, True),
        ({"frontstage": NEEDS, "support": {"does": "Make", "records": "order"}}, False),
        ({"frontstage": NEEDS, "support": {"does": "Look up", "system": "book"}}, True),
        ({"frontstage": NEEDS, "support": {"does": "Look up", "system": "till"}}, True),  # which depends on the book
        ({"frontstage": NEEDS, "touchpoints": "terminal"}, True),  # which runs on the till
        ({"frontstage": NEEDS, "touchpoints": ["sign", "card"]}, True),
        ({"frontstage": {**NEEDS, "touchpoint": "card"}, "touchpoints": ["sign", "card"]}, True),
        ({"frontstage": {**NEEDS, "touchpoint": "sign"}, "touchpoints": ["sign", "card"]}, False),
        ({"customer": NEEDS, "frontstage": {"does": "Say it", "shows": "order"}}, True),  # she is told
        ({"frontstage": {**NEEDS, "shows": "order"}}, False),  # who says it has to know it from somewhere
    ],
)
def test_what_an_action_needs_comes_from_its_own_column(step: dict[str, Any], is_there: bool) -> None:
    assert missing({"id": "a", "name": "A", **step}) == ([] if is_there else [("order", "a")])


def test_a_touchpoint_tells_only_those_who_can_use_it() -> None:
    personas = {"web": {"name": "W", "channels": ["web"]}, "phone": {"name": "P", "channels": ["phone"]}}
    step = {"id": "a", "customer": {**NEEDS, "id": "do"}, "touchpoints": ["phone", "screen"]}
    assert ask(step, personas=personas).missing == (Missing("order", "a", "do", ("phone",), ("a",)),)
    assert ask(step, personas=personas, persona="web").missing == ()


LATER = {"id": "z", "frontstage": {**NEEDS, "actor": "bob"}, "touchpoints": "web"}


@pytest.mark.parametrize(
    ("before", "is_there"),
    [
        ([{"frontstage": {"does": "Ask", "collects": "order"}}], True),
        ([{"support": {"does": "Make", "records": "order"}}], True),
        ([{"support": {"does": "Keep", "system": "book"}}], False),  # held there, and not at hand here
        ([{"customer": "Wait", "next": {"to": "z", "carries": "order"}}], True),
        ([{"customer": "Wait", "next": {"to": "z", "carries": "code"}}], False),
        ([{**asking("a", "order"), "touchpoints": "web"}], True),
        ([{**asking("a", "order"), "touchpoints": "phone"}], False),
        ([{**asking("a", "order"), "touchpoints": "phone", "next": {"to": "z", "carries": "order"}}], True),
        ([{**asking("a", "order"), "touchpoints": "phone"}, {"customer": "Wait", "touchpoints": "sign"}], False),
        ([{**asking("a", "order"), "touchpoints": "sign"}], True),  # no channel, no change
        ([{"frontstage": {"does": "Ask", "actor": "ann", "collects": "order"}}], True),  # of the same team
        ([{"frontstage": {"does": "Ask", "actor": "cid", "collects": "order"}}], False),
        ([{"frontstage": {"does": "Ask", "actor": "cid", "collects": "order"}}, {"customer": "Wait"}], False),
        ([{"backstage": {"does": "Make", "actor": "cid", "records": "order"}}], True),  # never before the customer
        # The last of the team before the customer counts, and the first of the next.
        ([{"frontstage": [{"does": "Ask", "actor": "cid", "collects": "order"}, {"does": "Go", "actor": "ann"}]}], True),
        ([{"frontstage": [{"does": "Ask", "actor": "ann", "collects": "order"}, {"does": "Go", "actor": "cid"}]}], False),
        ([asking("a", "order"), {"customer": "Wait"}, {"customer": "Call", "touchpoints": "phone"}], False),
        # What was carried over a change is known, and lost over the next one.
        (
            [
                {**asking("a", "order"), "touchpoints": "web", "next": {"to": "b", "carries": "order"}},
                {"id": "b", "customer": "Call", "touchpoints": "phone"},
            ],
            False,
        ),
    ],
)  # fmt: skip
def test_what_is_known_later(before: list[dict[str, Any]], is_there: bool) -> None:
    assert missing(*before, LATER) == ([] if is_there else [("order", "z")])


def test_every_way_has_to_bring_it_and_a_shortest_one_that_does_not_is_named() -> None:
    found = ask(
        {"id": "a", "customer": "Choose", "next": ["b", "c", "d"]},
        {**asking("b", "order"), "next": "z"},
        {"id": "c", "customer": "Skip", "next": "d"},
        {"id": "d", "customer": "Skip", "next": "z"},
        {"id": "z", "frontstage": {**NEEDS, "id": "do"}},
    )
    assert found.missing == (Missing("order", "z", "do", (), ("a", "d", "z")),)


def test_it_is_lost_on_the_way_round_a_loop() -> None:
    found = ask(
        {**asking("a", "order"), "touchpoints": "web"},
        {"id": "b", "frontstage": {**NEEDS, "id": "do"}, "next": {"c": 0.5, "end": 0.5}},
        {"id": "c", "customer": "Call", "touchpoints": "phone", "next": "b"},
    )
    assert found.missing == (Missing("order", "b", "do", (), ("a", "b", "c", "b")),)


def test_ways_of_0_percent_and_steps_where_all_give_up_lead_nowhere() -> None:
    closed = {"id": "a", "customer": "Choose", "next": {"b": 1.0, "c": 0.0}}
    assert (
        missing(closed, {**asking("b", "order"), "next": "d"}, {"id": "c", "customer": "Skip"}, {**LATER, "id": "d"})
        == []
    )
    assert missing({"id": "a", "customer": "Leave", "abandon": 1.0}, {**LATER, "id": "d"}) == []
    found = ask(
        {"id": "a", "customer": "Choose", "next": {"end": 1.0, "c": 0.0}},
        {"id": "c", "frontstage": {"does": "Say", "shows": "code"}},
    )
    assert found.shown_but_not_needed == ()


def test_missing_is_in_the_order_of_the_file() -> None:
    need = [{"id": id_, "does": "Act", "uses": data} for id_, data in (("y", ["code", "order"]), ("x", ["name"]))]
    found = ask(
        {"id": "a", "customer": "Choose", "next": "c"},
        {"id": "b", "backstage": need, "next": "end"},
        {"id": "c", "customer": {**need[1], "id": "w"}, "next": "b"},
    ).missing
    assert [(one.action, one.datum) for one in found] == [("y", "order"), ("y", "code"), ("x", "name"), ("w", "name")]


def test_where_someone_gives_up_there_is_no_contact() -> None:
    personas = {"web": {"name": "W", "channels": ["web"]}, "phone": {"name": "P", "channels": ["phone"]}}
    steps = [
        {"id": "a", "customer": "Come"},
        {"id": "b", "frontstage": {**NEEDS, "shows": "code"}, "touchpoints": "web"},
    ]
    assert [found.personas for found in ask(*steps, personas=personas).missing] == [("web",)]
    lost = ask(*steps, {**LATER, "id": "after", "touchpoints": []}, personas=personas, persona="phone")
    assert (lost.missing, lost.shown_but_not_needed) == ((), ())
    assert [contact.step for contact in lost.contacts] == ["a"]


def test_who_has_no_share_counts_too() -> None:
    personas = {"all": {"name": "All", "share": 1.0}, "none": {"name": "None", "share": 0.0}}
    step = {"id": "a", "frontstage": {**NEEDS, "shows": "code"}, "personas": "none"}
    found = ask({"id": "s", "customer": "Come"}, step, personas=personas)
    assert [(m.step, m.personas, m.path) for m in found.missing] == [("a", ("none",), ("s", "a"))]
    assert [shown.step for shown in found.shown_but_not_needed] == ["a"]


def test_a_long_way_is_named_by_its_last_steps() -> None:
    steps = [{"id": f"s{i}", "customer": "Go"} for i in range(LONGEST + 20)]
    (found,) = ask(*steps, LATER).missing
    assert found.path == (*(f"s{i}" for i in range(21, LONGEST + 20)), "z")


def known_by_hand(b: bp.Blueprint) -> dict[tuple[str, str, str], int]:
    """What is missing where, with the length of a shortest way, by going through everything that can be known."""
    steps = {str(step.id): step for _, step in b.steps()}
    start = (next(iter(steps)), None, None, frozenset[str]())
    lengths = {start: 1}
    waiting = deque([start])
    found: dict[tuple[str, str, str], int] = {}
    while waiting:
        here = waiting.popleft()
        after, lacking = column(b, steps[here[0]], here[3])
        for datum, action in lacking:
            found.setdefault((datum, here[0], action), lengths[here])
        for way in steps[here[0]].next:
            if way.to != "end" and way.share:
                there = gone(b, steps[here[0]], steps[way.to], here, after, set(way.carries))
                if there not in lengths:
                    lengths[there] = lengths[here] + 1
                    waiting.append(there)
    return found


def column(b: bp.Blueprint, step: Any, known: frozenset[str]) -> tuple[set[str], list[tuple[str, str]]]:
    """What is known after a column, and what its actions lack."""
    systems = [a.system for _, a in step.actions() if a.system]
    systems += [s for t in step.touchpoints for s in b.touchpoints[t].systems]
    for system in systems:
        systems += [s for s in b.systems[system].depends_on if s not in systems]
    held = {d for s in systems for d in b.systems[s].holds}
    told = {d for _, a in step.actions() for d in a.shows}
    after, lacking = set(known), []
    for role, action in step.actions():
        after |= {*action.collects, *action.records}
        places = [action.touchpoint] if action.touchpoint else step.touchpoints
        shown = {d for t in places for d in b.touchpoints[t].shows} | (told if role == "customer" else set())
        lacking += [(d, str(action.id)) for d in action.uses if d not in after | held | shown]
    return after, lacking


def gone(b: bp.Blueprint, source: Any, target: Any, here: Any, after: set[str], carried: set[str]) -> Any:
    """Where one gets on a way, with the last channel and the last team before it, and what is known there."""

    def channel(step: Any) -> str | None:
        return b.touchpoints[step.touchpoints[0]].channel if step.touchpoints else None

    def teams(step: Any) -> list[str]:
        actors = [a.actor for a in step.frontstage if a.actor]
        return [b.actors[a].team or f"({a})" for a in actors]

    last_channel = channel(source) or here[1]
    last_team = teams(source)[-1] if teams(source) else here[2]
    is_change = (channel(target) and last_channel and channel(target) != last_channel) or (
        teams(target) and last_team and teams(target)[0] != last_team
    )
    return (str(target.id), last_channel, last_team, frozenset(carried if is_change else after | carried))


def any_of(dice: Random, items: list[str], chance: float = 0.35) -> list[str]:
    return [item for item in items if dice.random() < chance]


@st.composite
def handed_on(draw: st.DrawFn) -> bp.Blueprint:
    """A few steps that ask, make, carry, hold, show and need a few data."""
    dice = Random(draw(st.integers(0, 2**32 - 1)))
    data = ["name", "order", "code"]
    touchpoints = {
        "web": {"kind": "digital", "channel": "web", "shows": any_of(dice, data, 0.15)},
        "phone": {"kind": "digital", "channel": "phone", "systems": any_of(dice, ["book"])},
        "sign": {"kind": "physical", "shows": any_of(dice, data, 0.15)},
    }
    systems = {
        "book": {"name": "B", "holds": any_of(dice, data, 0.2), "depends_on": "till"},
        "till": {"name": "T", "holds": any_of(dice, data, 0.2)},
    }
    size = dice.randint(2, 5)

    def action(places: list[str], role: str) -> dict[str, Any]:
        found: dict[str, Any] = {"does": "Act", "uses": any_of(dice, data)}
        found |= {key: any_of(dice, data, 0.12) for key in ("collects", "records", "shows")}
        if dice.random() < 0.5 and role != "customer":
            found["actor"] = dice.choice(["ann", "bob", "cid"])
        if places and dice.random() < 0.3:
            found["touchpoint"] = dice.choice(places)
        if dice.random() < 0.1:
            found["system"] = dice.choice(["book", "till"])
        return found

    steps = []
    for i in range(size):
        places = dice.sample(list(touchpoints), dice.choice([0, 1, 1, 2]))
        step: dict[str, Any] = {"id": f"s{i}", "customer": action(places, "customer"), "touchpoints": places}
        for role in ("frontstage", "backstage", "support"):
            step[role] = [action(places, role) for _ in range(dice.choice([0, 0, 1, 2]))]
        ways = [
            {"to": f"s{dice.randrange(size)}", "share": 0.25, "carries": any_of(dice, data)}
            for _ in range(dice.randint(1, 3))
        ]
        step["next"] = [*ways, {"to": "end", "share": 1 - 0.25 * len(ways)}]
        steps.append(step)
    return blueprint(*steps, touchpoints=touchpoints, systems=systems)


@given(handed_on())
@settings(max_examples=250, deadline=None)
def test_missing_is_what_is_not_known_on_some_way(b: bp.Blueprint) -> None:
    found = information(Customers(b)).missing
    assert {(m.datum, m.step, m.action): len(m.path) for m in found} == known_by_hand(b)
    assert len({m[:3] for m in found}) == len(found)
    steps = {str(step.id): step for _, step in b.steps()}
    for one in found:  # on the way that is named, or one by the same steps, it is missing
        heres = {(one.path[0], None, None, frozenset[str]())}
        for id_ in one.path[1:]:
            heres = {
                gone(b, steps[here[0]], steps[id_], here, column(b, steps[here[0]], here[3])[0], set(way.carries))
                for here in heres
                for way in steps[here[0]].next
                if way.to == id_
            }
        assert one.path[0] == next(iter(steps))
        assert any((one.datum, one.action) in column(b, steps[one.step], here[3])[1] for here in heres)


# -- what is shown, and whose data -------------------------------------------------------------------------------


def test_what_is_shown_though_no_action_of_the_step_needs_it() -> None:
    found = ask(
        {
            "id": "a",
            "frontstage": {"id": "say", "does": "Say", "shows": ["name", "code"], "uses": "name"},
            "touchpoints": "card",
        },
        {
            "id": "b",
            "customer": "Look",
            "touchpoints": "card",
            "backstage": {"does": "Pack", "uses": "order", "system": "book"},
        },
        {"id": "c", "customer": "Go", "outcome": "success"},
        {"id": "never", "customer": "Look", "touchpoints": "card"},
    )
    assert found.shown_but_not_needed == (Shown("order", "a", "card"), Shown("code", "a", "say"))


def test_a_touchpoint_shows_nothing_to_those_who_cannot_use_it() -> None:
    step = {"id": "a", "customer": "Look", "touchpoints": ["phone", "screen"]}
    personas = {"phone": {"name": "P", "channels": ["phone"]}}
    assert ask(step, personas=personas).shown_but_not_needed == ()
    assert ask(step).shown_but_not_needed == (Shown("order", "a", "screen"),)


def test_what_is_inferred_and_shown_whether_needed_or_not() -> None:
    data = {
        "order": {"name": "O", "inferred": True},
        "name": {"name": "N", "inferred": True, "sensitivity": "personal"},
        "code": "C",
    }
    says = {"id": "say", "does": "Say", "uses": "name", "shows": ["name", "code"]}
    found = ask({"id": "a", "frontstage": says, "touchpoints": "card"}, data=data)
    assert found.inferred_shown == (ShownGuess("order", "a", "card", None), ShownGuess("name", "a", "say", "personal"))


@pytest.mark.parametrize("key", ["collects", "uses", "shows", "records", "holds", "shown at a touchpoint", "nothing"])
def test_personal_data_that_the_service_has_and_the_customer_does_not_control(key: str) -> None:
    data = {
        "mine": {"name": "Mine", "sensitivity": "personal"},
        "secret": {"name": "Secret", "sensitivity": "sensitive"},
        "free": {"name": "Free", "sensitivity": "personal", "control": "delete"},
        "open": {"name": "Open", "sensitivity": "public"},
        "any": "Any",
    }
    every = list(data)
    action = {"does": "Act", **({key: every} if key in ("collects", "uses", "shows", "records") else {})}
    found = ask(
        {"id": "a", "frontstage": action, "touchpoints": "t"},
        data=data,
        systems={"s": {"name": "S", "holds": every if key == "holds" else []}},
        touchpoints={"t": {"kind": "physical", "shows": every if key == "shown at a touchpoint" else []}},
    )
    assert found.no_control == (() if key == "nothing" else ("mine", "secret"))


def test_what_no_system_holds() -> None:
    action = {"does": "Act", "uses": ["name", "order"], "collects": "code", "records": "note", "shows": "sign"}
    data = {id_: id_ for id_ in ("sign", "note", "order", "code", "name")}
    assert ask({"id": "a", "frontstage": action}, data=data).no_holder == ("note", "code", "name")


# -- as an answer ------------------------------------------------------------------------------------------------


def test_the_first_table_is_what_each_contact_asks_needs_and_shows() -> None:
    found = ask(
        asking("a", "name", touchpoints="card", next={"b": 1.0}),
        asking("b", "name", "order", next={"b": 0.5, "end": 0.5}),
    )
    assert found.tables()[0].to_text().splitlines() == [
        "step  asks for     needs  shows  asks again for  times",
        "----  -----------  -----  -----  --------------  -----",
        "a     name         -      order  -                   0",
        "b     name, order  -      -      name, order         3",
    ]  # fmt: skip


def test_only_tables_with_something_in_them_follow() -> None:
    everything = ask(
        {"id": "a", "frontstage": {**NEEDS, "uses": "name", "shows": "code"}},
        data={"name": {"name": "N", "sensitivity": "personal"}, "code": {"name": "C", "inferred": True}, "order": "O"},
    )
    assert [table.title for table in everything.tables()] == [
        "What each contact asks for, needs and shows",
        "Needed, but not there on some way",
        "Shown though the step does not need it",
        "Shown though the customer never told it",
        "Data that nobody looks after",
    ]
    assert everything.tables()[-1].to_rows() == [{"datum": "name", "no_control": True, "no_holder": True}]
    assert len(ask({"id": "a", "customer": "Look"}).tables()) == 1


def test_it_is_plain_data_with_all_its_figures() -> None:
    found = ask(
        asking("a", "name"), {**LATER, "touchpoints": "card", "frontstage": {**NEEDS, "uses": "code", "id": "do"}}
    )
    data = json.loads(json.dumps(found.to_dict()))
    assert isinstance(found, Answer)
    assert data["missing"] == [{"datum": "code", "step": "z", "action": "do", "personas": [], "path": ["a", "z"]}]
    assert data["shown_but_not_needed"] == [{"datum": "order", "step": "z", "where": "card"}]
    assert data["no_holder"] == ["name", "code"]
    assert set(found.figures) == {
        "asked_again",
        "missing",
        "shown_but_not_needed",
        "inferred_shown",
        "no_control",
        "no_holder",
    }


def test_without_data_it_says_so() -> None:
    said = information(Customers(bp.Blueprint(title="T", stages=[{"name": "S", "steps": [{"customer": "Look"}]}])))
    assert said.assumptions == (
        "The file names no data, so nothing is known of what is asked again, missing or shown.",
    )
    assert ask({"customer": "Look"}).assumptions == ()


def test_nobody_is_asked_or_shown_anything() -> None:
    personas = {"one": {"name": "One"}, "other": {"name": "Other"}}
    step = {**asking("a", "name"), "touchpoints": "card", "personas": "one"}
    found = ask(step, personas=personas, persona="other")
    assert (found.asked_again, found.missing, found.shown_but_not_needed, found.contacts) == (None, (), (), ())


# -- who asked first ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        # the first in the file of those that come before; what comes after them all comes after the first
        (
            [
                {"id": "a", "frontstage": {"does": "Ask", "collects": "name"}},
                {"id": "b", "frontstage": {"does": "Ask", "collects": "name"}},
                {"id": "c"},
            ],
            {"b": "a", "c": "a"},
        ),
        # not by way of 0%, and not on another way
        (
            [
                {"id": "a", "next": {"b": "0%", "c": "50%", "d": "50%"}},
                {"id": "b", "frontstage": {"does": "Ask", "collects": "name"}},
                {"id": "c", "frontstage": {"does": "Ask", "collects": "name"}, "next": "end"},
                {"id": "d", "frontstage": {"does": "Ask", "collects": "name"}},
            ],
            {"c": "b"},
        ),
        # in a loop, also itself
        (
            [
                {"id": "a"},
                {"id": "b", "frontstage": {"does": "Ask", "collects": "name"}},
                {"id": "c", "next": {"a": "50%", "end": "50%"}},
            ],
            {"a": "b", "b": "b", "c": "b"},
        ),
        ([{"id": "a", "frontstage": {"does": "Ask", "collects": "order"}}, {"id": "b"}], {}),
    ],
)
def test_who_asked_first(steps: list[dict[str, Any]], expected: dict[str, str]) -> None:
    steps = [{"customer": "Act", **step} for step in steps]
    assert asked_first(Customers(blueprint(*steps)), "name") == expected


def test_who_gives_up_is_asked_no_more() -> None:
    steps = [
        {"id": "a", "frontstage": {"does": "Ask", "collects": "name"}},
        {"id": "b", "customer": "Call", "touchpoints": "phone"},
        {"id": "c", "frontstage": {"does": "Ask", "collects": "name"}},
    ]
    personas = {"p": {"name": "P", "channels": "web"}}
    assert asked_first(Customers(blueprint(*steps, personas=personas)), "name") == {"b": "a"}


def test_everything_that_is_asked_again_was_asked_by_someone_first() -> None:
    for name in EXAMPLES:
        customers = Customers(bp.load(FOLDER / f"{name}.blueprint.yaml"))
        for contact in information(customers).contacts:
            for datum in contact.asks_again:
                first = asked_first(customers, datum)[contact.step]
                asking = {d for _, action in customers.blueprint.step(first).actions() for d in action.collects}
                assert datum in asking
