"""Faults that are planted into the good blueprints, one or more for each rule, with the place where each must be found.

A change is a text that stands exactly once in the file, and what is written in its place. What stands between the marks
`⟦` and `⟧` is where the finding must be; the marks themselves are not written.
"""

from __future__ import annotations

from typing import NamedTuple

Change = tuple[str, str]


class Mutation(NamedTuple):
    """A fault of one rule, and the good blueprint that gets it by some changes.

    `file` is where they are made, if not in the blueprint itself; `renamed` is a file, and its new name.
    """

    code: str
    blueprint: str
    changes: tuple[Change, ...]
    file: str = ""
    renamed: tuple[str, str] | None = None


def fault(
    code: str, blueprint: str, *changes: Change, file: str = "", renamed: tuple[str, str] | None = None
) -> Mutation:
    """A mutation as a row of the tables below."""
    return Mutation(code, blueprint, changes, file, renamed)


THE_FILE = [
    fault("BP001", "clinic-visit", ("stages:\n", "stages: ⟦]⟧\n")),
    fault("BP002", "restaurant-dinner", ("goal: To be expected", "⟦gaol⟧: To be expected")),
    fault("BP002", "home-repair", ("price: 2800", "price: ⟦很多⟧")),
    fault("BP002", "restaurant-dinner", ("  menu: {kind: physical, name", "  ⟦menu⟧: {name")),
    fault("BP003", "restaurant-dinner", ("overhead: 21\n", "overhead: 21\n⟦price⟧: 120\n")),
    fault("BP004", "library-loan", ("thoughts: I might look at the new ones on the way", "thoughts: ⟦12:30⟧")),
    fault(
        "BP004", "insurance-claim", ("notes: The date stands in the letter and on the page of the case", "notes: ⟦no⟧")
    ),
    # 64 levels are allowed: the file's own mapping is the first, so 63 lists fit in it.
    fault("BP005", "library-loan", ("\npersonas:\n", "\nx-deep: " + "[" * 63 + "⟦[⟧" + "]" * 64 + "\npersonas:\n")),
    fault("BP006", "library-loan", ("title: Borrow", "title: Borr⟦\udcf6⟧w")),
    fault("BP006", "clinic-visit", ("title: 门诊", "title: 门⟦\udcd5⟧\udcef")),
    fault("BP007", "parcel-delivery", ("[parcel.catalogue.yaml]", "[⟦parcels.catalogue.yaml⟧]")),
    fault("BP007", "parcel-delivery", ("[parcel.catalogue.yaml]", "[⟦../parcel.catalogue.yaml⟧]")),
    fault(
        "BP007",
        "hospital-stay",
        ("blueprint: v1\n", "blueprint: v1\ninclude: ⟦ward.catalogue.yaml⟧\n"),
        file="hospital.catalogue.yaml",
    ),
    fault(
        "BP008",
        "library-loan",
        ("time: 4m\n", "time: 4m  # blueprint: ignore[⟦BP208⟧] nobody hurries in a library\n"),
    ),
    fault("BP008", "library-loan", ("time: 4m\n", "time: 4m  # blueprint: ⟦ignore[BP208]⟧\n")),
    fault(
        "BP008",
        "clinic-visit",
        ("language: zh-Hans\n", "language: zh-Hans  # blueprint: ignore-file[⟦BP606⟧] 短信不含病历\n"),
    ),
    fault(
        "BP009",
        "parcel-delivery",
        ("[parcel.catalogue.yaml]", "[⟦parcel.yaml⟧]"),
        renamed=("parcel.catalogue.yaml", "parcel.yaml"),
    ),
    fault(
        "BP009",
        "library-loan",
        ("blueprint: v1", "⟦blueprint⟧: v1"),
        renamed=("library-loan.blueprint.yaml", "library-loan.yaml"),
    ),
]

