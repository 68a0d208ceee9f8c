"""What all tests share: how Hypothesis runs."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("default", deadline=None, suppress_health_check=[HealthCheck.too_slow])
# On CI the same cases run each time, so that no change is blamed for what it did not break.
settings.register_profile("ci", parent=settings.get_profile("default"), derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "default")


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """What one test finds is not remembered in another, nor for the user whose machine it is."""
    monkeypatch.setenv("BLUEPRINT_CACHE_DIR", str(tmp_path_factory.getbasetemp() / "cache" / os.urandom(8).hex()))
