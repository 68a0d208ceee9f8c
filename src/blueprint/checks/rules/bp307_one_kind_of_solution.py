"""BP307: a pain that is answered by one kind of means only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.checks.declaration import Option, Other, Remark, rule
from blueprint.finding import Severity
from blueprint.model.names import listed, name_of
from blueprint.model.values import Count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blueprint.checks.subject import Subject

_KINDS = ("digital", "physical", "interpersonal")


@rule(
    "BP307",
    "one-kind-of-solution",
    Severity.ADVICE,
    least=Option(2, Count, "The rule speaks where as many solutions or more address a pain point."),
)
def one_kind_of_solution(subject: Subject, least: int) -> Iterator[Remark]:
    """All solutions for a pain point are of one kind: all digital, all physical, or all interpersonal.

    Teams solve problems with what they have at hand: IT with an app, training with training. But screens leave out
    those who don't use them, things can't listen, and people are dear and tired by evening. Where two kinds help, each
    covers what the other can't. Ask what the product itself, a sign, a page or a person could do.

    The rule speaks where several solutions address a pain point, each says its `kind`, and the service has touchpoints
    of another kind.

    Bad:

    ```yaml
    blueprint: v1
    title: Language school
    stages:
      - name: Learn
        steps:
          - customer: Practise at home
            touchpoints: [app, book]
            pain_points: {id: alone, what: Nobody corrects my speech, severity: 3}
    touchpoints:
      app: {kind: digital}
      book: {kind: physical}
    solutions:
      recorder: {what: Record and compare, addresses: alone, kind: digital, owner: Product}
      chatbot: {what: Talk to a bot, addresses: alone, kind: digital, owner: Product}
    ```

    Good:

    ```yaml
    blueprint: v1
    title: Language school
    stages:
      - name: Learn
        steps:
          - customer: Practise at home
            touchpoints: [app, book]
            pain_points: {id: alone, what: Nobody corrects my speech, severity: 3}
    touchpoints:
      app: {kind: digital}
      book: {kind: physical}
    solutions:
      recorder: {what: Record and compare, addresses: alone, kind: digital, owner: Product}
      tandem: {what: Talk to a learner of your own language, addresses: alone, kind: interpersonal, owner: School}
    ```
    """
    solutions = subject.blueprint.solutions
    if len(solutions) < least:
        return
    addressed: dict[str, list[str]] = {}
    for id_, solution in solutions.items():
        for point in dict.fromkeys(solution.addresses):
            addressed.setdefault(point, []).append(id_)
    offered = {touchpoint.kind for touchpoint in subject.blueprint.touchpoints.values()}
    for route, _, pain in subject.pains:
        found = addressed.get(str(pain.id), [])
        kinds = {solutions[id_].kind for id_ in found}
        if len(found) < max(least, 1) or len(kinds) > 1 or not offered - kinds or None in kinds:
            continue
        (kind,) = kinds
        others = " or ".join(other for other in _KINDS if other != kind)
        message = (
            f"all solutions for {name_of(pain)} are {kind} ({listed(f'`{id_}`' for id_ in found)}): ask what "
            f"{'an' if others[0] in 'aeiou' else 'a'} {others} one could do"
        )
        yield Remark(message, route, others=tuple(Other("one of them", ("solutions", id_, "kind")) for id_ in found))
