"""`blueprint rules`."""

from __future__ import annotations

import json

from blueprint.checks.rules import all_rules


def test_text(run):
    result = run("rules")
    assert result.exit_code == 0
    assert result.stdout.startswith("The file\n  BP001  error    not-yaml\n")
    assert "\n\nStructure and flow\n  BP101  error    unknown-reference\n" in result.stdout
    assert "\x1b" not in result.stdout


def test_colours_where_they_are_wanted(run, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert run("rules").stdout.startswith("\x1b[1mThe file\x1b[0m\n")


def test_json(run):
    assert [rule["code"] for rule in json.loads(run("rules", "--format", "json").stdout)] == list(all_rules())


def test_markdown(run):
    result = run("rules", "--format", "markdown")
    assert "| BP101 | unknown-reference | error | An id that nothing in the blueprint" in result.stdout


def test_a_mistyped_format(run):
    result = run("rules", "--format", "jsn")
    assert result.exit_code == 2
    assert "`jsn` is not one of text, json, markdown; did you mean `json`?" in result.stderr
