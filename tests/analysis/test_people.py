"""Whom customers meet, against journeys by hand, closed forms and the scenarios."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import pytest

import blueprint as bp
from blueprint.analysis.amount import UNKNOWN, Amount
from blueprint.analysis.customers import Customers
from blueprint.analysis.people import channel_switches, handoffs, human_contacts, internal_handoffs, people
from tests.analysis.generated import blueprint_data, cases, line, number, read
from tests.analysis.journeys_by_hand import Crowd, Matrices
from tests.analysis.journeys_by_hand import means as means_of

EXAMPLES = Path(__file__).parents[2] / "examples"
EVERYONE = [pytest.param(case, id=case.name) for exact in (True, False) for case in cases(exact=exact)]


def of(blueprint: bp.Blueprint, persona: str | None = None):
    return Customers(blueprint).of(persona).answer(people)


def example(name: str):
    return of(bp.load(EXAMPLES / f"{name}.blueprint.yaml"))


def named(case: Any, roles: tuple[str, ...]) -> bool:
    """Whether anything says who acts in these roles."""
    (_, hand) = case.crowd.hands[0]
    found = [action for step in hand.steps for role in roles for action in step.get(role, [])]
    found += [step["customer"] for step in hand.steps if "customer" in roles]
    return any("actor" in action for action in found)


@pytest.mark.parametrize("case", EVERYONE)
def test_teams_contacts_and_effort_are_those_of_journeys_by_hand(case):
    found = case.customers.answer(people)
    have = {
        "handoffs": found.handoffs,
        "internal_handoffs": found.internal_handoffs,
        "switches": found.channel_switches,
        "human": found.human_contacts,
        "self_service": found.self_service_share,
        "effort": found.effort,
    }
    if not named(case, ("frontstage",)):
        assert have.pop("handoffs") == UNKNOWN
    if not named(case, ("customer", "frontstage", "backstage", "support")):
        assert have.pop("internal_handoffs") == UNKNOWN
    assert case.differences({key: number(value) for key, value in have.items()}, set(have)) == []


@pytest.mark.parametrize("case", EVERYONE)
def test_lines_and_channels_are_those_of_journeys_by_hand(case):
    found = case.customers.answer(people)
    have = {
        **{("line", line): times for line, times in found.line_crossings.items()},
        **{("switch", a, b): times for a, row in found.switch_matrix.items() for b, times in row.items()},
        "waits": found.effort_parts["waits"].value,
        "asked_again": found.effort_parts["asked_again"].value,
    }
    assert case.differences(have, {"line", "switch", "waits", "asked_again"}) == []


@pytest.mark.parametrize("case", EVERYONE)
def test_the_next_channel_is_another_and_its_shares_add_up(case):
    found = case.customers.answer(people)
    off = {a: {b: n for b, n in row.items() if b != a} for a, row in found.switch_matrix.items()}
    assert found.next_channel.keys() == {a for a, row in off.items() if row}
    for before, shares in found.next_channel.items():
        assert before not in shares
        assert sum(shares.values()) == pytest.approx(1)
        for after, share in shares.items():
            assert share == pytest.approx(off[before][after] / sum(off[before].values()))
    switches = sum(n for row in off.values() for n in row.values())
    assert number(found.channel_switches) == pytest.approx(switches)


@pytest.mark.parametrize("seed", range(30))
def test_contacts_are_those_of_the_inverted_matrix(seed: int):
    data = blueprint_data(Random(4000 + seed))
    for _, hand in Crowd(data).hands:
        dense = Matrices(hand)
        visits = dense.visits[hand.start]
        found = of(read(data), hand.persona)
        human = [hand.is_human(i) for i in range(len(hand.steps))]
        assert number(found.human_contacts) == pytest.approx(float(visits @ human), abs=1e-9)
        for i, is_human in enumerate(human):
            if is_human:  # who comes there never gets on
                dense.ways[i] = 0
                dense.ends["success"][i] = 0
        assert number(found.self_service_share) == pytest.approx(
            float((dense.visits @ dense.ends["success"])[hand.start]), abs=1e-9
        )


PARTS = {
    "handoffs": handoffs,
    "internal_handoffs": internal_handoffs,
    "switches": channel_switches,
    "human": human_contacts,
}


@pytest.mark.parametrize("case", EVERYONE)
def test_a_part_of_a_journey_has_the_contacts_of_who_comes_to_both_ends(case):
    ids = [None, *(step["id"] for step in case.crowd.hands[0][1].steps)]
    dice = Random(case.name)
    for from_, to in [tuple(dice.choices(ids, k=2)) for _ in range(10 if case.is_exact else 2)]:
        cuts = [(share, hand, hand.cut(journey, from_, to)) for share, hand, journey in case.journeys]
        found = [(share, hand, cut) for share, hand, cut in cuts if cut is not None]
        if not found or (not case.is_exact and len(found) < 100):
            continue
        want = means_of(found, exact=case.is_exact)
        walk = case.customers.part(from_, to)
        for name, measure in PARTS.items():
            have = measure(case.customers, walk)
            if have != UNKNOWN:  # where nobody is named: see below
                assert want[name].is_near(number(have)), (from_, to, name, have, want[name])


# -- teams -------------------------------------------------------------------------------------------------------

ACTORS = {
    "ann": {"name": "Ann", "team": "Desk"},
    "bob": {"name": "Bob", "team": "Desk"},
    "cid": {"name": "Cid", "team": "Field"},
    "dee": {"name": "Dee"},
    "Desk": {"name": "A person who is called like the team"},
}


def faced(*actors: str | None) -> bp.Blueprint:
    return line(*({"frontstage": {"does": "x", "actor": a}} if a else {} for a in actors), actors=ACTORS)


@pytest.mark.parametrize(
    ("actors", "handoffs"),
    [
        (("ann", "bob"), 0),
        (("ann", "cid"), 1),
        (("ann", "dee"), 1),
        (("ann", None, "bob"), 0),
        (("ann", None, None, "cid", "ann"), 2),
        ((None, "ann"), 0),
        (("ann", "Desk"), 1),
        (("dee", "dee"), 0),
    ],
)
def test_a_handoff_is_a_change_of_the_team_that_faces_the_customer(actors: tuple[str | None, ...], handoffs: int):
    assert of(faced(*actors)).handoffs == Amount(handoffs)


def test_without_anyone_named_handoffs_are_unknown():
    found = of(line({"frontstage": "x"}, {}))
    assert (found.handoffs, found.internal_handoffs) == (UNKNOWN, UNKNOWN)


def test_work_out_of_sight_is_an_internal_handoff_only():
    found = of(
        line(
            {"frontstage": {"does": "x", "actor": "ann"}, "backstage": {"does": "y", "actor": "cid"}},
            {"frontstage": {"does": "x", "actor": "ann"}},
            actors=ACTORS,
        )
    )
    assert found.handoffs == Amount(0.0)
    assert found.internal_handoffs == Amount(2.0)


def test_handoffs_in_a_loop_count_every_time():
    found = of(
        line(
            {"frontstage": {"does": "x", "actor": "ann"}},
            {},
            {"frontstage": {"does": "x", "actor": "cid"}, "next": {"s0": 0.5, "end": 0.5}},
            actors=ACTORS,
        )
    )
    assert number(found.handoffs) == pytest.approx(2 + 1)


# -- lines -------------------------------------------------------------------------------------------------------


def test_a_column_crosses_each_line_downwards():
    found = of(line({"frontstage": ["a", "b"], "backstage": "c", "support": "d"}))
    assert found.line_crossings == {"interaction": 1, "visibility": 1, "internal_interaction": 1}


def test_a_column_without_a_middle_crosses_all_lines_between():
    found = of(line({"support": "d"}))
    assert found.line_crossings == {"interaction": 1, "visibility": 1, "internal_interaction": 1}


def test_a_trigger_crosses_to_where_it_leads():
    found = of(
        line(
            {"frontstage": {"does": "a", "triggers": "deep"}},
            {"support": {"id": "deep", "does": "d", "triggers": "s0"}},
        )
    )
    # Down both columns (1, 0, 0) + (1, 1, 1), from frontstage to support (0, 1, 1), back up to the customer (1, 1, 1).
    assert found.line_crossings == {"interaction": 3, "visibility": 3, "internal_interaction": 3}


def test_what_sets_off_the_next_action_of_its_column_crosses_once():
    found = of(line({"frontstage": {"does": "a", "triggers": "b"}, "backstage": {"id": "b", "does": "b"}}))
    assert found.line_crossings == {"interaction": 1, "visibility": 1, "internal_interaction": 0}


# -- channels ----------------------------------------------------------------------------------------------------

TOUCHPOINTS = {
    "site": {"kind": "digital", "channel": "web"},
    "page": {"kind": "digital", "channel": "web"},
    "call": {"kind": "interpersonal", "channel": "phone"},
    "leaflet": {"kind": "physical"},
    "desk": {"kind": "interpersonal"},
}


def met(*touchpoints: Any, **more: Any) -> bp.Blueprint:
    return line(*({"touchpoints": t} if t else {} for t in touchpoints), touchpoints=TOUCHPOINTS, **more)


@pytest.mark.parametrize(
    ("touchpoints", "switches", "human"),
    [
        (("site", "page"), 0, 0),
        (("site", "call"), 1, 1),
        (("site", None, "leaflet", "call", "site"), 2, 1),
        (("site", "leaflet", "page"), 0, 0),
        ((["site", "call"], "call"), 1, 1),
        ((["call", "site"], "desk"), 0, 2),
        (("desk", None), 0, 1),
    ],
)
def test_the_first_touchpoint_is_the_contact(touchpoints: tuple[Any, ...], switches: int, human: int):
    found = of(met(*touchpoints))
    assert found.channel_switches == Amount(switches)
    assert found.human_contacts == Amount(human)


def test_the_first_touchpoint_that_the_persona_can_use_is_the_contact():
    personas = {"elder": {"name": "Elder", "share": 0.5, "channels": "phone"}, "young": {"name": "Young", "share": 0.5}}
    blueprint = met(["site", "call"], "leaflet", ["page", "call"], "desk", personas=personas)
    assert number(of(blueprint, "elder").human_contacts) == 3
    assert number(of(blueprint, "young").human_contacts) == 1
    assert number(of(blueprint).human_contacts) == 2
    assert of(blueprint, "elder").switch_matrix == {"phone": {"phone": 1}}
    assert of(blueprint, "elder").next_channel == {}


def test_only_success_without_a_person_is_self_service():
    blueprint = line(
        {"touchpoints": "site", "next": {"s1": 0.2, "s2": 0.3, "end": 0.5}},
        {"touchpoints": "call", "next": "end"},
        {"outcome": "failure"},
        touchpoints=TOUCHPOINTS,
    )
    assert number(of(blueprint).self_service_share) == pytest.approx(0.5)


def test_effort_adds_steps_switches_waits_and_what_is_asked_again():
    ask = {"customer": {"does": "Tell", "collects": "name"}}
    blueprint = line(
        ask | {"touchpoints": "site", "wait": "1m"},
        ask | {"touchpoints": "call", "wait": "0s"},
        ask | {"touchpoints": "site"},
        touchpoints=TOUCHPOINTS,
        data={"name": "Name"},
    )
    found = of(blueprint)
    assert {part: amount.value for part, amount in found.effort_parts.items()} == {
        "steps": 3,
        "switches": 2,
        "waits": 1,
        "asked_again": 2,
    }
    assert found.effort == Amount(8.0)


def test_asked_again_is_counted_within_a_round():
    blueprint = line(
        {"customer": {"does": "Tell", "collects": ["name", "name"]}, "next": {"s0": 0.5, "s1": 0.5}},
        {"next": [{"to": "s0", "share": 0.75, "repeat": True}, {"to": "end"}]},
        data={"name": "Name"},
    )
    assert of(blueprint).effort_parts["asked_again"].value == pytest.approx(4)  # four rounds, two visits in each


# -- scenarios ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("state", "contacts"), [("as-is", 3.50), ("to-be", 3.04)])
def test_moving_a_line_needs_people(state: str, contacts: float):
    assert number(example(f"02-broadband-move.{state}").human_contacts) == pytest.approx(contacts, abs=0.005)


@pytest.mark.parametrize(("state", "share"), [("as-is", 0.4), ("to-be", 0.92)])
def test_the_egg_beater_comes_to_speak_for_itself(state: str, share: float):
    assert number(example(f"01-egg-beater.{state}").self_service_share) == pytest.approx(share, abs=0.005)
