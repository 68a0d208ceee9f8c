"""Pictures: view -> layout -> scene -> painter. Drawing knows models, never the reverse."""

from __future__ import annotations

from blueprint.drawing.drawing import FORMATS, Drawing, draw
from blueprint.drawing.errors import DrawError
from blueprint.drawing.views import VIEWS

__all__ = ["FORMATS", "VIEWS", "DrawError", "Drawing", "draw"]
