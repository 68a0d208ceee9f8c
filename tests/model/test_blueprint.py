"""A blueprint in Python: built with the short forms, frozen, compared, walked through and looked up."""

from __future__ import annotations

import copy
import pickle
from datetime import timedelta

import pytest
from hypothesis import given, settings
from pydantic import ValidationError

from blueprint.model.action import Action
from blueprint.model.blueprint import Blueprint, Catalogue
from blueprint.model.catalogue import Persona, Touchpoint
from blueprint.model.lane import Lane
from blueprint.model.marks import FailPoint, PainPoint
from blueprint.model.part import FrozenDict
from blueprint.model.step import Branch, Stage, Step
from tests.strategies import blueprints


@pytest.fixture
def shop():
    """A blueprint with something of everything, in the short forms."""
    return Blueprint(
        title="Shop",
        personas={"elder": "Elderly customers", "young": {"name": "Young customers", "share": "60%"}},
        touchpoints={"till": {"kind": "physical"}, "chat": {"kind": "interpersonal", "answers": "price"}},
        actors={"clerk": "Clerk"},
        questions={"price": "How much is it?"},
        lanes=[{"id": "mid", "role": "backstage", "name": "Middle office"}],
        stages=[
            {
                "name": "Buy",
                "id": "buy",
                "steps": [
                    {
                        "id": "ask",
                        "customer": "Ask the price",
                        "touchpoints": "chat",
                        "frontstage": [{"does": "Answer", "actor": "clerk"}, "Smile"],
                        "backstage": {"does": "Look it up", "lane": "mid", "fail_points": "Wrong price"},
                        "pain_points": ["Nobody there", {"what": "Rude", "id": "rude"}],
                        "emotion": {"elder": -1, "young": 1},
                        "asks": "price",
                        "time": "2m",
                        "next": {"pay": "80%", "end": "20%"},
                    },
                    {"id": "pay", "customer": "Pay", "touchpoints": ["till"], "wait": "1m"},
                ],
            },
            {"name": "Leave", "steps": [{"wait": "10s"}, {"customer": "Go", "name": "Goodbye"}]},
        ],
        solutions={"sign": {"what": "A sign", "addresses": ["rude", "price"]}},
        expectations={"measure": "success_share", "at_least": "80%"},
    )


# -- short forms ---------------------------------------------------------------------------------------------------


def test_short_forms(shop):
    ask, pay = shop.step("ask"), shop.step("pay")
    assert shop.personas["elder"] == Persona(name="Elderly customers")
    assert shop.personas["young"].share == 0.6
    assert ask.customer.does == "Ask the price"
    assert ask.touchpoints == ("chat",)
    assert [action.does for action in ask.frontstage] == ["Answer", "Smile"]
    assert ask.backstage[0].fail_points[0].what == "Wrong price"
    assert [pain.what for pain in ask.pain_points] == ["Nobody there", "Rude"]
    assert ask.time.typical == timedelta(minutes=2)
    assert ask.next == (Branch(to="pay", share=0.8), Branch(to="end", share=0.2))
    assert pay.wait.is_exact
    assert shop.expectations[0].at_least == 0.8


@pytest.mark.parametrize(
    "next_", ["end", ["end"], {"to": "end"}, [{"to": "end"}], ("end",), Branch(to="end"), [Branch(to="end")]]
)
def test_forms_of_next(next_):
    assert Step(customer="x", next=next_).next == (Branch(to="end"),)


def test_parts_and_short_forms_are_the_same():
    assert Step(customer=Action(does="x"), pain_points=PainPoint(what="y")) == Step(customer="x", pain_points="y")
    assert Blueprint(title="T", stages=[Stage(name="S", steps=[Step(customer="x")])]) == Blueprint(
        title="T", stages=[{"name": "S", "steps": [{"customer": "x"}]}]
    )


@pytest.mark.parametrize(("part", "alias", "name"), [(Branch, "for", "for_")])
def test_python_s_keywords_under_both_names(part, alias, name):
    assert part(to="end", **{alias: "a"}) == part(to="end", **{name: "a"})


def test_a_catalogue():
    catalogue = Catalogue(actors={"a": "A"})
    assert catalogue.actors["a"].name == "A"
    with pytest.raises(ValidationError, match="unknown key `title`"):
        Catalogue(title="x")


# -- frozen --------------------------------------------------------------------------------------------------------


def test_nothing_can_be_set(shop):
    for part, name in (
        (shop, "title"),
        (shop.stages[0], "name"),
        (shop.step("ask"), "time"),
        (shop.step("ask").time, "low"),
    ):
        with pytest.raises(ValidationError, match="frozen"):
            setattr(part, name, "x")
        with pytest.raises(ValidationError, match="frozen"):
            delattr(part, name)
        with pytest.raises((ValidationError, ValueError)):
            part.new = 1


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d.__setitem__("a", 1),
        lambda d: d.__delitem__("elder"),
        lambda d: d.update(a=1),
        lambda d: d.setdefault("a", 1),
        lambda d: d.pop("elder"),
        lambda d: d.popitem(),
        lambda d: d.clear(),
        lambda d: d.__ior__({"a": 1}),
    ],
)
def test_no_mapping_can_be_changed(shop, change):
    for mapping in (shop.personas, shop.step("ask").emotion):
        before = dict(mapping)
        with pytest.raises(TypeError, match="can't be changed"):
            change(mapping)
        assert mapping == before
    with pytest.raises(TypeError):
        change(Blueprint(title="T", stages=[{"name": "S"}]).personas)


