"""draw.io: every card a cell with its text, every link an edge between its cards, and nothing of the text markup."""

from __future__ import annotations

import base64
import html
import re
import zlib
from collections import Counter
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest

import blueprint as bp
from blueprint.drawing import VIEWS
from blueprint.drawing.paint.native import Join, clusters, figures
from blueprint.drawing.scene import Group, Scene
from blueprint.drawing.text import visible
from blueprint.drawing.theme import THEMES
from tests.drawing.generated import CHINESE, RIGHT_TO_LEFT, generated

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.blueprint.yaml"))
HOSTILE = "<script>alert(1)</script> & \"y\" 'z' ]]> %id% <img src=x onerror=y> ; = rounded=1; \u202e"
NOT_MARKUP = {"div", "span", "br"}


def squeezed(text: str) -> str:
    return "".join(text.split())


def cells(root: ET.Element) -> dict[str, tuple[ET.Element, str]]:
    """The cells by id, each with its label. The id of a cell with a tooltip is that of the object around it."""
    found = {}
    for parent in root.iter("root"):
        for element in parent:
            cell = element if element.tag == "mxCell" else element.find("mxCell")
            assert element.get("id") not in found, f"{element.get('id')} twice"
            found[element.get("id")] = cell, element.get("label") or element.get("value") or ""
    return found


def faults(scene: Scene, text: str) -> list[str]:
    """What the file lacks of the scene's cards and links."""
    found = []
    by_id = cells(ET.fromstring(text))
    for id_, (cell, label) in by_id.items():
        found += [
            f"{id_}: there is no {cell.get(end)}"
            for end in ("parent", "source", "target")
            if cell.get(end) and cell.get(end) not in by_id
        ]
        found += [f"{id_}: markup {tag}" for tag in re.findall(r"</?(\w+)", label) if tag not in NOT_MARKUP]
    for id_, (x, y, width, height) in scene.boxes.items():
        if f"card.{id_}" not in by_id:
            found.append(f"no cell for {id_}")
            continue
        place = by_id[f"card.{id_}"][0].find("mxGeometry")
        is_there = abs(float(place.get("x")) - x) < 0.01 and abs(float(place.get("y")) - y) < 9  # but for a tail
        if not is_there or float(place.get("width")) < width - 0.01 or float(place.get("height")) > height + 0.01:
            found.append(f"{id_} is elsewhere")
    for group in scene.shapes():
        if isinstance(group, Group) and group.id in scene.boxes and group.paragraphs:
            said = squeezed(html.unescape(re.sub("<[^>]*>", "", by_id[f"card.{group.id}"][1])))
            found += [
                f"{group.id} lacks {text!r}" for text, _ in group.paragraphs if squeezed(visible(text)) not in said
            ]
    joins = Counter(c.of.ends for c in clusters(figures(scene)) if c.figures and isinstance(c.figures[0], Join))
    edges = Counter(
        (c.get("source").removeprefix("card."), c.get("target").removeprefix("card."))
        for c, _ in by_id.values()
        if c.get("edge")
    )
    if joins != edges:
        found.append(f"links {joins - edges} are missing, {edges - joins} too many")
    return found


@pytest.mark.parametrize("view", [view for view in VIEWS if view != "changes"])
def test_every_view_of_every_example_has_its_cards_and_links(view: str) -> None:
    blueprints = [
        *map(bp.load, EXAMPLES),
        generated(20, 8, seed=3),
        generated(5, 5, RIGHT_TO_LEFT, seed=4, language="ar"),
    ]
    blueprints.append(bp.Blueprint(title="A draft", stages=[{"name": "Only"}]))
    found = {b.title: faults(d.scene, d.render("drawio").decode()) for b in blueprints for d in [bp.draw(b, view)]}
    assert not {title: those for title, those in found.items() if those}


