"""Blueprints made by rule, as large and as odd as one likes, the same for the same seed."""

from __future__ import annotations

import random

from blueprint.model.blueprint import Blueprint

ENGLISH = ["Ask for help", "Wait in the queue until somebody comes to the counter", "Pay", "Donaudampfschifffahrtsgesellschaftskapitänspatent",
           "Read the terms & conditions <b>carefully</b>", "Sign in with the app, then confirm by text message"]  # fmt: skip
CHINESE = ["描述问题：装上去就出不来了", "等待", "登录官网，查看订单和积分，再把订单编号告诉客服人员，等待进一步的处理结果", "付款", "收到两条“非常满意”评价邀请",
           "在 App 上选座付款（含 2 件行李）"]  # fmt: skip
RIGHT_TO_LEFT = ["طلب المساعدة من الموظف", "انتظر", "שלם בקופה בבקשה"]


def generated(
    steps: int = 60, lanes: int = 10, words: list[str] | None = None, seed: int = 1, language: str = "en"
) -> Blueprint:
    """A blueprint with branches, loops, triggers, waits, marks, voices, solutions and split lanes."""
    rng = random.Random(seed)
    told = random.Random(seed + 1000)  # of its own, so that what is told changes nothing else
    words = words or [*ENGLISH, *CHINESE]

    def pick():
        return rng.choice(words)

    extra = [
        {
            "id": f"lane{n}",
            "role": ["frontstage", "backstage", "support"][n % 3],
            "name": f"{rng.choice(words)[:14]} {n}",
        }
        for n in range(max(lanes - 5, 0))
    ]
    personas = {
        f"p{n}": {"name": name, "description": told.choice(words), "goals": told.choice(words), "needs": words[:3]}
        for n, name in enumerate(["Young", "老年旅客"])
    }
    touchpoints = {
        f"t{n}": {"kind": kind, "name": pick()} for n, kind in enumerate(["digital", "physical", "interpersonal"] * 2)
    }
    ids = [f"s{n}" for n in range(steps)]

    def action(role: str) -> dict:
        own = [lane["id"] for lane in extra if lane["role"] == role]
        made = {"does": pick(), "actor": "a", "time": "3m"}
        if own and rng.random() < 0.6:
            made["lane"] = rng.choice(own)
        if rng.random() < 0.12:
            made["triggers"] = rng.choice(ids)
        return made

    made_steps = []
    for n, id_ in enumerate(ids):
        step: dict = {"id": id_, "touchpoints": rng.sample(list(touchpoints), rng.randint(0, 3)), "time": "5m"}
        if rng.random() < 0.92:
            step["customer"] = pick()
        else:
            step["wait"] = {"low": "1m", "typical": "2m", "high": "1h"}
        for role in ("frontstage", "backstage", "support"):
            step[role] = [action(role) for _ in range(rng.choice([0, 0, 1, 1, 1, 2, 3]))]
        if rng.random() < 0.6:
            step["emotion"] = rng.choice([-2, -1, 0, 1, 2, {"p0": 1.5, "p1": -1.5}])
        if rng.random() < 0.3:
            step["pain_points"] = [{"what": pick(), "severity": rng.randint(1, 5), "occurrence": 0.3}]
        _tell(told, words, step)
        if rng.random() < 0.2:
            step["fail_points"] = {"what": pick(), "severity": 3, "recovery": pick()}
        if rng.random() < 0.15:
            step["delights"] = pick()
        if rng.random() < 0.15:
            step["asks"] = "q"
        step["moment_of_truth"] = rng.random() < 0.1
        step["cocreated"] = rng.random() < 0.1
        if n < steps - 1 and rng.random() < 0.35:
            targets = {ids[n + 1], rng.choice(ids), rng.choice(ids[max(0, n - 4) : n + 5])}
            share = 1 / (len(targets) + 1)
            step["next"] = [{"to": t, "share": share, "when": pick()} for t in sorted(targets)] + [
                {"to": "end", "share": share}
            ]
        made_steps.append(step)
    stages, at = [], 0
    while at < steps:
        size = rng.randint(1, 7)
        stages.append({"name": pick()[:20], "steps": made_steps[at : at + size]})
        if told.random() < 0.7:
            stages[-1]["goal"] = told.choice(words) * told.randint(1, 3)
        at += size
    pains = [f"{step['id']}.pain-1" for step in made_steps if "pain_points" in step]
    return Blueprint.model_validate({
        "title": pick() + " " + pick(), "scenario": pick() * 3, "language": language, "owner": "Team", "reviewed": "2026-11-01",
        "lanes": extra, "personas": personas, "touchpoints": touchpoints, "actors": {"a": pick()},
        "questions": {"q": {"text": pick(), "share": 0.3}}, "stages": stages,
        "sources": {"talks": "Talks with 老年旅客"}, "solutions": _solutions(told, words, [*pains, "q"], steps // 4),
    })  # fmt: skip


def _solutions(told: random.Random, words: list[str], addressed: list[str], count: int) -> dict:
    """Some that help in several places, and one that helps nowhere."""
    return {
        f"idea{n}": {
            "what": told.choice(words), "addresses": told.sample(addressed, min(n, len(addressed))),
            "kind": told.choice(["digital", "physical", "interpersonal"]), "effort": 2, "impact": 5, "status": "doing",
        }
        for n in range(min(count, 6))
    }  # fmt: skip


def _tell(told: random.Random, words: list[str], step: dict) -> None:
    """What customers think and say in a step, and of what hurts in it."""
    if told.random() < 0.3:
        step["thoughts"] = [told.choice(words) for _ in range(told.randint(1, 2))]
    if told.random() < 0.2:
        step["quotes"], step["sources"] = told.choice(words), "talks"
        for pain in step.get("pain_points", ()):
            pain["quotes"], pain["sources"], pain["personas"] = told.choice(words), "talks", ["p0"]