STRUCTURE = [
    fault("BP101", "library-loan", ("asks: is-it-in", "asks: ⟦is-it-inn⟧")),
    fault("BP101", "early-sketch", ("next: 上課", "next: {上課: 90%, ⟦下課⟧: 10%}")),
    fault("BP101", "clinic-visit", ("uses: [patient-id, record], policy", "uses: [patient-id, ⟦病例⟧], policy")),
    fault("BP102", "library-loan", ("- id: pick-up\n", "- id: ⟦search⟧\n")),
    fault("BP102", "shared-bike", ("- id: 付款", "- id: ⟦还车⟧")),
    fault(
        "BP103",
        "saas-onboarding",
        (
            "- {to: review-call, share: 20%, when: wants to talk it over, for: owner-manager, carries: [account, history]}\n          - {to: subscribe, when: all is clear}",
            "{to: subscribe}",
        ),
        ("- id: review-call", "- ⟦id⟧: review-call"),
    ),
    fault(
        "BP103",
        "early-sketch",
        ("next: 上課", "next: 帶走"),
        ("- id: 上課", "- ⟦id⟧: 上課"),
        ("- customer: 帶一杯回家", "- id: 帶走\n        customer: 帶一杯回家"),
    ),
    fault(
        "BP104",
        "saas-onboarding",
        ("        next:\n          - {to: review-call", "        ⟦next⟧:\n          - {to: review-call"),
        ("- {to: subscribe, when: all is clear}", "- {to: subscribe, when: all is clear, for: owner-manager}"),
    ),
    fault(
        "BP105",
        "saas-onboarding",
        (
            "acceptable_time: 1d\n        emotion: 1\n        next: first-month",
            "acceptable_time: 1d\n        emotion: 1\n        ⟦next⟧: assisted-import",
        ),
    ),
    fault(
        "BP106",
        "library-loan",
        ("next:\n          - {to: shelf-walk, share: 80%", "⟦next⟧:\n          - {to: shelf-walk, share: 85%"),
    ),
    fault(
        "BP106",
        "library-loan",
        ("next:\n          - {to: shelf-walk, share: 80%", "⟦next⟧:\n          - {to: shelf-walk, share: 75%"),
    ),
    fault(
        "BP106",
        "parcel-delivery",
        ("abandon: 1%", "abandon: 4%"),
        ("next:\n          - {to: unpack, share: 97%", "⟦next⟧:\n          - {to: unpack, share: 97%"),
    ),
    fault(
        "BP107", "library-loan", ("- {to: shelf-walk, share: 80%, when: it is in}", "- {⟦to⟧: shelf-walk, share: 80%}")
    ),
    fault("BP107", "insurance-claim", ("- {to: refuse, share: 7%, when: not covered}", "- {⟦to⟧: refuse, share: 7%}")),
    fault("BP108", "library-loan", ("  - name: Return\n", "  - ⟦name⟧: Fetch\n    goal: Get it\n  - name: Return\n")),
    fault("BP108", "home-repair", ("  - name: 結束\n", "  - ⟦name⟧: 驗收\n  - name: 結束\n")),
    fault("BP109", "library-loan", ("systems:\n", "  ⟦guard⟧: {name: Guard, team: Reader Services}\n\nsystems:\n")),
    fault("BP109", "home-repair", ("systems:\n", "systems:\n  ⟦舊系統⟧: {name: 舊派工系統, owner: 數位組}\n")),
    fault(
        "BP109",
        "saas-onboarding",
        ("\ntouchpoints:\n", "\ntouchpoints:\n  ⟦fax⟧: {kind: physical, owner: Product team}\n"),
    ),
    fault(
        "BP109",
        "residence-permit",
        ("data:\n", "data:\n  ⟦血型⟧: {name: 血型, sensitivity: sensitive, control: view}\n"),
    ),
    fault("BP109", "insurance-claim", ("sources:\n", "sources:\n  ⟦survey⟧: {kind: survey, name: Yearly survey}\n")),
    fault("BP110", "library-loan", ("triggers: book-in", "triggers: ⟦search⟧")),
    fault("BP110", "insurance-claim", ("lane: adjusting, time: 40m", "lane: adjusting, triggers: ⟦report⟧, time: 40m")),
    fault(
        "BP111",
        "library-loan",
        ("depends_on: network", "depends_on: ⟦network⟧"),
        ("owner: Town IT,", "owner: Town IT, depends_on: catalogue,"),
    ),
    fault(
        "BP111",
        "shared-bike",
        ("holds: [账户, 车辆位置, 行程]", "depends_on: ⟦小程序后台⟧, holds: [账户, 车辆位置, 行程]"),
    ),
    fault(
        "BP112",
        "parcel-delivery",
        (
            "share: 97%, when: fetched within a week}",
            "share: 96%, when: fetched within a week}\n          - {to: lost, share: 1%, when: not to be found}",
        ),
        (
            "      - id: returned\n",
            "      - ⟦id⟧: lost\n        customer: Have it searched for\n        touchpoints: hotline\n        time: 5m\n      - id: returned\n",
        ),
        ("at_least: 98%}\n  - {measure: success_share, at_least: 98%, persona: at-home}", "at_least: 95%}"),
    ),
    fault(
        "BP113",
        "saas-onboarding",
        ("over, for: owner-manager, carries", "over, carries"),
        ("- id: review-call", "- ⟦id⟧: review-call"),
        ("        otherwise: subscribe\n", ""),
        (
            "time: 20m\n        emotion: 2\n",
            "time: 20m\n        emotion: 2\n        next: {subscribe: 90%, correct: 10%}\n      - id: correct\n        customer: Correct the entries\n        touchpoints: [workspace, chat]\n        time: 10m\n        emotion: 0\n        next: first-month\n",
        ),
    ),
    fault("BP114", "hospital-stay", ("expands: clinic-visit.blueprint.yaml", "expands: ⟦clinic.blueprint.yaml⟧")),
    fault("BP114", "hospital-stay", ("expands: clinic-visit.blueprint.yaml", "expands: ⟦ward.catalogue.yaml⟧")),
    fault(
        "BP114", "hospital-stay", ("expands: clinic-visit.blueprint.yaml", "expands: ⟦../clinic-visit.blueprint.yaml⟧")
    ),
    fault(
        "BP114", "hospital-stay", ("expands: clinic-visit.blueprint.yaml", "expands: ⟦hospital-stay.blueprint.yaml⟧")
    ),
    fault("BP115", "hospital-stay", ("better: lower, at: 监护室", "better: lower, at: ⟦stage-7.step-2⟧")),
    fault("BP116", "parcel-delivery", ("channels: [app, web,", "channels: [⟦apps⟧, web,")),
    fault("BP116", "shared-bike", ("channels: [小程序, phone]", "channels: [小程序, ⟦phones⟧]")),
    fault("BP117", "parcel-delivery", ("outcome: failure\n", "outcome: failure\n        ⟦next⟧: unpack\n")),
    fault("BP117", "insurance-claim", ("outcome: failure\n", "outcome: failure\n        ⟦next⟧: pay\n")),
]

