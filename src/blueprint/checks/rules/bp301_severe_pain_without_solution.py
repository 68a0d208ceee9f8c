"""BP301: a severe pain that nothing is planned against."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.analysis.words import words_for
from blueprint.checks.declaration import Option, Remark, rule
from blueprint.finding import Severity
from blueprint.model.names import name_of
from blueprint.model.values import Scale

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blueprint.checks.subject import Subject


@rule(
    "BP301",
    "severe-pain-without-solution",
    Severity.WARNING,
    severity=Option(4, Scale, "From this severity on a pain point needs a solution."),
)
def severe_pain_without_solution(subject: Subject, severity: int) -> Iterator[Remark]:
    """A severe pain point is addressed by no solution.

    What hurts most is what customers tell others about. Where a blueprint plans improvements, the worst pains come
    first; one that was written down and then passed over is forgotten, or was never meant. Plan a solution that
    `addresses` it, or correct its severity.

    The rule speaks where the file has solutions, and where the pain is one that customers meet (its `occurrence` is not
    0%).

    Bad:

    ```yaml
    blueprint: v1
    title: Dry cleaner
    stages:
      - name: Collect
        steps:
          - customer: Ask for the coat
            pain_points:
              - {id: lost-coat, what: Nobody can find the coat, severity: 5, sources: letters}
              - {id: queue, what: The queue is long, severity: 2}
    solutions:
      second-till: {what: Open a second till at noon, addresses: queue}
    sources:
      letters: {kind: document, name: Letters of complaint}
    ```

    Good:

    ```yaml
    blueprint: v1
    title: Dry cleaner
    stages:
      - name: Collect
        steps:
          - customer: Ask for the coat
            pain_points:
              - {id: lost-coat, what: Nobody can find the coat, severity: 5, sources: letters}
              - {id: queue, what: The queue is long, severity: 2}
    solutions:
      second-till: {what: Open a second till at noon, addresses: queue}
      tags: {what: Tag every coat when it comes in, addresses: lost-coat}
    sources:
      letters: {kind: document, name: Letters of complaint}
    ```
    """
    if not subject.blueprint.solutions:
        return
    addressed = {id_ for solution in subject.blueprint.solutions.values() for id_ in solution.addresses}
    for route, _, pain in subject.pains:
        if (pain.severity or 0) >= severity and pain.id not in addressed and pain.occurrence != 0:
            met = f", met by {words_for(None).share(pain.occurrence)} there" if pain.occurrence is not None else ""
            message = (
                f"no solution addresses {name_of(pain)} (severity {pain.severity}{met}): plan one, or correct the "
                "severity"
            )
            yield Remark(message, (*route, "severity"))
