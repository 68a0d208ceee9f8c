"""BP206: the customer passes to another team, and nobody is named who takes over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.checks.declaration import Remark, rule
from blueprint.checks.handovers import unnamed_handovers
from blueprint.finding import Severity
from blueprint.model.names import name_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blueprint.checks.subject import Subject


@rule("BP206", "handed-to-nobody", Severity.WARNING)
def handed_to_nobody(subject: Subject) -> Iterator[Remark]:
    """One team serves the customer before a step, another after it, and the frontstage work in it names no actor.

    Between two teams is where things are lost: each believes that it is the other's turn, and the customer tells the
    story again or waits for a call that never comes. So at a handoff of all places the blueprint has to say who takes
    over. Name the `actor` (or the `system`) of the first frontstage action.

    The team before is the last that faces the customer on the way to the step; the one after is the next that does, in
    the step or on the way from it. An actor without a team is one alone.

    Bad:

    ```yaml
    blueprint: v1
    title: Broadband
    actors:
      agent: {name: Agent, team: Call centre}
      technician: {name: Technician, team: Local crew}
    stages:
      - name: Move
        steps:
          - {customer: Report the new address, frontstage: {does: Note it down, actor: agent}}
          - {customer: Agree on a day, frontstage: Propose two days}
          - {customer: Be online, frontstage: {does: Connect the line, actor: technician}}
    ```

    Good:

    ```yaml
    blueprint: v1
    title: Broadband
    actors:
      agent: {name: Agent, team: Call centre}
      technician: {name: Technician, team: Local crew}
    stages:
      - name: Move
        steps:
          - {customer: Report the new address, frontstage: {does: Note it down, actor: agent}}
          - {customer: Agree on a day, frontstage: {does: Propose two days, actor: technician}}
          - {customer: Be online, frontstage: {does: Connect the line, actor: technician}}
    ```
    """
    for action, before, after in unnamed_handovers(subject):
        message = (
            f"the customer comes from `{before}` and goes on to `{after}`, but "
            f"{name_in(action.action, action.at.step)} names no actor: say who takes over"
        )
        yield Remark(message, (*action.route, "actor"))