BLUEPRINT = [
    fault("BP201", "clinic-visit", ("- id: 提醒\n        customer: 前一天看要准备什么\n", "- ⟦id⟧: 提醒\n")),
    fault("BP201", "shared-bike", ("- id: 骑行\n        customer: 骑车\n", "- ⟦id⟧: 骑行\n")),
    fault(
        "BP202",
        "clinic-visit",
        (
            "- id: 提醒\n        customer: 前一天看要准备什么\n        touchpoints: [app, hotline, leaflet]\n",
            "- ⟦id⟧: 提醒\n        customer: 前一天看要准备什么\n",
        ),
    ),
    fault(
        "BP202",
        "parcel-delivery",
        ("- id: unpack\n", "- ⟦id⟧: unpack\n"),
        ("        touchpoints: [parcel-label, box]\n        evidence: A box that folds flat and is used again\n", ""),
    ),
    fault(
        "BP203",
        "home-repair",
        (
            "- id: 婉謝\n        customer: 決定不修\n        touchpoints: [師傅到府, 估價單]",
            "- ⟦id⟧: 婉謝\n        customer: 決定不修\n        evidence: 估價單",
        ),
        ("說明換新的選擇, actor: 師傅, touchpoint: 師傅到府", "說明換新的選擇, actor: 師傅"),
    ),
    fault(
        "BP204",
        "home-repair",
        (
            "frontstage: {id: 換零件, does: 換零件，邊做邊說明, actor: 師傅,",
            "⟦frontstage⟧: {id: 換零件, does: 換零件，邊做邊說明,",
        ),
    ),
    fault(
        "BP204",
        "library-loan",
        (
            "support: {id: book-in, does: Book it in, system: catalogue, records: loans}",
            "⟦support⟧: {id: book-in, does: Book it in, records: loans}",
        ),
    ),
    fault(
        "BP205", "home-repair", ("customer: 付款，收下保固貼紙\n", "customer: 付款，收下保固貼紙\n        wait: ⟦5m⟧\n")
    ),
    fault("BP205", "restaurant-dinner", ("customer: Pay\n", "customer: Pay\n        wait: ⟦5m⟧\n")),
    fault(
        "BP206",
        "home-repair",
        ("frontstage: {does: 出發前告知到府時間, actor: 師傅,", "⟦frontstage⟧: {does: 出發前告知到府時間,"),
    ),
    fault(
        "BP206",
        "insurance-claim",
        (
            "frontstage: {does: Call and agree on the hour, actor: adjuster,",
            "⟦frontstage⟧: {does: Call and agree on the hour,",
        ),
    ),
    fault(
        "BP207",
        "parcel-delivery",
        ("{id: wrong-door, what", "{⟦id⟧: wrong-door, what"),
        (", recovery: The driver comes back the same day", ""),
    ),
    fault(
        "BP207",
        "insurance-claim",
        ("fail_points: {what: The wall is still wet", "⟦fail_points⟧: {what: The wall is still wet"),
        (", recovery: {to: repair}", ""),
    ),
    fault(
        "BP208",
        "residence-permit",
        ("time: 5m\n        acceptable_time: 30m", "time: ⟦45m⟧\n        acceptable_time: 30m"),
    ),
    fault(
        "BP208",
        "library-loan",
        ("wait: {low: 2d, typical: 6d, high: 3w}\n        time: 2m\n", "wait: ⟦6w⟧\n        time: 2m\n"),
    ),
    fault(
        "BP209",
        "library-loan",
        (
            "signs: {kind: physical, name: Shelf signs and floor plan, answers: where-is-it, owner: Reader Services}",
            "⟦signs⟧: {kind: physical, name: Shelf signs and floor plan, answers: where-is-it}",
        ),
    ),
    fault(
        "BP209",
        "shared-bike",
        ("停车区: {kind", "⟦停车区⟧: {kind"),
        ("指示牌, answers: 怎么还车, owner: 运维部", "指示牌, answers: 怎么还车"),
    ),
    fault(
        "BP210",
        "restaurant-dinner",
        (
            "      - id: goodbye",
            "      - ⟦name⟧: Wash up\n        backstage: {does: Wash up, actor: cook, lane: kitchen, time: 5m}\n      - id: goodbye",
        ),
    ),
]

