"""BP602: sensitive data shown that the customer never told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.checks.declaration import Other, Remark, rule
from blueprint.finding import Severity
from blueprint.model.names import name_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blueprint.checks.subject import Subject
    from blueprint.finding import Route


@rule("BP602", "inferred-shown", Severity.WARNING)
def inferred_shown(subject: Subject) -> Iterator[Remark]:
    """Customers are shown something sensitive about themselves that they never told.

    A retailer concluded from purchases who was pregnant, and sent coupons for babies, in one case before the family
    knew (Duhigg 2012). Even a right guess alarms: nobody agreed to it, and nobody can contradict. Mixing it with random
    offers only hides it. Ask before you act on such a guess, and let customers see and correct it, or opt out.

    It speaks of what an action or a touchpoint `shows` of data with `inferred: true` and `sensitivity: sensitive`.

    Bad:

    ```yaml
    blueprint: v1
    title: Baby coupons
    touchpoints:
      leaflet: {kind: physical, channel: mail}
    systems:
      profiles: {name: Profiles, holds: pregnancy}
    data:
      pregnancy: {name: Likely pregnancy, sensitivity: sensitive, inferred: true, control: opt-out}
    stages:
      - name: Offer
        steps:
          - id: coupons
            customer: Open the letter
            touchpoints: leaflet
            frontstage: {does: Send coupons for babies, system: profiles, uses: pregnancy, shows: pregnancy}
    ```

    Good:

    ```yaml
    blueprint: v1
    title: Baby coupons
    touchpoints:
      leaflet: {kind: physical, channel: mail}
    systems:
      profiles: {name: Profiles, holds: wishes}
    data:
      wishes: {name: Offers that are welcome, sensitivity: personal, control: [view, correct, opt-out]}
    stages:
      - name: Offer
        steps:
          - id: coupons
            customer: Open the letter
            touchpoints: leaflet
            frontstage: {does: Send the coupons asked for, system: profiles, uses: wishes, shows: wishes}
    ```
    """
    data = subject.blueprint.data
    guessed = {id_ for id_, datum in data.items() if datum.inferred and datum.sensitivity == "sensitive"}
    if not guessed:
        return
    for name, route, datum in _shown(subject):
        if datum in guessed:
            controls = data[datum].control
            say = "ask them first" if controls else "ask them first, and let them see, correct or refuse it (`control`)"
            message = f"{name} shows customers `{datum}`, which is sensitive and which they never told: {say}"
            yield Remark(message, route, others=_derived(subject, datum))


def _shown(subject: Subject) -> Iterator[tuple[str, Route, str]]:
    """Who shows what: the touchpoints that any step meets, then the actions."""
    for id_, touchpoint in subject.blueprint.touchpoints.items():
        if id_ in subject.met_at:
            for k, datum in enumerate(touchpoint.shows):
                yield f"`{id_}`", ("touchpoints", id_, "shows", k), datum
    for found in subject.actions:
        for k, datum in enumerate(found.action.shows):
            yield name_of(found.at.step), (*found.route, "shows", k), datum


def _derived(subject: Subject, datum: str) -> tuple[Other, ...]:
    """Where it is derived, if the file says so."""
    for found in subject.actions:
        if datum in found.action.records:
            return (Other("derived here", (*found.route, "records", found.action.records.index(datum))),)
    return ()
