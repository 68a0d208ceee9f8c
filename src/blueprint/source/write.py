"""Model -> YAML, in the short form that a person would write, and that reads back as an equal model."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, get_args

from blueprint.files import write_atomically
from blueprint.model import shape
from blueprint.model.blueprint import Blueprint
from blueprint.model.expectation import Expectation
from blueprint.model.part import OneOrMany, Part
from blueprint.model.step import Branch, Stage, Step
from blueprint.model.values import Estimate, format_duration, format_number, format_share, is_finite
from blueprint.source.load import BLUEPRINT_SUFFIX, derived_id
from blueprint.source.scalars import reads_as_text

WIDTH = 100
"""How many columns a small part may take to stand on one line, in `{...}` or `[...]`."""

LONGEST_KEY = 1000
"""The longest key that may stand before a `:` without a `? ` (YAML allows 1024 characters, quotes included)."""


def dumps(blueprint: Blueprint) -> str:
    """Write a blueprint as the text of a file. What is a default, and every id that is derived, is left out.

    `loads` of the text is equal to the blueprint. Raises ValueError where a key that starts with `x-` holds what a
    blueprint file can't say: an empty value, a number that is none, an object.
    """
    return _dumps(_part(blueprint))


def dump(blueprint: Blueprint, path: str | Path) -> None:
    """Write a blueprint file, without the id where the file's name gives it.

    Raises OSError where that can't be; a file that was there is then as it was. Raises ValueError as `dumps` does.
    """
    path = Path(path)
    tree = _part(blueprint)
    if path.name.endswith(BLUEPRINT_SUFFIX) and blueprint.id == derived_id(path):
        tree.pop("id", None)
    write_atomically(path, _dumps(tree))


def as_written(value: Any, key: str, owner: Part) -> Any:
    """What a key of a part holds, or held, as a file has it: text, numbers and flags, lists and mappings of them.

    `40%` and `4m` are text. None and what is empty are None. Raises ValueError as `dumps` does.
    """
    field = shape.fields_of(type(owner)).get(key)
    if value is None or value in ((), {}):
        return None
    if field is None or isinstance(value, Part):
        return _plain_data(_item(value) if isinstance(value, Part) else _raw(value, key))
    return _plain_data(_value(value, field, owner))


def in_one_line(data: Any) -> str:
    """What `as_written` gives as one line of text; quotes only within lists and mappings, where they are needed."""
    if isinstance(data, str):
        return " ".join(data.split())
    if isinstance(data, list):
        return f"[{', '.join(map(_inside, data))}]"
    if isinstance(data, dict):
        return "{" + ", ".join(f"{_inside(key)}: {_inside(item)}" for key, item in data.items()) + "}"
    return str(data).lower() if isinstance(data, bool) else _number(data)


def _inside(data: Any) -> str:
    return _scalar(" ".join(data.split()), in_flow=True) if isinstance(data, str) and data else in_one_line(data)


def _plain_data(tree: Any) -> Any:
    if isinstance(tree, _Plain):
        return {"true": True, "false": False}[tree] if tree in ("true", "false") else _counted(tree)
    if isinstance(tree, str):
        return tree
    if isinstance(tree, dict):
        return {key: _plain_data(item) for key, item in tree.items()}
    return [_plain_data(item) for item in tree]


def _counted(text: str) -> Any:
    """A number as such; a date as text."""
    try:
        return int(text) if text.lstrip("-").isdigit() else float(text)
    except ValueError:
        return str(text)


def _dumps(tree: dict[str, Any]) -> str:
    lines: list[str] = []
    was_section = False
    for key, value in tree.items():
        written = list(_entry(key, value, 0))
        now_section = is_section(key, len(written))
        if lines and (now_section or was_section):
            lines.append("")
        was_section = now_section
        lines += written
    return "\n".join(lines) + "\n"


# -- the order of keys, which the formatter shares ----------------------------------------------------------------


@cache
def key_ranks(part: type[Part]) -> dict[str, float]:
    """The place of each key of a part; `x-` stands for all keys that start with it.

    They come after the head of a file, since what is defined there is used further down, and last in any other part.
    """
    keys = list(shape.fields_of(part))
    ranks: dict[str, float] = {key: place for place, key in enumerate(keys)}
    ranks["x-"] = ranks["include"] + 0.5 if issubclass(part, Blueprint) else len(keys)
    return ranks


def rank(key: str, part: type[Part]) -> float:
    """The place of a key in a part; unknown keys come last."""
    ranks = key_ranks(part)
    return ranks.get("x-" if key.startswith("x-") else key, len(ranks))


def is_section(key: str, lines: int) -> bool:
    """Whether a key of a file that takes so many lines stands apart, with a blank line before and after it."""
    field = shape.fields_of(Blueprint).get(key)
    return lines > 1 if field is None else field.part is not None


# -- model -> what is written: text, plain scalars, mappings and lists ----------------------------------------------


class _Plain(str):
    """A number, a flag or a date: written as it is."""

    __slots__ = ()


class _Block(dict[str, Any]):
    """A mapping that always takes a line for each key."""


class _Rows(list[Any]):
    """A list of parts or of prose: a line for each, save inside of `{...}`."""


class _Stages(_Rows):
    """Rows with a blank line between them."""


def _part(part: Part) -> dict[str, Any]:
    """The entries of a part that have to be written."""
    kind = type(part)
    entries: dict[str, Any] = _Block() if isinstance(part, (Blueprint, Stage, Step)) else {}
    if isinstance(part, Blueprint):
        entries["blueprint"] = part.blueprint
    for field in shape.fields_of(kind).values():
        value = part.__dict__[field.name]
        info = kind.model_fields[field.name]
        is_derived = field.key == "id" and "id" not in part.model_fields_set
        if not is_derived and (info.is_required() or value != info.get_default()):
            entries[field.key] = _value(value, field, part)
    for key, value in (part.model_extra or {}).items():
        entries[key] = _raw(value, key)
    return type(entries)(sorted(entries.items(), key=lambda item: rank(item[0], kind)))


def _item(part: Part) -> Any:
    """A part as an item: in its short form where it has one."""
    if isinstance(part, Estimate) and part.is_exact and not part.model_extra:
        return format_duration(part.typical)
    entries = _part(part)
    main = shape.plain_key(type(part))
    return entries[main] if main is not None and entries.keys() == {main} else entries


def _value(value: Any, field: shape.Field, owner: Part) -> Any:
    """What a key of a part holds."""
    if field.catalogue:
        return _Block({id_: _item(item) for id_, item in value.items()})
    if field.part is Branch and _are_shares(value):
        return {branch.to: _share(branch.share) for branch in value}
    if not (field.many and isinstance(value, tuple)):
        return _one(value, field, owner)
    if len(value) == 1 and _takes_one(type(owner), field.name):
        return _one(value[0], field, owner)
    kind = _Stages if field.part is Stage else _Rows if field.part is not None or field.key in _PROSE else list
    return kind(_one(item, field, owner) for item in value)


def _one(value: Any, field: shape.Field, owner: Part) -> Any:
    if isinstance(value, Part):
        return _item(value)
    if field.key in _SHARES or (isinstance(owner, Expectation) and _is_share(owner.measure)):
        return _share(value)
    return _raw(value, field.key)


_PROSE = frozenset({"thoughts", "quotes", "notes", "evidence"})
_SHARES = frozenset({"share", "occurrence", "abandon", "common", "availability"})


def _is_share(measure: str) -> bool:
    return measure.endswith("_share") or measure.startswith(("share_", "help_"))


def _share(value: Any) -> Any:
    if not isinstance(value, float):
        return _raw(value, "")
    text = format_share(value)
    return text if text.endswith("%") else _Plain(text)


def _are_shares(branches: Iterable[Branch]) -> bool:
    """Whether the branches can be written as a mapping id -> share."""
    seen: set[str] = set()
    for branch in branches:
        if _part(branch).keys() != {"to", "share"} or branch.to in seen:
            return False
        seen.add(branch.to)
    return bool(seen)


@cache
def _takes_one(part: type[Part], name: str) -> bool:
    """Whether a single item may stand for the list that a field holds."""
    info = part.model_fields[name]
    return shape.fields_of(part)[info.alias or name].part is Branch or any(
        isinstance(item, OneOrMany) for item in (*info.metadata, *_notes(info.annotation))
    )


def _notes(annotation: Any) -> Iterator[Any]:
    for argument in get_args(annotation):
        yield argument
        yield from _notes(argument)


def _raw(value: Any, key: str) -> Any:  # noqa: PLR0911 (a table)
    """Any value that a file can say."""
    match value:
        case bool():
            return _Plain(str(value).lower())
        case int() | float():
            if is_finite(value):
                return _Plain(_number(value))
        case str():
            return value
        case timedelta():
            return format_duration(value)
        case date():
            return _Plain(value.isoformat())
        case Mapping():
            return {_text_key(inner, key): _raw(item, f"{key}.{inner}") for inner, item in value.items()}
        case list() | tuple():
            return [_raw(item, f"{key}[{i}]") for i, item in enumerate(value)]
    message = f"`{key}` holds {value!r}, which a blueprint file can't say"
    raise ValueError(message)


_WHOLE = 2.0**53
"""Up to here, a whole number is the same whether it is read as one or as a decimal."""


def _number(value: float) -> str:
    text = format_number(value)
    return f"{text}.0" if abs(value) > _WHOLE and type(value) is float and "." not in text else text


def _text_key(key: Any, owner: str) -> str:
    if not isinstance(key, str):
        message = f"`{owner}` holds the key {key!r}, which is not text"
        raise ValueError(message)  # noqa: TRY004 (one kind of error for what can't be said)
    return key


# -- what is written -> lines -------------------------------------------------------------------------------------


def _entry(key: str, value: Any, indent: int) -> Iterator[str]:
    margin = " " * indent
    name = _scalar(key, in_flow=False)
    if len(name) > LONGEST_KEY:
        yield f"{margin}? {name}"
        yield from _after(f"{margin}:", value, indent)
    else:
        yield from _after(f"{margin}{name}:", value, indent)


def _after(start: str, value: Any, indent: int) -> Iterator[str]:
    """A value after its key, or after the `-` of a row (`start` says which)."""
    if isinstance(value, str):
        first, *rest = _scalar_lines(value, indent + 2)
        yield f"{start} {first}"
        yield from rest
    elif (short := _in_one_line(value, WIDTH - _width(start) - 1)) is not None:
        yield f"{start} {short}"
    else:
        is_row = start.endswith("-")
        lines = _block(value, indent + 2)
        if is_row:
            yield f"{start} {next(lines).lstrip(' ')}"
        else:
            yield start
        yield from lines


def _block(value: dict[str, Any] | list[Any], indent: int) -> Iterator[str]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _entry(key, item, indent)
        return
    for i, item in enumerate(value):
        if i and isinstance(value, _Stages):
            yield ""
        yield from _after(" " * indent + "-", item, indent)


def _in_one_line(value: Any, width: int) -> str | None:
    """A mapping or list in `{...}` or `[...]`, or None where it should be a block."""
    if isinstance(value, _Block) and value:
        return None
    if isinstance(value, _Rows) and value:
        return None
    text = _flow(value)
    return text if text is not None and (_width(text) <= width or not value) else None


def _flow(value: Any) -> str | None:
    """A value inside of `{...}` or `[...]`; None where text has several lines or a key is too long."""
    if isinstance(value, str):
        return None if _is_literal(value) else _scalar(value, in_flow=True)
    if isinstance(value, list):
        items = [_flow(item) for item in value]
        return None if None in items else f"[{', '.join(map(str, items))}]"
    pairs = [(_scalar(key, in_flow=True), _flow(item)) for key, item in value.items()]
    if any(item is None or len(key) > LONGEST_KEY for key, item in pairs):
        return None
    return "{" + ", ".join(f"{key}: {item}" for key, item in pairs) + "}"


def _width(text: str) -> int:
    """Columns on a screen: Chinese, Japanese and Korean characters take two."""
    return len(text) if text.isascii() else sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


# -- text ---------------------------------------------------------------------------------------------------------

_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`=")
_NOT_PRINTED = re.compile("[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""What YAML doesn't allow, takes for a line break, or what nobody would see (a byte-order mark)."""

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_NEEDS_ESCAPE = re.compile(f'[\\\\"\n\t]|{_NOT_PRINTED.pattern}')
_NOT_PLAIN = re.compile(r": |:$| #|[\n\t]|^\.\.\.|^---")
_NOT_PLAIN_IN_FLOW = re.compile(r"[,\[\]{}?]|:(?=[,\[\]{}])")


