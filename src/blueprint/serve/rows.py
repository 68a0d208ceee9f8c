"""What the index says of a blueprint: its title and state, how large it is, what is found in it, and its words."""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from blueprint.drawing.parts import parts_of
from blueprint.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from blueprint.finding import Finding
    from blueprint.model.blueprint import Blueprint
    from blueprint.model.step import Step

_SEARCHED = ("stage", "step", "action", "touchpoint", "actor", "system", "persona")
_SHOWN_HITS = 3

LANES = ("evidence", "customer", "frontstage", "backstage", "support")
"""The lanes of the small sketch of a blueprint, from above."""


class Word(NamedTuple):
    """Something that can be searched for: the kind of part, its id, and what it is called."""

    kind: str
    id: str
    text: str


class Expansion(NamedTuple):
    """A step that another blueprint details, by what people call it, with that blueprint's file."""

    step: str
    label: str
    file: str


class Row(NamedTuple):
    """A line of the index. `sketch` says for each step, stage by stage, in which of `LANES` something happens."""

    title: str
    state: str | None = None
    scenario: str = ""
    language: str | None = None
    sketch: tuple[tuple[tuple[int, ...], ...], ...] = ()
    words: tuple[Word, ...] = ()

    @property
    def steps(self) -> int:
        """How many steps there are."""
        return sum(map(len, self.sketch))


def row_of(blueprint: Blueprint) -> Row:
    """The line of a blueprint that can be read."""
    sketch = tuple(tuple(_lanes_of(step) for step in stage.steps) for stage in blueprint.stages)
    return Row(
        blueprint.title, blueprint.state, blueprint.scenario or blueprint.summary or "", blueprint.language, sketch,
        tuple(_words_of(blueprint)),
    )  # fmt: skip


def expansions_of(blueprint: Blueprint, path: Path) -> tuple[Expansion, ...]:
    """What details the steps of the blueprint at a path: files as they really lie on the disk, there or not."""
    return tuple(
        Expansion(str(step.id), step.label, os.path.realpath(path.parent / step.expands))
        for _, step in blueprint.steps()
        if step.expands
    )


def _lanes_of(step: Step) -> tuple[int, ...]:
    acted: set[str] = {role for role, _ in step.actions()}
    if step.touchpoints:
        acted.add("evidence")
    return tuple(i for i, lane in enumerate(LANES) if lane in acted)


def _words_of(blueprint: Blueprint) -> Iterator[Word]:
    for shown in parts_of(blueprint):
        if shown.kind in _SEARCHED:
            called = next(
                (v for k in ("name", "label", "does") if isinstance(v := getattr(shown.part, k, None), str)), ""
            )
            yield Word(shown.kind, shown.id, called)


def counts_of(findings: Iterable[Finding]) -> dict[Severity, int]:
    """How many findings there are of each severity, the worst first."""
    counts = Counter(finding.severity for finding in findings)
    return {severity: counts[severity] for severity in Severity}


def hits_in(row: Row, name: str, query: Sequence[str]) -> tuple[Word, ...] | None:
    """The parts that are searched for; None where the blueprint is not. Each word must be found somewhere."""
    whole = f"{row.title} {name} {row.scenario}".casefold()
    missing = [word for word in query if word not in whole]
    if not missing:
        return ()
    hits: list[Word] = []
    found: set[str] = set()
    for word in row.words:
        text = f"{word.id} {word.text}".casefold()
        here = {term for term in missing if term in text}
        if here:
            found |= here
            if len(hits) < _SHOWN_HITS and word not in hits:
                hits.append(word)
    return tuple(hits) if len(found) == len(missing) else None
