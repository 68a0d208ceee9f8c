"""Which fonts draw a text in PNG and PDF: the same ones on every machine, as far as they come with Python packages.

Arimo first, then the Noto fonts of the extras, the language's own before the others; only for what all of these lack,
the fonts that the system happens to have.
"""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_PACKAGED: Final = {
    "fontpkg_arimo": "files/Arimo[wght].ttf",
    "pylopdf_fonts_zh_cn": "NotoSansSC-Regular.otf",
    "pylopdf_fonts_zh_tw": "NotoSansTC-Regular.otf",
    "pylopdf_fonts_jp": "NotoSansJP-Regular.otf",
    "pylopdf_fonts_ko": "NotoSansKR-Regular.otf",
    "pylopdf_fonts_ar": "NotoSansArabic-Variable.ttf",
    "pylopdf_fonts_he": "NotoSansHebrew-Variable.ttf",
    "pylopdf_fonts_hi": "NotoSansDevanagari-Variable.ttf",
    "pylopdf_fonts_th": "NotoSansThai-Variable.ttf",
}
"""Packages of free fonts, best first, and their file without serifs."""

_OF_LANGUAGE: Final = {
    "zh-hant": "pylopdf_fonts_zh_tw",
    "zh-tw": "pylopdf_fonts_zh_tw",
    "zh-hk": "pylopdf_fonts_zh_tw",
    "zh-mo": "pylopdf_fonts_zh_tw",
    "ja": "pylopdf_fonts_jp",
    "ko": "pylopdf_fonts_ko",
}
"""Languages that write the same Chinese characters in another way than the first font that has them."""

_SUFFIXES: Final = {".ttf", ".otf", ".ttc"}
_CUT: Final = re.compile("Bold|Italic|Oblique|Black|Heavy|Light|Thin|Medium|Condensed|Narrow|Mono|Serif")
_RANKS: Final = tuple(
    re.compile(words, re.IGNORECASE) for words in ("^noto ?sans", "emoji|seguiemj", "sans|arial|segoe")
)


@dataclass(frozen=True, slots=True)
class Font:
    """A font file: its family, the characters it has, and whether its weight can be more than regular."""

    file: Path
    family: str
    characters: frozenset[int]
    has_bold: bool

    def covers(self, text: str) -> bool:
        """Whether each character of the text that has a shape is in the font."""
        return all(ord(char) in self.characters or not _has_shape(char) for char in text)


@dataclass(frozen=True, slots=True)
class Fonts:
    """The fonts for a text, in the order in which they are asked, and the characters that none of them has."""

    fonts: tuple[Font, ...]
    missing: str

    @property
    def files(self) -> tuple[Path, ...]:
        """The files."""
        return tuple(font.file for font in self.fonts)

    @property
    def families(self) -> tuple[str, ...]:
        """The names for CSS `font-family`."""
        return tuple(font.family for font in self.fonts)

    def runs(self, text: str) -> Iterator[tuple[Font, str]]:
        """The text in stretches, each with its font: one font for all where one has all, else as few as possible."""
        if not self.fonts:
            return
        start, font = 0, self._first_for(text) or self._first_for(text[:1]) or self.fonts[0]
        for place, char in enumerate(text):
            if not font.covers(char) and (other := self._first_for(char)):
                if start < place:
                    yield font, text[start:place]
                start, font = place, other
        if start < len(text):
            yield font, text[start:]

    def _first_for(self, text: str) -> Font | None:
        return next((font for font in self.fonts if font.covers(text)), None)


def fonts_for(text: str, language: str | None) -> Fonts:
    """The fonts that a text in a language needs: always the first one, then each that has what those before it lack."""
    needed = {ord(char) for char in set(text) if _has_shape(char)}
    chosen: list[Font] = []
    for font in _candidates(language):
        gained = needed & font.characters
        if gained or not chosen:
            chosen.append(font)
            needed -= gained
        if not needed:
            break
    return Fonts(tuple(chosen), "".join(map(chr, sorted(needed))))


def embedded(text: str, language: str | None) -> str:
    """CSS with the glyphs of a text inside: `@font-face` rules of the free fonts that it needs."""
    from base64 import b64encode

    free = {font.file for font in _packaged(language)}
    waiting = set(text)
    used: dict[Font, set[str]] = {}
    for font in fonts_for(text, language).fonts:
        own = {char for char in waiting if font.covers(char)}
        waiting -= own
        if own and font.file in free:
            used[font] = own
    return "".join(
        f"@font-face{{font-family:'{font.family}';font-weight:{'400 700' if font.has_bold else '400'};"
        f"src:url(data:font/woff;base64,{b64encode(_subset(font.file, chars)).decode()}) format('woff')}}"
        for font, chars in used.items()
    )


def _has_shape(char: str) -> bool:
    """Whether a character needs a glyph: spaces, controls, joiners and variation selectors need none."""
    if "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef":
        return False
    return unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"}


def _candidates(language: str | None) -> Iterator[Font]:
    yield from _packaged(language)
    yield from (font for file in _system_files() if (font := _read(file)))


def _packaged(language: str | None) -> Iterator[Font]:
    tag = (language or "").casefold().replace("_", "-")
    own = next((package for of, package in _OF_LANGUAGE.items() if f"{tag}-".startswith(f"{of}-")), None)
    first, *rest = _PACKAGED
    for package in dict.fromkeys((first, *([own] if own else []), *rest)):
        file = _file_of(package)
        if file and (font := _read(file)):
            yield font


@cache
def _file_of(package: str) -> Path | None:
    """The font file of a package, without importing it."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        return None
    file = Path(spec.origin).parent / _PACKAGED[package]
    return file if file.is_file() else None


@cache
def _system_files() -> tuple[Path, ...]:
    """The regular cuts of the system's fonts, those without serifs first."""
    files = (file for folder in _system_folders() if folder.is_dir() for file in folder.rglob("*"))
    fitting = (file for file in files if file.suffix.lower() in _SUFFIXES and not _CUT.search(file.stem))
    return tuple(sorted(fitting, key=lambda file: (_rank(file.stem), file.name, str(file))))


def _rank(name: str) -> int:
    return next((rank for rank, words in enumerate(_RANKS) if words.search(name)), len(_RANKS))


def _system_folders() -> tuple[Path, ...]:
    home = Path.home()
    if sys.platform == "darwin":
        return Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts"
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA", home / "AppData/Local")
        return Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts", Path(local) / "Microsoft/Windows/Fonts"
    return Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), home / ".local/share/fonts", home / ".fonts"


@cache
def _read(file: Path) -> Font | None:
    """What is known of a font file (of a collection, its first font); None where it can't be read."""
    from fontTools.ttLib import TTFont, TTLibError

    try:
        with file.open("rb") as data, TTFont(data, lazy=True, fontNumber=0) as font:
            family = font["name"].getBestFamilyName() or file.stem
            characters = frozenset(font.getBestCmap() or ())
            has_bold = "fvar" in font and any(axis.axisTag == "wght" for axis in font["fvar"].axes)
    except (TTLibError, OSError, KeyError, ValueError, AssertionError):
        return None
    return Font(file, family, characters, has_bold)


def _subset(file: Path, characters: set[str]) -> bytes:
    """A font with the glyphs of some characters only, as WOFF; always the same bytes."""
    from io import BytesIO

    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    with TTFont(file, lazy=True, recalcTimestamp=False) as font:
        subsetter = Subsetter(Options(hinting=False))
        subsetter.populate(text="".join(sorted(characters)))
        subsetter.subset(font)
        font.flavor = "woff"
        out = BytesIO()
        font.save(out)
    return out.getvalue()
