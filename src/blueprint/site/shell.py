"""What all pages of a site have around their content: the head, the way to the other pages, colours, script."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from blueprint.drawing.icons import ICONS
from blueprint.drawing.theme import DARK, FAMILIES, LIGHT, PRINT
from blueprint.site.entry import KINDS
from blueprint.site.markup import Markup, element, joined
from blueprint.site.names import INDEX, link, page_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from blueprint.site.markup import Content
    from blueprint.site.words import Words

_COLOURS = (
    "page", "ink", "muted", "rule", "hair", "chip", "card", "card-line", "trouble", "risk", "question", "joy", "link",
    "curve", "pill", "on-pill", "question-fill", "question-line",
    "evidence", "customer", "frontstage", "backstage", "support",
    "evidence-edge", "customer-edge", "frontstage-edge", "backstage-edge", "support-edge",
)  # fmt: skip
_ICONS = {
    "error": ("failure", False),
    "warning": ("pain", True),
    "advice": ("solution", False),
    "digital": ("digital", False),
    "physical": ("physical", False),
    "interpersonal": ("interpersonal", False),
    "actor": ("actor", False),
    "system": ("system", False),
    "persona": ("persona", False),
}
"""The icons by the names that they have here: what is drawn, and whether it is filled."""

FAVICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect width='16' height='16' "
    "rx='3' fill='%232563eb'/%3E%3Cpath d='M3 5h4M9 5h4M3 11h4M9 11h4M7 5v6' stroke='%23fff' stroke-width='1.600'/%3E"
    "%3C/svg%3E"
)
"""What stands beside the title of a page in the bar of a browser."""


def page(words: Words, title: str, heading: Content, here: str, counts: Mapping[str, int], *content: Content) -> bytes:
    """A page as it is written. `here` is its own name, `counts` how much there is on each page, by its name."""
    script = _text("site.js")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    head = element(
        "head",
        element("meta", charset="utf-8"),
        Markup(f'<meta http-equiv="Content-Security-Policy" content="{policy}">'),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("title", title),
        element("link", rel="icon", href=FAVICON),
        Markup(f"<style>{_style()}</style>"),
    )
    body = element(
        "body",
        _symbols(),
        element("a", words.skip, class_="skip", href="#list"),
        element(
            "header",
            element(
                "div",
                element("div", heading, class_="titles"),
                _themes(words),
                class_="wide top",
            ),
            _pages(words, here, counts),
        ),
        element("main", *content, class_="wide"),
        Markup(f"<script>{script}</script>"),
    )
    return f"<!doctype html>\n{element('html', head, body, lang=words.tag)}\n".encode()


def icon(name: str) -> Markup:
    """A small drawing beside a word that says the same."""
    use = Markup(f'<use href="#icon-{name}"/>')
    return element("svg", use, class_=f"icon {name}", viewBox="0 0 24 24", aria_hidden="true")


def drawn_icon(name: str) -> Markup:
    """What an icon is drawn of, in a square of 24."""
    drawn, is_filled = _ICONS[name]
    return Markup(f'<path d="{ICONS[drawn]}"{_look(is_filled=is_filled)}/>')


def _symbols() -> Markup:
    symbols = [Markup(f'<symbol id="icon-{name}" viewBox="0 0 24 24">{drawn_icon(name)}</symbol>') for name in _ICONS]
    return element("svg", *symbols, class_="symbols", aria_hidden="true")


def _look(*, is_filled: bool) -> str:
    if is_filled:
        return ' fill="currentColor" fill-rule="evenodd"'
    return ' fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'


def _themes(words: Words) -> Markup:
    buttons = [
        element("button", name, type="button", data_theme=theme, aria_pressed=str(theme == "system").lower())
        for theme, name in words.themes.items()
    ]
    return element("div", *buttons, class_="themes scripted", role="group", aria_label=words.theme)


def _pages(words: Words, here: str, counts: Mapping[str, int]) -> Markup:
    pages = [(INDEX, words.blueprints), *((page_of(kind), words.kinds[kind]) for kind in KINDS)]
    links = [
        element(
            "a",
            name,
            element("span", str(counts[file]), class_="many") if file in counts else None,
            href=link(file),
            aria_current="page" if file == here else None,
        )
        for file, name in pages
        if counts.get(file) or file == INDEX
    ]
    return element("nav", *links, class_="wide pages", aria_label=words.pages)


@cache
def _style() -> str:
    def variables(colours: Mapping[str, str]) -> str:
        return ";".join(f"--{name}:{colours[name]}" for name in _COLOURS)

    family = ",".join(f'"{name}"' if " " in name else name for name in FAMILIES)
    return (
        f":root{{{variables(LIGHT)};--family:{family}}}"
        f"@media (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{variables(DARK)}}}}}"
        f":root[data-theme=dark]{{{variables(DARK)}}}"
        f"{_text('site.css')}"
        f"@media print{{:root,:root[data-theme=dark],:root:not([data-theme=light]){{{variables(PRINT)}}}}}"
    )


@cache
def _text(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")


def titled(title: str, said: Content) -> Markup:
    """The heading of a page, with what there is to say of it."""
    return joined(element("h1", title), element("p", said, class_="lead") if said else None)
