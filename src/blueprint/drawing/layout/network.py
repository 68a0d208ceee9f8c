"""A picture of a network: cards in columns, links as calm curves between them, ways back below.

Each link has a place of its own in every column that it passes (`layers.py`), and bends only in the free room between
two columns, with level ends: so none meets a card or a label. What leads back, or very far, runs around all cards in
channels below and above (`channels.py`), at right angles, as in the blueprint: one tells the two apart at a glance.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from blueprint.drawing.layout import frame
from blueprint.drawing.layout.bands import bands, footnotes
from blueprint.drawing.layout.cards import drawn
from blueprint.drawing.layout.spaced import MARGIN, Spaced
from blueprint.drawing.layout.strokes import Strokes
from blueprint.drawing.scene import Rect, Scene

if TYPE_CHECKING:
    from blueprint.drawing.views.network import Network


def lay_out(network: Network, engine: str | None = None) -> Scene:
    """Give everything a size and a place; `engine` is the Graphviz that finds the order and the heights.

    Raises DrawError where it is missing or fails.
    """
    picture = Spaced(network)
    picture.find_heights(engine or "graphviz-pure")
    picture.find_columns()
    header = frame.header(network.heading, picture.width, MARGIN)
    bottom = picture.place(header.height)
    notes = footnotes(network, bottom, picture.width, MARGIN)
    footer = frame.legend(network.heading, bottom + notes.height, picture.width, MARGIN)
    height = ceil(bottom + notes.height + footer.height)
    strokes = Strokes(picture)
    items = (
        Rect(0, 0, picture.width, height, "page"), *header.items, *bands(picture), *strokes.links(),
        *(drawn(card) for card in picture.cards.values()), *strokes.labels(), *notes.items, *footer.items,
    )  # fmt: skip
    about = network.heading
    description = f"{about.title}. {about.subtitle}. " + " / ".join(cluster.name for cluster in network.clusters)
    boxes = {id_: (c.x, c.y, c.width, c.height) for id_, c in picture.cards.items()}
    return Scene(about.id, about.title, description, about.language, picture.width, height, items, boxes)
