"""What each part of the format consists of, read off the model: which keys hold parts, lists, catalogues or references.

The model is the one description of the format. What walks a blueprint without knowing each class (references, places in
a file, the short form, the reference page) reads it here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from blueprint.model.part import Part
from blueprint.model.step import Branch, is_share_mapping
from blueprint.model.values import Ref


@dataclass(slots=True)
class Field:
    """One key of a part.

    `part` is the class of what it holds, where that is a part; `many` says that it is a list, `catalogue` that it is a
    mapping from id; `ref` is what its text refers to, `key_ref` what its keys refer to.
    """

    key: str
    name: str
    part: type[Part] | None = None
    many: bool = False
    catalogue: bool = False
    ref: Ref | None = None
    key_ref: Ref | None = None


@cache
def kind_of(part: type[Part]) -> str:
    """What an author calls a part, without the article: "pain point"."""
    return part.noun.partition(" ")[2]


@cache
def fields_of(part: type[Part]) -> dict[str, Field]:
    """The keys of a part as they are written in a file, in the order of the format."""
    fields = {}
    for name, info in part.model_fields.items():
        field = Field(info.alias or name, name)
        _look_into(info.annotation, field)
        for item in info.metadata:
            _note(item, field, in_key=False)
        fields[field.key] = field
    order = getattr(part, "key_order", tuple(fields))
    return {key: fields[key] for key in order}


def _look_into(annotation: Any, field: Field, *, in_key: bool = False) -> None:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        _look_into(arguments[0], field, in_key=in_key)
        for item in arguments[1:]:
            _note(item, field, in_key=in_key)
    elif origin in (Union, UnionType):
        for alternative in arguments:
            _look_into(alternative, field, in_key=in_key)
    elif origin is tuple:
        field.many = True
        _look_into(arguments[0], field, in_key=in_key)
    elif origin is dict:
        _look_into(arguments[0], field, in_key=True)
        _look_into(arguments[1], field, in_key=in_key)
        field.catalogue = field.part is not None
    elif isinstance(annotation, type) and issubclass(annotation, Part):
        field.part = annotation


def _note(item: Any, field: Field, *, in_key: bool) -> None:
    if isinstance(item, Ref):
        if in_key:
            field.key_ref = item
        else:
            field.ref = item


def parts_in(root: type[Part]) -> Iterator[type[Part]]:
    """A class and all those of the parts that it may hold, each once."""
    seen: set[type[Part]] = set()
    waiting = [root]
    while waiting:
        part = waiting.pop()
        if part not in seen:
            seen.add(part)
            yield part
            waiting.extend(field.part for field in fields_of(part).values() if field.part is not None)


def plain_key(part: type[Part] | None) -> str | None:
    """The key that plain text stands for, where it may stand for the part."""
    return getattr(part, "main", None)


def items_of(value: Any, field: Field) -> Iterable[tuple[tuple[str | int, ...], Any]]:
    """The items that a key holds, each with its route from the key: `(0,)` in a list, `(id,)` in a catalogue or `()`.

    `value` may be part of a model, or raw data in any of the short forms. Of what has the wrong type there are none.
    """
    if field.catalogue:
        return [((key,), item) for key, item in value.items()] if isinstance(value, dict) else ()
    if not field.many:
        return (((), value),)
    if isinstance(value, (list, tuple)):
        return [((i,), item) for i, item in enumerate(value)]
    if field.part is Branch and is_share_mapping(value):
        return [((i,), {"to": to, "share": share}) for i, (to, share) in enumerate(value.items())]
    return (((0,), value),)
