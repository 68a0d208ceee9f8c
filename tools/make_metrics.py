"""Write `src/blueprint/drawing/metrics.py`: the advance widths of Arimo, regular and bold, and of Noto Sans SC.

Run it with the extra `fonts-zh` installed: `python tools/make_metrics.py`. The result is committed; a test compares it.
"""

from __future__ import annotations

import base64
import struct
from importlib.resources import files
from pathlib import Path
from textwrap import wrap

from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

UNITS = 2048
MISSING = 0xFFFF
BLOCKS = (
    (0x0020, 0x04FF),  # Latin, Greek, Cyrillic
    (0x0590, 0x05FF),  # Hebrew
    (0x1E00, 0x1EFF),  # Vietnamese and others
    (0x2000, 0x206F),  # punctuation
    (0x2070, 0x209F),  # superscripts
    (0x20A0, 0x20CF),  # currencies
    (0x2100, 0x218F),  # letter-like, fractions
    (0x2190, 0x21FF),  # arrows
    (0x2200, 0x226F),  # mathematics
    (0x2500, 0x25FF),  # boxes and shapes
    (0xFB00, 0xFB06),  # ligatures
)
TARGET = Path(__file__).parents[1] / "src/blueprint/drawing/metrics.py"
HEAD = '''"""Advance widths of Arimo, which has those of Arial and Liberation Sans, and of Noto Sans SC.

Written by tools/make_metrics.py. Big-endian 16-bit numbers in base64, one a character of BLOCKS in order: 1/UNITS em,
MISSING where there is no glyph.
"""

'''


def arimo(weight: int) -> TTFont:
    """Arimo at one weight."""
    return instantiateVariableFont(TTFont(str(files("fontpkg_arimo") / "files/Arimo[wght].ttf")), {"wght": weight})


def noto() -> TTFont:
    """Noto Sans SC."""
    return TTFont(str(files("pylopdf_fonts_zh_cn") / "NotoSansSC-Regular.otf"))


def advances(font: TTFont) -> bytes:
    """The widths of all characters of the blocks, rounded up."""
    glyphs, widths, em = font.getBestCmap(), font["hmtx"].metrics, font["head"].unitsPerEm
    codes = (code for first, last in BLOCKS for code in range(first, last + 1))
    return b"".join(
        struct.pack(">H", -(-widths[glyphs[code]][0] * UNITS // em) if code in glyphs else MISSING) for code in codes
    )


def module() -> str:
    """The text of the module."""
    blocks = "".join(f"    (0x{first:04X}, 0x{last:04X}),\n" for first, last in BLOCKS)
    text = f"{HEAD}UNITS = {UNITS}\nMISSING = 0x{MISSING:04X}\nBLOCKS = (\n{blocks})\n"
    for name, font in (("REGULAR", arimo(400)), ("BOLD", arimo(700)), ("CHINESE", noto())):
        rows = "".join(f'    "{row}"\n' for row in wrap(base64.b64encode(advances(font)).decode(), 112))
        text += f"{name} = (\n{rows})\n"
    return text


if __name__ == "__main__":
    TARGET.write_text(module(), encoding="utf-8")
