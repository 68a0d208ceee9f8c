"""What became of a part, as small notes on its card: what it was, or where it came from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from blueprint.compare.change import Changed, Moved, Renamed, Rerouted
from blueprint.drawing.views.content import Note
from blueprint.drawing.words.changes import change_words, key_word, value_word
from blueprint.model.action import Action
from blueprint.model.marks import Recovery
from blueprint.model.shape import fields_of
from blueprint.model.step import END, Branch, Step
from blueprint.model.values import Estimate
from blueprint.source.write import as_written, in_one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from blueprint.compare.change import Change, Place
    from blueprint.drawing.views.scope import Scope
    from blueprint.model.blueprint import Blueprint
    from blueprint.model.part import Part


class ChangeNotes:
    """Makes the notes for the changes from an older version to the one of a scope."""

    def __init__(self, scope: Scope, before: Blueprint) -> None:
        self.labels = scope.words
        self.words = change_words(scope.blueprint.language)
        self.old, self.new = before, scope.blueprint

    def of(self, changes: Iterable[Change], place: Place | None = None) -> tuple[Note, ...]:
        """A note for each change of what the picture shows, and one that names the other keys that changed.

        What it was called, and where it was, comes first. What is about something within the part starts with its
        name; what is about one way on is one note.
        """
        notes: list[Note] = []
        others: list[str] = []
        ways: dict[int, list[Changed]] = {}
        for change in sorted(changes, key=lambda one: not isinstance(one, (Moved, Renamed))):
            if isinstance(change, Changed) and not _is_shown(change):
                others.append(self._word(change.key.rpartition(".")[2]))
                continue
            if isinstance(change, Rerouted) and change.way is not None:
                ways.setdefault(id(change.way), []).append(change)
                continue
            icon = "moved" if isinstance(change, Moved) else "changed"
            about = self._within(change, place)
            notes += [Note(f"{about}{text}", icon, f"small-{icon}", starts_line=True) for text in self._said(change)]
        notes += [Note(self._way(those), "changed", "small-changed", starts_line=True) for those in ways.values()]
        if others:
            said = self.words.also.format(self.labels.comma.join(dict.fromkeys(others)))
            notes.append(Note(said, "changed", "small-changed", starts_line=True))
        return tuple(dict.fromkeys(notes))

    def _way(self, changes: Sequence[Changed]) -> str:
        """What changed of one way on; where others lead to the same step, for whom it is."""
        step, way = changes[0].place.part, changes[0].way if isinstance(changes[0], Rerouted) else None
        if way is None or not isinstance(step, Step):
            return ""
        about = f"→ {self._target(self.new, way.to)}"
        if sum(one.to == way.to for one in step.next) > 1 and way.for_:
            names = self.labels.comma.join(_name(self.new, ("persona",), id_) for id_ in way.for_)
            about = self.words.aside.format(about, names)
        said = (text for change in changes for text in self._held(change))
        return f"{about}{self.labels.colon}{self.words.semicolon.join(said)}"

    def _within(self, change: Change, place: Place | None) -> str:
        """What of the part a change is about, where that has no card of its own."""
        if place is None or change.place is place or change.place.role == "customer":
            return ""
        return f"{change.place.label}{self.labels.colon}"

    def _said(self, change: Change) -> Iterator[str]:
        if isinstance(change, Moved):
            yield self._moved(change)
        elif isinstance(change, Renamed):
            was = self.words.quoted.format(_line(change.old)) if change.old is not None else "–"
            key = f"{self._word('id')}{self.labels.colon}" if change.key == "id" else ""
            yield key + self.words.was.format(was if change.key != "id" else change.old or "–")
        elif isinstance(change, Changed):
            yield from self._held(change)

    def _moved(self, change: Moved) -> str:
        old, new = change.before, change.after
        assert old is not None  # noqa: S101 (for the type checker)
        assert new is not None  # noqa: S101 (for the type checker)
        if change.how == "order":
            return self.words.earlier if new.index < old.index else self.words.later
        if change.how in ("role", "lane"):
            return self.words.from_.format(self._lane(old))
        return self.words.from_.format(old.whole.label if old.whole is not None else "")

    def _lane(self, place: Place) -> str:
        named = {lane.id: lane.name for lane in self.old.lanes}
        own: dict[str, str] = {str(role): name for role, name in self.labels.roles.items()}
        return named.get(place.lane or "", own.get(place.role or "", ""))

    def _held(self, change: Changed) -> Iterator[str]:
        if change.key == "next" and isinstance(change.new, Branch):
            yield self.words.way_new.format(self._target(self.new, change.new.to))
        elif change.key == "next" and isinstance(change.old, Branch):
            yield self.words.way_gone.format(self._target(self.old, change.old.to))
        elif isinstance(change.old, tuple) and isinstance(change.new, tuple):
            signed = [f"− {self._value(self.old, change, item)}" for item in change.old if item not in change.new]
            signed += [f"+ {self._value(self.new, change, item)}" for item in change.new if item not in change.old]
            yield f"{self._key(change)}{self.labels.colon}{self.labels.comma.join(signed) or '⇅'}"
        elif isinstance(change.old, dict) or isinstance(change.new, dict):
            yield f"{self._key(change)}{self.labels.colon}{self._each(change.old, change.new)}"
        else:
            old = self._value(self.old, change, change.old) or "–"
            new = self._value(self.new, change, change.new) or "–"
            key = self._key(change)
            yield f"{key}{self.labels.colon}{old} → {new}" if key else f"{old} → {new}"

    def _each(self, old: Any, new: Any) -> str:
        """An emotion that is told apart by persona: of those for whom it is another now."""
        names = {id_: persona.name for b in (self.old, self.new) for id_, persona in b.personas.items()}
        both = [value if isinstance(value, dict) else dict.fromkeys(names, value) for value in (old, new)]
        return self.labels.comma.join(
            f"{names[id_]} {_number(both[0].get(id_))} → {_number(both[1].get(id_))}"
            for id_ in names
            if both[0].get(id_) != both[1].get(id_)
        )

    def _key(self, change: Changed) -> str:
        """A key in the words of the picture; empty for the share of a way on, and for where it leads."""
        marks, key = self.labels.marks, change.key
        if key.startswith("next."):
            key = key.rpartition(".")[2]
            return "" if key in ("share", "to") else self._word(key)
        words = {
            "time": marks["time"], "wait": marks["wait"], "actor": marks["actor"], "system": marks["system"],
            "emotion": self.labels.emotion, "abandon": self.labels.abandon, "recovery": self.labels.recovery,
            "acceptable_time": self.labels.limit.format("").strip(), "moment_of_truth": marks["star"],
            "cocreated": marks["cocreated"], "requests_feedback": marks["feedback"],
        }  # fmt: skip
        return words.get(key) or self._word(key)

    def _word(self, key: str) -> str:
        """What a key is called."""
        return self.words.keys.get(key) or key_word(self.new.language, key).replace("_", " ")

    def _target(self, blueprint: Blueprint, id_: str) -> str:
        return self.labels.end if id_ == END else blueprint.step(id_).label

    def _value(self, blueprint: Blueprint, change: Changed, value: Any) -> str:
        if value is None or value == ():
            return ""
        if isinstance(value, Estimate):
            return self.labels.estimate(value)
        if isinstance(value, bool):
            return "✓" if value else ""
        if isinstance(value, Recovery):
            return self.words.quoted.format(_line(_name(blueprint, ("step", "action"), value.to)))
        part: Part = change.place.part
        key = change.key
        if key.startswith("next.") and isinstance(part, Step):
            key = key.rpartition(".")[2]
            part = part.next[0] if part.next else part
        field = fields_of(type(part)).get(key)
        if isinstance(value, str):
            named = _name(blueprint, field.ref.kinds, value) if field is not None and field.ref else value
            return _line(value_word(self.new.language, key, named))
        return in_one_line(as_written(value, key, part))


_SHOWN = frozenset({
    "customer", "time", "wait", "acceptable_time", "actor", "system", "emotion", "moment_of_truth", "cocreated",
    "personas", "otherwise", "requests_feedback", "abandon", "outcome", "next", "severity", "occurrence", "recovery",
    "common", "personal", "kind", "channel", "share", "when", "for", "forced", "repeat", "to", "triggers",
})  # fmt: skip
"""The keys that a picture of a blueprint shows."""


_QUIET = frozenset({"basis", "sources"})


def is_quiet(change: Change) -> bool:
    """Whether a change makes no card one that changed: of what a part rests on, of what no card of its kind shows."""
    if not isinstance(change, Changed):
        return False
    is_of_catalogue = change.place.kind in ("touchpoint", "question")
    return change.key in _QUIET or (is_of_catalogue and not _is_shown(change))


def _is_shown(change: Changed) -> bool:
    is_order = change.key in ("next", "pain_points", "fail_points", "delights") and isinstance(change.new, tuple)
    is_second_line = change.key == "evidence" and change.place.kind == "touchpoint"
    key = change.key.rpartition(".")[2]
    return not is_order and (isinstance(change, Renamed) or key in _SHOWN or is_second_line)


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:+g}" if value else "0"


def _name(blueprint: Blueprint, kinds: tuple[str, ...], id_: str) -> str:
    """What a part is called that a key refers to."""
    catalogues: dict[str, Any] = {
        "persona": blueprint.personas, "touchpoint": blueprint.touchpoints, "actor": blueprint.actors,
        "system": blueprint.systems, "data item": blueprint.data, "question": blueprint.questions,
        "source": blueprint.sources,
    }  # fmt: skip
    for kind in kinds:
        if (item := catalogues.get(kind, {}).get(id_)) is not None:
            return str(getattr(item, "name", None) or getattr(item, "text", None) or id_)
    if {"step", "action"} & {*kinds} and id_ != END:
        place = blueprint.place(id_)
        return place.does if isinstance(place, Action) else place.label if isinstance(place, Step) else id_
    return id_


def _line(text: Any) -> str:
    return " ".join(str(text).split())
