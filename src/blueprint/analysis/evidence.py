"""What is known from observation, and did the improvements work?"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Literal, NamedTuple

from blueprint.analysis.amount import UNKNOWN, Amount
from blueprint.analysis.answer import Answer, common
from blueprint.analysis.chance import difference_of_means, difference_of_shares
from blueprint.graph.ways import walked_by
from blueprint.model.lane import ROLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from blueprint.analysis.chance import Difference
    from blueprint.analysis.customers import Customers
    from blueprint.analysis.table import Table
    from blueprint.model.blueprint import Blueprint, StepPlace
    from blueprint.model.catalogue import Metric, MetricValue
    from blueprint.model.step import Step

FEWEST = 2
"""A sample of one shows nothing of how values differ."""

Verdict = Literal["improved", "worse", "no evidence", "can't tell"]

Gap = Literal["value", "sample", "spread", "better"]
"""Why it can't be told: no baseline or actual value; no sample of at least two behind each (with a deviation, where
they are no shares); nothing in the samples varies; the file doesn't say which way is better."""


class Effect(NamedTuple):
    """How a metric changed, and whether that is beyond chance. Values are in the metric's unit."""

    id: str
    name: str
    at: str | None
    unit: str | None
    baseline: float | None
    target: float | None
    actual: float | None
    change: float | None
    """The actual value less the baseline."""
    low: float | None
    """The lower limit of the 95% interval of the change."""
    high: float | None
    standardised: float | None
    """The change in standard errors."""
    verdict: Verdict
    why: Gap | None
    """What is missing where it can't be told."""
    reached: bool | None
    """Whether the actual value is as good as the target; None where one is missing, or which way is better."""

    @property
    def is_beyond_chance(self) -> bool:
        """Whether the interval of the change leaves out 0."""
        return self.low is not None and self.high is not None and (self.low > 0 or self.high < 0)


class Driver(NamedTuple):
    """Of the metrics of one unit, measured at different touchpoints: the one that changed most beyond chance."""

    unit: str
    compared: tuple[str, ...]
    """The metrics, in the order of the file."""
    metric: str | None
    """None where none changed beyond chance."""
    touchpoint: str | None
    change: float | None


@dataclass(frozen=True, kw_only=True, repr=False)
class Evidence(Answer):
    """What of the blueprint is observed, how its metrics changed, and which improvements are shown to work."""

    question: ClassVar[str] = "evidence"
    names: ClassVar[tuple[str, ...]] = ("observed_share",)

    observed_share: Amount
    """The share of the steps that are observed, of those that these customers go through."""
    by_stage: dict[str, Amount]
    by_lane: dict[str, Amount]
    """The share of the actions that are in observed steps, by lane."""
    sourced_pain_share: Amount
    """The share of the pain points that name a source."""
    pain_without_source: tuple[str, ...]
    metrics: tuple[Effect, ...]
    verified: tuple[str, ...]
    """The solutions that are done, and a metric that verifies them improved."""
    unverified: tuple[str, ...]
    """The other solutions that are done."""
    drivers: tuple[Driver, ...]

    def tables(self) -> tuple[Table, ...]:
        """What the metrics say, what is observed by stage and by lane, and which touchpoint drives which unit."""
        rows = [
            (
                m.id, m.at, m.unit, m.baseline, m.target, m.actual, m.change, m.low, m.high,
                m.verdict, m.why, m.reached,
            )
            for m in self.metrics
        ]  # fmt: skip
        numbers: list[tuple[str, Any]] = [
            (key, "count") for key in ("baseline", "target", "actual", "change", "low", "high")
        ]
        return (
            self.table(
                "metrics",
                [
                    ("metric", "text"),
                    ("at", "text"),
                    ("unit", "text"),
                    *numbers,
                    ("verdict", "text", "effect"),
                    ("why", "text", "gap"),
                    ("reached", "text"),
                ],
                rows,
            ),
            self.table("observed_stages", [("stage", "text"), ("observed_share", "share")], self.by_stage.items()),
            self.table("observed_lanes", [("lane", "text"), ("observed_share", "share")], self.by_lane.items()),
            self.table(
                "drivers",
                [
                    ("unit", "text"),
                    ("compared", "text"),
                    ("metric", "text"),
                    ("touchpoint", "text"),
                    ("change", "count"),
                ],
                self.drivers,
            ),
        )


