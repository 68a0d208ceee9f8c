"""The plainest ways to write `blueprint check`, understood without loading what reads every option.

Checking what has not changed takes a few milliseconds; loading click would take most of the time.
"""

from __future__ import annotations

TYPE_CHECKING = False  # `typing` is not imported for it
if TYPE_CHECKING:
    from collections.abc import Sequence

_VALUES = {
    "--format": ("full", "concise", "json", "github", "gitlab", "sarif", "junit", "markdown", "statistics"),
    "--fail-on": ("error", "warning", "advice"),
}


def quick_check(arguments: Sequence[str]) -> int | None:
    """The exit status of a check that is asked for with paths, one format and a level; None of any other."""
    paths: list[str] = []
    given: dict[str, str] = {}
    waiting = iter(arguments)
    for argument in waiting:
        if not argument.startswith("-"):
            paths.append(argument)
            continue
        name, equals, value = argument.partition("=")
        if name not in _VALUES or name in given:
            return None
        given[name] = value if equals else next(waiting, "")
        if given[name] not in _VALUES[name]:
            return None
    from blueprint.checks.run import Choice, today
    from blueprint.cli.checking import Request, perform

    outputs = ((given["--format"], None),) if "--format" in given else ()
    return perform(Request(Choice(today()), tuple(paths) or (".",), outputs, given.get("--fail-on")))
