"""A blueprint, drawn: shows itself in notebooks, saves itself in any format."""

from __future__ import annotations

import itertools
import warnings
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from blueprint.drawing.engine import ENGINES
from blueprint.drawing.errors import DrawError
from blueprint.drawing.picture import Picture
from blueprint.drawing.prints import printed
from blueprint.drawing.theme import THEMES
from blueprint.drawing.views import VIEWS
from blueprint.drawing.views.scope import PATHS, Filters, Scope
from blueprint.finding import MissingExtra
from blueprint.suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from blueprint.drawing.scene import Scene
    from blueprint.drawing.side_by_side import SideBySide
    from blueprint.drawing.widget import Interactive
    from blueprint.finding import Finding
    from blueprint.model.blueprint import Blueprint

FORMATS = ("svg", "html", "png", "pdf", "pptx", "drawio", "mermaid", "dot", "json")
"""The formats that a drawing can be saved in."""

SUFFIXES = {"mmd": "mermaid", "htm": "html"}
"""The suffixes of files, without the dot, that are not the name of their format."""

_SAID = 8
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

    `view` is one of `VIEWS`. `theme` is `light`, `dark` or `print`; without one SVG and HTML follow the reader's
    system, everything else is light. `persona`, `stages`, `lanes` (ids; of stages names, too) and `path` (`main`: the
    most probable way to success) limit what is shown, and the drawing says so. `findings`, as `bp.check` gives them,
    stand on the cards that they are about. `against` is the older version for the view `changes`. `engine` is the
    Graphviz to use: `graphviz-pure`, or the system's `dot`; with one, it also routes the links of a blueprint that are
    not straight. Raises DrawError for a name that is not there.
    """
    known = {"view": (view, VIEWS), "engine": (engine, ENGINES), "theme": (theme, THEMES), "path": (path, PATHS)}
    for what, (name, names) in known.items():
        if name is not None and name not in names:
            message = f"there is no {what} `{name}`{did_you_mean(name, names) or '; there are ' + ', '.join(names)}"
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
        self._picture = Picture(view, Scope(blueprint, filters, before), findings, engine)
        self._theme = theme
        self._sheets: dict[str, list[Scene]] = {}
        self._picture.content  # noqa: B018 (what can't be shown is said at once)

    @property
    def scene(self) -> Scene:
        """The shapes of the picture at their places, in points."""
        return self._picture.scene

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
        message = f"there is no format `{format}`{did_you_mean(format, FORMATS) or '; there are ' + ', '.join(FORMATS)}"
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

            return mermaid(self._picture.content, self._picture.view, theme).encode()
        if format_ == "dot":
            from blueprint.drawing.paint.dot import dot

            return dot(self._picture.content, self.scene).encode()
        from blueprint.drawing.paint.json import scene_json

        return scene_json(self.scene).encode()

    def sheets(self, page: str | None = None) -> list[Scene]:
        """The scenes of a print: one, or several where one would be too small on the sheet `page`, `A3` or `A4`."""
        if page is None:
            return [self.scene]
        if page not in self._sheets:
            self._sheets[page] = printed(self._picture, page)
        return self._sheets[page]

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

        picture, scope = self._picture, self._picture.scope
        return page_html(
            scope.blueprint,
            view=picture.view,
            filters=scope.filters,
            findings=picture.findings,
            theme=self._theme,
            before=scope.before,
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

        from blueprint.drawing.parts import OLD, parts_of

        scope = self._picture.scope
        older = () if scope.before is None else parts_of(scope.before)
        abouts = [shown.about for shown in parts_of(scope.blueprint)] + [f"{OLD}{shown.about}" for shown in older]
        parts = list(dict.fromkeys(abouts))
        title, view = self._picture.content.heading.title, self._picture.view
        return Interactive(self._page(), title, view=view, parts=parts, svg=self.svg, height=height)

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
        content = self._picture.content
        return f"<Drawing of {content.heading.title!r}: {self._picture.view}, {len(content.cards)} cards>"
