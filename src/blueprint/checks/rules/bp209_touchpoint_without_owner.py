"""BP209: a touchpoint that nobody answers for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.checks.declaration import Option, Remark, rule
from blueprint.finding import Severity
from blueprint.model.values import Share

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blueprint.checks.subject import Subject


@rule(
    "BP209",
    "touchpoint-without-owner",
    Severity.ADVICE,
    share=Option(0.75, Share, "Told where more than this share of the touchpoints have an owner."),
)
def touchpoint_without_owner(subject: Subject, *, share: float) -> Iterator[Remark]:
    """A touchpoint has no `owner`, though nearly all others in the file have one.

    A touchpoint that nobody answers for is the one that goes stale: the sign with last year's prices, the page that no
    team feels responsible for. Whoever finds a fault there has nobody to tell. Name the team or role.

    Bad:

    ```yaml
    blueprint: v1
    title: Shoeshine
    touchpoints:
      chair: {kind: physical, name: Chair and footrest, owner: Bootblack}
      stand: {kind: physical, name: Stand, owner: Bootblack}
      brushes: {kind: physical, name: Brushes, owner: Bootblack}
      shoes: {kind: physical, name: Shiny shoes, owner: Bootblack}
      sign: {kind: physical, name: Sign with the prices}
    stages:
      - name: Shine
        steps:
          - {customer: Sit down, touchpoints: [chair, stand, brushes, shoes, sign]}
    ```

    Good:

    ```yaml
    blueprint: v1
    title: Shoeshine
    touchpoints:
      chair: {kind: physical, name: Chair and footrest, owner: Bootblack}
      stand: {kind: physical, name: Stand, owner: Bootblack}
      brushes: {kind: physical, name: Brushes, owner: Bootblack}
      shoes: {kind: physical, name: Shiny shoes, owner: Bootblack}
      sign: {kind: physical, name: Sign with the prices, owner: Town council}
    stages:
      - name: Shine
        steps:
          - {customer: Sit down, touchpoints: [chair, stand, brushes, shoes, sign]}
    ```
    """
    touchpoints = subject.blueprint.touchpoints
    unowned = [id_ for id_, touchpoint in touchpoints.items() if not touchpoint.owner]
    if len(touchpoints) - len(unowned) > share * len(touchpoints):
        for id_ in unowned:
            message = f"who answers for the touchpoint `{id_}`? Name its `owner`, as the other touchpoints do"
            yield Remark(message, ("touchpoints", id_, "owner"))
