"""Documents as text, Markdown and HTML."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blueprint.display import width
from blueprint.reports.document import Bullets, Document, Facts, Folded, Grid, Heading, Paragraph, wrapped

EVERYTHING = Document(
    (
        Heading("擦鞋 <b> & *co*", 1),
        Paragraph("as it is", is_aside=True),
        Heading("In short"),
        Facts((("time", "2 min"), ("", "3 min"), ("用时", "2分钟"))),
        Heading("Where the time goes", 3),
        Grid(("步骤", "time"), (("擦鞋油", "30 s"), ("buff | wipe", "1 min 45 s")), (False, True)),
        Paragraph("the first 2 of 9", is_aside=True),
        Bullets(("one", "two <i>")),
    ),
    language="zh-Hans",
    colon="：",
)


def test_text():
    assert (
        EVERYTHING.to_text()
        == """\
擦鞋 <b> & *co*
===============
as it is

In short
--------
  time  2 min
        3 min
  用时  2分钟

Where the time goes
  步骤               time
  -----------  ----------
  擦鞋油             30 s
  buff | wipe  1 min 45 s
the first 2 of 9

- one
- two <i>
"""
    )


def test_headings_are_bold_where_colour_is_wanted():
    assert "\x1b[1mIn short\x1b[0m" in EVERYTHING.to_text(colour=True)
    assert "\x1b" not in EVERYTHING.to_text()


def test_markdown():
    assert (
        EVERYTHING.to_markdown()
        == """\
# 擦鞋 &lt;b&gt; &amp; \\*co\\*

as it is

## In short

- **time**：2 min
- 3 min
- **用时**：2分钟

### Where the time goes

| 步骤 | time |
|---|--:|
| 擦鞋油 | 30 s |
| buff \\| wipe | 1 min 45 s |

the first 2 of 9

- one
- two &lt;i&gt;
"""
    )


def test_html_is_one_page_that_needs_nothing_and_escapes_what_is_the_authors():
    page = EVERYTHING.to_html()
    tags: list[str] = []
    seen = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag, attributes):
            tags.append(tag)
            seen.extend((tag, *attribute) for attribute in attributes)

    Reader().feed(page)
    assert ("html", "lang", "zh-Hans") in seen
    assert not {"script", "link", "img", "b", "i", "iframe"} & set(tags)
    assert not [attribute for _, attribute, _ in seen if attribute in ("src", "href", "style") or attribute[:2] == "on"]
    assert "<title>擦鞋 &lt;b&gt; &amp; *co*</title>" in page
    assert "prefers-color-scheme: dark" in page
    assert "@media print" in page
    assert "url(" not in page


def test_what_would_control_a_terminal_is_shown_as_an_escape():
    document = Document((Heading("a\x1b[31mb", 1), Facts((("\x07", "\u202e"),)), Grid(("h",), (("\x9b",),), (False,))))
    text = document.to_text()
    assert "\\x1b" in text
    assert not {"\x1b", "\x07", "\u202e", "\x9b"} & set(text)


# -- lines -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "columns", "lines"),
    [
        ("", 10, [""]),
        ("one two three", 8, ["one two", "three"]),
        ("one  two\nthree", 80, ["one two three"]),
        ("顾客的问题，没有解答", 10, ["顾客的问", "题，没有解", "答"]),  # a comma never starts a line
        ("说“好”的人", 4, ["说", "“好”", "的人"]),
        ("averylongword", 5, ["avery", "longw", "ord"]),
        ("至少 95%（现为 0%）", 11, ["至少 95%", "（现为 0%）"]),
    ],
)
def test_lines_are_broken_where_readers_expect_it(text, columns, lines):
    assert wrapped(text, columns) == lines


@given(st.text("ab 你，。（）“”\u0301👍", max_size=40), st.integers(2, 12))
def test_no_line_is_too_wide_and_nothing_is_lost(text, columns):
    lines = wrapped(text, columns)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(width(line) <= columns for line in lines)


# -- tables ------------------------------------------------------------------------------------------------------

LONG = Grid(
    ("what it is", "starts at the earliest", "ends"),
    (("a rather long description of a step in a table", "1 h 30 min", "2 h"), ("short", "0 s", "10 min")),
    (False, True, True),
)


def test_a_wide_table_wraps_text_and_headings_never_numbers():
    assert (
        Document((LONG,)).to_text(44)
        == """\
  what it is           starts at the    ends
                            earliest
  ----------------  ----------------  ------
  a rather long           1 h 30 min     2 h
  description of a
  step in a table
  short                          0 s  10 min
"""
    )


def test_a_table_as_wide_as_its_cells_is_not_stretched():
    assert max(map(width, Document((LONG,)).to_text(100).splitlines())) == 2 + 46 + 2 + 22 + 2 + 6


def test_headings_of_numbers_are_not_broken_into_single_characters():
    grid = Grid(("内容", "发生占比", "严重度"), (("很长的内容" * 20, "5%", "3"),), (False, True, True))
    head = Document((grid,)).to_text(40).splitlines()[0]
    assert head.split() == ["内容", "发生占比", "严重度"]


def test_what_is_folded_follows_in_text_and_unfolds_elsewhere():
    document = Document((Heading("Title", 1), Folded("3 <b> added", (Heading("Stage", 3), Bullets(("one", "two"))))))
    assert document.to_text() == "Title\n=====\n3 <b> added\n\nStage\n- one\n- two\n"
    assert (
        document.to_markdown()
        == "# Title\n\n<details>\n<summary>3 &lt;b&gt; added</summary>\n\n### Stage\n\n- one\n- two\n\n</details>\n"
    )
    assert "<details>\n<summary>3 &lt;b&gt; added</summary>\n<h3>Stage</h3>\n<ul>" in document.to_html()
