"""The view `changes`: two versions in one blueprint, with what is new, gone, moved or changed, and what it was."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from blueprint.compare.change import Changed, Moved
from blueprint.drawing.errors import DrawError
from blueprint.drawing.parts import OLD
from blueprint.drawing.views import blueprint as whole
from blueprint.drawing.views.change_keys import Key, NewIds, key_of
from blueprint.drawing.views.change_notes import ChangeNotes, is_quiet
from blueprint.drawing.views.change_stages import merged
from blueprint.drawing.views.content import Link, signs_of
from blueprint.drawing.views.grid import Curve, Grid, Row
from blueprint.drawing.views.scope import Filters, Scope
from blueprint.drawing.words.changes import change_words
from blueprint.model.step import END, Branch

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from blueprint.compare.change import Change, Place
    from blueprint.compare.changes import Changes
    from blueprint.drawing.views.content import Card, ChangeKind, Note
    from blueprint.model.blueprint import Blueprint

_ACTING = ("customer", "frontstage", "backstage", "support")


def view(scope: Scope) -> Grid:
    """Both versions as rows, columns, cards and links. Raises DrawError where there is no older version."""
    if scope.before is None:
        message = "the view `changes` needs the older version: give it with --against, or in Python `against=`"
        raise DrawError(message)
    return _Both(scope, scope.before).grid()


class _Both:
    """Two versions while they are brought together."""

    def __init__(self, scope: Scope, before: Blueprint) -> None:
        self.scope, self.before = scope, before
        self.words = change_words(scope.blueprint.language)
        persona = scope.filters.persona if scope.filters.persona in before.personas else None
        self.is_of_nobody = persona != scope.filters.persona
        """Whether the persona that is shown is new, so that nothing that is gone was for it."""
        self.old_scope = Scope(before, Filters(persona=persona))
        self.new, self.old = whole.view(scope), whole.view(self.old_scope)
        self.changes = scope.changes
        self.notes = ChangeNotes(scope, before)
        self.ids = NewIds(self.changes)
        roles = {row.id: row.role for row in self.new.rows}
        now = {row.id: self.ids.lane.get(row.id, row.id) for row in self.old.rows}
        self.row = {
            row.id: now[row.id] if roles.get(now[row.id], row.role) == row.role else f"{OLD}{row.id}"
            for row in self.old.rows
        }
        """The row of each older row: a lane that is gone may have the id of one with another role now."""
        self.told: set[int] = set()
        """The changes that the picture shows, by their position."""
        self.position = {column.step: n for n, column in enumerate(self.new.columns) if column.step is not None}
        """Where each step stands in the newer version, by its id."""
        self.by_part = _by_part(self.changes)
        self.gone = _gone(self.changes)
        self.stages = merged(scope, self.changes, self.new, self.old)
        self.told |= {n for n, change in enumerate(self.changes.found) if self._is_in_a_name(change)}
        self.column = {at: n for n, at in enumerate(at for stage in self.stages for at in stage.columns)}

    def _is_in_a_name(self, change: Change) -> bool:
        """Whether a change is said by the name of a stage or a lane."""
        is_of_name = not isinstance(change, Changed) or change.key == "name"
        return change.place.kind in ("stage", "lane") and is_of_name and not self.scope.filters.stages

    def grid(self) -> Grid:
        """The picture."""
        cards = self._cards()
        rows = self._rows(cards)
        shown = {row.id for row in rows}
        cards = [card for card in cards if card.row in shown]
        links = tuple(self._links(cards))
        theirs = dict((*self.new.heading.legend, *self.old.heading.legend))
        used = signs_of(cards, links)
        legend = (*self._signs(cards, links), *((sign, name) for sign, name in theirs.items() if sign in used))
        heading = self.scope.heading(legend)
        columns = [
            replace(grid.columns[position], stage=n)
            for n, stage in enumerate(self.stages)
            for grid, position in ((self.new if at[0] == "new" else self.old, at[1]) for at in stage.columns)
        ]
        return Grid(
            replace(heading, caption=self._caption(heading.caption)),
            stages=tuple((stage.number, stage.name) for stage in self.stages),
            columns=tuple(columns),
            rows=tuple(rows),
            cards=tuple(cards),
            links=links,
            curves=tuple(self._curves()),
        )

    # -- cards -------------------------------------------------------------------------------------------------

    def _cards(self) -> list[Card]:
        """The cards of the newer version as what became of them, then those that are gone, cell by cell."""
        theirs = {self.ids.of_old(card): card for card in self.old.cards}
        found: dict[tuple[str, int], list[Card]] = defaultdict(list)
        known: set[Key] = set()
        for card in self.new.cards:
            key = key_of(card)
            known.add(key)
            made = self._made(card, key, is_new=key not in theirs)
            column = self.column["new", card.column]
            found[card.row, column].append(replace(made, column=column))
        for card in self.old.cards:
            if self.ids.of_old(card) in known:
                continue
            place = self._column_of_old(card.column)
            if place is None or self.is_of_nobody:
                continue
            row = self.row.get(card.row, card.row)
            title = f"{self.words.signs['removed']}{self.scope.words.colon}{card.title or card.text}"
            id_, part = f"{OLD}{card.id}", f"{OLD}{card.about}"
            gone = replace(card, id=id_, row=row, column=place, change="removed", badges=(), part=part, title=title)
            found[gone.row, place].append(_faded(gone))
            self.told |= self.gone.get(card.about, set())
        order = sorted(found, key=lambda at: at[1])
        return [card for at in order for card in found[at]]

    def _made(self, card: Card, key: Key, *, is_new: bool) -> Card:
        """A card as what became of what it shows."""
        of_part = [found for found in self.by_part.get(key, []) if not is_quiet(found[1])]
        for n, _ in of_part:
            self.told.add(n)
        mine = [change for _, change in of_part]
        kinds = {change.kind for change in mine}
        if is_new or "added" in kinds:
            return self._signed(card, "added", self.notes.of([one for one in mine if isinstance(one, Moved)]))
        place = mine[0].place if mine else None
        said = [change for change in mine if isinstance(change, (Changed, Moved)) and not self._is_drawn(change)]
        notes = self.notes.of(said, _own(place, card))
        if not mine:
            return _faded(replace(card, change="same"))
        return self._signed(card, "moved" if "moved" in kinds else "changed", notes)

    def _is_drawn(self, change: Change) -> bool:
        """Whether cards or arrows of their own show a change of a step."""
        if not isinstance(change, Changed) or change.place.kind == "touchpoint":
            return False
        if change.key in ("touchpoints", "evidence", "asks"):
            return True
        if change.key == "next" and isinstance(change.new, Branch):
            return change.new.to in self.scope.column_of
        if change.key == "next" and isinstance(change.old, Branch):
            return self._is_arrow(change.old.to)
        is_elsewhere = change.key.startswith("next.") and change.key.endswith(".to")
        return is_elsewhere and change.new in self.scope.column_of and self._is_arrow(change.old)

    def _is_arrow(self, old: str) -> bool:
        """Whether the picture shows the step that a way led to."""
        now = self.ids.step.get(old)
        return now in self.scope.column_of if now else old != END and not self.scope.filters.stages

    def _signed(self, card: Card, change: ChangeKind, notes: tuple[Note, ...]) -> Card:
        title = f"{self.words.signs[change]}{self.scope.words.colon}{card.title or card.text}"
        return replace(card, change=change, notes=(*card.notes, *notes), title=title)

    def _column_of_old(self, position: int) -> int | None:
        """Where what stood in a column of the older version is shown."""
        if ("old", position) in self.column:
            return self.column["old", position]
        step = self.old.columns[position].step
        at = self.position.get(self.ids.step.get(step or "", ""))
        return None if at is None else self.column["new", at]

    # -- rows --------------------------------------------------------------------------------------------------

    def _rows(self, cards: Sequence[Card]) -> list[Row]:
        """The rows of the newer version, with the lanes that are gone after those that they came after."""
        rows = [replace(row, name=self._lane(row)) for row in self.new.rows]
        used = {card.row for card in cards}
        held = {row.id for row in rows}
        last = -1
        for row in self.old.rows:
            now = self.row[row.id]
            at = next((n for n, one in enumerate(rows) if one.id == now), None)
            if at is not None:
                last = at
                continue
            is_shown = now in used and (row.kind == "marks" or not self.scope.filters.lanes)
            if not is_shown or now in held:
                continue
            name = self.words.removed.format(row.name) if row.kind == "lane" else row.name
            # The line below the lane before it is below this one now.
            lines = rows[last].lines if row.kind == "lane" and last >= 0 and rows[last].role == row.role else ()
            if lines:
                rows[last] = replace(rows[last], lines=())
            rows.insert(last + 1, replace(row, id=now, name=name, lines=lines))
            last += 1
        return rows

    def _lane(self, row: Row) -> str:
        """The name of a row, with what became of its lane."""
        for change in self.changes.found:
            if change.place.kind == "lane" and change.after is not None and change.after.id == row.id:
                if change.kind == "added":
                    return self.words.added.format(row.name)
                if isinstance(change, Changed) and change.key == "name":
                    was = self.words.was.format(self.words.quoted.format(change.old))
                    return self.words.aside.format(row.name, was)
        return row.name

    # -- links -------------------------------------------------------------------------------------------------

    def _links(self, cards: Sequence[Card]) -> Iterator[Link]:
        ids = {card.id for card in cards}
        where = {card.id: card.column for card in cards}
        yield from self._down(cards)
        theirs = {
            (self._shown_as(link.source, ids), self._shown_as(link.target, ids), link.kind): link
            for link in self.old.links
            if link.kind != "column"
        }
        own = set()
        for link in self.new.links:
            if link.kind == "column" or link.source not in ids or link.target not in ids:
                continue
            own.add((link.source, link.target, link.kind))
            is_new = (link.source, link.target, link.kind) not in theirs
            yield _placed(replace(link, change="added" if is_new else ""), where)
        for (source, target, kind), link in theirs.items():
            if source in ids and target in ids and (source, target, kind) not in own:
                yield _placed(replace(link, source=source, target=target, change="removed", is_forced=False), where)

    def _down(self, cards: Sequence[Card]) -> Iterator[Link]:
        """Within a column, actions connect downwards; what is gone stands in the chain, and is joined as gone."""
        order = {row.id: n for n, row in enumerate(self._rows(cards))}
        kept = {(link.source, link.target): link for link in self.new.links if link.kind == "column"}
        columns: dict[int, list[Card]] = defaultdict(list)
        for card in cards:
            if card.role in _ACTING:
                columns[card.column].append(card)
        for column in columns.values():
            column.sort(key=lambda card: order.get(card.row, 0))
            for above, below in pairwise(column):
                link = kept.get((above.id, below.id))
                if "removed" in (above.change, below.change):
                    yield Link("column", above.id, below.id, change="removed")
                else:
                    yield link or Link("column", above.id, below.id)

    def _shown_as(self, id_: str, ids: set[str]) -> str:
        """The id under which a card of the older version is in the picture."""
        now = self.ids.place.get(id_)
        return now if now is not None and now in ids else f"{OLD}{id_}"

    # -- the rest ----------------------------------------------------------------------------------------------

    def _curves(self) -> Iterator[Curve]:
        """How customers feel now; where there is one curve, how they felt before, too."""
        at = {
            position: self.column["new", position]
            for position in range(len(self.new.columns))
            if ("new", position) in self.column
        }
        now = [_at_columns(curve, at) for curve in self.new.curves]
        before = self.old.curves
        if len(now) != 1 or len(before) != 1:
            yield from now
            return
        old_at = {n: column for n in range(len(self.old.columns)) if (column := self._column_of_old(n)) is not None}
        then = _at_columns(before[0], old_at)
        if then.values == now[0].values or not then.values:
            yield from now
            return
        yield replace(now[0], name=self.words.now)
        yield replace(then, name=self.words.before, remarks={})

    def _signs(self, cards: Sequence[Card], links: Sequence[Link]) -> tuple[tuple[str, str], ...]:
        used: set[str] = {card.change for card in cards}
        used |= {{"added": "fresh", "removed": "gone"}[link.change] for link in links if link.change}
        used |= {note.icon for card in cards for note in card.notes if note.icon in ("moved", "changed")}
        return tuple((sign, meaning) for sign, meaning in self.words.signs.items() if sign in used)

    def _caption(self, filtered: str) -> str:
        """What it is compared with, what of it the picture can't show, and what a filter hides."""
        words, labels = self.words, self.scope.words
        b = self.before
        known = [b.id or b.title, labels.states[b.state], *([b.reviewed.isoformat()] if b.reviewed else [])]
        parts = [words.against.format(labels.comma.join(known))]
        if not self.changes:
            parts.append(words.nothing)
        elif untold := len(self.changes.found) - len(self.told):
            parts.append(words.elsewhere.format(untold))
        return " · ".join([*parts, *([filtered] if filtered else [])])


