"""What if: values changed by path, shares that give way to each other, and what can't be changed, in words."""

from __future__ import annotations

import traceback
from contextlib import suppress
from datetime import timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import blueprint as bp
from blueprint.graph.flow import FlowError, flow_of, flows_of
from blueprint.model.changes import ChangeError, in_numbers
from tests.strategies import blueprints


@pytest.fixture
def move():
    return bp.load("examples/02-broadband-move.as-is.blueprint.yaml")


def a_blueprint(*steps, **keys):
    return bp.Blueprint(title="T", stages=[{"name": "S", "steps": list(steps)}], **keys)


def with_next(next_, abandon=None, **keys):
    """A step `a` with branches to `b`, `c` and `d`, and personas p and q."""
    steps = [{"id": id_, "customer": "x", "outcome": "success"} for id_ in ("b", "c", "d")]
    return a_blueprint({"id": "a", "customer": "x", "next": next_, "abandon": abandon}, *steps, **keys)


def shares(blueprint, persona=None):
    """Where the customers go on to from `a`, as the flow has it."""
    flow = flow_of(blueprint, persona)
    ways = {str(flow.steps[move.target].id): 0.0 for move in flow.moves[0]}
    for move in flow.moves[0]:
        ways[str(flow.steps[move.target].id)] += move.share
    return pytest.approx(ways)


# -- values --------------------------------------------------------------------------------------------------------


def test_values_of_every_kind_of_part(move):
    changed = move.with_changes(
        {
            "price": 0.6,
            "register.time": "4m",
            "register.frontstage-1.time": {"low": "1m", "typical": "2m", "high": "9m"},
            "register.touchpoints": "tech-call",
            "stage-2.goal": "Done",
            "told-twice.occurrence": "5%",
            "wrong-area.recovery": "Call back",
            "how-to-move.share": 0.5,
            "agent-chat.channel": "phone",
            "touchpoints.notice.channel": "email",
            "solutions.transfer.status": "done",
            "metrics.first-time-right.actual": 0.9,
            "actors.agent.hourly_cost": 50,
            "data.address.name": "Address",
            "find.x-tried": [1, 2],
        }
    )
    register = changed.step("register")
    assert changed.price == 0.6
    assert register.time.is_exact
    assert register.time.mean == timedelta(minutes=4)
    assert changed.place("register.frontstage-1").time.mean == timedelta(minutes=3)
    assert register.touchpoints == ("tech-call",)
    assert changed.place("stage-2").goal == "Done"
    assert changed.concern("told-twice").occurrence == 0.05
    assert changed.concern("wrong-area").recovery == "Call back"
    assert changed.questions["how-to-move"].share == 0.5
    assert changed.touchpoints["agent-chat"].channel == "phone"
    assert changed.touchpoints["notice"].channel == "email"
    assert changed.solutions["transfer"].status == "done"
    assert changed.metrics["first-time-right"].actual.value == 0.9
    assert changed.actors["agent"].hourly_cost == 50
    assert changed.data["address"].name == "Address"
    assert changed.step("find").model_extra == {"x-tried": [1, 2]}


def test_none_removes_a_key(move):
    changed = move.with_changes(
        {"register.time": None, "summary": None, "solutions.transfer.status": None, "find.abandon": None}
    )
    assert changed.step("register").time is None
    assert changed.summary is None
    assert "summary" not in changed.model_fields_set
    assert changed.solutions["transfer"].status is None


@given(blueprints())
@settings(max_examples=25)
def test_without_changes_it_is_the_same(blueprint):
    assert blueprint.with_changes({}) == blueprint
    assert bp.dumps(blueprint.with_changes({"title": blueprint.title})) == bp.dumps(blueprint)


def test_what_is_not_changed_stays_equal_and_so_do_derived_ids(move):
    before = move.model_dump()
    changed = move.with_changes({"register.time": "4m"})
    assert move.model_dump() == before
    assert [place.action.id for place in changed.actions()] == [place.action.id for place in move.actions()]
    assert changed.touchpoints == move.touchpoints
    assert [a == b for (_, a), (_, b) in zip(changed.steps(), move.steps(), strict=True)].count(False) == 1
    assert changed.with_changes({"register.time": "8m"}) == move


