"""The words of the interactive page: its controls, the keys of the format, and the values that these can have."""

from __future__ import annotations

from typing import NamedTuple

from blueprint.drawing.words.languages import by_language


class PageWords(NamedTuple):
    """The words of one language."""

    views: dict[str, str]
    kinds: dict[str, str]
    """What a part is called, by the name of its kind."""
    fields: dict[str, str]
    """What a key of the format is called."""
    values: dict[str, str]
    """What the words of the format that stand for a choice are called."""
    said: dict[str, str]
    """What the page itself says, by a name."""
    figures: dict[str, str]
    """What figures of a part are called, by the column of the analyses' tables, where that name needs its table."""
    worded: tuple[str, ...] = (
        "kind", "basis", "sensitivity", "control", "status", "outcome", "better", "state", "role",
    )  # fmt: skip
    """The keys whose values are such words."""


EN = PageWords(
    views={
        "blueprint": "Blueprint", "journey": "Journey", "flow": "Flow", "touchpoints": "Touchpoints",
        "dependencies": "Dependencies", "help": "Help", "changes": "Changes", "table": "Table", "report": "Report",
    },
    kinds={
        "stage": "Stage", "step": "Step", "action": "Action", "touchpoint": "Touchpoint", "actor": "Actor",
        "system": "System", "persona": "Persona", "question": "Question", "pain": "Pain point", "fail": "Fail point",
        "solution": "Solution", "data": "Data", "metric": "Metric", "source": "Source", "lane": "Lane",
    },
    fields={
        "name": "Name", "customer": "Customer", "touchpoints": "Touchpoints", "evidence": "Evidence",
        "frontstage": "Frontstage", "backstage": "Backstage", "support": "Support", "time": "Time",
        "acceptable_time": "Acceptable time", "wait": "Wait", "emotion": "Emotion",
        "moment_of_truth": "Moment of truth", "cocreated": "Co-created", "personas": "Only for",
        "otherwise": "Others go to", "asks": "Questions", "requests_feedback": "Asks for feedback",
        "pain_points": "Pain points", "fail_points": "Fail points", "delights": "Delights", "thoughts": "Thoughts",
        "quotes": "Quotes", "notes": "Notes", "basis": "Basis", "sources": "Sources", "abandon": "Give up here",
        "outcome": "Outcome", "expands": "Detailed in", "goal": "Goal", "steps": "Steps", "does": "What is done",
        "actor": "Actor", "system": "System", "lane": "Lane", "touchpoint": "Touchpoint",
        "blocking": "Customer waits for it", "cost": "Cost", "collects": "Asks for", "uses": "Needs",
        "shows": "Shows", "records": "Records", "triggers": "Triggers", "replies_on": "Replies on",
        "policy": "Policy", "what": "What", "severity": "Severity", "occurrence": "Occurrence", "cause": "Cause",
        "detection": "Hard to detect", "recovery": "Recovery", "poka_yoke": "Prevented by",
        "common": "Offered by competitors", "personal": "Made for this one customer", "to": "To",
        "description": "Description", "share": "Share", "channels": "Channels", "needs": "Needs", "goals": "Goals",
        "kind": "Kind", "channel": "Channel", "answers": "Answers", "systems": "Systems", "owner": "Owner",
        "community": "Customers meet each other", "team": "Team", "hourly_cost": "Cost per hour",
        "count": "How many", "holds": "Holds", "availability": "Availability", "depends_on": "Depends on",
        "sensitivity": "Sensitivity", "inferred": "Inferred", "control": "Customer's control", "text": "Text",
        "keywords": "Keywords", "habit": "Habit", "unit": "Unit", "better": "Better", "at": "Measured at",
        "baseline": "Baseline", "target": "Target", "actual": "Actual", "value": "Value", "n": "n", "sd": "sd",
        "date": "Date", "source": "Source", "addresses": "Addresses", "effort": "Effort", "impact": "Impact",
        "status": "Status", "verified_by": "Verified by", "url": "Link", "role": "Role",
    },
    values={
        "yes": "yes", "no": "no", "observed": "observed", "assumed": "assumed", "proposed": "proposed",
        "success": "success", "failure": "failure", "digital": "digital", "physical": "physical",
        "interpersonal": "interpersonal", "public": "public", "personal": "personal", "sensitive": "sensitive",
        "view": "view", "correct": "correct", "delete": "delete", "opt-out": "opt out", "higher": "higher",
        "lower": "lower", "idea": "idea", "planned": "planned", "doing": "under way", "done": "done",
        "interview": "interview", "survey": "survey", "log": "log", "observation": "observation",
        "workshop": "workshop", "document": "document", "evidence": "evidence", "customer": "customer",
        "frontstage": "frontstage", "backstage": "backstage", "support": "support",
    },
    figures={
        "visits": "Visits", "given_up": "Give up here", "per_journey": "Time per journey", "labour_cost": "Labour each time", "expenses": "Other cost each time", "cost_per_journey": "Cost per journey", "asked_again": "Times asked again", "success_without": "Success without it", "failure_impact": "Success that is lost", "when": "Answered without a person",
    },
    said={
        "skip": "Skip to the picture", "views": "Views", "search": "Search", "search_in": "Search names, texts, actors, systems",
        "filters": "Filter", "findings": "Findings", "theme": "Colours", "keys": "Keys",
        "theme_system": "as the system", "theme_light": "light", "theme_dark": "dark",
        "zoom": "Zoom", "zoom_in": "Zoom in", "zoom_out": "Zoom out", "fit": "Fit the whole", "fit_width": "Fit the width",
        "close": "Close", "back": "Back", "forward": "Forward", "details": "Details",
        "previous_hit": "Previous hit", "next_hit": "Next hit", "hits": "{here} of {count}", "hits_here": "{count} hits", "hits_elsewhere": "{count} in other views", "no_hits": "No hits",
        "persona": "Persona", "lane": "Lane", "kind": "Touchpoint", "mark": "Steps with", "all": "All",
        "pain": "pain points", "fail": "fail points", "moment": "moment of truth", "delight": "delights", "question": "questions", "finding": "findings",
        "hidden": "Hidden by filters: {hidden} of {count} cards", "hidden_rows": "Hidden by filters: {hidden} of {count} steps", "clear": "Show all",
        "figures": "Figures", "before": "Comes from", "after": "Goes on to", "end": "End", "used_by": "Referred to by", "elsewhere": "On other pages", "in_views": "Shown in",
        "line": "line {line}", "mark_cards": "Mark the cards",
        "error": "error", "warning": "warning", "advice": "advice", "error_one": "{count} error", "warning_one": "{count} warning", "advice_one": "{count} piece of advice", "error_many": "{count} errors", "warning_many": "{count} warnings", "advice_many": "{count} pieces of advice",
        "comes_here": "Customers who get here", "no_figures": "The flow gives no figures: {why}", "cannot": "This picture can't be drawn",
        "selected": "Selected: {name}",
        "step": "Step",
        "key_move": "Move to the next card in that direction", "key_ends": "First or last card", "key_open": "Open the details", "key_leave": "Close, or leave the picture", "key_pan": "Move the picture",
        "key_zoom": "Zoom in, out", "key_fit": "Fit the whole; full size; fit the width", "key_search": "Search; next, previous hit", "key_back": "Back, forward in the details", "key_help": "These keys", "key_view": "Previous, next view",
        "pan_hint": "Drag to move, turn the wheel to zoom, click a card for its details.",
        "touch_hint": "Drag to move, pinch to zoom, tap a card for its details.",
        "also": "See also", "gone": "only in the older version",
        "no_script": "Without JavaScript this page shows one picture at most; its other views, the table and the details need it.",
    },
)  # fmt: skip

