"""Which blueprints there are, and what each is called in an address: what is not listed can't be asked for."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from blueprint.display import visible
from blueprint.source.load import BLUEPRINT_SUFFIX

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Found(NamedTuple):
    """What a search brought: blueprints, the folders that were searched, and what could not be."""

    paths: Sequence[str]
    folders: Sequence[str] = ()
    problems: Sequence[str] = ()


class Listing(NamedTuple):
    """Blueprints by their names in addresses, in order; the folders they may be in; what is not listed, and why."""

    paths: Mapping[str, Path]
    folders: tuple[Path, ...] = ()
    problems: tuple[str, ...] = ()


def listing_of(found: Found, top: Path) -> Listing:
    """The listing of what was found in the folder `top`. A link that leads out of it is not followed."""
    real_top = os.path.realpath(top)
    paths: dict[str, Path] = {}
    problems = list(found.problems)
    for given in found.paths:
        real = os.path.realpath(given)
        if not Path(real).is_relative_to(real_top):
            problems.append(f"{name_of(Path(given), top)}: this link leads out of the folder")
            continue
        path = Path(given)
        name = name_of(path, top)
        stem = name.removesuffix(BLUEPRINT_SUFFIX)
        called = name if not stem or stem.endswith("/") else stem
        while called in paths:  # names that differ only in what is no text
            called += "~"
        paths[called] = path
    return Listing(dict(sorted(paths.items())), tuple(Path(folder) for folder in found.folders), tuple(problems))


def name_of(path: Path, top: Path) -> str:
    """The path from the folder `top`, with `/`; what is no text in it, or doesn't show, is escaped."""
    relative = os.path.relpath(path, top).replace(os.sep, "/")
    return visible(os.fsencode(relative).decode("utf-8", "backslashreplace"))
