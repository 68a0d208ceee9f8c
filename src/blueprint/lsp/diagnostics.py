"""What the checks find, as the editor underlines it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol.types import (
    Diagnostic,
    DiagnosticRelatedInformation,
    DiagnosticSeverity,
    DiagnosticTag,
    Location,
)

from blueprint.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from blueprint.checks.result import FileResult
    from blueprint.finding import Finding
    from blueprint.lsp.files import Session

SOURCE = "blueprint"

_SEVERITIES = {
    Severity.ERROR: DiagnosticSeverity.Error,
    Severity.WARNING: DiagnosticSeverity.Warning,
    Severity.ADVICE: DiagnosticSeverity.Information,
}
_UNNEEDED = frozenset({"BP008", "BP109"})
"""The findings about what could go without a loss: suppressions and catalogue items that nothing needs."""


def diagnostics_of(result: FileResult, session: Session) -> Mapping[str, list[Diagnostic]]:
    """What was found, by the address of the file that it is about: it may be an included one."""
    found: dict[str, list[Diagnostic]] = {session.uri_of(result.file): []}
    for finding in result.findings:
        found.setdefault(session.uri_of(finding.file), []).append(_diagnostic(finding, result.sources, session))
    return found


def _diagnostic(finding: Finding, sources: Mapping[str, str], session: Session) -> Diagnostic:
    positions = session.positions_of(finding.file, sources.get(finding.file, ""))
    related = [
        DiagnosticRelatedInformation(
            Location(
                session.uri_of(other.file),
                session.positions_of(other.file, sources.get(other.file, "")).range_of(other.span),
            ),
            other.message,
        )
        for other in finding.related
    ]
    return Diagnostic(
        positions.range_of(finding.span),
        finding.message,
        severity=_SEVERITIES[finding.severity],
        code=finding.code,
        source=SOURCE,
        tags=[DiagnosticTag.Unnecessary] if finding.code in _UNNEEDED else None,
        related_information=related or None,
    )
