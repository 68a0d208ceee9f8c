"""The list of rules."""

from __future__ import annotations

import json
from datetime import timedelta

from inline_snapshot import snapshot

from blueprint.checks.declaration import Option, Rule
from blueprint.checks.rules import all_rules
from blueprint.finding import Severity
from blueprint.reports.rules import GROUPS, OTHERS, as_json, as_markdown, grouped, listed

OPTIONS = {"least": Option(4, int, "how bad"), "longest": Option(timedelta(minutes=2), timedelta, "how long")}
RULES = [
    Rule("BP102", "duplicate-id", Severity.ERROR, "Two parts. They clash.", {}),
    Rule("BP301", "severe-pain", Severity.WARNING, "A pain | of\n4 or more.\n\nWhy.", OPTIONS),
    Rule("SHOE001", "no-polish", Severity.ADVICE, "Shoes.", {}),
]


def test_a_line_for_each_rule():
    assert listed(RULES) == snapshot("""\
Structure and flow
  BP102  error    duplicate-id

Experience
  BP301  warning  severe-pain

Rules of other packages
  SHOE001  advice   no-polish
""")


def test_colours():
    assert listed(RULES[:1], colour=True) == (
        "\x1b[1mStructure and flow\x1b[0m\n  BP102  \x1b[1;31merror  \x1b[0m  duplicate-id\n"
    )


def test_markdown():
    assert as_markdown(RULES, link=lambda rule: f"[{rule.code}]({rule.code}.md)") == snapshot("""\
## Structure and flow

| code | name | severity | finds |
|---|---|---|---|
| [BP102](BP102.md) | duplicate-id | error | Two parts. |

## Experience

| code | name | severity | finds |
|---|---|---|---|
| [BP301](BP301.md) | severe-pain | warning | A pain \\| of 4 or more. |

## Rules of other packages

| code | name | severity | finds |
|---|---|---|---|
| [SHOE001](SHOE001.md) | no-polish | advice | Shoes. |
""")


def test_json():
    assert json.loads(as_json(RULES))[1] == {
        "code": "BP301",
        "name": "severe-pain",
        "severity": "warning",
        "group": "Experience",
        "summary": "A pain | of 4 or more.",
        "documentation": "A pain | of\n4 or more.\n\nWhy.",
        "options": [
            {"name": "least", "default": 4, "meaning": "how bad"},
            {"name": "longest", "default": "2m", "meaning": "how long"},
        ],
        "can_be_suppressed": True,
    }


def test_every_rule_of_ours_has_a_group():
    ours = [rule for rule in all_rules().values() if rule.code.startswith("BP")]
    groups = grouped(ours)
    assert OTHERS not in groups
    assert list(groups) == [title for title in GROUPS.values() if title in groups]
    assert sum(map(len, groups.values())) == len(ours)


def test_all_rules_are_data_and_text():
    rules = all_rules().values()
    assert [rule["code"] for rule in json.loads(as_json(rules))] == list(all_rules())
    assert all(f"  {rule.code}  " in listed(rules) for rule in rules)
