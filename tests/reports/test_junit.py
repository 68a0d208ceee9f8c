"""Findings as JUnit XML."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from hypothesis import given
from junitparser import Error, Failure, JUnitXml

from blueprint.display import visible
from blueprint.reports.junit import junit
from tests.reports.outcomes import FILE, MIXED, finding, hostile_outcomes, outcome


def read(report):
    return JUnitXml.fromroot(ET.fromstring(report))


def test_a_suite_for_each_file_and_a_test_for_each_finding():
    suites = list(read(junit(MIXED)))
    assert [(s.name, s.tests, s.failures, s.errors) for s in suites] == [
        ("b.blueprint.yaml", 1, 1, 0),
        ("good.blueprint.yaml", 1, 0, 1),
        (FILE, 2, 2, 0),
        ("not checked", 1, 0, 1),
    ]
    first = next(iter(suites[2]))
    assert (first.classname, first.name) == (FILE, "4:5 BP102 the id `鞋` is taken")
    (failure,) = first.result
    assert (type(failure), failure.type, failure.message) == (Failure, "error", "the id `鞋` is taken")
    assert failure.text == (
        f"{FILE}:4:5: error BP102 duplicate-id\n"
        "  the id `鞋` is taken\n"
        "  4 |   - name: 擦鞋\n"
        "    |     ^^^^\n"
        "  first used here: team.catalogue.yaml:2:1\n"
    )


def test_what_could_not_be_checked_is_an_error():
    suites = {suite.name: list(suite) for suite in read(junit(MIXED))}
    crash = suites["good.blueprint.yaml"][0].result[0]
    assert (type(crash), crash.type, crash.message) == (Error, "crash", "KeyError: 'x'")
    unread = suites["not checked"][0].result[0]
    assert (type(unread), unread.type) == (Error, "unread")


def test_a_file_without_findings_passes():
    report = read(junit(outcome()))
    assert (report.tests, report.failures, report.errors) == (1, 0, 0)
    (case,) = next(iter(report))
    assert (case.name, case.is_passed) == ("nothing to report", True)


def test_nothing_at_all_is_still_a_report():
    assert junit(outcome(files=())) == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<testsuites name="blueprint check" tests="0" failures="0" errors="0"/>\n'
    )


def test_totals_are_those_of_the_suites():
    root = ET.fromstring(junit(MIXED))
    for key in ("tests", "failures", "errors"):
        assert int(root.get(key)) == sum(int(suite.get(key)) for suite in root)


def test_tags_in_texts_are_not_counted():
    root = ET.fromstring(junit(outcome(finding('<testcase name="x"> <failure > <error >'))))
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("1", "1", "0")


COUNTED = {"name", "tests", "failures", "errors"}
ATTRIBUTES = {
    "testsuites": COUNTED,
    "testsuite": COUNTED,
    "testcase": {"classname", "name"},
    "failure": {"type", "message"},
    "error": {"type", "message"},
}
"""What every schema of the format allows, also that of Jenkins, which knows no `file` or `line` of a test."""


@given(hostile_outcomes())
def test_it_is_always_xml(given):
    report = junit(given)
    assert report.isascii()
    root = ET.fromstring(report)
    cases = root.findall("testsuite/testcase")
    messages = sorted(fault.get("message") for fault in root.iter("failure"))
    assert messages == sorted(visible(found.message) for found in given.findings)
    assert len(list(root.iter("failure"))) == len(given.findings)
    assert len(list(root.iter("error"))) == len(given.crashes) + len(given.unread)
    assert {tag.tag for tag in root.iter()} <= {"testsuites", "testsuite", "testcase", "failure", "error"}
    assert all(len(case) <= 1 for case in cases)
    for tag in root.iter():
        assert set(tag.attrib) == ATTRIBUTES[tag.tag]
