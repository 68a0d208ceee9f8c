"""Charts hold what the answers say, in words and units that people read; they load nothing and run nothing."""

from __future__ import annotations

import re
import sys
import xml.etree.ElementTree as ET
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

import blueprint as bp
from blueprint.analysis.phrases import EN
from blueprint.analysis.phrases_zh import HANS
from blueprint.finding import MissingExtra
from blueprint.reports.plots import Plot, PlotError

TIME = EN["figure.expected_time"]

EXAMPLES = Path(__file__).parents[2] / "examples"

HOSTILE = "<script>alert(1)</script> & \"quoted\" 'x' ]]> {{1+1}} datum.value javascript:alert(1)"

HOUSE = """
blueprint: v1
title: House
currency: EUR
actors: {cook: {name: Cook, hourly_cost: 30}}
personas:
  guest: {name: Guest, share: 75%}
  child: {name: Child, share: 25%}
stages:
  - name: S
    steps:
      - {id: sit, customer: Sit down, time: 10m, emotion: {guest: 1, child: -1}}
      - id: eat
        customer: Eat
        time: 50m
        emotion: {guest: 2, child: 0}
        frontstage: {does: Cook, actor: cook, time: 30m}
        next: {sit: 20%, pay: 80%}
      - {id: pay, customer: Pay, time: 5m, emotion: {guest: -2}}
"""


@pytest.fixture(scope="module")
def house():
    return bp.loads(HOUSE)


@pytest.fixture(scope="module")
def move():
    return bp.load(EXAMPLES / "02-broadband-move.as-is.blueprint.yaml")


def svg(plot):
    return ET.fromstring(plot.to_svg())


def texts(picture):
    """All texts that are seen, as they are seen."""
    return ["".join(element.itertext()) for element in picture.iterfind(".//{*}text") if element.get("opacity") != "0"]


def marks(picture, key):
    """What each mark that has a key stands for, with its place: from its label for screen readers."""
    found = []
    for element in picture.iter():
        label = element.get("aria-label", "")
        said = dict(part.partition(": ")[::2] for part in label.split("; ")) if f"{key}: " in label else {}
        at = re.match(r"translate\(([-\d.]+),([-\d.]+)\)", element.get("transform", ""))
        if said and at:
            found.append((said, float(at[1]), float(at[2])))
    return found


def held(chart, part):
    """The data that a part of a chart is drawn from."""
    data = part.get("data") or chart["data"]  # what all parts share is the chart's
    return data["values"] if "values" in data else chart["datasets"][data["name"]]


def bars(plot):
    """Of a histogram: (from, to, share)."""
    chart = plot.chart.to_dict()
    return [(bar["from"], bar["to"], bar["share"]) for bar in held(chart, chart["layer"][0])]


def rules(plot):
    """Of a histogram: times with what they are called."""
    chart = plot.chart.to_dict()
    return {rule["time"]: rule["name"] for rule in held(chart, chart["layer"][1])}


# -- how it feels ------------------------------------------------------------------------------------------------


def test_emotions_are_where_they_belong(house):
    plot = bp.plot(bp.analyze(house).experience)
    picture = svg(plot)
    points = marks(picture, "emotion")
    felt = {(said["persona"], said["step"], said["emotion"].replace("−", "-")) for said, _, _ in points}
    assert felt == {
        ("Guest", "Sit down", "1"), ("Guest", "Eat", "2"), ("Guest", "Pay", "-2"),
        ("Child", "Sit down", "-1"), ("Child", "Eat", "0"),
    }  # fmt: skip
    heights = {float(said["emotion"].replace("−", "-")): y for said, _, y in points}
    assert sorted(heights, key=heights.get) == sorted(heights, reverse=True)
    places = {said["step"]: x for said, x, _ in points}
    assert sorted(places, key=places.get) == ["Sit down", "Eat", "Pay"]
    assert {"Guest", "Child", "-2", "−2", "0", "+2", "emotion"} - set(texts(picture)) == {"-2"}


def test_one_kind_of_customers_needs_no_legend(house):
    plot = bp.plot(bp.analyze(house).of("guest").experience)
    picture = svg(plot)
    assert len(marks(picture, "emotion")) == 3
    assert "Guest" not in texts(picture)


def test_an_analysis_is_shown_by_its_emotions(house):
    analysis = bp.analyze(house)
    assert bp.plot(analysis).to_svg() == bp.plot(analysis.experience).to_svg()


