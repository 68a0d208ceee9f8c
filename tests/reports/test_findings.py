"""Findings as code frames, as lines and as JSON."""

from __future__ import annotations

import json
import re
from unicodedata import east_asian_width

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blueprint.checks.engine import check_text
from blueprint.finding import Edit, Finding, Related, Severity, Span
from blueprint.reports.findings import MAX_WIDTH, as_json, concise, full, summary


def finding(span, message="something is wrong", file="shop.blueprint.yaml", severity=Severity.ERROR, **more):
    return Finding("BP002", "not-the-format", severity, message, file, span, **more)


def frame(line, span, **more):
    return full([finding(span, **more)], {"shop.blueprint.yaml": line})


def columns(text):
    """The columns of a text without tabs or combining characters, counted apart from the code under test."""
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in text)


def test_a_frame():
    assert frame("blueprint: v1\ntitel: Shoeshine\n", Span(2, 1, 2, 6)) == (
        "shop.blueprint.yaml:2:1: error BP002 not-the-format\n"
        "  something is wrong\n"
        "  2 | titel: Shoeshine\n"
        "    | ^^^^^\n"
    )


def test_a_chinese_frame():
    text = "blueprint: v1\ntitle: 擦鞋摊\nstages:\n  - name: 擦鞋\n    steps:\n      - customer: 顾客问“多少钱？”\n"
    text += "        touchpoints: [椅子, 鞋油摊]\ntouchpoints:\n  椅子: {kind: physical, name: 椅子}\n"
    result = check_text(text, "擦鞋.blueprint.yaml")
    assert full(result.findings, result.sources) == (
        "擦鞋.blueprint.yaml:7:27: error BP101 unknown-reference\n"
        "  there is no touchpoint `鞋油摊`; there is `椅子`\n"
        "  7 |         touchpoints: [椅子, 鞋油摊]\n"
        "    |                             ^^^^^^\n"
    )
    _, _, source, marks = full(result.findings, result.sources).splitlines()
    assert columns(marks.partition("^")[0]) == columns(source.partition("鞋油摊")[0])
    assert marks.count("^") == columns("鞋油摊")


@pytest.mark.parametrize(
    ("line", "spot", "expected"),
    [
        pytest.param("顾客：问路 now", "问路", ["1 | 顾客：问路 now", "  |       ^^^^"], id="wide"),
        pytest.param("cafe\u0301 au lait", "au", ["1 | cafe\u0301 au lait", "  |      ^^"], id="combining"),
        pytest.param("a\tb: 1\tc", "c", ["1 | a   b: 1    c", "  |             ^"], id="tabs"),
        pytest.param("a: \x1b[0m\u202e, b", "b", ["1 | a: \\x1b[0m\\u202e, b", "  |                   ^"], id="unsafe"),
        pytest.param("👩\u200d🔧 b", "b", ["1 | 👩\u200d🔧 b", "  |    ^"], id="emoji"),
        pytest.param("key:   ", "   ", ["1 | key:", "  |     ^^^"], id="blanks at the end"),
    ],
)
def test_marks_stand_below_the_spot(line, spot, expected):
    start = line.index(spot) + 1
    shown = frame(line, Span(1, start, 1, start + len(spot))).splitlines()
    assert [line[2:] for line in shown[2:]] == expected


@pytest.mark.parametrize(
    ("span", "marks"),
    [
        pytest.param(Span(1, 3, 1, 3), "  ^", id="empty"),
        pytest.param(Span(1, 9, 1, 10), "      ^", id="past the end"),
        pytest.param(Span(1, 3, 4, 2), "  ^^^^", id="over several lines"),
    ],
)
def test_odd_spans(span, marks):
    assert frame("a: bcd\ne\nf\ng\n", span).splitlines()[3] == f"    | {marks}"


def test_other_places_are_shown_too():
    text = "first\n" * 9 + "tenth\n"
    other = Related("first given here", "shop.blueprint.yaml", Span(2, 1, 2, 6))
    far = Related("and here", "team.catalogue.yaml", Span(7, 2, 7, 3))
    assert frame(text, Span(10, 1, 10, 6), related=(other, far)) == (
        "shop.blueprint.yaml:10:1: error BP002 not-the-format\n"
        "  something is wrong\n"
        "  10 | tenth\n"
        "     | ^^^^^\n"
        "  first given here: shop.blueprint.yaml:2:1\n"
        "   2 | first\n"
        "     | -----\n"
        "  and here: team.catalogue.yaml:7:2\n"
    )


@pytest.mark.parametrize("text", ["", "   \n"])
def test_without_a_line_to_show_there_is_no_frame(text):
    assert frame(text, Span()) == ("shop.blueprint.yaml:1:1: error BP002 not-the-format\n  something is wrong\n")


