"""YAML text -> values and their places, in one pass over libyaml's events; the only module that talks to the parser."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import yaml

from blueprint.finding import Edit, Span
from blueprint.memory import paused_gc
from blueprint.source.scalars import in_quotes, is_ambiguous, plain_value, reads_as_text

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_DEPTH = 64
"""How deep a file may nest. The format itself nests ten levels deep."""


MAX_EXPANSION = 100_000
"""How many values aliases and merges may add to a file."""


class Mark(Protocol):
    """A position in the text as the parser counts: from 0."""

    line: int
    column: int
    index: int


class Event(Protocol):
    """What the parser reports. A scalar has all, an alias an anchor, the start of a list or mapping a tag too."""

    start_mark: Mark
    end_mark: Mark
    value: str
    style: str | None
    anchor: str | None
    tag: str | None
    implicit: tuple[bool, bool]


class Node:
    """Where a mapping or a list stands, with the places of what it holds.

    The place of a scalar or an alias is the parser's event itself (`Place`); all that is in an alias is at its use.
    A mapping's children are pairs of key and value.
    """

    __slots__ = ("children", "end_mark", "start_mark")

    def __init__(self, start_mark: Mark, end_mark: Mark, children: Children) -> None:
        self.start_mark = start_mark
        self.end_mark = end_mark
        self.children = children


Place = Node | Event
Children = dict[str, tuple[Place, Place]] | list[Place]


def children_of(place: Place) -> Children | None:
    """The places in a mapping or a list; None for a scalar and for an alias."""
    return place.children if type(place) is Node else None


def span_of(place: Place) -> Span:
    """A place as people count: lines and columns from 1."""
    return span_between(place.start_mark, place.end_mark)


def span_between(start: Mark, end: Mark) -> Span:
    """The span between two of the parser's marks."""
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)


class Problem(NamedTuple):
    """Something wrong with the text, before it is a blueprint."""

    code: str
    message: str
    span: Span
    edit: Edit | None = None
    first: Span | None = None


@dataclass(slots=True)
class Tree:
    """The values of a file as plain data, their places, and what is wrong with them.

    `root` is None where nothing could be read.
    """

    value: Any = None
    root: Place | None = None
    problems: list[Problem] = field(default_factory=list)
    ambiguous: list[Problem] = field(default_factory=list)


_ANCHOR = re.compile(r"(?:[&!]\S*\s+(?:#.*\s+)*)+")
"""What may stand before a scalar, and is in its span: an anchor or a tag."""

# The kinds of events; the parser's own classes are `Any` here, because an `Event` says what we read of them all.
_Scalar: Any = yaml.ScalarEvent
_Alias: Any = yaml.AliasEvent
_ListEnd: Any = yaml.SequenceEndEvent
_MappingStart: Any = yaml.MappingStartEvent
_MappingEnd: Any = yaml.MappingEndEvent
_StreamEnd: Any = yaml.StreamEndEvent


class _Stop(Exception):  # noqa: N818 (no error: the reading ends here)
    """What follows can't be read."""


def parse(text: str) -> Tree:
    """Read one YAML document. Never raises on any text: what is wrong is in `problems`."""
    tree = Tree()
    with paused_gc(len(text)):
        try:
            tree.value, tree.root = _Builder(text, tree).document()
        except yaml.MarkedYAMLError as error:
            tree.value = tree.root = None
            # A value that seems empty may only be cut off here.
            tree.problems = [problem for problem in tree.problems if problem.code != "BP002"]
            from blueprint.source import syntax

            tree.problems.append(Problem("BP001", *syntax.explain(error, text)))
        except (yaml.reader.ReaderError, UnicodeEncodeError):
            tree.value = tree.root = None
            from blueprint.source import syntax

            tree.problems.append(Problem("BP001", *syntax.explain_character(text)))
        except _Stop:
            tree.value = tree.root = None
    return tree


