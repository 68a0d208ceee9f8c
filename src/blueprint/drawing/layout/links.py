"""The links of a grid: orthogonal, from the middle of a side, through channels of their own, never through a card.

Straight links need no room. A way on that skips steps or leads back runs above the customer's cards, each stretch on a
track of its own. What an action triggers in another column runs down or up between columns and along the lane of its
target. Graphviz's orthogonal router was tried for all of this: it keeps clear of cards, but it leaves sides away from
their middles, mixes ways back with ways on, and knows no room for labels. It is there for those who ask for it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from blueprint.drawing import text as measure
from blueprint.drawing.layout.cards import SizedCard, text_line, wrapped
from blueprint.drawing.layout.tracks import Run, assign_tracks, attachments, head, rounded
from blueprint.drawing.scene import Group, Path, Rect, Shape
from blueprint.drawing.theme import SMALL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blueprint.drawing.layout.placed import Placed
    from blueprint.drawing.views.content import Link
    from blueprint.drawing.views.grid import Row

_TRACK = 9.0
_LABEL_LINE = 14.0
_LABEL_WIDTH = 168.0
_CLEARANCE = 16.0
_BESIDE_WIDTHS = (92.0, 124.0, 168.0, 240.0, 400.0)


@dataclass(slots=True)
class _Over:
    """A way that runs above the customer's cards."""

    link: Link
    run: Run
    label: tuple[str, ...]
    level: float = 0
    leaves: float = 0
    arrives: float = 0


@dataclass(slots=True)
class _Trigger:
    """A way between lanes: out at the right into a gutter, along a lane's channel, into the card.

    What leads up to the customer comes from below: the gutters beside the customer's cards are full of labels.
    """

    link: Link
    out: Run
    into: Run | None
    along: Run | None
    row: str
    is_above: bool


@dataclass(slots=True)
class _Beside:
    """A straight way on to the next column, with the lines above and below it."""

    link: Link
    above: tuple[str, ...]
    below: tuple[str, ...]


