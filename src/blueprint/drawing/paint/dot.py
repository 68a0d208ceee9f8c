"""Content -> DOT: cards and links for Graphviz and all that reads it, cards pinned where the drawing has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import graphviz

from blueprint.drawing.text import wrap
from blueprint.drawing.theme import FAMILIES, LIGHT, SMALL
from blueprint.drawing.views.network import Network

if TYPE_CHECKING:
    from blueprint.drawing.scene import Scene
    from blueprint.drawing.views import Content

_EDGES = {"flow": "solid", "column": "solid", "trigger": "dotted", "needs": "solid", "beside": "dotted"}
_INSET = 6
"""Points between the edge of a node and its text."""


def dot(content: Content, scene: Scene) -> str:
    """DOT source. `neato -n2 -Tsvg` keeps the places of the drawing, `dot -Tsvg` finds its own.

    Positions are in points, y upwards, as Graphviz has it; sizes are in inches.
    """
    source = graphviz.Digraph(content.heading.id)
    label = graphviz.escape(content.heading.title)
    lines = "true" if isinstance(content, Network) else "polyline"  # with `ortho`, Graphviz itself crashes on some
    source.attr("graph", label=label, labelloc="t", fontname=FAMILIES[1], splines=lines, rankdir="LR", charset="UTF-8")
    source.attr("node", shape="box", style="rounded,filled", fillcolor=LIGHT["card"], fontname=FAMILIES[1],
                fontsize=f"{SMALL:g}", fixedsize="true")  # fmt: skip
    source.attr("edge", color=LIGHT["link"], fontname=FAMILIES[1], fontsize=f"{SMALL:g}")
    names = {card.id: f"card {number}" if ":" in card.id else card.id for number, card in enumerate(content.cards)}
    for card in content.cards:
        x, y, width, height = scene.boxes[card.id]
        text = "\n".join(wrap(card.text, width - 2 * _INSET, SMALL, language=content.heading.language))
        edge = LIGHT.get(f"{card.role}-edge", LIGHT["card-line"])
        source.node(
            graphviz.escape(names[card.id]), label=graphviz.escape(text), tooltip=graphviz.escape(card.title),
            color=edge, pos=f"{x + width / 2:g},{scene.height - y - height / 2:g}!", width=f"{width / 72:.4f}",
            height=f"{height / 72:.4f}",
        )  # fmt: skip
    for link in content.links:
        label = {"xlabel": graphviz.escape(link.label)} if link.label else {}
        ends = graphviz.escape(names[link.source]), graphviz.escape(names[link.target])
        style = "dashed" if link.is_back or link.is_repeat else _EDGES[link.kind]
        source.edge(*ends, style=style, **label)
    return str(source.source)