ZH_HANS = PageWords(
    views={
        "blueprint": "蓝图", "journey": "旅程", "flow": "流程", "touchpoints": "触点", "dependencies": "依赖", "help": "帮助",
        "changes": "变化", "table": "表格", "report": "报告",
    },
    kinds={
        "stage": "阶段", "step": "步骤", "action": "行为", "touchpoint": "触点", "actor": "执行者", "system": "系统",
        "persona": "顾客画像", "question": "问题", "pain": "痛点", "fail": "失效点", "solution": "方案", "data": "资料",
        "metric": "指标", "source": "来源", "lane": "泳道",
    },
    fields={
        "name": "名称", "customer": "顾客行为", "touchpoints": "触点", "evidence": "服务证据", "frontstage": "前台行为",
        "backstage": "后台行为", "support": "支持过程", "time": "用时", "acceptable_time": "可接受时间", "wait": "等待",
        "emotion": "情绪", "moment_of_truth": "关键时刻", "cocreated": "共同创造", "personas": "仅限", "otherwise": "其他人去往",
        "asks": "会问", "requests_feedback": "邀请评价", "pain_points": "痛点", "fail_points": "失效点", "delights": "惊喜点",
        "thoughts": "想法", "quotes": "原话", "notes": "备注", "basis": "依据", "sources": "来源", "abandon": "在此放弃",
        "outcome": "结局", "expands": "详见", "goal": "目标", "steps": "步骤", "does": "做什么", "actor": "执行者",
        "system": "系统", "lane": "泳道", "touchpoint": "触点", "blocking": "顾客要等它", "cost": "成本", "collects": "询问",
        "uses": "需要", "shows": "展示", "records": "记录", "triggers": "触发", "replies_on": "答复渠道", "policy": "规定",
        "what": "内容", "severity": "严重度", "occurrence": "发生率", "cause": "原因", "detection": "发现难度",
        "recovery": "补救", "poka_yoke": "防错", "common": "同行已有", "personal": "专为该顾客", "to": "去往",
        "description": "描述", "share": "占比", "channels": "渠道", "needs": "需要", "goals": "目标", "kind": "类别",
        "channel": "渠道", "answers": "解答", "systems": "系统", "owner": "负责", "community": "顾客彼此相遇", "team": "团队",
        "hourly_cost": "每小时成本", "count": "人数", "holds": "保存", "availability": "可用率", "depends_on": "依赖",
        "sensitivity": "敏感程度", "inferred": "推断所得", "control": "顾客的掌控", "text": "说法", "keywords": "关键词",
        "habit": "习惯", "unit": "单位", "better": "方向", "at": "测量处", "baseline": "基线", "target": "目标", "actual": "实测",
        "value": "数值", "n": "n", "sd": "标准差", "date": "日期", "source": "来源", "addresses": "针对", "effort": "投入",
        "impact": "效果", "status": "状态", "verified_by": "验证指标", "url": "链接", "role": "角色",
    },
    values={
        "yes": "是", "no": "否", "observed": "观察所得", "assumed": "假设", "proposed": "提议", "success": "成功", "failure": "失败",
        "digital": "数字", "physical": "实体", "interpersonal": "人际", "public": "公开", "personal": "个人", "sensitive": "敏感",
        "view": "查看", "correct": "更正", "delete": "删除", "opt-out": "退出", "higher": "越高越好", "lower": "越低越好",
        "idea": "想法", "planned": "已计划", "doing": "进行中", "done": "已完成", "interview": "访谈", "survey": "问卷",
        "log": "日志", "observation": "观察", "workshop": "工作坊", "document": "文档", "evidence": "服务证据",
        "customer": "顾客", "frontstage": "前台", "backstage": "后台", "support": "支持",
    },
    figures={
        "visits": "每次旅程经过次数", "given_up": "在此放弃", "per_journey": "每次旅程用时", "labour_cost": "每次经过的人工", "expenses": "每次经过的其他费用", "cost_per_journey": "每次旅程成本", "asked_again": "重复询问次数", "success_without": "失效时的成功率", "failure_impact": "失效时损失的成功",
    },
    said={
        "skip": "跳到图", "views": "视图", "search": "搜索", "search_in": "搜索名称、文字、执行者、系统",
        "filters": "筛选", "findings": "检查结果", "theme": "颜色", "keys": "按键",
        "theme_system": "跟随系统", "theme_light": "浅色", "theme_dark": "深色",
        "zoom": "缩放", "zoom_in": "放大", "zoom_out": "缩小", "fit": "显示全图", "fit_width": "适合宽度",
        "close": "关闭", "back": "后退", "forward": "前进", "details": "详情",
        "previous_hit": "上一处", "next_hit": "下一处", "hits": "第 {here} 处，共 {count} 处", "hits_here": "{count} 处", "hits_elsewhere": "其他视图 {count} 处", "no_hits": "没有找到",
        "persona": "顾客画像", "lane": "泳道", "kind": "触点", "mark": "步骤含有", "all": "全部",
        "pain": "痛点", "fail": "失效点", "moment": "关键时刻", "delight": "惊喜点", "question": "问题", "finding": "检查结果",
        "hidden": "筛选隐藏了 {count} 张卡片中的 {hidden} 张", "hidden_rows": "筛选隐藏了 {count} 步中的 {hidden} 步", "clear": "全部显示",
        "figures": "数据", "before": "来自", "after": "去往", "end": "结束", "used_by": "被引用于", "elsewhere": "在其他页面", "in_views": "所在视图",
        "line": "第 {line} 行", "mark_cards": "在卡片上标出",
        "error": "错误", "warning": "警告", "advice": "建议", "error_one": "{count} 个错误", "warning_one": "{count} 个警告", "advice_one": "{count} 条建议", "error_many": "{count} 个错误", "warning_many": "{count} 个警告", "advice_many": "{count} 条建议",
        "comes_here": "到达这里的顾客", "no_figures": "流程算不出数据：{why}", "cannot": "这张图画不出来",
        "selected": "已选：{name}",
        "step": "步骤",
        "key_move": "移到该方向的下一张卡片", "key_ends": "第一张或最后一张卡片", "key_open": "打开详情", "key_leave": "关闭，或离开图", "key_pan": "移动图",
        "key_zoom": "放大、缩小", "key_fit": "显示全图；原始大小；适合宽度", "key_search": "搜索；下一处、上一处", "key_back": "在详情里后退、前进", "key_help": "这些按键", "key_view": "上一个、下一个视图",
        "pan_hint": "拖动移动图，滚轮缩放，点击卡片打开详情。",
        "touch_hint": "拖动移动图，双指缩放，点按卡片打开详情。",
        "also": "另见", "gone": "只在旧版本里",
        "no_script": "没有 JavaScript，此页最多只显示一张图；其他视图、表格和详情都需要它。",
    },
)  # fmt: skip

