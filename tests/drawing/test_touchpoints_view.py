"""What the view `touchpoints` shows: every touchpoint at its stages, with figures that are the analysis's."""

from __future__ import annotations

from pathlib import Path

import pytest

import blueprint as bp
from blueprint.drawing import draw
from blueprint.drawing.views.scope import Filters, Scope
from blueprint.drawing.views.touchpoints import KINDS, TOTAL, view
from blueprint.source.load import load

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.blueprint.yaml"))

SHOP = {
    "title": "Shop",
    "personas": {"young": {"name": "Young", "share": "75%", "channels": ["app", "store"]},
                 "old": {"name": "Old", "share": "25%", "channels": "store"}},
    "systems": {"core": {"name": "Core", "availability": "99.5%"}, "till": "Till"},
    "touchpoints": {
        "app": {"kind": "digital", "name": "App", "channel": "app", "owner": "IT", "systems": ["core", "till"],
                "evidence": "A screen"},
        "desk": {"kind": "interpersonal", "channel": "store", "community": True},
        "kiosk": {"kind": "digital", "name": "Kiosk", "channel": "kiosk"},
        "sign": {"kind": "physical", "evidence": "A sign"},
        "flyer": {"kind": "physical", "name": "Flyer", "owner": "Marketing"},
    },
    "stages": [
        {"name": "Choose", "id": "choose", "steps": [
            {"id": "look", "customer": "Look around", "touchpoints": ["app", "desk"], "moment_of_truth": True},
            {"id": "ask", "customer": "Ask", "touchpoints": "desk", "next": {"look": "20%", "wait": "80%"},
             "pain_points": [{"what": "Queue", "severity": 2}, {"what": "Rude", "severity": 4, "personas": "old"}]},
        ]},
        {"name": "Later", "id": "later"},
        {"name": "Pay", "id": "pay", "steps": [
            {"id": "wait", "customer": "Wait", "next": {"till": "50%", "gate": "50%"}},
            {"id": "till", "customer": "Pay", "touchpoints": ["sign", "desk"], "next": "end"},
            {"id": "gate", "customer": "Scan", "touchpoints": ["kiosk"]},
        ]},
        {"name": "Leave", "id": "leave", "steps": [{"id": "go", "customer": "Go", "personas": "young"}]},
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def shop() -> bp.Blueprint:
    return bp.Blueprint.model_validate(SHOP)


def shown(b: bp.Blueprint, **filters):
    return view(Scope(b, Filters(**filters)))


def cards(matrix):
    return {card.id: card for card in matrix.cards}


def said(card):
    return [note.text for note in card.notes]


def test_heads(shop: bp.Blueprint) -> None:
    matrix = shown(shop)
    assert [(head.text, head.kind) for head in matrix.columns] == [
        ("1  Choose", "stage"), ("2  Later", "stage"), ("3  Pay", "stage"), ("4  Leave", "stage"), ("Used nowhere", "aside"),
    ]  # fmt: skip
    assert [(item.number, item.text, item.icon, item.part) for item in matrix.columns[0].items] == [
        ("1.1", "Look around", "star", "look"), ("1.2", "Ask", None, "ask"),
    ]  # fmt: skip
    assert [(row.id, row.text, [n.text for n in row.notes]) for row in matrix.rows[:3]] == [
        ("digital", "Digital", ["2 touchpoints"]), ("physical", "Physical", ["1 touchpoint"]),
        ("interpersonal", "Interpersonal", ["1 touchpoint"]),
    ]  # fmt: skip


def test_cells(shop: bp.Blueprint) -> None:
    found = cards(shown(shop))
    assert {id_: (card.row, card.column, card.kind, card.text, card.part) for id_, card in found.items()} == {
        "choose:touchpoint:app": ("digital", 0, "card", "App", "touchpoint:app"),
        "choose:touchpoint:desk": ("interpersonal", 0, "card", "desk", "touchpoint:desk"),
        "pay:touchpoint:desk": ("interpersonal", 2, "card", "desk", "touchpoint:desk"),
        "pay:touchpoint:kiosk": ("digital", 2, "ghost", "Kiosk", "touchpoint:kiosk"),
        "pay:touchpoint:sign": ("physical", 2, "card", "A sign", "touchpoint:sign"),
        "touchpoint:flyer": ("physical", 4, "ghost", "Flyer", "touchpoint:flyer"),
    }
    assert said(found["choose:touchpoint:app"]) == [
        "app · A screen", "IT", "Core (99.5% available)", "Till", "Step 1.1", "75% of journeys", "0.94 visits a journey",
        "closed to Old",
    ]  # fmt: skip
    assert said(found["choose:touchpoint:desk"]) == [
        "store", "customers meet here", "Steps 1.1, 1.2", "100% of journeys", "2.5 visits a journey", "2 pain points",
    ]  # fmt: skip
    assert said(found["pay:touchpoint:sign"]) == ["Step 3.2", "50% of journeys"]
    assert said(found["pay:touchpoint:kiosk"]) == ["kiosk", "Step 3.3", "closed to Young, Old"]
    assert said(found["touchpoint:flyer"]) == ["Marketing"]
    assert (found["choose:touchpoint:desk"].severity, found["choose:touchpoint:app"].severity) == (4, None)
    assert [id_ for id_, card in found.items() if card.badges] == ["choose:touchpoint:app", "choose:touchpoint:desk"]


def test_the_contacts_of_each_stage(shop: bp.Blueprint) -> None:
    matrix = shown(shop)
    tallies = {tally.column: tally for tally in matrix.tallies}
    # Young meet the app at 1.1 (0.75 x 1.25) and everyone the desk: old at 1.1, all at 1.2.
    assert [bar.text for bar in tallies[0].bars] == ["37.5%", "0%", "62.5%"]
    assert [note.text for note in tallies[1].notes] == ["no touchpoint"]
    assert tallies[1].notes[0].style == "small-muted"
    assert [bar.text for bar in tallies[2].bars] == ["0%", "100%", "0%"]
    assert (tallies[3].notes[0].text, tallies[3].notes[0].style) == ("no touchpoint", "small-trouble")
    assert [note.text for note in matrix.rows[-1].notes] == ["3 contacts in an average journey"]


def test_a_persona_sees_what_is_open_to_it_and_what_is_not(shop: bp.Blueprint) -> None:
    matrix = shown(shop, persona="old")
    found = cards(matrix)
    assert found["choose:touchpoint:app"].kind == "ghost"
    assert said(found["choose:touchpoint:app"])[-2:] == ["Step 1.1", "closed to Old"]
    assert "closed to" not in " ".join(said(found["choose:touchpoint:desk"]))
    assert matrix.heading.caption == "Persona: Old · steps not shown: 1"
    assert said(cards(shown(shop, persona="young"))["choose:touchpoint:desk"])[-1] == "1 pain point"


def test_stages_keep_their_numbers_and_what_they_hide_is_said(shop: bp.Blueprint) -> None:
    matrix = shown(shop, stages=("pay",))
    assert [head.text for head in matrix.columns] == ["3  Pay", "Used nowhere"]
    assert {card.part for card in matrix.cards} == {f"touchpoint:{id_}" for id_ in ("desk", "kiosk", "sign", "flyer")}
    assert matrix.heading.caption == "Stages: Pay · not shown: Choose, Later, Leave · touchpoints not shown: 1"


def test_lanes_hide_nothing_and_the_caption_does_not_say_so(shop: bp.Blueprint) -> None:
    whole, limited = shown(shop), shown(shop, lanes=("customer",))
    assert limited.heading.caption == whole.heading.caption == ""
    assert limited.cards == whole.cards


def test_the_legend_has_what_is_used_and_nothing_else(shop: bp.Blueprint) -> None:
    assert [sign for sign, _ in shown(shop).heading.legend] == [
        "digital", "physical", "interpersonal", "star", "actor", "system", "persona", "feedback", "pain",
    ]  # fmt: skip
    assert [sign for sign, _ in shown(shop, stages=("leave",)).heading.legend] == [
        "digital", "physical", "interpersonal", "actor",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("en", "The file names no touchpoints."), ("zh-Hans", "文件中没有写触点。"), ("zh-TW", "檔案中沒有寫接觸點。")],
)
def test_without_touchpoints_a_sentence_says_so(language: str, sentence: str) -> None:
    b = bp.Blueprint(title="x", language=language, stages=[{"name": "a", "steps": [{"customer": "b"}]}])
    assert shown(b).remarks == (sentence,)
    assert sentence in draw(b, "touchpoints").svg


def test_a_draft_without_steps() -> None:
    b = bp.Blueprint(title="x", stages=[{"name": "a"}], touchpoints={"chair": {"kind": "physical"}})
    matrix = shown(b)
    assert [(card.id, card.column) for card in matrix.cards] == [("touchpoint:chair", 1)]
    assert matrix.remarks == ()


def test_a_flow_without_numbers_is_drawn_without_figures() -> None:
    steps = [
        {"id": "a", "customer": "a", "touchpoints": "chair", "next": {"b": "80%", "c": "70%"}},
        {"id": "b", "customer": "b"},
        {"id": "c", "customer": "c"},
    ]
    b = bp.Blueprint(title="x", stages=[{"name": "a", "steps": steps}], touchpoints={"chair": {"kind": "physical"}})
    matrix = shown(b)
    assert [said(card) for card in matrix.cards] == [["Step 1.1"]]
    assert matrix.remarks == ("Without figures: the flow of this file gives no numbers.",)
    assert [row.id for row in matrix.rows] == list(KINDS)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.name.removesuffix(".blueprint.yaml"))
