"""BP114: `expands` names a blueprint that isn't there, or that leads back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from blueprint.checks.declaration import Remark, portfolio_rule
from blueprint.finding import Severity
from blueprint.source.load import BLUEPRINT_SUFFIX

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from blueprint.checks.portfolio import Portfolio
    from blueprint.checks.subject import Subject
    from blueprint.finding import Route


def _expanded(subject: Subject) -> list[Any] | None:
    """The steps that other blueprints detail: the route to each path, and the path."""
    return [[[*at.route, "expands"], at.step.expands] for at in subject.steps if at.step.expands] or None


@portfolio_rule("BP114", "bad-expansion", Severity.ERROR, gather=_expanded)
def bad_expansion(portfolio: Portfolio) -> Iterator[tuple[str, Remark]]:
    """The blueprint that details a step is missing, or outside the project, or no blueprint; or it expands this one.

    Who wants to know more of a step follows `expands`, and so does whoever takes the service over. A path that leads
    nowhere is a promise that nobody keeps; one that leads back in a circle never gets to the detail.

    The path is relative to the file and stays inside the project: the nearest folder upwards with `blueprint.toml`,
    `pyproject.toml` or `.git`. The detail is a `*.blueprint.yaml` of its own. Circles are found among the files that
    are checked together.

    Bad:

    ```yaml title="shop.blueprint.yaml"
    blueprint: v1
    title: Shoe shop
    stages:
      - name: Shop
        steps:
          - {customer: Have the shoes shined, expands: shoeshine.blueprint.yaml}
    ```

    Good:

    ```yaml title="shop.blueprint.yaml"
    blueprint: v1
    title: Shoe shop
    stages:
      - name: Shop
        steps:
          - {customer: Have the shoes shined, expands: shoeshine.blueprint.yaml}
    ```

    ```yaml title="shoeshine.blueprint.yaml"
    blueprint: v1
    title: Shoeshine
    stages:
      - name: Shine
        steps:
          - {customer: Sit down}
    ```
    """
    from blueprint.project import root_of
    from blueprint.source.named import named_file

    files = {_path(file).resolve(): file for file in sorted(portfolio.facts, reverse=True)}
    onward: dict[Path, list[tuple[Path, Route, str]]] = {path: [] for path in files}
    for path, file in files.items():
        root = root_of(_path(file))
        for route, given in portfolio.facts[file]:
            found = named_file(given, _path(file), root, BLUEPRINT_SUFFIX)
            if isinstance(found, Path) and not found.name.endswith(BLUEPRINT_SUFFIX):
                found = f"`{given}` is no blueprint: the name of one ends in `{BLUEPRINT_SUFFIX}`"
            if isinstance(found, str):
                yield file, Remark(found, tuple(route))
            else:
                onward[path].append((found, tuple(route), given))
    yield from _circles(files, onward)


def _path(file: str) -> Path:
    return Path("text" if file.startswith("<") else file)


def _circles(
    files: Mapping[Path, str], onward: Mapping[Path, Sequence[tuple[Path, Route, str]]]
) -> Iterator[tuple[str, Remark]]:
    """One remark for each circle, at the file that comes first."""
    told: set[Path] = set()
    expanding = _on_circles(onward)
    for start in sorted(expanding, key=files.__getitem__):
        onto = {} if start in told else _ways_to(start, expanding)
        for target, route, given in onward[start]:
            if target not in onto:
                continue
            way = [target]
            while way[-1] != start:
                way.append(onto[way[-1]])
            if told.isdisjoint(way):
                told.update(way)
                names = " -> ".join(f"`{path.name}`" for path in (start, *way))
                message = f"`{given}` leads back to this blueprint ({names}): remove one `expands` of the circle"
                yield files[start], Remark(message, route)


def _on_circles(onward: Mapping[Path, Sequence[tuple[Path, Route, str]]]) -> dict[Path, list[Path]]:
    """The blueprints that may be on a circle, each with those that expand it; without those that surely are on none."""
    expanding: dict[Path, list[Path]] = {path: [] for path in onward}
    left = {path: sum(target in onward for target, _, _ in targets) for path, targets in onward.items()}
    for path, targets in onward.items():
        for target, _, _ in targets:
            if target in expanding:
                expanding[target].append(path)
    ends = [path for path, count in left.items() if not count]
    for path in ends:  # what leads nowhere is on no circle, nor is what leads only there
        for source in expanding.pop(path):
            left[source] -= 1
            if not left[source]:
                ends.append(source)
    return expanding


def _ways_to(last: Path, expanding: Mapping[Path, Sequence[Path]]) -> dict[Path, Path]:
    """For each blueprint that leads to this one, the next on the shortest way there; for itself, itself."""
    onto = {last: last}
    for path in (waiting := [last]):
        for source in expanding[path]:
            if source not in onto:
                onto[source] = path
                waiting.append(source)
    return onto
