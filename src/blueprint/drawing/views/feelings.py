"""The emotion curves: how each persona feels, step by step, as far as one step leads to the next."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from blueprint.drawing.views.grid import Curve
from blueprint.drawing.views.steps import outcome_of
from blueprint.graph.ways import Way, ways

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from blueprint.drawing.views.scope import Scope
    from blueprint.model.step import Step


def curves(scope: Scope, *, remarks_on_all: bool = False) -> Iterator[Curve]:
    """One curve for all customers, or one for each persona where any step tells them apart.

    Whether it does, and what stands out, is judged over the whole blueprint: a part of it shows parts of the curves.
    What stands out is named on a curve that is alone, with `remarks_on_all` on each; where all give up, on any.
    """
    b = scope.blueprint
    feelings = [step.emotion for _, step in b.steps() if step.emotion is not None]
    named = {persona for emotion in feelings if isinstance(emotion, dict) for persona in emotion}
    if scope.filters.persona is not None:
        wanted: list[str | None] = [scope.filters.persona]
    else:
        wanted = [id_ for id_ in b.personas if id_ in named] or [None]
    for id_ in wanted:
        whole = _feelings(scope, id_)
        values = {column: whole[step_id] for step_id, column in scope.column_of.items() if step_id in whole}
        if values:
            lost = scope.lost(id_) if id_ is not None else set()
            flow = tuple(way for way in ways(b, id_) if way.source not in lost)
            name = b.personas[id_].name if id_ is not None else ""
            found = _remarks(scope, whole, flow) if remarks_on_all or len(wanted) == 1 else {}
            for step_id in whole:
                if step_id in lost:
                    found.setdefault(step_id, []).append(scope.words.feelings["lost"])
            remarks = {scope.column_of[step]: tuple(said) for step, said in found.items() if step in scope.column_of}
            part = f"persona:{id_}" if id_ is not None else ""
            yield Curve(name, values, _gaps(scope, values, flow), remarks, part)


def _feelings(scope: Scope, persona: str | None) -> dict[str, float]:
    """The emotion at each step that the persona gets to, by step id."""
    reached = scope.reached(persona)
    felt = {}
    for _, step in scope.blueprint.steps():
        emotion = step.emotion
        value = emotion.get(persona or "") if isinstance(emotion, dict) else emotion
        if value is not None and step.id in reached:
            felt[str(step.id)] = value
    return felt


def _gaps(scope: Scope, values: Mapping[int, float], flow: tuple[Way, ...]) -> frozenset[int]:
    """The columns with a value that nobody comes to from the valued one before, or from a step between the two."""
    where = scope.column_of
    sources: dict[int, list[int]] = {}
    for way in flow:
        if way.source in where and way.target in where:
            sources.setdefault(where[way.target], []).append(where[way.source])
    columns = sorted(values)
    return frozenset(
        column
        for before, column in pairwise(columns)
        if not any(before <= source < column for source in sources.get(column, ()))
    )


def _remarks(scope: Scope, whole: Mapping[str, float], flow: tuple[Way, ...]) -> dict[str, list[str]]:
    """The highest, the lowest and the ends, by step, where a curve says something by them.

    What more than half of the steps share is the level of a curve, neither a peak nor a valley.
    """
    often = Counter(whole.values())
    if len(often) == 1:
        return {}
    names = scope.words.feelings
    found: dict[str, list[str]] = {}
    for name, value in (("highest", max(often)), ("lowest", min(often))):
        if 2 * often[value] <= len(whole):
            found.setdefault(next(step for step in whole if whole[step] == value), []).append(names[name])
    by_id: dict[str, Step] = {str(step.id): step for _, step in scope.blueprint.steps()}
    for id_ in whole:
        if outcome_of(by_id[id_], [way for way in flow if way.source == id_]):
            found.setdefault(id_, []).append(names["end"])
    return found
