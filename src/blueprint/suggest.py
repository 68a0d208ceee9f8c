"""How a mistyped word finds the one that was meant."""

from __future__ import annotations

TYPE_CHECKING = False  # `typing` is not imported for it
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


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


# -- slips ---------------------------------------------------------------------------------------------------------

_NAMES_APART = 3
"""A shorter part of a word, like `a` in `team-a`, tells one thing from another."""
_FIRST_IDEOGRAPH = "\u2e80"


def slip(word: str, known: Iterable[str]) -> str | None:
    """The one known word of which this is a slip of the pen, so surely that nobody has to be asked.

    Capitals, `-` for `_`, or one letter of one part of the word: left out, added, swapped with the next, or (in a part
    of five letters or more) another. Never its first letter, which often turns the meaning (`paid`, `unpaid`), never a
    digit, and no Chinese character in place of another. None where several words could be meant.
    """
    parts = _parts(word)
    found = [candidate for candidate in dict.fromkeys(known) if abs(len(candidate) - len(word)) <= 1]
    same = [candidate for candidate in found if _parts(candidate) == parts]
    if not same:
        same = [candidate for candidate in found if _is_slip(parts, _parts(candidate))]
    return same[0] if len(same) == 1 else None


def _parts(word: str) -> list[str]:
    return word.casefold().replace("-", "_").replace(" ", "_").replace(".", "_").split("_")


def _is_slip(parts: Sequence[str], others: Sequence[str]) -> bool:
    apart = [(part, other) for part, other in zip(parts, others, strict=False) if part != other]
    return len(parts) == len(others) and len(apart) == 1 and _is_one_letter(*apart[0])


def _is_one_letter(part: str, other: str) -> bool:
    """Whether two parts of words differ as little as a slip makes them."""
    short, long = sorted((part, other), key=len)
    i = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < _NAMES_APART or any(c.isdigit() for c in (*short[i : i + 2], *long[i : i + 2])):
        return False
    if len(short) < len(long):
        return i > 0 and short[i:] == long[i + 1 :]
    if short[i:] == f"{long[i + 1 : i + 2]}{long[i]}{long[i + 2 :]}":
        return True
    is_rare = len(short) > _SHORT and long[i] < _FIRST_IDEOGRAPH and short[i] < _FIRST_IDEOGRAPH
    return is_rare and i > 0 and short[i + 1 :] == long[i + 1 :]
