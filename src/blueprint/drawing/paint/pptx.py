"""Scenes -> PowerPoint: native shapes with their text, arrows glued to them, icons and curves as freeforms."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Final

from blueprint.drawing.paint.slide import Slide, emu
from blueprint.drawing.sheets import MARGIN, page_size
from blueprint.drawing.text import visible
from blueprint.drawing.theme import THEMES
from blueprint.finding import MissingExtra

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pptx.presentation import Presentation

    from blueprint.drawing.scene import Scene

_LONGEST_SIDE, _SHORTEST_SIDE = 4032.0, 72.0
"""Points: what PowerPoint allows for a slide, 56 inches and one."""

_NAMESPACES: Final = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_BACKGROUND: Final = '<p:bg {}><p:bgPr><a:solidFill><a:srgbClr val="{}"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'
_THEN: Final = (1980, 1, 1, 0, 0, 0)
"""The date of every file in the archive, so that the same scenes give the same bytes."""


def pptx(scenes: Sequence[Scene], theme: str = "light", *, page: str | None = None) -> bytes:
    """The scenes as a presentation, one on each slide: as large as the scene, or on a sheet (`A3`, `A4`), fitted.

    What is larger than PowerPoint allows (56 inches) is made smaller as a whole. Raises MissingExtra without the extra
    `pptx`, DrawError where the sheet is unknown.
    """
    try:
        from pptx import Presentation
    except ImportError as error:
        message = "PowerPoint needs the extra `pptx`: pip install 'service-blueprint[pptx]'"
        raise MissingExtra(message) from error

    from pptx.util import Emu

    width, height, margin = _slide_size(scenes, page)
    deck = Presentation()
    deck.slide_width, deck.slide_height = Emu(emu(width)), Emu(emu(height))
    for scene in scenes:
        scale = min((width - 2 * margin) / scene.width, (height - 2 * margin) / scene.height)
        left, top = (width - scene.width * scale) / 2, (height - scene.height * scale) / 2
        _add_slide(deck, Slide(scene, THEMES[theme], scale, left, top))
    _describe(deck, scenes[0])
    file = io.BytesIO()
    deck.save(file)
    return _without_dates(file.getvalue())


def _slide_size(scenes: Sequence[Scene], page: str | None) -> tuple[float, float, float]:
    """The width and the height of the slides in points, and their margin."""
    if page is not None:
        return *page_size(page), MARGIN
    width, height = max(s.width for s in scenes), max(s.height for s in scenes)
    scale = min(1.0, _LONGEST_SIDE / max(width, height))
    return max(width * scale, _SHORTEST_SIDE), max(height * scale, _SHORTEST_SIDE), 0.0


def _add_slide(deck: Presentation, drawn: Slide) -> None:
    from pptx.oxml import parse_xml

    layout = next(one for one in deck.slide_layouts if one.name == "Title Only")
    slide = deck.slides.add_slide(layout)
    ground = parse_xml(_BACKGROUND.format(_NAMESPACES, drawn.colour("page")))
    slide._element.cSld.insert(0, ground)  # noqa: SLF001 (python-pptx types its colours not at all)
    tree = slide.shapes._spTree  # noqa: SLF001 (thousands of shapes one by one would take it minutes)
    for placeholder in list(slide.placeholders):
        tree.remove(placeholder._element)  # noqa: SLF001 (the title comes with the drawing)
    for element in parse_xml(f"<p:spTree {_NAMESPACES}>{''.join(drawn.shapes())}</p:spTree>"):
        tree.append(element)


def _describe(deck: Presentation, scene: Scene) -> None:
    """What the file says of itself: the drawing's title, and nothing of the template that it was made from."""
    said = deck.core_properties
    said.title, said.subject, said.author, said.last_modified_by = visible(scene.title)[:255], "", "", ""
    said.keywords = said.comments = said.category = ""
    said.language = visible(scene.language or "")[:255]
    said.revision = 1
    core = said._element  # noqa: SLF001 (python-pptx can set dates, and not leave them out)
    for child in list(core):
        if child.tag.endswith(("}created", "}modified", "}lastPrinted")):
            core.remove(child)
    for part in (deck.part.package, deck.part):
        for id_, relation in list(part._rels.items()):  # noqa: SLF001 (it drops only what a part itself refers to)
            if relation.reltype.endswith(("/thumbnail", "/printerSettings")):
                part._rels.pop(id_)  # noqa: SLF001


def _without_dates(archive: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _THEN)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            entry.create_system = 3
            new.writestr(entry, old.read(name))
    return made.getvalue()
