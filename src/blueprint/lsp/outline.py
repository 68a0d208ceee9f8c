"""The outline of a file: stages with their steps and actions, catalogues with their items, by what they are called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lsprotocol.types import DocumentSymbol, SymbolKind

from blueprint.lsp.ids import label
from blueprint.lsp.markdown import one_line
from blueprint.model import shape
from blueprint.model.action import Action
from blueprint.model.catalogue import Catalogues
from blueprint.source.nodes import children_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lsprotocol.types import Range

    from blueprint.lsp.files import OpenFile
    from blueprint.source.document import Document
    from blueprint.source.nodes import Place

_ROLES = ("customer", "frontstage", "backstage", "support")


def outline_of(file: OpenFile) -> list[DocumentSymbol]:
    """The parts of a file as a tree, in the order of the file; of the last text that could be read."""
    document = file.document
    if document is None or document.tree.root is None:
        return []
    return _Outline(file, document).parts()


class _Outline:
    def __init__(self, file: OpenFile, document: Document) -> None:
        self._document = document
        self._positions = file.session.positions_of(document.file, document.text)

    def parts(self) -> list[DocumentSymbol]:
        found = []
        catalogues = shape.fields_of(Catalogues)
        for key, place, value in self._keys(self._document.tree.root, self._document.data):
            if key == "title":
                found.append(self._symbol(label(value), SymbolKind.String, place, "title"))
            elif key == "stages":
                found += list(self._stages(place[1], value))
            elif key in catalogues and isinstance(value, dict):
                items = [
                    self._symbol(label(item) or id_, SymbolKind.Object, at, id_)
                    for id_, at, item in self._keys(place[1], value)
                ]
                found.append(self._symbol(key, SymbolKind.Class, place, "", items))
        return found

    def _stages(self, place: Place, value: Any) -> Iterator[DocumentSymbol]:
        for i, (at, stage) in enumerate(self._items(place, value), 1):
            steps = next((p for p in self._keys(at, stage) if p[0] == "steps"), None)
            inner = list(self._steps(steps[1][1], steps[2])) if steps else []
            yield self._symbol(label(stage) or f"stage {i}", SymbolKind.Namespace, (at, at), _id(stage), inner)

    def _steps(self, place: Place, value: Any) -> Iterator[DocumentSymbol]:
        for i, (at, step) in enumerate(self._items(place, value), 1):
            actions = [
                self._symbol(label(action) or role, SymbolKind.Method, (inner, inner), role)
                for role, role_at, acted in self._keys(at, step)
                if role in _ROLES
                for inner, action in self._actions(role_at[1], acted)
            ]
            yield self._symbol(label(step) or f"step {i}", SymbolKind.Event, (at, at), _id(step), actions)

    def _actions(self, place: Place, value: Any) -> Iterator[tuple[Place, Any]]:
        if isinstance(children_of(place), list):
            yield from self._items(place, value)
        elif isinstance(value, str) or (isinstance(value, dict) and Action.main in value):
            yield place, value

    def _keys(self, place: Place | None, value: Any) -> Iterator[tuple[str, tuple[Place, Place], Any]]:
        """The keys of a mapping with the places of key and value; not those that an alias brings."""
        children = children_of(place) if place is not None else None
        for key, (key_place, at) in children.items() if isinstance(children, dict) else ():
            if key_place is not at and isinstance(value, dict):
                yield key, (key_place, at), value.get(key)

    def _items(self, place: Place, value: Any) -> Iterator[tuple[Place, Any]]:
        children = children_of(place)
        if isinstance(children, list) and isinstance(value, list):
            yield from zip(children, value, strict=False)

    def _symbol(
        self,
        name: str,
        kind: SymbolKind,
        places: tuple[Place, Place],
        detail: str,
        children: list[DocumentSymbol] | None = None,
    ) -> DocumentSymbol:
        start, end = places[0].start_mark.index, places[1].end_mark.index
        text = self._document.text
        end = max(start + len(text[start:end].rstrip()), start)
        whole = self._positions.range(start, end)
        selection = self._selection(places[0], start, end)
        return DocumentSymbol(one_line(name) or "…", kind, whole, selection, detail, children=children or None)

    def _selection(self, head: Place, start: int, end: int) -> Range:
        """What is selected when one goes there: the key, or the first line."""
        first = head.end_mark.index if children_of(head) is None else self._document.text.find("\n", start, end)
        return self._positions.range(start, min(first, end) if first >= start else end)


def _id(part: Any) -> str:
    id_ = part.get("id") if isinstance(part, dict) else None
    return id_ if isinstance(id_, str) else ""
