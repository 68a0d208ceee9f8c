"""The collector rests while much is made, and is as it was before when that is done, or goes wrong."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from pathlib import Path

import pytest

from blueprint.memory import paused_gc

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1] / "src")}


@pytest.mark.parametrize(("size", "is_resting"), [(10, False), (1_000_000, True)])
def test_it_rests_where_it_is_worth_it(size: int, is_resting: bool) -> None:
    with paused_gc(size):
        assert gc.isenabled() is not is_resting
        with paused_gc(size):
            assert gc.isenabled() is not is_resting
        assert gc.isenabled() is not is_resting  # the outer pause goes on
    assert gc.isenabled()


def test_it_is_back_after_an_error() -> None:
    with pytest.raises(ZeroDivisionError), paused_gc(1_000_000):
        _ = 1 / 0
    assert gc.isenabled()


def test_who_switched_it_off_keeps_it_off() -> None:
    gc.disable()
    try:
        with paused_gc(1_000_000):
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


_FROZEN = """
import gc
from blueprint.memory import freeze, paused_gc

freeze()
before = gc.get_freeze_count()
with paused_gc(1_000_000):
    pass
print(before > 0, gc.get_freeze_count() == before)
"""


def test_what_was_frozen_stays_so() -> None:
    # In a process of its own, for it is for good.
    done = subprocess.run([sys.executable, "-c", _FROZEN], capture_output=True, text=True, check=True, env=ENVIRONMENT)
    assert done.stdout == "True True\n"
