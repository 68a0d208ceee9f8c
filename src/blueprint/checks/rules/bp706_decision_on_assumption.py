"""BP706: a decision that rests on an assumption."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.checks.declaration import Option, Other, Remark, rule
from blueprint.finding import Severity
from blueprint.model.names import listed, name_of
from blueprint.model.values import Scale

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blueprint.checks.subject import Subject

DECIDED = ("planned", "doing", "done")
"""The status of a solution that someone has decided on."""


@rule(
    "BP706",
    "decision-on-assumption",
    Severity.ADVICE,
    severity=Option(4, Scale, "From which severity on a pain point should have a source."),
)
def decision_on_assumption(subject: Subject, *, severity: int) -> Iterator[Remark]:
    """A solution is decided on against a severe pain point for which there is no evidence.

    What a workshop feels strongly about gets the highest number and then the money, while customers may suffer from
    something else. A handful of interviews costs less than the wrong solution. Ask or watch customers first, and name
    where the pain is known from (`sources`).

    It speaks of pain points from severity 4 on (an option) that a solution with the status `planned`, `doing` or `done`
    addresses, where neither the pain point nor its step names a source, in files that have sources at all.

    Bad:

    ```yaml
    blueprint: v1
    title: Canteen
    stages:
      - name: Lunch
        steps:
          - id: queue
            customer: Queue up
            basis: observed
            sources: count
          - id: eat
            customer: Look for a free seat
            pain_points: {id: no-seat, what: Nowhere to sit, severity: 4}
    solutions:
      more-tables: {what: Twenty more tables, addresses: no-seat, kind: physical, owner: Kitchen, status: planned}
    sources:
      count: {kind: observation, name: Counted on three days}
    ```

    Good:

    ```yaml
    blueprint: v1
    title: Canteen
    stages:
      - name: Lunch
        steps:
          - id: queue
            customer: Queue up
            basis: observed
            sources: count
          - id: eat
            customer: Look for a free seat
            pain_points: {id: no-seat, what: Nowhere to sit, severity: 4, sources: count}
    solutions:
      more-tables: {what: Twenty more tables, addresses: no-seat, kind: physical, owner: Kitchen, status: planned}
    sources:
      count: {kind: observation, name: Counted on three days}
    ```
    """
    if not subject.blueprint.sources:
        return
    decided: dict[str, list[str]] = {}
    for id_, solution in subject.blueprint.solutions.items():
        if solution.status in DECIDED:
            for concern in solution.addresses:
                decided.setdefault(concern, []).append(id_)
    if not decided:
        return
    for route, at, pain in subject.pains:
        solutions = decided.get(str(pain.id))
        if solutions and pain.severity is not None and pain.severity >= severity:
            if pain.sources or at.step.sources:
                continue
            names = listed(f"`{id_}`" for id_ in solutions)
            message = (
                f"the decision for {names} rests on {name_of(pain)}, of severity {pain.severity} and without a source: "
                "ask or watch customers first, and name the `sources`"
            )
            others = tuple(Other("decided on here", ("solutions", id_)) for id_ in dict.fromkeys(solutions[:3]))
            yield Remark(message, (*route, "sources"), others=others)