EXPERIENCE = [
    fault(
        "BP301",
        "parcel-delivery",
        (
            "moment_of_truth: true\n",
            "moment_of_truth: true\n        pain_points: {what: It rains in, severity: ⟦4⟧, sources: rides}\n",
        ),
    ),
    fault(
        "BP301",
        "clinic-visit",
        (
            "asks: how-to-take\n",
            "asks: how-to-take\n        pain_points: {what: 窗口太高够不着, severity: ⟦5⟧, sources: 随访}\n",
        ),
    ),
    fault(
        "BP302",
        "saas-onboarding",
        ("card: {what: A welcome", "⟦card⟧: {what: A welcome"),
        ("touchpoint: printed, owner: Customer success,", "touchpoint: printed,"),
    ),
    fault(
        "BP302",
        "clinic-visit",
        ("复述法: {what", "⟦复述法⟧: {what"),
        ("touchpoint: consulting-room, owner: 各临床科室, effort", "touchpoint: consulting-room, effort"),
    ),
    fault("BP303", "library-loan", ("emotion: 1\n        outcome: success", "emotion: ⟦-1⟧\n        outcome: success")),
    fault(
        "BP303",
        "home-repair",
        ("emotion: 1\n        requests_feedback: true", "emotion: ⟦-1⟧\n        requests_feedback: true"),
    ),
    fault(
        "BP304", "library-loan", ("moment_of_truth: true", "moment_of_truth: ⟦true⟧"), ("at: borrow-stage", "at: find")
    ),
    fault("BP304", "home-repair", ("emotion: {family: 2, grandma: 2}", "emotion: {family: 2, grandma: ⟦-1⟧}")),
    fault("BP305", "parcel-delivery", ("common: 15%", "common: ⟦60%⟧")),
    fault("BP305", "gym-membership", ("the member likes, personal: true", "the member likes, common: ⟦40%⟧")),
    fault(
        "BP306",
        "library-loan",
        ("  - name: Borrow\n", "  - ⟦name⟧: Borrow\n"),
        ("        emotion: {commuter: 1, senior: 2}\n", ""),
    ),
    fault(
        "BP306",
        "clinic-visit",
        ("  - name: 取药\n", "  - ⟦name⟧: 取药\n"),
        ("        emotion: 1\n        asks: how-to-take\n", "        asks: how-to-take\n"),
    ),
    fault(
        "BP307",
        "saas-onboarding",
        ("- id: csv-trouble", "- ⟦id⟧: csv-trouble"),
        ("addresses: csv-trouble, kind: interpersonal", "addresses: csv-trouble, kind: digital"),
    ),
    fault(
        "BP307",
        "clinic-visit",
        ("{id: 听不懂", "{⟦id⟧: 听不懂"),
        ("addresses: 听不懂, kind: interpersonal", "addresses: 听不懂, kind: physical"),
    ),
]

