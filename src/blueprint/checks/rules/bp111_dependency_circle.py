"""BP111: systems that depend on each other in a circle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.checks.declaration import Other, Remark, rule
from blueprint.finding import Severity
from blueprint.model.names import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from blueprint.checks.subject import Subject


@rule("BP111", "dependency-circle", Severity.WARNING)
def dependency_circle(subject: Subject) -> Iterator[Remark]:
    """Systems can't work without each other: what one depends on depends on it.

    When any of them fails, all do, and none can be started first: an outage is long and nobody is to blame. Often only
    one of the two really needs the other at the moment when a customer is served. Remove the dependence that isn't one,
    or say what stands in between.

    Each circle is told once, with one way round.

    Bad:

    ```yaml
    blueprint: v1
    title: Shoeshine
    systems:
      till: {name: Till, depends_on: stock}
      stock: {name: Stock list, depends_on: till}
    stages:
      - name: Shine
        steps:
          - customer: Pay
            support: {does: Take the money, system: till}
    ```

    Good:

    ```yaml
    blueprint: v1
    title: Shoeshine
    systems:
      till: {name: Till, depends_on: stock}
      stock: {name: Stock list}
    stages:
      - name: Shine
        steps:
          - customer: Pay
            support: {does: Take the money, system: till}
    ```
    """
    systems = {id_: system.depends_on for id_, system in subject.blueprint.systems.items()}
    if not any(systems.values()):
        return
    for circle in _circles(systems):
        through = listed(f"`{id_}`" for id_ in circle[1:])
        message = (
            f"`{circle[0]}` depends on itself through {through}, so when one fails, all do: remove the `depends_on` "
            "that isn't needed"
        )
        ways = zip(circle, (*circle[1:], circle[0]), strict=True)
        routes = [("systems", one, "depends_on", systems[one].index(needed)) for one, needed in ways]
        yield Remark(message, routes[0], others=(Other("this closes the circle", routes[-1]),))


def _circles(systems: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    """A shortest circle in each set of systems that all need each other, from the first of them."""
    from blueprint.graph.chain import components

    ids = list(systems)
    place = {id_: i for i, id_ in enumerate(ids)}
    tied = components([{place[needed]: 1.0 for needed in systems[id_]} for id_ in ids])
    for places in sorted(sorted(places) for places in tied if len(places) > 1):
        among = {ids[i] for i in places}
        yield _circle(ids[places[0]], {id_: [n for n in systems[id_] if n in among] for id_ in among})


def _circle(start: str, systems: Mapping[str, Sequence[str]]) -> list[str]:
    """The shortest way from a system back to it."""
    before: dict[str, str] = {}
    waiting = [start]
    for one in waiting:
        for needed in systems[one]:
            if needed == start:
                circle = [one]
                while circle[-1] != start:
                    circle.append(before[circle[-1]])
                return circle[::-1]
            if needed not in before:
                before[needed] = one
                waiting.append(needed)
    raise AssertionError  # in a set where each needs each there is a way back
