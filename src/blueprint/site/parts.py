"""A page for each kind of shared part: where each is used, what rests on it, and what is lost without it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from blueprint.analysis.words import words_for as numbers_for
from blueprint.site.index import dash, meanings, share_bar
from blueprint.site.markup import Markup, element
from blueprint.site.names import link, page_of
from blueprint.site.shell import icon, page, titled

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from blueprint.site.entry import Item, Kind, Place
    from blueprint.site.links import Links, Shared, Used
    from blueprint.site.words import Words

_CHOSEN = ("kind", "sensitivity")
"""The facts whose values are words of the format."""


class Parts(NamedTuple):
    """What the pages of parts are made of: the links, the pages and the labels of blueprints by their files."""

    links: Links
    pages: Mapping[str, str]
    names: Mapping[str, str]
    counts: Mapping[str, int]


def parts_page(kind: Kind, content: Parts, words: Words) -> bytes:
    """The page of the parts of a kind as it is written."""
    shared = content.links.shared[kind]
    several = [one for one in shared if len(one.uses) > 1]
    sections = [_section(one, content, words) for one in shared]
    title = words.kinds[kind]
    explained = {column.key: column for one in shared for column in _columns(one, words) if column.meaning}
    body = (
        _tools(words, can_limit=0 < len(several) < len(shared)),
        element("p", class_="found", role="status", data_found=words.found),
        element("div", *sections, id="list", class_="parts", tabindex="-1"),
        element("p", words.found_none, class_="nothing", hidden=True),
        meanings({column.label: column.meaning for column in explained.values() if column.meaning}, words)
        if explained
        else None,
    )  # fmt: skip
    return page(words, title, titled(title, words.uses[kind]), page_of(kind), content.counts, *body)


def _tools(words: Words, *, can_limit: bool) -> Markup:
    field = element(
        "input", type="search", name="q", placeholder=words.search_parts, autocomplete="off", spellcheck="false"
    )
    limit = element("input", type="checkbox", name="shared", value="1")
    return element(
        "form",
        element("label", element("span", words.search), field, class_="tool by-search"),
        element("label", limit, element("span", words.only_shared), class_="tool by-check") if can_limit else None,
        class_="tools scripted",
        role="search",
    )


def _section(shared: Shared, content: Parts, words: Words) -> Markup:
    items = [use.item for use in shared.uses]
    common = [fact for fact in items[0].facts if all(fact in item.facts for item in items)]
    places = sum(len(item.steps) for item in items)
    said = [words.numbered(words.in_blueprints, len(items)), words.numbered(words.in_steps, places)]
    said += _told(common, words)
    if shared.origin:
        said.append(words.from_catalogue.format(shared.origin))
    columns = _columns(shared, words)
    heads = [
        element(
            "th", column.label, scope="col", class_="number" if column.key == "figure" else None, role="columnheader",
            title=column.meaning,
        )
        for column in (_Column("blueprint", words.used_by), *columns)
    ]  # fmt: skip
    rows = [_row(use, common, columns, content, words) for use in shared.uses]
    table = element(
        "table",
        element("caption", shared.name, class_="hidden"),
        element("thead", element("tr", *heads, role="row"), role="rowgroup"),
        element("tbody", *rows, role="rowgroup"),
        role="table",
    )
    sort = items[0].sort
    name = element(
        "h2",
        icon(sort) if sort else None,
        shared.name,
        *([" ", element("code", shared.id)] if shared.id != shared.name else []),
    )
    return element(
        "section", name, element("p", " · ".join(said), class_="facts"), table,
        class_="part", id=shared.anchor, data_shared=str(int(len(items) > 1)),
    )  # fmt: skip


class _Column(NamedTuple):
    key: str
    label: str
    meaning: str | None = None


def _columns(shared: Shared, words: Words) -> list[_Column]:
    """The columns after the blueprint's: only those in which there is something to say of a part."""
    columns = [_Column("steps", words.used_at)]
    if any(use.item.rests for use in shared.uses):
        columns.append(_Column("rests", words.needed_by))
    if any(use.item.needs for use in shared.uses):
        columns.append(_Column("needs", words.needs))
    if any(use.item.stops for use in shared.uses):
        columns.append(_Column("stops", words.stops, words.stops_meaning))
    if shared.kind == "persona":
        columns.append(_Column("figure", words.succeed, words.succeed_meaning))
    elif shared.kind != "data":
        columns.append(_Column("figure", words.lost, words.lost_meaning))
    return columns


def _told(facts: Sequence[tuple[str, str]], words: Words) -> list[str]:
    """Facts in words; those of the author, like the name of an owner, are left as they are."""
    return [
        f"{words.facts[key]}{words.colon}{words.values.get(text, text) if key in _CHOSEN else text}"
        for key, text in facts
    ]


def _row(
    use: Used, common: Sequence[tuple[str, str]], columns: Sequence[_Column], content: Parts, words: Words
) -> Markup:
    item, entry = use.item, content.links.entries[use.file]
    page_ = content.pages[use.file]
    facts = _told([fact for fact in item.facts if fact not in common], words)
    cells = [
        element(
            "th",
            element("a", content.names[use.file], href=link(page_, part=item.about), lang=entry.language),
            " ",
            element("span", words.states[entry.state], class_="quiet small"),
            element("p", " · ".join(facts), class_="facts") if facts else None,
            scope="row",
            role="rowheader",
        )
    ]
    for column in columns:
        if column.key == "figure":
            cells.append(_figure(item, column.label, words))
        else:
            none = words.not_used if column.key == "steps" else "–"
            cells.append(_places(getattr(item, column.key), page_, entry.language, column.label, none))
    return element("tr", *cells, role="row")


def _places(places: Sequence[Place], page_: str, language: str | None, label: str, none: str) -> Markup:
    """Links to parts on the page of a blueprint."""
    links = [element("li", element("a", place.label, href=link(page_, part=place.about))) for place in places]
    held = element("ul", *links, lang=language) if links else element("span", none, class_="quiet")
    return element("td", held, class_="places", role="cell", data_label=label)


def _figure(item: Item, label: str, words: Words) -> Markup:
    if item.figure is None or item.figure.value is None:
        return element("td", dash(words), class_="number unknown", role="cell", data_label=label)
    text = numbers_for(words.tag).amount(item.figure, "share")
    value = element("span", text, class_="value")
    return element("td", value, share_bar(item.figure), class_="number", role="cell", data_label=label)
