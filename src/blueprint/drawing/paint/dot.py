"""Grid -> DOT: cards and links for Graphviz and all that reads it, cards pinned where the drawing has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import graphviz

from blueprint.drawing.theme import FAMILIES, LIGHT, SMALL

if TYPE_CHECKING:
    from blueprint.drawing.scene import Scene
    from blueprint.drawing.views.grid import Grid

_EDGES = {"flow": "solid", "column": "solid", "trigger": "dotted"}


def dot(grid: Grid, scene: Scene) -> str:
    """DOT source. `neato -n2 -Tsvg` keeps the places of the drawing, `dot -Tsvg` finds its own.

    Positions are in points, y upwards, as Graphviz has it; sizes are in inches.
    """
    source = graphviz.Digraph(grid.id or "blueprint")
    source.attr(
        "graph", label=graphviz.escape(grid.title), labelloc="t", splines="ortho", rankdir="LR", charset="UTF-8"
    )
    source.attr("node", shape="box", style="rounded,filled", fillcolor=LIGHT["card"], fontname=FAMILIES[1],
                fontsize=f"{SMALL:g}", fixedsize="true")  # fmt: skip
    source.attr("edge", color=LIGHT["link"], fontname=FAMILIES[1], fontsize=f"{SMALL:g}")
    for card in grid.cards:
        x, y, width, height = scene.boxes[card.id]
        edge = LIGHT.get(f"{card.role}-edge", LIGHT["card-line"])
        source.node(
            _name(card.id), label=graphviz.escape(card.text), tooltip=graphviz.escape(card.title), color=edge,
            pos=f"{x + width / 2:g},{scene.height - y - height / 2:g}!", width=f"{width / 72:.4f}",
            height=f"{height / 72:.4f}",
        )  # fmt: skip
    for link in grid.links:
        label = {"xlabel": graphviz.escape(link.label)} if link.label else {}
        source.edge(_name(link.source), _name(link.target), style=_EDGES[link.kind], **label)
    return str(source.source)


def _name(id_: str) -> str:
    """A node's name. graphviz takes a colon in an edge for a port; the ids of linked cards have none."""
    return str(graphviz.escape(id_))