@pytest.mark.parametrize("view", [view for view in VIEWS if view != "changes"])
def test_hostile_text_is_text(view: str) -> None:
    step = {"customer": HOSTILE, "frontstage": HOSTILE, "quotes": HOSTILE, "pain_points": HOSTILE, "touchpoints": "t"}
    b = bp.Blueprint(
        title=HOSTILE, scenario=HOSTILE, touchpoints={"t": {"kind": "digital", "name": HOSTILE}},
        stages=[{"name": HOSTILE, "steps": [step, step]}],
    )  # fmt: skip
    drawing = bp.draw(b, view)
    text = drawing.render("drawio").decode()
    assert faults(drawing.scene, text) == []
    styles = [cell.get("style", "") for cell in ET.fromstring(text).iter("mxCell")]
    assert not [style for style in styles if "alert" in style or "placeholders" in style]
    assert all("<" not in element.get("tooltip") for element in ET.fromstring(text).iter("UserObject"))


@pytest.mark.parametrize("id_", ["find", "0", "background", "constructor", "a b"[0], "中文", "link.x"])
def test_any_id_of_the_format_is_an_id_of_the_file(id_: str) -> None:
    steps = [
        {"id": id_, "customer": "x", "next": "then"},
        {"id": "then", "customer": "y", "next": {id_: 0.5, "end": 0.5}},
    ]
    drawing = bp.draw(bp.Blueprint(title="x", stages=[{"name": "a", "steps": steps}]))
    assert faults(drawing.scene, drawing.render("drawio").decode()) == []


def test_what_is_struck_through_is_so_in_its_text() -> None:
    before, after = (
        bp.load(EXAMPLES[0].parent / f"03-holiday-train.{state}.blueprint.yaml") for state in ("as-is", "to-be")
    )
    drawing = bp.draw(after, "changes", against=before)
    text = drawing.render("drawio").decode()
    assert faults(drawing.scene, text) == []
    told = html.unescape(text).replace("<br>", "")
    struck = re.findall("text-decoration:line-through;[^>]*>([^<]*)<", told)
    gone = [card.text for card in drawing._picture.content.cards if card.change == "removed"]
    assert sorted(struck) == sorted(gone) != []


def test_stencils_can_be_read_and_fill_their_frame() -> None:
    text = bp.draw(bp.load(EXAMPLES[0]), "journey").render("drawio").decode()
    packed = re.findall(r"shape=stencil\(([^)]*)\);", text)
    assert len(packed) > 20
    for one in packed:
        stencil = ET.fromstring(unquote(zlib.decompress(base64.b64decode(one), -15).decode()))
        width, height = float(stencil.get("w")), float(stencil.get("h"))
        assert min(width, height) >= 1
        for stroke in stencil.iter():
            places = {
                name[0]: float(value) for name, value in stroke.attrib.items() if name.rstrip("123") in ("x", "y")
            }
            assert all(-0.01 <= value <= {"x": width, "y": height}[name] + 0.01 for name, value in places.items())


def test_the_tints_lie_in_a_layer_that_is_locked() -> None:
    by_id = cells(ET.fromstring(bp.draw(bp.load(EXAMPLES[0])).render("drawio").decode()))
    assert by_id["background"][0].get("style") == "locked=1;"
    assert by_id["stage.stage-1"][0].get("parent") == "background"
    assert [id_ for id_, (cell, _) in by_id.items() if cell.get("parent") == "0"] == ["background", "links", "cards"]


def test_the_same_bytes_in_every_theme() -> None:
    b = generated(6, 6, CHINESE, seed=2, language="zh-Hans")
    for theme in THEMES:
        text = bp.draw(b, theme=theme).render("drawio").decode()
        assert text == bp.draw(b, theme=theme).render("drawio").decode()
        assert f'background="{THEMES[theme]["page"]}"' in text
    assert "Microsoft YaHei" in text
    assert "Microsoft JhengHei" in bp.draw(generated(2, 5, language="zh-TW")).render("drawio").decode()
