"""How often each rule speaks."""

from __future__ import annotations

from blueprint.finding import Edit, Severity
from blueprint.reports.statistics import statistics
from tests.reports.outcomes import MIXED, finding, outcome


def test_the_worst_and_the_most_first():
    advice = {"code": "BP507", "name": "no-community", "severity": Severity.ADVICE}
    found = [
        *(finding(**advice, file=f"{n}.blueprint.yaml") for n in range(11)),
        finding(code="BP003", name="duplicate-key"),
        finding(edit=Edit(0, 1, "")),
        finding(),
    ]
    assert statistics(outcome(*found, files=("a", "b"))) == (
        " 2  error    BP102  duplicate-id: in 1 file, 1 can be fixed\n"
        " 1  error    BP003  duplicate-key: in 1 file\n"
        "11  advice   BP507  no-community: in 11 files\n"
        "2 files checked: 3 errors, 11 pieces of advice\n"
    )


def test_nothing():
    assert statistics(outcome()) == "1 file checked: nothing to report\n"


def test_what_could_not_be_checked_and_what_is_hidden_is_counted():
    assert "gone.blueprint.yaml: No such file or directory\n3 files checked" in statistics(MIXED)
    assert statistics(MIXED).endswith("; 2 findings hidden by the baseline\n")
