"""What stands at an offset of the text: which key or value, and the way to it; also where the text is half written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from blueprint.source.nodes import children_of, parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blueprint.finding import Route
    from blueprint.source.nodes import Place, Tree


class Spot(NamedTuple):
    """A key or a plain value, where it is in the text, and the route of the value as it is written in the file."""

    route: Route
    is_key: bool
    text: str
    start: int
    end: int


class Gap(NamedTuple):
    """A place where something is being written.

    `route` leads to the mapping whose key is being written (`is_key`), or to the value. `typed` is what there is of it,
    from `start` to `end`. `starts_entry` says that nothing stands before it in its line, or in its item of a list: it
    may then become a key or a value. `others` are the keys of the mapping beside it. `filled` is the whole text with
    a mark in the gap, and `data` what it says; both are None where it can't be read even so.
    """

    route: Route
    is_key: bool
    typed: str
    start: int
    end: int
    starts_entry: bool
    others: tuple[str, ...]
    filled: str | None
    data: Any


def spot_at(tree: Tree, offset: int) -> Spot | None:
    """The key or plain value at an offset, or just before it; None between them and where nothing can be read."""
    place = tree.root
    route: Route = ()
    while place is not None:
        found = _inside(place, offset)
        if found is None:
            return None
        step, place, is_key = found
        route = (*route, step)
        if children_of(place) is None:
            start, end = place.start_mark.index, place.end_mark.index
            return Spot(route, is_key, _text(place), start, end)
    return None


def _inside(place: Place, offset: int) -> tuple[str | int, Place, bool] | None:
    """What of a mapping or list is at the offset: its key or position, its place, and whether it is the key itself."""
    children = children_of(place)
    if isinstance(children, dict):
        for key, (key_place, value) in children.items():
            if key_place is not value and _holds(key_place, offset):  # what a merge brings is at the merge
                return key, key_place, True
            if key_place is not value and _holds(value, offset):
                return key, value, False
    for i, item in enumerate(children if isinstance(children, list) else ()):
        if _holds(item, offset):
            return i, item, False
    return None


def _holds(place: Place, offset: int) -> bool:
    return place.start_mark.index <= offset <= place.end_mark.index and place.start_mark.index < place.end_mark.index


def places_in(root: Place) -> Iterator[tuple[Route, Place]]:
    """Every mapping, list and plain value of a file with its route, in the order of the file."""
    waiting: list[tuple[Route, Place]] = [((), root)]
    while waiting:
        route, place = waiting.pop()
        yield route, place
        children = children_of(place)
        if isinstance(children, dict):
            waiting.extend(((*route, k), value) for k, (at, value) in reversed(children.items()) if at is not value)
        elif children:
            waiting.extend(((*route, i), item) for i, item in reversed(list(enumerate(children))))


def _text(place: Place) -> str:
    """The text of a plain value; empty for an alias."""
    return str(getattr(place, "value", ""))


# -- half-written text -------------------------------------------------------------------------------------------

MARK = "\ue000"
"""Stands for what is still to be written; of the private use area, so that no text has it."""

_DELIMITERS = r"\s,\[\]{}:\"'#"
_TYPED = re.compile(rf"[^{_DELIMITERS}]*\Z")
_REST = re.compile(rf"[^{_DELIMITERS}]*")
_KEY_LINE = re.compile(
    r"(?P<margin> *)(?P<dashes>(?:- +)*)(?P<key>[^\s#\[\]{},\"'-][^:#]*|\"[^\"]*\"|'[^']*')[ \t]*:(?:\s|$)"
)


def gap_at(text: str, offset: int) -> Gap | None:
    """What could be written at an offset, whatever the state of the text; None inside of prose and of comments.

    The text is read with a mark at the offset: as a whole; else as far as the line of the offset; else only with
    those lines above that it is indented under.
    """
    line_start = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
    line_end = next((m.start() for m in re.compile("[\r\n]").finditer(text, offset)), len(text))
    typed = _TYPED.search(text, line_start, offset)
    rest = _REST.match(text, offset, line_end)
    assert typed is not None and rest is not None  # noqa: S101, PT018 (both may be empty)
    start, end = typed.start(), rest.end()
    before, after = text[line_start:start], text[end:line_end]
    word = text[start:end]
    marked = f"{text[start:offset]}{MARK}{text[offset:end]}"
    starts_entry = not before.strip(" -")
    fills = [marked + after]
    if not after.strip():
        fills += [f"{marked}: 0", *(marked + closing for closing in _closings(text[:line_start], before))]
    elif after.lstrip().startswith("#"):
        fills += [f"{marked}: 0"]
    for head, tail, is_whole in (
        (text[:line_start], text[line_end:], True),
        (text[:line_start], "", False),
        (_lines_above(text[:line_start], before), "", False),
    ):
        for fill in fills:
            filled = f"{head}{before}{fill}{tail}"
            tree = parse(filled)
            if tree.root is None:
                continue
            found = _find_mark(tree.root)
            if found is None:
                break  # in a comment, or in a key that is given twice: only with less of the text it may be found
            route, is_key, others, whole = found
            if whole.replace(MARK, "") != word:
                return None
            whole_text, data = (filled, tree.value) if is_whole else (None, None)
            return Gap(route, is_key, text[start:offset], start, end, starts_entry, others, whole_text, data)
    return None


def _find_mark(root: Place) -> tuple[Route, bool, tuple[str, ...], str] | None:
    """The route to the mark, whether it is in a key, the keys beside it, and the whole text that it is in."""
    for route, place in places_in(root):
        children = children_of(place)
        if isinstance(children, dict):
            for key in children:
                if MARK in key:
                    return route, True, tuple(other for other in children if other != key), key
        elif children is None and MARK in (text := _text(place)):
            return route, False, (), text
    return None


def _closings(above: str, before: str) -> Iterator[str]:
    """What may close the quotes and brackets that are open before the offset: in its line, or since lines above."""
    lines = above.splitlines()
    first = len(lines)
    while first and lines[first - 1].rstrip().endswith(("[", "{", ",")):
        first -= 1
    for source in dict.fromkeys((before, "\n".join([*lines[first:], before]))):
        if closing := _closing(source):
            yield closing
            if closing.endswith("}"):
                yield f": 0{closing}"


def _closing(source: str) -> str:
    """The quotes and brackets that are open at the end of a source, in the order in which they close."""
    opened: list[str] = []
    previous = " "
    for character in source:
        if opened and opened[-1] in "\"'":
            if character == opened[-1]:
                opened.pop()
        elif character in "\"'" and previous in " \t\n[{,:":
            opened.append(character)
        elif character in "[{" and (opened or previous in " \t\n"):
            opened.append("]" if character == "[" else "}")
        elif opened and character == opened[-1]:
            opened.pop()
        previous = character
    return "".join(reversed(opened))


def _lines_above(above: str, before: str) -> str:
    """Only the keys that a line is indented under: what is wrong elsewhere can't matter then."""
    column = len(before) - len(before.lstrip(" "))
    is_item = before.lstrip(" ").startswith("-")
    kept: list[str] = []
    for line in reversed(above.splitlines()):
        match = _KEY_LINE.match(line)
        if match is None:
            continue
        margin, inner = len(match["margin"]), match.end("dashes")
        if inner < column or (is_item and inner == column):
            kept.append(f"{match['margin']}{match['dashes']}{match['key']}:\n")
        elif margin < column == inner:
            kept.append(f"{match['margin']}{match['dashes']}x-{len(kept)}: 0\n")
        else:
            continue
        column, is_item = margin, bool(match["dashes"])
        if not column and not is_item:
            break
    return "".join(reversed(kept))
