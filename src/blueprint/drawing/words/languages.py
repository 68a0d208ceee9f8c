"""Which words a language tag calls for: the one place that reads such a tag for the words of views."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from blueprint.drawing.labels import EN, ZH_HANT, labels_for

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


def by_language(english: T, simplified: T, traditional: T) -> Callable[[str | None], T]:
    """What picks the words for a BCP 47 tag, as `labels_for` does; English where the language is not known."""

    def words_for(language: str | None) -> T:
        labels = labels_for(language)
        if labels is EN:
            return english
        return traditional if labels is ZH_HANT else simplified

    return words_for
