"""The formatter: keys in the order of the format, even spacing; comments, quotes and meaning stay as they are.

The text is taken apart along the parser's events and put together again from its own pieces: nothing is written anew.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

import yaml

from blueprint.finding import BlueprintError
from blueprint.model import shape
from blueprint.model.blueprint import Blueprint
from blueprint.model.step import Branch, Stage
from blueprint.source.document import Document
from blueprint.source.load import LoadError
from blueprint.source.nodes import parse
from blueprint.source.write import LONGEST_KEY, is_section, rank

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blueprint.model.part import Part


class TidyError(BlueprintError):
    """The tidied text would not mean the same: a defect of the formatter. The file is left alone."""


def tidy(text: str, file: str = "<text>") -> str:
    """A blueprint or catalogue file in the order and spacing of the format, with its comments and its meaning.

    Keys that nobody knows come last; catalogue items, lists and branches keep their order. Tidying what is tidy
    changes nothing. Raises LoadError where the text is no YAML, TidyError where the outcome would not mean the same.
    """
    text = re.sub("\r\n?|\x85", "\n", text.removeprefix("\ufeff"))
    before = _read(text, file)
    if not text.endswith("\n") and parse(f"{text}\n").value == before:
        text += "\n"  # else a `|` holds the last line, whose text has no line break
    try:
        tidied = _printed(_Reader(text).file())
        after = parse(tidied)
    except (AssertionError, LookupError) as error:
        raise _defect(file) from error
    if after.problems or after.value != before or _comments(tidied) != _comments(text):
        raise _defect(file)
    return tidied


def _defect(file: str) -> TidyError:
    return TidyError(f"{file} can't be formatted without a change of meaning; it stays as it is")


def _read(text: str, file: str) -> dict[str, Any]:
    """The file's data, whatever the model says about it. Raises LoadError."""
    tree = parse(text)
    document = Document(file, text, tree)
    findings = document.text_findings()
    if not findings and not isinstance(tree.value, dict):
        findings.append(document.finding("BP002", "a blueprint is a mapping that starts with `blueprint: v1`", ()))
    if findings:
        raise LoadError(tuple(sorted(findings, key=lambda finding: finding.sort_key())))
    value: dict[str, Any] = tree.value
    return value


def _events(text: str) -> list[Any]:
    """Everything the parser comes across: their types say that a mark may be missing, but libyaml always has them."""
    return list(yaml.parse(text, Loader=yaml.CSafeLoader))


_BEFORE_TEXT = (re.compile(r"(?:[&!]\S*\s+(?:#.*\s+)*)*"), re.compile(r"(?:[&!]\S*\s+(?:#.*\s+)*)*[|>].*"))
"""What may stand before text that is inside a scalar for the parser; and where the text is under a `|` or `>`."""


def _comments(text: str) -> Counter[str]:
    """All comments, found between the parser's events: independently of how the reader below finds them."""
    found: Counter[str] = Counter()
    position = 0
    for event in _events(text):
        if type(event) not in (yaml.ScalarEvent, yaml.AliasEvent, yaml.StreamEndEvent):
            continue
        start, end = event.start_mark.index, event.end_mark.index
        gap = text[position:start]
        if type(event) is yaml.ScalarEvent:  # after its anchor, and after its `|`, there may be comments too
            before = _BEFORE_TEXT[event.style in ("|", ">")].match(text, start)
            gap += before[0] if before else ""
        found.update(comment.rstrip(" \t") for comment in re.findall(r"#.*", gap))
        position = end
    return found


# -- the pieces ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Line:
    """A line between the entries: a comment at a column, or a blank line (no text)."""

    column: int = 0
    text: str = ""


_BLANK = _Line()
_ENOUGH = 1 << 30
"""A column that belongs to whatever comes next, however deep."""


class _Kept(str):
    """Marks the end of a block scalar that keeps the blank lines after it: none may be added."""

    __slots__ = ()


class _Leaf(Protocol):
    """A value that is printed as it stands; `column` is that of the key or the `-` before it."""

    def lines(self, column: int) -> list[str]:
        """The first line without its margin, the others with it."""


