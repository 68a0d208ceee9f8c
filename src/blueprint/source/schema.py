"""The JSON Schema of the format, made from the model: for editors, and for validators in other languages.

It is shaped for yaml-language-server, which shows the first description that it meets from the inside out: each key
says what it is, and what stands inside (the alternatives, the definitions) is silent.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pydantic.json_schema import GenerateJsonSchema

from blueprint.model import shape
from blueprint.model.blueprint import Blueprint, Catalogue
from blueprint.model.measure import FIGURES
from blueprint.model.values import TEXT_PATTERN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from blueprint.model.part import Part

Schema = dict[str, Any]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_EXTENSIONS = {"^x-": True}


def json_schema() -> Schema:
    """The schema of blueprint files (`*.blueprint.yaml`)."""
    return _schema(Blueprint, "A service blueprint: the stages of a service, and what its steps refer to (format v1).")


def catalogue_schema() -> Schema:
    """The schema of catalogue files (`*.catalogue.yaml`)."""
    return _schema(Catalogue, "Catalogues that several service blueprints share (format v1).")


def dumps_schema() -> str:
    """The schema of blueprint files as the text of a file: the same bytes on every machine."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"


class _Generator(GenerateJsonSchema):
    """Says nothing about defaults that JSON has no word for: they are left out anyway."""

    ignored_warning_kinds = GenerateJsonSchema.ignored_warning_kinds | {"non-serializable-default"}


def _schema(part: type[Part], description: str) -> Schema:
    raw = part.model_json_schema(by_alias=True, schema_generator=_Generator)
    definitions = raw.pop("$defs")
    parts = {kind.__name__: kind for kind in _parts_in(part)}
    whole = _part(raw, part)
    whole["required"] = ["blueprint", *whole.get("required", ())]
    return {
        "$schema": _DIALECT,
        "$id": f"urn:service-blueprint:v1:{part.__name__.lower()}",
        "title": part.noun.partition(" ")[2].capitalize(),
        "description": description,
        **whole,
        "$defs": {name: _definition(definitions[name], parts[name]) for name in sorted(definitions)},
    }


def _parts_in(part: type[Part]) -> set[type[Part]]:
    """All kinds of parts that a part may hold, however deep."""
    found: set[type[Part]] = set()
    waiting = [part]
    while waiting:
        inner = [field.part for field in shape.fields_of(waiting.pop()).values() if field.part is not None]
        waiting += set(inner) - found
        found |= set(inner)
    return found


def _definition(raw: Schema, part: type[Part]) -> Schema:
    """A part, or what may stand for it."""
    if "properties" in raw:
        return _part(raw, part)
    plain, whole = raw["anyOf"]
    return {"anyOf": [_silent(_value(plain)), _part(whole, part)]}


def _part(raw: Schema, part: type[Part]) -> Schema:
    """The object, its keys in the order of the format; no others, save those that start with `x-`."""
    written: Schema = {
        "type": "object",
        "properties": {key: _key(raw["properties"][key], field) for key, field in shape.fields_of(part).items()},
        "patternProperties": _EXTENSIONS,
        "additionalProperties": False,
    }
    if required := raw.get("required"):
        written["required"] = required
    if set(required or ()) == {"low", "typical", "high"}:  # with `typical` alone it is known exactly
        written |= {"required": ["typical"], "dependentRequired": {"low": ["high"], "high": ["low"]}}
    return written


def _key(raw: Schema, field: shape.Field) -> Schema:
    value = _value(raw)
    description = value.pop("description")
    if field.catalogue and field.part is not None:
        ((pattern, item),) = value.pop("patternProperties").items()
        value["patternProperties"] = {
            pattern: _described(field.part.noun.capitalize() + ", by its id.", {"anyOf": [item]})
        }
        value["additionalProperties"] = False
    if field.key == "stages":
        value["minItems"] = 1
    return _described(description, value)


def _described(description: str, value: Schema) -> Schema:
    return {"description": description, "markdownDescription": description, **value}


def _silent(value: Schema) -> Schema:
    return {key: item for key, item in value.items() if key != "description"}


def _value(raw: Schema) -> Schema:
    """A value without automatic titles, defaults and nulls; its alternatives are on one level, without descriptions."""
    value = {key: item for key, item in raw.items() if key not in _DROPPED}
    if value.get("pattern") == TEXT_PATTERN:  # what it forbids, YAML forbids too; an editor would only show it
        del value["pattern"]
        value["minLength"] = 1
    if "enum" in value:
        value["markdownEnumDescriptions"] = meanings_of(value["enum"])
    for inner in ("items", "additionalProperties"):
        if isinstance(value.get(inner), dict):
            value[inner] = _silent(_value(value[inner]))
    alternatives = [_silent(alternative) for alternative in _alternatives(raw)]
    if "$ref" in value and "description" in value:  # beside a `$ref`, a description is not shown
        alternatives = [{"$ref": value.pop("$ref")}]
    if len(alternatives) == 1 and "$ref" not in alternatives[0]:
        value |= alternatives[0]
    elif alternatives:
        value["anyOf"] = alternatives
    return value


_DROPPED = frozenset({"title", "default", "anyOf", "oneOf", "examples"})


def _alternatives(raw: Schema) -> Iterator[Schema]:
    for alternative in (*raw.get("anyOf", ()), *raw.get("oneOf", ())):
        if "anyOf" in alternative or "oneOf" in alternative:
            yield from _alternatives(alternative)
        elif alternative != {"type": "null"}:
            yield _value(alternative)


# -- what the words mean ------------------------------------------------------------------------------------------


def meanings_of(words: Sequence[str]) -> list[str]:
    """What each of the words of an enumeration means, in their order."""
    meanings = next(known for known in _MEANINGS if known.keys() >= set(words))
    return [meanings[word] for word in words]


_MEANINGS: tuple[dict[str, str], ...] = (
    {"as-is": "How the service is today.", "to-be": "How the service shall be."},
    {
        "digital": "A screen: a page, an app, a message.",
        "physical": "A thing or a place that the customer can touch.",
        "interpersonal": "A person whom the customer talks or writes to.",
    },
    {
        "evidence": "What the customer sees and holds; the lane on top.",
        "customer": "What the customer does; the line of interaction is below.",
        "frontstage": "What the service does in sight of the customer; the line of visibility is below.",
        "backstage": "What people of the service do out of sight; the line of internal interaction is below.",
        "support": "The systems, suppliers and teams that carry it all; the lane at the bottom.",
    },
    {
        "public": "Says nothing about a person.",
        "personal": "Says something about a person.",
        "sensitive": "Could harm a person: health, money, belief.",
    },
    {
        "view": "The customer can see it.",
        "correct": "The customer can correct it.",
        "delete": "The customer can have it deleted.",
        "opt-out": "The customer can say no to its use.",
    },
    {"higher": "More is better.", "lower": "Less is better."},
    {
        "idea": "Thought of.",
        "planned": "Decided on.",
        "doing": "Under way.",
        "done": "In place: the metrics show whether it works.",
    },
    {
        "interview": "Customers or staff were asked in person.",
        "survey": "Many were asked the same.",
        "log": "Recorded by a system.",
        "observation": "Someone watched it happen.",
        "workshop": "Worked out together.",
        "document": "Written down: a manual, a contract, a paper.",
    },
    {
        "observed": "It was seen or measured; `sources` say where.",
        "assumed": "Nobody has checked it yet.",
        "proposed": "It shall be so.",
    },
    {"success": "The customer got what they came for.", "failure": "The customer did not."},
    {str(name): figure.meaning for name, figure in FIGURES.items()},
)
