"""Who gets through, where are the others lost, and what would let them through?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from blueprint.analysis.answer import Answer, common
from blueprint.graph.flow import reachable
from blueprint.graph.paths import fewest_openings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from blueprint.analysis.customers import Customers, Journey
    from blueprint.analysis.table import Table


class Reach(NamedTuple):
    """How far one persona gets."""

    can_finish: bool
    """Whether any way leads to success, however unlikely."""
    success_share: float
    first_lost: tuple[str, ...]
    """The steps that the persona comes to and gives up at, because no touchpoint there fits; in the order of the file.

    One who can finish on one way may be lost on another.
    """
    open: tuple[str, ...] | None
    """The smallest set of steps that have to be opened to the persona so that some way leads to success.

    Empty where one does already; None where opening steps doesn't help. Of sets as small, the one on the way with the
    fewest steps, then the one whose steps come first in the file.
    """


@dataclass(frozen=True, kw_only=True, repr=False)
class Reached(Answer):
    """Who gets through: for each persona, by id (none in a blueprint without personas), and what would help all."""

    question: ClassVar[str] = "reach"
    names: ClassVar[tuple[str, ...]] = ("reach",)

    reach: dict[str, Reach]
    open: tuple[str, ...]
    """The steps to be opened so that everyone can finish whom that helps: the union over the personas."""
    locked_out: tuple[str, ...]
    """The personas who can't finish."""

    def tables(self) -> tuple[Table, ...]:
        """How far each persona gets."""
        rows: list[tuple[Any, ...]] = [
            (persona, one.can_finish, one.success_share, one.first_lost, one.open)
            for persona, one in self.reach.items()
        ]
        columns = [
            ("persona", "text"), ("can_finish", "text"), ("success_share", "share"), ("first_lost", "text"),
            ("open", "text"),
        ]  # fmt: skip
        return (self.table("reach", columns, rows),)


def reach(customers: Customers) -> Reached:
    """Who of the customers gets through."""
    found = {
        persona: _reach(customers, kind.journey) for persona, kind in customers.kinds.items() if persona is not None
    }
    opened = {id_ for one in found.values() for id_ in one.open or ()}
    return Reached(
        reach=found,
        open=tuple(str(step.id) for step in customers.columns.steps if step.id in opened),
        locked_out=tuple(persona for persona, one in found.items() if not one.can_finish),
        assumptions=tuple(_assumptions(customers, found)),
        **common(customers),
    )


def _reach(customers: Customers, journey: Journey) -> Reach:
    flow = journey.flow
    path = fewest_openings(flow)
    to_open = _ids(customers, (i for i in path if i in flow.lost)) if path else None
    return Reach(
        can_finish=to_open == (),
        success_share=journey.ends["success"],
        first_lost=_ids(customers, reachable(flow, flow.lost) & flow.lost),
        open=to_open,
    )


def _ids(customers: Customers, places: Iterable[int]) -> tuple[str, ...]:
    return tuple(str(customers.columns.steps[i].id) for i in sorted(places))


def _assumptions(customers: Customers, found: dict[str, Reach]) -> Iterable[str]:
    words, personas = customers.words, customers.blueprint.personas
    if any(one.open for one in found.values()):
        yield words("opened_step")
    if helpless := [personas[id_].name for id_, one in found.items() if one.open is None]:
        yield words("opening_no_help", personas=words.listed(helpless))
