"""BP702: a metric without target or baseline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.checks.declaration import Remark, rule
from blueprint.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blueprint.checks.subject import Subject


@rule("BP702", "metric-without-target", Severity.ADVICE)
def metric_without_target(subject: Subject) -> Iterator[Remark]:
    """A metric has no value to reach, or none to start from.

    A number by itself says nothing. Without a target nobody can say when it is good enough, and without a value from
    before (`baseline`) nobody will know whether the improvement did anything; it can't be measured afterwards. Agree on
    both before you change the service.

    It speaks where the file gives values of any metric. A value of today (`actual`) with a target will do to start
    from.

    Bad:

    ```yaml
    blueprint: v1
    title: Canteen
    stages:
      - name: Lunch
        steps:
          - {id: queue, customer: Queue up}
          - {customer: Pay and sit down}
    metrics:
      queueing: {name: Minutes in the queue, better: lower, at: queue, baseline: 9}
    ```

    Good:

    ```yaml
    blueprint: v1
    title: Canteen
    stages:
      - name: Lunch
        steps:
          - {id: queue, customer: Queue up}
          - {customer: Pay and sit down}
    metrics:
      queueing: {name: Minutes in the queue, better: lower, at: queue, baseline: 9, target: 5}
    ```
    """
    metrics = subject.blueprint.metrics
    if not any(m.baseline or m.target or m.actual for m in metrics.values()):
        return
    for id_, metric in metrics.items():
        if metric.target is None and metric.baseline is None:
            message = f"`{id_}` has neither a value from before nor one to reach: agree on a `baseline` and a `target`"
            yield Remark(message, ("metrics", id_, "target"))
        elif metric.target is None:
            message = f"`{id_}` has no value to reach, so nobody can say when it is good enough: agree on a `target`"
            yield Remark(message, ("metrics", id_, "target"))
        elif metric.baseline is None and metric.actual is None:
            message = (
                f"`{id_}` has no value to start from, so no improvement will show: measure its `baseline` before you "
                "change the service"
            )
            yield Remark(message, ("metrics", id_, "baseline"))
