"""How messages write times and feelings: as the format itself does."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from blueprint.analysis.words import words_for
from blueprint.model.names import listed
from blueprint.model.values import format_duration

if TYPE_CHECKING:
    from collections.abc import Mapping

_SIZES = ((86400, 3600), (3600, 60), (60, 1))
_LONGEST = 999_999_998 * 86400


def duration(seconds: float) -> str:
    """A time in its two largest units: `5d5h`, `3m48s`."""
    if seconds < 0:
        return f"-{duration(-seconds)}"
    unit = next((finer for size, finer in _SIZES if seconds >= size), 0.01)
    return format_duration(timedelta(seconds=min(round(round(seconds / unit) * unit, 2), _LONGEST)))


def feelings(felt: Mapping[str, float]) -> str:
    """Emotions by persona: "-1 for `ann` and -2 for `bob`", "-1 for `ann` and `bob`"."""
    if len(set(felt.values())) == 1:
        return f"{feeling(next(iter(felt.values())))} for {listed(f'`{persona}`' for persona in felt)}"
    return listed(f"{feeling(value)} for `{persona}`" for persona, value in felt.items())


def feeling(value: float) -> str:
    """An emotion with its sign: `+0.5`, `-1`, `0`."""
    return words_for(None).plain(value, "emotion")
