"""Findings as workflow commands, which GitHub Actions shows as annotations beside the lines of a change."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING

from blueprint.display import visible
from blueprint.finding import Severity

if TYPE_CHECKING:
    from blueprint.checks.result import Outcome
    from blueprint.finding import Finding

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "notice"}

_BREAKS_A_MESSAGE = "%\r\n"
_BREAKS_A_PROPERTY = "%\r\n:,"


def github(outcome: Outcome) -> str:
    """A line for each finding and for what could not be checked."""
    lines = [
        *map(_of_finding, outcome.findings),
        *(
            _command("error", visible(crash.message), title=f"the rule {crash.code} failed", file=_path(crash.file))
            for crash in outcome.crashes
        ),
        *(_command("error", visible(message), title="not checked") for message in outcome.unread),
    ]
    return "".join(f"{line}\n" for line in lines)


def _of_finding(finding: Finding) -> str:
    span = finding.span
    place = {"file": _path(finding.file), "line": str(span.line)}
    if span.line == span.end_line:  # GitHub wants columns only within one line
        place |= {"col": str(span.column), "endLine": str(span.end_line), "endColumn": str(span.end_column)}
    else:
        place |= {"endLine": str(span.end_line)}
    related = (f"{other.message}: {other.file}:{other.span.line}:{other.span.column}" for other in finding.related)
    message = "\n".join(map(visible, (finding.message, *related)))
    return _command(_COMMANDS[finding.severity], message, **place, title=f"{finding.code} {finding.name}")


def _command(name: str, message: str, **properties: str) -> str:
    given = ",".join(f"{key}={_escaped(value, _BREAKS_A_PROPERTY)}" for key, value in properties.items())
    return f"::{name} {given}::{_escaped(message, _BREAKS_A_MESSAGE)}"


def _escaped(text: str, characters: str) -> str:
    return re.sub(f"[{re.escape(characters)}]", lambda found: f"%{ord(found[0]):02X}", text)


def _path(file: str) -> str:
    return visible(PurePath(file).as_posix())