@dataclass(slots=True)
class _Text:
    """An alias, or text without `|` or `>`: in several lines, the line breaks stay and the margins don't count."""

    source: str

    def lines(self, column: int) -> list[str]:
        first, *rest = self.source.split("\n")
        return [
            _stripped(first),
            *(f"{' ' * (column + 2)}{_stripped(line)}" if line.strip(" \t") else "" for line in rest),
        ]


def _stripped(line: str) -> str:
    """Without the white space around it, save where a backslash makes it count."""
    line = line.lstrip(" \t")
    bare = line.rstrip(" \t")
    return line if bare.endswith("\\") and bare != line else bare


@dataclass(slots=True)
class _Literal:
    """Text under a `|` or `>`."""

    header: str
    comment: str
    body: list[str]
    keeps: bool

    def lines(self, column: int) -> list[str]:
        margin = " " * (column + 2)
        body = (_SEPARATOR.sub(rf"\1{margin}", line) for line in self.body)
        written = [self.header + self.comment, *(f"{margin}{line}" if line else "" for line in body)]
        return [*written, _Kept()] if self.keeps else written


@dataclass(slots=True)
class _Flow:
    """A mapping or list in brackets, as tokens: pieces of source, brackets and commas, line ends, comments."""

    tokens: list[str]

    def lines(self, column: int) -> list[str]:
        lines: list[str] = []
        line, depth, last = "", 0, ""
        for token in self.tokens:
            if token == _BREAK:
                if line or (lines and lines[-1]):  # at most one blank line
                    lines.append(line)
                line, last = "", token
                continue
            depth -= token in _CLOSING
            if last == _BREAK:
                line = " " * (column + 2 + 2 * depth)
            elif _needs_space(last, token):
                line += "  " if token.startswith("#") else " "
            first, *rest = _Text(token).lines(column + 2 + 2 * depth) if "\n" in token else [token]
            for more in rest:
                lines.append(line + first)
                line, first = "", more
            line += first
            depth += token in _OPENING
            last = token
        return [*lines, line]


_BREAK = "\n"
_OPENING, _CLOSING, _MARKS = ("{", "["), ("}", "]"), frozenset("{}[],:?")


def _needs_space(last: str, token: str) -> bool:
    if not last or token.startswith("#"):
        return bool(last)
    if token in _CLOSING or token in (",", ":"):
        names = "!*&" if token == ":" else "!"  # noqa: S105 (the mark would become part of the name)
        return " " not in last and last[0] in names
    return last not in _OPENING


@dataclass(slots=True)
class _Entry:
    """A key with its value, or an item of a list; `lead` are the comments above it, `span` the events it comes from."""

    lead: list[_Line]
    key: _Leaf | None
    name: str
    start: int
    end: int = 0
    properties: str = ""
    comment: str = ""
    value: _Leaf | _Block | None = None


@dataclass(slots=True)
class _Block:
    """A mapping or list with a line for each entry; `tail` are the comments after the last one."""

    entries: list[_Entry]
    tail: list[_Line] = field(default_factory=list)
    part: type[Part] | None = None
    is_list: bool = False


@dataclass(slots=True)
class _File:
    """A whole file: what stands above the first entry, the entries, and what stands below."""

    head: list[str]
    root: _Entry
    foot: list[str]


# -- text -> pieces -----------------------------------------------------------------------------------------------

_REST = re.compile(r"[ \t]*(#[^\n]*)?(?:\n|\Z)")
_SPACES = re.compile(r"[ \t]*")
_PROPERTY = re.compile(r"[&!][^\s,\[\]{}]*")
_SEPARATOR = re.compile("([\u2028\u2029])(?=[^\u2028\u2029]|$)")
"""What breaks a line under a `|` or `>` as a line break does: what follows it has a margin too."""

_HEADER = re.compile(r"([|>])([-+1-9]*)[ \t]*(#[^\n]*)?")


