"""What every view is made of, before it has sizes and places: a heading, cards with their notes, and links."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

CardKind = Literal["card", "ghost", "end", "pill", "plain-pill", "question", "mark", "quote", "thought", "solution"]
ChangeKind = Literal["", "added", "removed", "moved", "changed", "same"]
LinkKind = Literal["flow", "column", "trigger", "needs", "beside"]


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands around a picture, so that a printed sheet explains itself."""

    id: str
    title: str
    subtitle: str = ""
    details: tuple[str, ...] = ()
    state: str = ""
    caption: str = ""
    """What a filter shows and hides."""
    language: str | None = None
    legend: tuple[tuple[str, str], ...] = ()
    """The signs that are used, each with its meaning."""
    legend_title: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A small line on a card: an icon and a few words; beside the note before, where there is room for both.

    One that `starts_line` stands below it in any case.
    """

    text: str
    icon: str | None = None
    style: str = "small-muted"
    starts_line: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """A card in the cell of a row and a column. Cards of one cell stand below each other, in their order.

    The id of a step's or an action's card is theirs. What has no id of its own, or one of another space, has an id with
    a colon, which no id of the format contains. `part` is what of the blueprint the card shows, see `about`.
    """

    id: str
    row: str
    column: int
    kind: CardKind
    text: str
    role: str = ""
    heading: str = ""
    icon: str | None = None
    icon_style: str = "icon-muted"
    notes: tuple[Note, ...] = ()
    badges: tuple[str, ...] = ()
    severity: int | None = None
    title: str = ""
    part: str = ""
    span: int = 1
    """The columns of a grid that it covers, from its own on. Where it covers several, no link joins it."""
    change: ChangeKind = ""
    """What became of it since an older version, where two are compared."""

    @property
    def about(self) -> str:
        """The part of the blueprint that the card shows: the id of a step or an action, else `space:id`.

        Spaces are `touchpoint`, `actor`, `system`, `persona`, `question`, `pain`, `fail`, `solution`, `stage`, ...; two
        cards may show one part.
        """
        return self.part or self.id


@dataclass(frozen=True, slots=True)
class Link:
    """An arrow from one card to another.

    `labels` stand on it: for each branch that leads this way its share, condition and so on (in a network, first what
    goes for all of them). `is_back` marks a way back to an earlier step, `is_repeat` a wanted one, `is_main` the way
    that most take, `is_forced` one that nobody chose, `is_passing` a link past cards that a filter hides. `weight` is
    how often it is gone in a journey, where that is known and the line's width says it.
    """

    kind: LinkKind
    source: str
    target: str
    labels: tuple[tuple[str, ...], ...] = ()
    is_back: bool = False
    is_repeat: bool = False
    is_main: bool = False
    is_forced: bool = False
    is_passing: bool = False
    weight: float | None = None
    change: Literal["", "added", "removed"] = ""
    """Whether it is new or gone, where two versions are compared."""

    @property
    def label(self) -> str:
        """The labels as text, a line for each branch."""
        return "\n".join(" · ".join(parts) for parts in self.labels if parts)

    @property
    def style(self) -> str:
        """The style of its line."""
        if self.change:
            return "fresh" if self.change == "added" else "gone"
        if self.kind in ("trigger", "needs", "beside"):
            return self.kind
        if self.is_back or self.is_repeat:
            return "repeat" if self.is_repeat else "back"
        if self.weight is not None:
            return "stream" if self.weight else "idle"
        return "passing" if self.is_passing else "flow-main" if self.is_main else "flow"


def signs_of(cards: Collection[Card], links: Iterable[Link] = ()) -> set[str]:
    """The signs on some cards and links, by which a legend says what they mean: icons, badges, and how lines look."""
    used = {sign for card in cards for sign in (card.icon, *(note.icon for note in card.notes), *card.badges) if sign}
    if any(card.kind == "plain-pill" for card in cards):
        used.add("evidence")
    return used | {link.style for link in links}
