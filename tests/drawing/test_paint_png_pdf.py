"""PNG and PDF: the same bytes for the same scene, the right size, and every script in a font that has it."""

from __future__ import annotations

import re
import shutil
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from blueprint.drawing.errors import DrawError
from blueprint.drawing.fonts import fonts_for
from blueprint.drawing.paint import png as png_painter
from blueprint.drawing.paint.pdf import pdf
from blueprint.drawing.paint.png import png
from blueprint.drawing.paint.runs import with_runs
from blueprint.drawing.scene import Rect, Scene, Text
from blueprint.finding import MissingExtra

pytest.importorskip("pylopdf_fonts_zh_cn")

HOSTILE = '<b>&amp; "x\' #eval("1") \\ $x$ ]]> </text>'


def scene(*texts: str, width: float = 400, height: float = 200, style: str = "body") -> Scene:
    lines = [Text(10, 30 + 30 * row, text, style, 100) for row, text in enumerate(texts)]
    items = (Rect(0, 0, width, height, "page"), *lines)
    return Scene("test", HOSTILE, "A test", "zh-Hans", width, height, items)


def size_of(picture: bytes) -> tuple[int, int]:
    width, height = struct.unpack(">II", picture[16:24])
    return width, height


class TestPng:
    def test_is_a_png_of_the_scale(self) -> None:
        picture = png(scene("等待 Waiting"), scale=2)
        assert picture.startswith(b"\x89PNG")
        assert size_of(picture) == (800, 400)
        assert size_of(png(scene("a"), scale=1)) == (400, 200)

    def test_never_grows_beyond_what_viewers_open(self, monkeypatch: pytest.MonkeyPatch) -> None:
        assert size_of(png(scene("a", width=20_000, height=10), scale=2)) == (16_000, 8)
        monkeypatch.setattr(png_painter, "_MOST_PIXELS", 90_000)
        assert size_of(png(scene("a", width=1_200, height=1_200), scale=2)) == (300, 300)

    def test_is_reproducible(self) -> None:
        assert png(scene("等待 Waiting")) == png(scene("等待 Waiting"))

    @pytest.mark.parametrize(("one", "other"), [("等待", "接待"), ("a", "b"), ("中 שלום", "中 שלוש"), ("x", "")])
    def test_draws_what_is_written(self, one: str, other: str) -> None:
        assert png(scene(one)) != png(scene(other))

    def test_bold_is_bold_in_chinese_too(self) -> None:
        regular, bold = (png(scene("等待", style=style)) for style in ("body", "body-bold"))
        assert len(bold) != len(regular)

    def test_text_is_no_markup(self) -> None:
        assert png(scene(HOSTILE, "中" + HOSTILE)).startswith(b"\x89PNG")

    def test_themes_differ(self) -> None:
        assert png(scene("a"), "dark") != png(scene("a"), "light")


class TestPdf:
    @pytest.fixture(autouse=True)
    def typst(self) -> None:
        pytest.importorskip("typst")

    def test_is_reproducible(self) -> None:
        assert pdf([scene("等待 Waiting")]) == pdf([scene("等待 Waiting")])

    @pytest.mark.parametrize(
        ("page", "size"),
        [(None, (400, 200)), ("A3", (1190.55, 841.89)), ("a4", (841.89, 595.28))],
    )
    def test_page(self, page: str | None, size: tuple[float, float]) -> None:
        assert _page_sizes(pdf([scene("a")], page=page)) == [pytest.approx(size, abs=0.01)]

    def test_each_scene_has_its_page(self) -> None:
        scenes = [scene("a"), scene("b", width=300)]
        assert _page_sizes(pdf(scenes)) == [pytest.approx((400, 200)), pytest.approx((300, 200))]
        assert len(_page_sizes(pdf(scenes, page="A4"))) == 2

    def test_a_page_is_never_larger_than_pdf_allows(self) -> None:
        assert _page_sizes(pdf([scene("a", width=28_800, height=100)])) == [pytest.approx((14_400, 50))]

    def test_an_unknown_page_is_told(self) -> None:
        with pytest.raises(DrawError, match="there is no page `A5`; "):
            pdf([scene("a")], page="A5")

    @pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs poppler's pdftotext")
    def test_text_can_be_selected(self, tmp_path: Path) -> None:
        file = tmp_path / "x.pdf"
        file.write_bytes(pdf([scene("取下搅拌头：“好的”", "Waiting 12:30", HOSTILE)]))
        done = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True)
        assert [line.strip() for line in done.stdout.split("\n") if line.strip()] == [
            "取下搅拌头：“好的”",
            "Waiting 12:30",
            HOSTILE,
        ]

    def test_fonts_are_copied_where_links_are_not_allowed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        linked = pdf([scene("等待")])

        def refuse(*_: object) -> None:
            raise OSError

        monkeypatch.setattr(Path, "symlink_to", refuse)
        assert pdf([scene("等待")]) == linked


def test_without_the_extra_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(MissingExtra, match=re.escape("pip install 'service-blueprint[pdf]'")):
        pdf([scene("a")])


NOTO = ' font-family="Noto Sans SC"'
BOLD = ' fill="#123456" font-size="10" font-weight="700"'
STROKE = ' stroke="#123456" stroke-width="0.28" stroke-linejoin="round"'


class TestRuns:
    FONTS = fonts_for("中a", "zh")

    @pytest.mark.parametrize(
        ("svg", "divided"),
        [
            ("<text x='1'>a &amp; b</text>", "<text x='1'>a &amp; b</text>"),
            ("<title>中</title>", "<title>中</title>"),
            ("<text>é</text>", "<text>é</text>"),
            ("<text>中 &lt;b&gt;</text>", f"<text><tspan{NOTO}>中 &lt;b&gt;</tspan></text>"),
            (f"<text{BOLD}>中</text>", f"<text{BOLD}><tspan{NOTO}{STROKE}>中</tspan></text>"),
            (f"<text{BOLD}>שלום中</text>", f"<text{BOLD}>שלום<tspan{NOTO}{STROKE}>中</tspan></text>"),
        ],
    )
    def test_runs(self, svg: str, divided: str) -> None:
        assert with_runs(svg, self.FONTS) == divided

    def test_without_fonts_nothing_changes(self) -> None:
        assert with_runs("<text>中</text>", type(self.FONTS)((), "中")) == "<text>中</text>"


def _page_sizes(document: bytes) -> list[tuple[float, float]]:
    boxes = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]", document)
    return [(float(width), float(height)) for width, height in boxes]
