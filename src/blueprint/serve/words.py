"""The fixed words of the preview's own pages, in the language of the file or of the reader."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from blueprint.drawing.words.languages import by_language
from blueprint.drawing.words.page import page_words_for
from blueprint.site.words import words_for as site_words_for

if TYPE_CHECKING:
    from collections.abc import Mapping

    from blueprint.finding import Severity
    from blueprint.site.words import Words as SiteWords


class Words(NamedTuple):
    """The fixed words of one language. Those with `{}` take a number or a name; of two forms one is for more."""

    tag: str
    blueprints: str
    search: str
    search_hint: str
    blueprints_found: tuple[str, str]
    matching: tuple[str, str]
    none_here: str
    none_matching: str
    looking: str
    not_listed: str
    columns: Mapping[str, str]
    steps: tuple[str, str]
    nothing_found: str
    broken: str
    back: str
    findings: str
    source: str
    close: str
    picture_of: str
    to_findings: str
    live: str
    lost: str
    gone: str
    gone_before: str
    is_broken: tuple[str, str]
    no_picture: str
    after_mending: str
    not_drawn: str
    problem: str
    nothing_to_find: str
    rest_later: str
    line: str
    lines_shown: str
    older_text: str
    no_such_page: str
    no_such_text: str

    @property
    def kinds(self) -> Mapping[str, str]:
        """What parts are called, by the name of their kind."""
        return page_words_for(self.tag).kinds

    @property
    def of_site(self) -> SiteWords:
        """The words that the pages of a site have too."""
        return site_words_for(self.tag)

    def found(self, severity: Severity, count: int) -> str:
        """A number of findings of a severity."""
        return self.number(self.of_site.severities[severity.value], count)

    def number(self, forms: tuple[str, str], count: int) -> str:
        """A number with its word."""
        return forms[count != 1].format(f"{count:,}")


EN = Words(
    tag="en",
    blueprints="Blueprints",
    search="Search",
    search_hint="Search titles, steps, people, systems …",
    blueprints_found=("{} blueprint", "{} blueprints"),
    matching=("{} blueprint matches", "{} blueprints match"),
    none_here="There is no blueprint in this folder yet. As soon as one is saved (*.blueprint.yaml), it appears here.",
    none_matching="Nothing matches. Fewer or shorter words find more.",
    looking="Looking through the folder …",
    not_listed="Not listed",
    columns={"blueprint": "Blueprint", "state": "State", "steps": "Steps", "findings": "Findings"},
    steps=("{} step", "{} steps"),
    nothing_found="Nothing found",
    broken="Can’t be read",
    back="All blueprints",
    findings="Findings",
    source="Source",
    close="Close",
    picture_of="Picture of {}",
    to_findings="Skip to the findings",
    live="Live",
    lost="The preview has stopped. This page carries on once it runs again.",
    gone="This file is gone. As soon as it is back, it is shown here.",
    gone_before="The picture is the last one before.",
    is_broken=("The file has {} error.", "The file has {} errors."),
    no_picture="As soon as they are mended, the picture appears here.",
    after_mending="The picture is the last good one; it is drawn anew as soon as they are mended.",
    not_drawn="This can’t be drawn: {}",
    problem="Problem",
    nothing_to_find="The checks find nothing here.",
    rest_later="What else the checks find is listed as soon as the file can be read.",
    line="line {}",
    lines_shown="Lines {} to {} of {}",
    older_text="From the last version that could be read",
    no_such_page="There is no such blueprint here",
    no_such_text="It may have been renamed or removed.",
)  # fmt: skip

ZH_HANS = Words(
    tag="zh-Hans",
    blueprints="服务蓝图",
    search="搜索",
    search_hint="搜索标题、步骤、执行者、系统……",
    blueprints_found=("{} 张蓝图", "{} 张蓝图"),
    matching=("{} 张蓝图符合", "{} 张蓝图符合"),
    none_here="此文件夹里还没有蓝图。保存第一个（*.blueprint.yaml）之后，它就会出现在这里。",
    none_matching="没有符合的蓝图。词少一些、短一些，会找到更多。",
    looking="正在浏览文件夹……",
    not_listed="未列出",
    columns={"blueprint": "蓝图", "state": "状态", "steps": "步骤", "findings": "检查结果"},
    steps=("{} 步", "{} 步"),
    nothing_found="没有发现问题",
    broken="无法读取",
    back="全部蓝图",
    findings="检查结果",
    source="源文件",
    close="关闭",
    picture_of="{}：图",
    to_findings="跳到检查结果",
    live="实时",
    lost="预览已停止。再次运行后，本页会自动继续。",
    gone="文件不在了。它一回来，就会显示在这里。",
    gone_before="图是此前的最后一张。",
    is_broken=("文件有 {} 个错误。", "文件有 {} 个错误。"),
    no_picture="改正之后，图就会出现在这里。",
    after_mending="图是最后一张完好的；改正之后会重新绘制。",
    not_drawn="无法绘制：{}",
    problem="问题",
    nothing_to_find="检查没有发现问题。",
    rest_later="文件可以读取之后，其他检查结果会列在这里。",
    line="第 {} 行",
    lines_shown="第 {} 至 {} 行，共 {} 行",
    older_text="取自最后一个可以读取的版本",
    no_such_page="这里没有这张蓝图",
    no_such_text="它可能已改名或已删除。",
)  # fmt: skip

ZH_HANT = Words(
    tag="zh-Hant",
    blueprints="服務藍圖",
    search="搜尋",
    search_hint="搜尋標題、步驟、執行者、系統……",
    blueprints_found=("{} 張藍圖", "{} 張藍圖"),
    matching=("{} 張藍圖符合", "{} 張藍圖符合"),
    none_here="此資料夾裡還沒有藍圖。儲存第一個（*.blueprint.yaml）之後，它就會出現在這裡。",
    none_matching="沒有符合的藍圖。詞少一些、短一些，會找到更多。",
    looking="正在瀏覽資料夾……",
    not_listed="未列出",
    columns={"blueprint": "藍圖", "state": "狀態", "steps": "步驟", "findings": "檢查結果"},
    steps=("{} 步", "{} 步"),
    nothing_found="沒有發現問題",
    broken="無法讀取",
    back="全部藍圖",
    findings="檢查結果",
    source="原始檔",
    close="關閉",
    picture_of="{}：圖",
    to_findings="跳到檢查結果",
    live="即時",
    lost="預覽已停止。再次執行後，本頁會自動繼續。",
    gone="檔案不在了。它一回來，就會顯示在這裡。",
    gone_before="圖是此前的最後一張。",
    is_broken=("檔案有 {} 個錯誤。", "檔案有 {} 個錯誤。"),
    no_picture="改正之後，圖就會出現在這裡。",
    after_mending="圖是最後一張完好的；改正之後會重新繪製。",
    not_drawn="無法繪製：{}",
    problem="問題",
    nothing_to_find="檢查沒有發現問題。",
    rest_later="檔案可以讀取之後，其他檢查結果會列在這裡。",
    line="第 {} 行",
    lines_shown="第 {} 至 {} 行，共 {} 行",
    older_text="取自最後一個可以讀取的版本",
    no_such_page="這裡沒有這張藍圖",
    no_such_text="它可能已改名或已刪除。",
)  # fmt: skip

_LONGEST = 200

words_for = by_language(EN, ZH_HANS, ZH_HANT)


def words_for_reader(accepted: str) -> Words:
    """The words for what a browser says its reader understands (`Accept-Language`): the first that there are."""
    for part in accepted[:_LONGEST].split(","):
        tag = part.partition(";")[0].strip()
        if tag.lower().startswith(("en", "zh")):
            return words_for(tag)
    return EN
