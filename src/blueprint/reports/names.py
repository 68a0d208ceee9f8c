"""What the parts of a blueprint are called for people, where analyses speak of ids."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from blueprint.analysis.words import Words
    from blueprint.model.blueprint import Blueprint

LONGEST = 60
"""The characters of a name that are shown."""

_KINDS = {
    "step": ("step", "entry", "loop", "asked_at", "first_lost", "open", "path", "moments_of_truth"),
    "persona": ("persona", "personas", "cut_off"),
    "touchpoint": ("touchpoint", "touchpoints", "answered_by"),
    "actor": ("actor", "actors"),
    "system": ("system", "systems"),
    "datum": ("datum", "data", "collects", "uses", "shows", "asks_again"),
    "question": ("question", "questions", "asked"),
    "solution": ("solution", "solutions"),
    "metric": ("metric", "metrics", "compared"),
    "stage": ("stage", "stages"),
    "lane": ("lane",),
    "action": ("activity", "action"),
    "channel": ("from_channel", "to_channel"),
    "anything": ("at", "where"),
    "concern": ("pain_point", "fail_point", "addresses"),
}
"""The keys of the columns of tables in which ids of each kind of part stand."""

_KNOWN = ("channel", "lane")
"""The kinds of which the well-known ones have a name without the file."""


class Names:
    """The names of the parts of a blueprint."""

    def __init__(self, blueprint: Blueprint) -> None:
        b = blueprint
        questions = {id_: question.text for id_, question in b.questions.items()}
        pains = {str(pain.id): pain.what for _, step in b.steps() for pain in step.pain_points}
        fails = {str(fail.id): fail.what for _, step in b.steps() for fail in step.fail_points}
        fails |= {str(fail.id): fail.what for _, _, action in b.actions() for fail in action.fail_points}
        self.by_kind: Mapping[str, Mapping[str, str]] = {
            "step": {str(step.id): step.label for _, step in b.steps()},
            "action": {str(action.id): action.does for _, _, action in b.actions()},
            "persona": {id_: persona.name for id_, persona in b.personas.items()},
            "touchpoint": {id_: touchpoint.name or id_ for id_, touchpoint in b.touchpoints.items()},
            "actor": {id_: actor.name for id_, actor in b.actors.items()},
            "system": {id_: system.name for id_, system in b.systems.items()},
            "datum": {id_: datum.name for id_, datum in b.data.items()},
            "question": questions,
            "solution": {id_: solution.what for id_, solution in b.solutions.items()},
            "metric": {id_: metric.name for id_, metric in b.metrics.items()},
            "stage": {str(stage.id): stage.name for stage in b.stages},
            "lane": {str(lane.id): lane.name for lane in b.lanes},
            "source": {id_: source.name for id_, source in b.sources.items()},
            "concern": questions | fails | pains,
        }
        self._kinds = {key: kind for kind, keys in _KINDS.items() for key in keys}

    def of(self, kind: str, id_: str | None) -> str:
        """The name of a part; of one that there is none of, its id."""
        name = self.by_kind[kind].get(str(id_), str(id_))
        return name if len(name) <= LONGEST else f"{name[: LONGEST - 1].rstrip()}…"

    def step(self, id_: str) -> str:
        """What a step is called."""
        return self.of("step", id_)

    def anything(self, id_: str) -> str:
        """The name of a part of whatever kind."""
        return next((self.of(kind, id_) for kind, found in self.by_kind.items() if id_ in found), id_)

    def in_row(self, row: dict[str, Any], words: Words) -> dict[str, Any]:
        """A row of a table, by the keys of its columns, with names in place of ids."""
        return {key: self._in_cell(self._kind(key, row), value, words) for key, value in row.items()}

    def _kind(self, key: str, row: dict[str, Any]) -> str | None:
        if key == "id":  # of the kind that another column says
            return row.get("kind")
        return self._kinds.get(key)

    def _in_cell(self, kind: str | None, value: Any, words: Words) -> Any:
        if kind is None or value is None:
            return value
        if kind == "action" and value in self.by_kind["step"]:
            return None  # the step as a whole
        if isinstance(value, (tuple, list)):
            named = [self._in_cell(kind, id_, words) for id_ in value]
            is_sentences = kind in ("step", "question") and len(named) > 1
            return tuple(words("report.quoted", text=name) if is_sentences else name for name in named)
        if kind in _KNOWN:
            return self.by_kind.get(kind, {}).get(value) or words.phrases.get(f"{kind}.{value}", value)
        return self.anything(value) if kind == "anything" else self.of(kind, value)
