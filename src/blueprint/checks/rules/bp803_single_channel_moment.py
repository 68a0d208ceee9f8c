"""BP803: a moment of truth that is reached over one screen only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.checks.declaration import Remark, rule
from blueprint.checks.subject import START
from blueprint.finding import Severity
from blueprint.model.names import in_backticks, name_of
from blueprint.model.step import END

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from blueprint.checks.subject import StepAt, Subject


@rule("BP803", "single-channel-moment", Severity.ADVICE)
def single_channel_moment(subject: Subject) -> Iterator[Remark]:
    """A moment of truth is digital, on a single channel, and there is no way round it.

    Where customers judge the whole service, whoever doesn't use that one app or page, or whose battery is empty, has no
    part in it. Offer a second way: another channel, a thing, a person.

    The rule speaks where all touchpoints of the step are digital and on one and the same `channel`, the service has
    other channels elsewhere, the step is not limited to some `personas`, and every way to the end leads over it.

    Bad:

    ```yaml
    blueprint: v1
    title: Ferry
    stages:
      - name: Travel
        steps:
          - {customer: Buy a ticket, touchpoints: office}
          - {id: board, customer: Show the code and board, touchpoints: code, moment_of_truth: true}
    touchpoints:
      office: {kind: interpersonal, channel: store}
      code: {kind: digital, channel: app}
    ```

    Good:

    ```yaml
    blueprint: v1
    title: Ferry
    stages:
      - name: Travel
        steps:
          - {customer: Buy a ticket, touchpoints: office}
          - {id: board, customer: Show code or ticket and board, touchpoints: [code, ticket], moment_of_truth: true}
    touchpoints:
      office: {kind: interpersonal, channel: store}
      code: {kind: digital, channel: app}
      ticket: {kind: physical}
    ```
    """
    touchpoints = subject.blueprint.touchpoints
    for at in subject.steps:
        if not at.step.moment_of_truth or not at.step.touchpoints or at.step.personas:
            continue
        offered = [touchpoints[id_] for id_ in at.step.touchpoints]
        channels = {touchpoint.channel for touchpoint in offered}
        if len(channels) > 1 or any(touchpoint.kind != "digital" for touchpoint in offered):
            continue
        (channel,) = channels
        others = {touchpoint.channel for touchpoint in touchpoints.values()} - {channel, None}
        if channel is not None and others and not _has_way_round(subject, at):
            message = (
                f"{name_of(at.step)}, where customers judge the whole service, can only be reached by "
                f"{in_backticks(channel)}: offer a second way, be it another channel, a thing or a person"
            )
            yield Remark(message, (*at.route, "touchpoints"))


def _has_way_round(subject: Subject, at: StepAt) -> bool:
    """Whether customers of any kind can come to the end, or to a success, without the step."""
    return any(_comes_to_end(subject, onward, at.id) for onward in subject.onward.values())


def _comes_to_end(subject: Subject, onward: Mapping[str, Sequence[str]], closed: str) -> bool:
    found = {START, closed}
    waiting = [START]
    while waiting:
        id_ = waiting.pop()
        if id_ == END or (id_ in subject.step_at and subject.step_at[id_].step.outcome == "success"):
            return True
        for target in onward.get(id_, ()):
            if target not in found:
                found.add(target)
                waiting.append(target)
    return False
