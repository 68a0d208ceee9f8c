"""Runs a check that was asked for, and says what was found; it knows nothing of how options are written."""

from __future__ import annotations

import os
import sys
from contextlib import redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from blueprint.checks.cache import Cache
from blueprint.checks.run import File, Groups, check_all, judge_all
from blueprint.cli.paths import STANDARD_INPUT, find_files
from blueprint.cli.terminal import cannot_open, cannot_write, read_bytes, say, show_findings
from blueprint.finding import BlueprintError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from blueprint.checks.baseline import Baseline
    from blueprint.checks.result import Outcome
    from blueprint.checks.run import Choice, Group
    from blueprint.finding import Crash, Finding

LEVELS = ("error", "warning", "advice")
UNUSABLE = 2
"""The exit status where the command was misused, or a file can't be opened."""

SUFFIX = ".blueprint.yaml"
STANDARD_INPUT_NAME = "<stdin>"
_WORTH_A_BAR = 100


class Request(NamedTuple):
    """What to check, and what to make of it. An output is a format, and the file that it is written to, if any."""

    choice: Choice
    paths: tuple[str, ...] = (".",)
    outputs: tuple[tuple[str | None, str | None], ...] = ()
    fail_on: str | None = None
    baseline: str | None = None
    update_baseline: bool = False
    fix: bool = False
    diff: bool = False
    use_cache: bool = True
    processes: int | None = None


def perform(request: Request) -> int:
    """Check, show, and return the exit status."""
    try:
        return _perform(request)
    except BlueprintError as error:  # a configuration, a baseline or a rule that can't be used
        say(str(error))
        return UNUSABLE


def _perform(request: Request) -> int:
    found = find_files(request.paths, (SUFFIX,))
    files = [File(STANDARD_INPUT_NAME, read_bytes()) if p == STANDARD_INPUT else File(p) for p in found.paths]
    checked = _check(request, files, found.problems)
    if request.update_baseline:
        return _update(checked, request)
    if request.fix or request.diff:
        from blueprint.cli.fixing import mend, show_difference

        if request.diff:
            return show_difference(checked, files)
        if (mended := mend(checked, files)) is None:
            return UNUSABLE
        if mended:
            checked = _check(request, mended, found.problems)
        if any(file.content is not None for file in files):  # standard output has the fixed text
            show_findings(checked.outcome.findings, checked.outcome.sources, err=True)
            return _status(checked.groups, checked.outcome)
    return _write(checked.outcome, request.outputs) or _status(checked.groups, checked.outcome)


class Checked(NamedTuple):
    """What a check brought: by configuration, and as a whole."""

    groups: Sequence[Shown]
    outcome: Outcome


def _check(request: Request, files: Sequence[File], problems: Sequence[str]) -> Checked:
    groups = Groups(request.choice)
    cache = Cache.here() if request.use_cache else Cache(None)
    bar = _bar(len(files))
    with redirect_stdout(sys.stderr):  # standard output is for what was found; another package's rule may print
        failed = check_all(files, groups, cache, processes=request.processes, progress=bar)
    unread = [cannot_open(*one) for one in failed]
    folders = [path for path in request.paths if os.path.isdir(path)]  # noqa: PTH112 (it never raises)
    problems = (*problems, *unread)
    with redirect_stdout(sys.stderr):
        judge_all(groups, folders, files, is_complete=not problems)
    shown = [Shown(group, request) for group in groups.with_results()]
    return Checked(shown, _outcome(shown, problems))


def _status(groups: Iterable[Shown], outcome: Outcome) -> int:
    if outcome.unread or outcome.crashes:
        return UNUSABLE
    return int(any(group.is_bad for group in groups))


class Shown:
    """What of a group's findings is shown, and whether it is as bad as it may not be."""

    def __init__(self, group: Group, request: Request) -> None:
        from blueprint.checks.result import findings_of, merged

        self.group = group
        self.fail_on = request.fail_on or _configured_level(group)
        self.all = merged((*findings_of(group.results), *group.findings))
        self.baseline = _baseline_of(group, request)
        self._known: Baseline | None = None
        if self.baseline is not None and not request.update_baseline:
            from blueprint.checks.baseline import read

            self._known = read(self.baseline)
        self.findings = self.hide(self.all)
        self.hidden = len(self.all) - len(self.findings)

    def hide(self, findings: Sequence[Finding]) -> tuple[Finding, ...]:
        """The findings that the baseline doesn't know."""
        if self._known is None:
            return tuple(findings)
        from blueprint.checks.baseline import hide

        return hide(findings, self._known)[0]

    @property
    def is_bad(self) -> bool:
        """Whether any finding is at or above the level that fails."""
        bad = LEVELS[: LEVELS.index(self.fail_on) + 1]
        return any(finding.severity in bad for finding in self.findings)


