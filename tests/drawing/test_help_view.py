"""What the view `help` shows: every question, who answers it where, and coverage that is the analysis's."""

from __future__ import annotations

from pathlib import Path

import pytest

import blueprint as bp
from blueprint.analysis.words import words_for
from blueprint.drawing import draw
from blueprint.drawing.scene import Group
from blueprint.drawing.views.help import view
from blueprint.drawing.views.scope import Filters, Scope
from blueprint.source.load import load

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.blueprint.yaml"))

SHOP = {
    "title": "Shop",
    "personas": {"young": {"name": "Young", "share": "60%", "channels": ["app", "web"]},
                 "old": {"name": "Old", "share": "40%", "channels": "phone"}},
    "touchpoints": {
        "app": {"kind": "digital", "name": "App", "channel": "app", "answers": ["open", "cost", "dog"]},
        "web": {"kind": "digital", "name": "Site", "channel": "web", "answers": "deliver"},
        "line": {"kind": "interpersonal", "name": "Hotline", "channel": "phone", "answers": ["open", "return"]},
        "flyer": {"kind": "physical", "name": "Flyer", "answers": ["cost", "who"]},
        "poster": {"kind": "physical", "name": "Poster", "answers": "early"},
        "kiosk": {"kind": "digital", "name": "Kiosk", "answers": "kiosk"},
    },
    "questions": {
        "who": {"text": "Who are you?", "share": "2%"},
        "open": {"text": "Is it open?", "share": "50%", "keywords": ["hours", "door"]},
        "cost": {"text": "What does it cost?", "share": "20%", "habit": True},
        "dog": {"text": "May I bring my dog?"},
        "deliver": {"text": "Do you deliver?", "share": "5%"},
        "return": {"text": "Can I return it?", "share": "15%"},
        "kiosk": {"text": "Where is the kiosk?", "share": "1%"},
        "early": {"text": "Is it far?", "share": "7%"},
    },
    "solutions": {
        "leaflet": {"what": "Print it", "addresses": ["return", "who"], "kind": "physical", "status": "planned", "owner": "Sales"},
        "train": {"what": "Train them", "addresses": "who", "touchpoint": "line", "status": "done"},
        "think": {"what": "Think", "addresses": "who"},
    },
    "stages": [
        {"name": "Look", "id": "look", "steps": [
            {"id": "s1", "customer": "Look", "touchpoints": ["app", "line", "poster"], "asks": ["open", "cost", "deliver"]},
            {"id": "s2", "customer": "Order", "touchpoints": ["app", "line"], "asks": ["return", "early"]},
        ]},
        {"name": "After", "id": "after", "steps": [
            {"id": "s3", "customer": "Receive", "touchpoints": ["web", "line"], "asks": ["who", "open"],
             "next": {"s4": "0%", "end": "100%"}},
            {"id": "s4", "customer": "Never", "touchpoints": "kiosk", "asks": "kiosk"},
        ]},
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
    return [(note.text, note.icon) for note in card.notes]


def test_the_most_asked_first_those_without_a_share_last(shop: bp.Blueprint) -> None:
    asked = ["open", "cost", "return", "early", "deliver", "who", "kiosk", "dog"]
    assert [row.id for row in shown(shop).rows] == [*(f"question:{id_}" for id_ in asked), "total"]
    assert [head.text for head in shown(shop).columns] == [
        "Question", "Digital", "Physical", "Interpersonal", "When help comes",
    ]  # fmt: skip


def test_questions_say_where_they_come_up_and_whether_they_are_answered_there(shop: bp.Blueprint) -> None:
    found = cards(shown(shop))
    assert said(found["question:open"]) == [
        ("50% ask", None), ("1.1 Look", "answered"), ("2.1 Receive", "answered"), ("Keywords: hours, door", None),
    ]  # fmt: skip
    assert said(found["question:cost"]) == [("20% ask · shared pattern", None), ("1.1 Look", "answered")]
    assert said(found["question:dog"]) == [("comes up at no step", None)]
    assert said(found["question:deliver"]) == [("5% ask", None), ("1.1 Look", "failure")]


@pytest.mark.parametrize(
    ("card", "column", "kind", "notes"),
    [
        ("open:answers:app", 1, "pill", [("where it comes up: 1.1", "answered"), ("closed to Old", "persona")]),
        ("open:answers:line", 3, "pill", [("where it comes up: 1.1, 2.1", "answered"), ("closed to Young", "persona")]),
        ("deliver:answers:web", 1, "plain-pill", [("elsewhere: 2 After", "onward"), ("closed to Old", "persona")]),
        ("early:answers:poster", 2, "plain-pill", [("elsewhere: 1 Look", "onward")]),
        ("cost:answers:flyer", 2, "ghost", [("no step uses it", "failure")]),
        (
            "kiosk:answers:kiosk",
            1,
            "ghost",
            [("where it comes up: 2.2", "answered"), ("nobody comes there", "failure")],
        ),
    ],
)
def test_answers(shop: bp.Blueprint, card: str, column: int, kind: str, notes: list) -> None:
    found = cards(shown(shop))[card]
    assert (found.column, found.kind, said(found)) == (column, kind, notes)
    assert found.part == f"touchpoint:{card.rpartition(':')[2]}"


@pytest.mark.parametrize(
    ("question", "text", "icon", "notes"),
    [
        (
            "open",
            "Old: only by asking people (as it comes up)",
            "interpersonal",
            [("Young: as it comes up", "answered")],
        ),
        ("cost", "Old: nowhere", "failure", [("Young: as it comes up", "answered")]),
        ("deliver", "Old: nowhere", "failure", [("Young: only after it came up", "wait")]),
        ("return", "Young: nowhere", "failure", [("Old: only by asking people (before it comes up)", "interpersonal")]),
        ("early", "before it comes up", "success", []),
        ("who", "nowhere", "failure", []),
        ("kiosk", "nobody gets to where it comes up", "exit", []),
        ("dog", "Old: nowhere", "failure", [("Young: before it comes up", "success")]),
    ],
)
def test_when_help_comes(shop: bp.Blueprint, question: str, text: str, icon: str, notes: list) -> None:
    verdict = cards(shown(shop))[f"{question}:help"]
    assert (verdict.column, verdict.text, verdict.icon, said(verdict)) == (4, text, icon, notes)


def test_solutions_stand_where_they_are_to_answer(shop: bp.Blueprint) -> None:
    found = [card for card in shown(shop).cards if card.kind == "solution"]
    assert [(card.id, card.column, card.part, said(card)) for card in found] == [
        ("return:solution:leaflet", 2, "solution:leaflet", [("planned", None), ("Sales", "actor")]),
        ("who:solution:leaflet", 2, "solution:leaflet", [("planned", None), ("Sales", "actor")]),
        ("who:solution:train", 3, "solution:train", [("done", None)]),
        ("who:solution:think", 4, "solution:think", []),
    ]  # fmt: skip


def test_rows_without_any_answer_are_marked(shop: bp.Blueprint) -> None:
    assert [row.id for row in shown(shop).rows if row.edge == "trouble"] == ["question:who"]
    asked = cards(shown(shop))["question:who"].notes[-1]
    assert (asked.text, asked.icon, asked.style) == ("2.1 Receive", "failure", "small-trouble")
    old = shown(shop, persona="old")
    assert [row.id for row in old.rows if row.edge] == [f"question:{id_}" for id_ in ("cost", "deliver", "who", "dog")]


def test_a_persona_has_questions_and_answers_of_its_own(shop: bp.Blueprint) -> None:
    matrix = shown(shop, persona="young")
    found = cards(matrix)
    assert found["return:answers:line"].kind == "ghost"
    assert said(found["question:return"])[-1] == ("1.2 Order", "failure")
    assert found["open:help"].text == "as it comes up"
    assert matrix.heading.caption == "Persona: Young"


def test_a_stage_has_the_questions_that_come_up_there(shop: bp.Blueprint) -> None:
    matrix = shown(shop, stages=("after",))
    assert [row.id for row in matrix.rows] == ["question:open", "question:who", "question:kiosk", "total"]
    assert said(cards(matrix)["question:open"])[1] == ("2.1 Receive", "answered")
    assert matrix.heading.caption == "Stages: After · not shown: Look · questions not shown: 5"


def test_lanes_hide_nothing_and_the_caption_does_not_say_so(shop: bp.Blueprint) -> None:
    assert shown(shop, lanes=("customer",)).heading.caption == ""


def test_totals_are_the_coverage_of_the_analysis(shop: bp.Blueprint) -> None:
    tallies = {tally.column: tally for tally in shown(shop).tallies}
    found, told = bp.analyze(shop).help, words_for("en")
    assert [bar.text for bar in tallies[4].bars] == [
        told.share(float(found.help_coverage)), told.share(float(found.help_ahead)),
    ]  # fmt: skip
    # By hand: without a share, the mean of the others (100% / 7); the question about the kiosk is nobody's.
    whole = 0.5 + 0.2 + 0.15 + 0.07 + 0.05 + 0.02 + 1 / 7
    digital = 0.6 * (0.5 + 0.2 + 0.05 + 1 / 7) / whole
    people = 0.4 * (0.5 + 0.15) / whole
    assert [tallies[n].bars[0].text for n in (1, 2, 3)] == [
        told.share(digital),
        told.share(0.07 / whole),
        told.share(people),
    ]
    assert "Questions without a share count with the mean of the others, 14.3%: dog." in shown(shop).remarks


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "The file names no questions."),
        ("zh-Hans", "文件中没有写顾客的问题。"),
        ("zh-Hant", "檔案中沒有寫顧客的問題。"),
    ],
)
def test_without_questions_a_sentence_says_so(language: str, sentence: str) -> None:
    b = bp.Blueprint(title="x", language=language, stages=[{"name": "a"}])
    assert shown(b).remarks == (sentence,)
    assert sentence in draw(b, "help").svg


