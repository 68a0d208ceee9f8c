"""Which part of one version is which of the other: by the ids that authors gave, else by what the parts say.

Ids that follow from a position say nothing: whoever puts a step in front changes those of all that come after it.
"""

from __future__ import annotations

import zlib
from bisect import bisect_left
from collections import Counter, defaultdict
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from blueprint.compare.change import Place
from blueprint.model.action import Action
from blueprint.model.part import Part
from blueprint.model.shape import Field, fields_of, items_of, kind_of
from blueprint.model.step import Branch, Step

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

    from blueprint.model.blueprint import Blueprint
    from blueprint.model.values import Ref

LIKE, MUCH_LIKE = 0.5, 0.75
"""How alike (0 to 1) the texts of two parts must be to be the same part: in the same place, and elsewhere."""

GONE = "\0"
"""What no id is."""

_MOST_COMPARISONS = 40_000

_SHARED = ("stage", "step", "action", "pain point", "fail point", "delight", "lane")
"""The kinds of parts that can go from one whole to another, or be given another id."""


def composed(text: str) -> str:
    """Text in one form: a letter may be written with its accent as one character, or as two."""
    return text if text.isascii() else normalize("NFC", text)


@cache
def holds_parts(part: type[Part], key: str) -> bool:
    """Whether a key holds parts that are told apart; estimates, measured values and the like are plain values."""
    field = fields_of(part)[key]
    return field.part is not None and (field.many or field.catalogue or field.part is Action)


@cache
def wholes_in(part: type[Part]) -> tuple[Field, ...]:
    """The keys of a part that hold parts which are told apart."""
    return tuple(field for key, field in fields_of(part).items() if holds_parts(part, key))


class Version:
    """The parts of one version by their kind, in the order of the file."""

    def __init__(self, blueprint: Blueprint | None) -> None:
        self.by_kind: dict[str, list[Place]] = defaultdict(list)
        self.inside: dict[Place, list[Place]] = defaultdict(list)
        self.root: Place | None = None
        if blueprint is not None:
            self.root = Place("blueprint", blueprint.id, blueprint, ())
            self._collect(self.root)

    def _collect(self, whole: Place) -> None:
        for field in wholes_in(type(whole.part)):
            value = whole.part.__dict__[field.name]
            if not value:
                continue
            for way, item in items_of(value, field):
                assert isinstance(item, Part)  # noqa: S101 (the key holds parts)
                id_ = str(way[0]) if field.catalogue else item.__dict__.get("id")
                place = Place(kind_of(type(item)), id_, item, (*whole.route, field.key, *way), whole)
                self.by_kind[place.kind].append(place)
                self.inside[whole].append(place)
                self._collect(place)


