"""BP116: a channel that is written otherwise elsewhere."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from blueprint.checks.declaration import Option, Other, Remark, rule
from blueprint.finding import Severity
from blueprint.model.names import name_of
from blueprint.model.values import Share

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from blueprint.checks.subject import Subject

_WELL_KNOWN = frozenset({"web", "app", "email", "sms", "chat", "phone", "store", "mail", "package", "kiosk", "social"})
"""The channels that the format names: each of them is written right, however near to another."""

_MOST_COMPARISONS = 10_000
"""More channels than that are not compared: it would take too long, and nobody has so many."""


@rule(
    "BP116",
    "unknown-channel",
    Severity.WARNING,
    alike=Option(0.8, Share, "How alike two channels have to be written to be taken for one (100%: but for capitals)."),
)
def unknown_channel(subject: Subject, *, alike: float) -> Iterator[Remark]:
    """A persona's channel, or the one on which an answer comes, is one that no touchpoint has; but one nearly so.

    Channels are free text: `Phone` and `phone` are two. A persona who only has the one can't use the touchpoints of the
    other, so for the figures they are lost at the first step, for want of a letter.

    Capitals, spaces and hyphens make no difference for the rule, nor does a letter or two in a longer word. A channel
    that no touchpoint has, and none nearly has, is left alone: customers may well use what the service doesn't offer.

    Bad:

    ```yaml
    blueprint: v1
    title: Repairs
    personas:
      elder: {name: 老年顾客, channels: [Phone]}
    touchpoints:
      hotline: {kind: interpersonal, channel: phone, name: 维修热线}
    stages:
      - name: Report
        steps:
          - {customer: 打电话报修}
    ```

    Good:

    ```yaml
    blueprint: v1
    title: Repairs
    personas:
      elder: {name: 老年顾客, channels: [phone]}
    touchpoints:
      hotline: {kind: interpersonal, channel: phone, name: 维修热线}
    stages:
      - name: Report
        steps:
          - {customer: 打电话报修}
    ```
    """
    touchpoints = subject.blueprint.touchpoints
    known = {t.channel: id_ for id_, t in reversed(touchpoints.items()) if t.channel}
    if not known:
        return
    guesses = _Guesses(known, alike)
    for id_, persona in subject.blueprint.personas.items():
        for k, channel in enumerate(persona.channels or ()):
            near = guesses.near(channel)
            if near and near not in (persona.channels or ()):
                message = (
                    f"no touchpoint has the channel `{channel}` of `{id_}`, but `{known[near]}` has `{near}`: "
                    "write both alike"
                )
                other = Other("the other is here", ("touchpoints", known[near], "channel"))
                yield Remark(message, ("personas", id_, "channels", k), others=(other,))
    for found in subject.actions:
        near = guesses.near(found.action.replies_on) if found.action.replies_on else None
        if near:
            message = (
                f"{name_of(found.action)} replies on `{found.action.replies_on}`, but `{known[near]}` has the channel "
                f"`{near}`: write both alike"
            )
            other = Other("the other is here", ("touchpoints", known[near], "channel"))
            yield Remark(message, (*found.route, "replies_on"), others=(other,))


class _Guesses:
    """Which of the known channels is probably meant by others, each compared once."""

    def __init__(self, known: Collection[str], alike: float) -> None:
        self._known = known
        self._alike = alike
        self._plain = {_plain(channel): channel for channel in known}
        self._made: dict[str, str | None] = {}
        self._left = _MOST_COMPARISONS

    def near(self, channel: str) -> str | None:
        """The known channel that is meant by one that is not known; None where there is none."""
        if channel not in self._made:
            self._made[channel] = None if channel in self._known else self._guessed(channel)
        return self._made[channel]

    def _guessed(self, channel: str) -> str | None:
        plain = _plain(channel)
        if plain in self._plain or channel in _WELL_KNOWN or self._left < 0:
            return self._plain.get(plain)
        from difflib import get_close_matches

        self._left -= len(self._plain)
        # Who mistypes a word rarely puts anything before it (`wechat` and `chat` are two), nor another number into it.
        others = [other for other in self._plain if not (plain.endswith(other) or other.endswith(plain))]
        others = [other for other in others if _numbers(other) == _numbers(plain)]
        near = get_close_matches(plain, others, 1, self._alike)
        return self._plain[near[0]] if near else None


def _plain(channel: str) -> str:
    """A channel without what people don't read: capitals, widths, spaces and hyphens."""
    return "".join(c for c in unicodedata.normalize("NFKC", channel).casefold() if c.isalnum())


def _numbers(text: str) -> list[str]:
    return [c for c in text if c.isdigit()]
