"""The files that are open in the editor: their texts, what was read of them, and how they are called."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from lsprotocol.types import Location, PositionEncodingKind, TextDocumentContentChangePartial
from pygls.uris import from_fs_path, to_fs_path

from blueprint.lsp.expected import root_of
from blueprint.lsp.ids import Ids
from blueprint.lsp.positions import Positions
from blueprint.source.cursor import Spot, gap_at, spot_at
from blueprint.source.load import BLUEPRINT_SUFFIX, CATALOGUE_SUFFIX, read_data
from blueprint.source.text import unsaved

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager

    from lsprotocol.types import TextDocumentContentChangeEvent

    from blueprint.finding import Span
    from blueprint.model.part import Part
    from blueprint.source.document import Document

_BOM = "\ufeff"
_STARTS = re.compile(r"^blueprint:[ \t]*[\"']?v\d", re.MULTILINE)


class OpenFile:
    """A file in the editor. `file` is what findings call it; `text` is without a byte-order mark."""

    def __init__(self, session: Session, uri: str, text: str, version: int | None) -> None:
        self.session = session
        self.uri = uri
        path = to_fs_path(uri)
        self.path = Path(path).resolve() if path else None
        self.file = str(self.path) if self.path else "<unsaved>"
        self._document: Document | None = None
        self._ids: Ids | None = None
        self._readable: str | None = None
        self._tried: str | None = None
        self.set(text, version)

    def set(self, text: str, version: int | None) -> None:
        """Take a new text."""
        self.version = version
        self.positions = Positions(text, self.session.encoding)
        self.text = text.removeprefix(_BOM)

    def apply(self, changes: Sequence[TextDocumentContentChangeEvent], version: int | None) -> None:
        """Change the text as the editor did."""
        text = self.positions.text
        for change in changes:
            if isinstance(change, TextDocumentContentChangePartial):
                positions = self.positions if text is self.positions.text else Positions(text, self.session.encoding)
                start, end = positions.index(change.range.start), positions.index(change.range.end)
                text = text[:start] + change.text + text[max(start, end) :]
            else:
                text = change.text
        self.set(text, version)

    @property
    def is_ours(self) -> bool:
        """Whether this is a blueprint or a catalogue, by its name or by how it starts."""
        return self.file.endswith((BLUEPRINT_SUFFIX, CATALOGUE_SUFFIX)) or _STARTS.search(self.text) is not None

    @property
    def is_catalogue(self) -> bool:
        """Whether other files may include this one."""
        return self.file.endswith(CATALOGUE_SUFFIX)

    @property
    def root(self) -> type[Part]:
        """What the file is as a whole: a blueprint or a catalogue."""
        return root_of(self.file)

    @property
    def document(self) -> Document | None:
        """What was read of the text; where it can't be read now, of the last text that could.

        None before there was one.
        """
        if self._tried is not self.text:
            self._tried = self.text
            document = self._mapping_in(self.text)
            if document is not None:
                self._readable = self.text
            elif self._readable is not None and (self._document is None or self._document.text is not self._readable):
                document = self._mapping_in(self._readable)
            if document is not None:
                self._document, self._ids = document, None
        return self._document

    @property
    def is_readable(self) -> bool:
        """Whether the text as it stands could be read, so that places in `document` are places in the text."""
        document = self.document
        return document is not None and document.text is self.text

    @property
    def ids(self) -> Ids | None:
        """The ids that `document` defines and uses, with those that it includes."""
        if (document := self.document) is None:
            return None
        if self._ids is None:
            self._ids = Ids(document, self.root)
        return self._ids

    def note_readable(self) -> None:
        """Remember that the text as it stands can be read; it is read when somebody asks."""
        self._readable = self.text

    def forget(self) -> None:
        """What was read may be out of date: an included file has changed."""
        self._document = self._ids = self._tried = None

    def spot(self, offset: int) -> Spot | None:
        """The key or value at an offset, also in a text that can't be read as a whole."""
        if self.is_readable and self._document is not None:
            return spot_at(self._document.tree, offset)
        gap = gap_at(self.text, offset)
        if gap is None or gap.start == gap.end:
            return None
        word = self.text[gap.start : gap.end]
        return Spot((*gap.route, word) if gap.is_key else gap.route, gap.is_key, word, gap.start, gap.end)

    def extent(self, span: Span) -> tuple[int, int]:
        """Where a span of this file starts and ends, as offsets."""
        at = self.positions.offset_at
        return at(span.line, span.column), at(span.end_line, span.end_column)

    def read(self, text: str) -> Document:
        """Read a text as if it were this file's."""
        with self.session.unsaved():
            document = read_data(text, self.file).document
        document.text = text  # the very same object tells that nothing has changed
        return document

    def _mapping_in(self, text: str) -> Document | None:
        """What can be read of a text, where it is a mapping as it should be."""
        document = self.read(text)
        return document if document.tree.root is not None and isinstance(document.data, dict) else None


class Session:
    """All open files, and what is known of the editor."""

    def __init__(self) -> None:
        self.encoding: str = PositionEncodingKind.Utf16
        self.files: dict[str, OpenFile] = {}

    def open(self, uri: str, text: str, version: int | None) -> OpenFile:
        """Take a file into the session."""
        self.files[uri] = OpenFile(self, uri, text, version)
        return self.files[uri]

    def ours(self, uri: str) -> OpenFile | None:
        """The open file of an address, where it is a blueprint or a catalogue."""
        file = self.files.get(uri)
        return file if file is not None and file.is_ours else None

    def unsaved(self) -> AbstractContextManager[None]:
        """Read open files as they are in the editor, for as long as this lasts."""
        return unsaved({file.path: file.text for file in self.files.values() if file.path is not None})

    def uri_of(self, file: str) -> str:
        """The address of a file that findings call by this name; an open file's is what the editor calls it."""
        found = self._open_file(file)
        return found.uri if found is not None else from_fs_path(str(Path(file).resolve())) or file

    def positions_of(self, file: str, text: str) -> Positions:
        """The places in a file's text; where it is open, as it is in the editor."""
        found = self._open_file(file)
        return found.positions if found is not None and found.text == text else Positions(text, self.encoding)

    def location(self, document: Document, span: Span) -> Location:
        """A place in a file, for the editor."""
        positions = self.positions_of(document.file, document.text)
        return Location(self.uri_of(document.file), positions.range_of(span))

    def _open_file(self, file: str) -> OpenFile | None:
        if file.startswith("<"):
            return next((f for f in self.files.values() if f.file == file), None)
        path = Path(file).resolve()
        return next((f for f in self.files.values() if f.path == path), None)
