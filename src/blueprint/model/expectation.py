"""What must hold of a service's figures."""

from datetime import timedelta
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from blueprint.model.measure import Measure
from blueprint.model.part import Part
from blueprint.model.values import PersonaRef, Ref, StepRef, format_duration, parse_duration


def _read_bound(value: Any) -> Any:
    if isinstance(value, str):
        if value.endswith("%"):
            try:
                return float(value[:-1]) / 100
            except ValueError:
                message = "`{value}` is neither a share like `95%` nor a duration like `10m`"
                raise PydanticCustomError("bound", message, {"value": value}) from None
        return parse_duration(value)
    if isinstance(value, timedelta) or (isinstance(value, (int, float)) and not isinstance(value, bool)):
        return value
    raise PydanticCustomError("bound", "must be a number, a share like `95%` or a duration like `10m`", {})


Bound = Annotated[
    timedelta | float,
    BeforeValidator(_read_bound),
    WithJsonSchema({"type": ["number", "string"], "examples": ["10m", "95%", 2]}),
]
"""A number in the figure's unit; shares and times may be written as such."""


class Expectation(Part):
    """A figure and the bound that it must keep."""

    noun = "an expectation"

    measure: Measure = Field(description="The figure.")
    of: (
        Annotated[
            str,
            Ref(
                "stage",
                "step",
                "action",
                "touchpoint",
                "pain point",
                "fail point",
                "question",
                "data item",
                "system",
                "actor",
            ),
        ]
        | None
    ) = Field(
        None, description="The item, where the figure is one of several: the datum asked again, the step visited."
    )
    from_: StepRef | None = Field(None, alias="from", description="The first step of the part that is measured.")
    to: StepRef | None = Field(None, description="The last step of the part that is measured.")
    persona: PersonaRef | None = Field(None, description="The persona for whom it must hold. Without it: the mix.")
    at_least: Bound | None = Field(None, description="The figure may not be less.")
    at_most: Bound | None = Field(None, description="The figure may not be more.")

    @model_validator(mode="after")
    def _has_a_bound(self) -> "Expectation":
        if self.at_least is None and self.at_most is None:
            raise PydanticCustomError("expectation", "an expectation needs `at_least` or `at_most`", {})
        return self

    def __str__(self) -> str:
        bounds = (("at least", self.at_least), ("at most", self.at_most))
        shown = ((w, format_duration(b) if isinstance(b, timedelta) else f"{b:g}") for w, b in bounds if b is not None)
        return f"{self.measure} {' and '.join(f'{w} {b}' for w, b in shown)}"