def test_a_long_line_is_cut_around_the_spot():
    line = "擦" * 5000 + "here" + "x" * 5000
    _, _, source, marks = frame(line, Span(1, 5001, 1, 5005)).splitlines()
    assert source.startswith("  1 | …擦")
    assert source.endswith("x…")
    assert columns(source) <= MAX_WIDTH + 10
    assert columns(marks.partition("^")[0]) == columns(source.partition("here")[0])
    assert marks.count("^") == 4


def test_lines_are_counted_as_yaml_counts_them():
    assert "2 | b" in frame("a\rb\r\nc", Span(2, 1, 2, 2))
    assert "3 | c" in frame("a\rb\r\nc", Span(3, 1, 3, 2))


def test_colours():
    shown = full([finding(Span(1, 1, 1, 2), severity=Severity.WARNING)], {"shop.blueprint.yaml": "a: 1"}, colour=True)
    assert shown == (
        "\x1b[1mshop.blueprint.yaml:1:1\x1b[0m: \x1b[1;33mwarning BP002\x1b[0m not-the-format\n"
        "  something is wrong\n"
        "  \x1b[2m1 |\x1b[0m a: 1\n"
        "  \x1b[2m  |\x1b[0m \x1b[1;33m^\x1b[0m\n"
    )
    assert re.sub(r"\x1b\[[0-9;]*m", "", shown) == full(
        [finding(Span(1, 1, 1, 2), severity=Severity.WARNING)], {"shop.blueprint.yaml": "a: 1"}
    )


EVIL = "\x1b]0;title\x07\u202e\x9b\r"


def test_no_control_character_gets_through():
    other = Related(EVIL, EVIL, Span())
    evil = finding(Span(1, 1, 1, 3), message=EVIL, file=EVIL, related=(other,))
    for shown in (full([evil], {EVIL: EVIL}), concise([evil]), as_json([evil], 1)):
        assert all(c.isprintable() or c == "\n" for c in shown)
    assert concise([evil]).count("\n") == 1


@given(st.text(), st.integers(1, 50), st.integers(1, 50), st.integers(1, 3))
def test_every_frame_can_be_made(text, column, end, line):
    shown = frame(text, Span(line, column, line, end))
    assert shown.endswith("\n")
    marks = [part for part in shown.splitlines()[2:] if part.lstrip().startswith("| ") and set(part) <= set(" |^")]
    assert all("^" in part for part in marks)


def test_findings_are_set_apart_by_a_blank_line():
    two = [finding(Span(1, 1, 1, 2)), finding(Span(2, 1, 2, 2))]
    assert full(two, {"shop.blueprint.yaml": "a\nb\n"}).count("\n\n") == 1


def test_concise():
    assert concise([finding(Span(2, 5, 2, 6)), finding(Span(3, 1, 3, 2))]) == (
        "shop.blueprint.yaml:2:5: BP002 something is wrong\nshop.blueprint.yaml:3:1: BP002 something is wrong\n"
    )
    assert concise([]) == ""


def test_json():
    other = Related("first given here", "b.yaml", Span(1, 2, 3, 4))
    found = [finding(Span(2, 5, 2, 6), route=("stages", 1, "steps", 0, "next"), related=(other,), edit=Edit(1, 2, "x"))]
    assert json.loads(as_json(found, 3)) == {
        "findings": [
            {
                "code": "BP002",
                "name": "not-the-format",
                "severity": "error",
                "message": "something is wrong",
                "file": "shop.blueprint.yaml",
                "line": 2,
                "column": 5,
                "end_line": 2,
                "end_column": 6,
                "path": ["stages", 1, "steps", 0, "next"],
                "related": [
                    {
                        "message": "first given here",
                        "file": "b.yaml",
                        "line": 1,
                        "column": 2,
                        "end_line": 3,
                        "end_column": 4,
                    }
                ],
                "fixable": True,
            }
        ],
        "errors": [],
        "summary": {"files": 3, "errors": 1, "warnings": 0, "advice": 0},
    }


def test_json_is_ascii_and_reads_back():
    report = as_json([finding(Span(), message="擦鞋 😀 \x7f \udc80")], 1)
    assert report.isascii()
    assert json.loads(report)["findings"][0]["message"] == "擦鞋 😀 \x7f \udc80"


@pytest.mark.parametrize(
    ("severities", "files", "expected"),
    [
        ([], 1, "1 file checked: nothing to report"),
        ([], 12, "12 files checked: nothing to report"),
        (["error"], 1, "1 file checked: 1 error"),
        (["warning", "error", "error"], 3, "3 files checked: 2 errors, 1 warning"),
        (["advice"], 2, "2 files checked: 1 piece of advice"),
        (["advice", "advice", "warning", "warning"], 2, "2 files checked: 2 warnings, 2 pieces of advice"),
    ],
)
def test_summary(severities, files, expected):
    assert summary([finding(Span(), severity=Severity(s)) for s in severities], files) == expected


def test_what_the_baseline_hides_is_counted():
    assert summary([], 1, 12) == "1 file checked: nothing to report; 12 findings hidden by the baseline"
