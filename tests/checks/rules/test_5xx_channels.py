"""One customer, many channels: what BP501 to BP507 say, and where they keep silent."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from inline_snapshot import snapshot

from blueprint.checks.engine import check_file
from blueprint.checks.settings import Settings
from tests.checks.rules.saying import said

FOLDER = Path(__file__).parents[3] / "examples"


def test_the_four_faults_of_scenario_5_are_found_and_its_improvement_has_none() -> None:
    """Inconsistent, impersonal, frustrating support, no community; and the reply and the turns that are forced."""
    settings = Settings(select=("BP5",))
    found = Counter(f.code for f in check_file(FOLDER / "05-omnichannel.as-is.blueprint.yaml", settings).findings)
    assert found == {"BP501": 3, "BP503": 1, "BP504": 1, "BP505": 2, "BP506": 2, "BP507": 1}
    assert check_file(FOLDER / "05-omnichannel.to-be.blueprint.yaml", settings).findings == ()


def test_no_other_example_has_such_faults_save_the_broken_loop_of_scenario_2() -> None:
    others = sorted(path for path in FOLDER.glob("*.blueprint.yaml") if "omnichannel" not in path.name)
    found = [(f.code, path.name) for path in others for f in check_file(path, Settings(select=("BP5",))).findings]
    assert found == [("BP501", "02-broadband-move.as-is.blueprint.yaml")]


CHANNELS = """\
touchpoints:
  chat: {kind: interpersonal, channel: chat}
  line: {kind: interpersonal, channel: phone}
  shop: {kind: interpersonal, channel: store}
  site: {kind: digital, channel: web}
  anywhere: {kind: physical}
actors:
  anna: {name: Anna, team: Service}
  otto: {name: Otto, team: Sales}
systems:
  crm: {name: Customers, holds: [name, wish]}
  till: {name: Till, depends_on: crm}
data:
  name: {name: Name, sensitivity: personal}
  wish: {name: Wish, sensitivity: personal}
  fault: Fault
  place: Place
stages:
- name: S
  steps:
"""
"""Twenty lines; what follows begins in line 21."""


def channels(steps: str) -> str:
    return CHANNELS + steps


# -- BP501 -------------------------------------------------------------------------------------------------------


def test_501_names_each_step_that_asks_again_and_who_asked_first() -> None:
    text = channels("""\
  - {id: a, customer: Write, frontstage: {does: Ask, collects: fault}}
  - {id: b, customer: Call, frontstage: {does: Ask, collects: [name, fault]}}
  - {id: c, customer: Come, frontstage: [Greet, {does: Ask, collects: [place, fault, name]}]}
""")
    assert said("BP501", text) == snapshot(
        [
            "22:70 `b` asks again for `fault` (once a journey), told before at `a`: let it go along (`carries`), or keep it in a system that both use",
            "  21:64 asked here before",
            "23:61 `c` asks again for `fault` and `name` (once a journey each), told before at `a` and `b`: let them go along (`carries`), or keep them in a system that both use",
            "  21:64 asked here before",
            "  22:64 asked here before",
        ]
    )


def test_501_says_once_what_a_way_back_asks_for_together() -> None:
    text = channels("""\
  - {id: a, customer: Start, next: b}
  - id: b
    customer: Call
    frontstage: {does: Ask, collects: [name, fault, place, wish]}
    next: {c: 80%, a: 20%}
  - {id: c, customer: Done}
""")
    assert said("BP501", text) == snapshot(
        [
            "24:29 customers who come back to `b` are asked again for `name`, `fault`, `place` and 1 more (0.25 times a journey each): keep what they said"
        ]
    )


def test_501_says_once_what_was_told_to_several_in_one_step() -> None:
    text = channels("""\
  - {id: a, customer: Write, frontstage: [{does: Ask, collects: name}, {does: Ask, collects: [place, fault]}]}
  - {id: b, customer: Call, frontstage: {does: Ask, collects: [fault, name]}}
""")
    assert said("BP501", text) == snapshot(
        [
            "22:53 `b` asks again for `fault` and `name` (once a journey each), told before at `a`: let them go along (`carries`), or keep them in a system that both use",
            "  21:102 asked here before",
        ]
    )


def test_501_names_the_datum_that_is_asked_for_most_first() -> None:
    text = channels("""\
  - {id: a, customer: Write, frontstage: {does: Ask, collects: wish}, next: {b: 50%, c: 50%}}
  - {id: b, customer: Call, frontstage: {does: Ask, collects: name}}
  - {id: c, customer: Come, frontstage: {does: Ask, collects: [name, fault, wish]}, next: {c: 20%, end: 80%}}
