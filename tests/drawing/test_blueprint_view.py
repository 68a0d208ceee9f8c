"""What the view `blueprint` shows: all that the file says, and what a filter hides is said."""

from __future__ import annotations

import pytest

import blueprint as bp
from blueprint.drawing.views.blueprint import Filters, blueprint_view


@pytest.fixture(scope="module")
def shop() -> bp.Blueprint:
    return bp.Blueprint.model_validate({
        "title": "Shop", "scenario": "A customer buys", "owner": "Sales", "reviewed": "2026-10-01",
        "personas": {"young": "Young", "old": "Old"},
        "touchpoints": {"app": {"kind": "digital", "name": "App"}, "desk": {"kind": "interpersonal"}},
        "actors": {"clerk": {"name": "Clerk", "team": "Sales"}}, "systems": {"till": "Till"},
        "questions": {"price": {"text": "How much?", "share": "25%"}},
        "lanes": [{"id": "midstage", "role": "backstage", "name": "Midstage"}],
        "stages": [
            {"name": "Choose", "id": "choose", "steps": [
                {"id": "look", "customer": "Look around", "touchpoints": ["app", "desk"], "evidence": "Window", "asks": "price",
                 "emotion": {"young": 1, "old": -1}, "next": [{"to": "buy", "share": "60%", "when": "likes it", "for": "young"},
                                                              {"to": "help", "share": "40%", "for": "old"}]},
                {"id": "help", "customer": "Ask for help", "personas": "old", "frontstage": {"does": "Help", "actor": "clerk",
                 "time": "2m", "id": "helping"}, "wait": "1m", "time": "4m", "acceptable_time": "3m",
                 "pain_points": {"what": "Nobody there", "severity": 4, "occurrence": "30%", "personas": "old"}},
            ]},
            {"name": "Pay", "id": "pay", "steps": [
                {"id": "buy", "customer": "Pay", "moment_of_truth": True, "cocreated": True, "abandon": "5%",
                 "backstage": [{"does": "Count", "triggers": "helping"}, {"does": "Pack", "lane": "midstage"}],
                 "support": {"does": "Book", "system": "till"}, "fail_points": {"what": "Card refused", "severity": 3,
                 "recovery": {"to": "look"}}, "delights": {"what": "A ribbon", "common": "10%", "personal": True}},
                {"id": "leave", "wait": "1m", "outcome": "success"},
            ]},
        ],
    })  # fmt: skip


def cards(grid):  # noqa: ANN001, ANN201
    return {card.id: card for card in grid.cards}


def test_rows(shop: bp.Blueprint) -> None:
    rows = blueprint_view(shop, Filters()).rows
    assert [row.id for row in rows] == [
        "evidence", "customer", "frontstage", "midstage", "backstage", "support", "emotion", "questions", "pains", "delights",
    ]  # fmt: skip
    assert [row.line for row in rows[:6]] == [
        None, "line_of_interaction", "line_of_visibility", None, "line_of_internal_interaction", None,
    ]  # fmt: skip


def test_cards(shop: bp.Blueprint) -> None:
    shown = cards(blueprint_view(shop, Filters()))
    assert shown["look"].text == "Look around"
    assert shown["look.touchpoint.app"].icon == "digital"
    assert shown["look.touchpoint.desk"].text == "desk"
    assert shown["look.evidence-1"].kind == "plain-pill"
    assert [n.text for n in shown["help"].notes] == ["only Old", "1m", "4m", "> 3m acceptable"]
    assert [n.text for n in shown["helping"].notes] == ["Clerk", "2m"]
    assert shown["buy"].badges == ("star", "cocreated")
    assert [n.text for n in shown["buy"].notes] == ["5% give up"]
    assert shown["leave"].kind == "ghost"
    assert shown["leave"].badges == ("success",)
    assert (shown["help.pain-1"].severity, [n.text for n in shown["help.pain-1"].notes]) == (4, ["Old", "30%"])
    assert [n.text for n in shown["buy.fail-1"].notes] == ["recovery: Look around"]
    assert [n.text for n in shown["buy.delight-1"].notes] == ["made for this one customer", "10% of competitors"]
    assert [n.text for n in shown["look.asks.price"].notes] == ["25% ask"]


