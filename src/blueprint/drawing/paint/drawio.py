"""Scenes -> draw.io: cards as shapes with their text, arrows that hold on to them, icons and curves as stencils."""

from __future__ import annotations

import base64
import html
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from blueprint.drawing.paint.native import Cluster, Figure, Join, Paragraph, TextBox, extent, figures
from blueprint.drawing.paint.outline import Stroke, bounds, icon_strokes, strokes, with_holes
from blueprint.drawing.paint.svg import escaped
from blueprint.drawing.scene import Icon, Path, Rect, Scene
from blueprint.drawing.theme import BODY, STYLES, THEMES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from blueprint.drawing.paint.outline import Box, Point

_FONTS: Final = "Arial,Liberation Sans,Microsoft YaHei,PingFang SC,Noto Sans SC,Noto Sans CJK SC,sans-serif"
_FONTS_OF: Final = {
    "zh-hant": "Arial,Liberation Sans,Microsoft JhengHei,PingFang TC,Noto Sans TC,Noto Sans CJK TC,sans-serif",
    "ja": "Arial,Liberation Sans,Yu Gothic,Hiragino Sans,Noto Sans JP,Noto Sans CJK JP,sans-serif",
    "ko": "Arial,Liberation Sans,Malgun Gothic,Apple SD Gothic Neo,Noto Sans KR,Noto Sans CJK KR,sans-serif",
}
_TRADITIONAL: Final = ("zh-tw", "zh-hk", "zh-mo")

_GROUP: Final = "group;connectable=0;"
_BACKGROUND, _LINKS, _CARDS = "background", "links", "cards"
_LAYERS: Final = (_BACKGROUND, _LINKS, _CARDS)
_FLAT: Final = frozenset({"header", "stages"})
_THINNEST: Final = 1.0
"""The least width and height of a stencil: one without any is not drawn."""

_BLOCK: Final = 65_535
"""The most bytes that deflate stores in one block."""


def drawio(scenes: Sequence[Scene], theme: str = "light") -> str:
    """The scenes as a draw.io file, a page each, in points; uncompressed, so that it can be read and compared.

    Tints of lanes lie in a layer of their own, which is locked. Text of the scene is text: no markup, no placeholder.
    """
    pages = "".join(_page(scene, number, theme) for number, scene in enumerate(scenes, 1))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<mxfile host="blueprint">\n{pages}</mxfile>\n'


def _page(scene: Scene, number: int, theme: str) -> str:
    width, height = _n(scene.width), _n(scene.height)
    drawn = _Page(scene, THEMES[theme])
    cells = "\n".join(drawn.cells())
    return (
        f'<diagram id="page-{number}" name="{escaped(scene.title)}"><mxGraphModel dx="1000" dy="800" grid="0" '
        f'gridSize="8" guides="1" tooltips="1" connect="1" arrows="1" fold="1" page="1" pageScale="1" '
        f'pageWidth="{width}" pageHeight="{height}" math="0" shadow="0" background="{drawn.colours["page"]}"><root>\n'
        f'<mxCell id="0"/>\n<mxCell id="{_BACKGROUND}" value="{_BACKGROUND}" style="locked=1;" parent="0"/>\n'
        f'<mxCell id="{_LINKS}" value="{_LINKS}" parent="0"/>\n<mxCell id="{_CARDS}" value="{_CARDS}" parent="0"/>\n'
        f"{cells}\n</root></mxGraphModel></diagram>\n"
    )


