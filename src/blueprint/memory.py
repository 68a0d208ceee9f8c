"""How a lot is made at once without the cyclic garbage collector walking all of it again and again."""

from __future__ import annotations

import gc
from contextlib import contextmanager

TYPE_CHECKING = False  # `typing` is not imported for it
if TYPE_CHECKING:
    from collections.abc import Iterator


_WORTH_A_PAUSE = 2_000

_frozen = False
"""Whether `freeze` was called: asking the collector takes longer the more it has frozen."""


def freeze() -> None:
    """Have the collector leave alone all that there is, for good: a process forked from this one shares it."""
    global _frozen  # noqa: PLW0603 (there is one collector in a process)
    gc.freeze()
    _frozen = True


@contextmanager
def paused_gc(size: int) -> Iterator[None]:
    """Many objects are made and none can be garbage: the cyclic collector would only walk them.

    What was made goes to the oldest generation at once; else the collector would walk all of it when it comes back.
    `size` is about how many objects are made: a few are not worth it.
    """
    if size < _WORTH_A_PAUSE or not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        if not (_frozen or gc.get_freeze_count()):  # else objects were frozen on purpose, and must stay so
            gc.freeze()
            gc.unfreeze()
        gc.enable()
