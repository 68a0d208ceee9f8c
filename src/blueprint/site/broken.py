"""The page of a blueprint that can't be shown: what is wrong with its file, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint.reports.findings import full
from blueprint.site.markup import Markup, element, quoting
from blueprint.site.shell import icon, page, titled

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from blueprint.finding import Finding
    from blueprint.site.words import Words


def broken_page(
    file: str, findings: Sequence[Finding], sources: Mapping[str, str], counts: Mapping[str, int], words: Words
) -> bytes:
    """The page as it is written: all errors with their lines, as `blueprint check` shows them."""
    errors = [_error(finding, sources, words) for finding in findings if finding.severity == "error"]
    lead = element("span", words.broken_lead)
    body = (element("p", element("code", file), class_="file"), element("ol", *errors, id="list", class_="errors"))
    return page(words, file, titled(words.broken, lead), "", counts, *body)


def unopened_page(file: str, title: str, why: str, counts: Mapping[str, int], words: Words) -> bytes:
    """The page of a file of which there is nothing to show but why."""
    body = (element("p", element("code", file), class_="file"), element("p", why, id="list"))
    return page(words, file, titled(title, None), "", counts, *body)


def _error(finding: Finding, sources: Mapping[str, str], words: Words) -> Markup:
    shown = full([finding], sources).split("\n", 2)
    frame = shown[2] if len(shown) > 2 else ""  # noqa: PLR2004 (after the place and the message)
    place = f"{finding.file}:{finding.span.line}:{finding.span.column}"
    return element(
        "li",
        element(
            "p", icon("error"), element("span", words.numbered(words.severities["error"], 1), class_="hidden"),
            element("strong", quoting(finding.message)),
        ),
        element("p", element("code", place), f" · {finding.code} {finding.name}", class_="place"),
        element("pre", element("code", frame.rstrip()), tabindex="0") if frame.strip() else None,
    )  # fmt: skip