def _by_part(found: Changes) -> dict[Key, list[tuple[int, Change]]]:
    """The changes of the newer version's parts by the keys of their cards, each with its position."""
    by_part: dict[Key, list[tuple[int, Change]]] = defaultdict(list)
    used: dict[tuple[str, str], list[Key]] = defaultdict(list)
    for _, step in found.after.steps():
        for touchpoint in step.touchpoints:
            used["touchpoint", touchpoint].append((str(step.id), "touchpoint", touchpoint))
        for question in step.asks:
            used["question", question].append((str(step.id), "asks", question))
    for n, change in enumerate(found.found):
        place = change.after
        if place is None or (place.id is None and place.kind != "delight"):
            continue
        for key in _keys(place, used):
            by_part[key].append((n, change))
    return by_part


def _keys(place: Place, used: Mapping[tuple[str, str], list[Key]]) -> list[Key]:
    """The keys of the cards that show a part. The customer's action is on the card of the step."""
    step = str(place.step.id) if place.step else ""
    if place.kind == "step" or place.role == "customer":
        return [(step,)]
    if place.kind == "action":
        return [(str(place.id),)]
    if place.kind in ("pain point", "fail point"):
        return [(place.kind.partition(" ")[0], str(place.id))]
    if place.kind == "delight":
        return [(step, "delight", str(place.index + 1))]
    return used.get((place.kind, str(place.id)), [])


