"""Inclusion: what BP801 to BP803 say, and where they keep silent."""

from __future__ import annotations

import pytest
from inline_snapshot import snapshot

from tests.checks.rules.saying import said

HEAD = """\
personas:
  young: {name: 年轻人, channels: [app, kiosk]}
  elder: {name: 老年人, channels: [窗口]}
touchpoints:
  app: {kind: digital, channel: app}
  kiosk: {kind: digital, channel: kiosk}
  counter: {kind: interpersonal, channel: 窗口}
  sign: {kind: physical}
stages:
- name: S
  steps:
"""
"""Eleven lines; what follows begins in line 12."""


def file(*steps: str, head: str = HEAD) -> str:
    return head + "".join(f"  - {step}\n" for step in steps)


# -- BP801 -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        (
            ["{id: buy, customer: Buy, touchpoints: app}"],
            snapshot(
                [
                    "12:43 `elder` can't finish: no touchpoint of `buy` is on a channel of theirs (`窗口`); offer one at `buy` that they can use",
                    "  3:3 who",
                ]
            ),
        ),
        (
            ["{id: buy, customer: Buy, touchpoints: [app, kiosk]}", "{customer: 进站, touchpoints: kiosk}"],
            snapshot(
                [
                    "12:30 `elder` can't finish: no touchpoint of `buy` is on a channel of theirs (`窗口`); offer one at `buy` and `进站` that they can use",
                    "  3:3 who",
                ]
            ),
        ),
        (["{id: buy, customer: Buy, touchpoints: [app, counter]}"], []),
        (["{id: buy, customer: Buy, touchpoints: [app, sign]}"], []),
        (["{id: buy, customer: Buy}"], []),
        # One way is enough to finish; what it costs is BP802's.
        (
            [
                "{id: go, customer: Go, next: {a: 99%, b: 1%}}",
                "{id: a, customer: Buy, touchpoints: app, next: end}",
                "{id: b, customer: Buy, touchpoints: counter}",
            ],
            [],
        ),
        # Lost on either way: shown at the first, with the others beside it.
        (
            [
                "{id: go, customer: Go, next: {a: 50%, b: 50%}}",
                "{id: a, customer: Buy, touchpoints: app, next: end}",
                "{id: b, customer: Buy, touchpoints: [kiosk, app]}",
            ],
            snapshot(
                [
                    "13:41 `elder` can't finish: no touchpoint of `a` and `b` is on a channel of theirs (`窗口`); offer one at `a` that they can use",
                    "  14:28 lost here too",
                    "  3:3 who",
                ]
            ),
        ),
        # Nobody is locked out of it, but it leads nowhere.
        (
            [
                "{id: go, customer: Go, next: [{to: end, for: young, when: x}, {to: out, for: elder, when: y}]}",
                "{id: out, customer: Leave, outcome: failure}",
            ],
            snapshot(["3:3 no way that `elder` can take ends in success: let one lead there"]),
        ),
        (
            [
                "{id: go, customer: Go, touchpoints: app}",
                "{id: out, customer: Leave, outcome: failure, personas: elder}",
                "{id: in, customer: Stay, personas: young}",
            ],
            snapshot(
                [
                    "12:41 `elder` can't finish: no touchpoint of `go` is on a channel of theirs (`窗口`), and no way from there leads to success: open one to them",
                    "  3:3 who",
                ]
            ),
        ),
    ],
)
def test_801_names_who_is_lost_where_and_what_to_open(steps: list[str], expected: list[str]) -> None:
    assert said("BP801", file(*steps)) == expected


def test_801_names_who_uses_no_channel_at_all() -> None:
    head = HEAD.replace("[窗口]", "[]")
    assert said("BP801", file("{id: buy, customer: Buy, touchpoints: app}", head=head)) == snapshot(
        [
            "12:43 `elder` can't finish: no touchpoint of `buy` is on a channel of theirs; offer one at `buy` that they can use",
            "  3:3 who",
        ]
    )


def test_801_is_silent_without_personas_or_channels() -> None:
    steps = "stages: [{name: S, steps: [{customer: Go, touchpoints: app}]}]\ntouchpoints: {app: {kind: digital, channel: app}}\n"
    assert said("BP801", steps) == []
    assert said("BP801", f"personas: {{ann: Ann}}\n{steps}") == []
    assert said("BP801", steps.replace("touchpoints: app}", "touchpoints: app, outcome: failure}")) == []


# -- BP802 -------------------------------------------------------------------------------------------------------

