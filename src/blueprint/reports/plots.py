"""Answers as charts: how times spread, how figures move with one value, how customers feel on their way.

The charts are Altair's, drawn as SVG by vl-convert.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import singledispatch
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from blueprint.analysis.analysis import Analysis
from blueprint.analysis.experience import Experience
from blueprint.analysis.simulation import Simulation
from blueprint.analysis.sweep import Sweep
from blueprint.display import visible
from blueprint.files import write_atomically
from blueprint.finding import BlueprintError, MissingExtra

if TYPE_CHECKING:
    from collections.abc import Sequence

    import altair as alt

    from blueprint.analysis.amount import Amount
    from blueprint.analysis.table import Column
    from blueprint.analysis.words import Words

COLOURS = ("#2563eb", "#be185d", "#b45309", "#0e7490", "#4d7c0f", "#7c3aed")
DASHES = ([1, 0], [8, 4], [2, 3], [10, 3, 2, 3])
"""Of lines by persona: where two run along each other, both are seen."""
FONT = "Helvetica Neue, Arial, Noto Sans SC, PingFang SC, Microsoft YaHei, Noto Sans TC, sans-serif"

_WIDTH, _HEIGHT = 560, 220
_STEP_WIDTH, _MOST_NAMED = 20, 80  # so that slanted names stand clear of each other; of more steps, some are named
_SIGNS = {"exact": "=", "at_least": "≥", "at_most": "≤"}
_SIZES = (("d", 86400.0), ("h", 3600.0), ("min", 60.0), ("s", 1.0))


class PlotError(BlueprintError):
    """An answer that can't be shown as a chart, and why."""


@dataclass(frozen=True)
class Plot:
    """A chart that shows itself as SVG: nothing is fetched from anywhere, and the same chart has the same bytes."""

    chart: alt.Chart | alt.VConcatChart | alt.LayerChart
    """The chart as Altair has it, to go on from: `plot.chart.properties(width=300)`."""
    title: str

    def to_svg(self) -> str:
        """The chart as SVG."""
        import vl_convert

        svg: str = vl_convert.vegalite_to_svg(self.chart.to_json())
        return svg

    def save(self, path: str | Path) -> None:
        """Write the chart as SVG, whole or not at all. Raises OSError, PlotError for another name."""
        if Path(path).suffix.lower() != ".svg":
            message = f"a chart is SVG: name it like `{Path(path).stem or 'chart'}.svg`, not `{path}`"
            raise PlotError(message)
        write_atomically(Path(path), self.to_svg().encode())

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {"image/svg+xml": self.to_svg(), "text/plain": repr(self)}

    def __repr__(self) -> str:
        return f"<Plot: {self.title}>"


def plot(answer: Any) -> Plot:
    """A chart of a `Simulation` (how times spread), a `Sweep` (a curve a figure) or an `Experience` (an emotion curve).

    Of an `Analysis`, the emotion curve. Raises MissingExtra without the extra `plots`, PlotError where there is nothing
    to show.
    """
    drawn: Plot = _plot(answer)
    return drawn


def _altair() -> Any:
    try:
        import altair as alt
        import vl_convert  # noqa: F401 (what is missing is said before anything is drawn)
    except ImportError as error:
        message = "a chart needs the extra `plots`: pip install 'service-blueprint[plots]'"
        raise MissingExtra(message) from error
    return alt


@singledispatch
def _plot(answer: Any) -> Plot:
    message = f"there is no chart of {type(answer).__name__}: a simulation, a sweep or an experience has one"
    raise PlotError(message)


@_plot.register
def _of_analysis(answer: Analysis) -> Plot:
    return plot(answer.experience)


# -- how times spread --------------------------------------------------------------------------------------------


