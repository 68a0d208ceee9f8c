"""Each key of the format with a wrong value: one finding, in full, at its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from blueprint.model import shape
from blueprint.model.blueprint import Blueprint
from tests.source.reading import SOUND, findings_of

if TYPE_CHECKING:
    from blueprint.model.part import Part

TOP = {"blueprint": "v1", "title": "T"}
STAGES = "[{name: S, steps: [{id: first, customer: Do}]}]"
IN_STEP = "stages:\n- name: S\n  steps:\n  - id: first\n    customer: Do\n    "
FRAMES = {
    "Blueprint": ("", {"stages": STAGES}),
    "Persona": ("personas:\n  p: ", {"name": "P"}),
    "Touchpoint": ("touchpoints:\n  t: ", {"kind": "digital"}),
    "Actor": ("actors:\n  a: ", {"name": "A"}),
    "System": ("systems:\n  s: ", {"name": "S"}),
    "DataItem": ("data:\n  d: ", {"name": "D"}),
    "Question": ("questions:\n  q: ", {"text": "Q"}),
    "Metric": ("metrics:\n  m: ", {"name": "M"}),
    "MetricValue": ("metrics:\n  m:\n    name: M\n    actual: ", {"value": "1"}),
    "Solution": ("solutions:\n  s: ", {"what": "W"}),
    "Source": ("sources:\n  s: ", {"name": "S"}),
    "Lane": ("lanes:\n- ", {"id": "l", "role": "support", "name": "L"}),
    "Expectation": ("expectations:\n- ", {"measure": "effort", "at_most": "3"}),
    "Stage": ("stages:\n- ", {"name": "S"}),
    "Step": ("stages:\n- name: S\n  steps:\n  - ", {"customer": "Do"}),
    "Action": (IN_STEP + "backstage: ", {"does": "D"}),
    "PainPoint": (IN_STEP + "pain_points: ", {"what": "W"}),
    "FailPoint": (IN_STEP + "fail_points: ", {"what": "W"}),
    "Recovery": (IN_STEP + "fail_points:\n      what: W\n      recovery: ", {"to": "first"}),
    "Delight": (IN_STEP + "delights: ", {"what": "W"}),
    "Branch": (IN_STEP + "next: ", {"to": "end"}),
    "Estimate": (IN_STEP + "time: ", {"low": "1m", "typical": "2m", "high": "3m"}),
}
LIMITED = {
    ("Expectation", "of"): "visits",
    ("Expectation", "from"): "handoffs",
    ("Expectation", "to"): "handoffs",
}
"""The figures that can be limited so."""


def frame(part: str, key: str, written: str) -> str:
    """A blueprint that is sound but for one key of one part."""
    before, needed = FRAMES[part]
    if (part, key) in LIMITED:
        needed = {**needed, "measure": LIMITED[part, key]}
    keys = {**needed, key: written}
    if part == "Blueprint":
        return "".join(f"{k}: {v}\n" for k, v in {**TOP, **keys}.items())
    top = TOP if before.startswith("stages") else {**TOP, "stages": STAGES}
    inner = "{" + ", ".join(f"{k}: {v}" for k, v in keys.items()) + "}"
    return "".join(f"{k}: {v}\n" for k, v in top.items()) + before + inner + "\n"


EXPECTED = (
    "blueprint: v1\ntitle: T\nexpectations: {{{}}}\nstages:\n- name: S\n  steps:\n  - {{id: first, customer: Do}}\n"
)

# fmt: off
WRONG = [
    # Blueprint
    ("Blueprint", "blueprint", "v1.0", "1:12-16: BP002 `blueprint` must be the version of the format: `blueprint: v1`"),
    ("Blueprint", "title", "3", '2:8-9: BP002 `title` must be text, not the number 3: write "3"'),
    ("Blueprint", "summary", "3", '4:10-11: BP002 `summary` must be text, not the number 3: write "3"'),
    ("Blueprint", "scenario", "3", '4:11-12: BP002 `scenario` must be text, not the number 3: write "3"'),
    ("Blueprint", "id", "3", '4:5-6: BP002 `id` must be text, not the number 3: write "3"'),
    ("Blueprint", "state", "sometimes", "4:8-17: BP002 `state` must be `as-is` or `to-be`, not `sometimes`"),
    ("Blueprint", "language", "zh_CN", "4:11-16: BP002 `language` must be a language tag like `en` or `zh-Hans`, not `zh_CN`; did you mean `zh-CN`?"),
    ("Blueprint", "currency", "eur", "4:11-14: BP002 `currency` must be a currency of three capitals like `EUR` or `CNY`, not `eur`; did you mean `EUR`?"),
    ("Blueprint", "owner", "3", '4:8-9: BP002 `owner` must be text, not the number 3: write "3"'),
    ("Blueprint", "reviewed", "1.10.2026", "4:11-20: BP002 `1.10.2026` is not a date: write it like `2026-10-01`"),
    ("Blueprint", "price", "free", "4:8-12: BP002 `price` must be a number from 0, not `free`"),
    ("Blueprint", "overhead", "free", "4:11-15: BP002 `overhead` must be a number from 0, not `free`"),
    ("Blueprint", "include", "{a: b}", "4:1-8: BP002 `include` must be text, not a mapping"),
    ("Blueprint", "lanes", "3", "4:8-9: BP002 `lanes` must be a list, not the number 3: start each lane with `- `"),
    ("Blueprint", "personas", "[a]", "4:1-9: BP002 `personas` must be a mapping from id to persona, not a list"),
    ("Blueprint", "touchpoints", "[a]", "4:1-12: BP002 `touchpoints` must be a mapping from id to touchpoint, not a list"),
    ("Blueprint", "actors", "[a]", "4:1-7: BP002 `actors` must be a mapping from id to actor, not a list"),
    ("Blueprint", "systems", "[a]", "4:1-8: BP002 `systems` must be a mapping from id to system, not a list"),
    ("Blueprint", "data", "[a]", "4:1-5: BP002 `data` must be a mapping from id to data item, not a list"),
    ("Blueprint", "questions", "[a]", "4:1-10: BP002 `questions` must be a mapping from id to question, not a list"),
    ("Blueprint", "sources", "[a]", "4:1-8: BP002 `sources` must be a mapping from id to source, not a list"),
    ("Blueprint", "stages", "3", "3:9-10: BP002 `stages` must be a list, not the number 3: start each stage with `- `"),
    ("Blueprint", "metrics", "[a]", "4:1-8: BP002 `metrics` must be a mapping from id to metric, not a list"),
    ("Blueprint", "solutions", "[a]", "4:1-10: BP002 `solutions` must be a mapping from id to solution, not a list"),
    ("Blueprint", "expectations", "3", "4:15-16: BP002 an expectation must be a mapping with `measure`, not the number 3"),
    # Persona
    ("Persona", "name", "3", '5:13-14: BP002 `name` must be text, not the number 3: write "3"'),
    ("Persona", "description", "3", '5:29-30: BP002 `description` must be text, not the number 3: write "3"'),
    ("Persona", "share", "140", "5:23-26: BP002 a share is between 0% and 100% (0 and 1), not 140"),
    ("Persona", "channels", "[{a: b}]", "5:28-29: BP002 `channels` must be text, not a mapping"),
    ("Persona", "needs", "[{a: b}]", "5:25-26: BP002 `needs` must be text, not a mapping"),
    ("Persona", "goals", "[{a: b}]", "5:25-26: BP002 `goals` must be text, not a mapping"),
    # Touchpoint
    ("Touchpoint", "kind", "sometimes", "5:13-22: BP002 `kind` must be `digital`, `physical` or `interpersonal`, not `sometimes`"),
    ("Touchpoint", "name", "3", '5:28-29: BP002 `name` must be text, not the number 3: write "3"'),
    ("Touchpoint", "channel", "3", '5:31-32: BP002 `channel` must be text, not the number 3: write "3"'),
    ("Touchpoint", "evidence", "3", '5:32-33: BP002 `evidence` must be text, not the number 3: write "3"'),
    ("Touchpoint", "answers", "[3]", '5:32-33: BP002 `answers` must be ids of questions, not the number 3: write "3"'),
    ("Touchpoint", "shows", "[3]", '5:30-31: BP002 `shows` must be ids of data items, not the number 3: write "3"'),
    ("Touchpoint", "systems", "[3]", '5:32-33: BP002 `systems` must be ids of systems, not the number 3: write "3"'),
    ("Touchpoint", "owner", "3", '5:29-30: BP002 `owner` must be text, not the number 3: write "3"'),
    ("Touchpoint", "community", '"yes"', "5:33-38: BP002 `community` must be `true` or `false`, not `yes`; did you mean `true`?"),
    # Actor
    ("Actor", "name", "3", '5:13-14: BP002 `name` must be text, not the number 3: write "3"'),
    ("Actor", "team", "3", '5:22-23: BP002 `team` must be text, not the number 3: write "3"'),
    ("Actor", "hourly_cost", "free", "5:29-33: BP002 `hourly_cost` must be a number from 0, not `free`"),
    ("Actor", "count", "2.5", "5:23-26: BP002 `count` must be a whole number from 0, not the number 2.5"),
    # System
    ("System", "name", "3", '5:13-14: BP002 `name` must be text, not the number 3: write "3"'),
    ("System", "owner", "3", '5:23-24: BP002 `owner` must be text, not the number 3: write "3"'),
    ("System", "holds", "[3]", '5:24-25: BP002 `holds` must be ids of data items, not the number 3: write "3"'),
    ("System", "availability", "140", "5:30-33: BP002 a share is between 0% and 100% (0 and 1), not 140"),
    ("System", "depends_on", "[3]", '5:29-30: BP002 `depends_on` must be ids of systems, not the number 3: write "3"'),
    # DataItem
    ("DataItem", "name", "3", '5:13-14: BP002 `name` must be text, not the number 3: write "3"'),
    ("DataItem", "sensitivity", "sometimes", "5:29-38: BP002 `sensitivity` must be `public`, `personal` or `sensitive`, not `sometimes`"),
    ("DataItem", "inferred", '"yes"', "5:26-31: BP002 `inferred` must be `true` or `false`, not `yes`; did you mean `true`?"),
    ("DataItem", "control", "sometimes", "5:25-34: BP002 `control` must be `view`, `correct`, `delete` or `opt-out`, not `sometimes`"),
    # Question
    ("Question", "text", "3", '5:13-14: BP002 `text` must be text, not the number 3: write "3"'),
    ("Question", "share", "140", "5:23-26: BP002 a share is between 0% and 100% (0 and 1), not 140"),
    ("Question", "keywords", "[{a: b}]", "5:28-29: BP002 `keywords` must be text, not a mapping"),
    ("Question", "habit", '"yes"', "5:23-28: BP002 `habit` must be `true` or `false`, not `yes`; did you mean `true`?"),
    # Metric
    ("Metric", "name", "3", '5:13-14: BP002 `name` must be text, not the number 3: write "3"'),
    ("Metric", "unit", "3", '5:22-23: BP002 `unit` must be text, not the number 3: write "3"'),
    ("Metric", "better", "sometimes", "5:24-33: BP002 `better` must be `higher` or `lower`, not `sometimes`"),
    ("Metric", "at", "nowhere", "5:20-27: BP101 there is no stage, step or touchpoint `nowhere`; there is `first`"),
    ("Metric", "baseline", "high", "5:26-30: BP002 a measured value must be a number, or a mapping like `value: ...`, not `high`"),
    ("Metric", "target", "high", "5:24-28: BP002 a measured value must be a number, or a mapping like `value: ...`, not `high`"),
    ("Metric", "actual", "high", "5:24-28: BP002 a measured value must be a number, or a mapping like `value: ...`, not `high`"),
    # MetricValue
    ("MetricValue", "value", "free", "7:21-25: BP002 `value` must be a number, not `free`"),
    ("MetricValue", "n", "2.5", "7:27-30: BP002 `n` must be a whole number from 0, not the number 2.5"),
    ("MetricValue", "sd", "free", "7:28-32: BP002 `sd` must be a number from 0, not `free`"),
    ("MetricValue", "date", "1.10.2026", "7:30-39: BP002 `1.10.2026` is not a date: write it like `2026-10-01`"),
    ("MetricValue", "source", "nowhere", "7:32-39: BP101 there is no source `nowhere`; define it under `sources`"),
    # Solution
    ("Solution", "what", "3", '5:13-14: BP002 `what` must be text, not the number 3: write "3"'),
    ("Solution", "addresses", "[3]", '5:28-29: BP002 `addresses` must be ids of pain points, fail points or questions, not the number 3: write "3"'),
    ("Solution", "kind", "sometimes", "5:22-31: BP002 `kind` must be `digital`, `physical` or `interpersonal`, not `sometimes`"),
    ("Solution", "touchpoint", "nowhere", "5:28-35: BP101 there is no touchpoint `nowhere`; define it under `touchpoints`"),
    ("Solution", "owner", "3", '5:23-24: BP002 `owner` must be text, not the number 3: write "3"'),
    ("Solution", "effort", "6", "5:24-25: BP002 `effort` must be a whole number from 1 to 5, not the number 6"),
    ("Solution", "impact", "6", "5:24-25: BP002 `impact` must be a whole number from 1 to 5, not the number 6"),
    ("Solution", "status", "sometimes", "5:24-33: BP002 `status` must be `idea`, `planned`, `doing` or `done`, not `sometimes`"),
    ("Solution", "verified_by", "[3]", '5:30-31: BP002 `verified_by` must be ids of metrics, not the number 3: write "3"'),
    # Source
    ("Source", "name", "3", '5:13-14: BP002 `name` must be text, not the number 3: write "3"'),
    ("Source", "kind", "sometimes", "5:22-31: BP002 `kind` must be `interview`, `survey`, `log`, `observation`, `workshop` or `document`, not `sometimes`"),
    ("Source", "date", "1.10.2026", "5:22-31: BP002 `1.10.2026` is not a date: write it like `2026-10-01`"),
    ("Source", "n", "2.5", "5:19-22: BP002 `n` must be a whole number from 0, not the number 2.5"),
    ("Source", "url", "3", '5:21-22: BP002 `url` must be text, not the number 3: write "3"'),
    # Lane
    ("Lane", "id", "3", '5:8-9: BP002 `id` must be text, not the number 3: write "3"'),
    ("Lane", "role", "sometimes", "5:17-26: BP002 `role` must be `evidence`, `customer`, `frontstage`, `backstage` or `support`, not `sometimes`"),
    ("Lane", "name", "3", '5:32-33: BP002 `name` must be text, not the number 3: write "3"'),
    # Expectation
    ("Expectation", "measure", "sometimes", "5:13-22: BP002 `measure` can't be `sometimes`; it can be `success_share`, `failure_share`, `abandon_share` or `visits`, or one of 39 more"),
    ("Expectation", "of", "nowhere", "5:37-44: BP101 there is no stage, step, action, touchpoint, pain point, fail point, question, data item, system or actor `nowhere`; there is `first`"),
    ("Expectation", "from", "nowhere", "5:41-48: BP101 there is no step `nowhere`; there is `first`"),
    ("Expectation", "to", "nowhere", "5:39-46: BP101 there is no step `nowhere`; there is `first`"),
    ("Expectation", "persona", "nowhere", "5:42-49: BP101 there is no persona `nowhere`; define it under `personas`"),
    ("Expectation", "at_least", "10 min", "5:43-49: BP002 `10 min` is not a duration; did you mean `10m`?"),
    ("Expectation", "at_most", "10 min", "5:30-36: BP002 `10 min` is not a duration; did you mean `10m`?"),
    # Stage
    ("Stage", "id", "3", '4:17-18: BP002 `id` must be text, not the number 3: write "3"'),
    ("Stage", "name", "3", '4:10-11: BP002 `name` must be text, not the number 3: write "3"'),
    ("Stage", "goal", "3", '4:19-20: BP002 `goal` must be text, not the number 3: write "3"'),
    ("Stage", "steps", "3", "4:20-21: BP002 `steps` must be a list, not the number 3: start each step with `- `"),
    # Step
    ("Step", "id", "3", '6:24-25: BP002 `id` must be text, not the number 3: write "3"'),
    ("Step", "name", "3", '6:26-27: BP002 `name` must be text, not the number 3: write "3"'),
    ("Step", "customer", "3", "6:16-17: BP002 an action must be text, or a mapping like `does: ...`, not the number 3"),
    ("Step", "touchpoints", "[3]", '6:34-35: BP002 `touchpoints` must be ids of touchpoints, not the number 3: write "3"'),
    ("Step", "evidence", "[{a: b}]", "6:32-33: BP002 `evidence` must be text, not a mapping"),
    ("Step", "frontstage", "3", "6:32-33: BP002 an action must be text, or a mapping like `does: ...`, not the number 3"),
    ("Step", "backstage", "3", "6:31-32: BP002 an action must be text, or a mapping like `does: ...`, not the number 3"),
    ("Step", "support", "3", "6:29-30: BP002 an action must be text, or a mapping like `does: ...`, not the number 3"),
    ("Step", "time", "5", "6:26-27: BP002 the duration 5 has no unit; did you mean `5s`, `5m` or `5h`?"),
    ("Step", "acceptable_time", "3 minutes", "6:37-46: BP002 `3 minutes` is not a duration; did you mean `3m`?"),
    ("Step", "wait", '"12:30"', "6:26-33: BP002 `12:30` is not a duration; did you mean `12m30s` or `12h30m`?"),
    ("Step", "emotion", "3", "6:29-30: BP002 `emotion` must be a number from -2 to +2, not the number 3"),
    ("Step", "moment_of_truth", '"yes"', "6:37-42: BP002 `moment_of_truth` must be `true` or `false`, not `yes`; did you mean `true`?"),
    ("Step", "cocreated", '"yes"', "6:31-36: BP002 `cocreated` must be `true` or `false`, not `yes`; did you mean `true`?"),
    ("Step", "personas", "[3]", '6:31-32: BP002 `personas` must be ids of personas, not the number 3: write "3"'),
    ("Step", "otherwise", "nowhere", "6:31-38: BP101 there is no step `nowhere`; none has an id"),
    ("Step", "asks", "[3]", '6:27-28: BP002 `asks` must be ids of questions, not the number 3: write "3"'),
    ("Step", "requests_feedback", '"yes"', "6:39-44: BP002 `requests_feedback` must be `true` or `false`, not `yes`; did you mean `true`?"),
    ("Step", "pain_points", "3", "6:33-34: BP002 a pain point must be text, or a mapping like `what: ...`, not the number 3"),
    ("Step", "fail_points", "3", "6:33-34: BP002 a fail point must be text, or a mapping like `what: ...`, not the number 3"),
    ("Step", "delights", "3", "6:30-31: BP002 a delight must be text, or a mapping like `what: ...`, not the number 3"),
    ("Step", "thoughts", "[{a: b}]", "6:32-33: BP002 `thoughts` must be text, not a mapping"),
    ("Step", "quotes", "[{a: b}]", "6:30-31: BP002 `quotes` must be text, not a mapping"),
    ("Step", "notes", "[{a: b}]", "6:29-30: BP002 `notes` must be text, not a mapping"),
    ("Step", "basis", "sometimes", "6:27-36: BP002 `basis` must be `observed`, `assumed` or `proposed`, not `sometimes`"),
    ("Step", "sources", "[3]", '6:30-31: BP002 `sources` must be ids of sources, not the number 3: write "3"'),
    ("Step", "next", "3", "6:26-27: BP002 a branch must be the id of a step, or `end`, or a mapping like `to: ...`, not the number 3"),
    ("Step", "abandon", "140", "6:29-32: BP002 a share is between 0% and 100% (0 and 1), not 140"),
    ("Step", "outcome", "sometimes", "6:29-38: BP002 `outcome` must be `success` or `failure`, not `sometimes`"),
    ("Step", "expands", "3", '6:29-30: BP002 `expands` must be text, not the number 3: write "3"'),
    # Action
    ("Action", "id", "3", '8:30-31: BP002 `id` must be text, not the number 3: write "3"'),
    ("Action", "does", "3", '8:23-24: BP002 `does` must be text, not the number 3: write "3"'),
    ("Action", "actor", "nowhere", "8:33-40: BP101 there is no actor `nowhere`; define it under `actors`"),
    ("Action", "system", "nowhere", "8:34-41: BP101 there is no system `nowhere`; define it under `systems`"),
    ("Action", "lane", "nowhere", "8:32-39: BP101 there is no lane `nowhere`; define it under `lanes`"),
    ("Action", "touchpoint", "nowhere", "8:38-45: BP101 there is no touchpoint `nowhere`; define it under `touchpoints`"),
    ("Action", "time", "5", "8:32-33: BP002 the duration 5 has no unit; did you mean `5s`, `5m` or `5h`?"),
    ("Action", "blocking", '"yes"', "8:36-41: BP002 `blocking` must be `true` or `false`, not `yes`; did you mean `true`?"),
    ("Action", "cost", "free", "8:32-36: BP002 `cost` must be a number from 0, not `free`"),
    ("Action", "collects", "[3]", '8:37-38: BP002 `collects` must be ids of data items, not the number 3: write "3"'),
    ("Action", "uses", "[3]", '8:33-34: BP002 `uses` must be ids of data items, not the number 3: write "3"'),
    ("Action", "shows", "[3]", '8:34-35: BP002 `shows` must be ids of data items, not the number 3: write "3"'),
    ("Action", "records", "[3]", '8:36-37: BP002 `records` must be ids of data items, not the number 3: write "3"'),
    ("Action", "triggers", "[3]", '8:37-38: BP002 `triggers` must be ids of actions or steps, not the number 3: write "3"'),
    ("Action", "replies_on", "3", '8:38-39: BP002 `replies_on` must be text, not the number 3: write "3"'),
    ("Action", "policy", "3", '8:34-35: BP002 `policy` must be text, not the number 3: write "3"'),
    ("Action", "emotion", "3", "8:35-36: BP002 `emotion` must be a number from -2 to +2, not the number 3"),
    ("Action", "fail_points", "3", "8:39-40: BP002 a fail point must be text, or a mapping like `what: ...`, not the number 3"),
    ("Action", "notes", "[{a: b}]", "8:35-36: BP002 `notes` must be text, not a mapping"),
    # PainPoint
    ("PainPoint", "id", "3", '8:32-33: BP002 `id` must be text, not the number 3: write "3"'),
    ("PainPoint", "what", "3", '8:25-26: BP002 `what` must be text, not the number 3: write "3"'),
    ("PainPoint", "severity", "6", "8:38-39: BP002 `severity` must be a whole number from 1 to 5, not the number 6"),
    ("PainPoint", "occurrence", "140", "8:40-43: BP002 a share is between 0% and 100% (0 and 1), not 140"),
    ("PainPoint", "personas", "[3]", '8:39-40: BP002 `personas` must be ids of personas, not the number 3: write "3"'),
    ("PainPoint", "cause", "3", '8:35-36: BP002 `cause` must be text, not the number 3: write "3"'),
    ("PainPoint", "sources", "[3]", '8:38-39: BP002 `sources` must be ids of sources, not the number 3: write "3"'),
    ("PainPoint", "quotes", "[{a: b}]", "8:38-39: BP002 `quotes` must be text, not a mapping"),
    # FailPoint
    ("FailPoint", "id", "3", '8:32-33: BP002 `id` must be text, not the number 3: write "3"'),
    ("FailPoint", "what", "3", '8:25-26: BP002 `what` must be text, not the number 3: write "3"'),
    ("FailPoint", "severity", "6", "8:38-39: BP002 `severity` must be a whole number from 1 to 5, not the number 6"),
    ("FailPoint", "occurrence", "140", "8:40-43: BP002 a share is between 0% and 100% (0 and 1), not 140"),
    ("FailPoint", "detection", "6", "8:39-40: BP002 `detection` must be a whole number from 1 to 5, not the number 6"),
    ("FailPoint", "recovery", "3", "8:38-39: BP002 a recovery must be text, or a mapping with `to`, not the number 3"),
    ("FailPoint", "poka_yoke", "3", '8:39-40: BP002 `poka_yoke` must be text, not the number 3: write "3"'),
    # Recovery
    ("Recovery", "to", "nowhere", "10:22-29: BP101 there is no step or action `nowhere`; there is `first`"),
    # Delight
    ("Delight", "what", "3", '8:22-23: BP002 `what` must be text, not the number 3: write "3"'),
    ("Delight", "common", "140", "8:33-36: BP002 a share is between 0% and 100% (0 and 1), not 140"),
    ("Delight", "personal", '"yes"', "8:35-40: BP002 `personal` must be `true` or `false`, not `yes`; did you mean `true`?"),
    # Branch
    ("Branch", "to", "nowhere", "8:16-23: BP101 there is no step `nowhere`; there are `end` and `first`"),
    ("Branch", "share", "140", "8:28-31: BP002 a share is between 0% and 100% (0 and 1), not 140"),
    ("Branch", "when", "3", '8:27-28: BP002 `when` must be text, not the number 3: write "3"'),
    ("Branch", "for", "[3]", '8:27-28: BP002 `for` must be ids of personas, not the number 3: write "3"'),
    ("Branch", "carries", "[3]", '8:31-32: BP002 `carries` must be ids of data items, not the number 3: write "3"'),
    ("Branch", "forced", '"yes"', "8:29-34: BP002 `forced` must be `true` or `false`, not `yes`; did you mean `true`?"),
    ("Branch", "repeat", '"yes"', "8:29-34: BP002 `repeat` must be `true` or `false`, not `yes`; did you mean `true`?"),
    # Estimate
    ("Estimate", "low", "-2m", "8:17-20: BP002 a duration is never negative"),
    ("Estimate", "typical", "-2m", "8:30-33: BP002 a duration is never negative"),
    ("Estimate", "high", "-2m", "8:40-43: BP002 a duration is never negative"),
]
"""The part, its key, what is written, and the finding."""
# fmt: on


@pytest.mark.parametrize(("part", "key", "written", "finding"), WRONG, ids=[f"{p}.{k}" for p, k, _, _ in WRONG])
def test_wrong_value(part, key, written, finding):
    assert findings_of(frame(part, key, written)) == [finding]


def parts_of_the_format():
    seen: set[type[Part]] = set()
    waiting: list[type[Part]] = [Blueprint]
    while waiting:
        part = waiting.pop()
        if part not in seen:
            seen.add(part)
            waiting.extend(field.part for field in shape.fields_of(part).values() if field.part is not None)
    return seen


def test_every_key_of_the_format_has_its_wrong_value():
    wanted = {(part.__name__, key) for part in parts_of_the_format() for key in shape.fields_of(part)}
    assert {(part, key) for part, key, _, _ in WRONG} == wanted


@pytest.mark.parametrize("part", FRAMES)
def test_frames_are_sound(part):
    before, needed = FRAMES[part]
    key, value = next(iter(needed.items()))
    assert findings_of(frame(part, key, value)) == []
    assert before == "" or part != "Blueprint"


@pytest.mark.parametrize("part", FRAMES)
@pytest.mark.parametrize(
    "written", ["[a, {b: c}]", "[1]", "{a: b}", "3", "-7", "true", "text x", '""', "~", "1e400", "[]", "{}"]
)
def test_no_value_of_any_key_breaks_the_loader(part, written):
    """Whatever is written, the messages speak no Python, fit in a line and point into the text."""
    for key in shape.fields_of(next(p for p in parts_of_the_format() if p.__name__ == part)):
        text = frame(part, key, written)
        for finding in findings_of(text):
            place, _, message = finding.partition(": ")
            line, _, column = place.partition("-")[0].partition(":")
            assert 1 <= int(line) <= text.count("\n") + 1
            assert 1 <= int(column) <= len(text.splitlines()[int(line) - 1]) + 1
            assert message.isprintable()
            for word in ("tuple", "None", "dict", "valid", "input", "Input", "True", "False", "str"):
                assert word not in message.split(), finding


# fmt: off
UNKNOWN_KEYS = {
    "near a known key": (SOUND + "    tuochpoints: web\n", [
        "7:5-16: BP002 a step has no key `tuochpoints`; did you mean `touchpoints`?",
    ]),
    "in the plural": ("blueprint: v1\ntitle: T\ntouchpoint: {a: {kind: digital}}\nstages:\n- name: S\n  steps:\n  - customer: Do\n", [
        "3:1-11: BP002 a blueprint has no key `touchpoint`; did you mean `touchpoints`?",
    ]),
    "with a hyphen": (SOUND + "    pain-points: x\n", [
        "7:5-16: BP002 a step has no key `pain-points`; did you mean `pain_points`?",
    ]),
    "with a space": (SOUND + "    pain points: x\n", [
        "7:5-16: BP002 a step has no key `pain points`; did you mean `pain_points`?",
    ]),
    "in capitals": (SOUND + "    Wait: 2m\n", [
        "7:5-9: BP002 a step has no key `Wait`; did you mean `wait`?",
    ]),
    "of another part": (SOUND + "    title: x\n", [
        "7:5-10: BP002 a step has no key `title`; it is a key of a blueprint",
    ]),
    "of nothing": (SOUND + "    colour: red\n", [
        "7:5-11: BP002 a step has no key `colour`",
    ]),
    "in a part of few keys": (SOUND + "    time: {low: 1m, typical: 2m, high: 3m, best: 1m}\n", [
        "7:44-48: BP002 an estimate has no key `best`; it has `low`, `typical` and `high`",
    ]),
    "Python's name": (SOUND + "    next: {to: end, for_: x}\n", [
        "7:21-25: BP002 a branch has no key `for_`; did you mean `for`?",
    ]),
    "extension in capitals": ("X-team: a\nblueprint: v1\ntitle: T\nstages:\n- name: S\n  steps:\n  - customer: Do\n", [
        "1:1-7: BP002 a blueprint has no key `X-team`; did you mean `x-team`?",
    ]),
    "no space after the dash": ("blueprint: v1\ntitle: T\nstages:\n-name: A\n", [
        "3:8-8: BP002 the value is empty; give one, or remove the key",
        "4:1-6: BP002 `-name` is read as a key: put a space after the `-`",
    ]),
    "full-width colon in braces": (SOUND + "    frontstage: {does：x}\n", [
        "7:18-24: BP002 `does：` has a full-width colon; write `does: `",
        "7:24-24: BP002 the value is empty; give one, or remove the key",
    ]),
    "full-width colon makes text": ("blueprint: v1\ntitle: T\nstages:\n- name: A\n  steps:\n  - customer：Do\n", [
        "6:5-16: BP002 a step must be a mapping; is `customer：` meant as a key? Write `customer: ` with a plain colon",
    ]),
    "odd space before a key": (SOUND + "\u3000   wait: 1m\n", [
        "7:1-9: BP002 the invisible character U+3000 stands before `wait`: indent with plain spaces",
    ]),
    "key of two lines": (SOUND + '    "a\\nb": 1\n', [
        "7:5-11: BP002 a step has no key `a\\nb`",
    ]),
    "key that turns the direction": (SOUND + "    \u202ex: 1\n", [
        "7:5-7: BP002 a step has no key `<U+202E>x`",
    ]),
}
"""Keys that the format does not have."""

MISSING_KEYS = {
    "version": ("title: T\nstages:\n- name: S\n  steps:\n  - customer: Do\n", [
        "1:1-6: BP002 a blueprint starts with `blueprint: v1`",
    ]),
    "version and stages": ("title: T\n", [
        "1:1-6: BP002 a blueprint starts with `blueprint: v1`, and needs `stages`",
    ]),
    "title and stages": ("blueprint: v1\n", [
        "1:1-10: BP002 a blueprint needs `title` and `stages`",
    ]),
    "mistyped version": ("bluepirnt: v1\ntitle: T\nstages:\n- name: S\n  steps:\n  - customer: Do\n", [
        "1:1-10: BP002 a blueprint has no key `bluepirnt`; did you mean `blueprint`?",
    ]),
    "newer version": ("blueprint: v2\ntitle: T\nstages:\n- name: S\n  steps:\n  - customer: Do\n", [
        "1:12-14: BP002 the file is written in format v2, but this blueprint reads v1: update service-blueprint",
    ]),
    "version as a number": ("blueprint: 1\ntitle: T\nstages:\n- name: S\n  steps:\n  - customer: Do\n", [
        "1:12-13: BP002 `blueprint` must be the version of the format: `blueprint: v1`",
    ]),
    "empty version": ("blueprint:\ntitle: T\nstages:\n- name: S\n  steps:\n  - customer: Do\n", [
        "1:11-11: BP002 the value is empty; give one, or remove the key",
    ]),
    "no stages": ("blueprint: v1\ntitle: T\nstages: []\n", [
        "3:1-7: BP002 a blueprint needs at least one stage",
    ]),
    "name of a stage": ("blueprint: v1\ntitle: T\nstages:\n- steps: []\n", [
        "4:3-8: BP002 a stage needs `name`",
    ]),
    "kind of a touchpoint": ("blueprint: v1\ntitle: T\ntouchpoints: {t: {name: x}}\nstages:\n- name: S\n  steps:\n  - customer: Do\n", [
        "3:15-16: BP002 a touchpoint needs `kind`: `digital`, `physical` or `interpersonal`",
    ]),
    "text of an action": (SOUND + "    frontstage: {actor: a}\nactors: {a: A}\n", [
        "7:5-15: BP002 an action needs `does`",
    ]),
    "all of a lane": ("blueprint: v1\ntitle: T\nlanes: [{}]\nstages:\n- name: S\n  steps:\n  - customer: Do\n", [
        "3:9-11: BP002 a lane needs `id`, `role` and `name`",
    ]),
    "points of an estimate": (SOUND + "    time: {typical: 2m, high: 3m}\n", [
        "7:5-9: BP002 an estimate needs `low`",
    ]),
    "measure": ("blueprint: v1\ntitle: T\nexpectations: {at_most: 3}\nstages:\n- name: S\n  steps:\n  - customer: Do\n", [
        "3:1-13: BP002 an expectation needs `measure`, like `success_share`, `failure_share` or `abandon_share`",
    ]),
    "bound": ("blueprint: v1\ntitle: T\nexpectations: {measure: visits}\nstages:\n- name: S\n  steps:\n  - customer: Do\n", [
        "3:1-13: BP002 an expectation needs `at_least` or `at_most`",
    ]),
    "bound of another unit": (EXPECTED.format("measure: expected_time, at_most: 10"), [
        "3:1-13: BP002 `expected_time` is a time: write its bound like `10m`",
    ]),
    "time for a number": (EXPECTED.format("measure: handoffs, at_most: 10m"), [
        "3:1-13: BP002 `handoffs` is a number: write its bound like `2`",
    ]),
    "share beyond 100%": (EXPECTED.format("measure: success_share, at_least: 95"), [
        "3:1-13: BP002 `success_share` is a share, between 0% and 100%: write its bound like `95%`",
    ]),
    "contradictory bounds": (EXPECTED.format("measure: p90, at_least: 10m, at_most: 5m"), [
        "3:1-13: BP002 nothing can be at least 10m and at most 5m",
    ]),
    "figure of each item": (EXPECTED.format("measure: visits, at_most: 3"), [
        "3:1-13: BP002 `visits` is a figure of each step: say which with `of`",
    ]),
    "figure of no item": (EXPECTED.format("measure: handoffs, at_most: 3, of: first"), [
        "3:1-13: BP002 `handoffs` is one figure for the whole: it can't be taken `of` anything",
    ]),
    "figure of whole journeys": (EXPECTED.format("measure: success_share, at_least: 50%, to: first"), [
        "3:1-13: BP002 `success_share` is a figure of whole journeys: it can't be taken `from` or `to` a step",
    ]),
    "mistyped needed key": ("blueprint: v1\ntitle: T\ntouchpoints: {t: {knid: digital}}\nstages:\n- name: S\n  steps:\n  - customer: Do\n", [
        "3:19-23: BP002 a touchpoint has no key `knid`; did you mean `kind`?",
    ]),
}
"""Keys that the format needs."""

WRONG_VALUES = {
    "hours or minutes": (SOUND + '    time: "12:30"\n', [
        "7:11-18: BP002 `12:30` is not a duration; did you mean `12m30s` or `12h30m`?",
    ]),
    "unit missing": (SOUND + "    wait: 90\n", [
        "7:11-13: BP002 the duration 90 has no unit; did you mean `90s`, `90m` or `90h`?",
    ]),
    "a million without a unit": (SOUND + "    wait: 1000000\n", [
        "7:11-18: BP002 the duration 1000000 has no unit; did you mean `1000000s`, `1000000m` or `1000000h`?",
    ]),
    "minutes in words": (SOUND + "    wait: 3 minutes\n", [
        "7:11-20: BP002 `3 minutes` is not a duration; did you mean `3m`?",
    ]),
    "minutes in Chinese": (SOUND + "    wait: 3分钟\n", [
        "7:11-14: BP002 `3分钟` is not a duration; did you mean `3m`?",
    ]),
    "negative": (SOUND + "    wait: -2m\n", [
        "7:11-14: BP002 a duration is never negative",
    ]),
    "negative number": (SOUND + "    wait: -2\n", [
        "7:11-13: BP002 a duration is never negative",
    ]),
    "typographic minus": (SOUND + "    wait: −3m\n", [
        "7:11-14: BP002 a duration is never negative",
    ]),
    "longer than time": (SOUND + "    wait: 99999999999999d\n", [
        "7:11-26: BP002 `99999999999999d` is longer than 999999999 days, the longest duration there is",
    ]),
    "larger than numbers": (SOUND + "    wait: 9999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999\n", [
        "7:11-411: BP002 `wait` must be a duration: write it with a unit, like `30s`, `2m`, `1h30m`, `2d` or `1w`",
    ]),
    "low above high": (SOUND + "    time: {low: 3m, typical: 2m, high: 1m}\n", [
        "7:5-9: BP002 an estimate needs low <= typical <= high, not 3m, 2m, 1m",
    ]),
    "list for a duration": (SOUND + "    wait: [1m]\n", [
        "7:5-9: BP002 `wait` must be a duration: write it with a unit, like `30s`, `2m`, `1h30m`, `2d` or `1w`",
    ]),
    "share above one": (SOUND + "    abandon: 40\n", [
        "7:14-16: BP002 a share is between 0% and 100% (0 and 1), not 40; did you mean `40%`?",
    ]),
    "share above all": (SOUND + "    abandon: 140%\n", [
        "7:14-18: BP002 a share is between 0% and 100% (0 and 1), not 140%",
    ]),
    "full-width percent": (SOUND + "    abandon: 40％\n", [
        "7:14-17: BP002 `40％` is not a share: write `40%` or `0.4`; did you mean `40%`?",
    ]),
    "share of shares": (SOUND + "    next: {end: 60}\n", [
        "7:17-19: BP002 a share is between 0% and 100% (0 and 1), not 60; did you mean `60%`?",
    ]),
    "share in words": (SOUND + "    next: {end: most}\n", [
        "7:17-21: BP002 `most` is not a share: write `40%` or `0.4`",
    ]),
    "number in quotes": ("blueprint: v1\ntitle: T\nprice: '12'\nstages:\n- name: S\n  steps:\n  - customer: Do\n", [
        "3:8-12: BP002 `price` must be a number from 0, not `12`; remove the quotes",
    ]),
    "thousands": ("blueprint: v1\ntitle: T\nprice: 1,000\nstages:\n- name: S\n  steps:\n  - customer: Do\n", [
        "3:8-13: BP002 `price` must be a number from 0, not `1,000`; did you mean `1000`?",
    ]),
    "currency sign": ("blueprint: v1\ntitle: T\nprice: 5€\nstages:\n- name: S\n  steps:\n  - customer: Do\n", [
        "3:8-10: BP002 `price` must be a number from 0, not `5€`; did you mean `5`?",
    ]),
    "negative price": ("blueprint: v1\ntitle: T\nprice: -5\nstages:\n- name: S\n  steps:\n  - customer: Do\n", [
        "3:8-10: BP002 `price` must be a number from 0, not the number -5",
    ]),
    "infinite price": ("blueprint: v1\ntitle: T\nprice: 9999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999\nstages:\n- name: S\n  steps:\n  - customer: Do\n", [
        "3:8-408: BP002 `price` must be a number from 0, not a number that large",
    ]),
    "fraction of a severity": (SOUND + "    pain_points: {what: x, severity: 1.5}\n", [
        "7:38-41: BP002 `severity` must be a whole number from 1 to 5, not the number 1.5",
    ]),
    "emotion in words": (SOUND + "    emotion: happy\n", [
        "7:14-19: BP002 `emotion` must be a number from -2 to +2, not `happy`",
    ]),
    "emotion of a persona": ("blueprint: v1\ntitle: T\npersonas: {elder: E}\nstages:\n- name: S\n  steps:\n  - customer: Do\n    emotion: {elder: 3}\n", [
        "8:22-23: BP002 `emotion` must be a number from -2 to +2, not the number 3",
    ]),
    "yes": (SOUND + "    moment_of_truth: yes\n", [
        "7:22-25: BP002 `moment_of_truth` must be `true` or `false`, not `yes`; did you mean `true`?",
    ]),
    "true in Chinese": (SOUND + "    cocreated: 是\n", [
        "7:16-17: BP002 `cocreated` must be `true` or `false`, not `是`; did you mean `true`?",
    ]),
    "version number as text": (SOUND + "    name: 1.10\n", [
        '7:11-15: BP002 `name` must be text, not the number 1.1: write "1.10"',
    ]),
    "true as text": (SOUND + "    name: true\n", [
        '7:11-15: BP002 `name` must be text, not `true`: write "true"',
    ]),
    "no such day": ("blueprint: v1\ntitle: T\nreviewed: 2026-02-30\nstages:\n- name: S\n  steps:\n  - customer: Do\n", [
        "3:11-21: BP002 `2026-02-30` is not a date: write it like `2026-10-01`",
    ]),
    "year": ("blueprint: v1\ntitle: T\nreviewed: 2026\nstages:\n- name: S\n  steps:\n  - customer: Do\n", [
        "3:11-15: BP002 `reviewed` must be a date like `2026-10-01`, not the number 2026",
    ]),
    "id with spaces": (SOUND + "    id: check in\n", [
        "7:9-17: BP002 `check in` can't be an id: letters of any script, digits, `-`, `_` and `.` can; `check-in` would do",
    ]),
    "id with a slash": ("blueprint: v1\ntitle: T\npersonas: {a/b: A}\nstages:\n- name: S\n  steps:\n  - customer: Do\n", [
        "3:12-15: BP002 `a/b` can't be an id: letters of any script, digits, `-`, `_` and `.` can; `a-b` would do",
    ]),
    "reserved id": (SOUND + "    id: end\n", [
        "7:9-12: BP002 `end` is reserved and can't be an id",
    ]),
    "empty id": ("blueprint: v1\ntitle: T\npersonas: {'': A}\nstages:\n- name: S\n  steps:\n  - customer: Do\n", [
        "3:12-14: BP002 an id can't be empty",
    ]),
    "id with a control character": (SOUND + '    id: "a\\x07b"\n', [
        "7:9-17: BP002 'a\\x07b' can't be an id: letters of any script, digits, `-`, `_` and `.` can; `a-b` would do",
    ]),
    "id with a line break": (SOUND + '    id: "a\\nb"\n', [
        "7:9-15: BP002 'a\\nb' can't be an id: letters of any script, digits, `-`, `_` and `.` can; `a-b` would do",
    ]),
    "id with a right-to-left override": (SOUND + '    id: "a\\u202Eb"\n', [
        "7:9-19: BP002 'a\\u202eb' can't be an id: letters of any script, digits, `-`, `_` and `.` can; `a-b` would do",
    ]),
    "control character in text": (SOUND + '    notes: "a\\0b"\n', [
        "7:12-18: BP002 `notes` contains the control character U+0000; remove it",
    ]),
    "choice in capitals": ("blueprint: v1\ntitle: T\ntouchpoints: {t: {kind: Digital}}\nstages:\n- name: S\n  steps:\n  - customer: Do\n", [
        "3:25-32: BP002 `kind` must be `digital`, `physical` or `interpersonal`, not `Digital`; did you mean `digital`?",
    ]),
    "mistyped measure": ("blueprint: v1\ntitle: T\nexpectations: {measure: handofs, at_most: 1}\nstages:\n- name: S\n  steps:\n  - customer: Do\n", [
        "3:25-32: BP002 `measure` can't be `handofs`; did you mean `handoffs`?",
    ]),
    "lane of another role": ("blueprint: v1\ntitle: T\nlanes: [{id: customer, role: support, name: N}]\nstages:\n- name: S\n  steps:\n  - customer: Do\n", [
        "3:10-12: BP002 `customer` is the id of the role's own lane, whose role can't be `support`",
        '3:45-46: BP004 `N` is text here, but other YAML tools read it otherwise: write "N"',
    ]),
    "steps without dashes": ("blueprint: v1\ntitle: T\nstages:\n- name: A\n  steps:\n    customer: x\n", [
        "5:3-8: BP002 `steps` must be a list, not a mapping: start each step with `- `",
    ]),
    "steps as text": ("blueprint: v1\ntitle: T\nstages:\n- name: A\n  steps: Sit down\n", [
        "5:10-18: BP002 `steps` must be a list, not `Sit down`: start each step with `- `",
    ]),
    "a step as text": ("blueprint: v1\ntitle: T\nstages:\n- name: A\n  steps: [Sit down]\n", [
        "5:11-19: BP002 a step must be a mapping: write `customer: Sit down`",
    ]),
    "a stage as text": ("blueprint: v1\ntitle: T\nstages: [Welcome]\n", [
        "3:10-17: BP002 a stage must be a mapping: write `name: Welcome`",
    ]),
    "catalogue as a list": ("blueprint: v1\ntitle: T\nactors:\n- name: A\nstages:\n- name: S\n  steps:\n  - customer: Do\n", [
        "3:1-7: BP002 `actors` must be a mapping from id to actor, not a list",
    ]),
    "touchpoint as text": ("blueprint: v1\ntitle: T\ntouchpoints: {t: web}\nstages:\n- name: S\n  steps:\n  - customer: Do\n", [
        "3:18-21: BP002 a touchpoint must be a mapping with `kind`, not `web`",
    ]),
    "two customers": ("blueprint: v1\ntitle: T\nstages:\n- name: A\n  steps:\n  - customer: [a, b]\n", [
        "6:5-13: BP002 an action must be text, or a mapping like `does: ...`, not a list",
    ]),
    "very long": (SOUND + "    wait: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n", [
        "7:11-211: BP002 `xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…` is not a duration: write it with a unit, like `30s`, `2m`, `1h30m`, `2d` or `1w`",
    ]),
    "of two lines": (SOUND + "    wait: |\n      a\n      b\n", [
        "7:11-10:1: BP002 `a\\nb\\n` is not a duration: write it with a unit, like `30s`, `2m`, `1h30m`, `2d` or `1w`",
    ]),
}
"""Values as people write them who don't know the format."""
# fmt: on


@pytest.mark.parametrize(("text", "findings"), UNKNOWN_KEYS.values(), ids=UNKNOWN_KEYS.keys())
def test_unknown_key(text, findings):
    assert findings_of(text) == findings


@pytest.mark.parametrize(("text", "findings"), MISSING_KEYS.values(), ids=MISSING_KEYS.keys())
def test_missing_key(text, findings):
    assert findings_of(text) == findings


@pytest.mark.parametrize(("text", "findings"), WRONG_VALUES.values(), ids=WRONG_VALUES.keys())
def test_what_people_write(text, findings):
    assert findings_of(text) == findings
