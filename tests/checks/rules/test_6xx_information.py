"""Information and trust: what BP601 to BP606 say, and where they keep silent."""

from __future__ import annotations

from pathlib import Path

import pytest
from inline_snapshot import snapshot

from blueprint.checks.engine import check_file, check_text
from blueprint.checks.settings import Settings
from tests.checks.rules.saying import said

FOLDER = Path(__file__).parents[3] / "examples"


def test_of_all_examples_only_the_baby_coupons_of_scenario_7_betray_trust() -> None:
    found = [
        (finding.code, path.name.split(".")[0], str(finding.message).split("`")[1])
        for path in sorted(FOLDER.glob("*.blueprint.yaml"))
        for finding in check_file(path, Settings(select=("BP6",))).findings
    ]
    assert found == [
        ("BP603", "07-baby-coupons", "purchases"),
        ("BP603", "07-baby-coupons", "pregnancy"),
        ("BP602", "07-baby-coupons", "baby-coupons"),
        ("BP602", "07-baby-coupons", "mixed-coupons"),
    ]


FILE = """\
touchpoints:
  page: {kind: digital, channel: web, shows: [name, weight, hours]}
  post: {kind: physical, channel: mail, shows: guess}
  text: {kind: digital, channel: sms, shows: weight}
  line: {kind: interpersonal, channel: phone}
  mail: {kind: interpersonal, channel: email}
systems:
  crm: {name: Customers, holds: [name, weight, guess]}
  net: {name: Net, depends_on: crm}
data:
  name: {name: Name, sensitivity: personal, control: view}
  weight: {name: Weight, sensitivity: sensitive, control: view}
  guess: {name: Guess, sensitivity: sensitive, inferred: true, control: view}
  taste: {name: Taste, sensitivity: personal, inferred: true, control: view}
  hours: Opening hours
  order: Order
stages:
- name: S
  steps:
"""
"""Nineteen lines; what follows begins in line 20."""


# -- BP601 -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        # at the touchpoint, whatever the number of steps that meet it
        (
            """\
  - {customer: {does: Look up, uses: hours}, touchpoints: page}
  - {customer: {does: Look again, uses: name}, touchpoints: page}
""",
            snapshot(
                [
                    "2:53 `page` shows customers `weight`, which nobody there uses: show only what they came for, or say who uses it (`uses`)"
                ]
            ),
        ),
        # by what is said
        (
            "  - {id: a, customer: {does: Ask, uses: order}, frontstage: {does: Tell, shows: [name, order]}}\n",
            snapshot(
                [
                    "20:82 `a` shows customers `name`, which nobody there uses: tell them only what they came for, or say who uses it (`uses`)"
                ]
            ),
        ),
        # what staff use doesn't say what the customer came for
        ("  - {id: a, customer: Pay, frontstage: {does: Bill, uses: order, shows: [name, order]}}\n", []),
        ("  - {customer: Look up, touchpoints: page, backstage: {does: Look, uses: order}}\n", []),
        # some step needs each of it
        (
            """\
  - {customer: {does: Look up, uses: weight}, touchpoints: page}
  - {customer: Wait, backstage: {does: Look, uses: name}, touchpoints: page}
""",
            [],
        ),
        # nobody says what is needed there
        ("  - {customer: Look up, touchpoints: page}\n", []),
        ("  - {customer: Ask, frontstage: {does: Tell, shows: name}}\n", []),
        # BP602 says worse
        ("  - {customer: {does: Open, uses: name}, touchpoints: post}\n", []),
    ],
)
def test_601_personal_data_shown_that_nothing_needs(steps: str, expected: list[str]) -> None:
    assert said("BP601", FILE + steps) == expected


