"""What the view `blueprint` shows: all that the file says, and what a filter hides is said."""

from __future__ import annotations

import pytest

import blueprint as bp
from blueprint.drawing.views.blueprint import view
from blueprint.drawing.views.scope import Filters, Scope


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


def cards(grid):
    return {card.id: card for card in grid.cards}


def test_rows(shop: bp.Blueprint) -> None:
    rows = view(Scope(shop, Filters())).rows
    assert [row.id for row in rows] == [
        "evidence", "customer", "frontstage", "midstage", "backstage", "support", "emotion", "questions", "pains", "delights",
    ]  # fmt: skip
    assert [[key for key, _ in row.lines] for row in rows[:6]] == [
        [], ["line_of_interaction"], ["line_of_visibility"], [], ["line_of_internal_interaction"], [],
    ]  # fmt: skip


def test_cards(shop: bp.Blueprint) -> None:
    shown = cards(view(Scope(shop, Filters())))
    assert shown["look"].text == "Look around"
    assert shown["look:touchpoint:app"].icon == "digital"
    assert shown["look:touchpoint:desk"].text == "desk"
    assert shown["look:evidence-1"].kind == "plain-pill"
    assert [n.text for n in shown["help"].notes] == ["only Old", "1 min", "4 min", "accept only 3 min"]
    assert [n.text for n in shown["helping"].notes] == ["Clerk", "2 min"]
    assert shown["buy"].badges == ("star", "cocreated")
    assert [n.text for n in shown["buy"].notes] == ["5% give up"]
    assert shown["leave"].kind == "ghost"
    assert shown["leave"].badges == ("success",)
    assert (shown["pain:help.pain-1"].severity, [n.text for n in shown["pain:help.pain-1"].notes]) == (
        4,
        ["Old", "30% meet it"],
    )
    assert [n.text for n in shown["fail:buy.fail-1"].notes] == ["Recovery → Look around"]
    assert [n.text for n in shown["buy:delight-1"].notes] == [
        "made for this one customer",
        "offered by 10% of competitors",
    ]
    assert [n.text for n in shown["look:asks:price"].notes] == ["25% ask", "answered nowhere"]


def test_links(shop: bp.Blueprint) -> None:
    links = {(k.kind, k.source, k.target): k.label for k in view(Scope(shop, Filters())).links}
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
    grid = view(Scope(shop, Filters(persona="young")))
    assert [column.step for column in grid.columns] == ["look", "buy", "leave"]
    assert grid.heading.caption == "Persona: Young · steps not shown: 1"
    assert [(curve.name, curve.values) for curve in grid.curves] == [("Young", {0: 1.0})]
    assert {k.label for k in grid.links if k.kind == "flow"} == {"60% · likes it", ""}


def test_stages_keep_their_numbers_and_say_where_one_goes_on(shop: bp.Blueprint) -> None:
    grid = view(Scope(shop, Filters(stages=("choose",))))
    assert grid.stages == ((1, "Choose"),)
    assert [n.text for n in cards(grid)["look"].notes] == ["Pay: 60% · likes it · Young"]
    assert grid.heading.caption == "Stages: Choose · not shown: Pay"
    assert view(Scope(shop, Filters(stages=("pay",)))).stages == ((2, "Pay"),)


def test_lanes(shop: bp.Blueprint) -> None:
    grid = view(Scope(shop, Filters(lanes=("frontstage", "midstage"))))
    assert [row.id for row in grid.rows] == ["frontstage", "midstage"]
    assert {card.row for card in grid.cards} == {"frontstage", "midstage"}
    assert {k.kind for k in grid.links} <= {"column"}
    assert grid.heading.caption.startswith("Lanes: Frontstage actions, Midstage · not shown: Physical evidence")


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        (Filters(persona="yung"), "there is no persona `yung`; did you mean `young`?"),
        (Filters(stages=("xyz",)), "there is no stage `xyz`; there are Choose, Pay"),
        (Filters(persona="nobody"), "there is no persona `nobody`; there are young, old"),
        (Filters(persona=""), "there is no persona ``; there are young, old"),
        (Filters(lanes=("midstge",)), "there is no lane `midstge`; did you mean `midstage`?"),
    ],
)
def test_what_is_not_there(shop: bp.Blueprint, filters: Filters, message: str) -> None:
    with pytest.raises(bp.DrawError) as caught:
        view(Scope(shop, filters))
    assert str(caught.value) == message


def test_the_legend_has_what_is_used_and_nothing_else(shop: bp.Blueprint) -> None:
    signs = [sign for sign, _ in view(Scope(shop, Filters())).heading.legend]
    assert signs == [
        "digital", "interpersonal", "evidence", "star", "cocreated", "time", "wait", "actor", "system", "persona",
        "question", "pain", "fail", "delight", "exit", "success", "trigger",
    ]  # fmt: skip
    small = bp.Blueprint(title="x", stages=[{"name": "a", "steps": [{"customer": "b"}]}])
    assert [sign for sign, _ in view(Scope(small, Filters())).heading.legend] == ["success"]


def test_every_id_that_the_view_shows_is_there(shop: bp.Blueprint) -> None:
    shown = set(cards(view(Scope(shop, Filters()))))
    assert {str(step.id) for _, step in shop.steps()} <= shown
    assert {str(a.action.id) for a in shop.actions() if a.role != "customer"} <= shown