HELP = [
    fault(
        "BP401",
        "saas-onboarding",
        ("name: Sign-up page, answers: price", "name: Sign-up page"),
        ("answers: [import, bank, price]", "answers: [import, bank]"),
        ("asks: price", "asks: ⟦price⟧"),
    ),
    fault(
        "BP401",
        "shared-bike",
        (
            "name: 手机App, shows: 车辆位置, answers: [怎么还车, 怎么收费]",
            "name: 手机App, shows: 车辆位置, answers: 怎么还车",
        ),
        (
            "name: 微信小程序, shows: 车辆位置, answers: [怎么还车, 怎么收费]",
            "name: 微信小程序, shows: 车辆位置, answers: 怎么还车",
        ),
        ("name: 24小时热线, answers: [怎么还车, 怎么收费]", "name: 24小时热线, answers: 怎么还车"),
        ("asks: 怎么收费", "asks: ⟦怎么收费⟧"),
    ),
    fault(
        "BP402",
        "library-loan",
        ("answers: [is-it-in, how-long-may-i-keep-it]", "answers: how-long-may-i-keep-it"),
        ("large-print books, answers: is-it-in", "large-print books"),
        ("asks: is-it-in", "asks: ⟦is-it-in⟧"),
    ),
    fault(
        "BP402",
        "insurance-claim",
        ("name: Claim form, answers: [what-now, is-it-covered]", "name: Claim form, answers: what-now"),
        ("what to do first, answers: [what-now, is-it-covered]", "what to do first, answers: what-now"),
        ("asks: [what-now, is-it-covered]", "asks: [what-now, ⟦is-it-covered⟧]"),
    ),
    fault(
        "BP403",
        "library-loan",
        ("answers: [is-it-in, how-long-may-i-keep-it]", "answers: is-it-in"),
        ("asks: is-it-in\n", "asks: [is-it-in, ⟦how-long-may-i-keep-it⟧]\n"),
    ),
    fault(
        "BP403", "insurance-claim", ("asks: [what-now, is-it-covered]", "asks: [what-now, is-it-covered, ⟦how-long⟧]")
    ),
    fault(
        "BP404",
        "saas-onboarding",
        ("touchpoints: [sign-up, help, chat]", "touchpoints: [sign-up, help]"),
        ("abandon: 5%", "abandon: ⟦5%⟧"),
    ),
    fault(
        "BP404",
        "shared-bike",
        ("touchpoints: [客户端, 小程序, 热线]\n        backstage", "touchpoints: [客户端, 小程序]\n        backstage"),
        ("abandon: 3%", "abandon: ⟦7%⟧"),
        ("at_least: 95%", "at_least: 90%"),
    ),
    fault(
        "BP405",
        "clinic-visit",
        ("asks: [bring-what, fasting]\n", "asks: [bring-what, fasting]\n        requests_feedback: ⟦true⟧\n"),
    ),
    fault(
        "BP405",
        "residence-permit",
        ("notes: 每种情形都写明办理天数\n", "notes: 每种情形都写明办理天数\n        requests_feedback: ⟦true⟧\n"),
    ),
    fault(
        "BP406",
        "library-loan",
        ('keywords: [have, available, "in"]', 'keywords: [have, available, "in"], habit: true'),
        ("asks: is-it-in", "asks: ⟦is-it-in⟧"),
    ),
    fault(
        "BP406",
        "insurance-claim",
        ("keywords: [help, water, now]", "keywords: [help, water, now], habit: true"),
        ("asks: [what-now, is-it-covered]", "asks: [⟦what-now⟧, is-it-covered]"),
    ),
]

