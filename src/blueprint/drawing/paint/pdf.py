"""Scenes -> PDF, by typst: vectors, with text that one can select and search."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from blueprint.drawing.errors import DrawError
from blueprint.drawing.fonts import fonts_for
from blueprint.drawing.paint.runs import with_runs
from blueprint.drawing.paint.svg import plain_svg
from blueprint.drawing.sheets import MARGIN, page_size
from blueprint.finding import MissingExtra

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from blueprint.drawing.scene import Scene

_LONGEST_SIDE: Final = 14_400
"""Points: the largest page that PDF allows."""

_OWN_SIZE: Final = "width: {width}pt, height: {height}pt, margin: 0pt"
_SHEET: Final = "width: {width}pt, height: {height}pt, margin: {margin}pt"
_PAGE: Final = """
#page({page}, align(center + horizon, image(
  bytes(sys.inputs.svg-{number}), format: "svg", alt: sys.inputs.alt-{number},
  width: 100%, height: 100%, fit: "contain",
)))
"""


def pdf(scenes: Sequence[Scene], theme: str = "light", *, page: str | None = None) -> bytes:
    """The scenes as a PDF, one on each page: as large as the scene, or on a sheet (`A3`, `A4`), fitted and centred.

    Raises MissingExtra without the extra `pdf`, DrawError where the sheet is unknown or a scene can't be drawn.
    """
    try:
        import typst
    except ImportError as error:
        message = "PDF needs the extra `pdf`: pip install 'service-blueprint[pdf]'"
        raise MissingExtra(message) from error

    fonts = fonts_for("".join(text.text for scene in scenes for text in scene.texts()), scenes[0].language)
    document = "#set document(title: sys.inputs.title, date: none)"
    inputs = {"title": scenes[0].title}
    for number, scene in enumerate(scenes):
        document += _PAGE.format(page=_page(scene, page), number=number)
        inputs[f"svg-{number}"] = with_runs(plain_svg(scene, theme, families=fonts.families), fonts)
        inputs[f"alt-{number}"] = scene.description or scene.title
    with _folder_of(fonts.files) as folder:
        only_these = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])
        try:
            return typst.compile(document.encode(), font_paths=only_these, format="pdf", sys_inputs=inputs, timestamp=0)
        except typst.TypstError as error:
            message = f"the picture could not be drawn as PDF: {error}"
            raise DrawError(message) from error


def _page(scene: Scene, page: str | None) -> str:
    if page is None:
        scale = min(1, _LONGEST_SIDE / max(scene.width, scene.height))
        return _OWN_SIZE.format(width=scene.width * scale, height=scene.height * scale)
    width, height = page_size(page)
    return _SHEET.format(width=width, height=height, margin=MARGIN)


@contextmanager
def _folder_of(files: Sequence[Path]) -> Iterator[Path]:
    """A folder with these fonts and no others: typst takes all that is in a folder, and no single files."""
    with TemporaryDirectory(prefix="blueprint-fonts-") as name:
        folder = Path(name)
        for number, file in enumerate(files):
            place = folder / f"{number:03}{file.suffix}"
            try:
                place.symlink_to(file)
            except OSError:  # on Windows, making links is a privilege
                shutil.copyfile(file, place)
        yield folder
