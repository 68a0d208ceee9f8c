"""How do customers feel on their way, and what will they remember?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from blueprint.analysis.amount import UNKNOWN, Amount, average
from blueprint.analysis.answer import Answer, common
from blueprint.analysis.customers import ENDS
from blueprint.analysis.journeys import path_probability
from blueprint.graph.paths import likeliest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from blueprint.analysis.customers import Customers, Journey
    from blueprint.analysis.table import Table
    from blueprint.model.step import Step

FADING_FROM = 0.2
"""The share of competitors from which on customers come to expect what once delighted them."""


OF_MOST = 0.5
"""The share of journeys from which on a path is that of most."""


class Feelings(NamedTuple):
    """What a persona goes through and remembers: emotions from -2 to +2, unknown where none is recorded on the path."""

    peak: Amount
    valley: Amount
    end: Amount
    peak_end: Amount


class Moment(NamedTuple):
    """A step where a persona judges the whole service: how they feel, and how often they come there in a journey."""

    step: str
    persona: str | None
    emotion: float | None
    visits: float


class Pleasure(NamedTuple):
    """A delight on a step that is visited."""

    step: str
    what: str
    common: float | None
    """The share of competitors who offer it."""
    personal: bool
    is_fading: bool
    """Whether so many offer it that customers expect it, and it is not made for the one customer."""
    is_lasting: bool
    """Whether it is made for the one customer, or known to be rare. Neither where nobody knows how common it is."""


@dataclass(frozen=True, kw_only=True, repr=False)
class Experience(Answer):
    """How customers feel along the path that most of them take; of a mix, the mean over the personas by share."""

    question: ClassVar[str] = "experience"
    names: ClassVar[tuple[str, ...]] = ("peak", "valley", "end", "peak_end")

    peak: Amount
    valley: Amount
    end: Amount
    """The last emotion recorded on the path."""
    peak_end: Amount
    """The mean of the most extreme emotion (of +x and -x: the worse) and the last (Kahneman et al. 1993)."""
    by_persona: dict[str, Feelings]
    """The same by persona; the customers of a file without personas are under ""."""
    curve: dict[str, tuple[tuple[str, float | None], ...]]
    """By persona: the steps of the path with the emotion there, None where the file names none."""
    labels: dict[str, str]
    """What the steps of the curves are called, in the order of the file."""
    persona_names: dict[str, str]
    """What the personas of the curves are called."""
    moments_of_truth: tuple[Moment, ...]
    delights: tuple[Pleasure, ...]

    def tables(self) -> tuple[Table, ...]:
        """The emotions along the path, what each persona remembers, the moments of truth and the delights."""
        curve = [(persona or None, step, feels) for persona, path in self.curve.items() for step, feels in path]
        figures: list[tuple[str, Any]] = [(name, "emotion") for name in self.names]
        return (
            self.table("experience", [("persona", "text"), ("step", "text"), ("emotion", "emotion")], curve),
            self.table(
                "remembered",
                [("persona", "text"), *figures],
                [(persona or None, *feelings) for persona, feelings in self.by_persona.items()],
            ),
            self.table(
                "moments_of_truth",
                [("step", "text"), ("persona", "text"), ("emotion", "emotion"), ("visits", "count")],
                self.moments_of_truth,
            ),
            self.table(
                "delights",
                [
                    ("step", "text"), ("what", "text"), ("common", "share"), ("personal", "text"),
                    ("is_fading", "text"), ("is_lasting", "text"),
                ],
                self.delights,
            ),
        )  # fmt: skip


def experience(customers: Customers, *, fading_from: float = FADING_FROM) -> Experience:
    """How the customers feel on their way; delights fade where `fading_from` of competitors or more offer them."""
    steps = customers.columns.steps
    paths = {persona or "": _path(kind.journey) for persona, kind in customers.kinds.items()}
    curve = {
        persona: tuple((str(steps[i].id), emotion_at(steps[i], persona)) for i in path)
        for persona, path in paths.items()
    }
    by_persona = {persona: _feelings([e for _, e in path if e is not None]) for persona, path in curve.items()}
    weights = {persona or "": kind.share for persona, kind in customers.kinds.items()}
    return Experience(
        peak=_mixed(weights, {p: feelings.peak for p, feelings in by_persona.items()}),
        valley=_mixed(weights, {p: feelings.valley for p, feelings in by_persona.items()}),
        end=_mixed(weights, {p: feelings.end for p, feelings in by_persona.items()}),
        peak_end=_mixed(weights, {p: feelings.peak_end for p, feelings in by_persona.items()}),
        by_persona=by_persona,
        curve=curve,
        labels={str(steps[i].id): steps[i].label for i in sorted({i for path in paths.values() for i in path})},
        persona_names={id_: customers.blueprint.personas[id_].name for id_ in paths if id_},
        moments_of_truth=tuple(_moments(customers)),
        delights=tuple(_delights(customers, fading_from)),
        assumptions=_assumptions(customers, curve),
        **common(customers),
    )


def emotion_at(step: Step, persona: str | None) -> float | None:
    """How a persona feels at a step, from -2 to +2; None where the file doesn't say."""
    return step.emotion.get(persona or "") if isinstance(step.emotion, dict) else step.emotion


