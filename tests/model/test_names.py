"""How messages call parts of a blueprint."""

from __future__ import annotations

import pytest

import blueprint as bp
from blueprint.model.names import in_backticks, listed, name_in, name_of

FILE = {
    "title": "A",
    "stages": [
        {
            "name": "擦鞋",
            "steps": [
                {"id": "sit", "customer": "Sit down", "pain_points": ["The chair is cold"]},
                {"customer": "Have the shoes\nshined by `hand`", "frontstage": [{"id": "brush", "does": "Brush"}]},
                {"touchpoints": []},
            ],
        }
    ],
}


def test_a_part_is_called_by_its_id_else_by_what_is_on_its_card():
    stage = bp.Blueprint.model_validate(FILE).stages[0]
    sit, shine, bare = stage.steps
    assert name_of(stage) == "`擦鞋`"
    assert name_of(sit) == "`sit`"
    assert name_of(sit.pain_points[0]) == "`The chair is cold`"
    assert name_of(shine) == "`Have the shoes shined by 'hand'`"
    assert name_of(bare) == "`stage-1.step-3`"
    assert name_in(shine.frontstage[0], shine) == "`brush` in `Have the shoes shined by 'hand'`"
    assert name_in(shine.customer, shine) == name_of(shine)


def test_long_texts_are_cut():
    assert in_backticks("长" * 41) == f"`{'长' * 39}…`"
    assert in_backticks("长" * 40) == f"`{'长' * 40}`"


@pytest.mark.parametrize(
    ("names", "row"),
    [
        (["a"], "a"),
        (["a", "b", "a"], "a and b"),
        (["a", "b", "c"], "a, b and c"),
        (["a", "b", "c", "d", "e"], "a, b, c and 2 more"),
    ],
)
def test_names_in_a_row(names, row):
    assert listed(names) == row
