"""What nobody should write, and somebody will: much too much, much too long, much too odd. It is drawn all the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest

import blueprint as bp
from blueprint.drawing import VIEWS
from tests.drawing.generated import CHINESE, RIGHT_TO_LEFT, generated
from tests.drawing.geometry import faults

if TYPE_CHECKING:
    from collections.abc import Callable

LONG, HAN = "W" * 2000, "字" * 2000
EMOJI = ["👩‍👩‍👧‍👦 family", "🙂🙃" * 30, "🇨🇳🇭🇰", "e\u0301" * 30]
KINDS = ("digital", "physical", "interpersonal")


def steps(count: int, **second: Any) -> list[dict[str, Any]]:
    """Stages of one step each, and what the second step has besides."""
    made = [{"id": f"s{n}", "customer": f"Do {n}"} for n in range(count)]
    made[1] |= second
    return [{"name": f"Stage {n}", "steps": [step]} for n, step in enumerate(made)]


def everywhere(text: str) -> dict[str, Any]:
    """One text under every key that takes one."""
    step = {
        "id": "a", "name": text, "customer": {"does": text, "actor": "a", "system": "y"}, "touchpoints": "t",
        "emotion": {"p": -2}, "thoughts": text, "quotes": text, "sources": "z", "asks": "q", "evidence": text,
        "pain_points": {"what": text, "severity": 5, "quotes": text, "personas": "p", "cause": text},
        "fail_points": {"what": text, "recovery": text}, "delights": text,
        "backstage": {"does": text, "lane": "l", "actor": "a", "system": "y", "policy": text, "replies_on": text},
        "next": [{"to": "b", "share": 0.5, "when": text}, {"to": "end", "share": 0.5, "when": text}],
    }  # fmt: skip
    back = {"id": "b", "customer": "B", "next": [{"to": "a", "when": text, "repeat": True}]}
    return {
        "title": text, "scenario": text, "owner": text, "systems": {"y": {"name": text, "owner": text}},
        "actors": {"a": {"name": text, "team": text}}, "questions": {"q": {"text": text, "share": 0.2}},
        "touchpoints": {"t": {"kind": "digital", "name": text, "channel": text, "answers": "q", "systems": "y"}},
        "personas": {"p": {"name": text, "description": text, "goals": text, "needs": text, "channels": text}},
        "solutions": {"o": {"what": text, "addresses": "q", "owner": text}}, "sources": {"z": text},
        "lanes": [{"id": "l", "role": "backstage", "name": text}],
        "stages": [{"name": text, "goal": text, "steps": [step, back]}],
    }  # fmt: skip


MONSTERS: dict[str, Callable[[], dict[str, Any]]] = {
    "words of 2,000 letters": lambda: everywhere(LONG),
    "Chinese without an end": lambda: everywhere(HAN) | {"language": "zh-Hant", "id": "字" * 400},
    "40 touchpoints at one step": lambda: {
        "touchpoints": {f"t{n}": {"kind": KINDS[n % 3], "systems": f"y{n}"} for n in range(40)},
        "systems": {f"y{n}": f"System {n}" for n in range(40)},
        "stages": steps(3, touchpoints=[f"t{n}" for n in range(40)]),
    },
    "60 questions": lambda: {
        "questions": {f"q{n}": {"text": f"How is question {n}?", "share": 0.01} for n in range(60)},
        "touchpoints": {"web": {"kind": "digital", "answers": [f"q{n}" for n in range(0, 60, 2)]}},
        "stages": steps(3, touchpoints="web", asks=[f"q{n}" for n in range(60)]),
    },
    "25 pains, 25 risks and 100 actions": lambda: {
        "stages": steps(
            4,
            pain_points=[{"what": f"Pain {n} {'very ' * n}", "severity": n % 5 + 1} for n in range(25)],
            fail_points=[{"what": f"Risk {n}", "severity": 5, "recovery": "x" * 50} for n in range(25)],
            backstage=[{"does": f"Action {n}", "time": "1m"} for n in range(100)],
        )
    },
    "shares of nothing": lambda: {
        "personas": {"p": {"name": "P", "share": 0}, "q": {"name": "Q", "share": 0}},
        "questions": {"q": {"text": "Q", "share": 0}},
        "stages": steps(4, asks="q", abandon=0, next=[{"to": "s2", "share": 0}, {"to": "s3", "share": 0}]),
    },
    "times of centuries": lambda: {
        "actors": {"a": {"name": "A", "hourly_cost": 1e300}},
        "stages": steps(
            3, time="36500d", acceptable_time="1s", backstage={"does": "x", "actor": "a", "time": "99999d"}
        ),
    },
    "everything leads everywhere": lambda: {
        "stages": [
            *steps(12),
            {"name": "All", "steps": [
                {"id": f"x{n}", "customer": "X", "next": [{"to": f"x{m}", "when": f"{m}"} for m in range(9)]}
                for n in range(9)
            ]},
        ],
    },
    "200 stages": lambda: {"stages": [{"name": f"Stage {n}"} for n in range(200)]},
    "60 lanes": lambda: {
        "lanes": [{"id": f"l{n}", "role": "backstage", "name": f"Lane {n}"} for n in range(60)],
        "stages": steps(2, backstage=[{"does": "x", "lane": f"l{n}"} for n in range(60)]),
    },
    "ids like those of the picture": lambda: {
        "id": "it-s-中文.x", "systems": {"a.b": "S"}, "actors": {"a.b": "A"}, "questions": {"a.b": "Q"},
        "touchpoints": {"a.b": {"kind": "digital"}, "row-customer": {"kind": "physical"}, "page": {"kind": "digital"}},
        "personas": {"header": "P"},
        "stages": [{"id": "stages", "name": "S", "steps": [
            {"id": "header", "customer": "A", "asks": "a.b", "touchpoints": ["a.b", "row-customer"], "next": "描述"},
            {"id": "legend", "customer": "B", "emotion": {"header": 1}},
            {"id": "描述", "customer": "C", "backstage": {"does": "x", "id": "cluster", "triggers": "header"}},
        ]}],
    },
}  # fmt: skip
"""What each is like, and what it is besides its title."""

MADE: dict[str, Callable[[], bp.Blueprint]] = {
    **{name: lambda made=made: bp.Blueprint.model_validate({"title": "T", **made()}) for name, made in MONSTERS.items()},
    "right to left": lambda: generated(12, 8, [*RIGHT_TO_LEFT, " ".join(RIGHT_TO_LEFT) * 5], 2, "ar"),
    "emoji": lambda: generated(12, 8, EMOJI, 2),
    "marks and joiners": lambda: generated(8, 8, ["a" + "\u0301" * 300, "ก็" * 60, "\u200d" * 50, "ﷺ" * 20], 2),
    "lines without an end": lambda: generated(8, 8, ["a\n\nb\n\n\nc", "line\n" * 30, "\u202eabc\u202c"], 2),
    "200 steps in Chinese": lambda: generated(200, 10, CHINESE, 3, "zh-Hans"),
}  # fmt: skip


@pytest.mark.parametrize("name", MADE)
def test_it_is_drawn_in_every_view(name: str) -> None:
    b = MADE[name]()
    for view in VIEWS:
        drawing = bp.draw(b, view, against=b if view == "changes" else None)
        ids = [element.get("id") for element in ET.fromstring(drawing.svg).iter() if element.get("id")]
        assert len(ids) == len(set(ids)), view
        assert faults(drawing.scene) == [], view
