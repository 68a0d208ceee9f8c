"""Which of the languages that we have words in a tag calls for: the one place that reads such a tag for words."""

from __future__ import annotations

from typing import Literal

Worded = Literal["en", "zh-Hans", "zh-Hant"]

_TRADITIONAL = frozenset({"tw", "hk", "mo"})


def worded_in(tag: str | None) -> Worded:
    """The language of the words for a BCP 47 tag; English where we have none in its own.

    Chinese is written as the tag says; without that, as where it is spoken.
    """
    language, *subtags = (tag or "en").lower().split("-")
    if language != "zh":
        return "en"
    if "hans" in subtags:
        return "zh-Hans"
    return "zh-Hant" if "hant" in subtags or not _TRADITIONAL.isdisjoint(subtags) else "zh-Hans"
