"""The figures that a blueprint can be asked for: what each is measured in, and what it can be limited to."""

from typing import Literal, NamedTuple

Measure = Literal[
    # who gets through
    "success_share", "failure_share", "abandon_share", "visits", "steps_per_journey", "complexity", "divergence",
    # time
    "standard_time", "expected_time", "expected_time_of_successes", "touch_time", "wait_time", "labour_time",
    "acceptable_time", "share_within_acceptable", "p50", "p90", "p95",
    # rework and money
    "return_share", "expected_passes", "rework_time", "rework_cost",
    "cost_per_journey", "profit_per_journey", "break_even_time",
    # people, channels, information
    "handoffs", "internal_handoffs", "line_crossings", "channel_switches", "human_contacts", "self_service_share",
    "effort", "asked_again",
    # failure, pain, experience, help, evidence
    "failure_impact", "pain_weight", "risk", "peak", "valley", "end", "peak_end", "help_coverage", "help_ahead",
    "observed_share",
]  # fmt: skip
"""The figures that are a number, or a number for each of some items: what an expectation can be about."""

Unit = Literal["share", "count", "bits", "time", "money", "weight", "emotion"]


class Figure(NamedTuple):
    """What a figure is measured in, which way is better (None: neither), and what it can be limited to.

    `items` are the kinds of parts of which it can be taken (`of`); `has_whole` says whether there is one for all of them
    too. `has_part` says whether it can be taken from one step to another (`from`, `to`).
    """

    unit: Unit
    better: Literal["higher", "lower"] | None = None
    items: tuple[str, ...] = ()
    has_whole: bool = True
    has_part: bool = False


FIGURES: dict[Measure, Figure] = {
    "success_share": Figure("share", "higher"),
    "failure_share": Figure("share", "lower"),
    "abandon_share": Figure("share", "lower"),
    "visits": Figure("count", None, ("step",), has_whole=False),
    "steps_per_journey": Figure("count", "lower", has_part=True),
    "complexity": Figure("count"),
    "divergence": Figure("bits"),
    "standard_time": Figure("time", "lower"),
    "expected_time": Figure("time", "lower", has_part=True),
    "expected_time_of_successes": Figure("time", "lower"),
    "touch_time": Figure("time", "lower", has_part=True),
    "wait_time": Figure("time", "lower", has_part=True),
    "labour_time": Figure("time", "lower", has_part=True),
    "acceptable_time": Figure("time"),
    "share_within_acceptable": Figure("share", "higher"),
    "p50": Figure("time", "lower"),
    "p90": Figure("time", "lower"),
    "p95": Figure("time", "lower"),
    "return_share": Figure("share", "lower", ("step",)),
    "expected_passes": Figure("count", "lower", ("step",)),
    "rework_time": Figure("time", "lower"),
    "rework_cost": Figure("money", "lower"),
    "cost_per_journey": Figure("money", "lower"),
    "profit_per_journey": Figure("money", "higher"),
    "break_even_time": Figure("time", "higher"),
    "handoffs": Figure("count", "lower", has_part=True),
    "internal_handoffs": Figure("count", "lower", has_part=True),
    "line_crossings": Figure("count", "lower", has_part=True),
    "channel_switches": Figure("count", "lower", has_part=True),
    "human_contacts": Figure("count", "lower", has_part=True),
    "self_service_share": Figure("share", "higher"),
    "effort": Figure("count", "lower"),
    "asked_again": Figure("count", "lower", ("data item",)),
    "failure_impact": Figure("share", "lower", ("system", "actor", "touchpoint")),
    "pain_weight": Figure("weight", "lower", ("pain point",)),
    "risk": Figure("weight", "lower", ("fail point",)),
    "peak": Figure("emotion", "higher"),
    "valley": Figure("emotion", "higher"),
    "end": Figure("emotion", "higher"),
    "peak_end": Figure("emotion", "higher"),
    "help_coverage": Figure("share", "higher"),
    "help_ahead": Figure("share", "higher"),
    "observed_share": Figure("share", "higher", ("stage",)),
}
"""Every measure, in the order in which reports list them."""
