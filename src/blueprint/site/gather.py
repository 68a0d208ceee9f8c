"""Blueprint -> its entry: what of it the index, the pages of shared parts and other blueprints' pages show."""

from __future__ import annotations

import os
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from blueprint.analysis.amount import Amount
from blueprint.model.shape import plain_key
from blueprint.model.step import Step
from blueprint.site.entry import KINDS, SHOWN, Entry, Expansion, Item, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blueprint.analysis.analysis import Analysis
    from blueprint.finding import Route
    from blueprint.model.action import Action
    from blueprint.model.blueprint import Blueprint
    from blueprint.model.references import Use
    from blueprint.site.entry import Kind
    from blueprint.source.load import Reading

_KIND_OF = {"data item": "data"}
_INTO_STEP = ("stages", 0, "steps", 0)
"""The way to a step; what is in it lies further along."""
_FACTS: dict[Kind, tuple[str, ...]] = {
    "touchpoint": ("kind", "channel", "owner"),
    "actor": ("team",),
    "system": ("owner",),
    "data": ("sensitivity",),
    "persona": ("description",),
}
"""What the pages of shared parts say of each kind, by the keys of the format."""


class Gathered(NamedTuple):
    """What came of a file: an entry, or None where it is no blueprint; and the files that it includes.

    `failure` says what went wrong that is no fault of the file; empty where nothing did.
    """

    entry: Entry | None
    included: tuple[str, ...]
    failure: str = ""


def gather(reading: Reading, base: Path) -> Gathered:
    """The entry of a blueprint that was read; `base` is the folder that its portfolio lies in."""
    included = tuple(document.file for document in reading.document.included)
    if reading.blueprint is None:
        return Gathered(None, included)
    return Gathered(_entry(reading, reading.blueprint, base), included)


def relative(path: str | Path, base: Path) -> str:
    """What a file is called in a portfolio, wherever that lies: its path from the portfolio's folder, with `/`."""
    given = Path(path)
    return Path(os.path.relpath(Path(os.path.realpath(given.parent), given.name), os.path.realpath(base))).as_posix()


def _entry(reading: Reading, blueprint: Blueprint, base: Path) -> Entry:
    from blueprint.analysis.analysis import analyze
    from blueprint.drawing import draw
    from blueprint.graph.flow import FlowError
    from blueprint.site.miniature import miniature

    analysis: Analysis | None = None
    trouble = ""
    try:
        analysis = analyze(blueprint)
        figures = _figures(analysis)
    except FlowError as error:
        analysis, figures, trouble = None, {}, str(error)
    return Entry(
        id=str(blueprint.id),
        title=blueprint.title,
        scenario=blueprint.scenario or blueprint.summary or "",
        state=blueprint.state,
        language=blueprint.language,
        currency=blueprint.currency,
        owner=blueprint.owner or "",
        reviewed=blueprint.reviewed.isoformat() if blueprint.reviewed else "",
        stages=len(blueprint.stages),
        steps=sum(1 for _ in blueprint.steps()),
        figures=figures,
        trouble=trouble,
        expansions=tuple(_expansions(blueprint, reading.document.file, base)),
        items=tuple(_items(reading, blueprint, analysis, base)),
        texts=tuple(_texts(blueprint)),
        miniature=miniature(draw(blueprint).scene),
    )


def _figures(analysis: Analysis) -> dict[str, Amount]:
    """The key figures that are known."""
    amounts = {name: analysis.measure(name) for name in SHOWN}
    return {name: amount for name, amount in amounts.items() if amount.value is not None}


def _expansions(blueprint: Blueprint, file: str, base: Path) -> Iterator[Expansion]:
    folder = Path(file).parent
    for _, step in blueprint.steps():
        if step.expands:
            yield Expansion(Place(str(step.id), step.label), relative(folder / step.expands, base))


def _texts(blueprint: Blueprint) -> Iterator[Place]:
    """What one may search for: all parts that have an id, by what people call them."""
    from blueprint.drawing.parts import parts_of

    places: dict[Place, None] = {}
    for shown in parts_of(blueprint):
        part: Any = shown.part
        # One card stands for a step and for what the customer does in it.
        about = str(_step_at(blueprint, shown.route).id) if shown.route[-1] == "customer" else shown.about
        label = part.label if isinstance(part, Step) else _name_of(part) or shown.id
        places[Place(about, label)] = None
    yield from places


def _name_of(part: Any) -> str | None:
    """What people call a part: its name, else what its short form says."""
    named = getattr(part, "name", None) or getattr(part, plain_key(type(part)) or "name", None)
    return named if isinstance(named, str) else None


