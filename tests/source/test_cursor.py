"""What stands at a place of the text, and what could be written there."""

from __future__ import annotations

import pytest

from blueprint.source.cursor import MARK, gap_at, places_in, spot_at
from blueprint.source.nodes import parse

HEAD = """\
blueprint: v1
title: 换机
stages:
  - name: 询问
    steps:
      - customer: Sit
"""
TAIL = """\
      - id: done
        name: 😀
"""
STEP = ("stages", 0, "steps", 0)


def at(text):
    before, after = text.split("|")
    return before + after, len(before)


@pytest.mark.parametrize(
    ("text", "route", "is_key", "word"),
    [
        ("ti|tle: T", ("title",), True, "title"),
        ("|title: T", ("title",), True, "title"),
        ("title|: T", ("title",), True, "title"),
        ("title: |Tea", ("title",), False, "Tea"),
        ("title: Tea|", ("title",), False, "Tea"),
        ("a: {长者: 1, 年|轻: 2}", ("a", "年轻"), True, "年轻"),
        ("a:\n  - b: 😀😀|\n", ("a", 0, "b"), False, "😀😀"),
        ("a: [x, y|]", ("a", 1), False, "y"),
        ('a: "x y|"', ("a",), False, "x y"),
        ("a: &n x|\nb: *n", ("a",), False, "x"),
        ("a: &n x\nb: *|n", ("b",), False, ""),
    ],
)
def test_spots(text, route, is_key, word):
    text, offset = at(text)
    spot = spot_at(parse(text), offset)
    assert spot is not None
    assert (spot.route, spot.is_key, spot.text) == (route, is_key, word)
    assert spot.start <= offset <= spot.end


@pytest.mark.parametrize("text", ["a: b # c|", "a:  |  b", "|", "a: [|", "a: [x,| y]", "|\na: b"])
def test_no_spot(text):
    text, offset = at(text)
    assert spot_at(parse(text), offset) is None


def test_what_a_merge_brings_is_at_the_merge():
    tree = parse("x-a: &a {name: N}\nb: {<<: *a, c: d}")
    assert tree.root is not None
    assert ("b", "name") not in [route for route, _ in places_in(tree.root)]
    assert spot_at(tree, 25) is None


STATES = [
    pytest.param(lambda text: text, id="whole"),
    pytest.param(lambda text: text + '  x: "open\n', id="broken below"),
    pytest.param(lambda text: text.replace("title: 换机", 'title: "换机'), id="broken above"),
    pytest.param(lambda text: text.replace("\n", "\r\n"), id="CRLF"),
]


@pytest.mark.parametrize("change", STATES)
@pytest.mark.parametrize(
    ("typed", "route", "is_key", "word", "starts"),
    [
        ("        |", STEP, True, "", True),
        ("        ti|", STEP, True, "ti", True),
        ("        ti|me", STEP, True, "ti", True),
        ("        ti|me: 2m", STEP, True, "ti", True),
        ("        touchpoints: |", (*STEP, "touchpoints"), False, "", False),
        ("        touchpoints: ch|", (*STEP, "touchpoints"), False, "ch", False),
        ("        touchpoints: 客|", (*STEP, "touchpoints"), False, "客", False),
        ('        touchpoints: "ch|', (*STEP, "touchpoints"), False, "ch", False),
        ('        touchpoints: "ch|"', (*STEP, "touchpoints"), False, "ch", False),
        ("        touchpoints: [chat, |", (*STEP, "touchpoints", 1), False, "", False),
        ("        touchpoints: [chat, |]", (*STEP, "touchpoints", 1), False, "", False),
        ("        touchpoints: |  # which?", (*STEP, "touchpoints"), False, "", False),
        ("        next: {|", (*STEP, "next"), True, "", False),
        ("        next: {do|", (*STEP, "next"), True, "do", False),
        ("        next: {done: 60%, |}", (*STEP, "next"), True, "", False),
        ("        next: {to: |", (*STEP, "next", "to"), False, "", False),
        ("        frontstage: [{does: x, actor: |", (*STEP, "frontstage", 0, "actor"), False, "", False),
        ("        frontstage:\n          - |", (*STEP, "frontstage", 0), False, "", True),
        ("        frontstage:\n          |", (*STEP, "frontstage"), False, "", True),
        ("        frontstage:\n          - does: x\n            a|", (*STEP, "frontstage", 0), True, "a", True),
        ("      - |", ("stages", 0, "steps", 1), False, "", True),
    ],
)
def test_gaps(typed, route, is_key, word, starts, change):
    text, offset = at(change(HEAD + typed + "\n" + TAIL))
    gap = gap_at(text, offset)
    assert gap is not None
    assert without_positions(gap.route) == without_positions(route)
    assert (gap.is_key, gap.typed, gap.starts_entry) == (is_key, word, starts)
    assert text[gap.start : offset] == word


def without_positions(route):
    """Where the text above is broken, only the keys can be told."""
    return [key for key in route if isinstance(key, str)]


def test_the_positions_are_right_where_the_text_can_be_read():
    text, offset = at(HEAD + TAIL + "        |\n")
    gap = gap_at(text, offset)
    assert gap is not None
    assert gap.route == ("stages", 0, "steps", 1)
    assert gap.others == ("id", "name")
    assert gap.data["title"] == "换机"


@pytest.mark.parametrize(
    "typed",
    [
        "        # a comm|ent",
        "        name: a long|er text",
        "        name: |-\n          text |\n".replace("|-", ">-"),
        "        name: a\n          conti|nued",
        '        name: "a b|"',
        "        name:|",
    ],
)
def test_prose_is_no_gap(typed):
    assert gap_at(*at(HEAD + typed + "\n" + TAIL)) is None


def test_a_key_that_is_given_twice():
    gap = gap_at(*at(HEAD + "        touchpoints: a\n        touchpoints: |\n" + TAIL))
    assert gap is not None
    assert gap.route == (*STEP, "touchpoints")


@pytest.mark.parametrize(
    "text", ["", "|", "{", "[[[[", "- - - ", "\n\n  ", ": : :", "\t", "a: &a [*a", MARK, "? x\n: y"]
)
def test_no_text_breaks_it(text):
    for offset in range(len(text) + 1):
        gap_at(text, offset)
        spot_at(parse(text), offset)
