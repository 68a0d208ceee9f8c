"""Draw every example into docs/pictures: generated, never hand-made. `--check` fails where one is out of date."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from blueprint import draw, load
from blueprint.files import write_atomically

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"


def main() -> int:
    """Write the pictures that are missing or differ; returns 1 where `--check` finds any."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, fail where a picture is out of date")
    check = parser.parse_args().check
    stale = []
    for path in sorted((ROOT / "examples").glob("*.blueprint.yaml")):
        picture = PICTURES / path.name.replace(".blueprint.yaml", ".svg")
        data = draw(load(path)).render("svg")
        if not picture.exists() or picture.read_bytes() != data:
            stale.append(picture)
            if not check:
                picture.parent.mkdir(exist_ok=True)
                write_atomically(picture, data)
    for picture in stale:
        print(f"{'out of date' if check else 'drawn'}: {picture.relative_to(ROOT)}")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
