"""The words of Mermaid's journeys."""

from __future__ import annotations

from typing import NamedTuple

from blueprint.drawing.words.languages import by_language


class MermaidWords(NamedTuple):
    """The fixed words of one language."""

    not_given: str
    """Said where a score has to stand, and the file gives no emotion."""


words_for = by_language(MermaidWords("emotion not given"), MermaidWords("未写情绪"), MermaidWords("未寫情緒"))
