"""Blueprints that nobody would draw on purpose: empty, extreme and hostile ones, some with numbers, some without."""

from __future__ import annotations

from typing import Any

Data = dict[str, Any]

MARKUP = "<script>alert(1)</script> <b>&amp;</b> \"q\" 'q' {0} {x} %s %(x)s $HOME | `tick` [l](u) # - * \\ \u202e 字"
"""Text that is dangerous wherever it is not taken for text."""

LONGEST = "999999999d"
TWO = {"a": {"name": "A"}, "b": {"name": "B"}}


def line(*steps: Data, **more: Any) -> Data:
    """A blueprint of one stage; a step that has no id is named after its place: s0, s1, ..."""
    listed = [{"id": f"s{i}", "customer": "Go"} | step for i, step in enumerate(steps)]
    return {"title": "Line", "stages": [{"name": "All", "steps": listed}], **more}


def to_each(*shares: float, targets: tuple[str, ...]) -> Data:
    """Branches with shares."""
    return dict(zip(targets, shares, strict=True))


def _hostile() -> Data:
    """All kinds of parts, each called what a program might trip over."""
    return line(
        {
            "id": "success",
            "name": MARKUP,
            "customer": {"id": "expected_time", "does": MARKUP, "actor": "failure", "time": "1m", "collects": "None"},
            "frontstage": {"id": "nan", "does": MARKUP, "actor": "failure", "system": "null", "uses": "None"},
            "touchpoints": ["share"],
            "asks": ["inf"],
            "time": "2m",
            "wait": "1m",
            "acceptable_time": "1m",
            "emotion": -2,
            "moment_of_truth": True,
            "pain_points": [{"id": "pain_weight", "what": MARKUP, "severity": 5, "occurrence": 0.5}],
            "fail_points": [{"id": "risk", "what": MARKUP, "severity": 5, "occurrence": 0.5, "detection": 5}],
            "delights": [{"what": MARKUP, "common": 0.9}],
            "basis": "observed",
            "next": [{"to": "failure", "share": 0.5, "when": MARKUP}, {"to": "success", "share": 0.5}],
        },
        {"id": "failure", "name": "nan", "touchpoints": ["mix"], "next": "abandoned"},
        {"id": "abandoned", "name": "Infinity", "abandon": 0.5, "emotion": {"用户": 2}, "outcome": "failure"},
        title=MARKUP,
        summary=MARKUP,
        id="visits",
        currency="EUR",
        price=1,
        overhead=1,
        personas={"用户": {"name": MARKUP, "channels": ["success"]}, "None": {"name": "None", "channels": ["no"]}},
        touchpoints={
            "share": {"kind": "digital", "name": MARKUP, "channel": "success", "answers": ["inf"], "shows": ["None"]},
            "mix": {"kind": "interpersonal", "channel": "success", "owner": MARKUP},
        },
        actors={"failure": {"name": MARKUP, "team": "success", "hourly_cost": 1}},
        systems={"null": {"name": MARKUP, "owner": MARKUP, "holds": ["None"]}},
        data={"None": {"name": MARKUP, "sensitivity": "sensitive", "inferred": True}},
        questions={"inf": {"text": MARKUP, "share": 1}},
        metrics={"p50": {"name": MARKUP, "unit": MARKUP, "better": "lower", "baseline": {"value": 2, "n": 0}, "actual": 1}},
        solutions={
            "risk_": {"what": MARKUP, "addresses": ["pain_weight", "risk"], "impact": 5, "effort": 1, "status": "done"}
        },
        sources={"mix": {"name": MARKUP}},
        expectations=[{"measure": "visits", "of": "success", "at_most": 1}],
    )  # fmt: skip


def _ring(count: int, share: float) -> list[Data]:
    """Steps in a ring that is left at its first step only, with a share."""
    first = {"next": {"end": share, "s1": 1 - share}, "time": "1s"}
    return [first, *({"next": f"s{(i + 1) % count}", "time": "1s"} for i in range(1, count))]


