"""Humane help: what BP401 to BP406 say, and where they keep silent."""

from __future__ import annotations

import pytest
from inline_snapshot import snapshot

from blueprint.checks.engine import check_file
from tests.checks.rules.saying import said

TOUCHPOINTS = """\
touchpoints:
  page: {kind: digital, channel: web, answers: [price]}
  leaflet: {kind: physical, answers: [opening]}
  desk: {kind: interpersonal, channel: store, answers: [way]}
"""
"""Four lines."""


def file(*steps: str, questions: str = "", head: str = TOUCHPOINTS) -> str:
    """Questions in a line each in a block after `head`, then the steps."""
    listed = f"questions:\n{questions}" if questions else ""
    return f"{head}{listed}stages:\n- name: S\n  steps:\n" + "".join(f"  - {line}\n" for line in steps)


KNOWN = "  price: Price?\n  opening: Opening?\n  way: Way?\n"

# -- BP401 -------------------------------------------------------------------------------------------------------


def test_401_names_the_question_where_it_comes_up_first() -> None:
    text = file(
        "{id: a, customer: Go, asks: [price, 多久]}",
        "{id: b, customer: Wait, asks: 多久}",
        questions=KNOWN + "  多久: {text: 要多久, share: 12.5%}\n",
    )
    assert said("BP401", text) == snapshot(
        [
            "13:41 no touchpoint answers `多久`, which 12.5% ask: let one at or before `a` do so (`answers`)",
            "  9:3 the question",
        ]
    )


def test_401_a_question_that_no_step_asks_is_named_in_its_catalogue() -> None:
    assert said("BP401", file("customer: Go", questions=KNOWN + "  why: Why?\n")) == snapshot(
        ["9:3 no touchpoint answers `why`: let one where customers look first do so (`answers`)"]
    )


def test_401_what_another_blueprint_asks_is_not_missed_here(tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "blueprint.toml").touch()
    (tmp_path / "q.catalogue.yaml").write_text(f"blueprint: v1\nquestions:\n{KNOWN}  why: Why?\n  how: How?\n")
    path = tmp_path / "a.blueprint.yaml"
    path.write_text("blueprint: v1\ntitle: A\ninclude: q.catalogue.yaml\n" + file("{customer: Go, asks: how}"))
    (found,) = [finding for finding in check_file(path).findings if finding.code == "BP401"]
    assert (found.file, found.message) == (
        str(path),
        snapshot("no touchpoint answers `how`, which customers ask: let one at or before `Go` do so (`answers`)"),
    )
    (other,) = found.related
    assert (other.file, other.span[:2]) == (str(tmp_path / "q.catalogue.yaml"), (7, 3))


def test_401_a_file_that_names_no_answers_yet_is_no_service_without_answers() -> None:
    head = "touchpoints: {page: {kind: digital}}\n"
    text = file("{customer: Go, asks: why}", questions="  why: {text: Why?, share: 3%}\n  how: How?\n", head=head)
    assert said("BP401", text) == []
    assert said("BP401", text.replace("digital", "digital, answers: how")) == snapshot(
        [
            "8:26 no touchpoint answers `why`, which 3% ask: let one at or before `Go` do so (`answers`)",
            "  3:3 the question",
        ]
    )


CHANNELS = "personas:\n  ann: Ann\n  bob: {name: Bob, channels: store}\n  eve: {name: Eve, channels: [store, mail]}\n"


def test_401_names_those_who_find_nothing_on_their_channels() -> None:
    steps = (
        "{id: look, customer: Look, touchpoints: [page, desk]}",
        "{id: buy, customer: Buy, touchpoints: desk, asks: price}",
    )
    assert said("BP401", file(*steps, questions=KNOWN, head=CHANNELS + TOUCHPOINTS)) == snapshot(
        [
            "17:55 nothing that `bob` and `eve` can use answers `price`, which comes up at `buy`: give them something like `page`, which others have"
        ]
    )
    open_to_all = TOUCHPOINTS.replace("opening", "opening, price")
    steps = (steps[0].replace("desk]", "desk, leaflet]"), steps[1])
    assert said("BP401", file(*steps, questions=KNOWN, head=CHANNELS + open_to_all)) == []


def test_401_who_uses_no_channel_finds_nothing_on_any() -> None:
    head = "personas: {ann: {name: Ann, channels: []}, bob: Bob}\n" + TOUCHPOINTS
    assert said("BP401", file("{id: buy, customer: Buy, asks: price}", questions=KNOWN, head=head)) == snapshot(
        [
            "13:36 nothing that `ann` can use answers `price`, which comes up at `buy`: give them something like `page`, which others have"
        ]
    )
    elsewhere = ("{id: come, customer: Come, touchpoints: page}", "{id: buy, customer: Buy, asks: price}")
    assert said("BP401", file(*elsewhere, questions=KNOWN, head=head)) == []


