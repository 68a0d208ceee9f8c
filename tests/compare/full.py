"""A small blueprint that says something under every key of the format, and another value for any of them."""

from __future__ import annotations

from copy import deepcopy
from typing import Any, Literal, get_args, get_origin

from blueprint.model.part import Part
from blueprint.model.shape import Field, fields_of, kind_of

FULL: dict[str, Any] = {
    "blueprint": "v1", "title": "T", "summary": "S", "scenario": "C", "id": "full", "state": "as-is", "language": "en",
    "currency": "EUR", "owner": "O", "reviewed": "2026-10-01", "price": 9, "overhead": 1, "include": "a.catalogue.yaml",
    "x-own": 1,
    "lanes": [{"id": "far", "role": "backstage", "name": "Far"}, {"id": "mid", "role": "backstage", "name": "Midstage"}],
    "personas": {
        "p": {"name": "P", "description": "d", "share": 0.5, "channels": ["web"], "needs": ["n"], "goals": ["g"]},
        "p2": {"name": "Second"},
    },
    "touchpoints": {
        "t": {"kind": "digital", "name": "T", "channel": "web", "evidence": "e", "answers": "q", "shows": "d",
              "systems": "s", "owner": "o", "community": True},
        "t2": {"kind": "physical", "name": "Second"},
    },
    "actors": {"a": {"name": "A", "team": "team", "hourly_cost": 1, "count": 2}, "a2": "Second"},
    "systems": {
        "s": {"name": "S", "owner": "o", "holds": "d", "availability": 0.9, "depends_on": "s2"}, "s2": {"name": "Second"},
    },
    "data": {"d": {"name": "D", "sensitivity": "personal", "inferred": True, "control": ["view"]}, "d2": "Second"},
    "questions": {"q": {"text": "Q?", "share": 0.1, "keywords": ["k"], "habit": True}, "q2": "Second?"},
    "sources": {"so": {"name": "So", "kind": "survey", "date": "2026-01-01", "n": 9, "url": "u"}, "so2": "Second"},
    "metrics": {
        "m": {"name": "M", "unit": "u", "better": "higher", "at": "one",
              "baseline": {"value": 1, "n": 9, "sd": 1, "date": "2026-01-01", "source": "so"}, "target": 2, "actual": 1.5},
        "m2": "Second",
    },
    "solutions": {
        "so": {"what": "W", "addresses": ["pain"], "kind": "digital", "touchpoint": "t", "owner": "o", "effort": 1,
               "impact": 2, "status": "idea", "verified_by": "m"},
    },
    "stages": [
        {
            "id": "first", "name": "First", "goal": "g",
            "steps": [
                {
                    "id": "one", "name": "N", "touchpoints": ["t"], "evidence": "e", "time": "1m", "acceptable_time": "2m",
                    "customer": {"does": "Ask", "id": "ask"},
                    "frontstage": {
                        "does": "Answer", "id": "answer", "actor": "a", "system": "s", "touchpoint": "t", "time": "1m",
                        "blocking": True, "cost": 1, "collects": "d", "uses": "d", "shows": "d", "records": "d",
                        "triggers": "note", "replies_on": "web", "policy": "p", "emotion": 1, "notes": "n",
                        "fail_points": {"id": "slow", "what": "Too slow", "severity": 1, "occurrence": 0.1, "detection": 1,
                                        "recovery": {"to": "two"}, "poka_yoke": "p"},
                    },
                    "backstage": {"does": "Note it", "id": "note", "lane": "mid"},
                    "support": {"does": "Keep it", "id": "keep"},
                    "wait": "3m", "emotion": {"p": 1}, "moment_of_truth": True, "cocreated": True, "personas": "p",
                    "otherwise": "two", "asks": "q", "requests_feedback": True,
                    "pain_points": {"id": "pain", "what": "Ouch", "severity": 1, "occurrence": 0.1, "personas": "p", "cause": "c",
                                    "sources": "so", "quotes": "q"},
                    "fail_points": {"id": "fail", "what": "Oops", "recovery": "r"},
                    "delights": {"what": "Wow", "common": 0.1, "personal": True},
                    "thoughts": "t", "quotes": "q", "notes": "n", "basis": "observed", "sources": "so",
                    "next": [{"to": "two", "share": 0.5, "when": "w", "for": "p", "carries": "d", "forced": True, "repeat": True},
                             {"to": "end", "share": 0.4}],
                    "abandon": 0.1, "expands": "x.blueprint.yaml",
                },
                {"id": "two", "customer": "Leave", "outcome": "success"},
            ],
        },
        {"id": "second", "name": "Second", "steps": [{"id": "three", "customer": "Come back"}]},
    ],
    "expectations": [
        {"measure": "expected_time", "from": "one", "to": "two", "persona": "p", "at_least": "1m", "at_most": "9m"},
        {"measure": "visits", "of": "one", "at_least": 1},
    ],
}  # fmt: skip

