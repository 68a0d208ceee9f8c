"""What follows from changes: the figures that are others now, and who can finish now, or can't any more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from blueprint.analysis.analysis import analyze
from blueprint.analysis.comparison import LEADING, compare_figures
from blueprint.graph.flow import FlowError
from blueprint.model.measure import FIGURES

if TYPE_CHECKING:
    from blueprint.analysis.analysis import Analysis
    from blueprint.analysis.comparison import Comparison, FigureChange
    from blueprint.model.blueprint import Blueprint
    from blueprint.model.measure import Measure

SLOW: tuple[Measure, ...] = ("share_within_acceptable", "p50", "p90", "p95", "failure_impact")
"""The figures that are left to those who ask for them: they come from simulated journeys, or need many more."""

FOLLOWING: tuple[Measure, ...] = tuple(name for name in FIGURES if name not in SLOW)
"""The figures that are compared."""


@dataclass(frozen=True, slots=True)
class Finish:
    """A persona who can finish in one version and not in the other; None where there is no such persona in it."""

    persona: str
    name: str
    before: bool | None
    after: bool | None


@dataclass(frozen=True, slots=True)
class Consequences:
    """What follows for customers and costs.

    `figures` is None where the flow of either version gives no numbers; `broken_before` and `broken_after` say why.
    """

    figures: Comparison | None = None
    finish: tuple[Finish, ...] = ()
    broken_before: FlowError | None = None
    broken_after: FlowError | None = None

    @property
    def changed(self) -> tuple[FigureChange, ...]:
        """The figures of all customers that are others now."""
        return _others(self.figures.changes) if self.figures else ()

    @property
    def of_personas(self) -> dict[str, tuple[FigureChange, ...]]:
        """The figures of each persona that are others now, by id; only personas that have such."""
        every = self.figures.personas.items() if self.figures else ()
        return {id_: found for id_, changes in every if (found := _others(changes))}

    @property
    def is_worse(self) -> bool:
        """Whether any figure is worse, of all customers or of one persona."""
        found = (self.changed, *self.of_personas.values())
        return any(change.verdict == "worse" for changes in found for change in changes)

    @property
    def is_broken(self) -> bool:
        """Whether the flow gives no numbers any more, or gives none in a file that is new."""
        return self.broken_after is not None and self.broken_before is None

    @property
    def cannot_finish(self) -> tuple[Finish, ...]:
        """Those who could finish and can't any more."""
        return tuple(one for one in self.finish if one.before and one.after is False)


def consequences(before: Blueprint | None, after: Blueprint) -> Consequences:
    """What follows from what changed. A flow that gives no numbers in one version is said, and nothing is compared."""
    old, why_not_old = _analysis(before)
    new, why_not_new = _analysis(after)
    if old is None or new is None or before is None:
        return Consequences(broken_before=why_not_old, broken_after=why_not_new)
    return Consequences(compare_figures(old, new, FOLLOWING, LEADING), tuple(_finish(old, new)))


def _analysis(blueprint: Blueprint | None) -> tuple[Analysis | None, FlowError | None]:
    try:
        return (analyze(blueprint) if blueprint is not None else None), None
    except FlowError as error:
        return None, error


def _finish(old: Analysis, new: Analysis) -> list[Finish]:
    """Who can finish in one version alone, in the order of the newer one."""
    then, now = ({id_: one.can_finish for id_, one in analysis.reach.reach.items()} for analysis in (old, new))
    names = {id_: p.name for analysis in (old, new) for id_, p in analysis.blueprint.personas.items()}
    every = dict.fromkeys((*now, *then))
    found = (Finish(id_, names[id_], then.get(id_), now.get(id_)) for id_ in every)
    return [one for one in found if one.before is not one.after]


def _others(changes: tuple[FigureChange, ...]) -> tuple[FigureChange, ...]:
    return tuple(change for change in changes if change.verdict != "same" and change.before != change.after)
