"""Write what is generated in docs: the reference of the format and of the command, the rules, the tutorial's pictures.

`python tools/make_reference.py` writes what is out of date; with `--check` it writes nothing and fails instead.
"""

from __future__ import annotations

import argparse
import inspect
import re
import sys
from pathlib import Path
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

import click
from pydantic_core import PydanticUndefined

from blueprint.model import expectation, shape, values
from blueprint.model.blueprint import Blueprint, Catalogue, Version
from blueprint.model.measure import FIGURES, Measure
from blueprint.model.references import SPACES
from blueprint.model.step import Branch, Stage
from blueprint.source.nodes import MAX_DEPTH, MAX_EXPANSION, parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from blueprint.model.part import Part

DOCS = Path(__file__).parents[1] / "docs"

NOTE = "<!-- Written by tools/make_reference.py. Change the source that it reads, then run it again. -->\n"


def generated() -> Iterator[tuple[Path, bytes]]:
    """Every generated file with what it should contain."""
    yield DOCS / "reference/format.md", format_page().encode()
    yield DOCS / "reference/cli.md", cli_page().encode()
    yield DOCS / "reference/figures.md", figures_page().encode()
    yield from rules_pages()
    yield from pictures(DOCS / "tutorial.md")


# -- the figures -------------------------------------------------------------------------------------------------

FIGURES_HEAD = f"""{NOTE}
# The figures

What each figure means. `blueprint analyze` shows them ([how to read it](../how-to/ask-for-numbers.md)), `--format json` has
them all by these names, `bp.analyze(blueprint).figures` too, and [`expectations`](format.md#expectation) can be about those
of the table.

Figures are those of an average journey that is started, over all customers (personas by their `share`), or of one persona.

- Times are in seconds, shares and probabilities from 0 to 1, money in the file's `currency`. The text report writes them out.
- **Unknown** is `null`: the file does not say enough. A **lower bound** is `{{"at_least": 720}}`: what has no time, cost or
  share can only add to it. What is left of a price after such a cost is `{{"at_most": 12.5}}`.
- What had to be assumed is said in words under `assumptions`.

## Figures that are numbers

"better" says which way is better; "of" what it can be taken of; "part" whether it can be taken `from` one step `to` another:
from the first visit of the one to the first visit of the other, both included, of those who get there.

| figure | meaning | unit | better | of | part |
|---|---|---|---|---|---|
"""

FIGURES_TAIL = """
## Figures that are lists, paths and tables

| figure | what it is |
|---|---|
| `main_path` | the most probable path from the start to success, as ids of steps; of a mix of personas, the path with the largest sum of share x probability |
| `time_quantiles` | `p50`, `p90` and `p95` together |
| `critical_path` | the activities of the main path without slack |
| `switch_matrix` | from which channel to which, how often |
| `next_channel` | of those who leave a channel for another: to which, as shares |
| `missing` | data that an action needs and that is not known there on some path, with that path |
| `shown_but_not_needed` | data shown in a step though nothing in it uses them |
| `inferred_shown` | inferred data that the customer is shown |
| `no_control` | personal data about which the customer can do nothing |
| `no_holder` | data that are used, but kept by no system |
| `reach` | for each persona: whether it can finish, with what probability, where it is lost first, and the fewest steps to open so that it can |
| `single_points_of_failure` | systems, actors and touchpoints without which nobody succeeds |
| `only_human` | questions that, for some customers, only people answer |

## How they are reckoned

**The flow.** Customers start at the first step in the file and go on by `next`, or to the next step. A step for other personas is
passed by, in no time. At a step where a persona can use none of the touchpoints it gives up: the visit counts, and so do its time
and its pain. Of several touchpoints, the first that the persona can use is the contact that counts. The expected visits are those of
an absorbing Markov chain, `v = start (I - Q)^-1`.

**Times** of steps are wait plus service: the step's `time`, else its blocking actions in a row. An estimate of three points has the
mean (low + 4 typical + high) / 6. Simulated times (`p50`, `p90`, `p95`, `share_within_acceptable`) draw each from a Beta-PERT
distribution, always with the same random numbers.

**Acceptable** is what customers accept on the main path, over the steps with an `acceptable_time`. `share_within_acceptable` is the
share of journeys that spend no more than that on these steps, every visit counted; who never comes to them spends nothing there.

**Work** is that of actions with an `actor`; it costs its time at the actor's `hourly_cost`. Overhead counts once a journey that is
started, the price once a journey that succeeds. **Break-even** scales the cost of work with the time in which something is done.

**Rework** is every visit of a step after its first. A branch with `repeat: true` starts a new round: what comes after it is no
rework, and no asking again.

**Handoffs** count where the team (else the actor) in front of the customer differs from that of the last step that had one.
**Line crossings** count the arrows of the drawing: down a column, and what an action triggers.

**Weights.** Pain is visits x occurrence x severity; risk is that x detection. A solution brings the weight that it addresses x
impact / 5: of pain points and fail points, the latter without detection. Questions have no weight. The classic RPN of a fail point
has ranks from 1 to 10 in place of shares: severity and detection doubled, occurrence from 1 in 2 (10) to 1 in 150,000 (2).

**Information.** A datum is known to an action where it was collected or recorded before, on every way there; or where the branch
carries it, the touchpoint shows it, or a system of the step (or one that this rests on) holds it. Across a change of channel, or of
the team in front of the customer, only what is carried or held is still known.

**Contact with a person** is a visit of a step where the touchpoint that counts is `interpersonal`. What staff do at a step without a
touchpoint is work, but counts as no contact; the report says so.

**Failure.** Where a system fails, all that depends on it does. Only blocking actions stop a step; an action with a `touchpoint` of
its own stops that touchpoint; nobody takes another branch.

The `availability` of systems and the `count` of actors are kept, and used by no figure yet.

**Metrics** improved, or got worse, if the 95% interval of the change leaves out 0: Newcombe's (1998) for two shares, Welch's for two
means. Without sizes of the samples it can't be told.
"""


