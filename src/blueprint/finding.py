"""What is wrong with a file, and where: findings, their severities and their places."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, NamedTuple

Route = tuple[str | int, ...]
"""The way into a blueprint: the keys and the positions (from 0) that lead to a part of it."""


class BlueprintError(Exception):
    """The root of all errors that this package raises on purpose."""


class MissingExtra(BlueprintError):  # noqa: N818 (it says what is missing)
    """Something that needs an extra which is not installed."""


class Severity(StrEnum):
    """How bad a finding is."""

    ERROR = "error"
    """The file or the flow is broken."""
    WARNING = "warning"
    """The service has a known fault, or the file a trap."""
    ADVICE = "advice"
    """The service could be better."""


class Span(NamedTuple):
    """A stretch of text. Lines and columns count characters from 1; the end is the position after the last one."""

    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1


class Edit(NamedTuple):
    """A replacement of the characters from `start` to `end` (offsets into the text) by `text`."""

    start: int
    end: int
    text: str


class Related(NamedTuple):
    """Another place that a finding is about, and what it has to do with it."""

    message: str
    file: str
    span: Span


class Finding(NamedTuple):
    """One thing that is wrong, or could be better, at one place of one file.

    `fingerprint` is the same for the same fault of the same part in the next version of the file, wherever it stands.
    """

    code: str
    name: str
    severity: Severity
    message: str
    file: str
    span: Span = Span()
    route: Route = ()
    related: tuple[Related, ...] = ()
    edit: Edit | None = None
    fingerprint: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.span.line}:{self.span.column}: {self.code} {self.message}"

    def sort_key(self) -> tuple[Any, ...]:
        """Findings are shown by file, then by place, then by code."""
        return (self.file, self.span, self.code, self.message)


class Crash(NamedTuple):
    """A rule that failed on a file: a defect of the rule, not of the file."""

    file: str
    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}: the rule {self.code} failed: {self.message}"