SOUND: dict[str, Data] = {
    "no step": {"title": "T", "stages": [{"name": "S"}]},
    "no step for two personas": {"title": "T", "stages": [{"name": "S"}], "personas": TWO},
    "stages without steps beside one with": {
        "title": "T",
        "stages": [{"name": "S"}, {"name": "U", "steps": [{"customer": "x"}]}, {"name": "V"}],
    },
    "one step": line({}),
    "one step of zero time": line({"time": "0s", "wait": "0s"}, price=0, overhead=0),
    "only steps of one of two personas": line({"personas": "a"}, {"personas": "a"}, personas=TWO),
    "each step of another": line({"personas": "a"}, {"personas": "b"}, personas=TWO),
    "a persona without channels": line(
        {"touchpoints": ["web", "shelf"]}, {"touchpoints": "web"},
        personas={"a": {"name": "A", "channels": []}}, touchpoints={"web": {"kind": "digital", "channel": "web"}, "shelf": {"kind": "physical"}},
    ),
    "touchpoints without channel": line(
        {"touchpoints": "one"}, {"touchpoints": "other"}, {"touchpoints": "one"},
        personas={"a": {"name": "A", "channels": ["web"]}, "b": {"name": "B"}},
        touchpoints={"one": {"kind": "digital"}, "other": {"kind": "interpersonal"}},
    ),
    "personas who match nothing": line(
        {"touchpoints": "web", "pain_points": {"what": "x", "severity": 5, "occurrence": 1}},
        personas={"a": {"name": "A", "share": 1, "channels": ["fax"]}}, touchpoints={"web": {"kind": "digital", "channel": "web"}},
    ),
    "shares of personas of zero": line({"time": "1s"}, personas={"a": {"name": "A", "share": 0}, "b": {"name": "B", "share": 0}}),
    "shares of personas beyond the whole": line({}, personas={"a": {"name": "A", "share": 1}, "b": {"name": "B", "share": 1}, "c": "C"}),
    "shares of personas next to nothing": line({"time": "1s"}, personas={"a": {"name": "A", "share": 5e-324}, "b": {"name": "B", "share": 0}}),
    "a branch of zero": line({"next": to_each(0, 1, targets=("s1", "end"))}, {"time": "1s"}),
    "a branch of zero to a step that can't be left": line({"next": to_each(0, 1, targets=("s1", "end"))}, {"next": "s1"}),
    "a branch of zero to a ring": line({"next": to_each(0, 1, targets=("s1", "s3"))}, {"next": "s2"}, {"next": "s1"}, {}),
    "branches of 10^-12": line({"next": to_each(1e-12, 1 - 1e-12, targets=("s1", "end")), "time": "1s"}, {"time": LONGEST, "next": "s0"}),
    "a ring left once in 10^12": line(*_ring(7, 1e-12)),
    "ways so rare that nothing is left of them": line(
        {"next": [{"to": "s1", "share": 1e-200}, {"to": "end"}]}, {"next": [{"to": "s2", "share": 1e-200}, {"to": "end"}]},
        {"abandon": 0.5, "next": "s2", "time": "1s"},
    ),
    "everybody gives up": line({"abandon": 1, "time": "1s"}, {"time": "1s"}, price=5),
    "everybody gives up with an outcome": line({"abandon": 1, "outcome": "failure"}),
    "a new round each time but one in 50": line({"next": [{"to": "s0", "share": 0.98, "repeat": True}, {"to": "end"}], "time": "1s"}),
    "the longest times": line(
        *[{"time": LONGEST, "wait": LONGEST, "acceptable_time": LONGEST, "customer": {"does": "x", "time": LONGEST, "actor": "w", "cost": 1e15},
           "next": to_each(0.999999, 0.000001, targets=("s0", "end"))}] * 2,
        actors={"w": {"name": "W", "hourly_cost": 1e15}}, price=1e15, overhead=1e15, currency="EUR",
    ),
    "times from nothing to the longest": line({"time": {"low": "0s", "typical": "0s", "high": LONGEST}, "wait": {"low": "0s", "typical": LONGEST, "high": LONGEST}}),
    "the least money": line({"customer": {"does": "x", "cost": 5e-324}}, price=5e-324, overhead=5e-324),
    "actions that trigger each other in a ring": line(
        {"customer": {"id": "a", "does": "x", "time": "1m", "triggers": ["b"]}, "backstage": {"id": "b", "does": "y", "time": "1m", "triggers": ["c"]}},
        {"support": {"id": "c", "does": "z", "time": "1m", "triggers": ["a", "s0", "s1"]}},
    ),
    "systems that depend on each other in a ring": line(
        {"frontstage": {"does": "x", "system": "a"}},
        systems={"a": {"name": "A", "depends_on": ["b"]}, "b": {"name": "B", "depends_on": ["a"]}},
    ),
    "feelings of some personas": line({"emotion": {"a": -2}}, {"emotion": {"a": 2}}, {"emotion": 0.5}, personas={**TWO, "c": "C"}),
    "metrics of nobody and of too much": line(
        {},
        metrics={
            "none": {"name": "N", "better": "higher", "unit": "%", "baseline": {"value": 0.5, "n": 0}, "actual": {"value": 0.6, "n": 0}},
            "much": {"name": "M", "better": "lower", "baseline": -1.7e308, "target": 0, "actual": 1.7e308},
            "sd": {"name": "S", "better": "lower", "baseline": {"value": 1, "n": 1, "sd": 1e15}, "actual": {"value": 1e300, "n": 10**9, "sd": 0}},
        },
    ),
    "expectations that contradict each other": line(
        {"time": "1m"}, expectations=[{"measure": "expected_time", "at_most": "1s"}, {"measure": "expected_time", "at_least": LONGEST},
                                      {"measure": "success_share", "at_least": 0, "at_most": 0}],
    ),
    "hostile names and texts": _hostile(),
}  # fmt: skip
"""Blueprints that have figures, or are of nobody."""

