"""The layout of networks: nothing overlaps, every part is there, the same bytes twice, and bounds that hold."""

from __future__ import annotations

import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from itertools import pairwise
from pathlib import Path

import pytest

import blueprint as bp
from blueprint.drawing import draw
from blueprint.drawing.errors import DrawError
from blueprint.drawing.layout import layers
from blueprint.drawing.layout.channels import Run, share_out
from blueprint.drawing.layout.layers import Joint, Place, heights
from blueprint.drawing.layout.ports import Port, spread
from blueprint.drawing.scene import Group
from blueprint.drawing.scene import Path as Line
from blueprint.source.load import load
from tests.drawing.generated import CHINESE, ENGLISH, RIGHT_TO_LEFT, generated
from tests.drawing.geometry import faults, segments

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.blueprint.yaml"))
VIEWS = ("flow", "dependencies")
EVERY = [(path, persona) for path in EXAMPLES for persona in (None, *load(path).personas)]
ENGINE = "graphviz-pure"


def links(scene):
    return [s for s in scene.shapes() if isinstance(s, Group) and s.role.startswith("link")]


# -- geometry ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize(("path", "persona"), EVERY, ids=lambda v: v.name.split(".b")[0] if isinstance(v, Path) else v)
def test_examples(path: Path, persona: str | None, view: str) -> None:
    b = load(path)
    assert faults(draw(b, view, persona=persona).scene) == []
    for stage in b.stages if persona is None else ():
        assert faults(draw(b, view, stages=[str(stage.id)]).scene) == []


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("words", [ENGLISH, CHINESE, RIGHT_TO_LEFT, None], ids=["english", "chinese", "rtl", "mixed"])
def test_generated(words: list[str] | None, seed: int, view: str) -> None:
    steps = (1, 2, 3, 5, 8, 13, 21, 34, 60, 60)[seed]
    assert faults(draw(generated(steps, 10, words, seed), view).scene) == []


@pytest.mark.parametrize(
    "stages",
    [
        [{"name": "One"}],
        [{"name": "One"}, {"name": "A name that is far too long for the narrow band of a single column", "steps": [{"customer": "Go"}]}],
        [{"name": "一", "steps": [{"id": "a", "customer": "回" * 80, "abandon": 0.2, "next": [
            {"to": "a", "share": 0.2, "when": "再来" * 30}, {"to": "a", "share": 0.1, "repeat": True}, {"to": "end", "share": 0.5}]}]}],
        [{"name": "One", "steps": [{"id": "a", "customer": "Go", "next": {"to": "a"}}]}],
    ],
    ids=["nothing", "long name", "loops and exits", "no end"],
)  # fmt: skip
@pytest.mark.parametrize("view", VIEWS)
def test_drafts(stages: list[dict], view: str) -> None:
    assert faults(draw(bp.Blueprint.model_validate({"title": "T", "stages": stages}), view).scene) == []


@pytest.mark.parametrize("view", VIEWS)
def test_large_chinese(view: str) -> None:
    scene = draw(generated(200, 10, CHINESE, 3, "zh"), view).scene
    assert faults(scene) == []


def test_heads_end_at_cards_and_lines_start_there() -> None:
    scene = draw(generated(20, 5, seed=4), "flow").scene
    for link in links(scene):
        line, tip = (shape for shape in link.items if isinstance(shape, Line))
        source, target = (scene.boxes[id_] for id_ in link.ends)
        (x, y), _ = segments(line)[0]
        is_hanging = link.ends[1].endswith(":abandoned")
        assert y == pytest.approx(source[1] + source[3]) if is_hanging else x == pytest.approx(source[0] + source[2])
        x, y = map(float, re.match(r"M(\S+) ([^L]+)L", tip.d).groups())
        assert x == pytest.approx(target[0] - 1, abs=0.1)
        assert target[1] < y < target[1] + target[3]


def test_widths_follow_the_visits() -> None:
    b = load(EXAMPLES[0].parent / "04-which-watch.as-is.blueprint.yaml")
    drawing = draw(b, "flow")
    weight = {(link.source, link.target): link.weight for link in drawing._picture.content.links if not link.is_back}
    widths = {link.ends: link.items[0].width for link in links(drawing.scene)}
    rising = sorted(weight, key=lambda ends: weight[ends])
    assert all((widths[a] or 1.4) <= (widths[b] or 1.4) for a, b in pairwise(rising))
    assert widths[rising[-1]] == 7
    scale = next(s for s in drawing.scene.shapes() if isinstance(s, Group) and s.id == "scale")
    for shape, (value, _) in zip(
        (s for s in scale.items if isinstance(s, Line)),
        drawing._picture.content.scale,
        strict=True,
    ):
        assert shape.width == pytest.approx(1.4 + 5.6 * value / weight[rising[-1]], abs=0.01)


# -- what is there -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name.split(".b")[0])
def test_every_card_and_link_is_in_the_svg(path: Path, view: str) -> None:
    drawing = draw(load(path), view)
    root = ET.fromstring(drawing.svg)
    content = drawing._picture.content
    parts = [g.get("data-part") for g in root.iter() if g.get("class", "").startswith("card ")]
    assert parts == [card.about for card in content.cards]
    found = {(g.get("data-from"), g.get("data-to")) for g in root.iter() if g.get("data-from")}
    assert found == {(link.source, link.target) for link in content.links}
    assert drawing.svg == draw(load(path), view).svg


@pytest.mark.parametrize("view", VIEWS)
def test_the_same_bytes_in_another_process(view: str) -> None:
    code = f"import sys, blueprint as bp; sys.stdout.write(bp.draw(bp.load({str(EXAMPLES[-1])!r}), {view!r}).svg)"
    found = [
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": "src"},
        ).stdout
        for seed in ("1", "2")
    ]
    assert found[0] == found[1] == draw(load(EXAMPLES[-1]), view).svg.encode()


