"""The words of a site's pages, in the languages of files."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from blueprint.drawing.labels import EN, ZH_HANS, ZH_HANT
from blueprint.drawing.words import page
from blueprint.drawing.words.languages import by_language

if TYPE_CHECKING:
    from blueprint.site.entry import Kind


class Words(NamedTuple):
    """What the pages say in one language. Where there are two, the first is for one, the second for any number."""

    tag: str
    title: str
    home: str
    blueprints: str
    kinds: dict[Kind, str]
    uses: dict[Kind, str]
    counted: tuple[str, str]
    with_errors: str
    states: dict[str, str]
    skip: str
    pages: str
    search: str
    search_hint: str
    search_parts: str
    of_state: str
    of_owner: str
    every_state: str
    every_owner: str
    no_owner: str
    sort: str
    sorts: dict[str, str]
    found: str
    found_none: str
    more_hits: tuple[str, str]
    clear: str
    theme: str
    themes: dict[str, str]
    columns: dict[str, str]
    meanings: dict[str, str]
    meanings_title: str
    unknown: str
    severities: dict[str, tuple[str, str]]
    no_findings: str
    size: tuple[str, str]
    reviewed: str
    no_picture: str
    has_errors: str
    no_figures: str
    other: str
    part_of: str
    details: str
    missing: str
    where_used: tuple[str, str]
    also_in: str
    in_blueprints: tuple[str, str]
    in_steps: tuple[str, str]
    from_catalogue: str
    only_shared: str
    used_by: str
    used_at: str
    needed_by: str
    needs: str
    stops: str
    stops_meaning: str
    lost: str
    lost_meaning: str
    succeed: str
    succeed_meaning: str
    not_used: str
    facts: dict[str, str]
    values: dict[str, str]
    catalogue_findings: str
    broken: str
    broken_lead: str
    unopened: str
    failed: str
    colon: str
    comma: str
    bracket: str

    def numbered(self, forms: tuple[str, str], number: int) -> str:
        """A number with what is counted."""
        return forms[number != 1].format(number)


ENGLISH = Words(
    tag="en",
    title="Service blueprints",
    home="All blueprints",
    blueprints="Blueprints",
    kinds={
        "touchpoint": "Touchpoints", "actor": "Actors", "system": "Systems", "data": "Data", "persona": "Personas",
    },
    uses={
        "touchpoint": "Where customers meet the service: in which blueprints, at which steps, and what is lost without it.",
        "actor": "Who acts: in which blueprints, in which actions, and what is lost when nobody does.",
        "system": "What the services run on: in which blueprints, what rests on it, and what is lost while it is down.",
        "data": "What is known about customers and cases: where it is asked for, used, shown and kept.",
        "persona": "The kinds of customers: in which blueprints, at which steps of their own, and how many of them succeed.",
    },
    counted=("{} blueprint", "{} blueprints"),
    with_errors="with errors",
    states=EN.states,
    skip="Skip to the list",
    pages="Pages of this site",
    search="Search",
    search_hint="Titles, steps, actors, systems …",
    search_parts="Names, owners, blueprints …",
    of_state="State",
    of_owner="Owner",
    every_state="All states",
    every_owner="All owners",
    no_owner="No owner",
    sort="Sort by",
    sorts={
        "file": "Order of the files", "title": "Title", "success_share": "Who succeed, lowest first", "expected_time": "Time, longest first",
        "handoffs": "Handoffs, most first", "pain_weight": "Pain, most first", "findings": "Findings, worst first",
        "reviewed": "Review, oldest first",
    },
    found="{} of {} shown",
    found_none="Nothing fits. Search for less, or clear the filters.",
    more_hits=("and {} more", "and {} more"),
    clear="Clear",
    theme="Colours",
    themes={"system": "System", "light": "Light", "dark": "Dark"},
    columns={
        "blueprint": "Blueprint", "success_share": "Succeed", "expected_time": "Time", "handoffs": "Handoffs",
        "pain_weight": "Pain", "findings": "Findings",
    },
    meanings={
        "success_share": "the share of journeys that end in success",
        "expected_time": "the expected time of a journey, waits and rework included",
        "handoffs": "how often another team takes over before the customer, in an average journey",
        "pain_weight": "visits × occurrence × severity of all pain points; what is 0 may also be unrecorded",
        "findings": "what the checks found: errors, warnings, advice",
    },
    meanings_title="What the columns say",
    unknown="not known",
    severities={"error": ("{} error", "{} errors"), "warning": ("{} warning", "{} warnings"), "advice": ("{} piece of advice", "{} pieces of advice")},
    no_findings="nothing found",
    size=("{} step", "{} steps"),
    reviewed="reviewed {}",
    no_picture="No picture",
    has_errors="the file has errors",
    no_figures="No figures",
    other="Version",
    part_of="Part of",
    details="Details",
    missing="not among these blueprints",
    where_used=("Where it is used: {} blueprint", "Where it is used: {} blueprints"),
    also_in="Also in {}",
    in_blueprints=("in {} blueprint", "in {} blueprints"),
    in_steps=("{} place", "{} places"),
    from_catalogue="from {}",
    only_shared="Only what several blueprints share",
    used_by="Blueprint",
    used_at="Used at",
    needed_by="Needed by",
    needs="Needs",
    stops="Stops without it",
    stops_meaning="the steps that nobody gets through while it is missing",
    lost="Lost without it",
    lost_meaning="the share of journeys that succeed otherwise, and don’t while it is missing",
    succeed="Succeed",
    succeed_meaning="the share of their journeys that end in success",
    not_used="nowhere directly",
    facts={"kind": "kind", "channel": "channel", "owner": "owner", "team": "team", "sensitivity": "sensitivity", "description": "who"},
    values=page.EN.values,
    catalogue_findings="Findings in shared catalogues",
    broken="This blueprint can’t be shown",
    broken_lead="The file has errors. Mend them, and build the site again.",
    unopened="The file can’t be opened",
    failed="The page of this blueprint could not be made",
    colon=": ",
    comma=", ",
    bracket=" ({})",
)  # fmt: skip

SIMPLIFIED = Words(
    tag="zh-Hans",
    title="服务蓝图",
    home="全部蓝图",
    blueprints="蓝图",
    kinds={"touchpoint": "触点", "actor": "执行者", "system": "系统", "data": "数据", "persona": "顾客画像"},
    uses={
        "touchpoint": "顾客与服务相遇之处：出现在哪些蓝图、哪些步骤，缺了它会失去什么。",
        "actor": "谁在行动：出现在哪些蓝图、哪些行为，无人执行时会失去什么。",
        "system": "服务靠什么运行：出现在哪些蓝图，什么依赖它，停机时会失去什么。",
        "data": "关于顾客与事务所知的：在哪里询问、使用、展示与保存。",
        "persona": "有哪些顾客：出现在哪些蓝图、哪些专属步骤，多少人能办成。",
    },
    counted=("{} 份蓝图", "{} 份蓝图"),
    with_errors="无法显示",
    states=ZH_HANS.states,
    skip="跳到列表",
    pages="本站页面",
    search="搜索",
    search_hint="标题、步骤、执行者、系统……",
    search_parts="名称、负责方、蓝图……",
    of_state="状态",
    of_owner="负责",
    every_state="全部状态",
    every_owner="全部负责方",
    no_owner="未写负责方",
    sort="排序",
    sorts={
        "file": "文件次序", "title": "标题", "success_share": "办成占比，低者在前", "expected_time": "用时，长者在前",
        "handoffs": "交接，多者在前", "pain_weight": "痛点，多者在前", "findings": "检查结果，严重者在前",
        "reviewed": "复核日期，早者在前",
    },
    found="显示 {}，共 {}",
    found_none="没有符合的。请减少搜索词，或清除筛选。",
    more_hits=("另有 {} 处", "另有 {} 处"),
    clear="清除",
    theme="配色",
    themes={"system": "随系统", "light": "浅色", "dark": "深色"},
    columns={
        "blueprint": "蓝图", "success_share": "办成", "expected_time": "用时", "handoffs": "交接", "pain_weight": "痛点",
        "findings": "检查结果",
    },
    meanings={
        "success_share": "以成功结束的旅程占比",
        "expected_time": "一次旅程的预期用时，含等待与返工",
        "handoffs": "平均每次旅程中，面对顾客的团队更换几次",
        "pain_weight": "全部痛点的到访次数 × 发生率 × 严重度之和；为 0 也可能是没有记录",
        "findings": "检查所发现的：错误、警告、建议",
    },
    meanings_title="各列的含义",
    unknown="未知",
    severities={"error": ("{} 个错误", "{} 个错误"), "warning": ("{} 个警告", "{} 个警告"), "advice": ("{} 条建议", "{} 条建议")},
    no_findings="没有发现问题",
    size=("{} 步", "{} 步"),
    reviewed="{} 复核",
    no_picture="没有图",
    has_errors="文件有错误",
    no_figures="没有数字",
    other="版本",
    part_of="所属",
    details="细节",
    missing="不在这些蓝图之中",
    where_used=("在何处使用：{} 份蓝图", "在何处使用：{} 份蓝图"),
    also_in="也在：{}",
    in_blueprints=("{} 份蓝图", "{} 份蓝图"),
    in_steps=("{} 处", "{} 处"),
    from_catalogue="来自 {}",
    only_shared="只看多份蓝图共用的",
    used_by="蓝图",
    used_at="用于",
    needed_by="依赖它的",
    needs="它依赖的",
    stops="缺了它会停下",
    stops_meaning="缺了它，谁也走不过去的步骤",
    lost="缺了它会失去",
    lost_meaning="原本能办成、缺了它就办不成的旅程占比",
    succeed="办成",
    succeed_meaning="这些顾客的旅程中以成功结束的占比",
    not_used="没有直接用到",
    facts={"kind": "类别", "channel": "渠道", "owner": "负责", "team": "团队", "sensitivity": "敏感程度", "description": "是谁"},
    values=page.ZH_HANS.values,
    catalogue_findings="共用目录中的检查结果",
    broken="这份蓝图无法显示",
    broken_lead="文件有错误。请修正后重新生成本站。",
    unopened="文件无法打开",
    failed="无法生成这份蓝图的页面",
    colon="：",
    comma="、",
    bracket="（{}）",
)  # fmt: skip

TRADITIONAL = Words(
    tag="zh-Hant",
    title="服務藍圖",
    home="全部藍圖",
    blueprints="藍圖",
    kinds={"touchpoint": "接觸點", "actor": "執行者", "system": "系統", "data": "資料", "persona": "顧客輪廓"},
    uses={
        "touchpoint": "顧客與服務相遇之處：出現在哪些藍圖、哪些步驟，缺了它會失去什麼。",
        "actor": "誰在行動：出現在哪些藍圖、哪些行為，無人執行時會失去什麼。",
        "system": "服務靠什麼運作：出現在哪些藍圖，什麼依賴它，停機時會失去什麼。",
        "data": "關於顧客與事務所知的：在哪裡詢問、使用、顯示與保存。",
        "persona": "有哪些顧客：出現在哪些藍圖、哪些專屬步驟，多少人能辦成。",
    },
    counted=("{} 份藍圖", "{} 份藍圖"),
    with_errors="無法顯示",
    states=ZH_HANT.states,
    skip="跳到清單",
    pages="本站頁面",
    search="搜尋",
    search_hint="標題、步驟、執行者、系統……",
    search_parts="名稱、負責方、藍圖……",
    of_state="狀態",
    of_owner="負責",
    every_state="全部狀態",
    every_owner="全部負責方",
    no_owner="未寫負責方",
    sort="排序",
    sorts={
        "file": "檔案次序", "title": "標題", "success_share": "辦成占比，低者在前", "expected_time": "耗時，長者在前",
        "handoffs": "交接，多者在前", "pain_weight": "痛點，多者在前", "findings": "檢查結果，嚴重者在前",
        "reviewed": "覆核日期，早者在前",
    },
    found="顯示 {}，共 {}",
    found_none="沒有符合的。請減少搜尋詞，或清除篩選。",
    more_hits=("另有 {} 處", "另有 {} 處"),
    clear="清除",
    theme="配色",
    themes={"system": "隨系統", "light": "淺色", "dark": "深色"},
    columns={
        "blueprint": "藍圖", "success_share": "辦成", "expected_time": "耗時", "handoffs": "交接", "pain_weight": "痛點",
        "findings": "檢查結果",
    },
    meanings={
        "success_share": "以成功結束的旅程占比",
        "expected_time": "一次旅程的預期耗時，含等待與返工",
        "handoffs": "平均每次旅程中，面對顧客的團隊更換幾次",
        "pain_weight": "全部痛點的到訪次數 × 發生率 × 嚴重度之和；為 0 也可能是沒有記錄",
        "findings": "檢查所發現的：錯誤、警告、建議",
    },
    meanings_title="各欄的含義",
    unknown="未知",
    severities={"error": ("{} 個錯誤", "{} 個錯誤"), "warning": ("{} 個警告", "{} 個警告"), "advice": ("{} 條建議", "{} 條建議")},
    no_findings="沒有發現問題",
    size=("{} 步", "{} 步"),
    reviewed="{} 覆核",
    no_picture="沒有圖",
    has_errors="檔案有錯誤",
    no_figures="沒有數字",
    other="版本",
    part_of="所屬",
    details="細節",
    missing="不在這些藍圖之中",
    where_used=("在何處使用：{} 份藍圖", "在何處使用：{} 份藍圖"),
    also_in="也在：{}",
    in_blueprints=("{} 份藍圖", "{} 份藍圖"),
    in_steps=("{} 處", "{} 處"),
    from_catalogue="來自 {}",
    only_shared="只看多份藍圖共用的",
    used_by="藍圖",
    used_at="用於",
    needed_by="依賴它的",
    needs="它依賴的",
    stops="缺了它會停下",
    stops_meaning="缺了它，誰也走不過去的步驟",
    lost="缺了它會失去",
    lost_meaning="原本能辦成、缺了它就辦不成的旅程占比",
    succeed="辦成",
    succeed_meaning="這些顧客的旅程中以成功結束的占比",
    not_used="沒有直接用到",
    facts={"kind": "類別", "channel": "頻道", "owner": "負責", "team": "團隊", "sensitivity": "敏感程度", "description": "是誰"},
    values=page.ZH_HANT.values,
    catalogue_findings="共用目錄中的檢查結果",
    broken="這份藍圖無法顯示",
    broken_lead="檔案有錯誤。請修正後重新產生本站。",
    unopened="檔案無法開啟",
    failed="無法產生這份藍圖的頁面",
    colon="：",
    comma="、",
    bracket="（{}）",
)  # fmt: skip

words_for = by_language(ENGLISH, SIMPLIFIED, TRADITIONAL)
