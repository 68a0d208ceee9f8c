"""A scene -> the shapes of a PowerPoint slide, as its XML has them."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from blueprint.drawing import text as measure
from blueprint.drawing.paint.legs import legs
from blueprint.drawing.paint.native import Cluster, Figure, Join, Paragraph, TextBox, extent, figures
from blueprint.drawing.paint.outline import Stroke, bounds, icon_strokes, strokes
from blueprint.drawing.paint.svg import escaped
from blueprint.drawing.scene import Icon, Path, Rect, Scene
from blueprint.drawing.theme import BODY, STYLES, Style

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from blueprint.drawing.paint.legs import Leg
    from blueprint.drawing.paint.outline import Box, Point

_EMU: Final = 12_700
"""English Metric Units in a point."""

_LATIN: Final = "Arial"

_EAST_ASIAN: Final = {
    "zh-hant": "Microsoft JhengHei", "zh-tw": "Microsoft JhengHei", "zh-hk": "Microsoft JhengHei",
    "zh-mo": "Microsoft JhengHei", "ja": "Yu Gothic", "ko": "Malgun Gothic",
}  # fmt: skip

_ANY_EAST_ASIAN: Final = "Microsoft YaHei"

_PROOFED_AS: Final = {"zh-hant": "zh-TW", "zh-hans": "zh-CN", "zh": "zh-CN"}

_DESCENT: Final = 0.212
"""How far Arial reaches below the baseline, in type sizes: with lines of a fixed height, the baseline is so far up."""

_SPACE: Final = 0.278
"""How wide a space of Arial is, in type sizes."""

_HEADS: Final = {"lg": 5, "med": 3, "sm": 2}
"""The sizes of arrow heads, in widths of their line; of a thin one, as if it were `_THINNEST` points wide."""

_THINNEST: Final = 2.0

_SITES: Final = {"top": 0, "left": 1, "bottom": 2, "right": 3}
"""The places of a rectangle to which a connector can be glued, by number."""

_WAYS: Final = {
    "straight": "straightConnector1", "corner": "bentConnector2", "halfway": "bentConnector3",
    "curve": "curvedConnector3",
}  # fmt: skip
"""PowerPoint's name for the way of each kind of leg."""

_FLAT: Final = frozenset({"header", "stages"})
"""Groups whose shapes stand on the slide by themselves: the title must, and stages are one next to the other."""


def emu(points: float) -> int:
    """A length in points as PowerPoint counts it."""
    return round(points * _EMU)


