"""What tells a finding from all others, in this version of a file and in the next: no lines, no positions."""

from __future__ import annotations

import os
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from blueprint.model import shape
from blueprint.model.blueprint import Blueprint
from blueprint.model.step import Branch, is_share_mapping
from blueprint.project import root_of
from blueprint.source.codes import CODES
from blueprint.source.nodes import children_of, span_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from blueprint.finding import Finding, Route
    from blueprint.model.part import Part
    from blueprint.source.document import Document
    from blueprint.source.nodes import Place

_NAMES = ("id", "name", "customer", "does", "what", "to", "measure", "text")
"""The keys that tell an item of a list from its neighbours, the best first."""


def with_fingerprints(findings: Iterable[Finding], documents: Mapping[str, Document]) -> list[Finding]:
    """The findings, each with its own fingerprint.

    It is made of the code, the file's path in its project and the way to the part by ids and names. Of findings that
    are alike in all of it, the order counts.
    """
    listed = list(findings)
    ways = {
        file: _Ways(documents[file], [finding for finding in listed if finding.file == file])
        for file in {finding.file: None for finding in listed}
        if file in documents
    }
    seen: dict[str, int] = {}
    found = []
    for finding in listed:
        way = ways[finding.file].to(finding) if finding.file in ways else [finding.message]
        text = "\0".join((finding.code, shown_path(finding.file), *way))
        count = seen[text] = seen.get(text, 0) + 1
        digest = blake2b(f"{text}\0{count}".encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
        found.append(finding._replace(fingerprint=digest))
    return found


_folders: dict[str, str] = {}


def shown_path(file: str) -> str:
    """A file's path inside its project, with `/`, the same from wherever it is checked."""
    if file.startswith("<"):
        return file
    folder, name = os.path.split(os.path.abspath(file))  # noqa: PTH100 (a link stays what it is called)
    if folder not in _folders:
        root = root_of(Path(file))
        inside = os.path.relpath(os.path.realpath(folder), root)
        _folders[folder] = "" if inside == "." else f"{inside.replace(os.sep, '/')}/"
    return f"{_folders[folder]}{name}"


class _Ways:
    """The ways to the parts of one file by ids and names, for those findings that it has."""

    def __init__(self, document: Document, findings: Iterable[Finding]) -> None:
        self._document = document
        self._labels: dict[int, list[str]] = {}
        self._routes = _routes_to({f.span[:2] for f in findings if not f.route and f.code in CODES}, document)

    def to(self, finding: Finding) -> list[str]:
        """The way to what a finding is about; of a comment its text, of the file as a whole nothing."""
        if finding.code == "BP008":
            return [self._comment(finding)]
        return self._way(finding.route or self._routes.get(finding.span[:2], ()))

    def _comment(self, finding: Finding) -> str:
        lines = self._document.lines[finding.span.line - 1 : finding.span.line]
        return " ".join("".join(lines).rpartition("blueprint:")[2].split())

    def _way(self, route: Route) -> list[str]:
        """The route with names for positions. Short forms have the way of what they are short for."""
        value: Any = self._document.data
        part: type[Part] | None = Blueprint
        field: shape.Field | None = None
        way: list[str] = []
        for i, key in enumerate(route):
            is_id = field is not None and field.catalogue and isinstance(key, str)
            if isinstance(key, int):
                way.append(self._label(value, key))
                field = None
            elif is_id or (field is not None and field.part is Branch and is_share_mapping(value)):
                way.append(key)
                field = None
            elif i + 1 == len(route) and key == shape.plain_key(part):
                field = None
            else:
                field = shape.fields_of(part).get(key) if part else None
                part = field.part if field else None
                way.append(key)
            value = _inside(value, key)
            if isinstance(key, str) and field is not None and field.many and not _is_several(value, field):
                way.append(_name(value) or "")
        return way

    def _label(self, items: Any, position: int) -> str:
        """What an item of a list is called; one without a name is counted among those without."""
        if not isinstance(items, list) or position >= len(items):
            return str(position)
        if id(items) not in self._labels:
            count = 0
            labels = []
            for item in items:
                name = _name(item)
                count += name is None
                labels.append(f"\0{count}" if name is None else name)
            self._labels[id(items)] = labels
        return self._labels[id(items)][position]


def _routes_to(starts: set[tuple[int, ...]], document: Document) -> dict[tuple[int, ...], Route]:
    """The routes to the keys and values that start at these lines and columns."""
    found: dict[tuple[int, ...], Route] = {}
    waiting: list[tuple[Route, Place]] = []
    if starts and document.tree.root is not None:
        waiting.append(((), document.tree.root))
    while waiting:
        route, place = waiting.pop()
        children = children_of(place)
        if isinstance(children, dict):
            for key, (key_place, value) in children.items():
                if key_place is not value:  # else it is merged in, and what it stands for may be large
                    waiting += [((*route, key), key_place), ((*route, key), value)]
        elif children is not None:
            waiting += [((*route, i), item) for i, item in enumerate(children)]
        elif (start := span_of(place)[:2]) in starts:
            found[start] = route
    return found


def _is_several(value: Any, field: shape.Field) -> bool:
    return isinstance(value, list) or (field.part is Branch and is_share_mapping(value))


def _inside(value: Any, key: str | int) -> Any:
    try:
        return value[key]
    except (KeyError, IndexError, TypeError):
        return None


def _name(item: Any) -> str | None:
    """What an item of a list is called."""
    while isinstance(item, dict):
        item = next((item[key] for key in _NAMES if key in item), None)
    return str(item) if item is not None and not isinstance(item, list) else None
