"""The preview's own pages as HTML: the index of a folder, and what is around the picture of a blueprint."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from blueprint.drawing.parts import marks_of
from blueprint.finding import Severity
from blueprint.serve.listing import name_of
from blueprint.serve.markup import address, counts, document, sign
from blueprint.serve.rows import LANES, hits_in
from blueprint.site.markup import quoting, text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from blueprint.finding import Finding
    from blueprint.serve.desk import Desk
    from blueprint.serve.rows import Row, Word
    from blueprint.serve.sheet import Sheet
    from blueprint.serve.words import Words

_MOST_MARKS = 96
"""How many steps a sketch shows one by one; of a longer blueprint, several steps share a column."""

_MOST_LISTED = 1_000
"""How many findings are listed beside a picture."""


# -- the index ---------------------------------------------------------------------------------------------------


class _Line(NamedTuple):
    sheet: Sheet
    hits: tuple[Word, ...]


def index_page(desk: Desk, query: str, words: Words) -> str:
    """All blueprints, or those that a search finds."""
    terms = query.casefold().split()
    lines = []
    for name in desk.listing.paths:
        sheet = desk.sheets[name]
        hits = hits_in(sheet.row, name.casefold(), terms)
        if hits is not None:
            lines.append(_Line(sheet, hits))
    folder = desk.top.resolve().name or "/"
    body = (
        f'<header class="top"><p class="eyebrow">{text(folder)}</p><h1>{text(words.blueprints)}</h1>'
        f'<form role="search" action="/" method="get"><label class="unseen" for="query">{text(words.search)}</label>'
        f'<input id="query" name="q" type="search" autocomplete="off" spellcheck="false" value="{text(query)}" '
        f'placeholder="{text(words.search_hint)}" aria-keyshortcuts="/"><kbd aria-hidden="true">/</kbd></form></header>'
        f'<main id="list" data-version="{desk.state("")["version"]}">{_list(desk, lines, terms, words)}</main>'
        f'<p id="lost" class="lost" role="status" hidden>{text(words.lost)}</p>'
    )
    return document(words, f"{words.blueprints} · {folder}", body, scripts=("live.js", "index.js"), kind="index")


def _list(desk: Desk, lines: Sequence[_Line], terms: Sequence[str], words: Words) -> str:
    said = words.number(words.matching if terms else words.blueprints_found, len(lines))
    if not desk.listing.paths:
        said = words.none_here
    elif not lines:
        said = words.none_matching
    if not desk.is_complete:
        said = f"{said} · {words.looking}" if desk.listing.paths else words.looking
    rows = "".join(_row(line, terms, words) for line in lines)
    heads = "".join(f'<th scope="col">{text(head)}</th>' for head in words.columns.values())
    table = f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>" if lines else ""
    problems = "".join(f"<li>{text(problem)}</li>" for problem in desk.listing.problems)
    apart = f'<section class="apart"><h2>{text(words.not_listed)}</h2><ul>{problems}</ul></section>' if problems else ""
    return f'<p class="said" role="status">{text(said)}</p>{table}{apart}'


def _row(line: _Line, terms: Sequence[str], words: Words) -> str:
    sheet, row = line.sheet, line.sheet.row
    scenario = f'<span class="scenario">{_marked(row.scenario, terms)}</span>' if row.scenario else ""
    hits = "".join(_hit(hit, terms, words) for hit in line.hits)
    hits = f'<ul class="hits">{hits}</ul>' if hits else ""
    steps = f"{_sketch(row)}<span>{text(words.number(words.steps, row.steps))}</span>" if row.sketch else ""
    state = f'<span class="state {row.state}">{text(words.of_site.states[row.state])}</span>' if row.state else ""
    if sheet.state == "broken":
        state = f'<span class="state broken">{text(words.broken)}</span>'
    found = counts(sheet.counts, words)
    if not found and sheet.state == "good":
        found = f'<span class="none">{text(words.nothing_found)}</span>'
    language = f' lang="{text(row.language)}"' if row.language else ""
    return (
        f'<tr id="row-{text(sheet.name)}"><th scope="row"><div class="named"{language}>'
        f'<a href="{address("b", sheet.name)}">{_marked(sheet.title, terms)}</a>'
        f'<span class="path">{_marked(sheet.name, terms)}</span>'
        f'{scenario}{hits}</div></th><td>{state}</td><td><div class="size">{steps}</div></td><td>{found}</td></tr>'
    )


def _hit(hit: Word, terms: Sequence[str], words: Words) -> str:
    """A part that was searched for; with its id, where that is what was found."""
    called = hit.text or hit.id
    id_ = "" if any(term in called.casefold() for term in terms) else f" <code>{_marked(hit.id, terms)}</code>"
    return f"<li><span>{text(words.kinds[hit.kind])}</span> {_marked(called, terms)}{id_}</li>"


def _marked(given: str, terms: Sequence[str]) -> str:
    """Text, with what was searched for marked."""
    lowered = given.casefold()
    if len(lowered) != len(given):  # there are letters that get longer
        return text(given)
    spans = sorted((at, at + len(term)) for term in terms for at in _places(term, lowered))
    shown, end = [], 0
    for start, stop in spans:
        if start >= end:
            shown.append(f"{text(given[end:start])}<mark>{text(given[start:stop])}</mark>")
            end = stop
    return f"{''.join(shown)}{text(given[end:])}"


def _places(term: str, lowered: str) -> Iterator[int]:
    at = lowered.find(term)
    while at >= 0:
        yield at
        at = lowered.find(term, at + len(term))


def _sketch(row: Row) -> str:
    """A blueprint from afar: a column a step, a line a lane, a gap between stages."""
    if not row.steps:
        return ""
    together = -(-row.steps // _MOST_MARKS)
    paths: list[list[str]] = [[] for _ in LANES]
    x = 0
    for stage in row.sketch:
        for i in range(0, len(stage), together):
            for lane in sorted({lane for step in stage[i : i + together] for lane in step}):
                paths[lane].append(f"M{x} {lane * 6 + 2}h5")
            x += 7
        x += 4
    drawn = "".join(f'<path class="lane-{LANES[i]}" d="{"".join(path)}"/>' for i, path in enumerate(paths) if path)
    width = max(x - 6, 5)
    return f'<svg class="sketch" viewBox="0 0 {width} 28" width="{width}" height="28" aria-hidden="true">{drawn}</svg>'


# -- around a picture --------------------------------------------------------------------------------------------


def blueprint_page(desk: Desk, sheet: Sheet, words: Words) -> str:
    """The page of a blueprint: a bar, the picture, and beside it what was found."""
    title = sheet.title
    state = desk.state(sheet.name)
    name = name_of(sheet.path, desk.top)
    has_picture = bool(state["picture"])
    picture = f"{address('picture', sheet.name)}?findings=beside"
    kind = "good" if sheet.state == "good" and not _problem_of(sheet) else "stale" if has_picture else "bare"
    back = "" if desk.is_single else (
        f'<a class="back" href="/"><svg viewBox="0 0 16 16" aria-hidden="true"><path d="M10 3L5 8l5 5"/></svg>'
        f"{text(words.back)}</a>"
    )  # fmt: skip
    number = len(sheet.findings)
    source = f' src="{picture}"' if has_picture else " hidden"
    frame = (
        f'<iframe id="picture" title="{text(words.picture_of.format(title))}" data-src="{picture}"{source}></iframe>'
    )
    body = (
        f'<a class="skip" href="#side">{text(words.to_findings)}</a>'
        f'<header class="bar">{back}<h1>{text(name)}</h1>'
        f'<span id="live" class="live" role="status"><span class="dot" aria-hidden="true"></span>'
        f'<span data-live="{text(words.live)}" data-lost="{text(words.lost)}">{text(words.live)}</span></span>'
        f'<button type="button" id="toggle" aria-expanded="true" aria-controls="side">'
        f'<span>{text(words.findings)}</span> <span class="number">{number}</span></button></header>'
        f'<div id="banner" aria-live="polite">{_banner(desk, sheet, words, has_picture=has_picture)}</div>'
        f'<main class="work">{frame}'
        f'<section id="source" class="source" aria-label="{text(words.source)}" hidden></section>'
        f'<aside id="side" tabindex="-1" aria-label="{text(words.findings)}">'
        f'<div id="findings" class="findings">{_findings(desk, sheet, words)}</div></aside></main>'
    )
    shell = document(
        words,
        f"{title} · {words.findings} {number}" if number else title,
        body,
        scripts=("live.js", "preview.js"),
        kind="preview",
    )
    return shell.replace("<body>", f"<body {_data(sheet, state, kind)}>", 1)


def _data(sheet: Sheet, state: Mapping[str, str], kind: str) -> str:
    """What the script of the page goes by."""
    known = {"name": sheet.name, "version": state["version"], "picture": state["picture"], "state": kind}
    return " ".join(f'data-{key}="{text(value)}"' for key, value in known.items())


def missing_page(words: Words) -> str:
    """The page where there is none."""
    body = (
        f'<main class="missing"><h1>{text(words.no_such_page)}</h1><p>{text(words.no_such_text)}</p>'
        f'<p><a href="/">{text(words.back)}</a></p></main>'
    )
    return document(words, words.no_such_page, body, scripts=(), kind="index")


def _problem_of(sheet: Sheet) -> str:
    return sheet.picture.problem if sheet.picture is not None else ""


def _banner(desk: Desk, sheet: Sheet, words: Words, *, has_picture: bool) -> str:
    """Why there is no picture, or only an old one; and what else keeps the file from being checked as it should be."""
    if sheet.state == "gone":
        return f'<p class="gone">{text(words.gone)} {text(words.gone_before) if has_picture else ""}</p>'
    shown = ""
    errors = [finding for finding in sheet.findings if finding.severity is Severity.ERROR]
    if sheet.state == "broken":
        then = words.after_mending if has_picture else words.no_picture
        said = words.number(words.is_broken, len(errors)) if errors else f"{words.broken}."
        shown = f'<p class="trouble">{sign(Severity.ERROR)}<span><strong>{text(said)}</strong> {text(then)}</span></p>'
        listed = "".join(_finding(desk, sheet, finding, words, "") for finding in errors[:_MOST_LISTED])
        shown += f'<ol class="list">{listed}</ol>' if errors else ""
    elif problem := _problem_of(sheet):
        said = words.not_drawn.format(problem)
        shown = f'<p class="trouble">{sign(Severity.ERROR)}<span>{text(said)}</span></p>'
    for problem in sheet.problems:
        shown += f'<p class="trouble">{sign(Severity.ERROR)}<span>{text(words.problem)}: {text(problem)}</span></p>'
    return shown


def _findings(desk: Desk, sheet: Sheet, words: Words) -> str:
    shown = [f for f in sheet.findings if sheet.state != "broken" or f.severity is not Severity.ERROR]
    head = f"<header><h2>{text(words.findings)}</h2>{counts(sheet.counts, words)}</header>"
    if not shown:
        said = words.nothing_to_find if sheet.state == "good" else words.rest_later if sheet.state == "broken" else ""
        return f'{head}<p class="none">{text(said)}</p>'
    about: dict[Finding, str] = {}
    if sheet.good is not None and sheet.state == "good":
        for part, findings in marks_of(sheet.good.blueprint, shown).items():
            about |= dict.fromkeys(findings, part)
    in_order = sorted(shown, key=lambda finding: list(Severity).index(finding.severity))
    listed = "".join(_finding(desk, sheet, each, words, about.get(each, "")) for each in in_order[:_MOST_LISTED])
    more = len(in_order) - _MOST_LISTED
    rest = f'<p class="none">… +{more:,}</p>' if more > 0 else ""
    return f'{head}<ol class="list">{listed}</ol>{rest}'


def _finding(desk: Desk, sheet: Sheet, finding: Finding, words: Words, about: str) -> str:
    files = list(sheet.files)
    at = f"{files.index(finding.file)},{','.join(map(str, finding.span))}" if finding.file in files else ""
    part = f' data-part="{text(about)}"' if about else ""
    severity = text(words.found(finding.severity, 1))
    key = finding.fingerprint or f"{finding.code}-{finding.route}"
    line = finding.span.line
    where = f'<span class="where">{text(f"{name_of(Path(finding.file), desk.top)}:{line}")}</span>'
    if files[:1] == [finding.file]:
        where = f"<span>{text(words.line.format(line))}</span>"
    return (
        f'<li><button type="button" class="finding {finding.severity}" data-at="{at}"{part} data-key="{text(key)}">'
        f'{sign(finding.severity)}<span class="what"><span class="unseen">{severity} </span>'
        f'<span class="message">{quoting(finding.message)}</span>'
        f'<span class="meta"><span class="code">{text(finding.code)}</span> <span>{text(finding.name)}</span> '
        f"{where}</span></span></button></li>"
    )
