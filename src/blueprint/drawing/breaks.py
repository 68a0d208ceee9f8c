"""Where a line may break: Unicode line breaking (UAX 14, Unicode 16).

`uniseg` knows all of Unicode, but costs 40 ms to import and 1 ms for 20 characters, too much for the hundreds of
texts of a drawing. So the characters that nearly all texts are made of (Latin, Greek, Cyrillic, Chinese, kana,
Hangul and their common punctuation) are done here, by the same rules as one regular expression; a text with any
other character goes to `uniseg`. Tests hold the two together.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_OTHER: Final = "?"

# A letter for each line breaking class; where East Asian width matters beside quotes (LB19a), capitals are wide.
_CLASSES: Final = {
    " ": "S",  # SP
    "\u00a0": "G",  # GL
    "([{": "O",  # OP
    "（《〈【「『〔［｛": "W",  # OP, wide
    "}": "c",  # CL
    "、。，》〉】」』〕）］｝．": "C",  # CL, wide
    ")]": "p",  # CP
    "!?": "e",  # EX
    "！？": "E",  # EX, wide
    "；：々ーぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ・": "T",  # NS, wide
    ",.:;": "i",  # IS
    "-": "h",  # HY
    "|–": "b",  # BA
    "/": "y",  # SY
    "%°‰℃": "o",  # PO
    "％": "P",  # PO, wide
    "$+\\£¥€±№": "r",  # PR
    "￥": "R",  # PR, wide
    "\"'": "q",  # QU
    "“‘": "f",  # QU that opens (general category Pi)
    "”’": "k",  # QU that closes (Pf)
    "…": "n",  # IN
    "—": "d",  # B2
    "0123456789": "N",  # NU
    "#&*<=>@^_`~·×→←↑↓①②③④⑤⑥⑦⑧⑨⑩": "A",  # AL
}
_IDEOGRAPHS: Final = (
    ("\u3041", "\u3096"),
    ("\u30a1", "\u30fa"),
    ("\u3400", "\u4dbf"),
    ("\u4e00", "\u9fff"),
    ("\uac00", "\ud7a3"),
    ("\uff10", "\uff19"),
    ("\uff21", "\uff3a"),
    ("\uff41", "\uff5a"),
)
_LETTERS: Final = (("A", "Z"), ("a", "z"), ("\u00c0", "\u024f"), ("\u0370", "\u0482"), ("\u048a", "\u052f"))

_NARROW: Final = "SGOcpeihbyorqfknNAd"
_NARROW_INK: Final = _NARROW.replace("S", "")

# What may not be followed by a break, rule by rule; each takes at least one character, and the spaces after it.
_GLUE: Final = (
    r"N[yi]*[Ccp]?(?=[oPrR])",  # LB25: the whole number first, as the other rules would eat it up
    r"N[yi]*(?=N)",
    "G",  # LB12
    r"[^Shb](?=G)",  # LB12a
    r".S*(?=[CcpEey])",  # LB13
    r"[OW]S*(?=[^S])",  # LB14
    r"(?:\A|(?<=[OWqfkGS]))fS*(?=[^S])",  # LB15a
    r".S*(?=k(?:[SGCcpqfkEeiy]|\Z))",  # LB15b
    r".S*(?=i(?!N))",  # LB15c, LB15d
    r"[^S](?=i)",
    r"[Ccp]S*(?=T)",  # LB16
    r"dS*(?=d)",  # LB17
    r"[^S](?=[qk])",  # LB19
    r"[qf](?=[^S])",
    rf"[{_NARROW_INK}](?=f)",  # LB19a
    rf"[^S](?=f(?:[{_NARROW}]|\Z))",
    rf"k(?=[{_NARROW_INK}])",
    rf"(?:\A|(?<=[{_NARROW}]))k(?=[^S])",
    r"(?:\A|(?<=[SG]))h(?=A)",  # LB20a
    r"[^S](?=[bhTn])",  # LB21, LB22
    r"A(?=N)|N(?=A)",  # LB23
    r"[rR](?=I)|I(?=[oP])",  # LB23a
    r"[rRoP](?=A)|A(?=[rRoP])",  # LB24
    r"[oPrR](?=[OW]i?N|N)|[hi](?=N)",  # LB25
    r"A(?=A)|i(?=A)",  # LB28, LB29
    r"[AN](?=O)|p(?=[AN])",  # LB30
)
_UNIT: Final = re.compile(rf"(?:{'|'.join(_GLUE)})*.S*", re.DOTALL)


class _Classes(dict[int, str]):
    """The class of a character, by its code; worked out once for each."""

    def __missing__(self, code: int) -> str:
        self[code] = found = self._of(chr(code))
        return found

    @staticmethod
    def _of(char: str) -> str:
        if any(first <= char <= last for first, last in _IDEOGRAPHS):
            return "I"
        # The modifier letters and the signs among the letters have classes of their own.
        if any(first <= char <= last for first, last in _LETTERS) and unicodedata.category(char) in {"Ll", "Lu", "Lo"}:
            return "A"
        return _OTHER


_CLASS_OF: Final = _Classes({ord(char): letter for chars, letter in _CLASSES.items() for char in chars})


def units(text: str) -> list[str]:
    """The text in parts that no line break may divide, each with the spaces after it."""
    classes = text.translate(_CLASS_OF)
    if _OTHER in classes:
        return _units_of_any_script(text)
    return [text[unit.start() : unit.end()] for unit in _UNIT.finditer(classes)]


def graphemes(text: str) -> list[str]:
    """The text in what readers see as characters: an emoji with its modifiers, a letter with its accents."""
    if _OTHER not in text.translate(_CLASS_OF):
        return list(text)
    from uniseg.graphemecluster import grapheme_clusters

    return list(grapheme_clusters(text))


def _units_of_any_script(text: str) -> list[str]:
    from uniseg.graphemecluster import grapheme_cluster_boundaries
    from uniseg.linebreak import line_break_boundaries

    # A combining mark may follow a space, where UAX 14 allows a break that would tear it off.
    ends = sorted(set(line_break_boundaries(text)) & set(grapheme_cluster_boundaries(text)))
    return [text[start:end] for start, end in zip([0, *ends], ends, strict=False)]
