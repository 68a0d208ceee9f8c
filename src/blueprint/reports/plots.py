"""Answers as charts: how times spread, how figures move with one value, how customers feel on their way.

A chart is one of Altair's: a notebook shows it, `.properties(...)` and the like go on from there.
"""

from __future__ import annotations

from functools import singledispatch
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from blueprint.analysis.analysis import Analysis
from blueprint.analysis.experience import Experience
from blueprint.analysis.simulation import Simulation
from blueprint.analysis.sweep import Sweep
from blueprint.finding import BlueprintError, MissingExtra

if TYPE_CHECKING:
    import altair as alt

    from blueprint.analysis.words import Words
    from blueprint.model.measure import Unit

COLOURS = ("#2563eb", "#be185d", "#0e7490", "#4d7c0f", "#b45309", "#7c3aed")
FONT = "Helvetica Neue, Arial, Noto Sans SC, PingFang SC, Microsoft YaHei, Noto Sans TC, sans-serif"

_WIDTH, _HEIGHT = 560, 220
_SIZES = (("d", 86400.0), ("h", 3600.0), ("min", 60.0), ("s", 1.0))


class PlotError(BlueprintError):
    """An answer that can't be shown as a chart, and why."""


def plot(answer: Any) -> alt.Chart | alt.VConcatChart | alt.LayerChart:
    """A chart of a `Simulation` (how times spread), a `Sweep` (a curve a figure) or an `Experience` (an emotion curve).

    Of an `Analysis`, the emotion curve. Raises MissingExtra without the extra `plots`, PlotError where there is nothing
    to show.
    """
    chart: alt.Chart | alt.VConcatChart | alt.LayerChart = _plot(answer)
    return chart


def to_svg(chart: alt.Chart | alt.VConcatChart | alt.LayerChart) -> str:
    """A chart as SVG, the same bytes for the same chart. Raises MissingExtra without the extra `plots`."""
    _altair()
    import vl_convert

    svg: str = vl_convert.vegalite_to_svg(chart.to_json())
    return svg


def _altair() -> Any:
    try:
        import altair as alt
        import vl_convert  # noqa: F401 (what is missing is said before anything is drawn)
    except ImportError as error:
        message = "a chart needs the extra `plots`: pip install 'service-blueprint[plots]'"
        raise MissingExtra(message) from error
    return alt


@singledispatch
def _plot(answer: Any) -> Any:
    message = f"there is no chart of {type(answer).__name__}: a simulation, a sweep or an experience has one"
    raise PlotError(message)


@_plot.register
def _of_analysis(answer: Analysis) -> Any:
    return plot(answer.experience)


# -- how times spread --------------------------------------------------------------------------------------------


@_plot.register
def _of_simulation(answer: Simulation) -> Any:
    alt = _altair()
    edges, counts, _ = answer.histogram
    if not counts:
        raise PlotError(answer.words("plot.no_times"))
    unit, size = _unit_of_time(edges[-1])
    words = answer.words
    bars = [
        {"from": low / size, "to": high / size, "share": count / answer.journeys, "none": 0}
        for (low, high), count in zip(pairwise(edges), counts, strict=True)
    ]
    rules = [
        {"time": amount.value / size, "name": f"{name} {words.amount(amount, 'time')}"}
        for name, amount in answer.time_quantiles.items()
        if amount.value is not None
    ]
    axis = alt.Axis(title=words("plot.time", unit=words(unit)))
    shown = alt.Chart({"values": bars}).mark_bar(color=COLOURS[0], opacity=0.75, stroke="white", strokeWidth=0.5)
    shown = shown.encode(
        x=alt.X("from:Q", axis=axis, scale=alt.Scale(zero=False)),
        x2="to:Q",
        y=alt.Y("share:Q", title=words("plot.share_of_journeys"), axis=alt.Axis(format="%")),
        y2="none:Q",
    )
    marked = alt.Chart({"values": rules}).encode(x="time:Q", color=alt.Color("name:N", title=None, sort=None))
    return _themed((shown + marked.mark_rule(strokeWidth=2)).properties(title=words("plot.times")))


# -- how figures move --------------------------------------------------------------------------------------------