""")
    assert said("BP501", text) == snapshot(
        [
            "23:53 `c` asks again for `wish` (1.25 times a journey), `name` (0.75) and `fault` (0.25), told before at `a` and `b`: let them go along (`carries`), or keep them in a system that both use",
            "  21:64 asked here before",
            "  22:63 asked here before",
        ]
    )


KEPT = """\
  - {id: a, customer: Write, frontstage: {does: Ask, collects: name, system: %s}}
  - {id: b, customer: Call, frontstage: {does: Ask, collects: name, system: till}}
"""


def test_501_names_the_system_in_which_it_can_be_looked_up() -> None:
    assert said("BP501", channels(KEPT % "crm")) == snapshot(
        [
            "22:63 `b` asks again for `name` (once a journey), told before at `a`: look it up in `crm` instead",
            "  21:64 asked here before",
        ]
    )
    assert "`crm`" not in said("BP501", channels(KEPT % "other").replace("  till:", "  other: Other\n  till:"))[0]


def test_501_in_chinese_with_labels_for_ids() -> None:
    text = """\
data: {单号: 订单号}
stages:
- name: 求助
  steps:
  - {customer: 发短信求助, frontstage: {does: 问单号, collects: 单号}}
  - {customer: 打电话从头再讲一遍, frontstage: {does: 再问单号, collects: 单号}}
"""
    assert said("BP501", text) == snapshot(
        [
            "6:62 `打电话从头再讲一遍` asks again for `单号` (once a journey), told before at `发短信求助`: let it go along (`carries`), or keep it in a system that both use",
            "  5:57 asked here before",
        ]
    )


TWICE = """\
  - {id: a, customer: Write, frontstage: {does: Ask, collects: fault}, next: {b: 0.5%, end: 99.5%}}
  - {id: b, customer: Call, frontstage: {does: Ask, collects: fault}}
"""


def test_501_speaks_from_as_often_as_the_option_says() -> None:
    assert said("BP501", channels(TWICE)) == []
    assert said("BP501", channels(TWICE), times=0.0) == snapshot(
        [
            "22:63 `b` asks again for `fault` (0.01 times a journey), told before at `a`: let it go along (`carries`), or keep it in a system that both use",
            "  21:64 asked here before",
        ]
    )
    assert said("BP501", channels(TWICE), times=0.006) == []


@pytest.mark.parametrize(
    "steps",
    [
        # asked on two ways, of which each customer goes one
        """\
  - {id: a, customer: Choose, next: {b: 50%, c: 50%}}
  - {id: b, customer: Write, frontstage: {does: Ask, collects: fault}, next: end}
  - {id: c, customer: Call, frontstage: {does: Ask, collects: fault}}
""",
        # a wanted repetition is a new round
        """\
  - id: a
    customer: Order
    frontstage: {does: Ask, collects: fault}
    next: [{to: a, share: 50%, repeat: true}, {to: end, share: 50%}]
""",
        # as a rule wants it
        """\
  - {id: a, customer: Write, frontstage: {does: Ask, collects: fault}}
  - {id: b, customer: Call, frontstage: {does: Ask, collects: fault, policy: Ask twice before you cut}}
""",
        # twice in one step
        "  - {id: a, customer: {does: Write, collects: fault}, frontstage: {does: Ask, collects: fault}}\n",
        # no numbers: BP105 says why
        """\
  - {id: a, customer: Write, frontstage: {does: Ask, collects: fault}}
  - {id: b, customer: Call, frontstage: {does: Ask, collects: fault}, next: a}