RARE = "`{}` is left so rarely that who comes to it comes back more than 1e+15 times: let more customers go on, or give up (`abandon`)"
NO_END = "`{}` can never be left: let a branch lead out of there, or say how many give up (`abandon`)"
NO_END_OF = "the steps {} can never be left: let a branch lead out of there, or say how many give up (`abandon`)"
GOES_ROUND = "for `b`, from `{}` on, `otherwise` leads round and round past steps that are for others: let it lead to a step that is for them"

BROKEN: dict[str, tuple[Data, list[str]]] = {
    "a step that leads to itself": (line({"next": "s0"}), [NO_END.format("s0")]),
    "a ring": (line(*_ring(3, 0)), [NO_END_OF.format("`s0`, `s1` and `s2`")]),
    "a new round for ever": (line({"next": {"to": "s0", "repeat": True}}), [NO_END.format("s0")]),
    "a new round with a share of 100%": (line({"next": [{"to": "s0", "share": 1, "repeat": True}, {"to": "end", "share": 0}]}), [NO_END.format("s0")]),
    "two rings": (
        line({"next": to_each(0.5, 0.5, targets=("s1", "s2"))}, {"next": "s1"}, {"next": "s2"}),
        [NO_END.format("s1"), NO_END.format("s2")],
    ),
    "shares of zero": (
        line({"next": to_each(0, 0, targets=("s1", "end"))}, {}),
        ["the shares of the branches of `s0` add up to 0%: say where the other 100% go, or leave out the share of one branch, and it takes what is left"],
    ),
    "shares of 10^-12": (
        line({"next": to_each(1e-12, 1e-12, targets=("s1", "end"))}, {}),
        ["the shares of the branches of `s0` add up to 0%: say where the other 100% go, or leave out the share of one branch, and it takes what is left"],
    ),
    "shares beyond the whole": (
        line({"next": to_each(1, 1, targets=("s1", "end")), "abandon": 1}, {}),
        ["the shares of the branches of `s0` and its `abandon` add up to 300%: lower them to 100% in all"],
    ),
    "all branches filtered for a persona": (
        line({"next": [{"to": "s1", "for": "a"}]}, {}, personas=TWO),
        ["for `b`, no branch leads on from `s0`: open one to those who come there (`for`), or say that they give up (`abandon: 100%`)"],
    ),
    "steps of others that send round": (
        line({"personas": "a", "otherwise": "s1"}, {"personas": "a", "otherwise": "s0"}, personas=TWO),
        [GOES_ROUND.format("s0")],
    ),
    "a step left once in 10^323 times": (line({"next": "s0", "abandon": 5e-324}), [RARE.format("s0")]),
    "a ring left once in 10^16": (line(*_ring(3, 1e-16)), [RARE.format("s0")]),
    "a ring left by two rare ways after each other": (
        line({"next": [{"to": "s1", "share": 1e-200}, {"to": "s0"}]}, {"next": [{"to": "end", "share": 1e-200}, {"to": "s0"}]}),
        [RARE.format("s0")],
    ),
    "30 steps, each back to the first but once in 10^12": (
        line(*({"next": [{"to": f"s{i + 1}" if i < 29 else "end", "share": 1e-12}, {"to": "s0"}]} for i in range(30))),
        [RARE.format("s0")],
    ),
    "a rare ring that hardly anybody comes to": (
        line(
            {"next": [{"to": "s1", "share": 1e-200}, {"to": "end"}]}, {"next": [{"to": "s2", "share": 1e-200}, {"to": "end"}]},
            {"next": "s2", "abandon": 5e-324},
        ),
        [RARE.format("s2")],
    ),
}  # fmt: skip
"""Blueprints whose flow gives no numbers, with why."""
