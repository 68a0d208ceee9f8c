"""`blueprint explain`."""

from __future__ import annotations

import re

import pytest

from blueprint.checks.rules import all_rules


def explained(result):
    assert result.exit_code == 0, result.stderr
    return re.findall(r"^([A-Z]+\d{3}) [\w-]+ \((?:error|warning|advice)\)$", result.stdout, re.MULTILINE)


def test_a_rule(run):
    result = run("explain", "BP004")
    assert result.stdout.startswith("BP004 ambiguous-scalar (warning)\n\nText without quotes that is text here")
    assert "    # blueprint: ignore[BP004] the reason why it is right here\n" in result.stdout
    assert "\x1b" not in result.stdout


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (["BP101"], ["BP101"]),
        (["bp101"], ["BP101"]),
        (["unknown-reference"], ["BP101"]),
        (["Unknown_Reference"], ["BP101"]),
        (["severe-pain"], ["BP301"]),
        (["Severe pain"], ["BP301"]),
        (["BP102", "BP004"], ["BP102", "BP004"]),
        (["BP102", "duplicate-id"], ["BP102"]),
        (["BP0"], [code for code in all_rules() if code.startswith("BP0")]),
    ],
)
def test_what_may_be_asked_for(run, given, expected):
    assert explained(run("explain", *given)) == expected


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("unknown-refrence", "there is no rule `unknown-refrence`; did you mean `BP101`?"),
        ("BPX", "there is no rule `BPX`"),
        ("solution", "there is no rule `solution`"),
        ("severe-pa", "there is no rule `severe-pa`"),
        ("", "there is no rule ``"),
        ("擦鞋", "there is no rule `擦鞋`"),
    ],
)
def test_what_there_is_not(run, given, message):
    result = run("explain", given)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


def test_nothing_is_explained_where_one_is_wrong(run):
    assert run("explain", "BP101", "nothing-like-it").stdout == ""


def test_colours_where_they_are_wanted(run, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert run("explain", "BP101").stdout.startswith("\x1b[1mBP101 unknown-reference\x1b[0m (\x1b[1;31merror\x1b[0m)")


def test_a_name_can_not_speak_to_the_terminal(process):
    result = process("explain", "\x1b[31m\u202e")
    assert result.returncode == 2
    assert b"\x1b" not in result.stderr
