"""What the tests of the loader share: findings as one reads them in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.source.load import read_data

if TYPE_CHECKING:
    from blueprint.finding import Finding

SOUND = "blueprint: v1\ntitle: T\nstages:\n- name: S\n  steps:\n  - customer: Do\n"
"""A blueprint of six lines in which nothing is wrong; more keys of its step may follow, indented by four spaces."""


def shown(finding: Finding) -> str:
    """`line:column-end: CODE message`, with `(also line:column)` for each related place."""
    span = finding.span
    end = str(span.end_column) if span.end_line == span.line else f"{span.end_line}:{span.end_column}"
    also = "".join(f" (also {other.span.line}:{other.span.column})" for other in finding.related)
    return f"{span.line}:{span.column}-{end}: {finding.code} {finding.message}{also}"


def findings_of(text: str | bytes, file: str = "t.blueprint.yaml") -> list[str]:
    """All findings about a text, in their order."""
    return [shown(finding) for finding in read_data(text, file).findings]
