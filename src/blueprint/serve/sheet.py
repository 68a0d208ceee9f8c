"""One blueprint on the desk: how it stands now, and the last good picture of it."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from blueprint.serve.checking import look_at
from blueprint.serve.rows import Row, counts_of, expansions_of, row_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from blueprint.checks.result import FileResult
    from blueprint.drawing.page import Elsewhere
    from blueprint.finding import Finding, Severity
    from blueprint.model.blueprint import Blueprint
    from blueprint.serve.checking import Look, Stamp
    from blueprint.serve.rows import Expansion
    from blueprint.source.document import Document

    Links = Mapping[str, Sequence[Elsewhere]]
    """Links to other pages by what cards say they are about; those of no part are the blueprint's."""

_EMPTY = Row("")


class Good(NamedTuple):
    """The last version that could be read."""

    blueprint: Blueprint
    document: Document
    findings: tuple[Finding, ...]


class Picture(NamedTuple):
    """The page of a good version, or why it can't be drawn. `number` tells it from those before it."""

    of: Good
    links: Links
    html: str
    problem: str
    number: int


@dataclass(slots=True)
class Sheet:
    """A blueprint of the listing. `version` grows with everything that can be seen of it.

    What takes room (the model, the texts, the picture) is there only while the sheet is open. `others` are the findings
    of the rules about all files. `documents` are the file and what it includes, `paths` all files that the last look
    rests on, by all their names.
    """

    name: str
    path: Path
    state: Literal["unseen", "good", "broken", "gone"] = "unseen"
    row: Row = _EMPTY
    expansions: tuple[Expansion, ...] = ()
    result: FileResult | None = None
    others: tuple[Finding, ...] = ()
    problems: tuple[str, ...] = ()
    stamps: Mapping[str, Stamp] = field(default_factory=dict)
    documents: frozenset[str] = frozenset()
    paths: frozenset[str] = frozenset()
    texts: Mapping[str, str] = field(default_factory=dict)
    good: Good | None = None
    picture: Picture | None = None
    version: int = 0
    is_open: bool = False
    viewers: int = 0
    is_dirty: bool = True
    real: str = field(init=False)
    """Where the file really lies."""

    def __post_init__(self) -> None:
        """Follow the links on the way to the file."""
        self.real = os.path.realpath(self.path)

    @property
    def title(self) -> str:
        """What it is called: its title, else its file."""
        return self.row.title or self.name.rpartition("/")[2]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is found in the file as it is now."""
        own = self.result.findings if self.result is not None else ()
        return tuple(sorted((*own, *self.others), key=lambda finding: finding.sort_key())) if self.others else own

    @property
    def counts(self) -> Mapping[Severity, int]:
        """How many findings there are of each severity."""
        return counts_of(self.findings)

    @property
    def files(self) -> Sequence[str]:
        """The files that can be shown beside the picture, by the numbers that stand for them in addresses."""
        return tuple(self.texts)

    def look(self) -> Look:
        """Look at the file; what is seen counts when it is taken."""
        return look_at(self.path)

    def take(self, look: Look) -> bool:
        """Have this look count; says whether it brought anything new."""
        before = self._seen()
        self.state, self.problems = look.state, look.problems
        if look.stamps.keys() != self.stamps.keys():
            named = {name for file in look.stamps for name in (os.path.abspath(file), os.path.realpath(file))}  # noqa: PTH100
            self.paths = frozenset(named)
            documents = (look.result.file, *(file for file, _ in look.result.included))
            self.documents = frozenset(map(os.path.realpath, documents))
        self.stamps = look.stamps
        self.result = look.result if self.is_open else look.result._replace(sources={})
        reading = look.reading
        if reading is not None and reading.blueprint is not None:
            self.row = row_of(reading.blueprint)
            self.expansions = expansions_of(reading.blueprint, self.path)
            if self.is_open:
                self.good = Good(reading.blueprint, reading.document, self.findings)
        elif not self.row.title and reading is not None:
            self.row = Row(_title_in(reading.document))
        if self.is_open:
            self.texts = _texts_of(look)
        is_new = self._seen() != before
        self.version += is_new
        return is_new

    def _seen(self) -> tuple[object, ...]:
        """All that can be seen of it, save for the picture."""
        return self.state, self.row, self.result, self.problems, self.texts, self.good and self.good.blueprint

    def take_others(self, others: tuple[Finding, ...], texts: Mapping[str, str]) -> bool:
        """Have these findings of the rules about all files count; says whether they are new."""
        if others == self.others:
            return False
        self.others = others
        if self.is_open:
            self.texts = {**texts, **self.texts}
            if self.good is not None and self.state == "good":
                self.good = self.good._replace(findings=self.findings)
        self.version += 1
        return True

    def draw(self, links: Links) -> None:
        """Draw the last good version with links to other pages, unless that is done."""
        good = self.good
        before = self.picture
        if good is None or (before is not None and before.links == links and _look_alike(before.of, good)):
            return
        from blueprint.drawing.page import page_html

        number = before.number if before is not None else 0
        try:
            html, problem = page_html(good.blueprint, findings=good.findings, elsewhere=links), ""
        except Exception as error:  # noqa: BLE001 (what can't be drawn is no reason to end the preview)
            html, problem = before.html if before is not None else "", str(error) or type(error).__name__
        is_new = before is None or (html, problem) != (before.html, before.problem)
        self.picture = Picture(good, links, html, problem, number + is_new)
        self.version += is_new

    def put_away(self) -> None:
        """Let go of what takes room."""
        self.is_open, self.is_dirty = False, True
        self.texts, self.good, self.picture = {}, None, None


def _look_alike(one: Good, other: Good) -> bool:
    return one is other or (one.findings == other.findings and one.blueprint == other.blueprint)


def _texts_of(look: Look) -> dict[str, str]:
    """The texts that findings and cards lead to: the file's own first, then those of what it includes."""
    reading = look.reading
    if reading is None:
        return {}
    documents = (reading.document, *reading.document.included)
    return {document.file: document.text for document in documents} | dict(look.result.sources)


def _title_in(document: Document) -> str:
    """The title of what can't be read, where it has one nonetheless."""
    title = document.data.get("title") if isinstance(document.data, dict) else None
    return title if isinstance(title, str) else ""
