"""The words of the view `dependencies`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from blueprint.drawing.words.languages import by_language

if TYPE_CHECKING:
    from collections.abc import Mapping


class DependencyWords(NamedTuple):
    """The fixed words of one language. Those with a `{}` take a number or a share."""

    heads: Mapping[str, str]
    single: str
    stops_one: str
    stops: str
    lost: str
    available: str
    number: str
    signs: Mapping[str, str]
    silent: str
    hidden: str
    broken: str
    nobody: str


_EN = DependencyWords(
    heads={
        "step": "Steps", "touchpoint": "Touchpoints", "actor": "Actors", "system": "Systems",
        "foundation": "What systems rest on", "unused": "Used nowhere",
    },
    single="no success without this",
    stops_one="1 step stops", stops="{} steps stop", lost="{} of journeys lost",
    available="available {}", number="{} at work",
    signs={
        "actor": "actor", "single": "single point of failure", "needs": "rests on",
        "beside": "uses, but customers don't wait for it",
    },
    silent="Where a card says nothing of it, no step stops and no journey is lost without the part.",
    hidden="parts not shown: {}", broken="Without figures, as the flow gives none: {}",
    nobody="Without figures: nobody succeeds",
)  # fmt: skip

_ZH_HANS = DependencyWords(
    heads={
        "step": "步骤", "touchpoint": "触点", "actor": "执行者", "system": "系统", "foundation": "系统所依赖的系统",
        "unused": "没有用到",
    },
    single="缺了它无人成功", stops_one="1 步停摆", stops="{} 步停摆", lost="{} 的旅程受损",
    available="可用率 {}", number="共 {} 人",
    signs={"actor": "执行者", "single": "单点故障", "needs": "依赖", "beside": "用到，但顾客不必等"},
    silent="卡片上没有写明的，缺了它也没有步骤停摆，没有旅程受损。",
    hidden="未显示的部分：{}", broken="没有数字，因为流程算不出：{}", nobody="没有数字：无人成功",
)  # fmt: skip

_ZH_HANT = DependencyWords(
    heads={
        "step": "步驟", "touchpoint": "接觸點", "actor": "執行者", "system": "系統", "foundation": "系統所依賴的系統",
        "unused": "沒有用到",
    },
    single="缺了它無人成功", stops_one="1 步停擺", stops="{} 步停擺", lost="{} 的旅程受損",
    available="可用率 {}", number="共 {} 人",
    signs={"actor": "執行者", "single": "單點故障", "needs": "依賴", "beside": "用到，但顧客不必等"},
    silent="卡片上沒有寫明的，缺了它也沒有步驟停擺，沒有旅程受損。",
    hidden="未顯示的部分：{}", broken="沒有數字，因為流程算不出：{}", nobody="沒有數字：無人成功",
)  # fmt: skip

dependency_words = by_language(_EN, _ZH_HANS, _ZH_HANT)
