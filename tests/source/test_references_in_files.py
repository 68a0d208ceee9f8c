"""References that lead nowhere (BP101) and ids that are taken (BP102), at their places in a file."""

from __future__ import annotations

import pytest

from tests.source.reading import SOUND, findings_of

# fmt: off
REFERENCES = {
    "mistyped": ("blueprint: v1\ntitle: T\ntouchpoints: {web: {kind: digital}}\nstages:\n- name: S\n  steps:\n  - customer: Do\n    touchpoints: wbe\n", [
        "8:18-21: BP101 there is no touchpoint `wbe`; did you mean `web`?",
    ]),
    "nothing defined": (SOUND + "    asks: price\n", [
        "7:11-16: BP101 there is no question `price`; define it under `questions`",
    ]),
    "few defined": ("blueprint: v1\ntitle: T\nactors: {cook: C, host: H}\nstages:\n- name: S\n  steps:\n  - customer: Do\n    frontstage: {does: x, actor: zzz}\n", [
        "8:34-37: BP101 there is no actor `zzz`; there are `cook` and `host`",
    ]),
    "many defined": ("blueprint: v1\ntitle: T\nactors: {a1: A, b2: A, c3: A, d4: A, e5: A, f6: A, g7: A}\nstages:\n- name: S\n  steps:\n  - customer: Do\n    frontstage: {does: x, actor: zzz}\n", [
        "8:34-37: BP101 there is no actor `zzz`",
    ]),
    "another kind": ("stages:\n- name: A\n  id: start\n  steps: [{customer: x, next: start}]\nblueprint: v1\ntitle: T\n", [
        "4:31-36: BP101 `start` is a stage; a step is wanted here",
    ]),
    "an action where a step is wanted": (SOUND + "    frontstage: {does: x, id: greet}\n    otherwise: greet\n", [
        "8:16-21: BP101 `greet` is an action; a step is wanted here",
    ]),
    "End": (SOUND + "    next: End\n", [
        "7:11-14: BP101 there is no step `End`; did you mean `end`?",
    ]),
    "empty reference": (SOUND + '    next: ""\n', [
        "7:11-13: BP101 the id of a step is wanted here, not an empty text",
    ]),
    "in a mapping of shares": (SOUND + "    next: {end: 50%, nowhere: 50%}\n", [
        "7:22-29: BP101 there is no step `nowhere`; none has an id",
    ]),
    "in an emotion": ("blueprint: v1\ntitle: T\npersonas: {elder: E}\nstages:\n- name: S\n  steps:\n  - customer: Do\n    emotion: {elders: 1}\n", [
        "8:15-21: BP101 there is no persona `elders`; did you mean `elder`?",
    ]),
    "itself: otherwise": (SOUND + "    id: a\n    otherwise: a\n", [
        "8:16-17: BP101 `a` refers to itself",
    ]),
    "itself: triggers": (SOUND + "    frontstage: {does: x, id: a, triggers: a}\n", [
        "7:44-45: BP101 `a` refers to itself",
    ]),
    "itself: depends_on": ("blueprint: v1\ntitle: T\nsystems: {crm: {name: C, depends_on: crm}}\nstages:\n- name: S\n  steps:\n  - customer: Do\n", [
        "3:38-41: BP101 `crm` refers to itself",
    ]),
    "itself: next is fine": (SOUND + "    id: a\n    next: [a, end]\n", [
    ]),
    "touchpoint of another step": ("blueprint: v1\ntitle: T\ntouchpoints: {web: {kind: digital}, app: {kind: digital}}\nstages:\n- name: S\n  steps:\n  - customer: Do\n    touchpoints: web\n    frontstage: {does: x, touchpoint: app}\n", [
        "9:39-42: BP101 `app` is not a touchpoint of this step, which has `web`",
    ]),
    "unknown lane": (SOUND + "    frontstage: {does: x, lane: midstage}\n", [
        "7:33-41: BP101 there is no lane `midstage`; define it under `lanes`",
    ]),
    "lane of another role": ("blueprint: v1\ntitle: T\nlanes: [{id: mid, role: backstage, name: M}]\nstages:\n- name: S\n  steps:\n  - customer: Do\n    frontstage: {does: x, lane: mid}\n", [
        "8:33-36: BP101 the lane `mid` belongs to backstage, but the action is in frontstage",
    ]),
    "another role as lane": (SOUND + "    frontstage: {does: x, lane: backstage}\n", [
        "7:33-42: BP101 the lane `backstage` belongs to backstage, but the action is in frontstage",
    ]),
    "own role as lane": (SOUND + "    frontstage: {does: x, lane: frontstage}\n", [
    ]),
    "id of two steps": ("blueprint: v1\ntitle: T\nstages:\n- name: A\n  steps:\n  - {id: a, customer: x}\n  - {id: a, customer: y}\n", [
        "7:10-11: BP102 the id `a` is already used by another step (also 6:6)",
        '7:23-24: BP004 `y` is text here, but other YAML tools read it otherwise: write "y"',
    ]),
    "id of a stage and a step": ("blueprint: v1\ntitle: T\nstages:\n- name: A\n  id: a\n  steps:\n  - {id: a, customer: x}\n", [
        "7:10-11: BP102 the id `a` is already used by a stage: stages, steps, actions and touchpoints share their ids (also 4:3)",
    ]),
    "id of a touchpoint and a step": ("blueprint: v1\ntitle: T\ntouchpoints: {a: {kind: digital}}\nstages:\n- name: S\n  steps:\n  - customer: Do\n    id: a\n", [
        "8:9-10: BP102 the id `a` is already used by a touchpoint: stages, steps, actions and touchpoints share their ids (also 3:15)",
    ]),
    "id of a pain point and a question": ("blueprint: v1\ntitle: T\nquestions: {q: Q}\nstages:\n- name: S\n  steps:\n  - customer: Do\n    pain_points: {what: x, id: q}\n", [
        "8:32-33: BP102 the id `q` is already used by a question: pain points, fail points and questions share their ids (also 3:13)",
    ]),
    "id of two lanes": ("blueprint: v1\ntitle: T\nlanes: [{id: l, role: support, name: A}, {id: l, role: support, name: B}]\nstages:\n- name: S\n  steps:\n  - customer: Do\n", [
        "3:47-48: BP102 the id `l` is already used by another lane (also 3:10)",
    ]),
    "id that looks derived": ("blueprint: v1\ntitle: T\nstages:\n- {name: A, id: stage-2}\n- name: B\n  steps: [{customer: x}]\n", [
        "4:17-24: BP102 the id `stage-2` is already used by another stage (also 5:3)",
    ]),
    "also where something else is wrong": (SOUND + "    wait: 5\n    asks: nothing\n", [
        "7:11-12: BP002 the duration 5 has no unit; did you mean `5s`, `5m` or `5h`?",
        "8:11-18: BP101 there is no question `nothing`; define it under `questions`",
    ]),
}
"""What refers, or is referred to, in the wrong way."""
# fmt: on


@pytest.mark.parametrize(("text", "findings"), REFERENCES.values(), ids=REFERENCES.keys())
def test_references(text, findings):
    assert findings_of(text) == findings