def test_steps_and_personas_of_the_same_name_are_kept_apart():
    twins = bp.Blueprint(
        title="Twins",
        personas={"a": {"name": "Guest", "share": 0.5}, "b": {"name": "Guest", "share": 0.5}},
        stages=[
            {
                "name": "S",
                "steps": [
                    {"id": "one", "customer": "Wait", "emotion": {"a": 1, "b": 2}},
                    {"id": "two", "customer": "Wait", "emotion": {"a": -1, "b": -2}},
                ],
            }
        ],
    )
    plot = bp.plot(bp.analyze(twins).experience)
    picture = svg(plot)
    felt = {(said["persona"], said["step"], said["emotion"]) for said, _, _ in marks(picture, "emotion")}
    assert felt == {
        ("Guest (1)", "Wait (1)", "1"), ("Guest (1)", "Wait (2)", "−1"),
        ("Guest (2)", "Wait (1)", "2"), ("Guest (2)", "Wait (2)", "−2"),
    }  # fmt: skip
    assert {"Guest (1)", "Guest (2)", "Wait (1)", "Wait (2)"} <= set(texts(picture))


def test_personas_differ_in_more_than_colour(house):
    picture = svg(bp.plot(bp.analyze(house)))
    lines = [e for e in picture.iterfind(".//{*}path") if e.get("aria-roledescription") == "line mark"]
    assert len({line.get("stroke") for line in lines}) == len({line.get("stroke-dasharray") for line in lines}) == 2


@pytest.mark.parametrize("count", [16, 60, 200])
def test_names_of_steps_stand_clear_of_each_other(count):
    steps = [
        {"id": f"s{i}", "customer": f"{i}: a step on a long way through the hospital", "emotion": i % 3}
        for i in range(count)
    ]
    plot = bp.plot(bp.analyze(bp.Blueprint(title="Long", stages=[{"name": "S", "steps": steps}])))
    picture = svg(plot)
    points = marks(picture, "emotion")
    assert len(points) == count
    named = [text for text in texts(picture) if ": a step" in text]
    assert named[0].startswith("0: a step on a long way")
    assert all(text.endswith("…") for text in named)
    assert len(named) == min(count, 67)
    places = sorted(
        float(re.match(r"translate\(([-\d.]+)", e.get("transform"))[1])
        for e in picture.iterfind(".//{*}text")
        if ": a step" in "".join(e.itertext())
    )
    assert all(after - before >= 18 for before, after in pairwise(places))  # they lean by 40°
    assert float(picture.get("width")) < 1900


# -- how times spread --------------------------------------------------------------------------------------------


def test_bars_and_rules_of_times(move):
    answer = bp.analyze(move).quantiles
    edges, counts, beyond = answer.histogram
    plot = bp.plot(answer)
    picture = svg(plot)
    day = 86400
    assert [count for count in counts if count] == [round(share * answer.journeys) for *_, share in bars(plot) if share]
    assert bars(plot)[0][0] * day == pytest.approx(edges[0])
    assert bars(plot)[-1][1] * day == pytest.approx(edges[-1])
    # A fifth go round again; each round takes a day and half an hour. See the example.
    assert rules(plot) == {answer.p50.value / day: "p50 2天1小时", answer.p90.value / day: "p90、p95 3天2小时"}
    seen = texts(picture)
    assert {"旅程用时", "用时（天）", "旅程占比"} <= set(seen)
    assert beyond > 0
    assert [text for text in seen if text.startswith(">")] == [f"> 4天2小时: {100 * beyond / answer.journeys:.1f}%"]


def test_a_rule_stands_where_its_time_is_on_the_axis():
    spread = bp.loads("""
blueprint: v1
title: T
stages: [{name: S, steps: [{id: a, customer: Go, time: {low: 1m, typical: 3m, high: 9m}}]}]
""")
    answer = bp.analyze(spread).quantiles
    plot = bp.plot(answer)
    picture = svg(plot)
    ticks = {}
    for element in picture.iterfind(".//{*}text"):
        at = re.match(r"translate\(([-\d.]+),", element.get("transform", ""))
        if re.fullmatch(r"[\d.]+", text := "".join(element.itertext())):
            ticks[float(text)] = float(at[1])
    per_minute = (ticks[7] - ticks[3]) / 4
    placed = {said["name"].split()[0]: x for said, x, _ in marks(picture, "time")}
    for name, amount in answer.time_quantiles.items():
        assert placed[name] == pytest.approx(ticks[3] + (amount.value / 60 - 3) * per_minute, abs=1)
    assert "time (min)" in texts(picture)


