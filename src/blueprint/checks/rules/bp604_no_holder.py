"""BP604: data that are gathered and nothing holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.checks.declaration import Remark, rule
from blueprint.finding import Severity
from blueprint.model.names import name_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blueprint.checks.subject import ActionAt, Subject


@rule("BP604", "no-holder", Severity.ADVICE)
def no_holder(subject: Subject) -> Iterator[Remark]:
    """The service asks for data, or makes them, and no system holds them.

    Then they are on a slip of paper, or in somebody's head: gone when the shift ends, and asked for again. Or nobody
    needs them at all, and customers are bothered for nothing. Let a system hold them (`holds`), or ask no more.

    It speaks where the file says of any system what it holds. Data that are used only in the step that asks for them
    may well be forgotten; and where someone lacks the data later, that is said there (BP502, BP605).

    Bad:

    ```yaml
    blueprint: v1
    title: Table for two
    touchpoints:
      line: {kind: interpersonal, channel: phone}
    systems:
      book: {name: Book of reservations, holds: party}
    data:
      party: How many come, and when
      allergies: What a guest can't eat
    stages:
      - name: Reserve
        steps:
          - id: call
            customer: Call for a table
            touchpoints: line
            frontstage: {does: Ask who comes and what they can't eat, collects: [party, allergies]}
            support: {does: Keep the reservation, system: book}
    ```

    Good:

    ```yaml
    blueprint: v1
    title: Table for two
    touchpoints:
      line: {kind: interpersonal, channel: phone}
    systems:
      book: {name: Book of reservations, holds: [party, allergies]}
    data:
      party: How many come, and when
      allergies: What a guest can't eat
    stages:
      - name: Reserve
        steps:
          - id: call
            customer: Call for a table
            touchpoints: line
            frontstage: {does: Ask who comes and what they can't eat, collects: [party, allergies]}
            support: {does: Keep the reservation, system: book}
    ```
    """
    held = {datum for system in subject.blueprint.systems.values() for datum in system.holds}
    if not held:
        return
    made: dict[str, list[ActionAt]] = {}
    used: dict[str, set[str]] = {}
    for found in subject.actions:
        for datum in dict.fromkeys((*found.action.collects, *found.action.records)):
            if datum not in held:
                made.setdefault(datum, []).append(found)
        for datum in (*found.action.uses, *found.action.shows):
            used.setdefault(datum, set()).add(found.at.id)
    passing = {datum for datum in made if datum in used and used[datum] <= {found.at.id for found in made[datum]}}
    lacked = {missing.datum for missing, _ in subject.missing} if made.keys() - passing else set()
    for datum, makers in made.items():
        if datum in passing or datum in lacked:
            continue
        found = makers[0]
        is_asked = datum in found.action.collects
        why = "" if datum in used else " and nobody uses it"
        message = (
            f"{name_of(found.at.step)} {'asks for' if is_asked else 'makes'} `{datum}`, but no system holds it{why}: "
            f"let a system keep it (`holds`), or don't {'ask for' if is_asked else 'make'} it"
        )
        listed = found.action.collects if is_asked else found.action.records
        yield Remark(message, (*found.route, "collects" if is_asked else "records", listed.index(datum)))