def test_examples_show_every_touchpoint_where_it_is_used_with_the_figures_of_the_analysis(path: Path) -> None:
    b = load(path)
    matrix = shown(b)
    expected = {
        (f"touchpoint:{id_}", b.touchpoints[id_].kind, column)
        for column, stage in enumerate(b.stages)
        for step in stage.steps
        for id_ in step.touchpoints
    }
    used = {part for part, _, _ in expected}
    unused = {f"touchpoint:{id_}" for id_ in b.touchpoints} - used
    assert {(c.part, c.row, c.column) for c in matrix.cards if c.column < len(b.stages)} == expected
    assert {c.part for c in matrix.cards if c.column == len(b.stages)} == unused
    assert len(matrix.cards) == len(expected) + len(unused)
    svg = draw(b, "touchpoints").svg
    for id_ in b.touchpoints:
        assert f'data-part="touchpoint:{id_}"' in svg
    for _, step in b.steps():
        assert f'data-part="{step.id}"' in svg


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.name.removesuffix(".blueprint.yaml"))
def test_contacts_with_people_are_those_of_the_analysis(path: Path) -> None:
    b = load(path)
    analysis = bp.analyze(b)
    from blueprint.analysis.contacts import contacts

    found = contacts(analysis.customers).by_kind([str(step.id) for _, step in b.steps()])
    if b.touchpoints:
        assert found.get("interpersonal", 0.0) == pytest.approx(float(analysis.people.human_contacts))
    total = next(row for row in shown(b).rows if row.id == TOTAL)
    assert total.notes[0].text.count(analysis.customers.words.number(sum(found.values()))) == 1