def test_401_what_answers_but_is_on_no_step_is_an_unused_touchpoint() -> None:
    assert said("BP401", file("{customer: Go, asks: price}", questions=KNOWN)) == []


# -- BP402 -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("way", "expected"),
    [
        (
            "{text: Way?, share: 10%}",
            snapshot(
                [
                    "12:53 10% ask `way`, but only people answer it (`desk`): let a page, a sign or the product itself answer it too"
                ]
            ),
        ),
        ("{text: Way?, share: 9.9%}", []),
        ("Way?", []),
        ("{text: Way?, share: 60%, habit: true}", []),
    ],
)
def test_402_is_about_questions_that_many_ask(way: str, expected: list[str]) -> None:
    questions = f"  price: Price?\n  opening: Opening?\n  way: {way}\n"
    assert said("BP402", file("{customer: Go, touchpoints: desk, asks: [price, way]}", questions=questions)) == expected


def test_402_anything_else_that_answers_will_do_and_the_share_is_an_option() -> None:
    questions = "  price: Price?\n  opening: Opening?\n  way: {text: Way?, share: 8%}\n"
    text = file("{customer: Go, touchpoints: desk, asks: way}", questions=questions)
    assert said("BP402", text, share=0.08) == snapshot(
        [
            "12:45 8% ask `way`, but only people answer it (`desk`): let a page, a sign or the product itself answer it too"
        ]
    )
    assert said("BP402", text.replace("[opening]", "[opening, way]"), share=0.08) == []
    assert said("BP402", text.replace("asks: way", "asks: price"), share=0.08) == []


# -- BP403 -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        (
            ["{id: a, customer: Ask, asks: price}", "{id: b, customer: Go, touchpoints: page}"],
            snapshot(
                [
                    "12:34 `price` comes up at `a`, but is answered only later, by `page`: answer it there or before",
                    "  13:40 `page` answers it",
                ]
            ),
        ),
        (["{id: a, customer: Ask, asks: way}", "{id: b, customer: Go, touchpoints: [leaflet, desk]}"], []),
        (["{id: a, customer: Go, touchpoints: page}", "{id: b, customer: Ask, asks: price}"], []),
        (["{id: a, customer: Ask, asks: price, touchpoints: page}"], []),
        (["{id: a, customer: Ask, asks: price}"], []),
        # In the order of the flow, not of the file.
        (
            [
                "{id: a, customer: Start, next: c}",
                "{id: b, customer: Ask, asks: price, next: end}",
                "{id: c, customer: Go, touchpoints: page, next: b}",
            ],
            [],
        ),
    ],
)
def test_403_is_about_answers_that_come_after_the_question(steps: list[str], expected: list[str]) -> None:
    assert said("BP403", file(*steps, questions=KNOWN)) == expected


def test_403_a_person_who_answers_in_time_will_do() -> None:
    steps = ("{id: a, customer: Ask, touchpoints: desk, asks: price}", "{id: b, customer: Go, touchpoints: page}")
    assert said("BP403", file(*steps, questions=KNOWN)) == snapshot(
        [
            "12:53 `price` comes up at `a`, but is answered only later, by `page`: answer it there or before",
            "  13:40 `page` answers it",
        ]
    )
    assert said("BP403", file(*steps, questions=KNOWN).replace("[way]", "[way, price]")) == []


def test_403_names_the_personas_for_whom_it_is_too_late() -> None:
    head = CHANNELS + TOUCHPOINTS.replace("[opening]", "[opening, price]")
    steps = (
        "{id: a, customer: Ask, touchpoints: [page, desk], asks: price}",
        "{id: b, customer: Go, touchpoints: leaflet}",
    )
    assert said("BP403", file(*steps, questions=KNOWN, head=head)) == snapshot(
        [
            "16:61 `price` comes up at `a`, but is answered only later for `bob` and `eve`, by `leaflet`: answer it there or before",
            "  17:40 `leaflet` answers it",
        ]
    )


def test_403_leaves_habits_to_406() -> None:
    steps = ("{id: a, customer: Ask, asks: price}", "{id: b, customer: Go, touchpoints: page}")
    assert said("BP403", file(*steps, questions=KNOWN.replace("Price?", "{text: Price?, habit: true}"))) == []


# -- BP404 -------------------------------------------------------------------------------------------------------