@_plot.register
def _of_simulation(answer: Simulation) -> Plot:
    alt = _altair()
    words = answer.words
    edges, counts, beyond = answer.histogram
    if not counts:
        raise PlotError(words("plot.no_times"))
    unit, size = _unit_of_time(edges[-1])
    bars = [
        {"from": low / size, "to": high / size, "share": count / answer.journeys, "none": 0}
        for (low, high), count in zip(pairwise(edges), counts, strict=True)
    ]
    # Where all take the same time its only bin would fill the chart.
    scale = alt.Scale(zero=False) if len(counts) > 1 else alt.Scale(domain=[0, 2 * edges[-1] / size])
    shown = alt.Chart({"values": bars}).mark_bar(color="#94a3b8", opacity=0.7, stroke="white", strokeWidth=0.5)
    shown = shown.encode(
        x=alt.X("from:Q", axis=alt.Axis(title=words("plot.time", unit=words(unit))), scale=scale),
        x2="to:Q",
        y=alt.Y("share:Q", title=words("plot.share_of_journeys"), axis=alt.Axis(format="%")),
        y2="none:Q",
    )
    named: dict[Amount, list[str]] = {}
    for name, amount in answer.time_quantiles.items():
        named.setdefault(amount, []).append(name)
    rules = [
        {"time": amount.value / size, "name": f"{words.listed(names)} {words.amount(amount, 'time')}"}
        for amount, names in named.items()
        if amount.value is not None
    ]
    marked = alt.Chart({"values": rules}).encode(x="time:Q", color=_colours(alt, "name:N")).mark_rule(strokeWidth=2)
    longer = f"> {words.duration(edges[-1])}: {words.share(beyond / answer.journeys)}" if beyond else ""
    return _finished(alt, _sized(shown + marked), words("plot.times"), longer)


# -- how figures move --------------------------------------------------------------------------------------------


