"""The fixed words on a drawing, in the language of the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from blueprint.model.lane import Role


class Labels(NamedTuple):
    """The fixed words of one language."""

    roles: dict[Role, str]
    lines: dict[str, str]
    states: dict[str, str]
    kinds: dict[str, str]
    marks: dict[str, str]
    emotion: str
    feelings: dict[str, str]
    questions: str
    pains: str
    delights: str
    legend: str
    owner: str
    reviewed: str
    end: str
    abandon: str
    forced: str
    only: str
    hidden: str
    steps_hidden: str
    shown: dict[str, str]
    asked_by: str
    recovery: str
    between: str
    common: str
    personal: str
    colon: str = ": "
    comma: str = ", "


EN = Labels(
    roles={
        "evidence": "Physical evidence", "customer": "Customer actions", "frontstage": "Frontstage actions",
        "backstage": "Backstage actions", "support": "Support processes",
    },
    lines={
        "line_of_interaction": "Line of interaction", "line_of_visibility": "Line of visibility",
        "line_of_internal_interaction": "Line of internal interaction",
    },
    states={"as-is": "As is", "to-be": "To be"},
    kinds={"digital": "digital touchpoint", "physical": "physical touchpoint", "interpersonal": "interpersonal touchpoint"},
    marks={
        "pain": "pain point (severity 1-5)", "fail": "fail point (severity 1-5)", "star": "moment of truth",
        "delight": "delight", "question": "customer's question", "time": "time", "wait": "wait", "actor": "who does it",
        "system": "system", "cocreated": "made together", "success": "ends in success", "failure": "ends in failure",
        "exit": "leaves or gives up", "persona": "only for", "feedback": "asked to rate", "flow": "next step",
        "back": "back to an earlier step", "trigger": "sets off", "repeat": "new round", "onward": "goes on, not shown",
    },
    emotion="Emotion", feelings={"peak": "peak", "valley": "low", "end": "end"},
    questions="Questions", pains="Pains and risks", delights="Delights", legend="Legend",
    owner="Owner", reviewed="reviewed", end="end", abandon="give up", forced="forced",
    only="only", hidden="not shown", steps_hidden="steps not shown: {}", shown={"persona": "Persona", "stage": "Stages", "lane": "Lanes"},
    asked_by="ask", recovery="recovery", between="acceptable", common="of competitors", personal="made for this one customer",
)  # fmt: skip

ZH_HANS = Labels(
    roles={"evidence": "服务证据", "customer": "顾客行为", "frontstage": "前台行为", "backstage": "后台行为", "support": "支持过程"},
    lines={"line_of_interaction": "互动线", "line_of_visibility": "可视线", "line_of_internal_interaction": "内部互动线"},
    states={"as-is": "现状", "to-be": "改进后"},
    kinds={"digital": "数字触点", "physical": "实体触点", "interpersonal": "人际触点"},
    marks={
        "pain": "痛点（严重度 1-5）", "fail": "失效点（严重度 1-5）", "star": "关键时刻", "delight": "惊喜", "question": "顾客的问题",
        "time": "用时", "wait": "等待", "actor": "由谁做", "system": "系统", "cocreated": "共同创造", "success": "成功结束",
        "failure": "失败结束", "exit": "离开或放弃", "persona": "仅限", "feedback": "邀请评价", "flow": "下一步", "back": "返回先前步骤",
        "trigger": "触发", "repeat": "新一轮", "onward": "继续（未显示）",
    },
    emotion="情绪", feelings={"peak": "高峰", "valley": "谷底", "end": "结尾"},
    questions="顾客的问题", pains="痛点与风险", delights="惊喜", legend="图例",
    owner="负责", reviewed="复核", end="结束", abandon="放弃", forced="被迫", only="仅限",
    hidden="未显示", steps_hidden="未显示 {} 步", shown={"persona": "角色", "stage": "阶段", "lane": "泳道"},
    asked_by="会问", recovery="补救", between="可接受", common="同行已有", personal="专为此人", colon="：", comma="、",
)  # fmt: skip

ZH_HANT = Labels(
    roles={"evidence": "服務證據", "customer": "顧客行為", "frontstage": "前台行為", "backstage": "後台行為", "support": "支援流程"},
    lines={"line_of_interaction": "互動線", "line_of_visibility": "可視線", "line_of_internal_interaction": "內部互動線"},
    states={"as-is": "現狀", "to-be": "改善後"},
    kinds={"digital": "數位接觸點", "physical": "實體接觸點", "interpersonal": "人際接觸點"},
    marks={
        "pain": "痛點（嚴重度 1-5）", "fail": "失效點（嚴重度 1-5）", "star": "關鍵時刻", "delight": "驚喜", "question": "顧客的問題",
        "time": "用時", "wait": "等待", "actor": "由誰做", "system": "系統", "cocreated": "共同創造", "success": "成功結束",
        "failure": "失敗結束", "exit": "離開或放棄", "persona": "僅限", "feedback": "邀請評價", "flow": "下一步", "back": "返回先前步驟",
        "trigger": "觸發", "repeat": "新一輪", "onward": "繼續（未顯示）",
    },
    emotion="情緒", feelings={"peak": "高峰", "valley": "谷底", "end": "結尾"},
    questions="顧客的問題", pains="痛點與風險", delights="驚喜", legend="圖例",
    owner="負責", reviewed="覆核", end="結束", abandon="放棄", forced="被迫", only="僅限",
    hidden="未顯示", steps_hidden="未顯示 {} 步", shown={"persona": "角色", "stage": "階段", "lane": "泳道"},
    asked_by="會問", recovery="補救", between="可接受", common="同業已有", personal="專為此人", colon="：", comma="、",
)  # fmt: skip


def labels_for(language: str | None) -> Labels:
    """The words for a BCP 47 tag; English where the language is not known."""
    parts = (language or "en").lower().split("-")
    if parts[0] != "zh":
        return EN
    return ZH_HANT if {"hant", "tw", "hk", "mo"} & set(parts) else ZH_HANS
