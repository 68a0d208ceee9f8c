"""BP402: a common question that only people answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.analysis.words import words_for
from blueprint.checks.declaration import Option, Remark, rule
from blueprint.finding import Severity
from blueprint.model.names import listed
from blueprint.model.values import Share

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blueprint.checks.subject import Subject


@rule(
    "BP402",
    "answered-by-people-only",
    Severity.ADVICE,
    share=Option(0.1, Share, "The share of customers who ask it from which on a question is common."),
)
def answered_by_people_only(subject: Subject, share: float) -> Iterator[Remark]:
    """A question that many customers ask is answered by people only.

    Who has to ask somebody waits for them, and the tenth answer of the day is not as kind as the first. Most questions
    are the same few: let the product, a sign, the manual or a page answer those, and keep people for the special case,
    where they are worth most.

    The rule speaks where a question's `share` is 10% or more and all touchpoints that answer it are interpersonal. Of a
    `habit` BP406 speaks.

    Bad:

    ```yaml
    blueprint: v1
    title: Town library
    stages:
      - name: Borrow
        steps:
          - {customer: Ask how long the book may be kept, touchpoints: desk, asks: how-long}
    touchpoints:
      desk: {kind: interpersonal, answers: how-long}
    questions:
      how-long: {text: How long may I keep it?, share: 40%}
    ```

    Good:

    ```yaml
    blueprint: v1
    title: Town library
    stages:
      - name: Borrow
        steps:
          - {customer: Read the date on the slip, touchpoints: [desk, slip], asks: how-long}
    touchpoints:
      desk: {kind: interpersonal, answers: how-long}
      slip: {kind: physical, answers: how-long}
    questions:
      how-long: {text: How long may I keep it?, share: 40%}
    ```
    """
    touchpoints = subject.blueprint.touchpoints
    for id_, asks in subject.asked.items():
        question = subject.blueprint.questions[id_]
        answering = subject.answered.get(id_, ())
        if question.share is None or question.share < share or question.habit or not answering:
            continue
        if all(touchpoints[touchpoint].kind == "interpersonal" for touchpoint in answering):
            message = (
                f"{words_for(None).share(question.share)} ask `{id_}`, but only people answer it "
                f"({listed(f'`{touchpoint}`' for touchpoint in answering)}): let a page, a sign or the product itself "
                "answer it too"
            )
            yield Remark(message, asks[0].route)
