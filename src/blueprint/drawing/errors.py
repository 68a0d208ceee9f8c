"""What can go wrong in drawing."""

from __future__ import annotations

from blueprint.finding import BlueprintError


class DrawError(BlueprintError):
    """A drawing that can't be made, with what to do about it."""