class _Reader:
    """Goes through the text along the parser's events. `held` are the lines read that no entry has taken yet."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.events = _events(text)
        self.at = 1  # the event that comes next, after the start of the stream
        self.position = 0
        self.held: list[_Line] = []
        self.has_anchors = any(getattr(event, "anchor", None) for event in self.events)

    def file(self) -> _File:
        head: list[str] = []
        self._take_lines()
        while self.text.startswith("%", self.position):
            end = self.text.index("\n", self.position)
            head += [*self._taken(), self.text[self.position : end].rstrip(" \t")]
            self.position = end + 1
            self._take_lines()
        if self.events[self.at].explicit:
            head += [*self._taken(), "---" + self._comment_after("---")]
        self.at += 1
        root = _Entry([], None, "", self.at)
        self._value(root, 0, None, shape.Field("", "", Blueprint))
        foot: list[str] = []
        while self.text.startswith("...", self.position):
            foot += [*self._taken(), "..." + self._comment_after("...")]
        foot += self._taken()
        assert not self.text[self.position :].strip("\n\t \ufeff"), "all is read"  # noqa: S101 (turned into a TidyError)
        return _File(head, root, foot)

    def _taken(self) -> list[str]:
        lines, self.held = [line.text for line in _collapsed(self.held)], []
        return lines

    def _comment_after(self, mark: str) -> str:
        self._expect(mark)
        return _trailing(self._gap())

    def _expect(self, mark: str) -> None:
        assert self.text.startswith(mark, self.position), mark  # noqa: S101 (turned into a TidyError)
        self.position += len(mark)

    def _column(self) -> int:
        return self.position - (self.text.rfind("\n", 0, self.position) + 1)

    # -- what is between -------------------------------------------------------------------------------------

    def _gap(self) -> str:
        """Go to the next thing that is no space or comment; returns the comment on this line, holds those below."""
        if match := _REST.match(self.text, self.position):
            self.position = match.end()
            self._take_lines()
            return (match[1] or "").rstrip(" \t")
        self._skip_spaces()
        return ""

    def _take_lines(self) -> None:
        while self.position < len(self.text) and (match := _REST.match(self.text, self.position)):
            column = match.start(1) - self.position
            self.held.append(_Line(column, match[1].rstrip(" \t")) if match[1] else _BLANK)
            self.position = match.end()
        self._skip_spaces()

    def _skip_spaces(self) -> None:
        match = _SPACES.match(self.text, self.position)
        assert match  # noqa: S101 (for the type checker)
        self.position = match.end()

    def _hoist(self, entry: _Entry, comment: str) -> None:
        """Comments in the middle of an entry go above it."""
        entry.lead += [_Line(_ENOUGH, comment)] if comment else []
        entry.lead += [line for line in self.held if line.text]
        self.held = []

    def _tail(self, column: int) -> list[_Line]:
        """The comments held that are at least as deep as the block that ends."""
        count = 0
        for i, line in enumerate(self.held):
            if line.text and line.column < column:
                break
            if line.text:
                count = i + 1
        tail, self.held = self.held[:count], self.held[count:]
        return tail

    # -- values ----------------------------------------------------------------------------------------------

    def _value(self, entry: _Entry, column: int, parent: int | None, place: shape.Field | None) -> None:
        """Read the value of an entry at `column`; `parent` is the column of its key, if it has one."""
        earlier, self.held = self.held, []
        comment = self._gap()
        event = self.events[self.at]
        lines, self.held = self.held, []
        for _ in range(_count_of_properties(event)):
            match = _PROPERTY.match(self.text, self.position)
            assert match  # noqa: S101 (turned into a TidyError)
            entry.properties += f" {match[0]}"
            self.position = match.end()
            if match.end() == event.end_mark.index and isinstance(event, yaml.ScalarEvent):
                break  # a tag that makes nothing a text
            more = self._gap()
            lines += [_Line(_ENOUGH, more)] if more and comment else []
            comment = comment or more
            lines, self.held = lines + self.held, []
        if isinstance(event, yaml.CollectionStartEvent) and not event.flow_style:
            entry.comment = comment
            self.held = [*earlier, *lines]
            entry.value = self._block(place, parent)
        else:
            entry.lead += [*earlier, *([_Line(_ENOUGH, comment)] if comment else []), *(c for c in lines if c.text)]
            entry.value = self._leaf(event, column)
            if isinstance(entry.value, _Literal):
                self._take_lines()  # it ends at the start of a line
            else:
                entry.comment = self._gap()
        entry.end = self.at

    def _leaf(self, event: Any, column: int) -> _Leaf:
        start, self.at = self.position, self.at + 1
        if isinstance(event, yaml.CollectionStartEvent):
            return self._flow()
        self.position = max(event.end_mark.index, start)
        source = self.text[start : self.position]
        if getattr(event, "style", None) in ("|", ">"):
            return self._literal(source, column)
        return _Text(source)

    def _literal(self, source: str, column: int) -> _Literal:
        """Text under a `|` or `>` whose entry is at `column`."""
        first, _, rest = source.partition("\n")
        is_empty = not rest
        header = _HEADER.match(first)
        assert header, first  # noqa: S101 (turned into a TidyError)
        style, marks, comment = header[1], header[2], header[3]
        if rest.endswith("\n"):
            rest = rest[:-1]
        elif rest and "-" not in marks:  # the file ends here, without a line break
            marks = marks.replace("+", "") + "-"
        lines = [] if is_empty else rest.split("\n")
        digit = next((int(mark) for mark in marks if mark.isdigit()), None)
        depth = (
            column + digit
            if digit
            else next((len(line) - len(line.lstrip(" ")) for line in lines if line.strip(" ")), _ENOUGH)
        )
        body = ["".join(part[_margin(part, depth) :] for part in _SEPARATOR.split(line)) for line in lines]
        keeps = "+" in marks
        while body and not body[-1] and not keeps:
            body.pop()
            self.held.append(_BLANK)
        chomping = next((mark for mark in marks if mark in "+-"), "")
        return _Literal(f"{style}{'2' if digit else ''}{chomping}", _trailing(comment), body, keeps)

    def _flow(self) -> _Flow:
        tokens: list[str] = []
        depth = 1
        self._flow_gap(self.position + 1, tokens)
        while depth:
            event = self.events[self.at]
            self.at += 1
            end = event.end_mark.index
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                self._flow_gap(max(end, self.position), tokens)
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
                self._flow_gap(max(end, self.position), tokens)
            else:
                self._flow_gap(event.start_mark.index, tokens)
                tokens.append(self.text[event.start_mark.index : end])
                self.position = end
        return _Flow(tokens)

    def _flow_gap(self, end: int, tokens: list[str]) -> None:
        """The tokens up to `end` that are no events of their own."""
        while self.position < end:
            character = self.text[self.position]
            if character in _MARKS or character == "\n":
                tokens.append(character)
                self.position += 1
            elif character == "#":
                stop = (self.text.find("\n", self.position) + 1 or len(self.text) + 1) - 1
                tokens.append(self.text[self.position : stop].rstrip(" \t"))
                self.position = stop
            elif match := _PROPERTY.match(self.text, self.position):
                tokens.append(match[0])
                self.position = match.end()
            else:
                assert character in " \t", character  # noqa: S101 (turned into a TidyError)
                self.position += 1

    # -- blocks ----------------------------------------------------------------------------------------------

    def _block(self, place: shape.Field | None, parent: int | None) -> _Block:
        is_list = isinstance(self.events[self.at], yaml.SequenceStartEvent)
        self.at += 1
        column = self._column()
        block = _Block([], is_list=is_list)
        while not isinstance(self.events[self.at], yaml.CollectionEndEvent):
            entry = _Entry(self.held, None, "", self.at)
            self.held = []
            if is_list:
                self._expect("-")
                inner = shape.Field("", "", place.part) if place is not None and place.many else None
                self._value(entry, column, None, inner)
                _hoist_first(entry)
            else:
                self._key(entry, column)
                self._value(entry, column, column, _place_of(entry.name, place))
            block.entries.append(entry)
        self.at += 1
        block.tail = self._tail(column + (is_list and column == parent))
        block.part = place.part if place is not None and not place.catalogue else None
        if not is_list and block.part is not None and not _is_mapping_of_shares(block):
            block.entries = self._ordered(block.entries, block.part)
        return block

    def _key(self, entry: _Entry, column: int) -> None:
        event = self.events[self.at]
        if self.text[self.position] == "?" and self.position < event.start_mark.index:
            self._expect("?")
            self._hoist(entry, self._gap())
        entry.name = event.value if event.style or event.value != "<<" else _MERGE
        entry.key = self._leaf(event, column)
        self._hoist(entry, self._gap())
        self._expect(":")

    def _ordered(self, entries: list[_Entry], part: type[Part]) -> list[_Entry]:
        """In the order of the format, save that no alias comes before its anchor or after another of the same name."""
        ranks = [-1 if e.name == _MERGE else rank(e.name, part) for e in entries]
        waiting = sorted(range(len(entries)), key=lambda i: (ranks[i], i))
        if not self.has_anchors:
            return [entries[i] for i in waiting]
        names = [self._names(entry) for entry in entries]
        ordered = []
        while waiting:
            chosen = next(i for i in waiting if not any(j < i and _clash(names[j], names[i]) for j in waiting))
            waiting.remove(chosen)
            ordered.append(entries[chosen])
        return ordered

    def _names(self, entry: _Entry) -> tuple[set[str], set[str]]:
        """The anchors that an entry defines, and those plus the aliases that it uses."""
        defined: set[str] = set()
        used: set[str] = set()
        for event in self.events[entry.start : entry.end]:
            if name := getattr(event, "anchor", None):
                (used if isinstance(event, yaml.AliasEvent) else defined).add(name)
        return defined, defined | used


_MERGE = "<< without quotes"


def _count_of_properties(event: Any) -> int:
    """How many of an anchor and a tag stand before a value."""
    return 0 if isinstance(event, yaml.AliasEvent) else (event.anchor is not None) + (event.tag is not None)


def _hoist_first(item: _Entry) -> None:
    """What stands above the first entry of a list item goes above the `-`, for the entry starts on its line."""
    if isinstance(item.value, _Block) and not item.properties:
        first = item.value.entries[0]
        item.lead += [_Line(_ENOUGH, item.comment)] if item.comment else []
        item.lead += [line for line in first.lead if line.text]
        item.comment, first.lead = "", []


def _clash(first: tuple[set[str], set[str]], second: tuple[set[str], set[str]]) -> bool:
    return bool(first[0] & second[1] or first[1] & second[0])


def _place_of(key: str, place: shape.Field | None) -> shape.Field | None:
    """What the value of a key is, where that is a part or several."""
    if place is None or place.part is None:
        return None
    if place.catalogue:
        return shape.Field("", "", place.part)
    found = shape.fields_of(place.part).get(key)
    return found if found is not None and found.part is not None else None


def _margin(line: str, depth: int) -> int:
    """How much of a line is its margin: `depth` spaces, or what a shorter line has of them."""
    return min(depth, len(line) - len(line.lstrip(" ")))


def _is_mapping_of_shares(block: _Block) -> bool:
    return block.part is Branch and all(entry.name != "to" for entry in block.entries)


# -- pieces -> text -----------------------------------------------------------------------------------------------


def _printed(file: _File) -> str:
    lines = [*file.head]
    if isinstance(file.root.value, _Block):
        lines += [file.root.properties.strip() + _trailing(file.root.comment)] if file.root.properties else []
        lines += _sections(file.root.value)
    elif file.root.value is not None:
        first, *rest = file.root.value.lines(-2)
        lines += [line.text for line in _collapsed(file.root.lead)]
        lines += [f"{file.root.properties} {first}".lstrip(" "), *rest]
        lines[-1] += _trailing(file.root.comment)
    lines += file.foot
    return "\n".join(_without_surplus(lines)) + "\n"


def _without_surplus(lines: list[str]) -> list[str]:
    """Without blank lines at the end, and without any after a block scalar that would keep them."""
    written: list[str] = []
    fixed = 0
    for line in lines:
        if isinstance(line, _Kept):
            fixed = len(written)
        elif line or len(written) > fixed:
            written.append(line)
    while len(written) > fixed and not written[-1]:
        written.pop()
    return written


def _sections(root: _Block) -> Iterator[str]:
    """The entries of a file, sections apart from each other."""
    first = min(root.entries, key=lambda entry: entry.start)
    header, first.lead = _split(_collapsed(first.lead))
    if header and header[-1].text and root.entries[0].lead:
        header.append(_BLANK)
    yield from (line.text for line in header)
    was_section = False
    for i, entry in enumerate(root.entries):
        lead, entry.lead = _collapsed(entry.lead), []
        lines = list(_entry(entry, 0))
        now_section = is_section(entry.name, len(lines))
        if i == 0:
            lead = _without_blank(lead)
        elif now_section or was_section:
            lead = [_BLANK, *_without_blank(lead)]
        was_section = now_section
        yield from (line.text for line in lead)
        yield from lines
    yield from (line.text for line in _collapsed(root.tail))


def _split(lead: list[_Line]) -> tuple[list[_Line], list[_Line]]:
    """The header of the file, and the comments of its first entry: those after the last blank line."""
    lead = _without_blank(lead)
    cut = max((i + 1 for i, line in enumerate(lead) if not line.text), default=len(lead))
    return lead[:cut], lead[cut:]


def _collapsed(lines: list[_Line]) -> list[_Line]:
    """With at most one blank line in a row."""
    return [line for i, line in enumerate(lines) if line.text or i == 0 or lines[i - 1].text]


def _without_blank(lines: list[_Line]) -> list[_Line]:
    return lines[1:] if lines and not lines[0].text else lines


def _trailing(comment: str | None) -> str:
    return f"  {comment}" if comment else ""


def _entry(entry: _Entry, column: int) -> Iterator[str]:
    """The lines of an entry: the comments above it, its key or `-`, its value."""
    margin = " " * column
    start = "-"
    if entry.key is not None:
        key = entry.key.lines(column)
        if len(key) > 1 or len(key[0]) > LONGEST_KEY or _OTHER_BREAKS.search(key[0]):
            yield from (line for line in _with_margin(f"{margin}? ", key) if not isinstance(line, _Kept))
            start = ":"
        else:
            start = f"{key[0]}{' ' if key[0][0] in '*&!' and ' ' not in key[0] else ''}:"
    start += entry.properties
    if not isinstance(entry.value, _Block):
        assert entry.value is not None  # noqa: S101 (for the type checker)
        lines = entry.value.lines(column)
        if isinstance(entry.value, _Literal):
            lines[0] += _trailing(entry.comment)
        else:
            lines[-1] += _trailing(entry.comment)
        yield from _with_margin(f"{margin}{start} ".rstrip(" \t") + " ", lines)
        return
    lines = list(_block(entry.value, column + 2))
    if start == "-":
        first, *lines = lines
        yield f"{margin}- {first.lstrip(' ')}"
    else:
        yield f"{margin}{start}{_trailing(entry.comment)}"
    yield from lines


_OTHER_BREAKS = re.compile("[\u2028\u2029]")
"""What the parser takes for a line break, besides the common ones."""


def _with_margin(start: str, lines: list[str]) -> list[str]:
    return [(start + lines[0]).rstrip(" ") if not lines[0] else start + lines[0], *lines[1:]]


def _lead_lines(lead: list[_Line], column: int) -> list[str]:
    return [f"{' ' * column}{line.text}" if line.text else "" for line in _collapsed(lead)]


def _block(block: _Block, column: int) -> Iterator[str]:
    is_stages = block.is_list and any(_is_stage(entry) for entry in block.entries)
    for i, entry in enumerate(block.entries):
        lead = _collapsed(entry.lead)
        if i == 0:
            lead = _without_blank(lead)
        elif is_stages:
            lead = [_BLANK, *_without_blank(lead)]
        yield from _lead_lines(lead, column)
        yield from _entry(entry, column)
    yield from _lead_lines(block.tail, column)


def _is_stage(entry: _Entry) -> bool:
    return isinstance(entry.value, _Block) and entry.value.part is Stage
