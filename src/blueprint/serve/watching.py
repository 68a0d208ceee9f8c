"""When something changes on the disk: told at once where the system tells, else noticed within two seconds."""

from __future__ import annotations

import asyncio
from contextlib import aclosing, suppress
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable
    from pathlib import Path

_STEP = 30
"""How long it must be quiet before a change is told, in milliseconds: an editor writes in several goes."""

_DEBOUNCE = 60
"""How long a change waits at most for the disk to be quiet, in milliseconds."""

_HEARTBEAT = 2_000
"""How often one looks anyway, in milliseconds: not every disk tells of changes (those of a network don't)."""

_BLIND = (OSError, RuntimeError, ExceptionGroup)
"""How a watch fails: too many folders for the system, one that has just gone, a changed file whose name is no text."""


async def changes(folders: Callable[[], frozenset[Path]], stop: asyncio.Event) -> AsyncGenerator[frozenset[str]]:
    """The paths that changed in some folders, whenever some did; nothing where it is only time to look again.

    The folders themselves may change: they are asked for after each time. It ends when `stop` is set.
    """
    while not stop.is_set():
        watched = folders()
        try:
            async with aclosing(_in(watched, stop)) as told:
                async for paths in told:
                    yield paths
                    if stop.is_set() or folders() != watched:
                        break
        except _BLIND:
            yield frozenset()
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), _HEARTBEAT / 1000)


async def _in(folders: frozenset[Path], stop: asyncio.Event) -> AsyncGenerator[frozenset[str]]:
    from watchfiles import awatch

    ending = _Ending(stop)
    watched = sorted(folder for folder in folders if folder.is_dir())
    notifier = awatch(
        *watched, watch_filter=None, step=_STEP, debounce=_DEBOUNCE, stop_event=cast("Any", ending),
        rust_timeout=_HEARTBEAT, yield_on_timeout=True, recursive=False, ignore_permission_denied=True,
    )  # fmt: skip
    # The watch begins with the first wait. Of what happened before that, nobody is told: so one looks once.
    told = asyncio.ensure_future(anext(notifier, None))
    try:
        await asyncio.sleep(0)
        yield frozenset()
        while (changed := await told) is not None:
            told = asyncio.ensure_future(anext(notifier, None))
            yield frozenset(path for _, path in changed)
    finally:
        ending.set()
        with suppress(*_BLIND):
            await told
        await notifier.aclose()


class _Ending:
    """The end of one watch, of several that follow each other; looked at from another thread."""

    def __init__(self, stop: asyncio.Event) -> None:
        self._stop = stop
        self._is_set = False

    def set(self) -> None:
        self._is_set = True

    def is_set(self) -> bool:
        return self._is_set or self._stop.is_set()
