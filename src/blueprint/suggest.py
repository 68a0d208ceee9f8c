"""How a mistyped word finds the one that was meant."""

from __future__ import annotations

TYPE_CHECKING = False  # `typing` is not imported for it
if TYPE_CHECKING:
    from collections.abc import Iterable


_SHORT = 4


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that was probably meant, or None where none is near enough."""
    from difflib import get_close_matches

    words = {candidate.casefold(): candidate for candidate in sorted(known, reverse=True)}
    folded = word.casefold()
    for same in (folded, folded.replace("_", "-"), folded.replace("-", "_"), folded.replace(" ", "_"), folded + "s"):
        if same in words:
            return words[same]
    # Two Chinese characters of which one is wrong are half alike, so short words need a lower bar.
    is_short = len(folded) <= _SHORT and not folded.isascii()
    near = get_close_matches(folded[:200], words, n=1, cutoff=0.5 if is_short else 0.6)
    return words[near[0]] if near else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Words to append to a message: "; did you mean `touchpoints`?", or nothing."""
    meant = nearest(word, known)
    return f"; did you mean `{meant}`?" if meant else ""
