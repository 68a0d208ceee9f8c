"""Pictures: view -> layout -> scene -> painter. Drawing knows models, never the reverse."""

from __future__ import annotations

from blueprint.drawing.drawing import FORMATS, VIEWS, Drawing, draw
from blueprint.drawing.errors import DrawError

__all__ = ["FORMATS", "VIEWS", "DrawError", "Drawing", "draw"]
