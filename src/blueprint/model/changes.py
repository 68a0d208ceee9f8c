"""What if: a blueprint with some values changed, each named by a path like `register.time`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, cast, get_args

from pydantic import TypeAdapter, ValidationError

from blueprint.finding import BlueprintError
from blueprint.model import shape
from blueprint.model.catalogue import Persona
from blueprint.model.part import FrozenDict, Part, quoted
from blueprint.model.references import SPACES, describe, references_in
from blueprint.model.step import Step
from blueprint.model.values import Estimate, Feeling, Money, Share, format_number, is_finite
from blueprint.suggest import did_you_mean, nearest

if TYPE_CHECKING:
    from blueprint.finding import Route
    from blueprint.model.blueprint import Blueprint
    from blueprint.model.measure import Unit
    from blueprint.model.references import Definition

_SHARE: TypeAdapter[float] = TypeAdapter(Share)

_TAGS = ("all", "each", "text", "place", "[key]")
"""What pydantic adds to a location where a value may have one of two types, or is a key."""

_ROUNDS, _NEAR = 1000, 1e-12
"""How often shares of customers who overlap are fitted to each other at most, and when that is good enough."""


class ChangeProblem(NamedTuple):
    """Why something can't be changed: the path that was given, and what is wrong in the author's words."""

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}"


class ChangeError(BlueprintError):
    """Changes that can't be made. `problems` has all of what is wrong with them."""

    def __init__(self, problems: Sequence[ChangeProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


def changed(blueprint: Blueprint, changes: Mapping[str, Any]) -> Blueprint:
    """The blueprint with some values changed, checked as a whole; see `Blueprint.with_changes`."""
    places = _Places(blueprint)
    problems: list[ChangeProblem] = []
    wanted: dict[_Place, tuple[str, Any]] = {}
    for path, value in changes.items():
        try:
            place = places.find(path)
            if place.is_share:
                value = value if value is None else _share(value)  # noqa: PLW2901 (the same in its plain form)
        except _Wrong as wrong:
            problems.append(ChangeProblem(path, str(wrong)))
            continue
        if place in wanted:
            problems.append(ChangeProblem(path, f"it is changed by `{wanted[place][0]}` already"))
        wanted[place] = (path, value)
    problems.extend(_clashes({place: path for place, (path, _) in wanted.items()}))
    if problems:
        raise ChangeError(problems)
    return _Edits(blueprint, wanted).made()


def in_numbers(blueprint: Blueprint, path: str, value: Any) -> tuple[Any, Unit | None]:
    """A value for a path as a number with its unit; what is no number stays as it is, with None.

    Shares are from 0 to 1, times are means in seconds. Raises ChangeError.
    """
    try:
        place = _Places(blueprint).find(path)
        unit = "share" if place.is_share else _unit(place)
        if unit == "share":
            return _share(value), unit
        if unit == "time":
            return Estimate.model_validate(value).mean.total_seconds(), unit
    except _Wrong as wrong:
        raise ChangeError([ChangeProblem(path, str(wrong))]) from None
    except ValidationError as error:
        raise ChangeError([ChangeProblem(path, _in_words(item)) for item in error.errors()]) from None
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return (value, unit or "count") if is_number else (value, None)


def _share(value: Any) -> float:
    try:
        return _SHARE.validate_python(value)
    except ValidationError as error:
        raise _Wrong(_in_words(error.errors()[0])) from None


class _Wrong(Exception):  # noqa: N818 (it never leaves this module)
    """What is wrong with a path or a value."""


# -- where a path leads --------------------------------------------------------------------------------------------


class _Place(NamedTuple):
    """A key of a part: the part's route and class, the key; of a branch of a step, the step that it leads to."""

    route: Route
    part: type[Part]
    key: str
    target: str | None = None

    @property
    def is_share(self) -> bool:
        """Whether other shares give way to it."""
        return self.target is not None or (self.part, self.key) in ((Step, "abandon"), (Persona, "share"))

    @property
    def whole(self) -> Route:
        """The route to the key."""
        return (*self.route, self.key)


class _Places:
    """The parts of a blueprint by what a path may call them: `register`, `personas.elder`."""

    def __init__(self, blueprint: Blueprint) -> None:
        self.blueprint = blueprint
        self.parts: dict[str, list[Definition]] = {}
        for definition in references_in(blueprint).definitions:
            if len(definition.route) == 2:  # noqa: PLR2004 (a catalogue and an id)
                self.parts.setdefault(f"{definition.route[0]}.{definition.id}", []).append(definition)
            if definition.kind in SPACES:
                self.parts.setdefault(definition.id, []).append(definition)

    def find(self, path: str) -> _Place:
        """What a path leads to; where several parts could be meant, the one with the longest id."""
        if path in _keys(self.blueprint):
            return _Place((), type(self.blueprint), path)
        cuts = [match.start() for match in re.finditer(r"\.", path)]
        meant = [
            (definition, path[cut + 1 :]) for cut in reversed(cuts) for definition in self.parts.get(path[:cut], ())
        ]
        for definition, key in meant:
            if key in _keys(definition.part) or key.startswith("x-"):
                return _Place(definition.route, type(definition.part), key)
            if key.startswith("next.") and isinstance(definition.part, Step):
                return _Place(definition.route, Step, "next", _target(definition.part, key.removeprefix("next.")))
        if path.startswith("x-"):
            return _Place((), type(self.blueprint), path)
        raise _Wrong(self._unknown(path, meant))

    def _unknown(self, path: str, meant: Sequence[tuple[Definition, str]]) -> str:
        if meant:
            definition, key = meant[0]
            head, near = path.removesuffix(key), nearest(key, _keys(definition.part))
            return f"{definition.part.noun} has no key `{key}`" + (f"; did you mean `{head}{near}`?" if near else "")
        if path in self.parts:
            part = self.parts[path][0].part
            return f"`{path}` is {part.noun}: name one of its keys too, like `{path}.{_example(part)}`"
        if "." not in path:
            return f"there is no key `{path}`{did_you_mean(path, {*_keys(self.blueprint), *self.parts})}"
        head = path.partition(".next.")[0] if ".next." in path else path.rpartition(".")[0]
        key = path.removeprefix(f"{head}.")
        whole = next((name for name in self.parts if name.partition(".")[2] == head), None)
        near = whole or nearest(head, self.parts)
        hint = f"; did you mean `{near}.{key}`?" if near else ""
        return f"there is no part `{head}`{hint}"


def _target(step: Step, text: str) -> str:
    """The step to which the branch leads that `next.<text>` means."""
    targets = {branch.to for branch in step.next}
    for target in (text, text.removesuffix(".share")):
        if target in targets:
            return target
    if not targets:
        message = f"`{step.id}` has no `next`, so no branch whose share could change"
        raise _Wrong(message)
    target = text.removesuffix(".share")
    message = f"`{step.id}` has no branch to `{target}`{did_you_mean(target, targets)}"
    raise _Wrong(message)


def _keys(part: Part) -> Mapping[str, shape.Field]:
    return shape.fields_of(type(part))


def _example(part: Part) -> str:
    known = _keys(part)
    return next(key for key in ("time", "share", "status", "severity", "name", *known) if key in known)


def _unit(place: _Place) -> Unit | None:
    """What the value of a key is measured in; None where it is no number."""
    field = shape.fields_of(place.part).get(place.key)
    kinds = get_args(place.part.model_fields[field.name].annotation) if field is not None else ()
    units: tuple[tuple[Any, Unit], ...] = ((Share, "share"), (Estimate, "time"), (Money, "money"), (Feeling, "emotion"))
    return next((unit for kind, unit in units if kind in kinds), None)


# -- making the changes --------------------------------------------------------------------------------------------


def _clashes(paths: Mapping[_Place, str]) -> list[ChangeProblem]:
    """Changes of a part of what another change replaces as a whole."""
    replaced = {place.whole: path for place, path in paths.items() if place.target is None}
    return [
        ChangeProblem(path, f"`{replaced[place.whole[:n]]}` is replaced as a whole already")
        for place, path in paths.items()
        for n in range(1, len(place.whole) + (place.target is not None))
        if place.whole[:n] in replaced
    ]


class _Edits:
    """The changes that are wanted by place, each with its path and its value, and those that follow from them."""

    def __init__(self, blueprint: Blueprint, wanted: Mapping[_Place, tuple[str, Any]]) -> None:
        self.blueprint = blueprint
        self.paths = {place.whole: path for place, (path, _) in wanted.items()}
        self.keys = {place: value for place, (_, value) in wanted.items() if place.target is None}
        self.branches: dict[Route, dict[str, float | None]] = {
            place.route: {}
            for place in wanted
            if place.target is not None or (place.part, place.key) == (Step, "abandon")
        }
        for place, (_, value) in wanted.items():
            if place.target is not None:
                self.branches[place.route][place.target] = value

    def made(self) -> Blueprint:
        """The changed blueprint. Raises ChangeError with what pydantic finds, in words."""
        data = _raw(self.blueprint)
        for place, value in [*self.keys.items(), *self._of_branches(), *self._of_personas()]:
            holder = _opened(data, place.route)
            field = shape.fields_of(place.part).get(place.key)
            name = field.name if field is not None else place.key
            if value is None:
                holder.pop(name, None)
            else:
                holder[name] = value
        try:
            return type(self.blueprint).model_validate(data)
        except ValidationError as error:
            raise ChangeError(self._problems(error)) from None

    def _of_branches(self) -> Iterator[tuple[_Place, Any]]:
        """The branches of the steps where the share of one, or of who gives up, changes."""
        for route, given in self.branches.items():
            place = _Place(route, Step, "next")
            step = _at(self.blueprint, route)
            if not step.next or place in self.keys:
                continue
            abandon = self.keys.get(_Place(route, Step, "abandon"), step.abandon) or 0.0
            shares = _branch_shares(step, _audiences(self.blueprint, step), given, abandon)
            yield (
                place,
                tuple(
                    branch if share == branch.share else {**_raw(branch), "share": share}
                    for branch, share in zip(step.next, shares, strict=True)
                ),
            )

    def _of_personas(self) -> Iterator[tuple[_Place, Any]]:
        """The shares of the other personas, where that of one changes."""
        personas = self.blueprint.personas
        places = [_Place(("personas", id_), Persona, "share") for id_ in personas]
        fixed = {i: value for i, place in enumerate(places) if (value := self.keys.get(place)) is not None}
        if not fixed:
            return
        before = [
            None if place in self.keys and i not in fixed else persona.share
            for i, (place, persona) in enumerate(zip(places, personas.values(), strict=True))
        ]
        after = _filled_up(before, fixed, [_Group(tuple(range(len(before))), 1.0, 1.0)])
        yield from ((place, after[i]) for i, place in enumerate(places) if place not in self.keys)

    def _problems(self, error: ValidationError) -> list[ChangeProblem]:
        found: list[tuple[Route, str]] = []
        for item in error.errors():
            if item["type"] == "references":
                found += [(problem.route, problem.message) for problem in item["ctx"]["problems"]]
            else:
                found.append((tuple(step for step in item["loc"] if step not in _TAGS), _in_words(item)))
        return list(dict.fromkeys(self._problem(route, message) for route, message in found))

    def _problem(self, route: Route, message: str) -> ChangeProblem:
        """A problem at a route, told at the path of the change that it came with."""
        for n in range(len(route), 0, -1):
            if route[:n] in self.paths:
                inside = f" (at `{describe(route[n:])}`)" if route[n:] else ""
                return ChangeProblem(self.paths[route[:n]], message + inside)
        return ChangeProblem(describe(route), message)


def _raw(part: Part) -> dict[str, Any]:
    """The keys that are given; derived ids are left out, to be derived again."""
    held = {name: part.__dict__[name] for name in type(part).model_fields if name in part.model_fields_set}
    return {**held, **(part.model_extra or {})}


def _opened(data: dict[str, Any], route: Route) -> dict[str, Any]:
    """The keys of the part at a route, all that leads there made such that it can be changed."""
    holder: Any = data
    for step in route:
        inside: Any = holder[step]
        if isinstance(inside, Part):
            inside = _raw(inside)
        elif isinstance(inside, tuple):
            inside = list(inside)
        elif isinstance(inside, FrozenDict):
            inside = dict(inside)
        holder[step] = inside
        holder = inside
    return cast("dict[str, Any]", holder)


def _at(part: Any, route: Route) -> Any:
    for step in route:
        part = getattr(part, str(step)) if isinstance(part, Part) else part[step]
    return part


# -- shares that give way ------------------------------------------------------------------------------------------


class _Group(NamedTuple):
    """Shares that add up: those of the branches that are open to the same customers, or those of the personas.

    `members` are their positions; `before` and `after` are what they add up to.
    """

    members: tuple[int, ...]
    before: float
    after: float


def _audiences(blueprint: Blueprint, step: Step) -> list[tuple[int, ...]]:
    """Which branches are open to the same customers."""
    walking = [persona for persona in blueprint.personas if not step.personas or persona in step.personas]
    open_ = (
        tuple(i for i, branch in enumerate(step.next) if not branch.for_ or persona in branch.for_)
        for persona in walking
    )
    return list(dict.fromkeys(open_)) or [tuple(range(len(step.next)))]


def _branch_shares(
    step: Step, audiences: Sequence[tuple[int, ...]], given: Mapping[str, float | None], abandon: float
) -> list[float | None]:
    """The shares of the branches of a step, of which some are given by what they lead to, when `abandon` give up.

    Nothing changes for customers to whom no given branch is open, unless more or fewer of them give up than their
    branches leave.
    """
    before = [None if given.get(branch.to, 0.0) is None else branch.share for branch in step.next]
    fixed: dict[int, float] = {}
    touched: list[_Group] = []
    kept: set[int] = set()
    for members in audiences:
        chosen = {to: share for i in members if (share := given.get(to := step.next[i].to)) is not None}
        for to, share in chosen.items():  # several branches to one step share what is given, as they did
            same = [i for i in members if step.next[i].to == to]
            whole = sum(before[i] or 0.0 for i in same)
            fixed |= {i: share * ((before[i] or 0.0) / whole) if whole else share / len(same) for i in same}
        explicit = sum(before[i] or 0.0 for i in members)
        has_room = any(before[i] is None for i in members) and explicit + abandon <= 1
        if chosen or (abandon != (step.abandon or 0.0) and not has_room):
            touched.append(_Group(members, 1.0 - (step.abandon or 0.0), 1.0 - abandon))
        else:
            kept.update(members)
    return _filled_up(before, fixed, touched, kept)


def _filled_up(
    before: Sequence[float | None], fixed: Mapping[int, float], groups: Sequence[_Group], kept: Collection[int] = ()
) -> list[float | None]:
    """Shares of which some are fixed, and the others of each group fill up what those leave, in their old proportions.

    Shares without a number stay so: they take what is left, and are no more and no less than they would be with their
    equal parts. Where groups overlap, they are fitted in turn (Deming and Stephan 1940) as far as they can be.
    """
    free = {i: share for i, share in enumerate(before) if share is not None and i not in fixed and i not in kept}
    equal_parts, rests = [], []
    for members, whole, after in groups:
        explicit = [share for i in members if (share := before[i]) is not None]
        unsaid = [i for i in members if before[i] is None]
        part = max(whole - sum(explicit), 0.0) / len(unsaid) if unsaid else 0.0
        equal_parts.append(part * sum(i not in fixed for i in unsaid))
        held = sum(fixed.get(i, before[i] or 0.0) for i in members if i not in free)
        rests.append(max(after - held, 0.0))
        movable = [i for i in members if i in free]
        if not any(free[i] for i in movable) and all(i in fixed for i in unsaid):
            free.update(dict.fromkeys(movable, 1.0))  # without proportions to keep, they are equal
    for _ in range(_ROUNDS):
        is_done = True
        for n, group in enumerate(groups):
            movable = [i for i in group.members if i in free]
            whole = sum(free[i] for i in movable) + equal_parts[n]
            factor = rests[n] / whole if whole else 1.0
            if abs(factor - 1.0) > _NEAR:
                is_done = False
                free.update({i: free[i] * factor for i in movable})
                equal_parts[n] *= factor
        if is_done:
            break
    return [fixed.get(i, free.get(i, share)) for i, share in enumerate(before)]


# -- words ---------------------------------------------------------------------------------------------------------

_WORDS = {
    "missing": "is needed",
    "string_type": "must be text",
    "bool_type": "must be `true` or `false`",
    "float_type": "must be a number",
    "finite_number": "must be a number",
    "int_type": "must be a whole number",
    "int_from_float": "must be a whole number",
    "tuple_type": "must be a list",
    "dict_type": "must be a mapping",
    "model_type": "must be a mapping",
    "date_type": "must be a date like `2026-10-01`",
}
"""What pydantic's own errors say."""


def _in_words(item: Any) -> str:
    """One of pydantic's errors in the author's words; those that the model raises itself are such already."""
    kind, value, context = item["type"], item["input"], item.get("ctx", {})
    if "url" not in item:
        return str(item["msg"])
    if kind == "literal_error":
        words = re.findall(r"'([^']*)'", context["expected"])
        hint = did_you_mean(value, words) if isinstance(value, str) else ""
        return f"must be {quoted(words)}, not {_shown(value)}{hint}"
    if kind == "missing":
        return _WORDS[kind]
    if kind in ("greater_than_equal", "less_than_equal"):
        bound = f"at least {context['ge']:g}" if "ge" in context else f"at most {context['le']:g}"
        return f"must be {bound}, not {_shown(value)}"
    the_text = "the text " if isinstance(value, str) and "number" in _WORDS.get(kind, "") else ""
    return f"{_WORDS[kind]}, not {the_text}{_shown(value)}" if kind in _WORDS else f"can't be {_shown(value)}"


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, (int, float)) and is_finite(value):
        return f"`{format_number(value)}`"
    if isinstance(value, str):
        return f"`{value}`" if value else "an empty text"
    if isinstance(value, (list, tuple)):
        return "a list"
    return "a mapping" if isinstance(value, Mapping) else "that"
