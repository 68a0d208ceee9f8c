"""How much of what customers ask is answered by each kind of touchpoint?"""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from blueprint.analysis.amount import UNKNOWN, Amount
from blueprint.analysis.help import humane_help
from blueprint.model.catalogue import TouchpointKind

if TYPE_CHECKING:
    from blueprint.analysis.customers import Customers


def coverage_by_kind(customers: Customers) -> dict[TouchpointKind, Amount]:
    """The part of all questions asked that a touchpoint of each kind answers, weighted as `help_coverage` is.

    A question may be answered by several kinds: the parts add up to `help_coverage` or more.
    """
    kinds: tuple[TouchpointKind, ...] = get_args(TouchpointKind)
    shares = [question.share for question in customers.blueprint.questions.values() if question.share is not None]
    mean = sum(shares) / len(shares) if shares else 1.0
    asked = 0.0
    answered = dict.fromkeys(kinds, 0.0)
    for persona, kind in customers.kinds.items():
        own = customers if persona is None else customers.of(persona)
        for need in own.answer(humane_help).questions:
            if need.when is None:
                continue
            weight = kind.share * (mean if need.share is None else need.share)
            asked += weight
            for by in need.kinds:
                answered[by] += weight
    return {kind: Amount(answered[kind] / asked) if asked else UNKNOWN for kind in kinds}
