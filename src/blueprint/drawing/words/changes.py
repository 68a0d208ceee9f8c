"""The words of the view `changes`, and what keys and their values are called where changes are told."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from blueprint.drawing.labels import labels_for
from blueprint.drawing.words.languages import by_language
from blueprint.drawing.words.page import page_words_for
from blueprint.model.language import worded_in

if TYPE_CHECKING:
    from collections.abc import Mapping


class ChangeWords(NamedTuple):
    """The fixed words of one language. Those with a `{}` take a name, a value or a number."""

    against: str
    keys: Mapping[str, str]
    """Keys that a picture calls otherwise than `key_word`."""
    signs: Mapping[str, str]
    added: str
    removed: str
    was: str
    from_: str
    earlier: str
    later: str
    quoted: str
    semicolon: str
    aside: str
    way_new: str
    way_gone: str
    before: str
    now: str
    also: str
    elsewhere: str
    nothing: str


_EN = ChangeWords(
    against="Changes against {}",
    keys={
        "personas": "only for", "otherwise": "others go to", "forced": "not their choice", "repeat": "new round",
        "common": "offered by others",
    },
    signs={
        "added": "added", "removed": "removed", "changed": "changed, with what it was", "moved": "moved, with from where",
        "fresh": "new way on", "gone": "way that is gone", "same": "pale: unchanged",
    },
    added="{} (new)", removed="{} (removed)", was="was: {}", from_="from: {}", earlier="now earlier", later="now later",
    quoted="“{}”", semicolon="; ", aside="{} ({})", way_new="now also to {}", way_gone="no more to {}", before="before", now="now",
    elsewhere="not in the picture: {} more, see blueprint diff", nothing="nothing changed",
    also="also: {}",
)  # fmt: skip

_ZH_HANS = ChangeWords(
    against="与 {} 相比的变化",
    keys={},
    signs={
        "added": "新增", "removed": "删除", "changed": "改动（附原值）", "moved": "移动（附原处）", "fresh": "新去向", "gone": "取消的去向",
        "same": "浅色：未变",
    },
    added="{}（新增）", removed="{}（已删除）", was="原为：{}", from_="移自：{}", earlier="次序提前", later="次序推后", quoted="“{}”", semicolon="；", aside="{}（{}）",
    way_new="新去向：{}", way_gone="不再去往：{}", before="之前", now="现在",
    elsewhere="另有 {} 处不在图中（见 blueprint diff）", nothing="没有变化", also="另有：{}",
)  # fmt: skip

_ZH_HANT = ChangeWords(
    against="與 {} 相比的變化",
    keys={},
    signs={
        "added": "新增", "removed": "刪除", "changed": "改動（附原值）", "moved": "移動（附原處）", "fresh": "新去向", "gone": "取消的去向",
        "same": "淺色：未變",
    },
    added="{}（新增）", removed="{}（已刪除）", was="原為：{}", from_="移自：{}", earlier="次序提前", later="次序延後", quoted="「{}」", semicolon="；", aside="{}（{}）",
    way_new="新去向：{}", way_gone="不再前往：{}", before="之前", now="現在",
    elsewhere="另有 {} 處不在圖中（見 blueprint diff）", nothing="沒有變化", also="另有：{}",
)  # fmt: skip

change_words = by_language(_EN, _ZH_HANS, _ZH_HANT)


_KEYS_HANS: Mapping[str, str] = {
    "title": "标题", "summary": "概述", "scenario": "场景", "id": "标识", "state": "状态", "language": "语言", "currency": "货币", "reviewed": "复核日期", "price": "价格", "overhead": "固定费用", "include": "引用的目录", "measure": "数字", "of": "对象", "from": "起点", "persona": "顾客画像", "at_least": "至少", "at_most": "至多", "next": "去向", "when": "条件", "for": "适用于", "forced": "被迫", "repeat": "新一轮", "carries": "带上", "low": "最少", "typical": "通常", "high": "最多", "n": "样本数", "stages": "阶段", "expectations": "期望", "lanes": "泳道",
}  # fmt: skip

_KEYS_HANT: Mapping[str, str] = {
    "title": "標題", "summary": "概述", "scenario": "情境", "id": "識別碼", "state": "狀態", "language": "語言", "currency": "貨幣", "reviewed": "覆核日期", "price": "價格", "overhead": "固定費用", "include": "引用的目錄", "measure": "數字", "of": "對象", "from": "起點", "persona": "顧客輪廓", "at_least": "至少", "at_most": "至多", "next": "去向", "when": "條件", "for": "適用於", "forced": "被迫", "repeat": "新一輪", "carries": "帶上", "low": "最少", "typical": "通常", "high": "最多", "n": "樣本數", "stages": "階段", "expectations": "期望", "lanes": "泳道",
}  # fmt: skip

_own_keys = by_language({}, _KEYS_HANS, _KEYS_HANT)


def is_worded(language: str | None) -> bool:
    """Whether keys and values have words in a language; in English they are those of the format themselves."""
    return worded_in(language) != "en"


def key_word(language: str | None, key: str) -> str:
    """What a key of the format is called in a language; one that is not of the format as it is."""
    if not is_worded(language):
        return key
    return _own_keys(language).get(key) or page_words_for(language).fields.get(key, key)


def value_word(language: str | None, key: str, value: str) -> str:
    """What a value of a key is called in a language, where it is one of a few words; else the value."""
    if not is_worded(language):
        return value
    page = page_words_for(language)
    if key == "state":
        return labels_for(language).states.get(value, value)
    if value in ("true", "false"):
        return page.values["yes" if value == "true" else "no"]
    return page.values.get(value, value) if key in page.worded else value