_OTHER_IDS = {
    "persona": "p2", "touchpoint": "t2", "actor": "a2", "system": "s2", "data item": "d2", "question": "q2",
    "source": "so2", "metric": "m2", "pain point": "fail", "step": "three", "stage": "second", "action": "keep",
    "lane": "far",
}  # fmt: skip

_BY_HAND: dict[tuple[str, str], Any] = {
    ("blueprint", "language"): "zh-Hans",
    ("blueprint", "currency"): "CNY",
    ("system", "depends_on"): [],
    ("expectation", "of"): "two",
    ("step", "touchpoints"): ["t", "t2"],
    ("expectation", "at_most"): "8m",
    ("lane", "role"): "support",
    ("estimate", "low"): "10s",
    ("estimate", "typical"): "20s",
    ("estimate", "high"): "30s",
    ("action", "touchpoint"): None,
    ("branch", "to"): "three",
    ("fail point", "recovery"): "by hand",
}
"""Other values that keep the whole valid, where a rule for all keys finds none."""


def full() -> dict[str, Any]:
    return deepcopy(FULL)


def other(part: type[Part], field: Field, value: Any) -> Any:  # noqa: PLR0911 (a table)
    """Another value for a key that holds no parts; None removes it."""
    kind = kind_of(part)
    if (kind, field.key) in _BY_HAND:
        return _BY_HAND[kind, field.key]
    if field.key == "measure":
        return "return_share" if value == "visits" else "touch_time"
    if field.key == "at_least":
        return 0.5 if value == 1 else "2m"
    if kind_of(field.part or Part) == "measured value":
        return 7
    if field.key == "id":
        return f"{value}-2"
    if field.ref is not None:
        return next(_OTHER_IDS[k] for k in field.ref.kinds if k in _OTHER_IDS)
    annotation = part.model_fields[field.name].annotation
    if options := _options(annotation):
        return next(option for option in options if option != (value if isinstance(value, str) else value[0]))
    if field.key in ("date", "reviewed"):
        return "2025-05-05"
    if isinstance(value, bool):
        return not value
    if isinstance(value, (int, float)):
        return value / 2 if isinstance(value, float) else value + 1
    if isinstance(value, dict):
        return dict.fromkeys(value, -1)
    if isinstance(value, list):
        return [f"{value[0]}, too"]
    return "77m" if field.part is not None else f"{value}, too"


def _options(annotation: Any) -> tuple[str, ...]:
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    return next((found for one in get_args(annotation) if (found := _options(one))), ())


def keys_of(data: Any, part: type[Part], route: tuple[str | int, ...] = ()):
    """Every key that the data has, down to the innermost parts: its route, the class of its part, and what it is."""
    for key, field in fields_of(part).items():
        if key not in data:
            continue
        value, here = data[key], (*route, key)
        yield here, part, field
        if field.part is None:
            continue
        items = value.items() if field.catalogue else enumerate(value) if isinstance(value, list) else [(None, value)]
        for way, item in items:
            if isinstance(item, dict):
                yield from keys_of(item, field.part, here if way is None else (*here, way))
