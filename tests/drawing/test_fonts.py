"""The fonts of PNG and PDF: those of the packages first, and no character is lost in silence."""

from __future__ import annotations

import re
import shutil
from base64 import b64decode
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from fontTools.ttLib import TTFont

from blueprint.drawing import fonts
from blueprint.drawing.fonts import embedded, fonts_for

if TYPE_CHECKING:
    from pathlib import Path

pytest.importorskip("pylopdf_fonts_zh_cn")
pytest.importorskip("pylopdf_fonts_zh_tw")

ARIMO = fonts._file_of("fontpkg_arimo")


@pytest.fixture(autouse=True)
def system(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The folder of the system's fonts: an empty one."""
    monkeypatch.setattr(fonts, "_system_folders", lambda: (tmp_path, tmp_path / "missing"))
    fonts._system_files.cache_clear()
    return tmp_path


@pytest.mark.parametrize(
    ("text", "language", "families"),
    [
        ("", None, ("Arimo",)),
        ("Größe Ёж Ώ → €", "en", ("Arimo",)),
        ("服务蓝图：取下搅拌头", "zh-Hans", ("Arimo", "Noto Sans SC")),
        ("服务蓝图", None, ("Arimo", "Noto Sans SC")),
        ("服務藍圖", "zh-Hant", ("Arimo", "Noto Sans TC")),
        ("服務藍圖", "zh_TW", ("Arimo", "Noto Sans TC")),
        ("服務藍圖", "zh-Hant-HK", ("Arimo", "Noto Sans TC")),
        ("שלום", "he", ("Arimo",)),
    ],
)
def test_families(text: str, language: str | None, families: tuple[str, ...]) -> None:
    found = fonts_for(text, language)
    assert found.families == families
    assert found.missing == ""
    assert all(file.is_file() for file in found.files)


def test_missing_characters_are_told_once_and_in_order() -> None:
    found = fonts_for("b\ue002中\ue001 \ue002\n\t\u200d\ufe0f\u00a0\u202e", "zh")
    assert found.missing == "\ue001\ue002"


def test_without_the_extra_chinese_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_PACKAGED", {"fontpkg_arimo": "files/Arimo[wght].ttf", "no_such_package": "a.ttf"})
    assert fonts_for("服务 blueprint", "zh").missing == "务服"


def test_the_system_helps_where_the_packages_lack_a_character(monkeypatch: pytest.MonkeyPatch, system: Path) -> None:
    assert ARIMO
    (system / "deep").mkdir()
    for name in ("NotoSansSomething.ttf", "Arial Bold.ttf", "AAA.ttf"):
        shutil.copyfile(ARIMO, system / "deep" / name)
    (system / "NotoSansBroken.otf").write_bytes(b"not a font")
    monkeypatch.setattr(fonts, "_PACKAGED", {"pylopdf_fonts_zh_cn": "NotoSansSC-Regular.otf"})
    assert fonts_for("中文", None).files == (fonts._file_of("pylopdf_fonts_zh_cn"),)
    found = fonts_for("中文 שלום", None)
    assert [file.name for file in found.files] == ["NotoSansSC-Regular.otf", "NotoSansSomething.ttf"]
    assert found.missing == ""


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("", []),
        ("plain", [("Arimo", "plain")]),
        ("打开 App，好", [("Noto Sans SC", "打开 App，好")]),
        ("中文 שלום 中", [("Noto Sans SC", "中文 "), ("Arimo", "שלום "), ("Noto Sans SC", "中")]),
        ("a\ue001中", [("Arimo", "a\ue001"), ("Noto Sans SC", "中")]),
        ("\ue001", [("Arimo", "\ue001")]),
    ],
)
def test_runs(text: str, runs: list[tuple[str, str]]) -> None:
    assert [(font.family, part) for font, part in fonts_for("中a", None).runs(text)] == runs


def test_bold_is_known() -> None:
    assert [font.has_bold for font in fonts_for("中a", None).fonts] == [True, False]


def test_embedded_fonts_have_the_used_characters_and_few_others() -> None:
    css = embedded("Blueprint\n服务蓝图 שלום", "zh")
    assert re.findall(r"font-family:'([^']+)';font-weight:([\d ]+);", css) == [
        ("Arimo", "400 700"),
        ("Noto Sans SC", "400"),
    ]
    data = b64decode(css.rpartition("base64,")[2].partition(")")[0])
    assert len(data) < 40_000
    assert set(map(ord, "服务蓝图")) <= set(TTFont(BytesIO(data)).getBestCmap())
    assert css == embedded("Blueprint\n服务蓝图 שלום", "zh")
