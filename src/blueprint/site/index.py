"""The first page of a site: all blueprints with their figures, their findings and what they have to do with others."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from blueprint.analysis.words import words_for as numbers_for
from blueprint.finding import Severity
from blueprint.model.measure import FIGURES
from blueprint.site.entry import SHOWN
from blueprint.site.markup import Markup, data_block, element, joined, quoting
from blueprint.site.names import INDEX, link
from blueprint.site.shell import icon, page, titled

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from blueprint.analysis.amount import Amount
    from blueprint.finding import Finding
    from blueprint.model.measure import Measure
    from blueprint.site.entry import Entry, Miniature
    from blueprint.site.links import Links
    from blueprint.site.words import Words


class Row(NamedTuple):
    """A blueprint on the index: its file, its page and what was found in it; no entry where it can't be read."""

    file: str
    page: str
    entry: Entry | None
    findings: Sequence[Finding]

    @property
    def title(self) -> str:
        """What it is called: its title, else its file."""
        return self.entry.title if self.entry is not None else self.file


class Index(NamedTuple):
    """What the index is made of. `catalogues` is what was found in catalogues, and is about no one blueprint."""

    rows: Sequence[Row]
    links: Links
    names: Mapping[str, str]
    """The labels of blueprints on links to them, by their files."""
    catalogues: Sequence[Finding]
    counts: Mapping[str, int]
    title: str | None


def index(content: Index, words: Words) -> bytes:
    """The index as it is written."""
    rows = content.rows
    title = content.title or words.title
    states = {state: sum(1 for row in rows if row.entry and row.entry.state == state) for state in words.states}
    parts = [f"{number} {words.states[state].lower()}" for state, number in states.items() if number]
    if broken := sum(1 for row in rows if row.entry is None):
        parts.append(f"{broken} {words.with_errors}")
    said = words.comma.join(parts)
    lead = words.numbered(words.counted, len(rows)) + (words.colon + said if said else "")
    body = (
        _tools(rows, words),
        element("p", class_="found", role="status", data_found=words.found),
        _table(content, words),
        element("p", words.found_none, class_="nothing", hidden=True),
        _catalogue_findings(content.catalogues, words),
        meanings({words.columns[name]: said for name, said in words.meanings.items()}, words),
        data_block("portfolio", _data(rows, words)),
    )
    return page(words, title, titled(title, lead), INDEX, content.counts, *body)


# -- what narrows the list ---------------------------------------------------------------------------------------


def _tools(rows: Sequence[Row], words: Words) -> Markup:
    owners = sorted({row.entry.owner for row in rows if row.entry})
    states = [state for state in words.states if any(row.entry and row.entry.state == state for row in rows)]
    by_state = [("", words.every_state), *((state, words.states[state]) for state in states)]
    by_owner = [("", words.every_owner), *((f"={owner}", owner or words.no_owner) for owner in owners)]
    return element(
        "form",
        _labelled(
            words.search,
            element(
                "input", type="search", name="q", placeholder=words.search_hint, autocomplete="off", spellcheck="false"
            ),
            "search",
        ),
        _choice(words.of_state, "state", by_state) if len(states) > 1 else None,
        _choice(words.of_owner, "owner", by_owner) if len(owners) > 1 else None,
        _choice(words.sort, "sort", list(words.sorts.items())),
        element("button", words.clear, type="button", class_="clear", hidden=True),
        class_="tools scripted",
        role="search",
        data_more="|".join(words.more_hits),
    )


def _choice(label: str, name: str, options: Sequence[tuple[str, str]]) -> Markup:
    listed = [element("option", text, value=value) for value, text in options]
    return _labelled(label, element("select", *listed, name=name), name)


def _labelled(label: str, control: Markup, name: str) -> Markup:
    return element("label", element("span", label), control, class_=f"tool by-{name}")


# -- the list ----------------------------------------------------------------------------------------------------


def _table(content: Index, words: Words) -> Markup:
    heads = [
        element(
            "th",
            _head(name, label),
            scope="col",
            class_="whole" if name == "blueprint" else "number",
            role="columnheader",
        )
        for name, label in words.columns.items()
    ]
    rows = [_row(row, content, words) for row in content.rows]
    return element(
        "table",
        element("caption", words.blueprints, class_="hidden"),
        element("thead", element("tr", *heads, role="row"), role="rowgroup"),
        element("tbody", *rows, role="rowgroup"),
        id="list",
        class_="blueprints",
        role="table",
        tabindex="-1",
    )


