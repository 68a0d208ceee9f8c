"""pydantic's errors in the words of someone who writes blueprints, at the key or value that has to be changed."""

from __future__ import annotations

import re
from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING, Any, get_args

from blueprint.model import shape
from blueprint.model.blueprint import FORMAT, Blueprint
from blueprint.model.part import quoted
from blueprint.model.values import is_finite
from blueprint.source.respell import respelling, words_in
from blueprint.source.scalars import NUMBER
from blueprint.suggest import nearest, slip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import ValidationError

    from blueprint.finding import Finding, Route
    from blueprint.model.part import Part
    from blueprint.model.references import Problem
    from blueprint.model.values import Ref
    from blueprint.source.document import Aim, Document

_TAGS = {"emotion": ("all", "each"), "recovery": ("text", "place")}
"""What pydantic adds to a location where a value may have one of two types."""

_OWN_WORDS = frozenset(
    {"duration", "estimate", "share", "date", "id", "version", "stages", "bound", "expectation", "lane"}
)
"""The errors that the model words itself."""

_LONGEST = 40
"""So long a number is said again in quotes."""

MOST = 1000
"""How many of pydantic's errors become findings; nobody reads more."""

_FEW = 8
"""So many words are listed in a message; of more, only the likeliest."""

_ODD_SPACES = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u202f\u3000\ufeff"

_MISTAKEN_FLAGS = {"yes": "true", "on": "true", "y": "true", "True": "true", "TRUE": "true", "是": "true"} | {
    "no": "false", "off": "false", "n": "false", "False": "false", "FALSE": "false", "否": "false"
}  # fmt: skip


def complaints(error: ValidationError, document: Document, part: type[Part]) -> list[Finding]:
    """One finding for each thing that is wrong."""
    findings: list[Finding] = []
    meant: set[Route] = set()
    missing: dict[Route, list[str]] = {}
    slips: list[tuple[int, str]] = []
    errors = error.errors(include_url=False)
    for count, item in enumerate(errors):
        route = _model_route(item["loc"])
        if count == MOST:
            message = f"{len(errors) - MOST:,} more things are wrong; they are shown when these are mended"
            findings.append(document.finding("BP002", message, route))
            break
        if item["input"] is None and not (item["type"] == "version" and "blueprint" not in document.data):
            continue  # that the value is empty is said where the text is read
        if item["type"] == "references":
            findings.extend(reference_findings(item["ctx"]["problems"], document))
        elif item["type"] == "missing" or (item["type"] == "version" and item["input"] is None):
            missing.setdefault(route[:-1], []).append(str(route[-1]))
        else:
            spot = _Spot(part, route)
            if isinstance(item["input"], float):
                spot.written = document.source_of(document.locate(route)[1])
            near = meant_key(spot.owner, str(route[-1])) if item["type"] == "unknown_key" else None
            if near:
                meant.add((*route[:-1], near))
                slips += [(len(findings), near)] if near == _sure_key(spot.owner, str(route[-1])) else []
            message, aim = _word(item, spot)
            findings.append(document.finding("BP002", message, route, aim))
    for route, keys in missing.items():
        # A key that is there, but mistyped, is said already.
        if needed := [key for key in keys if (*route, key) not in meant]:
            findings.append(document.finding("BP002", _missing(_Spot(part, (*route, keys[0])), needed), route, "owner"))
    return _with_edits(findings, slips, document)


def reference_findings(problems: list[Problem], document: Document) -> list[Finding]:
    """The findings for references that lead nowhere (BP101) and for ids that are taken (BP102)."""
    findings = []
    slips = []
    for problem in problems:
        if problem.name == "duplicate-id":
            first = (document.related("first used here", problem.first, _aim(problem.first)),) if problem.first else ()
            findings.append(
                document.finding("BP102", problem.message, problem.route, _aim(problem.route), related=first)
            )
        else:
            if problem.is_slip and problem.meant:
                slips.append((len(findings), problem.meant))
            findings.append(document.finding("BP101", problem.message, problem.route, _aim(problem.route)))
    return _with_edits(findings, slips, document)


