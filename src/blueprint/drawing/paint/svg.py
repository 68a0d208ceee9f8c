"""Scene -> SVG: self-contained, without scripts, its colours in CSS classes and variables or written out."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from blueprint.drawing.icons import ICONS
from blueprint.drawing.scene import Group, Icon, Path, Rect, Scene, Shape, Text
from blueprint.drawing.theme import DARK, FAMILIES, STYLES, THEMES, Style

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SPECIAL = re.compile(f"[&<>\"'{_FORBIDDEN.pattern[1:-1]}]")


def escaped(text: str) -> str:
    """Text as XML content or attribute value: the one place where text becomes markup."""
    if _SPECIAL.search(text) is None:  # nearly always, and much quicker
        return text
    return _FORBIDDEN.sub("\ufffd", text).translate(_ESCAPES)


def svg(scene: Scene, theme: str | None = None, *, prefix: str = "bp", font_css: str = "") -> str:
    """The scene as an SVG document.

    Without a theme it is light, and dark where the reader's system is. `prefix` starts every id: two drawings on one
    page need different ones. `font_css` is put in front of the styles (fonts that are embedded).
    """
    used = sorted({s.style for s in scene.shapes() if not isinstance(s, Group)})
    root = f"{prefix}-{scene.id}"
    style = font_css + _css(root, used, theme)
    return _document(scene, root, f"<style>{style}</style>", {name: f' class="s-{name}"' for name in used})


def plain_svg(scene: Scene, theme: str = "light", *, families: tuple[str, ...] = FAMILIES) -> str:
    """The scene as an SVG document without CSS, for programs that know none."""
    used = {s.style for s in scene.shapes() if not isinstance(s, Group)}
    attributes = {name: _attributes(STYLES[name], THEMES[theme]) for name in used}
    return _document(scene, f"bp-{scene.id}", "", attributes, families)


# -- styles ------------------------------------------------------------------------------------------------------


def _css(root: str, used: list[str], theme: str | None) -> str:
    selector = "#" + "".join(c if c.isascii() and (c.isalnum() or c in "-_") else f"\\{ord(c):x} " for c in root)
    colours = THEMES[theme or "light"]
    names = sorted({n for name in used for n in (STYLES[name].fill, STYLES[name].stroke) if n})
    rules = [f"{selector}{{{variables(names, colours)}}}"]
    if theme is None:
        rules.append(f"@media (prefers-color-scheme:dark){{{selector}{{{variables(names, DARK)}}}}}")
    rules.extend(f"{selector} .s-{name}{{{declarations(STYLES[name], colours)}}}" for name in used)
    return "".join(rules)


def variables(names: list[str], colours: Mapping[str, str]) -> str:
    """Some colours of a theme as variables of CSS."""
    return ";".join(f"--{name}:{colours[name]}" for name in names)


def declarations(style: Style, colours: Mapping[str, str] | None) -> str:
    """A style in CSS. With colours each stands twice: readers that know no variables keep the first."""
    parts = []
    for what, name in (("fill", style.fill), ("stroke", style.stroke)):
        plain = f"{what}:{colours[name]};" if colours and name else ""
        parts.append(f"{plain}{what}:var(--{name})" if name else f"{what}:none")
    if style.stroke:
        parts.append(f"stroke-width:{style.stroke_width:g}")
        parts.append(
            "stroke-linecap:round;stroke-linejoin:round" if not style.dash else f"stroke-dasharray:{style.dash}"
        )
    if style.size:
        parts.append(f"font-size:{style.size:g}px")
    if style.bold:
        parts.append("font-weight:700")
    return ";".join(parts)


def _attributes(style: Style, colours: Mapping[str, str]) -> str:
    parts = [f' fill="{colours[style.fill]}"' if style.fill else ' fill="none"']
    if style.stroke:
        parts.append(f' stroke="{colours[style.stroke]}" stroke-width="{style.stroke_width:g}"')
        parts.append(
            f' stroke-dasharray="{style.dash}"' if style.dash else ' stroke-linecap="round" stroke-linejoin="round"'
        )
    if style.size:
        parts.append(f' font-size="{style.size:g}"')
    if style.bold:
        parts.append(' font-weight="700"')
    return "".join(parts)


# -- shapes ------------------------------------------------------------------------------------------------------


def _document(
    scene: Scene, root: str, head: str, looks: Mapping[str, str], families: tuple[str, ...] = FAMILIES
) -> str:
    width, height = _n(scene.width), _n(scene.height)
    family = escaped(",".join(f"'{f}'" if " " in f else f for f in families))
    language = f' lang="{escaped(scene.language)}"' if scene.language else ""
    seen = dict.fromkeys(scene.boxes, 1)
    body = "\n".join(_shape(item, root, looks, seen) for item in scene.items)
    label = escaped(scene.title)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" id="{escaped(root)}" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" role="img" aria-label="{label}"{language} font-family="{family}">'
        f"<title>{escaped(scene.title)}</title><desc>{escaped(scene.description)}</desc>{head}\n{body}\n</svg>\n"
    )


def _shape(shape: Shape, root: str, looks: Mapping[str, str], seen: dict[str, int]) -> str:
    match shape:
        case Text():
            return _text(shape, looks[shape.style])
        case Rect():
            radius = f' rx="{_n(shape.radius)}"' if shape.radius else ""
            size = f'width="{_n(shape.width)}" height="{_n(shape.height)}"'
            return f'<rect x="{_n(shape.x)}" y="{_n(shape.y)}" {size}{radius}{looks[shape.style]}/>'
        case Path():
            wide = f' style="stroke-width:{_n(shape.width)}"' if shape.width is not None else ""
            return f'<path d="{shape.d}"{looks[shape.style]}{wide}/>'
        case Icon():
            d = icon_path(shape.name, shape.size)
            even_odd = ' fill-rule="evenodd"' if STYLES[shape.style].fill else ""
            return f'<path transform="translate({_n(shape.x)} {_n(shape.y)})" d="{d}"{even_odd}{looks[shape.style]}/>'
        case Group():
            return "".join(_group(shape, root, looks, seen))


def _group(group: Group, root: str, looks: Mapping[str, str], seen: dict[str, int]) -> Iterator[str]:
    # The id of a card is the model's, which may be called like anything: what else has that name gets a number.
    count = 1 if group.role.startswith("card") else seen.get(group.id, 0) + 1
    seen[group.id] = count
    id_ = f"{root}.{group.id}" + (f":{count}" if count > 1 else "")
    part = f' data-part="{escaped(group.part)}"' if group.part else ""
    ends = ' data-from="{}" data-to="{}"'.format(*map(escaped, group.ends)) if group.ends else ""
    yield f'<g id="{escaped(id_)}" class="{escaped(group.role)}"{part}{ends}><title>{escaped(group.title)}</title>'
    for item in group.items:
        yield _shape(item, root, looks, seen)
    yield "</g>"


def _text(text: Text, look: str) -> str:
    """Right-to-left text is anchored in its middle: programs disagree on what its start is."""
    x, anchor, direction = text.x, text.anchor, ""
    if text.right_to_left:
        x += {"start": text.width / 2, "middle": 0, "end": -text.width / 2}[anchor]
        anchor, direction = "middle", ' direction="rtl"'
    at = f' text-anchor="{anchor}"' if anchor != "start" else ""
    return f'<text x="{_n(x)}" y="{_n(text.y)}"{at}{direction}{look}>{escaped(text.text)}</text>'


_COMMAND = re.compile(r"([MLQCAZ])([^MLQCAZ]*)")


@lru_cache(maxsize=256)
def icon_path(name: str, size: float) -> str:
    """An icon's path data at a size; an arc's rotation and flags are no lengths."""
    scale = size / 24
    parts = []
    for command, numbers in _COMMAND.findall(ICONS[name]):
        values = [float(v) for v in numbers.split()]
        scaled = [v if command == "A" and i % 7 in (2, 3, 4) else v * scale for i, v in enumerate(values)]
        parts.append(command + " ".join(_n(v) for v in scaled))
    return "".join(parts)


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if value % 1 else str(int(value))
