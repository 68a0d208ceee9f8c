"""The parts of a blueprint that cards show, by what a card says it is about, and which of them a finding speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from blueprint.model.part import Part
from blueprint.model.shape import fields_of, items_of, kind_of

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from blueprint.finding import Finding, Route
    from blueprint.model.blueprint import Blueprint

_SPACES = {"pain point": "pain", "fail point": "fail", "data item": "data"}
_BARE = ("step", "action")
OLD = "before:"
"""What a card of an older version starts its id and its part with: no id of the format contains a colon."""


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


def marks_of(
    blueprint: Blueprint, findings: Iterable[Finding], shown: Container[str] | None = None
) -> dict[str, tuple[Finding, ...]]:
    """The findings by the innermost part that they are about (`Card.about`); about the whole, by the empty text.

    With `shown`, by the innermost of the parts that are shown. What is about a customer's action is about its step,
    since one card stands for both.
    """
    at = {one.route: one.about for one in parts_of(blueprint)}
    at |= {route: at[route[:-1]] for route in at if route[-1] == "customer"}
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        abouts = [at[route] for route in _passed(blueprint, finding.route) if route in at]
        about = next((a for a in reversed(abouts) if shown is None or a in shown), "")
        found.setdefault(about, []).append(finding)
    return {about: tuple(those) for about, those in found.items()}


def _passed(blueprint: Blueprint, route: Route) -> Iterator[Route]:
    """The routes on the way along one that stands in a file, where a list of one may be written without brackets."""
    value: Any = blueprint
    passed: Route = ()
    for key in route:
        if isinstance(value, tuple) and not isinstance(key, int):
            value, passed = value[0] if value else None, (*passed, 0)
            yield passed
        if isinstance(value, Part):
            field = fields_of(type(value)).get(str(key))
            value = getattr(value, field.name) if field else None
        elif isinstance(value, dict):
            value = value.get(key)
        elif isinstance(value, tuple) and isinstance(key, int) and key < len(value):
            value = value[key]
        else:
            return
        passed = (*passed, key)
        yield passed
    if isinstance(value, tuple) and len(value) == 1:
        yield (*passed, 0)
