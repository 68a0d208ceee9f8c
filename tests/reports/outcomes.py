"""What a check may bring, as the tests of the formats need it: plain, and as hostile as can be."""

from __future__ import annotations

from hypothesis import strategies as st

from blueprint.checks.result import Outcome
from blueprint.finding import Crash, Edit, Finding, Related, Severity, Span

FILE = "擦鞋/shop.blueprint.yaml"
TEXT = "blueprint: v1\ntitle: 擦鞋摊\nstages:\n  - name: 擦鞋\n"


def finding(message="the id `鞋` is taken", **more):
    given = {
        "code": "BP102", "name": "duplicate-id", "severity": Severity.ERROR, "message": message, "file": FILE,
        "span": Span(4, 5, 4, 9), "route": ("stages", 0, "name"), "fingerprint": "00112233445566aa",
    }  # fmt: skip
    return Finding(**given | more)


def outcome(*findings, files=(FILE,), **more):
    return Outcome(findings=findings, files=files, **{"sources": {FILE: TEXT}, **more})


OTHER = Related("first used here", "team.catalogue.yaml", Span(2, 1, 2, 4))
MIXED = outcome(
    finding(related=(OTHER,)),
    finding(
        "quote `12:30`", code="BP004", name="ambiguous-scalar", severity=Severity.WARNING, span=Span(2, 8, 2, 11),
        edit=Edit(21, 24, '"擦鞋摊"'), fingerprint="00112233445566bb",
    ),
    finding(
        "say more", code="BP507", name="no-community", severity=Severity.ADVICE, file="b.blueprint.yaml",
        span=Span(1, 1, 3, 2), route=(), fingerprint="00112233445566cc",
    ),
    files=("b.blueprint.yaml", "good.blueprint.yaml", FILE),
    crashes=(Crash("good.blueprint.yaml", "BP301", "KeyError: 'x'"),),
    unread=("gone.blueprint.yaml: No such file or directory",),
    hidden=2,
)  # fmt: skip
"""Something of everything."""

_NASTY = (
    "::error::x", "\n::set-output name=a::b", "\r\n::stop-commands::t", "%0A::error::", "]]>", "<!--", "-->", "<script>alert(1)</script>",
    "&amp;", "</failure>", "\x00", "\x1b]0;t\x07", "\u202e", "\ufffe", "\u2028", "\x85", "\udc80", "@everyone", "#12", "!12", "www.x.org",
    "https://x.org", "a@x.org", "[a](b)", "![a](b)", "`", "``", "|", "\n- x", "\n# x", "\n\n", ":smile:", "$`x`$", "*a*", "_a_", "~~a~~",
    "\\", "{0}", "{{", "擦鞋", "😀", "e\u0301", " ", "/", "../", "<http://x.org>", "&lt;b&gt;", "1. x", "- x", "> x", "    x", '"', "'", ":", ",",
)  # fmt: skip

hostile_texts = st.lists(st.sampled_from(_NASTY) | st.text(max_size=5), max_size=6).map("".join)
_spans = st.builds(
    lambda line, column, lines, columns: Span(line, column, line + lines, column + columns),
    st.integers(1, 5), st.integers(1, 20), st.integers(0, 2), st.integers(0, 9),
)  # fmt: skip
_paths = hostile_texts.map(
    lambda text: "".join(c for c in text if c == "\udc80" or not "\ud800" <= c <= "\udfff") or "x"
)
_relateds = st.builds(Related, hostile_texts, _paths, _spans)
_findings = st.builds(
    finding,
    hostile_texts,
    severity=st.sampled_from(Severity),
    file=st.just(FILE) | _paths,
    span=_spans,
    route=st.lists(st.integers(0, 3) | hostile_texts, max_size=3).map(tuple),
    related=st.lists(_relateds, max_size=2).map(tuple),
    edit=st.none()
    | st.builds(lambda start, more, text: Edit(start, start + more, text), *[st.integers(0, 20)] * 2, hostile_texts),
    fingerprint=st.integers(0, 2**64 - 1).map("{:016x}".format),
)


@st.composite
def hostile_outcomes(draw):
    """Outcomes whose texts all come from someone who wants to break out of the format."""
    findings = draw(st.lists(_findings, max_size=4))
    return Outcome(
        findings=tuple(findings),
        files=tuple(dict.fromkeys(draw(st.lists(_paths, max_size=2)))),
        crashes=tuple(draw(st.lists(st.builds(Crash, _paths, st.just("BP301"), hostile_texts), max_size=2))),
        unread=tuple(draw(st.lists(hostile_texts, max_size=2))),
        sources={FILE: draw(hostile_texts)},
        hidden=draw(st.integers(0, 2)),
    )
