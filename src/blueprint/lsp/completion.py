"""What could be written at the cursor: keys, words, ids and files that fit there, whatever the state of the text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lsprotocol.types import (
    CompletionItem,
    CompletionItemKind,
    MarkupContent,
    MarkupKind,
    TextEdit,
)

from blueprint.lsp.expected import Expected, expected_at
from blueprint.lsp.hover import describe_key
from blueprint.lsp.ids import Ids, label
from blueprint.lsp.markdown import one_line, plain
from blueprint.lsp.navigation import FILE_KEYS
from blueprint.model import shape
from blueprint.model.lane import ROLES
from blueprint.model.step import END, Branch
from blueprint.source.cursor import MARK, Gap, gap_at
from blueprint.source.scalars import reads_as_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lsprotocol.types import Range

    from blueprint.lsp.files import OpenFile
    from blueprint.model.references import Definition
    from blueprint.model.values import Ref

_MOST_FILES = 200


def completions_at(file: OpenFile, offset: int, *, markdown: bool = True) -> list[CompletionItem]:
    """What fits at an offset, in the order of the format and of the file."""
    gap = gap_at(file.text, offset)
    expected = expected_at(gap.route, file.root) if gap is not None else None
    if gap is None or expected is None:
        return []
    offer = _Offer(file, gap, expected, markdown=markdown)
    return list(offer.items())


class _Offer:
    def __init__(self, file: OpenFile, gap: Gap, expected: Expected, *, markdown: bool) -> None:
        self._file = file
        self._gap = gap
        self._expected = expected
        self._markdown = markdown
        self._range: Range = file.positions.range(gap.start, gap.end)
        self._has_colon = file.text[gap.end :].lstrip(" ").startswith(":")
        self._ids = self._current_ids()
        self._count = 0

    def items(self) -> Iterator[CompletionItem]:
        gap, expected = self._gap, self._expected
        if gap.is_key or gap.starts_entry:
            yield from self._keys()
        if gap.is_key:
            yield from self._id_keys()
        if not gap.is_key:
            yield from self._words()
            yield from self._references(expected.ref)
            yield from self._files()

    # -- keys --------------------------------------------------------------------------------------------------

    def _keys(self) -> Iterator[CompletionItem]:
        part, gap = self._expected.part, self._gap
        if part is None or self._expected.takes_ids:
            return
        fields = shape.fields_of(part)
        if part is Branch and any(key not in fields for key in gap.others):
            return  # the short form: id -> share
        for key, field in fields.items():
            if key not in gap.others:
                described = describe_key(Expected(part, field, field.part, takes_ids=field.catalogue))
                yield self._item(key, CompletionItemKind.Property, described, is_key=True)

    def _id_keys(self) -> Iterator[CompletionItem]:
        """The ids that are keys: personas of an emotion, steps with their shares, and what a catalogue still lacks."""
        expected, gap = self._expected, self._gap
        if expected.field is None or self._ids is None:
            return
        if expected.field.key_ref is not None and not expected.is_id:
            yield from self._references(expected.field.key_ref, is_key=True)
        elif expected.part is Branch and all(key not in shape.fields_of(Branch) for key in gap.others):
            yield from self._references(expected.ref, is_key=True)
        elif expected.takes_ids and expected.field.part is not None:
            kind = shape.kind_of(expected.field.part)
            wanted = (use for use in self._ids.uses if kind in use.ref.kinds and use.text != END)
            missing = dict.fromkeys(use.text for use in wanted if self._ids.meant(use.ref, use.text) is None)
            for id_ in missing:
                if MARK not in id_:
                    detail = f"{kind}, used but not defined"
                    yield self._item(id_, CompletionItemKind.Reference, "", is_key=True, detail=detail)

    # -- values ------------------------------------------------------------------------------------------------

    def _words(self) -> Iterator[CompletionItem]:
        for word in self._expected.words:
            yield self._item(word.text, CompletionItemKind.EnumMember, word.meaning)

    def _references(self, ref: Ref | None, *, is_key: bool = False) -> Iterator[CompletionItem]:
        if ref is None:
            return
        for definition in self._known(ref):
            if not is_key or definition.id not in self._gap.others:
                name = one_line(label(definition.part))
                yield self._item(
                    definition.id, CompletionItemKind.Reference, "", is_key=is_key, name=name, detail=definition.kind
                )
        if ref.kinds == ("lane",):
            role = next((key for key in reversed(self._gap.route) if key in ROLES), None)
            if role is not None:
                yield self._item(str(role), CompletionItemKind.Reference, "", detail="lane")
        if END in ref.kinds and END not in self._gap.others:
            yield self._item(END, CompletionItemKind.Keyword, "The journey ends here.", is_key=is_key)

    def _known(self, ref: Ref) -> Iterator[Definition]:
        own = self._touchpoints_of_step() if self._gap.route[-1:] == ("touchpoint",) else ()
        for definition in self._ids.known(ref) if self._ids is not None else ():
            if not own or definition.id in own:
                yield definition

    def _touchpoints_of_step(self) -> tuple[str, ...]:
        """An action happens at one of its step's touchpoints; empty where they can't be told."""
        route, value = self._gap.route, self._gap.data
        if route[:1] != ("stages",) or len(route) < 4:  # noqa: PLR2004 (stages, which, steps, which)
            return ()
        for key in route[:4]:
            try:
                value = value[key]
            except (TypeError, LookupError):
                return ()
        own = value.get("touchpoints", ()) if isinstance(value, dict) else ()
        return tuple(id_ for id_ in ([own] if isinstance(own, str) else own) if isinstance(id_, str))

    def _files(self) -> Iterator[CompletionItem]:
        """Files that can be named here, in the folder of this one."""
        field, path = self._expected.field, self._file.path
        suffix = FILE_KEYS.get(field.key) if field is not None else None
        if suffix is None or path is None:
            return
        try:
            names = sorted(entry.name for entry in Path(path.parent).iterdir() if entry.name.endswith(suffix))
        except OSError:
            return
        for name in names[:_MOST_FILES]:
            if name != path.name:
                yield self._item(name, CompletionItemKind.File, "")

    def _current_ids(self) -> Ids | None:
        """The ids of the text with the gap, else of the last text that could be read."""
        file, gap = self._file, self._gap
        if gap.filled is None or not isinstance(gap.data, dict):
            return file.ids
        return Ids(file.document or file.read(gap.filled), file.root, gap.data)

    def _item(
        self,
        text: str,
        kind: CompletionItemKind,
        documentation: str,
        *,
        is_key: bool = False,
        name: str = "",
        detail: str = "",
    ) -> CompletionItem:
        """One offer. With the name of what an id names, it is found by that too."""
        self._count += 1
        written = text if is_key or kind is not CompletionItemKind.Reference or reads_as_text(text) else f'"{text}"'
        if is_key and not self._has_colon:
            written += ": "
        said: str | MarkupContent | None = None
        if documentation:
            said = MarkupContent(MarkupKind.Markdown, documentation) if self._markdown else plain(documentation)
        return CompletionItem(
            text,
            kind=kind,
            detail=" · ".join(filter(None, (detail, name))) or None,
            documentation=said,
            sort_text=f"{self._count:04}",
            filter_text=f"{text} {name}".strip(),
            text_edit=TextEdit(self._range, written),
        )
