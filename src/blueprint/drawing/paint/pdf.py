"""Scene -> PDF, by typst: vectors, with text that one can select and search."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from blueprint.drawing.errors import DrawError, MissingExtra
from blueprint.drawing.fonts import fonts_for
from blueprint.drawing.paint.runs import with_runs
from blueprint.drawing.paint.svg import plain_svg
from blueprint.suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from blueprint.drawing.scene import Scene

PAGES: Final = {"A3": "a3", "A4": "a4"}
"""The sheets, all of them across."""

_LONGEST_SIDE: Final = 14_400
"""Points: the largest page that PDF allows."""

_OWN_SIZE: Final = "#set page(width: {width}pt, height: {height}pt, margin: 0pt)"
_SHEET: Final = '#set page(paper: "{paper}", flipped: true, margin: 28pt)'
_DOCUMENT: Final = """#set document(title: sys.inputs.title, date: none)
{page}
#align(center + horizon, image(
  bytes(sys.inputs.svg), format: "svg", width: 100%, height: 100%, fit: "contain", alt: sys.inputs.alt,
))
"""


def pdf(scene: Scene, theme: str = "light", *, page: str | None = None) -> bytes:
    """The scene as a PDF of one page, as large as the picture, or on a sheet of `PAGES`, fitted and centred.

    Raises MissingExtra without the extra `pdf`, DrawError where the sheet is unknown or the scene can't be drawn.
    """
    try:
        import typst
    except ImportError as error:
        message = "PDF needs the extra `pdf`: pip install 'service-blueprint[pdf]'"
        raise MissingExtra(message) from error

    document = _DOCUMENT.format(page=_page(scene, page))
    fonts = fonts_for("".join(text.text for text in scene.texts()), scene.language)
    svg = with_runs(plain_svg(scene, theme, families=fonts.families), fonts)
    with _folder_of(fonts.files) as folder:
        try:
            painted = typst.compile(
                document.encode(),
                font_paths=typst.Fonts(
                    include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)]
                ),
                format="pdf",
                sys_inputs={"svg": svg, "title": scene.title, "alt": scene.description or scene.title},
                timestamp=0,
            )
        except typst.TypstError as error:
            message = f"the picture could not be drawn as PDF: {error}"
            raise DrawError(message) from error
    return bytes(painted)


def _page(scene: Scene, page: str | None) -> str:
    if page is None:
        scale = min(1, _LONGEST_SIDE / max(scene.width, scene.height))
        return _OWN_SIZE.format(width=scene.width * scale, height=scene.height * scale)
    if page.upper() not in PAGES:
        message = f"there is no page `{page}`{did_you_mean(page, PAGES) or '; there is ' + ', '.join(PAGES)}"
        raise DrawError(message)
    return _SHEET.format(paper=PAGES[page.upper()])


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
