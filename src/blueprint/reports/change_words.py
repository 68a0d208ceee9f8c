"""One change in one line, in the words of the file's language: what it is about, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from blueprint.analysis.words import words_for
from blueprint.compare.change import Changed, Moved, Place, Renamed
from blueprint.model.shape import fields_of
from blueprint.model.step import END, Branch, Step
from blueprint.reports.names import Names
from blueprint.source.write import as_written, in_one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from blueprint.compare.change import Change
    from blueprint.model.blueprint import Blueprint
    from blueprint.model.part import Part
    from blueprint.model.shape import Field

_KINDS = {
    "persona": "persona", "touchpoint": "touchpoint", "actor": "actor", "system": "system", "data item": "datum",
    "question": "question", "metric": "metric", "solution": "solution", "step": "step", "stage": "stage",
    "action": "action", "pain point": "concern", "fail point": "concern", "lane": "lane",
}  # fmt: skip
"""What `Names` calls the kinds of parts."""


class ChangeWords:
    """Says changes from one blueprint to another."""

    def __init__(self, before: Blueprint | None, after: Blueprint, pairs: Iterable[tuple[Place, Place]] = ()) -> None:
        self.words = words_for(after.language)
        self.ids = {(old.kind, old.id): new.id for old, new in pairs}
        self.new = Names(after)
        self.old = Names(before) if before is not None else self.new

    def __call__(self, change: Change) -> str:
        """The change in one line: what it is about, where that is, and what became of it."""
        place = change.place
        subject = self._subject(change)
        step = place.step
        if step is not None and step is not place:
            inner = place.whole if place.whole is not None and place.whole.is_action else step
            subject = self.words("diff.in", subject=subject, whole=self.called(inner))
        return self._with(subject, self.what(change))

    def within(self, change: Change) -> str:
        """The change in one line, where the step that it is in is known."""
        place = change.place
        if place.step is place:
            return self.what(change)
        subject = self._subject(change)
        if place.whole is not None and place.whole.is_action:
            subject = self.words("diff.in", subject=subject, whole=self.called(place.whole))
        return self._with(subject, self.what(change))

    def _subject(self, change: Change) -> str:
        """What a change is about. Of what has another name, only what kind of part it is: both names follow."""
        place = change.place
        if place.kind == "blueprint":
            return ""
        if isinstance(change, Renamed) and change.key != "id" and change.old is not None and change.new is not None:
            kind = self.words(f"diff.part.{place.role or place.kind}")
            return f"{kind} {place.id}" if place.is_named else kind
        return self.called(place)

    def _with(self, subject: str, what: str) -> str:
        return self.words("diff.with", subject=subject, what=what) if subject and what else subject or what

    def called(self, place: Place) -> str:
        """A part by its kind, its name, and its id where it has one of its own."""
        words = self.words
        kind = words(f"diff.part.{place.role or place.kind}")
        name = _short(place.label)
        if place.is_named and place.id != name:
            if not name:
                return f"{kind} {place.id}"
            return words("diff.subject", kind=kind, name=name, id=place.id)
        return words("diff.named", kind=kind, name=name) if name else f"{kind} {place.id or ''}".rstrip()

    # -- what became of it -------------------------------------------------------------------------------------

    def what(self, change: Change) -> str:
        """What became of it; empty where the kind of the change says it all."""
        if isinstance(change, Moved):
            return self._moved(change)
        if isinstance(change, Renamed):
            return self._renamed(change)
        if isinstance(change, Changed):
            return self._held(change)
        return ""

    def _moved(self, change: Moved) -> str:
        words, old, new = self.words, change.before, change.after
        assert old is not None  # noqa: S101 (for the type checker)
        assert new is not None  # noqa: S101 (for the type checker)
        if change.how == "order":
            neighbours = _neighbours(new)
            where = words("diff.after", name=_short(neighbours[-1])) if neighbours else words("diff.first")
            return words("diff.moved.order", where=where)
        if change.how in ("role", "lane"):
            ends = [self._lane(names, place) for names, place in ((self.old, old), (self.new, new))]
        else:
            ends = [self.called(place.whole) for place in (old, new) if place.whole is not None]
        return words("diff.moved.stage", old=ends[0], new=ends[1])

    def _lane(self, names: Names, place: Place) -> str:
        lane = place.lane or place.role or ""
        return names.by_kind["lane"].get(lane) or self.words.phrases.get(f"lane.{lane}", lane)

    def _renamed(self, change: Renamed) -> str:
        words = self.words
        if change.key == "id":
            if change.old is None:
                return words("diff.id_new", id=change.new)
            if change.new is None:
                return words("diff.id_gone", id=change.old)
            return f"id {change.old} → {change.new}"
        if change.old is None:
            return words("diff.set", name=change.key, new=words("report.quoted", text=_line(change.new)))
        if change.new is None:
            return words("diff.unset", name=change.key, old=words("report.quoted", text=_line(change.old)))
        said = words("diff.text", old=_line(change.old), new=_line(change.new))
        return f"{change.key} {said}" if change.place.kind == "blueprint" else said

    def _held(self, change: Changed) -> str:
        if change.key == "next" and (isinstance(change.old, Branch) or isinstance(change.new, Branch)):
            return self._way(change)
        key, field = change.key, _field(change)
        if key.startswith("next."):
            target, key = key.removeprefix("next.").rpartition(".")[::2]
            if key == "to":
                old, new = self._target(self.old, change.old), self._target(self.new, change.new)
                return self.words("diff.way_other", old=old, new=new)
            return self.words(
                "diff.key", name=self.words("diff.way", target=self._target(self.new, target)),
                what=self._change(change, key, field),
            )  # fmt: skip
        return self._change(change, key, field)

    def _way(self, change: Changed) -> str:
        words = self.words
        if isinstance(change.new, Branch):
            target = self._target(self.new, change.new.to)
            data = as_written(change.new, "next", change.new)
            about = ", ".join(
                f"{key} {in_one_line(value)}"
                for key, value in (data.items() if isinstance(data, dict) else ())
                if key != "to"
            )
            return (
                words("diff.way_new", target=target, about=about)
                if about
                else words("diff.way_new_plain", target=target)
            )
        return words("diff.way_gone", target=self._target(self.old, change.old.to))

    def _target(self, names: Names, id_: str) -> str:
        return self.words("diff.end") if id_ == END else self._ref(names, "step", id_)

    def _change(self, change: Changed, key: str, field: Field | None) -> str:
        words = self.words
        if isinstance(change.old, tuple) and isinstance(change.new, tuple):
            return self._list(change, key, field)
        old, new = (
            self._value(names, change, value, field)
            for names, value in ((self.old, change.old), (self.new, change.new))
        )
        if not old:
            return words("diff.set", name=key, new=new)
        if not new:
            return words("diff.unset", name=key, old=old)
        return f"{key} {old} → {new}"

    def _list(self, change: Changed, key: str, field: Field | None) -> str:
        """What came and what went; where it is the same, only the order changed."""
        words = self.words
        kinds = field.ref.kinds if field is not None and field.ref is not None else ()
        kept = [next((self.ids[k, item] for k in kinds if (k, item) in self.ids), item) for item in change.old]
        come = [self._value(self.new, change, item, field) for item in change.new if item not in kept]
        gone = [
            self._value(self.old, change, item, field)
            for item, now in zip(change.old, kept, strict=True)
            if now not in change.new
        ]
        said = [words("diff.more", items=words("comma").join(come))] if come else []
        said += [words("diff.less", items=words("comma").join(gone))] if gone else []
        return words("diff.key", name=key, what=words("report.semicolon").join(said) or words("diff.order"))

    def _value(self, names: Names, change: Changed, value: Any, field: Field | None) -> str:
        """A value in one line: what it refers to by name and id, text in quotes, all else as a file has it."""
        if value is None or value == ():
            return ""
        if isinstance(value, str) and field is not None and field.ref is not None:
            kind = next((k for k in field.ref.kinds if k in _KINDS and value in names.by_kind[_KINDS[k]]), None)
            return self._target(names, value) if value == END else self._ref(names, kind, value)
        if isinstance(value, str) and not _is_word(change, field):
            return self.words("report.quoted", text=_line(value))
        return in_one_line(held(change, value))

    def _ref(self, names: Names, kind: str | None, id_: str) -> str:
        name = names.of(_KINDS[kind], id_) if kind else id_
        return self.words("diff.ref", name=name, id=id_) if name != id_ else id_


def held(change: Changed, value: Any) -> Any:
    """A value of a change as a file has it: text, numbers, lists and mappings."""
    part: Part = change.place.part
    key = change.key
    if key.startswith("next.") and isinstance(part, Step):
        part, key = part.next[0] if part.next else Branch(to=END), key.rpartition(".")[2]
    if isinstance(value, tuple) and all(isinstance(item, str) for item in value):
        return list(value) or None
    return as_written(value, key, part)


def _field(change: Changed) -> Field | None:
    part: type[Part] = type(change.place.part)
    key = change.key
    if key.startswith("next."):
        part, key = Branch, key.rpartition(".")[2]
    return fields_of(part).get(key)


def _is_word(change: Changed, field: Field | None) -> bool:
    """Whether a text is one of a few words that the format knows, like a state."""
    if field is None:
        return False
    part = Branch if change.key.startswith("next.") else type(change.place.part)
    return "Literal" in repr(part.model_fields[field.name].annotation) or field.key in ("language", "currency")


def _neighbours(place: Place) -> list[str]:
    """What the parts before it in its list are called, from the first."""
    if place.whole is None:
        return []
    key = str(place.route[-2])
    field = fields_of(type(place.whole.part))[key]
    items = getattr(place.whole.part, field.name)
    return [Place(place.kind, None, item, ()).label for item in items[: place.index]]


def _line(text: Any) -> str:
    return " ".join(str(text).split())


_LONGEST = 60


def _short(text: str) -> str:
    """What a part is called, cut short: it is only a name here."""
    line = _line(text)
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1].rstrip()}…"