def _head(name: str, label: str) -> Markup:
    key = "title" if name == "blueprint" else name
    return element("button", label, element("span", class_="arrow", aria_hidden="true"), type="button", data_key=key)


def _row(row: Row, content: Index, words: Words) -> Markup:
    cells = [_about(row, content, words)]
    if row.entry is None or not row.entry.figures:
        why = _why(row, words)
        said = element("span", why, class_="trouble")
        cells.append(element("td", said, class_="why", role="cell", colspan=str(len(SHOWN))))
    else:
        cells += [_figure(name, row.entry, words) for name in SHOWN]
    cells.append(
        element(
            "td", _findings(row.findings, words), class_="findings", role="cell", data_label=words.columns["findings"]
        )
    )
    return element("tr", *cells, role="row")


def _why(row: Row, words: Words) -> str:
    """Why a row has no figures."""
    if row.entry is not None:
        return words.no_figures
    has_errors = any(finding.severity is Severity.ERROR for finding in row.findings)
    return words.no_picture + (f"{words.colon}{words.has_errors}" if has_errors else "")


def _about(row: Row, content: Index, words: Words) -> Markup:
    entry = row.entry
    title = element("a", row.title, href=link(row.page), class_="title", lang=entry.language if entry else None)
    facts = [] if entry is None else [
        entry.owner,
        words.reviewed.format(entry.reviewed) if entry.reviewed else "",
        words.numbered(words.size, entry.steps),
    ]  # fmt: skip
    state = element("span", words.states[entry.state], class_=f"state {entry.state}") if entry else None
    text = element(
        "div",
        element("p", title, " " if state else None, state, class_="name"),
        element("p", entry.scenario, class_="scenario", lang=entry.language) if entry and entry.scenario else None,
        element("p", " · ".join(fact for fact in facts if fact), class_="facts") if entry else None,
        *_connections(row, content, words),
        element("ul", class_="hits", hidden=True),
        class_="text",
    )
    small = _miniature(entry.miniature) if entry is not None else icon("error")
    # The title beside it leads to the same page, and is what is read aloud and stopped at.
    picture = element("a", small, href=link(row.page), class_="miniature", tabindex="-1", aria_hidden="true")
    return element("th", element("div", picture, text, class_="beside"), scope="row", role="rowheader")


def _miniature(small: Miniature) -> Markup:
    """The picture in small, for the eye alone."""
    paths = [Markup(element("path", class_=f"m-{name}", d=d)) for name, d in small.outlines]
    box = f"0 0 {small.width} {small.height}"
    return element("svg", *paths, viewBox=box, aria_hidden="true", preserveAspectRatio="xMidYMid meet")


def _connections(row: Row, content: Index, words: Words) -> list[Markup]:
    """The lines that lead from a blueprint to others: its versions, what it is part of, what details it."""
    if row.entry is None:
        return []
    pages = {other.file: other.page for other in content.rows}
    links = content.links
    versions = [
        element(
            "a",
            words.states[links.entries[other].state],
            words.bracket.format(content.names[other]),
            href=link(pages[other]),
        )
        for other in links.others.get(row.file, ())
    ]
    wholes = [
        element("a", content.names[whole], words.bracket.format(expansion.step.label),
                href=link(pages[whole], part=expansion.step.about))
        for whole, expansion in links.part_of.get(row.file, ())
    ]  # fmt: skip
    details = [
        element("a", content.names.get(file, file), href=link(pages[file]))
        if file in pages
        else element("span", file, words.bracket.format(words.missing))
        for file in dict.fromkeys(expansion.file for expansion in row.entry.expansions)
    ]
    lines = ((words.other, versions), (words.part_of, wholes), (words.details, details))
    return [
        element("p", element("span", label + words.colon), *_listed(found, words), class_="connection")
        for label, found in lines
        if found
    ]


def _listed(parts: Sequence[Markup], words: Words) -> list[Markup | str]:
    """Parts with commas between them."""
    return [piece for i, part in enumerate(parts) for piece in ((words.comma, part) if i else (part,))]


