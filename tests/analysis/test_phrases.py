"""The phrases in each language: the same keys, the same values to fill in."""

from __future__ import annotations

from string import Formatter

import pytest

from blueprint.analysis.phrases import EN
from blueprint.analysis.phrases_zh import HANS, HANT
from blueprint.model.measure import FIGURES


def fields(text):
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)


@pytest.mark.parametrize("language", [HANS, HANT])
def test_every_phrase_is_translated_and_none_is_left_over(language):
    assert sorted(language) == sorted(EN)


@pytest.mark.parametrize("language", [HANS, HANT])
def test_the_same_values_are_filled_in(language):
    assert {key: fields(text) for key, text in language.items()} == {key: fields(text) for key, text in EN.items()}


def test_what_is_english_in_chinese_is_so_on_purpose():
    same = {key for key in EN if EN[key] and HANS[key] == EN[key]}
    assert same == {"column.rpn", "diff.other", "none", "report.persona_share", "report.quoted", "report.separator"}


def test_the_two_scripts_are_not_mixed_up():
    simplified = "时间钱级画轮问题页显总这没关数类为个"
    traditional = "時間錢級畫輪問題頁顯總這沒關數類為個"
    assert not {c for text in HANT.values() for c in text} & (set(simplified) - set(traditional))
    assert not {c for text in HANS.values() for c in text} & (set(traditional) - set(simplified))


def test_every_figure_has_a_name():
    assert not [name for name in FIGURES if f"figure.{name}" not in EN]
