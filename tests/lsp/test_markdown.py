"""Text in Markdown."""

from __future__ import annotations

import pytest

from blueprint.lsp.markdown import escaped, one_line, plain


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("换手机壳 📱", "换手机壳 📱"),
        ("[x](y)", r"\[x\]\(y\)"),
        ("<img src=x> &amp; `a`", r"\<img src\=x\> \&amp\; \`a\`"),
        ("a\n\n# b\t c", r"a \# b c"),
        ("\u202e\x1b[31m", r"\\u202e\\x1b\[31m"),
        ("www.x.y a@b.c", r"www\.x\.y a\@b\.c"),
        (4, "4"),
    ],
)
def test_escaped(text, expected):
    assert escaped(text) == expected
    assert plain(expected) == one_line(text)


def test_long_text_is_cut():
    assert one_line("长" * 999) == "长" * 199 + "…"


def test_our_own_as_plain_text():
    assert plain("**`kind`**\n\n- `a`: A\\.") == "kind\n\n- a: A."
