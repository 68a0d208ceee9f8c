"""The stages and columns of two versions in one row: those that are gone stand where they stood."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from blueprint.compare.change import Moved
from blueprint.drawing.words.changes import change_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from blueprint.compare.changes import Changes
    from blueprint.drawing.views.grid import Grid
    from blueprint.drawing.views.scope import Scope
    from blueprint.drawing.words.changes import ChangeWords

At = tuple[str, int]
"""A column: of the "new" or the "old" version, and its position there."""


@dataclass(slots=True)
class MergedStage:
    """A stage of the picture: its number (0 where it is gone), its name with what became of it, and its columns."""

    number: int
    name: str
    columns: list[At] = field(default_factory=list)


def merged(scope: Scope, found: Changes, new: Grid, old: Grid) -> list[MergedStage]:
    """The stages that are shown; those that are gone only where all are shown."""
    words = change_words(scope.blueprint.language)
    names = _names(found, words)
    shown = {number: MergedStage(number, names.get(number, name)) for number, name in new.stages}
    for position, column in enumerate(new.columns):
        shown[new.stages[column.stage][0]].columns.append(("new", position))
    order = list(shown.values())
    stages: dict[int, MergedStage] = {}  # by the position of the stage in the older version
    last: MergedStage | None = None
    numbers = _numbers(found)
    for index, (_, name) in enumerate(old.stages):
        if index in numbers:
            if (stage := shown.get(numbers[index])) is not None:
                stages[index] = last = stage
        elif not scope.filters.stages:
            stages[index] = MergedStage(0, words.removed.format(name))
            order.insert(order.index(last) + 1 if last is not None else 0, stages[index])
            last = stages[index]
    _insert_gone(found, new, old, stages)
    for stage in order:
        if len(stage.columns) > 1:  # the empty place of a stage is none any more
            stage.columns = [at for at in stage.columns if at[0] == "old" or new.columns[at[1]].step is not None]
    return order


def _numbers(found: Changes) -> dict[int, int]:
    """The number of each stage in the newer version, by its position in the older one."""
    return {old.index: new.index + 1 for old, new in found.pairs if old.kind == "stage"}


def _names(found: Changes, words: ChangeWords) -> dict[int, str]:
    """The names of the stages that are new, moved or called something else, by number."""
    names: dict[int, str] = {}
    for old, new in found.pairs:
        if old.kind == "stage" and old.label != new.label:
            names[new.index + 1] = words.aside.format(new.label, words.was.format(words.quoted.format(old.label)))
    for change in found.found:
        place = change.place
        if place.kind == "stage" and change.kind == "added":
            names[place.index + 1] = words.added.format(place.label)
        elif place.kind == "stage" and isinstance(change, Moved) and change.before is not None:
            where = words.earlier if place.index < change.before.index else words.later
            names[place.index + 1] = words.aside.format(names.get(place.index + 1, place.label), where)
    return names


def _insert_gone(found: Changes, new: Grid, old: Grid, stages: Mapping[int, MergedStage]) -> None:
    """Put each step that is gone behind the one that it stood behind; a stage that lost all has an empty place."""
    where = {column.step: n for n, column in enumerate(new.columns) if column.step is not None}
    now = {old.id: where.get(new.id or "") for old, new in found.pairs if old.kind == "step"}
    behind: dict[int, At] = {}
    for position, column in enumerate(old.columns):
        stage = stages.get(column.stage)
        if stage is None:
            continue
        if column.step in now:
            column_now = now[column.step]
            if column_now is not None and ("new", column_now) in stage.columns:
                behind[column.stage] = ("new", column_now)
        elif column.step is not None or not stage.columns:
            place = stage.columns.index(behind[column.stage]) + 1 if column.stage in behind else 0
            stage.columns.insert(place, ("old", position))
            behind[column.stage] = ("old", position)
    for index, stage in stages.items():
        if not stage.columns:
            stage.columns.append(("old", next(n for n, column in enumerate(old.columns) if column.stage == index)))