def test_where_no_question_comes_up_a_sentence_says_so() -> None:
    steps = [{"customer": "b", "asks": "q"}]
    b = bp.Blueprint(title="x", questions={"q": "Why?"}, stages=[{"name": "a", "steps": steps}, {"name": "z"}])
    matrix = shown(b, stages=("z",))
    assert matrix.remarks == ("No question comes up in what is shown.",)
    assert matrix.heading.caption == "Stages: z · not shown: a · questions not shown: 1"


def test_a_draft_without_steps() -> None:
    b = bp.Blueprint(title="x", stages=[{"name": "a"}], questions={"why": "Why?"})
    matrix = shown(b)
    assert [card.text for card in matrix.cards] == ["Why?", "nowhere"]
    assert (matrix.rows[0].edge, matrix.remarks, matrix.tallies) == ("trouble", (), ())


def test_a_flow_without_numbers_is_drawn_without_figures() -> None:
    steps = [
        {"id": "a", "customer": "a", "touchpoints": "chair", "asks": ["why", "how"], "next": {"b": "80%", "c": "70%"}},
        {"id": "b", "customer": "b"},
        {"id": "c", "customer": "c"},
    ]
    b = bp.Blueprint(
        title="x", stages=[{"name": "a", "steps": steps}], questions={"why": "Why?", "how": "How?"},
        touchpoints={"chair": {"kind": "physical", "answers": "why"}},
    )  # fmt: skip
    matrix = shown(b)
    assert list(cards(matrix)) == ["question:why", "why:answers:chair", "question:how", "how:help"]
    assert matrix.remarks == ("Without figures: the flow of this file gives no numbers.",)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.name.removesuffix(".blueprint.yaml"))
def test_examples_show_every_question_with_all_that_answers_it(path: Path) -> None:
    b = load(path)
    matrix = shown(b)
    expected = {(f"question:{q}", f"touchpoint:{t}") for t, found in b.touchpoints.items() for q in found.answers}
    assert {(c.row, c.part) for c in matrix.cards if c.part.startswith("touchpoint:")} == expected
    parts = {s.part for s in draw(b, "help").scene.shapes() if isinstance(s, Group) and s.role.startswith("card")}
    assert {f"question:{id_}" for id_ in b.questions} <= parts


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.name.removesuffix(".blueprint.yaml"))
def test_an_answer_counts_as_found_where_the_analysis_finds_it(path: Path) -> None:
    b = load(path)
    found = {need.id: set(need.answered_by) for need in bp.analyze(b).help.questions}
    solid: dict[str, set[str]] = {id_: set() for id_ in found}
    for card in shown(b).cards:
        if card.kind in ("pill", "plain-pill"):
            solid[card.row.removeprefix("question:")].add(card.part.removeprefix("touchpoint:"))
    assert solid == found
