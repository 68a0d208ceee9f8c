"""The lines of the index: what they say, and by what they are found."""

from __future__ import annotations

import pytest

import blueprint as bp
from blueprint.serve.rows import hits_in, row_of
from tests.serve.conftest import SHOP


@pytest.fixture(scope="module")
def row():
    return row_of(bp.loads(SHOP))


def test_what_it_says(row):
    assert (row.title, row.state, row.steps) == ("Shoeshine", "as-is", 1)
    assert row.sketch == (((0, 1, 2),),)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", []),
        ("shoeSHINE", []),
        ("corner", []),
        ("chair", [("touchpoint", "chair")]),
        ("brush", [("action", "sit.frontstage-1")]),
        ("shoeshiner", [("actor", "boy")]),
        ("boy", [("actor", "boy")]),
        ("shine", []),
        ("brush chair", [("touchpoint", "chair"), ("action", "sit.frontstage-1")]),
        ("brush moon", None),
        ("moon", None),
    ],
)
def test_by_what_it_is_found(row, query, found):
    hits = hits_in(row, "corner", query.casefold().split())
    assert (None if hits is None else [(hit.kind, hit.id) for hit in hits]) == found


def test_a_draft():
    row = row_of(bp.loads("blueprint: v1\ntitle: T\nstages: [{name: S}]\n"))
    assert (row.steps, row.sketch) == (0, ((),))
