"""Findings as SARIF 2.1.0."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings

from blueprint.checks.rules import all_rules
from blueprint.finding import Edit, Severity, Span
from blueprint.reports.sarif import sarif
from tests.reports.outcomes import FILE, MIXED, TEXT, finding, hostile_outcomes, outcome


@cache
def schema():
    given = json.loads((Path(__file__).parent / "schemas/sarif-2.1.0.json").read_text("utf-8"))
    return jsonschema.Draft7Validator(given)


def run_of(given):
    log = json.loads(sarif(given))
    schema().validate(log)
    (run,) = log["runs"]
    return run


def test_a_log():
    log = json.loads(sarif(MIXED))
    schema().validate(log)
    assert log["version"] == "2.1.0"


def test_the_schema_is_strict():
    log = json.loads(sarif(outcome(finding())))
    log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0
    with pytest.raises(jsonschema.ValidationError):
        schema().validate(log)


def test_a_result():
    result = run_of(MIXED)["results"][0]
    assert result == {
        "ruleId": "BP102",
        "ruleIndex": list(all_rules()).index("BP102"),
        "level": "error",
        "message": {"text": "the id `鞋` is taken"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {
                        "uri": "%E6%93%A6%E9%9E%8B/shop.blueprint.yaml",
                        "uriBaseId": "%SRCROOT%",
                    },
                    "region": {"startLine": 4, "startColumn": 5, "endLine": 4, "endColumn": 9},
                },
                "logicalLocations": [{"fullyQualifiedName": "/stages/0/name"}],
            }
        ],
        "partialFingerprints": {"primaryLocationLineHash": "00112233445566aa"},
        "relatedLocations": [
            {
                "id": 0,
                "message": {"text": "first used here"},
                "physicalLocation": {
                    "artifactLocation": {"uri": "team.catalogue.yaml", "uriBaseId": "%SRCROOT%"},
                    "region": {"startLine": 2, "startColumn": 1, "endLine": 2, "endColumn": 4},
                },
            }
        ],
    }


def test_a_fix_replaces_what_the_edit_does():
    (change,) = run_of(MIXED)["results"][1]["fixes"][0]["artifactChanges"]
    assert change["replacements"] == [
        {
            "deletedRegion": {"startLine": 2, "startColumn": 8, "endLine": 2, "endColumn": 11},
            "insertedContent": {"text": '"擦鞋摊"'},
        }
    ]
    assert TEXT.splitlines()[1][7:10] == TEXT[21:24] == "擦鞋摊"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x85", "\u2028"])
def test_lines_of_a_fix_are_counted_as_yaml_counts_them(end):
    text = f"a{end}bc{end}"
    edit = Edit(text.index("c"), len(text), "")
    result = run_of(outcome(finding(edit=edit), sources={FILE: text}))["results"][0]
    region = result["fixes"][0]["artifactChanges"][0]["replacements"][0]["deletedRegion"]
    assert region == {"startLine": 2, "startColumn": 2, "endLine": 3, "endColumn": 1}


def test_levels():
    assert [result["level"] for result in run_of(MIXED)["results"]] == ["error", "warning", "note"]


def test_a_severity_that_is_set_otherwise_is_the_level_of_the_result():
    run = run_of(outcome(finding(severity=Severity.ADVICE)))
    result = run["results"][0]
    rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
    assert (result["level"], rule["defaultConfiguration"]["level"]) == ("note", "error")


def test_a_code_that_is_in_no_list_has_no_index():
    result = run_of(outcome(finding(code="ZZ999")))["results"][0]
    assert result["ruleId"] == "ZZ999"
    assert "ruleIndex" not in result


def test_all_rules_are_listed_with_their_help():
    rules = run_of(outcome())["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(all_rules())
    for rule in rules:
        assert 10 < len(rule["shortDescription"]["text"]) <= len(rule["fullDescription"]["text"]) <= 1000
        assert rule["id"] in rule["help"]["text"]
        assert rule["help"]["markdown"].startswith(f"# {rule['id']} {rule['name']}\n")


def test_what_could_not_be_checked_makes_the_run_unsuccessful():
    assert run_of(outcome(finding()))["invocations"] == [
        {"executionSuccessful": True, "toolExecutionNotifications": []}
    ]
    (invocation,) = run_of(MIXED)["invocations"]
    assert invocation["executionSuccessful"] is False
    crash, unread = invocation["toolExecutionNotifications"]
    assert crash["message"]["text"] == "good.blueprint.yaml: the rule BP301 failed: KeyError: 'x'"
    assert crash["associatedRule"]["id"] == "BP301"
    assert unread == {"level": "error", "message": {"text": "gone.blueprint.yaml: No such file or directory"}}


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("a b%#?.yaml", {"uri": "a%20b%25%23%3F.yaml", "uriBaseId": "%SRCROOT%"}),
        ("c:d.yaml", {"uri": "c%3Ad.yaml", "uriBaseId": "%SRCROOT%"}),
        ("<stdin>", {"uri": "%3Cstdin%3E", "uriBaseId": "%SRCROOT%"}),
        ("../up.yaml", {"uri": "../up.yaml"}),
        ("/tmp/擦.yaml", {"uri": "file:///tmp/%E6%93%A6.yaml"}),
        ("bad\udcff.yaml", {"uri": "bad%FF.yaml", "uriBaseId": "%SRCROOT%"}),
    ],
)
def test_addresses(file, expected):
    run = run_of(outcome(finding(file=file), files=(file,)))
    assert run["artifacts"] == [{"location": expected}]
    assert run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"] == expected


@pytest.mark.parametrize("text", ["see [a](https://x.org)", "{0}", "{12} [x](1)"])
def test_no_text_is_a_link_or_the_place_of_an_argument(text):
    shown = run_of(outcome(finding(text)))["results"][0]["message"]["text"]
    assert shown != text
    assert shown.replace("\u200b", "") == text


@pytest.mark.parametrize("text", ["`next: {low: 1m}`", "ignore[BP004] (why)", "a[0]"])
def test_other_braces_and_brackets_stay_as_they_are(text):
    assert run_of(outcome(finding(text)))["results"][0]["message"]["text"] == text


@given(hostile_outcomes())
@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_it_is_always_valid(given):
    text = sarif(given)
    assert text.isascii()
    run = json.loads(text)["runs"][0]
    # The rules are the same each time, and large.
    schema().validate({"version": "2.1.0", "runs": [{**run, "tool": {"driver": {"name": "blueprint"}}}]})
    assert len(run["results"]) == len(given.findings)
    for location in run["artifacts"]:
        assert unquote(location["location"]["uri"])
        assert all(c.isalnum() or c in "/%-._~:" for c in location["location"]["uri"])


def test_an_empty_span_is_a_region():
    region = run_of(outcome(finding(span=Span(1, 1, 1, 1))))["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert region["endColumn"] == 1
