"""The list of the linter's rules: as text, as Markdown and as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from blueprint.finding import Severity
from blueprint.reports.rule_pages import option_value, summary_of, table_cell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from blueprint.checks.declaration import Rule

GROUPS: Mapping[str, str] = {
    "BP0": "The file",
    "BP1": "Structure and flow",
    "BP2": "The blueprint",
    "BP3": "Experience",
    "BP4": "Humane help",
    "BP5": "One customer, many channels",
    "BP6": "Information and trust",
    "BP7": "Evidence and effect",
    "BP8": "Inclusion",
    "BP9": "Operations",
}
"""What the rules are about, by the beginnings of their codes."""

OTHERS = "Rules of other packages"

_COLOURS = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.ADVICE: "1;36"}
_BOLD = "1"


def grouped(rules: Iterable[Rule]) -> dict[str, list[Rule]]:
    """The rules by what they are about."""
    groups: dict[str, list[Rule]] = {}
    for rule in rules:
        groups.setdefault(GROUPS.get(rule.code[:3], OTHERS), []).append(rule)
    return groups


def listed(rules: Iterable[Rule], *, colour: bool = False) -> str:
    """A line for each rule, below what it is about."""
    paint = _coloured if colour else _plain
    return "\n".join(
        f"{paint(title, _BOLD)}\n"
        + "".join(
            f"  {rule.code:<5}  {paint(f'{rule.severity.value:<7}', _COLOURS[rule.severity])}  {rule.name}\n"
            for rule in group
        )
        for title, group in grouped(rules).items()
    )


def as_markdown(rules: Iterable[Rule], link: Callable[[Rule], str] = lambda rule: rule.code) -> str:
    """A table for each group of rules; `link` writes the code of a rule, perhaps with a link to its page."""
    return "\n".join(
        f"## {title}\n\n| code | name | severity | finds |\n|---|---|---|---|\n"
        + "".join(
            f"| {link(rule)} | {rule.name} | {rule.severity.value} | {table_cell(summary_of(rule))} |\n"
            for rule in group
        )
        for title, group in grouped(rules).items()
    )


def as_json(rules: Iterable[Rule]) -> str:
    """A list of objects, one for each rule."""
    return json.dumps([_as_data(rule) for rule in rules], indent=2) + "\n"


def _as_data(rule: Rule) -> dict[str, Any]:
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity.value,
        "group": GROUPS.get(rule.code[:3], OTHERS),
        "summary": summary_of(rule),
        "documentation": rule.documentation,
        "options": [
            {"name": name, "default": option_value(option.default), "meaning": option.meaning}
            for name, option in rule.options.items()
        ],
        "can_be_suppressed": rule.can_be_suppressed,
    }


def _plain(text: str, _: str) -> str:
    return text


def _coloured(text: str, colour: str) -> str:
    return f"\x1b[{colour}m{text}\x1b[0m"
