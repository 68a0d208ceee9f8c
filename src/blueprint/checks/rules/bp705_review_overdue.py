"""BP705: a blueprint that nobody looked at for long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.checks.declaration import Option, Remark, rule
from blueprint.finding import Severity
from blueprint.model.values import Count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blueprint.checks.subject import Subject


@rule(
    "BP705",
    "review-overdue",
    Severity.ADVICE,
    days=Option(365, Count, "How many days a review may be old."),
)
def review_overdue(subject: Subject, *, days: int) -> Iterator[Remark]:
    """The last review of the blueprint is more than a year old.

    Services change every week, maps only when someone takes them in hand. An old map does harm: decisions rest on it
    that fit a service of the past. Walk through it again with those who do the work, and set `reviewed` to that day.

    It compares `reviewed` with today, or with the day given by `--today` for runs that can be repeated. A file without
    `reviewed` promises nothing. An option changes the number of days.

    Bad:

    ```yaml
    blueprint: v1
    title: Ferry
    reviewed: "2019-04-01"
    stages:
      - name: Board
        steps:
          - customer: Look for the right gangway
    ```

    Good:

    ```yaml
    blueprint: v1
    title: Ferry
    reviewed: "2026-10-01"
    stages:
      - name: Board
        steps:
          - customer: Look for the right gangway
    ```
    """
    reviewed = subject.blueprint.reviewed
    if reviewed is None:
        return
    age = (subject.today - reviewed).days
    if age > days:
        message = (
            f"the last review was {age} {'day' if age == 1 else 'days'} ago: walk through the blueprint with those who "
            "do the work, and set `reviewed` to that day"
        )
        yield Remark(message, ("reviewed",))
