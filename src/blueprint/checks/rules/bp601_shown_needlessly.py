"""BP601: personal data shown that nobody needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.checks.declaration import Remark, rule
from blueprint.checks.names import name_of
from blueprint.finding import Severity

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
    touchpoint of the file itself shows, where no step that meets it does. Where the actions there don't say what they
    use, it can't know.

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
    for id_, touchpoint in subject.blueprint.touchpoints.items():
        if ("touchpoints", id_) in subject.document.origins:
            continue  # other files that include it may need what it shows
        needed = {datum for at in subject.met_at.get(id_, ()) for datum in used[at.id]}
        for k, datum in enumerate(touchpoint.shows):
            if needed and datum in private - needed:
                message = (
                    f"`{id_}` shows customers `{datum}`, which nothing needs that is done there: show only what they "
                    "came for, or say who needs it (`uses`)"
                )
                yield Remark(message, ("touchpoints", id_, "shows", k))
    for found in subject.actions:
        needed = used[found.at.id]
        for k, datum in enumerate(found.action.shows):
            if needed and datum in private - needed:
                message = (
                    f"{name_of(found.at.step)} shows customers `{datum}`, which nothing in the step needs: tell them "
                    "only what the matter calls for, or say who needs it (`uses`)"
                )
                yield Remark(message, (*found.route, "shows", k))
