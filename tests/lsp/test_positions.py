"""Places as editors count them, and as the parser does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol.types import Position, PositionEncodingKind, Range

from blueprint.finding import Span
from blueprint.lsp.positions import Positions

TEXT = "a: 中文\nb: 😀x\r\nc"


@pytest.mark.parametrize(
    ("encoding", "line", "character", "offset"),
    [
        ("utf-16", 0, 3, 3),
        ("utf-16", 0, 5, 5),
        ("utf-16", 1, 3, 9),
        ("utf-16", 1, 5, 10),
        ("utf-16", 1, 6, 11),
        ("utf-8", 0, 9, 5),
        ("utf-8", 1, 7, 10),
        ("utf-32", 1, 4, 10),
        ("utf-16", 2, 0, 13),
        ("utf-16", 2, 1, 14),
    ],
)
def test_both_ways(encoding, line, character, offset):
    positions = Positions(TEXT, encoding)
    assert positions.offset(Position(line, character)) == offset
    assert positions.position(offset) == Position(line, character)


@pytest.mark.parametrize(
    ("position", "offset"),
    [
        pytest.param(Position(0, 99), 5, id="after the line"),
        pytest.param(Position(1, 99), 11, id="before the line's break"),
        pytest.param(Position(99, 0), 14, id="after the text"),
        pytest.param(Position(1, 4), 10, id="inside of an astral character"),
    ],
)
def test_places_outside(position, offset):
    assert Positions(TEXT).offset(position) == offset


def test_a_byte_order_mark_counts_for_the_editor_only():
    positions = Positions("\ufeffab\nc")
    assert positions.position(0) == Position(0, 1)
    assert positions.offset(Position(0, 0)) == 0
    assert positions.offset(Position(0, 2)) == 1
    assert positions.position(3) == Position(1, 0)
    assert positions.offset_at(2, 1) == 3


def test_the_parser_breaks_lines_where_editors_do_not():
    positions = Positions("a: x\u2028b: y\x85c\nd")
    assert positions.range_of(Span(2, 1, 2, 2)) == Range(Position(0, 5), Position(0, 6))
    assert positions.range_of(Span(4, 1, 4, 2)) == Range(Position(1, 0), Position(1, 1))


def test_a_span_outside_is_the_end():
    assert Positions("ab").range_of(Span(9, 9, 9, 9)) == Range(Position(0, 2), Position(0, 2))


@given(st.text(st.sampled_from("a中😀\n\r\u2028\ufeff"), max_size=12), st.sampled_from(list(PositionEncodingKind)))
def test_there_and_back(text, encoding):
    positions = Positions(text, encoding)
    for offset in range(len(text.removeprefix("\ufeff")) + 1):
        position = positions.position(offset)
        if positions.offset(position) != offset:  # between `\r` and `\n` is before both
            assert text.removeprefix("\ufeff")[offset - 1 : offset + 1] == "\r\n"
