"""Blueprints by chance through all rules, and their findings through all formats: nothing fails, all can be shown."""

from __future__ import annotations

import json
import xml.dom.minidom
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

import blueprint as bp
from blueprint.checks.engine import check_text
from blueprint.checks.fixes import fixed_text
from blueprint.checks.result import Outcome
from blueprint.checks.settings import Settings
from blueprint.display import visible
from blueprint.reports.formats import FORMATS
from blueprint.source.load import read_data
from tests.strategies import blueprints

SETTINGS = Settings(today=date(2026, 10, 1))
NAME = "a.blueprint.yaml"

damages = st.lists(
    st.tuples(
        st.floats(0, 1),
        st.integers(0, 12),
        st.sampled_from(["", "12:30", "no", ": ", "\n", "  ", "[", "}", "*a", "&a ", "<<: ", "end", "步骤", "# ", "\u2028",
                         "# blueprint: ignore[BP203] 因为\n", " # blueprint：ignore-file[BP004，BP2] x\n"]),
    ),
    max_size=4,
)  # fmt: skip
"""Where to cut, how much, and what to put there."""


def damaged(text, cuts):
    for at, length, new in cuts:
        start = int(at * len(text))
        text = text[:start] + new + text[start + length :]
    return text


def judge(text):
    """Check a text; whatever is found is in the file, and can be shown."""
    result = check_text(text, NAME, SETTINGS)
    assert not result.crashes
    lines = [len(line) for line in read_data(text, NAME).document.lines]
    for finding in result.findings:
        for message, span in [(finding.message, finding.span), *((o.message, o.span) for o in finding.related)]:
            assert (span.line, span.column) <= (span.end_line, span.end_column), finding
            assert 1 <= span.line <= len(lines) + 1, finding
            assert span.column <= (lines[span.line - 1] if span.line <= len(lines) else 0) + 1, finding
            assert span.end_line <= len(lines) + 1, finding
            assert len(message) <= 400, message
            assert len(visible(message).splitlines()) == 1, message
        assert finding.fingerprint
    assert len({finding.fingerprint for finding in result.findings}) == len(result.findings)
    return result


@settings(max_examples=40)
@given(blueprints())
def test_whatever_can_be_written_can_be_checked(blueprint):
    judge(bp.dumps(blueprint))


@settings(max_examples=60)
@given(blueprints(), damages)
def test_whatever_is_damaged_can_be_checked_shown_and_fixed(blueprint, cuts):
    text = damaged(bp.dumps(blueprint), cuts)
    result = judge(text)
    outcome = Outcome(result.findings, (NAME,), sources=result.sources)
    shown = {name: make(outcome) for name, make in FORMATS.items()}
    for name in ("json", "gitlab", "sarif"):
        json.loads(shown[name])
    xml.dom.minidom.parseString(shown["junit"])
    assert len(shown["concise"].splitlines()) == len(shown["github"].splitlines()) == len(result.findings)

    fixed = fixed_text(text.encode(), SETTINGS, NAME)
    after = read_data(fixed.text, NAME)
    before = read_data(text, NAME)
    assert before.blueprint in (None, after.blueprint)
    again = fixed_text(fixed.text.encode(), SETTINGS, NAME)
    assert (again.text, again.made) == (fixed.text, 0)
