"""The ids of a file and of what it includes: where each is defined, where it is used, and what it names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from blueprint.model.references import SPACES, Definition, References, Use, references_in
from blueprint.source.cursor import MARK

if TYPE_CHECKING:
    from blueprint.finding import Route, Span
    from blueprint.model.part import Part
    from blueprint.model.values import Ref
    from blueprint.source.document import Aim, Document

LABELS = ("name", "title", "text", "what", "does", "customer")
"""The keys that say in the author's words what something is."""


class Occurrence(NamedTuple):
    """One place where an id stands: in which file, from where to where, and what it is the id of."""

    definition: Definition
    document: Document
    span: Span
    is_definition: bool


class Ids:
    """What one file defines and refers to, with the catalogue items that come from included files.

    `data` stands for the document's own where that is older.
    """

    def __init__(self, document: Document, root: type[Part], data: Any = None) -> None:
        self.document = document
        self._data = _merged(document, document.data if data is None else data)
        self._references: References = references_in(self._data, root)

    @property
    def definitions(self) -> list[Definition]:
        """All that has an id, derived ids included, in the order of the file."""
        return self._references.definitions

    @property
    def uses(self) -> list[Use]:
        """All references, in the order of the file."""
        return self._references.uses

    def known(self, ref: Ref) -> Iterator[Definition]:
        """What may be referred to: all of the right kinds whose ids were given."""
        for definition in self.definitions:
            if definition.kind in ref.kinds and not definition.is_derived and MARK not in definition.id:
                yield definition

    def meant(self, ref: Ref, text: str) -> Definition | None:
        """What a reference refers to, or None."""
        for kind in ref.kinds:
            definition = self._by_space.get((SPACES.get(kind, kind), text))
            if definition is not None and definition.kind in ref.kinds:
                return definition
        return None

    @cached_property
    def _by_space(self) -> Mapping[tuple[str, str], Definition]:
        found: dict[tuple[str, str], Definition] = {}
        for definition in self.definitions:
            key = SPACES.get(definition.kind, definition.kind), definition.id
            if key not in found or found[key].is_derived:
                found[key] = definition
        return found

    @cached_property
    def occurrences(self) -> tuple[Occurrence, ...]:
        """Every place where an id stands that is defined somewhere, definitions first."""
        return tuple(self._occurrences())

    def _occurrences(self) -> Iterator[Occurrence]:
        for definition in self.definitions:
            if not definition.is_derived:
                document, span = id_place(self.document, definition)
                yield Occurrence(definition, document, span, is_definition=True)
        for use in self.uses:
            definition_ = self.meant(use.ref, use.text)
            if definition_ is not None:
                document, span, _ = self.document.locate(use.route, aim_of(use.route))
                yield Occurrence(definition_, document, span, is_definition=False)


def id_place(document: Document, definition: Definition) -> tuple[Document, Span]:
    """The file and the place where the id of something stands; of a derived one, where the part itself starts."""
    if definition.route[-1] == definition.id:  # in a catalogue
        return document.locate(definition.route, "key")[:2]
    if definition.is_derived:
        return document.locate(definition.route, "key")[:2]
    return document.locate((*definition.route, "id"))[:2]


def label(part: Any) -> str:
    """What something is called in the author's words; empty where nobody says so."""
    if isinstance(part, str):
        return part
    if not isinstance(part, Mapping):
        return ""
    for key in LABELS:
        value = part.get(key)
        if isinstance(value, Mapping):
            value = value.get("does")
        if isinstance(value, str) and value.strip():
            return value
    actions = (part.get(role) for role in ("frontstage", "backstage", "support"))
    return next((text for action in actions if (text := _first(action))), "")


def _first(action: Any) -> str:
    """What the first of some actions says, in any of the short forms."""
    first = action[0] if isinstance(action, list) and action else action
    first = first.get("does") if isinstance(first, Mapping) else first
    return first if isinstance(first, str) else ""


def _merged(document: Document, data: Any) -> Any:
    """The data of a file with the items of what it includes."""
    if not isinstance(data, dict) or not document.origins:
        return data
    merged = dict(data)
    for (key, id_), origin in document.origins.items():
        own = merged.get(key, {})
        if isinstance(own, dict):
            merged[key] = {**own, id_: origin.data[key][id_]} if id_ not in own else own
    return merged


def aim_of(route: Route) -> Aim:
    """A persona of an emotion is a key; every other reference is a value."""
    return "key" if len(route) > 1 and route[-2] == "emotion" else "value"
