"""Pieces of HTML that several pages of the preview have."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from blueprint.site.markup import text
from blueprint.site.shell import FAVICON, drawn_icon

if TYPE_CHECKING:
    from collections.abc import Mapping

    from blueprint.finding import Severity
    from blueprint.serve.words import Words


def address(room: str, name: str) -> str:
    """Where something of a blueprint is: `/b/shops/coffee`."""
    return f"/{room}/{quote(name, safe='/')}"


def sign(severity: Severity) -> str:
    """The sign of a severity."""
    return f'<svg class="sign {severity}" viewBox="0 0 24 24" aria-hidden="true">{drawn_icon(severity)}</svg>'


def counts(found: Mapping[Severity, int], words: Words) -> str:
    """How many findings there are of each severity, with their signs."""
    shown = [
        f'<span class="count {severity}">{sign(severity)}{text(words.found(severity, count))}</span>'
        for severity, count in found.items() if count
    ]  # fmt: skip
    return f'<span class="counts">{"".join(shown)}</span>' if shown else ""


def document(words: Words, title: str, body: str, *, scripts: tuple[str, ...], kind: str) -> str:
    """A whole page of the preview."""
    loaded = "".join(f'<script src="/static/{name}" defer></script>' for name in scripts)
    return (
        f'<!doctype html>\n<html lang="{words.tag}" class="{kind}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{text(title)}</title><link rel="icon" href="{FAVICON}">'
        '<link rel="stylesheet" href="/static/preview.css">'
        f'<script src="/static/theme.js"></script>{loaded}</head>\n<body>{body}</body></html>\n'
    )
