"""The parts that cards show, and which of them findings are about."""

from __future__ import annotations

from pathlib import Path

import pytest

import blueprint as bp
from blueprint.drawing.parts import marks_of, parts_of
from blueprint.drawing.scene import Group, Text
from blueprint.finding import Finding, Severity

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.blueprint.yaml"))

SHOP = bp.loads("""
blueprint: v1
title: Shop
touchpoints: {web: {kind: digital}}
actors: {clerk: Clerk}
stages:
- id: buy
  name: Buy
  steps:
  - id: pay
    customer: {id: hand-over, does: Pay}
    frontstage: {id: take, does: Take, actor: clerk, fail_points: {id: lost, what: Lost}}
    touchpoints: web
    pain_points: [{id: queue, what: Queue}]
""")


def test_every_part_has_a_name_of_its_own() -> None:
    assert [one.about for one in parts_of(SHOP)] == [
        "touchpoint:web", "actor:clerk", "stage:buy", "pay", "hand-over", "take", "fail:lost", "pain:queue",
    ]  # fmt: skip
    for one in parts_of(SHOP):
        value = SHOP
        for key in one.route:
            value = getattr(value, key) if isinstance(key, str) and hasattr(value, key) else value[key]
        assert value is one.part


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.name.removesuffix(".blueprint.yaml"))
def test_names_are_unique_and_every_card_is_about_a_part(path: Path) -> None:
    b = bp.load(path)
    names = [one.about for one in parts_of(b)]
    assert len(names) == len(set(names))
    for view in bp.drawing.VIEWS:
        against = b if view == "changes" else None
        assert {card.about for card in bp.draw(b, view, against=against)._picture.content.cards} <= {*names}


def finding(*route: str | int, severity: Severity = Severity.WARNING, code: str = "BP999") -> Finding:
    return Finding(code, "x", severity, "message", "shop.blueprint.yaml", route=route)


STEP = ("stages", 0, "steps", 0)


@pytest.mark.parametrize(
    ("route", "about"),
    [
        ((), ""),
        (("title",), ""),
        (("stages", 0, "name"), "stage:buy"),
        ((*STEP, "wait"), "pay"),
        ((*STEP, "customer", "does"), "pay"),
        ((*STEP, "frontstage", 0, "actor"), "take"),
        ((*STEP, "frontstage", "actor"), "take"),
        ((*STEP, "frontstage"), "take"),
        ((*STEP, "frontstage", "fail_points", "what"), "fail:lost"),
        ((*STEP, "frontstage", 7, "actor"), "pay"),
        (("touchpoints", "web", "kind"), "touchpoint:web"),
        (("touchpoints", "gone", "kind"), ""),
        (("nonsense", 3), ""),
    ],
)
def test_a_finding_is_about_the_innermost_part(route: tuple[str | int, ...], about: str) -> None:
    assert list(marks_of(SHOP, [finding(*route)])) == [about]


def test_what_has_no_card_stands_on_that_of_what_it_is_in() -> None:
    found = [finding(*STEP, "frontstage", "fail_points", "what")]
    assert list(marks_of(SHOP, found, {"take", "pay"})) == ["take"]
    assert list(marks_of(SHOP, found, {"pay"})) == ["pay"]
    assert list(marks_of(SHOP, found, {"queue"})) == [""]


def test_flags_say_the_codes_and_the_worst_severity() -> None:
    found = [
        finding(*STEP, "wait", code="BP303", severity=Severity.ADVICE),
        finding(*STEP, "time", code="BP301", severity=Severity.ERROR),
        finding("actors", "clerk", code="BP111"),
        finding("actors", "clerk", code="BP111"),
    ]
    drawing = bp.draw(SHOP, findings=found)
    pay = next(card for card in drawing._picture.content.cards if card.id == "pay")
    assert [(note.text, note.icon, note.style) for note in pay.notes] == [("BP301 · BP303", "flag", "small-trouble")]
    assert drawing._picture.content.heading.caption == "Other findings: BP111"
    assert drawing._picture.content.heading.legend[-1] == ("flag", "finding of the checks")


@pytest.mark.parametrize(
    ("view", "route", "flags"),
    [
        ("blueprint", (*STEP, "wait"), ["pay"]),  # not on what else the step shows
        ("journey", (*STEP, "wait"), ["pay"]),
        ("touchpoints", (*STEP, "wait"), ["stage-1:1.1"]),
        ("touchpoints", ("stages", 0, "name"), ["stage-1"]),
        ("touchpoints", ("touchpoints", "web", "kind"), ["buy:touchpoint:web"]),
        ("journey", ("personas", "old", "name"), ["persona:old"]),
        ("help", ("questions", "price", "text"), ["question:price"]),
    ],
)
def test_a_flag_stands_where_its_part_is_shown(view: str, route: tuple[str | int, ...], flags: list[str]) -> None:
    """On a card, else on a line, a head or a panel; once, where a part has a card of its own."""
    shop = bp.Blueprint.model_validate({
        "title": "Shop", "personas": {"old": "Old", "new": "New"}, "touchpoints": {"web": {"kind": "digital"}},
        "questions": {"price": "How much?"},
        "stages": [{"id": "buy", "name": "Buy", "goal": "Have it", "steps": [
            {"id": "pay", "customer": "Pay", "touchpoints": "web", "evidence": "A bill", "thoughts": "Dear",
             "delights": "A bow", "asks": "price"},
        ]}],
    })  # fmt: skip
    drawing = bp.draw(shop, view, findings=[finding(*route)])
    groups = (shape for shape in drawing.scene.shapes() if isinstance(shape, Group))
    assert [g.id for g in groups if any(isinstance(i, Text) and i.text == "BP999" for i in g.items)] == flags
    assert drawing._picture.content.heading.caption == ""


def test_without_findings_there_are_no_flags() -> None:
    assert bp.draw(SHOP).svg == bp.draw(SHOP, findings=()).svg
    assert "flag" not in dict(bp.draw(SHOP)._picture.content.heading.legend)