def test_times_that_are_bounds_say_so():
    gap = bp.loads("""
blueprint: v1
title: T
stages: [{name: S, steps: [{id: a, customer: Go, time: 3m}, {id: b, customer: Wait}]}]
""")
    assert "p50, p90, p95 ≥ 3 min" in texts(svg(bp.plot(bp.analyze(gap).quantiles)))


def test_where_all_take_the_same_time_the_bar_does_not_fill_the_chart(house):
    plot = bp.plot(bp.analyze(house.with_changes({"eat.next": "pay"})).quantiles)
    picture = svg(plot)
    assert rules(plot) == {65: "p50, p90, p95 1 h 5 min"}
    assert bars(plot) == [(65, pytest.approx(65 + 1 / 60), 1.0)]
    assert {"0", "120"} <= set(texts(picture))


# -- how figures move --------------------------------------------------------------------------------------------


def curves(plot):
    """By title: the points of each curve."""
    chart = plot.chart.to_dict()
    return {
        part["title"]["text"]: [(p["value"], p["figure"], p["bound"]) for p in held(chart, part)]
        for part in chart["vconcat"]
    }


def test_curves_of_a_sweep(house):
    figures = ["expected_time", "cost_per_journey", "success_share", "divergence"]
    plot = bp.plot(bp.sweep(house, "eat.next.sit", ["0%", "20%", "40%"], figures=figures))
    picture = svg(plot)
    found = curves(plot)
    # Rounds until one gets through: 1 / (1 - share), each of an hour, and half an hour of the cook at 30 an hour.
    exact = [(share, pytest.approx(value), "=") for share, value in [(0, 65), (0.2, 80), (0.4, 105)]]
    assert found[f"{TIME} (min)"] == exact
    assert found[f"{EN['figure.cost_per_journey']} (EUR)"] == [
        (share, pytest.approx(15 / (1 - share)), "=") for share in (0, 0.2, 0.4)
    ]
    assert [figure for _, figure, _ in found[EN["figure.success_share"]]] == pytest.approx([1, 1, 1])
    assert f"{EN['figure.divergence']} (bit)" in found
    seen = texts(picture)
    assert seen.count("eat.next.sit") == 1
    assert {"0%", "40%", "100%", "What if eat.next.sit changes", *found} <= set(seen)
    assert not {"=", "≥"} & set(seen)


def test_the_unit_of_time_fits_the_longest(house):
    slow = bp.sweep(house, "sit.time", ["3h", "1h"], figures=["expected_time"])
    plot = bp.plot(slow)
    picture = svg(plot)
    assert "sit.time (h)" in texts(picture)
    assert [value for value, *_ in curves(plot)[f"{TIME} (h)"]] == [3, 1]


def test_words_are_those_of_the_file(move):
    plot = bp.plot(bp.sweep(move, "dispatch.next.wrong", ["10%", "20%"], figures=["expected_time", "rework_cost"]))
    picture = svg(plot)
    assert {
        f"{HANS['figure.expected_time']}（天）",
        f"{HANS['figure.rework_cost']}（CNY）",
        "如果改变 dispatch.next.wrong",
    } <= set(texts(picture))


def test_bounds_have_points_of_their_own(house):
    gap = house.with_changes({"pay.time": None})
    plot = bp.plot(bp.sweep(gap, "eat.next.sit", ["0%", "50%"], figures=["expected_time", "rework_time"]))
    picture = svg(plot)
    assert [bound for *_, bound in curves(plot)[f"{TIME} (h)"]] == ["≥", "≥"]
    assert {"=", "≥"} <= set(texts(picture))
    assert "≤" not in texts(picture)


def test_a_line_breaks_where_the_figure_is_unknown(house):
    swept = bp.sweep(house, "eat.next.sit", ["0%", "10%", "20%", "30%", "40%"], figures=["expected_time"])
    unknown = swept.rows[2]._replace(figures={"expected_time": bp.Amount()})
    plot = bp.plot(replace(swept, rows=(*swept.rows[:2], unknown, *swept.rows[3:])))
    picture = svg(plot)
    assert len(marks(picture, "figure")) == 4
    lines = [e.get("d") for e in picture.iterfind(".//{*}path") if e.get("aria-roledescription") == "line mark"]
    assert [line.count("M") for line in lines] == [2]