def _with_edits(findings: list[Finding], slips: list[tuple[int, str]], document: Document) -> list[Finding]:
    """The findings, those about slips (the position and the word that was meant) with edits.

    Not where the word is already there beside the slip, nor where two slips beside each other would become it.
    """
    if not slips:
        return findings
    homes = {document.file: document} | {included.file: included for included in document.included}
    taken: Counter[tuple[str, Route, str]] = Counter()
    words: dict[tuple[str, Route], frozenset[str]] = {}
    spots = []
    for i, word in slips:
        if (home := homes.get(findings[i].file)) is None:
            continue
        around = home.file, findings[i].route[:-1]
        if around not in words:
            words[around] = words_in(home, around[1])
        taken[*around, word] += 1 + (word in words[around])
        spots.append((i, word, home, around))
    edited = list(findings)
    for i, word, home, around in spots:
        if taken[*around, word] == 1:
            edited[i] = findings[i]._replace(edit=respelling(home, findings[i].span, findings[i].route, word))
    return edited


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


class _Spot:
    """What a route leads to: the innermost part that it is in, the key of that part that it goes through, its field.

    `wanted` is the class of the part that belongs at the end of the route, where one does: one item of a catalogue or
    a list, or what the key holds.
    """

    def __init__(self, part: type[Part], route: Route) -> None:
        self.owner = part
        self.key = ""
        self.field: shape.Field | None = None
        self.is_item = False
        self.written = ""
        for step in route:
            if self.field is not None and not self.is_item and (self.field.catalogue or isinstance(step, int)):
                self.is_item = True  # from the catalogue or the list to one of its items
                continue
            if self.field is not None and self.field.part is None:
                self.is_item = True  # one persona's emotion
                break
            if self.field is not None and self.field.part is not None:
                self.owner = self.field.part
            self.key, self.is_item = str(step), False
            self.field = shape.fields_of(self.owner).get(self.key)
            if self.field is None:
                break

    @property
    def wanted(self) -> type[Part]:
        return self.field.part if self.field is not None and self.field.part is not None else self.owner

    @property
    def is_catalogue(self) -> bool:
        return self.field is not None and self.field.catalogue and not self.is_item

    @property
    def name(self) -> str:
        return f"`{self.key}`" if self.key else self.owner.noun


def _word(item: Any, spot: _Spot) -> tuple[str, Aim]:  # noqa: PLR0911, C901 (a table)
    kind, value = item["type"], item["input"]
    if kind == "unknown_key":
        return _unknown_key(spot.owner, str(item["loc"][-1])), "key"
    if item["loc"][-1] == "[key]":
        return item["msg"], "key"
    if value == "" and kind not in ("model_type", "model_attributes_type", "dict_type", "tuple_type"):
        return f"{spot.name} is empty; give a value, or remove the key", "value"
    if kind == "version":
        return f"`blueprint` {item['msg']}" if item["msg"].startswith("must") else item["msg"], "value"
    if kind in _OWN_WORDS:
        return f"{spot.name} {item['msg']}" if item["msg"].startswith("must ") else item["msg"], "value"
    if kind == "literal_error":
        return _not_a_choice(spot, value), "value"
    if kind == "string_pattern_mismatch":
        return _bad_text(spot, value), "value"
    if kind in ("model_type", "model_attributes_type", "dict_type"):
        return _not_a_part(spot, value), "value"
    if kind == "tuple_type":
        noun = shape.kind_of(spot.wanted)
        return f"{spot.name} must be a list, not {_shown(value)}: start each {noun} with `- `", "value"
    if kind == "string_type":
        return _not_text(spot, value), "value"
    if kind == "bool_type":
        meant = _MISTAKEN_FLAGS.get(value) if isinstance(value, str) else None
        hint = f"; did you mean `{meant}`?" if meant else ""
        return f"{spot.name} must be `true` or `false`, not {_shown(value)}{hint}", "value"
    if kind.startswith("date_"):
        return f"{spot.name} must be a date like `2026-10-01`, not {_shown(value)}", "value"
    return f"{spot.name} must be {_number_wanted(spot)}, not {_shown(value)}{_as_number(value)}", "value"


