"""What lies around the cards of a network: its clusters with their names, and what the widths of lines mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.drawing.layout import frame
from blueprint.drawing.layout.cards import text_line, wrapped
from blueprint.drawing.layout.wires import widest, width_of
from blueprint.drawing.scene import Group, Path, Rect, Shape
from blueprint.drawing.theme import LINE_HEIGHT, SMALL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blueprint.drawing.layout.network import Picture
    from blueprint.drawing.views.network import Network

CHEVRON = 32.0
"""How high the heads are."""
GAP = 8.0
"""The room between two bands."""


def bands(picture: Picture) -> Iterator[Group]:
    """The clusters: a quiet ground, and a head with the name."""
    for number, cluster in enumerate(picture.network.clusters):
        left, right = picture.band_edges[2 * number], picture.band_edges[2 * number + 1]
        ground = Rect(left, round(picture.body, 2), right - left, round(picture.floor - picture.body, 2), "cluster", 8)
        yield Group(f"cluster.{cluster.id}", "cluster", cluster.name, (ground, *_head(picture, number)), cluster.part)


def _head(picture: Picture, number: int) -> Iterator[Shape]:
    cluster = picture.network.clusters[number]
    left, right = picture.band_edges[2 * number], picture.band_edges[2 * number + 1]
    y, bottom, middle = picture.top, picture.top + CHEVRON, picture.top + CHEVRON / 2
    notch = 10.0 if cluster.shape == "chevron" else 0.0
    if notch:
        tip = right + GAP - 2
        start = f"L{left + notch:.2f} {middle:.2f}Z" if number else "Z"
        yield Path(
            f"M{left:.2f} {y:.2f}L{right - 4:.2f} {y:.2f}L{tip:.2f} {middle:.2f}L{right - 4:.2f} {bottom:.2f}"
            f"L{left:.2f} {bottom:.2f}{start}", "stage",
        )  # fmt: skip
    else:
        yield Rect(left, y, right - left, CHEVRON, "stage", 6)
    yield from _name(cluster.name, left + 16 + (notch if number else 0) - 4, right - 14, middle, picture.network)


def footnotes(network: Network, top: float, width: float, margin: float) -> frame.Block:
    """What the widths mean, and what has to be said of the figures."""
    y = top + 8
    items: list[Shape] = []
    if network.scale:
        most = widest(network)
        y += 12
        title = text_line(margin, y + SMALL * 0.36, network.scale_title, "small-bold")
        items.append(title)
        x = margin + title.width + 20
        for weight, words in network.scale:
            items.append(Path(f"M{x:.2f} {y:.2f}L{x + 32:.2f} {y:.2f}", "stream", width_of(weight, most)))
            text = text_line(x + 40, y + SMALL * 0.36, words, "small-muted")
            items.append(text)
            x = text.x + text.width + 24
        y += 12
    for note in network.notes:
        for line in wrapped(note, width - 2 * margin, "small-muted", network.heading.language):
            items.append(text_line(margin, y + LINE_HEIGHT[SMALL] / 2 + SMALL * 0.36, line, "small-muted"))
            y += LINE_HEIGHT[SMALL]
        y += 4
    group = Group("scale", "legend", network.scale_title, tuple(items))
    return frame.Block((group,), y + 4 - top) if items else frame.Block((), 0)


def _name(name: str, left: float, right: float, middle: float, network: Network) -> Iterator[Shape]:
    """A cluster's name in one line, or in two small ones; the whole of a longer one is the group's title."""
    language = network.heading.language
    style, apart = "heading", 0.0
    lines = wrapped(name, right - left, style, language)
    if len(lines) > 1:
        style, apart = "small-bold", LINE_HEIGHT[SMALL] - 1
        whole = wrapped(name, right - left, style, language)
        lines = whole[:2]
        if len(whole) > len(lines):
            last = lines[-1]
            while last and text_line(0, 0, last + "…", style).width > right - left:
                last = last[:-1]
            lines = (lines[0], last + "…")
    for n, line in enumerate(lines):
        baseline = middle + (5 if style == "heading" else 4) + (n - (len(lines) - 1) / 2) * apart
        yield text_line(left, baseline, line, style, limit=right - left)
