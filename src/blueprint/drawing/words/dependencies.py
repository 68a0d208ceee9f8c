"""The words of the view `dependencies`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from blueprint.drawing.labels import EN, ZH_HANS, ZH_HANT, labels_for

if TYPE_CHECKING:
    from collections.abc import Mapping


class DependencyWords(NamedTuple):
    """The fixed words of one language. Those with a `{}` take a number or a share."""

    heads: Mapping[str, str]
    single: str
    single_sign: str
    stops_one: str
    stops: str
    lost: str
    available: str
    number: str
    needs: str
    beside: str
    hidden: str
    broken: str
    nobody: str


_EN = DependencyWords(
    heads={
        "step": "Steps", "touchpoint": "Touchpoints", "actor": "Actors", "system": "Systems",
        "foundation": "What systems rest on", "unused": "Used nowhere",
    },
    single="no success without this", single_sign="single point of failure",
    stops_one="1 step stops", stops="{} steps stop", lost="{} of successes lost",
    available="available {}", number="{} of them",
    needs="rests on", beside="uses, customers don't wait for it",
    hidden="parts not shown: {}", broken="Without figures, as the flow gives none: {}",
    nobody="Without figures: nobody succeeds",
)  # fmt: skip

_ZH_HANS = DependencyWords(
    heads={
        "step": "步骤", "touchpoint": "触点", "actor": "执行者", "system": "系统", "foundation": "系统所依赖的系统",
        "unused": "没有用到",
    },
    single="缺了它无人成功", single_sign="单点故障", stops_one="1 步停摆", stops="{} 步停摆", lost="成功减少 {}",
    available="可用率 {}", number="共 {} 人", needs="依赖", beside="用到，但顾客不必等",
    hidden="未显示的部分：{}", broken="没有数字，因为流程算不出：{}", nobody="没有数字：无人成功",
)  # fmt: skip

_ZH_HANT = DependencyWords(
    heads={
        "step": "步驟", "touchpoint": "接觸點", "actor": "執行者", "system": "系統", "foundation": "系統所依賴的系統",
        "unused": "沒有用到",
    },
    single="缺了它無人成功", single_sign="單點故障", stops_one="1 步停擺", stops="{} 步停擺", lost="成功減少 {}",
    available="可用率 {}", number="共 {} 人", needs="依賴", beside="用到，但顧客不必等",
    hidden="未顯示的部分：{}", broken="沒有數字，因為流程算不出：{}", nobody="沒有數字：無人成功",
)  # fmt: skip


def dependency_words(language: str | None) -> DependencyWords:
    """The words for a BCP 47 tag; English where the language is not known."""
    return (_EN, _ZH_HANS, _ZH_HANT)[(EN, ZH_HANS, ZH_HANT).index(labels_for(language))]
