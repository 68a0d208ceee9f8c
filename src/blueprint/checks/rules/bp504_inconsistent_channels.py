"""BP504: the same datum shown from systems that know nothing of each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from blueprint.checks.declaration import Other, Remark, rule
from blueprint.finding import Severity
from blueprint.graph.dependencies import system_foundations
from blueprint.model.names import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from blueprint.checks.subject import Subject
    from blueprint.finding import Route


@rule("BP504", "inconsistent-channels", Severity.WARNING)
def inconsistent_channels(subject: Subject) -> Iterator[Remark]:
    """Touchpoints show the same datum from systems that know nothing of each other.

    Sooner or later the app says 120 points and the website 95. Customers don't see two systems, they see a service that
    contradicts itself, and call to ask which is true. Feed both from one system that holds the datum: let both run on
    it, or let theirs depend on it (`depends_on`).

    Two touchpoints agree where they run on a common system that holds the datum, directly or by what their systems
    depend on, or where a system of the one depends on a system of the other. Where no system of a touchpoint is said to
    hold it, any common system will do. Touchpoints without `systems`, and those that no step meets, say nothing about
    it.

    Bad:

    ```yaml
    blueprint: v1
    title: Bonus points
    touchpoints:
      site: {kind: digital, channel: web, shows: points, systems: shop}
      app: {kind: digital, channel: app, shows: points, systems: app-store}
    systems:
      shop: {name: Web shop, holds: points}
      app-store: {name: Database of the app, holds: points}
    data:
      points: Bonus points
    stages:
      - name: Look
        steps:
          - customer: Look up the points
            touchpoints: [site, app]
    ```

    Good:

    ```yaml
    blueprint: v1
    title: Bonus points
    touchpoints:
      site: {kind: digital, channel: web, shows: points, systems: shop}
      app: {kind: digital, channel: app, shows: points, systems: app-store}
    systems:
      shop: {name: Web shop, holds: points}
      app-store: {name: Server of the app, depends_on: shop}
    data:
      points: Bonus points
    stages:
      - name: Look
        steps:
          - customer: Look up the points
            touchpoints: [site, app]
    ```
    """
    by_datum = _shown(subject)
    if not by_datum:
        return
    rests_on = system_foundations(subject.blueprint)
    for datum, shown in by_datum.items():
        holders = {id_ for id_, system in subject.blueprint.systems.items() if datum in system.holds}
        split = _first_that_disagrees(shown, rests_on, holders)
        if split is None:
            continue
        names = [f"`{one.touchpoint}`" for one in shown]
        systems = listed(f"`{id_}`" for one in shown for id_ in one.systems)
        message = (
            f"{listed(names)} show `{datum}` from systems that know nothing of each other ({systems}), so they can "
            "differ: feed all from one that holds it"
        )
        others = tuple(Other("shown here too", one.route) for one in shown if one is not split)
        yield Remark(message, split.route, others=others[:3])


class _Shown(NamedTuple):
    touchpoint: str
    systems: tuple[str, ...]
    route: Route


def _shown(subject: Subject) -> dict[str, list[_Shown]]:
    """The data that several of the touchpoints that run on systems show, with where they do."""
    found: dict[str, list[_Shown]] = {}
    for id_, touchpoint in subject.blueprint.touchpoints.items():
        if touchpoint.systems and touchpoint.shows and id_ in subject.met_at:
            for k, datum in enumerate(touchpoint.shows):
                found.setdefault(datum, []).append(_Shown(id_, touchpoint.systems, ("touchpoints", id_, "shows", k)))
    return {datum: shown for datum, shown in found.items() if len({one.systems for one in shown}) > 1}


def _first_that_disagrees(
    shown: list[_Shown], rests_on: Mapping[str, frozenset[str]], holders: set[str]
) -> _Shown | None:
    """The first touchpoint that is out of step with an earlier one."""
    earlier: dict[tuple[str, ...], tuple[set[str], set[str]]] = {}
    for one in shown:
        if one.systems not in earlier:
            below = {system for id_ in one.systems for system in rests_on[id_]}
            sources = below & holders or below
            own = set(one.systems)
            for systems, (others_below, others_sources) in earlier.items():
                if not (sources & others_sources or own & others_below or below & set(systems)):
                    return one
            earlier[one.systems] = (below, sources)
    return None
