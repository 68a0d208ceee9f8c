"""BP704: a metric that got worse beyond chance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.checks.declaration import Other, Remark, rule
from blueprint.finding import Severity
from blueprint.model.values import format_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blueprint.checks.subject import Subject
    from blueprint.model.catalogue import MetricValue


@rule("BP704", "metric-worse", Severity.WARNING)
def metric_worse(subject: Subject) -> Iterator[Remark]:
    """A metric is worse than before, and more so than chance explains.

    Numbers go up and down. But where the 95% interval of the change leaves out zero, something happened: find out what
    changed in the service or among its customers, undo it or mend it, and do it before the next improvement hides it.

    It speaks where both values (`baseline`, `actual`) name the number of cases (`n`; for means the deviation `sd` too)
    and the metric says which way is `better`. Shares are compared by Newcombe's interval (1998), means by Welch's test
    (1947).

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
      in-time:
        name: Served within five minutes
        better: higher
        at: queue
        baseline: {value: 0.7, n: 210}
        target: 0.8
        actual: {value: 0.5, n: 190}
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
      in-time:
        name: Served within five minutes
        better: higher
        at: queue
        baseline: {value: 0.7, n: 210}
        target: 0.8
        actual: {value: 0.75, n: 190}
    ```
    """
    both = {id_: m for id_, m in subject.blueprint.metrics.items() if m.baseline is not None and m.actual is not None}
    if not both:
        return
    from blueprint.analysis.evidence import effect

    for id_, metric in both.items():
        found = effect(id_, metric)
        if found.verdict == "worse" and metric.baseline is not None and metric.actual is not None:
            way = "fell" if metric.better == "higher" else "rose"
            message = (
                f"`{id_}` {way} from {_shown(metric.baseline)} to {_shown(metric.actual)}, which is worse beyond "
                "chance: find out what changed, and mend it before you go on"
            )
            before = Other("the value before", ("metrics", id_, "baseline"))
            yield Remark(message, ("metrics", id_, "actual", "value"), others=(before,))


def _shown(value: MetricValue) -> str:
    is_share = value.sd is None  # what has neither could not be compared
    return f"{format_number(round(value.value * 100, 1))}%" if is_share else format_number(value.value)
