"""SVG: hostile text stays text, the bytes are the same every time, styles follow the theme."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import blueprint as bp
from blueprint.drawing import VIEWS
from blueprint.drawing.icons import ICONS
from blueprint.drawing.labels import EN, ZH_HANS, ZH_HANT, labels_for
from blueprint.drawing.paint.svg import escaped, plain_svg
from blueprint.drawing.theme import DARK, LIGHT, PRINT, STYLES
from blueprint.finding import Finding, Severity
from tests.drawing.generated import generated

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.blueprint.yaml"))
SVG = "{http://www.w3.org/2000/svg}"


def one(text: str) -> bp.Blueprint:
    return bp.Blueprint(
        title=text, scenario=text, stages=[{"name": text, "steps": [{"customer": text, "quotes": text}]}]
    )


HOSTILE = [
    "<script>alert(1)</script>", "a & b < c > d", "\"double\" and 'single'", "]]>", "<!-- x -->", "&#60;b&#62;", "%x; $y",
    'label="x"]; n2 [label=<<b>bold</b>>', "\u202etxt.exe", "\u2066isolated\u2069", "👩‍👩‍👧‍👦 family", "👍🏽", "🇨🇳", "e\u0301", "a\u200bb",
    "javascript:alert(1)", "url(#x)", "</style><script>", "\ufffe", "--><svg onload=x>", "{}{}{{", "\\N\\G\\L",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    svg = bp.draw(one(text)).svg
    root = ET.fromstring(svg)
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert tags <= {"svg", "title", "desc", "style", "g", "rect", "path", "text"}
    assert not [name for element in root.iter() for name in element.attrib if name.startswith("on") or "href" in name]
    shown = "".join(t.text or "" for t in root.iter(f"{SVG}text"))
    assert not set(shown) & set("\u202e\u202d\u2066\u2067\u2069")


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1, max_size=60))
@settings(max_examples=300, deadline=None)
def test_any_text_can_be_drawn(text: str) -> None:
    drawing = bp.draw(one(text))
    ET.fromstring(drawing.svg)
    ET.fromstring(plain_svg(drawing.scene))
    assert drawing.render("json")
    assert drawing.render("dot")


def test_escaping_leaves_no_markup() -> None:
    assert escaped("<a href='x'>&\"") == "&lt;a href=&#39;x&#39;&gt;&amp;&quot;"
    assert escaped("a\x00b\ufffe") == "a\ufffdb\ufffd"


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.name.removesuffix(".blueprint.yaml"))
def test_the_same_input_gives_the_same_bytes(path: Path) -> None:
    assert bp.draw(bp.load(path)).render("svg") == bp.draw(bp.load(path)).render("svg")


def test_ids_are_unique_and_come_from_the_model() -> None:
    root = ET.fromstring(bp.draw(generated(21, 8, seed=5)).svg)
    ids = [element.attrib["id"] for element in root.iter() if "id" in element.attrib]
    assert len(ids) == len(set(ids))
    assert "bp-blueprint.s3" in ids


def test_without_a_theme_it_follows_the_system() -> None:
    b = one("x")
    assert "prefers-color-scheme:dark" in bp.draw(b).svg
    for theme, colours in (("light", LIGHT), ("dark", DARK), ("print", PRINT)):
        svg = bp.draw(b, theme=theme).svg
        assert "prefers-color-scheme" not in svg
        assert f"--ink:{colours['ink']}" in svg


def test_a_plain_svg_has_no_css() -> None:
    svg = plain_svg(bp.draw(one("x")).scene, "dark")
    assert "<style" not in svg
    assert 'class="s-' not in svg
    assert LIGHT["page"] not in svg


def test_scripts_and_links_out_are_absent_from_the_examples() -> None:
    for path in EXAMPLES:
        svg = bp.draw(bp.load(path)).svg
        assert not re.search(r"<script|href|@import|url\(|http(?!://www\.w3\.org/2000/svg)", svg)


# -- themes and labels -------------------------------------------------------------------------------------------


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: str, b: str) -> float:
    """The contrast ratio of WCAG 2.2."""
    high, low = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


GROUNDS = {
    "page": ["ink", "muted", "trouble", "joy", "back", "repeat", "curve", "curve-2", "curve-3", "curve-4"],
    "card": ["ink", "muted", "trouble", "joy"],
    "chip": ["ink"],
    "pill": ["on-pill"],
    "question-fill": ["ink", "muted"],
    "customer": ["ink", "link", "back", "repeat"],
    "evidence": ["ink"], "frontstage": ["ink"], "backstage": ["ink"], "support": ["ink"],
}  # fmt: skip


@pytest.mark.parametrize("theme", [LIGHT, DARK, PRINT], ids=["light", "dark", "print"])
def test_text_has_the_contrast_of_wcag_aa(theme: dict[str, str]) -> None:
    low = {
        (text, ground): round(contrast(theme[text], theme[ground]), 2)
        for ground, texts in GROUNDS.items()
        for text in texts
        if contrast(theme[text], theme[ground]) < 4.5
    }
    assert low == {}


@pytest.mark.parametrize("theme", [LIGHT, DARK, PRINT], ids=["light", "dark", "print"])
def test_lines_and_icons_have_the_contrast_of_wcag_aa(theme: dict[str, str]) -> None:
    names = [
        "link",
        "back",
        "repeat",
        "trigger",
        "rule",
        "star",
        "risk",
        "trouble",
        "question",
        "evidence-edge",
        "customer-edge",
    ]
    assert {n: contrast(theme[n], theme["page"]) for n in names if contrast(theme[n], theme["page"]) < 3} == {}


def test_themes_and_styles_agree() -> None:
    assert LIGHT.keys() == DARK.keys() == PRINT.keys()
    used = {name for style in STYLES.values() for name in (style.fill, style.stroke) if name}
    assert used <= LIGHT.keys()
    assert sorted(LIGHT.keys() - used) == []


@pytest.mark.parametrize(
    ("tag", "labels"),
    [(None, EN), ("en-GB", EN), ("fr", EN), ("zh", ZH_HANS), ("zh-Hans", ZH_HANS), ("zh-CN", ZH_HANS), ("zh-Hant", ZH_HANT),
     ("zh-TW", ZH_HANT), ("zh-HK", ZH_HANT)],
)  # fmt: skip
def test_labels_by_language(tag: str | None, labels: object) -> None:
    assert labels_for(tag) is labels


def test_labels_are_complete_in_every_language() -> None:
    for labels in (ZH_HANS, ZH_HANT):
        for name in EN._fields:
            english, other = getattr(EN, name), getattr(labels, name)
            assert isinstance(english, str) or english.keys() == other.keys(), name


def test_every_sign_has_an_icon_or_a_line() -> None:
    assert EN.marks.keys() - ICONS.keys() == {"back", "trigger", "repeat", "passing"}


def test_every_style_is_used() -> None:
    """Over the examples, what a generator can think of, and a picture with four personas."""
    personas = {f"p{n}": f"P{n}" for n in range(4)}
    many = bp.Blueprint(
        title="x",
        personas=personas,
        stages=[
            {
                "name": "a",
                "steps": [{"customer": "b", "emotion": {p: n / 2 for n, p in enumerate(personas)}}, {"wait": "1m"}],
            }
        ],
    )
    every = (many, generated(21, 8, seed=1), *map(bp.load, EXAMPLES))
    drawn = [bp.draw(b, view, against=every[0]) for b in every for view in VIEWS]
    drawn += [bp.draw(b, "changes", against=a) for a, b in pairwise(every)]
    drawn.append(bp.draw(generated(21, 8, seed=1), lanes=["customer", "backstage"]))
    found = [Finding("BP999", "x", severity, "x", "x", route=("stages", 0, "steps", 0)) for severity in Severity]
    drawn += [bp.draw(every[-1], findings=[one]) for one in found]
    used = {shape.style for drawing in drawn for shape in drawing.scene.shapes() if hasattr(shape, "style")}
    assert STYLES.keys() - used == set()


def test_a_card_has_the_id_of_its_step_whatever_that_is() -> None:
    """Groups of the picture have names as well, which an id may be."""
    named = ["header", "legend", "stages", "row-customer", "legend.2"]
    b = bp.Blueprint(id="x", title="x", stages=[{"name": "S", "steps": [{"id": i, "customer": "A"} for i in named]}])
    for view in VIEWS:
        root = ET.fromstring(bp.draw(b, view, against=b).svg)
        ids = [element.get("id") for element in root.iter() if element.get("id")]
        assert len(ids) == len(set(ids))
        parts = {element.get("id"): element.get("data-part") for element in root.iter()}
        assert all(parts.get(f"bp-x.{part}") == part for part in parts.values() if part in named), view
