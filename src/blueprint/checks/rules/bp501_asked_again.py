"""BP501: asked again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, NamedTuple

from pydantic import Field

from blueprint.checks.declaration import Option, Other, Remark, rule
from blueprint.finding import Severity
from blueprint.model.names import listed, name_of
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
    times=Option(
        0.01, Annotated[Number, Field(ge=0)], "How often in an average journey a step may ask for a datum again."
    ),
)
def asked_again(subject: Subject, *, times: float) -> Iterator[Remark]:
    """A step asks customers for what they were asked for before.

    Nothing says "nobody here knows you" as plainly as telling the same story twice. It is what customers complain of
    first where a service has several channels or teams, and it costs both sides the time. Ask once: let the answer go
    along with the customer (`carries`), or keep it in a system that later steps use. Where a way leads back to the step
    that asks, keep what was said the first time.

    What is counted are the visits of all steps that ask for a datum (`collects`), after the first of them, in an
    average journey. A wanted repetition (`repeat: true`) is a new round and may ask anew; so may an action that a rule
    binds to it (`policy`), like the surgeon who asks for the name once more. One remark is made for each action.

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
    together: dict[Route, list[_Again]] = {}
    for datum, at in customers.answer(asked_again_at).items():
        first = asked_first(customers, datum) if any(again > times for again in at.values()) else {}
        for i, again in at.items():
            action = asking[datum, subject.steps[i].id]
            if again > times and not action.action.policy:
                found = _Again(datum, again, action, asking[datum, first[action.at.id]])
                together.setdefault(action.route, []).append(found)
    for found_there in together.values():
        yield _remark(subject, sorted(found_there, key=lambda one: (-one.times, one.place)))


class _Again(NamedTuple):
    """A datum that an action asks for again, how often it does so in a journey, and who asked first."""

    datum: str
    times: float
    action: ActionAt
    first: ActionAt

    @property
    def place(self) -> int:
        """Which of the data it is that the action asks for."""
        return self.action.action.collects.index(self.datum)

    @property
    def is_own(self) -> bool:
        """Whether it is the step itself that asked before."""
        return self.first.at == self.action.at


def _remark(subject: Subject, found: Sequence[_Again]) -> Remark:
    """What to say of the data that an action asks for again, the most often asked for first."""
    action = found[0].action
    here = name_of(action.at.step)
    route: Route = (*action.route, "collects")
    if len(found) == 1:
        route = (*route, found[0].place)
    if all(one.is_own for one in found):
        return Remark(
            f"customers who come back to {here} are asked again for {_data(found)}: keep what they said", route
        )
    it = "it" if len(found) == 1 else "them"
    holder = _holder(subject, found)
    remedy = f"let {it} go along (`carries`), or keep {it} in a system that both use"
    if holder is not None:
        remedy = f"look {it} up in `{holder}` instead"
    told = listed(name_of(one.first.at.step) for one in found if not one.is_own)
    others = {one.first.at.id: one for one in reversed(found) if not one.is_own}
    places = [(*one.first.route, "collects", one.first.action.collects.index(one.datum)) for one in others.values()]
    return Remark(
        f"{here} asks again for {_data(found)}, told before at {told}: {remedy}",
        route,
        others=tuple(Other("asked here before", place) for place in sorted(places)),
    )


def _data(found: Sequence[_Again]) -> str:
    """The data with how often each is asked for again: "`name` (0.5 times a journey) and `order` (0.25)"."""
    often = [_often(one.times) for one in found]
    if len(set(often)) == 1:
        each = " each" if len(found) > 1 else ""
        return f"{listed(f'`{one.datum}`' for one in found)} ({often[0]} a journey{each})"
    said = [f"`{one.datum}` ({times.removesuffix(' times')})" for one, times in zip(found, often, strict=True)]
    return listed([f"`{found[0].datum}` ({often[0]} a journey)", *said[1:]])


def _often(times: float) -> str:
    shown = f"{times:.2f}".rstrip("0").rstrip(".")
    return {"0": "less than 0.01 times", "1": "once"}.get(shown, f"{shown} times")


def _holder(subject: Subject, found: Sequence[_Again]) -> str | None:
    """A system that holds all of the data, and that the step and all that asked before use."""
    from blueprint.graph.dependencies import system_foundations

    rests_on = system_foundations(subject.blueprint)
    places = {at.id: at for one in found for at in (one.action.at, one.first.at)}
    used = [{below for id_ in subject.systems_of(at) for below in rests_on[id_]} for at in places.values()]
    data = {one.datum for one in found}
    return next(
        (
            id_
            for id_, system in subject.blueprint.systems.items()
            if data <= set(system.holds) and all(id_ in systems for systems in used)
        ),
        None,
    )


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
