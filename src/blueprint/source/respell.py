"""Another word for a key or a plain value: the edit that changes only the word, and keeps its quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import category

from blueprint.finding import Edit
from blueprint.source.nodes import children_of, span_of
from blueprint.source.scalars import reads_as_text

if TYPE_CHECKING:
    from blueprint.finding import Route, Span
    from blueprint.source.document import Document
    from blueprint.source.nodes import Place

_NOT_AS_IT_IS = frozenset("*&!|>")
"""How an alias, an anchor, a tag and text in lines of its own start: what may be meant elsewhere too is left alone."""


def respelling(document: Document, span: Span, way: Route, word: str) -> Edit | None:
    """The edit that puts `word` in place of what stands at a span on the way into a file (see `Document.locate`).

    None where the place is an alias or merged in, has an anchor, or is text in lines of its own; or `word` is no id.
    """
    found = _at(document, span, way)
    if found is None or not word or not all(c.isalnum() or c in "-_." or category(c)[0] == "M" for c in word):
        return None
    start, end = found.start_mark.index, found.end_mark.index
    written = document.text[start:end]
    if not written or written[0] in _NOT_AS_IT_IS:
        return None
    if written[0] in "\"'":
        return Edit(start + 1, end - 1, word)
    is_plain = reads_as_text(word) and (word[0].isalnum() or word[0] == "_")
    return Edit(start, end, word if is_plain else f'"{word}"')


def words_in(document: Document, way: Route) -> frozenset[str]:
    """The words in a mapping or list on the way into a file: its keys, or its plain items."""
    value = document.data
    for step in way:
        value = value[step]
    words = value if isinstance(value, (dict, list)) else ()
    return frozenset(word for word in words if isinstance(word, str))


def _at(document: Document, span: Span, way: Route) -> Place | None:
    """The scalar at the span: the key or the value at the end of the way."""
    place = document.tree.root
    for i, step in enumerate(way):
        children = children_of(place) if place is not None else None
        if isinstance(children, dict) and step in children:
            key, place = children[str(step)]
            if key is place:
                return None  # merged in from elsewhere
            if i == len(way) - 1 and span_of(key) == span:
                place = key
        elif isinstance(children, list) and isinstance(step, int) and step < len(children):
            place = children[step]
        else:
            return None
    return place if place is not None and children_of(place) is None and span_of(place) == span else None