def _scalar_lines(text: str, indent: int) -> list[str]:
    """Text or a plain scalar in block context: the first line, and where it has several, those that follow."""
    if not _is_literal(text):
        return [_scalar(text, in_flow=False)]
    body = text.removesuffix("\n")
    margin = " " * indent
    return ["|" if body != text else "|-", *(f"{margin}{line}" if line else "" for line in body.split("\n"))]


def _is_literal(text: str) -> bool:
    """Whether text has several lines that can stand under a `|` as they are."""
    if "\n" not in text or isinstance(text, _Plain) or text[0] in " \t\n" or text.endswith("\n\n"):
        return False
    return not _NOT_PRINTED.search(text) and all(line == line.rstrip() for line in text.split("\n"))


def _scalar(text: str, *, in_flow: bool) -> str:
    """Text on one line, in quotes where it needs them."""
    if isinstance(text, _Plain) or _is_plain(text, in_flow=in_flow):
        return text
    if (
        ('"' in text or "\\" in text)
        and "'" not in text
        and not re.search(r"[\n\t]", text)
        and not _NOT_PRINTED.search(text)
    ):
        return f"'{text}'"
    return '"' + _NEEDS_ESCAPE.sub(lambda match: _ESCAPES.get(match[0]) or _escape(match[0]), text) + '"'


def _is_plain(text: str, *, in_flow: bool) -> bool:
    return (
        reads_as_text(text)
        and text != "<<"
        and text[0] not in _INDICATORS
        and text == text.strip()
        and not _NOT_PLAIN.search(text)
        and not _NOT_PRINTED.search(text)
        and not (in_flow and _NOT_PLAIN_IN_FLOW.search(text))
    )


def _escape(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02X}" if code < 0x100 else f"\\u{code:04X}"  # noqa: PLR2004
