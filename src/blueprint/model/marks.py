"""What is worth a mark on the drawing: what hurts, what can go wrong, what delights."""

from typing import Annotated, ClassVar

from pydantic import Discriminator, Field, Tag

from blueprint.model.part import Many, Part, PlainPart
from blueprint.model.values import Flag, Id, PersonaRef, Ref, Scale, Share, SourceRef, Text


class PainPoint(PlainPart):
    """What the customer suffers from."""

    noun = "a pain point"
    main: ClassVar[str] = "what"

    id: Id | None = Field(None, description="Needed only where a solution addresses it.")
    what: Text = Field(description="What hurts, in a few words.")
    severity: Scale | None = Field(None, description="How bad it is, from 1 to 5 (worst).")
    occurrence: Share | None = Field(None, description="The share of customers on this step who meet it.")
    personas: Many[PersonaRef] = Field((), description="Those who feel it. Without it: all.")
    cause: Text | None = Field(None, description="Why it happens.")
    sources: Many[SourceRef] = Field((), description="Where it is known from.")
    quotes: Many[Text] = Field((), description="What customers say about it.")


class Recovery(Part):
    """Where the service goes on after a failure."""

    noun = "a recovery"

    to: Annotated[str, Ref("step", "action")] = Field(description="The step or action that makes it good.")


def _text_or_place(value: object) -> str:
    return "text" if isinstance(value, str) else "place"


class FailPoint(PlainPart):
    """What can go wrong in a step or an action."""

    noun = "a fail point"
    main: ClassVar[str] = "what"

    id: Id | None = Field(None, description="Needed only where a solution addresses it.")
    what: Text = Field(description="What goes wrong, in a few words.")
    severity: Scale | None = Field(None, description="How bad it is, from 1 to 5 (worst).")
    occurrence: Share | None = Field(None, description="The share of cases in which it happens.")
    detection: Scale | None = Field(
        None, description="How late it is noticed, from 1 to 5 (never before the customer notices)."
    )
    recovery: (
        Annotated[Annotated[Text, Tag("text")] | Annotated[Recovery, Tag("place")], Discriminator(_text_or_place)]
        | None
    ) = Field(None, description="How it is made good: text, or `{to: ID}` of a step or action.")
    poka_yoke: Text | None = Field(None, description="What prevents it (mistake-proofing).")


class Delight(PlainPart):
    """What pleases beyond what is expected."""

    noun = "a delight"
    main: ClassVar[str] = "what"

    what: Text = Field(description="What delights, in a few words.")
    common: Share | None = Field(None, description="The share of competitors who offer it.")
    personal: Flag = Field(False, description="`true` where it is made for this one customer.")
