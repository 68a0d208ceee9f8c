"""What a rule is: a code, a name, a severity, and a docstring that is documentation, explanation and test at once."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from blueprint.finding import BlueprintError, Route, Severity
from blueprint.source.codes import CODES

if TYPE_CHECKING:
    from blueprint.checks.portfolio import Portfolio
    from blueprint.checks.subject import Subject
    from blueprint.finding import Edit
    from blueprint.source.document import Aim
    from blueprint.source.load import Reading

CODE = re.compile("[A-Z]{2,8}[0-9]{3}")
"""What a code looks like. Those that start with `BP` are this package's own."""

_NAME = re.compile(r"\w+(?:-\w+)*")


class RuleError(BlueprintError):
    """A rule that can't be used as it is written: its code is taken, or is none."""


class Other(NamedTuple):
    """Another part of the blueprint that a remark is about, and what it has to do with it."""

    message: str
    route: Route
    aim: Aim = "value"


class Remark(NamedTuple):
    """What a rule has to say, and about which part of the blueprint. The empty route is the file as a whole.

    The route of something that is missing is where it would be: it is shown at the part that lacks it.
    `severity` is that of the rule, where this case is not worse or lighter.
    """

    message: str
    route: Route = ()
    aim: Aim = "value"
    others: tuple[Other, ...] = ()
    edit: Edit | None = None
    severity: Severity | None = None


class Option(NamedTuple):
    """A threshold or another choice of a rule, which is given to it by name.

    `kind` is the type of its value, one of the format's own where it can be (`Share`, `Scale`, `Count`).
    """

    default: Any
    kind: Any
    meaning: str


Check = Callable[..., Iterable[Remark]]


class Rule(NamedTuple):
    """A rule of the catalogue.

    One of `check`, `check_file` and `judge` does the work: on a blueprint that could be read, on any file, or on all
    blueprints that were checked (of which `gather` keeps what `judge` needs, as plain data); `check` and `judge` may
    share it. None does where the findings come of reading the file or its suppressions.
    """

    code: str
    name: str
    severity: Severity
    documentation: str
    options: Mapping[str, Option]
    check: Check | None = None
    check_file: Callable[[Reading], Iterable[Remark]] | None = None
    gather: Callable[[Subject], Any] | None = None
    judge: Callable[[Portfolio], Iterable[tuple[str, Remark]]] | None = None

    @property
    def keeps_from_reading(self) -> bool:
        """Whether a file that has such a finding can't be read: it can be neither ignored nor suppressed."""
        return self.code in CODES and CODES[self.code][1] is Severity.ERROR

    @property
    def can_be_suppressed(self) -> bool:
        """Whether a comment may suppress it: not what keeps a file from being read, nor what is wrong with comments."""
        return self.code != "BP008" and not self.keeps_from_reading

    @property
    def bad(self) -> Mapping[str, bytes]:
        """The example that has findings of this rule and no other: files by name, of which the first is checked."""
        return _example(self.documentation, "Bad")

    @property
    def good(self) -> Mapping[str, bytes]:
        """The example that has no findings at all."""
        return _example(self.documentation, "Good")


REGISTERED: dict[str, Rule] = {}
"""The rules whose modules are loaded, by code. `blueprint.checks.rules.all_rules` loads them all."""


def rule(code: str, name: str, severity: Severity, /, **options: Option) -> Callable[[Check], Rule]:
    """Make a rule of a function that checks a blueprint: it is given a `Subject`, and the options by name.

    The function's docstring is the rule's documentation. Raises RuleError where the code is taken or is none.
    """

    def register(check: Check) -> Rule:
        return _register(Rule(code, name, severity, _documentation(check), options, check=check))

    return register


def file_rule(code: str, name: str, severity: Severity) -> Callable[[Callable[[Reading], Iterable[Remark]]], Rule]:
    """Make a rule of a function that checks what was read of a file, blueprint or not."""

    def register(check: Callable[[Reading], Iterable[Remark]]) -> Rule:
        return _register(Rule(code, name, severity, _documentation(check), {}, check_file=check))

    return register


def portfolio_rule(
    code: str, name: str, severity: Severity, gather: Callable[[Subject], Any], check: Check | None = None
) -> Callable[[Callable[[Portfolio], Iterable[tuple[str, Remark]]]], Rule]:
    """Make a rule of a function that judges what `gather` kept of all blueprints: remarks with the file of each.

    What `gather` returns is plain data (what JSON can hold), or None where there is nothing to judge. What can be said
    of a blueprint by itself is `check`'s.
    """

    def register(judge: Callable[[Portfolio], Iterable[tuple[str, Remark]]]) -> Rule:
        return _register(Rule(code, name, severity, _documentation(judge), {}, check, gather=gather, judge=judge))

    return register


def documents(code: str, name: str = "", severity: Severity = Severity.WARNING) -> Callable[[Callable[[], Any]], Rule]:
    """Make a rule of a docstring: the findings come from elsewhere. Reading a file names its own codes itself."""
    name, severity = CODES.get(code, (name, severity))

    def register(documented: Callable[[], Any]) -> Rule:
        return _register(Rule(code, name, severity, _documentation(documented), {}))

    return register


def _documentation(function: Callable[..., Any]) -> str:
    return inspect.cleandoc(function.__doc__ or "")


def _register(made: Rule) -> Rule:
    if fault := _fault(*made[:3], made.options):
        raise RuleError(fault)
    if made.code in REGISTERED:
        message = f"there are two rules {made.code}: `{REGISTERED[made.code].name}` and `{made.name}`"
        raise RuleError(message)
    REGISTERED[made.code] = made = made._replace(severity=Severity(made.severity))
    return made


def _fault(code: object, name: object, severity: object, options: Mapping[str, object]) -> str | None:
    """What is wrong with how a rule is declared; whoever writes one may run no type checker."""
    if not isinstance(code, str) or not CODE.fullmatch(code):
        return f"`{code}` is no code of a rule: it has two capital letters or more, then three digits"
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        return f"the name of {code} must be words with `-` between them, like `step-without-owner`"
    if severity not in tuple(Severity):
        return f"the severity of {code} must be one of {', '.join(Severity)}"
    odd = next((key for key, option in options.items() if not isinstance(option, Option)), None)
    return None if odd is None else f"the option `{odd}` of {code} must be an `Option`"


def _example(documentation: str, heading: str) -> dict[str, bytes]:
    """The fenced blocks under `Bad:` or `Good:`. A block may name its file and its encoding."""
    fence = r'^```yaml(?: title="(?P<title>[^"]+)")?(?: encoding="(?P<encoding>[^"]+)")?\n(?P<text>.*?)^```$'
    _, _, after = documentation.partition(f"{heading}:\n")
    section = re.split(r"^[A-Z]\w+:\n", after, maxsplit=1, flags=re.MULTILINE)[0]
    return {
        block["title"] or "example.blueprint.yaml": block["text"].encode(block["encoding"] or "utf-8")
        for block in re.finditer(fence, section, re.MULTILINE | re.DOTALL)
    }
