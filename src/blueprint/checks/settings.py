"""What is checked, and how strictly: the choice of rules, their severities and their options."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from blueprint.checks.rules import all_rules, meant_code
from blueprint.finding import BlueprintError, Finding, Severity
from blueprint.project import ConfigurationError
from blueprint.suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pydantic_core import ErrorDetails

    from blueprint.checks.declaration import Rule
    from blueprint.project import Configuration

LEVELS = tuple(severity.value for severity in Severity)
"""The severities by name, the worst first."""


class SettingsError(BlueprintError):
    """Settings that can't be meant. `problems` has all of them, each with the key that it is about."""

    def __init__(self, problems: Iterable[tuple[tuple[str, ...], str]]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(message for _, message in self.problems))


@dataclass(frozen=True)
class Settings:
    """The choice of rules and how they judge. Codes may be whole (`BP203`) or a beginning (`BP2`).

    A rule runs where the longest of the codes that fit it is selected; all are where none is. What keeps a file from
    being read is always found. `options` are the values of rules' options by code and name.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    today: date = field(default_factory=date.today)

    def runs(self, rule: Rule) -> bool:
        """Whether the rule is chosen."""
        if rule.keeps_from_reading:
            return True
        selected = _longest(self.select, rule.code, -1 if self.select else 0)
        return selected > _longest(self.ignore, rule.code, -1)

    @cached_property
    def chosen(self) -> tuple[tuple[Rule, dict[str, Any]], ...]:
        """The rules that run, each with its options."""
        return tuple((rule, self.options_of(rule)) for rule in all_rules().values() if self.runs(rule))

    def __getstate__(self) -> dict[str, Any]:
        """What another process is told: it finds the rules by itself."""
        return {name: value for name, value in self.__dict__.items() if name != "chosen"}

    def severity_of(self, code: str, given: Severity) -> Severity:
        """The severity of a finding, where the settings have no other."""
        return self.severity.get(code, given)

    def options_of(self, rule: Rule) -> dict[str, Any]:
        """The value of each option of a rule."""
        return {name: option.default for name, option in rule.options.items()} | dict(self.options.get(rule.code, {}))

    def judged(self, findings: Iterable[Finding]) -> list[Finding]:
        """The findings of chosen rules, with their severities."""
        rules = all_rules()
        return [
            finding._replace(severity=self.severity_of(finding.code, finding.severity))
            for finding in findings
            if finding.code not in rules or self.runs(rules[finding.code])
        ]

    def with_choice(
        self, select: Iterable[str] = (), ignore: Iterable[str] = (), severity: Iterable[str] = ()
    ) -> Settings:
        """The settings with what a command line says: a selection in place of the old, all else in addition.

        Raises SettingsError.
        """
        levels = dict(part.partition("=")[::2] for part in severity)
        changes = checked({"select": list(select), "ignore": list(ignore), "severity": levels})
        return replace(
            self,
            select=changes.select or self.select,
            ignore=(*(() if changes.select else self.ignore), *changes.ignore),
            severity={**self.severity, **changes.severity},
        )


def _longest(codes: Iterable[str], code: str, default: int) -> int:
    return max((len(beginning) for beginning in codes if code.startswith(beginning)), default=default)


def configured(configuration: Configuration, today: date) -> Settings:
    """What a configuration file says. Raises ConfigurationError with all that can't be meant."""
    try:
        return replace(checked(configuration.data), today=today)
    except SettingsError as error:
        raise ConfigurationError("\n".join(configuration.complaints(error.problems))) from error


def checked(given: Mapping[str, Any]) -> Settings:
    """Settings from plain data: `select`, `ignore`, `severity`, `rules`. Raises SettingsError with all problems."""
    problems: list[tuple[tuple[str, ...], str]] = []
    settings = Settings(
        select=_codes("select", given.get("select", ()), problems),
        ignore=_codes("ignore", given.get("ignore", ()), problems),
        severity=_severities(given.get("severity", {}), problems),
        options=_options(given.get("rules", {}), problems),
    )
    if problems:
        raise SettingsError(problems)
    return settings


