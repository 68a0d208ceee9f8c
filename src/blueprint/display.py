"""How text shows on a terminal: how many columns it takes, and which characters must not get there as they are."""

from __future__ import annotations

from unicodedata import category, east_asian_width

TAB_WIDTH = 4

_SPACES = frozenset("\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000")
_JOINERS = frozenset("\u200c\u200d")  # emoji and some scripts need them
_PRESENTED_AS_EMOJI = "\ufe0f"


def is_safe(character: str) -> bool:
    """Whether a character may be sent to a terminal: it doesn't control it, hide, or turn the direction of text."""
    return character.isprintable() or character in _SPACES or character in _JOINERS


def visible(text: str) -> str:
    r"""The text with the characters that are not safe written as escapes: `\u202e`."""
    return text if text.isprintable() else "".join(c if is_safe(c) else _escape(c) for c in text)


def _escape(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"  # noqa: PLR2004


def cells(text: str) -> list[tuple[str, int]]:
    """What shows for each character of a line, and in how many columns: spaces for tabs, escapes for the unsafe."""
    if text.isascii() and text.isprintable():
        return [(character, 1) for character in text]
    shown: list[tuple[str, int]] = []
    column = 0
    previous = ""
    for character in text:
        if character == "\t":
            width = TAB_WIDTH - column % TAB_WIDTH
            cell = " " * width
        elif not is_safe(character):
            cell = _escape(character)
            width = len(cell)
        else:
            cell = character
            width = 0 if previous == "\u200d" else _width(character)
            if character == _PRESENTED_AS_EMOJI and shown and shown[-1][1] == 1:
                width = 1
        shown.append((cell, width))
        column += width
        previous = character
    return shown


def _width(character: str) -> int:
    """The columns of one character (Unicode Standard Annex 11): two for Chinese and emoji, none for what combines."""
    if character in _JOINERS or category(character) in ("Mn", "Me") or "\u1160" <= character <= "\u11ff":
        return 0
    return 2 if east_asian_width(character) in "WF" else 1


def width(text: str) -> int:
    """The columns that a line takes."""
    return len(text) if text.isascii() else sum(size for _, size in cells(text))


def padded(text: str, size: int, *, to_right: bool = False) -> str:
    """A line filled up with spaces to `size` columns, on its left where it is set flush right."""
    space = " " * (size - width(text))
    return space + text if to_right else text + space
