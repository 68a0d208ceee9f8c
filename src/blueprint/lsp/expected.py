"""What the format expects at a place of a file: which key it belongs to, which keys and which words may stand there."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from blueprint.model import shape
from blueprint.model.blueprint import Blueprint, Catalogue
from blueprint.model.step import Branch
from blueprint.source.load import CATALOGUE_SUFFIX

if TYPE_CHECKING:
    from blueprint.finding import Route
    from blueprint.model.part import Part
    from blueprint.model.values import Ref


@dataclass(frozen=True, slots=True)
class Expected:
    """What belongs at a place.

    `field` is the key whose value, or one of whose items, stands there, and `owner` the part that has the key: both
    None at the top. `part` is what a mapping there would be; `takes_ids` says that its keys are ids, not keys of the
    format. `is_id` says that the place's own key is such an id.
    """

    owner: type[Part] | None = None
    field: shape.Field | None = None
    part: type[Part] | None = None
    takes_ids: bool = False
    is_id: bool = False

    @property
    def ref(self) -> Ref | None:
        """What plain text here refers to."""
        if self.field is None:
            return None
        main = shape.plain_key(self.field.part) if self.field.part is not None else None
        if main and self.field.part is not None and not self.takes_ids:
            return shape.fields_of(self.field.part)[main].ref
        return self.field.ref

    @property
    def key_ref(self) -> Ref | None:
        """What the key of this place refers to, where it is an id: a persona of an emotion, a step with its share."""
        if not self.is_id or self.field is None:
            return None
        return shape.fields_of(Branch)["to"].ref if self.owner is Branch else self.field.key_ref

    @property
    def description(self) -> str:
        """What the key means, in the words of the format."""
        if self.owner is None or self.field is None:
            return ""
        return self.owner.model_fields[self.field.name].description or ""

    @property
    def words(self) -> tuple[Word, ...]:
        """The words that may stand here, where only some may."""
        if self.owner is None or self.field is None or self.takes_ids:
            return ()
        return words_of(self.owner, self.field.name)


class Word(NamedTuple):
    """A word that the format knows, and what it means."""

    text: str
    meaning: str


def root_of(file: str) -> type[Part]:
    """What a file is: a blueprint, or a catalogue."""
    return Catalogue if file.endswith(CATALOGUE_SUFFIX) else Blueprint


def expected_at(route: Route, root: type[Part]) -> Expected | None:
    """What belongs at a route as it is written in a file; None where the format knows nothing of it."""
    at = Expected(part=root)
    for step in route:
        if isinstance(step, int):
            continue  # an item of a list is what the list consists of
        if at.takes_ids and at.field is not None:
            at = Expected(at.owner, at.field, at.field.part, is_id=True)
        elif at.part is None:
            if at.field is None or at.field.key_ref is None:
                return None
            at = Expected(at.owner, at.field, is_id=True)
        elif (field := shape.fields_of(at.part).get(step)) is not None:
            at = Expected(at.part, field, field.part, takes_ids=field.catalogue)
        elif at.part is Branch:  # the short form: id -> share
            at = Expected(Branch, shape.fields_of(Branch)["share"], is_id=True)
        else:
            return None
    return at


@cache
def words_of(part: type[Part], name: str) -> tuple[Word, ...]:
    """The words that the value of a key may be, with their meanings."""
    words = tuple(dict.fromkeys(_words_in(part.model_fields[name].annotation)))
    if not words:
        return ()
    if set(words) <= {"true", "false", "v1"}:
        return tuple(Word(word, "") for word in words)
    from blueprint.source.schema import meanings_of

    return tuple(map(Word, words, meanings_of(words)))


def _words_in(annotation: Any) -> list[str]:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if annotation is bool:
        return ["true", "false"]
    if origin is Literal:
        return [str(word) for word in arguments]
    if origin is Annotated:
        return _words_in(arguments[0])
    if origin in (Union, UnionType, tuple):
        return [word for inner in arguments for word in _words_in(inner)]
    return []
