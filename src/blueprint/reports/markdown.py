"""Findings as Markdown, to paste in a pull request: what comes from files is shown there, and does nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from blueprint.display import visible
from blueprint.finding import Severity
from blueprint.reports.findings import summary_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blueprint.checks.result import Outcome
    from blueprint.finding import Finding

_ORDER = tuple(Severity)
_ICONS = {Severity.ERROR: "❌", Severity.WARNING: "⚠️", Severity.ADVICE: "💡"}


def markdown(outcome: Outcome) -> str:
    """The summary, then the findings file by file, the worst first, and what could not be checked.

    Lists, not tables: within a cell, what is between backticks is not safe from being read as the end of the cell.
    """
    blocks = ["## Blueprint check", plain(summary_of(outcome))]
    if failures := [*map(str, outcome.crashes), *outcome.unread]:
        blocks += ["### Not checked", "\n".join(f"- 💥 {inline(failure)}" for failure in failures)]
    by_file: dict[str, list[Finding]] = {}
    for finding in outcome.findings:
        by_file.setdefault(finding.file, []).append(finding)
    for file, findings in by_file.items():
        worst_first = sorted(findings, key=lambda finding: _ORDER.index(finding.severity))
        blocks += [f"### {code(file)}", "\n".join(line for finding in worst_first for line in _item(finding))]
    return "\n\n".join(blocks) + "\n"


def _item(finding: Finding) -> Iterator[str]:
    kind = f"{_ICONS[finding.severity]} **{finding.severity.value}**"
    yield f"- {kind} in line {finding.span.line}: {inline(finding.message)} ({finding.code} {plain(finding.name)})"
    for other in finding.related:
        where = "" if other.file == finding.file else f" of {code(other.file)}"
        yield f"  - line {other.span.line}{where}: {inline(other.message)}"


# -- text that is only shown -------------------------------------------------------------------------------------

_QUOTED = re.compile("`([^`]+)`")
_MARKUP = re.compile(r"[\\`*_\[\]<>&~]")
"""What is markup within a line. Lines start with words of ours, so that nothing else can be."""

_APART = "&#8203;"
"""A character without width: what it separates is no mention, link, reference or emoji to any forge."""

_LINKING = re.compile(
    r"""[@#!~%&^*](?=[\w"])|\$|:(?=//)|(?<!\d):(?=[\w+-]+:)|www(?=\.)|\bGH(?=-\d)|\b[0-9a-f]{6}(?=[0-9a-f])""",
    re.IGNORECASE,
)
"""What makes a link of what follows: mentions, references of GitHub and GitLab, addresses, emoji, commits."""


def inline(text: str) -> str:
    """A message in one line: what it has in backticks is code, all else is plain."""
    parts = _QUOTED.split(visible(text))
    shown = [code(part) if i % 2 else plain(part) for i, part in enumerate(parts)]
    # Two pieces of code side by side would be none: their backticks would run together.
    shown[2:-1:2] = [between or _APART for between in shown[2:-1:2]]
    return "".join(shown)


def code(text: str) -> str:
    """A piece of code in one line, whatever is in it."""
    shown = visible(text)
    if not shown.strip():
        return f"“{shown}”"
    fence = "`" * (max(map(len, re.findall("`+", shown)), default=0) + 1)
    gap = " " if shown[0] in "` " or shown[-1] in "` " else ""
    return f"{fence}{gap}{shown}{gap}{fence}"


def plain(text: str) -> str:
    """Text in one line: nothing in it is markup, and nothing becomes a link or mentions anyone."""
    shown = visible(text)
    made = []
    last = 0
    for found in _LINKING.finditer(shown):
        made += [_escaped(shown[last : found.end()]), _APART]
        last = found.end()
    return "".join([*made, _escaped(shown[last:])])


def _escaped(text: str) -> str:
    """An entity never is markup."""
    return _MARKUP.sub(lambda found: f"&#{ord(found[0])};", text)
