"""The lines beside a picture: which are shown, and what is underlined."""

from __future__ import annotations

import re

import pytest

from blueprint.finding import Span
from blueprint.serve.sheet import Good
from blueprint.serve.source import Spot, source_html, spot_of
from blueprint.serve.words import EN
from blueprint.source.load import read_data
from tests.serve.conftest import SHOP

STEPS = """\
blueprint: v1
title: T
touchpoints:
  chair:
    kind: physical

    name: Chair
  sign: {kind: physical, name: Sign}
stages:
  - name: S
    steps:
      - id: one
        customer: A
        # a remark
        frontstage: B

      - id: two
        customer: C
  - name: Z
"""


def shown(text, span, block=0):
    html = source_html(Spot("f", text, span, block), "f", EN)
    return re.findall(r"<mark>(.*?)</mark>", html), [int(n) for n in re.findall(r'start="(\d+)"', html)], html


@pytest.mark.parametrize(
    ("span", "marked"),
    [
        (Span(2, 1, 2, 6), ["title"]),
        (Span(2, 8, 3, 4), ["Shoeshine", "tou"]),
        (Span(1, 1, 1, 1), ["b"]),
        (Span(2, 17, 2, 17), [" "]),
        (Span(2, 99, 2, 120), [" "]),
        (Span(0, 0, 0, 0), ["b"]),
        (Span(999, 1, 999, 3), ["  "]),
        (Span(5, 3, 2, 1), ["t"]),
    ],
)
def test_what_is_underlined(span, marked):
    assert shown(SHOP, span)[0] == marked


def test_an_empty_file():
    assert shown("", Span(1, 1, 1, 1))[0] == [" "]


def test_text_never_becomes_markup():
    html = shown('a: <script>alert(1)</script> "&\n', Span(1, 4, 1, 12))[2]
    assert "<script" not in html
    assert "<mark>&lt;script&gt;</mark>" in html


def test_what_turns_the_direction_of_text_is_shown():
    assert "\u202e" not in shown("a: \u202eevil\n", Span(1, 1, 1, 2))[2]


def test_of_a_long_file_what_is_around():
    text = "\n".join(f"line{n}" for n in range(1, 30_001))
    _, [first], html = shown(text, Span(15_000, 1, 15_000, 5))
    assert first == 14_800
    assert html.count("<li") == 401
    assert "Lines 14,800 to 15,200 of 30,000" in html
    assert "line14799<" not in html


@pytest.mark.parametrize(
    ("about", "first", "last"),
    [("one", 12, 15), ("two", 17, 18), ("touchpoint:chair", 4, 7), ("touchpoint:sign", 8, 8)],
)
def test_where_parts_stand(about, first, last):
    reading = read_data(STEPS)
    spot = spot_of(Good(reading.blueprint, reading.document, ()), about)
    assert (spot.span.line, spot.block) == (first, last)


def test_of_a_part_that_is_not_there():
    reading = read_data(STEPS)
    assert spot_of(Good(reading.blueprint, reading.document, ()), "nobody") is None
