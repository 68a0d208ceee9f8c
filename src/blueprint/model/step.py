"""Stages, their steps, and the branches between steps."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from blueprint.model.action import Action, ActionRole
from blueprint.model.marks import Delight, FailPoint, PainPoint
from blueprint.model.part import Many, Part, PlainPart
from blueprint.model.values import (
    DataRef,
    Emotion,
    Estimate,
    Flag,
    Id,
    PersonaRef,
    QuestionRef,
    Ref,
    Share,
    SourceRef,
    Text,
    TouchpointRef,
)

END = "end"
"""Where a branch leads that ends the journey."""


class Branch(PlainPart):
    """One way on from a step."""

    noun = "a branch"
    main: ClassVar[str] = "to"

    to: Annotated[str, Ref("step", "end")] = Field(description="The step that comes next, or `end`.")
    share: Share | None = Field(
        None, description="The share of customers who go this way. Branches without one split what is left equally."
    )
    when: Text | None = Field(None, description="When customers go this way.")
    for_: Many[PersonaRef] = Field((), alias="for", description="The personas who can go this way. Without it: all.")
    carries: Many[DataRef] = Field((), description="The data that travels along.")
    forced: Flag = Field(False, description="`true` marks a change of channel that the customer did not choose.")
    repeat: Flag = Field(False, description="`true` marks a wanted repetition: a new round, not rework.")


class _Branches:
    """Marks a list of branches for which a mapping from id to share may stand."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(_as_branches, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        array = handler(schema)
        share = {"anyOf": [{"type": "string", "pattern": "%$"}, {"type": "number", "minimum": 0, "maximum": 1}]}
        shares = {
            "type": "object",
            "description": "The short form: each next step's id with its share.",
            "not": {"required": ["to"]},
            "minProperties": 1,
            "additionalProperties": share,
        }
        return {"anyOf": [array["items"], array, shares]}


def is_share_mapping(value: Any) -> bool:
    """Whether a value of `next` is the short form id -> share: a mapping without the key `to`."""
    return isinstance(value, Mapping) and "to" not in value


def _as_branches(value: Any) -> Any:
    if is_share_mapping(value):
        return tuple({"to": to, "share": share} for to, share in value.items())
    return value if isinstance(value, (list, tuple)) else (value,)


class Step(Part):
    """One column of the blueprint: what the customer does, and all that the service does for it."""

    noun = "a step"

    id: Id | None = Field(None, description="Needed only where something refers to this step.")
    name: Text | None = Field(None, description="What the step is called. Without it: the customer's action.")
    customer: Action | None = Field(None, description="What the customer does. Absent where the customer only waits.")
    touchpoints: Many[TouchpointRef] = Field((), description="Where the customer meets the service in this step.")
    evidence: Many[Text] = Field((), description="Physical evidence besides that of the touchpoints.")
    frontstage: Many[Action] = Field((), description="What the service does in sight of the customer.")
    backstage: Many[Action] = Field((), description="What people of the service do out of sight.")
    support: Many[Action] = Field((), description="What supports them: systems, suppliers, other teams.")
    time: Estimate | None = Field(
        None,
        description="The standard time of the step, as the customer lives it. Without it: the sum of its blocking "
        "actions.",
    )
    acceptable_time: Estimate | None = Field(
        None, description="The longest wait plus service that the customer tolerates before marking quality down."
    )
    wait: Estimate | None = Field(None, description="How long the customer waits before the step's work starts.")
    emotion: Emotion | None = Field(
        None, description="How the customer feels, from -2 (very bad) to +2 (very good), or a mapping persona: value."
    )
    moment_of_truth: Flag = Field(False, description="`true` where the customer judges the whole service.")
    cocreated: Flag = Field(False, description="`true` where customer and provider make the result together.")
    personas: Many[PersonaRef] = Field((), description="Only these go through the step. Without it: all.")
    otherwise: Annotated[str, Ref("step", allows_self=False)] | None = Field(
        None, description="Where those pass on to who don't go through the step. Without it: the next step in the file."
    )
    asks: Many[QuestionRef] = Field((), description="The questions that come up here.")
    requests_feedback: Flag = Field(False, description="`true` where the customer is asked to rate.")
    pain_points: Many[PainPoint] = Field((), description="What the customer suffers from here.")
    fail_points: Many[FailPoint] = Field((), description="What can go wrong here.")
    delights: Many[Delight] = Field((), description="What pleases beyond what is expected.")
    thoughts: Many[Text] = Field((), description="What the customer thinks.")
    quotes: Many[Text] = Field((), description="What the customer says.")
    notes: Many[Text] = Field((), description="Anything else worth keeping.")
    basis: Literal["observed", "assumed", "proposed"] = Field(
        "assumed", description="How it is known: `observed` (needs `sources`), `assumed` or `proposed`."
    )
    sources: Many[SourceRef] = Field((), description="Where it is known from.")
    next: Annotated[tuple[Branch, ...], _Branches()] = Field(
        (),
        description="Where the customer goes: a step's id, `end`, a mapping id: share, or branches. Without it: the "
        "next step.",
    )
    abandon: Share | None = Field(None, description="The share of customers who give up here.")
    outcome: Literal["success", "failure"] | None = Field(
        None, description="The journey ends here, in `success` or `failure`."
    )
    expands: Text | None = Field(None, description="The path of a blueprint that details this step.")

    @property
    def label(self) -> str:
        """What the step is called: its name, else what the customer, or whoever acts first, does, else its id."""
        return self.name or next((action.does for _, action in self.actions()), None) or self.id or ""

    @property
    def service(self) -> Estimate | None:
        """How long the step's work takes: its `time`, else the sum of its blocking actions, point by point.

        Zero where no action blocks; None where one that does has no time.
        """
        if self.time is not None:
            return self.time
        times = [action.time for role, action in self.actions() if action.is_blocking(role)]
        known = [time for time in times if time is not None]
        if len(known) < len(times):
            return None
        points = {point: _sum(getattr(time, point) for time in known) for point in ("low", "typical", "high")}
        return Estimate(**points)

    def actions(self) -> Iterator[tuple[ActionRole, Action]]:
        """The actions with their roles, in the order in which a column connects them: downwards."""
        if self.customer is not None:
            yield "customer", self.customer
        for action in self.frontstage:
            yield "frontstage", action
        for action in self.backstage:
            yield "backstage", action
        for action in self.support:
            yield "support", action


def _sum(times: Iterable[timedelta]) -> timedelta:
    """The times in a row; the longest time there is, where they take longer than that (999999999 days)."""
    try:
        return sum(times, timedelta())
    except OverflowError:
        return timedelta.max


class Stage(Part):
    """A part of the journey: one or more steps."""

    noun = "a stage"

    id: Id | None = Field(None, description="Needed only where something refers to this stage.")
    name: Text = Field(description="What the stage is called on the drawing.")
    goal: Text | None = Field(None, description="What the customer wants to get done in it.")
    steps: tuple[Step, ...] = Field((), description="The steps, each one column through all lanes.")