def _figure(name: Measure, entry: Entry, words: Words) -> Markup:
    amount = entry.figures.get(name)
    label = words.columns[name]
    if amount is None:
        return element("td", dash(words), class_="number unknown", role="cell", data_label=label)
    text = number(amount, name, entry, words)
    bar = share_bar(amount) if FIGURES[name].unit == "share" else None
    return element("td", element("span", text, class_="value"), bar, class_="number", role="cell", data_label=label)


def number(amount: Amount, name: Measure, entry: Entry, words: Words) -> str:
    """A figure as people read it, in the language of the page."""
    return numbers_for(words.tag).amount(amount, FIGURES[name].unit, entry.currency)


def dash(words: Words) -> Markup:
    """What stands for a figure that is not known."""
    return joined(element("span", "–", aria_hidden="true"), element("span", words.unknown, class_="hidden"))


def share_bar(amount: Amount) -> Markup:
    """A bar as long as a share; the number beside it says the same."""
    width = min(max(amount.value or 0.0, 0.0), 1.0)
    return element("span", element("i", style=f"width:{width:.1%}"), class_="bar", aria_hidden="true")


def counts_of(findings: Sequence[Finding]) -> dict[Severity, int]:
    """How many findings there are of each severity."""
    return {severity: sum(1 for finding in findings if finding.severity is severity) for severity in Severity}


def _findings(findings: Sequence[Finding], words: Words) -> Markup:
    counts = [(severity.value, count) for severity, count in counts_of(findings).items() if count]
    if not counts:
        return element("span", words.no_findings, class_="quiet")
    marks = [
        element(
            "li",
            icon(name),
            element("span", str(count), aria_hidden="true"),
            element("span", words.numbered(words.severities[name], count), class_="hidden"),
            class_=name,
            title=words.numbered(words.severities[name], count),
        )
        for name, count in counts
    ]
    return element("ul", *marks, class_="marks")


def _catalogue_findings(findings: Sequence[Finding], words: Words) -> Markup | None:
    """What rules about all files found in catalogues that several blueprints include."""
    if not findings:
        return None
    items = [
        element(
            "li",
            icon(finding.severity.value),
            element("span", words.numbered(words.severities[finding.severity.value], 1), class_="hidden"),
            element("span", quoting(finding.message)),
            " ",
            element("span", f"{finding.file}:{finding.span.line} · {finding.code}", class_="place"),
        )
        for finding in findings
    ]
    return element(
        "section", element("h2", words.catalogue_findings), element("ul", *items, class_="list"), class_="notes"
    )


def meanings(said: Mapping[str, str], words: Words) -> Markup:
    """What the columns of a list mean, by their headings."""
    facts = [joined(element("dt", heading), element("dd", meaning)) for heading, meaning in said.items()]
    return element("section", element("h2", words.meanings_title), element("dl", *facts), class_="notes")


def _data(rows: Sequence[Row], words: Words) -> list[object]:
    """What the script searches and sorts by: a list for each row, in their order."""
    return [
        {
            "page": link(row.page),
            "state": row.entry.state if row.entry else "",
            "owner": row.entry.owner if row.entry else "",
            "text": " ".join(
                (row.title, row.file, row.entry.id, row.entry.scenario, row.entry.owner, words.states[row.entry.state])
                if row.entry else (row.file,)
            ),
            "title": row.title,
            "sort": [
                *(_sortable(row.entry, name) for name in SHOWN),
                _weight(row.findings),
                row.entry.reviewed if row.entry and row.entry.reviewed else None,
            ],
            "parts": [list(place) for place in row.entry.texts] if row.entry else [],
        }
        for row in rows
    ]  # fmt: skip


def _sortable(entry: Entry | None, name: str) -> float | None:
    amount = entry.figures.get(name) if entry else None
    return None if amount is None or amount.value is None else float(f"{amount.value:.6g}")


def _weight(findings: Sequence[Finding]) -> int:
    """One number to sort findings by: an error outweighs all warnings, a warning all advice."""
    error, warning, advice = counts_of(findings).values()
    return (error * 1000 + min(warning, 999)) * 1000 + min(advice, 999)