""",
    ],
)
def test_501_is_silent(steps: str) -> None:
    assert said("BP501", channels(steps)) == []


# -- BP502 -------------------------------------------------------------------------------------------------------

TOLD = "  - {id: a, customer: Write, touchpoints: chat, frontstage: {does: Ask, actor: anna, collects: fault}%s}\n"


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        # over a change of channel
        (
            TOLD % "" + "  - {id: b, customer: Call, touchpoints: line, frontstage: {does: Mend, uses: fault}}\n",
            snapshot(
                [
                    "22:79 `b` needs `fault`, which `a` knew and the change of channel from `chat` to `phone` loses: let it go along (`carries`), or keep it in a system that both use",
                    "  21:96 known from here",
                ]
            ),
        ),
        # over a change of team
        (
            TOLD % ""
            + "  - {id: b, customer: Call, touchpoints: chat, frontstage: {does: Mend, actor: otto, uses: [fault]}}\n",
            snapshot(
                [
                    "22:93 `b` needs `fault`, which `a` knew and the change of team from `Service` to `Sales` loses: let it go along (`carries`), or keep it in a system that both use",
                    "  21:96 known from here",
                ]
            ),
        ),
        # a step without channel is passed over, and so is the branch that carries it
        (
            TOLD % ", next: {to: b, carries: fault}"
            + "  - {id: b, customer: Call, touchpoints: line, frontstage: {does: Mend, uses: fault}}\n"
            + "  - {id: c, customer: Wait, touchpoints: anywhere}\n"
            + "  - {id: d, customer: Come, touchpoints: shop, backstage: {does: Mend, uses: fault}}\n",
            snapshot(
                [
                    "24:78 `d` needs `fault`, which `a` knew and the change of channel from `phone` to `store` loses: let it go along (`carries`), or keep it in a system that both use",
                    "  21:96 known from here",
                ]
            ),
        ),
        # once for what is needed again and again
        (
            TOLD % ""
            + "  - {id: b, customer: Call, touchpoints: line, frontstage: {does: Mend, uses: fault}}\n"
            + "  - {id: c, customer: Call, touchpoints: line, frontstage: {does: Mend, uses: fault}}\n",
            snapshot(
                [
                    "22:79 `b` needs `fault`, which `a` knew and the change of channel from `chat` to `phone` loses: let it go along (`carries`), or keep it in a system that both use",
                    "  21:96 known from here",
                ]
            ),
        ),
        # what a system held in the step before
        (
            """\
  - {id: a, customer: Write, touchpoints: chat, frontstage: {does: Look, system: till, uses: wish}}
  - {id: b, customer: Call, touchpoints: line, frontstage: {does: Advise, uses: wish}}
""",
            snapshot(
                [
                    "22:81 `b` needs `wish`, which `a` knew and the change of channel from `chat` to `phone` loses: let it go along (`carries`), or keep it in a system that both use",
                    "  21:6 known here",
                ]
            ),
        ),
    ],
)
def test_502_names_what_is_lost_over_which_change(steps: str, expected: list[str]) -> None:
    assert said("BP502", channels(steps)) == expected
    assert said("BP605", channels(steps)) == []


@pytest.mark.parametrize(
    "step",
    [
        "{id: b, customer: Chat on, touchpoints: chat, frontstage: {does: Mend, uses: fault}}",
        # customers know what they told
        "{id: b, customer: {does: Call, uses: fault}, touchpoints: line}",
        "{id: b, customer: Call, touchpoints: line, frontstage: {does: Ask, collects: fault, uses: fault}}",
    ],
)
def test_502_is_silent(step: str) -> None:
    assert said("BP502", channels(TOLD % "" + f"  - {step}\n")) == []


def test_502_is_silent_where_it_goes_along() -> None:
    step = "  - {id: b, customer: Call, touchpoints: line, frontstage: {does: Mend, uses: fault}}\n"
    assert said("BP502", channels(TOLD % ", next: {to: b, carries: [place, fault]}" + step)) == []


def test_502_is_silent_where_the_file_does_not_say_how_anything_is_kept() -> None:
    text = (CHANNELS + TOLD % "").replace(", holds: [name, wish]", "")
    text += "  - {id: b, customer: Call, touchpoints: line, frontstage: {does: Mend, uses: fault}}\n"
    assert said("BP502", text) == said("BP605", text) == []


# -- BP503 -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        (
            "{id: a, customer: Write, touchpoints: chat, frontstage: {does: Answer, replies_on: email}}",
            snapshot(
                [
                    "21:88 `a` answers by `email` what was asked by `chat`: answer where the question was asked, or let the customer choose"
                ]
            ),
        ),
        (
            "{customer: Write, touchpoints: [chat, line], backstage: {does: Answer, replies_on: 电邮}}",
            snapshot(
                [
                    "21:88 `Write` answers by `电邮` what was asked by `chat` and `phone`: answer where the question was asked, or let the customer choose"
                ]
            ),
        ),
        (
            "{id: a, customer: W, touchpoints: [chat, line], frontstage: {does: A, touchpoint: line, replies_on: chat}}",
            snapshot(
                [
                    "21:105 `a` answers by `chat` what was asked by `phone`: answer where the question was asked, or let the customer choose"
                ]
            ),
        ),
        ("{id: a, customer: Write, touchpoints: [chat, line], frontstage: {does: A, replies_on: phone}}", []),
        ("{id: a, customer: Write, touchpoints: chat, frontstage: {does: A, replies_on: Chat}}", []),
        # no channel to compare with
        ("{id: a, customer: Write, touchpoints: anywhere, frontstage: {does: A, replies_on: email}}", []),
        ("{id: a, customer: Write, frontstage: {does: A, replies_on: email}}", []),
    ],
)
def test_503_a_reply_on_another_channel(step: str, expected: list[str]) -> None:
    assert said("BP503", channels(f"  - {step}\n")) == expected


# -- BP504 -------------------------------------------------------------------------------------------------------


def shown(systems: str, first: str = "one", second: str = "two", met: str = "[web, app, slip]") -> str:
    return f"""\