def figures_page() -> str:
    """The reference of the figures."""
    lines = []
    for name, figure in FIGURES.items():
        of = ", ".join(figure.items) or "-"
        lines.append(
            f"| `{name}` | {figure.meaning.removesuffix('.')} | {figure.unit} | {figure.better or '-'} | {of} "
            f"| {'yes' if figure.has_part else '-'} |"
        )
    return FIGURES_HEAD + "\n".join(lines) + "\n" + FIGURES_TAIL


# -- the format --------------------------------------------------------------------------------------------------

FORMAT_HEAD = f"""{NOTE}
# The blueprint file, format v1

Every key, and what it means. To learn the format, start with the [tutorial](../tutorial.md).

A blueprint is a UTF-8 text file in YAML, named `*.blueprint.yaml`. Only `blueprint`, `title` and `stages` are required:

```yaml
blueprint: v1
title: Borrowing a bicycle
stages:
  - name: Borrow
    steps:
      - customer: Unlock a bicycle
```

## Rules for the whole file

- **Columns first.** A blueprint is a list of [stages](#stage), a stage is a list of [steps](#step), and a step is one
  column through all lanes.
- **One item may stand for a list** wherever a list is expected: `asks: price` is `asks: [price]`. Only `stages`, `steps`
  and `lanes` are always lists.
- **Plain text may stand for an object**, where the table of the object says so: `frontstage: Brush` is
  `frontstage: {{does: Brush}}`.
- **Catalogues are mappings** from id to item: `actors: {{clerk: Clerk}}`.
- **Unknown keys are errors**, save those that start with `x-`. They are kept and ignored; they are yours.
- **A key without a value is an error.** Give a value, or remove the key. A key that is given twice is an error too.
- **Text needs quotes** where YAML would read something else into it: text that contains `: ` or ` #`, or starts with one
  of `@ & * ! % ? - > | {{ [ " '`, and inside `{{...}}` and `[...]` text with `,` `?` `:` `{{` or `}}`. Quotes never hurt. What
  follows ` #` is a comment, and no mistake: `name: Pay #2` is `Pay`, `name: "Pay #2"` is all of it.
- **Only `true` and `false` are truth values, only plain decimals are numbers.** `no`, `on`, `12:30`, `0123` and `1_000`
  are text, and get a warning ([BP004](../rules/BP004.md)), because other YAML tools read them otherwise.
- **Anchors, aliases and merges** (`&`, `*`, `<<`) work. A file nests at most {MAX_DEPTH} levels deep, and aliases may add
  at most {MAX_EXPANSION:,} values to it ([BP005](../rules/BP005.md)).

### What is checked

[`blueprint check`](../rules/README.md) tells

- whether the file is YAML, its keys and values are those of this page, ids are unique and references lead somewhere. Without that
  no command makes anything of the file;
- whether the flow is whole: the sums of shares are right (of the branches of a step with its `abandon`, for each persona), and
  every journey comes to an end. Without that there are no [figures](figures.md); a picture
  can still be drawn;
- whether the [`expectations`](#blueprint-expectations) hold;
- what goes wrong in services like this one: waits in the dark, questions that nothing answers, customers who are asked twice or
  can't get through. A rule speaks only where the file says enough to judge by.

### Ids and references

An id is needed only for what is referred to. It consists of letters of any script, digits, `-`, `_` and `.`; `to` and
`end` are reserved. Who refers to what stands in the tables: "id of a step" is a reference, and it has to lead somewhere.

Ids are unique among all that one key may refer to:

{{spaces}}

Steps, stages, actions, pain points and fail points without an `id` get one from their place, like `stage-2.step-3`. It
changes when the file is rearranged; give an `id` to what you refer to.

### Values

| value | written as | notes |
|---|---|---|
| <a id="text"></a>text | `Sit down` or `"Sit down: now"` | Not empty, no control characters. Line breaks are kept. Markdown is not interpreted. |
| <a id="id"></a>id | `ask-again`, `退款`, `v1.2` | Letters of any script, digits, `-`, `_`, `.` |
| <a id="duration"></a>duration | `30s`, `2m`, `1h30m`, `2d`, `1w`, or ISO 8601 `PT2M` | Never negative, never without a unit. A day has 24 hours. |
| estimate | a duration, or `{{low: 1m, typical: 2m, high: 10m}}` | See [estimate](#estimate). |
| <a id="share"></a>share | `40%` or `0.4` | From 0 to 1. |
| <a id="money"></a>money | `0.50` | Not negative, in the file's `currency`. |
| <a id="number"></a>number | `12`, `0.4`, `-2` | Plain decimals. |
| <a id="scale"></a>1 to 5 | `4` | A whole number. |
| <a id="emotion"></a>emotion | `-1`, `0.5`, or `{{visitor: -1, member: 1}}` | From -2 (very bad) over 0 (neutral) to +2 (very good): for everyone, or for each persona by id. |
| <a id="date"></a>date | `2026-10-01` | ISO 8601, with or without quotes. |
| <a id="bound"></a>bound | `2`, `95%` or `10m` | A number, a share or a duration, as the figure wants it. |

### Lanes and lines

There are five roles, from top to bottom: `evidence`, `customer`, `frontstage`, `backstage`, `support`. The lines follow from
the roles: the **line of interaction** below the customer, the **line of visibility** below the frontstage, the **line of
internal interaction** below the backstage. [`lanes`](#lane) renames a role or splits it.

### Flow

Without `next`, a step leads to the next step in the file, across stages; the last step ends the journey, in success.
`outcome` ends it earlier, in `success` or `failure`. `next` can be written in four ways:

```yaml
blueprint: v1
title: Four ways to write next
stages:
  - name: Ask
    steps:
      - {{customer: Ask, id: ask, next: wait}}                       # one step
      - {{customer: Wait, id: wait, next: {{done: 60%, ask: 40%}}}}     # shares: 40% go back and ask again
      - customer: Use the answer
        id: done
        next:                                                      # branches
          - {{to: thanks, share: 90%, when: it helps}}
          - {{to: ask, when: it does not}}
      - {{customer: Say thanks, id: thanks, next: end}}              # the end of the journey
```

Branches without a share split what is left equally. A branch to an earlier step is a loop and is welcome: rework is what
makes figures honest. `repeat: true` marks a wanted repetition, like next month's visit.

## The parts

{{parts}}
"""

