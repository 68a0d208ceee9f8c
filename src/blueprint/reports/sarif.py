"""Findings as SARIF 2.1.0, the format that code scanners share (OASIS, 2020)."""

from __future__ import annotations

import json
import os
import re
from bisect import bisect_right
from functools import cache
from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from blueprint import __version__
from blueprint.checks.rules import all_rules
from blueprint.display import visible
from blueprint.finding import Severity
from blueprint.reports.rule_pages import markdown_page, prose_of, summary_of, text_page

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from blueprint.checks.declaration import Rule
    from blueprint.checks.result import Outcome
    from blueprint.finding import Edit, Finding, Route, Span

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "note"}

_LINE_BREAKS = ("\r\n", "\n", "\r", "\x85", "\u2028", "\u2029")
"""What ends a line of YAML. Findings count lines and columns by these."""

_ROOT = "%SRCROOT%"
"""The folder in which the check ran; servers put the root of the repository in its place."""

_SPECIAL = re.compile(r"(?<=\])(?=\()|(?<=\{)(?=\d+\})")
_APART = "\u200b"
"""A character without width: escapes would show, since hardly any viewer knows them."""

_LONGEST = 1000
"""The characters of a rule's description that servers show."""


def sarif(outcome: Outcome) -> str:
    """A log with one run. A rule that failed, or a file that can't be opened, makes the run unsuccessful."""
    rules = all_rules()
    numbers = {code: number for number, code in enumerate(rules)}
    offsets = cache(lambda file: _line_starts(outcome.sources[file]))
    run = {
        "tool": {
            "driver": {
                "name": "blueprint",
                "version": __version__,
                "rules": [_descriptor(rule) for rule in rules.values()],
            }
        },
        "invocations": [
            {
                "executionSuccessful": not (outcome.crashes or outcome.unread),
                "toolExecutionNotifications": list(_notifications(outcome, numbers)),
            }
        ],
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The folder in which the check ran."}}},
        "artifacts": [{"location": _location(file)} for file in outcome.files],
        "columnKind": "unicodeCodePoints",
        "newlineSequences": _LINE_BREAKS,
        "results": [_result(finding, numbers, offsets, outcome.sources) for finding in outcome.findings],
    }
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=2) + "\n"


# -- rules -------------------------------------------------------------------------------------------------------


def _descriptor(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": _cut(summary_of(rule))},
        "fullDescription": {"text": _cut(prose_of(rule))},
        "help": {"text": text_page(rule), "markdown": markdown_page(rule)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": ["service-design"], "precision": "high"},
    }


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


# -- findings ----------------------------------------------------------------------------------------------------


def _result(finding: Finding, numbers: Mapping[str, int], offsets: Any, sources: Mapping[str, str]) -> dict[str, Any]:
    place: dict[str, Any] = _place(finding.file, finding.span)
    if finding.route:
        place["logicalLocations"] = [{"fullyQualifiedName": _pointer(finding.route)}]
    result: dict[str, Any] = {"ruleId": finding.code}
    if finding.code in numbers:
        result["ruleIndex"] = numbers[finding.code]
    result |= {
        "level": _LEVELS[finding.severity],
        "message": _message(finding.message),
        "locations": [place],
        "partialFingerprints": {"primaryLocationLineHash": finding.fingerprint},
    }
    if finding.related:
        result["relatedLocations"] = [
            {"id": number, "message": _message(other.message), **_place(other.file, other.span)}
            for number, other in enumerate(finding.related)
        ]
    if finding.edit is not None and finding.file in sources:
        result["fixes"] = [_fix(finding, finding.edit, offsets(finding.file))]
    return result


def _message(text: str) -> dict[str, str]:
    """A message in which nothing is a link (`[text](place)`) or the place of an argument (`{0}`)."""
    return {"text": _SPECIAL.sub(_APART, visible(text))}


def _place(file: str, span: Span) -> dict[str, Any]:
    region = {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
    return {"physicalLocation": {"artifactLocation": _location(file), "region": region}}


def _location(file: str) -> dict[str, str]:
    """A file by its address, relative to the folder in which the check ran where it is in there."""
    path = PurePath(file)
    if path.is_absolute():
        return {"uri": path.as_uri()}
    address = {"uri": quote(os.fsencode(path.as_posix()))}
    return address if ".." in path.parts else {**address, "uriBaseId": _ROOT}


def _pointer(route: Route) -> str:
    """The way into the document as a JSON pointer (RFC 6901)."""
    return "".join(f"/{visible(str(key).replace('~', '~0').replace('/', '~1'))}" for key in route)


def _fix(finding: Finding, edit: Edit, starts: list[int]) -> dict[str, Any]:
    start_line, start_column = _line_and_column(starts, edit.start)
    end_line, end_column = _line_and_column(starts, edit.end)
    region = {"startLine": start_line, "startColumn": start_column, "endLine": end_line, "endColumn": end_column}
    replacement = {"deletedRegion": region, "insertedContent": {"text": edit.text}}
    return {"artifactChanges": [{"artifactLocation": _location(finding.file), "replacements": [replacement]}]}


def _line_starts(text: str) -> list[int]:
    return [0, *(found.end() for found in re.finditer("|".join(_LINE_BREAKS), text))]


def _line_and_column(starts: list[int], offset: int) -> tuple[int, int]:
    line = bisect_right(starts, offset)
    return line, offset - starts[line - 1] + 1


# -- what could not be checked -----------------------------------------------------------------------------------


def _notifications(outcome: Outcome, numbers: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    for crash in outcome.crashes:
        index = {"index": numbers[crash.code]} if crash.code in numbers else {}
        yield {
            "level": "error",
            "message": _message(str(crash)),
            "associatedRule": {"id": crash.code, **index},
            "locations": [{"physicalLocation": {"artifactLocation": _location(crash.file)}}],
        }
    for message in outcome.unread:
        yield {"level": "error", "message": _message(message)}
