"""The main path as a network of activities: against networkx on random columns, and a textbook's critical path."""

from __future__ import annotations

from random import Random

import networkx as nx
import pytest

import blueprint as bp
from blueprint.analysis.critical import critical
from blueprint.analysis.customers import Customers


def asked(steps, **keys):
    return critical(Customers(bp.Blueprint(title="T", stages=[{"name": "S", "steps": steps}], **keys)))


def seconds(answer):
    return {(a.id, a.what): (a.earliest_start, a.earliest_finish, a.latest_start, a.slack) for a in answer.activities}


# -- the rules, one by one -----------------------------------------------------------------------------------------


def test_waits_and_blocking_actions_run_in_a_row():
    answer = asked(
        [
            {
                "id": "a",
                "wait": "10s",
                "customer": {"does": "x", "time": "1s"},
                "frontstage": {"does": "y", "time": "2s"},
            },
            {"id": "b", "customer": {"does": "z", "time": "4s"}},
        ]
    )
    assert [(a.id, a.what, a.earliest_start, a.earliest_finish) for a in answer.activities] == [
        ("a", "wait", 0, 10),
        ("a.customer", "action", 10, 11),
        ("a.frontstage-1", "action", 11, 13),
        ("b.customer", "action", 13, 17),
    ]
    assert answer.critical_path == ("a", "a.customer", "a.frontstage-1", "b.customer")
    assert answer.length.value == 17
    assert answer.length.is_exact


def test_what_does_not_block_runs_beside_what_follows():
    answer = asked(
        [
            {
                "id": "a",
                "customer": {"does": "x", "time": "5s"},
                "backstage": [{"id": "check", "does": "c", "time": "3s"}, {"id": "file", "does": "f", "time": "4s"}],
            },
            {"id": "b", "customer": {"id": "go", "does": "z", "time": "10s"}},
        ]
    )
    assert seconds(answer) == {
        ("a.customer", "action"): (0, 5, 0, 0),
        ("check", "action"): (5, 8, 8, 3),
        ("file", "action"): (8, 12, 11, 3),
        ("go", "action"): (5, 15, 5, 0),
    }
    assert answer.critical_path == ("a.customer", "go")


def test_a_blocking_action_does_not_wait_for_one_above_it_that_does_not_block():
    answer = asked(
        [
            {
                "id": "a",
                "customer": {"id": "ask", "does": "x", "time": "5s"},
                "frontstage": {"id": "log", "does": "l", "time": "30s", "blocking": False},
                "backstage": {"id": "fetch", "does": "f", "time": "2s", "blocking": True},
            }
        ]
    )
    assert seconds(answer)["fetch", "action"][:2] == (5, 7)
    assert answer.critical_path == ("ask", "log")
    assert answer.length.value == 35


def test_a_step_s_own_time_holds_its_blocking_actions_and_the_others_start_with_it():
    answer = asked(
        [
            {
                "id": "a",
                "time": "1m",
                "wait": "5s",
                "customer": {"does": "x", "time": "50s"},
                "backstage": [{"id": "one", "does": "1", "time": "10s"}, {"id": "two", "does": "2", "time": "20s"}],
            }
        ]
    )
    assert seconds(answer) == {
        ("a", "wait"): (0, 5, 0, 0),
        ("a", "work"): (5, 65, 5, 0),
        ("one", "action"): (5, 15, 35, 30),
        ("two", "action"): (15, 35, 45, 30),
    }
    assert answer.critical_path == ("a",)


def test_three_points_count_with_their_mean():
    assert asked([{"customer": "x", "time": {"low": "1m", "typical": "2m", "high": "9m"}}]).length.value == 180


def test_only_the_main_path_counts():
    steps = [
        {"id": "a", "customer": "x", "time": "1m", "next": {"b": 0.9, "c": 0.1}},
        {"id": "b", "customer": "y", "time": "1m", "outcome": "success"},
        {"id": "c", "customer": "z", "time": "1h", "outcome": "success"},
    ]
    assert asked(steps).critical_path == ("a", "b")


# -- triggers ------------------------------------------------------------------------------------------------------


def steps_with(triggers, target="b"):
    return [
        {
            "id": "a",
            "customer": {"id": "order", "does": "x", "time": "5s"},
            "backstage": {"id": "bake", "does": "y", "time": "1m", "triggers": triggers},
        },
        {"id": target, "wait": "2s", "customer": {"id": "eat", "does": "z", "time": "10s"}},
    ]


@pytest.mark.parametrize(("target", "starts", "path"), [("b", 67, ("bake", "b", "eat")), ("eat", 65, ("bake", "eat"))])
def test_what_is_triggered_waits_for_what_triggers_it(target, starts, path):
    answer = asked(steps_with(target))
    assert answer.critical_path == ("order", *path)
    assert seconds(answer)["eat", "action"][0] == starts
    assert not answer.assumptions


