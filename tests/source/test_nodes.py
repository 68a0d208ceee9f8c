"""YAML text -> values with their places."""

from __future__ import annotations

import gc

import pytest

from blueprint.finding import Span
from blueprint.source.nodes import MAX_DEPTH, MAX_EXPANSION, children_of, parse, span_of


def test_values():
    tree = parse(
        "a: 1\nb: [x, 2.5, true, \"no\", '12']\nc: {d: |\n  text\n}\n".replace("{d: |\n  text\n}", "\n  d: |\n    text")
    )
    assert tree.value == {"a": 1, "b": ["x", 2.5, True, "no", "12"], "c": {"d": "text\n"}}
    assert tree.problems == []
    assert tree.ambiguous == []


def test_json_is_yaml():
    assert parse('{"a": [1, "b", {"c": true}]}').value == {"a": [1, "b", {"c": True}]}


def test_places_of_keys_values_and_items():
    tree = parse("a: x\n字: [👩‍👩‍👧, y y]\n")
    children = children_of(tree.root)
    assert span_of(children["a"][0]) == Span(1, 1, 1, 2)
    assert span_of(children["a"][1]) == Span(1, 4, 1, 5)
    assert span_of(children["字"][0]) == Span(2, 1, 2, 2)
    assert span_of(children["字"][1]) == Span(2, 4, 2, 16)
    first, second = children_of(children["字"][1])
    assert span_of(first) == Span(2, 5, 2, 10)
    assert span_of(second) == Span(2, 12, 2, 15)
    assert children_of(second) is None


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_places_with_all_line_breaks(newline):
    tree = parse(newline.join(["a: x", "b:", "  - y", ""]))
    assert span_of(children_of(children_of(tree.root)["b"][1])[0]) == Span(3, 5, 3, 6)


def test_aliases_repeat_values_and_stand_where_they_are_used():
    tree = parse("a: &x {k: [1]}\nb: *x\n&y c: *y\n")
    assert tree.value == {"a": {"k": [1]}, "b": {"k": [1]}, "c": "c"}
    assert span_of(children_of(tree.root)["b"][1]) == Span(2, 4, 2, 6)
    assert tree.problems == []


def test_merges():
    tree = parse("x: &x {k: 1, l: 2}\ny: &y {k: 3, m: 4}\na: {<<: *x, k: 0}\nb:\n  <<: [*y, *x]\n  n: 5\n")
    assert tree.value["a"] == {"k": 0, "l": 2}
    assert tree.value["b"] == {"n": 5, "k": 3, "m": 4, "l": 2}
    key, value = children_of(children_of(tree.root)["b"][1])["l"]
    assert span_of(key) == span_of(value) == Span(5, 12, 5, 14)


def test_quoted_merge_key_is_a_key():
    assert parse('"<<": {a: 1}\n').value == {"<<": {"a": 1}}


def test_the_first_of_two_equal_keys_is_kept():
    tree = parse("a: 1\nb: 2\na: 3\n")
    assert tree.value == {"a": 1, "b": 2}
    assert [(p.code, p.span, p.first) for p in tree.problems] == [("BP003", Span(3, 1, 3, 2), Span(1, 1, 1, 2))]


def test_keys_are_text_whatever_they_look_like():
    tree = parse("1: a\ntrue: b\n1.50: c\nno: d\n")
    assert tree.value == {"1": "a", "true": "b", "1.50": "c", "no": "d"}
    assert [p.span.line for p in tree.ambiguous] == [1, 2, 3, 4]


def test_each_ambiguous_scalar_is_noted_with_its_edit():
    text = "a: [no, no, \"no\", 'no']\nno: no\n"
    tree = parse(text)
    assert [(p.span.line, p.span.column) for p in tree.ambiguous] == [(1, 5), (1, 9), (2, 1), (2, 5)]
    for problem in reversed(tree.ambiguous):
        text = text[: problem.edit.start] + problem.edit.text + text[problem.edit.end :]
    assert text == 'a: ["no", "no", "no", \'no\']\n"no": "no"\n'
    assert parse(text).ambiguous == []


def test_anchors_stay_before_the_quotes():
    text = "a: [&x no, &y\n  no, *x, &z on]\n&k no: 1\n"
    for problem in reversed(parse(text).ambiguous):
        text = text[: problem.edit.start] + problem.edit.text + text[problem.edit.end :]
    assert text == 'a: [&x "no", &y\n  "no", *x, &z "on"]\n&k "no": 1\n'


def test_the_key_n_of_the_format_is_not_ambiguous():
    assert parse("n: 3\n").ambiguous == []
    assert len(parse("N: 3\n").ambiguous) == 1


def test_the_tag_of_text_is_allowed():
    tree = parse("a: !!str 3\n")
    assert tree.value == {"a": "3"}
    assert tree.problems == []


def test_nesting_up_to_the_bound():
    assert parse("[" * MAX_DEPTH + "]" * MAX_DEPTH).problems == []
    (problem,) = parse("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1)).problems
    assert (problem.code, problem.message) == ("BP005", f"nested more than {MAX_DEPTH} levels deep")
    assert problem.span == Span(1, MAX_DEPTH + 1, 1, MAX_DEPTH + 2)


def test_aliases_up_to_the_bound():
    block = "a: &a [" + "x, " * 998 + "x]\nb:\n"  # an alias of a list of 999 counts as 1,000 values
    assert parse(block + "- *a\n" * (MAX_EXPANSION // 1000)).problems == []
    (problem,) = parse(block + "- *a\n" * (MAX_EXPANSION // 1000 + 1)).problems
    assert (problem.code, problem.span) == ("BP005", Span(103, 3, 103, 5))


def test_nothing_is_left_of_a_text_that_cannot_be_read():
    tree = parse("a: 1\nb: [\n")
    assert (tree.value, tree.root) == (None, None)


@pytest.mark.parametrize("text", ["a: 1\n" * 30_000, "[" * 200_000, "a: [" * 50_000])
def test_the_garbage_collector_is_running_again(text):
    assert gc.isenabled()
    parse(text)
    assert gc.isenabled()