VALUE_WORDS: list[tuple[Any, str]] = [
    (Version, "`v1`"),
    (values.Text, "[text](#text)"),
    (values.Id, "[id](#id)"),
    (values.Flag, "`true` or `false`"),
    (values.Number, "[number](#number)"),
    (values.Count, "whole number"),
    (values.Scale, "[1 to 5](#scale)"),
    (values.Money, "[money](#money)"),
    (values.Duration, "[duration](#duration)"),
    (values.Share, "[share](#share)"),
    (values.Date, "[date](#date)"),
    (values.Emotion, "[emotion](#emotion)"),
    (values.Feeling, "[emotion](#emotion)"),
    (expectation.Bound, "[bound](#bound)"),
]
"""The value types by what an author calls them. The first that fits is taken."""

FEW = 6
"""How many words a cell of a table may list."""

TEXTS_OF_THEIR_OWN = {"language": "language tag (BCP 47)", "currency": "currency (ISO 4217)"}
NUMBERS_OF_THEIR_OWN = {"sd": "[number](#number) from 0"}


def format_page() -> str:
    """docs/reference/format.md."""
    listed = list(parts())
    contents = " · ".join(f"[{shape.kind_of(part)}](#{anchor(part)})" for part in listed)
    sections = [f"{contents}\n", *(section(part, listed) for part in listed)]
    page = FORMAT_HEAD.replace("{spaces}", id_spaces()).replace("{parts}", "\n".join(sections))
    return page.rstrip() + "\n"


