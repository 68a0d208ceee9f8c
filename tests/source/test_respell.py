"""Another word in place of one in a file: its quotes stay, and nothing else is touched."""

from __future__ import annotations

import pytest

from blueprint.source.load import read_data
from blueprint.source.respell import respelling, words_in
from tests.source.reading import SOUND

STEP = ("stages", 0, "steps", 0)


def respelled(line, route, word, aim="value"):
    """The line after its word was changed, or None where it can't be."""
    text = f"{SOUND}    {line}\n"
    document = read_data(text).document
    _, span, way = document.locate((*STEP, *route), aim)
    edit = respelling(document, span, way, word)
    if edit is None:
        return None
    after = text[: edit.start] + edit.text + text[edit.end :]
    assert after.startswith(SOUND)
    return after[len(SOUND) + 4 : -1]


@pytest.mark.parametrize(
    ("line", "route", "word", "after"),
    [
        ("next: a  # b", ("next", 0, "to"), "完成", "next: 完成  # b"),
        ("next: 'a'", ("next", 0, "to"), "b", "next: 'b'"),
        ('next: "\\x61"', ("next", 0, "to"), "b", 'next: "b"'),
        ("next: a", ("next", 0, "to"), "no", 'next: "no"'),
        ("next: a", ("next", 0, "to"), "-b", 'next: "-b"'),
        ("next: a", ("next", 0, "to"), "1", 'next: "1"'),
        ("next: 'a'", ("next", 0, "to"), "no", "next: 'no'"),
        ("next: a\n      b", ("next", 0, "to"), "c", "next: c"),
        ("next: {a: 1%, b: 2%}", ("next", 1, "to"), "c", "next: {a: 1%, c: 2%}"),
        ("next: {a: 1%, b: 2%}", ("next", 1, "share"), "c", "next: {a: 1%, b: c}"),
        ("next: [{to: a}, {to: b}]", ("next", 1, "to"), "c", "next: [{to: a}, {to: c}]"),
        ("asks: [a, b]", ("asks", 1), "c", "asks: [a, c]"),
        ("asks: a", ("asks", 0), "e\u0301", "asks: e\u0301"),
    ],
)
def test_another_word(line, route, word, after):
    assert respelled(line, route, word) == after


@pytest.mark.parametrize(("line", "after"), [("a: b", "c: b"), ("'a': a", "'c': a"), ("? a\n    : a", "? c\n    : a")])
def test_another_key(line, after):
    assert respelled(line, ("a",), "c", "key") == after


@pytest.mark.parametrize(
    ("line", "route", "word"),
    [
        ("next: &x a", ("next", 0, "to"), "b"),
        ("next: !!str a", ("next", 0, "to"), "b"),
        ("x-a: &x a\n    next: *x", ("next", 0, "to"), "b"),
        ("x-a: &x {to: a}\n    next: *x", ("next", 0, "to"), "b"),
        ("<<: {next: a}", ("next", 0, "to"), "b"),
        ("next: |\n      a", ("next", 0, "to"), "b"),
        ("next: a", ("next", 0, "to"), ""),
        ("next: a", ("next", 0, "to"), "b c"),
        ("next: 'a'", ("next", 0, "to"), "b'"),
        ("next: a", ("next", 0, "to"), "b: c"),
    ],
)
def test_what_is_left_alone(line, route, word):
    assert respelled(line, route, word) is None


def test_the_words_in_a_mapping_and_in_a_list():
    document = read_data(f"{SOUND}    asks: [a, b, 1, {{c: d}}]\n    next: {{e: 1%}}\n    name: f\n").document
    assert words_in(document, (*STEP, "asks")) == {"a", "b"}
    assert words_in(document, (*STEP, "next")) == {"e"}
    assert words_in(document, (*STEP, "name")) == frozenset()
