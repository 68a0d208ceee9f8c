"""The figures as one value changes: against the curves that scenario 2 has by hand."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

import blueprint as bp
from blueprint.analysis.sweep import evenly, sweep
from blueprint.model.changes import ChangeError


@pytest.fixture(scope="module")
def move():
    return bp.load(Path(__file__).parents[2] / "examples" / "02-broadband-move.as-is.blueprint.yaml")


def a_blueprint(*steps, **keys):
    return bp.Blueprint(title="T", stages=[{"name": "S", "steps": list(steps)}], **keys)


def values(found, name):
    return [amount.value for amount in found.curves[name]]


def test_the_curve_of_what_starts_all_over_again(move):
    """Each pass has two contacts and one more where it goes wrong: 2 + (1 + q) / (1 - q), by a geometric series."""
    found = sweep(
        move, "dispatch.next.wrong", evenly("0%", "90%", 10), ["human_contacts", "asked_again:address"], "mover"
    )
    q = [n / 10 for n in range(10)]
    assert [row.value for row in found.rows] == pytest.approx(q)
    assert found.unit == "share"
    assert values(found, "human_contacts") == pytest.approx([2 + (1 + x) / (1 - x) for x in q])
    assert values(found, "asked_again:address") == pytest.approx([x / (1 - x) for x in q])
    # The others count 0% of the customers of this file.
    assert values(sweep(move, "dispatch.next.wrong", ["50%"], ["human_contacts"]), "human_contacts") == pytest.approx(
        [5]
    )


def test_where_nobody_gets_out_there_are_no_numbers_and_that_is_said(move):
    found = sweep(move.with_changes({"language": "en"}), "dispatch.next.wrong", ["50%", "100%"])
    assert [row.figures["success_share"].value for row in found.rows] == [1, None]
    (said,) = [
        text
        for text in found.assumptions
        if text.startswith("At 100% there are no numbers: for `mover`, the steps `find`")
    ]
    assert said.endswith(" can never be left.")
    assert "unknown" in str(found)


def test_shares_that_are_too_much_are_no_crash():
    b = a_blueprint(
        {"id": "a", "customer": "x", "abandon": "30%", "next": {"b": "30%", "end": "40%"}}, {"id": "b", "customer": "y"}
    )
    found = sweep(b, "a.next.b", ["70%", "80%"], ["success_share"])
    assert values(found, "success_share") == [pytest.approx(0.7), None]
    assert len(found.assumptions) == 1
    assert "and its `abandon` add up to 110%." in found.assumptions[0]


def test_times_are_in_seconds():
    b = a_blueprint({"id": "a", "customer": "x", "time": "1m"})
    found = sweep(b, "a.time", evenly("1m", "3m", 3), ["expected_time"])
    assert found.unit == "time"
    assert [(row.value, row.figures["expected_time"].value) for row in found.rows] == [(60, 60), (120, 120), (180, 180)]


def test_what_is_no_number_is_shown_as_it_is():
    b = a_blueprint({"id": "a", "customer": "x", "outcome": "success"})
    found = sweep(b, "a.outcome", ["success", "failure"], ["success_share"])
    assert [tuple(row.values()) for row in found.tables()[0].to_rows()] == [("success", 1), ("failure", 0)]
    assert found.unit is None


def test_without_names_the_usual_figures_that_are_known():
    b = a_blueprint({"id": "a", "customer": "x"})
    assert list(sweep(b, "a.abandon", ["0%", "50%"]).curves) == ["success_share"]
    timed = b.with_changes({"a.time": "1m"})
    assert list(sweep(timed, "a.abandon", ["0%"]).curves) == ["success_share", "expected_time"]
    assert list(sweep(b, "a.abandon", ["0%"], ["expected_time"]).curves) == ["expected_time"]
    assert sweep(b, "a.abandon", []).rows == ()


def test_what_is_assumed_for_the_figures_that_are_asked_for_is_said():
    b = a_blueprint({"id": "a", "customer": "x"})
    assert sweep(b, "a.abandon", ["0%", "10%"], ["success_share"]).assumptions == ()
    assert sweep(b, "a.abandon", ["0%", "10%"], ["expected_time"]).assumptions == (
        "1 of 1 steps lack a time, or a part of it, so sums over them are lower bounds: a.",
    )


def test_of_one_persona():
    b = a_blueprint({"id": "a", "customer": "x", "personas": "p", "otherwise": "b"}, {"id": "b", "customer": "y"}, personas={"p": "P", "q": "Q"})  # fmt: skip
    assert values(sweep(b, "a.abandon", ["50%"], ["success_share"]), "success_share") == [0.75]
    assert values(sweep(b, "a.abandon", ["50%"], ["success_share"], "p"), "success_share") == [0.5]
    assert values(sweep(b, "a.abandon", ["50%"], ["success_share"], "q"), "success_share") == [1]


def test_what_is_wrong_is_said(move):
    with pytest.raises(ChangeError, match="did you mean `wrong`"):
        sweep(move, "dispatch.next.wrnog", ["0%"])
    with pytest.raises(ChangeError, match="`ten` is not a share"):
        sweep(move, "dispatch.next.wrong", ["0%", "ten"])
    with pytest.raises(ValueError, match="there is no figure `human_contact`; did you mean `human_contacts`"):
        sweep(move, "dispatch.next.wrong", ["100%"], ["human_contact"])
    with pytest.raises(ValueError, match="there is no `asked_again` of `adress`; did you mean `address`"):
        sweep(move, "dispatch.next.wrong", ["0%"], ["asked_again:adress"])
    with pytest.raises(KeyError):
        sweep(move, "dispatch.next.wrong", ["0%"], persona="nobody")


def test_tables_and_plain_data(move):
    found = sweep(
        move.with_changes({"language": "en"}),
        "dispatch.next.wrong",
        ["0%", "50%"],
        ["human_contacts", "asked_again:address"],
    )
    assert str(found.tables()[0]).splitlines()[-1].split() == ["50%", "5", "1"]
    assert found.to_dict()["rows"][0] == {"value": 0, "figures": {"human_contacts": 3, "asked_again:address": 0}}
    assert [column.key for column in found.tables()[0].columns] == ["value", "human_contacts", "asked_again:address"]


@pytest.mark.parametrize(
    ("start", "stop", "count", "expected"),
    [
        ("0%", "100%", 5, [0, 0.25, 0.5, 0.75, 1]),
        (0.2, "40%", 2, [0.2, 0.4]),
        ("50%", "0%", 3, [0.5, 0.25, 0]),
        ("1m", "2m", 3, [timedelta(minutes=1), timedelta(seconds=90), timedelta(minutes=2)]),
        (1, 5, 5, [1, 2, 3, 4, 5]),
        (1, 2, 3, [1, 1.5, 2]),
    ],
)
def test_even_distances(start, stop, count, expected):
    assert all(abs(a - b) <= b * 1e-12 for a, b in zip(evenly(start, stop, count), expected, strict=True))


def test_whole_numbers_stay_whole(move):
    found = sweep(move, "solutions.transfer.effort", evenly(1, 5, 5), ["success_share"])
    assert [row.value for row in found.rows] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("start", "stop", "count", "message"),
    [
        ("0%", "1m", 3, "are not of one kind"),
        (0, "1m", 3, "are not of one kind"),
        ("0%", "1%", 1, "at least 2 values, not 1"),
        ("x%", "1%", 3, "`x%` is not a share"),
        ("4 minutes", "8m", 3, "did you mean `4m`"),
    ],
)
def test_what_has_no_even_distances(start, stop, count, message):
    with pytest.raises(ValueError, match=message):
        evenly(start, stop, count)