def test_601_leaves_alone_the_touchpoints_of_a_catalogue_that_others_share(tmp_path) -> None:
    (tmp_path / "blueprint.toml").touch()
    (tmp_path / "a.catalogue.yaml").write_text(
        "blueprint: v1\n"
        "touchpoints: {page: {kind: digital, shows: name}}\n"
        "data: {name: {name: Name, sensitivity: personal}, order: Order}\n"
    )
    (tmp_path / "a.blueprint.yaml").write_text(
        "blueprint: v1\ntitle: A\ninclude: a.catalogue.yaml\n"
        "stages: [{name: S, steps: [{customer: {does: Look, uses: order}, touchpoints: page}]}]\n"
    )
    assert check_file(tmp_path / "a.blueprint.yaml", Settings(select=("BP601",))).findings == ()


# -- BP602 -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        (
            """\
  - {id: a, customer: Buy, backstage: {does: Guess, uses: name, records: [order, guess]}}
  - {id: b, customer: Come, frontstage: {does: Hint at it, shows: [name, guess]}}
  - {id: c, customer: Open, touchpoints: post}
""",
            snapshot(
                [
                    "3:48 `post` shows customers `guess`, which is sensitive and which they never told: ask them first",
                    "  20:82 derived here",
                    "21:74 `b` shows customers `guess`, which is sensitive and which they never told: ask them first",
                    "  20:82 derived here",
                ]
            ),
        ),
        # inferred, but not sensitive; met nowhere
        ("  - {customer: Come, frontstage: {does: Suggest, shows: taste}, touchpoints: page}\n", []),
    ],
)
def test_602_guesses_shown(steps: str, expected: list[str]) -> None:
    assert said("BP602", FILE + steps) == expected


def test_602_asks_for_control_too_where_there_is_none() -> None:
    text = FILE.replace("inferred: true, control: view", "inferred: true")
    text += "  - {customer: 打开信, frontstage: {does: 寄券, shows: guess}}\n"
    assert said("BP602", text) == snapshot(
        [
            "20:51 `打开信` shows customers `guess`, which is sensitive and which they never told: ask them first, and let them see, correct or refuse it (`control`)"
        ]
    )


# -- BP603 -------------------------------------------------------------------------------------------------------


def data(items: str, uses: str = "a, b, c") -> str:
    return f"""\
data:
  a: {{name: A, {items}}}
  b: {{name: B, sensitivity: personal, control: view}}
  c: {{name: C, sensitivity: public}}
stages: [{{name: S, steps: [{{customer: Look, frontstage: {{does: Tell, uses: [{uses}]}}}}]}}]
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            data("sensitivity: personal"),
            snapshot(
                [
                    "2:3 `a` is personal, and customers can neither see, correct nor delete it, nor opt out: give them a way to, and name it (`control`)"
                ]
            ),
        ),
        (
            data("sensitivity: sensitive").replace(", control: view", ""),
            snapshot(
                [
                    "2:3 `a` is sensitive, and customers can neither see, correct nor delete it, nor opt out: give them a way to, and name it (`control`)"
                ]
            ),
        ),
        # no other item says what customers can do
        (data("sensitivity: personal").replace(", control: view", ""), []),
        (data("sensitivity: personal, control: opt-out"), []),
        (data("sensitivity: public"), []),
        # handled nowhere
        (data("sensitivity: sensitive", uses="b, c"), []),
    ],
)
def test_603_no_say_over_ones_data(text: str, expected: list[str]) -> None:
    assert said("BP603", text) == expected


# -- BP604 -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        (
            "  - {id: a, customer: Ask, frontstage: {does: Note, collects: [name, order]}}\n",
            snapshot(
                [
                    "20:70 `a` asks for `order`, but no system holds it and nobody uses it: let a system keep it (`holds`), or don't ask for it"
                ]
            ),
        ),
        (
            """\
  - {customer: 问, backstage: {does: 记, records: order}}
  - {customer: 等, backstage: {does: 查, uses: order}}
""",
            snapshot(
                ["20:49 `问` makes `order`, but no system holds it: let a system keep it (`holds`), or don't make it"]
            ),
        ),
        # used where it is asked for, and nowhere else
        ("  - {customer: Ask, frontstage: {does: Note, collects: order, uses: order}}\n", []),
        ("  - {customer: {does: Say, collects: order}, backstage: {does: Do, uses: order}}\n", []),
        # BP502 says where it is lacking
        (
            """\
  - {customer: Ask, touchpoints: line, frontstage: {does: Note, collects: order}}
  - {customer: Wait, touchpoints: mail, backstage: {does: Do, uses: order}}