CHANNELS = [
    fault(
        "BP501",
        "home-repair",
        ("time: 15m, uses: [聯絡資料,", "time: 15m, collects: ⟦聯絡資料⟧, uses: [聯絡資料,"),
    ),
    fault(
        "BP501",
        "gym-membership",
        (
            "time: 50m, uses: [name, health], records: plan",
            "time: 50m, collects: [⟦name⟧], uses: health, records: plan",
        ),
    ),
    fault(
        "BP502",
        "saas-onboarding",
        ("name: Set-up call, owner: Customer success, systems: desk", "name: Set-up call, owner: Customer success"),
        ("support: {does: Show the case, system: desk}", "support: {does: Show the case, system: app}"),
        ("for: owner-manager, carries: [account, history]", "for: owner-manager, carries: account"),
        ("uses: [account, history, books]", "uses: [account, ⟦history⟧, books]"),
    ),
    fault("BP503", "saas-onboarding", ("replies_on: chat", "replies_on: ⟦email⟧")),
    fault(
        "BP503",
        "home-repair",
        ("blocking: false, collects: [聯絡資料", "replies_on: ⟦email⟧, blocking: false, collects: [聯絡資料"),
    ),
    fault(
        "BP504",
        "parcel-delivery",
        ("availability: 99.9%, depends_on: tracking", "availability: 99.9%"),
        ("name: Tracking page, answers: when, shows: slot", "name: Tracking page, answers: when, shows: ⟦slot⟧"),
        file="parcel.catalogue.yaml",
    ),
    fault(
        "BP504",
        "shared-bike",
        ("availability: 99.9%, depends_on: 出行平台", "availability: 99.9%"),
        ("name: 微信小程序, shows: 车辆位置", "name: 微信小程序, shows: ⟦车辆位置⟧"),
    ),
    fault(
        "BP505",
        "restaurant-dinner",
        ('frontstage: {does: "Bring the coats', '⟦frontstage⟧: {does: "Bring the coats'),
        ("time: 2m, uses: wishes, notes", "time: 2m, notes"),
    ),
    fault(
        "BP505",
        "clinic-visit",
        (
            "frontstage: {does: 刷身份证签到，指路, actor: guide, touchpoint: guide-desk, time: 1m, uses: patient-id}",
            "⟦frontstage⟧: {does: 刷身份证签到，指路, actor: guide, touchpoint: guide-desk, time: 1m}",
        ),
    ),
    fault("BP506", "saas-onboarding", ("forced: false", "forced: ⟦true⟧")),
    fault("BP506", "insurance-claim", ("when: covered}", "when: covered, forced: ⟦true⟧}")),
    fault(
        "BP507",
        "saas-onboarding",
        (", community: true", ""),
        (
            "\ntouchpoints:\n",
            "\n⟦touchpoints⟧:\n  mailbox: {kind: interpersonal, channel: email, owner: Customer success}\n  fan-page: {kind: interpersonal, channel: social, owner: Customer success}\n",
        ),
        ("touchpoints: [sign-up, help, chat]", "touchpoints: [sign-up, help, chat, mailbox, fan-page]"),
    ),
]

