"""Findings as workflow commands of GitHub Actions."""

from __future__ import annotations

import re

from hypothesis import given

from blueprint.finding import Span
from blueprint.reports.github import github
from tests.reports.outcomes import FILE, MIXED, finding, hostile_outcomes, outcome


def test_each_is_an_annotation():
    assert github(MIXED).splitlines() == [
        (
            f"::error file={FILE},line=4,col=5,endLine=4,endColumn=9,title=BP102 duplicate-id::the id `鞋` is taken"
            "%0Afirst used here: team.catalogue.yaml:2:1"
        ),
        f"::warning file={FILE},line=2,col=8,endLine=2,endColumn=11,title=BP004 ambiguous-scalar::quote `12:30`",
        "::notice file=b.blueprint.yaml,line=1,endLine=3,title=BP507 no-community::say more",
        "::error title=the rule BP301 failed,file=good.blueprint.yaml::KeyError: 'x'",
        "::error title=not checked::gone.blueprint.yaml: No such file or directory",
    ]


def test_nothing_found_is_nothing_said():
    assert github(outcome()) == ""


def test_what_ends_a_message_or_a_property_is_escaped():
    found = finding("100%: a,b\r\n::error::x", file="a,b:c%.yaml", span=Span(1, 1, 1, 2))
    assert github(outcome(found)) == (
        "::error file=a%2Cb%3Ac%25.yaml,line=1,col=1,endLine=1,endColumn=2,title=BP102 duplicate-id"
        "::100%25: a,b\\x0d\\x0a::error::x\n"
    )


COMMAND = re.compile(r"::(error|warning|notice) ((?:\w+=[^:,\r\n]*,?)+)::[^\r\n]*")


@given(hostile_outcomes())
def test_no_text_becomes_a_command(given):
    lines = github(given).splitlines()
    assert len(lines) == len(given.findings) + len(given.crashes) + len(given.unread)
    for line in lines:
        parts = COMMAND.fullmatch(line)
        assert parts
        keys = [part.partition("=")[0] for part in parts[2].split(",")]
        assert keys in (
            ["file", "line", "col", "endLine", "endColumn", "title"],
            ["file", "line", "endLine", "title"],
            ["title", "file"],
            ["title"],
        )
        assert all(c.isprintable() or c in "\u00a0\u3000\u200d\u200c" or c.isspace() for c in line)
