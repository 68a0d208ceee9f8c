"""HTML, element by element: what is not markup already is escaped, here and nowhere else."""

from __future__ import annotations

import json

from blueprint.drawing.paint.svg import escaped


class Markup(str):
    """Text that is markup."""

    __slots__ = ()


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
    return Markup("".join(part if isinstance(part, Markup) else escaped(part) for part in content if part is not None))


def data_block(id_: str, data: object) -> Markup:
    """Data for a script, as JSON: it can't end the element that holds it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return Markup(f'<script type="application/json" id="{escaped(id_)}">{_without_surrogates(text)}</script>')


def _attribute(name: str, value: str | float | bool | None) -> str:  # noqa: FBT001 (what an attribute may be)
    if value is None or value is False:
        return ""
    name = name.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escaped(str(value))}"'


def _without_surrogates(text: str) -> str:
    """Text that can be written: half of a pair stands for no character."""
    return text.encode("utf-8", "replace").decode()