def held_by(value):
    yield value
    if hasattr(value, "model_fields_set"):
        for name in type(value).model_fields:
            yield from held_by(getattr(value, name))
    elif isinstance(value, dict):
        for item in value.values():
            yield from held_by(item)
    elif isinstance(value, tuple):
        for item in value:
            yield from held_by(item)


@settings(max_examples=30)
@given(blueprints())
def test_frozen_all_the_way_down(blueprint):
    for value in held_by(blueprint):
        assert not isinstance(value, (list, set, bytearray))
        assert not isinstance(value, dict) or isinstance(value, FrozenDict)
        hash(value)


# -- equality, hash, copies ----------------------------------------------------------------------------------------


@settings(max_examples=30)
@given(blueprints())
def test_copies_are_equal(blueprint):
    for made in (
        copy.copy(blueprint),
        copy.deepcopy(blueprint),
        pickle.loads(pickle.dumps(blueprint)),
        blueprint.model_copy(),
        Blueprint.model_validate(blueprint),
        Blueprint.model_validate(blueprint.model_dump(by_alias=True, exclude_unset=True)),
    ):
        assert made == blueprint
        assert hash(made) == hash(blueprint)
        assert [step.id for _, step in made.steps()] == [step.id for _, step in blueprint.steps()]


def test_looking_up_does_not_change_what_is_equal(shop):
    other = Blueprint.model_validate(shop.model_dump(by_alias=True, exclude_unset=True))
    shop.step("ask")
    shop.concern("rude")
    assert shop == other
    assert hash(shop) == hash(other)
    assert {shop: 1}[other] == 1


def test_a_pickled_mapping_is_frozen(shop):
    made = pickle.loads(pickle.dumps(shop)).personas
    assert isinstance(made, FrozenDict)
    assert copy.deepcopy(made) is made
    assert copy.copy(made) is made


def test_a_copy_with_changes_is_looked_up_anew(shop):
    assert shop.step("ask").id == "ask"
    changed = shop.model_copy(
        update={"title": "New", "stages": [{"name": "S", "steps": [{"customer": "x", "id": "new"}]}], "solutions": {}}
    )
    assert changed.title == "New"
    assert changed.step("new").customer.does == "x"
    with pytest.raises(KeyError):
        changed.step("ask")
    assert shop.step("ask").id == "ask"


def test_a_copy_with_changes_is_checked(shop):
    with pytest.raises(ValidationError, match="there is no question `price`"):
        shop.model_copy(update={"questions": {}})
    with pytest.raises(ValidationError, match="unknown key `titel`"):
        shop.model_copy(update={"titel": "x"})


# -- derived ids ---------------------------------------------------------------------------------------------------


def test_derived_ids(shop):
    assert [stage.id for stage in shop.stages] == ["buy", "stage-2"]
    assert [step.id for _, step in shop.steps()] == ["ask", "pay", "stage-2.step-1", "stage-2.step-2"]
    assert [action.id for _, _, action in shop.actions()] == [
        "ask.customer", "ask.frontstage-1", "ask.frontstage-2", "ask.backstage-1", "pay.customer", "stage-2.step-2.customer",
    ]  # fmt: skip
    assert [pain.id for pain in shop.step("ask").pain_points] == ["ask.pain-1", "rude"]
    assert shop.step("ask").backstage[0].fail_points[0].id == "ask.backstage-1.fail-1"


def test_a_part_by_itself_has_no_derived_id():
    assert Step(customer="x").id is None
    assert Stage(name="S", steps=[{"customer": "x"}]).steps[0].id is None


def test_a_step_in_another_blueprint_has_an_id_of_its_own(shop):
    stage = shop.stages[1]
    moved = Blueprint(title="Other", stages=[stage, {"name": "A", "steps": [stage.steps[0], *stage.steps]}])
    assert [step.id for _, step in moved.steps()] == [
        "stage-1.step-1", "stage-1.step-2", "stage-2.step-1", "stage-2.step-2", "stage-2.step-3",
    ]  # fmt: skip
    assert [step.id for step in stage.steps] == ["stage-2.step-1", "stage-2.step-2"]
    assert moved.stages[1].steps[2].customer.id == "stage-2.step-3.customer"


def test_an_id_that_was_given_moves_along(shop):
    moved = Blueprint(
        title="Other", stages=[{"name": "A", "steps": [shop.step("pay")]}], touchpoints={"till": {"kind": "physical"}}
    )
    assert moved.step("pay").customer.id == "pay.customer"


# -- going through it ----------------------------------------------------------------------------------------------


