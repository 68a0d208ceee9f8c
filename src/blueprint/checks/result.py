"""What checking files brought: findings, failures of rules, and what rules about all files keep of each."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, NamedTuple

from blueprint.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from blueprint.finding import Crash, Span


class FileResult(NamedTuple):
    """What checking a file brought, in the order of the file.

    `sources` holds the text of every file that a finding points into: a finding may be about an included file. `facts`
    is what rules about all files together gathered, by their codes; None where the file can't be read. `included` are
    the files that it includes, in turn too, with the digest of each one's text.
    """

    file: str
    findings: tuple[Finding, ...]
    sources: Mapping[str, str]
    crashes: tuple[Crash, ...] = ()
    facts: Mapping[str, Any] | None = None
    included: tuple[tuple[str, str], ...] = ()


class Outcome(NamedTuple):
    """What checking many files brought.

    `files` are those that were checked, `unread` messages about paths that can't be, `hidden` is how many findings a
    baseline hides.
    """

    findings: tuple[Finding, ...]
    files: tuple[str, ...]
    crashes: tuple[Crash, ...] = ()
    unread: tuple[str, ...] = ()
    sources: Mapping[str, str] = {}
    hidden: int = 0


def findings_of(results: Iterable[FileResult]) -> tuple[Finding, ...]:
    """The findings of many files in order. What two of them found in a catalogue that both include counts once."""
    return merged(finding for result in results for finding in result.findings)


def merged(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings in order, each once."""
    distinct: dict[tuple[str, Span, str, str], Finding] = {}
    real: dict[str, str] = {}
    for finding in findings:
        # The same file may be called by two names, by way of two folders.
        if finding.file not in real:
            real[finding.file] = os.path.realpath(finding.file)
        distinct.setdefault((real[finding.file], finding.span, finding.code, finding.message), finding)
    return tuple(sorted(distinct.values(), key=Finding.sort_key))
