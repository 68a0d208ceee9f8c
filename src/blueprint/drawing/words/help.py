"""The words of the view `help`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from blueprint.drawing.words import touchpoints
from blueprint.drawing.words.languages import by_language

if TYPE_CHECKING:
    from collections.abc import Mapping

    from blueprint.analysis.help import When

Verdict = Literal["before", "with", "after", "people", "nowhere", "unasked", "nobody"]


class Words(NamedTuple):
    """What the view says in one language."""

    kinds: Mapping[str, str]
    question: str
    help: str
    habit: str
    keywords: str
    unasked: str
    here: str
    elsewhere: str
    unused: str
    unvisited: str
    closed: str
    verdicts: dict[Verdict, str]
    soonest: dict[When, str]
    people: str
    total: str
    total_note: str
    answered: str
    ahead: str
    bar: str
    empty: str
    not_shown: str
    none: str
    none_shown: str
    no_figures: str
    figures: str
    legend: dict[str, str]


ENGLISH = Words(
    kinds=touchpoints.ENGLISH.kinds,
    question="Question", help="When help comes", habit="shared pattern", keywords="Keywords", unasked="comes up at no step",
    here="where it comes up: {}", elsewhere="elsewhere: {}", unused="no step uses it", unvisited="nobody comes there", closed="closed to {}",
    verdicts={
        "before": "before it comes up", "with": "as it comes up", "after": "only after it came up", "people": "only by asking people",
        "nowhere": "nowhere", "unasked": "can be found", "nobody": "nobody gets to where it comes up",
    },
    soonest={"before": "before it comes up", "with": "as it comes up", "after": "after it came up", "never": "never"},
    people="only by asking people ({})",
    total="All questions", total_note="weighted by how many ask", answered="answered", ahead="before it comes up",
    bar="{}: {}", empty="{}: nothing answers “{}”",
    not_shown="questions not shown: {}", none="The file names no questions.", none_shown="No question comes up in what is shown.",
    no_figures="Without figures: the flow of this file gives no numbers.",
    figures="When help comes: the first touchpoint other than a person that answers the question, against the first step where it comes up, in the order of the journey. What people answer does not count as before.",
    legend={
        "question": "customer's question", "answered": "answered where it comes up", "success": "answered before it comes up",
        "onward": "answered elsewhere", "wait": "answered only after it came up", "interpersonal": "answered by people",
        "failure": "not answered there, or nowhere", "persona": "customers who can't use it",
        "solution": "solution that is to answer it", "actor": "owner",
    },
)  # fmt: skip

SIMPLIFIED = Words(
    kinds=touchpoints.SIMPLIFIED.kinds,
    question="顾客的问题", help="帮助何时到来", habit="共同习惯", keywords="关键词", unasked="没有步骤提出",
    here="就在提问处：{}", elsewhere="在别处：{}", unused="没有步骤用到", unvisited="无人到达", closed="{}无法使用",
    verdicts={
        "before": "在提出之前", "with": "在提出之时", "after": "在提出之后才有", "people": "只能问人", "nowhere": "无处可答", "unasked": "可以查到",
        "nobody": "无人走到提问处",
    },
    soonest={"before": "在提出之前", "with": "在提出之时", "after": "在提出之后", "never": "从不"},
    people="只能问人（{}）",
    total="全部问题", total_note="按提问人数加权", answered="有解答", ahead="提出之前就有", bar="{}：{}", empty="{}：没有解答“{}”的触点",
    not_shown="未显示的问题：{}", none="文件中没有写顾客的问题。", none_shown="所示范围内没有提出任何问题。",
    no_figures="没有数字：这份文件的流程算不出结果。",
    figures="帮助何时到来：按旅程先后，首个能解答问题的非人际触点，与首个提出该问题的步骤相比；由人解答不算“提出之前”。",
    legend={
        "question": "顾客的问题", "answered": "就在提问处解答", "success": "提出之前已解答", "onward": "在别处解答", "wait": "提出之后才解答",
        "interpersonal": "由人解答", "failure": "此处未解答，或无处可答", "persona": "无法使用的顾客",
        "solution": "拟用以解答的改进方案", "actor": "负责",
    },
)  # fmt: skip

TRADITIONAL = Words(
    kinds=touchpoints.TRADITIONAL.kinds,
    question="顧客的問題", help="協助何時到來", habit="共同習慣", keywords="關鍵字", unasked="沒有步驟提出",
    here="就在提問處：{}", elsewhere="在別處：{}", unused="沒有步驟用到", unvisited="無人到達", closed="{}無法使用",
    verdicts={
        "before": "在提出之前", "with": "在提出之時", "after": "在提出之後才有", "people": "只能問人", "nowhere": "無處可答", "unasked": "可以查到",
        "nobody": "無人走到提問處",
    },
    soonest={"before": "在提出之前", "with": "在提出之時", "after": "在提出之後", "never": "從不"},
    people="只能問人（{}）",
    total="全部問題", total_note="按提問人數加權", answered="有解答", ahead="提出之前就有", bar="{}：{}", empty="{}：沒有解答「{}」的接觸點",
    not_shown="未顯示的問題：{}", none="檔案中沒有寫顧客的問題。", none_shown="所示範圍內沒有提出任何問題。",
    no_figures="沒有數字：這份檔案的流程算不出結果。",
    figures="協助何時到來：按旅程先後，首個能解答問題的非人際接觸點，與首個提出該問題的步驟相比；由人解答不算「提出之前」。",
    legend={
        "question": "顧客的問題", "answered": "就在提問處解答", "success": "提出之前已解答", "onward": "在別處解答", "wait": "提出之後才解答",
        "interpersonal": "由人解答", "failure": "此處未解答，或無處可答", "persona": "無法使用的顧客",
        "solution": "擬用以解答的改善方案", "actor": "負責",
    },
)  # fmt: skip

words_for = by_language(ENGLISH, SIMPLIFIED, TRADITIONAL)