def parts() -> Iterator[type[Part]]:
    """Every part of the format: the blueprint, what it consists of in the order in which one meets it, the catalogue file."""
    seen: list[type[Part]] = []
    waiting: list[type[Part]] = [Blueprint, Stage]  # what stages consist of comes before the catalogues
    while waiting:
        part = waiting.pop(0)
        if part in seen:
            continue
        seen.append(part)
        yield part
        inner = [f.part for f in shape.fields_of(part).values() if f.part is not None]
        waiting = waiting + inner if part is Blueprint else inner + waiting
    yield Catalogue


def anchor(part: type[Part]) -> str:
    """Where a part is described on the page."""
    return shape.kind_of(part).replace(" ", "-")


def section(part: type[Part], listed: Iterable[type[Part]]) -> str:
    """A part: what it is, what may stand for it, its keys, and who refers to it."""
    kind = shape.kind_of(part)
    meaning = inspect.cleandoc(part.__doc__ or "").split("\n\n")[0].replace("\n", " ")
    lines = [f"### {kind[0].upper()}{kind[1:]}", "", meaning, ""]
    if stands_for := shorthand(part):
        lines += [stands_for, ""]
    if homes := "; ".join(where_it_stands(part, listed)):
        lines += [f"Stands in: {homes}.", ""]
    lines += ["| key | value | without it | meaning |", "|---|---|---|---|"]
    lines += [row(part, field) for field in shape.fields_of(part).values()]
    if part is expectation.Expectation:
        lines += [
            "",
            f"A `measure` is one of {_and([f'`{word}`' for word in get_args(Measure)])}: see [the figures](figures.md).",
        ]
    if users := "; ".join(who_refers_to(kind, listed)):
        lines += ["", f"Referred to by: {users}."]
    return "\n".join(lines) + "\n"


def shorthand(part: type[Part]) -> str:
    """What may stand for the whole part."""
    main = shape.plain_key(part)
    if main is None:
        return ""
    plain = {"value": "A plain number", "typical": "A plain duration", "to": "A plain id"}.get(main, "Plain text")
    short = f"{plain} stands for {part.noun} with that `{main}`."
    if part is Branch:
        short += " A mapping id: share stands for a list of branches."
    return short


def where_it_stands(part: type[Part], listed: Iterable[type[Part]]) -> Iterator[str]:
    """The keys that hold a part."""
    return _keys(listed, lambda field: field.part is part)


def who_refers_to(kind: str, listed: Iterable[type[Part]]) -> Iterator[str]:
    """The keys that name a part of a kind by its id."""
    return _keys(listed, lambda field: any(kind in ref.kinds for ref in (field.ref, field.key_ref) if ref is not None))


def _keys(listed: Iterable[type[Part]], wanted: Callable[[shape.Field], bool]) -> Iterator[str]:
    for owner in listed:
        links = [f"[`{key}`](#{anchor(owner)}-{key})" for key, field in shape.fields_of(owner).items() if wanted(field)]
        if links:
            yield f"{_and(links)} of {owner.noun}"


def _and(words: list[str], joint: str = "and") -> str:
    return f"{', '.join(words[:-1])} {joint} {words[-1]}" if len(words) > 1 else words[0]


