"""The words of the view `journey`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from blueprint.drawing.labels import ZH_HANS, ZH_HANT
from blueprint.drawing.words.languages import by_language

if TYPE_CHECKING:
    from collections.abc import Mapping

Told = Literal["success", "time", "time_to_success", "time_in_vain"]


class Words(NamedTuple):
    """The fixed words of one language; `{}` stands for a value."""

    goals: str
    arrival: str
    gets_here: str
    after: str
    touchpoints: Mapping[str, str]
    closed: str
    lost: str
    lost_who: str
    unreached: str
    voices: str
    quotation: tuple[str, str]
    solutions: str
    other_solutions: str
    not_in_sight: str
    for_nothing: str
    effort: str
    impact: str
    persona_goals: str
    needs: str
    channels: str
    share: str
    figures: Mapping[Told, str]
    phrases: Mapping[Told, str]
    legend: Mapping[str, str]


ENGLISH = Words(
    goals="Goal", arrival="Who gets here", gets_here="{} get here", after="after {}",
    touchpoints={
        "digital": "Digital touchpoints", "physical": "Physical touchpoints", "interpersonal": "Interpersonal touchpoints",
    },
    closed="not open to them", lost="all give up: nothing here is open to them",
    lost_who="{} give up: nothing here is open to them",
    unreached="nobody gets here", voices="Thoughts and quotes", quotation=("“", "”"),
    solutions="Solutions", other_solutions="Other solutions", not_in_sight="for what is not shown here",
    for_nothing="tied to no pain, risk or question",
    effort="effort {}/5", impact="impact {}/5",
    persona_goals="Goals", needs="Needs", channels="Channels",
    share="of customers",
    figures={"success": "succeed", "time": "mean time", "time_to_success": "mean time to success", "time_in_vain": "mean time in vain"},
    phrases={
        "success": "{} succeed", "time": "mean time {}", "time_to_success": "mean time to success {}",
        "time_in_vain": "mean time in vain {}",
    },
    legend={
        "goal": "goal of the stage", "thought": "thought", "quote": "quote", "solution": "solution",
        "exit": "gives up",
    },
)  # fmt: skip

SIMPLIFIED = Words(
    goals="目标", arrival="到达这里", gets_here="{} 到达", after="历时 {}",
    touchpoints=ZH_HANS.kinds,
    closed="无法使用", lost="全部放弃：没有可用的触点", lost_who="{}放弃：没有可用的触点",
    unreached="无人到达",
    voices="想法与原话", quotation=("“", "”"),
    solutions="改进方案", other_solutions="其他改进方案", not_in_sight="针对此处未显示的问题", for_nothing="未对应痛点、风险或问题",
    effort="投入 {}/5", impact="效果 {}/5",
    persona_goals="目标", needs="需要", channels="渠道",
    share="占顾客",
    figures={"success": "成功", "time": "平均用时", "time_to_success": "成功者平均用时", "time_in_vain": "平均白费时间"},
    phrases={
        "success": "成功 {}", "time": "平均用时 {}", "time_to_success": "成功者平均用时 {}", "time_in_vain": "平均白费 {}",
    },
    legend={"goal": "阶段目标", "thought": "想法", "quote": "原话", "solution": "改进方案", "exit": "放弃"},
)  # fmt: skip

TRADITIONAL = Words(
    goals="目標", arrival="到達這裡", gets_here="{} 到達", after="歷時 {}",
    touchpoints=ZH_HANT.kinds,
    closed="無法使用", lost="全部放棄：沒有可用的接觸點", lost_who="{}放棄：沒有可用的接觸點",
    unreached="無人到達",
    voices="想法與原話", quotation=("「", "」"),
    solutions="改善方案", other_solutions="其他改善方案", not_in_sight="針對此處未顯示的問題", for_nothing="未對應痛點、風險或問題",
    effort="投入 {}/5", impact="效果 {}/5",
    persona_goals="目標", needs="需要", channels="頻道",
    share="占顧客",
    figures={"success": "成功", "time": "平均耗時", "time_to_success": "成功者平均耗時", "time_in_vain": "平均白費時間"},
    phrases={
        "success": "成功 {}", "time": "平均耗時 {}", "time_to_success": "成功者平均耗時 {}", "time_in_vain": "平均白費 {}",
    },
    legend={"goal": "階段目標", "thought": "想法", "quote": "原話", "solution": "改善方案", "exit": "放棄"},
)  # fmt: skip

words_for = by_language(ENGLISH, SIMPLIFIED, TRADITIONAL)
