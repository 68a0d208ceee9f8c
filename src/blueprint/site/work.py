"""The work on one blueprint, in whatever process: reading it for other pages, and making its own page."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from blueprint.site.gather import Gathered, gather
from blueprint.site.names import INDEX
from blueprint.site.words import words_for

if TYPE_CHECKING:
    from collections.abc import Mapping

    from blueprint.drawing.page import Elsewhere
    from blueprint.finding import Finding
    from blueprint.model.blueprint import Blueprint


class ReadTask(NamedTuple):
    """A blueprint to read: its file with the content, and the folder that the portfolio lies in."""

    file: str
    content: bytes
    base: str


class PageTask(NamedTuple):
    """A page to make: all that is on it, but for what the files themselves say.

    `called` is what the file is called in the portfolio. `sources` and `counts` are given where it can't be read,
    `unread` says why it can't be opened.
    """

    file: str
    called: str
    findings: tuple[Finding, ...]
    sources: Mapping[str, str]
    elsewhere: Mapping[str, tuple[Elsewhere, ...]]
    before: str | None
    counts: Mapping[str, int]
    language: str
    unread: str | None


class Page(NamedTuple):
    """A page as it is written. `failure` says why it is not what it should be; empty where it is."""

    content: bytes
    failure: str = ""


def do_read(task: ReadTask) -> Gathered:
    """The entry of a blueprint."""
    from blueprint.source.load import read_data

    try:
        return gather(read_data(task.content, task.file), Path(task.base))
    except Exception as error:  # noqa: BLE001 (one file among a hundred)
        return Gathered(None, (), _in_short(error))


def lost_read(_: ReadTask) -> Gathered:
    """What there is to say of a blueprint whose reading ended the process."""
    return Gathered(None, (), "the process that read it ended before it was done")


def do_page(task: PageTask) -> Page:
    """The page of a blueprint; of one that can't be read, what is wrong with it."""
    try:
        return _page(task)
    except Exception as error:  # noqa: BLE001
        return _failed(task, _in_short(error))


def lost_page(task: PageTask) -> Page:
    """The page of a blueprint over which the process ended that was to make it."""
    return _failed(task, "the process that made the page ended before it was done")


def _failed(task: PageTask, why: str) -> Page:
    from blueprint.site.broken import unopened_page

    words = words_for(task.language)
    return Page(unopened_page(task.called, words.failed, why, task.counts, words), why)


def _in_short(error: Exception) -> str:
    """What failed, in a line."""
    from blueprint.checks.engine import crash_of

    return crash_of("", "", error).message


def _page(task: PageTask) -> Page:
    from blueprint.source.load import read

    words = words_for(task.language)
    if task.unread is not None:
        from blueprint.site.broken import unopened_page

        return Page(unopened_page(task.called, words.unopened, task.unread, task.counts, words))
    blueprint = read(task.file).blueprint
    if blueprint is None:
        from blueprint.site.broken import broken_page

        return Page(broken_page(task.called, task.findings, task.sources, task.counts, words))
    before = read(task.before).blueprint if task.before is not None else None
    return Page(_whole(task, blueprint, before).encode("utf-8", "replace"))


def _whole(task: PageTask, blueprint: Blueprint, before: Blueprint | None) -> str:
    from blueprint.analysis.analysis import analyze
    from blueprint.drawing.page import Elsewhere, page_html
    from blueprint.graph.flow import FlowError
    from blueprint.reports.figures import report

    said = ""
    with suppress(FlowError):  # the page says why there are no figures
        said = report(analyze(blueprint)).to_fragment()
    return page_html(
        blueprint,
        findings=task.findings,
        before=before,
        elsewhere=task.elsewhere,
        home=Elsewhere(words_for(blueprint.language).home, INDEX),
        report=said,
    )