def _step_at(blueprint: Blueprint, route: Route) -> Step:
    """The step that a route leads to, or into."""
    return blueprint.stages[int(route[1])].steps[int(route[3])]


# -- the parts of catalogues -------------------------------------------------------------------------------------


def _items(reading: Reading, blueprint: Blueprint, analysis: Analysis | None, base: Path) -> Iterator[Item]:
    used = _uses(reading, blueprint)
    needs = _needs(blueprint)
    rests: defaultdict[str, list[Place]] = defaultdict(list)
    for about, needed in needs.items():
        own = _named(blueprint, about)
        for place in needed:
            rests[place.about].append(own)
    figures = _shares(analysis)
    stops = _stops(blueprint, analysis)
    for kind, catalogue in KINDS.items():
        for id_, part in getattr(blueprint, catalogue).items():
            about = f"{kind}:{id_}"
            origin = reading.document.origins.get((catalogue, id_))
            facts = [(key, getattr(part, key)) for key in _FACTS[kind]]
            yield Item(
                kind=kind,
                id=id_,
                name=part.name or id_,
                sort=part.kind if kind == "touchpoint" else "",
                facts=tuple((key, str(value)) for key, value in facts if value),
                origin=relative(origin.file, base) if origin is not None else "",
                steps=tuple(used.get(about, ())),
                rests=tuple(rests.get(about, ())),
                needs=tuple(needs.get(about, ())),
                stops=stops.get(about, ()),
                figure=figures.get(about),
            )


def _shares(analysis: Analysis | None) -> dict[str, Amount]:
    """What is lost without each part, and how many of each persona succeed."""
    if analysis is None:
        return {}
    lost = {f"{one.kind}:{one.id}": Amount(one.impact) for one in analysis.failure.failures}
    succeed = {f"persona:{id_}": one.measure("success_share") for id_, one in analysis.personas.items()}
    return lost | {about: share for about, share in succeed.items() if share.value is not None}


def _stops(blueprint: Blueprint, analysis: Analysis | None) -> dict[str, tuple[Place, ...]]:
    """The steps that each part stops when it fails."""
    if analysis is None:
        return {}
    labels = {str(step.id): step.label for _, step in blueprint.steps()}
    return {
        f"{one.kind}:{one.id}": tuple(Place(id_, labels[id_]) for id_ in one.stops) for one in analysis.failure.failures
    }


def _uses(reading: Reading, blueprint: Blueprint) -> dict[str, list[Place]]:
    """Where in the journey each part is used: the step, or the action where it is that that uses it."""
    from blueprint.model.references import references_in

    references = reading.references or references_in(blueprint)
    found: defaultdict[str, dict[Place, None]] = defaultdict(dict)
    for use in references.uses:
        for kind in use.ref.kinds:
            name = _KIND_OF.get(kind, kind)
            if name in KINDS and (place := _place_of(use, blueprint)) is not None:
                found[f"{name}:{use.text}"][place] = None
    return {about: list(places) for about, places in found.items()}


def _place_of(use: Use, blueprint: Blueprint) -> Place | None:
    """The card of the journey from which a part is referred to; None where that is done elsewhere in the file.

    A touchpoint is one of the whole step's.
    """
    if len(use.route) <= len(_INTO_STEP) or (use.route[0], use.route[2]) != ("stages", "steps"):
        return None
    step = _step_at(blueprint, use.route)
    role, number = use.route[4:6] if len(use.route) > len(_INTO_STEP) + 1 else ("", 0)
    if role in ("frontstage", "backstage", "support") and "touchpoint" not in use.ref.kinds:
        action: Action = getattr(step, str(role))[int(number)]
        return Place(str(action.id), action.does)
    return Place(str(step.id), step.label)


def _needs(blueprint: Blueprint) -> dict[str, list[Place]]:
    """What each part of a catalogue can't do without: systems that it runs on or is held by, data that it shows."""
    needs: dict[str, list[Place]] = {}
    for id_, touchpoint in blueprint.touchpoints.items():
        needed = [*(f"system:{one}" for one in touchpoint.systems), *(f"data:{one}" for one in touchpoint.shows)]
        needs[f"touchpoint:{id_}"] = [_named(blueprint, about) for about in needed]
    for id_, system in blueprint.systems.items():
        needs[f"system:{id_}"] = [_named(blueprint, f"system:{one}") for one in system.depends_on]
        for datum in system.holds:
            needs.setdefault(f"data:{datum}", []).append(_named(blueprint, f"system:{id_}"))
    return needs


def _named(blueprint: Blueprint, about: str) -> Place:
    kind, _, id_ = about.partition(":")
    part = getattr(blueprint, KINDS[cast("Kind", kind)])[id_]
    return Place(about, part.name or id_)
