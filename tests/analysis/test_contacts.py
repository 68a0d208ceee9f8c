"""How often customers come to a touchpoint: against numbers by hand and a walk through the flow."""

from __future__ import annotations

import random

import pytest

import blueprint as bp
from blueprint.analysis.contacts import contacts
from blueprint.analysis.customers import Customers
from tests.analysis.generated import blueprint_data, read
from tests.drawing.generated import generated

LOOP = """
blueprint: v1
title: t
personas:
  young: {name: Young, share: 60%}
  old: {name: Old, share: 40%, channels: phone}
touchpoints:
  app: {kind: digital, channel: app}
  line: {kind: interpersonal, channel: phone}
  sign: {kind: physical}
stages:
  - name: s
    steps:
      - {id: a, customer: a, touchpoints: [app, line], next: {b: 50%, c: 30%, d: 20%}}
      - {id: b, customer: b, touchpoints: [app, sign], next: {a: 50%, d: 50%}}
      - {id: c, customer: c, touchpoints: [sign, app], abandon: 50%}
      - {id: d, customer: d}
"""


@pytest.fixture(scope="module")
def customers() -> Customers:
    return Customers(bp.loads(LOOP))


def walked(rng: random.Random) -> list[str]:
    """The steps of one journey, by the shares of the file."""
    path, at = [], "a"
    while True:
        path.append(at)
        chance = rng.random()
        if at == "a":
            at = "b" if chance < 0.5 else "c" if chance < 0.8 else "d"
        elif at == "b":
            at = "a" if chance < 0.5 else "d"
        elif at == "c" and chance >= 0.5:
            at = "d"
        else:
            return path


@pytest.mark.parametrize(
    ("touchpoint", "steps", "who"),
    [
        ("app", "ab", 0.6),
        ("app", "abc", 0.6),
        ("line", "a", 1.0),
        ("sign", "bc", 1.0),
        ("sign", "c", 1.0),
        ("app", "c", 0.6),
    ],
)
def test_a_meeting_is_what_a_walk_gives(customers: Customers, touchpoint: str, steps: str, who: float) -> None:
    rng = random.Random(1)
    paths = [walked(rng) for _ in range(20_000)]
    reach = who * sum(any(at in steps for at in path) for path in paths) / len(paths)
    visits = who * sum(sum(at in steps for at in path) for path in paths) / len(paths)
    meeting = contacts(customers).meeting(touchpoint, list(steps))
    assert meeting.reach == pytest.approx(reach, abs=0.01)
    assert meeting.visits == pytest.approx(visits, abs=0.02)


def test_numbers_by_hand(customers: Customers) -> None:
    found = contacts(customers)
    assert found.meeting("line", ["a"]) == pytest.approx((1.0, 4 / 3))
    assert found.meeting("app", ["d"]) == (0.0, 0.0)
    old = contacts(customers.of("old"))
    assert old.meeting("app", ["a", "b", "c"]) == (0.0, 0.0)
    assert old.meeting("sign", ["b"]).visits == pytest.approx(2 / 3)


def test_of_several_touchpoints_the_first_that_is_open_counts(customers: Customers) -> None:
    everywhere = ["a", "b", "c", "d"]
    # a: 4/3 visits, b: 2/3, c: 0.4.
    assert contacts(customers.of("young")).by_kind(everywhere) == pytest.approx({"digital": 2.0, "physical": 0.4})
    assert contacts(customers.of("old")).by_kind(everywhere) == pytest.approx(
        {"interpersonal": 4 / 3, "physical": 2 / 3 + 0.4}
    )
    mixed = contacts(customers).by_kind(everywhere)
    assert mixed == pytest.approx(
        {"digital": 1.2, "physical": 0.24 + 0.4 * (2 / 3 + 0.4), "interpersonal": 0.4 * 4 / 3}
    )


def stopped_there(customers: Customers, touchpoint: str, steps: list[str]) -> float:
    """The share of journeys that come to a touchpoint: each step at which it can be used stops the journey."""
    found = 0.0
    for share, journey in customers.journeys:
        places = [customers.columns.place[id_] for id_ in steps]
        open_ = [i for i in places if touchpoint in journey.flow.usable(i)]
        visits = journey.chain.stopped_at(open_).visits(journey.start)
        found += share * sum(visits[i] for i in open_)
    return found


def every_meeting(blueprint: bp.Blueprint) -> list[tuple[str, list[str]]]:
    """Each touchpoint with its steps in each stage, and with those in all."""
    asked = []
    for touchpoint in blueprint.touchpoints:
        stages = [[str(s.id) for s in stage.steps if touchpoint in s.touchpoints] for stage in blueprint.stages]
        every = [id_ for steps in stages for id_ in steps]
        asked += [(touchpoint, steps) for steps in (*stages, every) if steps]
    return asked


@pytest.mark.parametrize("seed", range(40))
def test_of_any_blueprint_the_share_is_that_of_journeys_that_stop_there(seed: int) -> None:
    blueprint = read(blueprint_data(random.Random(seed)))
    customers = Customers(blueprint)
    for persona in (None, *blueprint.personas):
        own = customers.of(persona)
        for touchpoint, steps in every_meeting(blueprint):
            reach = contacts(own).meeting(touchpoint, steps).reach
            assert reach == pytest.approx(stopped_there(own, touchpoint, steps), rel=1e-10, abs=1e-14)


def test_of_a_large_blueprint_too() -> None:
    """Its loops lead from everywhere to everywhere."""
    blueprint = generated(120)
    customers = Customers(blueprint)
    asked = every_meeting(blueprint)
    assert len(asked) > 100
    for touchpoint, steps in asked:
        reach = contacts(customers).meeting(touchpoint, steps).reach
        assert reach == pytest.approx(stopped_there(customers, touchpoint, steps), rel=1e-10)


def test_a_step_that_leads_to_itself_within_a_stage() -> None:
    """Of those who ask, half ask again, a quarter pay, and the others go: one in two pays."""
    blueprint = bp.Blueprint.model_validate({
        "title": "x", "touchpoints": {"till": {"kind": "physical"}},
        "stages": [{"name": "s", "steps": [
            {"id": "ask", "customer": "Ask", "next": {"ask": 0.5, "pay": 0.125, "give": 0.125, "end": 0.25}},
            {"id": "pay", "customer": "Pay", "touchpoints": "till", "outcome": "success"},
            {"id": "give", "customer": "Give", "touchpoints": "till"},
        ]}],
    })  # fmt: skip
    assert contacts(Customers(blueprint)).meeting("till", ["pay", "give"]).reach == pytest.approx(0.5)
