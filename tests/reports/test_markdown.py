"""Findings as Markdown."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from inline_snapshot import snapshot
from markdown_it import MarkdownIt

from blueprint.display import visible
from blueprint.reports.markdown import code, inline, markdown, plain
from tests.reports.outcomes import MIXED, hostile_outcomes, hostile_texts, outcome

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def test_a_report():
    assert markdown(MIXED) == snapshot("""\
## Blueprint check

3 files checked: 1 error, 1 warning, 1 piece of advice; 2 findings hidden by the baseline

### Not checked

- 💥 good.blueprint.yaml: the rule BP301 failed: KeyError: 'x'
- 💥 gone.blueprint.yaml: No such file or directory

### `擦鞋/shop.blueprint.yaml`

- ❌ **error** in line 4: the id `鞋` is taken (BP102 duplicate-id)
  - line 2 of `team.catalogue.yaml`: first used here
- ⚠️ **warning** in line 2: quote `12:30` (BP004 ambiguous-scalar)

### `b.blueprint.yaml`

- 💡 **advice** in line 1: say more (BP507 no-community)
""")


def test_nothing_found():
    assert markdown(outcome()) == "## Blueprint check\n\n1 file checked: nothing to report\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the id `a` is taken", "the id `a` is taken"),
        ("`` a ` b", "&#96;`  a  ` b"),
        ("`a``b`", "`a`&#8203;`b`"),
        ("`a", "&#96;a"),
        ("`a|b` | c", "`a|b` | c"),
        ("`<b>` <b>", "`<b>` &#60;b&#62;"),
        ("`@you` @you, me@x.org", "`@you` @&#8203;you, me@&#8203;x.org"),
        ("#12 !12 ~bug %1 $x$", "#&#8203;12 !&#8203;12 &#126;&#8203;bug %&#8203;1 $&#8203;x$&#8203;"),
        ("see https://x.org, www.x.org", "see https:&#8203;//x.org, www&#8203;.x.org"),
        (":smile: write: 12:30", ":&#8203;smile: write: 12:30"),
        ("[a](b) ![a](b) *a* _a_ \\", "&#91;a&#93;(b) !&#91;a&#93;(b) &#42;&#8203;a&#42; &#95;a&#95; &#92;"),
        ("60%, 5 & 6", "60%, 5 &#38; 6"),
        ('~"a b" %"c"', '&#126;&#8203;"a b" %&#8203;"c"'),
        ("see 0123abc4 or GH-12", "see 0123ab&#8203;c4 or GH&#8203;-12"),
        ("a\nb", "a\\x0ab".replace("\\", "&#92;")),
    ],
)
def test_text_is_only_shown(text, expected):
    assert inline(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a", "`a`"), ("a`b", "``a`b``"), ("`a", "`` `a ``"), (" a ", "`  a  `"), ("``", "``` `` ```"), ("", "“”")],
)
def test_code(text, expected):
    assert code(text) == expected


def words(tokens):
    return "".join(t.content for t in tokens if t.type in ("text", "code_inline", "text_special"))


@given(hostile_texts)
def test_what_is_read_is_what_was_written(text):
    for made in (plain(text), code(text)):
        (inner,) = (token for token in READER.parse(f"x {made} x") if token.type == "inline")
        assert {token.type for token in inner.children} <= {"text", "text_special", "code_inline"}
        shown = words(inner.children).replace("\u200b", "").strip("x").strip(" “”")
        assert shown == unescape(visible(text)).strip(" “”") or shown == visible(text).strip(" “”")


@given(hostile_outcomes())
def test_no_text_becomes_markup(given):
    tokens = READER.parse(markdown(given))
    blocks = [token.type for token in tokens]
    assert set(blocks) <= {
        "heading_open", "heading_close", "inline", "paragraph_open", "paragraph_close",
        "bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close",
    }  # fmt: skip
    related = sum(len(found.related) for found in given.findings)
    failures = len(given.crashes) + len(given.unread)
    assert blocks.count("list_item_open") == len(given.findings) + related + failures
    files = {found.file for found in given.findings}
    assert blocks.count("heading_open") == 1 + len(files) + bool(failures)
    for inner in (child for token in tokens for child in token.children or ()):
        assert inner.type in ("text", "text_special", "code_inline", "strong_open", "strong_close")
        if inner.type == "text":
            assert not re.search(r"[@#!]\w|://|www\.|\$[^\u200b]", inner.content)
