"""BP305: a delight that customers have come to expect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.analysis.words import words_for
from blueprint.checks.declaration import Option, Remark, rule
from blueprint.finding import Severity
from blueprint.model.names import in_backticks
from blueprint.model.values import Share

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blueprint.checks.subject import Subject

FADING_FROM = 0.2


@rule(
    "BP305",
    "faded-delight",
    Severity.ADVICE,
    share=Option(FADING_FROM, Share, "The share of competitors who offer a delight from which on it is expected."),
)
def faded_delight(subject: Subject, share: float) -> Iterator[Remark]:
    """A delight is offered by so many others that customers come to expect it.

    Delight wears off: what surprised guests three years ago is missed today if it isn't there, and thanked for by
    nobody. It has become what Kano et al. (1984) call must-be quality: it still has to be done, but it no longer sets
    the service apart. Look for the next one, or make this one `personal`: what is made for one is hard to copy.

    The rule speaks where the file says how common a delight is among competitors (`common`), and it is not `personal`.

    Bad:

    ```yaml
    blueprint: v1
    title: Hotel
    stages:
      - name: Arrive
        steps:
          - customer: Borrow an umbrella
            delights: {what: An umbrella to borrow, common: 20%}
    ```

    Good:

    ```yaml
    blueprint: v1
    title: Hotel
    stages:
      - name: Arrive
        steps:
          - customer: Borrow an umbrella
            delights: {what: An umbrella with a walk drawn for this guest, common: 2%, personal: true}
    ```
    """
    for at in subject.steps:
        for k, delight in enumerate(at.step.delights):
            if delight.common is not None and delight.common >= share and not delight.personal:
                message = (
                    f"{in_backticks(delight.what)} is offered by {words_for(None).share(delight.common)} of "
                    "competitors, so customers come to expect it: keep it, but find what delights next, or make it "
                    "personal"
                )
                yield Remark(message, (*at.route, "delights", k, "common"))