def path_share(customers: Customers) -> float | None:
    """The share of journeys that go along the paths of the curves, of those who can succeed; None if none can."""
    able = [(share, journey) for share, journey in customers.journeys if journey.main_path]
    return average((share, path_probability(journey)) for share, journey in able).value


def _path(journey: Journey) -> tuple[int, ...]:
    return journey.main_path or likeliest(journey.flow, ENDS)


def _feelings(emotions: Sequence[float]) -> Feelings:
    """Of the emotions along a path."""
    if not emotions:
        return Feelings(UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN)
    extreme = max(emotions, key=lambda emotion: (abs(emotion), -emotion))
    end = emotions[-1]
    return Feelings(Amount(max(emotions)), Amount(min(emotions)), Amount(end), Amount((extreme + end) / 2))


def _mixed(weights: Mapping[str, float], figures: Mapping[str, Amount]) -> Amount:
    """The mean over the personas of whom the figure is known."""
    return average((weights[persona], figure) for persona, figure in figures.items() if figure.value is not None)


def _moments(customers: Customers) -> Iterator[Moment]:
    for i, step in enumerate(customers.columns.steps):
        if step.moment_of_truth:
            for persona, (_, journey) in customers.kinds.items():
                if visits := journey.visits[i]:
                    yield Moment(str(step.id), persona, emotion_at(step, persona), visits)


def _delights(customers: Customers, fading_from: float) -> Iterator[Pleasure]:
    for i in sorted(customers.walk.visits):
        step = customers.columns.steps[i]
        for delight in step.delights:
            is_common = delight.common is not None and delight.common >= fading_from
            yield Pleasure(
                step=str(step.id),
                what=delight.what,
                common=delight.common,
                personal=delight.personal,
                is_fading=is_common and not delight.personal,
                is_lasting=delight.personal or (delight.common is not None and not is_common),
            )


def _assumptions(customers: Customers, curve: Mapping[str, Sequence[tuple[str, float | None]]]) -> tuple[str, ...]:
    words = customers.words
    said = []
    names = {id_: persona.name for id_, persona in customers.blueprint.personas.items()}
    if failing := [persona for persona, (_, journey) in customers.kinds.items() if not journey.main_path]:
        listed = words.listed(names[persona] for persona in failing if persona is not None)
        said.append(words("path_without_success", personas=listed) if listed else words("path_without_any_success"))
    share = path_share(customers)
    if share is not None and share < OF_MOST:
        said.append(words("path_of_few", share=words.share(share)))
    recorded = {persona for persona, path in curve.items() if any(e is not None for _, e in path)}
    if not recorded:
        return (*said, words("no_emotions")) if curve else ()
    if silent := [persona for persona in curve if persona not in recorded]:
        said.append(words("no_emotions_of", personas=words.listed(names[p] for p in silent)))
    gaps = dict.fromkeys(step for persona in recorded for step, emotion in curve[persona] if emotion is None)
    if gaps:
        said.append(words("no_emotion_at", steps=words.listed(gaps)))
    return tuple(said)
