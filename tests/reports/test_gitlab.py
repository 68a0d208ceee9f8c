"""Findings as GitLab's Code Quality report."""

from __future__ import annotations

import json

import jsonschema
from hypothesis import given

from blueprint.reports.gitlab import gitlab
from tests.reports.outcomes import FILE, MIXED, hostile_outcomes, outcome

SHAPE = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "additionalProperties": False,
        "properties": {
            "description": {"type": "string"},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{16}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "not": {"pattern": r"^\./"}},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}, "end": {"type": "integer"}},
                    },
                },
            },
        },
    },
}
"""What GitLab documents of the format."""


def test_each_is_an_issue():
    report = json.loads(gitlab(MIXED))
    jsonschema.validate(report, SHAPE)
    assert report[0] == {
        "description": "the id `鞋` is taken; first used here: team.catalogue.yaml:2",
        "check_name": "BP102",
        "fingerprint": "00112233445566aa",
        "severity": "critical",
        "location": {"path": FILE, "lines": {"begin": 4, "end": 4}},
    }
    assert [(issue["check_name"], issue["severity"], issue["location"]["path"]) for issue in report[1:]] == [
        ("BP004", "minor", FILE),
        ("BP507", "info", "b.blueprint.yaml"),
        ("not-checked", "blocker", "good.blueprint.yaml"),
        ("not-checked", "blocker", "gone.blueprint.yaml"),
    ]
    assert len({issue["fingerprint"] for issue in report}) == 5


def test_nothing_found_is_an_empty_list():
    assert gitlab(outcome()) == "[]\n"


@given(hostile_outcomes())
def test_it_always_has_its_shape(given):
    report = gitlab(given)
    assert report.isascii()
    jsonschema.validate(json.loads(report), SHAPE)
    json.loads(report).__repr__().encode()  # a lone half of a character would be refused by other readers
