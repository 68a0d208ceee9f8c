"""BP507: many channels, and none on which customers meet each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.checks.declaration import Option, Remark, rule
from blueprint.finding import Severity
from blueprint.model.values import Count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blueprint.checks.subject import Subject


@rule(
    "BP507",
    "no-community",
    Severity.ADVICE,
    channels=Option(4, Count, "From how many channels with people on them a service should have one for customers."),
)
def no_community(subject: Subject, *, channels: int) -> Iterator[Remark]:
    """A service answers customers on many channels, and has none on which they meet each other.

    All its channels lead from one customer to the service and back. But those who have solved a problem are glad to
    show how, at any hour and in words that other customers understand; and their talk tells what to mend. Give them a
    place (a forum, a group, a regulars' table), mark it with `community: true`, and have someone look after it.

    It speaks where people answer customers on four channels or more (an option), a touchpoint is digital, and customers
    have questions (`asks`): a smaller service has other cares.

    Bad:

    ```yaml
    blueprint: v1
    title: Help with a sewing machine
    touchpoints:
      mails: {kind: interpersonal, channel: email, answers: threading}
      line: {kind: interpersonal, channel: phone, answers: threading}
      fan-page: {kind: interpersonal, channel: social, answers: threading}
      shop: {kind: interpersonal, channel: store, answers: threading}
      films: {kind: digital, channel: web, answers: threading}
    questions:
      threading: How is it threaded?
    stages:
      - name: Get help
        steps:
          - customer: Watch the films
            touchpoints: films
          - customer: Ask how it is threaded
            touchpoints: [mails, line, fan-page, shop]
            asks: threading
    ```

    Good:

    ```yaml
    blueprint: v1
    title: Help with a sewing machine
    touchpoints:
      mails: {kind: interpersonal, channel: email, answers: threading}
      line: {kind: interpersonal, channel: phone, answers: threading}
      fan-page: {kind: interpersonal, channel: social, answers: threading, community: true}
      shop: {kind: interpersonal, channel: store, answers: threading}
      films: {kind: digital, channel: web, answers: threading}
    questions:
      threading: How is it threaded?
    stages:
      - name: Get help
        steps:
          - customer: Watch the films
            touchpoints: films
          - customer: Ask how it is threaded
            touchpoints: [mails, line, fan-page, shop]
            asks: threading
    ```
    """
    if not any(at.step.asks for at in subject.steps):
        return
    met = [touchpoint for id_, touchpoint in subject.blueprint.touchpoints.items() if id_ in subject.met_at]
    served_on = {one.channel for one in met if one.kind == "interpersonal" and one.channel is not None}
    is_digital = any(one.kind == "digital" for one in met)
    if is_digital and len(served_on) >= channels and not any(one.community for one in met):
        message = (
            f"people answer customers on {len(served_on)} channels, and on none do customers meet each other: give "
            "them a forum or a group (`community: true`) where they help each other"
        )
        yield Remark(message, ("touchpoints",), "key")