BRANCHES = (
    "{id: form, customer: Fill in, next: [{to: end, share: 90%, for: young}, {to: out, for: young}, "  # noqa: ISC004
    "{to: end, share: SHARE, for: elder}, {to: out, for: elder}]}",
    "{id: out, customer: Leave, outcome: failure}",
)


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        ("71%", []),
        (
            "70%",
            snapshot(
                [
                    "13:41 `elder` succeeds in 70% of journeys, `young` in 90%: find out why 30% of `elder` are lost at `out`",
                    "  3:3 who",
                ]
            ),
        ),
        ("0%", []),  # who can't finish is BP801's
    ],
)
def test_802_names_who_is_twenty_points_behind_and_where_they_are_lost(share: str, expected: list[str]) -> None:
    assert said("BP802", file(*(branch.replace("SHARE", share) for branch in BRANCHES))) == expected


def test_802_the_points_are_an_option() -> None:
    text = file(*(branch.replace("SHARE", "71%") for branch in BRANCHES))
    assert said("BP802", text, points=0.19) != []
    assert said("BP802", file(*(branch.replace("SHARE", "90%") for branch in BRANCHES)), points=0.0) == []


def test_802_shows_where_one_way_is_closed_or_given_up() -> None:
    closed = file(
        "{id: go, customer: Go, next: {a: 50%, b: 50%}}",
        "{id: a, customer: Buy, touchpoints: app, next: end}",
        "{id: b, customer: Buy, touchpoints: [counter, app]}",
    )
    assert said("BP802", closed) == snapshot(
        [
            "13:41 `elder` succeeds in 50% of journeys, `young` in 100%: find out why 50% of `elder` are lost at `a`",
            "  3:3 who",
        ]
    )
    given_up = file("{id: go, customer: Go, personas: elder, abandon: 30%}", "{customer: Stay}")
    assert said("BP802", given_up) == snapshot(
        [
            "12:54 `elder` succeeds in 70% of journeys, `young` in 100%: find out why 30% of `elder` are lost at `go`",
            "  3:3 who",
        ]
    )


def test_802_of_those_who_can_not_finish_801_speaks() -> None:
    assert said("BP802", file("{id: buy, customer: Buy, touchpoints: app}")) == []


# -- BP803 -------------------------------------------------------------------------------------------------------

ALL = HEAD[HEAD.index("touchpoints") :]
TRUTH = "moment_of_truth: true"


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        (
            [f"{{id: pay, customer: Pay, touchpoints: app, {TRUTH}}}"],
            snapshot(
                [
                    "9:43 `pay`, where customers judge the whole service, can only be reached by `app`: offer a second way, be it another channel, a thing or a person"
                ]
            ),
        ),
        (
            [f"{{customer: 付款, touchpoints: [app], {TRUTH}}}"],
            snapshot(
                [
                    "9:20 `付款`, where customers judge the whole service, can only be reached by `app`: offer a second way, be it another channel, a thing or a person"
                ]
            ),
        ),
        ([f"{{id: pay, customer: Pay, touchpoints: [app, kiosk], {TRUTH}}}"], []),
        ([f"{{id: pay, customer: Pay, touchpoints: [app, sign], {TRUTH}}}"], []),
        ([f"{{id: pay, customer: Pay, touchpoints: counter, {TRUTH}}}"], []),
        (["{id: pay, customer: Pay, touchpoints: app}"], []),
        ([f"{{id: pay, customer: Pay, {TRUTH}}}"], []),
        # There is a way round it, or there is none: a way that fails is none.
        (
            [
                "{customer: Go, next: {pay: 50%, cash: 50%}}",
                f"{{id: pay, customer: Pay, touchpoints: app, {TRUTH}, next: end}}",
                "{id: cash, customer: Pay, touchpoints: counter}",
            ],
            [],
        ),
        (
            [
                "{customer: Go, next: {pay: 50%, out: 50%}}",
                f"{{id: pay, customer: Pay, touchpoints: app, {TRUTH}, next: end}}",
                "{id: out, customer: Leave, outcome: failure}",
            ],
            snapshot(
                [
                    "10:43 `pay`, where customers judge the whole service, can only be reached by `app`: offer a second way, be it another channel, a thing or a person"
                ]
            ),
        ),
    ],
)
def test_803_names_a_moment_of_truth_with_one_digital_channel(steps: list[str], expected: list[str]) -> None:
    assert said("BP803", file(*steps, head=ALL)) == expected


def test_803_a_service_on_one_channel_only_has_no_other_to_offer() -> None:
    text = file(f"{{id: pay, customer: Pay, touchpoints: app, {TRUTH}}}", head=ALL)
    for line in ("  kiosk: {kind: digital, channel: kiosk}\n", "  counter: {kind: interpersonal, channel: 窗口}\n"):
        assert said("BP803", text) != []
        text = text.replace(line, "")
    assert said("BP803", text) == []


def test_803_a_step_for_some_has_another_for_the_others() -> None:
    assert said("BP803", file(f"{{id: pay, customer: Pay, touchpoints: app, personas: young, {TRUTH}}}")) == []