INFORMATION = [
    fault("BP601", "restaurant-dinner", ("shows: ready-in,", "shows: [ready-in, ⟦allergies⟧],")),
    fault(
        "BP601",
        "clinic-visit",
        ("{does: 取药，听讲解, uses: prescription}", "{does: 取药，听讲解, uses: queue}"),
        ("uses: [patient-id, prescription], shows: prescription", "uses: patient-id, shows: [queue, ⟦prescription⟧]"),
    ),
    fault(
        "BP602",
        "saas-onboarding",
        ("sensitivity: personal, inferred: true", "sensitivity: sensitive, inferred: true"),
        ("uses: segment, records: history", "uses: segment, shows: ⟦segment⟧, records: history"),
    ),
    fault(
        "BP602",
        "shared-bike",
        ("行程轨迹与费用, sensitivity: personal", "行程轨迹与费用, inferred: true, sensitivity: sensitive"),
        ("{does: 计费, system: 出行平台, shows: 行程}", "{does: 计费, system: 出行平台, shows: ⟦行程⟧}"),
    ),
    fault(
        "BP603",
        "library-loan",
        (
            "loans: {name: Current loans, sensitivity: personal, control: [view, delete]}",
            "⟦loans⟧: {name: Current loans, sensitivity: personal}",
        ),
    ),
    fault(
        "BP603",
        "home-repair",
        (
            "維修紀錄: {name: 維修紀錄, sensitivity: personal, control: [view, delete]}",
            "⟦維修紀錄⟧: {name: 維修紀錄, sensitivity: personal}",
        ),
    ),
    fault("BP604", "restaurant-dinner", (", holds: [order]", ""), ("records: order", "records: ⟦order⟧")),
    fault(
        "BP604",
        "library-loan",
        ("shelf-mark, pick-up-day, due-date]", "shelf-mark, due-date]"),
        ("records: pick-up-day", "records: ⟦pick-up-day⟧"),
    ),
    fault(
        "BP605",
        "library-loan",
        (
            "customer: Walk to the shelf and take the book",
            "customer: {does: Walk to the shelf and take the book, uses: ⟦due-date⟧}",
        ),
    ),
    fault("BP605", "shared-bike", ("customer: 骑车\n", "customer: {does: 骑车, uses: ⟦车辆位置⟧}\n")),
    fault(
        "BP606",
        "residence-permit",
        (
            "进度: {name: 进度与预计取证日, sensitivity: public}",
            "进度: {name: 进度与预计取证日, sensitivity: sensitive, control: view}",
        ),
        ("name: 进度短信, shows: 进度", "name: 进度短信, shows: ⟦进度⟧"),
    ),
    fault(
        "BP606",
        "insurance-claim",
        ("statement: {kind: physical,", "statement: {kind: digital, channel: email, shows: ⟦account⟧,"),
    ),
]

EVIDENCE = [
    fault("BP701", "parcel-delivery", ("basis: observed\n        sources: rides\n", "basis: ⟦observed⟧\n")),
    fault("BP701", "insurance-claim", ("basis: observed\n        sources: listening\n", "basis: ⟦observed⟧\n")),
    fault(
        "BP702",
        "saas-onboarding",
        ("keyboard: {name", "⟦keyboard⟧: {name"),
        (", at: set-up, baseline: 0.7, target: 1}", ", at: set-up}"),
    ),
    fault(
        "BP702",
        "hospital-stay",
        ("核查: {name", "⟦核查⟧: {name"),
        ("baseline: {value: 0.93, n: 1200}, target: 1}", "baseline: {value: 0.93, n: 1200}}"),
    ),
    fault(
        "BP703",
        "saas-onboarding",
        ("file-check: {what", "⟦file-check⟧: {what"),
        ("effort: 3, impact: 4, status: done, verified_by: closed-month", "effort: 3, impact: 4, status: done"),
    ),
    fault(
        "BP703",
        "hospital-stay",
        ("status: done, verified_by: 首夜疼痛", "status: done, verified_by: ⟦首夜疼痛⟧"),
        ("actual: {value: 3.1, sd: 1.4", "actual: {value: 5.5, sd: 1.4"),
    ),
    fault("BP704", "restaurant-dinner", ("actual: {value: 0.38", "actual: {value: ⟦0.25⟧")),
    fault("BP704", "hospital-stay", ("actual: {value: 8.8", "actual: {value: ⟦6.8⟧")),
    fault("BP705", "library-loan", ("reviewed: 2026-09-15", "reviewed: ⟦2025-09-15⟧")),
    fault("BP705", "restaurant-dinner", ('reviewed: "2026-10-01"', 'reviewed: ⟦"2025-10-01"⟧')),
    fault("BP706", "parcel-delivery", ("{id: detour", "{⟦id⟧: detour"), (", sources: [rides, complaints]", "")),
    fault(
        "BP706",
        "hospital-stay",
        ("pain_points: {id: 术后疼痛", "⟦pain_points⟧: {id: 术后疼痛"),
        ("cause: 怕上瘾不敢说, sources: [访谈, 问卷]", "cause: 怕上瘾不敢说"),
        ("n: 410, source: 问卷", "n: 410, source: 访谈"),
    ),
]

