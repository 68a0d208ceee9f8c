"""BP109: an item of a catalogue that nothing uses."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from blueprint.checks.declaration import Remark, portfolio_rule
from blueprint.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blueprint.checks.portfolio import Portfolio
    from blueprint.checks.subject import Subject

_KINDS = {"touchpoints": "touchpoint", "actors": "actor", "systems": "system", "data": "data item", "sources": "source"}
"""The catalogues whose items are there to be referred to, with what their items are called.

A persona goes through the steps whether anything names them or not; metrics and solutions are statements of their own;
of questions that nothing answers other rules speak.
"""


def _unused(subject: Subject) -> list[tuple[str, str]]:
    """The items that nothing refers to, by catalogue and id, included ones too."""
    if not any(getattr(subject.blueprint, key) for key in _KINDS):
        return []
    used = {(kind, use.text) for use in subject.references.uses for kind in use.ref.kinds}
    return [
        (key, id_) for key, kind in _KINDS.items() for id_ in getattr(subject.blueprint, key) if (kind, id_) not in used
    ]


def _own(subject: Subject) -> Iterator[Remark]:
    """What a blueprint doesn't use of its own catalogues. What it uses nothing of may be a plan, and is let be."""
    unused = _unused(subject)
    counts = Counter(key for key, _ in unused)
    for key, id_ in unused:
        if counts[key] < len(getattr(subject.blueprint, key)) and (key, id_) not in subject.document.origins:
            yield Remark(f"nothing refers to the {_KINDS[key]} `{id_}`: use it, or remove it", (key, id_), "key")


def _shared(subject: Subject) -> dict[str, Any] | None:
    """By the catalogue file that it includes, what a blueprint doesn't use of it."""
    found: dict[str, list[list[str]]] = {document.file: [] for document in subject.document.included}
    for key, id_ in _unused(subject) if found else ():
        origin = subject.document.origins.get((key, id_))
        if origin is not None:
            found[origin.file].append([key, id_])
    return found or None


@portfolio_rule("BP109", "unused-item", Severity.ADVICE, gather=_shared, check=_own)
def unused_item(portfolio: Portfolio) -> Iterator[tuple[str, Remark]]:
    """Nothing in the blueprint refers to a touchpoint, an actor, a system, a data item or a source of its catalogues.

    A catalogue is read as the list of what the service has. What is on the list and nowhere on the map is either left
    over from an older version, or a contact that was forgotten where it happens, and that is worth knowing.

    A catalogue file that several blueprints include is judged when a whole folder is checked that holds it: each of its
    items has to be used by one of them. A catalogue of which a blueprint uses nothing yet is let be, and so are
    personas, who are there without being named, and metrics, solutions and questions, which say something by
    themselves.

    Bad:

    ```yaml
    blueprint: v1
    title: Shoeshine
    touchpoints:
      chair: {kind: physical, name: Chair and footrest}
      sign: {kind: physical, name: Sign with the prices}
    stages:
      - name: Shine
        steps:
          - {customer: Sit down, touchpoints: chair}
    ```

    Good:

    ```yaml
    blueprint: v1
    title: Shoeshine
    touchpoints:
      chair: {kind: physical, name: Chair and footrest}
      sign: {kind: physical, name: Sign with the prices}
    stages:
      - name: Shine
        steps:
          - {customer: Sit down, touchpoints: [chair, sign]}
    ```
    """
    if not portfolio.is_complete:
        return
    folders = [Path(folder).resolve() for folder in portfolio.folders]
    names: dict[Path, str] = {}
    unused: dict[Path, dict[tuple[str, str], int]] = {}
    including: dict[Path, int] = {}
    for _, facts in sorted(portfolio.facts.items()):
        for file, items in facts.items():
            path = Path(file).resolve()
            names[path] = min(file, names.get(path, file), key=lambda name: (len(name), name))
            including[path] = including.get(path, 0) + 1
            counts = unused.setdefault(path, {})
            for key, id_ in items:
                counts[key, id_] = counts.get((key, id_), 0) + 1
    for path, counts in unused.items():
        if any(path.is_relative_to(folder) for folder in folders):
            for (key, id_), count in counts.items():
                if count == including[path]:
                    yield names[path], _of_catalogue(key, id_, count)


def _of_catalogue(key: str, id_: str, count: int) -> Remark:
    whom = (
        "nothing in the blueprint that includes it" if count == 1 else f"none of the {count} blueprints that include it"
    )
    return Remark(f"{whom} refers to the {_KINDS[key]} `{id_}`: use it, or remove it", (key, id_), "key")