@_plot.register
def _of_sweep(answer: Sweep) -> Any:
    alt = _altair()
    from blueprint.model.measure import FIGURES

    if answer.unit is None or not answer.rows:
        raise PlotError(answer.words("plot.no_numbers", path=answer.path))
    across, size = _axis(alt, answer.words, answer.path, answer.unit, answer.rows[-1].value, answer.currency)
    charts = []
    table = answer.tables()[0]
    for column, (name, curve) in zip(table.columns[1:], answer.curves.items(), strict=True):
        known = [amount.value for amount in curve if amount.value is not None]
        if not known:
            continue
        unit = FIGURES[name.partition(":")[0]].unit  # type: ignore[index]
        up, scale = _axis(alt, answer.words, column.heading, unit, max(known), answer.currency)
        points = [
            {"value": row.value / size, "figure": amount.value / scale, "bound": amount.bound}
            for row, amount in zip(answer.rows, curve, strict=True)
            if amount.value is not None
        ]
        line = alt.Chart({"values": points}).mark_line(color=COLOURS[0], point=True)
        charts.append(
            line.encode(x=alt.X("value:Q", axis=across), y=alt.Y("figure:Q", axis=up)).properties(
                width=_WIDTH, height=_HEIGHT // 2
            )
        )
    if not charts:
        raise PlotError(answer.words("plot.no_figures"))
    return _configured(alt.vconcat(*charts).properties(title=table.title))


def _axis(alt: Any, words: Words, title: str, unit: Unit, most: float, currency: str | None) -> tuple[Any, float]:
    """An axis for values in a unit, and what to divide them by."""
    if unit == "share":
        return alt.Axis(title=title, format="%"), 1.0
    if unit == "time":
        name, size = _unit_of_time(most)
        return alt.Axis(title=words("plot.in", what=title, unit=words(name))), size
    if unit == "money" and currency:
        return alt.Axis(title=words("plot.in", what=title, unit=currency)), 1.0
    return alt.Axis(title=title), 1.0


def _unit_of_time(most: float) -> tuple[str, float]:
    """The unit in which times up to `most` seconds read best: at least two of it."""
    return next(((name, size) for name, size in _SIZES if most >= 2 * size), _SIZES[-1])


# -- how it feels ------------------------------------------------------------------------------------------------


@_plot.register
def _of_experience(answer: Experience) -> Any:
    alt = _altair()
    words = answer.words
    order = {step: i for i, step in enumerate(answer.labels)}
    labels = _told_apart([_short(label) for label in answer.labels.values()])
    names = answer.persona_names
    points = [
        {"order": order[step], "step": labels[order[step]], "emotion": emotion, "persona": names.get(persona, "")}
        for persona, path in answer.curve.items()
        for step, emotion in path
        if emotion is not None
    ]
    if not points:
        raise PlotError(words("no_emotions"))
    lines = alt.Chart({"values": points}).mark_line(point=True, interpolate="monotone", strokeWidth=2.5)
    colour = alt.Color("persona:N", title=None, sort=None, scale=alt.Scale(range=list(COLOURS)))
    lines = lines.encode(
        x=alt.X(
            "step:N",
            title=None,
            sort=alt.EncodingSortField("order"),
            axis=alt.Axis(labelAngle=-40, labelLimit=160, grid=False),
        ),
        y=alt.Y(
            "emotion:Q", title=words("column.emotion"), scale=alt.Scale(domain=[-2, 2]), axis=alt.Axis(tickCount=5)
        ),
        color=colour if len(answer.curve) > 1 else alt.value(COLOURS[0]),
    )
    neutral = alt.Chart({"values": [{"y": 0}]}).mark_rule(color="#8a97a8", strokeDash=[4, 3]).encode(y="y:Q")
    return _themed((neutral + lines).properties(title=words("plot.emotions")))


def _short(text: str, most: int = 24) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"


def _told_apart(labels: list[str]) -> list[str]:
    """The labels of steps, numbered where several are called the same: an axis knows them by their text."""
    return [
        f"{label} ({labels[:i].count(label) + 1})" if labels.count(label) > 1 else label
        for i, label in enumerate(labels)
    ]


# -- looks -------------------------------------------------------------------------------------------------------


def _themed(chart: Any) -> Any:
    return _configured(chart.properties(width=_WIDTH, height=_HEIGHT))


def _configured(chart: Any) -> Any:
    return (
        chart.configure(font=FONT, background="white").configure_view(stroke=None).configure_axis(gridColor="#e2e8f0")
    )