def _own(place: Place | None, card: Card) -> Place | None:
    """The part that a card shows, where the first change is of that; changes within it say what they are about."""
    return place if place is not None and place.id == card.about.rpartition(":")[2] else None


def _gone(found: Changes) -> dict[str, set[int]]:
    """The changes by what a card of the older version says it is about, of what is gone; each by its position."""
    gone: dict[str, set[int]] = defaultdict(set)
    for n, change in enumerate(found.found):
        if change.kind == "removed":
            kind, id_ = change.place.kind.partition(" ")[0], str(change.place.id)
            gone[id_ if kind in ("step", "action") else f"{kind}:{id_}"].add(n)
    return gone


def _faded(card: Card) -> Card:
    """A card that shall not stand out: its signs and notes in quiet colours."""
    style = "icon-faded" if card.icon_style.endswith("-fill") else "icon-muted"
    return replace(card, icon_style=style, notes=tuple(replace(note, style="small-muted") for note in card.notes))


def _placed(link: Link, where: Mapping[str, int]) -> Link:
    """A link as it runs between the columns of the picture."""
    is_back = link.kind == "flow" and where[link.target] <= where[link.source]
    return replace(link, is_back=is_back, is_repeat=link.is_repeat and is_back)


def _at_columns(curve: Curve, at: Mapping[int, int]) -> Curve:
    """A curve over the columns of the picture."""
    return Curve(
        curve.name,
        {at[column]: value for column, value in curve.values.items() if column in at},
        frozenset(at[column] for column in curve.gaps if column in at),
        {at[column]: said for column, said in curve.remarks.items() if column in at},
        curve.part,
    )
