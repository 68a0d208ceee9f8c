"""What a manager wants to know first: a line for each thing that is known, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from blueprint.analysis.amount import UNKNOWN, Amount
from blueprint.analysis.experience import OF_MOST, path_share
from blueprint.model.measure import FIGURES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from blueprint.analysis.analysis import Analysis
    from blueprint.analysis.answer import Answer
    from blueprint.analysis.words import Words
    from blueprint.model.measure import Unit
    from blueprint.reports.names import Names

MOST = 3
"""The names that a line lists."""


class Told:
    """The figures of an analysis, told in words: an empty text where nothing is known."""

    def __init__(self, analysis: Analysis, names: Names) -> None:
        self.customers = analysis.customers
        self.words: Words = analysis.customers.words
        self.names = names
        self.currency = analysis.blueprint.currency
        self.figures = analysis.figures
        self.answers: Mapping[str, Answer] = analysis.answers
        kinds = analysis.customers.kinds
        parts = [(kinds[id_].share, one) for id_, one in analysis.personas.items() if id_ in kinds]
        self.parts = parts or [(1.0, analysis)]
        """The shares of the personas and their figures."""

    def amount(self, name: str) -> Amount:
        """A figure that is one number; unknown where nothing gives it."""
        value = self.figures.get(name)
        return value if isinstance(value, Amount) else Amount(value) if isinstance(value, (int, float)) else UNKNOWN

    def shown(self, value: Amount | float, unit: Unit) -> str:
        """A number as people read it."""
        return self.words.amount(value, unit, self.currency)

    def figure(self, name: str) -> str:
        """A figure in its unit; empty where it is unknown."""
        amount = self.amount(name)
        return self.shown(amount, FIGURES[name].unit) if amount.value is not None else ""  # type: ignore[index]

    def told(self, phrase: str, **figures: str) -> str:
        """A phrase with figures in it; empty where one of them is unknown."""
        found = {key: self.figure(name) for key, name in figures.items()}
        return self.words(phrase, **found) if all(found.values()) else ""

    def joined(self, *parts: str) -> str:
        """What is known, as one line."""
        return self.words("report.semicolon").join(part for part in parts if part)

    def quoted(self, text: str) -> str:
        """Text of the file in the language's quotation marks."""
        return self.words("report.quoted", text=text)


def headlines(told: Told) -> tuple[tuple[str, str], ...]:
    """The lines, each a label and what there is to say; what is unknown is left out."""
    lines = ((told.words(f"head.{name}"), tell(told)) for name, tell in _LINES.items())
    return tuple((label, text) for label, text in lines if text)


def _ends(told: Told) -> str:
    ends = {"success_share": "head.succeed", "failure_share": "head.fail", "abandon_share": "head.give_up"}
    parts = [
        told.words(phrase, share=told.figure(name))
        for name, phrase in ends.items()
        if (value := told.amount(name).value) is not None and (value or name == "success_share")
    ]
    return told.words("comma").join(parts)


def _time(told: Told) -> str:
    of_success = told.figure("expected_time_of_successes")
    if of_success in ("", told.figure("expected_time")):
        return told.told("head.time_of_all", time="expected_time")
    return told.joined(
        told.told("head.time_is", time="expected_time_of_successes", share="success_share"),
        told.told("head.time_of_all", time="expected_time"),
    )


def _spread(told: Told) -> str:
    if told.figure("p50") == told.figure("p90") == told.figure("expected_time"):
        return ""
    is_same = told.figure("p50") == told.figure("p90")
    return told.told("head.spread_same" if is_same else "head.spread_is", p50="p50", p90="p90")


def _waiting(told: Told) -> str:
    phrase = "head.waiting_is" if told.amount("wait_time").value else "head.no_waiting"
    return told.told(phrase, wait="wait_time", work="touch_time")


def _acceptable(told: Told) -> str:
    time: Any = told.answers.get("time")
    accepted = told.amount("acceptable_time")
    if time is None or accepted.value is None:
        return ""
    takes = time.time_against_acceptable
    main = told.words("head.acceptable_is", accepted=told.shown(accepted, "time"), takes=told.shown(takes, "time"))
    slow = [
        told.words(
            "head.too_long_at",
            step=told.quoted(told.names.step(id_)),
            takes=told.shown(found, "time"),
            accepted=told.shown(limit, "time"),
        )
        for id_, (found, limit) in time.too_long.items()
    ]
    within = told.told("head.within_acceptable", share="share_within_acceptable")
    return told.joined(
        main if takes.value is not None else "",
        within,
        told.words("head.too_long", steps=told.words.listed(slow, MOST)) if slow else "",
    )


def _cost(told: Told) -> str:
    return told.told("head.cost_is", cost="cost_per_journey")


def _profit(told: Told) -> str:
    return told.joined(
        told.told("head.cost_is", cost="profit_per_journey"), told.told("head.break_even", time="break_even_time")
    )