# -- the words ---------------------------------------------------------------------------------------------------


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, (int, float)):
        return "a number that large" if not is_finite(value) else f"the number {value}"
    if isinstance(value, str):
        return f"`{value}`" if value else "an empty text"
    if isinstance(value, (list, tuple)):
        return "a list"
    return "nothing" if value is None else "a mapping"


def _missing(spot: _Spot, keys: list[str]) -> str:
    if "blueprint" in keys:
        return f"{spot.owner.noun} starts with `blueprint: {FORMAT}`" + (
            f", and needs {quoted((k for k in keys if k != 'blueprint'), 'and')}" if len(keys) > 1 else ""
        )
    words = _words_allowed(spot) if len(keys) == 1 else ()
    choices = ""
    if words:
        choices = f": {quoted(words)}" if len(words) <= _FEW else f", like {quoted(words[:3])}"
    return f"{spot.owner.noun} needs {quoted(keys, 'and')}{choices}"


def meant_key(owner: type[Part], key: str) -> str | None:
    """The key that a part's unknown key was probably meant as; None for a key that belongs to another kind of part."""
    if key.startswith("X-"):
        return f"x-{key[2:]}"
    near = nearest(key, shape.fields_of(owner))
    is_plural = near is not None and near.rstrip("s") == key.rstrip("s")
    belongs_elsewhere = any(key in shape.fields_of(part) for part in shape.parts_in(Blueprint))
    return near if is_plural or not belongs_elsewhere else None


def _sure_key(owner: type[Part], key: str) -> str | None:
    """The key that an unknown key surely is: a slip of the pen."""
    return f"x-{key[2:]}" if key.startswith("X-") else slip(key, shape.fields_of(owner))


def _unknown_key(owner: type[Part], key: str) -> str:
    known = shape.fields_of(owner)
    if "：" in key and (near := nearest(key.partition("：")[0], known)):
        return f"`{key.partition('：')[0]}：` has a full-width colon; write `{near}: `"
    near = meant_key(owner, key)
    hint = f"; did you mean `{near}`?" if near else ""
    if key.startswith("-") and len(key) > 1:
        return f"`{key}` is read as a key: put a space after the `-`"
    if key.lstrip(_ODD_SPACES) != key:
        plain = key.strip(f"{_ODD_SPACES} ")
        return f"the invisible character U+{ord(key[0]):04X} stands before `{plain}`: indent with plain spaces"
    if not hint:
        elsewhere = sorted({p.noun for p in shape.parts_in(Blueprint) if key in shape.fields_of(p)})
        hint = f"; it is a key of {_or(elsewhere[:3])}" if elsewhere else ""
    if not hint and len(known) <= _FEW:
        hint = f"; it has {quoted(known, 'and')}"
    return f"{owner.noun} has no key `{key}`{hint}"


def _literals(annotation: Any) -> tuple[str, ...]:
    """The words that a Literal, perhaps inside a list or an option, allows."""
    arguments = get_args(annotation)
    words = tuple(a for a in arguments if isinstance(a, str))
    return words or next((w for a in arguments if (w := _literals(a))), ())


def _words_allowed(spot: _Spot) -> tuple[str, ...]:
    return _literals(spot.owner.model_fields[spot.field.name].annotation) if spot.field else ()


def _not_a_choice(spot: _Spot, value: Any) -> str:
    words = _words_allowed(spot)
    meant = nearest(value, words) if isinstance(value, str) else None
    hint = f"; did you mean `{meant}`?" if meant else ""
    if len(words) <= _FEW:
        return f"{spot.name} must be {quoted(words)}, not {_shown(value)}{hint}"
    some = f"; it can be {quoted(words[:4])}, or one of {len(words) - 4} more"
    return f"{spot.name} can't be {_shown(value)}{hint or some}"


def _not_text(spot: _Spot, value: Any) -> str:
    written = spot.written or _shown(value).split()[-1].strip("`")
    quote = f': write "{written}"' if isinstance(value, (int, float)) and len(written) <= _LONGEST else ""
    if spot.field is not None and spot.field.ref is not None:
        wanted = _id_wanted(spot.field.ref, many=spot.field.many)
    else:
        wanted = "text"
    return f"{spot.name} must be {wanted}, not {_shown(value)}{quote}"


