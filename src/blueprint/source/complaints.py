"""pydantic's errors in the words of someone who writes blueprints, at the key or value that has to be changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from pydantic import ValidationError

from blueprint.finding import Finding, Route
from blueprint.model import shape
from blueprint.model.part import Part, quoted
from blueprint.model.references import Problem
from blueprint.source.document import Aim, Document
from blueprint.suggest import did_you_mean, nearest

_TAGS = {"emotion": ("all", "each"), "recovery": ("text", "place")}
"""What pydantic adds to a location where a value may have one of two types."""

_OWN_WORDS = frozenset({"duration", "estimate", "share", "date", "id", "version", "stages", "bound", "expectation"})
"""The errors that the model words itself."""

_TYPE_NAMES = ((bool, "`{}`"), ((int, float), "the number {}"), (str, "`{}`"), ((list, tuple), "a list"), (dict, "a mapping"))

_MISTAKEN_FLAGS = {"yes": "true", "on": "true", "y": "true", "True": "true", "TRUE": "true", "是": "true"} | {
    "no": "false", "off": "false", "n": "false", "False": "false", "FALSE": "false", "否": "false"
}  # fmt: skip


def complaints(error: ValidationError, document: Document, part: type[Part]) -> list[Finding]:
    """One finding for each thing that is wrong."""
    findings = []
    meant: set[Route] = set()
    for item in sorted(error.errors(include_url=False), key=lambda e: e["type"] == "missing"):
        if item["type"] == "references":
            findings.extend(reference_findings(item["ctx"]["problems"], document))
            continue
        route = _model_route(item["loc"])
        owner, key = _owner(part, route)
        if item["type"] == "missing" and route in meant:
            continue  # said already: the key is there, mistyped
        if item["type"] == "unknown_key" and (near := nearest(str(route[-1]), shape.fields_of(owner))):
            meant.add((*route[:-1], near))
        message, aim = _word(item, owner, key, route)
        findings.append(document.finding("BP002", message, route, aim))
    return findings


def reference_findings(problems: list[Problem], document: Document) -> Iterator[Finding]:
    """The findings for references that lead nowhere (BP101) and for ids that are taken (BP102)."""
    for problem in problems:
        if problem.name == "duplicate-id":
            first = (document.related("first used here", problem.first, _aim(problem.first)),) if problem.first else ()
            yield document.finding("BP102", problem.message, problem.route, _aim(problem.route), related=first)
        else:
            yield document.finding("BP101", problem.message, problem.route, _aim(problem.route))


def _aim(route: Route) -> Aim:
    """An id in a catalogue, or a persona of an emotion, is a key; every other id is a value."""
    return "key" if len(route) == 2 or (len(route) > 1 and route[-2] == "emotion") else "value"  # noqa: PLR2004


def _model_route(location: tuple[int | str, ...]) -> Route:
    route: list[str | int] = []
    for step in location:
        if route and step in _TAGS.get(str(route[-1]), ()):
            continue
        route.append(step)
    return tuple(route)


def _owner(part: type[Part], route: Route) -> tuple[type[Part], str]:
    """The innermost part that a route is in, and the key of it that the route goes through."""
    key, field = "", None
    for step in route:
        if field is not None and field.part is not None:
            if field.catalogue or (field.many and isinstance(step, int)):
                part, field = field.part, None
                continue
            part = field.part
        if field is not None and field.part is None:
            break
        if isinstance(step, str):
            field = shape.fields_of(part).get(step)
            key = step
            if field is None:
                break
    return part, key


def _word(item: Any, owner: type[Part], key: str, route: Route) -> tuple[str, Aim]:  # noqa: PLR0911, C901 (a table)
    kind, value, context = item["type"], item["input"], item.get("ctx", {})
    at_item = route and (isinstance(route[-1], int) or route[-1] != key)
    name = f"`{key}`" if key else owner.noun
    if kind == "unknown_key":
        return _unknown_key(owner, str(route[-1])), "key"
    if kind == "missing":
        return f"{owner.noun} needs `{key}`{_choices(owner, key)}", "owner"
    if kind == "id" and route[-1] == "[key]":
        return item["msg"], "key"
    if kind in _OWN_WORDS:
        return item["msg"], "value"
    if kind == "literal_error":
        return _not_a_choice(owner, key, value), "value"
    if kind == "string_pattern_mismatch":
        return _bad_text(name, key, value), "value"
    if kind in ("model_type", "model_attributes_type", "dict_type") and (wanted := _part_of(owner, key, at_item)):
        return _not_a_part(wanted, owner, key, value), "value"
    if kind == "tuple_type":
        return f"{name} must be a list: start each {_item_noun(owner, key)} with `- `", "value"
    if kind == "string_type":
        quote = f': write "{value}"' if isinstance(value, (int, float)) else ""
        return f"{name} must be text, not {_shown(value)}{quote}", "value"
    if kind == "bool_type":
        meant = f"; did you mean `{_MISTAKEN_FLAGS[value]}`?" if value in _MISTAKEN_FLAGS else ""
        return f"{name} must be `true` or `false`, not {_shown(value)}{meant}", "value"
    if kind.startswith(("float_", "int_", "greater_", "less_", "finite_")):
        return f"{name} must be {_number_wanted(owner, key, kind)}, not {_shown(value)}", "value"
    return f"{name}: {item['msg'][:1].lower()}{item['msg'][1:]}", "value"


# -- the words ---------------------------------------------------------------------------------------------------


def _shown(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    text = str(value) if len(str(value)) <= 40 else f"{str(value)[:39]}…"  # noqa: PLR2004
    return next(form.format(text) for types, form in _TYPE_NAMES if isinstance(value, types))


def _unknown_key(owner: type[Part], key: str) -> str:
    known = shape.fields_of(owner)
    if key in known:  # pydantic takes the Python name of an aliased key for unknown
        return f"{owner.noun} has no key `{key}`"
    hint = did_you_mean(key, known)
    if not hint:
        elsewhere = sorted({p.noun for p in _all_parts() if key in shape.fields_of(p)})
        hint = f"; it is a key of {' or '.join(elsewhere[:3])}" if elsewhere else ""
    if not hint and key.rstrip("：") != key:  # noqa: RUF001
        hint = "; write the colon as `:` and a space"
    return f"{owner.noun} has no key `{key}`{hint}"


def _all_parts() -> Iterator[type[Part]]:
    from blueprint.model.blueprint import Blueprint

    seen: set[type[Part]] = set()
    waiting: list[type[Part]] = [Blueprint]
    while waiting:
        part = waiting.pop()
        if part not in seen:
            seen.add(part)
            yield part
            waiting.extend(f.part for f in shape.fields_of(part).values() if f.part is not None)


def _literals(annotation: Any) -> tuple[str, ...]:
    """The words that a Literal, perhaps inside a list or an option, allows."""
    arguments = get_args(annotation)
    words = tuple(a for a in arguments if isinstance(a, str))
    return words or next((w for a in arguments if (w := _literals(a))), ())


def _words_allowed(owner: type[Part], key: str) -> tuple[str, ...]:
    field = shape.fields_of(owner).get(key)
    return _literals(owner.model_fields[field.name].annotation) if field else ()


def _choices(owner: type[Part], key: str) -> str:
    words = _words_allowed(owner, key)
    return f": {quoted(words)}" if words else ""


def _not_a_choice(owner: type[Part], key: str, value: Any) -> str:
    words = _words_allowed(owner, key)
    meant = nearest(value, words) if isinstance(value, str) else None
    if len(words) > 8:  # noqa: PLR2004
        hint = f"; did you mean `{meant}`?" if meant else f"; the first of {len(words)} are {quoted(words[:4])}"
        return f"`{key}` can't be {_shown(value)}{hint}"
    hint = f"; did you mean `{meant}`?" if meant else ""
    return f"`{key}` must be {quoted(words)}, not {_shown(value)}{hint}"


def _bad_text(name: str, key: str, value: Any) -> str:
    if key == "language":
        return f"{name} must be a language tag like `en` or `zh-Hans`, not `{value}`"
    if key == "currency":
        return f"{name} must be a currency of three capitals like `EUR` or `CNY`, not `{value}`"
    if not value:
        return f"{name} is empty; give a text, or remove the key"
    odd = next((c for c in value if ord(c) < 0x20 or ord(c) == 0x7F), "?")  # noqa: PLR2004
    return f"{name} contains the control character U+{ord(odd):04X}; remove it"


def _part_of(owner: type[Part], key: str, at_item: bool) -> type[Part] | None:  # noqa: FBT001
    field = shape.fields_of(owner).get(key)
    return field.part if field is not None else owner if at_item or not key else None


def _item_noun(owner: type[Part], key: str) -> str:
    field = shape.fields_of(owner).get(key)
    return shape.kind_of(field.part) if field is not None and field.part is not None else "item"


def _not_a_part(wanted: type[Part], owner: type[Part], key: str, value: Any) -> str:
    field = shape.fields_of(owner).get(key)
    if field is not None and field.catalogue and not isinstance(value, (str, int, float, bool)):
        return f"`{key}` must be a mapping from id to {shape.kind_of(wanted)}, not {_shown(value)}"
    if field is not None and field.catalogue and wanted is not None and not shape.plain_key(wanted):
        needed = [k for k, f in shape.fields_of(wanted).items() if wanted.model_fields[f.name].is_required()]
        return f"{wanted.noun} must be a mapping with {quoted(needed)}, not {_shown(value)}"
    if isinstance(value, str) and "：" in value:  # noqa: RUF001
        word = value.split("：")[0]  # noqa: RUF001
        return f"{wanted.noun} must be a mapping; is `{word}：` meant as a key? Write `{word}: ` with a plain colon"  # noqa: RUF001
    main = shape.plain_key(wanted)
    text = "text, or " if main else ""
    example = main or next(iter(k for k in ("customer", "name", "title", "to") if k in shape.fields_of(wanted)), "")
    return f"{wanted.noun} must be {text}a mapping like `{example}: ...`, not {_shown(value)}"


_RANGES = {"severity": "a whole number from 1 to 5", "detection": "a whole number from 1 to 5",
           "effort": "a whole number from 1 to 5", "impact": "a whole number from 1 to 5",
           "emotion": "a number from -2 to +2", "count": "a whole number from 0", "n": "a whole number from 0"}  # fmt: skip


def _number_wanted(owner: type[Part], key: str, kind: str) -> str:  # noqa: ARG001
    return _RANGES.get(key, "a number from 0" if kind.startswith("greater") else "a number")
