"""What a plain scalar means: YAML 1.2 made strict, and what other YAML tools would make of it."""

from __future__ import annotations

import re

NUMBER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
"""A plain decimal number: the only text without quotes that is a number."""

_BOOLEANS = {"true": True, "false": False}
NULLS = frozenset({"", "~", "null", "Null", "NULL"})

_READ_OTHERWISE = re.compile(
    r"""
      (?: [yY]|[yY]es|YES|[nN]|[nN]o|NO|True|TRUE|False|FALSE|[oO]n|ON|[oO]ff|OFF      # YAML 1.1 and 1.2 booleans
      |   [-+]?0[0-9_]+ | [-+]?0[xX][0-9a-fA-F_]+ | [-+]?0[bB][01_]+ | 0o[0-7]+      # octal, hexadecimal, binary
      |   (?=[^_]*_)[-+]?[0-9][0-9_]*(?:\.[0-9_]*)?                                 # 1_000
      |   [-+]?(?:[0-9][0-9_]*)?\.[0-9_]*(?:[eE][-+]?[0-9]+)? | [-+]?[0-9]+[eE][-+]?[0-9]+  # .5, 5., 1e3
      |   [-+]?0[0-9]+\.[0-9]+                                                      # 01.5
      |   [-+]?\.(?:inf|Inf|INF) | \.(?:nan|NaN|NAN)
      |   [-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?                            # 12:30 is 750 in base 60
      |   [0-9]{4}-[0-9][0-9]?-[0-9][0-9]?(?:(?:[Tt]|[ \t]+)[0-9].*)?                 # dates
      )""",
    re.VERBOSE,
)
_SUSPECT = frozenset("0123456789+-.yYnNtTfFoO")


def plain_value(text: str) -> str | float | int | bool | None:
    """The value of a scalar without quotes; None is an empty value, which the format doesn't have."""
    first = text[:1]
    if first in "0123456789+-" and NUMBER.fullmatch(text):
        return float(text) if "." in text else int(text) if len(text) < 400 else float("inf")  # noqa: PLR2004
    if text in _BOOLEANS:
        return _BOOLEANS[text]
    return None if text in NULLS else text


def is_ambiguous(text: str) -> bool:
    """Whether other YAML tools would read this plain text as something else: `no`, `12:30`, `0123`, a date."""
    return text[:1] in _SUSPECT and text != "." and _READ_OTHERWISE.fullmatch(text) is not None


def reads_as_text(text: str) -> bool:
    """Whether this text, written without quotes, is the same text for us and for every other YAML tool."""
    return isinstance(plain_value(text), str) and not is_ambiguous(text)


def in_quotes(text: str) -> str:
    """Text of one line as a scalar in quotes: double ones, or where it has such itself, single ones."""
    if ('"' in text or "\\" in text) and "'" not in text:
        return f"'{text}'"
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
