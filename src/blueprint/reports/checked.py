"""Checking in notebooks and programs: findings that show themselves."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from blueprint.checks.engine import check_file, check_text
from blueprint.checks.run import today as this_day
from blueprint.checks.settings import configured
from blueprint.finding import BlueprintError, Finding
from blueprint.model.blueprint import Blueprint
from blueprint.project import configuration_for
from blueprint.reports.findings import full, summary
from blueprint.source.write import dumps

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from blueprint.checks.result import FileResult


class CheckError(BlueprintError):
    """Rules failed, so that the findings are not complete. The message names each with the reason."""


class Findings(tuple[Finding, ...]):
    """What is wrong with a blueprint, or could be better, in the order of the file. Empty where nothing is."""

    __slots__ = ()

    def __repr__(self) -> str:
        return summary(self, len({finding.file for finding in self}) or 1)

    def __str__(self) -> str:
        return full(self, {}) + repr(self)

    def of(self, codes: str | Iterable[str]) -> Findings:
        """Those of some rules: codes, or beginnings of codes like `BP5`."""
        chosen = (codes,) if isinstance(codes, str) else tuple(codes)
        return Findings(finding for finding in self if finding.code.startswith(chosen))

    def _repr_html_(self) -> str:
        if not self:
            return f"<p>{escape(repr(self))}</p>"
        rows = "".join(
            f"<tr><td>{f.span.line}:{f.span.column}</td><td>{f.severity.value}</td>"
            f"<td>{escape(f.code)}</td><td style='text-align: left'>{escape(f.message)}</td></tr>"
            for f in self
        )
        head = "<tr><th>line</th><th>severity</th><th>code</th><th>finding</th></tr>"
        return f"<table><thead>{head}</thead><tbody>{rows}</tbody></table><p>{escape(repr(self))}</p>"


def check(blueprint: str | Path | Blueprint, *, today: date | None = None) -> Findings:
    """Check a file, or a blueprint in memory, as `blueprint check` does: by the configuration of its folder.

    A blueprint in memory is checked as it would be written, by the configuration of the current folder. `today` is the
    date for what grows old; without it, the day it is. Raises OSError where the file can't be opened,
    ConfigurationError where the configuration can't be meant, CheckError where a rule fails.
    """
    folder = Path.cwd() if isinstance(blueprint, Blueprint) else Path(blueprint).resolve().parent
    settings = configured(configuration_for(folder), today or this_day())
    found: FileResult
    if isinstance(blueprint, Blueprint):
        name = f"{blueprint.id or 'blueprint'}.blueprint.yaml"
        found = check_text(dumps(blueprint), name, settings)
    else:
        found = check_file(blueprint, settings)
    if found.crashes:
        raise CheckError("\n".join(map(str, found.crashes)))
    return Findings(found.findings)