def test_a_trigger_of_something_off_the_path_changes_nothing():
    steps = [
        *steps_with([])[:1],
        {"id": "b", "customer": "z", "time": "1s", "outcome": "success"},
        {"id": "off", "customer": "never", "time": "1s"},
    ]
    steps[0]["backstage"]["triggers"] = ["off"]
    assert asked(steps).critical_path == ("order", "bake")
    assert not asked(steps).assumptions


def test_triggers_inside_one_step_s_time_mean_nothing():
    answer = asked(
        [
            {
                "id": "a",
                "time": "1m",
                "customer": {"does": "x", "id": "x", "triggers": "y"},
                "frontstage": {"does": "y", "id": "y", "triggers": "x"},
            }
        ]
    )
    assert answer.length.value == 60
    assert not answer.assumptions


def test_triggers_that_run_backwards_are_left_out_and_said():
    steps = steps_with("b")
    steps[1]["customer"]["triggers"] = ["order", "bake", "b"]
    answer = asked(steps)
    assert answer.critical_path == ("order", "bake", "b", "eat")
    assert answer.assumptions == (
        "Triggers that lead back on the main path are left out: eat → order, eat → bake, eat → b.",
    )


def test_a_trigger_of_something_earlier_that_nothing_waits_for_is_kept():
    steps = steps_with([])
    steps[1]["customer"]["triggers"] = ["bake"]
    answer = asked(steps)
    assert answer.critical_path == ("order", "b", "eat", "bake")
    assert answer.length.value == 5 + 2 + 10 + 60
    assert not answer.assumptions


# -- what is unknown -----------------------------------------------------------------------------------------------


def test_what_has_no_time_counts_as_nothing_and_makes_a_lower_bound():
    answer = asked([{"id": "a", "customer": "x", "wait": "1m"}])
    assert answer.to_dict()["length"] == {"at_least": 60}
    assert answer.activities[1].duration is None
    assert answer.assumptions == (
        "Without a time, and counted as 0, so that the main path takes at least this long: a.customer.",
    )


@pytest.mark.parametrize(
    "steps",
    [
        [{"customer": "x"}],
        [{"customer": "x", "time": "1m", "outcome": "failure"}],
    ],
    ids=["no times", "no success"],
)
def test_where_nothing_is_known_nothing_is_said_of_the_length(steps):
    answer = asked(steps)
    assert answer.length.value is None
    assert answer.critical_path == ()
    assert len(answer.assumptions) == 1


def test_what_takes_no_time_is_on_the_critical_path_only_where_customers_go_along_it():
    answer = asked(
        [
            {
                "id": "a",
                "customer": {"id": "ask", "does": "x", "time": "1m"},
                "support": {"id": "note", "does": "n", "time": "0s", "triggers": "c"},
            },
            {"id": "b", "time": "0s", "customer": "y"},
            {"id": "c", "time": "1m", "customer": "z"},
        ]
    )
    assert {a.id for a in answer.activities if not a.slack} == {"ask", "note", "b", "c"}
    assert answer.critical_path == ("ask", "b", "c")


# -- oracles -------------------------------------------------------------------------------------------------------


def test_a_textbook_s_network():
    """Activities A3, B4 after A, C2 after A, D5 after B, E1 after C, F2 after C, G4 after D and E, H3 after F and G."""
    after = {"A": "", "B": "A", "C": "A", "D": "B", "E": "C", "F": "C", "G": "DE", "H": "FG"}
    lengths = dict(zip("ABCDEFGH", (3, 4, 2, 5, 1, 2, 4, 3), strict=True))
    steps = [
        {
            "id": f"step-{name}",
            "backstage": {
                "id": name,
                "does": name,
                "time": f"{days}d",
                "triggers": [other for other, before in after.items() if name in before],
            },
        }
        for name, days in lengths.items()
    ]
    answer = asked(steps)
    day = 86400
    assert answer.critical_path == ("A", "B", "D", "G", "H")
    assert answer.length.value == 19 * day
    times = {a.id: (a.earliest_start / day, a.earliest_finish / day, a.latest_start / day) for a in answer.activities}
    assert times == {
        "A": (0, 3, 0),
        "B": (3, 7, 3),
        "C": (3, 5, 9),
        "D": (7, 12, 7),
        "E": (5, 6, 11),
        "F": (5, 7, 14),
        "G": (12, 16, 12),
        "H": (16, 19, 16),
    }
    assert {a.id: a.slack / day for a in answer.activities if a.slack} == {"C": 6, "E": 6, "F": 9}


