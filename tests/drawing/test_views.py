"""What holds of every view: its geometry, that it shows what it is about, that it hides what a filter hides."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

import blueprint as bp
from blueprint.drawing import VIEWS
from blueprint.drawing.parts import parts_of
from blueprint.drawing.theme import THEMES
from tests.drawing.generated import CHINESE, ENGLISH, generated
from tests.drawing.geometry import faults

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.blueprint.yaml"))
DRAFTS = {
    "a title and a stage": "stages: [{name: 提问}]",
    "a step": "stages: [{name: Ask, steps: [{customer: Ask}]}]",
    "nothing but backstage": "stages: [{name: Ask, steps: [{backstage: Sort}]}]",
    "a catalogue that nothing uses": "touchpoints: {web: {kind: digital}}\nsystems: {crm: CRM}\nactors: {clerk: Clerk}\n"
    "questions: {how: How?}\npersonas: {elder: {name: Elder}}\nstages: [{name: Ask}]",
    "a broken flow": "stages: [{name: Ask, steps: [{id: a, customer: A, next: {b: 70%, a: 70%}}, {id: b, customer: B, next: a}]}]",
}

by_name = pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.name.removesuffix(".blueprint.yaml"))
by_view = pytest.mark.parametrize("view", VIEWS)


def drawn(b: bp.Blueprint, view: str, **options) -> bp.Drawing:
    return bp.draw(b, view, against=b if view == "changes" else None, **options)


def ids(b: bp.Blueprint, *kinds: str) -> set[str]:
    return {one.about for one in parts_of(b) if one.kind in kinds}


def used(b: bp.Blueprint) -> set[str]:
    return {f"touchpoint:{id_}" for _, step in b.steps() for id_ in step.touchpoints}


def asked(b: bp.Blueprint) -> set[str]:
    return {f"question:{id_}" for _, step in b.steps() for id_ in step.asks}


def everything(b: bp.Blueprint) -> set[str]:
    own = {str(action.id) for _, role, action in b.actions() if role != "customer"}
    return ids(b, "step", "pain", "fail") | own | used(b) | asked(b)


SHOWS: dict[str, Callable[[bp.Blueprint], Iterable[str]]] = {
    "blueprint": everything,
    "changes": everything,
    "journey": lambda b: ids(b, "step", "pain") | used(b) | asked(b),
    "flow": lambda b: ids(b, "step"),
    "touchpoints": lambda b: ids(b, "touchpoint"),
    "dependencies": lambda b: ids(b, "touchpoint", "actor", "system"),
    "help": lambda b: ids(b, "question"),
}
"""What each view has to show of a blueprint, by `Card.about`."""


def parts_in(svg: str) -> set[str]:
    return {part for group in ET.fromstring(svg).iter() if (part := group.get("data-part"))}


@by_view
@by_name
def test_it_shows_what_it_is_about(path: Path, view: str) -> None:
    b = bp.load(path)
    assert set(SHOWS[view](b)) - parts_in(drawn(b, view).svg) == set()


@by_view
@by_name
def test_geometry(path: Path, view: str) -> None:
    b = bp.load(path)
    assert faults(drawn(b, view).scene) == []
    for persona in b.personas:
        assert faults(drawn(b, view, persona=persona).scene) == []


@by_view
@pytest.mark.parametrize(("steps", "words"), [(1, ENGLISH), (13, CHINESE), (60, None)])
def test_geometry_of_any_size(view: str, steps: int, words: list[str] | None) -> None:
    assert faults(drawn(generated(steps, 10, words, seed=steps), view).scene) == []


@by_view
@pytest.mark.parametrize("source", DRAFTS.values(), ids=DRAFTS)
def test_drafts(view: str, source: str) -> None:
    b = bp.loads(f"blueprint: v1\ntitle: Draft\n{source}\n")
    drawing = drawn(b, view)
    assert faults(drawing.scene) == []
    assert set(SHOWS[view](b)) <= parts_in(drawing.svg)


@by_view
def test_the_same_bytes(view: str) -> None:
    for path in EXAMPLES[::4]:
        for format_ in ("svg", "json", "dot"):
            once, again = (drawn(bp.load(path), view).render(format_) for _ in range(2))
            assert once == again


@by_view
def test_what_a_filter_of_stages_hides_is_not_there(view: str) -> None:
    b = bp.load(EXAMPLES[0])
    shown, *hidden = b.stages
    drawing = drawn(b, view, stages=[str(shown.id)])
    steps = {str(step.id) for stage in hidden for step in stage.steps}
    parts = parts_in(drawing.svg)
    assert not {part for part in parts if part in steps or part.partition(".")[0] in steps}
    assert shown.name in drawing.svg


@by_view
@pytest.mark.parametrize("theme", THEMES)
def test_every_theme_has_all_styles(view: str, theme: str) -> None:
    from blueprint.drawing.paint.svg import plain_svg

    for path in EXAMPLES[::5]:
        ET.fromstring(plain_svg(drawn(bp.load(path), view, theme=theme).scene, theme))


@by_view
def test_hostile_text_stays_text(view: str) -> None:
    b = bp.loads(
        "blueprint: v1\ntitle: '</title><script>alert(1)</script>'\nquestions: {q: '\"><script>alert(2)</script>'}\n"
        "touchpoints: {t: {kind: digital, name: '<img src=x onerror=alert(3)>', answers: q, systems: s}}\n"
        "systems: {s: '&lt;<svg onload=alert(4)>'}\nactors: {a: ']]><script>'}\n"
        "stages: [{name: '<b>', steps: [{id: x, customer: '{<%= 7 %>}', touchpoints: t, asks: q, frontstage: "
        "{does: '\\N \\l <table>', actor: a, system: s}, next: [{to: end, share: 100%, when: '<i>'}]}]}]\n"
    )
    root = ET.fromstring(drawn(b, view).svg)
    names = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert names <= {"svg", "title", "desc", "style", "g", "rect", "path", "text"}
    assert not [a for element in root.iter() for a in element.attrib if a.lower().startswith("on") or a == "href"]
