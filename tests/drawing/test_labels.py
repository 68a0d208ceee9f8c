"""The words and numbers on drawings."""

from __future__ import annotations

import pytest

from blueprint.drawing.labels import percent


@pytest.mark.parametrize(
    ("share", "shown"),
    [
        (0, "0%"),
        (1e-5, "< 0.1%"),
        (0.001, "0.1%"),
        (1 / 3, "33.3%"),
        (0.999, "99.9%"),
        (0.9995, "99.95%"),
        (0.99999, "99.999%"),
        (1 - 1e-9, "> 99.99%"),
        (1, "100%"),
    ],
)
def test_a_share_is_never_all_or_nothing_where_it_is_nearly_so(share: float, shown: str) -> None:
    assert percent(share) == shown
