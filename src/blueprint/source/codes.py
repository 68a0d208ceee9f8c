"""The findings about the file itself: their codes, names and severities. Codes are never reused."""

from __future__ import annotations

from blueprint.finding import Severity

CODES: dict[str, tuple[str, Severity]] = {
    "BP001": ("not-yaml", Severity.ERROR),
    "BP002": ("not-the-format", Severity.ERROR),
    "BP003": ("duplicate-key", Severity.ERROR),
    "BP004": ("ambiguous-scalar", Severity.WARNING),
    "BP005": ("beyond-bounds", Severity.ERROR),
    "BP006": ("not-utf-8", Severity.ERROR),
    "BP007": ("bad-include", Severity.ERROR),
    "BP101": ("unknown-reference", Severity.ERROR),
    "BP102": ("duplicate-id", Severity.ERROR),
}
