"""Pictures in a table: nothing overlaps or leaves its place, whatever is in the cells, and a wide table goes on below."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from blueprint.drawing import draw, engine
from blueprint.drawing.layout import lay_out
from blueprint.drawing.scene import Group, Rect, Scene, Text
from blueprint.drawing.views.content import Card, Heading
from blueprint.drawing.views.matrix import Head, Matrix
from blueprint.model.catalogue import Persona, Question, Solution, Touchpoint
from blueprint.source.load import load
from tests.drawing.generated import CHINESE, ENGLISH, RIGHT_TO_LEFT, generated
from tests.drawing.geometry import faults, inside, meets, text_box

if TYPE_CHECKING:
    import blueprint as bp

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.blueprint.yaml"))
VIEWS = ("touchpoints", "help")
WORDS = {"english": ENGLISH, "chinese": CHINESE, "rtl": RIGHT_TO_LEFT, "mixed": None}


def crowded(steps: int, words: list[str] | None, seed: int) -> bp.Blueprint:
    """A generated blueprint with more of what these views show: owners, channels, questions, what nobody uses."""
    rng = random.Random(seed)
    words = words or [*ENGLISH, *CHINESE]
    made = generated(steps, 10, words, seed)
    kinds = ("digital", "physical", "interpersonal")
    channels = ("app", "phone", None)
    touchpoints = {
        f"t{n}": Touchpoint.model_validate({
            "kind": kinds[n % 3], "name": rng.choice(words), "channel": rng.choice(channels), "evidence": rng.choice(words),
            "answers": ["q", *rng.sample(["q1", "q2", "q3", "q4"], 2)], "owner": rng.choice(words), "community": n == 3,
        })
        for n in range(9)
    }  # fmt: skip
    questions = {
        f"q{n or ''}": Question.model_validate({
            "text": rng.choice(words) * 2, "share": rng.choice([None, 0.1, 0.001]), "habit": n == 2, "keywords": words[:5],
        })
        for n in range(6)
    }  # fmt: skip
    personas = {
        id_: Persona.model_validate({"name": persona.name, "channels": channel})
        for (id_, persona), channel in zip(made.personas.items(), ("app", "phone"), strict=True)
    }
    solutions = {
        f"v{n}": Solution(what=rng.choice(words), addresses=("q", "q2"), kind=rng.choice([*kinds, None]), status="idea")
        for n in range(4)
    }
    more = {"touchpoints": touchpoints, "questions": questions, "personas": personas, "solutions": solutions}
    return made.model_copy(update=more)


def collisions(scene: Scene) -> list[tuple[str, str]]:
    """The texts that run into each other, wherever they stand."""
    boxes = sorted((text_box(text), text.text) for text in scene.texts())
    found = []
    for n, (box, text) in enumerate(boxes):
        for other, its in boxes[n + 1 :]:
            if other[0] > box[0] + box[2]:
                break
            if meets(box, other, 1):
                found.append((text, its))
    return found


def named(scene: Scene, role: str) -> list[Group]:
    return [s for s in scene.shapes() if isinstance(s, Group) and s.role.split()[0] == role]


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.name.removesuffix(".blueprint.yaml"))
def test_examples(path: Path, view: str) -> None:
    b = load(path)
    filters = [{}, *({"persona": id_} for id_ in b.personas), *({"stages": [stage.id]} for stage in b.stages)]
    for options in filters:
        scene = draw(b, view, **options).scene
        assert (faults(scene), collisions(scene)) == ([], []), options


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
@pytest.mark.parametrize(("steps", "seed"), [(1, 0), (3, 1), (8, 2), (21, 3), (60, 4), (60, 5)])
def test_generated(view: str, words: list[str] | None, steps: int, seed: int) -> None:
    scene = draw(crowded(steps, words, seed), view).scene
    assert faults(scene) == []
    assert collisions(scene) == []


def test_200_steps() -> None:
    b = crowded(200, CHINESE, 7)
    scene = draw(b, "touchpoints").scene
    assert faults(scene) == []
    assert {item.part for item in named(scene, "item")} == {str(step.id) for _, step in b.steps()}


# -- by hand -----------------------------------------------------------------------------------------------------


def table(columns: int, rows: int = 2, **more: object) -> Matrix:
    return Matrix(
        Heading("t", "Table"),
        columns=tuple(Head(f"c{n}", f"Column {n}", kind="stage") for n in range(columns)),
        rows=tuple(Head(f"r{n}", f"Row {n}", edge="evidence") for n in range(rows)),
        cards=tuple(
            Card(f"{r}:{c}", f"r{r}", c, "card", f"Card {r} {c}", "evidence") for r in range(rows) for c in range(columns)
        ),
        **more,  # type: ignore[arg-type]
    )  # fmt: skip


@pytest.mark.parametrize(
    ("columns", "tiers"), [(1, [1]), (6, [6]), (7, [4, 3]), (12, [6, 6]), (13, [5, 5, 3]), (25, [5, 5, 5, 5, 5])]
)
def test_a_wide_table_goes_on_below_itself(columns: int, tiers: list[int]) -> None:
    scene = lay_out(table(columns))
    rows = Counter(round(box[1], 1) for id_, box in scene.boxes.items() if id_.startswith("0:"))
    assert [rows[y] for y in sorted(rows)] == tiers
    assert len(named(scene, "row")) == 2 * len(tiers)
    assert scene.width < 1600
    assert faults(scene) == []


def test_an_empty_cell_says_so_and_a_full_one_does_not() -> None:
    full = table(3)
    holed = Matrix(full.heading, full.columns, full.rows, full.cards[:-1], empty="{} has no {}")
    assert named(lay_out(full), "empty") == []
    (sign,) = named(lay_out(holed), "empty")
    assert sign.title == "Column 2 has no Row 1"
    assert not any(isinstance(shape, Text) for shape in sign.items)


def test_the_texts_of_a_row_begin_on_one_line() -> None:
    kinds = ("question", "pill", "plain-pill", "ghost", "card", "mark")
    cards = tuple(Card(f"k{n}", "r", n, kind, f"Text {n}", "evidence") for n, kind in enumerate(kinds))
    columns = tuple(Head(f"c{n}", "c") for n in range(len(kinds)))
    scene = lay_out(Matrix(Heading("t", "t"), columns, (Head("r", "Row"),), cards))
    lines = {round(s.y) for g in named(scene, "card") for s in inside(g) if isinstance(s, Text)}
    lines |= {round(s.y) for g in named(scene, "row") for s in inside(g) if isinstance(s, Text)}
    assert len(lines) == 1


def test_a_row_is_as_high_as_its_head_and_what_is_in_it() -> None:
    long = Head("long", "A name of a row that is so long that it needs several lines", edge="evidence")
    short = Head("short", "Short", edge="evidence")
    cards = [Card(f"{row}:{n}", row, 0, "mark", "Text") for row in ("short", "last") for n in range(3)]
    rows = (long, short, Head("last", "Last", edge="evidence"))
    scene = lay_out(Matrix(Heading("t", "t"), (Head("c", "Column"),), rows, tuple(cards)))
    bands = [(s.y, s.y + s.height) for s in scene.shapes() if isinstance(s, Rect) and s.style == "band-evidence"]
    heads = [[text_box(s) for s in inside(g) if isinstance(s, Text)] for g in named(scene, "row")]
    for (top, bottom), boxes in zip(bands, heads, strict=True):
        assert min(box[1] for box in boxes) >= top + 16
        assert max(box[1] + box[3] for box in boxes) <= bottom - 16
    for (top, bottom), row in zip(bands[1:], ("short", "last"), strict=True):
        boxes = [box for id_, box in scene.boxes.items() if id_.startswith(row)]
        assert min(box[1] for box in boxes) >= top + 16
        assert max(box[1] + box[3] for box in boxes) <= bottom - 16


def test_without_rows_a_sentence_says_why() -> None:
    scene = lay_out(Matrix(Heading("t", "Table"), (), (), (), remarks=("There is nothing.",)))
    assert [text.text for text in scene.texts() if text.text] == ["Table", "There is nothing."]
    assert faults(scene) == []


@pytest.mark.parametrize("view", VIEWS)
def test_dot_is_valid_and_has_every_card(view: str) -> None:
    drawing = draw(crowded(8, None, 2), view)
    laid = engine.run(drawing.render("dot").decode(), "graphviz-pure")
    assert len(laid["objects"]) == len(drawing.scene.boxes)


@pytest.mark.parametrize("view", VIEWS)
def test_the_same_input_gives_the_same_bytes(view: str) -> None:
    assert draw(crowded(21, None, 3), view).svg == draw(crowded(21, None, 3), view).svg


@pytest.mark.parametrize("view", VIEWS)
def test_text_never_becomes_markup(view: str) -> None:
    svg = draw(crowded(21, ['<script>alert(1)</script> & "co"', "a{b}c %s"], 3), view).svg
    assert "<script" not in svg
    assert "&lt;script&gt;" in svg.replace("\n", "")