INCLUSION = [
    fault(
        "BP801",
        "parcel-delivery",
        ("touchpoints: [feedback-page, hotline]", "touchpoints: ⟦feedback-page⟧"),
        (
            "\nexpectations:\n  - {measure: success_share, at_least: 98%}\n  - {measure: success_share, at_least: 98%, persona: at-home}\n",
            "\nexpectations:\n",
        ),
    ),
    fault(
        "BP801",
        "residence-permit",
        ("channels: [store, kiosk, phone, sms]", "channels: [store, kiosk]"),
        ("touchpoints: [sms, letter, hotline]", "⟦touchpoints⟧: [sms, letter, hotline]"),
        ("  - {measure: success_share, at_least: 100%, persona: worker}\n", ""),
    ),
    fault(
        "BP802",
        "home-repair",
        (
            "- {to: 維修, share: 95%, when: 顧客同意估價}\n          - {to: 婉謝, share: 5%, when: 太舊不值得修}",
            "- {to: 維修, share: 95%, when: 顧客同意估價, for: family}\n          - {to: 婉謝, share: 5%, when: 太舊不值得修, for: family}\n          - {to: 維修, share: 60%, when: 顧客同意估價, for: grandma}\n          - {to: 婉謝, share: 40%, when: 聽不懂估價, for: grandma}",
        ),
        ("outcome: failure", "outcome: ⟦failure⟧"),
        ("at_least: 90%", "at_least: 80%"),
    ),
    fault(
        "BP803", "saas-onboarding", ("touchpoints: [workspace, help, chat, call]", "⟦touchpoints⟧: [workspace, help]")
    ),
]

OPERATIONS = [
    fault(
        "BP901",
        "saas-onboarding",
        ("availability: 99.95%", "availability: 98%"),
        ("- id: first-month", "- ⟦id⟧: first-month"),
    ),
    fault(
        "BP901",
        "restaurant-dinner",
        ("- id: welcome", "- ⟦id⟧: welcome"),
        (
            "actor: host, touchpoint: door, lane: dining-room, time: 2m, uses: [contact, wishes]",
            "actor: host, lane: dining-room, time: 2m, uses: [contact, wishes]",
        ),
    ),
    fault("BP902", "restaurant-dinner", ("at_least: 95%", "at_least: ⟦99%⟧")),
    fault("BP902", "home-repair", ("at_most: 15%", "at_most: ⟦5%⟧")),
    fault("BP902", "library-loan", ("{measure: handoffs, at_most: 1}", "{measure: cost_per_journey, at_most: ⟦1⟧}")),
    fault("BP903", "restaurant-dinner", ("price: 118", "price: ⟦80⟧")),
    fault("BP903", "clinic-visit", ("price: 180", "price: ⟦100⟧")),
    fault(
        "BP904",
        "early-sketch",
        (
            "- customer: 帶一杯回家\n        touchpoints: 教室\n",
            "- id: 帶走\n        customer: 帶一杯回家\n        touchpoints: 教室\n        next: {end: 80%, ⟦帶走⟧: 20%}\n",
        ),
    ),
]

MUTATIONS = [
    *THE_FILE,
    *STRUCTURE,
    *BLUEPRINT,
    *EXPERIENCE,
    *HELP,
    *CHANNELS,
    *INFORMATION,
    *EVIDENCE,
    *INCLUSION,
    *OPERATIONS,
]
