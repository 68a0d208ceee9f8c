"""The words of the view `touchpoints`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from blueprint.drawing.labels import ZH_HANS, ZH_HANT
from blueprint.drawing.words.languages import by_language

if TYPE_CHECKING:
    from collections.abc import Mapping


class Words(NamedTuple):
    """What the view says in one language. Where there are two, the first is for one, the second for any number."""

    kinds: Mapping[str, str]
    touchpoints: tuple[str, str]
    kinds_unused: str
    steps: tuple[str, str]
    journeys: str
    visits: str
    system: str
    pains: tuple[str, str]
    closed: str
    community: str
    nowhere: str
    nowhere_note: str
    contacts: str
    contacts_note: str
    bar: str
    no_contact: str
    without: str
    empty: str
    not_shown: str
    none: str
    no_figures: str
    figures: str
    legend: dict[str, str]

    def counted(self, forms: tuple[str, str], number: int) -> str:
        """A number with what is counted."""
        return forms[number != 1].format(number)


ENGLISH = Words(
    kinds={"digital": "Digital", "physical": "Physical", "interpersonal": "Interpersonal"},
    touchpoints=("{} touchpoint", "{} touchpoints"), kinds_unused="none used here", steps=("Step {}", "Steps {}"),
    journeys="{} of journeys", visits="{} visits a journey", system="{} ({} available)", pains=("{} pain point", "{} pain points"),
    closed="closed to {}", community="customers meet here", nowhere="Used nowhere", nowhere_note="no step names it",
    contacts="Share of contacts", contacts_note="{} contacts in an average journey", bar="{}: {} of contacts",
    no_contact="no contact", without="no touchpoint", empty="{}: no touchpoint of the kind {}",
    not_shown="touchpoints not shown: {}", none="The file names no touchpoints.",
    no_figures="Without figures: the flow of this file gives no numbers.",
    figures="Of journeys: the share that comes to a step where the touchpoint is open to the customer; visits: how often an average journey does. "
    "Contacts: at each visit of a step, the first touchpoint that the customer can use.",
    legend={
        "star": "moment of truth", "actor": "owner", "system": "system behind it", "persona": "customers who can't use it",
        "feedback": "customers meet each other", "pain": "pain points at its steps (bars: the worst, severity 1-5)",
    },
)  # fmt: skip

SIMPLIFIED = Words(
    kinds=ZH_HANS.kinds,
    touchpoints=("{} 个触点", "{} 个触点"), kinds_unused="此处均未使用", steps=("步骤 {}", "步骤 {}"),
    journeys="{} 的旅程", visits="平均 {} 次", system="{}（可用率 {}）", pains=("{} 个痛点", "{} 个痛点"),
    closed="{}无法使用", community="顾客在此交流", nowhere="未被使用", nowhere_note="没有步骤用到",
    contacts="接触占比", contacts_note="平均每次旅程接触 {} 次", bar="{}：占接触的 {}",
    no_contact="没有接触", without="没有触点", empty="{}：没有{}",
    not_shown="未显示的触点：{}", none="文件中没有写触点。",
    no_figures="没有数字：这份文件的流程算不出结果。",
    figures="旅程占比：到达至少一个可使用该触点的步骤的旅程所占比例；次数：平均每次旅程到达的次数。接触：每到一步，取顾客能用的第一个触点。",
    legend={
        "star": "关键时刻", "actor": "负责", "system": "背后的系统", "persona": "无法使用的顾客", "feedback": "顾客互相交流",
        "pain": "所在步骤的痛点（横条：最严重者，1-5）",
    },
)  # fmt: skip

TRADITIONAL = Words(
    kinds=ZH_HANT.kinds,
    touchpoints=("{} 個接觸點", "{} 個接觸點"), kinds_unused="此處均未使用", steps=("步驟 {}", "步驟 {}"),
    journeys="{} 的旅程", visits="平均 {} 次", system="{}（可用率 {}）", pains=("{} 個痛點", "{} 個痛點"),
    closed="{}無法使用", community="顧客在此交流", nowhere="未被使用", nowhere_note="沒有步驟用到",
    contacts="接觸占比", contacts_note="平均每次旅程接觸 {} 次", bar="{}：占接觸的 {}",
    no_contact="沒有接觸", without="沒有接觸點", empty="{}：沒有{}",
    not_shown="未顯示的接觸點：{}", none="檔案中沒有寫接觸點。",
    no_figures="沒有數字：這份檔案的流程算不出結果。",
    figures="旅程占比：到達至少一個可使用該接觸點的步驟的旅程所占比例；次數：平均每次旅程到達的次數。接觸：每到一步，取顧客能用的第一個接觸點。",
    legend={
        "star": "關鍵時刻", "actor": "負責", "system": "背後的系統", "persona": "無法使用的顧客", "feedback": "顧客互相交流",
        "pain": "所在步驟的痛點（橫條：最嚴重者，1-5）",
    },
)  # fmt: skip

words_for = by_language(ENGLISH, SIMPLIFIED, TRADITIONAL)
