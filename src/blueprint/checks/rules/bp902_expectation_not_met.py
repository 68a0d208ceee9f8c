"""BP902: what must hold of the figures doesn't."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.analysis.words import words_for
from blueprint.checks.amounts import duration
from blueprint.checks.declaration import Remark, rule
from blueprint.finding import Severity
from blueprint.model.measure import FIGURES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blueprint.analysis.expectations import Verdict
    from blueprint.checks.subject import Subject
    from blueprint.model.measure import Unit

_PER_JOURNEY = (
    "asked_again", "visits", "handoffs", "internal_handoffs", "line_crossings", "channel_switches", "human_contacts",
)  # fmt: skip
"""The measures that count what happens in a journey, without saying so in their names."""


@rule("BP902", "expectation-not-met", Severity.ERROR)
def expectation_not_met(subject: Subject) -> Iterator[Remark]:
    """A figure of the service doesn't keep the bound that the file sets; or it can't be told (a warning).

    Expectations are the tests of a service: what it promises, checked whenever the blueprint changes. Where one is not
    met, change the service, or agree openly on another promise. Where it can't be told, the file lacks what the figure
    needs, often the time of some steps: `blueprint analyze` says what.

    The rule reckons every entry of `expectations`, for the persona or the part of the way that it names.

    Bad:

    ```yaml
    blueprint: v1
    title: Shoeshine
    stages:
      - name: Shine
        steps:
          - {customer: Sit down, time: 30s}
          - {customer: Have the shoes shined, time: 6m}
    expectations:
      - {measure: expected_time, at_most: 5m}
    ```

    Good:

    ```yaml
    blueprint: v1
    title: Shoeshine
    stages:
      - name: Shine
        steps:
          - {customer: Sit down, time: 30s}
          - {customer: Have the shoes shined, time: 4m}
    expectations:
      - {measure: expected_time, at_most: 5m}
    ```
    """
    if not subject.blueprint.expectations or subject.analysis is None:
        return
    for k, verdict in enumerate(subject.analysis.expectations):
        if verdict.result == "met":
            continue
        said = _Said(verdict, subject.blueprint.currency)
        if verdict.result == "not met":
            message = (
                f"{said.what} is {said.measured}, but {said.wanted} is wanted ({said.meaning}): change the service, or "
                "the expectation"
            )
            yield Remark(message, ("expectations", k, said.missed))
        else:
            known = "unknown" if verdict.measured.value is None else f"only known to be {said.measured}"
            why = verdict.why or "`blueprint analyze` says what is missing"
            message = f"{said.what} is {known}, so whether it is {said.wanted} can't be told: {why}"
            yield Remark(message, ("expectations", k, "measure"), severity=Severity.WARNING)


class _Said:
    """An expectation and what became of it, in words."""

    def __init__(self, verdict: Verdict, currency: str | None) -> None:
        from blueprint.analysis.expectations import bounds_of

        e = verdict.expectation
        unit = FIGURES[e.measure].unit
        whose = (
            f" of `{e.of}`" if e.of else "",
            f" from `{e.from_}`" if e.from_ else "",
            f" to `{e.to}`" if e.to else "",
            f" for `{e.persona}`" if e.persona else "",
        )
        self.what = f"`{e.measure}`{''.join(whose)}"
        meaning = FIGURES[e.measure].meaning.removesuffix(".")
        self.meaning = meaning[:1].lower() + meaning[1:]
        measured = verdict.measured
        bound = {"exact": "", "at_least": "at least ", "at_most": "at most "}[measured.bound]
        each = " a journey" if e.measure in _PER_JOURNEY else ""
        self.measured = f"{bound}{_written(measured.value, unit, currency)}{each}" if measured.value is not None else ""
        bounds = dict(zip(("at_least", "at_most"), bounds_of(e), strict=True))
        wanted = (
            f"{side.replace('_', ' ')} {_written(bound, unit, currency)}"
            for side, bound in bounds.items()
            if bound is not None
        )
        self.wanted = " and ".join(wanted)
        most, value = bounds["at_most"], measured.value
        self.missed = "at_most" if most is not None and value is not None and value > most else "at_least"
        """The key of the bound that is not kept."""


def _written(value: float, unit: Unit, currency: str | None) -> str:
    return duration(value) if unit == "time" else words_for(None).plain(value, unit, currency)
