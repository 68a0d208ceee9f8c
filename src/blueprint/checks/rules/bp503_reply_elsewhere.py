"""BP503: a reply on another channel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.checks.declaration import Remark, rule
from blueprint.finding import Severity
from blueprint.model.names import in_backticks, listed, name_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blueprint.checks.subject import ActionAt, Subject


@rule("BP503", "reply-elsewhere", Severity.WARNING)
def reply_elsewhere(subject: Subject) -> Iterator[Remark]:
    """What customers ask on one channel is answered on another.

    Who sends a text message looks for the answer among the text messages. An e-mail in its place comes late or not at
    all, and the next question is asked by phone. Answer on the channel of the question, or let customers choose.

    It compares `replies_on` with the channels of the touchpoints where the question is asked: the action's own, else
    those of the step. Where these have no channel, it has nothing to compare.

    Bad:

    ```yaml
    blueprint: v1
    title: Questions to the museum
    touchpoints:
      messages: {kind: interpersonal, channel: sms}
    stages:
      - name: Before the visit
        steps:
          - id: ask
            customer: Ask by text message for the opening hours
            touchpoints: messages
            frontstage: {does: Answer with the leaflet, replies_on: email}
    ```

    Good:

    ```yaml
    blueprint: v1
    title: Questions to the museum
    touchpoints:
      messages: {kind: interpersonal, channel: sms}
    stages:
      - name: Before the visit
        steps:
          - id: ask
            customer: Ask by text message for the opening hours
            touchpoints: messages
            frontstage: Answer with a text message
    ```
    """
    for found in subject.actions:
        reply = found.action.replies_on
        if reply is not None:
            asked_on = _channels(subject, found)
            if asked_on and _plain(reply) not in map(_plain, asked_on):
                where = listed(in_backticks(channel) for channel in asked_on)
                message = (
                    f"{name_of(found.at.step)} answers by {in_backticks(reply)} what was asked by {where}: answer "
                    "where the question was asked, or let the customer choose"
                )
                yield Remark(message, (*found.route, "replies_on"))


def _channels(subject: Subject, found: ActionAt) -> list[str]:
    touchpoint = found.action.touchpoint
    asked_at = found.at.step.touchpoints if touchpoint is None else (touchpoint,)
    return [channel for id_ in asked_at if (channel := subject.blueprint.touchpoints[id_].channel)]


def _plain(channel: str) -> str:
    """A channel without what may be written either way: `E-Mail` is `email`."""
    return "".join(c for c in channel.casefold() if c.isalnum())
