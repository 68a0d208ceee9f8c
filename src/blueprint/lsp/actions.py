"""What an editor offers to do about a finding: the fix it comes with, or a comment that suppresses it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from blueprint.finding import Edit
from blueprint.lsp.edits import applied, edits_between
from blueprint.lsp.markdown import one_line
from blueprint.source.nodes import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from blueprint.checks.settings import Settings
    from blueprint.finding import Finding
    from blueprint.lsp.files import OpenFile

REASON = "why this is as it should be"
"""Stands where the author has to write a reason."""

_SHOWN = 40


class Action(NamedTuple):
    """An edit with a title. `finding` is what it settles."""

    title: str
    finding: Finding
    edits: tuple[Edit, ...]
    is_fix: bool


def actions_for(file: OpenFile, findings: Iterable[Finding]) -> Iterator[Action]:
    """What can be done about findings of a file, fixes first."""
    own = [finding for finding in findings if finding.file == file.file]
    for finding in own:
        if finding.edit is not None and finding.edit.end <= len(file.text):
            yield Action(_title(file.text, finding.edit), finding, (finding.edit,), is_fix=True)
    commented: set[tuple[str, int]] = set()
    for finding in own:
        place = finding.code, finding.span.line  # one comment does for all of a line
        if place not in commented and (edit := _suppression(file, finding)) is not None:
            commented.add(place)
            yield Action(f"Suppress {finding.code} here, with a reason", finding, (edit,), is_fix=False)


def all_fixes(file: OpenFile, settings: Settings) -> tuple[Edit, ...]:
    """The edits that `blueprint check --fix` would make in a file; what it includes stays as it is."""
    from blueprint.checks.fixes import fixed_text

    try:
        data = file.text.encode()
    except UnicodeEncodeError:  # half of a character: nothing can be read
        return ()
    with file.session.unsaved():
        return edits_between(file.text, fixed_text(data, settings, file.file).text)


def _title(text: str, edit: Edit) -> str:
    old, new = _quoted(text[edit.start : edit.end]), _quoted(edit.text)
    if not new:
        return f"Remove {old}"
    return f"Change {old} to {new}" if old else f"Insert {new}"


def _quoted(text: str) -> str:
    shown = one_line(text)
    if not shown:
        return ""
    return f"`{shown if len(shown) <= _SHOWN else f'{shown[:_SHOWN]}…'}`"


def _suppression(file: OpenFile, finding: Finding) -> Edit | None:
    """The comment above the finding's line; None where the finding can't be suppressed, or a comment would be text."""
    from blueprint.checks.rules import all_rules

    rule = all_rules().get(finding.code)
    if rule is None or not rule.can_be_suppressed:
        return None
    start = file.positions.offset_at(finding.span.line, 1)
    margin = re.compile("[ ]*").match(file.text, start)
    line_break = "\r\n" if "\r\n" in file.text else "\n"
    comment = f"{margin[0] if margin else ''}# blueprint: ignore[{finding.code}] {REASON}{line_break}"
    edit = Edit(start, start, comment)
    before, after = parse(file.text), parse(applied(file.text, [edit]))
    return edit if before.value == after.value and len(before.problems) == len(after.problems) else None