def test_a_longer_id_goes_before_a_shorter_one():
    b = a_blueprint(
        {"id": "a", "customer": "x", "next": "a.next"}, {"id": "a.next", "customer": "y"}, {"customer": "z"}
    )
    assert b.with_changes({"a.next.time": "1m"}).step("a.next").time is not None
    assert b.with_changes({"a.next.a.next": "100%"}).step("a").next[0].share == 1
    assert b.with_changes({"a.next": "stage-1.step-3"}).step("a").next[0].to == "stage-1.step-3"
    assert b.with_changes({"stage-1.step-3.wait": "1m"}).step("stage-1.step-3").wait is not None


# -- shares of branches --------------------------------------------------------------------------------------------


def test_the_other_branches_keep_their_proportions():
    b = with_next({"b": "20%", "c": "60%", "d": "20%"})
    assert shares(b.with_changes({"a.next.b": "60%"})) == {"b": 0.6, "c": 0.3, "d": 0.1}
    assert shares(b.with_changes({"a.next.b.share": 0})) == {"b": 0, "c": 0.75, "d": 0.25}
    assert shares(b.with_changes({"a.next.b": 1})) == {"b": 1, "c": 0, "d": 0}
    assert shares(b.with_changes({"a.next.b": "60%", "a.next.c": "10%"})) == {"b": 0.6, "c": 0.1, "d": 0.3}


def test_branches_that_had_nothing_get_equal_parts():
    b = with_next({"b": "100%", "c": "0%", "d": "0%"})
    assert shares(b.with_changes({"a.next.b": "40%"})) == {"b": 0.4, "c": 0.3, "d": 0.3}


def test_a_branch_without_a_share_counts_with_its_equal_part():
    b = with_next([{"to": "b"}, {"to": "c", "share": "60%"}, {"to": "d"}])
    assert shares(b.with_changes({"a.next.b": "60%"})) == {"b": 0.6, "c": 0.3, "d": 0.1}
    assert shares(b.with_changes({"a.next.c": "20%"})) == {"b": 0.4, "c": 0.2, "d": 0.4}
    assert shares(with_next("b").with_changes({"a.next.b": 1})) == {"b": 1}


def test_a_share_that_is_removed_takes_what_is_left():
    b = with_next({"b": "20%", "c": "60%", "d": "20%"})
    assert shares(b.with_changes({"a.next.b": None})) == {"b": 0.2, "c": 0.6, "d": 0.2}
    assert b.with_changes({"a.next.b": None}).step("a").next[0].share is None
    assert shares(b.with_changes({"a.next.b": None, "a.next.c": "90%"})) == {"b": 0.05, "c": 0.9, "d": 0.05}


def test_who_gives_up_goes_on_giving_up():
    b = with_next({"b": "30%", "c": "50%"}, abandon="20%")
    changed = b.with_changes({"a.next.b": "60%"})
    assert shares(changed) == {"b": 0.6, "c": 0.2}
    assert changed.step("a").abandon == 0.2
    assert shares(b.with_changes({"a.next.b": "60%", "a.abandon": 0})) == {"b": 0.6, "c": 0.4}
    with pytest.raises(FlowError, match="`a` and its `abandon` add up to 110%: lower them to 100%"):
        flow_of(b.with_changes({"a.next.b": "90%"}))


def test_branches_give_way_to_who_gives_up():
    b = with_next({"b": "60%", "c": "40%"})
    assert shares(b.with_changes({"a.abandon": "50%"})) == {"b": 0.3, "c": 0.2}
    assert shares(b.with_changes({"a.abandon": "50%"}).with_changes({"a.abandon": None})) == {"b": 0.6, "c": 0.4}
    open_ = with_next([{"to": "b", "share": "60%"}, {"to": "c"}])
    assert shares(open_.with_changes({"a.abandon": "30%"})) == {"b": 0.6, "c": 0.1}
    assert shares(open_.with_changes({"a.abandon": "50%"})) == {"b": 0.3, "c": 0.2}
    assert flow_of(a_blueprint({"id": "a", "customer": "x"}).with_changes({"a.abandon": "50%"})).abandons == (0.5,)


def test_branches_that_are_all_given_are_taken_as_given():
    b = with_next({"b": "60%", "c": "40%"})
    assert [x.share for x in b.with_changes({"a.next.b": "10%", "a.next.c": "20%"}).step("a").next] == [0.1, 0.2]


def test_several_branches_to_one_step_share_what_is_given():
    b = with_next(
        [
            {"to": "b", "share": "10%", "when": "x"},
            {"to": "b", "share": "30%", "when": "y"},
            {"to": "c", "share": "60%"},
        ]
    )
    changed = b.with_changes({"a.next.b": "80%"})
    assert [x.share for x in changed.step("a").next] == pytest.approx([0.2, 0.6, 0.2])


