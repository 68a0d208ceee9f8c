"""The examples: nothing is wrong with them, and they say what their services are known for."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

import blueprint as bp
from blueprint.checks.engine import check_file, check_reading, judge
from blueprint.checks.settings import Settings
from blueprint.source.load import read

FOLDER = Path(__file__).parents[1] / "examples"
FILES = sorted(FOLDER.glob("*.blueprint.yaml"))


def example(name: str) -> bp.Blueprint:
    return bp.load(FOLDER / f"{name}.blueprint.yaml")


FOUND = {
    "01-egg-beater.as-is": {
        ("BP401", "stages.2.steps.0.asks.0"): 1,  # a question that nothing answers
        ("BP403", "stages.2.steps.0.asks.1"): 1,  # help offered only after the problem
        ("BP304", "stages.3.steps.2.emotion"): 1,
        ("BP405", "stages.3.steps.4.requests_feedback"): 1,  # a rating asked for before an outcome
        ("BP902", "expectations.0.at_least"): 1,
    },
    "02-broadband-move.as-is": {
        ("BP501", "stages.1.steps.1.frontstage.collects"): 1,  # asked for again on the second pass
        ("BP902", "expectations.0.at_most"): 1,
    },
    "03-holiday-train.as-is": {
        ("BP404", "stages.0.steps.1.touchpoints"): 1,
        ("BP801", "stages.0.steps.1.touchpoints"): 1,  # who can't finish, and where they are lost
        ("BP404", "stages.0.steps.2.touchpoints"): 1,
        ("BP902", "expectations.0.at_least"): 1,
    },
    "04-which-watch.as-is": {
        ("BP406", "stages.1.steps.0.asks"): 1,  # a habit that deserves a proactive touchpoint
        ("BP902", "expectations.0.at_least"): 1,
    },
    "05-omnichannel.as-is": {
        ("BP507", "touchpoints"): 1,  # no community
        ("BP504", "touchpoints.member-app.shows"): 1,  # inconsistent
        ("BP503", "stages.1.steps.0.frontstage.replies_on"): 1,
        ("BP501", "stages.1.steps.2.frontstage.collects"): 1,  # frustrating support
        ("BP506", "stages.1.steps.2.next.0.forced"): 1,
        ("BP501", "stages.2.steps.0.frontstage.collects"): 1,
        ("BP505", "stages.2.steps.0.frontstage.uses"): 1,  # impersonal
        ("BP304", "stages.2.steps.0.emotion"): 1,
        ("BP506", "stages.2.steps.0.next.1.forced"): 1,
        ("BP501", "stages.3.steps.0.frontstage.collects"): 1,
        ("BP505", "stages.3.steps.0.frontstage.uses"): 1,
        ("BP902", "expectations.0.at_most"): 1,
    },
    "06-training.as-is": {
        ("BP304", "stages.2.steps.1.emotion.advanced"): 1,  # only basic features are covered, whatever their level
        ("BP402", "stages.2.steps.2.asks"): 1,  # after the session the same things are asked again
    },
    "07-baby-coupons": {
        ("BP603", "data.purchases"): 1,  # data without customer control
        ("BP603", "data.pregnancy"): 1,
        ("BP602", "stages.1.steps.0.frontstage.shows"): 1,  # inferred sensitive data shown
        ("BP304", "stages.1.steps.0.emotion"): 1,
        ("BP602", "stages.2.steps.0.frontstage.shows"): 1,
    },
    "08-coffee-shop": {("BP305", "stages.2.steps.0.delights.0.common"): 1},  # delights that have become expected
    "08-hotel-umbrella": {
        ("BP305", "stages.0.steps.1.delights.common"): 1,
        ("BP305", "stages.2.steps.0.delights.common"): 1,
    },
    "09-shoeshine": {("BP903", "price"): 1},  # the profit is gone before customers lose patience
}
"""What the services are known for. The others, and all as they shall be, have no findings."""

TODAY = Settings(today=date(2026, 11, 22))


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_what_is_found_is_what_the_service_is_known_for(path: Path) -> None:
    found = Counter((f.code, ".".join(map(str, f.route))) for f in check_file(path, TODAY).findings)
    assert found == FOUND.get(path.name.removesuffix(".blueprint.yaml"), {})


def test_together_they_are_found_the_same() -> None:
    findings, crashes = judge([check_reading(read(path), TODAY) for path in FILES], TODAY, (str(FOLDER),))
    assert (findings, crashes) == ([], [])


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.catalogue.yaml")), ids=lambda p: p.name)
def test_nothing_is_wrong_with_what_they_share(path: Path) -> None:
    assert check_file(path, TODAY).findings == ()


def test_there_are_all_ten_services_as_they_are_and_as_they_shall_be() -> None:
    assert {path.name[:2] for path in FILES} == {f"{n:02}" for n in range(1, 11)}
    both = {p.name.split(".")[0] for p in FILES if ".to-be." in p.name}
    assert both == {
        "01-egg-beater",
        "02-broadband-move",
        "03-holiday-train",
        "04-which-watch",
        "05-omnichannel",
        "06-training",
    }
    assert all(example(f"{name}.{state}").state == state for name in both for state in ("as-is", "to-be"))


def test_1_a_question_that_nothing_answers_and_a_solution_of_each_kind_for_one_pain() -> None:
    b = example("01-egg-beater.as-is")
    answered = {q for touchpoint in b.touchpoints.values() for q in touchpoint.answers}
    assert "remove-whisk" not in answered
    kinds = {s.kind for s in b.solutions.values() if "no-removal-help" in s.addresses}
    assert kinds == {"digital", "physical", "interpersonal"}
    rated = [i for i, (_, step) in enumerate(b.steps()) if step.requests_feedback]
    ended = [i for i, (_, step) in enumerate(b.steps()) if step.outcome == "failure"]
    assert min(rated) < max(ended)
    to_be = example("01-egg-beater.to-be")
    assert "remove-whisk" in {q for touchpoint in to_be.touchpoints.values() for q in touchpoint.answers}


def test_2_a_wrong_district_starts_all_over_or_is_transferred() -> None:
    order = {state: [s.id for _, s in example(f"02-broadband-move.{state}").steps()] for state in ("as-is", "to-be")}
    restart = example("02-broadband-move.as-is").step("wrong").next[0].to
    assert order["as-is"].index(restart) < order["as-is"].index("wrong")
    assert not [branch for branch in example("02-broadband-move.to-be").step("transfer").next if branch.to == restart]


def test_3_two_personas_with_channels_of_their_own() -> None:
    channels = [set(p.channels or ()) for p in example("03-holiday-train.as-is").personas.values()]
    assert len(channels) == 2
    assert channels[0] != channels[1]


def test_4_a_habit_with_its_share() -> None:
    habits = [q for q in example("04-which-watch.as-is").questions.values() if q.habit]
    assert [q.share for q in habits] == [0.3]
    assert all(q.keywords for q in habits)


def test_5_a_forced_change_a_reply_elsewhere_and_no_community() -> None:
    def facts(b: bp.Blueprint) -> tuple[bool, bool, bool]:
        forced = any(branch.forced for _, step in b.steps() for branch in step.next)
        elsewhere = any(action.replies_on for _, _, action in b.actions())
        return forced, elsewhere, any(t.community for t in b.touchpoints.values())

    assert facts(example("05-omnichannel.as-is")) == (True, True, False)
    assert facts(example("05-omnichannel.to-be")) == (False, False, True)


def test_6_a_midstage_lane_cocreated_steps_and_verified_solutions() -> None:
    b = example("06-training.to-be")
    assert [lane.id for lane in b.lanes_of("backstage")] == ["midstage", "backstage"]
    assert sum(step.cocreated for _, step in b.steps()) >= 3
    verified = [b.metrics[m] for s in b.solutions.values() for m in s.verified_by]
    assert verified
    assert all(metric.baseline and metric.actual for metric in verified)


def test_7_inferred_sensitive_data_is_shown_in_the_contrast_only() -> None:
    def shown(b: bp.Blueprint) -> set[str]:
        shown = {d for _, _, action in b.actions() for d in action.shows} | {
            d for t in b.touchpoints.values() for d in t.shows
        }
        return {d for d in shown if b.data[d].inferred and b.data[d].sensitivity == "sensitive"}

    assert shown(example("07-baby-coupons"))
    assert not shown(example("07-e-reader-call"))


def test_8_delights_that_fade_and_delights_that_last() -> None:
    for name in ("08-coffee-shop", "08-hotel-umbrella"):
        delights = [d for _, step in example(name).steps() for d in step.delights]
        assert any((d.common or 0) >= 0.2 and not d.personal for d in delights), name
        assert any(d.personal or (d.common or 0) < 0.2 for d in delights), name


def test_9_the_numbers_of_shostack() -> None:
    b = example("09-shoeshine")
    work = {a.id if a.id and "." not in a.id else a.does: a for _, role, a in b.actions() if role == "frontstage"}
    seconds = sorted(a.time.mean.total_seconds() for a in work.values() if a.time)
    assert seconds == [15, 30, 30, 45, 45]  # payment, brush, polish, buff; and the cleaning that recovers
    standard = timedelta(minutes=2)
    rate = b.actors[next(iter(b.actors))].hourly_cost
    material = sum(a.cost or 0 for _, _, a in b.actions())

    def profit(time: timedelta) -> float:
        return round(b.price - rate * time.total_seconds() / 3600 - material - b.overhead, 10)

    assert [profit(standard * n / 2) for n in (2, 3, 4)] == [0.18, 0.08, -0.02]
    limits = [step.acceptable_time.mean for _, step in b.steps() if step.acceptable_time]
    assert sum(limits, timedelta()) == timedelta(minutes=5)


def test_10_eleven_steps_over_five_lanes() -> None:
    b = example("10-hotel-night")
    assert len(list(b.steps())) == 11
    assert {role for _, role, _ in b.actions()} == {"customer", "frontstage", "backstage", "support"}
    assert all(step.touchpoints for _, step in b.steps())
