"""Findings as JUnit XML, which nearly every CI server shows as a list of tests."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from blueprint.display import visible
from blueprint.reports.findings import frames

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from blueprint.checks.result import Outcome

_NOT_CHECKED = "not checked"
"""The suite of what could not be opened."""


def junit(outcome: Outcome) -> str:
    """A suite for each file. A finding is a test that fails; a file without any is one test that passes.

    What could not be checked is a test with an error. In ASCII, so that no encoding can harm it.
    """
    suites: dict[str, list[str]] = {file: [] for file in outcome.files}
    for finding, frame in zip(outcome.findings, frames(outcome.findings, outcome.sources), strict=True):
        name = f"{finding.span.line}:{finding.span.column} {finding.code} {finding.message}"
        fault = _element("failure", {"type": finding.severity.value, "message": finding.message}, frame)
        suites.setdefault(finding.file, []).append(_case(finding.file, name, fault))
    for crash in outcome.crashes:
        fault = _element("error", {"type": "crash", "message": crash.message}, str(crash))
        suites.setdefault(crash.file, []).append(_case(crash.file, f"the rule {crash.code}", fault))
    for message in outcome.unread:
        fault = _element("error", {"type": "unread", "message": message}, message)
        suites.setdefault(_NOT_CHECKED, []).append(_case(_NOT_CHECKED, message, fault))
    made = [_counted("testsuite", file, cases or [_case(file, "nothing to report")]) for file, cases in suites.items()]
    document = f'<?xml version="1.0" encoding="UTF-8"?>\n{_counted("testsuites", "blueprint check", made)}\n'
    return document.encode("ascii", "xmlcharrefreplace").decode()


def _counted(tag: str, name: str, inner: Iterable[str]) -> str:
    """An element that says how many tests are in it, and how they went."""
    content = "\n".join(inner)
    # Text can't hold a `<` of its own, so these are all tags.
    numbers = {
        "tests": content.count("<testcase "),
        "failures": content.count("<failure "),
        "errors": content.count("<error "),
    }
    attributes = {"name": name, **{key: str(number) for key, number in numbers.items()}}
    return f"<{tag}{_attributes(attributes)}>\n{content}\n</{tag}>" if content else f"<{tag}{_attributes(attributes)}/>"


def _case(file: str, name: str, fault: str = "") -> str:
    attributes = _attributes({"classname": file, "name": name})  # strict readers know no place for a file or a line
    return f"<testcase{attributes}>{fault}</testcase>" if fault else f"<testcase{attributes}/>"


def _element(tag: str, attributes: Mapping[str, str], text: str) -> str:
    lines = "\n".join(_text(line) for line in text.split("\n"))
    return f"<{tag}{_attributes(attributes)}>{lines}</{tag}>"


def _attributes(attributes: Mapping[str, str]) -> str:
    return "".join(f' {key}="{_text(value)}"' for key, value in attributes.items())


def _text(line: str) -> str:
    """A line as XML can hold it: all that is forbidden there is also not printable, and written as an escape."""
    return escape(visible(line))
