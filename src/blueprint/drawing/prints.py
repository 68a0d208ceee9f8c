"""What of a picture goes on which sheet of paper: whole stages, or the rows of a table, shared out evenly."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from blueprint.drawing.labels import labels_for
from blueprint.drawing.layout import lay_out
from blueprint.drawing.sheets import fewest, is_readable, on_one_scale, shared_out
from blueprint.drawing.views.grid import Grid
from blueprint.drawing.views.matrix import Matrix
from blueprint.drawing.views.network import Network

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from blueprint.drawing.picture import Picture
    from blueprint.drawing.scene import Scene
    from blueprint.drawing.views import Content

Groups = list[list[int]]
"""For each sheet, the positions of the pieces on it."""


def printed(picture: Picture, page: str) -> list[Scene]:
    """The scenes of the sheets `page` that a picture takes: one, or several on one scale where one would be too small.

    A stage or a row is never cut in two, so one that is very large stays small; what is too high for a sheet is not
    shared out where that would not make it larger. Raises DrawError where there is no page of that name.
    """
    if is_readable(picture.scene, page):
        return [picture.scene]
    content = picture.content
    if isinstance(content, Matrix):
        sizes = [1] * content.pieces

        def sheets_of(groups: Groups) -> Iterator[Scene]:
            return _of_rows(picture, content, groups)
    else:
        stages = _stages(content)
        sizes = [columns for _, columns in stages]

        def sheets_of(groups: Groups) -> Iterator[Scene]:
            return _of_stages(picture, [number for number, _ in stages], groups)

    if len(sizes) < 2:  # noqa: PLR2004 (nothing to share out)
        return [picture.scene]
    found = fewest(page, picture.scene, len(sizes), lambda count: sheets_of(shared_out(sizes, count)))
    return on_one_scale(found)


def _stages(content: Content) -> list[tuple[int, int]]:
    """The numbers of the stages that stand side by side, each with its columns."""
    if isinstance(content, Network):
        return [(cluster.stage, cluster.columns) for cluster in content.clusters if cluster.stage is not None]
    if not isinstance(content, Grid) or any(number < 1 for number, _ in content.stages):
        return []  # a stage that is gone has no name for a filter
    steps = Counter(column.stage for column in content.columns)
    return [(number, steps[position]) for position, (number, _) in enumerate(content.stages)]


def _of_stages(picture: Picture, numbers: Sequence[int], groups: Groups) -> Iterator[Scene]:
    """The same view of some stages for each sheet, which says which sheet it is."""
    filters = picture.scope.filters
    ids = [str(picture.scope.blueprint.stages[number - 1].id) for number in numbers]
    for n, group in enumerate(groups, 1):
        own = tuple(ids[i] for i in group)
        yield picture.limited_to(replace(filters, stages=own, sheet=(n, len(groups)), printed=filters.stages)).scene


def _of_rows(picture: Picture, matrix: Matrix, groups: Groups) -> Iterator[Scene]:
    """A part of the table for each sheet, which says which sheet it is."""
    said = labels_for(matrix.heading.language).sheet
    for n, part in enumerate(matrix.divided(groups), 1):
        caption = " · ".join(filter(None, (said.format(n, len(groups)), part.heading.caption)))
        yield lay_out(replace(part, heading=replace(part.heading, caption=caption)), picture.engine)