@_plot.register
def _of_sweep(answer: Sweep) -> Plot:
    alt = _altair()
    if answer.unit is None or not answer.rows:
        raise PlotError(answer.words("plot.no_numbers", path=answer.path))
    values = [row.value for row in answer.rows]
    table = answer.tables()[0]
    curves = [
        (column, curve)
        for column, curve in zip(table.columns[1:], answer.curves.values(), strict=True)
        if any(amount.value is not None for amount in curve)
    ]
    if not curves:
        raise PlotError(answer.words("plot.no_figures"))
    name, size, numbers = _measured_in(answer.words, answer.path, answer.unit, max(values), answer.currency)
    signs = {_SIGNS[amount.bound] for _, curve in curves for amount in curve if amount.value is not None}
    shape = _shapes(alt, signs) if signs != {"="} else alt.value("circle")
    charts = []
    for i, (column, curve) in enumerate(curves, 1):
        title, up, points = _curve(answer, column, curve, [value / size for value in values])
        line = alt.Chart({"values": points}).encode(
            x=alt.X(
                "value:Q",
                scale=alt.Scale(zero=False, nice=False),
                axis=alt.Axis(title=name if i == len(curves) else None, **numbers),
            ),
            y=alt.Y("figure:Q", axis=alt.Axis(title=None, minExtent=40, tickCount=5, **up)),
        )
        dots = line.mark_point(color=COLOURS[0], filled=True, opacity=1, size=45).encode(shape=shape)
        head = alt.Title(title, anchor="start", fontSize=11, fontWeight="normal", offset=6)
        charts.append(_sized(line.mark_line(color=COLOURS[0]) + dots, height=_HEIGHT // 2).properties(title=head))
    return _finished(alt, alt.vconcat(*charts, spacing=16), table.title)


def _curve(
    answer: Sweep, column: Column, curve: Sequence[Amount], values: Sequence[float]
) -> tuple[str, dict[str, str], list[dict[str, Any]]]:
    """What a figure is called, how an axis writes it, and its points: None where it is unknown, for a line to break."""
    most = max(amount.value for amount in curve if amount.value is not None)
    title, size, numbers = _measured_in(answer.words, column.heading, column.unit, most, answer.currency)
    points = [
        {"value": value, "figure": amount.value and amount.value / size, "bound": _SIGNS[amount.bound]}
        for value, amount in zip(values, curve, strict=True)
    ]
    return title, numbers, points


def _shapes(alt: Any, signs: set[str]) -> Any:
    """Points that are only bounds show to which side the number may lie."""
    shapes = {"=": "circle", "≥": "triangle-up", "≤": "triangle-down"}
    used = {sign: shape for sign, shape in shapes.items() if sign in signs}
    return alt.Shape("bound:N", title=None, scale=alt.Scale(domain=list(used), range=list(used.values())))


def _measured_in(
    words: Words, name: str, unit: str, most: float, currency: str | None
) -> tuple[str, float, dict[str, str]]:
    """What values in a unit are called, what to divide them by, and how an axis writes them."""
    name = _line(name, most=90)
    if unit == "share":
        return name, 1.0, {"format": "~%"}
    if unit == "time":
        in_, size = _unit_of_time(most)
        return words("plot.in", what=name, unit=words(in_)), size, {}
    measured = {"money": currency, "bits": words("bits")}.get(unit)
    return (words("plot.in", what=name, unit=measured) if measured else name), 1.0, {}


def _unit_of_time(most: float) -> tuple[str, float]:
    """The unit in which times up to `most` seconds read best: at least two of it."""
    return next(((name, size) for name, size in _SIZES if most >= 2 * size), _SIZES[-1])


# -- how it feels ------------------------------------------------------------------------------------------------


@_plot.register
def _of_experience(answer: Experience) -> Plot:
    alt = _altair()
    words = answer.words
    steps = dict(zip(answer.labels, _told_apart([_line(label) for label in answer.labels.values()]), strict=True))
    personas = [_line(answer.persona_names.get(persona, ""), most=40) for persona in answer.curve]
    points = [
        {"step": steps[step], "emotion": emotion, "persona": persona}
        for persona, path in zip(_told_apart(personas), answer.curve.values(), strict=True)
        for step, emotion in path
        if emotion is not None
    ]
    if not points:
        raise PlotError(words("no_emotions"))
    names = list(steps.values())
    every = -(-len(names) // _MOST_NAMED)
    slanted = alt.Axis(labelAngle=-40, labelLimit=220, labelOverlap=False, grid=False, values=names[::every])
    signed = alt.Axis(values=[-2, -1, 0, 1, 2], format="d", labelExpr="(datum.value > 0 ? '+' : '') + datum.label")
    lines = alt.Chart({"values": points}).encode(
        x=alt.X("step:N", title=None, scale=alt.Scale(domain=names), axis=slanted),
        y=alt.Y(
            "emotion:Q", title=words("column.emotion"), scale=alt.Scale(domain=[-2.1, 2.1], nice=False), axis=signed
        ),
        color=alt.value(COLOURS[0]),
    )
    if len(personas) > 1:
        dashes = alt.StrokeDash("persona:N", title=None, sort=None, scale=alt.Scale(range=list(DASHES)))
        lines = lines.encode(color=_colours(alt, "persona:N"), strokeDash=dashes)
    drawn = lines.mark_line(point={"size": 45}, interpolate="monotone", strokeWidth=2.5)
    neutral = alt.Chart({"values": [{"y": 0}]}).mark_rule(color="#8a97a8", strokeDash=[4, 3]).encode(y="y:Q")
    width = min(max(_WIDTH, _STEP_WIDTH * len(names)), _STEP_WIDTH * _MOST_NAMED)
    return _finished(alt, _sized(neutral + drawn, width), words("plot.emotions"))


def _line(text: str, most: int = 32) -> str:
    """Text in one line, cut where it is long."""
    line = visible(" ".join(text.split()))
    return line if len(line) <= most else line[: most - 1] + "…"


def _told_apart(labels: list[str]) -> list[str]:
    """The labels, numbered where several read the same: a chart knows steps and personas by their text."""
    return [
        f"{label} ({labels[:i].count(label) + 1})" if labels.count(label) > 1 else label
        for i, label in enumerate(labels)
    ]


# -- looks -------------------------------------------------------------------------------------------------------


def _colours(alt: Any, field: str) -> Any:
    legend = alt.Legend(labelLimit=240, symbolType="stroke", symbolSize=300)
    return alt.Color(field, title=None, sort=None, legend=legend, scale=alt.Scale(range=list(COLOURS)))


def _sized(chart: Any, width: int = _WIDTH, height: int = _HEIGHT) -> Any:
    return chart.properties(width=width, height=height)


def _finished(alt: Any, chart: Any, title: str, subtitle: str = "") -> Plot:
    more = {"subtitle": subtitle} if subtitle else {}
    chart = chart.properties(title=alt.Title(_line(title, most=90), anchor="start", offset=12, **more))
    chart = chart.configure(font=FONT, background="white", padding=8).configure_view(stroke=None)
    return Plot(chart.configure_axis(gridColor="#e2e8f0"), title)
