"""How messages write times and feelings."""

from __future__ import annotations

import pytest

from blueprint.checks.amounts import duration, feeling, feelings
from blueprint.model.values import parse_duration


@pytest.mark.parametrize(
    ("seconds", "written"),
    [
        (0, "0s"),
        (0.256, "0.26s"),
        (45, "45s"),
        (228.2, "3m48s"),
        (3599.9, "1h"),
        (9360, "2h36m"),
        (86399, "1d"),
        (450_123, "5d5h"),
        (6 * 7 * 86400, "6w"),
        (-120, "-2m"),
        (1e300, "999999998d"),
    ],
)
def test_times_are_written_as_in_a_file_in_their_two_largest_units(seconds, written):
    assert duration(seconds) == written
    assert parse_duration(written.removeprefix("-")).total_seconds() >= 0


def test_feelings_have_their_signs_and_name_who_has_them():
    assert [feeling(value) for value in (-1.5, 0.0, 0.5, 2)] == ["-1.5", "0", "+0.5", "+2"]
    assert feelings({"ann": -1}) == "-1 for `ann`"
    assert feelings({"ann": -1, "外婆": -1}) == "-1 for `ann` and `外婆`"
    assert feelings({"ann": -1, "bob": -2}) == "-1 for `ann` and -2 for `bob`"
    assert feelings(dict.fromkeys("abcde", -1.0)) == "-1 for `a`, `b`, `c` and 2 more"
