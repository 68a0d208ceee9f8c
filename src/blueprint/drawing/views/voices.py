"""What customers think and say on their way, as bubbles: whose it is and where it is known from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.drawing.views.content import Card, Note

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from blueprint.drawing.views.scope import Scope
    from blueprint.model.step import Step

_QUOTED = (("“", "”"), ("「", "」"), ("『", "』"), ('"', '"'), ("«", "»"), ("„", "“"))


def voices(scope: Scope, column: int, step: Step, marks: tuple[str, str]) -> Iterator[Card]:
    """The thoughts and the quotes of a step, then those about its pain points; `marks` are the quotation marks."""
    known = _from(scope, step.sources)
    for number, text in enumerate(step.thoughts, 1):
        yield Card(
            f"{step.id}:thought-{number}", "voices", column, "thought", text, title=text, notes=known, part=str(step.id)
        )
    for number, text in enumerate(step.quotes, 1):
        yield Card(
            f"{step.id}:quote-{number}", "voices", column, "quote", quoted(text, marks), title=text, notes=known,
            part=str(step.id),
        )  # fmt: skip
    persona = scope.filters.persona
    for pain in step.pain_points:
        if persona is not None and pain.personas and persona not in pain.personas:
            continue
        whose = (Note(scope.names(pain.personas), "persona"),) if scope.are_some(pain.personas) else ()
        for number, text in enumerate(pain.quotes, 1):
            yield Card(
                f"pain:{pain.id}:quote-{number}", "voices", column, "quote", quoted(text, marks), title=text,
                notes=(*whose, *_from(scope, pain.sources)), part=f"pain:{pain.id}",
            )  # fmt: skip


def quoted(text: str, marks: tuple[str, str]) -> str:
    """A text in quotation marks, once: where the file has them already, it keeps its own."""
    text = text.strip()
    is_quoted = any(
        len(text) > 1 and text.startswith(first) and text.endswith(last) and not {first, last} & set(text[1:-1])
        for first, last in _QUOTED
    )
    return text if is_quoted else f"{marks[0]}{text}{marks[1]}"


def _from(scope: Scope, sources: Sequence[str]) -> tuple[Note, ...]:
    names = scope.words.comma.join(scope.blueprint.sources[id_].name for id_ in sources)
    return (Note(f"— {names}"),) if names else ()
