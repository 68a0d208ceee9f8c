"""The words of a view in each language -> the function that picks them by a language tag."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from blueprint.model.language import worded_in

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


def by_language(english: T, simplified: T, traditional: T) -> Callable[[str | None], T]:
    """What picks the words for a BCP 47 tag, English where the language is not known."""

    def words_for(language: str | None) -> T:
        return {"en": english, "zh-Hans": simplified, "zh-Hant": traditional}[worded_in(language)]

    return words_for
