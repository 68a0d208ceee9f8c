"""Where a datum that is missing was known last, and over what change of channel or team it was lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from blueprint.analysis.known import Data

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blueprint.analysis.customers import Customers
    from blueprint.analysis.information import Missing
    from blueprint.graph.flow import Flow


class Loss(NamedTuple):
    """A datum was known at the step `known`, and no more from the step `at` on, where the customer meets another."""

    known: str
    at: str
    kind: Literal["channel", "team"]
    before: str
    """The channel, team or actor that knew it."""
    after: str


def losses(customers: Customers, missing: tuple[Missing, ...]) -> Iterator[tuple[Missing, Loss | None]]:
    """What is missing, with how it was lost.

    None where it was never known on the way that is named, or is missing though channel and team stayed the same.
    """
    data = Data(customers.columns) if missing else None
    for one in missing:
        assert data is not None  # noqa: S101 (for the type checker)
        flow = customers.kinds[one.personas[0] if one.personas else None].journey.flow
        yield one, _loss(data, flow, one, [customers.columns.place[id_] for id_ in one.path])


def _loss(data: Data, flow: Flow, missing: Missing, path: list[int]) -> Loss | None:
    bit = data.bits[missing.datum]
    knew = [k for k, i in enumerate(path[:-1]) if (data.made[i] | data.held(data.steps[i])) & bit]
    if not knew:
        return None
    last: dict[Literal["channel", "team"], str] = {}
    for k, i in enumerate(path):
        for kind, (first, final) in _met(data, flow, i):
            if k > knew[-1] and kind in last and last[kind] != first and not _is_carried(flow, path[k - 1], i, missing):
                known, at = str(data.steps[path[knew[-1]]].id), str(data.steps[i].id)
                return Loss(known, at, kind, _name(kind, last[kind]), _name(kind, first))
            last[kind] = final
    return None


def _met(data: Data, flow: Flow, i: int) -> Iterator[tuple[Literal["channel", "team"], tuple[str, str]]]:
    """The channel and the team that the customer meets first and last in a step."""
    contact = flow.contacts[i]
    channel = data.blueprint.touchpoints[contact].channel if contact is not None else None
    if channel is not None:
        yield "channel", (channel, channel)
    teams = data.teams[i]
    if teams is not None:
        yield "team", teams


def _is_carried(flow: Flow, before: int, after: int, missing: Missing) -> bool:
    ways = [move.branch for move in flow.moves[before] if move.target == after]
    return all(branch is not None and missing.datum in branch.carries for branch in ways)


def _name(kind: str, label: str) -> str:
    return label if kind == "channel" else label.partition(" ")[2]