@dataclass
class Slide:
    """A scene on its way to a slide: where it lies there, and the numbers that its shapes have."""

    scene: Scene
    theme: Mapping[str, str]
    scale: float
    left: float
    top: float
    numbers: dict[str, int] = field(default_factory=dict)
    """The number of each card's own shape, by the card's id."""
    used: int = 1
    has_title: bool = False

    def shapes(self) -> Iterator[str]:
        """The shapes as XML, the lowest first."""
        drawn = figures(self.scene)
        for number, id_ in enumerate(self.scene.boxes):
            self.numbers[id_] = 2 + number
        self.used = 1 + len(self.numbers)
        for figure in drawn:
            yield from self._figure(figure, self._background_name(figure))

    def colour(self, name: str) -> str:
        """A colour of the theme as PowerPoint writes it."""
        return self.theme[name].removeprefix("#").upper()

    def _background_name(self, figure: Figure) -> str:
        return figure.style if isinstance(figure, Rect | Path) else ""

    # -- figures -----------------------------------------------------------------------------------------------

    def _figure(self, figure: Figure, name: str = "", title: str = "", number: int | None = None) -> Iterator[str]:
        match figure:
            case Cluster():
                yield from self._cluster(figure)
            case TextBox():
                whole, lines = _with_tight_lines_apart(figure)
                yield self._text_box(whole, name, title, number)
                yield from (self._text_box(line, "", "", None) for line in lines)
            case Rect():
                yield self._text_box(TextBox(extent(figure), figure), name, title, number)
            case Icon():
                yield self._icon(figure)
            case Path():
                yield self._freeform(strokes(figure.d), STYLES[figure.style], name, title, figure.width)
            case Join():
                yield self._connectors(figure, name, title)

    def _cluster(self, cluster: Cluster) -> Iterator[str]:
        """A group; one with a single shape is that shape, under the group's name."""
        of = cluster.of
        own = self.numbers.get(of.id) if of.role.partition(" ")[0] == "card" else None
        if of.role in _FLAT:
            for figure in cluster.figures:
                yield from self._figure(figure, f"{of.role}" if isinstance(figure, TextBox) else "")
            return
        name = f"{of.role.partition(' ')[0]} {of.id}"
        if not cluster.figures:
            return
        only = cluster.figures[0] if len(cluster.figures) == 1 else None
        if only is not None and not (isinstance(only, TextBox) and _with_tight_lines_apart(only)[1]):
            yield from self._figure(only, name, of.title, own)
            return
        base = next((f for f in cluster.figures if isinstance(f, TextBox) and f.wraps), None)
        inner = "".join(
            shape
            for figure in cluster.figures
            for shape in self._figure(figure, name if figure is base else "", number=own if figure is base else None)
        )
        yield self._group(name, of.title, extent(cluster), inner)

    def _text_box(self, of: TextBox, name: str, title: str, number: int | None) -> str:
        shape = of.shape
        x, y, width, height = of.box
        style = STYLES[shape.style] if shape is not None else None
        if shape is None and not of.wraps:  # room for other fonts: in all directions but the one where it starts
            slack = width * 0.1 + 4
            x -= {"start": 0.0, "middle": slack / 2, "end": slack}[of.anchor]
            width += slack
        if shape is None and of.wraps:
            width += max(4 - of.right, 0)
        is_title = bool(of.paragraphs) and of.paragraphs[0].style == "title" and not self.has_title
        self.has_title |= is_title
        about = self._names(name or ("text" if shape is None else shape.style), title, number)
        lock = '<a:spLocks noMove="1" noResize="1"/>' if name.startswith("band-") else ""
        box = (x, y, width, height)
        kind = ' txBox="1"' if shape is None and not is_title else ""
        placeholder = '<p:nvPr><p:ph type="title"/></p:nvPr>' if is_title else "<p:nvPr/>"
        if isinstance(shape, Path):
            outline = self._outline(strokes(shape.d))
        else:
            outline = self._rectangle(shape, min(width, height))
        paint = _fill(self, style) + _line(self, style) if style else "<a:noFill/>"
        return (
            f"<p:sp><p:nvSpPr>{about}<p:cNvSpPr{kind}>{lock}</p:cNvSpPr>{placeholder}</p:nvSpPr>"
            f"<p:spPr>{self._place(box)}{outline}{paint}</p:spPr>{self._text(of, box)}</p:sp>"
        )

    def _rectangle(self, shape: Rect | None, side: float) -> str:
        if shape is None or not shape.radius or not side:
            return '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        bent = min(round(shape.radius / side * 100_000), 50_000)
        return f'<a:prstGeom prst="roundRect"><a:avLst><a:gd name="adj" fmla="val {bent}"/></a:avLst></a:prstGeom>'

    def _icon(self, icon: Icon) -> str:
        shifted = tuple(
            Stroke(s.kind, tuple((x + icon.x, y + icon.y) for x, y in s.points))
            for s in icon_strokes(icon.name, icon.size)
        )
        return self._freeform(shifted, STYLES[icon.style], f"icon {icon.name}", "")

    def _freeform(self, of: Sequence[Stroke], style: Style, name: str, title: str, width: float | None = None) -> str:
        return (
            f"<p:sp><p:nvSpPr>{self._names(name or 'line', title)}<p:cNvSpPr/><p:nvPr/></p:nvSpPr>"
            f"<p:spPr>{self._place(bounds(of))}{self._outline(of)}{_fill(self, style)}"
            f"{_line(self, style, width)}</p:spPr></p:sp>"
        )

    def _outline(self, of: Sequence[Stroke]) -> str:
        left, top, width, height = bounds(of)
        drawn = []
        for kind, points in of:
            tag = {"M": "moveTo", "L": "lnTo", "Q": "quadBezTo", "C": "cubicBezTo", "Z": "close"}[kind]
            inner = "".join(f'<a:pt x="{self.length(x - left)}" y="{self.length(y - top)}"/>' for x, y in points)
            drawn.append(f"<a:{tag}>{inner}</a:{tag}>" if inner else "<a:close/>")
        size = f'w="{self.length(width)}" h="{self.length(height)}"'
        return (
            '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/>'
            f"<a:pathLst><a:path {size}>{''.join(drawn)}</a:path></a:pathLst></a:custGeom>"
        )

    # -- links -------------------------------------------------------------------------------------------------

    def _connectors(self, join: Join, name: str, title: str) -> str:
        """The connectors of a line, one after the other, each glued to a card or to the dot where the next one begins.

        Where there are several they are a group.
        """
        parts = legs(join)
        wide = join.path.width or STYLES[join.path.style].stroke_width
        cards = self.numbers[join.source], self.numbers[join.target]
        between = range(self.used + 1, self.used + len(parts))
        self.used += len(between)
        held = [cards[0], *between, cards[1]]
        is_one = len(parts) == 1
        lines = "".join(
            self._connector(
                leg, join, ends, name if is_one else "leg", title if is_one else "", is_last=leg is parts[-1]
            )
            for leg, ends in zip(parts, pairwise(held), strict=True)
        )
        if is_one:
            return lines
        dots = "".join(
            self._dot(number, leg.end, wide, join.path.style) for number, leg in zip(between, parts, strict=False)
        )
        return self._group(name, title, extent(join), lines + dots)

    def _connector(self, leg: Leg, join: Join, ends: tuple[int, int], name: str, title: str, *, is_last: bool) -> str:
        style = STYLES[join.path.style]
        glued = (
            f'<a:stCxn id="{ends[0]}" idx="{_SITES[leg.leaves]}"/><a:endCxn id="{ends[1]}" idx="{_SITES[leg.enters]}"/>'
        )
        arrow = ""
        if join.head is not None and is_last:
            thick = max((join.path.width or style.stroke_width) * self.scale, _THINNEST)
            wide = max(extent(join.head)[2:]) * self.scale / thick
            size = min(_HEADS, key=lambda name: abs(_HEADS[name] - wide))
            arrow = f'<a:tailEnd type="triangle" w="{size}" len="{size}"/>'
        return (
            f"<p:cxnSp><p:nvCxnSpPr>{self._names(name or 'link', title)}<p:cNvCxnSpPr>{glued}</p:cNvCxnSpPr><p:nvPr/>"
            f"</p:nvCxnSpPr><p:spPr>{self._way(leg)}{_line(self, style, join.path.width, arrow)}</p:spPr></p:cxnSp>"
        )

    def _way(self, leg: Leg) -> str:
        """The frame of a connector and its kind.

        A bent connector starts to the right. One that starts downwards is turned by a quarter, one that leads the other
        way is mirrored; the frame is that of the unturned one.
        """
        (x1, y1), (x2, y2) = leg.start, leg.end
        along, across = (y2 - y1, x2 - x1) if leg.is_across else (x2 - x1, y2 - y1)
        mirrored = (' flipH="1"' if along < 0 else "") + (
            ' flipV="1"' if (across > 0 if leg.is_across else across < 0) else ""
        )
        middle_x, middle_y, width, height = (x1 + x2) / 2, (y1 + y2) / 2, abs(along), abs(across)
        turned = ' rot="5400000"' if leg.is_across else ""
        frame = self._place((middle_x - width / 2, middle_y - height / 2, width, height), turned + mirrored)
        return f'{frame}<a:prstGeom prst="{_WAYS[leg.kind]}"><a:avLst/></a:prstGeom>'

    def _dot(self, number: int, at: Point, wide: float, style: str) -> str:
        """A place of the line's own, as large as the line is wide, for two connectors to hold on to."""
        paint = f'<a:solidFill><a:srgbClr val="{self.colour(STYLES[style].stroke or "link")}"/></a:solidFill>'
        return (
            f"<p:sp><p:nvSpPr>{self._names('turn', '', number)}<p:cNvSpPr/><p:nvPr/></p:nvSpPr>"
            f"<p:spPr>{self._place((at[0] - wide / 2, at[1] - wide / 2, wide, wide))}{self._rectangle(None, wide)}"
            f"{paint}<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
        )

    def _group(self, name: str, title: str, box: Box, inner: str) -> str:
        x, y, width, height = self._frame(box)
        frame = f'x="{x}" y="{y}"/><a:{{0}}xt cx="{width}" cy="{height}"/>'
        return (
            f"<p:grpSp><p:nvGrpSpPr>{self._names(name, title)}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr>"
            f"<a:xfrm><a:off {frame.format('e')}<a:chOff {frame.format('chE')}</a:xfrm></p:grpSpPr>{inner}</p:grpSp>"
        )

    # -- text --------------------------------------------------------------------------------------------------

    def _text(self, of: TextBox, box: Box) -> str:
        if not of.paragraphs:
            return ""
        x, y, width, _ = box
        lefts = [p.left for p in of.paragraphs]
        indent = min(lefts) + of.box[0] - x if of.anchor == "start" else 0.0
        right = of.right + width - of.box[2] if of.wraps else 0.0
        first = of.paragraphs[0]
        size = STYLES[first.style].size or BODY
        # Where lines have a fixed height, the baseline is one descent above their end, here it is a bit higher.
        top = first.above + (of.box[1] - y) - (first.spacing / 2 - 0.36 * size - _DESCENT * size)
        kept = _inside(of.shape)
        left, top, right = (self.length(max(inset - kept, 0)) for inset in (indent, top, right))
        insets = f'lIns="{left}" tIns="{top}" rIns="{right}" bIns="0"'
        wrap = "square" if of.wraps else "none"
        body = "".join(
            self._paragraph(paragraph, of, min(lefts), is_first=not number)
            for number, paragraph in enumerate(of.paragraphs)
        )
        return (
            f'<p:txBody><a:bodyPr wrap="{wrap}" {insets} anchor="t" rtlCol="0"><a:noAutofit/></a:bodyPr><a:lstStyle/>'
            f"{body}</p:txBody>"
        )

    def _paragraph(self, paragraph: Paragraph, of: TextBox, left: float, *, is_first: bool) -> str:
        said = (
            [f'marL="{self.length(paragraph.left - left)}" indent="0"']
            if of.anchor == "start"
            else ['marL="0" indent="0"']
        )
        anchor = {"start": "l", "middle": "ctr", "end": "r"}[of.anchor]
        if paragraph.is_right_to_left:
            said.append('rtl="1"')
            anchor = {"l": "r", "r": "l"}.get(anchor, anchor)
        said.append(f'algn="{anchor}" hangingPunct="0"')
        above = 0.0 if is_first else paragraph.above
        runs = f"<a:br>{self._look(paragraph.style)}</a:br>".join(
            self._run(line, paragraph.style, is_struck=paragraph.is_struck) for line in paragraph.text.split("\n")
        )
        runs += "".join(self._gap(gap, style) + self._run(text, style) for gap, text, style in paragraph.gaps())
        return (
            f'<a:p><a:pPr {" ".join(said)}><a:lnSpc><a:spcPts val="{self._hundredths(paragraph.spacing)}"/></a:lnSpc>'
            f'<a:spcBef><a:spcPts val="{self._hundredths(above)}"/></a:spcBef><a:spcAft><a:spcPts val="0"/></a:spcAft>'
            f"<a:buNone/></a:pPr>{runs}</a:p>"
        )

    def _run(self, text: str, style: str, *, is_struck: bool = False) -> str:
        return f"<a:r>{self._look(style, is_struck=is_struck)}<a:t>{escaped(text)}</a:t></a:r>"

    def _gap(self, gap: float, style: str) -> str:
        """One space, as wide as a gap: tabs would depend on where a program counts them from."""
        more = gap - _SPACE * (STYLES[style].size or BODY)
        return f"<a:r>{self._look(style, more)}<a:t> </a:t></a:r>"

    def _look(self, name: str, apart: float = 0, *, is_struck: bool = False) -> str:
        style = STYLES[name]
        tag = (self.scene.language or "").casefold().replace("_", "-")
        east = next((font for of, font in _EAST_ASIAN.items() if f"{tag}-".startswith(f"{of}-")), _ANY_EAST_ASIAN)
        proofed = next((to for of, to in _PROOFED_AS.items() if f"{tag}-".startswith(f"{of}-")), self.scene.language)
        lang = f' lang="{escaped(proofed)}"' if proofed else ""
        bold = (
            (' b="1"' if style.bold else ' b="0"')
            + (' strike="sngStrike"' if is_struck else "")
            + (f' spc="{self._hundredths(apart)}"' if apart else "")
        )
        return (
            f'<a:rPr{lang} sz="{max(self._hundredths(style.size or BODY), 100)}"{bold} dirty="0">{_fill(self, style)}'
            f'<a:latin typeface="{_LATIN}"/><a:ea typeface="{east}"/><a:cs typeface="{_LATIN}"/></a:rPr>'
        )

    # -- numbers and names -------------------------------------------------------------------------------------

    def _names(self, name: str, title: str, number: int | None = None) -> str:
        """What a shape is called in the list of shapes, and what is read aloud."""
        if number is None:
            self.used += 1
            number = self.used
        said = f' descr="{escaped(title)}"' if title else ""
        return f'<p:cNvPr id="{number}" name="{escaped(name)}"{said}/>'

    def length(self, points: float) -> int:
        """A length of the scene as it is on the slide."""
        return emu(points * self.scale)

    def _hundredths(self, points: float) -> int:
        return round(points * self.scale * 100)

    def _frame(self, box: Box) -> tuple[int, int, int, int]:
        x, y, width, height = box
        at_x, at_y = self.left + x * self.scale, self.top + y * self.scale
        return emu(at_x), emu(at_y), self.length(width), self.length(height)

    def _place(self, box: Box, turned: str = "") -> str:
        x, y, width, height = self._frame(box)
        return f'<a:xfrm{turned}><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'