touchpoints:
  web: {{kind: digital, shows: points, systems: {first}}}
  app: {{kind: digital, shows: [name, points], systems: {second}}}
  slip: {{kind: physical, shows: points}}
data: {{points: Points, name: Name}}
systems: {{{systems}}}
stages: [{{name: S, steps: [{{customer: Look, touchpoints: {met}}}]}}]
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            shown("one: {name: 1, holds: points}, two: {name: 2, holds: points}".replace("1", "A").replace("2", "B")),
            snapshot(
                [
                    "3:38 `web` and `app` show `points` from systems that know nothing of each other (`one` and `two`), so they can differ: feed all from one that holds it",
                    "  2:31 shown here too",
                ]
            ),
        ),
        # a common system that doesn't hold it is no help where others do
        (
            shown(
                "one: {name: A, holds: points, depends_on: net}, two: {name: B, holds: points, depends_on: net}, net: Net"
            ),
            snapshot(
                [
                    "3:38 `web` and `app` show `points` from systems that know nothing of each other (`one` and `two`), so they can differ: feed all from one that holds it",
                    "  2:31 shown here too",
                ]
            ),
        ),
        # only the one is said to hold it
        (
            shown("one: {name: A, holds: points}, two: B"),
            snapshot(
                [
                    "3:38 `web` and `app` show `points` from systems that know nothing of each other (`one` and `two`), so they can differ: feed all from one that holds it",
                    "  2:31 shown here too",
                ]
            ),
        ),
    ],
)
def test_504_systems_that_know_nothing_of_each_other(text: str, expected: list[str]) -> None:
    assert said("BP504", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        shown("one: {name: A, holds: points}, two: {name: B, depends_on: one}"),
        shown("one: {name: A, depends_on: two}, two: {name: B, holds: points}"),
        shown("one: {name: A, depends_on: core}, two: {name: B, depends_on: core}, core: {name: C, holds: points}"),
        # nobody says who holds it: a common system may
        shown("one: {name: A, depends_on: net}, two: {name: B, depends_on: net}, net: Net"),
        shown("one: {name: A, holds: points}, two: B", second="[two, one]"),
        shown("one: {name: A, holds: points}, two: {name: B, holds: points}", second="one"),
        # the other one is met nowhere
        shown("one: {name: A, holds: points}, two: {name: B, holds: points}", met="[web, slip]"),
        # systems in a circle (BP111) are no endless loop
        shown("one: {name: A, depends_on: two}, two: {name: B, depends_on: one}"),
    ],
)
def test_504_is_silent(text: str) -> None:
    assert said("BP504", text) == []


def test_504_says_once_what_many_touchpoints_show() -> None:
    ids = ["甲", "乙", "丙", "丁", "戊"]
    text = "touchpoints:\n"
    text += "".join(f"  {id_}: {{kind: digital, shows: 积分, systems: 系统{id_}}}\n" for id_ in ids)
    text += f"data: {{积分: 会员积分}}\nsystems: {{{', '.join(f'系统{id_}: {id_}' for id_ in ids)}}}\n"
    text += f"stages: [{{name: S, steps: [{{customer: 查积分, touchpoints: [{', '.join(ids)}]}}]}}]\n"
    assert said("BP504", text) == snapshot(
        [
            "3:29 `甲`, `乙`, `丙` and 2 more show `积分` from systems that know nothing of each other (`系统甲`, `系统乙`, `系统丙` and 2 more), so they can differ: feed all from one that holds it",
            "  2:29 shown here too",
            "  4:29 shown here too",
            "  5:29 shown here too",
        ]
    )


# -- BP505 -------------------------------------------------------------------------------------------------------

USING = "  - {id: z, customer: Ask, frontstage: {does: Look, system: crm, uses: name}}\n"


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        (
            "{id: a, customer: Call, touchpoints: line, frontstage: {does: Listen, actor: anna}, support: {does: Log, system: till}}",
            snapshot(
                [
                    "21:48 `crm` knows `name` and `wish` of the customer, but those who serve at `a` use nothing of it: put before them what helps (`uses`)"
                ]
            ),
        ),
        # what it is asking for anyway doesn't count
        (
            "{customer: Call, touchpoints: line, frontstage: [{does: Listen, uses: fault, collects: name}, {does: Log, system: crm}]}",
            snapshot(
                [
                    "21:75 `crm` knows `wish` of the customer, but those who serve at `Call` use nothing of it: put before them what helps (`uses`)"
                ]
            ),
        ),
    ],
)
def test_505_who_serves_uses_nothing_of_what_is_known(step: str, expected: list[str]) -> None:
    assert said("BP505", channels(f"  - {step}\n{USING}")) == expected