class Matches:
    """The parts that both versions have. `of` finds the other one of a part of either version."""

    def __init__(self, before: Blueprint | None, after: Blueprint | None) -> None:
        self.old, self.new = Version(before), Version(after)
        self.of: dict[Place, Place] = {}
        self._ids: dict[tuple[str, str], str] = {}
        if self.old.root and self.new.root:
            self._join(self.old.root, self.new.root)
            kinds = dict.fromkeys((*_ORDER, *self.old.by_kind, *self.new.by_kind))
            for kind in kinds:
                self._match(kind)
                self._note_ids(kind)

    def pairs(self) -> Iterator[tuple[Place, Place]]:
        """Both of each part that both have, a whole before what is in it, in the order of the newer version."""
        if self.old.root and self.new.root:
            yield self.old.root, self.new.root
        for places in self.new.by_kind.values():
            yield from ((self.of[place], place) for place in places if place in self.of)

    # -- references --------------------------------------------------------------------------------------------

    def follow(self, ref: Ref, text: str) -> str:
        """What a reference of the older version is called in the newer one; GONE where that is there no more."""
        for kind in ref.kinds:
            if (kind, text) in self._ids:
                return self._ids[kind, text]
        return text

    def _note_ids(self, kind: str) -> None:
        for place in self.old.by_kind[kind]:
            other = self.of.get(place)
            new = (other.id if other else None) or GONE
            if place.id is not None and new != place.id:
                self._ids[kind, place.id] = new

    # -- matching ----------------------------------------------------------------------------------------------

    def _join(self, old: Place, new: Place) -> None:
        self.of[old], self.of[new] = new, old

    def _match(self, kind: str) -> None:
        old, new = self.old.by_kind[kind], self.new.by_kind[kind]
        self._match_named([one for one in old if one.is_named], [one for one in new if one.is_named])
        # Within the same whole first: there the same words mean the same part.
        theirs: dict[Place, list[Place]] = defaultdict(list)
        for place in self._left(new):
            if place.whole is not None:
                theirs[place.whole].append(place)
        ours: dict[Place, list[Place]] = defaultdict(list)
        for place in self._left(old):
            if place.whole in self.of:
                ours[self.of[place.whole]].append(place)
        for whole, places in ours.items():
            if whole in theirs:
                self._match_among(places, theirs[whole], is_whole_same=True)
        if kind in _SHARED:
            self._match_among(list(self._left(old)), list(self._left(new)), is_whole_same=False)

    def _match_named(self, old: list[Place], new: list[Place]) -> None:
        """Join those with the same id; then those whose ids only differ in how accents are written."""
        named = {place.id: place for place in new}
        for place in old:
            if place.id in named:
                self._join(place, named[place.id])
        if not all((id_ or "").isascii() for id_ in named):
            self._join_same(old, new, _id, is_only=True)

    def _left(self, places: Iterable[Place]) -> Iterator[Place]:
        return (place for place in places if place not in self.of)

    def _match_among(self, old: list[Place], new: list[Place], *, is_whole_same: bool) -> None:
        """Join those that are the same: called the same as no other is, then of one content, then alike."""
        if not old or not new:
            return
        if old[0].kind == "branch":
            self._match_branches(old, new)
            return
        if is_whole_same and len(old) == len(new) and all(map(_is_called_alike, old, new)):
            for one, other in zip(old, new, strict=True):
                self._join(one, other)
            return
        self._join_same(old, new, _called, is_only=True, is_anywhere=not is_whole_same)
        if is_whole_same:
            self._join_by_neighbours(old, new)
        if old[0].kind != "stage":  # which has all its steps in it
            self._join_same(old, new, _content)
        if is_whole_same:
            self._join_same(old, new, _called)
            self._join_customers(old, new)
            self._join_by_steps(old, new)
        self._join_alike(list(self._left(old)), list(self._left(new)), is_whole_same=is_whole_same)

    def _match_branches(self, old: list[Place], new: list[Place]) -> None:
        """Ways on from one step: those to the same step, then those on the same condition."""

        def of_old(place: Place) -> tuple[object, ...]:
            branch = place.part
            assert isinstance(branch, Branch)  # noqa: S101 (for the type checker)
            field = fields_of(Branch)
            target = self.follow(field["to"].ref, branch.to) if field["to"].ref else branch.to
            meant = tuple(self.follow(field["for"].ref, one) if field["for"].ref else one for one in branch.for_)
            return target, frozenset(meant), branch.when

        def of_new(place: Place) -> tuple[object, ...]:
            branch = place.part
            assert isinstance(branch, Branch)  # noqa: S101 (for the type checker)
            return branch.to, frozenset(branch.for_), branch.when

        def known(place: Place) -> tuple[object, ...]:
            return of_old(place) if place in mine else of_new(place)

        mine = set(old)
        self._join_same(old, new, known)
        self._join_same(old, new, lambda place: known(place)[:2])
        self._join_same(old, new, lambda place: known(place)[0])
        self._join_same(old, new, lambda place: known(place)[2])

    def _join_same(
        self,
        old: list[Place],
        new: list[Place],
        key: Callable[[Place], Hashable],
        *,
        is_only: bool = False,
        is_anywhere: bool = False,
    ) -> None:
        """Join those with one key, in their order; with `is_only`, where either side has one such part alone.

        Two parts with ids of their own that stand anywhere need more in common than what they are called.
        """
        left, left_there = list(self._left(old)), list(self._left(new))
        if not left or not left_there:
            return
        theirs: dict[Hashable, list[Place]] = defaultdict(list)
        for place in left_there:
            theirs[key(place)].append(place)
        ours: dict[Hashable, list[Place]] = defaultdict(list)
        for place in left:
            ours[key(place)].append(place)
        for same, places in ours.items():
            others = theirs.get(same, ())
            if same in ("", None) or not others or (is_only and (len(places) > 1 or len(others) > 1)):
                continue
            for one, other in zip(places, others, strict=False):
                if not (is_anywhere and one.is_named and other.is_named):
                    self._join(one, other)

    def _join_by_neighbours(self, old: list[Place], new: list[Place]) -> None:
        """Of several that are called the same, those between the same neighbours, then those beside one of them."""
        if old[0].kind not in ("stage", "step", "action") or not (any(self._left(old)) and any(self._left(new))):
            return
        beside = {**_neighbours(self.old, old), **_neighbours(self.new, new)}
        self._join_same(old, new, lambda place: (_called(place), *beside[place]), is_only=True)
        self._join_same(old, new, lambda place: (_called(place), beside[place][1], 1), is_only=True)
        self._join_same(old, new, lambda place: (_called(place), beside[place][0]), is_only=True)

    def _join_customers(self, old: list[Place], new: list[Place]) -> None:
        """What the customer does in a step is that, whatever it is."""
        for one in self._left(old):
            if one.role == "customer":
                for other in self._left(new):
                    if other.role == "customer":
                        self._join(one, other)

    def _join_by_steps(self, old: list[Place], new: list[Place]) -> None:
        """A stage is the same under another name where most of its steps are."""
        if old[0].kind == "stage":
            ours = {place: self._steps(self.old, place) for place in self._left(old)}
            theirs = {place: self._steps(self.new, place) for place in self._left(new)}
            if len(ours) * len(theirs) > _MOST_COMPARISONS:
                return
            scores = [
                (-_alike(mine, others), abs(one.index - other.index), one.index + other.index, one, other)
                for one, mine in ours.items()
                for other, others in theirs.items()
                if mine and others
            ]
            for score, _, _, one, other in sorted(scores, key=lambda found: found[:3]):
                if -score > LIKE and one not in self.of and other not in self.of:
                    self._join(one, other)

    def _steps(self, version: Version, stage: Place) -> frozenset[str]:
        """The steps of a stage by their ids, where they have some, else by what they are called."""
        return frozenset(str(step.id) if step.is_named else step.label for step in version.inside[stage])

    def _join_alike(self, old: list[Place], new: list[Place], *, is_whole_same: bool) -> None:
        """Join those whose texts are alike, the most alike first; of many, only those at about the same place.

        Two ids that authors gave to parts that say different things are two parts.
        """
        if not old or not new:
            return
        ours, theirs = [_pairs_of_letters(p) for p in old], [_pairs_of_letters(p) for p in new]
        reach = max(_MOST_COMPARISONS // max(len(old), len(new)), 1) * max(len(old), len(new))
        found = []
        for i, one in enumerate(old):
            first, last = (i * len(new) - reach) // len(old), (i * len(new) + reach) // len(old)
            for j in range(max(first, 0), min(last + 1, len(new))):
                other = new[j]
                if abs(i * len(new) - j * len(old)) > reach or not (ours[i] and theirs[j]):
                    continue
                if one.is_named and other.is_named:
                    continue
                least = LIKE if is_whole_same and one.role == other.role else MUCH_LIKE
                score = _alike(ours[i], theirs[j])
                if score >= least:
                    found.append((-score, abs(i - j), i + j, i, j))
        for *_, i, j in sorted(found):
            if old[i] not in self.of and new[j] not in self.of:
                self._join(old[i], new[j])


_ORDER = (
    "persona", "touchpoint", "actor", "system", "data item", "question", "source", "metric", "solution", "lane",
    "stage", "step", "action", "pain point", "fail point", "delight", "branch", "expectation",
)  # fmt: skip
"""What refers comes after what it refers to, and a part after the whole that it is in."""


# -- how alike ---------------------------------------------------------------------------------------------------


def _id(place: Place) -> Hashable:
    return composed(place.id or "")


def _called(place: Place) -> Hashable:
    part = place.part
    if place.kind == "expectation":
        return tuple(str(part.__dict__[name]) for name in ("measure", "of", "from_", "to", "persona"))
    label = composed(place.label)
    return (label, place.role) if place.is_action and label else label


def _neighbours(version: Version, places: Sequence[Place]) -> dict[Place, tuple[Hashable, Hashable]]:
    """What the parts before and after each one in its list are called."""
    found: dict[Place, tuple[Hashable, Hashable]] = {}
    for whole in dict.fromkeys(place.whole for place in places if place.whole is not None):
        inside = version.inside[whole]
        for at, place in enumerate(inside):
            around = (inside[n] if 0 <= n < len(inside) else None for n in (at - 1, at + 1))
            before, after = (_called(one) if one and one.kind == place.kind else None for one in around)
            found[place] = before, after
    return found


def _is_called_alike(one: Place, other: Place) -> bool:
    return bool(one.label) and _called(one) == _called(other)


def _content(place: Place) -> Hashable:
    return _frozen(place.part, is_outer=True)


def _frozen(value: Any, *, is_outer: bool = False) -> Hashable:
    """What a part says, without its own id and without ids that follow from a position."""
    if isinstance(value, Part):
        held = value.__dict__
        skipped = is_outer or "id" not in value.model_fields_set
        parts = [held[name] for name in type(value).model_fields if not (name == "id" and skipped)]
        return (*map(_frozen, parts), _frozen(value.model_extra or {}))
    if isinstance(value, dict):
        return tuple(sorted((str(key), _frozen(item)) for key, item in value.items())) if value else ()
    if isinstance(value, (tuple, list)):
        return tuple(map(_frozen, value))
    return composed(value) if isinstance(value, str) else None if value is None else repr(value)


def _pairs_of_letters(place: Place) -> frozenset[str]:
    """The pairs of neighbouring letters of what a part says, each with its number where it comes again.

    Of a step it is all that is done in it.
    """
    texts = [place.label]
    if isinstance(place.part, Step):
        texts += [action.does for _, action in place.part.actions()]
        texts += [*place.part.touchpoints, *(pain.what for pain in place.part.pain_points)]
    counts = Counter(one + other for text in texts for one, other in pairwise(composed(text.lower())))
    return frozenset(f"{pair}{n}" for pair, count in counts.items() for n in range(count))


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    """What two sets have in common, as a share of both (Dice 1945)."""
    return 2 * len(one & other) / (len(one) + len(other))


# -- order -------------------------------------------------------------------------------------------------------


def out_of_order(pairs: Sequence[tuple[Place, Place]]) -> list[tuple[Place, Place]]:
    """Of parts in the order of the newer version: the fewest that must have moved, given where they stood before.

    Which of several would do, what they say decides: so it is the same ones seen from either version.
    """
    if all(one[0].index < other[0].index for one, other in pairwise(pairs)):
        return []
    ranks = sorted(old.index for old, _ in pairs)
    best: list[tuple[int, int] | None] = [None] * (len(ranks) + 1)
    before: list[int | None] = []
    weights: list[int] = []
    for n, (old, new) in enumerate(pairs):
        rank = bisect_left(ranks, old.index) + 1
        top, came = 0, None
        at = rank - 1
        while at:  # a Fenwick tree: the heaviest chain that ends at a lower rank
            held = best[at]
            if held is not None and held[0] > top:
                top, came = held
            at -= at & -at
        said = (zlib.crc32(repr(_called(old)).encode()) + zlib.crc32(repr(_called(new)).encode())) & 0xFFFF
        weights.append(top + (1 << 32) + said)
        before.append(came)
        at = rank
        while at < len(best):
            held = best[at]
            if held is None or held[0] < weights[n]:
                best[at] = (weights[n], n)
            at += at & -at
    chain: int | None = max(range(len(pairs)), key=lambda n: weights[n])
    kept = set()
    while chain is not None:
        kept.add(chain)
        chain = before[chain]
    return [pair for n, pair in enumerate(pairs) if n not in kept]