def _codes(key: str, given: Any, problems: list[tuple[tuple[str, ...], str]]) -> tuple[str, ...]:
    listed = [given] if isinstance(given, str) else given
    if not isinstance(listed, (list, tuple)) or not all(isinstance(code, str) for code in listed):
        problems.append(((key,), f'`{key}` is a list of codes, like ["BP2", "BP301"]'))
        return ()
    codes = []
    for code in (part.strip() for text in listed for part in text.split(",") if part.strip()):
        rule = all_rules().get(code)
        if fault := None if _is_beginning(code) else f"there is no rule `{code}`{meant_code(code)}":
            problems.append(((key,), fault))
        elif key == "ignore" and rule is not None and rule.keeps_from_reading:
            problems.append(((key,), f"{code} can't be ignored: it keeps a file from being read"))
        else:
            codes.append(code)
    return tuple(codes)


def _is_beginning(code: str) -> bool:
    return any(known.startswith(code) for known in all_rules())


def _unknown(code: str) -> str:
    """Why a text is not the code of one rule."""
    if _is_beginning(code):
        return f"`{code}` is the beginning of several codes: name one of them"
    return f"there is no rule `{code}`{meant_code(code)}"


def _severities(given: Any, problems: list[tuple[tuple[str, ...], str]]) -> dict[str, Severity]:
    if not isinstance(given, dict):
        problems.append((("severity",), '`severity` is a table of codes, like BP203 = "error"'))
        return {}
    found = {}
    for code, level in given.items():
        rule = all_rules().get(code)
        if rule is None:
            problems.append((("severity", code), _unknown(code)))
        elif level not in LEVELS:
            hint = did_you_mean(level, LEVELS) if isinstance(level, str) else ""
            problems.append(
                (("severity", code), f"`{level}` is no severity of {code}: it is one of {', '.join(LEVELS)}{hint}")
            )
        elif rule.keeps_from_reading and level != rule.severity:
            problems.append((("severity", code), f"{code} is always an error: it keeps a file from being read"))
        else:
            found[code] = Severity(level)
    return found


def _options(given: Any, problems: list[tuple[tuple[str, ...], str]]) -> dict[str, dict[str, Any]]:
    if not isinstance(given, dict):
        problems.append((("rules",), "`rules` is a table of rules with their options"))
        return {}
    found: dict[str, dict[str, Any]] = {}
    for code, values in given.items():
        rule = all_rules().get(code)
        if rule is None:
            problems.append((("rules", code), _unknown(code)))
        elif not isinstance(values, dict):
            problems.append((("rules", code), f"the options of {code} are a table, like [rules.{code}]"))
        else:
            for name, value in values.items():
                _option(rule, name, value, found, problems)
    return found


def _option(
    rule: Rule,
    name: str,
    value: Any,
    found: dict[str, dict[str, Any]],
    problems: list[tuple[tuple[str, ...], str]],
) -> None:
    key = ("rules", rule.code, name)
    option = rule.options.get(name)
    if option is None:
        known = f": it has {', '.join(f'`{known}`' for known in rule.options)}" if rule.options else ": it has none"
        problems.append((key, f"{rule.code} has no option `{name}`{did_you_mean(name, rule.options) or known}"))
        return
    from pydantic import TypeAdapter, ValidationError

    try:
        found.setdefault(rule.code, {})[name] = TypeAdapter(option.kind).validate_python(value)
    except ValidationError as error:
        problems.append((key, f"`{name}` of {rule.code} can't be `{value}`: {_wanted(error.errors()[0])}"))
    except Exception as error:  # noqa: BLE001 (the kind that another package gave it may be anything)
        problems.append((key, f"the option `{name}` of {rule.code} can't be used: {type(error).__name__}"))


_WANTED = {
    "int": "it is a whole number",
    "float": "it is a number",
    "string": "it is a text",
    "bool": "it is true or false",
    "tuple": "it is a list",
}


def _wanted(error: ErrorDetails) -> str:
    """What a value has to be, in the words of the format's own types, or in ours."""
    kind = error["type"].partition("_")[0]
    said = error["msg"].replace("Input should be", "it has to be")
    return _WANTED.get(kind, f"it {said}" if said.startswith("must ") else said)