# -- the picture -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module", params=["experience", "quantiles", "sweep"])
def answer(request, move):
    if request.param == "sweep":
        return bp.sweep(move, "dispatch.next.wrong", ["10%", "20%"], figures=["expected_time"])
    return bp.analyze(move).answers[request.param]


@pytest.fixture(scope="module")
def drawn(answer):
    return bp.plot(answer).to_svg()


def test_it_is_the_same_twice_and_saves_the_same(answer, drawn, tmp_path):
    bp.plot(answer).save(tmp_path / "plot.svg")
    assert (tmp_path / "plot.svg").read_bytes().decode() == drawn


def test_it_loads_nothing_and_runs_nothing(drawn):
    root = ET.fromstring(drawn)
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert {"svg", "path", "text"} <= tags <= {"svg", "g", "rect", "path", "text", "line", "defs", "clipPath", "tspan"}
    names = {name.rpartition("}")[2] for element in root.iter() for name in element.attrib}
    assert [name for name in names if name == "href" or name.startswith("on")] == []
    assert not re.search(r"url\((?!#)|@import", drawn)


def test_it_stands_on_white(drawn):
    ground = ET.fromstring(drawn).find("{*}rect")
    assert ground.get("fill") == "white"


def test_a_notebook_shows_it(answer, drawn):
    plot = bp.plot(answer)
    said = {"image/svg+xml": drawn, "text/plain": f"<Plot: {plot.title}>"}
    assert plot._repr_mimebundle_(include=None, exclude=None) == said
    assert plot.title in texts(ET.fromstring(drawn))


def test_the_chart_is_altairs_to_go_on_from(house):
    plot = bp.plot(bp.analyze(house))
    wider = Plot(plot.chart.properties(width=900), plot.title)
    assert float(svg(wider).get("width")) > 900


def test_hostile_text_stays_text():
    hostile = bp.Blueprint(
        title=HOSTILE,
        currency="EUR",
        personas={"a": {"name": HOSTILE, "share": 0.5}, "b": {"name": "\u202egnp.exe", "share": 0.5}},
        stages=[
            {"name": HOSTILE, "steps": [{"id": "a", "customer": HOSTILE, "emotion": {"a": 1, "b": 2}, "time": "3m"}]}
        ],
    )
    plot = bp.plot(bp.analyze(hostile))
    picture = svg(plot)
    seen = texts(picture)
    assert any(text.startswith("<script>alert(1)</script> & ") for text in seen)
    assert "\\u202egnp.exe" in seen
    assert "<script" not in plot.to_svg()
    svg(bp.plot(bp.sweep(hostile, "a.time", ["1m", "2m"], figures=["expected_time"])))


# -- what can't be shown -----------------------------------------------------------------------------------------


def test_what_has_no_chart(house):
    with pytest.raises(PlotError, match=r"^there is no chart of Time: a simulation, a sweep or an experience has one$"):
        bp.plot(bp.analyze(house).time)


def test_what_is_unknown_has_no_chart(house):
    silent = bp.loads("blueprint: v1\ntitle: T\nstages: [{name: S, steps: [{id: a, customer: Go}]}]")
    analysis = bp.analyze(silent)
    with pytest.raises(PlotError, match=r"^there are no times to show$"):
        bp.plot(analysis.quantiles)
    with pytest.raises(PlotError) as error:
        bp.plot(analysis)
    assert str(error.value) == analysis.experience.words("no_emotions")
    with pytest.raises(PlotError, match=r"^none of the figures is known$"):
        bp.plot(
            bp.sweep(
                house.with_changes({"sit.time": None, "eat.time": None, "pay.time": None}),
                "eat.next.sit",
                ["10%"],
                figures=["break_even_time"],
            )
        )
    with pytest.raises(PlotError, match=r"^the values of `eat\.customer\.does` are not numbers of one kind$"):
        bp.plot(bp.sweep(house, "eat.customer.does", ["Dine", "Snack"], figures=["expected_time"]))
    with pytest.raises(PlotError, match="not numbers of one kind"):
        bp.plot(bp.sweep(house, "eat.next.sit", [], figures=["expected_time"]))


@pytest.mark.parametrize("missing", ["altair", "vl_convert"])
def test_without_the_extra_it_says_how_to_get_it(answer, missing, monkeypatch):
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(MissingExtra) as error:
        bp.plot(answer)
    assert str(error.value) == "a chart needs the extra `plots`: pip install 'service-blueprint[plots]'"