@dataclass
class Links:
    """All links of a grid: first what room they need, then, when the cards have their places, how they run."""

    placed: Placed
    engine: str | None = None
    beside: list[_Beside] = field(default_factory=list)
    over: list[_Over] = field(default_factory=list)
    down: list[Link] = field(default_factory=list)
    triggers: list[_Trigger] = field(default_factory=list)
    gutter_needs: list[Run] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._row_order = {at.row.id: n for n, at in enumerate(self.placed.rows)}
        for link in self.placed.grid.links:
            source, target = self._card(link.source), self._card(link.target)
            if link.kind == "column":
                self.down.append(link)
            elif link.kind == "trigger":
                self._add_trigger(link, source, target)
            elif target.card.column == source.card.column + 1 and source.card.row == target.card.row:
                self.beside.append(_Beside(link, *self._beside_label(link, source.height)))
            else:
                self._add_over(link, source, target)
        self._assign()

    def _card(self, id_: str) -> SizedCard:
        return self.placed.cards[id_]

    def _label(self, link: Link, width: float) -> list[tuple[str, ...]]:
        """The lines of each branch's label: its parts beside each other where they fit, else below each other."""
        return [self._packed(parts, width) for parts in link.labels]

    def _packed(self, parts: tuple[str, ...], width: float) -> tuple[str, ...]:
        lines: list[str] = []
        for part in parts:
            joined = f"{lines[-1]} · {part}" if lines else part
            if lines and measure.width(joined, SMALL, bold=True) <= width:
                lines[-1] = joined
            else:
                lines.extend(wrapped(part, width, "small-flow", self.placed.grid.heading.language))
        return tuple(lines)

    def _beside_label(self, link: Link, height: float) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The lines above and below a straight arrow, in a gap that is no wider than it has to be."""
        most = max(int((height / 2 + 8) // _LABEL_LINE), 1)
        above: list[str] = []
        below: list[str] = []
        for width in _BESIDE_WIDTHS:
            branches = self._label(link, width)
            above, below = [], []
            for lines in branches:
                (above if len(above) + len(lines) <= most and not below else below).extend(lines)
            if len(above) <= most and len(below) <= most and (above or len(branches) > 1):
                break
        return tuple(above), tuple(below)

    def _add_over(self, link: Link, source: SizedCard, target: SizedCard) -> None:
        start, end = source.card.column, target.card.column
        room = _LABEL_WIDTH + 120 * max(abs(end - start) - 1, 0)
        label = tuple(line for lines in self._label(link, room) for line in lines)
        run = Run(start, end, max(_LABEL_LINE * len(label) + (10 if start == end else 5), 14))
        self.over.append(_Over(link, run, label))

    def _add_trigger(self, link: Link, source: SizedCard, target: SizedCard) -> None:
        here, there = source.card.column, target.card.column
        from_row, to_row = self._row_order[source.card.row], self._row_order[target.card.row]
        out = Run(here, here)
        into = along = None
        if target.card.role == "customer" and from_row > to_row:
            along = Run(here, there)
        elif there not in (here, here + 1):
            into = Run(there - 1, there - 1)
            along = Run(here, there)
        self.triggers.append(_Trigger(link, out, into, along, target.card.row, from_row <= to_row))

    def _assign(self) -> None:
        """Give every run a track: ways back above the ways on, so that the two never cross where they needn't."""
        on, back = [o.run for o in self.over if not o.link.is_back], [o.run for o in self.over if o.link.is_back]
        used = assign_tracks(on)
        assign_tracks(back)
        for run in back:
            run.track += used
        by_gutter: dict[int, list[Run]] = defaultdict(list)
        for t in self.triggers:
            by_gutter[t.out.start].append(t.out)
            if t.into is not None:
                by_gutter[t.into.start].append(t.into)
        for runs in by_gutter.values():
            for number, run in enumerate(runs):
                run.track = number
        self._label_widths: dict[int, float] = {}
        for b in self.beside:
            widest = max((measure.width(line, SMALL, bold=True) for line in (*b.above, *b.below)), default=0)
            column = self._card(b.link.source).card.column
            self._label_widths[column] = max(widest, self._label_widths.get(column, 0))
        self._gutters = {gutter: len(runs) for gutter, runs in by_gutter.items()}
        self.gutter_needs = [run for runs in by_gutter.values() for run in runs]
        self._channels: dict[tuple[str, bool], int] = {}
        for row in self._row_order:
            for above in (True, False):
                runs = [t.along for t in self.triggers if t.along and t.row == row and t.is_above is above]
                self._channels[row, above] = assign_tracks(runs)

    # -- room --------------------------------------------------------------------------------------------------

    def gap_after(self, column: int) -> float:
        """How wide the gap between a column and the next must be."""
        widest = self._label_widths.get(column, 0)
        gutter = self._gutters.get(column, 0) * _TRACK
        gap = self.placed.gap
        return max(gap + (gutter if gutter > _TRACK else 0), widest + 22 + gutter)

    def room(self, row: Row) -> tuple[float, float]:
        """How much room links need above and below the cards of a row."""
        above = self._channels.get((row.id, True), 0) * _TRACK
        below = self._channels.get((row.id, False), 0) * _TRACK
        if row.role == "customer" and self.over and self._is_first_customer_row(row):
            above += sum(self._over_heights()) + 12
        return above, below

    def _is_first_customer_row(self, row: Row) -> bool:
        return next(at.row.id for at in self.placed.rows if at.row.role == "customer") == row.id

    def _over_heights(self) -> list[float]:
        """The height of each track above the customer's cards, from the lowest."""
        count = max((o.run.track for o in self.over), default=-1) + 1
        return [max((o.run.height for o in self.over if o.run.track == track), default=0) for track in range(count)]

    # -- drawing -----------------------------------------------------------------------------------------------

    def drawn(self) -> Iterator[Shape]:
        """The links at their places."""
        yield from (self._drawn_down(link) for link in self.down)
        yield from (self._drawn_beside(beside) for beside in self.beside)
        if self.engine is None:
            yield from (self._drawn_trigger(trigger) for trigger in self.triggers)
            yield from self._drawn_over()
        else:
            yield from self._drawn_by_engine(self.engine)
        # Labels come last, each on a ground of its own: no line that runs behind strikes one through.
        yield from (self._beside_labels(beside) for beside in self.beside if beside.above or beside.below)
        yield from (self._over_label(over) for over in self.over if over.label)

    def _group(self, link: Link, shapes: list[Shape]) -> Group:
        title = f"{self._card(link.source).card.title} → {self._card(link.target).card.title}"
        title += f" ({link.label})" if link.label else ""
        ends = link.source, link.target
        return Group(f"link.{link.source}.{link.target}", f"link {link.kind}", title, tuple(shapes), ends=ends)

    def _drawn_down(self, link: Link) -> Group:
        source, target = self._card(link.source), self._card(link.target)
        x, y1, y2 = source.centre, source.y + source.height, target.y
        line = Path(f"M{x:.2f} {y1:.2f}L{x:.2f} {y2 - 6:.2f}", link.style)
        return self._group(link, [line, Path(head(x, y2 - 1, "down"), _head_style(link))])

    def _drawn_beside(self, beside: _Beside) -> Group:
        source, target = self._card(beside.link.source), self._card(beside.link.target)
        x1, x2, y = source.right, target.x, source.middle
        shapes: list[Shape] = [
            Path(f"M{x1:.2f} {y:.2f}L{x2 - 6:.2f} {y:.2f}", beside.link.style),
            Path(head(x2 - 1, y, "right"), _head_style(beside.link)),
        ]
        return self._group(beside.link, shapes)

    def _beside_labels(self, beside: _Beside) -> Group:
        source, target = self._card(beside.link.source), self._card(beside.link.target)
        centre, y = (source.right + target.x) / 2 - 2, source.middle
        shapes = self._label_lines(centre, y - 4 - len(beside.above) * _LABEL_LINE, beside.above, beside.link)
        shapes += self._label_lines(centre, y + 4, beside.below, beside.link)
        return Group(f"label.{beside.link.source}.{beside.link.target}", "label", beside.link.label, tuple(shapes))

    def _label_lines(self, centre: float, top: float, lines: tuple[str, ...], link: Link) -> list[Shape]:
        """The lines of a label on one ground in the lane's tint."""
        if not lines:
            return []
        style = "small-trouble" if link.is_forced else f"small-{link.style.partition('-')[0]}"
        texts = [
            text_line(centre, top + (n + 0.5) * _LABEL_LINE + SMALL * 0.36, line, style, anchor="middle")
            for n, line in enumerate(lines)
        ]
        half = max(text.width for text in texts) / 2 + 4
        ground = Rect(
            round(centre - half, 2), round(top, 2), round(2 * half, 2), _LABEL_LINE * len(lines), "band-customer"
        )
        return [ground, *texts]

    def _drawn_over(self) -> Iterator[Group]:
        self._attach()
        row = next((at for at in self.placed.rows if at.row.role == "customer"), None)
        if row is None:
            return
        heights = self._over_heights()
        floor = row.top + row.above + 4
        levels = [floor - sum(heights[: n + 1]) + heights[n] / 2 for n in range(len(heights))]
        for o in self.over:
            o.level = levels[o.run.track]
            if o.run.start == o.run.end:
                o.level += heights[o.run.track] / 2 - 3
            yield self._over_shape(o)

    def _drawn_by_engine(self, engine: str) -> Iterator[Group]:
        from blueprint.drawing.layout.router import route

        links = [t.link for t in self.triggers] + [o.link for o in self.over]
        over = {id(o.link): o for o in self.over}
        lines = route(self.placed.cards, [(link.source, link.target) for link in links], engine)
        for link, points in zip(links, lines, strict=True):
            (x1, y1), (x2, y2) = points[-2:]
            direction = ("right" if x2 > x1 else "left") if abs(x2 - x1) > abs(y2 - y1) else "down" if y2 > y1 else "up"
            yield self._group(
                link, [Path(rounded(points), link.style), Path(head(x2, y2, direction), _head_style(link))]
            )
            if (o := over.get(id(link))) is not None:
                longest = max(pairwise(points), key=lambda ends: abs(ends[0][0] - ends[1][0]))
                (o.leaves, o.level), (o.arrives, _) = longest

    def _attach(self) -> None:
        """Spread the ends of the ways over the top sides of the cards they meet."""
        ends: dict[str, list[tuple[_Over, bool]]] = defaultdict(list)
        for o in self.over:
            ends[o.link.source].append((o, True))
            ends[o.link.target].append((o, False))
        for id_, here in ends.items():
            card = self._card(id_)
            directions = []
            for o, leaves in here:
                other = o.run.end if leaves else o.run.start
                away = other - card.card.column
                directions.append(((away > 0) - (away < 0) if away else (1 if leaves else -1), o.run.track + 1))
            for (o, leaves), offset in zip(here, attachments(card.width, directions), strict=True):
                x = card.centre + offset
                if leaves:
                    o.leaves = x
                else:
                    o.arrives = x

    def _over_shape(self, o: _Over) -> Group:
        source, target = self._card(o.link.source), self._card(o.link.target)
        if o.run.start == o.run.end:  # once more the same step
            o.leaves, o.arrives = source.centre + 36, source.centre - 36
        points = [(o.leaves, source.y), (o.leaves, o.level), (o.arrives, o.level), (o.arrives, target.y - 6)]
        shapes: list[Shape] = [
            Path(rounded(points), o.link.style), Path(head(o.arrives, target.y - 2, "down"), _head_style(o.link))
        ]  # fmt: skip
        return self._group(o.link, shapes)

    def _over_label(self, o: _Over) -> Group:
        widest = max(measure.width(line, SMALL, bold=True) for line in o.label)
        left, right = sorted((o.leaves, o.arrives))
        stubs = [(x, other.run.track) for other in self.over for x in (other.leaves, other.arrives)]
        blocked = [x for x, track in stubs if track > o.run.track and left < x < right]
        centre = _free_place((left + right) / 2, left, right, widest / 2, blocked)
        height = _LABEL_LINE * len(o.label)
        is_loop = o.run.start == o.run.end  # too short for a label on its line
        shapes = self._label_lines(centre, o.level - (height + 3 if is_loop else height / 2), o.label, o.link)
        return Group(f"label.{o.link.source}.{o.link.target}", "label", o.link.label, tuple(shapes))

    def _drawn_trigger(self, t: _Trigger) -> Group:
        source, target = self._card(t.link.source), self._card(t.link.target)
        shift = 12 if source.card.role == "customer" else 0
        x1, y1 = source.right, source.middle + shift
        out = self._gutter_x(t.out)
        y2 = target.middle + (12 if target.card.role == "customer" else 0)
        if t.into is None and t.along is not None:
            level, into = self._channel_y(t), target.x + target.width * 0.75
            points = [(x1, y1), (out, y1), (out, level), (into, level), (into, target.y + target.height + 6)]
            tip = head(into, target.y + target.height + 1, "up")
        elif source.card.column == target.card.column:
            points = [(x1, y1), (out, y1), (out, y2), (target.right + 6, y2)]
            tip = head(target.right + 1, y2, "left")
        else:
            end = (target.x - 6, y2)
            tip = head(target.x - 1, y2, "right")
            if t.into is None or t.along is None:
                points = [(x1, y1), (out, y1), (out, y2), end] if abs(y1 - y2) > 1 else [(x1, y1), end]
            else:
                into, level = self._gutter_x(t.into), self._channel_y(t)
                points = [(x1, y1), (out, y1), (out, level), (into, level), (into, y2), end]
        return self._group(t.link, [Path(rounded(points), t.link.style), Path(tip, _head_style(t.link))])

    def _gutter_x(self, run: Run) -> float:
        gutter, count = run.start, self._gutters[run.start]
        left = self.placed.left[gutter] + self.placed.card_width if gutter >= 0 else self.placed.left[0] - 40
        room = (
            self.placed.left[gutter + 1]
            if gutter + 1 < len(self.placed.left)
            else left + self.placed.gap + _TRACK * count
        ) - left
        return left + room / 2 + (run.track - (count - 1) / 2) * _TRACK

    def _channel_y(self, t: _Trigger) -> float:
        at = next(at for at in self.placed.rows if at.row.id == t.row)
        offset = 8 + (t.along.track if t.along else 0) * _TRACK
        return at.top + offset if t.is_above else at.bottom - offset


def _head_style(link: Link) -> str:
    return f"{link.style.partition('-')[0]}-head"


def _free_place(wanted: float, left: float, right: float, half: float, blocked: list[float]) -> float:
    """The centre nearest to `wanted` from left to right where a label keeps clear of what stands in the way."""
    edges = [left, *sorted(blocked), right]
    for clearance in (_CLEARANCE, 6.0):
        room = half + clearance
        centres = [min(max(wanted, a + room), b - room) for a, b in pairwise(edges) if b - a >= 2 * room]
        if centres:
            return min(centres, key=lambda c: abs(c - wanted))
    return wanted