def random_steps(dice):
    """Columns by chance, whose triggers lead forwards."""
    steps = []
    for n in range(dice.randint(1, 8)):
        step = {"id": f"s{n}", "name": "x"}
        if dice.random() < 0.4:
            step["wait"] = f"{dice.randint(0, 9)}s"
        if dice.random() < 0.4:
            step["time"] = f"{dice.randint(0, 20)}s"
        for role in ("frontstage", "backstage", "support"):
            step[role] = [
                {
                    "id": f"s{n}.{role[0]}{k}",
                    "does": "x",
                    "time": f"{dice.randint(0, 12)}s",
                    "blocking": dice.random() < 0.5,
                }
                for k in range(dice.randint(0, 2))
            ]
        steps.append(step)
    for n, step in enumerate(steps):
        later = [s["id"] for s in steps[n + 1 :]]
        later += [a["id"] for s in steps[n + 1 :] for role in ("frontstage", "backstage", "support") for a in s[role]]
        for action in (a for role in ("frontstage", "backstage", "support") for a in step[role]):
            action["triggers"] = dice.sample(later, min(len(later), dice.choice((0, 0, 1, 2))))
    return steps


def graph_of(steps):
    """The same as activities on arcs: an arc takes as long as what it stands for."""
    graph = nx.DiGraph()

    def arc(a, b, weight):
        if graph.has_edge(a, b):
            weight = max(weight, graph[a][b]["weight"])
        graph.add_edge(a, b, weight=weight)

    def took(text):
        return int(text.removesuffix("s"))

    inside = {}
    for n, step in enumerate(steps):
        name, ready, done = step["id"], (n, "ready"), (n, "done")
        arc((n, "start"), ready, took(step.get("wait", "0s")))
        column = [a for role in ("frontstage", "backstage", "support") for a in step[role]]
        previous, blocked = ready, ready
        if "time" in step:
            arc(ready, (n, "work"), 0)
            arc((n, "work"), done, took(step["time"]))
        for action in column:
            begin, end = (action["id"], "begin"), (action["id"], "end")
            if action["blocking"] and "time" in step:
                inside[action["id"]] = ((n, "work"), done)
                continue
            inside[action["id"]] = (begin, end)
            arc(begin, end, took(action["time"]))
            arc(blocked if action["blocking"] else previous, begin, 0)
            previous = end
            if action["blocking"]:
                blocked = end
        arc(blocked, done, 0)
        if n + 1 < len(steps):
            arc(done, (n + 1, "start"), 0)
        inside[name] = ((n, "start"), None)
    for action in (a for s in steps for role in ("frontstage", "backstage", "support") for a in s[role]):
        for target in action["triggers"]:
            arc(inside[action["id"]][1], inside[target][0], 0)
    return graph


@pytest.mark.parametrize("seed", range(150))
def test_random_networks_against_networkx(seed):
    steps = random_steps(Random(seed))
    graph = graph_of(steps)
    answer = asked(steps)
    assert not answer.assumptions
    assert answer.length.value == nx.dag_longest_path_length(graph)
    for activity in answer.activities:
        assert activity.earliest_finish - activity.earliest_start == activity.duration
        assert activity.slack == activity.latest_start - activity.earliest_start >= 0
        if activity.what == "action":
            before = nx.ancestors(graph, (activity.id, "begin")) | {(activity.id, "begin")}
            assert activity.earliest_start == nx.dag_longest_path_length(graph.subgraph(before))


@pytest.mark.parametrize("seed", range(30))
def test_what_is_delayed_within_its_slack_delays_nothing_and_beyond_it_everything(seed):
    """An activity may take longer by its slack, and not by a second more."""
    steps = random_steps(Random(seed))
    answer = asked(steps)
    for activity in answer.activities:
        if activity.what == "action":
            for more in (0, 1):
                delayed = [
                    {
                        **s,
                        **{
                            r: [_longer(a, activity, more) for a in s[r]]
                            for r in ("frontstage", "backstage", "support")
                        },
                    }
                    for s in steps
                ]
                assert nx.dag_longest_path_length(graph_of(delayed)) == answer.length.value + more


def _longer(action, activity, more):
    if action["id"] != activity.id:
        return action
    return {**action, "time": f"{activity.duration + activity.slack + more:.0f}s"}


def test_a_long_journey_with_many_triggers_is_no_deep_recursion():
    count = 3000
    steps = [
        {
            "id": f"s{n}",
            "time": "1s",
            "backstage": {
                "id": f"b{n}",
                "does": "x",
                "time": "1s",
                "triggers": [f"b{(n * 7 + 1) % count}"],
            },
        }
        for n in range(count)
    ]
    answer = asked(steps)
    assert answer.length.value >= count
    assert len(answer.activities) == 2 * count


def test_the_table_shows_every_activity():
    answer = asked(steps_with("b"))
    assert [row["activity"] for row in answer.tables()[0].to_rows()] == ["order", "bake", "b", "eat"]
    assert "1 min" in str(answer)
