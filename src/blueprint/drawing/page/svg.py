"""Scene -> SVG within a page: shorter than `paint/svg.py`, since the pictures of a page share styles and icons."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from blueprint.drawing.paint.svg import declarations, escaped, icon_path, variables
from blueprint.drawing.scene import Group, Icon, Path, Rect, Scene, Shape, Text
from blueprint.drawing.theme import DARK, LIGHT, PRINT, STYLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_NAMED = ("row", "stage", "curve")
"""The groups whose names the page shows again, or asks for."""
_OF_CURVE = re.compile(r"(?:small-curve|curve|dot)-(\d+)")
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
_CLASSES = {name: f"{_ALPHABET[i // 26]}{_ALPHABET[i % 26]}" for i, name in enumerate(STYLES)}


def picture(scene: Scene, view: str) -> str:
    """The scene as an element of HTML. The id of a card's element is `view.id`."""
    width, height = _n(scene.width), _n(scene.height)
    language = f' lang="{escaped(scene.language)}"' if scene.language else ""
    seen: dict[str, int] = {}
    body = "".join("".join(_shape(item, view, seen)) for item in scene.items)
    return (
        f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        f'aria-label="{escaped(scene.title)}"{language}><desc>{escaped(scene.description)}</desc>{body}</svg>'
    )


def icons(scenes: Iterable[Scene]) -> str:
    """The icons of some pictures, each once in each of its sizes, for the pictures to refer to."""
    used = sorted({(s.name, s.size) for scene in scenes for s in scene.shapes() if isinstance(s, Icon)})
    paths = "".join(f'<path id="{_icon_id(name, size)}" d="{icon_path(name, size)}"/>' for name, size in used)
    return f'<svg width="0" height="0" aria-hidden="true" class="icons"><defs>{paths}</defs></svg>'


def stylesheet(scenes: Iterable[Scene]) -> str:
    """The colours of the themes as variables of the page, and the styles that some pictures use."""
    light, dark, printed = (variables(sorted(theme), theme) for theme in (LIGHT, DARK, PRINT))
    used = {s.style for scene in scenes for s in scene.shapes() if not isinstance(s, Group)}
    rules = "".join(f".{_CLASSES[name]}{{{declarations(STYLES[name], None)}}}" for name in STYLES if name in used)
    return (
        f":root{{{light};color-scheme:light}}"
        f"@media screen and (prefers-color-scheme:dark){{:root:not([data-theme]){{{dark};color-scheme:dark}}}}"
        f"@media screen{{:root[data-theme=dark]{{{dark};color-scheme:dark}}:root[data-theme=print]{{{printed}}}}}"
        f"@media print{{:root{{{printed}}}}}"
        f"{rules}"
    )


def _icon_id(name: str, size: float) -> str:
    return f"{name}-{_n(size).replace('.', '_')}"


def _shape(shape: Shape, view: str, seen: dict[str, int]) -> Iterator[str]:
    match shape:
        case Text():
            yield _text(shape)
        case Rect():
            radius = f" rx={_n(shape.radius)}" if shape.radius else ""
            at = f"x={_n(shape.x)} y={_n(shape.y)} width={_n(shape.width)} height={_n(shape.height)}"
            yield f"<rect {at}{radius} class={_CLASSES[shape.style]}{_curve(shape.style)} />"
        case Path():
            wide = f' style="stroke-width:{_n(shape.width)}"' if shape.width is not None else ""
            yield f'<path d="{shape.d}" class={_CLASSES[shape.style]}{_curve(shape.style)}{wide} />'
        case Icon():
            fill = " fill-rule=evenodd" if STYLES[shape.style].fill else ""
            at = f"x={_n(shape.x)} y={_n(shape.y)}"
            yield f"<use href=#{_icon_id(shape.name, shape.size)} {at}{fill} class={_CLASSES[shape.style]} />"
        case Group():
            yield from _group(shape, view, seen)


def _group(group: Group, view: str, seen: dict[str, int]) -> Iterator[str]:
    """A group by its role. A link is known by its ends; a card shows what its id says, where it has no `data-part`."""
    count = seen[group.id] = seen.get(group.id, 0) + 1
    id_ = escaped(f"{view}.{group.id}" + (f".{count}" if count > 1 else ""))
    ends = ' data-from="{}" data-to="{}"'.format(*map(escaped, group.ends)) if group.ends else ""
    known = f' id="{id_}"' if not group.ends else ""
    part = f' data-part="{escaped(group.part)}"' if group.part not in ("", group.id) else ""
    name = f' data-name="{escaped(group.title)}"' if group.role in _NAMED else ""
    yield f'<g{known} class="{escaped(group.role)}"{part}{ends}{name}>'
    for item in group.items:
        yield from _shape(item, view, seen)
    yield "</g>"


def _text(text: Text) -> str:
    """Right-to-left text is anchored in its middle, as in `paint/svg.py`."""
    x, anchor, direction = text.x, text.anchor, ""
    if text.right_to_left:
        x += {"start": text.width / 2, "middle": 0, "end": -text.width / 2}[anchor]
        anchor, direction = "middle", " direction=rtl"
    at = f" text-anchor={anchor}" if anchor != "start" else ""
    look = f"class={_CLASSES[text.style]}{_curve(text.style)}"
    return f"<text x={_n(x)} y={_n(text.y)}{at}{direction} {look}>{escaped(text.text)}</text>"


def _curve(style: str) -> str:
    """Which curve a line, a point or a name belongs to: their style says it."""
    found = _OF_CURVE.fullmatch(style)
    return f" data-curve={found[1]}" if found else ""


def _n(value: float) -> str:
    """A length, to a tenth of a point."""
    return f"{value:.1f}".removesuffix(".0")
