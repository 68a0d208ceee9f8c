"""BP901: everything at a moment of truth hangs by one thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.checks.declaration import Option, Other, Remark, rule
from blueprint.finding import Severity
from blueprint.model.names import listed, name_of
from blueprint.model.values import Share, format_share

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blueprint.analysis.failure import Failure, Part
    from blueprint.checks.subject import Subject
    from blueprint.model.blueprint import Blueprint


@rule(
    "BP901",
    "single-point-of-failure",
    Severity.ADVICE,
    availability=Option(0.999, Share, "A system that is available this much of the time or more is safe enough."),
)
def single_point_of_failure(subject: Subject, availability: float) -> Iterator[Remark]:
    """Nobody gets through a moment of truth, and nobody succeeds, while one system is down or one person is away.

    Every service hangs on something. It is worth a second way where customers judge the whole service: a paper form for
    the day when the till is down, a colleague who can step in. Who has practised that once keeps face; who has not says
    "the computer is down".

    The rule speaks of systems, those that others depend on included, where the file gives the `availability` of any;
    one that is known to be available 99.9% of the time is safe enough. It speaks of an actor with a `count` of 1 where
    other actors are several. Only what customers wait for stops a step: blocking actions, and touchpoints that run on a
    system where no other is left.

    Bad:

    ```yaml
    blueprint: v1
    title: Bicycle hire
    stages:
      - name: Hire
        steps:
          - {customer: Choose a bicycle}
          - {id: unlock, customer: Unlock it, touchpoints: lock, moment_of_truth: true}
    touchpoints:
      lock: {kind: digital, systems: fleet}
    systems:
      fleet: {name: Fleet server, availability: 98%}
    ```

    Good:

    ```yaml
    blueprint: v1
    title: Bicycle hire
    stages:
      - name: Hire
        steps:
          - {customer: Choose a bicycle}
          - {id: unlock, customer: Unlock it, touchpoints: [lock, key], moment_of_truth: true}
    touchpoints:
      lock: {kind: digital, systems: fleet}
      key: {kind: physical, name: Spare key behind the counter}
    systems:
      fleet: {name: Fleet server, availability: 98%}
    ```
    """
    blueprint = subject.blueprint
    suspects = _suspects(blueprint, availability)
    if not suspects or not any(at.step.moment_of_truth for at in subject.steps) or subject.analysis is None:
        return
    from blueprint.analysis.failure import failures_of

    customers = subject.analysis.customers
    if not customers.successes.passages:
        return
    found = [failure for failure in failures_of(customers, suspects) if not failure.success_share]
    for at in subject.steps:
        needed = [failure for failure in found if at.step.moment_of_truth and at.id in failure.stops]
        if needed:
            message = (
                f"nobody gets through {name_of(at.step)}, a moment of truth, without "
                f"{listed(_shown(blueprint, f) for f in needed)}: give it a second way"
            )
            others = tuple(Other("everyone needs this", (f"{f.kind}s", f.id), "key") for f in needed)
            yield Remark(message, at.route, others=others)


def _suspects(blueprint: Blueprint, availability: float) -> list[Part]:
    """The systems and actors that may fail, by kind and id, in the order of the catalogues."""
    systems, actors = blueprint.systems, blueprint.actors
    found: list[Part] = []
    if any(system.availability is not None for system in systems.values()):
        found += [("system", id_) for id_, system in systems.items() if (system.availability or 0.0) < availability]
    if any((actor.count or 0) > 1 for actor in actors.values()):
        found += [("actor", id_) for id_, actor in actors.items() if actor.count == 1]
    return found


def _shown(blueprint: Blueprint, failure: Failure) -> str:
    if failure.kind == "actor":
        return f"`{failure.id}` (only one)"
    known = blueprint.systems[failure.id].availability
    return f"`{failure.id}`" + (f" (available {format_share(known)})" if known is not None else "")
