"""The fixed words: complete in each language, and picked for the file or its reader."""

from __future__ import annotations

import re

import pytest

from blueprint.serve.words import EN, ZH_HANS, ZH_HANT, words_for, words_for_reader


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        (None, EN), ("de", EN), ("en-GB", EN), ("zh", ZH_HANS), ("zh-Hans", ZH_HANS), ("zh-CN", ZH_HANS),
        ("zh-Hant", ZH_HANT), ("zh-TW", ZH_HANT), ("zh-HK", ZH_HANT), ("zh-Hans-HK", ZH_HANS),
    ],
)  # fmt: skip
def test_for_a_language(tag, words):
    assert words_for(tag) is words


@pytest.mark.parametrize(
    ("accepted", "words"),
    [
        ("", EN), ("de-DE,de;q=0.9", EN), ("de,zh-TW;q=0.8,en;q=0.7", ZH_HANT), ("zh-CN,zh;q=0.9", ZH_HANS),
        ("en-US,zh;q=0.9", EN), ("zh" + "x" * 10_000, EN), (",;;,", EN),
    ],
)  # fmt: skip
def test_for_a_reader(accepted, words):
    assert words_for_reader(accepted) is words


def leaves(words):
    for name, value in words._asdict().items():
        if isinstance(value, str):
            yield (name,), value
        else:
            items = value.items() if isinstance(value, dict) else enumerate(value)
            for key, item in items:
                for i, text in enumerate(item if isinstance(item, tuple) else (item,)):
                    yield (name, str(key), i), text


@pytest.mark.parametrize("words", [ZH_HANS, ZH_HANT], ids=lambda words: words.tag)
def test_each_language_says_all(words):
    english, other = dict(leaves(EN)), dict(leaves(words))
    assert english.keys() == other.keys()
    for key, text in other.items():
        assert text, key
        assert text.count("{}") == english[key].count("{}"), key
        assert key == ("tag",) or re.search("[\u4e00-\u9fff]", text), key
