"""A blueprint: the stages of a service, and the catalogues that its steps refer to."""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Annotated, Any, ClassVar, Literal, NamedTuple

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from blueprint.model.action import Action, ActionRole
from blueprint.model.catalogue import Catalogues, Question, Touchpoint
from blueprint.model.expectation import Expectation
from blueprint.model.lane import Lane, Role
from blueprint.model.marks import FailPoint, PainPoint
from blueprint.model.part import Many
from blueprint.model.references import References, describe, problems_in, references_in
from blueprint.model.step import Stage, Step
from blueprint.model.values import Date, Id, Money, Text

FORMAT = "v1"
"""The version of the file format that this package reads and writes."""


def _read_version(value: Any) -> Any:
    if value == FORMAT:
        return value
    if isinstance(value, str) and re.fullmatch("v[1-9][0-9]{0,3}", value):
        message = "the file is written in format {version}, but this blueprint reads {known}: update service-blueprint"
        raise PydanticCustomError("version", message, {"version": value, "known": FORMAT})
    raise PydanticCustomError("version", "must be the version of the format: `blueprint: {known}`", {"known": FORMAT})


Version = Annotated[Literal["v1"], BeforeValidator(_read_version), WithJsonSchema({"const": FORMAT})]


def _at_least_one(stages: tuple[Stage, ...]) -> tuple[Stage, ...]:
    if not stages:
        raise PydanticCustomError("stages", "a blueprint needs at least one stage", {})
    return stages


class StepPlace(NamedTuple):
    """A step with the stage that it is in."""

    stage: Stage
    step: Step


class ActionPlace(NamedTuple):
    """An action with the step and the role that it is in."""

    step: Step
    role: ActionRole
    action: Action


class Catalogue(Catalogues):
    """A catalogue file: catalogues that several blueprints share."""

    noun = "a catalogue file"

    blueprint: Version = Field("v1", description="The version of the format: `v1`.")
    include: Many[Text] = Field((), description="Paths, relative to this file, of further catalogue files.")


