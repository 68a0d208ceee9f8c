"""BP205: a wait, and nothing tells customers how long it is."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from blueprint.checks.declaration import Option, Remark, rule
from blueprint.checks.subject import START
from blueprint.finding import Severity
from blueprint.model.names import name_of
from blueprint.model.values import Duration

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blueprint.checks.subject import StepAt, Subject


@rule(
    "BP205",
    "wait-in-the-dark",
    Severity.WARNING,
    longer_than=Option(timedelta(minutes=2), Duration, "Waits that are no longer than this need no notice."),
)
def wait_in_the_dark(subject: Subject, *, longer_than: timedelta) -> Iterator[Remark]:
    """Customers wait, and nothing tells them how long it will be.

    Uncertain waits feel longer than known, finite waits, and unexplained ones longer than explained ones (Maister
    1985): who doesn't know, asks, worries or leaves. A number, a time of arrival or an honest "about an hour" costs
    little and takes away most of it. Say what is shown (`shows` of a touchpoint or an action), and where.

    Told is who is shown any datum in the step or the one before, who `uses` one there, or finds the answer to a
    question that comes up there. In a file that never says what customers are shown, the rule is silent.

    Bad:

    ```yaml
    blueprint: v1
    title: 维修
    touchpoints:
      receipt: {kind: physical, name: 取件单, shows: ticket}
      counter: {kind: interpersonal, name: 前台}
    data:
      ticket: {name: 单号, sensitivity: public}
    systems:
      desk: {name: 工单系统, holds: ticket}
    stages:
      - name: 维修
        steps:
          - {customer: 交机器，拿单子, touchpoints: receipt, support: {does: 开单, system: desk}}
          - {id: chat, customer: 说明故障, touchpoints: counter}
          - {id: collect, customer: 取回机器, touchpoints: counter, wait: 2h}
    ```

    Good:

    ```yaml
    blueprint: v1
    title: 维修
    touchpoints:
      receipt: {kind: physical, name: 取件单, shows: ticket}
      counter: {kind: interpersonal, name: 前台}
      board: {kind: physical, name: 进度牌, shows: ready-at}
    data:
      ticket: {name: 单号, sensitivity: public}
      ready-at: {name: 修好的时间, sensitivity: public}
    systems:
      desk: {name: 工单系统, holds: [ticket, ready-at]}
    stages:
      - name: 维修
        steps:
          - {customer: 交机器，拿单子, touchpoints: receipt, support: {does: 开单, system: desk}}
          - {id: chat, customer: 说明故障, touchpoints: counter}
          - {id: collect, customer: {does: 取回机器, uses: ready-at}, touchpoints: [counter, board], wait: 2h}
    ```
    """
    waits = [at for at in subject.steps if at.step.wait is not None and at.step.wait.typical > longer_than]
    if not waits or not _is_anything_shown(subject):
        return
    for at in waits:
        before = dict.fromkeys(id_ for graph in subject.backward.values() for id_ in graph.get(at.id, ()))
        around = (at, *(subject.step_at[id_] for id_ in before if id_ != START))
        if not any(_tells(subject, other) for other in around):
            message = (
                f"customers wait {at.step.wait} at {name_of(at.step)}, and nothing tells them how long it will be: "
                "let a touchpoint or an action show it (`shows`)"
            )
            yield Remark(message, (*at.route, "wait"))


def _is_anything_shown(subject: Subject) -> bool:
    return any(touchpoint.shows for touchpoint in subject.blueprint.touchpoints.values()) or any(
        found.action.shows for found in subject.actions
    )


def _tells(subject: Subject, at: StepAt) -> bool:
    """Whether customers learn anything in a step."""
    met = [subject.blueprint.touchpoints[id_] for id_ in at.step.touchpoints]
    return (
        any(touchpoint.shows for touchpoint in met)
        or any(action.shows for _, action in at.step.actions())
        or (at.step.customer is not None and bool(at.step.customer.uses))
        or any(question in touchpoint.answers for question in at.step.asks for touchpoint in met)
    )
