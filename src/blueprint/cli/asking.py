"""What commands that ask a blueprint for numbers share: opening it, changing it to see what if, giving the answer."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from blueprint.cli.choices import Choice, Output
from blueprint.cli.terminal import cannot_open, cannot_write, file_name, read_bytes, say, show_findings, wants_colour

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from blueprint.model.blueprint import Blueprint
    from blueprint.reports.document import Document
    from blueprint.source.load import Reading

STANDARD = "-"
USAGE = 2
"""The exit status where the command was misused, or a file can't be opened or written."""

FILE = click.Path(allow_dash=True)

persona_option = click.option(
    "--persona", metavar="ID", help="Ask for this kind of customer only.  [default: all, weighted by their shares]"
)
set_option = click.option(
    "--set", "changes", metavar="PATH=VALUE", multiple=True,
    help="Change a value first, to see what if: `dispatch.wait=2h`, or with all three points `dispatch.wait={low: 1h, "
    "typical: 2h, high: 1d}`. May be given more than once.",
)  # fmt: skip
format_option = click.option(
    "--format", "format_", type=Choice(["text", "json", "markdown", "html"]),
    help="text, json (the numbers, for programs), markdown, or html (a page of its own)."
    "  [default: by the name of the file to write, else text]",
)  # fmt: skip
output_option = click.option(
    "-o", "--output", metavar="OUT", type=Output(), help="The file to write.  [default: print it]"
)


