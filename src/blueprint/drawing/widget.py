"""The interactive page as a widget of notebooks; importing it needs the extra `notebook`."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

from blueprint.drawing.errors import DrawError
from blueprint.drawing.views import VIEWS
from blueprint.suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection

_TABLE = "table"


class Interactive(anywidget.AnyWidget):
    """A page in the output of a cell. What is clicked there is known here, and what is set here is shown there.

    `view` is the picture that is shown, `part` the part that is selected (a step's or an action's id, else `space:id`
    as in `pain:ID`; "" for none), `height` is in pixels. Raises DrawError for a view or a part that isn't there.
    """

    _esm = (resources.files("blueprint.drawing") / "widget.js").read_text("utf-8")

    page = traitlets.Unicode(read_only=True).tag(sync=True)
    title = traitlets.Unicode(read_only=True).tag(sync=True)
    view = traitlets.Unicode().tag(sync=True)
    part = traitlets.Unicode("").tag(sync=True)
    height = traitlets.Int(640, min=200).tag(sync=True)

    def __init__(self, page: str, title: str, *, view: str, parts: Collection[str], svg: str, **options: Any) -> None:
        self._parts = parts
        self._svg = svg
        super().__init__(view=view, **options)
        self.set_trait("page", page)
        self.set_trait("title", title)

    @traitlets.validate("view")
    def _known_view(self, proposal: dict[str, Any]) -> str:
        view = str(proposal["value"])
        names = (*VIEWS, _TABLE)
        if view not in names:
            message = f"there is no view `{view}`{did_you_mean(view, names) or '; there are ' + ', '.join(names)}"
            raise DrawError(message)
        return view

    @traitlets.validate("part")
    def _known_part(self, proposal: dict[str, Any]) -> str:
        part = str(proposal["value"])
        if part and part not in self._parts:
            message = f"there is no part `{part}`{did_you_mean(part, self._parts)}"
            raise DrawError(message)
        return part

    def _repr_mimebundle_(self, **options: Any) -> Any:
        """The widget, and the picture for where there are none: in a file that is only read. Never raises."""
        try:
            shown = super()._repr_mimebundle_(**options)
            if shown is None:
                return {"image/svg+xml": self._svg, "text/plain": repr(self)}
            data, *rest = shown
            return ({**data, "image/svg+xml": self._svg, "text/plain": repr(self)}, *rest)
        except Exception as error:  # noqa: BLE001 (a repr never raises)
            return {"text/plain": f"<Interactive that failed: {error}>"}

    def __repr__(self) -> str:
        return f"<Interactive {self.title!r}: {self.view}>"