PAGE, DESK = "touchpoints: page", "touchpoints: desk"
PLAIN = "touchpoints:\n  page: {kind: digital, channel: web}\n  desk: {kind: interpersonal, channel: store}\n"


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        (
            [f"{{id: a, customer: Try, {PAGE}, abandon: 5%}}"],
            snapshot(
                [
                    "7:56 `a` is where 5% of all customers give up, and they meet no person there or in the 3 steps before it: put someone within reach"
                ]
            ),
        ),
        ([f"{{id: a, customer: Try, {PAGE}, abandon: 4.9%}}"], []),
        (
            [f"{{id: a, customer: Try, {PAGE}, outcome: failure}}"],
            snapshot(
                [
                    "7:56 `a` is where 100% of all customers fail, and they meet no person there or in the 3 steps before it: put someone within reach"
                ]
            ),
        ),
        (["{id: a, customer: Try, touchpoints: [page, desk], abandon: 50%}"], []),
        # The third step before counts as near, the fourth does not.
        ([f"{{customer: A, {DESK}}}", "customer: B", "customer: C", f"{{customer: D, {PAGE}, abandon: 20%}}"], []),
        (
            [
                f"{{customer: A, {DESK}}}",
                "customer: B",
                "customer: C",
                "customer: D",
                f"{{customer: E, {PAGE}, abandon: 20%}}",
            ],
            snapshot(
                [
                    "11:47 `E` is where 20% of all customers give up, and they meet no person there or in the 3 steps before it: put someone within reach"
                ]
            ),
        ),
        # In the order of the flow; any way there will do.
        (
            [
                f"{{id: a, customer: A, {DESK}, next: c}}",
                f"{{id: b, customer: B, {PAGE}, next: end}}",
                f"{{id: c, customer: C, {PAGE}, abandon: 20%, next: b}}",
            ],
            [],
        ),
        # Nothing is known where the file names no touchpoints; work in sight may be a person's.
        (["{customer: Try, abandon: 50%}"], []),
        (["{customer: Ask, frontstage: Help}", f"{{customer: Try, {PAGE}, abandon: 20%}}"], []),
        (
            ["{customer: Ask, frontstage: {does: Help, system: bot}}", f"{{customer: Try, {PAGE}, abandon: 20%}}"],
            snapshot(
                [
                    "8:49 `Try` is where 20% of all customers give up, and they meet no person there or in the 3 steps before it: put someone within reach"
                ]
            ),
        ),
    ],
)
def test_404_looks_for_a_person_at_the_step_and_before(steps: list[str], expected: list[str]) -> None:
    assert said("BP404", file(*steps, head=PLAIN) + "systems: {bot: Bot}\n") == expected


def test_404_names_the_persona_of_whom_most_are_lost() -> None:
    steps = ("{id: a, customer: Come, touchpoints: desk}", "{id: b, customer: Try, touchpoints: page, abandon: 10%}")
    assert said("BP404", file(*steps, head=CHANNELS + PLAIN)) == []
    # A person whom only others can reach is nobody to turn to.
    text = file(*steps, head=CHANNELS.replace("store", "mail") + PLAIN)
    assert said("BP404", text) == snapshot(
        [
            "11:42 `a` is where 100% of `bob` give up, and they meet no person there or in the 3 steps before it: put someone within reach"
        ]
    )


def test_404_names_no_persona_where_all_are_concerned() -> None:
    steps = ("{id: a, customer: Come, touchpoints: page, abandon: 10%}", "{id: b, customer: Done}")
    text = file(*steps, head="personas: {ann: A, bob: B}\n" + PLAIN)
    assert said("BP404", text) == snapshot(
        [
            "8:57 `a` is where 10% of all customers give up, and they meet no person there or in the 3 steps before it: put someone within reach"
        ]
    )


def test_404_how_near_and_how_many_are_options() -> None:
    steps = ("{id: a, customer: Come, touchpoints: desk}", "{id: b, customer: Try, touchpoints: page, abandon: 10%}")
    text = file(*steps, head=PLAIN)
    assert said("BP404", text) == []
    assert said("BP404", text, steps=0) == snapshot(
        ["8:56 `b` is where 10% of all customers give up, and they meet no person there: put someone within reach"]
    )
    assert said("BP404", text, steps=0, share=0.2) == []
    late = file(steps[0], "customer: Wait", steps[1], head=PLAIN)
    assert said("BP404", late, steps=1) == snapshot(
        [
            "9:56 `b` is where 10% of all customers give up, and they meet no person there or in the step before it: put someone within reach"
        ]
    )


# -- BP405 -------------------------------------------------------------------------------------------------------

