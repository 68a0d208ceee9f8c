"""PowerPoint: every card a shape with its text, every link glued to its cards, the same bytes each time."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
import zipfile
from itertools import pairwise
from pathlib import Path

import pytest

import blueprint as bp
from blueprint.drawing import VIEWS
from blueprint.drawing.paint.native import Cluster, Join, clusters, figures
from blueprint.drawing.paint.pptx import pptx
from blueprint.drawing.scene import Group, Rect, Scene, Text
from blueprint.drawing.text import visible
from blueprint.drawing.theme import THEMES
from blueprint.finding import MissingExtra
from tests.drawing.generated import CHINESE, RIGHT_TO_LEFT, generated

presentation = pytest.importorskip("pptx")

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.blueprint.yaml"))
SOME = [path for path in EXAMPLES if path.name.startswith(("02", "03", "06", "10"))]
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
EMU = 12_700
HOSTILE = "<a:t>x</a:t> & \"y\" 'z' ]]> _x000D_ =1+1 {0} %s \ufffe\u202e"


def opened(data: bytes) -> presentation.presentation.Presentation:
    return presentation.Presentation(io.BytesIO(data))


def every_shape(shapes):
    for shape in shapes:
        yield shape
        if shape.shape_type == presentation.enum.shapes.MSO_SHAPE_TYPE.GROUP:
            yield from every_shape(shape.shapes)


def squeezed(text: str) -> str:
    return "".join(text.split())


def card_faults(scene: Scene, data: bytes) -> list[str]:
    """What a slide lacks of the scene's cards and links."""
    (slide,) = opened(data).slides
    shapes = list(every_shape(slide.shapes))
    ids = [shape.shape_id for shape in shapes]
    found = [f"the id {id_} twice" for id_ in sorted({i for i in ids if ids.count(i) > 1})]
    by_id = {shape.shape_id: shape for shape in shapes}
    own = dict(zip(scene.boxes, range(2, 2 + len(scene.boxes)), strict=True))
    for card, number in own.items():
        if number not in by_id or by_id[number].name != f"card {card}":
            found.append(f"no shape for {card}")
    groups = {s.id: s for s in scene.shapes() if isinstance(s, Group) and s.id in scene.boxes and s.paragraphs}
    holders = {shape.name: shape for shape in reversed(shapes) if shape.name.startswith("card ")}
    for id_, group in groups.items():
        holder = holders[f"card {id_}"]
        inside = list(every_shape(holder.shapes)) if hasattr(holder, "shapes") else [holder]
        said = squeezed("".join(shape.text_frame.text for shape in inside if shape.has_text_frame))
        found += [f"{id_} lacks {text!r}" for text, _ in group.paragraphs if squeezed(visible(text)) not in said]
    joins = [c for c in clusters(figures(scene)) if isinstance(c.figures[0] if c.figures else None, Join)]
    lines = list(chains([s for s in shapes if s.element.tag == f"{P}cxnSp"], set(own.values())))
    if len(lines) != len(joins):
        found.append(f"{len(lines)} chains of connectors for {len(joins)} links")
    for line, join in zip(lines, joins, strict=False):
        found += _glue_faults(line, join, own, by_id)
    return found


def glued(line) -> list[int]:
    """The numbers of the two shapes that a connector holds on to."""
    return [int(line.element.find(f".//{A}{name}").get("id")) for name in ("stCxn", "endCxn")]


def chains(lines, cards: set[int]):
    """The connectors in the order of the file, those in one list that lead from card to card."""
    chain = []
    for line in lines:
        chain.append(line)
        if glued(line)[1] in cards:
            yield chain
            chain = []
    if chain:
        yield chain


def _glue_faults(chain, join: Cluster, own: dict[str, int], by_id) -> list[str]:
    stops = [glued(line) for line in chain]
    if [stops[0][0], stops[-1][1]] != [own[id_] for id_ in join.of.ends or ()]:
        return [f"{join.of.id} joins others"]
    if any(a[1] != b[0] for a, b in pairwise(stops)):
        return [f"{join.of.id} is in pieces"]
    found = []
    for line, numbers in zip(chain, stops, strict=True):
        for number, (x, y) in zip(numbers, drawn_ends(line.element), strict=True):
            held = by_id[number]
            left, top, right, bottom = held.left, held.top, held.left + held.width, held.top + held.height
            is_beside = left - EMU <= x <= right + EMU and top - EMU <= y <= bottom + EMU
            away = min(abs(x - left), abs(x - right), abs(y - top), abs(y - bottom))
            if not is_beside or away > max(EMU, held.width / 2 if held.name == "turn" else 0):
                found.append(f"{join.of.id} ends away from {held.name}")
    return found


