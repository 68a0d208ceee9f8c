"""What must hold of a service's figures."""

from datetime import timedelta
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from blueprint.model.measure import FIGURES, Figure, Measure
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


_UNITS = {
    "time": ("a time", "`10m`"),
    "share": ("a share", "`95%`"),
    "count": ("a number", "`2`"),
    "bits": ("a number", "`1.5`"),
    "money": ("money", "`0.50`"),
    "weight": ("a number", "`3.5`"),
    "emotion": ("an emotion", "`1`"),
}


def _check_unit(measure: str, figure: Figure, bound: timedelta | float | None) -> None:
    what, example = _UNITS[figure.unit]
    if bound is None:
        return
    if isinstance(bound, timedelta) is not (figure.unit == "time"):
        message = "`{measure}` is {what}: write its bound like {example}"
    elif isinstance(bound, float) and figure.unit == "share" and not 0 <= bound <= 1:
        message = "`{measure}` is a share, between 0% and 100%: write its bound like {example}"
    else:
        return
    raise PydanticCustomError("expectation", message, {"measure": measure, "what": what, "example": example})


def _check_order(is_in_order: bool, low: str, high: str) -> None:  # noqa: FBT001 (a check takes what is to hold)
    if not is_in_order:
        message = "nothing can be at least {low} and at most {high}"
        raise PydanticCustomError("expectation", message, {"low": low, "high": high})


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
    def _makes_sense(self) -> "Expectation":
        if self.at_least is None and self.at_most is None:
            raise PydanticCustomError("expectation", "an expectation needs `at_least` or `at_most`", {})
        figure = FIGURES[self.measure]
        for bound in (self.at_least, self.at_most):
            _check_unit(self.measure, figure, bound)
        if isinstance(self.at_least, timedelta) and isinstance(self.at_most, timedelta):
            _check_order(self.at_least <= self.at_most, format_duration(self.at_least), format_duration(self.at_most))
        elif isinstance(self.at_least, float) and isinstance(self.at_most, float):
            _check_order(self.at_least <= self.at_most, f"{self.at_least:g}", f"{self.at_most:g}")
        if self.of is None and not figure.has_whole:
            message = "`{measure}` is a figure of each {item}: say which with `of`"
            raise PydanticCustomError("expectation", message, {"measure": self.measure, "item": figure.items[0]})
        if self.of is not None and not figure.items:
            message = "`{measure}` is one figure for the whole: it can't be taken `of` anything"
            raise PydanticCustomError("expectation", message, {"measure": self.measure})
        if (self.from_ or self.to) and not figure.has_part:
            message = "`{measure}` is a figure of whole journeys: it can't be taken `from` or `to` a step"
            raise PydanticCustomError("expectation", message, {"measure": self.measure})
        return self

    def __str__(self) -> str:
        bounds = (("at least", self.at_least), ("at most", self.at_most))
        shown = ((w, format_duration(b) if isinstance(b, timedelta) else f"{b:g}") for w, b in bounds if b is not None)
        return f"{self.measure} {' and '.join(f'{w} {b}' for w, b in shown)}"