PERSONAS = {"p": {"name": "P"}, "q": {"name": "Q"}}


def test_only_the_branches_of_the_same_customers_give_way():
    b = with_next(
        [
            {"to": "b", "share": "40%", "for": "p"},
            {"to": "c", "share": "60%", "for": "p"},
            {"to": "b", "share": "70%", "for": "q"},
            {"to": "d", "share": "30%", "for": "q"},
        ],
        personas=PERSONAS,
    )
    changed = b.with_changes({"a.next.c": "90%"})
    assert shares(changed, "p") == {"b": 0.1, "c": 0.9}
    assert shares(changed, "q") == {"b": 0.7, "d": 0.3}
    both = b.with_changes({"a.next.b": "50%"})
    assert shares(both, "p") == {"b": 0.5, "c": 0.5}
    assert shares(both, "q") == {"b": 0.5, "d": 0.5}


def test_branches_of_others_stay_so_that_the_sums_of_all_are_right():
    b = with_next(
        [
            {"to": "b", "share": "50%"},
            {"to": "c", "share": "50%", "for": "q"},
            {"to": "c", "share": "30%", "for": "p"},
            {"to": "d", "share": "20%", "for": "p"},
        ],
        personas=PERSONAS,
    )
    changed = b.with_changes({"a.next.d": "40%"})
    assert shares(changed, "p") == {"b": 0.5, "c": 0.1, "d": 0.4}
    assert shares(changed, "q") == {"b": 0.5, "c": 0.5}


def test_shares_of_customers_who_overlap_are_fitted_to_each_other():
    """The branch to `c` is open to both, and p and q have to fill up more and less: x y, x and y as in a contingency table."""
    b = with_next(
        [
            {"to": "b", "share": "30%", "for": "p"},
            {"to": "b", "share": "10%", "for": "q"},
            {"to": "c", "share": "40%"},
            {"to": "d", "share": "30%", "for": "p"},
            {"to": "d", "share": "50%", "for": "q"},
        ],
        personas=PERSONAS,
    )
    changed = b.with_changes({"a.next.b": "20%"})
    flows_of(changed)
    of_p, of_q, both, rest_p, rest_q = (branch.share for branch in changed.step("a").next)
    assert (of_p, of_q, both + rest_p, both + rest_q) == pytest.approx((0.2, 0.2, 0.8, 0.8))
    assert both / 0.4 == pytest.approx((rest_p / 0.3) * (rest_q / 0.5))


def test_where_it_can_t_be_right_for_everyone_the_flow_says_so():
    b = with_next(
        [{"to": "b", "share": "50%"}, {"to": "c", "share": "50%", "for": "q"}, {"to": "d", "share": "50%", "for": "p"}],
        personas=PERSONAS,
    )
    with pytest.raises(FlowError, match=r"for `p`, .* add up to 90%"):
        flows_of(b.with_changes({"a.next.d": "40%"}))


def test_personas_who_pass_the_step_by_don_t_count():
    b = with_next(
        [{"to": "b", "share": "50%"}, {"to": "c", "share": "50%", "for": "p"}, {"to": "d", "share": "10%", "for": "q"}],
        personas=PERSONAS,
    )
    b = b.with_changes({"a.personas": "p"}).with_changes({"a.next.c": "80%"})
    assert shares(b, "p") == {"b": 0.2, "c": 0.8}


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=150)
def test_for_everyone_the_sum_stays_right_and_proportions_too(seed):
    """Branches of their own for each persona, and some that all share: whatever is set, the rest gives way in proportion."""
    dice = Random(seed)
    abandon = dice.choice((0.0, 0.25))
    rest = 1 - abandon
    targets = dice.sample(("b", "c", "d"), dice.randint(2, 3))
    next_ = []
    for persona in ("p", "q"):
        weights = [dice.randint(0, 4) for _ in targets]
        weights[0] += 1
        next_ += [
            {"to": to, "share": rest * weight / sum(weights), "for": persona}
            for to, weight in zip(targets, weights, strict=True)
        ]
    if dice.random() < 0.5:
        dice.choice([branch for branch in next_ if branch["share"]]).pop("share")
    dice.shuffle(next_)
    b = with_next(next_, abandon=abandon, personas=PERSONAS)
    before = {p: flow_of(b, p).moves[0] for p in PERSONAS}
    to, value = dice.choice(targets), round(dice.uniform(0, rest), 2)
    changed = b.with_changes({f"a.next.{to}": value})
    for persona, moves in before.items():
        after = flow_of(changed, persona).moves[0]
        assert sum(move.share for move in after) == pytest.approx(rest)
        others = [(x.share, y.share) for x, y in zip(moves, after, strict=True) if x.branch.to != to]
        assert sum(y.share for y in after if y.branch.to == to) == pytest.approx(value)
        whole = sum(x for x, _ in others)
        for x, y in others:
            expected = x / whole if whole else 1 / len(others)
            assert y == pytest.approx(expected * (rest - value), abs=1e-9)


