"""A file that was read: its text, its data, and the way from a part of the model to its place in the text."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Any, Literal

from blueprint.finding import Edit, Finding, Related, Route, Span
from blueprint.model.step import is_share_mapping
from blueprint.source.codes import CODES
from blueprint.source.nodes import Place, Tree, children_of, span_of

Aim = Literal["value", "key", "owner"]
"""What of a route is meant: the value it leads to, the key of that value, or the part that lacks the key."""


@dataclass(slots=True)
class Document:
    """A blueprint or catalogue file. `file` is its path as the author gave it; `text` has no byte-order mark.

    `origins` says which of the catalogue items (catalogue key, id) come from an included file, `included` which files
    it includes, in turn too.
    """

    file: str
    text: str
    tree: Tree
    has_bom: bool = False
    origins: dict[tuple[str, str], Document] = field(default_factory=dict)
    included: list[Document] = field(default_factory=list)
    _lines: list[str] | None = field(default=None, repr=False, compare=False)

    @property
    def lines(self) -> list[str]:
        """The lines of the text, as the parser counts them."""
        if self._lines is None:
            self._lines = self.text.splitlines()
        return self._lines

    @property
    def data(self) -> Any:
        """The values as plain data, before they are a model."""
        return self.tree.value

    def locate(self, route: Route, aim: Aim = "value") -> tuple[Document, Span, Route]:
        """The file, the span and the route in the file of what a route into the model leads to.

        Where the author used a short form, the route in the file is shorter than that into the model. A missing key is
        at its parent's key, what came by an alias is at the alias.
        """
        origin = self.origins.get((str(route[0]), str(route[1]))) if len(route) > 1 else None
        if origin is not None:
            return origin.locate(route, aim)
        place, key_place, way, complete = self._follow(route)
        if aim == "value" and complete and children_of(place) is None:
            return self, span_of(place), way
        if key_place is not None:
            return self, span_of(key_place), way
        return self, _head(place), way

    def holds(self, route: Route) -> bool:
        """Whether the route leads to something that is in the text: not to a key that was only meant."""
        is_included = len(route) > 1 and (str(route[0]), str(route[1])) in self.origins
        return is_included or self._follow(route)[3]

    def _follow(self, route: Route) -> tuple[Place, Place | None, Route, bool]:
        """Go as far as the text goes: the place, its key where it has one, the route there, and whether that is all."""
        assert self.tree.root is not None  # noqa: S101 (what could not be read has no routes)
        place: Place = self.tree.root
        key_place: Place | None = None
        way: list[str | int] = []
        for i, step in enumerate(route):
            children = children_of(place)
            if isinstance(children, list):
                if not isinstance(step, int) or step >= len(children):
                    return place, key_place, tuple(way), False
                place, key_place = children[step], None
                way.append(step)
            elif isinstance(children, dict):
                if isinstance(step, int):
                    if i and route[i - 1] == "next" and is_share_mapping(children):
                        to, (key, value) = list(children.items())[step]
                        is_target = route[i + 1 : i + 2] != ("share",)
                        return (key if is_target else value), key, (*way, to), True
                    continue  # one item stands for the list
                if step not in children:
                    return place, key_place, tuple(way), False
                key_place, place = children[step]
                way.append(step)
            elif step == 0 or i == len(route) - 1:
                continue  # plain text stands for the list, or for the part whose main field is meant
            else:
                return place, key_place, tuple(way), False
        return place, key_place, tuple(way), True

    # -- findings ----------------------------------------------------------------------------------------------

    def finding(self, code: str, message: str, route: Route, aim: Aim = "value", **more: Any) -> Finding:
        """A finding about a part of the model, at its place in the text."""
        document, span, way = self.locate(route, aim)
        name, severity = CODES[code]
        return Finding(code, name, severity, readable(message), document.file, span, way, **more)

    def related(self, message: str, route: Route, aim: Aim = "value") -> Related:
        """Another place of a finding."""
        document, span, _ = self.locate(route, aim)
        return Related(message, document.file, span)

    def text_findings(self) -> list[Finding]:
        """What is wrong with the text itself."""
        return [
            finding_at(self.file, p.code, p.message, p.span, edit=p.edit, first=p.first) for p in self.tree.problems
        ]

    def source_of(self, span: Span) -> str:
        """The text of a span that is within one line."""
        line = self.lines[span.line - 1 : span.line]
        return line[0][span.column - 1 : span.end_column - 1] if line and span.line == span.end_line else ""

    def offset(self, line: int, column: int) -> int:
        """The offset into the text of a line and column."""
        return sum(len(t) for t in self.text.splitlines(keepends=True)[: line - 1]) + column - 1


def finding_at(
    file: str, code: str, message: str, span: Span, *, edit: Edit | None = None, first: Span | None = None
) -> Finding:
    """A finding about a stretch of text."""
    name, severity = CODES[code]
    related = (Related("first given here", file, first),) if first else ()
    return Finding(code, name, severity, readable(message), file, span, (), related, edit)


_QUOTED = re.compile(r"`([^`]*)`")
_ENDLESS = re.compile(r"\S{120,}")


def readable(message: str) -> str:
    """A message in one line without invisible characters, whatever the author's text in it holds; long text is cut."""
    if len(message) > _LONGEST:
        message = _QUOTED.sub(lambda text: text[0] if len(text[1]) <= _LONGEST else f"`{text[1][:_LONGEST]}…`", message)
        message = _ENDLESS.sub(lambda word: f"{word[0][:_LONGEST]}…", message)
    return message if message.isprintable() else "".join(_visible(c) for c in message)


def _visible(character: str) -> str:
    """A character, or its number where it would break the line, or turn the direction of what follows."""
    if unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") or unicodedata.bidirectional(character) in _TURNS:
        return "\\n" if character == "\n" else "\\t" if character == "\t" else f"<U+{ord(character):04X}>"
    return character


_LONGEST = 80
_TURNS = frozenset({"LRE", "LRO", "RLE", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})


def _head(place: Place) -> Span:
    """Where to point for a mapping or list without a key: its first key, or its first line."""
    children = children_of(place)
    if isinstance(children, dict) and children:
        return span_of(next(iter(children.values()))[0])
    span = span_of(place)
    return span if span.line == span.end_line else Span(span.line, span.column, span.line, span.column + 1)