def test_a_stage_without_steps_has_its_place() -> None:
    b = bp.Blueprint(title="x", stages=[{"name": "a", "steps": [{"customer": "b"}]}, {"name": "later"}])
    grid = view(Scope(b, Filters()))
    assert [(c.stage, c.step) for c in grid.columns] == [(0, "stage-1.step-1"), (1, None)]


def test_between_lanes_that_are_shown_every_line_is_drawn() -> None:
    b = bp.Blueprint(
        title="x", stages=[{"name": "a", "steps": [{"customer": "b", "frontstage": "c", "backstage": "d"}]}]
    )
    grid = view(Scope(b, Filters(lanes=("customer", "backstage"))))
    assert [key for key, _ in grid.rows[0].lines] == ["line_of_interaction", "line_of_visibility"]
    assert [(k.source, k.target, k.is_passing) for k in grid.links] == [
        ("stage-1.step-1", "stage-1.step-1.backstage-1", True)
    ]
    assert ("passing", "past actions not shown") in grid.heading.legend


def test_questions_say_what_answers_them() -> None:
    b = bp.Blueprint(
        title="x",
        touchpoints={"page": {"kind": "digital", "name": "Page", "answers": "how"}, "box": {"kind": "physical"}},
        questions={"how": "How?", "why": "Why?"},
        stages=[{"name": "a", "steps": [{"customer": "b", "touchpoints": "box", "asks": ["how", "why"]}]}],
    )
    shown = cards(view(Scope(b, Filters())))
    assert [n.text for n in shown["stage-1.step-1:asks:how"].notes] == ["Page"]
    assert [n.text for n in shown["stage-1.step-1:asks:why"].notes] == ["answered nowhere"]


def test_a_curve_is_cut_where_nobody_goes_on_and_every_end_is_an_end() -> None:
    b = bp.Blueprint.model_validate({"title": "x", "stages": [{"name": "a", "steps": [
        {"id": "ask", "customer": "Ask", "emotion": 0, "next": {"good": "50%", "bad": "50%"}},
        {"id": "good", "customer": "Good", "emotion": 1, "outcome": "success"},
        {"id": "bad", "customer": "Bad", "emotion": -2, "outcome": "failure"},
    ]}]})  # fmt: skip
    curve = view(Scope(b, Filters())).curves[0]
    assert curve.gaps == {2}
    assert curve.remarks == {1: ("highest", "end"), 2: ("lowest", "end")}


def test_a_curve_has_only_the_steps_that_its_persona_comes_to() -> None:
    b = bp.Blueprint.model_validate({"title": "x", "personas": {"p": "P", "q": "Q"}, "stages": [{"name": "a", "steps": [
        {"id": "a", "customer": "A", "emotion": {"p": 1, "q": -1},
         "next": [{"to": "b", "for": "p"}, {"to": "c", "for": "q"}]},
        {"id": "b", "customer": "B", "emotion": 2}, {"id": "c", "customer": "C", "emotion": 0},
    ]}]})  # fmt: skip
    assert [(c.name, c.values) for c in view(Scope(b, Filters())).curves] == [
        ("P", {0: 1, 1: 2, 2: 0}), ("Q", {0: -1, 2: 0}),
    ]  # fmt: skip


def test_a_part_of_a_blueprint_shows_parts_of_the_curves_of_the_whole(shop: bp.Blueprint) -> None:
    assert [curve.name for curve in view(Scope(shop, Filters(stages=("choose",)))).curves] == ["Young", "Old"]


@pytest.mark.parametrize(
    ("language", "written", "shown"),
    [
        ("en", "1h30m", "1 h 30 min"), ("en", "1w", "1 wk"), ("zh-Hans", "1h30m", "1小时30分钟"), ("zh-Hant", "1w", "1週"),
        ("en", {"low": "1m", "typical": "4m", "high": "10m"}, "4 min (1–10)"),
        ("zh-Hans", {"low": "30s", "typical": "4m", "high": "1h"}, "4分钟 (30秒–1小时)"),
    ],
)  # fmt: skip
def test_times_in_the_language_of_the_file(language: str, written: object, shown: str) -> None:
    b = bp.Blueprint(
        title="x", language=language, stages=[{"name": "a", "steps": [{"customer": "b", "time": written}]}]
    )
    assert [n.text for n in cards(view(Scope(b, Filters())))["stage-1.step-1"].notes] == [shown]


@pytest.mark.parametrize(("personas", "said"), [({"a": "A"}, []), ({"a": "A", "b": "B"}, ["A"])])
def test_whom_it_is_about_is_said_where_it_is_not_all(personas: dict[str, str], said: list[str]) -> None:
    step = {"id": "s", "customer": "x", "personas": "a", "pain_points": {"what": "y", "personas": "a", "quotes": "z"}}
    b = bp.Blueprint(title="t", personas=personas, stages=[{"name": "n", "steps": [step]}])
    for name in ("blueprint", "journey"):
        for persona in (None, "a"):
            grid = bp.draw(b, name, persona=persona)._picture.content
            found = [note.text for card in grid.cards for note in card.notes if note.icon == "persona"]
            voices = said if name == "journey" else []
            assert found == ([] if persona else [f"only {one}" for one in said] + voices + said)