def _configured_level(group: Group) -> str:
    configuration = group.configuration
    level: str = configuration.data.get("fail-on", LEVELS[0])
    if level not in LEVELS:
        from blueprint.suggest import did_you_mean

        message = f"`{level}` is not one of {', '.join(LEVELS)}{did_you_mean(level, LEVELS)}"
        raise configuration.error(message, ("fail-on",))
    return level


def _baseline_of(group: Group, request: Request) -> Path | None:
    """The file with the findings that are known."""
    if request.baseline is not None:
        return Path(request.baseline)
    if group.configuration.data.get("baseline") is None:
        return None
    from blueprint.checks.baseline import configured

    return configured(group.configuration)


def _update(checked: Checked, request: Request) -> int:
    """Write what is found now as what is known."""
    from blueprint.checks.baseline import hide, read, write
    from blueprint.checks.result import merged

    if any(request.choice[1:]):
        say("a baseline is of all rules: leave --select, --ignore and --severity out, or configure them")
        return UNUSABLE
    outcome = checked.outcome
    for problem in (*outcome.unread, *map(str, outcome.crashes)):
        say(problem)
    if outcome.unread or outcome.crashes:
        say("the baseline stays as it is: not all could be checked")
        return UNUSABLE
    if any(group.baseline is None for group in checked.groups):
        say('which file? Say --baseline FILE, or name it in the configuration: baseline = "baseline.json"')
        return UNUSABLE
    is_all = request.paths == (".",)
    status = 0
    for baseline in dict.fromkeys(group.baseline for group in checked.groups):
        assert baseline is not None  # noqa: S101 (for the type checker)
        of_it = [group for group in checked.groups if group.baseline == baseline]
        findings = merged(finding for group in of_it for finding in group.all)
        try:
            updated = write(baseline, findings, None if is_all else outcome.files)
        except OSError as error:
            say(cannot_write(str(baseline), error))
            return UNUSABLE
        known = f"{updated.held} known {'finding' if updated.held == 1 else 'findings'}"
        say(f"{baseline}: {known}, {updated.added} new, {updated.dropped} gone")
        if left := hide(findings, read(baseline))[0]:
            kept = "finding keeps" if len(left) == 1 else "findings keep"
            say(f"{len(left)} {kept} a file from being read, which no baseline hides: mend that first")
            status = 1
    return status


def _crashes(group: Group) -> list[Crash]:
    return [*(crash for result in group.results for crash in result.crashes), *group.crashes]


def _outcome(shown: Sequence[Shown], problems: tuple[str, ...]) -> Outcome:
    from blueprint.checks.result import Outcome, merged

    results = [result for one in shown for result in one.group.results]
    sources = {file: text for result in results for file, text in result.sources.items()}
    for one in shown:
        sources = one.group.sources | sources
    return Outcome(
        findings=merged(finding for one in shown for finding in one.findings),
        files=tuple(sorted(result.file for result in results)),
        crashes=tuple(crash for one in shown for crash in _crashes(one.group)),
        unread=problems,
        sources=sources,
        hidden=sum(one.hidden for one in shown),
    )


def _write(outcome: Outcome, outputs: Iterable[tuple[str | None, str | None]]) -> int:
    """Write every output; the first without a file goes to standard output."""
    from blueprint.reports.formats import FORMATS

    status = 0
    for format_, file in outputs or ((None, None),):
        if file is None:
            _show(outcome, format_ or ("full" if sys.stdout.isatty() else "concise"))
            continue
        from blueprint.files import write_atomically

        try:
            write_atomically(file, FORMATS[str(format_)](outcome))
        except OSError as error:
            say(cannot_write(file, error))
            status = UNUSABLE
    return status


def _show(outcome: Outcome, format_: str) -> None:
    """Show the findings on standard output; to people, what could not be checked on standard error."""
    from blueprint.reports.findings import concise, summary
    from blueprint.reports.formats import FORMATS

    if format_ == "full":
        show_findings(outcome.findings, outcome.sources)
    elif format_ == "concise":
        sys.stdout.write(concise(outcome.findings))
    else:
        sys.stdout.write(FORMATS[format_](outcome))
    for problem in (*outcome.unread, *map(str, outcome.crashes)):
        say(problem)
    if format_ == "full" and outcome.files:
        say(summary(outcome.findings, len(outcome.files), outcome.hidden))


def _bar(count: int) -> Callable[[int], None]:
    """A line on a terminal that says how far a long check is."""
    if count < _WORTH_A_BAR or not sys.stderr.isatty():
        return lambda _: None

    def show(done: int) -> None:
        sys.stderr.write("\r\x1b[K" if done == count else f"\r{done} of {count} files checked")
        sys.stderr.flush()

    return show