def test_steps_and_actions_in_the_order_of_the_file(shop):
    assert [(stage.name, step.label) for stage, step in shop.steps()] == [
        ("Buy", "Ask the price"), ("Buy", "Pay"), ("Leave", "stage-2.step-1"), ("Leave", "Goodbye"),
    ]  # fmt: skip
    assert [(step.id, role, action.does) for step, role, action in shop.actions()][:4] == [
        ("ask", "customer", "Ask the price"), ("ask", "frontstage", "Answer"), ("ask", "frontstage", "Smile"),
        ("ask", "backstage", "Look it up"),
    ]  # fmt: skip


def test_lanes(shop):
    assert [lane.id for lane in shop.lanes_of("backstage")] == ["mid", "backstage"]
    assert shop.lanes_of("support") == (Lane(id="support", role="support", name="support"),)
    renamed = shop.model_copy(
        update={"lanes": [{"id": "backstage", "role": "backstage", "name": "Kitchen"}, *shop.lanes]}
    )
    assert [lane.name for lane in renamed.lanes_of("backstage")] == ["Kitchen", "Middle office"]
    assert [shop.lane_of(role, action) for _, role, action in shop.actions()][:4] == [
        "customer",
        "frontstage",
        "frontstage",
        "mid",
    ]


def test_what_blocks_the_customer():
    action = Action(does="x")
    assert [action.is_blocking(role) for role in ("customer", "frontstage", "backstage", "support")] == [
        True,
        True,
        False,
        False,
    ]
    assert Action(does="x", blocking=True).is_blocking("support")
    assert not Action(does="x", blocking=False).is_blocking("customer")


# -- looking things up ---------------------------------------------------------------------------------------------


def test_places(shop):
    assert shop.place("buy") is shop.stages[0]
    assert shop.place("ask") is shop.stages[0].steps[0] is shop.step("ask")
    assert shop.place("ask.customer") is shop.step("ask").customer
    assert shop.place("till") == Touchpoint(kind="physical")
    with pytest.raises(KeyError, match="nowhere"):
        shop.place("nowhere")


def test_a_step_by_its_id(shop):
    with pytest.raises(KeyError, match="`buy` is a stage, not a step"):
        shop.step("buy")
    with pytest.raises(KeyError):
        shop.step("nowhere")


def test_concerns(shop):
    assert shop.concern("rude").what == "Rude"
    assert shop.concern("price").text == "How much is it?"
    assert isinstance(shop.concern("ask.backstage-1.fail-1"), FailPoint)
    with pytest.raises(KeyError):
        shop.concern("ask")


@settings(max_examples=30)
@given(blueprints())
def test_everything_is_found_by_its_id(blueprint):
    for stage, step in blueprint.steps():
        assert blueprint.place(stage.id) is stage
        assert blueprint.step(step.id) is step
        for mark in (*step.pain_points, *step.fail_points):
            assert blueprint.concern(mark.id) is mark
    for _, _, action in blueprint.actions():
        assert blueprint.place(action.id) is action


# -- what is refused -----------------------------------------------------------------------------------------------


def test_all_problems_with_references_in_one_error():
    with pytest.raises(ValidationError) as caught:
        Blueprint(
            title="T",
            stages=[Stage(name="A", steps=[Step(id="a", next="b", asks="q"), Step(id="a", touchpoints=["web"])])],
            solutions={"s": {"what": "W", "verified_by": "m"}},
        )
    (error,) = caught.value.errors()
    assert error["type"] == "references"
    assert error["msg"].splitlines() == [
        "- stages[0].steps[1].id: the id `a` is already used by another step",
        "- stages[0].steps[0].asks[0]: there is no question `q`; define it under `questions`",
        "- stages[0].steps[0].next[0].to: there is no step `b`; there are `a` and `end`",
        "- stages[0].steps[1].touchpoints[0]: there is no touchpoint `web`; define it under `touchpoints`",
        "- solutions.s.verified_by[0]: there is no metric `m`; define it under `metrics`",
    ]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"stages": []}, "a blueprint needs at least one stage"),
        ({"titel": "x"}, "unknown key `titel`"),
        (
            {"blueprint": "v2"},
            "the file is written in format v2, but this blueprint reads v1: update service-blueprint",
        ),
        ({"blueprint": "v01"}, "must be the version of the format: `blueprint: v1`"),
        ({"lanes": [{"id": "support", "role": "customer", "name": "N"}]}, "whose role can't be `customer`"),
    ],
)
def test_what_is_no_blueprint(data, said):
    with pytest.raises(ValidationError) as caught:
        Blueprint(**{"title": "T", "stages": [{"name": "S"}], **data})
    assert said in str(caught.value)


def test_extensions_are_kept():
    blueprint = Blueprint(title="T", stages=[{"name": "S", "x-colour": "red"}], **{"x-team": [1]})
    assert blueprint.model_extra == {"x-team": [1]}
    assert blueprint.stages[0].model_extra == {"x-colour": "red"}
    assert blueprint.model_copy().model_extra == {"x-team": [1]}


def test_what_it_is_called(shop):
    assert str(shop) == "Shop (as-is, 2 stages, 4 steps)"
