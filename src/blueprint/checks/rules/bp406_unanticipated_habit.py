"""BP406: a habit of asking that the service doesn't act on ahead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.analysis.words import words_for
from blueprint.checks.declaration import Other, Remark, rule
from blueprint.finding import Severity
from blueprint.model.names import in_backticks, listed, name_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blueprint.checks.subject import Subject


@rule("BP406", "unanticipated-habit", Severity.ADVICE)
def unanticipated_habit(subject: Subject) -> Iterator[Remark]:
    """A question is known to be a habit, but nothing answers it before customers ask.

    When a third of all customers ask the same, it is no longer a question but a pattern: they need something, and the
    service knows what. Waiting until each of them asks is passive; recommending, showing or building it in before is
    service. Let a page, a thing or the product answer it on an earlier step.

    The rule speaks of questions with `habit: true` that come up on a step, where no touchpoint other than a person
    answers them on a step before. Of what no touchpoint answers at all BP401 speaks.

    Bad:

    ```yaml
    blueprint: v1
    title: 表店
    stages:
      - name: 选表
        steps:
          - {id: look, customer: 看表}
          - {id: ask, customer: 问选机械还是石英, touchpoints: adviser, asks: which-watch}
    touchpoints:
      adviser: {kind: interpersonal, name: 顾问, answers: which-watch}
    questions:
      which-watch: {text: 选机械表还是石英表？, share: 30%, habit: true}
    ```

    Good:

    ```yaml
    blueprint: v1
    title: 表店
    stages:
      - name: 选表
        steps:
          - {id: look, customer: 看表，按职业看建议, touchpoints: guide}
          - {id: ask, customer: 问选机械还是石英, touchpoints: adviser, asks: which-watch}
    touchpoints:
      guide: {kind: physical, name: 选表指南, answers: which-watch}
      adviser: {kind: interpersonal, name: 顾问, answers: which-watch}
    questions:
      which-watch: {text: 选机械表还是石英表？, share: 30%, habit: true}
    ```
    """
    habits = [id_ for id_ in subject.asked if subject.blueprint.questions[id_].habit and id_ in subject.answered]
    if not habits or subject.analysis is None:
        return
    for need in subject.analysis.help.questions:
        late = [persona for persona, when in need.by_persona.items() if when != "before"]
        if need.id not in habits or not late:
            continue
        first = next(ask for ask in subject.asked[need.id] if subject.comes_to(late[0] or None, ask.at))
        share = f"{words_for(None).share(need.share)} ask" if need.share is not None else "customers ask"
        who = "" if len(late) == len(need.by_persona) else f" for {listed(in_backticks(persona) for persona in late)}"
        message = (
            f"{share} `{need.id}`, a habit, but nothing answers it{who} before {name_of(first.at.step)}: answer it "
            "ahead, on a page, on a sign or in the product itself"
        )
        yield Remark(message, first.route, others=(Other("the habit", ("questions", need.id, "habit")),))