def row(part: type[Part], field: shape.Field) -> str:
    """A key's line in the table of its part."""
    info = part.model_fields[field.name]
    name = f'<a id="{anchor(part)}-{field.key}"></a>`{field.key}`'
    needed = info.is_required() or (field.key == "blueprint")
    if part is values.Estimate:
        needed = field.key == "typical"
    default = info.default
    if needed:
        without = "required"
    elif field.key == "id" and part is not Blueprint:
        without = "from its place"
    elif default is None or default is PydanticUndefined or default in ((), {}):
        without = ""
    else:
        without = f"`{str(default).lower() if isinstance(default, bool) else default}`"
    meaning = (info.description or "").replace("|", "\\|")
    return f"| {name} | {type_words(part, field)} | {without} | {meaning} |"


def type_words(part: type[Part], field: shape.Field) -> str:
    """The type of a key in the author's words."""
    hint = get_type_hints(part, include_extras=True)[field.name]
    if field.key in TEXTS_OF_THEIR_OWN:
        return TEXTS_OF_THEIR_OWN[field.key]
    if field.key in NUMBERS_OF_THEIR_OWN:
        return NUMBERS_OF_THEIR_OWN[field.key]
    if field.ref is not None and field.part is None:
        return reference_words(field)
    if field.part is not None:
        return part_words(field, hint)
    plain = _value_words(hint)
    if field.many:
        return f"{plain}, or a list of them"
    return plain


def reference_words(field: shape.Field) -> str:
    """Ids of what kinds: with links to them."""
    assert field.ref is not None
    kinds = [_kind_link(kind) for kind in field.ref.kinds if kind != "end"]
    joined = _and(kinds, "or")
    article = "an" if field.ref.kinds[0][0] in "aeiou" else "a"
    end = ", or `end`" if "end" in field.ref.kinds else ""
    return f"id of {article} {joined}{end}" + (", or a list of them" if field.many else "")


def part_words(field: shape.Field, hint: Any) -> str:
    """A part, a list of it, or a mapping from id."""
    assert field.part is not None
    link = f"[{shape.kind_of(field.part)}](#{anchor(field.part)})"
    if field.catalogue:
        return f"mapping from id to {link}"
    if field.part is Branch:
        return f"{link}, a list of them, or a mapping id: [share](#share)"
    if field.many:
        return f"{link}, or a list of them" if _is_one_or_many(hint) else f"list of {link}"
    return f"[text](#text) or {link}" if _is_text_or_part(hint) else link


def _is_one_or_many(hint: Any) -> bool:
    return any(type(item).__name__ == "OneOrMany" for item in _flattened(hint))


def _is_text_or_part(hint: Any) -> bool:
    return any(item is str for item in _flattened(hint))


def _flattened(hint: Any) -> Iterator[Any]:
    yield hint
    for argument in (*get_args(hint), *getattr(hint, "__metadata__", ())):
        if argument is not hint:
            yield from _flattened(argument) if get_args(argument) else (argument,)


def _kind_link(kind: str) -> str:
    return f"[{kind}](#{kind.replace(' ', '-')})"


def _value_words(hint: Any) -> str:
    for known, words in VALUE_WORDS:
        if hint == known:
            return words
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Literal:
        words = [f"`{word}`" for word in arguments]
        return ", ".join(words) if len(words) <= FEW else "one of those below"
    if origin is Annotated:
        return _value_words(arguments[0])
    if origin in (Union, UnionType):
        return _value_words(next(a for a in arguments if a is not type(None)))
    if origin is tuple:
        return _value_words(arguments[0])
    message = f"the reference has no words for {hint}"
    raise LookupError(message)


def id_spaces() -> str:
    """Which ids may not be the same."""
    shared = sorted(set(SPACES.values()), reverse=True)
    lines = [f"- {space[0].upper()}{space[1:]} share one space." for space in shared]
    return "\n".join([*lines, "- Each other catalogue, and `lanes`, has its own."])


# -- the commands ------------------------------------------------------------------------------------------------

CLI_HEAD = f"""{NOTE}
# The command

`blueprint COMMAND --help` says the same. `service-blueprint` is another name for the command, and so is
`python -m blueprint`.

"""

