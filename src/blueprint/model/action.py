"""What someone does in a step, in one of the lanes."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from blueprint.model.marks import FailPoint
from blueprint.model.part import Many, PlainPart
from blueprint.model.values import (
    DataRef,
    Estimate,
    Feeling,
    Flag,
    Id,
    Money,
    Ref,
    SystemRef,
    Text,
    TouchpointRef,
)

ActionRole = Literal["customer", "frontstage", "backstage", "support"]
"""The roles in which someone acts, from the top of the drawing to its bottom."""


class Action(PlainPart):
    """What someone does in a step, in one of the lanes."""

    noun = "an action"
    main: ClassVar[str] = "does"

    id: Id | None = Field(None, description="Needed only where something refers to this action.")
    does: Text = Field(description="What is done: the text on the card.")
    actor: Annotated[str, Ref("actor")] | None = Field(None, description="Who does it.")
    system: SystemRef | None = Field(None, description="The system that does it or helps.")
    lane: Annotated[str, Ref("lane")] | None = Field(
        None, description="The lane, where its role is split into several."
    )
    touchpoint: TouchpointRef | None = Field(None, description="Which of the step's touchpoints it happens at.")
    time: Estimate | None = Field(None, description="How long it takes.")
    blocking: Flag | None = Field(
        None,
        description="Whether the customer waits for it. Without it: `true` above the line of visibility, else `false`.",
    )
    cost: Money | None = Field(None, description="What it costs each time, besides work, in the currency.")
    collects: Many[DataRef] = Field((), description="The data that the customer is asked for.")
    uses: Many[DataRef] = Field((), description="The data that whoever acts needs.")
    shows: Many[DataRef] = Field((), description="The data that is disclosed to the customer.")
    records: Many[DataRef] = Field((), description="The data that the service makes.")
    triggers: Many[Annotated[str, Ref("action", "step", allows_self=False)]] = Field(
        (), description="The actions or steps, in any column, that this one sets off."
    )
    replies_on: Text | None = Field(
        None, description="The channel on which the customer's question is answered, where it is not the step's own."
    )
    policy: Text | None = Field(None, description="The rule or regulation that binds it.")
    emotion: Feeling | None = Field(None, description="How the employee feels, from -2 to +2.")
    fail_points: Many[FailPoint] = Field((), description="What can go wrong in it.")
    notes: Many[Text] = Field((), description="Anything else worth keeping.")

    def is_blocking(self, role: ActionRole) -> bool:
        """Whether the customer waits for this action when it is done in `role`."""
        return role in ("customer", "frontstage") if self.blocking is None else self.blocking
