"""Edits of a text: made, and found by comparing two texts line by line."""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import accumulate
from typing import TYPE_CHECKING

from blueprint.finding import Edit

if TYPE_CHECKING:
    from collections.abc import Iterable


def applied(text: str, edits: Iterable[Edit]) -> str:
    """The text after edits of which none overlap."""
    for edit in sorted(edits, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def edits_between(before: str, after: str) -> tuple[Edit, ...]:
    """The edits that make one text of another: only the lines that differ, so that an editor keeps its place."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    starts = [0, *accumulate(map(len, old))]
    return tuple(
        Edit(starts[i], starts[j], "".join(new[k:m]))
        for kind, i, j, k, m in SequenceMatcher(None, old, new).get_opcodes()
        if kind != "equal"
    )
