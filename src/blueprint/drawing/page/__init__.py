"""The interactive page: one HTML file with all pictures of a blueprint, that needs nothing but a browser."""

from __future__ import annotations

from blueprint.drawing.page.data import Elsewhere
from blueprint.drawing.page.page import page_html

__all__ = ["Elsewhere", "page_html"]
