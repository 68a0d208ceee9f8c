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
    """What a figure means, what it is measured in, which way is better (None: neither), and what it can be limited to.

    `items` are the kinds of parts of which it can be taken (`of`); `has_whole` says whether there is one for all of
    them too. `has_part` says whether it can be taken from one step to another (`from`, `to`).
    """

    meaning: str
    unit: Unit
    better: Literal["higher", "lower"] | None = None
    items: tuple[str, ...] = ()
    has_whole: bool = True
    has_part: bool = False


FIGURES: dict[Measure, Figure] = {
    "success_share": Figure("The share of journeys that end in success.", "share", "higher"),
    "failure_share": Figure("The share of journeys that end in failure.", "share", "lower"),
    "abandon_share": Figure("The share of journeys that are given up.", "share", "lower"),
    "visits": Figure("Expected visits of a step.", "count", None, ("step",), has_whole=False),
    "steps_per_journey": Figure(
        "Expected steps in a journey, repeated ones included.", "count", "lower", has_part=True
    ),
    "complexity": Figure("The number of steps and actions (Shostack 1987).", "count"),
    "divergence": Figure("How much the journeys branch, in bits (Shostack 1987).", "bits"),
    "standard_time": Figure("The time of the main path, without loops.", "time", "lower"),
    "expected_time": Figure(
        "The expected time of all journeys, given-up ones included.", "time", "lower", has_part=True
    ),
    "expected_time_of_successes": Figure("The expected time of the journeys that succeed.", "time", "lower"),
    "touch_time": Figure("The part of the expected time in which work is done.", "time", "lower", has_part=True),
    "wait_time": Figure("The part of the expected time that is waiting.", "time", "lower", has_part=True),
    "labour_time": Figure(
        "The work of all actors, whether the customer waits for it or not.", "time", "lower", has_part=True
    ),
    "acceptable_time": Figure("The time that customers accept on the main path, over the steps that say so.", "time"),
    "share_within_acceptable": Figure(
        "The share of journeys that take no longer than customers accept, simulated.", "share", "higher"
    ),
    "p50": Figure("Half of the journeys take no longer, simulated.", "time", "lower", has_part=True),
    "p90": Figure("Nine journeys in ten take no longer, simulated.", "time", "lower", has_part=True),
    "p95": Figure("19 journeys in 20 take no longer, simulated.", "time", "lower", has_part=True),
    "return_share": Figure("The probability of coming back to the start of a loop.", "share", "lower", ("step",)),
    "expected_passes": Figure(
        "How often the start of a loop is visited by who comes to it.", "count", "lower", ("step",)
    ),
    "rework_time": Figure("The time that extra passes through loops take.", "time", "lower"),
    "rework_cost": Figure("What extra passes through loops cost.", "money", "lower"),
    "cost_per_journey": Figure("What one journey that is started costs.", "money", "lower"),
    "profit_per_journey": Figure("Price times success share, less the cost.", "money", "higher"),
    "break_even_time": Figure(
        "The working time at which profit falls to 0, if labour grows with it.", "time", "higher"
    ),
    "handoffs": Figure("Expected changes of the team that faces the customer.", "count", "lower", has_part=True),
    "internal_handoffs": Figure("Expected changes of team over all actions.", "count", "lower", has_part=True),
    "line_crossings": Figure("Expected crossings of the three lines.", "count", "lower", has_part=True),
    "channel_switches": Figure("Expected changes of channel.", "count", "lower", has_part=True),
    "human_contacts": Figure(
        "Expected visits of steps where the contact is with a person.", "count", "lower", has_part=True
    ),
    "self_service_share": Figure(
        "The share of journeys that succeed without a contact with a person.", "share", "higher"
    ),
    "effort": Figure(
        "What the customer does: steps, changes of channel, waits and times asked again, added up.", "count", "lower"
    ),
    "asked_again": Figure("How often a datum is asked for after the first time.", "count", "lower", ("data item",)),
    "failure_impact": Figure(
        "The success share that is lost when a system, actor or touchpoint fails.",
        "share",
        None,
        ("system", "actor", "touchpoint"),
    ),
    "pain_weight": Figure("Visits x occurrence x severity of a pain point.", "weight", "lower", ("pain point",)),
    "risk": Figure("Visits x occurrence x severity x detection of a fail point.", "weight", "lower", ("fail point",)),
    "peak": Figure("The best emotion on the main path.", "emotion", "higher"),
    "valley": Figure("The worst emotion on the main path.", "emotion", "higher"),
    "end": Figure("The emotion at the end of the main path.", "emotion", "higher"),
    "peak_end": Figure("The mean of the most extreme emotion and the last.", "emotion", "higher"),
    "help_coverage": Figure("The part of the questions, by share, that a touchpoint answers.", "share", "higher"),
    "help_ahead": Figure("The part of the questions that is answered before it is asked.", "share", "higher"),
    "observed_share": Figure("The part of the blueprint that was observed, not assumed.", "share", None, ("stage",)),
}
"""Every measure, in the order in which reports list them."""