def chosen_format(given: str | None, output: str | None) -> str:
    """The format that was asked for, or that the name of the file to write says."""
    suffixes = {".json": "json", ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html"}
    return given or suffixes.get(Path(output or "").suffix.lower(), "text")


def plot_option(what: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The option that draws a chart of the answer."""
    text = f"Draw {what} too, as SVG. Needs the extra `plots`."
    return click.option("--plot", metavar="FILE.svg", type=click.Path(), callback=_as_svg, help=text)


def _as_svg(_: click.Context, __: click.Parameter, path: str | None) -> str | None:
    if path is not None and Path(path).suffix.lower() != ".svg":
        message = f"a chart is SVG: name it like `{Path(path).stem or 'chart'}.svg`, not `{path}`"
        raise click.BadParameter(message)
    return path


class Asked:
    """A blueprint that was opened to be asked, with its places for what is wrong with it."""

    def __init__(self, context: click.Context, path: str) -> None:
        self.context = context
        self.reading = _open(context, path)
        assert self.reading.blueprint is not None  # noqa: S101 (else the command has been left)
        self.blueprint: Blueprint = self.reading.blueprint

    @property
    def file(self) -> str:
        """The file, as the user calls it."""
        return self.reading.document.file

    def change(self, changes: Sequence[str]) -> None:
        """Change values, each `PATH=VALUE`, or leave with the reason why one can't be."""
        if changes:
            found = dict(_parted(change) for change in changes)
            with self.problems():
                self.blueprint = self.blueprint.with_changes({path: _value(text) for path, text in found.items()})

    def require(self, option: str, id_: str | None) -> None:
        """Leave where there is no such persona or step."""
        known = self.blueprint.personas if option == "persona" else [str(step.id) for _, step in self.blueprint.steps()]
        if id_ is not None and id_ not in known:
            from blueprint.suggest import did_you_mean

            hint = did_you_mean(id_, known) or (f": there are {', '.join(known)}" if 0 < len(known) <= 10 else "")  # noqa: PLR2004
            message = f"{self.file} has no {option} `{id_}`{hint}"
            raise click.UsageError(message)

    @contextmanager
    def problems(self) -> Iterator[None]:
        """Where the blueprint has no answer: say why, at the places in the file, and leave."""
        from blueprint.finding import BlueprintError
        from blueprint.graph.flow import FlowError

        try:
            yield
        except FlowError:
            from blueprint.checks.engine import flow_findings, sources_of

            findings = flow_findings(self.blueprint, self.reading.document)
            show_findings(findings, sources_of(self.reading, findings), err=True)
            self.context.exit(1)
        except (BlueprintError, ValueError) as error:
            say(f"{self.file}: {error}")
            self.context.exit(USAGE)


def _parted(change: str) -> tuple[str, str]:
    path, equals, value = change.partition("=")
    if not equals or not path.strip() or not value.strip():
        message = f"`{change}` is no change; write --set PATH=VALUE, like --set dispatch.wait=2h"
        raise click.UsageError(message)
    return path.strip(), value.strip()


def _value(text: str) -> Any:
    """A value as a file has it: text, a number, or a mapping or list in braces or brackets."""
    if text[0] not in "{[":
        from blueprint.source.scalars import plain_value

        return plain_value(text)
    from blueprint.source.nodes import parse

    tree = parse(text)
    if tree.problems:
        message = f"`{text}` can't be read: {tree.problems[0].message}"
        raise click.UsageError(message)
    return tree.value


def _open(context: click.Context, path: str) -> Reading:
    """What came of reading a file that is a blueprint; leaves where it is none, or broken."""
    from blueprint.finding import Severity
    from blueprint.source.load import read, read_data

    try:
        reading = read_data(read_bytes(), "<stdin>") if path == STANDARD else read(path)
    except OSError as error:
        _leave(context, cannot_open(path, error))
    errors = [finding for finding in reading.findings if finding.severity is Severity.ERROR]
    if errors:
        from blueprint.checks.engine import sources_of

        show_findings(errors, sources_of(reading, errors), err=True)
        context.exit(1)
    if reading.blueprint is None:
        _leave(context, f"{path}: a catalogue has no journey; give a blueprint that includes it")
    return reading


def _leave(context: click.Context, message: str) -> NoReturn:
    say(message)
    context.exit(USAGE)


# -- answers -----------------------------------------------------------------------------------------------------


def as_json(data: Any) -> str:
    """Data as JSON that people can read; never NaN or infinity, which JSON does not have."""
    import json

    return json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def painted(document: Document, format_: str, output: str | None) -> str:
    """A document as text, Markdown or HTML. Text goes to a terminal in its width and with its colours."""
    if format_ == "markdown":
        return document.to_markdown()
    if format_ == "html":
        return document.to_html()
    from blueprint.reports.document import WIDTH

    is_printed = output in (None, STANDARD)
    columns = _columns() if is_printed and sys.stdout.isatty() else WIDTH
    return document.to_text(columns, colour=is_printed and wants_colour(sys.stdout))


def _columns() -> int:
    import shutil

    from blueprint.reports.document import MAX_WIDTH, WIDTH

    return max(min(shutil.get_terminal_size((WIDTH, 24)).columns, MAX_WIDTH), 40)


def draw(asked: Asked, answer: Any, path: str | None) -> None:
    """Draw a chart of an answer, where one is asked for; leaves with the reason why there can't be one."""
    if path is None:
        return
    from blueprint.finding import MissingExtra
    from blueprint.reports.plots import plot

    with asked.problems():
        try:
            plot(answer).save(path)
        except MissingExtra as error:
            _leave(asked.context, str(error))
        except OSError as error:
            _leave(asked.context, cannot_write(path, error))
    say(f"Wrote {file_name(path)}")


def give(
    context: click.Context,
    format_: str | None,
    output: str | None,
    data: Callable[[], object],
    document: Callable[[], Document],
) -> None:
    """Print an answer, or write it to a file: its data as JSON, else its document."""
    chosen = chosen_format(format_, output)
    text = as_json(data()) if chosen == "json" else painted(document(), chosen, output)
    if output in (None, STANDARD):
        click.echo(text, nl=False, color=wants_colour(sys.stdout))
        return
    from blueprint.files import write_atomically

    assert output is not None  # noqa: S101 (for the type checker)
    try:
        write_atomically(Path(output), text)
    except OSError as error:
        _leave(context, cannot_write(output, error))
    click.echo(f"Wrote {file_name(output)}")
