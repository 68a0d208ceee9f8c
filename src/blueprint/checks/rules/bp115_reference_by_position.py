"""BP115: a reference to a part by its position."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.checks.declaration import Other, Remark, rule
from blueprint.finding import Severity
from blueprint.model.names import name_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blueprint.checks.subject import Subject
    from blueprint.model.references import Definition, Use


@rule("BP115", "reference-by-position", Severity.WARNING)
def reference_by_position(subject: Subject) -> Iterator[Remark]:
    """A part without an `id` is referred to by its position, like `stage-2.step-3`.

    It is right today. As soon as somebody adds a step above it, `stage-2.step-3` is another one, and the branch, the
    metric or the solution silently means something else. Give the part an `id` of its own and refer to that.

    `--fix` writes the position down as the part's `id`, which changes no meaning and keeps it; a better name is up to
    you. That a part is referred to so is told once, at the first reference. What a customer does in a step that has an
    `id` (`pay.customer`) is known by that: there is only one.

    Bad:

    ```yaml
    blueprint: v1
    title: Shoeshine
    stages:
      - name: Shine
        steps:
          - customer: Look at the shoes
            next: {stage-1.step-2: 10%, stage-1.step-3: 90%}
          - {customer: Have them polished again}
          - {customer: Pay}
    ```

    Good:

    ```yaml
    blueprint: v1
    title: Shoeshine
    stages:
      - name: Shine
        steps:
          - customer: Look at the shoes
            next: {again: 10%, pay: 90%}
          - {id: again, customer: Have them polished again}
          - {id: pay, customer: Pay}
    ```
    """
    derived = {definition.id: definition for definition in subject.references.definitions if definition.is_derived}
    told: set[str] = set()
    for use in subject.references.uses:
        definition = derived.get(use.text)
        owner, _, last = use.text.rpartition(".")
        if last == "customer" and owner not in derived:
            continue  # it stands in no row in which it could move
        if definition is not None and definition.kind in use.ref.kinds and use.text not in told:
            told.add(use.text)
            yield _remark(subject, use, definition, "step" if last == "customer" else definition.kind)


def _remark(subject: Subject, use: Use, definition: Definition, counted: str) -> Remark:
    """What to say of a part that is referred to by its position among what is counted."""
    from blueprint.source.insert import first_key

    name = name_of(definition.part)
    message = (
        f"`{use.text}` is {name} by its position only, and another {definition.kind} once a {counted} is added "
        f"before it: give {name} an `id` and refer to that"
    )
    edit = first_key(subject.document, definition.route, "id", definition.id)
    other = Other(f"this is the {definition.kind} without an `id`", definition.route)
    return Remark(message, use.route, others=(other,), edit=edit)
