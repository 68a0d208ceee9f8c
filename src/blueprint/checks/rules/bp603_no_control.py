"""BP603: personal data that customers have no say over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.checks.declaration import Remark, rule
from blueprint.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blueprint.checks.subject import Subject


@rule("BP603", "no-control", Severity.WARNING)
def no_control(subject: Subject) -> Iterator[Remark]:
    """Customers can neither see, correct nor delete data about themselves, nor opt out.

    People lend their data to a service; they do not give them away. Who can look up what is known, mend a mistake and
    say no will tell more, and more truly. In many countries it is their right (in the European Union: GDPR, articles 15
    to 21). Say what they can do (`control`), and build it where there is nothing yet.

    It speaks of data that the service handles: of sensitive data always; of personal data where the file says of any
    other what customers can do about it.

    Bad:

    ```yaml
    blueprint: v1
    title: Gym
    touchpoints:
      desk: {kind: interpersonal, channel: store}
    systems:
      members: {name: Members, holds: [address, weight]}
    data:
      address: {name: Name and address, sensitivity: personal, control: [view, correct]}
      weight: {name: Weight at each visit, sensitivity: sensitive}
    stages:
      - name: Train
        steps:
          - customer: Step on the scales
            touchpoints: desk
            support: {does: Note the weight, system: members, uses: address, records: weight}
    ```

    Good:

    ```yaml
    blueprint: v1
    title: Gym
    touchpoints:
      desk: {kind: interpersonal, channel: store}
    systems:
      members: {name: Members, holds: [address, weight]}
    data:
      address: {name: Name and address, sensitivity: personal, control: [view, correct]}
      weight: {name: Weight at each visit, sensitivity: sensitive, control: [view, delete]}
    stages:
      - name: Train
        steps:
          - customer: Step on the scales
            touchpoints: desk
            support: {does: Note the weight, system: members, uses: address, records: weight}
    ```
    """
    data = subject.blueprint.data
    if not any(datum.sensitivity in ("personal", "sensitive") and not datum.control for datum in data.values()):
        return
    from blueprint.analysis.information import uncontrolled

    is_said = any(datum.control for datum in data.values())
    for id_ in uncontrolled(subject.blueprint):
        sensitivity = data[id_].sensitivity
        if is_said or sensitivity == "sensitive":
            message = (
                f"`{id_}` is {sensitivity}, and customers can neither see, correct nor delete it, nor opt out: give "
                "them a way to, and name it (`control`)"
            )
            yield Remark(message, ("data", id_, "control"))
