"""A blueprint as rules see it."""

from __future__ import annotations

from datetime import date

import pytest

from blueprint.checks.subject import START, Subject
from blueprint.model.references import references_in
from blueprint.source.load import read_data


def subject(text: str) -> Subject:
    reading = read_data(f"blueprint: v1\ntitle: A\n{text}")
    assert reading.blueprint is not None, reading.findings
    return Subject(reading.blueprint, reading.document, date(2026, 11, 22))


STEPS = """\
stages:
- name: S
  steps:
  - {id: a, customer: A, next: {b: 100%, c: 0%}}
  - {id: b, customer: B, backstage: {id: work, does: Work}, outcome: success, next: a}
- name: T
  steps:
  - {id: c, customer: C}
"""


def test_what_leads_where_when_all_go_the_same_ways():
    one = subject(STEPS)
    assert one.onward == {None: {START: ["a"], "a": ["b", "c"], "c": ["end"]}}
    assert one.backward == {None: {"a": [START], "b": ["a"], "c": ["a"], "end": ["c"]}}


@pytest.mark.parametrize(
    ("limit", "young"),
    [
        ("{id: b, customer: B, personas: old}", ["c"]),
        ("{id: b, customer: B, personas: old, otherwise: d}", ["d"]),
        ("{id: b, customer: B, next: [{to: c, for: old}, {to: d, for: young}]}", ["b"]),
    ],
)
def test_what_leads_where_for_each_persona(limit, young):
    one = subject(
        "personas: {young: Y, old: O}\nstages:\n- name: S\n  steps:\n"
        f"  - {{id: a, customer: A}}\n  - {limit}\n  - {{id: c, customer: C}}\n  - {{id: d, customer: D}}\n"
    )
    assert list(one.onward) == ["young", "old"]
    assert one.onward["young"]["a"] == young
    assert one.onward["old"]["a"] == ["b"]


def test_steps_by_their_own_id_and_by_that_of_an_action():
    one = subject(STEPS)
    assert one.step_of("work").id == one.step_of("b").id == "b"
    assert one.step_of("c.customer").route == ("stages", 1, "steps", 0)


def test_the_step_before_across_stages():
    one = subject(STEPS)
    assert one.step_before(one.step_at["a"]) is None
    assert one.step_before(one.step_at["c"]) == one.step_at["b"]


def test_parts_come_with_the_routes_to_them():
    one = subject(
        "stages:\n- name: S\n  steps:\n"
        "  - {customer: A, pain_points: P, fail_points: F, frontstage: [X, {does: Y, fail_points: [G]}]}\n"
    )
    step = ("stages", 0, "steps", 0)
    assert [found.route for found in one.pains] == [(*step, "pain_points", 0)]
    assert [found.route for found in one.fails] == [
        (*step, "fail_points", 0),
        (*step, "frontstage", 1, "fail_points", 0),
    ]
    assert [found.role for found in one.actions] == ["customer", "frontstage", "frontstage"]


QUESTIONS = """\
personas: {web: {name: Web, channels: web}, shop: {name: Shop, channels: store}}
touchpoints:
  page: {kind: digital, channel: web, answers: [price, way]}
  desk: {kind: interpersonal, channel: store, answers: way}
questions: {price: Price?, way: Way?, why: Why?}
stages:
- name: S
  steps:
  - {id: look, customer: Look, touchpoints: page, asks: way}
  - {id: buy, customer: Buy, touchpoints: [page, desk], asks: [why, way]}
"""


def test_where_questions_come_up_and_what_answers_them():
    one = subject(QUESTIONS)
    assert {id_: [(ask.at.id, ask.route[-2:]) for ask in asks] for id_, asks in one.asked.items()} == {
        "way": [("look", ("asks", 0)), ("buy", ("asks", 1))],
        "why": [("buy", ("asks", 0))],
    }
    assert one.answered == {"price": ("page",), "way": ("page", "desk")}


def test_how_far_personas_come():
    one = subject(QUESTIONS)
    look, buy = one.steps
    assert [one.comes_to(persona, look) for persona in ("web", "shop")] == [True, True]
    assert [one.comes_to(persona, buy) for persona in ("web", "shop")] == [True, False]


def test_where_the_flow_gives_no_numbers_everyone_may_come_anywhere():
    one = subject(QUESTIONS.replace("asks: way", "asks: way, next: {buy: 60%, end: 60%}"))
    assert one.analysis is None
    assert one.comes_to("shop", one.steps[1])


def test_the_references_that_came_of_reading_are_those_of_the_blueprint():
    reading = read_data(f"blueprint: v1\ntitle: A\n{QUESTIONS}")
    assert reading.blueprint is not None
    assert reading.references == references_in(reading.blueprint)
    known = Subject(reading.blueprint, reading.document, date(2026, 11, 22), reading.references)
    assert known.references is reading.references


def test_who_can_not_be_read_has_no_references():
    assert read_data("blueprint: v1\ntitle: A\nstages: [{name: S, steps: {next: nowhere}}]").references is None