@dataclass
class _Page:
    """A scene on its way to a page."""

    scene: Scene
    colours: Mapping[str, str]
    used: dict[str, int] = field(default_factory=dict)
    cards: dict[str, str] = field(default_factory=dict)
    """The id of each card's cell, by the card's id."""
    edges: list[str] = field(default_factory=list)

    def cells(self) -> Iterator[str]:
        """The cells, the lowest first, but for links: draw.io wants to have read what they join before."""
        self.cards = {id_: self._id(f"card.{id_}") for id_ in self.scene.boxes}
        is_ground = True
        for figure in figures(self.scene):
            is_title = isinstance(figure, Cluster) and figure.of.role == "header"
            if isinstance(figure, Cluster) and (figure.of.ends or figure.of.id in self.cards):
                is_ground = False
            yield from self._figure(figure, _BACKGROUND if is_ground and not is_title else _CARDS, (0.0, 0.0))
        yield from self.edges

    def _figure(self, figure: Figure, parent: str, origin: Point, id_: str = "", title: str = "") -> Iterator[str]:
        match figure:
            case Cluster():
                yield from self._cluster(figure, parent, origin)
            case TextBox():
                yield self._text_box(figure, parent, origin, id_, title)
            case Rect():
                yield self._text_box(TextBox(extent(figure), figure), parent, origin, id_, title)
            case Icon():
                drawn = icon_strokes(figure.name, figure.size)
                drawn = with_holes(drawn) if STYLES[figure.style].fill else drawn
                x, y, width, height = bounds(drawn)
                box = (figure.x + x - origin[0], figure.y + y - origin[1], width, height)
                yield self._stencil(drawn, box, self._paint(figure.style), parent, id_, title)
            case Path():
                drawn = strokes(figure.d)
                x, y, width, height = bounds(drawn)
                look = self._paint(figure.style, figure.width)
                yield self._stencil(drawn, (x - origin[0], y - origin[1], width, height), look, parent, id_, title)
            case Join():
                self.edges.append(self._edge(figure, id_, title))

    def _cluster(self, cluster: Cluster, parent: str, origin: Point) -> Iterator[str]:
        """A card is its own shape, with its icons in it; other groups are groups."""
        of, inside = cluster.of, list(cluster.figures)
        role = of.role.partition(" ")[0]
        id_ = f"{role}.{of.id}"
        if of.role in _FLAT or not inside:
            for figure in inside:
                yield from self._figure(figure, parent, origin)
            return
        if isinstance(inside[0], Join):
            yield from self._figure(inside[0], parent, origin, id_, of.title)
            for figure in inside[1:]:
                yield from self._figure(figure, parent, origin)
            return
        if len(inside) == 1 and role != "card":
            yield from self._figure(inside[0], parent, origin, id_, of.title)
            return
        holder = next((f for f in inside if isinstance(f, TextBox) and f.wraps), None)
        if holder is not None:
            own = self.cards.get(of.id) or self._id(id_)
            yield self._text_box(holder, parent, origin, own, of.title, is_new=False)
            inside.remove(holder)
            x, y = holder.box[:2]
        else:
            x, y, width, height = extent(cluster)
            own = self._id(id_)
            yield self._cell(own, "", _GROUP, parent, (x - origin[0], y - origin[1], width, height), of.title)
        for figure in inside:
            yield from self._figure(figure, own, (x, y))

    # -- shapes ------------------------------------------------------------------------------------------------

    def _text_box(self, of: TextBox, parent: str, origin: Point, id_: str, title: str, *, is_new: bool = True) -> str:
        x, y, width, height = of.box
        shape = of.shape
        if shape is None and not of.wraps:  # room for other fonts
            slack = width * 0.1 + 4
            x -= {"start": 0.0, "middle": slack / 2, "end": slack}[of.anchor]
            width += slack
        elif shape is None:
            width += max(4 - of.right, 0)
        style = "html=1;whiteSpace=wrap;verticalAlign=top;spacing=0;spacingTop=-5;overflow=visible;"
        style += "align={};".format({"start": "left", "middle": "center", "end": "right"}[of.anchor])
        style += f"fontFamily={self._fonts};fontSize={_n(BODY)};"
        if isinstance(shape, Path):
            style += self._shape(strokes(shape.d)) + self._paint(shape.style)
        elif shape is not None:
            round_ = (
                f"rounded=1;absoluteArcSize=1;arcSize={_n(min(shape.radius * 2, width, height))};"
                if shape.radius
                else ""
            )
            style += round_ + self._paint(shape.style)
        else:
            style += "fillColor=none;strokeColor=none;"
        if of.wraps:
            style += "container=1;collapsible=0;recursiveResize=0;"
        own = self._id(id_) if is_new else id_
        return self._cell(own, self._label(of), style, parent, (x - origin[0], y - origin[1], width, height), title)

    def _stencil(self, of: Sequence[Stroke], box: Box, look: str, parent: str, id_: str, title: str) -> str:
        x, y, width, height = box
        room = (x, y, max(width, _THINNEST), max(height, _THINNEST))
        return self._cell(self._id(id_), "", f"{self._shape(of)}{look}connectable=0;", parent, room, title)

    def _shape(self, of: Sequence[Stroke]) -> str:
        """A stencil that is the outline itself: draw.io takes it as XML, deflated and in base 64.

        It may be percent-encoded before; tags and numbers need not.
        """
        left, top, width, height = bounds(of)
        wide, high = max(width, _THINNEST), max(height, _THINNEST)
        drawn = []
        for kind, points in of:
            at = [(x - left, y - top) for x, y in points]
            names = {1: ("",), 2: ("1", "2"), 3: ("1", "2", "3")}.get(len(at), ())
            values = " ".join(f'x{n}="{_n(x)}" y{n}="{_n(y)}"' for n, (x, y) in zip(names, at, strict=True))
            tag = {"M": "move", "L": "line", "Q": "quad", "C": "curve", "Z": "close"}[kind]
            drawn.append(f"<{tag} {values}/>" if values else f"<{tag}/>")
        stencil = (
            f'<shape w="{_n(wide)}" h="{_n(high)}" aspect="variable" strokewidth="inherit"><foreground>'
            f'<linecap cap="round"/><linejoin join="round"/><path>'
            f"{''.join(drawn)}</path><fillstroke/></foreground></shape>"
        )
        return f"shape=stencil({base64.b64encode(_stored(stencil.encode())).decode()});"

    def _paint(self, name: str, width: float | None = None) -> str:
        style = STYLES[name]
        fill = self.colours[style.fill] if style.fill else "none"
        stroke = self.colours[style.stroke] if style.stroke else "none"
        wide = style.stroke_width if width is None else width
        dash = f"dashed=1;fixDash=1;dashPattern={style.dash};" if style.dash else ""
        return f"fillColor={fill};strokeColor={stroke};strokeWidth={_n(wide)};{dash}"

    # -- links -------------------------------------------------------------------------------------------------

    def _edge(self, join: Join, id_: str, title: str) -> str:
        style = STYLES[join.path.style]
        wide = join.path.width if join.path.width is not None else style.stroke_width
        if join.is_curved:
            look = "edgeStyle=none;curved=1;"
        else:
            look = "edgeStyle=orthogonalEdgeStyle;rounded=1;arcSize=14;jettySize=auto;orthogonalLoop=1;"
        look += f"html=1;strokeColor={self.colours[style.stroke or 'link']};strokeWidth={_n(wide)};"
        look += f"dashed=1;fixDash=1;dashPattern={style.dash};" if style.dash else ""
        look += "endArrow=block;endFill=1;endSize=5;" if join.head else "endArrow=none;"
        for end, card, point in (("exit", join.source, join.corners[0]), ("entry", join.target, join.corners[-1])):
            x, y, width, height = self.scene.boxes[card]
            look += f"{end}X={_share(point[0] - x, width)};{end}Y={_share(point[1] - y, height)};{end}Dx=0;{end}Dy=0;"
            look += f"{end}Perimeter=0;"
        between = "".join(f'<mxPoint x="{_n(x)}" y="{_n(y)}"/>' for x, y in join.corners[1:-1])
        points = f'<Array as="points">{between}</Array>' if between else ""
        return (
            f'<UserObject id="{escaped(self._id(id_))}" label="" tooltip="{escaped(_said(title))}">'
            f'<mxCell style="{escaped(look)}" parent="{_LINKS}" source="{escaped(self.cards[join.source])}" '
            f'target="{escaped(self.cards[join.target])}" edge="1"><mxGeometry relative="1" as="geometry">{points}'
            "</mxGeometry></mxCell></UserObject>"
        )

    # -- text --------------------------------------------------------------------------------------------------

    def _label(self, of: TextBox) -> str:
        """The paragraphs as markup of draw.io's own: all text is escaped."""
        right = of.right if of.wraps and of.shape is not None else 0.0
        return "".join(self._paragraph(paragraph, of, max(right, 0)) for paragraph in of.paragraphs)

    def _paragraph(self, paragraph: Paragraph, of: TextBox, right: float) -> str:
        left = paragraph.left if of.anchor == "start" else 0.0
        css = f"margin:{_n(paragraph.above)}px {_n(right)}px 0 {_n(left)}px;line-height:{_n(paragraph.spacing)}px;"
        # Where fonts are narrower it may take fewer lines: what is below stays beside its icons nevertheless.
        css += f"min-height:{_n(paragraph.spacing * paragraph.lines)}px;text-spacing-trim:space-all;"
        css += "" if of.wraps else "white-space:nowrap;"
        css += "text-decoration:line-through;" if paragraph.is_struck else ""
        text = "<br>".join(_markup(line) for line in paragraph.text.split("\n"))
        beside = "".join(
            f'<span style="margin-left:{_n(gap)}px;{self._look(style)}">{_markup(text)}</span>'
            for gap, text, style in paragraph.gaps()
        )
        direction = ' dir="rtl"' if paragraph.is_right_to_left else ""
        return f'<div{direction} style="{css}{self._look(paragraph.style)}">{text}{beside}</div>'

    def _look(self, name: str) -> str:
        style = STYLES[name]
        bold = "font-weight:700;" if style.bold else ""
        return f"font-size:{_n(style.size or BODY)}px;color:{self.colours[style.fill or 'ink']};{bold}"

    @property
    def _fonts(self) -> str:
        tag = (self.scene.language or "").casefold().replace("_", "-")
        if tag.startswith(_TRADITIONAL):
            tag = "zh-hant"
        return next((fonts for of, fonts in _FONTS_OF.items() if f"{tag}-".startswith(f"{of}-")), _FONTS)

    # -- cells -------------------------------------------------------------------------------------------------

    def _id(self, wanted: str) -> str:
        """An id that no other cell has: the wanted one at first, then with a number."""
        wanted = wanted or "shape"
        count = self.used[wanted] = self.used.get(wanted, 0) + 1
        if count == 1 and wanted != "shape" and wanted not in ("0", *_LAYERS):
            return wanted
        return self._id(f"{wanted}.{count}")

    def _cell(self, id_: str, label: str, style: str, parent: str, box: Box, title: str) -> str:
        x, y, width, height = map(_n, box)
        geometry = f'<mxGeometry x="{x}" y="{y}" width="{width}" height="{height}" as="geometry"/>'
        if title:
            return (
                f'<UserObject id="{escaped(id_)}" label="{escaped(label)}" tooltip="{escaped(_said(title))}">'
                f'<mxCell style="{escaped(style)}" parent="{escaped(parent)}" vertex="1">{geometry}</mxCell>'
                "</UserObject>"
            )
        return (
            f'<mxCell id="{escaped(id_)}" value="{escaped(label)}" style="{escaped(style)}" '
            f'parent="{escaped(parent)}" vertex="1">{geometry}</mxCell>'
        )


def _markup(text: str) -> str:
    return html.escape(text)


def _said(title: str) -> str:
    """A tooltip, which draw.io reads as markup too."""
    return html.escape(title)


def _share(far: float, whole: float) -> str:
    return f"{min(max(far / whole, 0.0), 1.0):.4f}".rstrip("0").rstrip(".") if whole else "0.5"


def _stored(data: bytes) -> bytes:
    """The data in the form of deflate, as it is: compressed, it would be other bytes with another zlib."""
    made = bytearray()
    for at in range(0, len(data), _BLOCK):
        block = data[at : at + _BLOCK]
        made.append(int(at + _BLOCK >= len(data)))
        made += len(block).to_bytes(2, "little") + (len(block) ^ 0xFFFF).to_bytes(2, "little") + block
    return bytes(made)


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") or "0"
