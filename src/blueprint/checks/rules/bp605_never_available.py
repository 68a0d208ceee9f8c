"""BP605: data that are needed and not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.checks.declaration import Other, Remark, rule
from blueprint.finding import Severity
from blueprint.model.names import listed, name_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blueprint.analysis.information import Missing
    from blueprint.checks.subject import Subject


@rule("BP605", "never-available", Severity.WARNING)
def never_available(subject: Subject) -> Iterator[Remark]:
    """Someone needs information that nothing on the way to them provides.

    On the map the agent "looks at the history"; in practice there is no screen that shows it, so that they guess, ask
    the customer, or put the case aside. Say where it comes from: someone asks for it (`collects`) or makes it
    (`records`), a branch brings it along (`carries`), or a system of the step holds it (`holds`). If nothing does, you
    have found a gap in the service.

    It follows all ways to each action that `uses` data. What was known earlier and got lost over a change of channel or
    team is BP502. The file has to say of some data how they are kept (`holds`, `carries`). What customers need is what
    a touchpoint or an action shows them (`shows`, if the file says so anywhere), save for what they told themselves, or
    what is about them. Where a system holds the datum that nothing there runs on, it is advice: the service may know
    it, and the map doesn't say how. One remark is made for a datum, at the first action that lacks it.

    Bad:

    ```yaml
    blueprint: v1
    title: Boiler service
    touchpoints:
      line: {kind: interpersonal, channel: phone}
    systems:
      files: {name: Customer files, holds: address}
    data:
      address: Where the boiler is
      history: What was done to it before
    stages:
      - name: Call
        steps:
          - id: call
            customer: Call for the yearly service
            touchpoints: line
            frontstage: {does: Agree on a day, system: files, collects: address, uses: [address, history]}
    ```

    Good:

    ```yaml
    blueprint: v1
    title: Boiler service
    touchpoints:
      line: {kind: interpersonal, channel: phone}
    systems:
      files: {name: Customer files, holds: [address, history]}
    data:
      address: Where the boiler is
      history: What was done to it before
    stages:
      - name: Call
        steps:
          - id: call
            customer: Call for the yearly service
            touchpoints: line
            frontstage: {does: Agree on a day, system: files, collects: address, uses: [address, history]}
    ```
    """
    if not subject.missing:
        return
    says_what_is_shown = _says_what_is_shown(subject)
    told = {datum for found in subject.actions for datum in found.action.collects}
    made = told | {datum for found in subject.actions for datum in found.action.records}
    holders = {datum: id_ for id_, system in reversed(subject.blueprint.systems.items()) for datum in system.holds}
    lacks: dict[tuple[str, bool], list[Missing]] = {}
    for missing, loss in subject.missing:
        is_customer = subject.action_at[missing.action].role == "customer"
        if is_customer:
            is_due = says_what_is_shown and not _is_known_to_themselves(subject, missing.datum, told)
        else:
            is_due = subject.says_what_is_kept
        if is_due and loss is None:
            lacks.setdefault((missing.datum, is_customer), []).append(missing)
    for (datum, is_customer), found in lacks.items():
        first = subject.action_at[found[0].action]
        places = list(dict.fromkeys(one.step for one in found))
        others = len(places) - 1
        more = f" and {others} other {'step' if others == 1 else 'steps'}" if others else ""
        where = f"{name_of(first.at.step)}{more}"
        if is_customer:
            message = f"customers use `{datum}` at {where}, {_UNSEEN}"
        else:
            message = f"{where} {'use' if others else 'uses'} `{datum}`, {_why(subject, found[0], made, holders)}"
        too = tuple(Other(f"`{datum}` is lacking here too", subject.step_at[id_].route) for id_ in places[1:4])
        route = (*first.route, "uses", first.action.uses.index(datum))
        # Where a system holds it, it may be the map that lacks something, not the service.
        is_held = datum in holders and not is_customer
        yield Remark(message, route, others=too, severity=Severity.ADVICE if is_held else None)


_UNSEEN = "but nothing there shows it to them: let the touchpoint or an action show it (`shows`)"


def _says_what_is_shown(subject: Subject) -> bool:
    shown = (touchpoint.shows for touchpoint in subject.blueprint.touchpoints.values())
    return any(shown) or any(found.action.shows for found in subject.actions)


def _is_known_to_themselves(subject: Subject, datum: str, told: set[str]) -> bool:
    """Whether customers need not be shown it: it is about them, or they are asked for it."""
    item = subject.blueprint.data[datum]
    if item.inferred:
        return False
    return item.sensitivity in ("personal", "sensitive") or datum in told


def _why(subject: Subject, missing: Missing, made: set[str], holders: dict[str, str]) -> str:
    if missing.datum in holders:
        return (
            f"which `{holders[missing.datum]}` holds, but the step doesn't use that system: name it as the `system` of "
            "an action there, or let the branch that leads there bring the data (`carries`)"
        )
    if missing.datum not in made:
        return (
            "but nothing says where it comes from: let someone ask for it (`collects`) or make it (`records`), or a "
            "system of the step keep it (`holds`)"
        )
    if len(missing.path) == 1:
        return "which nobody knows yet: ask for it earlier, or keep it in a system of the step"
    is_everyone = len(missing.personas) == len(subject.blueprint.personas)
    who = "customers" if is_everyone else listed(f"`{persona}`" for persona in missing.personas)
    before = name_of(subject.step_at[missing.path[-2]].step)
    return (
        f"which nobody there knows of {who} who come straight from {before}: ask for it on that way too, or keep it in "
        "a system"
    )
