"""Who refers to whom: the ids that a blueprint defines, the references it makes, and those that lead nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from blueprint.model import shape
from blueprint.model.catalogue import Catalogues
from blueprint.model.lane import ROLES
from blueprint.model.part import Part, quoted
from blueprint.model.step import END
from blueprint.suggest import nearest, slip

if TYPE_CHECKING:
    from blueprint.finding import Route
    from blueprint.model.values import Ref

_PLACES = "stages, steps, actions and touchpoints"
_CONCERNS = "pain points, fail points and questions"
SPACES = {
    **dict.fromkeys(("stage", "step", "action", "touchpoint"), _PLACES),
    **dict.fromkeys(("pain point", "fail point", "question"), _CONCERNS),
}
"""The kinds that share one space of ids; every other kind has its own."""

_STEMS = {"stages": "stage", "steps": "step", "pain_points": "pain", "fail_points": "fail"}


_CATALOGUES = {shape.kind_of(f.part): key for key, f in shape.fields_of(Catalogues).items() if f.part is not None}


class Definition(NamedTuple):
    """An id, what it is the id of, and where that stands. `part` is the part itself, or its raw data."""

    kind: str
    id: str
    route: Route
    is_derived: bool
    part: Any


class Use(NamedTuple):
    """A reference: the text that names another part, where it stands, and the id of the part that makes it."""

    ref: Ref
    text: str
    route: Route
    owner: str | None
    context: Any


class Problem(NamedTuple):
    """A reference that leads nowhere (`unknown-reference`), or an id that is taken (`duplicate-id`).

    `meant` is the id that was probably meant; where it surely was, `is_slip` says so.
    """

    name: str
    message: str
    route: Route
    first: Route | None = None
    meant: str | None = None
    is_slip: bool = False


@dataclass(slots=True)
class References:
    """All definitions and uses of a blueprint, in the order of the document."""

    definitions: list[Definition] = field(default_factory=list)
    uses: list[Use] = field(default_factory=list)


def references_in(root: Any, part: type[Part] | None = None, found: References | None = None) -> References:
    """The definitions and uses of a blueprint: a model, or raw data of the class `part` in any of the short forms.

    Raw data may be wrong in any way: what can't be read is passed over. What is found is added to `found`, where given.
    """
    found = References() if found is None else found
    _collect(root, part or type(root), (), None, None, found)
    return found


@cache
def _relevant(part: type[Part]) -> tuple[tuple[shape.Field, bool], ...]:
    """The fields that define, refer, or hold parts that do; and whether they hold such parts."""
    relevant = []
    for f in shape.fields_of(part).values():
        inside = f.part is not None and (f.catalogue or f.key in _STEMS or bool(_relevant(f.part)) or _has_id(f.part))
        if inside or f.ref or f.key_ref:
            relevant.append((f, inside))
    return tuple(relevant)


@cache
def _has_id(part: type[Part]) -> bool:
    return "id" in shape.fields_of(part)


def _collect(value: Any, part: type[Part], route: Route, owner: str | None, context: Any, found: References) -> None:
    is_model = isinstance(value, Part)
    if not is_model:
        value = _spelled_out(value, part)
    by_key = value.__dict__ if is_model else value
    for f, inside in _relevant(part):
        held = by_key.get(f.name if is_model else f.key)
        if not held and held != "":
            continue
        for way, item in shape.items_of(held, f):
            here = (*route, f.key, *way)
            if inside and f.part is not None:
                own = _define(item, f, here, way, owner, found)
                if _relevant(f.part):
                    _collect(item, f.part, here, own, value, found)
            elif f.key_ref is not None and isinstance(item, dict):
                found.uses.extend(Use(f.key_ref, key, (*here, key), owner, value) for key in item)
            elif f.ref is not None and isinstance(item, str):
                found.uses.append(Use(f.ref, item, here, owner, (value, context)))


def _spelled_out(value: Any, part: type[Part]) -> dict[str, Any]:
    """Raw data by key; nothing where it has the wrong type."""
    main = shape.plain_key(part)
    if isinstance(value, str) and main:
        return {main: value}
    return value if isinstance(value, dict) else {}


def _define(item: Any, f: shape.Field, here: Route, way: Route, owner: str | None, found: References) -> str | None:
    """Note the id of an item, explicit or derived; returns the id that what it holds belongs to."""
    assert f.part is not None  # noqa: S101 (for the type checker)
    if f.catalogue:
        found.definitions.append(Definition(shape.kind_of(f.part), str(way[0]), here, is_derived=False, part=item))
        return str(way[0])
    if not _has_id(f.part):
        return owner
    stem = _STEMS.get(f.key, f.key)
    derived = f"{stem}-{int(way[0]) + 1}" if way else stem
    if owner is not None:
        derived = f"{owner}.{derived}"
    if isinstance(item, Part):
        explicit = item.__dict__["id"] if "id" in item.model_fields_set else None
    else:
        explicit = item.get("id") if isinstance(item, dict) else None
    id_ = explicit if isinstance(explicit, str) else derived
    found.definitions.append(Definition(shape.kind_of(f.part), id_, here, explicit is None, item))
    return id_


# -- problems ----------------------------------------------------------------------------------------------------


def problems_in(root: Any, part: type[Part] | None = None, references: References | None = None) -> list[Problem]:
    """Every reference that leads nowhere and every id that is defined twice, in the order of the document."""
    found = references or references_in(root, part)
    known: dict[str, dict[str, Definition]] = {}
    problems = []
    for definition in found.definitions:
        space = known.setdefault(SPACES.get(definition.kind, definition.kind), {})
        if definition.id not in space:
            space[definition.id] = definition
            continue
        if not (definition.is_derived and space[definition.id].is_derived):  # else: those they are in clash already
            problems.append(_duplicate(definition, space[definition.id]))
        if not definition.is_derived and space[definition.id].is_derived:
            space[definition.id] = definition
    guesses = _Guesses()
    for use in found.uses:
        problems.extend(_problems_of(use, known, guesses))
    return problems


_MOST_COMPARISONS = 200_000


class _Guesses:
    """What was probably meant by each unknown id; none where comparing it with all ids would take too long."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, tuple[str, ...]], tuple[str | None, bool]] = {}
        self._left = _MOST_COMPARISONS

    def meant(self, text: str, kinds: tuple[str, ...], candidates: set[str]) -> tuple[str | None, bool]:
        """The id that was probably meant, and whether it surely was."""
        if (text, kinds) not in self._made:
            self._left -= len(candidates)
            meant = nearest(text, candidates) if self._left >= 0 else None
            self._made[text, kinds] = meant, meant is not None and slip(text, candidates) == meant
        return self._made[text, kinds]


