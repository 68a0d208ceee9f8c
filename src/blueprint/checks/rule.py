"""What a rule is: a code, a name, a severity, and a docstring that is documentation, explanation and test at once."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from blueprint.finding import Route, Severity
from blueprint.source.codes import CODES

if TYPE_CHECKING:
    from blueprint.source.document import Aim
    from blueprint.source.load import Reading


class Remark(NamedTuple):
    """What a rule has to say, and about which part of the blueprint. The empty route is the file as a whole."""

    message: str
    route: Route = ()
    aim: Aim = "value"


Check = Callable[["Reading"], Iterable[Remark]]


class Rule(NamedTuple):
    """A rule of the catalogue. `check` is None where the findings come of reading the file or its suppressions."""

    code: str
    name: str
    severity: Severity
    documentation: str
    check: Check | None = None

    @property
    def can_be_suppressed(self) -> bool:
        """Whether a comment may suppress it: not what keeps a file from being read, nor what is wrong with comments."""
        return self.code != "BP008" and CODES.get(self.code, (self.name, Severity.WARNING))[1] is not Severity.ERROR

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


def rule(code: str, name: str, severity: Severity) -> Callable[[Check], Rule]:
    """Make a rule of a function that checks what was read. The function's docstring is the rule's documentation."""

    def register(check: Check) -> Rule:
        return _register(Rule(code, name, severity, inspect.cleandoc(check.__doc__ or ""), check))

    return register


def documents(code: str, name: str = "", severity: Severity = Severity.WARNING) -> Callable[[Callable[[], Any]], Rule]:
    """Make a rule of a docstring: the findings come from elsewhere. Reading a file names its own codes itself."""
    name, severity = CODES.get(code, (name, severity))

    def register(documented: Callable[[], Any]) -> Rule:
        return _register(Rule(code, name, severity, inspect.cleandoc(documented.__doc__ or "")))

    return register


def _register(made: Rule) -> Rule:
    assert made.code not in REGISTERED, f"{made.code} is taken"  # noqa: S101 (a mistake in a rule's file)
    REGISTERED[made.code] = made
    return made


def _example(documentation: str, heading: str) -> dict[str, bytes]:
    """The fenced blocks under `Bad:` or `Good:`. A block may name its file and its encoding."""
    fence = r'^```yaml(?: title="(?P<title>[^"]+)")?(?: encoding="(?P<encoding>[^"]+)")?\n(?P<text>.*?)^```$'
    _, _, after = documentation.partition(f"{heading}:\n")
    section = re.split(r"^[A-Z]\w+:\n", after, maxsplit=1, flags=re.MULTILINE)[0]
    return {
        block["title"] or "example.blueprint.yaml": block["text"].encode(block["encoding"] or "utf-8")
        for block in re.finditer(fence, section, re.MULTILINE | re.DOTALL)
    }
