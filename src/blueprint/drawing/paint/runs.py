"""Each stretch of a text in a font that has its characters, written into the SVG.

The renderers of PNG and PDF look for another font where the first lacks a character, but give up, and draw boxes,
where the two fonts shape the text into different numbers of glyphs (Arabic or emoji beside Chinese). They make no
bold of a font that has none either: a stroke in the colour of the text stands in for it.
"""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from blueprint.drawing.fonts import Fonts

_TEXT: Final = re.compile(r"(<text\b[^>]*>)([^<]+)(?=</text>)")
_LOOK: Final = re.compile(r' (fill|font-size|font-weight)="([^"]*)"')
_STROKE: Final = 0.028
"""The width of the stroke that makes text bold, in em."""


def with_runs(svg: str, fonts: Fonts) -> str:
    """An SVG of `plain_svg` with a `tspan` for each stretch of text that is not in the first font."""

    def divided(text: re.Match[str]) -> str:
        opening, content = text.groups()
        if content.isascii():
            return text[0]
        stroke = _stroke(dict(_LOOK.findall(opening)))
        parts = [
            escape(part)
            if font is fonts.fonts[0]
            else f'<tspan font-family="{escape(font.family)}"{"" if font.has_bold else stroke}>{escape(part)}</tspan>'
            for font, part in fonts.runs(unescape(content))
        ]
        return opening + "".join(parts)

    return _TEXT.sub(divided, svg) if fonts.fonts else svg


def _stroke(look: dict[str, str]) -> str:
    if look.get("font-weight") != "700":
        return ""
    return f' stroke="{look["fill"]}" stroke-width="{float(look["font-size"]) * _STROKE:.2f}" stroke-linejoin="round"'