""",
            [],
        ),
        ("  - {customer: Ask, frontstage: {does: Note, collects: [name, weight]}}\n", []),
    ],
)
def test_604_data_that_nothing_holds(steps: str, expected: list[str]) -> None:
    assert said("BP604", FILE + steps) == expected


def test_604_is_silent_where_no_system_is_said_to_hold_anything() -> None:
    text = FILE.replace(", holds: [name, weight, guess]", "")
    assert said("BP604", f"{text}  - {{customer: Ask, frontstage: {{does: Note, collects: order}}}}\n") == []


# -- BP605 -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        # from nowhere, in several places
        (
            """\
  - {id: a, customer: Ask, frontstage: {does: Look, uses: [order]}}
  - {id: b, customer: Ask on, frontstage: {does: Look, uses: order}}
  - {id: c, customer: Ask on, backstage: {does: Look, uses: order}}
""",
            snapshot(
                [
                    "20:60 `a` and 2 other steps use `order`, but nothing says where it comes from: let someone ask for it (`collects`) or make it (`records`), or a system of the step keep it (`holds`)",
                    "  21:6 `order` is lacking here too",
                    "  22:6 `order` is lacking here too",
                ]
            ),
        ),
        # a system holds it, and nobody there has the system
        (
            "  - {id: a, customer: Ask, frontstage: {does: Look, uses: name}}\n",
            snapshot(
                [
                    "20:59 `a` uses `name`, which `crm` holds, but the step doesn't use that system: name it as the `system` of an action there, or let the branch that leads there bring the data (`carries`)"
                ]
            ),
        ),
        # on one of two ways
        (
            """\
  - {id: a, customer: Start, next: {b: 50%, c: 50%}}
  - {id: b, customer: Call, frontstage: {does: Ask, collects: order}}
  - {id: c, customer: Come, frontstage: {does: Work, uses: order}}
""",
            snapshot(
                [
                    "22:60 `c` uses `order`, which nobody there knows of customers who come straight from `a`: ask for it on that way too, or keep it in a system"
                ]
            ),
        ),
        # only later
        (
            """\
  - {id: a, customer: Start, frontstage: {does: Work, uses: order}}
  - {id: b, customer: Call, frontstage: {does: Ask, collects: order}}
""",
            snapshot(
                [
                    "20:61 `a` uses `order`, which nobody knows yet: ask for it earlier, or keep it in a system of the step"
                ]
            ),
        ),
        # for the customer
        (
            "  - {id: a, customer: {does: 等, uses: hours}}\n",
            snapshot(
                [
                    "20:39 customers use `hours` at `a`, but nothing there shows it to them: let the touchpoint or an action show it (`shows`)"
                ]
            ),
        ),
        # shown, known to themselves
        ("  - {customer: {does: Look, uses: hours}, touchpoints: page}\n", []),
        ("  - {customer: {does: Look, uses: hours}, frontstage: {does: Tell, shows: hours}}\n", []),
        ("  - {customer: {does: Say, uses: name}}\n", []),
        # a system of the step has it
        ("  - {customer: Ask, frontstage: {does: Look, system: net, uses: name}}\n", []),
    ],
)
def test_605_needed_and_not_there(steps: str, expected: list[str]) -> None:
    assert said("BP605", FILE + steps) == expected
    assert said("BP502", FILE + steps) == []


def test_605_is_advice_where_a_system_holds_it() -> None:
    steps = "  - {customer: Ask, frontstage: {does: Look, uses: [name, order]}}\n"
    result = check_text(f"blueprint: v1\ntitle: A\n{FILE}{steps}", settings=Settings(select=("BP605",)))
    assert [(f.message.split("`")[3], f.severity.value) for f in result.findings] == [
        ("name", "advice"),
        ("order", "warning"),
    ]


def test_605_names_the_persona_who_comes_that_way() -> None:
    text = (
        "personas: {old: Old, young: Young}\n"
        + FILE
        + """\
  - {id: a, customer: Call, personas: young, frontstage: {does: Ask, collects: order}}
  - {id: b, customer: Wait}
  - {id: c, customer: Come, frontstage: {does: Work, uses: order}}