class _Builder:
    def __init__(self, text: str, tree: Tree) -> None:
        parser: Any = yaml.cyaml.CParser(text)  # type: ignore[attr-defined]
        self._next: Callable[[], Event] = parser.get_event
        self._text = text
        self._tree = tree
        self._anchors: dict[str, tuple[Any, int] | None] = {}
        self._known_keys: set[str] = {"n"}  # the keys seen so far that need no second look (`n` is the format's own)
        self._plain: dict[str, Any] = {}  # what the plain scalars seen so far mean, save those that deserve a remark
        self._size = 0
        self._expanded = 0

    def document(self) -> tuple[Any, Place | None]:
        self._next()  # the stream starts
        event = self._next()
        if isinstance(event, _StreamEnd):
            self._problem("BP001", "the file is empty; a blueprint starts with `blueprint: v1`", event)
            return None, None
        value, node = self._node(self._next(), 0)
        if value is None:
            self._tree.problems.clear()
            self._problem("BP001", "the file is empty; a blueprint starts with `blueprint: v1`", event)
        self._next()  # the document ends
        event = self._next()
        if not isinstance(event, _StreamEnd):
            self._problem("BP001", "a second document starts here (`---`); a file holds one", event)
        return value, node

    def _problem(self, code: str, message: str, at: Place) -> None:
        self._tree.problems.append(Problem(code, message, span_of(at)))

    # -- one node ----------------------------------------------------------------------------------------------

    def _node(self, event: Event, depth: int) -> tuple[Any, Place]:
        self._size += 1
        kind = type(event)
        if kind is _Scalar:
            value = self._scalar(event)
            if event.anchor is not None:
                self._anchors[event.anchor] = (value, 1)
            return value, event
        if kind is _Alias:
            return self._alias(event)
        if depth >= MAX_DEPTH:
            self._problem("BP005", f"nested more than {MAX_DEPTH} levels deep", event)
            raise _Stop
        self._check_tag(event)
        before = self._size + self._expanded
        if event.anchor is not None:
            self._anchors[event.anchor] = None
        value, node = self._mapping(event, depth) if kind is _MappingStart else self._list(event, depth)
        if event.anchor is not None:
            self._anchors[event.anchor] = (value, self._size + self._expanded - before + 1)
        return value, node

    def _scalar(self, event: Event) -> Any:
        if event.tag is not None:
            self._check_tag(event)
        text: str = event.value
        if not event.implicit[0] or event.style:
            return text
        if text in self._plain:
            return self._plain[text]
        value = plain_value(text)
        if value is None:
            self._problem("BP002", self._empty(event), event)
        elif value is text and is_ambiguous(text):
            self._note_ambiguous(event)
        else:
            self._plain[text] = value
        return value

    def _empty(self, event: Event) -> str:
        if event.value:
            return f"`{event.value}` means an empty value; give one, or remove the key"
        rest = self._text[event.start_mark.index : event.start_mark.index + 80].lstrip(" \t")
        if rest.startswith("#"):
            return "the value is empty, because `#` after a space starts a comment: put text with it in quotes"
        return "the value is empty; give one, or remove the key"

    def _note_ambiguous(self, event: Event) -> None:
        quoted = in_quotes(event.value)
        message = f"`{event.value}` is text here, but other YAML tools read it otherwise: write {quoted}"
        start, end = event.start_mark, event.end_mark
        before = _ANCHOR.match(self._text, start.index)
        edit = Edit(before.end() if before else start.index, end.index, quoted)
        self._tree.ambiguous.append(Problem("BP004", message, span_between(start, end), edit))

    def _check_tag(self, event: Event) -> None:
        if event.tag is not None and not (event.tag == "!" or event.tag.startswith("tag:yaml.org,2002:str")):
            shown = event.tag.replace("tag:yaml.org,2002:", "!!")
            self._problem(
                "BP002", f"the format has no tags like `{shown}`: remove it, or put the text in quotes", event
            )

    def _alias(self, event: Event) -> tuple[Any, Place]:
        name = str(event.anchor)
        found = self._anchors.get(name)
        if name in self._anchors and found is None:
            self._problem("BP005", f"`*{event.anchor}` stands inside `&{event.anchor}`: it would never end", event)
            raise _Stop
        if found is None:
            self._problem(
                "BP001",
                f"`*{event.anchor}` repeats `&{event.anchor}`, but there is none before; "
                "put text that starts with `*` in quotes",
                event,
            )
            raise _Stop
        value, size = found
        self._expand(size, event)
        return value, event

    def _expand(self, size: int, event: Event) -> None:
        self._expanded += size
        if self._expanded > MAX_EXPANSION:
            message = f"aliases repeat more than {MAX_EXPANSION:,} values: this looks like an alias bomb"
            self._problem("BP005", message, event)
            raise _Stop

    # -- lists and mappings ------------------------------------------------------------------------------------

    def _list(self, start: Event, depth: int) -> tuple[list[Any], Node]:
        values: list[Any] = []
        nodes: list[Place] = []
        take = self._next
        while True:
            event = take()
            if type(event) is _ListEnd:
                return values, Node(start.start_mark, event.end_mark, nodes)
            value, node = self._node(event, depth + 1)
            values.append(value)
            nodes.append(node)

    def _mapping(self, start: Event, depth: int) -> tuple[dict[str, Any], Node]:
        values: dict[str, Any] = {}
        nodes: dict[str, tuple[Place, Place]] = {}
        merges: list[tuple[Any, Place]] = []
        take, known_keys, plain = self._next, self._known_keys, self._plain
        node: Place
        while True:
            key_event = take()
            if type(key_event) is _MappingEnd:
                break
            # The next lines say `self._key` and `self._node` again for what nearly all keys and values are.
            key = key_event.value if type(key_event) is _Scalar else None
            if key not in known_keys or key_event.style or key_event.anchor:
                key = self._key(key_event)
                if key == "<<" and not key_event.style:
                    merges.append(self._node(take(), depth + 1))
                    continue
            event = take()
            if type(event) is _Scalar and event.value in plain and not (event.style or event.anchor or event.tag):
                self._size += 1
                value, node = plain[event.value], event
            else:
                value, node = self._node(event, depth + 1)
            if key in values:
                first = span_of(nodes[key][0])
                message = f"the key `{key}` is already given on line {first.line}"
                self._tree.problems.append(Problem("BP003", message, span_of(key_event), first=first))
                continue
            values[key] = value
            nodes[key] = (key_event, node)
        for value, node in merges:
            self._merge(value, node, values, nodes)
        return values, Node(start.start_mark, key_event.end_mark, nodes)

    def _key(self, event: Event) -> str:
        if type(event) is not _Scalar:
            self._problem("BP002", "a key must be plain text", event)
            raise _Stop
        text: str = event.value
        if event.tag is not None:
            self._check_tag(event)
        if not event.style:
            if plain_value(text) is None:
                self._problem("BP002", "a key is empty", event)
            elif not reads_as_text(text):
                self._note_ambiguous(event)
            elif text != "<<":
                self._known_keys.add(text)
        if event.anchor is not None:
            self._anchors[event.anchor] = (text, 1)
        return text

    def _merge(self, value: Any, node: Place, values: dict[str, Any], nodes: dict[str, tuple[Place, Place]]) -> None:
        """`<<: *base`: the keys of the base that are not given here; of several bases the first has the say."""
        bases = value if isinstance(value, list) else [value]
        places = children_of(node)
        inner = places if isinstance(places, list) else [node] * len(bases)
        for base, base_node in zip(bases, inner, strict=True):
            if not isinstance(base, dict):
                self._problem("BP002", "`<<` merges mappings: give it an alias of one, or a list of such", base_node)
                continue
            for key, item in base.items():
                if key not in values:
                    values[key] = item
                    nodes[key] = (base_node, base_node)
