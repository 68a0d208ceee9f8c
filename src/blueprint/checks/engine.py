"""Checks a file: reads it, runs the rules, and leaves out what its comments suppress."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from blueprint.checks.rules import all_rules
from blueprint.finding import Finding, Severity, Span
from blueprint.source.load import Reading, read, read_data
from blueprint.source.text import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from blueprint.checks.rule import Remark, Rule
    from blueprint.source.document import Document


_SUPPRESSION = re.compile(r"#[ \t]*blueprint:[ \t]*\w")
"""What nearly no file contains; where it does not, there is nothing to suppress."""


class FileResult(NamedTuple):
    """What checking a file brought, in the order of the file.

    `sources` holds the text of every file that a finding points into: a finding may be about an included file.
    """

    file: str
    findings: tuple[Finding, ...]
    sources: Mapping[str, str]


def check_file(path: str | Path) -> FileResult:
    """Check a blueprint or catalogue file. Raises OSError where it can't be opened."""
    return _check(read(path))


def check_text(text: str | bytes, file: str = "<text>") -> FileResult:
    """Check a blueprint in memory; `file` is what findings call it and what includes are relative to."""
    return _check(read_data(text, file))


def findings_of(results: Iterable[FileResult]) -> tuple[Finding, ...]:
    """The findings of many files in order. What two of them found in a catalogue that both include counts once."""
    distinct: dict[tuple[str, Span, str, str], Finding] = {}
    for result in results:
        for finding in result.findings:
            # The same file may be called by two names, by way of two folders.
            key = (os.path.realpath(finding.file), finding.span, finding.code, finding.message)
            distinct.setdefault(key, finding)
    return tuple(sorted(distinct.values(), key=Finding.sort_key))


def sources_of(reading: Reading, findings: Iterable[Finding]) -> dict[str, str]:
    """The texts of the files that findings point into, by the names that the findings call them."""
    known = {document.file: document for document in _documents(reading)}
    files = {file for finding in findings for file in (finding.file, *(other.file for other in finding.related))}
    return {file: known[file].text if file in known else _text_of(file) for file in sorted(files)}


def _check(reading: Reading) -> FileResult:
    rules = all_rules()
    findings = [*reading.findings, *_run(rules.values(), reading)]
    is_broken = any(finding.severity is Severity.ERROR for finding in reading.findings)
    for document in _documents(reading):
        if _SUPPRESSION.search(document.text):
            from blueprint.checks.suppression import suppress

            own = [finding for finding in findings if finding.file == document.file]
            others = [finding for finding in findings if finding.file != document.file]
            is_judged = document is reading.document and not is_broken
            findings = others + suppress(document, own, rules, is_judged=is_judged)
    in_order = tuple(sorted(findings, key=Finding.sort_key))
    return FileResult(reading.document.file, in_order, sources_of(reading, in_order))


def _run(rules: Iterable[Rule], reading: Reading) -> Iterator[Finding]:
    for rule in rules:
        for remark in rule.check(reading) if rule.check is not None else ():
            yield _place(rule, remark, reading)


def _place(rule: Rule, remark: Remark, reading: Reading) -> Finding:
    """The one way from a part of the blueprint to a place in a file."""
    if reading.document.tree.root is None:
        return Finding(rule.code, rule.name, rule.severity, remark.message, reading.document.file)
    document, span, route = reading.document.locate(remark.route, remark.aim)
    return Finding(rule.code, rule.name, rule.severity, remark.message, document.file, span, route)


def _documents(reading: Reading) -> list[Document]:
    """The file itself, then the included files that add to it."""
    included = {document.file: document for document in reading.document.origins.values()}
    return [reading.document, *included.values()]


def _text_of(file: str) -> str:
    """The text of a file that was read before, though nothing came of it; empty where it can't be read again."""
    try:
        return read_text(Path(file)).content
    except OSError:
        return ""
