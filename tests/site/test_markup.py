"""What is not markup is escaped, wherever it stands."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blueprint.site.markup import Markup, data_block, element, joined, quoting
from tests.site.conftest import Page

EVIL = "<b>&\"'</script>"
SAFE = "&lt;b&gt;&amp;&quot;&#39;&lt;/script&gt;"


@pytest.mark.parametrize(
    ("made", "markup"),
    [
        (element("p", EVIL), f"<p>{SAFE}</p>"),
        (element("p", element("b", "x"), None, " y"), "<p><b>x</b> y</p>"),
        (element("a", "x", href=EVIL, class_="c", aria_label="l"), f'<a href="{SAFE}" class="c" aria-label="l">x</a>'),
        (element("input", hidden=True, disabled=False, name=None, value=0), '<input hidden value="0">'),
        (joined("<", Markup("<br>")), "&lt;<br>"),
        (
            data_block("d", {"a": "</script>"}),
            '<script type="application/json" id="d">{"a":"\\u003c/script>"}</script>',
        ),
    ],
)
def test_elements(made, markup):
    assert made == markup


@given(st.text())
def test_data_comes_back_as_it_was(text: str):
    block = data_block("d", [text])
    inside = block.removeprefix('<script type="application/json" id="d">').removesuffix("</script>")
    assert "<" not in inside
    assert json.loads(inside) == [text.encode("utf-8", "replace").decode()]


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("a\u202egnp.exe", "a\\u202egnp.exe"),  # what follows would be turned around
        ("a\u200bb\u2028c", "a\\u200bb\\u2028c"),
        ("👩\u200d🔧 नमस्\u200dते", "👩\u200d🔧 नमस्\u200dते"),
        ("two\nlines\tand a tab", "two\nlines\tand a tab"),
    ],
)
def test_what_hides_is_shown(given: str, shown: str):
    assert element("p", given) == f"<p>{shown}</p>"


@pytest.mark.parametrize(
    ("message", "html"),
    [("no `<b>` here", "no <code>&lt;b&gt;</code> here"), ("one ` alone", "one ` alone")],
)
def test_what_a_message_quotes(message: str, html: str):
    assert quoting(message) == html


@given(text=st.text(st.characters(blacklist_characters="\r", blacklist_categories=["Cs", "Cc", "Cf", "Zl", "Zp"])))
def test_text_is_shown_as_it_was(text: str):
    page = Page(element("p", text, title=text))
    assert page.elements[0][1]["title"] == text.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
    assert page.text == " ".join(page.elements[0][1]["title"].split())