@pytest.mark.parametrize("view", VIEWS)
def test_dot_output_is_valid_with_any_text(view: str) -> None:
    b = bp.Blueprint.model_validate({
        "title": '"} -> {b} \\N <b>', "actors": {"甲": '"人"\\'},
        "stages": [{"name": "One", "steps": [{"id": "n1", "customer": {"does": '去:了 "x"', "actor": "甲"}, "next": [
            {"to": "步骤2", "when": '"} ; x[label=<b>]'}]}, {"id": "步骤2", "customer": "<b>", "next": [{"to": "n1", "share": 0.2}, {"to": "end"}]}]}],
    })  # fmt: skip
    drawing = draw(b, view)
    done = subprocess.run(
        [Path(sys.executable).parent / ENGINE, "-Kneato", "-n2", "-Tplain"],
        input=drawing.render("dot"),
        capture_output=True,
        check=True,
    )
    lines = done.stdout.decode().splitlines()
    assert sum(line.startswith("node ") for line in lines) == len(drawing._picture.content.cards)
    assert sum(line.startswith("edge ") for line in lines) == len(drawing._picture.content.links)


# -- the engine ----------------------------------------------------------------------------------------------------


def test_an_engine_that_fails_is_a_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda *_, **__: None)
    layers._middles.cache_clear()
    with pytest.raises(DrawError, match="the engine `graphviz-pure` is not installed"):
        _ = draw(generated(3), "flow").scene


def test_an_engine_that_hangs_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    def hang(*_: object, timeout: float, **__: object) -> None:
        raise subprocess.TimeoutExpired("dot", timeout)

    monkeypatch.setattr(subprocess, "run", hang)
    layers._middles.cache_clear()
    with pytest.raises(DrawError, match="took more than 20 seconds and was stopped"):
        _ = draw(generated(3), "flow").scene


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ((1, b"", b"one\nboom"), "failed: boom"),
        ((1, b"", b""), "failed: exit code 1"),
        ((0, b"no JSON", b""), "failed: it gave no picture"),
        ((0, b"{}", b""), "failed: it found no place for"),
        ((0, b'{"objects": [{"name": "n0", "pos": "1,2"}]}', b""), "failed: it found no place for"),
    ],
)
def test_an_engine_whose_answer_is_no_good(
    answer: tuple[int, bytes, bytes], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: subprocess.CompletedProcess([], *answer))
    layers._middles.cache_clear()
    with pytest.raises(DrawError, match=said):
        _ = draw(generated(3), "flow").scene


def test_what_dot_is_given_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many links jump how far: those that would need most places go around."""
    given = []
    monkeypatch.setattr(
        layers,
        "_middles",
        lambda source, *_: given.append(source) or dict.fromkeys((f"n{n}" for n in range(9999)), 0.0),
    )
    ids = [f"s{n}" for n in range(60)]
    steps = [
        {"id": id_, "customer": "x", "next": [{"to": t} for t in ids[n + 1 : n + 20]] or [{"to": "end"}]}
        for n, id_ in enumerate(ids)
    ]
    _ = draw(bp.Blueprint.model_validate({"title": "T", "stages": [{"name": "S", "steps": steps}]}), "flow").scene
    assert given[0].count("TABLE") / 2 <= 60 + 1 + 800


# -- layers, ports, channels ---------------------------------------------------------------------------------------


def test_heights_keep_places_apart_and_links_straight() -> None:
    places = [Place(0, 60, 30), Place(1, 100, 20), Place(1, 40, 20), Place(2, 60, 30)]
    joints = [Joint(0, 1, 9), Joint(0, 2, 1), Joint(1, 3, 9), Joint(2, 3, 1)]
    found = heights(places, joints, ENGINE)
    assert found[0] == pytest.approx(found[1], abs=1)
    assert found[1] == pytest.approx(found[3], abs=1)
    tops = sorted((level - place.port, place.height) for level, place in zip(found[1:3], places[1:3], strict=True))
    assert tops[0][0] + tops[0][1] <= tops[1][0]


def test_an_order_that_is_given_is_kept() -> None:
    places = [Place(0, 20, 10) for _ in range(4)] + [Place(1, 20, 10) for _ in range(4)]
    joints = [Joint(n, 7 - n, 1) for n in range(4)]
    found = heights(places, joints, ENGINE, order=[0, 1, 2, 3])
    assert found[:4] == sorted(found[:4])
    assert found[4:] == sorted(found[4:], reverse=True)


@pytest.mark.parametrize(
    ("ports", "room", "offsets"),
    [
        ([], 20, []),
        ([Port(5, 1, 1)], 20, [0]),
        ([Port(9, 1, 1), Port(5, 3, 2)], 20, [9, 0]),
        ([Port(1, 1, 1), Port(5, 3, 2), Port(9, 1, 1)], 20, [-9, 0, 9]),
        ([Port(1, 3, 2), Port(5, 1, 1), Port(9, 1, 1)], 10, [0, pytest.approx(10 * 9 / 17, abs=0.01), 10]),
    ],
)
def test_ports(ports: list[Port], room: float, offsets: list[float]) -> None:
    assert spread(ports, room) == offsets


def test_channels() -> None:
    near, far, beside = Run(100, 200, 40, 15), Run(0, 400), Run(250, 300)
    height = share_out([far, near, beside])
    assert near.level == beside.level < far.level < height
    assert near.centre == 150


def test_a_label_is_clear_of_what_crosses_its_line() -> None:
    short, long = Run(0, 200, 40, 15), Run(100, 600, 40, 15)
    share_out([short, long])
    assert short.centre + 20 < 100 or short.centre - 20 > 100