"""
    )
    assert said("BP605", text) == snapshot(
        [
            "23:60 `c` uses `order`, which nobody there knows of `old` who come straight from `b`: ask for it on that way too, or keep it in a system"
        ]
    )


def test_605_is_silent_where_the_file_does_not_say_how_anything_is_kept_or_shown() -> None:
    order = "  - {customer: Ask, frontstage: {does: Look, uses: order}}\n"
    hours = "  - {customer: {does: Wait, uses: hours}}\n"
    kept, shown = (
        ", holds: [name, weight, guess]",
        (", shows: [name, weight, hours]", ", shows: guess", ", shows: weight"),
    )
    text = FILE.replace(kept, "")
    assert said("BP605", text + order) == []
    assert len(said("BP605", text + hours)) == 1
    text = FILE
    for part in shown:
        text = text.replace(part, "")
    assert said("BP605", text + hours) == []
    assert len(said("BP605", text + order)) == 1


# -- BP606 -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        (
            "  - {customer: Read, touchpoints: text}\n",
            snapshot(
                [
                    "4:46 `text` shows `weight`, which is sensitive, over `sms`, which others can read: send word only, and show it behind a login or say it in person"
                ]
            ),
        ),
        (
            "  - {id: a, customer: 问, touchpoints: mail, frontstage: {does: 答, collects: [name, weight], shows: weight}}\n",
            snapshot(
                [
                    "20:84 `a` asks for `weight`, which is sensitive, over `email`, which others can read: send word only, and show it behind a login or say it in person",
                    "20:100 `a` shows `weight`, which is sensitive, over `email`, which others can read: send word only, and show it behind a login or say it in person",
                ]
            ),
        ),
        # the touchpoint was named already
        (
            "  - {customer: Read, touchpoints: text, frontstage: {does: Send, shows: weight}}\n",
            snapshot(
                [
                    "4:46 `text` shows `weight`, which is sensitive, over `sms`, which others can read: send word only, and show it behind a login or say it in person"
                ]
            ),
        ),
        (
            "  - {id: a, customer: Call, touchpoints: line, frontstage: {does: A, uses: weight, replies_on: sms}}\n",
            snapshot(
                [
                    "20:76 `a` answers with `weight`, which is sensitive, over `sms`, which others can read: send word only, and show it behind a login or say it in person"
                ]
            ),
        ),
        (
            "  - {id: a, customer: A, touchpoints: [line, mail], frontstage: {does: A, touchpoint: mail, shows: weight}}\n",
            snapshot(
                [
                    "20:100 `a` shows `weight`, which is sensitive, over `email`, which others can read: send word only, and show it behind a login or say it in person"
                ]
            ),
        ),
        # it may be said on the phone
        ("  - {customer: A, touchpoints: [mail, line], frontstage: {does: A, shows: weight}}\n", []),
        ("  - {customer: A, touchpoints: mail, frontstage: {does: A, uses: weight, shows: name}}\n", []),
        ("  - {customer: A, touchpoints: page}\n", []),
    ],
)
def test_606_sensitive_data_that_others_can_read(steps: str, expected: list[str]) -> None:
    assert said("BP606", FILE + steps) == expected


def test_606_the_channels_are_an_option() -> None:
    steps = "  - {customer: A, touchpoints: page}\n  - {customer: B, touchpoints: text}\n"
    assert said("BP606", FILE + steps, channels=("web",)) == snapshot(
        [
            "2:53 `page` shows `weight`, which is sensitive, over `web`, which others can read: send word only, and show it behind a login or say it in person"
        ]
    )