class Blueprint(Catalogues):
    """A service blueprint or customer-journey map.

    Every text shorthand of the file format works here too: `Blueprint(title="Shoeshine", stages=[{"name": "Shine",
    "steps": [{"customer": "Sit down"}]}])`. What refers to something unknown, or uses an id twice, is a
    `pydantic.ValidationError` that lists all of it.
    """

    noun = "a blueprint"
    key_order: ClassVar[tuple[str, ...]] = (
        "blueprint", "title", "summary", "scenario", "id", "state", "language", "currency", "owner", "reviewed",
        "price", "overhead", "include", "lanes",
        "personas", "touchpoints", "actors", "systems", "data", "questions", "sources",
        "stages", "metrics", "solutions", "expectations",
    )  # fmt: skip

    blueprint: Version = Field("v1", description="The version of the format: `v1`.")
    title: Text = Field(description="What the service is called.")
    summary: Text | None = Field(None, description="What it is, in a sentence or two.")
    scenario: Text | None = Field(None, description="The scope: who, what, when.")
    id: Id | None = Field(None, description="Without it: the file's name without `.blueprint.yaml`.")
    state: Literal["as-is", "to-be"] = Field("as-is", description="`as-is` (how it is) or `to-be` (how it shall be).")
    language: Annotated[str, Field(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")] | None = Field(
        None,
        description="The language of the text (BCP 47: `en`, `zh-Hans`, `zh-Hant`). It picks the fixed labels and the "
        "rules of line breaking.",
    )
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] | None = Field(
        None, description="The currency of all money (ISO 4217: `EUR`, `CNY`)."
    )
    owner: Text | None = Field(None, description="The team or role answerable for this file.")
    reviewed: Date | None = Field(None, description="When it was last reviewed: `2026-10-01`.")
    price: Money | None = Field(None, description="The revenue from one successful journey, in the currency.")
    overhead: Money | None = Field(None, description="The fixed cost of one journey that is started, in the currency.")
    include: Many[Text] = Field(
        (), description="Paths, relative to this file, of catalogue files (`*.catalogue.yaml`)."
    )
    lanes: tuple[Lane, ...] = Field((), description="Extra or renamed lanes.")
    stages: Annotated[tuple[Stage, ...], AfterValidator(_at_least_one)] = Field(
        description="The stages of the journey, in order."
    )
    expectations: Many[Expectation] = Field((), description="What must hold of the service's figures.")

    @model_validator(mode="after")
    def _is_sound(self, info: ValidationInfo) -> "Blueprint":
        # Who reads a blueprint may want to have its references, too, and gives an empty collection as the context.
        found = references_in(self, found=info.context if isinstance(info.context, References) else None)
        for definition in found.definitions:
            if definition.is_derived:
                # The part was made for this blueprint a moment ago (`revalidate_instances`): nobody else holds it yet.
                definition.part.__dict__["id"] = definition.id
                definition.part.model_fields_set.discard("id")  # where it was given as None
        if problems := problems_in(self, references=found):
            listed = "\n".join(f"- {describe(p.route)}: {p.message}" for p in problems)
            raise PydanticCustomError("references", "{listed}", {"listed": listed, "problems": problems})
        return self

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> "Blueprint":  # noqa: ARG002
        """A blueprint with some keys changed, in any of the short forms, and checked as a whole like any other."""
        held = {name: self.__dict__[name] for name in type(self).model_fields if name in self.model_fields_set}
        return Blueprint.model_validate({**held, **(self.model_extra or {}), **(update or {})})

    def with_changes(self, changes: Mapping[str, Any]) -> "Blueprint":
        """What if: a blueprint with some values changed, like `{"dispatch.next.wrong": "10%", "register.time": "4m"}`.

        A path is a key of the file (`price`), or a key of a part: of a stage, step, action, touchpoint, pain point,
        fail point or question by its id (`find.abandon`, derived ids included), or of an item of a catalogue
        (`personas.elder.share`). Values are in any short form of the file; None removes a key.

        Shares give way to each other. `STEP.next.TARGET` is the share of the branch to a step: the other branches that
        are open to the same customers keep their proportions and fill up what it and `abandon` leave; so they do when
        `abandon` changes and they would miss or exceed it. `personas.ID.share` scales the other personas' shares.

        Raises ChangeError with all that is wrong.
        """
        from blueprint.model.changes import changed

        return changed(self, changes)

    # -- going through it --------------------------------------------------------------------------------------

    def steps(self) -> Iterator[StepPlace]:
        """Every step with its stage, in the order of the file."""
        for stage in self.stages:
            for step in stage.steps:
                yield StepPlace(stage, step)

    def actions(self) -> Iterator[ActionPlace]:
        """Every action with its step and role, column by column, each downwards."""
        for _, step in self.steps():
            for role, action in step.actions():
                yield ActionPlace(step, role, action)

    def lanes_of(self, role: Role) -> tuple[Lane, ...]:
        """The lanes of a role from top to bottom: those listed, then the role's own where it is not listed.

        The role's own lane has the role as its id; it holds the actions that name no lane.
        """
        listed = tuple(lane for lane in self.lanes if lane.role == role)
        if any(lane.id == role for lane in listed):
            return listed
        return (*listed, Lane(id=role, role=role, name=role))

    def lane_of(self, role: ActionRole, action: Action) -> str:
        """The id of the lane in which an action is drawn."""
        return action.lane or role

    # -- looking things up -------------------------------------------------------------------------------------

    @cached_property
    def _places(self) -> dict[str, Stage | Step | Action | Touchpoint]:
        places: dict[str, Stage | Step | Action | Touchpoint] = dict(self.touchpoints)
        for stage in self.stages:
            places[str(stage.id)] = stage
        for step in (place.step for place in self.steps()):
            places[str(step.id)] = step
        for place in self.actions():
            places[str(place.action.id)] = place.action
        return places

    @cached_property
    def _concerns(self) -> dict[str, PainPoint | FailPoint | Question]:
        concerns: dict[str, PainPoint | FailPoint | Question] = dict(self.questions)
        for _, step in self.steps():
            concerns.update({str(pain.id): pain for pain in step.pain_points})
            concerns.update({str(fail.id): fail for fail in step.fail_points})
        for _, _, action in self.actions():
            concerns.update({str(fail.id): fail for fail in action.fail_points})
        return concerns

    def place(self, id: str) -> Stage | Step | Action | Touchpoint:  # noqa: A002 (the format's own word)
        """The stage, step, action or touchpoint with this id, derived ids included. Raises KeyError."""
        return self._places[id]

    def concern(self, id: str) -> PainPoint | FailPoint | Question:  # noqa: A002 (the format's own word)
        """The pain point, fail point or question with this id, derived ids included. Raises KeyError."""
        return self._concerns[id]

    def step(self, id: str) -> Step:  # noqa: A002 (the format's own word)
        """The step with this id. Raises KeyError where there is none."""
        place = self._places[id]
        if not isinstance(place, Step):
            message = f"`{id}` is {place.noun}, not a step"
            raise KeyError(message)
        return place

    # -- in notebooks ------------------------------------------------------------------------------------------

    def __str__(self) -> str:
        count = sum(1 for _ in self.steps())
        return f"{self.title} ({self.state}, {len(self.stages)} stages, {count} steps)"


__all__ = ["FORMAT", "ActionPlace", "Blueprint", "Catalogue", "StepPlace"]