def test_links(shop: bp.Blueprint) -> None:
    links = {(k.kind, k.source, k.target): k.label for k in blueprint_view(shop, Filters()).links}
    assert links == {
        ("column", "help", "helping"): "",
        ("column", "buy", "buy.backstage-2"): "",
        ("column", "buy.backstage-2", "buy.backstage-1"): "",
        ("column", "buy.backstage-1", "buy.support-1"): "",
        ("flow", "look", "buy"): "60% · likes it · Young",
        ("flow", "look", "help"): "40% · Old",
        ("flow", "help", "buy"): "",
        ("flow", "buy", "leave"): "",
        ("trigger", "buy.backstage-1", "helping"): "",
    }


def test_a_persona_sees_its_own_way(shop: bp.Blueprint) -> None:
    grid = blueprint_view(shop, Filters(persona="young"))
    assert [column.step for column in grid.columns] == ["look", "buy", "leave"]
    assert grid.caption == "Persona: Young · steps not shown: 1"
    assert [(curve.name, curve.values) for curve in grid.curves] == [("Young", {0: 1.0})]
    assert {k.label for k in grid.links if k.kind == "flow"} == {"60% · likes it", ""}


def test_stages_keep_their_numbers_and_say_where_one_goes_on(shop: bp.Blueprint) -> None:
    grid = blueprint_view(shop, Filters(stages=("choose",)))
    assert grid.stages == ((1, "Choose"),)
    assert [n.text for n in cards(grid)["look"].notes] == ["60% Pay"]
    assert grid.caption == "Stages: Choose (1/2) · not shown: Pay"
    assert blueprint_view(shop, Filters(stages=("pay",))).stages == ((2, "Pay"),)


def test_lanes(shop: bp.Blueprint) -> None:
    grid = blueprint_view(shop, Filters(lanes=("frontstage", "midstage")))
    assert [row.id for row in grid.rows] == ["frontstage", "midstage"]
    assert {card.row for card in grid.cards} == {"frontstage", "midstage"}
    assert {k.kind for k in grid.links} <= {"column"}
    assert grid.caption.startswith("Lanes: Frontstage actions, Midstage · not shown: Physical evidence")


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        (Filters(persona="yung"), "there is no persona `yung`; did you mean `young`?"),
        (Filters(stages=("xyz",)), "there is no stage `xyz`; there is Choose, Pay, choose, pay"),
        (Filters(lanes=("midstge",)), "there is no lane `midstge`; did you mean `midstage`?"),
    ],
)
def test_what_is_not_there(shop: bp.Blueprint, filters: Filters, message: str) -> None:
    with pytest.raises(bp.DrawError) as caught:
        blueprint_view(shop, filters)
    assert str(caught.value) == message


def test_the_legend_has_what_is_used_and_nothing_else(shop: bp.Blueprint) -> None:
    signs = [sign for sign, _ in blueprint_view(shop, Filters()).legend]
    assert signs == [
        "digital", "interpersonal", "star", "cocreated", "time", "wait", "actor", "system", "persona", "question", "pain",
        "fail", "delight", "exit", "success", "trigger",
    ]  # fmt: skip
    small = bp.Blueprint(title="x", stages=[{"name": "a", "steps": [{"customer": "b"}]}])
    assert [sign for sign, _ in blueprint_view(small, Filters()).legend] == ["success"]


def test_every_id_that_the_view_shows_is_there(shop: bp.Blueprint) -> None:
    shown = set(cards(blueprint_view(shop, Filters())))
    assert {str(step.id) for _, step in shop.steps()} <= shown
    assert {str(a.action.id) for a in shop.actions() if a.role != "customer"} <= shown


def test_a_stage_without_steps_has_its_place() -> None:
    b = bp.Blueprint(title="x", stages=[{"name": "a", "steps": [{"customer": "b"}]}, {"name": "later"}])
    grid = blueprint_view(b, Filters())
    assert [(c.stage, c.step) for c in grid.columns] == [(0, "stage-1.step-1"), (1, None)]
