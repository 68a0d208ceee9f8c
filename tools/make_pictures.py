"""Draw every example, and every view of one, into docs/pictures: generated, never hand-made.

`--check` fails where one is out of date.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from blueprint import draw, load
from blueprint.drawing import VIEWS
from blueprint.files import write_atomically

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blueprint import Drawing

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
PICTURES = ROOT / "docs" / "pictures"

SHOWN = "10-hotel-night.blueprint.yaml"
"""The example of which the documentation shows every view."""
CHANGED = ("01-egg-beater.as-is.blueprint.yaml", "01-egg-beater.to-be.blueprint.yaml")
"""The two versions whose changes it shows."""


def main() -> int:
    """Write the pictures that are missing or differ; returns 1 where `--check` finds any."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, fail where a picture is out of date")
    check = parser.parse_args().check
    stale = []
    for name, drawing in _drawings():
        picture = PICTURES / f"{name}.svg"
        data = drawing.render("svg")
        if not picture.exists() or picture.read_bytes() != data:
            stale.append(picture)
            if not check:
                picture.parent.mkdir(exist_ok=True)
                write_atomically(picture, data)
    for picture in stale:
        print(f"{'out of date' if check else 'drawn'}: {picture.relative_to(ROOT)}")
    return 1 if check and stale else 0


def _drawings() -> Iterator[tuple[str, Drawing]]:
    """The pictures by name."""
    for path in sorted(EXAMPLES.glob("*.blueprint.yaml")):
        yield path.name.removesuffix(".blueprint.yaml"), draw(load(path))
    shown = load(EXAMPLES / SHOWN)
    for view in VIEWS[1:]:
        if view != "changes":
            yield f"view-{view}", draw(shown, view)
    old, new = (load(EXAMPLES / name) for name in CHANGED)
    yield "view-changes", draw(new, "changes", against=old)


if __name__ == "__main__":
    sys.exit(main())
