"""The words of Mermaid's journeys."""

from __future__ import annotations

from typing import NamedTuple

from blueprint.drawing.words.languages import by_language


class MermaidWords(NamedTuple):
    """The fixed words of one language."""

    not_given: str
    """Said where a score has to stand, and the file gives no emotion."""

    scale: str
    """Says what the scores mean."""


words_for = by_language(
    MermaidWords("emotion not given", "Scores 1 to 5 are emotions -2 to +2; 3 is neutral."),
    MermaidWords("未写情绪", "分值 1 至 5 即情绪 -2 至 +2，3 为平静。"),
    MermaidWords("未寫情緒", "分值 1 至 5 即情緒 -2 至 +2，3 為平靜。"),
)