def _inside(shape: Rect | Path | None) -> float:
    """How far inside a rectangle with round corners PowerPoint begins to count insets."""
    if not isinstance(shape, Rect):
        return 0.0
    return min(shape.radius, shape.width / 2, shape.height / 2) * (1 - math.sqrt(0.5))


def _with_tight_lines_apart(of: TextBox) -> tuple[TextBox, list[TextBox]]:
    """A box whose lines may break, and the texts that stand beside each other on a line that is nearly full.

    They get boxes of their own: where fonts are a little wider, the line would break and push down what is below.
    """
    end = of.box[2] - of.right
    tight = [p for p in of.paragraphs if of.wraps and p.beside and p.loose_end > end]
    if not tight:
        return of, []
    kept: list[Paragraph] = []
    apart: list[TextBox] = []
    x, y, _, _ = of.box
    skipped = 0.0
    for paragraph in of.paragraphs:
        top = y + paragraph.above
        y = top + paragraph.spacing * paragraph.lines
        if paragraph not in tight:
            kept.append(replace(paragraph, above=paragraph.above + skipped))
            skipped = 0.0
            continue
        skipped += paragraph.above + paragraph.spacing
        for left, text, style in ((paragraph.left, paragraph.text, paragraph.style), *paragraph.beside):
            alone = replace(paragraph, text=text, style=style, left=0.0, above=0.0, beside=())
            size = STYLES[style].size or BODY
            width = measure.width(text, size, bold=STYLES[style].bold)
            apart.append(TextBox((x + left, top, width, paragraph.spacing), None, (alone,)))
    return replace(of, paragraphs=tuple(kept)), apart


def _fill(slide: Slide, style: Style) -> str:
    if style.fill is None:
        return "<a:noFill/>"
    return f'<a:solidFill><a:srgbClr val="{slide.colour(style.fill)}"/></a:solidFill>'


def _line(slide: Slide, style: Style, width: float | None = None, arrow: str = "") -> str:
    if style.stroke is None:
        return "<a:ln><a:noFill/></a:ln>"
    wide = style.stroke_width if width is None else width
    dash = ""
    if style.dash:
        lengths = [round(float(length) / wide * 100_000) for length in style.dash.split()]
        pairs = zip(lengths[::2], lengths[1::2], strict=True)
        stretches = "".join(f'<a:ds d="{on}" sp="{off}"/>' for on, off in pairs)
        dash = f"<a:custDash>{stretches}</a:custDash>"
    cap = "" if style.dash else ' cap="rnd"'
    return (
        f'<a:ln w="{max(slide.length(wide), 1)}"{cap}><a:solidFill><a:srgbClr val="{slide.colour(style.stroke)}"/>'
        f"</a:solidFill>{dash}<a:round/>{arrow}</a:ln>"
    )
