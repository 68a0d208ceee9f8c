"""BP208: a step takes longer than customers accept."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from blueprint.checks.declaration import Other, Remark, rule
from blueprint.finding import Severity
from blueprint.model.names import name_of
from blueprint.model.values import format_duration

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blueprint.checks.subject import Subject
    from blueprint.model.step import Step

_LONGEST = timedelta(days=999_999_998)


@rule("BP208", "takes-too-long", Severity.WARNING)
def takes_too_long(subject: Subject) -> Iterator[Remark]:
    """A step's standard time, with the wait before it, is longer than its `acceptable_time`.

    Past the acceptable time customers mark the quality down, however well the work is done (Shostack 1984). Here that
    is no bad day, but the plan. Shorten the wait or the work, take the work out of the customer's sight, or let them do
    something else meanwhile.

    Wait and time are compared with the acceptable time by their means. Without `time` a step takes as long as its
    blocking actions; where one of these has no time, only the wait counts.

    Bad:

    ```yaml
    blueprint: v1
    title: Shoeshine
    stages:
      - name: Shine
        steps:
          - {id: shine, customer: Have the shoes shined, wait: 4m, time: 2m, acceptable_time: 5m}
    ```

    Good:

    ```yaml
    blueprint: v1
    title: Shoeshine
    stages:
      - name: Shine
        steps:
          - {id: shine, customer: Have the shoes shined, wait: 2m, time: 2m, acceptable_time: 5m}
    ```
    """
    for at in subject.steps:
        accepted = at.step.acceptable_time
        if accepted is not None and (takes := _takes(at.step)) > accepted.mean:
            least = "at least " if at.step.service is None else ""
            with_wait = ", the wait included" if at.step.wait and not least else ""
            key = _longest(at.step)
            message = (
                f"{name_of(at.step)} takes {least}{format_duration(takes)}{with_wait}, but customers accept "
                f"{format_duration(accepted.mean)}: shorten the {'wait' if key == 'wait' else 'work'}"
            )
            other = (Other("this is accepted", (*at.route, "acceptable_time")),) if key != "acceptable_time" else ()
            yield Remark(message, (*at.route, key), others=other)


def _longest(step: Step) -> str:
    """The key of what takes longest, the wait or the time; where neither is written, that of what is accepted."""
    written = {"wait": step.wait, "time": step.time}
    means = {key: estimate.mean for key, estimate in written.items() if estimate is not None}
    if step.wait is not None and step.time is None and step.service is not None and step.service.mean > step.wait.mean:
        return "acceptable_time"  # it is the actions that take long
    return max(means, key=means.__getitem__, default="acceptable_time")


def _takes(step: Step) -> timedelta:
    """The mean wait and work."""
    service = step.service
    means = [estimate.mean for estimate in (step.wait, service) if estimate is not None]
    return timedelta(seconds=round(min(sum(mean.total_seconds() for mean in means), _LONGEST.total_seconds()), 3))