def drawn_ends(element) -> list[tuple[float, float]]:
    """Where a connector begins and ends on the slide: its frame is mirrored first, then turned around its middle."""
    frame = element.find(f".//{A}xfrm")
    off, ext = frame.find(f"{A}off"), frame.find(f"{A}ext")
    half_x, half_y = int(ext.get("cx")) / 2, int(ext.get("cy")) / 2
    ends = []
    for sign in (-1, 1):
        x = sign * half_x * (-1 if frame.get("flipH") == "1" else 1)
        y = sign * half_y * (-1 if frame.get("flipV") == "1" else 1)
        if frame.get("rot") == "5400000":
            x, y = -y, x
        ends.append((int(off.get("x")) + half_x + x, int(off.get("y")) + half_y + y))
    return ends


@pytest.mark.parametrize("view", [view for view in VIEWS if view != "changes"])
def test_every_view_has_its_cards_and_links(view: str) -> None:
    faults = {}
    for b in [*map(bp.load, SOME), generated(20, 8, seed=3), generated(6, 5, RIGHT_TO_LEFT, seed=4, language="ar")]:
        drawing = bp.draw(b, view)
        faults[b.title] = card_faults(drawing.scene, drawing.render("pptx"))
    assert not {title: found for title, found in faults.items() if found}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.name.removesuffix(".blueprint.yaml"))
def test_every_example_has_its_cards_and_links(path: Path) -> None:
    drawing = bp.draw(bp.load(path))
    assert card_faults(drawing.scene, drawing.render("pptx")) == []


def test_no_connector_has_a_way_of_its_own() -> None:
    """Programs leave out where a connector turns, or forget it when a card is moved: each takes its usual way."""
    (slide,) = opened(bp.draw(bp.load(SOME[0]), "flow").render("pptx")).slides
    lines = list(slide.shapes._spTree.iter(f"{P}cxnSp"))
    assert {line.find(f".//{A}prstGeom").get("prst") for line in lines} >= {"bentConnector2", "straightConnector1"}
    assert not [gd for line in lines for gd in line.iter(f"{A}gd")]
    dots = [shape for shape in every_shape(slide.shapes) if shape.name == "turn"]
    joined = {number for line in lines for number in map(int, (e.get("id") for e in line.find(f".//{P}cNvCxnSpPr")))}
    assert {dot.shape_id for dot in dots} <= joined


def test_drafts() -> None:
    for view in VIEWS:
        if view != "changes":
            drawing = bp.draw(bp.Blueprint(title="A draft", stages=[{"name": "Only"}]), view)
            assert card_faults(drawing.scene, drawing.render("pptx")) == [], view


def test_what_is_struck_through_is_so_in_its_text() -> None:
    before, after = (
        bp.load(EXAMPLES[0].parent / f"03-holiday-train.{state}.blueprint.yaml") for state in ("as-is", "to-be")
    )
    drawing = bp.draw(after, "changes", against=before)
    data = drawing.render("pptx")
    assert card_faults(drawing.scene, data) == []
    (slide,) = opened(data).slides
    struck = [
        "".join(run.find(f"{A}t").text for run in runs)
        for runs in ([*paragraph.iter(f"{A}r")] for paragraph in slide.shapes._spTree.iter(f"{A}p"))
        if runs and runs[0].find(f"{A}rPr").get("strike")
    ]
    gone = [card.text for card in drawing._picture.content.cards if card.change == "removed"]
    assert sorted(struck) == sorted(gone) != []


def test_the_same_bytes_and_no_date() -> None:
    b = generated(6, 6, CHINESE, seed=2, language="zh-Hans")
    data = bp.draw(b).render("pptx")
    assert data == bp.draw(b).render("pptx")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
        assert not [name for name in archive.namelist() if "thumbnail" in name or "printer" in name.lower()]
    assert not re.search(r"created|modified>|Steve", core)
    assert b.title in core


def test_hostile_text_is_text() -> None:
    step = {"customer": HOSTILE, "frontstage": HOSTILE, "quotes": HOSTILE, "next": {"end": 1.0}}
    b = bp.Blueprint(title=HOSTILE * 9, scenario=HOSTILE, stages=[{"name": HOSTILE, "steps": [step, step]}])
    for view in VIEWS:
        if view != "changes":
            drawing = bp.draw(b, view)
            assert card_faults(drawing.scene, drawing.render("pptx")) == [], view


