"""All that there is to say about a rule of the linter: for a terminal, and as a page of Markdown."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from textwrap import indent
from typing import TYPE_CHECKING, Any

from blueprint.finding import Severity
from blueprint.model.values import format_duration

if TYPE_CHECKING:
    from collections.abc import Callable

    from blueprint.checks.declaration import Rule

_COLOURS = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.ADVICE: "1;36"}

_HEADING = re.compile(r"^(Bad|Good):$", re.MULTILINE)
_FENCE = re.compile(r'^```yaml(?: title="([^"]+)")?(?: encoding="([^"]+)")?\n(.*?)^```$', re.MULTILINE | re.DOTALL)

_READING = "It keeps a file from being read, so it is always an error, and can't be suppressed."
_COMMENTS = "It can't be suppressed: correct or remove the comment that it is about."


def summary_of(rule: Rule) -> str:
    """What it finds, in one sentence: the first of its documentation."""
    first = rule.documentation.partition("\n\n")[0].replace("\n", " ")
    return re.split(r"(?<=[.!?。！？]) ", first, maxsplit=1)[0].strip()


def prose_of(rule: Rule) -> str:
    """What it finds and why that matters, without the examples."""
    return _HEADING.split(rule.documentation, maxsplit=1)[0].strip()


def text_page(rule: Rule, *, colour: bool = False) -> str:
    """What it finds and why, examples, options, how to change its severity and to suppress it. For a terminal."""

    def bold(text: str) -> str:
        return f"\x1b[1m{text}\x1b[0m" if colour else text

    severity = f"\x1b[{_COLOURS[rule.severity]}m{rule.severity.value}\x1b[0m" if colour else rule.severity.value
    parts = [f"{bold(f'{rule.code} {rule.name}')} ({severity})", prose_of(rule)]
    for heading, example in _examples(rule, _indented):
        parts += [bold(f"{heading}:"), example]
    if rule.options:
        parts += [bold("Options, with their values where nothing is said:"), indent(_options(rule), "    ")]
    if rule.keeps_from_reading:
        parts.append(_READING)
    else:
        parts.append(bold("To change it or suppress it:"))
        parts += ["In blueprint.toml:", indent(_settings(rule), "    ")]
        parts += (
            ["In the file, on the line or the line above:", f"    {_comment(rule)}"]
            if rule.can_be_suppressed
            else [_COMMENTS]
        )
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


def markdown_page(rule: Rule) -> str:
    """The same as a page of Markdown."""
    parts = [f"# {rule.code} {rule.name}", f"Severity: **{rule.severity.value}**", prose_of(rule)]
    for heading, example in _examples(rule, _fenced):
        parts += [f"## {heading}", example]
    if rule.options:
        rows = (
            f"| `{name}` | `{_toml(option.default)}` | {table_cell(option.meaning)} |"
            for name, option in rule.options.items()
        )
        parts += ["## Options", "\n".join(["| option | without it | meaning |", "|---|---|---|", *rows])]
    parts.append("## Change or suppress it")
    if rule.keeps_from_reading:
        parts.append(_READING)
    else:
        parts += ["In `blueprint.toml`:", f"```toml\n{_settings(rule)}```"]
        comment = f"```yaml\n{_comment(rule)}\n```"
        parts += ["In the file, on the line or the line above:", comment] if rule.can_be_suppressed else [_COMMENTS]
    return "\n\n".join(parts) + "\n"


def option_value(value: Any) -> Any:
    """The value of an option as plain data, as it is written in a settings file."""
    if isinstance(value, (tuple, list)):
        return [option_value(item) for item in value]
    if isinstance(value, timedelta):
        return format_duration(value)
    if isinstance(value, date):
        return value.isoformat()
    return value if value is None or isinstance(value, (bool, int, float)) else str(value)


def table_cell(text: str) -> str:
    """Text in a cell of a Markdown table."""
    return text.replace("|", "\\|")


# -- examples and settings ---------------------------------------------------------------------------------------


def _examples(rule: Rule, block: Callable[[re.Match[str]], str]) -> list[tuple[str, str]]:
    """The sections Bad and Good, with their blocks of YAML written by `block`."""
    _, *found = _HEADING.split(rule.documentation)
    return [
        (heading, _FENCE.sub(block, text).strip("\n")) for heading, text in zip(found[::2], found[1::2], strict=True)
    ]


def _indented(block: re.Match[str]) -> str:
    return _name(block) + indent(block[3], "    ").rstrip("\n")


def _fenced(block: re.Match[str]) -> str:
    return f"{_name(block)}```yaml\n{block[3]}```"


def _name(block: re.Match[str]) -> str:
    """Which file the block is, and in which encoding it is saved, where that matters."""
    file, encoding = block[1], block[2]
    said = [f"`{file}`" if file else "", f"saved in the encoding {encoding}" if encoding else ""]
    text = ", ".join(filter(None, said))
    return f"{text[0].upper()}{text[1:]}:\n\n" if text else ""


def _options(rule: Rule) -> str:
    given = {f"{name} = {_toml(option.default)}": option.meaning for name, option in rule.options.items()}
    size = max(map(len, given))
    return "\n".join(f"{value:<{size}}  {meaning}" for value, meaning in given.items())


def _settings(rule: Rule) -> str:
    """An example of what a settings file may say about the rule: another severity, and its options."""
    other = Severity.WARNING if rule.severity is Severity.ERROR else Severity.ERROR
    lines = ["[severity]", f'{rule.code} = "{other.value}"']
    if rule.options:
        lines += ["", f"[rules.{rule.code}]"]
        lines += [f"{name} = {_toml(option.default)}" for name, option in rule.options.items()]
    return "\n".join(lines) + "\n"


def _comment(rule: Rule) -> str:
    return f"# blueprint: ignore[{rule.code}] the reason why it is right here"


def _toml(value: Any) -> str:
    """A value as TOML writes it: as JSON does, for all that an option can be."""
    return json.dumps(option_value(value), ensure_ascii=False)
