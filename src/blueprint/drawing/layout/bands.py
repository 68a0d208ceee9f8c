"""What lies around the cards of a network: its clusters with their names, and what the widths of lines mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.drawing.layout import frame
from blueprint.drawing.layout.cards import text_line, wrapped
from blueprint.drawing.layout.spaced import CHEVRON, GAP
from blueprint.drawing.layout.wires import width_of
from blueprint.drawing.scene import Group, Icon, Path, Rect, Shape
from blueprint.drawing.theme import LINE_HEIGHT, SMALL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from blueprint.drawing.layout.spaced import Spaced
    from blueprint.drawing.views.network import Network

_NAME_LINES = 2


def bands(picture: Spaced) -> Iterator[Group]:
    """The clusters: a quiet ground, and a head with the name."""
    for number, cluster in enumerate(picture.network.clusters):
        left, right = picture.band_edges[2 * number], picture.band_edges[2 * number + 1]
        ground = Rect(left, round(picture.body, 2), right - left, round(picture.floor - picture.body, 2), "cluster", 8)
        yield Group(f"cluster.{cluster.id}", "cluster", cluster.name, (ground, *_head(picture, number)), cluster.part)


def _head(picture: Spaced, number: int) -> Iterator[Shape]:
    cluster = picture.network.clusters[number]
    left, right = picture.band_edges[2 * number], picture.band_edges[2 * number + 1]
    y, bottom, middle = picture.top, picture.top + CHEVRON, picture.top + CHEVRON / 2
    notch = 10.0 if cluster.stage is not None else 0.0
    if notch:
        is_last = number + 1 == len(picture.network.clusters)
        tip = right + (0 if is_last else GAP - 2)
        edge = tip - 10
        start = f"L{left + notch:.2f} {middle:.2f}Z" if number else "Z"
        yield Path(
            f"M{left:.2f} {y:.2f}L{edge:.2f} {y:.2f}L{tip:.2f} {middle:.2f}L{edge:.2f} {bottom:.2f}"
            f"L{left:.2f} {bottom:.2f}{start}", "stage",
        )  # fmt: skip
    else:
        yield Rect(left, y, right - left, CHEVRON, "stage", 6)
    yield from _name(cluster.name, left + 16 + (notch if number else 0) - 4, right - 14, middle, picture.network)


def footnotes(network: Network, top: float, width: float, margin: float) -> frame.Block:
    """How all ends, what the widths mean, and what has to be said of the figures."""
    items: list[Shape] = []
    y = top + 8
    if network.totals:
        y += 24
        items += _row(network.totals_title, network.totals, margin, y - 12)
    if network.scale:
        y += 24
        samples = [(width_of(weight, network.widest), words) for weight, words in network.scale]
        items += _row(network.scale_title, samples, margin, y - 12)
    for note in network.notes:
        for line in wrapped(note, width - 2 * margin, "small-muted", network.heading.language):
            items.append(text_line(margin, y + LINE_HEIGHT[SMALL] / 2 + SMALL * 0.36, line, "small-muted"))
            y += LINE_HEIGHT[SMALL]
        y += 4
    group = Group("scale", "legend", network.scale_title or network.heading.legend_title, tuple(items))
    return frame.Block((group,), y + 4 - top) if items else frame.Block((), 0)


def _row(
    name: str, signs: Sequence[tuple[str, str, str] | tuple[float, str]], x: float, middle: float
) -> Iterator[Shape]:
    """A name and what it is of, beside each other: icons, or lines of a width, each with its words."""
    title = text_line(x, middle + SMALL * 0.36, name, "small-bold")
    yield title
    x += title.width + 20
    for *sign, words in signs:
        if isinstance(sign[0], str):
            yield Icon(sign[0], x, middle - 8, 16, str(sign[1]))
            x += 22
        else:
            yield Path(f"M{x:.2f} {middle:.2f}L{x + 32:.2f} {middle:.2f}", "stream", sign[0])
            x += 40
        text = text_line(x, middle + SMALL * 0.36, words, "small-muted")
        yield text
        x += text.width + 24


def _name(name: str, left: float, right: float, middle: float, network: Network) -> Iterator[Shape]:
    """A cluster's name in one line, or in two small ones; the whole of a longer one is the group's title."""
    language = network.heading.language
    style = "heading"
    lines = wrapped(name, right - left, style, language)
    if len(lines) > 1:
        style = "small-bold"
        lines = wrapped(name, right - left, style, language)
    if len(lines) > _NAME_LINES:
        last = lines[_NAME_LINES - 1]
        while last and text_line(0, 0, last + "…", style).width > right - left:
            last = last[:-1]
        lines = (*lines[: _NAME_LINES - 1], last + "…")
    for n, line in enumerate(lines):
        baseline = middle + (5 if style == "heading" else 4) + (n - (len(lines) - 1) / 2) * (LINE_HEIGHT[SMALL] - 1)
        yield text_line(left, baseline, line, style, limit=right - left)
