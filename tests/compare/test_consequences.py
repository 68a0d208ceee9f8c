from __future__ import annotations

from pathlib import Path

import pytest

from blueprint.analysis.analysis import analyze
from blueprint.compare.consequences import FOLLOWING, SLOW, consequences
from blueprint.model.blueprint import Blueprint
from blueprint.model.measure import FIGURES
from blueprint.source.load import load

EXAMPLES = Path(__file__).parents[2] / "examples"


def made(*steps, **more):
    return Blueprint.model_validate({"title": "T", "stages": [{"name": "S", "steps": list(steps)}], **more})


def test_the_figures_are_those_of_the_analyses():
    before, after = (load(EXAMPLES / f"02-broadband-move.{state}.blueprint.yaml") for state in ("as-is", "to-be"))
    found = consequences(before, after)
    change = next(one for one in found.changed if one.figure == "expected_time")
    assert change.before == analyze(before).time.expected_time
    assert change.after == analyze(after).time.expected_time
    assert change.verdict == "better"
    assert not found.is_worse


def test_only_figures_that_changed_are_told():
    before, after = made({"customer": "A", "time": "2m"}), made({"customer": "A", "time": "3m"})
    found = consequences(before, after)
    assert {change.figure for change in found.changed} >= {"expected_time", "touch_time"}
    assert "success_share" not in {change.figure for change in found.changed}
    assert found.is_worse


def test_who_can_finish_now():
    before, after = (load(EXAMPLES / f"03-holiday-train.{state}.blueprint.yaml") for state in ("as-is", "to-be"))
    there, back = consequences(before, after), consequences(after, before)
    assert [(one.persona, one.before, one.after) for one in there.finish] == [("elder", False, True)]
    assert [(one.persona, one.before, one.after) for one in back.finish] == [("elder", True, False)]
    assert [one.persona for one in back.cannot_finish] == ["elder"]
    assert there.cannot_finish == ()


def test_a_persona_who_is_new_or_gone():
    both = {"p": {"name": "P", "share": 0.5}, "q": {"name": "Q", "share": 0.5}}
    before, after = made({"customer": "A"}, personas={"p": "P"}), made({"customer": "A"}, personas=both)
    assert [(one.persona, one.before, one.after) for one in consequences(before, after).finish] == [("q", None, True)]
    assert [(one.persona, one.before, one.after) for one in consequences(after, before).finish] == [("q", True, None)]


BROKEN = {"id": "a", "customer": "A", "next": "a"}


@pytest.mark.parametrize(
    ("before", "after", "broken", "is_broken"),
    [
        ({"customer": "A"}, BROKEN, (False, True), True),
        (BROKEN, {"customer": "A"}, (True, False), False),
        (BROKEN, {**BROKEN, "time": "1m"}, (True, True), False),
    ],
)
def test_a_broken_flow_is_said_and_nothing_is_compared(before, after, broken, is_broken):
    found = consequences(made(before), made(after))
    assert (found.broken_before is not None, found.broken_after is not None) == broken
    assert found.is_broken is is_broken
    assert found.figures is None
    assert (found.changed, found.of_personas, found.finish, found.is_worse) == ((), {}, (), False)


def test_a_new_file_has_nothing_to_compare_with():
    found = consequences(None, made({"customer": "A"}))
    assert found.figures is None
    assert not found.is_broken
    assert consequences(None, made(BROKEN)).is_broken


def test_every_figure_is_compared_save_the_slow_ones():
    assert {*FOLLOWING, *SLOW} == {*FIGURES}
    assert not {*FOLLOWING} & {*SLOW}
