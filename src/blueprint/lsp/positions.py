"""Places in a text as an editor counts them (lines from 0, code units) and as the parser does (offsets, spans)."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from lsprotocol.types import Position, PositionEncodingKind, Range

if TYPE_CHECKING:
    from blueprint.finding import Span

_BOM = "\ufeff"
_BREAK = re.compile("\r\n|[\r\n]")
_PARSER_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")


class Positions:
    """The ways between the places of one text.

    Offsets count characters after a byte-order mark, as the parser does, which never sees it. `encoding` is what the
    editor counts columns in; a place outside the text is the nearest one inside.
    """

    def __init__(self, text: str, encoding: str = PositionEncodingKind.Utf16) -> None:
        self.text = text
        self._encoding = encoding
        self._before = len(_BOM) if text.startswith(_BOM) else 0
        self._starts = [0, *(match.end() for match in _BREAK.finditer(text))]

    def offset(self, position: Position) -> int:
        """The offset of an editor's position."""
        return max(self.index(position) - self._before, 0)

    def index(self, position: Position) -> int:
        """The index into the whole text, byte-order mark included."""
        if position.line >= len(self._starts):
            return len(self.text)
        start, end = self._starts[position.line], self._end_of_line(position.line)
        line = self.text[start:end]
        if line.isascii() or self._encoding == PositionEncodingKind.Utf32:
            return start + min(position.character, len(line))
        left = position.character
        for i, character in enumerate(line):
            if left <= 0:
                return start + i
            left -= self._units(character)
        return end

    def position(self, offset: int) -> Position:
        """An offset as the editor counts."""
        index = min(max(offset, 0) + self._before, len(self.text))
        line = bisect_right(self._starts, index) - 1
        return Position(line, self._units(self.text[self._starts[line] : index]))

    def range(self, start: int, end: int) -> Range:
        """The stretch from one offset to another."""
        return Range(self.position(start), self.position(end))

    def range_of(self, span: Span) -> Range:
        """The stretch that a finding points at; at least one character, where the line has one."""
        start, end = self.offset_at(span.line, span.column), self.offset_at(span.end_line, span.end_column)
        return self.range(start, max(start, end))

    def offset_at(self, line: int, column: int) -> int:
        """The offset of a line and a column as the parser counts them, both from 1."""
        starts = self._parser_starts
        if line > len(starts):
            return len(self.text) - self._before
        return min(starts[line - 1] + column - 1, len(self.text) - self._before)

    @cached_property
    def _parser_starts(self) -> list[int]:
        text = self.text[self._before :]
        return [0, *(match.end() for match in _PARSER_BREAK.finditer(text))]

    def _end_of_line(self, line: int) -> int:
        """Where the line ends, before its break."""
        if line + 1 == len(self._starts):
            return len(self.text)
        end = self._starts[line + 1] - 1
        return end - 1 if self.text[end - 1 : end + 1] == "\r\n" else end

    def _units(self, text: str) -> int:
        if text.isascii() or self._encoding == PositionEncodingKind.Utf32:
            return len(text)
        if self._encoding == PositionEncodingKind.Utf8:
            return len(text.encode("utf-8", "surrogatepass"))
        return len(text) + sum(character > "\uffff" for character in text)
