"""What an editor shows over a key, a word or an id."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from blueprint.lsp.expected import expected_at
from blueprint.lsp.ids import id_place, label
from blueprint.lsp.markdown import escaped
from blueprint.lsp.navigation import definition_at
from blueprint.model.part import quoted
from blueprint.model.step import END

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blueprint.lsp.expected import Expected
    from blueprint.lsp.files import OpenFile
    from blueprint.lsp.ids import Ids
    from blueprint.model.references import Definition

_MOST_FIELDS = 6


class Shown(NamedTuple):
    """Markdown, and the stretch of text that it is about."""

    markdown: str
    start: int
    end: int


def hover_at(file: OpenFile, offset: int) -> Shown | None:
    """What is to be said about the key, word or id at an offset."""
    spot = file.spot(offset)
    expected = expected_at(spot.route, file.root) if spot is not None else None
    if spot is None or expected is None:
        return None
    definition = definition_at(file, spot, expected)
    if definition is not None and file.ids is not None:
        said = describe_id(definition, file.ids)
    elif spot.is_key:
        said = "" if expected.is_id else describe_key(expected)
    else:
        said = _describe_word(expected, spot.text)
    return Shown(said, spot.start, spot.end) if said else None


def describe_key(expected: Expected) -> str:
    """What a key means, and which words or ids it takes."""
    if expected.field is None:
        return ""
    lines = [f"**`{expected.field.key}`**", expected.description]
    explained = [word for word in expected.words if word.meaning]
    if explained and len(explained) <= _MOST_FIELDS:
        lines.append("\n".join(f"- `{word.text}`: {word.meaning}" for word in explained))
    if expected.ref is not None:
        kinds = [kind for kind in expected.ref.kinds if kind != END]
        lines.append(f"Takes the id of {_either(kinds)}.")
    return "\n\n".join(line for line in lines if line)


def describe_id(definition: Definition, ids: Ids) -> str:
    """What an id names: its kind, what it is called, some of what is known of it, and where that stands."""
    name = label(definition.part)
    lines = [f"**{definition.kind}** {escaped(definition.id)}" + (f": {escaped(name)}" if name else "")]
    if known := [f"- {escaped(key)}: {escaped(value)}" for key, value in _some_fields(definition.part, name)]:
        lines.append("\n".join(known))
    document, span = id_place(ids.document, definition)
    where = "" if document is ids.document else f"{escaped(Path(document.file).name)}, "
    uses = sum(1 for use in ids.occurrences if use.definition is definition and not use.is_definition)
    used = ("not used", "used once", "used twice")[uses] if uses <= 2 else f"used {uses} times"  # noqa: PLR2004
    lines.append(f"Defined in {where}line {span.line}; {used} here.")
    return "\n\n".join(lines)


def _describe_word(expected: Expected, text: str) -> str:
    for word in expected.words:
        if word.text == text and word.meaning:
            return f"**`{word.text}`**\n\n{word.meaning}"
    if text == END and expected.ref is not None and END in expected.ref.kinds:
        return f"**`{END}`**\n\nThe journey ends here."
    return ""


def _some_fields(part: object, name: str) -> Iterator[tuple[str, str]]:
    """The first keys with short values, save that which is shown as the name."""
    shown = 0
    for key, value in part.items() if isinstance(part, dict) else ():
        listed = value if isinstance(value, list) else [value]
        is_short = all(isinstance(item, (str, int, float)) for item in listed) and listed
        if not is_short or key == "id" or value == name:
            continue
        words = [("true" if item else "false") if isinstance(item, bool) else str(item) for item in listed]
        yield key, ", ".join(words)
        shown += 1
        if shown == _MOST_FIELDS:
            return


def _either(kinds: list[str]) -> str:
    return f"{'an' if kinds[0][0] in 'aeiou' else 'a'} {quoted(kinds).replace('`', '')}"
