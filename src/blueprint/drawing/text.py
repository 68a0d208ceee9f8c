"""How wide a text is, where its lines break, and which of its characters may be drawn.

Widths are in points and those of Arial, Liberation Sans and Arimo, which are alike. Where fonts differ, the larger
width counts, so that a text that fits here fits everywhere.
"""

from __future__ import annotations

import re
import struct
import unicodedata
from base64 import b64decode
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Final

from blueprint.drawing import metrics
from blueprint.drawing.breaks import graphemes, units
from blueprint.drawing.metrics import UNITS

if TYPE_CHECKING:
    from collections.abc import Callable

_EM: Final = UNITS
_EMOJI_WIDTH: Final = _EM * 5 // 4
_EMOJI: Final = "\U0001f600"

_TOLERANCE: Final = 1e-6
"""Points by which a line may be too long: the error of adding and subtracting margins."""

_CJK: Final = re.compile("[\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]")
_PICTURE: Final = "[\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff]"
_EMOJI_SEQUENCE: Final = (
    "[\U0001f1e6-\U0001f1ff]{2}|[#*0-9]\ufe0f?\u20e3"
    f"|{_PICTURE}(?:\u200d{_PICTURE}|[\ufe0f\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f])+"
)

# Scripts without a table, by their first character up to the next row: a large average of a letter, in em.
_AVERAGES: Final = (
    ("\u0530", 0.7),
    ("\u0600", 0.65),  # Arabic, Syriac
    ("\u0900", 0.7),  # Devanagari
    ("\u0980", 0.85),  # others of India
    ("\u0e00", 0.65),  # Thai, Lao
    ("\u0f00", 0.85),
    ("\u2000", 1.0),  # symbols
    ("\ua500", 0.85),
    ("\ue000", 1.0),
    ("\ufb00", 0.65),  # Arabic forms
    ("\ufe00", 1.0),
)

_LINE_END: Final = "\r\n|[\r\v\f\x85\u2028\u2029]"
_UNSEEN: Final = "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u202a-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb]"
_NO_CHARACTER: Final = "[\ud800-\udfff\ufdd0-\ufdef{}]".format(
    "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
)


def width(text: str, size: float, *, bold: bool = False) -> float:
    """The advance width of one line of text, in points, at a font size in points."""
    return _advance(text, bold) * size / UNITS


def wrap(text: str, width: float, size: float, *, bold: bool = False, language: str | None = None) -> tuple[str, ...]:
    """The lines of a text in a column of a width in points: as few as possible, then as even as possible.

    Lines break by UAX 14, in Korean (`language`) between words only. A word that is longer than the column breaks
    between graphemes; a single grapheme that is wider stays whole, and is the only thing that may stand out.
    The lines are `visible`, without spaces at their ends; a text of nothing but spaces has no lines.
    """
    return _wrap(text, width, size, bold, (language or "").casefold().partition("-")[0] == "ko")


def visible(text: str) -> str:
    """The text as it may be drawn.

    Line ends become one line feed and tabs spaces; other controls, bidirectional overrides and soft hyphens are left
    out; what is no character at all (half a surrogate pair, noncharacters) becomes U+FFFD.
    """
    if text.isprintable():
        return text
    text = re.sub(_LINE_END, "\n", text).replace("\t", " ")
    return re.sub(_NO_CHARACTER, "\ufffd", re.sub(_UNSEEN, "", text))


@lru_cache(maxsize=16384)
def is_right_to_left(text: str) -> bool:
    """Whether the text reads from right to left: its first letter that has a direction decides."""
    if text.isascii():
        return False
    directions = (unicodedata.bidirectional(char) for char in text)
    return next((direction != "L" for direction in directions if direction in {"L", "R", "AL"}), False)


class _Widths(dict[str, int]):
    """The advance of a character in `UNITS`; worked out once for each that is not in the table of the font."""

    def __missing__(self, char: str) -> int:
        self[char] = found = _estimate(char)
        return found


@cache
def _widths(*, bold: bool, cjk: bool) -> _Widths:
    """The widths for a text. Beside Chinese, all is drawn in a Latin or in a Chinese font: the larger width counts."""
    widths = _table(metrics.BOLD if bold else metrics.REGULAR)
    if cjk:
        chinese = _table(metrics.CHINESE)
        widths.update({char: max(advance, widths.get(char, 0)) for char, advance in chinese.items()})
    return widths


def _table(encoded: str) -> _Widths:
    data = b64decode(encoded)
    codes = (code for first, last in metrics.BLOCKS for code in range(first, last + 1))
    pairs = zip(codes, struct.unpack(f">{len(data) // 2}H", data), strict=True)
    return _Widths({chr(code): advance for code, advance in pairs if advance != metrics.MISSING})


def _estimate(char: str) -> int:
    category = unicodedata.category(char)
    if category in {"Mn", "Me", "Cf", "Cc"} or "\u1160" <= char <= "\u11ff" or "\ud7b0" <= char <= "\ud7ff":
        return 0  # marks and joiners; vowels and finals of Hangul, which stand inside their syllable
    if "\U0001f000" <= char <= "\U0001faff":
        return _EMOJI_WIDTH
    match unicodedata.east_asian_width(char):
        case "W" | "F":
            return _EMOJI_WIDTH if category == "So" and "\u2300" <= char <= "\u2bff" else _EM
        case "H":
            return _EM // 2
        case _:
            return round(_EM * _AVERAGES[bisect_right(_AVERAGES, char, key=lambda row: row[0]) - 1][1])