ZH_HANT = PageWords(
    views={
        "blueprint": "藍圖", "journey": "旅程", "flow": "流程", "touchpoints": "接觸點", "dependencies": "相依", "help": "幫助",
        "changes": "變化", "table": "表格", "report": "報告",
    },
    kinds={
        "stage": "階段", "step": "步驟", "action": "行為", "touchpoint": "接觸點", "actor": "執行者", "system": "系統",
        "persona": "顧客輪廓", "question": "問題", "pain": "痛點", "fail": "失效點", "solution": "方案", "data": "資料",
        "metric": "指標", "source": "來源", "lane": "泳道",
    },
    fields={
        "name": "名稱", "customer": "顧客行為", "touchpoints": "接觸點", "evidence": "服務證據", "frontstage": "前台行為",
        "backstage": "後台行為", "support": "支援流程", "time": "耗時", "acceptable_time": "可接受時間", "wait": "等待",
        "emotion": "情緒", "moment_of_truth": "關鍵時刻", "cocreated": "共同創造", "personas": "僅限", "otherwise": "其他人前往",
        "asks": "會問", "requests_feedback": "邀請評價", "pain_points": "痛點", "fail_points": "失效點", "delights": "驚喜點",
        "thoughts": "想法", "quotes": "原話", "notes": "備註", "basis": "依據", "sources": "來源", "abandon": "在此放棄",
        "outcome": "結局", "expands": "詳見", "goal": "目標", "steps": "步驟", "does": "做什麼", "actor": "執行者",
        "system": "系統", "lane": "泳道", "touchpoint": "接觸點", "blocking": "顧客要等它", "cost": "成本", "collects": "詢問",
        "uses": "需要", "shows": "展示", "records": "記錄", "triggers": "觸發", "replies_on": "回覆頻道", "policy": "規定",
        "what": "內容", "severity": "嚴重度", "occurrence": "發生率", "cause": "原因", "detection": "發現難度",
        "recovery": "補救", "poka_yoke": "防錯", "common": "同業已有", "personal": "專為該顧客", "to": "前往",
        "description": "描述", "share": "占比", "channels": "頻道", "needs": "需要", "goals": "目標", "kind": "類別",
        "channel": "頻道", "answers": "解答", "systems": "系統", "owner": "負責", "community": "顧客彼此相遇", "team": "團隊",
        "hourly_cost": "每小時成本", "count": "人數", "holds": "保存", "availability": "可用率", "depends_on": "相依於",
        "sensitivity": "敏感程度", "inferred": "推斷所得", "control": "顧客的掌控", "text": "說法", "keywords": "關鍵詞",
        "habit": "習慣", "unit": "單位", "better": "方向", "at": "測量處", "baseline": "基準", "target": "目標", "actual": "實測",
        "value": "數值", "n": "n", "sd": "標準差", "date": "日期", "source": "來源", "addresses": "針對", "effort": "投入",
        "impact": "效果", "status": "狀態", "verified_by": "驗證指標", "url": "連結", "role": "角色",
    },
    values={
        "yes": "是", "no": "否", "observed": "觀察所得", "assumed": "假設", "proposed": "提議", "success": "成功", "failure": "失敗",
        "digital": "數位", "physical": "實體", "interpersonal": "人際", "public": "公開", "personal": "個人", "sensitive": "敏感",
        "view": "檢視", "correct": "更正", "delete": "刪除", "opt-out": "退出", "higher": "越高越好", "lower": "越低越好",
        "idea": "構想", "planned": "已規劃", "doing": "進行中", "done": "已完成", "interview": "訪談", "survey": "問卷",
        "log": "日誌", "observation": "觀察", "workshop": "工作坊", "document": "文件", "evidence": "服務證據",
        "customer": "顧客", "frontstage": "前台", "backstage": "後台", "support": "支援",
    },
    figures={
        "visits": "每次旅程經過次數", "given_up": "在此放棄", "per_journey": "每次旅程耗時", "labour_cost": "每次經過的人工", "expenses": "每次經過的其他費用", "cost_per_journey": "每次旅程成本", "asked_again": "重複詢問次數", "success_without": "失效時的成功率", "failure_impact": "失效時損失的成功",
    },
    said={
        "skip": "跳到圖", "views": "檢視", "search": "搜尋", "search_in": "搜尋名稱、文字、執行者、系統",
        "filters": "篩選", "findings": "檢查結果", "theme": "顏色", "keys": "按鍵",
        "theme_system": "跟隨系統", "theme_light": "淺色", "theme_dark": "深色",
        "zoom": "縮放", "zoom_in": "放大", "zoom_out": "縮小", "fit": "顯示全圖", "fit_width": "符合寬度",
        "close": "關閉", "back": "後退", "forward": "前進", "details": "詳情",
        "previous_hit": "上一處", "next_hit": "下一處", "hits": "第 {here} 處，共 {count} 處", "hits_here": "{count} 處", "hits_elsewhere": "其他檢視 {count} 處", "no_hits": "沒有找到",
        "persona": "顧客輪廓", "lane": "泳道", "kind": "接觸點", "mark": "步驟含有", "all": "全部",
        "pain": "痛點", "fail": "失效點", "moment": "關鍵時刻", "delight": "驚喜點", "question": "問題", "finding": "檢查結果",
        "hidden": "篩選隱藏了 {count} 張卡片中的 {hidden} 張", "hidden_rows": "篩選隱藏了 {count} 步中的 {hidden} 步", "clear": "全部顯示",
        "figures": "數據", "before": "來自", "after": "前往", "end": "結束", "used_by": "被引用於", "elsewhere": "在其他頁面", "in_views": "所在檢視",
        "line": "第 {line} 行", "mark_cards": "在卡片上標出",
        "error": "錯誤", "warning": "警告", "advice": "建議", "error_one": "{count} 個錯誤", "warning_one": "{count} 個警告", "advice_one": "{count} 條建議", "error_many": "{count} 個錯誤", "warning_many": "{count} 個警告", "advice_many": "{count} 條建議",
        "comes_here": "到達這裡的顧客", "no_figures": "流程算不出數據：{why}", "cannot": "這張圖畫不出來",
        "selected": "已選：{name}",
        "step": "步驟",
        "key_move": "移到該方向的下一張卡片", "key_ends": "第一張或最後一張卡片", "key_open": "開啟詳情", "key_leave": "關閉，或離開圖", "key_pan": "移動圖",
        "key_zoom": "放大、縮小", "key_fit": "顯示全圖；原始大小；符合寬度", "key_search": "搜尋；下一處、上一處", "key_back": "在詳情裡後退、前進", "key_help": "這些按鍵", "key_view": "上一個、下一個檢視",
        "pan_hint": "拖曳移動圖，滾輪縮放，點擊卡片開啟詳情。",
        "touch_hint": "拖曳移動圖，雙指縮放，點按卡片開啟詳情。",
        "also": "另見", "gone": "只在舊版本裡",
        "no_script": "沒有 JavaScript，此頁最多只顯示一張圖；其他檢視、表格和詳情都需要它。",
    },
)  # fmt: skip


page_words_for = by_language(EN, ZH_HANS, ZH_HANT)
"""The words for a BCP 47 tag; English where the language is not known."""
