"""What is drawn, as plain shapes at fixed places: all that a painter has to know.

Lengths are in points, y grows downwards. A shape's `style` is the name of a style of the theme, never a colour.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle, with rounded corners where `radius` is given."""

    x: float
    y: float
    width: float
    height: float
    style: str
    radius: float = 0


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text. `x` is where it starts, has its middle or ends (`anchor`), `y` its baseline."""

    x: float
    y: float
    text: str
    style: str
    width: float
    anchor: str = "start"
    right_to_left: bool = False


@dataclass(frozen=True, slots=True)
class Path:
    """A line or an area in the words of an SVG path: `M`, `L`, `Q`, `C`, `A`, `Z` with absolute coordinates.

    `width` is how wide the line is, where that says something of its own; else the style says it.
    """

    d: str
    style: str
    width: float | None = None


@dataclass(frozen=True, slots=True)
class Icon:
    """A small drawing by name, in a square of `size` whose upper left corner is at x, y."""

    name: str
    x: float
    y: float
    size: float
    style: str


@dataclass(frozen=True, slots=True)
class Group:
    """Shapes that belong together: a card, a link, a lane. `id` comes from the model's id, `title` is read aloud.

    `part` is what of the blueprint a card shows (`Card.about`), `ends` the ids of the cards that a link joins.
    `paragraphs` is a card's text before it was wrapped, each with its style: for painters that wrap by themselves.
    """

    id: str
    role: str
    title: str
    items: tuple[Shape, ...]
    part: str = ""
    ends: tuple[str, str] | None = None
    paragraphs: tuple[tuple[str, str], ...] = ()


Shape = Rect | Text | Path | Icon | Group


@dataclass(frozen=True, slots=True)
class Scene:
    """A whole picture."""

    id: str
    title: str
    description: str
    language: str | None
    width: float
    height: float
    items: tuple[Shape, ...]
    boxes: dict[str, tuple[float, float, float, float]] = field(default_factory=dict)
    """The cards by id, as x, y, width, height."""

    def shapes(self) -> Iterator[Shape]:
        """Every shape, groups before what is in them."""
        waiting: list[Shape] = list(reversed(self.items))
        while waiting:
            shape = waiting.pop()
            yield shape
            if isinstance(shape, Group):
                waiting.extend(reversed(shape.items))

    def texts(self) -> Iterator[Text]:
        """Every line of text."""
        return (s for s in self.shapes() if isinstance(s, Text))
