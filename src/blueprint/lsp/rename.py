"""A new name for an id, at its definition and at every use, in every file that shares it; or why that can't be."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pydantic import TypeAdapter, ValidationError

from blueprint.finding import BlueprintError, Edit
from blueprint.lsp.edits import applied
from blueprint.lsp.expected import root_of
from blueprint.lsp.ids import Ids, aim_of, id_place
from blueprint.lsp.navigation import named_at, place_of, same_in, sharing
from blueprint.lsp.positions import Positions
from blueprint.model.references import SPACES
from blueprint.model.values import Id
from blueprint.source.document import Document
from blueprint.source.load import CATALOGUE_SUFFIX
from blueprint.source.nodes import parse
from blueprint.source.scalars import reads_as_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from blueprint.finding import Route, Span
    from blueprint.lsp.files import OpenFile
    from blueprint.model.references import Definition, Use


class RenameError(BlueprintError):
    """Why an id can't be renamed, or not to this."""


class Renaming(NamedTuple):
    """The edits of one file, of which none overlap."""

    document: Document
    edits: tuple[Edit, ...]


def renamable_at(file: OpenFile, offset: int) -> tuple[int, int, str]:
    """Where the id at an offset starts and ends, and what it is. Raises RenameError where none can be renamed."""
    if not file.is_readable:
        message = "the file has a mistake that keeps it from being read: mend that first"
        raise RenameError(message)
    definition = named_at(file, offset)
    spot = file.spot(offset)
    if definition is None or spot is None:
        message = "there is no id here that could be renamed"
        raise RenameError(message)
    if definition.is_derived:
        message = f"`{definition.id}` was made from the place of the {definition.kind}: give it an `id` of its own"
        raise RenameError(message)
    quotes = int(file.text[spot.start : spot.start + 1] in ('"', "'"))
    return spot.start + quotes, spot.end - quotes, definition.id


def rename(file: OpenFile, offset: int, new: str) -> list[Renaming]:
    """The edits that rename the id at an offset. Raises RenameError where it can't be, or not to `new`."""
    renamable_at(file, offset)
    definition, ids = named_at(file, offset), file.ids
    assert definition is not None and ids is not None  # noqa: S101, PT018 (it can be renamed)
    new = new.strip()
    _check(new)
    if new == definition.id:
        return []
    home, _ = place_of(file, definition)
    views = [ids]
    if home.file.endswith(CATALOGUE_SUFFIX):
        views += [view for view in sharing(file.session, Path(home.file)) if view.document.file != ids.document.file]
        if home is not ids.document:  # a catalogue refers to its own items too
            views.append(Ids(home, root_of(home.file)))
    edits: dict[Path, tuple[Document, dict[Edit, None]]] = {}
    for view in views:
        same = same_in(view, definition)
        if same is None or Path(id_place(view.document, same)[0].file).resolve() != Path(home.file).resolve():
            continue
        _check_free(view, same, new)
        for document, edit in _View(view, same, new).edits():
            edits.setdefault(Path(document.file).resolve(), (document, {}))[1][edit] = None
    return [Renaming(document, tuple(sorted(found))) for document, found in edits.values()]


def _check(new: str) -> None:
    try:
        TypeAdapter(Id).validate_python(new)
    except ValidationError as error:
        raise RenameError(error.errors()[0]["msg"]) from error


def _check_free(ids: Ids, definition: Definition, new: str) -> None:
    space = SPACES.get(definition.kind, definition.kind)
    for other in ids.definitions:
        if other.id == new and SPACES.get(other.kind, other.kind) == space and other is not definition:
            kind = f"{'an' if other.kind[0] in 'aeiou' else 'a'} {other.kind}"
            message = f"`{new}` is already the id of {kind} in {Path(ids.document.file).name}"
            raise RenameError(message)


class _View:
    """The renaming as one file sees it, with what it includes."""

    def __init__(self, ids: Ids, definition: Definition, new: str) -> None:
        self._ids = ids
        self._definition = definition
        self._new = new
        self._renamed = dict(_derived(ids, definition, new))

    def edits(self) -> Iterator[tuple[Document, Edit]]:
        """The edits with the files that they are in. Raises RenameError where they would not do."""
        found = [self._edit(*id_place(self._ids.document, self._definition), self._definition.id, self._new)]
        for use in self._ids.uses:
            meant = self._ids.meant(use.ref, use.text)
            if meant is None or id(meant) not in self._renamed:
                continue
            document, span, _ = self._ids.document.locate(use.route, aim_of(use.route))
            found.append(self._edit(document, span, use.text, self._renamed[id(meant)]))
        self._try(found)
        yield from found

    def _edit(self, document: Document, span: Span, old: str, new: str) -> tuple[Document, Edit]:
        positions = Positions(document.text)
        start, end = positions.offset_at(span.line, span.column), positions.offset_at(span.end_line, span.end_column)
        source = document.text[start:end]
        before = re.match(r"(?:[&!]\S*\s+)*", source)
        start += before.end() if before else 0
        written = document.text[start:end]
        if written == old:
            return document, Edit(start, end, new if _is_plain(new) else f'"{new}"')
        if written in (f'"{old}"', f"'{old}'"):
            return document, Edit(start + 1, end - 1, new)
        how = f"by way of `{written}`" if written.startswith("*") else "in another way of writing"
        message = f"`{old}` is used {how} on line {span.line} of {Path(document.file).name}: write it out there first"
        raise RenameError(message)

    def _try(self, edits: Iterable[tuple[Document, Edit]]) -> None:
        """Read the edited text: every reference must lead where it led before."""
        document, root = self._ids.document, root_of(self._ids.document.file)
        text = applied(document.text, {edit for file, edit in edits if file is document})
        tree = parse(text)
        before, after = Ids(Document(document.file, document.text, document.tree), root), None
        if [problem.code for problem in tree.problems] == [problem.code for problem in document.tree.problems]:
            after = Ids(Document(document.file, text, tree), root)
        if after is None or [use.text for use in after.uses] != [self._expected(use) for use in before.uses]:
            message = f"`{self._definition.id}` can't be renamed without a change of meaning: the file stays as it is"
            raise RenameError(message)

    def _expected(self, use: Use) -> str:
        meant = self._ids.meant(use.ref, use.text)
        return self._renamed.get(id(meant), use.text) if meant is not None else use.text


def _derived(ids: Ids, definition: Definition, new: str) -> Iterator[tuple[int, str]]:
    """What is renamed: the part itself, and all parts in it whose ids are made from its id."""
    yield id(definition), new
    route: Route = definition.route
    for other in ids.definitions:
        if other.is_derived and other.route[: len(route)] == route and other.id.startswith(f"{definition.id}."):
            yield id(other), new + other.id[len(definition.id) :]


def _is_plain(text: str) -> bool:
    return reads_as_text(text) and (text[0].isalnum() or text[0] == "_")
