"""BP505: what is known of the customer doesn't reach those who serve them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.checks.declaration import Remark, rule
from blueprint.finding import Severity
from blueprint.graph.dependencies import system_foundations
from blueprint.model.names import listed, name_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blueprint.checks.subject import ActionAt, Subject


@rule("BP505", "impersonal-service", Severity.WARNING)
def impersonal_service(subject: Subject) -> Iterator[Remark]:
    """A system in the step holds personal data, and who serves the customer uses none of it.

    A regular customer is treated like a stranger although the preferences and the history are one screen away. That
    feels worse than not being known at all. Put what is known before those who serve, in the dose that they need
    (`uses`), so that they can begin where the customer is.

    It speaks of steps where a person serves (a frontstage action with an actor, or at an interpersonal touchpoint),
    where a system of the step, or one that it depends on, holds personal data that the step isn't just asking for or
    making, and where nothing in the step uses or shows any. The file has to say elsewhere, or of this step, what is
    used. Sensitive data don't count: these are nobody's to use without need.

    Bad:

    ```yaml
    blueprint: v1
    title: At the hairdresser's
    touchpoints:
      chair: {kind: interpersonal, channel: store}
    actors:
      stylist: {name: Stylist, team: Salon}
    systems:
      card-index: {name: Card index, holds: [last-cut, wish]}
    data:
      last-cut: {name: How it was cut last time, sensitivity: personal, control: view}
      wish: {name: What is wanted today, sensitivity: public}
    stages:
      - name: Cut
        steps:
          - id: greet
            customer: Say what is wanted
            touchpoints: chair
            frontstage: {does: Listen, actor: stylist, collects: wish, uses: wish}
            support: {does: Keep cards of all guests, system: card-index}
    ```

    Good:

    ```yaml
    blueprint: v1
    title: At the hairdresser's
    touchpoints:
      chair: {kind: interpersonal, channel: store}
    actors:
      stylist: {name: Stylist, team: Salon}
    systems:
      card-index: {name: Card index, holds: [last-cut, wish]}
    data:
      last-cut: {name: How it was cut last time, sensitivity: personal, control: view}
      wish: {name: What is wanted today, sensitivity: public}
    stages:
      - name: Cut
        steps:
          - id: greet
            customer: Say what is wanted
            touchpoints: chair
            frontstage: {does: "Ask: as last time?", actor: stylist, collects: wish, uses: [last-cut, wish]}
            support: {does: Keep cards of all guests, system: card-index}
    ```
    """
    blueprint = subject.blueprint
    personal = {id_ for id_, datum in blueprint.data.items() if datum.sensitivity == "personal"}
    holding = {id_: held for id_, system in blueprint.systems.items() if (held := personal.intersection(system.holds))}
    if not holding or not any(found.action.uses for found in subject.actions):
        return
    rests_on = system_foundations(blueprint)
    for at in subject.steps:
        serving = next((found for found in subject.actions_of(at) if _serves(subject, found)), None)
        actions = [action for _, action in at.step.actions()]
        if serving is None or any(personal.intersection((*a.uses, *a.shows)) for a in actions):
            continue
        new = {datum for action in actions for datum in (*action.collects, *action.records)}
        for system in dict.fromkeys(below for id_ in subject.systems_of(at) for below in sorted(rests_on[id_])):
            unused = [datum for datum in blueprint.systems[system].holds if datum in personal and datum not in new]
            if unused:
                message = (
                    f"`{system}` knows {listed(f'`{datum}`' for datum in unused)} of the customer, but those who serve "
                    f"at {name_of(at.step)} use nothing of it: put before them what helps (`uses`)"
                )
                yield Remark(message, (*serving.route, "uses"))
                break


def _serves(subject: Subject, found: ActionAt) -> bool:
    """Whether it is a person who serves the customer."""
    if found.role != "frontstage":
        return False
    if found.action.actor is not None:
        return True
    touchpoint = found.action.touchpoint
    met = found.at.step.touchpoints if touchpoint is None else (touchpoint,)
    is_personal = any(subject.blueprint.touchpoints[id_].kind == "interpersonal" for id_ in met)
    return is_personal and found.action.system is None
