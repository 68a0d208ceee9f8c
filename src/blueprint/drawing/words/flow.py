"""The words of the view `flow`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from blueprint.drawing.words.languages import by_language

if TYPE_CHECKING:
    from collections.abc import Mapping


class FlowWords(NamedTuple):
    """The fixed words of one language. Those with a `{}` take a number or a share."""

    visits: str
    visits_sign: str
    nobody: str
    back_times: str
    back_hundred: str
    ends: Mapping[str, str]
    ended: Mapping[str, str]
    all_journeys: str
    gives_up: str
    of_journeys: str
    width: str
    same_width: str
    idle: str
    assumed: str
    broken: str
    because: Mapping[str, str]


_EN = FlowWords(
    visits="{} visits a journey", visits_sign="share of journeys that come here",
    nobody="nobody comes here", back_times="{} times a journey", back_hundred="{} in 100 journeys",
    ends={"success": "Success", "failure": "Failure"},
    ended={"success": "success", "failure": "failure", "abandoned": "given up"}, all_journeys="How all journeys end",
    gives_up="Gives up", of_journeys="{} of journeys", width="Width of lines onward: times in 100 journeys",
    same_width="All lines have one width: how many go which way is not known.",
    idle="nobody goes this way",
    assumed="Shares are not given at: {}. What depends on them is left out, and such lines are thin.",
    broken="Without figures: {}",
    because={
        "shares": "the shares of the branches of “{}” don't add up to 100%", "no way on": "no branch leads on from “{}”",
        "no end": "“{}” leads to no end",
    },
)  # fmt: skip

_ZH_HANS = FlowWords(
    visits="平均 {} 次", visits_sign="到访此步的旅程占比", nobody="无人到达",
    back_times="每次旅程 {} 次", back_hundred="每 100 次旅程 {} 次", ends={"success": "成功", "failure": "失败"},
    ended={"success": "成功", "failure": "失败", "abandoned": "放弃"}, all_journeys="全部旅程的结局", gives_up="放弃",
    of_journeys="{} 的旅程", width="前行线的宽度：每 100 次旅程的次数", same_width="所有线条同宽：各条路走多少人未知。", idle="无人走这条路",
    assumed="以下步骤没有写明占比：{}。取决于占比的数字未显示，相应的线为细线。", broken="没有数字：{}",
    because={
        "shares": "“{}”各分支的占比合计不是 100%", "no way on": "“{}”之后没有可走的分支", "no end": "“{}”永远走不到结束",
    },
)  # fmt: skip

_ZH_HANT = FlowWords(
    visits="平均 {} 次", visits_sign="到訪此步的旅程占比", nobody="無人到達",
    back_times="每次旅程 {} 次", back_hundred="每 100 次旅程 {} 次", ends={"success": "成功", "failure": "失敗"},
    ended={"success": "成功", "failure": "失敗", "abandoned": "放棄"}, all_journeys="全部旅程的結局", gives_up="放棄",
    of_journeys="{} 的旅程", width="前行線的寬度：每 100 次旅程的次數", same_width="所有線條同寬：各條路走多少人未知。", idle="無人走這條路",
    assumed="以下步驟沒有寫明占比：{}。取決於占比的數字未顯示，相應的線為細線。", broken="沒有數字：{}",
    because={
        "shares": "「{}」各分支的占比合計不是 100%", "no way on": "「{}」之後沒有可走的分支", "no end": "「{}」永遠走不到結束",
    },
)  # fmt: skip

flow_words = by_language(_EN, _ZH_HANS, _ZH_HANT)
