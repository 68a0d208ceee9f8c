"""Coverage by kind: against numbers by hand, and against the coverage of all kinds."""

from __future__ import annotations

from pathlib import Path

import pytest

import blueprint as bp
from blueprint.analysis.amount import UNKNOWN
from blueprint.analysis.coverage import coverage_by_kind
from blueprint.analysis.customers import Customers
from blueprint.analysis.help import humane_help
from blueprint.source.load import load

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.blueprint.yaml"))

TEXT = """
blueprint: v1
title: t
personas: {young: {name: Young, share: 75%, channels: app}, old: {name: Old, share: 25%, channels: phone}}
touchpoints:
  app: {kind: digital, channel: app, answers: [a, b]}
  line: {kind: interpersonal, channel: phone, answers: [a, c]}
  sign: {kind: physical, answers: a}
questions: {a: {text: a, share: 60%}, b: {text: b, share: 20%}, c: c, d: {text: d, share: 40%}}
stages:
  - name: s
    steps:
      - {customer: x, touchpoints: [app, line, sign], asks: [a, b, c, d]}
"""


def test_by_hand() -> None:
    # `c` counts with the mean of the others, 40%: all that is asked is 160%.
    found = {kind: amount.value for kind, amount in coverage_by_kind(Customers(bp.loads(TEXT))).items()}
    assert found == pytest.approx({
        "digital": 0.75 * 0.8 / 1.6, "physical": 0.6 / 1.6, "interpersonal": 0.25 * (0.6 + 0.4) / 1.6,
    })  # fmt: skip


def test_of_one_persona() -> None:
    found = {k: a.value for k, a in coverage_by_kind(Customers(bp.loads(TEXT)).of("old")).items()}
    assert found == pytest.approx({"digital": 0.0, "physical": 0.6 / 1.6, "interpersonal": 1.0 / 1.6})


def test_without_questions_it_is_unknown() -> None:
    text = "blueprint: v1\ntitle: t\nstages: [{name: s, steps: [{customer: x}]}]"
    assert set(coverage_by_kind(Customers(bp.loads(text))).values()) == {UNKNOWN}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.name.removesuffix(".blueprint.yaml"))
def test_the_kinds_cover_as_much_as_all(path: Path) -> None:
    customers = Customers(load(path))
    whole = humane_help(customers).help_coverage
    parts = coverage_by_kind(customers)
    if whole.value is None:
        assert set(parts.values()) == {UNKNOWN}
    else:
        shares = [float(amount) for amount in parts.values()]
        assert max(shares) <= whole.value + 1e-9
        assert sum(shares) >= whole.value - 1e-9
