"""Findings as a Code Quality report, which GitLab shows in merge requests."""

from __future__ import annotations

import hashlib
import json
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from blueprint.display import visible
from blueprint.finding import Finding, Severity, Span

if TYPE_CHECKING:
    from blueprint.checks.result import Outcome

_SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "minor", Severity.ADVICE: "info"}


def gitlab(outcome: Outcome) -> str:
    """A JSON list of issues. What could not be checked is one too, since GitLab knows nothing else: a `blocker`."""
    issues = [
        *map(_of_finding, outcome.findings),
        *(_failure(crash.file, f"the rule {crash.code} failed: {crash.message}") for crash in outcome.crashes),
        *(_failure(message.partition(": ")[0], message) for message in outcome.unread),
    ]
    return json.dumps(issues, indent=2) + "\n"


def _of_finding(finding: Finding) -> dict[str, Any]:
    related = (f"{other.message}: {other.file}:{other.span.line}" for other in finding.related)
    return _issue(
        finding.code,
        "; ".join((finding.message, *related)),
        finding.fingerprint,
        _SEVERITIES[finding.severity],
        finding.file,
        finding.span,
    )


def _failure(file: str, message: str) -> dict[str, Any]:
    fingerprint = hashlib.sha256(f"{file}\0{message}".encode(errors="surrogatepass")).hexdigest()[:16]
    return _issue("not-checked", message, fingerprint, "blocker", file, Span())


def _issue(check: str, description: str, fingerprint: str, severity: str, file: str, span: Span) -> dict[str, Any]:
    return {
        "description": visible(description),
        "check_name": check,
        "fingerprint": fingerprint,
        "severity": severity,
        "location": {
            "path": visible(PurePath(file).as_posix()),
            "lines": {"begin": span.line, "end": span.end_line},
        },
    }