CLI_TAIL = """## Exit status

| status | meaning |
|---|---|
| 0 | Done. `check`: nothing as bad as `--fail-on` was found. `fmt --check`: nothing would change. |
| 1 | The file is at fault. `check`: something was found. `render`, `fmt`: the file has errors. `fmt --check`: something would change. |
| 2 | The command was misused, a file can't be opened or written, or a picture can't be made. |
| 130, 141 | Stopped by Ctrl-C; the reader of the output went away. |

A file that can't be opened never counts as clean: with several files, the others are still handled, and the status is 2.

## Sheets

With `--page`, a PDF has one sheet, and a PowerPoint file one slide, as long as no text on it is smaller than 5.5 points.
Beyond that the stages are shared out evenly over several, all at one scale, and the message says how many:
`Wrote hotel.pdf (2 sheets)`. A stage is never cut in two, so a very long one can stay small.

## Environment

| variable | effect |
|---|---|
| `NO_COLOR` | No colours, whatever the terminal can do. |
| `FORCE_COLOR` | Colours even where the output is no terminal. |
| `BLUEPRINT_CACHE_DIR` | Where `check` keeps what it found in files that don't change, in place of the user's cache folder. |
"""


def cli_page() -> str:
    """docs/reference/cli.md."""
    from blueprint.cli.group import group

    context = click.Context(group, info_name="blueprint", **group.context_settings)
    sections = [command_section(context, group)]
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        sections.append(command_section(click.Context(command, context, f"blueprint {name}"), command))
    return CLI_HEAD + "\n".join(sections) + "\n" + CLI_TAIL


def command_section(context: click.Context, command: click.Command) -> str:
    """A command: how it is called, what it does, its options."""
    name = str(context.info_name)
    usage = " ".join([name, *command.collect_usage_pieces(context)])
    lines = [f"## {name}", "", "```text", usage, "```", "", *_help_text(command.help or "")]
    lines += ["| option | meaning |", "|---|---|"]
    lines += [_option_row(option) for option in command.get_params(context) if isinstance(option, click.Option)]
    return "\n".join(lines) + "\n"


def _help_text(text: str) -> Iterator[str]:
    """Paragraphs as they are; those whose lines click leaves alone as code below their heading."""
    for paragraph in inspect.cleandoc(text).split("\n\n"):
        first, *rest = paragraph.strip().splitlines()
        if first.strip() != "\b":
            yield from (_escaped(" ".join(line.strip() for line in (first, *rest))), "")
            continue
        heading, *code = rest
        yield from (_escaped(heading), "", "```text", *(line.strip() for line in code), "```", "")


def _escaped(text: str) -> str:
    return re.sub(r"(\*\.[\w.]+)", r"`\1`", text)


def _option_row(option: click.Option) -> str:
    names = ", ".join(f"`{name}`" for name in option.opts)
    if not option.is_flag:
        choices = isinstance(option.type, click.Choice)
        value = _and([f"`{c}`" for c in option.type.choices], "or") if choices else f"`{option.metavar or 'TEXT'}`"
        names += f" {value}"
    meaning = re.sub(r"\s+\[default: ([^\]]*)\]", r" Default: \1.", option.help or "")
    if option.show_default and option.default is not None:
        meaning += f" Default: `{option.default}`."
    return f"| {names} | {_escaped(meaning)} |"


# -- the rules ---------------------------------------------------------------------------------------------------

RULES_HEAD = f"""{NOTE}
# What `blueprint check` finds

Each rule has a page: what it finds and why that matters, an example with the fault and one without, its options.
`blueprint explain BP101` shows it on a terminal, `blueprint rules` lists them all.

- An **error** means that the file, or the flow in it, is broken.
- A **warning** means that the service has a known fault, or the file a trap.
- **Advice** would make a good service better.

[`blueprint check`](../reference/cli.md#blueprint-check) fails on errors; `--fail-on warning` makes it stricter.

## Choose and change rules

In `blueprint.toml`, or below `[tool.blueprint]` in `pyproject.toml`, the nearest upwards from the file:

```toml
ignore = ["BP507", "BP8"]  # codes, or the beginnings of several

[severity]
BP203 = "error"

[rules.BP301]
severity = 3
```

`--select`, `--ignore` and `--severity` say the same for one run. The page of each rule has its options.

What keeps a file from being read is always an error.

## Suppress a finding

A comment suppresses a finding on its own line; on a line of its own, also on the next line. It needs a reason:

```yaml
blueprint: v1
title: Suppressing a finding
stages:
  - name: Visit
    steps:
      - customer: Come by
        notes: 12:30  # blueprint: ignore[BP004] only we read this file
```

`# blueprint: ignore-file[BP004] reason` does so for the whole file. What keeps a file from being read can't be suppressed,
and a comment that suppresses nothing is a finding of its own, [BP008](BP008.md).

"""

