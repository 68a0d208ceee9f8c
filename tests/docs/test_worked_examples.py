"""The numbers worked out by hand in docs/how-to/ask-for-numbers.md are those of the analyses, and of the page."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from blueprint.analysis.analysis import analyze
from blueprint.source.load import load

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/how-to/ask-for-numbers.md").read_text("utf-8")

MINUTE, HOUR, DAY = 60, 3600, 86400
PASS, REST = DAY + 26 * MINUTE, DAY + 45 * MINUTE  # of the broadband line: up to the decision, and after it
STUCK = 30 * MINUTE  # of the egg beater: up to where the whisk won't come off

BY_HAND = [
    ("09-shoeshine", "standard_time", None, 30 + 30 + 45 + 15, "2 min"),
    ("09-shoeshine", "cost_per_journey", None, 2 * 0.10 + 0.03 + 0.09, "0.32"),
    ("09-shoeshine", "profit_per_journey", None, 0.50 - 0.32, "0.18"),
    ("09-shoeshine", "break_even_time", None, (0.50 - 0.03 - 0.09) / 0.10 * MINUTE, "3.8 min"),
    ("02-broadband-move.as-is", "expected_passes", "find", 1 / (1 - 0.2), "1.25"),
    ("02-broadband-move.as-is", "expected_time", None, 1.25 * PASS + 0.25 * 5 * MINUTE + REST, "55 h 18 min 45 s"),
    ("02-broadband-move.as-is", "rework_time", None, 0.25 * PASS + (0.25 - 0.2) * 5 * MINUTE, "6 h 6 min 45 s"),
    ("02-broadband-move.as-is", "human_contacts", None, 2 + (1 + 0.2) / (1 - 0.2), "3.5"),
    ("02-broadband-move.as-is", "asked_again", "address", 1.25 - 1, "0.25"),
    ("01-egg-beater.as-is", "success_share", None, 0.4, "40%"),
    ("01-egg-beater.as-is", "expected_time_of_successes", None, STUCK + 3 * MINUTE, "33 min"),
    ("01-egg-beater.as-is", "expected_time", None, 0.4 * 33 * MINUTE + 0.6 * 42 * MINUTE, "38 min 24 s"),
    ("01-egg-beater.as-is", "wait_time", None, 0.6 * 2 * MINUTE, "1 min 12 s"),
    ("01-egg-beater.as-is", "human_contacts", None, 0.6 * 4, "2.4"),
    ("01-egg-beater.as-is", "pain_weight", "unsolved", 0.6 * 1 * 5, "3"),
    ("01-egg-beater.as-is", "divergence", None, -0.4 * math.log2(0.4) - 0.6 * math.log2(0.6), "0.971 bit"),
]
"""The example, its figure, of what, what it is by hand, and how the page says it."""


@pytest.mark.parametrize(
    ("name", "figure", "of", "expected", "said"), BY_HAND, ids=[f"{n}-{f}" for n, f, *_ in BY_HAND]
)
def test_by_hand(name: str, figure: str, of: str | None, expected: float, said: str) -> None:
    analysis = analyze(load(ROOT / f"examples/{name}.blueprint.yaml"))
    customers = analysis.of("mover") if figure == "expected_passes" else analysis
    measured = customers.measure(figure, of)
    assert measured.is_exact
    assert measured.value == pytest.approx(expected)
    written = f"`{figure}`" + (f" of `{of}`" if of else "")
    rows = [row for row in PAGE.splitlines() if row.startswith(f"| {written} |")]
    assert any(row.endswith(f"| {said} |") for row in rows), rows
