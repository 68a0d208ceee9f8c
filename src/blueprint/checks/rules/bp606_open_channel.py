"""BP606: sensitive data over a channel that others can read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.checks.declaration import Option, Remark, rule
from blueprint.finding import Severity
from blueprint.model.names import in_backticks, name_of
from blueprint.model.part import Many
from blueprint.model.values import Text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from blueprint.checks.subject import ActionAt, Subject


@rule(
    "BP606",
    "open-channel",
    Severity.WARNING,
    channels=Option(("sms", "email", "social"), Many[Text], "The channels that others than the customer can read."),
)
def open_channel(subject: Subject, *, channels: Collection[str]) -> Iterator[Remark]:
    """Sensitive data go over a channel that others can read: a text message, an e-mail, a social network.

    A diagnosis on a locked phone's screen, a debt in the family's mailbox: what leaves the house unsealed can't be
    called back. Send word that there is news, and show it behind a login, or say it in person.

    It speaks of data with `sensitivity: sensitive` that a touchpoint on such a channel shows, or that an action there
    asks for, shows, or uses for a reply on such a channel (`replies_on`). An action in a step with several touchpoints
    counts where it names such a one (`touchpoint`), or where all of them are such.

    Bad:

    ```yaml
    blueprint: v1
    title: Laboratory
    touchpoints:
      message: {kind: digital, channel: sms}
    systems:
      records: {name: Records, holds: result}
    data:
      result: {name: Result of the test, sensitivity: sensitive, control: view}
    stages:
      - name: Result
        steps:
          - id: hear
            customer: {does: Read the result, uses: result}
            touchpoints: message
            frontstage: {does: Send the result, system: records, shows: result}
    ```

    Good:

    ```yaml
    blueprint: v1
    title: Laboratory
    touchpoints:
      portal: {kind: digital, channel: web}
    systems:
      records: {name: Records, holds: result}
    data:
      result: {name: Result of the test, sensitivity: sensitive, control: view}
    stages:
      - name: Result
        steps:
          - id: hear
            customer: {does: Log in and read the result, uses: result}
            touchpoints: portal
            frontstage: {does: Show the result, system: records, shows: result}
    ```
    """
    sensitive = {id_ for id_, datum in subject.blueprint.data.items() if datum.sensitivity == "sensitive"}
    if not sensitive:
        return
    for id_, touchpoint in subject.blueprint.touchpoints.items():
        if touchpoint.channel in channels and id_ in subject.met_at:
            for k, datum in enumerate(touchpoint.shows):
                if datum in sensitive:
                    message = _message(f"`{id_}` shows", datum, str(touchpoint.channel))
                    yield Remark(message, ("touchpoints", id_, "shows", k))
    for found in subject.actions:
        action = found.action
        reply = action.replies_on
        channel = _channel(subject, found, channels)
        shown_already = {datum for id_ in _met(found) for datum in subject.blueprint.touchpoints[id_].shows}
        for verb, key, data, on in (
            ("asks for", "collects", action.collects, channel),
            ("shows", "shows", action.shows, channel),
            ("answers with", "uses", action.uses, reply if reply in channels else None),
        ):
            for k, datum in enumerate(data):
                if on is not None and datum in sensitive and not (key == "shows" and datum in shown_already):
                    yield Remark(_message(f"{name_of(found.at.step)} {verb}", datum, on), (*found.route, key, k))


def _message(who: str, datum: str, channel: str) -> str:
    return (
        f"{who} `{datum}`, which is sensitive, over {in_backticks(channel)}, which others can read: send word only, "
        "and show it behind a login or say it in person"
    )


def _met(found: ActionAt) -> tuple[str, ...]:
    touchpoint = found.action.touchpoint
    return found.at.step.touchpoints if touchpoint is None else (touchpoint,)


def _channel(subject: Subject, found: ActionAt, channels: Collection[str]) -> str | None:
    """The open channel that an action is done on; None where it is, or may be, done elsewhere."""
    met = [subject.blueprint.touchpoints[id_].channel for id_ in _met(found)]
    return met[0] if met and all(channel in channels for channel in met) else None