def _duplicate(definition: Definition, first: Definition) -> Problem:
    if definition.is_derived:  # the earlier one was written out, and happens to look derived
        definition, first = first, definition
    at = definition.route if definition.route[-1] == definition.id else (*definition.route, "id")
    if first.kind == definition.kind:
        message = f"the id `{definition.id}` is already used by another {definition.kind}"
    else:
        space = SPACES[definition.kind]
        message = f"the id `{definition.id}` is already used by {_a(first.kind)}: {space} share their ids"
    return Problem("duplicate-id", message, at, first.route)


def _problems_of(use: Use, known: dict[str, dict[str, Definition]], guesses: _Guesses) -> Iterable[Problem]:
    kinds, text = use.ref.kinds, use.text
    if text == END and END in kinds:
        return
    if kinds == ("lane",):
        yield from _lane_problems(use, known)
        return
    named = None
    for kind in kinds:
        candidate = known.get(SPACES.get(kind, kind), {}).get(text)
        if candidate is not None and (named is None or candidate.kind in kinds):
            named = candidate
    if named is None or named.kind not in kinds:
        yield _unknown(use, named, known, guesses)
    elif named.id == use.owner and not use.ref.allows_self:
        message = f"`{text}` refers to itself"
        yield Problem("unknown-reference", message, use.route)
    elif kinds == ("touchpoint",) and use.route[0] == "stages" and use.route[-1] == "touchpoint":
        yield from _touchpoint_problems(use)


