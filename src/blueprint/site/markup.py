"""HTML, element by element: what is not markup already is escaped, here and nowhere else."""

from __future__ import annotations

import json
import re

from blueprint.display import visible
from blueprint.drawing.paint.svg import escaped


class Markup(str):
    """Text that is markup."""

    __slots__ = ()


# Not the joiners (U+200C, U+200D), that emoji and some scripts need.
_UNSEEN = re.compile("[\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")

_VOID = frozenset({"br", "img", "input", "link", "meta"})

Content = str | Markup | None


def element(tag: str, *content: Content, **attributes: str | float | bool | None) -> Markup:
    """An element. Content that is None is left out, and so are attributes that are None or False.

    An attribute is written with `_` for `-`, and with a `_` after it where its name is a word of Python.
    """
    given = "".join(_attribute(name, value) for name, value in attributes.items())
    if tag in _VOID:
        return Markup(f"<{tag}{given}>")
    return Markup(f"<{tag}{given}>{joined(*content)}</{tag}>")


def joined(*content: Content) -> Markup:
    """Content in a row."""
    return Markup("".join(part if isinstance(part, Markup) else text(part) for part in content if part is not None))


def text(given: str) -> str:
    """Text as content or attribute value; what would turn the direction of other text, or hide, is shown."""
    return escaped(given if given.isprintable() else _UNSEEN.sub(lambda match: visible(match[0]), given))


def quoting(message: str) -> Markup:
    """A message, with what it quotes from a file set apart."""
    parts = message.split("`")
    if len(parts) % 2 == 0:
        return joined(message)
    return joined(*(element("code", part) if i % 2 else part for i, part in enumerate(parts)))


def data_block(id_: str, data: object) -> Markup:
    """Data for a script, as JSON: it can't end the element that holds it."""
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return Markup(f'<script type="application/json" id="{escaped(id_)}">{_without_surrogates(written)}</script>')


def _attribute(name: str, value: str | float | bool | None) -> str:  # noqa: FBT001 (what an attribute may be)
    if value is None or value is False:
        return ""
    name = name.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{text(str(value))}"'


def _without_surrogates(written: str) -> str:
    """Text that can be written: half of a pair stands for no character."""
    return written.encode("utf-8", "replace").decode()
