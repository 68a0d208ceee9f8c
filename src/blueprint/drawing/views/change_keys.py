"""Which card of one version shows what which card of the other does."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from blueprint.compare.changes import Changes
    from blueprint.drawing.views.content import Card

Key = tuple[str, ...]
"""What a card shows, whatever version it is of."""

_NOWHERE = "before"


def key_of(card: Card) -> Key:
    """What a card shows: a step or an action by its id, else in which step it shows what."""
    parts = card.id.split(":")
    if len(parts) == 2:  # noqa: PLR2004 (`pain:ID`, or a step and what has no id of its own)
        if parts[0] in ("pain", "fail"):
            return tuple(parts)
        what, _, number = parts[1].rpartition("-")
        return (parts[0], what, number) if what == "delight" else (parts[0], what, card.text)
    return tuple(parts)


class NewIds:
    """What parts of the older version are called in the newer one."""

    def __init__(self, found: Changes) -> None:
        self.step: dict[str, str] = {}
        self.lane: dict[str, str] = {}
        self.place: dict[str, str] = {}
        self.concern: dict[str, str] = {}
        self.delight: dict[tuple[str, int], tuple[str, int]] = {}
        for old, new in found.pairs:
            if old.kind == "delight":
                if old.step and new.step:
                    self.delight[str(old.step.id), old.index + 1] = str(new.step.id), new.index + 1
                continue
            if old.id is None or new.id is None:
                continue
            if old.kind in ("stage", "step", "action", "touchpoint"):
                self.place[old.id] = new.id
            if old.kind in ("pain point", "fail point", "question"):
                self.concern[old.id] = new.id
            if old.kind == "step":
                self.step[old.id] = new.id
            if old.kind == "lane":
                self.lane[old.id] = new.id

    def of_old(self, card: Card) -> Key:
        """The key that a card of the older version has in the newer one; of what is gone, one that none has."""
        key = key_of(card)
        return self._now(key) or (_NOWHERE, *key)

    def _now(self, key: Key) -> Key | None:
        if len(key) == 1:
            return _joined(self.place.get(key[0]))
        if key[0] in ("pain", "fail"):
            return _joined(key[0], self.concern.get(key[1]))
        step = self.step.get(key[0])
        if key[1] == "touchpoint":
            return _joined(step, key[1], self.place.get(key[2]))
        if key[1] == "asks":
            return _joined(step, key[1], self.concern.get(key[2]))
        if key[1] == "delight":
            at = self.delight.get((key[0], int(key[2])))
            return (at[0], key[1], str(at[1])) if at is not None else None
        return _joined(step, *key[1:])


def _joined(*parts: str | None) -> Key | None:
    """The parts as a key; None where one is there no more."""
    known = tuple(part for part in parts if part is not None)
    return known if len(known) == len(parts) else None