def _unknown(use: Use, named: Definition | None, known: dict[str, dict[str, Definition]], guesses: _Guesses) -> Problem:
    kinds = [k for k in use.ref.kinds if k != END]
    wanted = " or ".join((", ".join(kinds[:-1]), kinds[-1])) if len(kinds) > 1 else kinds[0]
    if named is not None:
        message = f"`{use.text}` is {_a(named.kind)}; {_a(wanted)} is wanted here"
        return Problem("unknown-reference", message, use.route)
    if not use.text:
        return Problem("unknown-reference", f"the id of {_a(wanted)} is wanted here, not an empty text", use.route)
    candidates = {
        id_
        for kind in kinds
        for id_, definition in known.get(SPACES.get(kind, kind), {}).items()
        if definition.kind == kind and not definition.is_derived
    }
    if END in use.ref.kinds:
        candidates.add(END)
    several = [part.strip() for part in re.split("[，、,]", use.text)]
    meant, is_slip = (None, False) if len(several) > 1 else guesses.meant(use.text, use.ref.kinds, candidates)
    if len(several) > 1 and set(several) <= candidates:
        hint = f"; write a list: `[{', '.join(several)}]`"
    elif meant:
        hint = f"; did you mean `{meant}`?"
    elif label := _named(use.text, kinds, known):
        hint = f"; `{label}` has no id yet: give it `id: {use.text}`"
    elif not candidates - {END}:
        hint = f"; define it under `{_CATALOGUES[kinds[0]]}`" if kinds[0] in _CATALOGUES else "; none has an id"
    elif len(candidates) <= 6:  # noqa: PLR2004
        hint = f"; there {'are' if len(candidates) > 1 else 'is'} {quoted(sorted(candidates), 'and')}"
    else:
        hint = ""
    message = f"there is no {wanted} `{use.text}`{hint}"
    return Problem("unknown-reference", message, use.route, meant=meant, is_slip=is_slip)


def _named(text: str, kinds: list[str], known: dict[str, dict[str, Definition]]) -> str | None:
    """The name of a part without an id that is called like the text, give or take capitals and spaces."""
    wanted = "".join(text.split()).casefold()
    for kind in kinds:
        for definition in known.get(SPACES.get(kind, kind), {}).values():
            if definition.is_derived and definition.kind == kind:
                for key in ("name", "customer", "does", "what"):
                    name = _value(definition.part, key)
                    name = name if isinstance(name, str) else _value(name, "does")
                    if isinstance(name, str) and "".join(name.split()).casefold() == wanted:
                        return name
    return None


def _lane_problems(use: Use, known: dict[str, dict[str, Definition]]) -> Iterable[Problem]:
    lanes = known.get("lane", {})
    role = next((k for k in reversed(use.route) if k in ROLES), None)
    if use.text in lanes or use.text in ROLES:
        lane = lanes[use.text].part if use.text in lanes else {"role": use.text}
        lane_role = _value(lane, "role")
        if lane_role in ROLES and lane_role != role:
            message = f"the lane `{use.text}` belongs to {lane_role}, but the action is in {role}"
            yield Problem("unknown-reference", message, use.route)
    else:
        meant = nearest(use.text, {*lanes, str(role)})
        hint = f"; did you mean `{meant}`?" if meant else "; define it under `lanes`"
        message = f"there is no lane `{use.text}`{hint}"
        is_slip = meant is not None and slip(use.text, {*lanes, str(role)}) == meant
        yield Problem("unknown-reference", message, use.route, meant=meant, is_slip=is_slip)


def _value(part: Any, key: str) -> Any:
    """What a part, or its raw data, has under a key."""
    return part.__dict__.get(key) if isinstance(part, Part) else part.get(key) if isinstance(part, dict) else None


def _touchpoint_problems(use: Use) -> Iterable[Problem]:
    """An action's touchpoint is one of its step's."""
    _, step = use.context
    own = _value(step, "touchpoints") or ()
    own = [own] if isinstance(own, str) else own
    if isinstance(own, (list, tuple)) and use.text not in own:
        names = [t for t in own if isinstance(t, str)]
        hint = f"has {quoted(names, 'and')}" if names else "has none"
        message = f"`{use.text}` is not a touchpoint of this step, which {hint}"
        yield Problem("unknown-reference", message, use.route)


def _a(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


def describe(route: Route) -> str:
    """A route as people write one: `stages[1].steps[0].next`."""
    text = ""
    for key in route:
        text += f"[{key}]" if isinstance(key, int) else f".{key}" if text else key
    return text or "the blueprint"