def _measure_for(text: str, *, bold: bool) -> Callable[[str], int]:
    """What measures a text, or a part of it, in `UNITS`: how wide a part is depends on the whole."""
    if text.isascii():
        return partial(_sum, _widths(bold=bold, cjk=False))
    widths = _widths(bold=bold, cjk=_CJK.search(text) is not None)
    may_have_emoji = max(text) >= "\U0001f000" or "\ufe0f" in text or "\u20e3" in text
    return partial(_sum_with_emoji if may_have_emoji else _sum, widths)


@lru_cache(maxsize=16384)
def _advance(text: str, bold: bool) -> int:  # noqa: FBT001 (a key of the cache)
    """The width of a line in `UNITS`; a line is measured again by everything that makes room for it."""
    return _measure_for(text, bold=bold)(text)


def _sum(widths: _Widths, text: str) -> int:
    return sum(map(widths.__getitem__, text))


def _sum_with_emoji(widths: _Widths, text: str) -> int:
    return _sum(widths, re.sub(_EMOJI_SEQUENCE, _EMOJI, text))


@lru_cache(maxsize=16384)
def _wrap(
    text: str,
    width: float,
    size: float,
    bold: bool,  # noqa: FBT001 (a key of the cache)
    whole_words: bool,  # noqa: FBT001 (a key of the cache)
) -> tuple[str, ...]:
    text = visible(text).strip("\n ")
    limit = int((width + _TOLERANCE) * UNITS / size)
    measure = _measure_for(text, bold=bold)
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines += _fill(paragraph.strip(), limit, measure, whole_words=whole_words)
    return tuple(lines) if any(lines) else ()


def _fill(text: str, limit: int, measure: Callable[[str], int], *, whole_words: bool) -> list[str]:
    """The lines of a paragraph without spaces at its ends; the limit is in `UNITS`."""
    if measure(text) <= limit:
        return [text]
    parts: list[str] = []
    divided: set[int] = set()
    for unit in re.findall(r"\S+\s*", text) if whole_words else units(text):
        if measure(unit.rstrip()) <= limit:
            parts.append(unit)
        else:
            letters = graphemes(unit)
            divided.update(range(len(parts) + 1, len(parts) + len(letters)))
            parts += letters
    paragraph = _Paragraph(
        starts=[0, *accumulate(map(measure, parts))],
        trims=[measure(part[len(part.rstrip()) :]) for part in parts],
        prices=[0.0, *(_price(before, after) for before, after in pairwise(parts)), 0.0],
        limit=limit,
    )
    for place in divided:
        paragraph.prices[place] = 1.0
    return ["".join(parts[start:end]).rstrip() for start, end in pairwise(paragraph.even())]


def _price(before: str, after: str) -> float:
    """How unwelcome a break between two parts is: between two Chinese characters may be the middle of a word."""
    last, first = before[-1], after[0]
    return 0.3 if last.isalnum() and first.isalnum() and _CJK.search(last + first) else 0.0


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """The parts of a paragraph, as numbers: where each starts, its spaces at the end, the price of a break before."""

    starts: list[int]
    trims: list[int]
    prices: list[float]
    limit: int

    def even(self) -> list[int]:
        """The parts at which lines start, and the end: the fewest lines; of these, the most even ones.

        Uneven is the sum of the squares of the empty shares of the lines, plus the prices of the breaks.
        """
        latest, earliest = self._filled_from_start(), self._filled_from_end()
        costs: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, (0,))}
        for first, last in zip(earliest[1:], latest[1:], strict=True):
            costs = {
                end: min(
                    (cost + self._unevenness(start, end) + self.prices[end], (*places, end))
                    for start, (cost, places) in costs.items()
                    if self._fits(start, end)
                )
                for end in range(first, last + 1)
            }
        ((_, places),) = costs.values()
        return list(places)

    def _filled_from_start(self) -> list[int]:
        """The breaks where each line takes all that it can hold."""
        ends = [start - trim for start, trim in zip(self.starts[1:], self.trims, strict=True)]
        places = [0]
        while places[-1] < len(ends):
            place = places[-1]
            places.append(max(place + 1, bisect_right(ends, self.starts[place] + self.limit)))
        return places

    def _filled_from_end(self) -> list[int]:
        """The breaks where each line, from the last one, takes all that it can hold."""
        places = [len(self.trims)]
        while places[-1] > 0:
            place = places[-1]
            end = self.starts[place] - self.trims[place - 1]
            places.append(min(place - 1, bisect_left(self.starts, end - self.limit)))
        return places[::-1]

    def _length(self, start: int, end: int) -> int:
        return self.starts[end] - self.trims[end - 1] - self.starts[start]

    def _fits(self, start: int, end: int) -> bool:
        return end - start == 1 or (start < end and self._length(start, end) <= self.limit)

    def _unevenness(self, start: int, end: int) -> float:
        return max(0.0, 1 - self._length(start, end) / self.limit) ** 2 if self.limit > 0 else 0.0
