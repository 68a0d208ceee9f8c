"""How the links of a network are drawn: curves between columns, elbows, loops, and lines around all cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.drawing.layout.arranged import INDENT, loop_room
from blueprint.drawing.layout.cards import text_line
from blueprint.drawing.layout.tracks import rounded
from blueprint.drawing.layout.wires import LABEL_LINE, THIN, Wire
from blueprint.drawing.scene import Group, Path, Rect, Shape
from blueprint.drawing.theme import SMALL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blueprint.drawing.layout.spaced import Spaced


class Strokes:
    """The shapes of the links of a picture whose parts have their places."""

    def __init__(self, picture: Spaced) -> None:
        self.picture = picture
        self._drawn: set[int] = set()
        """The places whose bundle is drawn."""

    def links(self) -> Iterator[Group]:
        """The links: what goes on first, the widest below the others; then what leads back."""
        order = {"forward": 0, "above": 2, "hanging": 1, "below": 2, "loop": 2}
        for wire in sorted(
            self.picture.wires, key=lambda wire: (order[wire.course], wire.link.kind != "needs", -wire.width)
        ):
            shapes = {
                "forward": self._curve, "hanging": self._elbow, "loop": self._loop, "below": self._around,
                "above": self._around,
            }[wire.course](wire)  # fmt: skip
            link = wire.link
            title = f"{wire.source.card.title} → {wire.target.card.title}"
            title += " ({})".format(link.label.replace("\n", " / ")) if link.label else ""
            ends = link.source, link.target
            id_ = f"link.{link.source}.{link.target}" + (".repeat" if link.is_repeat else "")
            yield Group(id_, f"link {link.kind}", title, tuple(shapes), ends=ends)

    def _line(self, d: str, wire: Wire) -> Path:
        style = "exit" if wire.course == "hanging" else wire.link.style
        has_own = wire.link.weight is not None and wire.width > THIN
        return Path(d, style, wire.width if has_own else None)

    def _arrow(self, wire: Wire, x: float, y: float) -> Path:
        long, half = wire.head
        style = "exit" if wire.course == "hanging" else wire.link.style.partition("-")[0]
        return Path(f"M{_n(x)} {_n(y)}L{_n(x - long)} {_n(y - half)}L{_n(x - long)} {_n(y + half)}Z", f"{style}-head")

    def _curve(self, wire: Wire) -> list[Shape]:
        x, y = wire.source.right, wire.start
        parts = [f"M{_n(x)} {_n(y)}"]
        edge = self.picture.right[wire.source.card.column]
        if edge > x:
            parts.append(f"L{_n(edge)} {_n(y)}")
            x = edge
        for number in wire.places:
            left, right = self._sides(*self.picture.layers[self.picture.places[number].layer])
            parts.append(_bend(x, y, left, self.picture.levels[number]))
            if wire.is_bundled and number in self._drawn:  # from here on it runs with another
                return [self._line("".join(parts), wire)]
            self._drawn.add(number)
            parts.append(f"L{_n(right)} {_n(self.picture.levels[number])}")
            x, y = right, self.picture.levels[number]
        tip = wire.target.x - 1
        parts.append(_bend(x, y, tip - wire.head[0] + 1, wire.end))
        return [self._line("".join(parts), wire), self._arrow(wire, tip, wire.end)]

    def _sides(self, kind: str, column: int) -> tuple[float, float]:
        if kind == "cards":
            return self.picture.left[column], self.picture.right[column]
        left = self.picture.label_left[column]
        return left, left + max(wire.label_size[0] for wire in self.picture.labelled_in(column))

    def _elbow(self, wire: Wire) -> list[Shape]:
        x, y = wire.source.x + INDENT / 2, wire.source.y + wire.source.height
        tip = wire.target.x - 1
        points = [(x, y), (x, wire.end), (tip - wire.head[0] + 1, wire.end)]
        return [self._line(rounded(points, 5), wire), self._arrow(wire, tip, wire.end)]

    def _loop(self, wire: Wire) -> list[Shape]:
        card, level = wire.source, self._loop_level(wire)
        side, tip = card.y + card.height - 9, card.x - 1
        points = [
            (card.right, side), (card.right + 10, side), (card.right + 10, level), (card.x - 17, level),
            (card.x - 17, side), (tip - wire.head[0] + 1, side),
        ]  # fmt: skip
        return [self._line(rounded(points), wire), self._arrow(wire, tip, side)]

    def _loop_level(self, wire: Wire) -> float:
        y = wire.source.y + wire.source.height
        for one in self.picture.loops[wire.source.card.id]:
            if one is wire:
                break
            y += loop_room(one)
        return y + loop_room(wire) / 2

    def _around(self, wire: Wire) -> list[Shape]:
        level, tip = self._run_level(wire), wire.target.x - 1
        points = [
            (wire.source.right, wire.start), (wire.out, wire.start), (wire.out, level), (wire.into, level),
            (wire.into, wire.end), (tip - wire.head[0] + 1, wire.end),
        ]  # fmt: skip
        return [self._line(rounded(points), wire), self._arrow(wire, tip, wire.end)]

    def _run_level(self, wire: Wire) -> float:
        return (
            self.picture.floor + 8 + wire.run.level
            if wire.course == "below"
            else self.picture.body - 8 - wire.run.level
        )

    def labels(self) -> Iterator[Group]:
        """The labels of links: over the line of what goes on, else in its middle."""
        for wire in self.picture.wires:
            if not wire.lines or wire.course == "hanging":
                continue
            _, height = wire.label_size
            if wire.label is not None:
                x = self.picture.label_left[wire.source.card.column]
                shapes = _texts(wire, x, self.picture.levels[wire.label] - wire.width / 2 - 4 - height, "start")
            elif wire.course == "loop":
                x = wire.source.x + INDENT + 4
                shapes = _texts(wire, x, self._loop_level(wire) - height / 2, "start", "cluster")
            else:
                top = self._run_level(wire) - height / 2
                shapes = _texts(wire, wire.run.centre, top, "middle", "page")
            id_ = f"label.{wire.link.source}.{wire.link.target}" + (".repeat" if wire.link.is_repeat else "")
            yield Group(id_, "label", wire.link.label, tuple(shapes))


def _texts(wire: Wire, x: float, top: float, anchor: str, ground: str | None = None) -> list[Shape]:
    texts = [
        text_line(x, top + (n + 0.5) * LABEL_LINE + SMALL * 0.36, text, style, anchor=anchor)
        for n, (text, style) in enumerate(wire.lines)
    ]
    if ground is None:
        return list(texts)
    width, height = wire.label_size
    left = x - (width / 2 if anchor == "middle" else 0)
    return [Rect(round(left - 4, 2), round(top, 2), round(width + 8, 2), round(height, 2), ground), *texts]


def _bend(x1: float, y1: float, x2: float, y2: float) -> str:
    """A curve that starts and ends level."""
    if abs(y1 - y2) < 0.5:  # noqa: PLR2004 (half a point)
        return f"L{_n(x2)} {_n(y2)}"
    middle = (x1 + x2) / 2
    return f"C{_n(middle)} {_n(y1)} {_n(middle)} {_n(y2)} {_n(x2)} {_n(y2)}"


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
