"""The live preview: blueprints of a folder in a browser, on loopback, redrawn when they are saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.finding import MissingExtra

if TYPE_CHECKING:
    from collections.abc import Callable

    from blueprint.serve.server import Preview


def load_preview() -> Callable[..., Preview]:
    """What makes a preview that is ready to be run. Raises MissingExtra without the extra `serve`."""
    try:
        import starlette  # noqa: F401 (all three are needed)
        import uvicorn  # noqa: F401
        import watchfiles  # noqa: F401
    except ImportError as error:
        message = "the live preview needs the extra `serve`: pip install 'service-blueprint[serve]'"
        raise MissingExtra(message) from error
    from blueprint.serve.server import Preview

    return Preview
