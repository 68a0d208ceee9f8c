"""Findings as text: code frames for people, one line each for logs and editors, JSON for programs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from blueprint.display import cells, visible
from blueprint.finding import Finding, Severity, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from blueprint.checks.result import Outcome
    from blueprint.finding import Crash

MAX_WIDTH = 120
"""The columns of a source line that a code frame shows, around the spot."""

_LINE_BREAK = "\r\n|[\r\n\x85\u2028\u2029]"  # what YAML takes for one

_COLOURS = {"error": "1;31", "warning": "1;33", "advice": "1;36", "place": "1", "frame": "2"}

_COUNTED = {
    Severity.ERROR: ("error", "errors"),
    Severity.WARNING: ("warning", "warnings"),
    Severity.ADVICE: ("piece of advice", "pieces of advice"),
}


def full(findings: Iterable[Finding], sources: Mapping[str, str], *, colour: bool = False) -> str:
    """Each finding with its lines of the file and the spot underlined, and the other places that it is about."""
    return "\n".join(frames(findings, sources, colour=colour))


def frames(findings: Iterable[Finding], sources: Mapping[str, str], *, colour: bool = False) -> Iterator[str]:
    """What `full` shows, a text for each finding."""
    paint = _coloured if colour else _plain
    lines = {file: re.split(_LINE_BREAK, text) for file, text in sources.items()}
    return (_finding(finding, lines, paint) for finding in findings)


def concise(findings: Iterable[Finding]) -> str:
    """One line for each finding: `file:line:column: CODE message`."""
    return "".join(f"{visible(str(finding))}\n" for finding in findings)


def as_json(
    findings: Sequence[Finding],
    files: int,
    *,
    crashes: Iterable[Crash] = (),
    unread: Iterable[str] = (),
    hidden: int = 0,
) -> str:
    """An object with all findings, what could not be checked, and a summary.

    In ASCII, so that no terminal and no encoding can harm it.
    """
    import json

    report = {
        "findings": [_as_data(finding) for finding in findings],
        "errors": [
            *({"file": crash.file, "code": crash.code, "message": crash.message} for crash in crashes),
            *({"message": message} for message in unread),
        ],
        "summary": {"files": files, **counts(findings), **({"hidden": hidden} if hidden else {})},
    }
    return json.dumps(report, indent=2).replace("\x7f", "\\u007f") + "\n"


def summary(findings: Sequence[Finding], files: int, hidden: int = 0) -> str:
    """How many files there are, and what was found: "3 files checked: 2 errors, 1 warning"."""
    counted = zip(Severity, counts(findings).values(), strict=True)
    found = [_count(n, *_COUNTED[severity]) for severity, n in counted if n]
    known = f"; {_count(hidden, 'finding', 'findings')} hidden by the baseline" if hidden else ""
    return f"{_count(files, 'file', 'files')} checked: {', '.join(found) or 'nothing to report'}{known}"


def counts(findings: Iterable[Finding]) -> dict[str, int]:
    """How many findings there are of each severity, the worst first."""
    found = [finding.severity for finding in findings]
    return {
        "errors": found.count(Severity.ERROR),
        "warnings": found.count(Severity.WARNING),
        "advice": found.count(Severity.ADVICE),
    }


# -- all that a check brought, as it goes into a file ------------------------------------------------------------


def full_report(outcome: Outcome) -> str:
    """The findings with their lines, what could not be checked, and the summary."""
    parts = [*frames(outcome.findings, outcome.sources), failures(outcome), f"{summary_of(outcome)}\n"]
    return "\n".join(part for part in parts if part)


def concise_report(outcome: Outcome) -> str:
    """A line for each finding, and for what could not be checked."""
    return concise(outcome.findings) + failures(outcome)


def json_report(outcome: Outcome) -> str:
    """What `as_json` says about all of it."""
    return as_json(
        outcome.findings,
        len(outcome.files),
        crashes=outcome.crashes,
        unread=outcome.unread,
        hidden=outcome.hidden,
    )


def summary_of(outcome: Outcome) -> str:
    """What `summary` says about all of it."""
    return summary(outcome.findings, len(outcome.files), outcome.hidden)


def failures(outcome: Outcome) -> str:
    """What could not be checked, a line each."""
    return "".join(f"{visible(str(failure))}\n" for failure in (*outcome.crashes, *outcome.unread))


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _as_data(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "message": finding.message,
        **_place_as_data(finding.file, finding.span),
        "path": list(finding.route),
        "related": [{"message": other.message, **_place_as_data(other.file, other.span)} for other in finding.related],
        "fixable": finding.edit is not None,
    }


def _place_as_data(file: str, span: Span) -> dict[str, Any]:
    return {
        "file": file,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }


# -- code frames -------------------------------------------------------------------------------------------------


def _plain(text: str, _: str) -> str:
    return text


def _coloured(text: str, colour: str) -> str:
    return f"\x1b[{_COLOURS[colour]}m{text}\x1b[0m" if text else ""


def _finding(finding: Finding, lines: Mapping[str, Sequence[str]], paint: Any) -> str:
    places = [finding.span.line, *(other.span.line for other in finding.related)]
    margin = len(str(max(places)))
    severity = finding.severity.value
    kind = paint(f"{severity} {finding.code}", severity)
    shown = [
        f"{paint(_place(finding.file, finding.span), 'place')}: {kind} {finding.name}",
        f"  {visible(finding.message)}",
        *_frame(finding.file, finding.span, lines, margin, "^", severity, paint),
    ]
    for other in finding.related:
        shown.append(f"  {visible(other.message)}: {paint(_place(other.file, other.span), 'place')}")
        shown.extend(_frame(other.file, other.span, lines, margin, "-", "frame", paint))
    return "".join(f"{line}\n" for line in shown)


def _place(file: str, span: Span) -> str:
    return visible(f"{file}:{span.line}:{span.column}")


def _frame(
    file: str, span: Span, lines: Mapping[str, Sequence[str]], margin: int, mark: str, colour: str, paint: Any
) -> list[str]:
    """The line of a span and the marks below it. Nothing where the text can't be had or the line is blank."""
    line = lines.get(file, ())[span.line - 1 : span.line]
    if not line or not line[0].strip():
        return []
    source, before, width = _window(line[0], span)
    number = f"{span.line:>{margin}} |"
    return [
        f"  {paint(number, 'frame')} {source}",
        f"  {paint(' ' * margin + ' |', 'frame')} {' ' * before}{paint(mark * width, colour)}",
    ]


def _window(line: str, span: Span) -> tuple[str, int, int]:
    """What of a line is shown, how many columns stand before the spot, and how many the spot takes."""
    shown = cells(line)
    start = min(span.column - 1, len(shown))
    end = span.end_column - 1 if span.end_line == span.line else len(line.rstrip())
    end = min(max(end, start + 1), len(shown))
    first, last = _crop([width for _, width in shown], start)
    text = "".join(cell for cell, _ in shown[first:last]).rstrip()
    before = sum(width for _, width in shown[first:start])
    spot = sum(width for _, width in shown[start : min(end, last)])
    head = "…" if first else ""
    tail = "…" if last < len(shown) else ""
    return f"{head}{text}{tail}", before + len(head), max(spot, 1)


def _crop(widths: Sequence[int], start: int) -> tuple[int, int]:
    """The part of a line that fits: all of it, or so much that a third of it stands before the spot."""
    if sum(widths) <= MAX_WIDTH:
        return 0, len(widths)
    first, room = start, MAX_WIDTH // 3
    while first and room >= widths[first - 1]:
        first -= 1
        room -= widths[first]
    last, room = first, MAX_WIDTH
    while last < len(widths) and room >= widths[last]:
        room -= widths[last]
        last += 1
    return first, last
