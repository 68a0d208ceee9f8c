"""Who refers to whom: in a model, and in raw data of any form and with any mistake."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blueprint.model.blueprint import Blueprint
from blueprint.model.references import describe, problems_in, references_in
from tests.strategies import blueprints, plain_data


def data(**step):
    return {"blueprint": "v1", "title": "T", "stages": [{"name": "S", "steps": [{"id": "a", **step}, {"id": "b"}]}]}


def problems(raw):
    return [(p.name, describe(p.route), p.message) for p in problems_in(raw, Blueprint)]


def test_definitions_and_uses():
    found = references_in(data(next={"b": "40%", "end": "60%"}, pain_points="x", emotion={"elder": 1}), Blueprint)
    assert [(d.kind, d.id, describe(d.route), d.is_derived) for d in found.definitions] == [
        ("stage", "stage-1", "stages[0]", True),
        ("step", "a", "stages[0].steps[0]", False),
        ("pain point", "a.pain-1", "stages[0].steps[0].pain_points[0]", True),
        ("step", "b", "stages[0].steps[1]", False),
    ]
    assert [(u.text, describe(u.route), u.owner) for u in found.uses] == [
        ("elder", "stages[0].steps[0].emotion.elder", "a"),
        ("b", "stages[0].steps[0].next[0].to", "a"),
        ("end", "stages[0].steps[0].next[1].to", "a"),
    ]


@settings(max_examples=30)
@given(blueprints())
def test_a_blueprint_and_its_data_refer_to_the_same(blueprint):
    model = references_in(blueprint)
    raw = references_in(blueprint.model_dump(by_alias=True, exclude_unset=True), Blueprint)
    assert [(d.kind, d.id, d.route) for d in model.definitions] == [(d.kind, d.id, d.route) for d in raw.definitions]
    assert [(u.text, u.route, u.owner) for u in model.uses] == [(u.text, u.route, u.owner) for u in raw.uses]
    assert problems_in(blueprint) == []


@settings(max_examples=300)
@given(st.dictionaries(st.sampled_from(list(Blueprint.key_order)), plain_data, max_size=4))
def test_any_raw_data_can_be_searched(raw):
    problems_in(raw, Blueprint)


@pytest.mark.parametrize(
    "raw", [None, 3, "x", [], {}, {"stages": 3}, {"stages": [3]}, {"stages": [{"steps": {"a": [1]}}]}]
)
def test_data_that_is_no_blueprint_refers_to_nothing(raw):
    assert problems_in(raw, Blueprint) == []


@pytest.mark.parametrize(
    ("step", "said"),
    [
        ({"next": "c"}, "there is no step `c`; there are `a`, `b` and `end`"),
        ({"next": "stage-1"}, "`stage-1` is a stage; a step is wanted here"),
        ({"otherwise": "a"}, "`a` refers to itself"),
        ({"customer": {"does": "x", "triggers": "a.customer"}}, "`a.customer` refers to itself"),
        (
            {"backstage": {"does": "x", "lane": "support"}},
            "the lane `support` belongs to support, but the action is in backstage",
        ),
        (
            {"fail_points": {"what": "x", "recovery": {"to": "stage-1"}}},
            "`stage-1` is a stage; a step or action is wanted here",
        ),
    ],
)
def test_unknown_references(step, said):
    ((name, _, message),) = problems(data(**step))
    assert (name, message) == ("unknown-reference", said)


@pytest.mark.parametrize(
    "step",
    [
        {"next": "b"},
        {"next": ["a", "end"]},
        {"otherwise": "b"},
        {"customer": {"does": "x", "triggers": "b"}},
        {"customer": {"does": "x", "id": "c"}, "support": {"does": "y", "triggers": ["c", "b"]}},
        {"fail_points": {"what": "x", "recovery": {"to": "a"}}},
        {"backstage": {"does": "x", "lane": "backstage"}},
    ],
)
def test_known_references(step):
    assert problems(data(**step)) == []


def test_ids_of_one_space():
    raw = data(pain_points={"what": "x", "id": "a"}) | {"systems": {"a": "A"}, "actors": {"a": "A"}}
    assert problems(raw) == []
    assert problems(raw | {"questions": {"a": "Q"}}) == [
        ("duplicate-id", "stages[0].steps[0].pain_points[0].id",
         "the id `a` is already used by a question: pain points, fail points and questions share their ids"),
    ]  # fmt: skip
    assert problems(raw | {"touchpoints": {"b": {"kind": "digital"}}}) == [
        ("duplicate-id", "stages[0].steps[1].id",
         "the id `b` is already used by a touchpoint: stages, steps, actions and touchpoints share their ids"),
    ]  # fmt: skip


def test_a_given_id_that_looks_derived_is_the_one_to_change():
    raw = data() | {"stages": [{"name": "A", "steps": [{"id": "stage-2"}]}, {"name": "B"}]}
    ((name, route, _),) = problems(raw)
    assert (name, route) == ("duplicate-id", "stages[0].steps[0].id")


def test_parts_of_two_parts_with_one_id_are_not_reported_too():
    raw = data(id="b", customer="x", pain_points="y")
    raw["stages"][0]["steps"][1] |= {"customer": "x", "pain_points": "y"}
    assert [route for _, route, _ in problems(raw)] == ["stages[0].steps[1].id"]


def test_one_wrong_word_is_guessed_once_and_all_of_them_in_no_time():
    raw = data(asks=["qestion"] * 3000) | {"questions": {f"question{n}": "Q" for n in range(3000)}}
    found = problems_in(raw, Blueprint)
    assert len(found) == 3000
    assert len({problem.meant for problem in found} - {None}) == 1


@pytest.mark.parametrize(
    ("route", "text"),
    [
        ((), "the blueprint"),
        (("stages", 1, "steps", 0, "next"), "stages[1].steps[0].next"),
        (("actors", "a"), "actors.a"),
    ],
)
def test_routes_as_people_write_them(route, text):
    assert describe(route) == text
