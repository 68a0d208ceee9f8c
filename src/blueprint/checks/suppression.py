"""Comments that suppress findings: `# blueprint: ignore[BP203] reason`, and `ignore-file` for a whole file."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from blueprint.checks.rules import meant_code
from blueprint.finding import Edit, Finding, Span
from blueprint.source.nodes import children_of, span_of
from blueprint.suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from blueprint.checks.declaration import Rule
    from blueprint.source.document import Document
    from blueprint.source.nodes import Place

_MOST_CODES = 100
_WORDS = ("ignore", "ignore-file")
_COMMENT = re.compile(r"(?:^|(?<=\s))#[ \t]*blueprint[:：][ \t]*(?=[\w-]+[ \t]*\[|ignore)(?P<rest>.*)")
_FORM = re.compile(r"(?P<word>[\w-]+)[ \t]*(?:\[(?P<codes>[^\]]*)\])?[ \t]*(?P<reason>.*)")
_CODE = re.compile(r"[^,，、\s]+")
_BLOCK_TEXT = re.compile(r"(?:[&!]\S*[ \t]+)*[|>]")
_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")


class Suppression(NamedTuple):
    """One code that one comment suppresses, where it stands, and on which lines it holds (None: on all).

    `comment` is the number of the comment in the file. `alone` removes the code from it, `whole` all of the comment;
    `others` says how many more codes the comment names.
    """

    code: str
    span: Span
    lines: frozenset[int] | None
    comment: int
    alone: Edit
    whole: Edit
    others: int

    def is_used(self, found: Collection[tuple[str, int | None]]) -> bool:
        """Whether there is anything to suppress among what was found: codes with their lines, and with None."""
        return any((self.code, line) in found for line in (self.lines or (None,)))


def suppress(
    document: Document,
    findings: Sequence[Finding],
    rules: Mapping[str, Rule],
    judged: Collection[str],
    *,
    with_faults: bool = True,
) -> list[Finding]:
    """The findings of one file without the suppressed ones, and with what is wrong with the suppressions (BP008).

    `judged` are the codes of the rules that had their say: a suppression of theirs without a finding is unused.
    """
    suppressions, faults = _read(document, rules)
    held = {(s.code, line) for s in suppressions for line in (s.lines or (None,))}
    kept = [f for f in findings if held.isdisjoint(((f.code, f.span.line), (f.code, None)))]
    if not with_faults:
        return kept
    found = {(f.code, line) for f in findings for line in (f.span.line, None)}
    unused = [s for s in suppressions if s.code in judged and not s.is_used(found)]
    together = Counter(s.comment for s in unused)
    for suppression in unused:
        where = "in this file" if suppression.lines is None else "here"
        message = f"there is no {suppression.code} {where} to suppress: remove it"
        is_all = together[suppression.comment] == suppression.others + 1
        faults.append(_Fault(message, suppression.span, suppression.whole if is_all else suppression.alone))
    code, name, severity = rules["BP008"][:3]
    return kept + [
        Finding(code, name, severity, fault.message, document.file, fault.span, edit=fault.edit) for fault in faults
    ]


class _Fault(NamedTuple):
    """What is wrong with a comment, at which place of it, and the edit that removes what is unused."""

    message: str
    span: Span
    edit: Edit | None = None


def _read(document: Document, rules: Mapping[str, Rule]) -> tuple[list[Suppression], list[_Fault]]:
    """The suppressions that hold, and what is wrong with the others."""
    suppressions: list[Suppression] = []
    faults: list[_Fault] = []
    for number, comment in enumerate(_comments(document)):
        line, column, text = comment.line, comment.column, comment.text
        form = _FORM.fullmatch(text)
        assert form is not None  # noqa: S101 (every comment that is looked at starts with a word)
        if fault := _fault_of_form(form):
            faults.append(_Fault(fault, Span(line, column, line, column + len(text.rstrip()))))
            continue
        before = form.start("codes")
        codes = list(_CODE.finditer(form["codes"]))
        if len(codes) > _MOST_CODES:
            fault = f"these are {len(codes)} codes: one comment may name {_MOST_CODES}"
            faults.append(_Fault(fault, Span(line, column, line, column + len(text.rstrip()))))
            continue
        for i, code in enumerate(codes):
            span = Span(line, column + before + code.start(), line, column + before + code.end())
            if fault := _fault_of_code(code[0], rules):
                faults.append(_Fault(fault, span))
                continue
            # With a code goes what stands between it and the next; with the last one, what stands before it.
            first = code.start() if i + 1 < len(codes) or not i else codes[i - 1].end()
            last = codes[i + 1].start() if i + 1 < len(codes) else code.end()
            alone = Edit(comment.offset + before + first, comment.offset + before + last, "")
            lines = comment.lines if form["word"] == "ignore" else None
            suppressions.append(Suppression(code[0], span, lines, number, alone, comment.removal, len(codes) - 1))
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
        return f"there is no rule `{code}`{meant_code(code)}"
    if code == "BP008":
        return "BP008 can't be suppressed: correct or remove the comment that it is about"
    if not rule.can_be_suppressed:
        return f"{code} can't be suppressed: it keeps the file from being read"
    return None


class _Comment(NamedTuple):
    """A comment about findings: where what follows `blueprint:` stands, and that text.

    `lines` are those that it holds on; `removal` takes all of it out of the file, with its line if it has its own.
    """

    line: int
    column: int
    offset: int
    text: str
    lines: frozenset[int]
    removal: Edit


def _comments(document: Document) -> Iterator[_Comment]:
    """The comments about findings.

    One that ends a line holds there; one on a line of its own also on the next line that is more than a comment.
    """
    text = document.text
    ends = [(match.start(), match.end()) for match in _BREAK.finditer(text)]
    starts = [0, *(end for _, end in ends)]
    ends.append((len(text), len(text)))
    lines = [text[start:end] for start, (end, _) in zip(starts, ends, strict=True)]
    texts = sorted(_texts(document.tree.root), key=_start) if document.tree.root is not None else []
    below = _below(lines)
    for number, line in enumerate(lines, 1):
        match = _COMMENT.search(line)
        if match is None or _is_inside(number, match.start() + 1, texts, lines):
            continue
        holds = {number}
        start = starts[number - 1]
        before = line[: match.start()].rstrip()
        removal = Edit(start + len(before), start + len(line), "")
        if not before:
            holds.add(below[number])
            removal = Edit(start, ends[number - 1][1], "")
        rest = match.start("rest")
        yield _Comment(number, rest + 1, start + rest, match["rest"], frozenset(holds), removal)


def _below(lines: Sequence[str]) -> list[int]:
    """For each line, by its number, the next one that is more than a comment."""
    below = [len(lines) + 1] * (len(lines) + 1)
    for number in range(len(lines) - 1, 0, -1):
        below[number] = below[number + 1] if lines[number].lstrip().startswith("#") else number + 1
    return below


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
