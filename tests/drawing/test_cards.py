"""Cards: how what is on them is broken into lines."""

from __future__ import annotations

import pytest

from blueprint.drawing.layout.cards import wrapped


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("99% · done by oneself", 60, ("99% ·", "done by", "oneself")),
        ("99% · 自助完成", 60, ("99% ·", "自助完成")),
        ("99% · 自助完成", 600, ("99% · 自助完成",)),
    ],
)
def test_no_line_begins_with_the_dot_between_two_parts(text: str, width: float, lines: tuple[str, ...]) -> None:
    assert wrapped(text, width, "small-muted", "zh-Hans") == lines
