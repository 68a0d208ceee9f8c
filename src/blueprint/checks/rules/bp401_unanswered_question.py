"""BP401: a question to which customers find no answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.analysis.words import words_for
from blueprint.checks.declaration import Other, Remark, rule
from blueprint.finding import Severity
from blueprint.model.names import listed, name_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blueprint.checks.subject import Subject


@rule("BP401", "unanswered-question", Severity.WARNING)
def unanswered_question(subject: Subject) -> Iterator[Remark]:
    """No touchpoint answers a question that customers ask; or none that some of them can use.

    Help is humane when people find what they need to know before they need it, where they are. A question without an
    answer becomes a call, a complaint or a customer who gives up in silence. Put the answer where they look: on the
    product, in the box, on the page, in the mouth of those who serve; and list it under that touchpoint's `answers`.

    The rule speaks of questions that come up on a step (`asks`) or belong to this file, where some touchpoint answers
    something. Personas can use what is on one of their `channels`, or on none.

    Bad:

    ```yaml
    blueprint: v1
    title: 打蛋器
    stages:
      - name: 使用
        steps:
          - {id: fit, customer: 照说明书装上搅拌头, touchpoints: manual, asks: fit-whisk}
          - {id: swap, customer: 换另一个搅拌头, asks: remove-whisk}
    touchpoints:
      manual: {kind: physical, answers: fit-whisk}
    questions:
      fit-whisk: 搅拌头怎么装？
      remove-whisk: {text: 搅拌头怎么取下来？, share: 30%}
    ```

    Good:

    ```yaml
    blueprint: v1
    title: 打蛋器
    stages:
      - name: 使用
        steps:
          - {id: fit, customer: 照说明书装上搅拌头, touchpoints: manual, asks: fit-whisk}
          - {id: swap, customer: 换另一个搅拌头, asks: remove-whisk}
    touchpoints:
      manual: {kind: physical, answers: [fit-whisk, remove-whisk]}
    questions:
      fit-whisk: 搅拌头怎么装？
      remove-whisk: {text: 搅拌头怎么取下来？, share: 30%}
    ```
    """
    if not subject.answered:
        return
    for id_, question in subject.blueprint.questions.items():
        asked = subject.asked.get(id_, ())
        if not asked and ("questions", id_) in subject.document.origins:
            continue
        if id_ in subject.answered:
            yield from _for_some(subject, id_)
        else:
            share = words_for(None).share(question.share) if question.share is not None else "customers"
            who = f", which {share} ask" if asked or question.share is not None else ""
            where = f"at or before {name_of(asked[0].at.step)}" if asked else "where customers look first"
            message = f"no touchpoint answers `{id_}`{who}: let one {where} do so (`answers`)"
            if asked:
                yield Remark(message, asked[0].route, others=(Other("the question", ("questions", id_), "key"),))
            else:
                yield Remark(message, ("questions", id_), "key")


def _for_some(subject: Subject, id_: str) -> Iterator[Remark]:
    """A question that is answered, but on no channel of some personas who ask it."""
    blueprint = subject.blueprint
    channels = {blueprint.touchpoints[touchpoint].channel for touchpoint in subject.answered[id_]}
    if None in channels:
        return
    left_out = [
        persona
        for persona, known in blueprint.personas.items()
        if known.channels is not None and channels.isdisjoint(known.channels)
    ]
    if not left_out or subject.analysis is None:
        return
    for ask in subject.asked.get(id_, ()):
        if who := [persona for persona in left_out if subject.comes_to(persona, ask.at)]:
            message = (
                f"nothing that {listed(f'`{persona}`' for persona in who)} can use answers `{id_}`, which comes up at "
                f"{name_of(ask.at.step)}: give them something like "
                f"{listed(f'`{touchpoint}`' for touchpoint in subject.answered[id_])}, which others have"
            )
            yield Remark(message, ask.route)
            return
