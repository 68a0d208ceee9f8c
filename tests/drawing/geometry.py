"""What must hold of every picture's geometry; used by the tests of views and layouts."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from blueprint.drawing.scene import Group, Path, Rect, Scene, Shape, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Box = tuple[float, float, float, float]

TOLERANCE = 0.6


def groups(scene: Scene, role: str) -> Iterator[Group]:
    """The groups whose role starts with a word."""
    return (s for s in scene.shapes() if isinstance(s, Group) and s.role.split()[0] == role)


def inside(group: Group) -> Iterator[Shape]:
    for item in group.items:
        yield item
        if isinstance(item, Group):
            yield from inside(item)


def text_box(text: Text) -> Box:
    left = {"start": text.x, "middle": text.x - text.width / 2, "end": text.x - text.width}[text.anchor]
    return left, text.y - 9, text.width, 12


def segments(path: Path) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """The straight stretches of a link's path; a rounded corner counts as its two legs, a curve as short stretches."""
    points: list[tuple[float, float]] = []
    for command, text in re.findall(r"([MLQC])([^MLQCZ]*)", path.d):
        numbers = [float(n) for n in re.findall(r"-?[\d.]+", text)]
        given = list(zip(numbers[::2], numbers[1::2], strict=True))
        points.extend(_sampled(points[-1], *given) if command == "C" else given)
    return list(pairwise(points))


def _sampled(start, first, second, end, count: int = 24) -> Iterator[tuple[float, float]]:
    """Points of a cubic curve, its start left out."""
    for n in range(1, count + 1):
        t = n / count
        weights = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3
        yield tuple(sum(w * p[i] for w, p in zip(weights, (start, first, second, end), strict=True)) for i in (0, 1))


def meets(a: Box, b: Box, slack: float = TOLERANCE) -> bool:
    return (
        a[0] + slack < b[0] + b[2]
        and b[0] + slack < a[0] + a[2]
        and a[1] + slack < b[1] + b[3]
        and b[1] + slack < a[1] + a[3]
    )


def faults(scene: Scene) -> list[str]:
    """Everything that is wrong with a picture's geometry; an empty list for a good one."""
    return [*_card_faults(scene), *_link_faults(scene), *_text_faults(scene)]


def _card_faults(scene: Scene) -> Iterator[str]:
    boxes = sorted(scene.boxes.items(), key=lambda item: item[1])
    for n, (name, box) in enumerate(boxes):
        if box[0] < 0 or box[1] < 0 or box[0] + box[2] > scene.width or box[1] + box[3] > scene.height:
            yield f"card {name} leaves the page"
        for other, its in boxes[n + 1 :]:
            if its[0] > box[0] + box[2]:
                break
            if meets(box, its):
                yield f"card {name} overlaps {other}"
    for group in groups(scene, "card"):
        box = scene.boxes[group.id]
        frame = (box[0] - 1, box[1] - 12, box[2] + 10, box[3] + 24)
        for shape in inside(group):
            if isinstance(shape, Text):
                x, y, w, h = text_box(shape)
                if x < box[0] - 1 or x + w > box[0] + box[2] + 1 or y < box[1] - 1 or y + h > box[1] + box[3] + 2:
                    yield f"text {shape.text!r} leaves card {group.id}"
            elif isinstance(shape, Rect) and not meets((shape.x, shape.y, shape.width, shape.height), frame, 0):
                yield f"a shape of card {group.id} is elsewhere"


def _link_faults(scene: Scene) -> Iterator[str]:
    cards = sorted((box, name) for name, box in scene.boxes.items())
    labels: list[tuple[Box, str]] = []
    lines: list[tuple[Box, str]] = []
    bare: list[tuple[Box, str]] = []
    both = [s for s in scene.shapes() if isinstance(s, Group) and s.role.split()[0] in ("link", "label")]
    for group in both:
        if labels and group.role.startswith("link"):
            yield f"{group.id} is painted over labels"
        for shape in group.items:
            if isinstance(shape, Path) and not shape.style.endswith("-head"):
                half = max((shape.width or 0) / 2, 0.1)
                for (x1, y1), (x2, y2) in segments(shape):
                    dx, dy = half if x1 == x2 else 0.1, half if y1 == y2 else 0.1
                    line = (min(x1, x2) - dx, min(y1, y2) - dy, abs(x2 - x1) + 2 * dx, abs(y2 - y1) + 2 * dy)
                    lines.append((line, group.id))
                    if line[0] < 0 or line[1] < 0 or line[0] + line[2] > scene.width:
                        yield f"{group.id} leaves the page"
                    for box, name in cards:
                        if meets(line, (box[0] + 1, box[1] + 1, box[2] - 2, box[3] - 2), 0):
                            yield f"{group.id} runs through card {name}"
            elif isinstance(shape, Text):
                labels.append((text_box(shape), f"{shape.text!r} of {group.id}"))
                if not any(isinstance(one, Rect) for one in group.items):
                    bare.append(labels[-1])
    for box, name in bare:
        yield from (f"{link} runs through label {name}" for line, link in lines if meets(line, box, 1))
    for n, (box, name) in enumerate(labels):
        for other, its in labels[n + 1 :]:
            if meets(box, other, 2.5):
                yield f"label {name} meets label {its}"
        for card, its_name in cards:
            if meets(box, card, 2.5):
                yield f"label {name} meets card {its_name}"


def _text_faults(scene: Scene) -> Iterator[str]:
    for text in scene.texts():
        x, y, w, h = text_box(text)
        if x < -1 or y < -1 or x + w > scene.width + 1 or y + h > scene.height + 1:
            yield f"text {text.text!r} leaves the page"
    loose = [(text, text_box(text)) for text in _loose(scene.items)]
    loose.sort(key=lambda one: one[1])
    cards = sorted(scene.boxes.items(), key=lambda one: one[1])
    for n, (text, box) in enumerate(loose):
        for other, its in loose[n + 1 :]:
            if its[0] > box[0] + box[2]:
                break
            if meets(box, its, 2.5):
                yield f"{text.text!r} meets {other.text!r}"
        yield from (f"{text.text!r} meets card {name}" for name, its in cards if meets(box, its, 2.5))


def _loose(shapes: Iterable[Shape]) -> Iterator[Text]:
    """The texts that are not on a card and not on a link: those of heads, rows, curves, legends."""
    for shape in shapes:
        if isinstance(shape, Text):
            yield shape
        elif isinstance(shape, Group) and shape.role.split()[0] not in ("card", "link", "label"):
            yield from _loose(shape.items)
