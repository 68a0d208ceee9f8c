"""What is told of changes on the disk, also where the system can't tell."""

from __future__ import annotations

import asyncio
import os
import sys

import pytest

from blueprint.serve import watching


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there names are always text")
def test_a_name_that_is_no_text_ends_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(watching, "_HEARTBEAT", 50)
    seen = []

    async def watch():
        stop = asyncio.Event()
        async for paths in watching.changes(lambda: frozenset({tmp_path}), stop):
            seen.append(paths)
            if len(seen) == 1:
                (tmp_path / os.fsdecode(b"\xff.yaml")).write_text("x")
            elif len(seen) == 4:
                (tmp_path / "good.yaml").write_text("x")
            elif str(tmp_path / "good.yaml") in paths:
                stop.set()

    asyncio.run(asyncio.wait_for(watch(), 30))
    assert seen[-1]
