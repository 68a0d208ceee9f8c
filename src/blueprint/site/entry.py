"""What other pages show of a blueprint: plain data, kept from one build to the next."""

from typing import Literal, NamedTuple

from blueprint.analysis.amount import Amount
from blueprint.model.measure import Measure

Kind = Literal["touchpoint", "actor", "system", "data", "persona"]
"""The kinds of parts that blueprints may share, as `Card.about` names them."""

KINDS: dict[Kind, str] = {
    "touchpoint": "touchpoints",
    "actor": "actors",
    "system": "systems",
    "data": "data",
    "persona": "personas",
}
"""Each kind with the catalogue that holds it."""

SHOWN: tuple[Measure, ...] = ("success_share", "expected_time", "handoffs", "pain_weight")
"""The key figures of a blueprint, as the index shows them."""


class Place(NamedTuple):
    """A part of a blueprint to go to: what a card says it is about (`Card.about`), and what people call it."""

    about: str
    label: str


class Item(NamedTuple):
    """A part of a catalogue, and what a blueprint does with it.

    `sort` is a touchpoint's kind. `facts` are keys of the format with their texts. `origin` is the catalogue file that
    it comes from, relative to the portfolio; empty where the blueprint has it itself. `steps` are where it is used,
    `rests` what needs it, `needs` what it needs, `stops` the steps that nobody gets through without it. `figure` is the
    share of successful journeys that is lost without it (a touchpoint, an actor or a system); of a persona, the share
    of journeys that succeed.
    """

    kind: Kind
    id: str
    name: str
    sort: str
    facts: tuple[tuple[str, str], ...]
    origin: str
    steps: tuple[Place, ...]
    rests: tuple[Place, ...]
    needs: tuple[Place, ...]
    stops: tuple[Place, ...]
    figure: Amount | None

    @property
    def about(self) -> str:
        """What a card that shows it says it is about."""
        return f"{self.kind}:{self.id}"


class Expansion(NamedTuple):
    """A step that another blueprint details: `file` is that blueprint's, relative to the portfolio."""

    step: Place
    file: str


class Miniature(NamedTuple):
    """A picture so small that only its shapes tell: outlines by what they stand for, in a frame."""

    width: int
    height: int
    outlines: tuple[tuple[str, str], ...]


class Entry(NamedTuple):
    """A blueprint on other pages. `trouble` says why there are no figures; empty where there are."""

    id: str
    title: str
    scenario: str
    state: Literal["as-is", "to-be"]
    language: str | None
    currency: str | None
    owner: str
    reviewed: str
    stages: int
    steps: int
    figures: dict[str, Amount]
    trouble: str
    expansions: tuple[Expansion, ...]
    items: tuple[Item, ...]
    texts: tuple[Place, ...]
    miniature: Miniature
