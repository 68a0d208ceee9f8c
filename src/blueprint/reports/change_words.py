"""One change in one line, in the words of the file's language: what it is about, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from blueprint.analysis.words import words_for
from blueprint.compare.change import Changed, Moved, Place, Renamed, Rerouted
from blueprint.model.expectation import Expectation
from blueprint.model.marks import Recovery
from blueprint.model.part import Part
from blueprint.model.shape import fields_of
from blueprint.model.step import END, Branch, Step
from blueprint.model.values import Estimate
from blueprint.reports.names import Names
from blueprint.source.write import as_written, in_one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from blueprint.compare.change import Change
    from blueprint.model.blueprint import Blueprint
    from blueprint.model.shape import Field

_KINDS = {
    "persona": "persona", "touchpoint": "touchpoint", "actor": "actor", "system": "system", "data item": "datum",
    "question": "question", "metric": "metric", "solution": "solution", "step": "step", "stage": "stage",
    "action": "action", "pain point": "concern", "fail point": "concern", "lane": "lane", "source": "source",
}  # fmt: skip
"""What `Names` calls the kinds of parts."""

_BASIS = ("basis", "sources")
"""What a part rests on: told in one line."""


class ChangeWords:
    """Says changes from one blueprint to another."""

    def __init__(self, before: Blueprint | None, after: Blueprint, pairs: Iterable[tuple[Place, Place]] = ()) -> None:
        self.language = after.language
        self.words = words_for(after.language)
        self.is_worded = self.words.phrases is not words_for("en").phrases
        """Whether keys and values have words in the language; in English they are those of the format."""
        self.ids = {(old.kind, old.id): new.id for old, new in pairs}
        self.new = Names(after)
        self.old = Names(before) if before is not None else self.new

    def lines(self, changes: Iterable[Change], *, is_in_step: bool = False) -> tuple[tuple[str, str], ...]:
        """The sign of each change and the line that tells it; what is of one kind and about one part is one line.

        In a step, of which the name is known, comes first what it was called before.
        """
        lines: list[tuple[str, str, list[str]]] = []
        at: dict[tuple[str, str], list[str]] = {}
        for change in sorted(changes, key=lambda one: not (is_in_step and _is_name_of_step(one))):
            subject = self._within(change) if is_in_step else self._about(change)
            key = (change.kind, subject or ("basis" if _is_about_basis(change) else ""))
            what = self.what(change)
            if key[1] and what and key in at:
                at[key].append(what)
                continue
            at[key] = [what] if what else []
            lines.append((self.words(f"diff.kind.{change.kind}"), subject, at[key]))
        return tuple(
            (sign, self._with(subject, self.words("report.semicolon").join(what))) for sign, subject, what in lines
        )

    def _about(self, change: Change) -> str:
        """What a change is about, and where that is."""
        place = change.place
        subject = self._subject(change)
        step = place.step
        if step is not None and step is not place:
            inner = place.whole if place.whole is not None and place.whole.is_action else step
            subject = self.words("diff.in", subject=subject, whole=self.called(inner))
        return self._way_of(change, subject)

    def _within(self, change: Change) -> str:
        """What a change is about, where the step that it is in is known; empty where it is about that."""
        place = change.place
        if place.step is place:
            return self._way_of(change, "")
        subject = self._subject(change)
        if place.whole is not None and place.whole.is_action:
            subject = self.words("diff.in", subject=subject, whole=self.called(place.whole))
        return subject

    def _way_of(self, change: Change, subject: str) -> str:
        """With the way on that a change is about; where others lead to the same step, for whom this one is."""
        if not isinstance(change, Rerouted) or change.way is None or change.key.endswith(".to"):
            return subject
        way, step = change.way, change.place.part
        target = self._target(self.new, way.to)
        others = [one for one in step.next if one.to == way.to] if isinstance(step, Step) else []
        if len(others) > 1 and (way.for_ or way.when):
            names = [self.new.of("persona", id_) for id_ in way.for_] or [_line(way.when)]
            target = self.words("diff.way_for", target=target, names=self.words("comma").join(names))
        said = self.words("diff.way", target=target)
        return self.words("diff.in", subject=said, whole=subject) if subject else said

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
        if isinstance(place.part, Expectation) and self.is_worded:
            name = words.phrases.get(f"figure.{name}", name)
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
        said = words("diff.moved.stage", old=ends[0], new=ends[1])
        if change.how == "step" and new.is_action:
            lanes = [self._lane(names, place) for names, place in ((self.old, old), (self.new, new))]
            if lanes[0] != lanes[1]:
                moved = words("diff.moved.stage", old=lanes[0], new=lanes[1])
                return f"{said}{words('report.semicolon')}{moved}"
        return said

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
            return words("diff.other", name=self._key("id"), old=change.old, new=change.new)
        if change.old is None:
            return words("diff.set", name=self._key(change.key), new=words("report.quoted", text=_line(change.new)))
        if change.new is None:
            return words("diff.unset", name=self._key(change.key), old=words("report.quoted", text=_line(change.old)))
        said = words("diff.text", old=_line(change.old), new=_line(change.new))
        return f"{self._key(change.key)} {said}" if change.place.kind == "blueprint" else said

    def _held(self, change: Changed) -> str:
        if change.key == "next" and (isinstance(change.old, Branch) or isinstance(change.new, Branch)):
            return self._way(change)
        key, field = change.key, _field(change)
        if key.startswith("next."):
            key = key.rpartition(".")[2]
            if key == "to":
                old, new = self._target(self.old, change.old), self._target(self.new, change.new)
                return self.words("diff.way_other", old=old, new=new)
        return self._change(change, key, field)

    def _way(self, change: Changed) -> str:
        words = self.words
        if isinstance(change.new, Branch):
            target = self._target(self.new, change.new.to)
            data = as_written(change.new, "next", change.new)
            about = words("comma").join(
                f"{self._key(key)} {self._branch_value(change.new, key, value)}"
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

    def _branch_value(self, branch: Branch, key: str, value: Any) -> str:
        """What a key of a way on holds; what it refers to by name."""
        ref = fields_of(Branch)[key].ref
        named = getattr(branch, fields_of(Branch)[key].name)
        if ref is None or not isinstance(named, tuple):
            return self._word(key, in_one_line(value))
        kinds = [_KINDS[kind] for kind in ref.kinds if kind in _KINDS]
        return "+".join(next((self.new.of(k, one) for k in kinds if one in self.new.by_kind[k]), one) for one in named)

    def _key(self, key: str) -> str:
        if not self.is_worded:
            return key
        from blueprint.drawing.words.changes import key_word

        return key_word(self.language, key)

    def _word(self, key: str, value: str) -> str:
        """A value that may be one of a few words of the format, like a state."""
        if not self.is_worded:
            return value
        from blueprint.drawing.words.changes import value_word

        return value_word(self.language, key, value)

    def _change(self, change: Changed, key: str, field: Field | None) -> str:
        words, name = self.words, self._key(key)
        if isinstance(change.old, tuple) and isinstance(change.new, tuple):
            return self._list(change, key, field)
        if field is not None and field.key_ref is not None and isinstance(change.old or change.new, dict):
            each = self._each(change.old, change.new)
            if each:
                return words("diff.key", name=name, what=each)
        if (
            type(change.old) is type(change.new)
            and isinstance(change.old, Part)
            and not isinstance(change.old, (Estimate, Recovery))
        ):
            return words("diff.key", name=name, what=self._inside(change))
        old, new = (
            self._value(names, change, value, field)
            for names, value in ((self.old, change.old), (self.new, change.new))
        )
        if not old:
            return words("diff.set", name=name, new=new)
        if not new:
            return words("diff.unset", name=name, old=old)
        return words("diff.other", name=name, old=old, new=new)

    def _each(self, old: Any, new: Any) -> str:
        """What is told apart by persona: of those for whom it is another now. Empty where neither says for whom."""
        names = {**self.old.by_kind["persona"], **self.new.by_kind["persona"]}
        both = [
            {} if value is None else value if isinstance(value, dict) else dict.fromkeys(names, value)
            for value in (old, new)
        ]
        then = {self.ids.get(("persona", id_), id_) or id_: value for id_, value in both[0].items()}
        changed = [id_ for id_ in dict.fromkeys((*both[1], *then)) if then.get(id_) != both[1].get(id_)]
        return self.words("comma").join(
            self.words(
                "diff.other", name=names.get(id_, id_), old=_number(then.get(id_)), new=_number(both[1].get(id_))
            )
            for id_ in changed
        )

    def _inside(self, change: Changed) -> str:
        """What changed in a value that has keys of its own, like a measured one."""
        words = self.words
        old, new = held(change, change.old), held(change, change.new)
        if not (isinstance(old, dict) and isinstance(new, dict)):
            return f"{in_one_line(old)} → {in_one_line(new)}"
        said = []
        for key in dict.fromkeys((*new, *old)):
            one, other = (in_one_line(data[key]) if key in data else "–" for data in (old, new))
            if one != other:
                said.append(words("diff.other", name=self._key(key), old=one, new=other))
        return words("comma").join(said)

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
        return words("diff.key", name=self._key(key), what=words("report.semicolon").join(said) or words("diff.order"))

    def _value(self, names: Names, change: Changed, value: Any, field: Field | None) -> str:
        """A value in one line: what it refers to by name and id, text in quotes, all else as a file has it."""
        if value is None or value == ():
            return ""
        if isinstance(value, str) and field is not None and field.ref is not None:
            kind = next((k for k in field.ref.kinds if k in _KINDS and value in names.by_kind[_KINDS[k]]), None)
            return self._target(names, value) if value == END else self._ref(names, kind, value)
        if isinstance(value, str) and not _is_word(change, field):
            return self.words("report.quoted", text=_line(value))
        if isinstance(value, Recovery):
            return self.words("diff.way", target=self._ref(names, _kind_of(names, value.to), value.to))
        return self._plain(change, value)

    def _plain(self, change: Changed, value: Any) -> str:
        """A number, a time, a flag, a word of the format, or a value with keys of its own."""
        if isinstance(value, Estimate) and self.is_worded:
            from blueprint.drawing.labels import labels_for

            return labels_for(self.language).estimate(value)
        said = held(change, value)
        if isinstance(said, dict) and self.is_worded:
            each = (f"{self._key(key)} {in_one_line(item)}" for key, item in said.items())
            return f"{{{self.words('comma').join(each)}}}"
        return self._word(change.key.rpartition(".")[2], in_one_line(said))

    def _ref(self, names: Names, kind: str | None, id_: str) -> str:
        name = names.of(_KINDS[kind], id_) if kind else id_
        return self.words("diff.ref", name=name, id=id_) if name != id_ else id_


def _is_name_of_step(change: Change) -> bool:
    """Whether it tells what the step, or what the customer does in it, was called before."""
    return isinstance(change, Renamed) and (change.place.step is change.place or change.place.role == "customer")


def _is_about_basis(change: Change) -> bool:
    return isinstance(change, Changed) and change.key in _BASIS


def _kind_of(names: Names, id_: str) -> str | None:
    return next((kind for kind in ("step", "action") if id_ in names.by_kind[kind]), None)


def _number(value: Any) -> str:
    return "–" if value is None else in_one_line(value)


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
