"""Drawing: every format, notebooks, and what goes wrong said clearly."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

import blueprint as bp
from blueprint.drawing import engine
from blueprint.drawing.drawing import FORMATS
from blueprint.drawing.sheets import is_readable, shared_out
from blueprint.drawing.text import width
from blueprint.drawing.theme import SMALL
from blueprint.model.catalogue import Question
from tests.drawing.generated import CHINESE, generated
from tests.drawing.geometry import faults

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.blueprint.yaml"))


@pytest.fixture(scope="module")
def drawing() -> bp.Drawing:
    return bp.draw(generated(6, 6, CHINESE, seed=2, language="zh-Hans"))


def test_formats(drawing: bp.Drawing, tmp_path: Path) -> None:
    starts = {
        "svg": b"<svg ", "html": b"<!doctype html>", "png": b"\x89PNG\r\n", "pdf": b"%PDF-", "pptx": b"PK",
        "drawio": b"<?xml ", "mermaid": b"---\n", "dot": b"digraph ", "json": b"{\n",
    }  # fmt: skip
    assert tuple(starts) == FORMATS
    for name, start in starts.items():
        path = drawing.save(tmp_path / f"x.{name}")
        assert path.read_bytes().startswith(start), name


def test_unknown_names(drawing: bp.Drawing) -> None:
    b = generated(1)
    for call, message in (
        (lambda: drawing.render("pgn"), "there is no format `pgn`; did you mean `png`?"),
        (lambda: bp.draw(b, view="bluprint"), "there is no view `bluprint`; did you mean `blueprint`?"),
        (lambda: bp.draw(b, theme="drak"), "there is no theme `drak`; did you mean `dark`?"),
        (lambda: bp.draw(b, engine="dott"), "there is no engine `dott`; did you mean `dot`?"),
        (lambda: drawing.render("pdf", page="A33"), "there is no page `A33`; did you mean `A3`?"),
        (lambda: drawing.save("x.gif"), "there is no format `gif`; did you mean `pdf`?"),
    ):
        with pytest.raises(bp.DrawError) as caught:
            call()
        assert str(caught.value).startswith(message[:24])


def test_json_has_every_card(drawing: bp.Drawing) -> None:
    data = json.loads(drawing.render("json"))
    assert data["boxes"].keys() == drawing.scene.boxes.keys()
    assert (data["width"], data["height"]) == (drawing.scene.width, drawing.scene.height)


def test_notebooks_get_svg_and_text_with_other_ids_each_time(drawing: bp.Drawing) -> None:
    first, second = drawing._repr_mimebundle_(), drawing._repr_mimebundle_()
    assert first.keys() == {"image/svg+xml", "text/plain"}
    assert (
        first["image/svg+xml"].split('id="')[1].split('"')[0] != second["image/svg+xml"].split('id="')[1].split('"')[0]
    )
    assert not hasattr(drawing, "_repr_html_")


def test_a_repr_never_raises(drawing: bp.Drawing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bp.Drawing, "_svg", lambda *_: 1 / 0)
    assert drawing._repr_mimebundle_() == {"text/plain": "<Drawing that failed: division by zero>"}


# -- sheets ------------------------------------------------------------------------------------------------------


def test_a_long_blueprint_is_printed_on_several_sheets() -> None:
    b = generated(24, 6, CHINESE, seed=3)
    sheets = bp.draw(b).sheets("A3")
    assert len(sheets) > 1
    shown = set().union(*(sheet.boxes for sheet in sheets))
    assert {str(step.id) for _, step in b.steps()} <= shown
    assert all(faults(sheet) == [] for sheet in sheets)
    assert bp.draw(b).render("pdf", page="A3").count(b"/Type /Page\n") in (len(sheets), 0)


def test_sheets_have_one_scale_and_a_number() -> None:
    sheets = bp.draw(generated(24, 6, CHINESE, seed=3)).sheets("A3")
    assert len({(sheet.width, sheet.height) for sheet in sheets}) == 1
    said = ["".join(t.text for t in sheet.texts()) for sheet in sheets]
    assert all(f"Sheet {n} of {len(sheets)}" in text for n, text in enumerate(said, 1))


def test_sheets_say_what_the_whole_print_leaves_out() -> None:
    b = generated(24, 6, CHINESE, seed=3)
    ids = [str(stage.id) for stage in b.stages]
    for stages, is_said in ((), False), (ids[1:], True):
        sheets = bp.draw(b, stages=stages).sheets("A3")
        assert len(sheets) > 1
        said = ["".join(t.text for t in sheet.texts()) for sheet in sheets]
        assert [f"not shown: {b.stages[0].name}" in text for text in said] == [is_said] * len(sheets)
        assert all(("not shown:" in text) is is_said for text in said)


@pytest.mark.parametrize("view", ["touchpoints", "help"])
def test_a_long_table_is_printed_on_several_sheets(view: str) -> None:
    b = generated(60, 10)
    more = {f"q{n}": Question(text=f"Question {n}?") for n in range(40)}
    b = b.model_copy(update={"questions": {**b.questions, **more}})
    drawing = bp.draw(b, view)
    sheets = drawing.sheets("A3")
    assert len(sheets) > 1
    assert all(is_readable(sheet, "A3") and faults(sheet) == [] for sheet in sheets)
    shown = [id_ for sheet in sheets for id_ in sheet.boxes]
    assert sorted(shown) == sorted(drawing.scene.boxes)
    assert len({(sheet.width, sheet.height) for sheet in sheets}) == 1
    said = ["".join(t.text for t in sheet.texts()) for sheet in sheets]
    assert all(f"Sheet {n} of {len(sheets)}" in text for n, text in enumerate(said, 1))
    total = "Share of contacts" if view == "touchpoints" else "All questions"
    assert [total in text for text in said] == [
        view == "touchpoints" or n == len(said) for n in range(1, len(said) + 1)
    ]


@pytest.mark.parametrize(
    ("sizes", "count", "groups"),
    [([3, 2, 2, 2, 2], 2, [[0, 1], [2, 3, 4]]), ([9, 1, 1], 2, [[0], [1, 2]]), ([1, 1, 9], 3, [[0], [1], [2]])],
)
def test_stages_are_shared_out_evenly(sizes: list[int], count: int, groups: list[list[int]]) -> None:
    assert shared_out(sizes, count) == groups


def test_saving_warns_of_characters_that_no_font_has(tmp_path: Path) -> None:
    b = bp.Blueprint(title="\U0001accc", stages=[{"name": "a", "steps": [{"customer": "b"}]}])
    with pytest.warns(UserWarning, match=r"no installed font has: .* \(U\+1ACCC\)"):
        bp.draw(b).save(tmp_path / "x.png")


def test_a_short_blueprint_is_one_sheet() -> None:
    assert len(bp.draw(generated(3, 5, CHINESE)).sheets("A3")) == 1


# -- Graphviz ----------------------------------------------------------------------------------------------------


def test_dot_is_valid_and_keeps_places(drawing: bp.Drawing) -> None:
    laid = engine.run(drawing.render("dot").decode(), "graphviz-pure")
    nodes = [o for o in laid["objects"] if "pos" in o]
    assert len(nodes) == len(drawing.scene.boxes)
    assert len(laid["edges"]) == len(drawing._picture.content.links)


@pytest.mark.parametrize("view", ["blueprint", "journey", "flow"])
def test_dot_wraps_the_text_of_its_nodes(view: str) -> None:
    source = bp.draw(bp.load(EXAMPLES[-1]), view).render("dot").decode()
    assert "ortho" not in source  # which makes Graphviz 2.43 crash on some of the examples
    nodes = [o for o in engine.run(source, "graphviz-pure")["objects"] if "pos" in o]
    lines = [(line, float(node["width"]) * 72) for node in nodes for line in node["label"].splitlines()]
    assert len(lines) > len(nodes)
    assert [line for line, room in lines if width(line, SMALL) > room] == []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.name.removesuffix(".blueprint.yaml"))
def test_graphviz_routes_clear_of_cards(path: Path) -> None:
    scene = bp.draw(bp.load(path), engine="graphviz-pure").scene
    assert [fault for fault in faults(scene) if "through card" in fault] == []


def test_a_missing_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine.shutil, "which", lambda *_, **__: None)
    with pytest.raises(bp.DrawError) as caught:
        bp.draw(bp.load(EXAMPLES[0]), engine="dot").render("svg")
    assert str(caught.value) == "the engine `dot` is not installed: install Graphviz, or leave `--engine` out"


def test_a_failing_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    failed = subprocess.CompletedProcess([], 1, b"half a pict", b"Error: out of ink\n")
    monkeypatch.setattr(engine.subprocess, "run", lambda *_, **__: failed)
    with pytest.raises(bp.DrawError) as caught:
        bp.draw(bp.load(EXAMPLES[0]), engine="graphviz-pure").render("svg")
    assert str(caught.value) == "the engine `graphviz-pure` failed: Error: out of ink"
