"""Where an id is defined, and where it is used: in a file, in what it includes, and in the files that include it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from blueprint.lsp.expected import expected_at
from blueprint.lsp.ids import Ids, id_place
from blueprint.model.blueprint import Blueprint
from blueprint.project import root_of
from blueprint.source.load import BLUEPRINT_SUFFIX, CATALOGUE_SUFFIX, read_data
from blueprint.source.text import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from blueprint.finding import Span
    from blueprint.lsp.expected import Expected
    from blueprint.lsp.files import OpenFile, Session
    from blueprint.model.references import Definition
    from blueprint.source.cursor import Spot
    from blueprint.source.document import Document

FILE_KEYS = {"include": CATALOGUE_SUFFIX, "expands": BLUEPRINT_SUFFIX}
"""The keys that name files, and how those end."""

_MOST_FILES = 100_000
_PASSED_OVER = frozenset({"node_modules", "__pycache__"})


def definition_at(file: OpenFile, spot: Spot, expected: Expected) -> Definition | None:
    """What the id at a spot names; None where there is no id, or none that is known."""
    ids = file.ids
    if ids is None:
        return None
    if file.is_readable:
        for occurrence in ids.occurrences:
            if occurrence.document is ids.document and file.extent(occurrence.span) == (spot.start, spot.end):
                return occurrence.definition
        return None
    ref = expected.key_ref if spot.is_key else expected.ref
    return ids.meant(ref, spot.text) if ref is not None else None


def named_at(file: OpenFile, offset: int) -> Definition | None:
    """What the id at an offset names."""
    spot = file.spot(offset)
    expected = expected_at(spot.route, file.root) if spot is not None else None
    return definition_at(file, spot, expected) if spot is not None and expected is not None else None


def file_at(file: OpenFile, offset: int) -> Path | None:
    """The file that is named at an offset, by `include` or `expands`; None where there is none in this project."""
    spot = file.spot(offset)
    expected = expected_at(spot.route, file.root) if spot is not None and not spot.is_key else None
    if spot is None or expected is None or expected.field is None or file.path is None:
        return None
    if expected.field.key not in FILE_KEYS:
        return None
    try:
        path = (file.path.parent / spot.text).resolve()
        return path if path.is_relative_to(root_of(file.path)) and path.is_file() else None
    except (OSError, ValueError, RuntimeError):  # no path at all, or one that goes round in a circle
        return None


def place_of(file: OpenFile, definition: Definition) -> tuple[Document, Span]:
    """Where something is defined."""
    assert file.ids is not None  # noqa: S101 (the definition is from there)
    return id_place(file.ids.document, definition)


def places_in(ids: Ids, definition: Definition, *, with_definition: bool) -> Iterator[tuple[Document, Span]]:
    """Where the id of something stands, in a file and in what it includes."""
    for occurrence in ids.occurrences:
        if occurrence.definition is definition and (with_definition or not occurrence.is_definition):
            yield occurrence.document, occurrence.span


def same_in(ids: Ids, definition: Definition) -> Definition | None:
    """The item of a shared catalogue, as another file sees it."""
    found = (d for d in ids.definitions if d.kind == definition.kind and d.id == definition.id)
    return next(found, None)


def sharing(session: Session, path: Path) -> Iterator[Ids]:
    """The blueprints that include a catalogue file, with their ids: those that are open, and those in its project."""
    open_texts = {file.path: file.text for file in session.files.values() if file.path is not None and file.is_ours}
    for candidate in dict.fromkeys((*open_texts, *_blueprints_in(path.parent), *_blueprints_in(root_of(path)))):
        if not candidate.name.endswith(BLUEPRINT_SUFFIX):
            continue
        try:
            text = open_texts[candidate] if candidate in open_texts else read_text(candidate).content
        except OSError:
            continue
        if "include" not in text:
            continue
        with session.unsaved():
            document = read_data(text, str(candidate)).document
        if any(_is_file(included, path) for included in document.included):
            yield Ids(document, Blueprint)


def all_places(session: Session, file: OpenFile, definition: Definition, *, with_definition: bool) -> list[Place]:
    """Where the id of something stands: also in other files, where it is an item of a catalogue that they share."""
    assert file.ids is not None  # noqa: S101 (the definition is from there)
    found = list(places_in(file.ids, definition, with_definition=with_definition))
    home, _ = place_of(file, definition)
    if home.file.endswith(CATALOGUE_SUFFIX):
        for ids in sharing(session, Path(home.file)):
            if (same := same_in(ids, definition)) is not None and _is_file(id_place(ids.document, same)[0], home.file):
                found += places_in(ids, same, with_definition=with_definition)
    return distinct(found)


def distinct(places: Iterable[Place]) -> list[Place]:
    """Each place once, by file and position."""
    found = {(os.path.realpath(document.file), span): (document, span) for document, span in places}
    return [found[key] for key in sorted(found)]


def _is_file(document: Document, path: Path | str) -> bool:
    return Path(document.file).resolve() == Path(path).resolve()


def _blueprints_in(folder: Path) -> Iterator[Path]:
    """The blueprints in a folder and in those below it, in order; where there are too many files, not in all."""
    seen = 0
    for current, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _PASSED_OVER)
        seen += len(names)
        if seen > _MOST_FILES:
            return
        for name in sorted(names):
            if name.endswith(BLUEPRINT_SUFFIX):
                yield Path(current, name).resolve()


Place = tuple["Document", "Span"]
