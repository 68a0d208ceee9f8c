"""A blueprint, drawn: shows itself in notebooks, saves itself in any format."""

from __future__ import annotations

import itertools
import warnings
from collections import Counter
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from blueprint.drawing.engine import ENGINES
from blueprint.drawing.errors import DrawError
from blueprint.drawing.layout import lay_out
from blueprint.drawing.sheets import is_readable, on_one_scale, scale_on, shared_out
from blueprint.drawing.theme import THEMES
from blueprint.drawing.views import VIEWS, content_of
from blueprint.drawing.views.flags import flagged
from blueprint.drawing.views.grid import Grid
from blueprint.drawing.views.scope import PATHS, Filters, Scope
from blueprint.finding import MissingExtra
from blueprint.suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from blueprint.drawing.scene import Scene
    from blueprint.drawing.side_by_side import SideBySide
    from blueprint.drawing.views import Content
    from blueprint.drawing.widget import Interactive
    from blueprint.finding import Finding
    from blueprint.model.blueprint import Blueprint

FORMATS = ("svg", "html", "png", "pdf", "pptx", "drawio", "mermaid", "dot", "json")
"""The formats that a drawing can be saved in."""

SUFFIXES = {"mmd": "mermaid", "htm": "html"}
"""The suffixes of files, without the dot, that are not the name of their format."""

_SAID = 8
_WORTH_A_SHEET = 1.05
"""How much larger a picture has to become by more sheets."""

_notebook_numbers = itertools.count(1)


def draw(  # noqa: PLR0913 (each is a word of its own that the caller says or leaves out)
    blueprint: Blueprint,
    view: str = "blueprint",
    *,
    theme: str | None = None,
    persona: str | None = None,
    stages: Sequence[str] = (),
    lanes: Sequence[str] = (),
    path: str | None = None,
    findings: Iterable[Finding] = (),
    against: Blueprint | None = None,
    engine: str | None = None,
) -> Drawing:
    """Draw a blueprint.

    `view` is one of `VIEWS`. `theme` is `light`, `dark` or `print`; without one an SVG follows the reader's system,
    everything else is light. `persona`, `stages`, `lanes` (ids) and `path` (`main`: the most probable way to success)
    limit what is shown, and the drawing says so. `findings`, as `bp.check` gives them, stand on the cards that they are
    about. `against` is the older version for the view `changes`. `engine` is the Graphviz to use: `graphviz-pure`, or
    the system's `dot`; with one, it also routes the links of a blueprint that are not straight. Raises DrawError for
    a name that is not there.
    """
    known = {"view": (view, VIEWS), "engine": (engine, ENGINES), "theme": (theme, THEMES), "path": (path, PATHS)}
    for what, (name, names) in known.items():
        if name is not None and name not in names:
            message = f"there is no {what} `{name}`{did_you_mean(name, names) or '; there is ' + ', '.join(names)}"
            raise DrawError(message)
    filters = Filters(persona, tuple(stages), tuple(lanes), path=path)
    return Drawing(blueprint, view, filters, theme, engine, findings=tuple(findings), before=against)


