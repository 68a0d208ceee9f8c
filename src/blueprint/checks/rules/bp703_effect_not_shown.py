"""BP703: a solution that is done, and not shown to work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.checks.declaration import Other, Remark, rule
from blueprint.finding import Severity
from blueprint.model.names import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blueprint.analysis.evidence import Effect
    from blueprint.checks.subject import Subject
    from blueprint.model.catalogue import Solution


@rule("BP703", "effect-not-shown", Severity.ADVICE)
def effect_not_shown(subject: Subject) -> Iterator[Remark]:
    """A solution is done, and no metric shows that it works.

    Done is not solved. Much of what is built changes nothing, and the rest has to be told from it, or the next effort
    goes the same way. Name the metrics that should move (`verified_by`), and measure them before and after, with the
    number of cases: what improved beyond chance is shown to work. Where nothing moved, look again at the cause.

    It speaks where the file has metrics. A solution counts as shown to work where one of its metrics improved beyond
    chance (95%); where one got worse beyond chance, BP704 says so.

    Bad:

    ```yaml
    blueprint: v1
    title: Canteen
    stages:
      - name: Lunch
        steps:
          - id: queue
            customer: Queue up
            pain_points: {id: slow, what: The queue hardly moves, severity: 3}
          - customer: Pay and sit down
    metrics:
      in-time: {name: Served within five minutes, better: higher, at: queue, baseline: 0.4, target: 0.8}
    solutions:
      second-till: {what: A second till, addresses: slow, kind: physical, owner: Kitchen, status: done}
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
            pain_points: {id: slow, what: The queue hardly moves, severity: 3}
          - customer: Pay and sit down
    metrics:
      in-time:
        name: Served within five minutes
        better: higher
        at: queue
        baseline: {value: 0.4, n: 210}
        target: 0.8
        actual: {value: 0.85, n: 190}
    solutions:
      second-till:
        what: A second till
        addresses: slow
        kind: physical
        owner: Kitchen
        status: done
        verified_by: in-time
    ```
    """
    blueprint = subject.blueprint
    done = {id_: one for id_, one in blueprint.solutions.items() if one.status == "done"}
    if not blueprint.metrics or not done:
        return
    from blueprint.analysis.evidence import effect

    for id_, solution in done.items():
        effects = [effect(metric, blueprint.metrics[metric]) for metric in dict.fromkeys(solution.verified_by)]
        if not any(one.verdict in ("improved", "worse") for one in effects):
            yield _remark(id_, solution, effects)


def _remark(id_: str, solution: Solution, effects: list[Effect]) -> Remark:
    route = ("solutions", id_, "verified_by")
    if not effects:
        message = (
            f"`{id_}` is done, and no metric is to show that it works: name those that should move (`verified_by`)"
        )
        return Remark(message, route)
    moved = [one for one in effects if one.verdict == "no evidence"]
    others = tuple(Other("this one", ("metrics", one.id)) for one in effects[:3])
    if moved:
        message = (
            f"`{id_}` is done, but {listed(f'`{one.id}`' for one in moved)} did not change beyond chance: measure more "
            "cases, or look again at the cause"
        )
    else:
        message = f"`{id_}` is done, and `{effects[0].id}` can't tell whether it works: {_GAPS[str(effects[0].why)]}"
    return Remark(message, (*route, 0) if len(solution.verified_by) == 1 else route, others=others)


_GAPS = {
    "value": "measure its `baseline` and its `actual` value",
    "sample": "say how many cases are behind both values (`n`), and for means how they spread (`sd`)",
    "spread": "nothing in it varies, so look at how it was measured",
    "better": "say which way is `better`",
}
"""What to do about what is missing, by `Effect.why`."""
