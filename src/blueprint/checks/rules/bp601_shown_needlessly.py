"""BP601: personal data shown that nobody needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.checks.declaration import Remark, rule
from blueprint.finding import Severity
from blueprint.model.names import name_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blueprint.checks.subject import Subject


@rule("BP601", "shown-needlessly", Severity.ADVICE)
def shown_needlessly(subject: Subject) -> Iterator[Remark]:
    """Personal data are shown to customers where nothing that is done there needs them.

    Who looks over a shoulder sees them too, and a customer who is told more than the matter calls for begins to wonder
    what else is known. The good agent sees far more on her screen than she mentions: the name and the problem. Show
    what the customer came for, and leave out the rest; or say who needs it (`uses`).

    It speaks of personal and sensitive data: of what an action shows, where no action of the step uses it; of what a
    touchpoint of the file itself shows, where no step that meets it does. Where the customer's own action there doesn't
    say what they use, it can't know what they came for.

    Bad:

    ```yaml
    blueprint: v1
    title: Parking permit
    touchpoints:
      account: {kind: digital, channel: web, shows: [permit, birthday]}
    data:
      permit: {name: Permit and its end, sensitivity: personal, control: view}
      birthday: {name: Date of birth, sensitivity: personal, control: view}
    stages:
      - name: Renew
        steps:
          - customer: {does: See when the permit ends, uses: permit}
            touchpoints: account
    ```

    Good:

    ```yaml
    blueprint: v1
    title: Parking permit
    touchpoints:
      account: {kind: digital, channel: web, shows: permit}
    data:
      permit: {name: Permit and its end, sensitivity: personal, control: view}
    stages:
      - name: Renew
        steps:
          - customer: {does: See when the permit ends, uses: permit}
            touchpoints: account
    ```
    """
    data = subject.blueprint.data
    private = {id_ for id_, datum in data.items() if datum.sensitivity in ("personal", "sensitive")}
    # Of sensitive data that were inferred, BP602 says worse.
    private -= {id_ for id_ in private if data[id_].inferred and data[id_].sensitivity == "sensitive"}
    if not private:
        return
    used = {at.id: {datum for _, action in at.step.actions() for datum in action.uses} for at in subject.steps}
    clear = {at.id for at in subject.steps if at.step.customer is not None and at.step.customer.uses}
    """Where the file says what customers came for."""
    for id_, touchpoint in subject.blueprint.touchpoints.items():
        if ("touchpoints", id_) in subject.document.origins:
            continue  # other files that include it may need what it shows
        met = subject.met_at.get(id_, ())
        needed = {datum for at in met for datum in used[at.id]}
        is_clear = any(at.id in clear for at in met)
        for k, datum in enumerate(touchpoint.shows):
            if is_clear and datum in private - needed:
                message = (
                    f"`{id_}` shows customers `{datum}`, which nobody there uses: show only what they came for, or say "
                    "who uses it (`uses`)"
                )
                yield Remark(message, ("touchpoints", id_, "shows", k))
    for found in subject.actions:
        needed = used[found.at.id]
        for k, datum in enumerate(found.action.shows):
            if found.at.id in clear and datum in private - needed:
                message = (
                    f"{name_of(found.at.step)} shows customers `{datum}`, which nobody there uses: tell them only what "
                    "they came for, or say who uses it (`uses`)"
                )
                yield Remark(message, (*found.route, "shows", k))
