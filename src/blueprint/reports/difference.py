"""How a file changes: the lines that go and those that come, as a unified diff."""

from __future__ import annotations

import re

from blueprint.display import visible

_LINE = re.compile("[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


def difference(file: str, before: str, after: str, *, for_terminal: bool) -> str:
    """A unified diff of two texts; empty where they are the same.

    For a terminal, characters that would control it are escaped; else the lines are as they are, for `patch`.
    """
    from difflib import unified_diff

    name = visible(file)
    lines = unified_diff(_LINE.findall(before), _LINE.findall(after), name, name)
    return "".join(_shown(line, for_terminal=for_terminal) for line in lines)


def _shown(line: str, *, for_terminal: bool) -> str:
    text = line.rstrip("\r\n")
    end = line[len(text) :] or "\n\\ No newline at end of file\n"
    if not for_terminal:
        return f"{text}{end}"
    end = end.removeprefix("\r\n").removeprefix("\r").removeprefix("\n")
    return f"{visible(text)}\n{end}"
