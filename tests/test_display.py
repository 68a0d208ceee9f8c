"""How many columns text takes on a terminal, and what must not be sent there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blueprint.display import cells, is_safe, visible


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("shoes", 5),
        ("擦鞋", 4),
        ("多少钱？", 8),
        ("ｆｕｌｌ", 8),
        ("ﾊﾝｶｸ", 5 - 1),
        ("cafe\u0301", 4),
        ("한국", 4),
        ("\u1112\u1161\u11ab", 2),
        ("😀", 2),
        ("👩\u200d🔧", 2),
        ("❤\ufe0f", 2),
        ("\u3000", 2),
        ("“…”", 3),
        ("a\tb", 5),
        ("abcd\tb", 9),
        ("擦\tb", 5),
        ("a\u202eb", 8),
        ("a\x1bb", 6),
    ],
)
def test_width(text, width):
    assert sum(w for _, w in cells(text)) == width


def test_what_shows():
    assert "".join(cell for cell, _ in cells("a\t擦\x1b[0m\u202e")) == "a   擦\\x1b[0m\\u202e"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("擦鞋 a\u0301 👩\u200d🔧 \u3000\u00a0", "擦鞋 a\u0301 👩\u200d🔧 \u3000\u00a0"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("a\rb\nc\td\x00e\x7f\x9b", "a\\x0db\\x0ac\\x09d\\x00e\\x7f\\x9b"),
        ("\u202eevil\u2066\u2069\u200e\u061c", "\\u202eevil\\u2066\\u2069\\u200e\\u061c"),
        ("zero\u200bwidth\ufeff\u00ad", "zero\\u200bwidth\\ufeff\\xad"),
        ("\u2028\U000e0041\udc80", "\\u2028\\U000e0041\\udc80"),
    ],
)
def test_visible(text, shown):
    assert visible(text) == shown


@given(st.text())
def test_nothing_unsafe_is_left(text):
    assert all(map(is_safe, visible(text)))
    assert all(is_safe(c) for cell, _ in cells(text) for c in cell)
    assert not any(c in visible(text) for c in "\x1b\x9b\x07\r\n\u202e\u2067")
