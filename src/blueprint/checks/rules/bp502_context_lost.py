"""BP502: context that is lost over a change of channel or team."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.checks.declaration import Other, Remark, rule
from blueprint.finding import Severity
from blueprint.model.names import in_backticks, name_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blueprint.analysis.lost import Loss
    from blueprint.checks.subject import StepAt, Subject


@rule("BP502", "context-lost", Severity.WARNING)
def context_lost(subject: Subject) -> Iterator[Remark]:
    """Someone needs what an earlier step knew, and it was lost over a change of channel or team.

    Customers deal with one service, not with its channels. What they said in the chat is gone when they call, so that
    they start over, or are served by someone who doesn't know what it is about. Name what goes along on the branch
    (`carries`), or keep it in a system that the later step uses too (`holds`, and `system` or the touchpoint's
    `systems`).

    It is said once for each loss, at the first action that needs (`uses`) what was lost. The datum was asked for or
    made before, or held by a system there. The file has to say of some data how they are kept (`holds`, `carries`).

    Bad:

    ```yaml
    blueprint: v1
    title: Repair of a coffee machine
    touchpoints:
      chat: {kind: interpersonal, channel: chat}
      desk: {kind: interpersonal, channel: store}
    actors:
      adviser: {name: Adviser, team: Service}
    data:
      model: Which machine it is
      fault: What is wrong with it
    stages:
      - name: Repair
        steps:
          - id: ask
            customer: Write that the machine leaks
            touchpoints: chat
            frontstage: {does: Ask where it leaks, actor: adviser, collects: [model, fault]}
            next: {to: bring, carries: model}
          - id: bring
            customer: Bring the machine
            touchpoints: desk
            frontstage: {does: Repair the leak, actor: adviser, uses: [model, fault]}
    ```

    Good:

    ```yaml
    blueprint: v1
    title: Repair of a coffee machine
    touchpoints:
      chat: {kind: interpersonal, channel: chat}
      desk: {kind: interpersonal, channel: store}
    actors:
      adviser: {name: Adviser, team: Service}
    data:
      model: Which machine it is
      fault: What is wrong with it
    stages:
      - name: Repair
        steps:
          - id: ask
            customer: Write that the machine leaks
            touchpoints: chat
            frontstage: {does: Ask where it leaks, actor: adviser, collects: [model, fault]}
            next: {to: bring, carries: [model, fault]}
          - id: bring
            customer: Bring the machine
            touchpoints: desk
            frontstage: {does: Repair the leak, actor: adviser, uses: [model, fault]}
    ```
    """
    if not subject.says_what_is_kept:
        return
    said: set[tuple[str, Loss]] = set()
    for missing, loss in subject.missing:
        needed = subject.action_at[missing.action]
        # What customers knew they still know: they are the same, whoever they meet.
        if loss is None or (missing.datum, loss) in said or needed.role == "customer":
            continue
        said.add((missing.datum, loss))
        known = subject.step_at[loss.known]
        between = f"from {in_backticks(loss.before)} to {in_backticks(loss.after)}"
        message = (
            f"{name_of(needed.at.step)} needs `{missing.datum}`, which {name_of(known.step)} knew and the change of "
            f"{loss.kind} {between} loses: let it go along (`carries`), or keep it in a system that both use"
        )
        route = (*needed.route, "uses", needed.action.uses.index(missing.datum))
        yield Remark(message, route, others=(_known(subject, known, missing.datum),))


def _known(subject: Subject, at: StepAt, datum: str) -> Other:
    """Where it is known: where someone asks for it or makes it, else the step whose system holds it."""
    for found in subject.actions_of(at):
        for key, data in (("collects", found.action.collects), ("records", found.action.records)):
            if datum in data:
                return Other("known from here", (*found.route, key, data.index(datum)))
    return Other("known here", at.route)
