"""What the panel of a page says of each part: its fields as the author wrote them, in words, and what it refers to."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from blueprint.drawing.labels import percent
from blueprint.drawing.parts import Shown, parts_of
from blueprint.model.part import Part
from blueprint.model.shape import Field, fields_of, items_of
from blueprint.model.values import Estimate, format_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blueprint.drawing.labels import Labels
    from blueprint.drawing.words.page import PageWords
    from blueprint.finding import Route
    from blueprint.model.blueprint import Blueprint

_SHARES = ("share", "occurrence", "availability", "common", "abandon")
_MONEY = ("cost", "hourly_cost", "price", "overhead")
_SCALES = ("severity", "detection", "effort", "impact")
_SPACES = {
    "pain point": "pain", "fail point": "fail", "data item": "data", "step": "", "action": "",
}  # fmt: skip
_ADDRESS = re.compile(r"(?:https?|mailto):", re.IGNORECASE)
"""How an address begins that can be followed: nothing that would run."""
_ELSEWHERE = ("id", "next")
"""The keys that the panel shows in another way."""

Value = str | int | dict[str, str]
"""A text, the position of another part in the list of parts, or the address of a page (`u`)."""


class Details:
    """The parts of a blueprint in order, and what a page says of each.

    With `newer`, those that only this older version has: they come after the parts of the newer one.
    """

    def __init__(self, blueprint: Blueprint, labels: Labels, words: PageWords, newer: Details | None = None) -> None:
        self._blueprint = blueprint
        self._labels = labels
        self._words = words
        every = tuple(parts_of(blueprint))
        known: dict[str, int] = newer.place if newer is not None else {}
        start = len(newer.parts) if newer is not None else 0
        self.parts: tuple[Shown, ...] = tuple(part for part in every if part.about not in known)
        self.place: dict[str, int] = known | {part.about: i for i, part in enumerate(self.parts, start)}
        """The position of each part by what cards say they are about."""
        self._at = {part.route: self.place[part.about] for part in every}
        self._titles = {self.place[part.about]: self.title(part) for part in every}
        self.keys: set[str] = set()
        """The keys that occur, whose words the page needs."""

    def inside(self, route: Route) -> int | None:
        """The position of the part that holds what is at a route; None: it is the whole that does."""
        for end in range(len(route) - 1, 0, -1):
            if route[:end] in self._at:
                return self._at[route[:end]]
        return None

    def title(self, part: Shown) -> str:
        """What a part is called."""
        for name in ("label", "does", "name", "text", "what"):
            if said := getattr(part.part, name, None):
                return str(said)
        return part.id

    def is_named(self, part: Shown) -> bool:
        """Whether the author gave its id: one that was made up says nothing."""
        return not hasattr(part.part, "id") or "id" in part.part.model_fields_set

    def fields(self, part: Shown) -> list[tuple[str, list[Value]]]:
        """The keys that the author wrote, save its id and title, with what they hold."""
        said: list[tuple[str, list[Value]]] = []
        title = self.title(part)
        for key, field in fields_of(type(part.part)).items():
            value = getattr(part.part, field.name)
            if field.name not in part.part.model_fields_set or key in _ELSEWHERE or value in (None, ()):
                continue
            if value == title and key in ("name", "does", "text", "what"):
                continue
            values = list(self._values(field, value, part.route))
            if values:
                self.keys.add(key)
                said.append((key, values))
        return said

    def _values(self, field: Field, value: Any, route: Route) -> Iterator[Value]:
        if field.part is not None:
            for own, item in items_of(value, field):
                at = self._at.get((*route, field.key, *own))
                if at is not None:
                    yield at
                elif isinstance(item, Part):
                    yield self._inline(item)
        elif field.key_ref is not None and isinstance(value, dict):
            for key, one in value.items():
                yield f"{self._called(field.key_ref.kinds, key)}{self._labels.colon}{self._plain(field.key, one)}"
        else:
            for one in value if isinstance(value, tuple) else (value,):
                at = self._referred(field, one)
                if at is not None:
                    yield at
                elif field.key == "url" and _ADDRESS.match(str(one)):
                    yield {"u": str(one)}
                else:
                    yield self._plain(field.key, one)

    def _referred(self, field: Field, id_: Any) -> int | None:
        if field.ref is None:
            return None
        return next((at for kind in field.ref.kinds if (at := self._of_kind(kind, str(id_))) is not None), None)

    def _of_kind(self, kind: str, id_: str) -> int | None:
        space = _SPACES.get(kind, kind)
        return self.place.get(f"{space}:{id_}" if space else id_)

    def _called(self, kinds: tuple[str, ...], id_: str) -> str:
        at = next((at for kind in kinds if (at := self._of_kind(kind, id_)) is not None), None)
        return id_ if at is None else self._titles[at]

    def _inline(self, part: Part) -> str:
        """A part without an id (an estimate, a delight, a branch, a measured value) in one line."""
        if isinstance(part, Estimate):
            return self._labels.estimate(part)
        said: list[str] = []
        for key, field in fields_of(type(part)).items():
            value = getattr(part, field.name)
            if field.name not in part.model_fields_set or value in (None, ()):
                continue
            shown = self._labels.comma.join(
                self._titles[one] if isinstance(one, int) else str(one) for one in self._values(field, value, ())
            )
            if key == part.main or (key == "to" and not said):
                said.append(shown)
            else:
                self.keys.add(key)
                name = self._words.fields.get(key, key)
                said.append(name if value is True else f"{name}{self._labels.colon}{shown}")
        return " · ".join(said)

    def _plain(self, key: str, value: Any) -> str:
        """A value in words."""
        if isinstance(value, bool):
            return self._words.values["yes" if value else "no"]
        if isinstance(value, (int, float)):
            return self._number(key, value)
        if isinstance(value, timedelta):
            return self._labels.duration(value)
        if isinstance(value, date):
            return value.isoformat()
        return self._words.values.get(value, value) if key in self._words.worded else str(value)

    def _number(self, key: str, value: float) -> str:
        if key in _SHARES:
            return percent(value)
        if key in _SCALES:
            return f"{value} / 5"
        if key == "emotion":
            return f"{value:+g}" if value else "0"
        currency = self._blueprint.currency if key in _MONEY else None
        return format_number(value) + (f" {currency}" if currency else "")
