"""Tests of which words a language tag calls for."""

from __future__ import annotations

import pytest

from blueprint.model.language import worded_in


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        (None, "en"), ("", "en"), ("en", "en"), ("en-GB", "en"), ("de", "en"), ("zha", "en"), ("zh", "zh-Hans"),
        ("zh-CN", "zh-Hans"), ("ZH-hans", "zh-Hans"), ("zh-Hans-HK", "zh-Hans"), ("zh-SG", "zh-Hans"),
        ("zh-Hant", "zh-Hant"), ("zh-hant-CN", "zh-Hant"), ("zh-TW", "zh-Hant"), ("zh-HK", "zh-Hant"), ("zh-mo", "zh-Hant"),
    ],
)  # fmt: skip
def test_words_for_a_tag(tag: str | None, expected: str) -> None:
    assert worded_in(tag) == expected
