"""Keys that are added to a file: an exact edit of its text, which leaves all else as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.finding import Edit
from blueprint.source.nodes import children_of

if TYPE_CHECKING:
    from blueprint.finding import Route
    from blueprint.source.document import Document
    from blueprint.source.nodes import Place


def first_key(document: Document, route: Route, key: str, value: str) -> Edit | None:
    """The edit that gives the part at a route another key, before those that it has; `value` needs no quotes.

    None where that can't be done without changing anything else: where plain text stands for the part, where it comes
    from an included file, or where it is, or is in, what an alias repeats.
    """
    way = _places(document, route)
    if way is None or any(document.text[place.start_mark.index] in "&!*" for place in way):
        return None
    place = way[-1]
    start = place.start_mark.index
    children = children_of(place)
    if not isinstance(children, dict) or not children or key in children:
        return None
    if document.text[start] == "{":
        rest = document.text[start + 1 :]
        blank = len(rest) - len(rest.lstrip(" "))
        at = start + 1 + blank
        gap = "" if rest[blank : blank + 1] in "\r\n" else " "
        return Edit(at, at, f"{key}: {value},{gap}")
    if any(document.text[outer.start_mark.index] in "[{" for outer in way):
        return None  # `[a: b]`: a mapping without braces in a list with brackets
    line_end = "\r\n" if "\r\n" in document.text else "\n"
    return Edit(start, start, f"{key}: {value}{line_end}{' ' * place.start_mark.column}")


def _places(document: Document, route: Route) -> list[Place] | None:
    """All that a route leads through, from the file as a whole to the part; None where it leads out of the text."""
    if document.tree.root is None or (len(route) > 1 and (str(route[0]), str(route[1])) in document.origins):
        return None
    way: list[Place] = [document.tree.root]
    for step in route:
        children = children_of(way[-1])
        if isinstance(children, list) and isinstance(step, int):
            way.append(children[step])
        elif isinstance(children, dict) and isinstance(step, str) and step in children:
            key, value = children[step]
            if value.start_mark.index <= key.start_mark.index:
                return None  # it came by a merge
            way.append(value)
        elif not (isinstance(children, dict) and isinstance(step, int)):  # one item stands for the list
            return None
    return way
