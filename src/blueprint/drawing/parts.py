"""The parts of a blueprint that cards show, by what a card says it is about, and which of them a finding speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from blueprint.model.blueprint import Blueprint
from blueprint.model.part import Part
from blueprint.model.shape import fields_of, items_of, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from blueprint.finding import Finding, Route

_SPACES = {"pain point": "pain", "fail point": "fail", "data item": "data"}
_BARE = ("step", "action")


class Shown(NamedTuple):
    """A part with the name of its kind (`step`, `touchpoint`, `pain`, ...), its id, and the route to it."""

    kind: str
    id: str
    part: Part
    route: Route

    @property
    def about(self) -> str:
        """What `Card.about` says of it: the bare id of a step or an action, else `kind:id`."""
        return self.id if self.kind in _BARE else f"{self.kind}:{self.id}"


def parts_of(blueprint: Blueprint) -> Iterator[Shown]:
    """Every part that has an id, in the order of the format, a whole before what is in it."""
    yield from _parts_in(blueprint, ())


def _parts_in(whole: Part, route: Route) -> Iterator[Shown]:
    for field in fields_of(type(whole)).values():
        value = getattr(whole, field.name) if field.part is not None else None
        if value is None:
            continue
        for own, item in items_of(value, field):
            if not isinstance(item, Part):
                continue
            here = (*route, field.key, *own)
            id_ = own[-1] if field.catalogue else getattr(item, "id", None)
            kind = kind_of(type(item))
            if id_ is not None:
                yield Shown(_SPACES.get(kind, kind), str(id_), item, here)
            yield from _parts_in(item, here)


def marks_of(blueprint: Blueprint, findings: Iterable[Finding]) -> Mapping[str, tuple[Finding, ...]]:
    """The findings by what they are about (`Card.about`); under the empty text those about the whole blueprint."""
    at = {shown.route: shown.about for shown in parts_of(blueprint)}
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        found.setdefault(_innermost(blueprint, finding.route, at), []).append(finding)
    return {about: tuple(those) for about, those in found.items()}


def _innermost(blueprint: Blueprint, route: Route, at: Mapping[Route, str]) -> str:
    """The innermost part on a route as it stands in a file, where a list of one may be written without its brackets."""
    about = ""
    value: Any = blueprint
    passed: Route = ()
    for key in route:
        if isinstance(value, tuple) and not isinstance(key, int):
            value, passed = value[0] if value else None, (*passed, 0)
            about = at.get(passed, about)
        if isinstance(value, Part):
            field = fields_of(type(value)).get(str(key))
            value = getattr(value, field.name, None) if field else None
        elif isinstance(value, dict):
            value = value.get(key)
        elif isinstance(value, tuple) and isinstance(key, int) and key < len(value):
            value = value[key]
        else:
            return about
        passed = (*passed, key)
        about = at.get(passed, about)
    if isinstance(value, tuple) and len(value) == 1:
        about = at.get((*passed, 0), about)
    return about