# -- shares of personas --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "changes", "after"),
    [
        ((0.5, 0.3, 0.2), {"one": "75%"}, (0.75, 0.15, 0.1)),
        ((0.5, 0.3, None), {"one": 0.75}, (0.75, 0.15, None)),
        ((0.5, None, None), {"one": 0.75}, (0.75, None, None)),
        ((None, 0.3, 0.3), {"one": 0.7}, (0.7, 0.15, 0.15)),
        ((0.5, 0.3, 0.2), {"one": 0.1, "two": 0.2}, (0.1, 0.2, 0.7)),
        ((0.5, 0.3, 0.2), {"one": 0.1, "two": 0.2, "three": 0.3}, (0.1, 0.2, 0.3)),
        ((0.5, 0.3, 0.2), {"one": None}, (None, 0.3, 0.2)),
        ((1.0, 0.0, 0.0), {"one": 0.5}, (0.5, 0.25, 0.25)),
    ],
)
def test_the_other_personas_fill_up(before, changes, after):
    personas = {
        name: {"name": name, "share": share} for name, share in zip(("one", "two", "three"), before, strict=True)
    }
    b = a_blueprint({"customer": "x"}, personas=personas)
    changed = b.with_changes({f"personas.{name}.share": value for name, value in changes.items()})
    for persona, share in zip(changed.personas.values(), after, strict=True):
        assert persona.share == (share if share is None else pytest.approx(share))


# -- what can't be -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ("register.time", "4 minutes", "`4 minutes` is not a duration; did you mean `4m`?"),
        ("register.time", 8, "the duration 8 has no unit; did you mean `8s`, `8m` or `8h`?"),
        ("registr.time", "4m", "there is no part `registr`; did you mean `register.time`?"),
        ("register.tme", "4m", "a step has no key `tme`; did you mean `register.time`?"),
        ("register.goal", "x", "a step has no key `goal`"),
        ("register", "x", "`register` is a step: name one of its keys too, like `register.time`"),
        ("personas.mover", "x", "`personas.mover` is a persona: name one of its keys too, like `personas.mover.share`"),
        ("prise", 1, "there is no key `prise`; did you mean `price`?"),
        ("dispatch.next.wrnog", "1%", "`dispatch` has no branch to `wrnog`; did you mean `wrong`?"),
        ("dispach.next.wrong", "1%", "there is no part `dispach`; did you mean `dispatch.next.wrong`?"),
        ("find.next.bot", "1%", "`find` has no `next`, so no branch whose share could change"),
        ("dispatch.next.wrong", "ten", "`ten` is not a share: write `40%` or `0.4`"),
        ("dispatch.abandon", 5, "a share is between 0% and 100% (0 and 1), not 5; did you mean `5%`?"),
        ("personas.mvoer.share", "1%", "there is no part `personas.mvoer`; did you mean `personas.mover.share`?"),
        ("solutions.transfer.status", "don", "must be `idea`, `planned`, `doing` or `done`, not `don`; did you mean `done`?"),
        ("solutions.transfer.effort", 9, "must be at most 5, not `9`"),
        ("solutions.transfer.effort", "3", "must be a whole number, not the text `3`"),
        ("solutions.transfer.effort", 2.5, "must be a whole number, not `2.5`"),
        ("price", -1, "must be at least 0, not `-1`"),
        ("price", True, "must be a number, not `true`"),
        ("title", None, "is needed"),
        ("title", 5, "must be text, not `5`"),
        ("title", "", "can't be an empty text"),
        ("find.name", [], "must be text, not a list"),
        ("find.moment_of_truth", "yes", "must be `true` or `false`, not `yes`"),
        ("find.touchpoints", ["account", "x"], "there is no touchpoint `x` (at `[1]`)"),
        ("find.pain_points", [{"severity": 1}], "is needed (at `[0].what`)"),
        ("find.emotion", {"mover": 9}, "must be at most 2, not `9` (at `mover`)"),
        ("find.time", {"low": "3m", "typical": "2m", "high": "3m"}, "an estimate needs low <= typical <= high, not 3m, 2m, 3m"),
        ("find.customer", 5, "must be a mapping, not `5`"),
        ("personas", [], "must be a mapping, not a list"),
        ("reviewed", 5, "must be a date like `2026-10-01`, not `5`"),
        ("stages", [], "a blueprint needs at least one stage"),
    ],
)  # fmt: skip
def test_what_can_t_be_changed_is_said_in_words(move, path, value, message):
    with pytest.raises(ChangeError) as caught:
        move.with_changes({path: value})
    assert str(caught.value) == f"{path}: {message}"
    assert isinstance(caught.value, bp.BlueprintError)
    assert "ValidationError" not in "".join(traceback.format_exception(caught.value))


