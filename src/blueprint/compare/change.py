"""What can become of a part of a blueprint from one version to the next: typed changes, as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from blueprint.model.action import Action
from blueprint.model.step import Stage, Step

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blueprint.finding import Route
    from blueprint.model.part import Part
    from blueprint.model.step import Branch

Kind = Literal["added", "removed", "moved", "reowned", "retimed", "rerouted", "renamed", "changed"]
"""What a change is called in options and in JSON."""

KINDS: tuple[Kind, ...] = ("added", "removed", "moved", "reowned", "retimed", "rerouted", "renamed", "changed")
"""All of them, in the order in which reports count them."""

How = Literal["stage", "step", "role", "lane", "order"]
"""Where a part went: to another stage, step, role or lane, or to another place among its neighbours."""

_LABELS = ("title", "name", "what", "does", "text", "measure", "to")


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """A part of one version: what it is, and where it stands there.

    `kind` is what an author calls it ("pain point"), `id` its id, derived ones included, or None where it can have
    none; `whole` is the part that it stands in.
    """

    kind: str
    id: str | None
    part: Part
    route: Route
    whole: Place | None = None

    @property
    def is_named(self) -> bool:
        """Whether its author gave it an id."""
        return self.id is not None and (self.is_in_catalogue or "id" in self.part.model_fields_set)

    @property
    def is_in_catalogue(self) -> bool:
        """Whether its id is the key under which a catalogue has it."""
        return len(self.route) == 2 and isinstance(self.route[1], str)  # noqa: PLR2004 (a catalogue and an id)

    @property
    def label(self) -> str:
        """What it is called: its name, or the text that stands on its card; empty where it has neither."""
        if isinstance(self.part, Step):
            return self.part.name or next((action.does for _, action in self.part.actions()), "")
        for name in _LABELS:
            if (held := self.part.__dict__.get(name)) is not None:
                return str(held)
        return ""

    @property
    def role(self) -> str | None:
        """The role in which an action is done."""
        if not isinstance(self.part, Action):
            return None
        return str(self.route[-1] if isinstance(self.route[-1], str) else self.route[-2])

    @property
    def lane(self) -> str | None:
        """The id of the lane in which an action is drawn."""
        return (self.part.lane or self.role) if isinstance(self.part, Action) else None

    @property
    def is_action(self) -> bool:
        """Whether it is something that someone does."""
        return isinstance(self.part, Action)

    @property
    def index(self) -> int:
        """Its position among its neighbours, from 0."""
        return self.route[-1] if self.route and isinstance(self.route[-1], int) else 0

    def wholes(self) -> Iterator[Place]:
        """The parts that it stands in, from the nearest to the blueprint."""
        whole = self.whole
        while whole is not None:
            yield whole
            whole = whole.whole

    @property
    def stage(self) -> Place | None:
        """The stage that it is, or is in."""
        return next((one for one in (self, *self.wholes()) if isinstance(one.part, Stage)), None)

    @property
    def step(self) -> Place | None:
        """The step that it is, or is in."""
        return next((one for one in (self, *self.wholes()) if isinstance(one.part, Step)), None)

    def __repr__(self) -> str:
        return f"<{self.kind} {self.id or self.label!r}>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What became of one part. `before` and `after` say what it is in either version; None where it is not in it."""

    kind: ClassVar[Kind]

    before: Place | None = None
    after: Place | None = None

    @property
    def place(self) -> Place:
        """The part as it is now, or was, where it is there no more."""
        place = self.after or self.before
        assert place is not None  # noqa: S101 (it is in one of the two)
        return place


@dataclass(frozen=True, slots=True, kw_only=True)
class Added(Change):
    """A part that is new, with all that is in it."""

    kind: ClassVar[Kind] = "added"


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed(Change):
    """A part that is gone, with all that was in it."""

    kind: ClassVar[Kind] = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved(Change):
    """A part that stands elsewhere."""

    kind: ClassVar[Kind] = "moved"

    how: How


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed(Change):
    """A part of which a key holds another value.

    `key` is that of the file; of a way on from a step it is `next.STEP.KEY`. `old` and `new` are the values as the
    model holds them, None or empty where there is none.
    """

    kind: ClassVar[Kind] = "changed"

    key: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Reowned(Changed):
    """A part that someone else does or answers for."""

    kind: ClassVar[Kind] = "reowned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Retimed(Changed):
    """A part that takes, or may take, another time."""

    kind: ClassVar[Kind] = "retimed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rerouted(Changed):
    """A step from which, or for whom, the journey goes on in another way.

    Of a way on that is new or gone the key is `next`, and its branch the value. Of one that both versions have, `way`
    is that of the newer one: several may lead to the same step.
    """

    kind: ClassVar[Kind] = "rerouted"

    way: Branch | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Renamed(Changed):
    """A part that is the same under another name, text or id (`key` is "id"; a derived id counts as None)."""

    kind: ClassVar[Kind] = "renamed"
