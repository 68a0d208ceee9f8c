"""The fixed words on a drawing, in the language of the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from blueprint.model.language import worded_in
from blueprint.model.values import Estimate, format_duration

if TYPE_CHECKING:
    from datetime import timedelta

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
    no_customer: str
    hidden: str
    steps_hidden: str
    sheet: str
    shown: dict[str, str]
    asked_by: str
    answered_nowhere: str
    limit: str
    over_limit: str
    met_by: str
    happens_in: str
    recovery: str
    common: str
    personal: str
    unflagged: str
    units: dict[str, str]
    unit_gap: str
    colon: str = ": "
    comma: str = ", "

    def duration(self, value: timedelta) -> str:
        """A duration in the words of the language: `1 h 30 min`, `1小时30分`."""
        shown = format_duration(value)
        parts = []
        number = ""
        for character in shown:
            if character in self.units:
                parts.append(f"{number}{self.unit_gap}{self.units[character]}")
                number = ""
            else:
                number += character
        return self.unit_gap.join(parts)

    def estimate(self, value: Estimate) -> str:
        """What it takes most often, and from what to what it varies: `4 min (1–10)`, units only where they differ."""
        typical = self.duration(value.typical)
        if value.is_exact:
            return typical
        shown = [format_duration(point) for point in (value.low, value.typical, value.high)]
        if len({point.lstrip("0123456789.") for point in shown}) == 1:
            return f"{typical} ({shown[0][:-1]}–{shown[2][:-1]})"
        return f"{typical} ({self.duration(value.low)}–{self.duration(value.high)})"


def percent(share: float) -> str:
    """A share as people say it: three digits, five where three would make it 100%, and never 0% or 100% for nearly so."""
    if 0 < share < 0.001:  # noqa: PLR2004 (less than three digits show)
        return "< 0.1%"
    shown = f"{share * 100:.3g}"
    if shown == "100" and share < 1:
        shown = f"{share * 100:.5g}"
    return "> 99.99%" if shown == "100" and share < 1 else f"{shown}%"


EN = Labels(
    roles={
        "evidence": "Physical evidence", "customer": "Customer actions", "frontstage": "Frontstage actions",
        "backstage": "Backstage actions", "support": "Support processes",
    },
    lines={
        "line_of_interaction": "Line of interaction", "line_of_visibility": "Line of visibility",
        "line_of_internal_interaction": "Line of internal interaction",
    },
    states={"as-is": "As-is", "to-be": "To-be"},
    kinds={"digital": "digital touchpoint", "physical": "physical touchpoint", "interpersonal": "interpersonal touchpoint"},
    marks={
        "evidence": "other evidence", "pain": "pain point (severity 1-5)", "fail": "fail point (severity 1-5)",
        "star": "moment of truth", "delight": "delight", "question": "customer's question", "answered": "answered by",
        "time": "time", "wait": "wait", "actor": "done by", "system": "system", "cocreated": "co-created",
        "success": "ends in success", "failure": "ends in failure", "exit": "gives up", "persona": "only these customers",
        "feedback": "asks for feedback", "back": "back to an earlier step", "trigger": "triggers",
        "repeat": "new round", "onward": "goes on, not shown", "inward": "comes from, not shown",
        "passing": "past actions not shown", "flag": "finding of the checks",
    },
    emotion="Emotion", feelings={"highest": "highest", "lowest": "lowest", "end": "end", "lost": "gives up"},
    questions="Questions", pains="Pains and risks", delights="Delights", legend="Legend",
    owner="Owner", reviewed="Reviewed", end="end", abandon="give up", forced="not their choice",
    only="only", no_customer="(no customer action)", hidden="not shown", steps_hidden="steps not shown: {}",
    sheet="Sheet {} of {}", shown={"persona": "Persona", "path": "Main path", "stage": "Stages", "lane": "Lanes"},
    asked_by="ask", answered_nowhere="answered nowhere", limit="accept {}", over_limit="accept only {}",
    met_by="{} meet it", happens_in="{} of cases", recovery="Recovery",
    common="offered by {} of competitors", personal="made for this one customer", unflagged="Other findings",
    units={"w": "wk", "d": "d", "h": "h", "m": "min", "s": "s"}, unit_gap=" ",
)  # fmt: skip

ZH_HANS = Labels(
    roles={
        "evidence": "服务证据", "customer": "顾客行为", "frontstage": "前台行为", "backstage": "后台行为", "support": "支持过程",
    },
    lines={
        "line_of_interaction": "互动线", "line_of_visibility": "可视线", "line_of_internal_interaction": "内部互动线",
    },
    states={"as-is": "现状", "to-be": "改进后"},
    kinds={"digital": "数字触点", "physical": "实体触点", "interpersonal": "人际触点"},
    marks={
        "evidence": "其他证据", "pain": "痛点（严重度 1-5）", "fail": "失效点（严重度 1-5）", "star": "关键时刻", "delight": "惊喜点",
        "question": "顾客的问题", "answered": "由此解答", "time": "用时", "wait": "等待", "actor": "执行者", "system": "系统",
        "cocreated": "共同创造", "success": "成功结束", "failure": "失败结束", "exit": "放弃", "persona": "仅限这些顾客",
        "feedback": "邀请评价", "back": "返回先前步骤", "trigger": "触发", "repeat": "新一轮", "onward": "去往（未显示）",
        "inward": "来自（未显示）", "passing": "越过未显示的行为", "flag": "检查发现",
    },
    emotion="情绪", feelings={"highest": "最高", "lowest": "最低", "end": "结尾", "lost": "放弃"},
    questions="顾客的问题", pains="痛点与风险", delights="惊喜点", legend="图例",
    owner="负责", reviewed="复核", end="结束", abandon="放弃", forced="被迫",
    only="仅限", no_customer="（顾客无动作）", hidden="未显示", steps_hidden="未显示 {} 步",
    sheet="第 {} 张，共 {} 张", shown={"persona": "顾客画像", "path": "主路径", "stage": "阶段", "lane": "泳道"},
    asked_by="会问", answered_nowhere="无处可答", limit="可接受 {}", over_limit="只能接受 {}",
    met_by="{} 遇到", happens_in="{} 发生", recovery="补救", common="同行 {} 已有", personal="专为该顾客", unflagged="其他检查发现",
    units={"w": "周", "d": "天", "h": "小时", "m": "分钟", "s": "秒"}, unit_gap="", colon="：", comma="、",
)  # fmt: skip

ZH_HANT = Labels(
    roles={
        "evidence": "服務證據", "customer": "顧客行為", "frontstage": "前台行為", "backstage": "後台行為", "support": "支援流程",
    },
    lines={
        "line_of_interaction": "互動線", "line_of_visibility": "可視線", "line_of_internal_interaction": "內部互動線",
    },
    states={"as-is": "現況", "to-be": "改善後"},
    kinds={"digital": "數位接觸點", "physical": "實體接觸點", "interpersonal": "人際接觸點"},
    marks={
        "evidence": "其他證據", "pain": "痛點（嚴重度 1-5）", "fail": "失效點（嚴重度 1-5）", "star": "關鍵時刻", "delight": "驚喜點",
        "question": "顧客的問題", "answered": "由此解答", "time": "耗時", "wait": "等待", "actor": "執行者", "system": "系統",
        "cocreated": "共同創造", "success": "成功結束", "failure": "失敗結束", "exit": "放棄", "persona": "僅限這些顧客",
        "feedback": "邀請評價", "back": "返回先前步驟", "trigger": "觸發", "repeat": "新一輪", "onward": "前往（未顯示）",
        "inward": "來自（未顯示）", "passing": "越過未顯示的行為", "flag": "檢查發現",
    },
    emotion="情緒", feelings={"highest": "最高", "lowest": "最低", "end": "結尾", "lost": "放棄"},
    questions="顧客的問題", pains="痛點與風險", delights="驚喜點", legend="圖例",
    owner="負責", reviewed="覆核", end="結束", abandon="放棄", forced="被迫",
    only="僅限", no_customer="（顧客無動作）", hidden="未顯示", steps_hidden="未顯示 {} 步",
    sheet="第 {} 張，共 {} 張", shown={"persona": "顧客輪廓", "path": "主路徑", "stage": "階段", "lane": "泳道"},
    asked_by="會問", answered_nowhere="無處可答", limit="可接受 {}", over_limit="只能接受 {}",
    met_by="{} 遇到", happens_in="{} 發生", recovery="補救", common="同業 {} 已有", personal="專為該顧客", unflagged="其他檢查發現",
    units={"w": "週", "d": "天", "h": "小時", "m": "分鐘", "s": "秒"}, unit_gap="", colon="：", comma="、",
)  # fmt: skip


def labels_for(language: str | None) -> Labels:
    """The words for a BCP 47 tag; English where the language is not known."""
    return {"en": EN, "zh-Hans": ZH_HANS, "zh-Hant": ZH_HANT}[worded_in(language)]