def test_text_says_its_fonts_language_and_line_height() -> None:
    b = bp.load(SOME[0])
    (slide,) = opened(bp.draw(b).render("pptx")).slides
    looks = list(slide.shapes._spTree.iter(f"{A}rPr"))
    assert {look.find(f"{A}ea").get("typeface") for look in looks} == {"Microsoft YaHei"}
    assert {look.find(f"{A}latin").get("typeface") for look in looks} == {"Arial"}
    assert {look.get("lang") for look in looks} == {"zh-CN"}
    assert slide.shapes.title.text_frame.text == b.title
    assert all(body.find(f"{A}noAutofit") is not None for body in slide.shapes._spTree.iter(f"{A}bodyPr"))


@pytest.mark.parametrize(
    ("language", "font"),
    [("zh-Hant", "Microsoft JhengHei"), ("zh-TW", "Microsoft JhengHei"), ("ja", "Yu Gothic"), ("ko", "Malgun Gothic"),
     ("en", "Microsoft YaHei")],
)  # fmt: skip
def test_the_east_asian_font_is_that_of_the_language(language: str, font: str) -> None:
    data = bp.draw(generated(2, 5, CHINESE, language=language)).render("pptx")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert set(re.findall('<a:ea typeface="([^"]*)"', archive.read("ppt/slides/slide1.xml").decode())) == {font}


@pytest.mark.parametrize("theme", THEMES)
def test_themes(theme: str) -> None:
    data = bp.draw(generated(2, 5), theme=theme).render("pptx")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        xml = archive.read("ppt/slides/slide1.xml").decode()
    assert f'<p:bg><p:bgPr><a:solidFill><a:srgbClr val="{THEMES[theme]["page"][1:].upper()}"/>' in xml


def test_sheets_are_slides_of_their_size() -> None:
    drawing = bp.draw(generated(16, 5))
    deck = opened(drawing.render("pptx", page="A4"))
    assert len(deck.slides) == len(drawing.sheets("A4")) > 1
    assert (deck.slide_width / EMU, deck.slide_height / EMU) == pytest.approx((841.89, 595.28), abs=0.01)
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= deck.slide_width + 30 * EMU  # room for other fonts


@pytest.mark.parametrize(
    ("width", "height", "slide"), [(8064, 1000, (4032, 500)), (400, 20, (400, 72)), (400, 300, (400, 300))]
)
def test_a_slide_is_as_large_as_powerpoint_allows(width: float, height: float, slide: tuple[float, float]) -> None:
    scene = Scene("x", "x", "", None, width, height, (Rect(0, 0, width, height, "page"), Text(10, 15, "x", "body", 7)))
    deck = opened(pptx([scene]))
    assert (deck.slide_width / EMU, deck.slide_height / EMU) == slide


def test_without_the_extra_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pptx", None)
    with pytest.raises(MissingExtra, match=re.escape("pip install 'service-blueprint[pptx]'")):
        bp.draw(generated(1)).render("pptx")


@pytest.mark.skipif(
    not shutil.which("soffice") or not shutil.which("pdftotext"), reason="needs LibreOffice and poppler"
)
def test_libreoffice_sets_the_text_where_the_drawing_has_it(tmp_path: Path) -> None:
    """It opens the file, and no paragraph of a card stands lower than in the drawing: none took another line."""
    drawing = bp.draw(bp.load(EXAMPLES[-1]))
    (tmp_path / "x.pptx").write_bytes(drawing.render("pptx"))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "x.pptx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    pdftotext = ["pdftotext", "-bbox", str(tmp_path / "x.pdf"), "-"]
    page = subprocess.run(pdftotext, check=True, capture_output=True, text=True).stdout
    words = [
        (word, float(x), (float(top) + float(bottom)) / 2)
        for x, top, bottom, word in re.findall(
            r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">([^<]*)<', page
        )
    ]
    assert len(words) > 100
    firsts = [
        (text.split()[0], box)
        for group in drawing.scene.shapes()
        if isinstance(group, Group) and group.id in drawing.scene.boxes
        for text, _ in group.paragraphs
        for box in [next(t for t in group.items if isinstance(t, Text) and t.text.split()[0] == text.split()[0])]
    ]
    lost = [
        word
        for word, line in firsts
        if not any(w == word and abs(x - line.x) < 6 and abs(y - (line.y - 4.5)) < 4 for w, x, y in words)
    ]
    assert lost == []
