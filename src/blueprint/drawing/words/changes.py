"""The words of the view `changes`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from blueprint.drawing.words.languages import by_language

if TYPE_CHECKING:
    from collections.abc import Mapping


class ChangeWords(NamedTuple):
    """The fixed words of one language. Those with a `{}` take a name, a value or a number."""

    against: str
    keys: Mapping[str, str]
    signs: Mapping[str, str]
    added: str
    removed: str
    was: str
    from_: str
    earlier: str
    later: str
    quoted: str
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
        "severity": "severity", "occurrence": "occurrence", "outcome": "outcome", "personas": "only for", "otherwise": "others go to", "channel": "channel", "kind": "kind", "share": "share", "when": "when", "for": "for", "forced": "not their choice", "repeat": "new round", "triggers": "triggers", "common": "offered by others", "personal": "personal",
    },
    signs={
        "added": "added", "removed": "removed", "changed": "changed, with what it was", "moved": "moved, with from where",
        "fresh": "new way on", "gone": "way that is gone", "same": "pale: unchanged",
    },
    added="{} (new)", removed="{} (removed)", was="was: {}", from_="from: {}", earlier="now earlier", later="now later",
    quoted="“{}”", way_new="now also to {}", way_gone="no more to {}", before="before", now="now",
    elsewhere="not in the picture: {} more, see blueprint diff", nothing="nothing changed",
    also="also: {}",
)  # fmt: skip

_ZH_HANS = ChangeWords(
    against="与 {} 相比的变化",
    keys={
        "severity": "严重度", "occurrence": "发生率", "outcome": "结局", "personas": "仅限", "otherwise": "其他人去往", "channel": "渠道", "kind": "类型", "share": "占比", "when": "条件", "for": "适用于", "forced": "被迫", "repeat": "新一轮", "triggers": "触发", "common": "同行已有", "personal": "专为该顾客",
    },
    signs={
        "added": "新增", "removed": "删除", "changed": "改动（附原值）", "moved": "移动（附原处）", "fresh": "新去向", "gone": "取消的去向",
        "same": "浅色：未变",
    },
    added="{}（新增）", removed="{}（已删除）", was="原为：{}", from_="移自：{}", earlier="次序提前", later="次序推后", quoted="“{}”",
    way_new="新去向：{}", way_gone="不再去往：{}", before="之前", now="现在",
    elsewhere="另有 {} 处不在图中（见 blueprint diff）", nothing="没有变化", also="另有：{}",
)  # fmt: skip

_ZH_HANT = ChangeWords(
    against="與 {} 相比的變化",
    keys={
        "severity": "嚴重度", "occurrence": "發生率", "outcome": "結局", "personas": "僅限", "otherwise": "其他人前往", "channel": "頻道", "kind": "類型", "share": "佔比", "when": "條件", "for": "適用於", "forced": "被迫", "repeat": "新一輪", "triggers": "觸發", "common": "同業已有", "personal": "專為該顧客",
    },
    signs={
        "added": "新增", "removed": "刪除", "changed": "改動（附原值）", "moved": "移動（附原處）", "fresh": "新去向", "gone": "取消的去向",
        "same": "淺色：未變",
    },
    added="{}（新增）", removed="{}（已刪除）", was="原為：{}", from_="移自：{}", earlier="次序提前", later="次序延後", quoted="「{}」",
    way_new="新去向：{}", way_gone="不再前往：{}", before="之前", now="現在",
    elsewhere="另有 {} 處不在圖中（見 blueprint diff）", nothing="沒有變化", also="另有：{}",
)  # fmt: skip

change_words = by_language(_EN, _ZH_HANS, _ZH_HANT)
