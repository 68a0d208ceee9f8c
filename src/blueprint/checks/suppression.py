"""Comments that suppress findings: `# blueprint: ignore[BP203] reason`, and `ignore-file` for a whole file."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from blueprint.finding import Finding, Span
from blueprint.source.nodes import children_of, span_of
from blueprint.suggest import did_you_mean, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from blueprint.checks.rule import Rule
    from blueprint.source.document import Document
    from blueprint.source.nodes import Place

_WORDS = ("ignore", "ignore-file")
_COMMENT = re.compile(r"(?:^|(?<=\s))#[ \t]*blueprint:[ \t]*(?=[\w-]+[ \t]*\[|ignore)(?P<rest>.*)")
_FORM = re.compile(r"(?P<word>[\w-]+)[ \t]*(?:\[(?P<codes>[^\]]*)\])?[ \t]*(?P<reason>.*)")
_BLOCK_TEXT = re.compile(r"(?:[&!]\S*[ \t]+)*[|>]")
_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")


class Suppression(NamedTuple):
    """One code that one comment suppresses, where it stands, and on which lines it holds (None: on all)."""

    code: str
    span: Span
    lines: frozenset[int] | None

    def covers(self, finding: Finding) -> bool:
        """Whether this is the finding that is meant."""
        return finding.code == self.code and (self.lines is None or finding.span.line in self.lines)


def suppress(
    document: Document, findings: Sequence[Finding], rules: Mapping[str, Rule], *, is_judged: bool
) -> list[Finding]:
    """The findings of one file without the suppressed ones, and with what is wrong with the suppressions (BP008).

    `is_judged` says whether all rules could run, so that a suppression without a finding is known to be unused.
    """
    suppressions, faults = _read(document, rules)
    kept = [finding for finding in findings if not any(s.covers(finding) for s in suppressions)]
    for suppression in suppressions if is_judged else ():
        if not any(suppression.covers(finding) for finding in findings):
            where = "in this file" if suppression.lines is None else "here"
            faults.append((f"there is no {suppression.code} {where} to suppress: remove it", suppression.span))
    rule = rules["BP008"]
    wrong = [Finding(rule.code, rule.name, rule.severity, message, document.file, span) for message, span in faults]
    return kept + wrong


def _read(document: Document, rules: Mapping[str, Rule]) -> tuple[list[Suppression], list[tuple[str, Span]]]:
    """The suppressions that hold, and what is wrong with the others."""
    suppressions: list[Suppression] = []
    faults: list[tuple[str, Span]] = []
    for line, column, text, lines in _comments(document):
        form = _FORM.fullmatch(text)
        assert form is not None  # noqa: S101 (every comment that is looked at starts with a word)
        if fault := _fault_of_form(form):
            faults.append((fault, Span(line, column, line, column + len(text.rstrip()))))
            continue
        for code in re.finditer(r"[^,\s]+", form["codes"]):
            start = column + form.start("codes")
            span = Span(line, start + code.start(), line, start + code.end())
            if fault := _fault_of_code(code[0], rules):
                faults.append((fault, span))
            else:
                suppressions.append(Suppression(code[0], span, lines if form["word"] == "ignore" else None))
    return suppressions, faults


def _fault_of_form(form: re.Match[str]) -> str | None:
    word, codes = form["word"], (form["codes"] or "").strip()
    if word not in _WORDS:
        return f"`{word}` is neither `ignore` nor `ignore-file`{did_you_mean(word, _WORDS)}"
    if not codes:
        return f"which finding? Write its code: `{word}[BP004] reason`"
    if not form["reason"].strip():
        return f"a reason is missing: write it after `{word}[{codes}]`"
    return None


def _fault_of_code(code: str, rules: Mapping[str, Rule]) -> str | None:
    rule = rules.get(code)
    if rule is None:
        named = {r.name: r.code for r in rules.values()}
        meant = nearest(code, (*rules, *named))
        hint = f"; did you mean `{named.get(meant, meant)}`?" if meant else ""
        return f"there is no rule `{code}`{hint}"
    if code == "BP008":
        return "BP008 can't be suppressed: correct or remove the comment that it is about"
    if not rule.can_be_suppressed:
        return f"{code} can't be suppressed: it keeps the file from being read"
    return None


def _comments(document: Document) -> Iterator[tuple[int, int, str, frozenset[int]]]:
    """The comments about findings: line, column of what follows `blueprint:`, that text, and the lines they hold on.

    A comment that ends a line holds there; one on a line of its own also on the next line that is more than a comment.
    """
    lines = _BREAK.split(document.text)
    texts = sorted(_texts(document.tree.root), key=_start) if document.tree.root is not None else []
    for number, line in enumerate(lines, 1):
        match = _COMMENT.search(line)
        if match is None or _is_inside(number, match.start() + 1, texts, lines):
            continue
        holds = {number}
        if not line[: match.start()].strip():
            below = number + 1
            while below <= len(lines) and lines[below - 1].lstrip().startswith("#"):
                below += 1
            holds.add(below)
        yield number, match.start("rest") + 1, match["rest"], frozenset(holds)


def _texts(place: Place) -> Iterator[Span]:
    """Where the scalars stand: what looks like a comment in there is text."""
    waiting = [place]
    while waiting:
        children = children_of(place := waiting.pop())
        if children is None:
            yield span_of(place)
        elif isinstance(children, dict):
            waiting.extend(inner for pair in children.values() for inner in pair)
        else:
            waiting.extend(children)


def _start(span: Span) -> tuple[int, int]:
    return span.line, span.column


def _is_inside(line: int, column: int, spans: Sequence[Span], lines: Sequence[str]) -> bool:
    i = bisect_right(spans, (line, column), key=_start) - 1
    if i < 0 or (line, column) >= (spans[i].end_line, spans[i].end_column):
        return False
    # The line of `|` or `>` may end in a comment; the text starts on the next.
    heads_block = line == spans[i].line and _BLOCK_TEXT.match(lines[line - 1], spans[i].column - 1)
    return not heads_block
