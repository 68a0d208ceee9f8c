"""Text for an editor to show: what comes from a file stays text, whatever it looks like."""

from __future__ import annotations

import re

_LONGEST = 200
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


def escaped(text: object) -> str:
    """Text in one line, of which nothing is markup, a link or an invisible character."""
    return _PUNCTUATION.sub(r"\\\1", one_line(text))


def one_line(text: object) -> str:
    """Text in one line of bearable length, without invisible characters."""
    from blueprint.display import visible

    joined = visible(" ".join(str(text).split()))
    return joined if len(joined) <= _LONGEST else f"{joined[: _LONGEST - 1]}…"


def plain(markdown: str) -> str:
    """Our own Markdown as plain text, for editors that show no other."""
    return re.sub(r"\\([!-/:-@\[-`{-~])|\*\*|`", r"\1", markdown)