def test_all_that_is_wrong_is_said_at_once(move):
    with pytest.raises(ChangeError) as caught:
        move.with_changes({"nowhere.time": "1m", "find.next.bot": 1, "dispatch.next.wrong": "x"})
    assert [problem.path for problem in caught.value.problems] == [
        "nowhere.time",
        "find.next.bot",
        "dispatch.next.wrong",
    ]
    with pytest.raises(ChangeError) as caught:
        move.with_changes({"find.time": "x", "price": "y"})
    assert {problem.path for problem in caught.value.problems} == {"find.time", "price"}


def test_changes_that_are_at_odds(move):
    with pytest.raises(ChangeError, match=r"^dispatch\.next\.wrong: `dispatch\.next` is replaced as a whole already$"):
        move.with_changes({"dispatch.next.wrong": "1%", "dispatch.next": "local"})
    with pytest.raises(ChangeError, match=r"^personas\.mover\.name: `personas` is replaced as a whole already$"):
        move.with_changes({"personas": {}, "personas.mover.name": "x"})
    with pytest.raises(
        ChangeError, match=r"^dispatch\.next\.wrong\.share: it is changed by `dispatch\.next\.wrong` already$"
    ):
        move.with_changes({"dispatch.next.wrong": "1%", "dispatch.next.wrong.share": "2%"})


def test_what_a_change_breaks_elsewhere_is_said_there(move):
    with pytest.raises(ChangeError, match=r"^touchpoints.account.answers\[0\]: there is no question `how-to-move`"):
        move.with_changes({"questions": {"who-comes": "Who?"}})


@given(
    st.dictionaries(
        st.text(max_size=12) | st.sampled_from(["find.time", "find.next.bot", "title", "find."]),
        st.none() | st.text(max_size=5) | st.floats() | st.lists(st.integers(), max_size=2),
        max_size=3,
    )
)
@settings(max_examples=60)
def test_nonsense_is_an_error_of_its_own(changes):
    with suppress(ChangeError):
        assert isinstance(MOVE.with_changes(changes), bp.Blueprint)


MOVE = bp.load("examples/02-broadband-move.as-is.blueprint.yaml")


# -- numbers -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "value", "number", "unit"),
    [
        ("dispatch.next.wrong", "25%", 0.25, "share"),
        ("find.abandon", 0.25, 0.25, "share"),
        ("told-twice.occurrence", "5%", 0.05, "share"),
        ("personas.mover.share", 1, 1, "share"),
        ("register.wait", "2m", 120, "time"),
        ("register.time", {"low": "1m", "typical": "2m", "high": "9m"}, 180, "time"),
        ("price", 3, 3, "money"),
        ("actors.agent.hourly_cost", 50, 50, "money"),
        ("actors.agent.count", 3, 3, "count"),
        ("solutions.transfer.status", "done", "done", None),
        ("title", "T", "T", None),
        ("find.x-tried", "1", "1", None),
    ],
)
def test_values_as_numbers(move, path, value, number, unit):
    assert in_numbers(move, path, value) == (number, unit)


@pytest.mark.parametrize(
    ("path", "value"), [("register.time", "4"), ("find.abandon", "x"), ("nowhere", 1), ("find.time", {"low": "1m"})]
)
def test_values_that_are_none(move, path, value):
    with pytest.raises(ChangeError, match=f"^{path}: "):
        in_numbers(move, path, value)
