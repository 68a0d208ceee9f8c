"""Pieces of HTML that several pages have; the one place where text becomes part of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from blueprint.display import visible
from blueprint.drawing.paint.svg import escaped
from blueprint.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from blueprint.serve.words import Words

_SIGNS = {
    Severity.ERROR: '<circle cx="8" cy="8" r="7"/><path d="M5.400 5.400l5.200 5.200M10.600 5.400l-5.200 5.200"/>',
    Severity.WARNING: '<path d="M8 1.600L15.200 14.400H.800Z"/><path d="M8 6v4M8 12v.200"/>',
    Severity.ADVICE: '<rect x="1.500" y="1.500" width="13" height="13" rx="4"/><path d="M8 7.200v4.300M8 4.500v.200"/>',
}
"""What severities look like, so that colour is never alone: a cross in a circle, a triangle, a letter in a square."""

ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect width='16' height='16' "
    "rx='3' fill='%232563eb'/%3E%3Cpath d='M3 5h4M9 5h4M3 11h4M9 11h4M7 5v6' stroke='%23fff' stroke-width='1.600'/%3E"
    "%3C/svg%3E"
)


def text(given: str) -> str:
    """Text as content or attribute value of HTML; what would turn the direction of other text, or hide, is shown."""
    return escaped(visible(given))


def address(room: str, name: str) -> str:
    """Where something of a blueprint is: `/b/shops/coffee`."""
    return f"/{room}/{quote(name, safe='/')}"


def sign(severity: Severity) -> str:
    """The sign of a severity."""
    return f'<svg class="sign {severity}" viewBox="0 0 16 16" aria-hidden="true">{_SIGNS[severity]}</svg>'


def counts(found: Mapping[Severity, int], words: Words) -> str:
    """How many findings there are of each severity, with their signs."""
    shown = [
        f'<span class="count {severity}">{sign(severity)}{text(words.number(words.severities[severity], count))}</span>'
        for severity, count in found.items() if count
    ]  # fmt: skip
    return f'<span class="counts">{"".join(shown)}</span>' if shown else ""


def document(words: Words, title: str, body: str, *, scripts: tuple[str, ...], kind: str) -> str:
    """A whole page of the preview."""
    loaded = "".join(f'<script src="/static/{name}" defer></script>' for name in scripts)
    return (
        f'<!doctype html>\n<html lang="{words.tag}" class="{kind}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{text(title)}</title><link rel="icon" href="{ICON}"><link rel="stylesheet" href="/static/preview.css">'
        f'<script src="/static/theme.js"></script>{loaded}</head>\n<body>{body}</body></html>\n'
    )