@pytest.mark.parametrize(
    "steps",
    [
        # nothing in the file says what is used
        "  - {customer: Call, frontstage: {does: Listen, actor: anna}, support: {does: Log, system: crm}}\n",
        # nobody serves
        f"  - {{customer: Look, touchpoints: site, frontstage: {{does: Show, system: crm}}}}\n{USING}",
        # somebody in the step uses or shows it
        f"  - {{customer: A, frontstage: {{does: B, actor: anna}}, backstage: {{does: C, system: crm, uses: wish}}}}\n{USING}",
        f"  - {{customer: A, frontstage: {{does: B, actor: anna}}, support: {{does: C, system: crm, shows: wish}}}}\n{USING}",
        # no system there knows anything
        f"  - {{customer: A, touchpoints: line, frontstage: {{does: B, actor: anna}}}}\n{USING}",
        # all that it knows is being asked for, or made
        f"  - {{customer: A, frontstage: {{does: B, actor: anna, system: crm, collects: wish, records: name}}}}\n{USING}",
        f"  - {{customer: A, frontstage: {{does: B, actor: anna, system: crm, collects: [wish, name]}}}}\n{USING}",
    ],
)
def test_505_is_silent(steps: str) -> None:
    assert said("BP505", channels(steps)) == []


# -- BP506 -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("next_", "expected"),
    [
        (
            "{to: b, forced: true}",
            snapshot(
                [
                    "21:71 `a` sends customers to `b`, on a channel that they didn't choose: finish it where they are, or leave them the choice"
                ]
            ),
        ),
        (
            "[{to: c, share: 30%}, {to: b, forced: true}, {to: end, forced: true}]",
            snapshot(
                [
                    "21:93 `a` sends customers to `b`, on a channel that they didn't choose: finish it where they are, or leave them the choice",
                    "21:118 `a` sends customers away, to a channel that they didn't choose: finish it where they are, or leave them the choice",
                ]
            ),
        ),
        ("{to: b, forced: false}", []),
    ],
)
def test_506_customers_are_sent_to_another_channel(next_: str, expected: list[str]) -> None:
    text = channels(f"""\
  - {{id: a, customer: Write, touchpoints: chat, next: {next_}}}
  - {{id: b, customer: Call, touchpoints: line}}
  - {{id: c, customer: Come, touchpoints: shop}}
""")
    assert said("BP506", text) == expected


def test_506_leaves_to_503_what_is_answered_on_that_channel() -> None:
    text = channels("""\
  - id: a
    customer: Write
    touchpoints: chat
    frontstage: {does: Answer, replies_on: phone}
    next: {to: b, forced: true}
  - {id: b, customer: Take the call, touchpoints: line}
""")
    assert said("BP506", text) == []
    assert len(said("BP503", text)) == 1


# -- BP507 -------------------------------------------------------------------------------------------------------


def many(channels: list[str], more: str = "", asks: str = "asks: q", digital: str = "web") -> str:
    people = "".join(f"  {c}: {{kind: interpersonal, channel: {c}{more}}}\n" for c in channels)
    return f"""\
questions: {{q: How?}}
touchpoints:
  site: {{kind: {"digital" if digital else "physical"}, channel: web}}
{people}stages: [{{name: S, steps: [{{customer: Ask, touchpoints: [site, {", ".join(channels)}], {asks}}}]}}]
"""


FOUR = ["phone", "email", "store", "社区"]


def test_507_many_channels_and_none_for_customers_among_themselves() -> None:
    assert said("BP507", many(FOUR)) == snapshot(
        [
            "2:1 people answer customers on 4 channels, and on none do customers meet each other: give them a forum or a group (`community: true`) where they help each other"
        ]
    )
    assert len(said("BP507", many(["phone", "email"]), channels=2)) == 1
    assert said("BP507", many(FOUR), channels=5) == []


@pytest.mark.parametrize(
    "text",
    [
        many(FOUR[:3]),
        many(FOUR, more=", community: true"),
        many(FOUR, asks="emotion: 1"),
        many(FOUR, digital=""),
    ],
)
def test_507_is_silent(text: str) -> None:
    assert said("BP507", text) == []
