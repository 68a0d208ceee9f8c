"""What leads from one blueprint of a portfolio to another: details, versions of one service, parts that they share."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from blueprint.site.entry import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from blueprint.site.entry import Entry, Expansion, Item, Kind

_STATE = re.compile(r"(?:^|[-_.])(?:as[-_]?is|to[-_]?be)(?=$|[-_.])|[-_.]?(?:现状|改进后|現況|改善後)", re.IGNORECASE)
"""What in an id says which version of a service it is."""


class Used(NamedTuple):
    """A shared part as one blueprint has it: the blueprint's file, and its item."""

    file: str
    item: Item


class Shared(NamedTuple):
    """A part of a catalogue with all blueprints that have it. `anchor` is its own on the page of its kind.

    It is one part where it comes from one catalogue file, or where blueprints that have it themselves give it the same
    id and the same name (a touchpoint the same kind, too). What two catalogue files call the same are two parts: who
    keeps two catalogues wants to tell them apart.
    """

    kind: Kind
    id: str
    name: str
    origin: str
    uses: tuple[Used, ...]
    anchor: str


class Links:
    """The links between blueprints, by their files. `entries` are those that could be read, in their order."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self.entries = entries
        self.shared: dict[Kind, tuple[Shared, ...]] = _shared(entries)
        """The parts of each kind: those of most blueprints first."""
        self.others: dict[str, tuple[str, ...]] = _others(entries)
        """By blueprint, the other versions of its service."""
        self.part_of: dict[str, tuple[tuple[str, Expansion], ...]] = _part_of(entries)
        """By blueprint, the blueprints with the steps that it details."""
        self._of_item = {
            (use.file, use.item.about): shared
            for those in self.shared.values()
            for shared in those
            for use in shared.uses
        }

    def of(self, file: str, item: Item) -> Shared:
        """What a blueprint's item is for all blueprints."""
        return self._of_item[file, item.about]

    def before(self, file: str) -> str | None:
        """What a blueprint of what shall be changes: how it is, where there is exactly one blueprint of that."""
        if self.entries[file].state != "to-be":
            return None
        older = [other for other in self.others.get(file, ()) if self.entries[other].state == "as-is"]
        return older[0] if len(older) == 1 else None


def _part_of(entries: Mapping[str, Entry]) -> dict[str, tuple[tuple[str, Expansion], ...]]:
    found: defaultdict[str, list[tuple[str, Expansion]]] = defaultdict(list)
    for file, entry in entries.items():
        for expansion in entry.expansions:
            if expansion.file in entries:
                found[expansion.file].append((file, expansion))
    return {file: tuple(whole) for file, whole in found.items()}


# -- versions of one service -------------------------------------------------------------------------------------


def _others(entries: Mapping[str, Entry]) -> dict[str, tuple[str, ...]]:
    """Blueprints are of one service where their ids are the same, but for what names their states.

    Those of one folder belong together; where a folder has no other, those of all folders do. They have to differ in
    their states: two of one state are not two versions.
    """
    folders: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    everywhere: defaultdict[str, list[str]] = defaultdict(list)
    for file, entry in entries.items():
        stem = _STATE.sub("", entry.id)
        folders[file.rpartition("/")[0], stem].append(file)
        everywhere[stem].append(file)
    alone: defaultdict[str, list[str]] = defaultdict(list)
    found: dict[str, tuple[str, ...]] = {}
    for (_, stem), files in folders.items():
        if len(files) == 1:
            alone[stem] += files
        else:
            found |= _versions(files, entries)
    for stem, files in alone.items():
        if stem and len(files) == len(everywhere[stem]):
            found |= _versions(files, entries)
    return found


def _versions(files: Sequence[str], entries: Mapping[str, Entry]) -> dict[str, tuple[str, ...]]:
    state = {file: entries[file].state for file in files}
    found = {file: tuple(other for other in files if state[other] != state[file]) for file in files}
    return {file: others for file, others in found.items() if others}


# -- shared parts ------------------------------------------------------------------------------------------------


def _shared(entries: Mapping[str, Entry]) -> dict[Kind, tuple[Shared, ...]]:
    alike: defaultdict[tuple[Kind, str, str, str], list[Used]] = defaultdict(list)
    for file, entry in entries.items():
        for item in entry.items:
            alike[item.kind, item.id, " ".join(item.name.split()), item.sort].append(Used(file, item))
    found: dict[Kind, list[Shared]] = {kind: [] for kind in KINDS}
    for (kind, id_, name, _), uses in alike.items():
        for origin, own in _by_origin(uses):
            found[kind].append(Shared(kind, id_, name, origin, tuple(own), ""))
    return {kind: _with_anchors(those) for kind, those in found.items()}


def _by_origin(uses: Sequence[Used]) -> Iterable[tuple[str, list[Used]]]:
    """The uses that are of one part, with the catalogue file that it comes from, if any."""
    origins = list(dict.fromkeys(use.item.origin for use in uses))
    catalogues = [origin for origin in origins if origin]
    if len(catalogues) < 2:  # noqa: PLR2004 (there is nothing to tell apart)
        return [("".join(catalogues), list(uses))]
    return [(origin, [use for use in uses if use.item.origin == origin]) for origin in origins]


def _with_anchors(those: Iterable[Shared]) -> tuple[Shared, ...]:
    taken: defaultdict[str, int] = defaultdict(int)
    anchored = []
    for shared in sorted(those, key=lambda one: (-len({use.file for use in one.uses}), one.name, one.id, one.origin)):
        taken[shared.id] += 1
        number = taken[shared.id]
        anchored.append(shared._replace(anchor=f"part-{shared.id}" + (f"~{number}" if number > 1 else "")))
    return tuple(anchored)
