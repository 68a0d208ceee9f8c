"""What the script of a page knows: the views, every part with all that is said of it, and what the filters ask for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from blueprint.drawing.page.details import Details
from blueprint.drawing.page.figures import figures_of
from blueprint.drawing.page.places import closed_to, lanes_of, onward, passed_by, steps_of
from blueprint.drawing.parts import OLD, marks_of
from blueprint.drawing.scene import Group
from blueprint.drawing.words.page import page_words_for

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from blueprint.drawing.parts import Shown
    from blueprint.drawing.scene import Scene
    from blueprint.drawing.views.scope import Scope
    from blueprint.finding import Finding
    from blueprint.model.blueprint import Blueprint

_SAFE = re.compile(r"(?:https?|mailto):", re.IGNORECASE)
_RELATIVE = re.compile(r"[^:\\]*(?:[?#].*)?", re.DOTALL)


class Elsewhere(NamedTuple):
    """A link to another page."""

    label: str
    href: str


class View(NamedTuple):
    """A picture, or why there is none."""

    name: str
    scene: Scene | None
    why: str = ""


def data_of(
    scope: Scope, drawn: Sequence[View], findings: tuple[Finding, ...], elsewhere: Mapping[str, Sequence[Elsewhere]]
) -> dict[str, Any]:
    """What the script needs to know: the views, the parts, what filters ask for, and its words."""
    b = scope.blueprint
    words = page_words_for(b.language)
    details = Details(b, scope.words, words)
    shown = [_abouts(view) for view in drawn]
    parts, why = _parts(scope, details, shown, elsewhere)
    keys = details.keys
    if scope.before is not None:
        older = Details(scope.before, scope.words, words, details)
        parts += _gone(scope, scope.before, older, shown)
        keys = keys | older.keys
    marks = marks_of(b, findings)
    about = {id(finding): name for name, those in marks.items() for finding in those}
    passed, closed = passed_by(b), closed_to(b)
    return {
        "id": b.id or "",
        "views": [{"name": v.name, "label": words.views.get(v.name, v.name), "why": v.why} for v in drawn],
        "steps": [details.place[str(step.id)] for _, step in b.steps()],
        "parts": parts,
        "ways": onward(b),
        "personas": [
            {"part": details.place[f"persona:{id_}"], "steps": passed[id_], "closed": closed[id_]}
            for id_ in b.personas
            if scope.filters.persona in (None, id_)
        ],
        "lanes": list(scope.lane_names.items()),
        "kinds": {kind: words.values[kind] for kind in scope.words.kinds},
        "findings": [
            {"code": f.code, "severity": f.severity, "message": f.message, "line": f.span.line,
             "part": details.place.get(about[id(f)], -1)}
            for f in findings
        ],
        "why": why,
        "colon": scope.words.colon,
        "comma": scope.words.comma,
        "words": {"said": words.said, "kinds": words.kinds,
                  "views": {name: words.views[name] for name in ("table", "report")},
                  "fields": {key: words.fields.get(key, key) for key in sorted(keys)}},
    }  # fmt: skip


def is_safe(href: str) -> bool:
    """Whether a link leads to a page: it never runs anything."""
    return bool(_SAFE.match(href) or _RELATIVE.fullmatch(href))


def _parts(
    scope: Scope, details: Details, shown: Sequence[set[str]], elsewhere: Mapping[str, Sequence[Elsewhere]]
) -> tuple[list[dict[str, Any]], str]:
    """What is said of each part, by its position; and why the flow gives no figures, where it doesn't."""
    from blueprint.graph.flow import FlowError

    b, words = scope.blueprint, page_words_for(scope.blueprint.language)
    why = ""
    figures: dict[str, list[tuple[str, str]]] = {}
    try:
        figures = figures_of(scope.analysis, words, {part.about: details.title(part) for part in details.parts})
    except FlowError as error:
        why = str(error)
    steps, lanes = steps_of(b), lanes_of(b)
    lane = {id_: i for i, id_ in enumerate(scope.lane_names)}
    parts = []
    for part in details.parts:
        about = part.about
        said: dict[str, Any] = {"a": about, "k": part.kind, "t": details.title(part)}
        optional = _written(details, part) | {
            "g": figures.get(about),
            "s": steps.get(about),
            "l": lane.get(lanes.get(about, "")),
            "v": [i for i, abouts in enumerate(shown) if about in abouts],
            "e": [(link.label, link.href) for link in elsewhere.get(about, ()) if is_safe(link.href)],
        }
        parts.append(said | _given(optional))
    return parts, why


def _gone(scope: Scope, before: Blueprint, details: Details, shown: Sequence[set[str]]) -> list[dict[str, Any]]:
    """What the older version says of the parts that only it has; `s` are those of their steps that are still there."""
    now = {str(step.id): i for i, (_, step) in enumerate(scope.blueprint.steps())}
    then = [now.get(str(step.id)) for _, step in before.steps()]
    lane = {id_: i for i, id_ in enumerate(scope.lane_names)}
    steps, lanes = steps_of(before), lanes_of(before)
    parts = []
    for part in details.parts:
        about = f"{OLD}{part.about}"
        optional = _written(details, part) | {
            "s": [at for i in steps.get(part.about, ()) if (at := then[i]) is not None],
            "l": lane.get(lanes.get(part.about, "")),
            "v": [i for i, abouts in enumerate(shown) if about in abouts],
        }
        parts.append({"a": about, "k": part.kind, "t": details.title(part), "gone": True} | _given(optional))
    return parts


def _written(details: Details, part: Shown) -> dict[str, Any]:
    """What the author wrote of a part."""
    return {
        "i": details.is_named(part) or None,
        "in": details.inside(part.route),
        "f": details.fields(part),
        "n": getattr(part.part, "kind", None) if part.kind == "touchpoint" else None,
    }


def _given(said: dict[str, Any]) -> dict[str, Any]:
    """What there is to say."""
    return {key: value for key, value in said.items() if value not in (None, [], ())}


def _abouts(view: View) -> set[str]:
    """What the cards of a picture are about."""
    if view.scene is None:
        return set()
    return {shape.part for shape in view.scene.shapes() if isinstance(shape, Group) and shape.part}
