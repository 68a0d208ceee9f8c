"""Catalogue files that a blueprint includes: found inside the project, read once, merged."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from blueprint.model.catalogue import Catalogues
from blueprint.source.named import named_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from blueprint.finding import Finding, Route
    from blueprint.source.document import Document


MOST_DEEP = 100
"""How many files deep catalogues may include each other."""


@dataclass(slots=True)
class Includer:
    """Merges what a file includes, and what that includes, into the file's data."""

    root: Path
    read: Callable[[Path, str], tuple[Document, list[Finding]]]
    findings: list[Finding] = field(default_factory=list)
    _done: set[Path] = field(default_factory=set)

    def merge(self, document: Document, path: Path) -> dict[str, Any]:
        """The data of `document` with the items of all that it includes. What is wrong is added to `findings`."""
        merged: dict[str, Any] = {k: v for k, v in document.data.items() if k != "include"}
        self._done.add(path.resolve())
        self._include(document, path, merged, document, (path.resolve(),))
        return merged

    def _include(
        self, document: Document, path: Path, merged: dict[str, Any], top: Document, chain: tuple[Path, ...]
    ) -> None:
        listed = document.data.get("include", ())
        for i, given in enumerate([listed] if isinstance(listed, str) else listed if isinstance(listed, list) else ()):
            if not isinstance(given, str) or not given:
                continue  # `load` says so
            target = self._find(document, path, given, ("include", i), chain)
            if target is None or target in self._done:
                continue
            self._done.add(target)
            shown = str(Path(document.file).parent / given)
            try:
                included, findings = self.read(target, shown)
            except OSError as error:
                self._complain(document, ("include", i), f"`{given}` can't be read: {error.strerror}")
                continue
            self.findings.extend(findings)
            top.included.append(included)
            if isinstance(included.data, dict):
                self._take(included, merged, top)
                self._include(included, target, merged, top, (*chain, target))

    def _find(self, document: Document, path: Path, given: str, route: Route, chain: tuple[Path, ...]) -> Path | None:
        """The file that is meant, or None with a finding that says why not."""
        target = named_file(given, path, self.root, ".catalogue.yaml")
        if isinstance(target, str):
            self._complain(document, route, target)
        elif target in chain:
            names = " -> ".join(f"`{p.name}`" for p in (*chain[chain.index(target) :], target))
            self._complain(document, route, f"`{given}` includes itself: {names}")
        elif len(chain) > MOST_DEEP:
            self._complain(document, route, f"`{given}` lies more than {MOST_DEEP} files deep: include it higher up")
        else:
            return target
        return None

    def _complain(self, document: Document, route: Route, message: str) -> None:
        self.findings.append(document.finding("BP007", message, route))

    def _take(self, included: Document, merged: dict[str, Any], top: Document) -> None:
        for key in Catalogues.model_fields:
            items = included.data.get(key)
            if not isinstance(items, dict):
                continue
            own = merged.setdefault(key, {})
            if not isinstance(own, dict):
                continue
            merged[key] = own = dict(own)
            for id_, item in items.items():
                if id_ not in own:
                    own[id_] = item
                    top.origins[key, id_] = included
                else:
                    # What others share is not changed for one: the blueprint's own item is to blame, if there is one.
                    one, other = (included, top) if (key, id_) in top.origins else (top, included)
                    first = other.related("first given here", (key, id_), "key")
                    message = f"the id `{id_}` is already used in `{key}` of {Path(first.file).name}"
                    self.findings.append(one.finding("BP102", message, (key, id_), "key", related=(first,)))
