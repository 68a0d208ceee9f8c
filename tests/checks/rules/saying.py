"""What one rule says of a small file."""

from __future__ import annotations

from datetime import date
from typing import Any

from blueprint.checks.engine import check_text
from blueprint.checks.settings import Settings


def said(code: str, text: str, **options: Any) -> list[str]:
    """The rule's findings with their places, and what it shows besides; the file's first lines are left out below."""
    settings = Settings(select=(code,), options={code: options}, today=date(2026, 11, 22))
    result = check_text(f"blueprint: v1\ntitle: A\n{text}", settings=settings)
    assert result.crashes == ()
    lines = []
    for finding in result.findings:
        assert finding.code == code, finding
        lines.append(f"{_place(finding.span)} {finding.message}")
        lines += [f"  {_place(other.span)} {other.message}" for other in finding.related]
    return lines


def _place(span: Any) -> str:
    return f"{span.line - 2}:{span.column}"
