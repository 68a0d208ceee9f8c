"""The catalogues: who comes, where they meet the service, who and what serves them, and what is known about it."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from blueprint.model.part import AsFrozenDict, FrozenDict, Many, Part, PlainPart
from blueprint.model.values import (
    Count,
    DataRef,
    Date,
    Flag,
    Id,
    Money,
    Number,
    QuestionRef,
    Ref,
    Scale,
    Share,
    SourceRef,
    SystemRef,
    Text,
    TouchpointRef,
)

TouchpointKind = Literal["digital", "physical", "interpersonal"]


class Persona(PlainPart):
    """A kind of customer: one who goes through the service in a way of their own."""

    noun = "a persona"
    main: ClassVar[str] = "name"

    name: Text = Field(description="What the persona is called on the drawing.")
    description: Text | None = Field(None, description="Who they are, in a sentence.")
    share: Share | None = Field(None, description="The share of customers who are like this.")
    channels: Many[Text] | None = Field(None, description="The channels that they can and do use. Without it: all.")
    needs: Many[Text] = Field((), description="What they need from the service.")
    goals: Many[Text] = Field((), description="What they want to get done.")


class Touchpoint(Part):
    """Where customer and service meet."""

    noun = "a touchpoint"

    kind: TouchpointKind = Field(
        description="`digital` (a screen), `physical` (a thing or a place) or `interpersonal` (a person)."
    )
    name: Text | None = Field(None, description="What it is called on the drawing. Without it: its id.")
    channel: Text | None = Field(
        None,
        description="The channel that leads to it: web, app, email, sms, chat, phone, store, mail, package, kiosk, "
        "social, or any other. Without it the touchpoint is open to everyone and counts as no channel.",
    )
    evidence: Text | None = Field(None, description="What the customer sees or holds. Without it: the name.")
    answers: Many[QuestionRef] = Field((), description="The questions that a customer finds answered here.")
    shows: Many[DataRef] = Field((), description="The data that the customer is shown here.")
    systems: Many[SystemRef] = Field((), description="The systems it runs on, hence where what it shows comes from.")
    owner: Text | None = Field(None, description="The team or role answerable for it.")
    community: Flag = Field(False, description="`true` where customers meet each other here.")


class Actor(PlainPart):
    """A person or role that acts in the service."""

    noun = "an actor"
    main: ClassVar[str] = "name"

    name: Text = Field(description="What the role is called on the drawing.")
    team: Text | None = Field(None, description="The team it belongs to. A change of team is a handoff.")
    hourly_cost: Money | None = Field(None, description="What an hour of this role's work costs, in the currency.")
    count: Count | None = Field(None, description="How many of them work in parallel.")


class System(PlainPart):
    """A system that carries the service."""

    noun = "a system"
    main: ClassVar[str] = "name"

    name: Text = Field(description="What it is called on the drawing.")
    owner: Text | None = Field(None, description="The team or role answerable for it.")
    holds: Many[DataRef] = Field((), description="The data that it keeps.")
    availability: Share | None = Field(None, description="The share of time in which it works.")
    depends_on: Many[Annotated[str, Ref("system", allows_self=False)]] = Field(
        (), description="The systems that it can't work without."
    )


class DataItem(PlainPart):
    """Information about the customer or the case."""

    noun = "a data item"
    main: ClassVar[str] = "name"

    name: Text = Field(description="What it is called in reports.")
    sensitivity: Literal["public", "personal", "sensitive"] | None = Field(
        None, description="`public`, `personal` or `sensitive`."
    )
    inferred: Flag = Field(False, description="`true` where it is derived, not told by the customer.")
    control: Many[Literal["view", "correct", "delete", "opt-out"]] = Field(
        (), description="What the customer can do about it: `view`, `correct`, `delete`, `opt-out`."
    )


class Question(PlainPart):
    """A question that customers ask."""

    noun = "a question"
    main: ClassVar[str] = "text"

    text: Text = Field(description="The question in the customer's words.")
    share: Share | None = Field(None, description="The share of customers, or of contacts, who ask it.")
    keywords: Many[Text] = Field((), description="Words that recognise it in feedback.")
    habit: Flag = Field(False, description="`true` where it is a shared pattern worth acting on before it is asked.")


class MetricValue(PlainPart):
    """A measured value: a number, or a number with how it was measured."""

    noun = "a measured value"
    main: ClassVar[str] = "value"
    plain_types: ClassVar[tuple[type, ...]] = (int, float)

    value: Number = Field(description="The number. With `sd` it is a mean; with `n` alone and from 0 to 1, a share.")
    n: Count | None = Field(None, description="How many were asked or counted.")
    sd: Annotated[Number, Field(ge=0)] | None = Field(None, description="The standard deviation.")
    date: Date | None = Field(None, description="When it was measured.")
    source: SourceRef | None = Field(None, description="The source it comes from.")


class Metric(PlainPart):
    """Something measured, to see whether the service does what it should."""

    noun = "a metric"
    main: ClassVar[str] = "name"

    name: Text = Field(description="What it is called in reports.")
    unit: Text | None = Field(None, description="The unit of its values.")
    better: Literal["higher", "lower"] | None = Field(None, description="Whether `higher` or `lower` is better.")
    at: Annotated[str, Ref("stage", "step", "touchpoint")] | None = Field(
        None, description="The stage, step or touchpoint where it is measured."
    )
    baseline: MetricValue | None = Field(None, description="The value before the improvement.")
    target: MetricValue | None = Field(None, description="The value to reach.")
    actual: MetricValue | None = Field(None, description="The value now.")


class Solution(PlainPart):
    """An improvement."""

    noun = "a solution"
    main: ClassVar[str] = "what"

    what: Text = Field(description="What is done.")
    addresses: Many[Annotated[str, Ref("pain point", "fail point", "question")]] = Field(
        (), description="The pain points, fail points and questions that it helps with."
    )
    kind: TouchpointKind | None = Field(None, description="By what means: `digital`, `physical` or `interpersonal`.")
    touchpoint: TouchpointRef | None = Field(None, description="The touchpoint where it is made.")
    owner: Text | None = Field(None, description="The team or role that does it.")
    effort: Scale | None = Field(None, description="What it takes, from 1 (little) to 5 (a lot).")
    impact: Scale | None = Field(None, description="What it brings, from 1 (little) to 5 (a lot).")
    status: Literal["idea", "planned", "doing", "done"] | None = Field(
        None, description="`idea`, `planned`, `doing` or `done`."
    )
    verified_by: Many[Annotated[str, Ref("metric")]] = Field((), description="The metrics that show whether it works.")


class Source(PlainPart):
    """Evidence behind statements."""

    noun = "a source"
    main: ClassVar[str] = "name"

    name: Text = Field(description="What it is called in reports.")
    kind: Literal["interview", "survey", "log", "observation", "workshop", "document"] | None = Field(
        None, description="`interview`, `survey`, `log`, `observation`, `workshop` or `document`."
    )
    date: Date | None = Field(None, description="When it was gathered.")
    n: Count | None = Field(None, description="How many were asked or counted.")
    url: Text | None = Field(None, description="Where it can be found.")


class Catalogues(Part):
    """The catalogues that a blueprint may have, and a catalogue file may share."""

    personas: Annotated[dict[Id, Persona], AsFrozenDict()] = Field(
        FrozenDict(), description="Kinds of customers, by id."
    )
    touchpoints: Annotated[dict[Id, Touchpoint], AsFrozenDict()] = Field(
        FrozenDict(), description="Where customer and service meet, by id."
    )
    actors: Annotated[dict[Id, Actor], AsFrozenDict()] = Field(FrozenDict(), description="People and roles, by id.")
    systems: Annotated[dict[Id, System], AsFrozenDict()] = Field(FrozenDict(), description="Systems, by id.")
    data: Annotated[dict[Id, DataItem], AsFrozenDict()] = Field(
        FrozenDict(), description="Information about the customer or the case, by id."
    )
    questions: Annotated[dict[Id, Question], AsFrozenDict()] = Field(
        FrozenDict(), description="What customers ask, by id."
    )
    metrics: Annotated[dict[Id, Metric], AsFrozenDict()] = Field(FrozenDict(), description="What is measured, by id.")
    solutions: Annotated[dict[Id, Solution], AsFrozenDict()] = Field(FrozenDict(), description="Improvements, by id.")
    sources: Annotated[dict[Id, Source], AsFrozenDict()] = Field(
        FrozenDict(), description="Evidence behind statements, by id."
    )
