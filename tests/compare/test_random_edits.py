"""Edits of known kinds, made at random: exactly those are found, whether parts have ids or not."""

from __future__ import annotations

import random
from copy import deepcopy

import pytest

from blueprint.compare.changes import changes
from blueprint.model.blueprint import Blueprint

WORDS = {
    "en": [
        "ask",
        "wait",
        "pay",
        "sign",
        "call",
        "read",
        "greet",
        "carry",
        "open",
        "close",
        "check",
        "bring",
        "write",
        "sort",
        "print",
        "wrap",
        "weigh",
        "count",
        "fetch",
        "mend",
    ],
    "zh": [
        "询问",
        "等待",
        "付款",
        "签字",
        "致电",
        "阅读",
        "迎接",
        "搬运",
        "打开",
        "关闭",
        "核对",
        "取来",
        "书写",
        "整理",
        "打印",
        "包装",
        "称重",
        "清点",
        "取件",
        "修补",
    ],
}


def base(rng: random.Random, language: str, *, with_ids: bool) -> dict:
    words = WORDS[language]

    def text(*numbers: int) -> str:
        return " ".join(rng.sample(words, 3)) + " " + "-".join(map(str, numbers))

    stages = []
    for i in range(6):
        made = []
        for j in range(5):
            step = {"customer": text(i, j), "time": "5m", "emotion": 0,
                    "frontstage": [{"does": text(i, j, k), "actor": "x", "time": "1m"} for k in range(2)],
                    "pain_points": [{"what": text(i, j, 9), "severity": 3}]}  # fmt: skip
            made.append({"id": f"s{i}-{j}", **step} if with_ids else step)
        stages.append({"name": text(i), "steps": made})
    return {"title": "T", "actors": {"x": "X", "y": "Y"}, "stages": stages}


def edits(rng: random.Random, data: dict, count: int) -> set[tuple[str, str]]:
    """Change the data; returns what was done, as (kind of change, what tells the part)."""
    done: set[tuple[str, str]] = set()
    free = [(i, j) for i in range(6) for j in range(5)]
    rng.shuffle(free)
    at = {(i, j): step for i, stage in enumerate(data["stages"]) for j, step in enumerate(stage["steps"])}
    for _ in range(count):
        place = free.pop()
        step = at[place]
        stage = next(one for one in data["stages"] if any(s is step for s in one["steps"]))
        kind = rng.choice(
            ["added", "removed", "moved", "reowned", "retimed", "renamed", "changed", "added action", "rerouted"]
        )
        name = step["customer"]
        if kind == "added":
            new = {"customer": f"something else entirely {place}"}
            stage["steps"].insert([s is step for s in stage["steps"]].index(True), new)
            done.add((kind, new["customer"]))
        elif kind == "removed":
            stage["steps"] = [s for s in stage["steps"] if s is not step]
            done.add((kind, name))
        elif kind == "moved":
            other = rng.choice([one for one in data["stages"] if one is not stage])
            stage["steps"] = [s for s in stage["steps"] if s is not step]
            other["steps"].insert(rng.randint(0, len(other["steps"])), step)
            done.add((kind, name))
        elif kind == "reowned":
            step["frontstage"][1]["actor"] = "y"
            done.add((kind, step["frontstage"][1]["does"]))
        elif kind == "retimed":
            step["frontstage"][0]["time"] = "9m"
            done.add((kind, step["frontstage"][0]["does"]))
        elif kind == "renamed":
            step["pain_points"][0]["what"] += " now"
            done.add((kind, step["pain_points"][0]["what"]))
        elif kind == "changed":
            step["emotion"] = 2
            done.add((kind, name))
        elif kind == "added action":
            step["frontstage"].insert(0, {"does": f"quite another thing {place}"})
            done.add(("added", f"quite another thing {place}"))
        else:
            step["abandon"] = 0.2
            done.add((kind, name))
    return done


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("with_ids", [True, False])
@pytest.mark.parametrize("seed", range(8))
def test_exactly_what_was_edited_is_found(seed, with_ids, language):
    rng = random.Random(seed)
    before = base(rng, language, with_ids=with_ids)
    after = deepcopy(before)
    done = edits(rng, after, count=12)
    one, other = Blueprint.model_validate(before), Blueprint.model_validate(after)
    found = [(change.kind, change.place.label) for change in changes(one, other).found]
    assert sorted(found) == sorted(done)
    back = changes(other, one).found
    assert len(back) == len(found)


@pytest.mark.parametrize("seed", range(6))
def test_steps_in_another_order_are_as_few_moves_as_can_be(seed):
    rng = random.Random(seed)
    names = [f"step number {n} {rng.random()}" for n in range(30)]
    order = list(names)
    taken = rng.sample(names, 3)
    for name in taken:
        order.remove(name)
        order.insert(rng.randint(0, len(order)), name)

    def of(texts):
        return Blueprint.model_validate(
            {
                "title": "T",
                "stages": [{"name": "S", "steps": [{"id": f"s{names.index(t)}", "customer": t} for t in texts]}],
            }
        )

    there, back = changes(of(names), of(order)).found, changes(of(order), of(names)).found
    assert {change.kind for change in there} <= {"moved"}
    assert len(there) <= 3
    assert {change.place.id for change in there} == {change.place.id for change in back}
