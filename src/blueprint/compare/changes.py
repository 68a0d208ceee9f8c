"""What changed from one version of a blueprint to the next, part by part and key by key."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from blueprint.compare.change import (
    Added,
    Change,
    Changed,
    Moved,
    Place,
    Removed,
    Renamed,
    Reowned,
    Rerouted,
    Retimed,
)
from blueprint.compare.matching import Matches, composed, holds_parts, out_of_order
from blueprint.model.action import Action
from blueprint.model.blueprint import Blueprint
from blueprint.model.catalogue import Actor, Solution, System, Touchpoint
from blueprint.model.part import Part
from blueprint.model.shape import Field, fields_of
from blueprint.model.step import Branch, Step

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from blueprint.compare.change import How

_CLASSES: dict[tuple[type[Part], str], type[Changed]] = {
    **dict.fromkeys(
        ((Blueprint, "owner"), (Touchpoint, "owner"), (System, "owner"), (Solution, "owner"), (Actor, "team"),
         (Action, "actor")),
        Reowned,
    ),
    **dict.fromkeys(((Step, "time"), (Step, "wait"), (Step, "acceptable_time"), (Action, "time")), Retimed),
    **dict.fromkeys(
        ((Step, "next"), (Step, "abandon"), (Step, "outcome"), (Step, "personas"), (Step, "otherwise"),
         (Action, "triggers")),
        Rerouted,
    ),
}  # fmt: skip
"""What a change of a key is, where it is more than a change."""

_NAMES = ("title", "name", "does", "text", "what")
"""The keys that say what a part is called."""

_ORDERED = ("stage", "step", "action", "lane")
"""The parts whose order is seen in the picture, and in the flow."""


@dataclass(frozen=True, slots=True)
class Changes:
    """Two versions of a blueprint and all that changed: `before` is None where there was no such file.

    `found` is in the order of the newer version, with what is gone where it stood. `pairs` has both of each part that
    both versions have, `counterparts` the other one by either.
    """

    before: Blueprint | None
    after: Blueprint
    found: tuple[Change, ...]
    pairs: tuple[tuple[Place, Place], ...] = field(repr=False)
    counterparts: Mapping[Place, Place] = field(repr=False)

    def __bool__(self) -> bool:
        return bool(self.found)


def changes(before: Blueprint | None, after: Blueprint, *, are_ids_of_files: bool = False) -> Changes:
    """What changed from one version to the next. Where there was none before, all is added.

    With `are_ids_of_files` the ids of the blueprints are only the names of their files, and of no account.
    """
    matches = Matches(before, after)
    found = list(_found(matches, are_ids_of_files=are_ids_of_files))
    order = _Order(matches)
    found.sort(key=lambda change: order.of(change.place))
    return Changes(before, after, tuple(found), tuple(matches.pairs()), matches.of)


def _found(matches: Matches, *, are_ids_of_files: bool) -> Iterator[Change]:
    siblings: dict[tuple[Place, str], list[tuple[Place, Place]]] = defaultdict(list)
    for old, new in matches.pairs():
        if new.whole is not None:
            how = _moved(matches, old, new)
            if how is not None:
                yield Moved(before=old, after=new, how=how)
            elif not new.is_in_catalogue:
                siblings[new.whole, str(new.route[-2])].append((old, new))
        yield from _values(matches, old, new, are_ids_of_files=are_ids_of_files)
    for (whole, key), pairs in siblings.items():
        yield from _orders(matches, whole, key, pairs)
    yield from _one_sided(matches)


def _one_sided(matches: Matches) -> Iterator[Change]:
    """What is in one version only; not what is in a whole that is."""
    for place in _alone(matches, matches.new.by_kind.values()):
        if place.whole in matches.of or (matches.old.root is None and place.whole is matches.new.root):
            yield _branch(matches, None, place) if isinstance(place.part, Branch) else Added(after=place)
    for place in _alone(matches, matches.old.by_kind.values()):
        if place.whole in matches.of:
            yield _branch(matches, place, None) if isinstance(place.part, Branch) else Removed(before=place)


def _alone(matches: Matches, kinds: Iterable[list[Place]]) -> Iterator[Place]:
    return (place for places in kinds for place in places if place not in matches.of)


def _branch(matches: Matches, old: Place | None, new: Place | None) -> Change:
    """A way on that is new or gone: the step that it leads on from goes on in another way."""
    one = new or old
    assert one is not None  # noqa: S101 (it is in one of the versions)
    assert one.whole is not None  # noqa: S101 (a way on leads from a step)
    other = matches.of[one.whole]
    before, after = (other, one.whole) if new is not None else (one.whole, other)
    return Rerouted(
        before=before, after=after, key="next", old=old.part if old else None, new=new.part if new else None
    )


# -- where parts stand -------------------------------------------------------------------------------------------


def _moved(matches: Matches, old: Place, new: Place) -> How | None:
    """Whether a part stands in another whole, or an action in another role or lane, and which tells best."""
    if old.whole is not None and matches.of.get(old.whole) is not new.whole:
        same_step = old.step and new.step and matches.of.get(old.step) is new.step
        return "stage" if old.kind == "step" else "role" if same_step and old.role != new.role else "step"
    if not new.is_action:
        return None
    if old.role != new.role:
        return "role"
    lane = fields_of(Action)["lane"].ref
    is_same_lane = lane is None or matches.follow(lane, old.lane or "") == new.lane
    return None if is_same_lane else "lane"


def _orders(matches: Matches, whole: Place, key: str, pairs: list[tuple[Place, Place]]) -> Iterator[Change]:
    """What stands elsewhere among its neighbours; of parts whose order is not seen, only that it is another."""
    pairs.sort(key=lambda pair: pair[1].index)
    moved = out_of_order(pairs)
    if moved and pairs[0][1].kind in _ORDERED:
        yield from (Moved(before=old, after=new, how="order") for old, new in moved)
    elif moved:
        by_old = sorted(pairs, key=lambda pair: pair[0].index)
        made = _CLASSES.get((type(whole.part), key), Changed)
        old_order, new_order = (tuple(new.label for _, new in some) for some in (by_old, pairs))
        yield made(before=matches.of[whole], after=whole, key=key, old=old_order, new=new_order)


# -- what keys hold ----------------------------------------------------------------------------------------------


def _values(matches: Matches, old: Place, new: Place, *, are_ids_of_files: bool) -> Iterator[Change]:
    if _id(old) != _id(new) and not (new.kind == "blueprint" and are_ids_of_files):
        yield Renamed(before=old, after=new, key="id", old=_id(old), new=_id(new))
    ours, theirs = old.part.__dict__, new.part.__dict__
    for f, refers in _values_of(type(new.part)):
        one, other = ours[f.name], theirs[f.name]
        was = _followed(matches, one, f) if refers and one else one
        if was != other and (refers or _composed(was) != _composed(other)):
            yield _changed(old, new, f.key, one, other)
    if not (old.part.model_extra or new.part.model_extra):
        return
    extra, others = _composed(old.part.model_extra or {}), _composed(new.part.model_extra or {})
    for key in dict.fromkeys((*extra, *others)):
        if repr(extra.get(key)) != repr(others.get(key)):
            yield Changed(before=old, after=new, key=key, old=extra.get(key), new=others.get(key))


def _composed(value: Any) -> Any:
    """A value with all its text in one form."""
    if isinstance(value, str):
        return composed(value)
    if isinstance(value, (tuple, list)):
        return type(value)(map(_composed, value))
    if isinstance(value, dict):
        made = {_composed(key): _composed(item) for key, item in value.items()}
        return made if len(made) == len(value) else value
    return value


@cache
def _values_of(part: type[Part]) -> tuple[tuple[Field, bool], ...]:
    """The keys of a part that hold plain values, and whether these refer to other parts."""
    found = []
    for key, f in fields_of(part).items():
        if key == "id" or holds_parts(part, key) or (part is Action and key == "lane"):
            continue
        found.append((f, any(one.ref or one.key_ref for one in (f, *(fields_of(f.part).values() if f.part else ())))))
    return tuple(found)


def _id(place: Place) -> str | None:
    return composed(place.id) if place.is_named and place.id is not None else None


def _changed(old: Place, new: Place, key: str, one: Any, other: Any) -> Change:
    if isinstance(new.part, Branch):
        key = f"next.{new.part.to}.{key}"
        return Rerouted(before=old.whole, after=new.whole, key=key, old=one, new=other, way=new.part)
    made = Renamed if key in _NAMES else _CLASSES.get((type(new.part), key), Changed)
    return made(before=old, after=new, key=key, old=one, new=other)


def _followed(matches: Matches, value: Any, f: Field) -> Any:
    """A value of the older version, with what it refers to called as in the newer one."""
    if f.part is not None:
        return _followed_inside(matches, value)
    if isinstance(value, str):
        return matches.follow(f.ref, value) if f.ref else value
    if isinstance(value, tuple):
        return tuple(matches.follow(f.ref, item) for item in value) if f.ref else value
    if isinstance(value, dict) and f.key_ref:
        return {matches.follow(f.key_ref, key): item for key, item in value.items()}
    return value


def _followed_inside(matches: Matches, value: Any) -> Any:
    """A part that is a value, like where a failure is made good; of another value that may stand for it, that."""
    if not isinstance(value, Part):
        return value
    held = value.__dict__
    followed = {f.name: _followed(matches, held[f.name], f) for f in fields_of(type(value)).values()}
    if followed == held:
        return value
    return type(value).model_construct(**{**held, **followed})


# -- in which order they are told --------------------------------------------------------------------------------


class _Order:
    """Where each part comes in the telling: as in the newer version, what is gone after what it stood behind."""

    def __init__(self, matches: Matches) -> None:
        self.matches = matches
        self.known: dict[Place, tuple[float, ...]] = {}
        self.places: dict[Place, tuple[int, int]] = {}
        for version in (matches.old, matches.new):
            for whole, inside in version.inside.items():
                ranks = {key: rank for rank, key in enumerate(fields_of(type(whole.part)))}
                for position, place in enumerate(inside):
                    self.places[place] = ranks[str(place.route[len(whole.route)])], position

    def of(self, place: Place) -> tuple[float, ...]:
        """What to sort a part by; a whole comes before what is in it."""
        if place not in self.known:
            self.known[place] = self._of(place)
        return self.known[place]

    def _of(self, place: Place) -> tuple[float, ...]:
        if place.whole is None:
            return ()
        rank, position = self.places[place]
        if place in self.matches.of or place.whole not in self.matches.of or place.whole in self.matches.new.inside:
            return (*self.of(place.whole), rank, position, 0)
        whole = self.matches.of[place.whole]
        before = (self.matches.of.get(one) for one in reversed(self.matches.old.inside[place.whole][:position]))
        behind = next(
            (self.places[one][1] for one in before if one and one.whole is whole and self.places[one][0] == rank), -1
        )
        return (*self.of(whole), rank, behind + 0.5, position)
