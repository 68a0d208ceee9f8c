"""BP110: an action sets off what has already happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.checks.declaration import Other, Remark, rule
from blueprint.finding import Severity
from blueprint.model.names import name_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from blueprint.checks.subject import Subject


@rule("BP110", "backward-trigger", Severity.WARNING)
def backward_trigger(subject: Subject) -> Iterator[Remark]:
    """An action triggers something in an earlier step, to which no way leads back.

    What has happened can't be set off any more. Either the arrow is the wrong way round, or the work is done later than
    it is drawn, and then the promise that depends on it is at risk; or customers really come back, and the branch is
    missing that says how many do.

    In a loop the earlier step comes again, so a trigger may lead there. Within one column nothing is said.

    Bad:

    ```yaml
    blueprint: v1
    title: Room service
    stages:
      - name: Dine
        steps:
          - customer: Wait for the food
            backstage: {id: cook, does: Cook the meal}
          - customer: Get the meal
            frontstage: {does: Bring the meal, triggers: cook}
    ```

    Good:

    ```yaml
    blueprint: v1
    title: Room service
    stages:
      - name: Dine
        steps:
          - customer: Wait for the food
            backstage: {does: Cook the meal, triggers: bring}
          - customer: Get the meal
            frontstage: {id: bring, does: Bring the meal}
    ```
    """
    places = {at.id: i for i, at in enumerate(subject.steps)}
    backward = [
        (found, k, target)
        for found in subject.actions
        for k, id_ in enumerate(found.action.triggers)
        if places[(target := subject.step_of(id_)).id] < places[found.at.id]
    ]
    reach = [_Reach(ways) for ways in subject.onward.values()] if backward else []
    for found, k, target in backward:
        returns = any(one.leads(found.at.id, target.id) for one in reach)
        if returns or not any(one.leads(target.id, found.at.id) for one in reach):
            continue  # it comes again, or the two are never on the same way
        id_ = found.action.triggers[k]
        message = (
            f"{name_in(found.action, found.at.step)} triggers `{id_}`, which is over by then: "
            "turn the trigger round, or add the branch that leads back"
        )
        route = subject.action_at[id_].route if id_ in subject.action_at else target.route
        yield Remark(message, (*found.route, "triggers", k), others=(Other("this comes before", route),))


class _Reach:
    """From which steps one comes to which. Sets of steps are the bits of a number."""

    def __init__(self, ways: Mapping[str, Sequence[str]]) -> None:
        from blueprint.graph.chain import components

        ids = list(dict.fromkeys((*ways, *(target for targets in ways.values() for target in targets))))
        self._place = {id_: i for i, id_ in enumerate(ids)}
        onward = [{self._place[target]: 1.0 for target in ways.get(id_, ())} for id_ in ids]
        self._reached = [0] * len(ids)
        for places in reversed(components(onward)):
            reached = sum(1 << i for i in places)
            for i in places:
                for j in onward[i]:
                    reached |= self._reached[j]
            for i in places:
                self._reached[i] = reached

    def leads(self, first: str, last: str) -> bool:
        """Whether one can come from a step to another."""
        if first not in self._place or last not in self._place:
            return False
        return bool(self._reached[self._place[first]] >> self._place[last] & 1)
