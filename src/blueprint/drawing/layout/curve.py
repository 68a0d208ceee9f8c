"""The emotion strip: smooth curves that never go beyond their points, with what stands out named."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from blueprint.drawing.layout.cards import text_line, wrapped
from blueprint.drawing.scene import Group, Icon, Path, Rect, Shape, Text
from blueprint.drawing.theme import LINE_HEIGHT, SMALL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from blueprint.drawing.views.grid import Curve

Point = tuple[float, float]
Box = tuple[float, float, float, float]

_TOP, _BOTTOM, _UNIT = 36.0, 32.0, 22.0
_NEUTRAL = 0.25
_SHIFT, _MOST_SHIFT = 12.0, 132.0
"""How far apart the points of two curves stand in a column, and those of the first and the last."""
_STYLES = 4
_SHAPES = ((), (), ((0, -6), (6, 5), (-6, 5)), ((0, -6.5), (6.5, 0), (0, 6.5), (-6.5, 0)))
"""The corners of the points of curves, from their middles; the first two are a circle and a square."""
_NAMES_TOP, _NAME_GAP = 38.0, 4.0
_PIECES = 16
_KEY = 28.0
"""From the left of a key to the name beside it."""
_FACE, _LARGE_FACE = 10.0, 12.0


def strip_height(curves: Sequence[Curve], left: float, margin: float, scale: float = 1) -> float:
    """How high the strip must be for the curves, and for their names at the left. `scale` stretches the emotions."""
    lines = [len(_name_lines(curves, number, left, margin)) for number in range(len(curves))]
    names = _NAMES_TOP + sum(LINE_HEIGHT[SMALL] * count + _NAME_GAP for count in lines) if len(curves) > 1 else 0
    return max(_TOP + 4 * _UNIT * scale + _BOTTOM, names)


def curve_style(number: int) -> int:
    """The number of the style of a curve, counted from 0: its line and its name have one colour."""
    return number % _STYLES + 1


def smooth(points: Sequence[Point]) -> str:
    """Path data for a curve through the points that never overshoots (monotone cubic, Fritsch and Carlson 1980)."""
    path = [f"M{points[0][0]:.2f} {points[0][1]:.2f}"]
    path.extend(f"C{a:.2f} {b:.2f} {c:.2f} {d:.2f} {x:.2f} {y:.2f}" for _, (a, b), (c, d), (x, y) in _pieces(points))
    return "".join(path)


def _pieces(points: Sequence[Point]) -> Iterator[tuple[Point, Point, Point, Point]]:
    """The cubic pieces of a curve: where each starts, its two control points, where it ends."""
    if len(points) == 1:
        return
    steps = [b[0] - a[0] for a, b in itertools.pairwise(points)]
    slopes = [(b[1] - a[1]) / h for (a, b), h in zip(itertools.pairwise(points), steps, strict=True)]
    inner = (0.0 if p * q <= 0 else 2 * p * q / (p + q) for p, q in itertools.pairwise(slopes))
    tangents = [slopes[0], *inner, slopes[-1]]
    for i, h in enumerate(steps):
        (x0, y0), (x1, y1) = points[i], points[i + 1]
        first, second = y0 + h / 3 * tangents[i], y1 - h / 3 * tangents[i + 1]
        yield (x0, y0), (x0 + h / 3, first), (x1 - h / 3, second), (x1, y1)


def emotion_strip(
    curves: Sequence[Curve],
    centres: Sequence[float],
    *,
    top: float,
    left: float,
    right: float,
    margin: float,
    scale: float = 1,
) -> list[Shape]:
    """The curves over their columns, between a grid from -2 to +2; the names of several stand at the margin."""
    unit = _UNIT * scale
    zero = top + _TOP + 2 * unit
    items: list[Shape] = []
    for value in (2, 1, 0, -1, -2):
        y = zero - value * unit
        items.append(Path(f"M{left:.2f} {y:.2f}L{right:.2f} {y:.2f}", "hair" if value else "axis"))
        if value in (2, 0, -2):
            shown = f"{value:+d}" if value else "0"
            items.append(text_line(left - 8, y + SMALL * 0.36, shown, "small-muted", anchor="end"))
    is_only = len(curves) == 1
    apart = min(_SHIFT, _MOST_SHIFT / max(len(curves) - 1, 1))
    shifts = [(number - (len(curves) - 1) / 2) * apart for number in range(len(curves))]  # equal ones side by side
    places = [
        {c: (centres[c] + shift, zero - v * unit) for c, v in sorted(curve.values.items())}
        for curve, shift in zip(curves, shifts, strict=True)
    ]
    radius = _FACE if scale <= 1 else _LARGE_FACE
    labels = _Labels(curves, places, (left, right, top + 4, zero + 2 * unit + _BOTTOM - 4), radius)
    for number, curve in enumerate(curves):
        style = curve_style(number)
        shapes: list[Shape] = []
        for stretch in _stretches(curve, places[number]):
            if is_only and len(stretch) > 1:
                area = f"{smooth(stretch)}L{stretch[-1][0]:.2f} {zero:.2f}L{stretch[0][0]:.2f} {zero:.2f}Z"
                shapes.insert(0, Path(area, "curve-fill"))
            if len(stretch) > 1:
                shapes.append(Path(smooth(stretch), f"curve-{style}"))
        for column, (x, y) in places[number].items():
            face = _face(x, y, curve.values[column], radius)
            shapes.extend(face if is_only else [dot(x, y, number)])
        items.append(Group(f"emotion-{number + 1}", "curve", curve.name or "emotion", tuple(shapes)))
    items.extend(labels.drawn())
    if not is_only:
        items.extend(_names(curves, left, margin, top + _NAMES_TOP))
    return items


def _stretches(curve: Curve, places: dict[int, Point]) -> list[list[Point]]:
    """The points of a curve, cut where one step does not lead to the next."""
    stretches: list[list[Point]] = []
    for column, point in places.items():
        if not stretches or column in curve.gaps:
            stretches.append([])
        stretches[-1].append(point)
    return stretches


def dot(x: float, y: float, number: int) -> Shape:
    """The point of one of several curves, counted from 0: colour alone must not tell them apart.

    Four have shapes of their own; the next four have these in other colours, and so on.
    """
    style, shape = f"dot-{curve_style(number)}", (number + number // _STYLES) % len(_SHAPES)
    if shape == 0:
        return Rect(x - 5, y - 5, 10, 10, style, 5)
    if shape == 1:
        return Rect(x - 4.5, y - 4.5, 9, 9, style, 1)
    corners = "L".join(f"{x + dx:.2f} {y + dy:.2f}" for dx, dy in _SHAPES[shape])
    return Path(f"M{corners}Z", style)


def _face(x: float, y: float, value: float, radius: float) -> list[Shape]:
    face = "face-good" if value > _NEUTRAL else "face-bad" if value < -_NEUTRAL else "face-neutral"
    side = 2 * radius
    return [
        Rect(x - radius, y - radius, side, side, "face", radius),
        Icon(face, x - radius - 0.5, y - radius - 0.5, side + 1, "face-line"),
    ]


def _names(curves: Sequence[Curve], left: float, margin: float, top: float) -> Iterator[Shape]:
    """Whose curve is whose."""
    y = top
    for number in range(len(curves)):
        yield from key(margin, y + LINE_HEIGHT[SMALL] / 2, number)
        for line in _name_lines(curves, number, left, margin):
            middle = y + LINE_HEIGHT[SMALL] / 2
            yield text_line(margin + _KEY, middle + SMALL * 0.36, line, f"small-curve-{curve_style(number)}")
            y += LINE_HEIGHT[SMALL]
        y += _NAME_GAP


def _name_lines(curves: Sequence[Curve], number: int, left: float, margin: float) -> tuple[str, ...]:
    return wrapped(curves[number].name, left - 26 - margin - _KEY, f"small-curve-{curve_style(number)}", None)


def key(left: float, middle: float, number: int) -> tuple[Shape, Shape]:
    """A bit of a curve, counted from 0, 20 points long: beside a name it says whose the curve is."""
    return (
        Path(f"M{left:.2f} {middle:.2f}L{left + 20:.2f} {middle:.2f}", f"curve-{curve_style(number)}"),
        dot(left + 10, middle, number),
    )


class _Labels:
    """What stands out, above or below its point: clear of every point and label, and of the lines where there is room.

    `room` is left, right, top and bottom of where labels may stand, `radius` how far points reach.
    """

    def __init__(
        self,
        curves: Sequence[Curve],
        places: Sequence[dict[int, Point]],
        room: tuple[float, float, float, float],
        radius: float,
    ) -> None:
        self.curves, self.places, self.room = curves, places, room
        reach, side = radius + 1, 2 * (radius + 1)
        self.near = radius + 10
        self.taken: list[Box] = [(x - reach, y - reach, side, side) for points in places for x, y in points.values()]
        stretches = (s for curve, points in zip(curves, places, strict=True) for s in _stretches(curve, points))
        self.lines = [point for stretch in stretches for piece in _pieces(stretch) for point in _along(piece)]

    def drawn(self) -> Iterator[Text]:
        """The labels from left to right; what is the same of several curves at one place is said once."""
        together: dict[tuple[int, float, tuple[str, ...]], list[int]] = {}
        for number, curve in enumerate(self.curves):
            for column, said in curve.remarks.items():
                together.setdefault((column, curve.values[column], said), []).append(number)
        for (column, value, said), numbers in sorted(together.items(), key=lambda one: (one[0][0], one[1])):
            x = sum(self.places[number][column][0] for number in numbers) / len(numbers)
            y = self.places[numbers[0]][column][1]
            is_alone = len(self.curves) > 1 and len(numbers) == 1
            style = f"small-curve-{curve_style(numbers[0])}" if is_alone else "small-bold"
            line = text_line(x, 0, " · ".join(said), style, anchor="middle")
            if (box := self._place(x, y, line.width, is_low=value < 0)) is not None:
                self.taken.append((box[0] - 4, box[1], box[2] + 8, box[3]))
                yield text_line(box[0] + line.width / 2, box[1] + SMALL * 0.86, line.text, style, anchor="middle")

    def _place(self, x: float, y: float, width: float, *, is_low: bool) -> Box | None:
        """The best place for a label at a point; None where there is none."""
        left, right, top, bottom = self.room
        side = 1 if is_low else -1
        downs = [sign * side * (self.near + more) for more in (0, 14, 28) for sign in (1, -1)]
        boxes: list[Box] = []
        for across, down in itertools.product((0.0, -0.5, 0.5), downs):
            centre = min(max(x + across * width, left + width / 2), right - width / 2)
            box = (centre - width / 2, y + down - SMALL / 2, width, SMALL)
            if top <= box[1] and box[1] + SMALL <= bottom and not any(_meet(box, other) for other in self.taken):
                boxes.append(box)
        return min(boxes, key=self._crossed, default=None)

    def _crossed(self, box: Box) -> bool:
        """Whether a curve runs through a box."""
        x, y, width, height = box
        return any(x - 2 < px < x + width + 2 and y - 2 < py < y + height + 2 for px, py in self.lines)


def _along(piece: tuple[Point, Point, Point, Point]) -> Iterator[Point]:
    """Points along a cubic piece, close enough to see what it runs through."""
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = piece
    for n in range(_PIECES + 1):
        t = n / _PIECES
        a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
        yield a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3


def _meet(a: Box, b: Box) -> bool:
    return a[0] < b[0] + b[2] and b[0] < a[0] + a[2] and a[1] < b[1] + b[3] and b[1] < a[1] + a[3]
