"""Blueprint -> HTML: which pictures, data and words a page holds, and how it is put together."""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from importlib import resources
from typing import TYPE_CHECKING

from blueprint.drawing.errors import DrawError
from blueprint.drawing.layout import lay_out
from blueprint.drawing.page import svg
from blueprint.drawing.page.data import Elsewhere, View, data_of, is_safe
from blueprint.drawing.page.table import table
from blueprint.drawing.paint.svg import escaped
from blueprint.drawing.theme import FAMILIES, THEMES
from blueprint.drawing.views import VIEWS, content_of
from blueprint.drawing.views.grid import Grid
from blueprint.drawing.views.scope import Filters, Scope
from blueprint.drawing.words.page import page_words_for
from blueprint.finding import BlueprintError
from blueprint.suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from blueprint.finding import Finding
    from blueprint.model.blueprint import Blueprint

_ALL = Filters()
_STYLES = ("page.css",)
_SCRIPTS = ("page.js", "canvas.js", "cards.js", "filters.js", "search.js", "panel.js", "start.js")
_PLAIN = 160_000
"""The picture that is seen first stands in the page as it is, up to so many bytes; all else is packed."""


def page_html(  # noqa: PLR0913 (each is a word of its own that the caller says or leaves out)
    blueprint: Blueprint,
    *,
    view: str = "blueprint",
    filters: Filters = _ALL,
    findings: Iterable[Finding] = (),
    theme: str | None = None,
    before: Blueprint | None = None,
    elsewhere: Mapping[str, Sequence[Elsewhere]] | None = None,
    home: Elsewhere | None = None,
    report: str = "",
) -> str:
    """A page with the pictures of a blueprint, that opens at `view` and works without a network.

    `filters` say what the views show. `findings` are listed, and marked on the cards on request. Without `theme` the
    page follows the reader's system. `before` is an older version: with it there is the view `changes`, too.
    `elsewhere` gives for a part (see `Card.about`), and for the whole by "", links to other pages, `home` is a link
    back to an index, `report` is HTML that can be trusted, shown beside the pictures. A picture that can't be drawn
    says why. Raises DrawError for a view, a theme or a filter that is not there.
    """
    names = _names(view, before)
    if theme is not None and theme not in THEMES:
        message = f"there is no theme `{theme}`{did_you_mean(theme, THEMES) or '; there are ' + ', '.join(THEMES)}"
        raise DrawError(message)
    scope = Scope(blueprint, filters, before)
    words = page_words_for(blueprint.language)
    drawn = [_drawn(name, scope) for name in names]
    scenes = [one.scene for one in drawn if one.scene is not None]
    elsewhere = elsewhere or {}
    data = data_of(scope, drawn, tuple(findings), elsewhere)
    data |= {"view": view, "report": bool(report)}
    shown = {one.name: svg.picture(one.scene, one.name) for one in drawn if one.scene is not None}
    first = shown.pop(view, "")
    if len(first.encode()) > _PLAIN:
        shown[view], first = first, ""
    shown["table"] = _table(scope)
    if report:
        shown["report"] = report
    packed = "".join(
        f'<script type="text/plain" data-view="{name}">{_packed(html)}</script>' for name, html in shown.items()
    )
    script = f'"use strict";(() => {{\n{"".join(_text(name) for name in _SCRIPTS)}}})();\n'
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; img-src data:; font-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    family = ",".join(f"'{name}'" if " " in name else name for name in FAMILIES)
    style = f"{svg.stylesheet(scenes)}body,svg{{font-family:{family}}}{''.join(_text(name) for name in _STYLES)}"
    chosen = f' data-theme="{theme}"' if theme is not None else ""
    return (
        f'<!doctype html>\n<html lang="{escaped(blueprint.language or "en")}"{chosen}><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escaped(blueprint.title)}</title><style>{style}</style>"
        "<noscript><style>#picture{overflow:auto}#canvas,#sheet{position:static}</style></noscript></head>\n<body>"
        f'<a class="skip" href="#picture">{escaped(words.said["skip"])}</a>{svg.icons(scenes)}'
        f'<header id="top"><div id="bar"><div class="named">{_home(home)}<h1>{escaped(blueprint.title)}</h1>'
        f'<span class="state">{escaped(scope.words.states[blueprint.state])}</span>'
        f"{_also(elsewhere.get('', ()), words.said['also'])}</div></div>"
        f'<noscript><p class="scriptless">{escaped(words.said["no_script"])}</p></noscript></header>'
        f'<main id="picture" tabindex="-1"><div id="canvas"><div id="sheet" data-view="{view}">{first}</div></div>'
        "</main>"
        f'\n{packed}\n<script type="application/json" id="data">{_json(data)}</script>'
        f"\n<script>{script}</script></body></html>\n"
    )


def _names(view: str, before: Blueprint | None) -> list[str]:
    """The views to show; the one to open at is one of them. Raises DrawError."""
    if view not in VIEWS:
        message = f"there is no view `{view}`{did_you_mean(view, VIEWS) or '; there are ' + ', '.join(VIEWS)}"
        raise DrawError(message)
    names = [name for name in VIEWS if name != "changes" or before is not None]
    return names if view in names else [view, *names]


def _drawn(name: str, scope: Scope) -> View:
    try:
        return View(name, lay_out(content_of(name, scope)))
    except BlueprintError as error:
        return View(name, None, str(error))


def _table(scope: Scope) -> str:
    content = content_of("blueprint", scope)
    assert isinstance(content, Grid)  # noqa: S101 (the view says so)
    return table(content, scope.words, page_words_for(scope.blueprint.language).said["step"])


def _home(home: Elsewhere | None) -> str:
    if home is None or not is_safe(home.href):
        return ""
    return f'<a class="home" href="{escaped(home.href)}">{escaped(home.label)}</a>'


def _also(links: Sequence[Elsewhere], name: str) -> str:
    """The links about the whole blueprint, as a menu that opens."""
    items = "".join(
        f'<li><a href="{escaped(link.href)}" target="_top">{escaped(link.label)}</a></li>'
        for link in links
        if is_safe(link.href)
    )
    return f'<details class="also"><summary>{escaped(name)}</summary><ul>{items}</ul></details>' if items else ""


def _packed(html: str) -> str:
    return base64.b64encode(zlib.compress(html.encode(), 9)).decode()


def _json(data: object) -> str:
    """Data for the script: it can't end the element that holds it."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _text(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