RULE_TAIL = "[All rules, and how to suppress them](README.md)\n"


def rules_pages() -> Iterator[tuple[Path, bytes]]:
    """docs/rules: a page for each rule, and the list of them."""
    from blueprint.checks.rules import all_rules
    from blueprint.reports.rule_pages import markdown_page
    from blueprint.reports.rules import as_markdown

    rules = [rule for rule in all_rules().values() if rule.code.startswith("BP")]
    index = RULES_HEAD + as_markdown(rules, link=lambda rule: f"[{rule.code}]({rule.code}.md)")
    yield DOCS / "rules/README.md", index.encode()
    for rule in rules:
        yield DOCS / f"rules/{rule.code}.md", f"{NOTE}\n{markdown_page(rule)}\n{RULE_TAIL}".encode()


def left_over() -> list[Path]:
    """Pages of rules that are no more."""
    wanted = {path for path, _ in rules_pages()}
    return sorted(path for path in (DOCS / "rules").glob("*") if path not in wanted)


# -- pages with blocks, and the pictures that they ask for ---------------------------------------------------------

_MARK = re.compile(r"<!-- (?P<word>[a-z]+)(?:: (?P<value>[^>]*?))? -->")
_BLOCK = re.compile(
    r"^(?P<marks>(?:<!-- [^\n]* -->\n)*)(?P<indent> *)(?P<fence>```+)(?P<kind>\w+)\n(?P<text>.*?)^(?P=indent)(?P=fence)$",
    re.MULTILINE | re.DOTALL,
)


class Block(NamedTuple):
    """A fenced block of a page, and the comments right before it (`<!-- file: bike.blueprint.yaml -->`)."""

    kind: str
    text: str
    marks: dict[str, str]
    line: int


def blocks_of(page: str) -> Iterator[Block]:
    """The blocks of a page, in order."""
    for found in _BLOCK.finditer(page):
        marks = {mark["word"]: mark["value"] or "" for mark in _MARK.finditer(found["marks"])}
        text = re.sub(f"^{found['indent']}", "", found["text"], flags=re.MULTILINE)
        yield Block(found["kind"], text, marks, page.count("\n", 0, found.start("kind")) + 1)


def grown(file: dict[str, Any], addition: dict[str, Any]) -> dict[str, Any]:
    """A blueprint's data with what the tutorial adds to it.

    A stage takes the place of the stage of that name, items of catalogues and single keys are added or replaced.
    """
    result = dict(file)
    for key, value in addition.items():
        if key == "stages":
            new = {stage["name"]: stage for stage in value}
            result[key] = [new.pop(stage["name"], stage) for stage in file[key]] + list(new.values())
        else:
            result[key] = {**file.get(key, {}), **value} if isinstance(value, dict) else value
    return result


def states(page: str) -> Iterator[tuple[Block, str, dict[str, Any]]]:
    """Each block that writes a file (`file`) or adds to it (`add`), with the file's name and the data after that."""
    files: dict[str, dict[str, Any]] = {}
    for block in blocks_of(page):
        name = block.marks.get("file") or block.marks.get("add")
        if name is None or block.kind != "yaml":
            continue
        data = parse(block.text).value
        files[name] = data if "file" in block.marks else grown(files[name], data)
        yield block, name, files[name]


def pictures(path: Path) -> Iterator[tuple[Path, bytes]]:
    """The pictures that a page asks for with `<!-- picture: NAME.svg -->` before a block."""
    from blueprint import Blueprint, draw

    for block, name, data in states(path.read_text("utf-8")):
        if picture := block.marks.get("picture"):
            blueprint = Blueprint(**{"id": name.removesuffix(".blueprint.yaml"), **data})
            yield DOCS / "pictures" / picture, draw(blueprint).render("svg")


# -- writing -----------------------------------------------------------------------------------------------------


def main() -> int:
    """Write the files that are missing or differ; returns 1 where `--check` finds any."""
    from blueprint.files import write_atomically

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, fail where a file is out of date")
    check = parser.parse_args().check
    stale = []
    for path, content in generated():
        if path.exists() and path.read_bytes() == content:
            continue
        stale.append(path)
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, content)
    for path in left_over():
        stale.append(path)
        if not check:
            path.unlink()
    for path in stale:
        print(
            f"{'out of date' if check else 'written' if path.exists() else 'removed'}: {path.relative_to(DOCS.parent)}"
        )
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
