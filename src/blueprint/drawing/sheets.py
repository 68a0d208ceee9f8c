"""Paper: the sheets of PDF and PowerPoint, whether a picture can be read on one, and how few sheets let it be read."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from blueprint.drawing.errors import DrawError
from blueprint.drawing.scene import Rect
from blueprint.drawing.theme import SMALL
from blueprint.suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from blueprint.drawing.scene import Scene

PAGES = {"A3": (1190.55, 841.89), "A4": (841.89, 595.28)}
"""The sheets, all of them across: width and height in points."""

MARGIN = 28.0
"""The margin of a sheet, in points."""

_READABLE = 5.5 / SMALL
"""The scale at which the smallest text is 5.5 points high."""

_WORTH_A_SHEET = 1.05
"""How much larger a picture has to become by more sheets."""


def page_size(page: str) -> tuple[float, float]:
    """The width and height of a sheet. Raises DrawError where there is none of that name."""
    size = PAGES.get(page.upper())
    if size is None:
        message = f"there is no page `{page}`{did_you_mean(page, PAGES) or '; there are ' + ', '.join(PAGES)}"
        raise DrawError(message)
    return size


def is_readable(scene: Scene, page: str) -> bool:
    """Whether the smallest text is at least 5.5 points high when the picture is fitted to a sheet."""
    return scale_on(page, [scene]) >= _READABLE


def scale_on(page: str, scenes: Sequence[Scene]) -> float:
    """How large scenes are, as a share of their own size, when all are fitted to a sheet on one scale."""
    width, height = page_size(page)
    return min(min((width - 2 * MARGIN) / scene.width, (height - 2 * MARGIN) / scene.height) for scene in scenes)


def fewest(page: str, whole: Scene, most: int, sheets_of: Callable[[int], Iterator[Scene]]) -> list[Scene]:
    """The scenes of as few sheets as make a picture readable; where none do, as few as make it about as large as any.

    `whole` is all of it on one sheet, `sheets_of` lays it out on 2 to `most`, sheet by sheet. That more sheets make it
    larger is taken for granted, up to what each says of the others.
    """
    found = {count: list(sheets_of(count)) for count in (2, most)}
    largest = max(scale_on(page, scenes) for scenes in found.values())
    wanted = _READABLE if largest >= _READABLE else largest / _WORTH_A_SHEET
    if wanted <= scale_on(page, [whole]):
        return [whole]

    def is_enough(count: int) -> bool:
        if count not in found:
            found[count] = []
            for scene in sheets_of(count):
                found[count].append(scene)
                if scale_on(page, [scene]) < wanted:
                    break
        return scale_on(page, found[count]) >= wanted

    counts = range(2, most + 1)
    at = bisect_left(counts, True, key=is_enough)  # noqa: FBT003 (what is looked for)
    return found[counts[at] if at < len(counts) else 2]


def shared_out(sizes: Sequence[int], count: int) -> list[list[int]]:
    """The positions of `sizes` in `count` groups of neighbours, so that the largest group is as small as can be."""
    bound = max(*sizes, -(-sum(sizes) // count))
    while True:
        groups: list[list[int]] = [[]]
        for position, size in enumerate(sizes):
            if groups[-1] and sum(sizes[i] for i in groups[-1]) + size > bound:
                groups.append([])
            groups[-1].append(position)
        if len(groups) <= count:
            return _filled(groups, count)
        bound += 1


def _filled(groups: list[list[int]], count: int) -> list[list[int]]:
    """Exactly `count` groups: where fewer do, the longest are cut in two."""
    while len(groups) < count:
        at = max(range(len(groups)), key=lambda i: len(groups[i]))
        group = groups[at]
        groups[at : at + 1] = [group[: len(group) // 2], group[len(group) // 2 :]]
    return groups


def on_one_scale(scenes: Sequence[Scene]) -> list[Scene]:
    """The scenes on grounds of one size, so that fitting each to a sheet gives all the same scale."""
    width, height = max(s.width for s in scenes), max(s.height for s in scenes)
    return [
        replace(s, width=width, height=height, items=(Rect(0, 0, width, height, "page"), *s.items[1:])) for s in scenes
    ]
