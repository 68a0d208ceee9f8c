"""BP501: asked again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from blueprint.checks.declaration import Option, Other, Remark, rule
from blueprint.checks.names import listed, name_of
from blueprint.finding import Severity
from blueprint.model.step import END
from blueprint.model.values import Number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from blueprint.checks.subject import ActionAt, Subject
    from blueprint.finding import Route


@rule(
    "BP501",
    "asked-again",
    Severity.WARNING,
    times=Option(0.01, Annotated[Number, Field(ge=0)], "How often in an average journey it may happen."),
)
def asked_again(subject: Subject, *, times: float) -> Iterator[Remark]:
    """A step asks customers for what they were asked for before.

    Nothing says "nobody here knows you" as plainly as telling the same story twice. It is what customers complain of
    first where a service has several channels or teams, and it costs both sides the time. Ask once: let the answer go
    along with the customer (`carries`), or keep it in a system that later steps use. Where a way leads back to the step
    that asks, keep what was said the first time.

    What is counted are the visits of all steps that ask for a datum (`collects`), after the first of them, in an
    average journey. A wanted repetition (`repeat: true`) is a new round and may ask anew.

    Bad:

    ```yaml
    blueprint: v1
    title: Repair of a coffee machine
    touchpoints:
      phone: {kind: interpersonal, channel: phone}
      desk: {kind: interpersonal, channel: store}
    actors:
      adviser: {name: Adviser, team: Service}
    data:
      fault: What is wrong with the machine
    stages:
      - name: Repair
        steps:
          - id: call
            customer: Call about the machine
            touchpoints: phone
            frontstage: {does: Ask what is wrong, actor: adviser, collects: fault}
          - id: bring
            customer: Bring the machine
            touchpoints: desk
            frontstage: {does: Ask what is wrong, actor: adviser, collects: fault}
    ```

    Good:

    ```yaml
    blueprint: v1
    title: Repair of a coffee machine
    touchpoints:
      phone: {kind: interpersonal, channel: phone}
      desk: {kind: interpersonal, channel: store}
    actors:
      adviser: {name: Adviser, team: Service}
    data:
      fault: What is wrong with the machine
    stages:
      - name: Repair
        steps:
          - id: call
            customer: Call about the machine
            touchpoints: phone
            frontstage: {does: Ask what is wrong, actor: adviser, collects: fault}
            next: {to: bring, carries: fault}
          - id: bring
            customer: Bring the machine
            touchpoints: desk
            frontstage: {does: Read what is wrong, actor: adviser, uses: fault}
    ```
    """
    asking = _asking(subject)
    if not asking or (len(asking) == len({datum for datum, _ in asking}) and not _leads_back(subject)):
        return
    if subject.analysis is None:
        return
    from blueprint.analysis.information import asked_again_at, asked_first

    customers = subject.analysis.customers
    together: dict[tuple[Route, str, str], tuple[ActionAt, list[str]]] = {}
    for datum, at in customers.answer(asked_again_at).items():
        first = asked_first(customers, datum) if any(again > times for again in at.values()) else {}
        for i, again in at.items():
            if again > times:
                step = subject.steps[i].id
                action = asking[datum, step]
                key = (action.route, first[step], _often(again))
                together.setdefault(key, (action, []))[1].append(datum)
    for (_, before, often), (action, data) in together.items():
        in_order = sorted(data, key=action.action.collects.index)
        yield _remark(action, in_order, often, asking[in_order[0], before])


def _often(times: float) -> str:
    shown = f"{times:.2f}".rstrip("0").rstrip(".")
    return {"0": "less than 0.01 times", "1": "once"}.get(shown, f"{shown} times")


def _remark(found: ActionAt, data: Sequence[str], often: str, before: ActionAt) -> Remark:
    """A remark about the data that an action asks for again for the same reason."""
    here, asked = name_of(found.at.step), listed(f"`{datum}`" for datum in data)
    route: Route = (*found.route, "collects")
    if len(data) == 1:
        route = (*route, found.action.collects.index(data[0]))
    if before.at == found.at:
        message = (
            f"customers who come back to {here} are asked for {asked} again, {often} a journey: keep what they said"
        )
        return Remark(message, route)
    message = (
        f"{here} asks for {asked} again, {often} a journey, though {name_of(before.at.step)} was told: let it go along "
        "(`carries`), or keep it in a system that both use"
    )
    place = (*before.route, "collects", before.action.collects.index(data[0]))
    return Remark(message, route, others=(Other("asked here before", place),))


def _asking(subject: Subject) -> dict[tuple[str, str], ActionAt]:
    """The first action of a step that asks for a datum, by both."""
    found: dict[tuple[str, str], ActionAt] = {}
    for action in subject.actions:
        for datum in action.action.collects:
            found.setdefault((datum, action.at.id), action)
    return found


def _leads_back(subject: Subject) -> bool:
    """Whether any way leads back in the file: without one, no step is come to twice."""
    place = {at.id: i for i, at in enumerate(subject.steps)}
    targets = [(i, branch.to) for i, at in enumerate(subject.steps) for branch in at.step.next]
    targets += [(i, at.step.otherwise) for i, at in enumerate(subject.steps) if at.step.otherwise]
    return any(to != END and place[to] <= i for i, to in targets)