def evidence(customers: Customers) -> Evidence:
    """What is known about these customers' steps from observation, and what the metrics show."""
    b = customers.blueprint
    kept = [place for place in b.steps() if any(walked_by(place.step, persona) for persona in customers.kinds)]
    steps = [step for _, step in kept]
    pains = [point for step in steps for point in step.pain_points]
    effects = tuple(effect(id_, metric) for id_, metric in b.metrics.items())
    improved = {effect.id for effect in effects if effect.verdict == "improved"}
    done = {id_: solution for id_, solution in b.solutions.items() if solution.status == "done"}
    verified = tuple(id_ for id_, solution in done.items() if improved & set(solution.verified_by))
    return Evidence(
        observed_share=_share(_is_observed(step) for step in steps),
        by_stage=_by_stage(b, kept),
        by_lane=_by_lane(b, steps),
        sourced_pain_share=_share(bool(point.sources) for point in pains),
        pain_without_source=tuple(str(point.id) for point in pains if not point.sources),
        metrics=effects,
        verified=verified,
        unverified=tuple(id_ for id_ in done if id_ not in verified),
        drivers=tuple(_drivers(b, effects)),
        **common(customers),
    )


# -- observation -------------------------------------------------------------------------------------------------


def _is_observed(step: Step) -> bool:
    return step.basis == "observed"


def _share(flags: Iterable[bool]) -> Amount:
    found = list(flags)
    return Amount(sum(found) / len(found)) if found else UNKNOWN


def _by_stage(blueprint: Blueprint, kept: Iterable[StepPlace]) -> dict[str, Amount]:
    found: dict[str, list[bool]] = {str(stage.id): [] for stage in blueprint.stages}
    for stage, step in kept:
        found[str(stage.id)].append(_is_observed(step))
    return {stage: _share(flags) for stage, flags in found.items()}


def _by_lane(blueprint: Blueprint, steps: Iterable[Step]) -> dict[str, Amount]:
    """By the lanes that hold an action, from top to bottom."""
    found: dict[str, list[bool]] = {lane.id: [] for role in ROLES for lane in blueprint.lanes_of(role)}
    for step in steps:
        for role, action in step.actions():
            found[blueprint.lane_of(role, action)].append(_is_observed(step))
    return {lane: _share(flags) for lane, flags in found.items() if flags}


# -- effect ------------------------------------------------------------------------------------------------------


def effect(id_: str, metric: Metric) -> Effect:
    """How a metric changed, and whether that is beyond chance."""
    baseline, target, actual = (
        None if measured is None else measured.value for measured in (metric.baseline, metric.target, metric.actual)
    )
    difference, why = _difference(metric)
    if difference is not None and metric.better is None:
        why = "better"
    verdict: Verdict = "can't tell"
    if difference is not None and why is None:
        is_rise_better = metric.better == "higher"
        verdict = "no evidence"
        if difference.is_beyond_chance:
            verdict = "improved" if (difference.change > 0) == is_rise_better else "worse"
    change = None if actual is None or baseline is None else actual - baseline
    return Effect(
        id=id_,
        name=metric.name,
        at=metric.at,
        unit=metric.unit,
        baseline=baseline,
        target=target,
        actual=actual,
        change=change if change is not None and math.isfinite(change) else None,
        low=difference and difference.low,
        high=difference and difference.high,
        standardised=difference and difference.standardised,
        verdict=verdict,
        why=why,
        reached=_reached(actual, target, metric.better),
    )


def _difference(metric: Metric) -> tuple[Difference | None, Gap | None]:
    """The change with its interval, or what is missing for it."""
    before, after = metric.baseline, metric.actual
    if before is None or after is None:
        return None, "value"
    n_before, n_after = before.n or 0, after.n or 0
    if min(n_before, n_after) < FEWEST:
        return None, "sample"
    if before.sd is not None and after.sd is not None:
        found = difference_of_means(before.value, before.sd, n_before, after.value, after.sd, n_after)
        return found, None if found else "spread"
    if _is_share(before) and _is_share(after):
        return difference_of_shares(before.value, n_before, after.value, n_after), None
    return None, "sample"


def _is_share(value: MetricValue) -> bool:
    return value.sd is None and 0 <= value.value <= 1


def _reached(actual: float | None, target: float | None, better: str | None) -> bool | None:
    if actual is None or target is None or better is None:
        return None
    return actual >= target if better == "higher" else actual <= target


def _drivers(blueprint: Blueprint, effects: Sequence[Effect]) -> Iterable[Driver]:
    """For each unit that is measured at two touchpoints or more; metrics without a unit can't be compared."""
    by_unit: dict[str, list[Effect]] = {}
    for effect in effects:
        if effect.unit is not None and effect.at in blueprint.touchpoints:
            by_unit.setdefault(effect.unit, []).append(effect)
    for unit, compared in by_unit.items():
        if len({effect.at for effect in compared}) > 1:
            moved = [effect for effect in compared if effect.is_beyond_chance]
            most = max(moved, key=lambda effect: abs(effect.change or 0.0), default=None)
            yield Driver(
                unit=unit,
                compared=tuple(effect.id for effect in compared),
                metric=most and most.id,
                touchpoint=most and most.at,
                change=most and most.change,
            )
