"""BP204: an action that names neither who does it nor what system does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.checks.declaration import Option, Remark, rule
from blueprint.checks.handovers import unnamed_handovers
from blueprint.finding import Severity
from blueprint.model.names import name_of
from blueprint.model.values import Share

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blueprint.checks.subject import ActionAt, Subject


@rule(
    "BP204",
    "nobody-does-it",
    Severity.ADVICE,
    share=Option(0.75, Share, "Told where more than this share of a role's actions name an actor or a system."),
)
def nobody_does_it(subject: Subject, *, share: float) -> Iterator[Remark]:
    """The service does something, and the action names neither an actor nor a system.

    Work that belongs to nobody is the first that isn't done. And it is free in all figures: it counts in no working
    hours, no costs, no handoffs, and nothing stops when the system behind it does. Name the role (`actor`) or the
    `system`.

    Each role (frontstage, backstage, support) is judged by itself, where nearly all of its actions in the file name
    one. What happens at a digital or physical touchpoint that the action names is done by that. Where the customer
    changes teams, BP206 speaks.

    Bad:

    ```yaml
    blueprint: v1
    title: Shoeshine
    actors: {shiner: Bootblack}
    stages:
      - name: Shine
        steps:
          - customer: Have the shoes shined
            frontstage:
              - {does: Adjust the footrest, actor: shiner}
              - {does: Brush, actor: shiner}
              - {does: Clean, actor: shiner}
              - {does: Polish, actor: shiner}
              - Buff
    ```

    Good:

    ```yaml
    blueprint: v1
    title: Shoeshine
    actors: {shiner: Bootblack}
    stages:
      - name: Shine
        steps:
          - customer: Have the shoes shined
            frontstage:
              - {does: Adjust the footrest, actor: shiner}
              - {does: Brush, actor: shiner}
              - {does: Clean, actor: shiner}
              - {does: Polish, actor: shiner}
              - {does: Buff, actor: shiner}
    ```
    """
    open_ = [found for found in subject.actions if found.role != "customer" and _is_open(subject, found)]
    if not open_:
        return
    handovers = {handover.action.route for handover in unnamed_handovers(subject)}
    for role in ("frontstage", "backstage", "support"):
        count = sum(found.role == role for found in subject.actions)
        of_role = [found for found in open_ if found.role == role]
        if count - len(of_role) > share * count:
            for found in of_role:
                if found.route not in handovers:
                    message = f"who does {name_of(found.action)}? Name the `actor` or the `system`"
                    yield Remark(message, (*found.route, "actor"))


def _is_open(subject: Subject, found: ActionAt) -> bool:
    action = found.action
    if action.actor or action.system:
        return False
    return action.touchpoint is None or subject.blueprint.touchpoints[action.touchpoint].kind == "interpersonal"
