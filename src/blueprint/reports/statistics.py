"""How often each rule speaks: where to begin in a portfolio that was never checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.display import visible
from blueprint.finding import Severity
from blueprint.reports.findings import failures, summary_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from blueprint.checks.result import Outcome
    from blueprint.finding import Finding

_ORDER = tuple(Severity)


def statistics(outcome: Outcome) -> str:
    """A line for each rule with findings: how many, in how many files, how many can be fixed; the worst first."""
    found: dict[tuple[Severity, str, str], list[Finding]] = {}
    for finding in outcome.findings:
        found.setdefault((finding.severity, finding.code, finding.name), []).append(finding)
    ordered = sorted(found.items(), key=lambda item: (_ORDER.index(item[0][0]), -len(item[1]), item[0][1]))
    width = max((len(str(len(findings))) for findings in found.values()), default=1)
    lines = [
        f"{len(findings):>{width}}  {severity.value:<7}  {code}  {visible(name)}: {_where(findings)}\n"
        for (severity, code, name), findings in ordered
    ]
    return f"{''.join(lines)}{failures(outcome)}{summary_of(outcome)}\n"


def _where(findings: Sequence[Finding]) -> str:
    files = len({finding.file for finding in findings})
    fixable = sum(finding.edit is not None for finding in findings)
    return f"in {files} {'file' if files == 1 else 'files'}" + (f", {fixable} can be fixed" if fixable else "")
