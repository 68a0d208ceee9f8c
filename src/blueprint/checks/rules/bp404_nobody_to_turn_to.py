"""BP404: customers give up or fail, and no person is near."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from blueprint.analysis.words import words_for
from blueprint.checks.declaration import Option, Remark, rule
from blueprint.checks.persons import may_meet_person
from blueprint.checks.subject import START
from blueprint.finding import Severity
from blueprint.model.names import name_of
from blueprint.model.values import Count, Share

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from blueprint.analysis.analysis import Analysis
    from blueprint.checks.subject import StepAt, Subject

_ROUNDING = 1e-9


@rule(
    "BP404",
    "nobody-to-turn-to",
    Severity.WARNING,
    steps=Option(3, Count, "How many steps before count as near."),
    share=Option(0.05, Share, "The share of a persona's journeys that end there from which on the rule speaks."),
)
def nobody_to_turn_to(subject: Subject, steps: int, share: float) -> Iterator[Remark]:
    """Customers give up or fail at a step, and there is no person on it or shortly before it.

    Most problems should be solved without a human; but where someone is about to give up, a person who listens is worth
    more than any page. If nobody is there, the service learns nothing of it either: they just go. Put someone within
    reach: a number to call, a chat that a person answers, a member of staff in sight.

    Customers give up by `abandon`, or because no touchpoint of a step is on a channel of theirs; they fail at an
    `outcome: failure`. The rule speaks where 5% or more of a persona's journeys end so, the steps name touchpoints, and
    none of the step or of up to 3 steps that lead to it is interpersonal and open to them.

    Bad:

    ```yaml
    blueprint: v1
    title: 网上办证
    stages:
      - name: 申请
        steps:
          - {customer: 填写申请表, touchpoints: form}
          - {id: upload, customer: 上传照片，总是不合格, touchpoints: form, abandon: 20%}
          - {customer: 收到受理通知, touchpoints: message}
    touchpoints:
      form: {kind: digital, name: 申请页}
      message: {kind: digital, name: 通知}
    ```

    Good:

    ```yaml
    blueprint: v1
    title: 网上办证
    stages:
      - name: 申请
        steps:
          - {customer: 填写申请表, touchpoints: form}
          - {id: upload, customer: 上传照片，不合格就找人帮忙, touchpoints: [form, helper], abandon: 20%}
          - {customer: 收到受理通知, touchpoints: message}
    touchpoints:
      form: {kind: digital, name: 申请页}
      helper: {kind: interpersonal, name: 在线办事员}
      message: {kind: digital, name: 通知}
    ```
    """
    personas = subject.blueprint.personas.values()
    can_end = any(at.step.abandon or at.step.outcome == "failure" for at in subject.steps)
    if not (can_end or any(persona.channels is not None for persona in personas)) or subject.analysis is None:
        return
    worst: dict[str, _Lost] = {}
    """By step: the persona of whom most are lost there, with nobody near."""
    for persona, kind in subject.analysis.customers.kinds.items():
        given_up, failed = (kind.journey.ended_at(end) for end in ("abandoned", "failure"))
        before = subject.backward[persona if persona in subject.backward else None]
        for i, at in enumerate(subject.steps):
            lost = given_up[i] + failed[i]
            if not lost or lost < share or (at.id in worst and lost <= worst[at.id].share):
                continue
            near = [subject.step_at[id_].step for id_ in _near(at.id, before, steps)]
            is_known = any(step.touchpoints for step in near)
            if is_known and not any(may_meet_person(subject.blueprint, step, persona) for step in near):
                worst[at.id] = _Lost(persona, lost, given_up[i] >= failed[i], i in kind.journey.flow.lost)
    for i, at in enumerate(subject.steps):
        if at.id in worst:
            yield _remark(at, worst[at.id], steps, is_all=_is_alike(subject.analysis, i))


class _Lost(NamedTuple):
    persona: str | None
    share: float
    gives_up: bool
    is_locked_out: bool


def _is_alike(analysis: Analysis, place: int) -> bool:
    """Whether as many of each persona are lost at a step."""
    journeys = [kind.journey for kind in analysis.customers.kinds.values()]
    lost = [journey.ended_at("abandoned")[place] + journey.ended_at("failure")[place] for journey in journeys]
    return max(lost) - min(lost) < _ROUNDING


def _remark(at: StepAt, lost: _Lost, steps: int, *, is_all: bool) -> Remark:
    share = words_for(None).share(lost.share)
    who = "of all customers" if is_all else f"of `{lost.persona}`"
    what = "give up" if lost.gives_up else "fail"
    near = "" if not steps else " or in the step before it" if steps == 1 else f" or in the {steps} steps before it"
    message = (
        f"{name_of(at.step)} is where {share} {who} {what}, and they meet no person there{near}: put someone within "
        "reach"
    )
    key = "touchpoints" if lost.is_locked_out else "abandon" if lost.gives_up else "outcome"
    return Remark(message, (*at.route, key))


def _near(id_: str, before: Mapping[str, Sequence[str]], steps: int) -> set[str]:
    """A step and those that lead to it in up to so many steps."""
    found = {id_}
    last = found
    for _ in range(steps):
        last = {source for step in last for source in before.get(step, ())} - found - {START}
        found = found | last
    return found