def _id_wanted(ref: Ref, *, many: bool) -> str:
    kinds = [kind for kind in ref.kinds if kind != "end"]
    or_end = ", or `end`" if len(kinds) < len(ref.kinds) else ""
    if many:
        return f"ids of {_or(f'{kind}s' if kind != 'data item' else 'data items' for kind in kinds)}{or_end}"
    article = "an" if kinds[0][0] in "aeiou" else "a"
    return f"the id of {article} {_or(kinds)}{or_end}"


def _or(words: Iterator[str] | list[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} or {last}" if first else last


def _bad_text(spot: _Spot, value: str) -> str:
    if spot.key == "language":
        tag = value.replace("_", "-")
        meant = f"; did you mean `{tag}`?" if tag != value else ""
        return f"{spot.name} must be a language tag like `en` or `zh-Hans`, not `{value}`{meant}"
    if spot.key == "currency":
        meant = f"; did you mean `{value.upper()}`?" if re.fullmatch("[A-Za-z]{3}", value) else ""
        return f"{spot.name} must be a currency of three capitals like `EUR` or `CNY`, not `{value}`{meant}"
    odd = next((c for c in value if c < " " or c == "\x7f"), "?")
    return f"{spot.name} contains the control character U+{ord(odd):04X}; remove it"


def _not_a_part(spot: _Spot, value: Any) -> str:  # noqa: PLR0911 (a table)
    wanted = spot.wanted
    if spot.is_catalogue:
        return f"{spot.name} must be a mapping from id to {shape.kind_of(wanted)}, not {_shown(value)}"
    if isinstance(value, str) and "：" in value:
        word = value.split("：")[0]
        return f"{wanted.noun} must be a mapping; is `{word}：` meant as a key? Write `{word}: ` with a plain colon"
    needed = [k for k, f in shape.fields_of(wanted).items() if wanted.model_fields[f.name].is_required()]
    main = shape.plain_key(wanted)
    if main:
        return f"{wanted.noun} must be {_plain_wanted(wanted)}, or a mapping like `{main}: ...`, not {_shown(value)}"
    if spot.key in _TAGS:
        return f"{wanted.noun} must be text, or a mapping with {quoted(needed, 'and')}, not {_shown(value)}"
    if len(needed) > 1:
        return f"{wanted.noun} must be a mapping with {quoted(needed, 'and')}, not {_shown(value)}"
    example = needed[0] if needed else "customer"
    if (
        isinstance(value, str)
        and value
        and wanted.model_fields[example].annotation is not None
        and not _literals(wanted.model_fields[example].annotation)
    ):
        return f"{wanted.noun} must be a mapping: write `{example}: {value}`"
    return f"{wanted.noun} must be a mapping with {quoted(needed or [example], 'and')}, not {_shown(value)}"


def _plain_wanted(part: type[Part]) -> str:
    """What may stand for a part: text, a number, a duration, a step's id."""
    main = shape.fields_of(part)[shape.plain_key(part) or ""]
    if main.ref is not None:
        return _id_wanted(main.ref, many=False)
    annotation = part.model_fields[main.name].annotation
    return "a duration" if annotation is timedelta else "a number" if annotation is float else "text"


def _number_wanted(spot: _Spot) -> str:
    """What number a key takes, read off the model: "a whole number from 1 to 5"."""
    low = high = None
    kind = "a number"
    info = spot.owner.model_fields[spot.field.name] if spot.field else None
    waiting: list[Any] = [info.annotation, *info.metadata] if info else []
    while waiting:
        item = waiting.pop()
        kind = "a whole number" if item is int else kind
        low, high = getattr(item, "ge", low), getattr(item, "le", high)
        waiting += [*get_args(item), *getattr(item, "metadata", ())]
    if low is None:
        return kind
    signed = "+" if low < 0 else ""
    return f"{kind} from {low}" + (f" to {high:{signed}}" if high is not None else "")


def _as_number(value: Any) -> str:
    """A hint where a number stands in quotes, or in another form."""
    if not isinstance(value, str):
        return ""
    plain = value.replace(",", "").replace("_", "").strip("€$£¥ ")
    if not NUMBER.fullmatch(plain):
        return ""
    return "; remove the quotes" if plain == value else f"; did you mean `{plain}`?"
