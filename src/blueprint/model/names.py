"""How messages call parts of a blueprint: by the ids that the author gave, else by what stands on their cards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST = 40
"""How many characters of a label are shown."""

MOST = 3
"""How many names are listed."""

_LABELS = ("label", "name", "what", "does", "text")


def name_of(part: Any) -> str:
    """A stage, step, action, pain point, ... in backticks: its id where the author gave one, else its label, cut short.

    The ids of catalogue items are the keys of their catalogue: they need no such help.
    """
    if part.id is not None and "id" in part.model_fields_set:
        return f"`{part.id}`"
    label = next((text for name in _LABELS if (text := getattr(part, name, None))), part.id)
    return in_backticks(str(label))


def in_backticks(text: str) -> str:
    """The author's text in one line, cut short."""
    line = " ".join(text.replace("`", "'").split())
    return f"`{line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + '…'}`"


def name_in(action: Any, step: Any) -> str:
    """An action and the step that it is in: "`greet` in `arrive`"; only the one where both are called the same."""
    own, place = name_of(action), name_of(step)
    return own if own == place else f"{own} in {place}"


def listed(names: Iterable[str]) -> str:
    """Names that already have their backticks, in a row: "`a`, `b` and `c`", "`a`, `b`, `c` and 4 more"."""
    found = list(dict.fromkeys(names))
    shown, more = found[:MOST], len(found) - MOST
    if more > 0:
        return f"{', '.join(shown)} and {more} more"
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
