"""BP801: a persona who can't finish."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.checks.declaration import Other, Remark, rule
from blueprint.finding import Severity
from blueprint.model.names import in_backticks, listed, name_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blueprint.analysis.reach import Reach
    from blueprint.checks.subject import Subject


@rule("BP801", "locked-out-persona", Severity.WARNING)
def locked_out_persona(subject: Subject) -> Iterator[Remark]:
    """A persona can't finish: no way that is open to them ends in success.

    A service that works for most can be closed to some: those who don't use an app, can't read the sign, have no card.
    They are not in the average, and rarely in the survey. Open the steps that are named, with a touchpoint on a channel
    that they use, or one that needs none.

    A persona gives up at a step all touchpoints of which have a `channel`, none of them among the persona's `channels`.
    The finding is at the first step where they are lost; it names the smallest set of steps that have to be opened.

    Bad:

    ```yaml
    blueprint: v1
    title: 乘地铁
    personas:
      young: {name: 年轻人, channels: [app, kiosk]}
      elder: {name: 老年人, channels: kiosk}
    stages:
      - name: 进站
        steps:
          - {customer: 问站务员怎么走, touchpoints: staff}
          - {id: ride, customer: 扫码进站, touchpoints: code}
    touchpoints:
      staff: {kind: interpersonal, name: 站务员}
      code: {kind: digital, channel: app, name: 乘车码}
    ```

    Good:

    ```yaml
    blueprint: v1
    title: 乘地铁
    personas:
      young: {name: 年轻人, channels: [app, kiosk]}
      elder: {name: 老年人, channels: kiosk}
    stages:
      - name: 进站
        steps:
          - {customer: 问站务员怎么走, touchpoints: staff}
          - {id: ride, customer: 扫码或刷票进站, touchpoints: [code, ticket]}
    touchpoints:
      staff: {kind: interpersonal, name: 站务员}
      code: {kind: digital, channel: app, name: 乘车码}
      ticket: {kind: physical, channel: kiosk, name: 单程票}
    ```
    """
    personas = subject.blueprint.personas
    can_fail = any(at.step.outcome == "failure" or at.step.abandon for at in subject.steps)
    if not personas or not (can_fail or any(persona.channels is not None for persona in personas.values())):
        return
    analysis = subject.analysis
    if analysis is None or all(kind.journey.ends["success"] for kind in analysis.customers.kinds.values()):
        return
    for id_, reach in analysis.reach.reach.items():
        if not reach.can_finish:
            yield _remark(subject, id_, reach)


def _remark(subject: Subject, id_: str, reach: Reach) -> Remark:
    if not reach.first_lost:
        message = f"no way that `{id_}` can take ends in success: let one lead there"
        return Remark(message, ("personas", id_), "key")
    lost = [subject.step_at[step] for step in reach.first_lost]
    own = subject.blueprint.personas[id_].channels
    channels = f" ({listed(in_backticks(channel) for channel in own)})" if own else ""
    remedy = ", and no way from there leads to success: open one to them"
    if reach.open:
        remedy = (
            f"; offer one at {listed(name_of(subject.step_at[step].step) for step in reach.open)} that they can use"
        )
    message = (
        f"`{id_}` can't finish: no touchpoint of {listed(name_of(at.step) for at in lost)} is on a channel of "
        f"theirs{channels}{remedy}"
    )
    others = [Other("lost here too", (*at.route, "touchpoints")) for at in lost[1:]]
    return Remark(message, (*lost[0].route, "touchpoints"), others=(*others, Other("who", ("personas", id_), "key")))