class Drawing:
    """A picture of a blueprint. The last line of a notebook cell shows it; `save("x.png")` writes it."""

    def __init__(
        self,
        blueprint: Blueprint,
        view: str,
        filters: Filters,
        theme: str | None = None,
        engine: str | None = None,
        *,
        findings: tuple[Finding, ...] = (),
        before: Blueprint | None = None,
    ) -> None:
        self._blueprint = blueprint
        self._view = view
        self._filters = filters
        self._theme = theme
        self._engine = engine
        self._findings = findings
        self._before = before
        self._content = self._shown(filters)

    def _shown(self, filters: Filters) -> Content:
        content = content_of(self._view, Scope(self._blueprint, filters, self._before))
        return flagged(content, self._blueprint, self._findings)

    @cached_property
    def scene(self) -> Scene:
        """The shapes of the picture at their places, in points."""
        return lay_out(self._content, self._engine)

    def render(
        self,
        format: str = "svg",  # noqa: A002 (what everyone calls it)
        *,
        scale: float = 2,
        page: str | None = None,
        embed_fonts: bool = False,
    ) -> bytes:
        """The picture in a format of `FORMATS`.

        `scale` is PNG's pixels per point. `page` is the sheet of PDF and PowerPoint, `A3` or `A4` across; without it
        the page is as large as the picture. `embed_fonts` puts the used glyphs into an SVG. Raises DrawError where the
        format is unknown or has no diagram for the view, MissingExtra where what it needs is not installed.
        """
        if format == "svg":
            return self._svg(embed_fonts=embed_fonts).encode()
        if format == "html":
            return self._page().encode()
        if format == "png":
            from blueprint.drawing.paint.png import png

            return png(self.scene, self._theme or "light", scale=scale)
        if format == "pdf":
            from blueprint.drawing.paint.pdf import pdf

            return pdf(self.sheets(page), self._theme or "light", page=page)
        if format in FORMATS:
            return self._for_programs(format, page)
        message = f"there is no format `{format}`{did_you_mean(format, FORMATS) or '; there is ' + ', '.join(FORMATS)}"
        raise DrawError(message)

    def _for_programs(self, format_: str, page: str | None) -> bytes:
        """The picture for programs that edit it, or that draw it themselves."""
        theme = self._theme or "light"
        if format_ == "pptx":
            from blueprint.drawing.paint.pptx import pptx

            return pptx(self.sheets(page), theme, page=page)
        if format_ == "drawio":
            from blueprint.drawing.paint.drawio import drawio

            return drawio([self.scene], theme).encode()
        if format_ == "mermaid":
            from blueprint.drawing.paint.mermaid import mermaid

            return mermaid(self._content, self._view, theme).encode()
        if format_ == "dot":
            from blueprint.drawing.paint.dot import dot

            return dot(self._content, self.scene).encode()
        from blueprint.drawing.paint.json import scene_json

        return scene_json(self.scene).encode()

    def sheets(self, page: str | None = None) -> list[Scene]:
        """The scenes of a PDF: one, or several of some stages each where one would be too small on the sheet `page`.

        The stages are shared out evenly and all sheets have one scale. A stage is never cut in two, so one with very
        many steps stays small; what is too high for a sheet is not shared out where that would not make it larger.
        """
        grid = self._content
        if page is None or not isinstance(grid, Grid) or len(grid.stages) == 1 or is_readable(self.scene, page):
            return [self.scene]
        if any(number < 1 for number, _ in grid.stages):  # one that is gone, which a filter can't name
            return [self.scene]
        ids = [str(self._blueprint.stages[number - 1].id) for number, _ in grid.stages]
        steps = Counter(column.stage for column in grid.columns)
        best = [self.scene]
        for count in range(2, len(ids) + 1):
            groups = shared_out([steps[position] for position in range(len(ids))], count)
            sheets = [self._of_stages([ids[i] for i in group], (n, count)) for n, group in enumerate(groups, 1)]
            is_enough = all(is_readable(scene, page) for scene in sheets)
            if is_enough or scale_on(page, sheets) > _WORTH_A_SHEET * scale_on(page, best):
                best = sheets
            if is_enough:
                break
        return on_one_scale(best)

    def _of_stages(self, ids: Sequence[str], sheet: tuple[int, int]) -> Scene:
        filters = replace(self._filters, stages=tuple(ids), sheet=sheet)
        return lay_out(self._shown(filters), self._engine)

    def _svg(self, prefix: str = "bp", *, embed_fonts: bool = False) -> str:
        from blueprint.drawing.paint.svg import svg

        font_css = ""
        if embed_fonts:
            from blueprint.drawing.fonts import embedded

            font_css = embedded("".join(t.text for t in self.scene.texts()), self.scene.language)
        return svg(self.scene, self._theme, prefix=prefix, font_css=font_css)

    def svg_with_ids(self, prefix: str) -> str:
        """The picture as SVG text whose ids all start with a prefix: for several pictures in one page."""
        return self._svg(prefix)

    def _page(self) -> str:
        """The interactive page, which opens at this view and has the others too."""
        from blueprint.drawing.page import page_html

        return page_html(
            self._blueprint,
            view=self._view,
            filters=self._filters,
            findings=self._findings,
            theme=self._theme,
            before=self._before,
        )

    @property
    def svg(self) -> str:
        """The picture as SVG text."""
        return self._svg()

    @cached_property
    def warnings(self) -> tuple[str, ...]:
        """What a PNG or PDF of this picture would lack: characters that no installed font has."""
        from blueprint.drawing.fonts import fonts_for

        missing = fonts_for("".join(t.text for t in self.scene.texts()), self.scene.language).missing
        if not missing:
            return ()
        shown = " ".join(f"{c} (U+{ord(c):04X})" for c in missing[:_SAID]) + (" …" if len(missing) > _SAID else "")
        is_chinese = any("\u3400" <= c <= "\u9fff" for c in missing)
        hint = "install the extra `fonts-zh`" if is_chinese else "install a font that has them"
        return (f"no installed font has: {shown}; {hint}",)

    def save(self, path: str | Path, **options: Any) -> Path:
        """Write the picture in the format that the name's suffix says. Options are those of `render`."""
        from blueprint.files import write_atomically

        path = Path(path)
        for warning in self.warnings if path.suffix in (".png", ".pdf") else ():
            warnings.warn(warning, stacklevel=2)
        suffix = path.suffix.removeprefix(".")
        write_atomically(path, self.render(SUFFIXES.get(suffix, suffix), **options))
        return path

    # -- in notebooks ------------------------------------------------------------------------------------------

    def interactive(self, *, height: int = 640) -> Interactive:
        """The interactive page, opened at this view, as a widget: its `view` and `part` say what is shown, and set it.

        Raises MissingExtra without the extra `notebook`.
        """
        try:
            from blueprint.drawing.widget import Interactive
        except ImportError as error:
            message = "a widget needs the extra `notebook`: pip install 'service-blueprint[notebook]'"
            raise MissingExtra(message) from error

        from blueprint.drawing.parts import parts_of

        parts = list(dict.fromkeys(shown.about for shown in parts_of(self._blueprint)))
        page = self._page()
        return Interactive(page, self._content.heading.title, view=self._view, parts=parts, svg=self.svg, height=height)

    def __or__(self, other: Drawing) -> SideBySide:
        """The two beside each other: `before | after`."""
        from blueprint.drawing.side_by_side import SideBySide

        return SideBySide((self, other))

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        """SVG and text. Never raises: a notebook shows what went wrong instead."""
        try:
            return {"image/svg+xml": self._svg(f"bp{next(_notebook_numbers)}"), "text/plain": repr(self)}
        except Exception as error:  # noqa: BLE001 (a repr never raises)
            return {"text/plain": f"<Drawing that failed: {error}>"}

    def __repr__(self) -> str:
        return f"<Drawing of {self._content.heading.title!r}: {self._view}, {len(self._content.cards)} cards>"