def _contacts(told: Told) -> str:
    if told.amount("human_contacts").value == 0:
        return told.words("head.no_contacts")
    return told.joined(
        told.told("head.contacts_is", count="human_contacts"),
        told.told("head.self_service", share="self_service_share"),
    )


def _handoffs(told: Told) -> str:
    if not told.amount("handoffs").value and not told.amount("internal_handoffs").value:
        return ""
    return told.joined(
        told.told("head.handoffs_is", count="handoffs"), told.told("head.handoffs_inside", count="internal_handoffs")
    )


def _switches(told: Told) -> str:
    return told.told("head.switches_is", count="channel_switches") if told.amount("channel_switches").value else ""


def _rework(told: Told) -> str:
    time, cost = told.amount("rework_time"), told.amount("rework_cost")
    if not time.value and not cost.value:
        return ""
    if not cost.value:
        return told.words("head.rework_is", what=told.figure("rework_time"))
    if not time.value:
        return told.words("head.rework_is", what=told.figure("rework_cost"))
    return told.words("head.rework_is", what=told.told("head.rework_and", time="rework_time", cost="rework_cost"))


def _asked_again(told: Told) -> str:
    asked: Any = told.figures.get("asked_again") or {}
    again = {id_: times for id_, times in asked.items() if times}
    if not again:
        return ""
    most = sorted(again, key=lambda id_: -again[id_])
    return told.words(
        "head.asked_again_is",
        count=told.shown(sum(again.values()), "count"),
        data=told.words.listed((told.names.of("datum", id_) for id_ in most), MOST),
    )


def _help(told: Told) -> str:
    return told.joined(
        told.told("head.help_is", share="help_coverage"), told.told("head.help_ahead", share="help_ahead")
    )


def _feeling(told: Told) -> str:
    is_same = told.figure("valley") == told.figure("peak")
    share = path_share(told.customers)
    feeling = told.told("head.feeling_same" if is_same else "head.feeling_is", valley="valley", peak="peak", end="end")
    if not feeling:
        return ""
    few = told.words("head.feeling_of_few", share=told.shown(share, "share")) if share and share < OF_MOST else ""
    return told.joined(feeling, _worst_off(told), few)


def _worst_off(told: Told) -> str:
    """The persona who feels worst at the end, where others feel better: a mean hides them."""
    ends = {one.persona: end for share, one in told.parts if share and (end := one.experience.end.value) is not None}
    if len(set(ends.values())) < 2:  # noqa: PLR2004 (all feel the same)
        return ""
    worst = min(ends, key=lambda persona: ends[persona])
    return told.words(
        "head.feeling_worst", persona=told.names.of("persona", worst), end=told.shown(ends[worst], "emotion")
    )


def _pain(told: Told) -> str:
    pain: Any = told.answers.get("pain")
    known = {p.id: p for p in pain.pain_points if pain.pain_weight[p.id].value} if pain is not None else {}
    if not known:
        return ""
    worst = known[max(known, key=lambda id_: pain.pain_weight[id_].value)]
    return told.words("head.pain_is", what=worst.what, step=told.quoted(told.names.step(worst.step)))


def _single_points(told: Told) -> str:
    failure: Any = told.answers.get("failure")
    parts = failure.single_points_of_failure if failure is not None else None
    if not parts:
        return ""
    named = {told.names.of(f.kind, f.id): None for f in failure.failures if not f.success_share and f.impact}
    return told.words("head.single_points_is", parts=told.words.listed(named, MOST))


def _locked_out(told: Told) -> str:
    reach: Any = told.answers.get("reach")
    if reach is None or not reach.locked_out:
        return ""
    lost = []
    for persona in reach.locked_out:
        name, steps = told.names.of("persona", persona), reach.reach[persona].first_lost
        at = told.words.listed((told.quoted(told.names.step(id_)) for id_ in steps), MOST)
        lost.append(told.words("head.lost_at", persona=name, steps=at) if steps else name)
    return told.words.listed(lost, MOST)


def _proven(told: Told) -> str:
    evidence: Any = told.answers.get("evidence")
    verdicts = [m.verdict for m in evidence.metrics if m.actual is not None] if evidence is not None else []
    if not verdicts:
        return ""
    counts = {key: verdicts.count(key) for key in ("improved", "worse", "no evidence", "can't tell")}
    return told.words("comma").join(told.words(f"head.{key}", count=n) for key, n in counts.items() if n)


_LINES: dict[str, Callable[[Told], str]] = {
    "ends": _ends,
    "time": _time,
    "spread": _spread,
    "waiting": _waiting,
    "acceptable": _acceptable,
    "cost": _cost,
    "profit": _profit,
    "contacts": _contacts,
    "handoffs": _handoffs,
    "switches": _switches,
    "rework": _rework,
    "asked_again": _asked_again,
    "help": _help,
    "pain": _pain,
    "feeling": _feeling,
    "locked_out": _locked_out,
    "single_points": _single_points,
    "proven": _proven,
}
"""The lines in their order, by the phrase that labels them."""
