"""Keys that are added to a file leave all else as it is."""

from __future__ import annotations

import pytest

from blueprint.source.insert import first_key
from blueprint.source.load import read_data

STEP = ("stages", 0, "steps", 0)


def with_id(text, route=STEP, *, head="blueprint: v1\ntitle: A\n"):
    """The text with the id `new` at a route, as it reads afterwards; None where there is no edit."""
    before = read_data(f"{head}{text}")
    edit = first_key(before.document, route, "id", "new")
    if edit is None:
        return None
    changed = f"{before.document.text[: edit.start]}{edit.text}{before.document.text[edit.end :]}"
    after = read_data(changed)
    assert after.findings == before.findings
    part = after.document.data
    for key in route:
        part = part[key] if isinstance(part, (dict, list)) and not (isinstance(part, dict) and key == 0) else part
    assert part.pop("id") == "new"
    assert after.document.data == before.document.data
    return changed.removeprefix(head)


CHANGED = {
    "block": (
        "stages:\n- name: S\n  steps:\n    - customer: A # first\n      time: 2m\n",
        "stages:\n- name: S\n  steps:\n    - id: new\n      customer: A # first\n      time: 2m\n",
    ),
    "block below its dash": (
        "stages:\n- name: S\n  steps:\n  -\n    customer: 甲\n",
        "stages:\n- name: S\n  steps:\n  -\n    id: new\n    customer: 甲\n",
    ),
    "flow": (
        "stages:\n- {name: S, steps: [{customer: 甲}]}\n",
        "stages:\n- {name: S, steps: [{id: new, customer: 甲}]}\n",
    ),
    "flow with blanks": (
        "stages:\n- name: S\n  steps:\n  - { customer: A }\n",
        "stages:\n- name: S\n  steps:\n  - { id: new, customer: A }\n",
    ),
    "flow over lines": (
        "stages:\n- name: S\n  steps:\n  - {\n    customer: A\n    }\n",
        "stages:\n- name: S\n  steps:\n  - {id: new,\n    customer: A\n    }\n",
    ),
    "quoted keys": (
        "stages:\n- name: S\n  steps:\n  - 'customer': A\n",
        "stages:\n- name: S\n  steps:\n  - id: new\n    'customer': A\n",
    ),
    "what merges": (
        "x-base: &base {time: 2m}\nstages:\n- name: S\n  steps:\n  - <<: *base\n    customer: A\n",
        "x-base: &base {time: 2m}\nstages:\n- name: S\n  steps:\n  - id: new\n    <<: *base\n    customer: A\n",
    ),
    "line ends of Windows": (
        "stages:\r\n- name: S\r\n  steps:\r\n  - customer: A\r\n",
        "stages:\r\n- name: S\r\n  steps:\r\n  - id: new\r\n    customer: A\r\n",
    ),
}


@pytest.mark.parametrize(("text", "expected"), CHANGED.values(), ids=CHANGED)
def test_a_key_is_added_before_the_others(text, expected):
    assert with_id(text) == expected


def test_one_item_that_stands_for_a_list():
    text = "stages:\n- name: S\n  steps:\n  - {customer: A, frontstage: {does: B}}\n"
    expected = "stages:\n- name: S\n  steps:\n  - {customer: A, frontstage: {id: new, does: B}}\n"
    assert with_id(text, (*STEP, "frontstage", 0)) == expected


REFUSED = {
    "plain text": ("stages:\n- name: S\n  steps:\n  - customer: A\n", (*STEP, "customer")),
    "an alias": ("x-a: &a {customer: A}\nstages:\n- name: S\n  steps:\n  - *a\n", STEP),
    "what an alias repeats": ("stages:\n- name: S\n  steps:\n  - &a {customer: A}\n", STEP),
    "inside what an alias repeats": ("stages:\n- &s\n  name: S\n  steps:\n  - customer: A\n", STEP),
    "inside an alias": ("x-a: &a [{customer: A}]\nstages:\n- name: S\n  steps: *a\n", STEP),
    "inside what was merged": ("x-a: &a\n  steps:\n  - customer: A\nstages:\n- <<: *a\n  name: S\n", STEP),
    "a mapping without braces in brackets": ("stages:\n- name: S\n  steps: [customer: A]\n", STEP),
    "a part that has one": ("stages:\n- name: S\n  steps:\n  - {id: old, customer: A}\n", STEP),
    "a part that isn't there": ("stages:\n- name: S\n  steps:\n  - customer: A\n", (*STEP, "frontstage", 0)),
}


@pytest.mark.parametrize(("text", "route"), REFUSED.values(), ids=REFUSED)
def test_no_key_is_added_where_more_would_change(text, route):
    assert with_id(text, route) is None


def test_no_key_is_added_in_an_included_file(tmp_path):
    (tmp_path / "c.catalogue.yaml").write_text("blueprint: v1\nactors:\n  clerk: {name: C}\n")
    text = "blueprint: v1\ntitle: A\ninclude: c.catalogue.yaml\nstages: [{name: S}]\n"
    document = read_data(text, str(tmp_path / "a.blueprint.yaml")).document
    assert first_key(document, ("actors", "clerk"), "id", "new") is None
