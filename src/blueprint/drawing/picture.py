"""One view of a blueprint as filters leave it: what it shows, and where everything is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from blueprint.drawing.layout import lay_out
from blueprint.drawing.views import content_of
from blueprint.drawing.views.flags import flagged

if TYPE_CHECKING:
    from blueprint.drawing.scene import Scene
    from blueprint.drawing.views import Content
    from blueprint.drawing.views.scope import Filters, Scope
    from blueprint.finding import Finding


@dataclass(frozen=True)
class Picture:
    """A view of a scope, with flags where findings are about a card. `engine` is the Graphviz to use, if not ours."""

    view: str
    scope: Scope
    findings: tuple[Finding, ...] = ()
    engine: str | None = None

    @cached_property
    def content(self) -> Content:
        """What it shows, without sizes. Raises DrawError where the view can't show the scope."""
        return flagged(content_of(self.view, self.scope), self.scope.blueprint, self.findings)

    @cached_property
    def scene(self) -> Scene:
        """The shapes at their places, in points. Raises DrawError where Graphviz is needed and fails."""
        return lay_out(self.content, self.engine)

    def limited_to(self, filters: Filters) -> Picture:
        """The same view as other filters leave it."""
        return replace(self, scope=self.scope.limited_to(filters))