RATE = "{id: rate, customer: Rate, requests_feedback: true"


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        (
            [f"{RATE}}}", "{id: out, customer: Leave, outcome: failure}"],
            snapshot(
                [
                    "4:51 `rate` asks for a rating, though 100% of those asked fail or give up: ask once the outcome is known, and make failures good first"
                ]
            ),
        ),
        (
            [f"{RATE}, outcome: failure}}"],
            snapshot(
                [
                    "4:51 `rate` asks for a rating, though 100% of those asked fail or give up: ask once the outcome is known, and make failures good first"
                ]
            ),
        ),
        ([f"{RATE}}}", "{id: out, customer: Leave, abandon: 4%}"], []),
        (
            [f"{RATE}}}", "{id: out, customer: Leave, abandon: 5%}"],
            snapshot(
                [
                    "4:51 `rate` asks for a rating, though 5% of those asked fail or give up: ask once the outcome is known, and make failures good first"
                ]
            ),
        ),
        # Who gives up at the step itself is not asked.
        ([f"{RATE}, abandon: 50%}}"], []),
        ([f"{RATE}}}", "{id: bye, customer: Leave}"], []),
        ([f"{RATE}, outcome: success}}"], []),
        (["{id: eat, customer: Eat, moment_of_truth: true}", f"{RATE}}}"], []),
        (
            [f"{RATE}}}", "{customer: Wait}", "{id: eat, customer: Eat, moment_of_truth: true}"],
            snapshot(
                [
                    "4:51 `rate` asks for a rating before `eat`, where customers judge the whole service: ask after it",
                    "  6:47 the moment of truth",
                ]
            ),
        ),
        # A way back to an earlier moment of truth is rework after the rating, not a rating before it.
        (["{id: eat, customer: Eat, moment_of_truth: true}", f"{RATE}, next: {{end: 90%, eat: 10%}}}}"], []),
        # A new round is judged when it comes.
        (
            [
                "{id: eat, customer: Eat, abandon: 30%}",
                f"{RATE}, next: [{{to: eat, share: 90%, when: next month, repeat: true}}, {{to: end, when: it is enough}}]}}",
            ],
            [],
        ),
    ],
)
def test_405_is_about_ratings_before_the_outcome(steps: list[str], expected: list[str]) -> None:
    assert said("BP405", file(*steps, head="")) == expected


def test_405_the_share_is_an_option() -> None:
    text = file(f"{RATE}}}", "{id: out, customer: Leave, abandon: 10%}", head="")
    assert said("BP405", text, share=0.11) == []
    assert said("BP405", text, share=0.1) != []


# -- BP406 -------------------------------------------------------------------------------------------------------

HABIT = "  price: {text: Price?, share: 30%, habit: true}\n  opening: Opening?\n  way: {text: Way?, habit: true}\n"


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        (
            ["{id: a, customer: Ask, touchpoints: page, asks: price}"],
            snapshot(
                [
                    "12:53 30% ask `price`, a habit, but nothing answers it before `a`: answer it ahead, on a page, on a sign or in the product itself",
                    "  6:44 the habit",
                ]
            ),
        ),
        (
            ["{id: a, customer: Ask, touchpoints: desk, asks: way}", "{id: b, customer: Ask, asks: way}"],
            snapshot(
                [
                    "12:53 customers ask `way`, a habit, but nothing answers it before `a`: answer it ahead, on a page, on a sign or in the product itself",
                    "  8:28 the habit",
                ]
            ),
        ),
        (["{id: a, customer: Look, touchpoints: page}", "{id: b, customer: Ask, asks: price}"], []),
        (["{id: a, customer: Look, touchpoints: page}"], []),
        # What nothing answers is another rule's.
        (["{id: a, customer: Ask, asks: opening}"], []),
    ],
)
def test_406_is_about_habits_that_are_not_met_ahead(steps: list[str], expected: list[str]) -> None:
    assert said("BP406", file(*steps, questions=HABIT)) == expected


def test_406_names_the_personas_whom_nothing_tells_ahead() -> None:
    steps = ("{id: a, customer: Look, touchpoints: [page, desk]}", "{id: b, customer: Ask, asks: price}")
    assert said("BP406", file(*steps, questions=HABIT, head=CHANNELS + TOUCHPOINTS)) == snapshot(
        [
            "17:34 30% ask `price`, a habit, but nothing answers it for `bob` and `eve` before `b`: answer it ahead, on a page, on a sign or in the product itself",
            "  10:44 the habit",
        ]
    )


def test_each_question_has_one_finding_at_most() -> None:
    cases = ["page", "desk", "leaflet"]
    for where in cases:
        for share in ("", ", share: 40%"):
            for habit in ("", ", habit: true"):
                head = f"touchpoints:\n  t: {{kind: {dict(zip(cases, ('digital', 'interpersonal', 'physical'), strict=True))[where]}, answers: q}}\n"
                for steps in (
                    ["{id: a, customer: Ask, asks: q}", "{id: b, customer: Go, touchpoints: t}"],
                    ["{id: a, customer: Ask, asks: q, touchpoints: t}"],
                    ["{id: a, customer: Go, touchpoints: t}", "{id: b, customer: Ask, asks: q}"],
                ):
                    text = file(*steps, questions=f"  q: {{text: Q?{share}{habit}}}\n", head=head)
                    found = [line for n in range(401, 407) for line in said(f"BP{n}", text) if line[0] != " "]
                    assert len(found) <= 1, (text, found)
