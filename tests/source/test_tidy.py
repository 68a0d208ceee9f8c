"""The formatter changes order and spacing, and nothing else."""

from __future__ import annotations

import random
import re
from pathlib import Path
from textwrap import dedent

import pytest
import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from inline_snapshot import snapshot

from blueprint.source import tidy as module
from blueprint.source.load import LoadError, loads
from blueprint.source.nodes import parse
from blueprint.source.tidy import TidyError, tidy
from blueprint.source.write import dumps
from tests import strategies

EXAMPLES = sorted(Path(__file__).parents[2].glob("examples/*.yaml"))
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


def tidied(text: str) -> str:
    """The text, tidied; and that tidying it again changes nothing."""
    result = tidy(text)
    assert tidy(result) == result
    return result


def comments(text: str) -> list[str]:
    return sorted(comment.strip() for comment in re.findall(r"(?m)(?:^|[ \t])(#.*)$", text))


# -- whole files ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_examples_keep_data_and_comments(path: Path) -> None:
    text = path.read_text("utf-8")
    result = tidied(text)
    assert parse(result).value == parse(text).value
    assert comments(result) == comments(text)
    if ".blueprint." in path.name and "include:" not in text:
        assert loads(result) == loads(text)


def test_everything_at_once() -> None:
    assert tidied("""\
# yaml-language-server: $schema=blueprint.schema.json
# A file that nobody tidied.
title:   Shoeshine   # the name
blueprint: v1


# how it ends
expectations: [ {measure: handoffs,at_most:  2 } ]
stages:
# the only stage
- steps:
  - touchpoints: [chair,   box]
    # what they do
    customer: Sit down


    time: 2m	# a tab before this
  # the second step

  - # hoisted
    next: {  b: 40%, a: 60% }
    customer: 'Go'
    # at the end of the step
  name: Shine
- name: Pay
touchpoints:
    # the chair
    chair: {name: Chair, kind: physical}
    # the box
    box:   {kind: physical}
    # no more
x-notes:
  z: 1
  a: 2
# the end
""") == snapshot("""\
# yaml-language-server: $schema=blueprint.schema.json
# A file that nobody tidied.
blueprint: v1
title: Shoeshine  # the name

x-notes:
  z: 1
  a: 2

touchpoints:
  # the chair
  chair: {name: Chair, kind: physical}
  # the box
  box: {kind: physical}
  # no more

stages:
  # the only stage
  - name: Shine
    steps:
      # what they do
      - customer: Sit down
        touchpoints: [chair, box]

        time: 2m  # a tab before this
      # the second step

      # hoisted
      - customer: 'Go'
        next: {b: 40%, a: 60%}
        # at the end of the step

  - name: Pay

# how it ends
expectations: [{measure: handoffs, at_most: 2}]
# the end
""")


# -- one thing at a time ----------------------------------------------------------------------------------------

HEAD = "blueprint: v1\ntitle: T\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: T\nblueprint: v1\n", "blueprint: v1\ntitle: T\n"),
        ("title: T\r\nblueprint: v1\r\n", "blueprint: v1\ntitle: T\n"),
        ("\ufefftitle: T", "title: T\n"),
        ("# a\n\n# b\ntitle: T\n# c\nblueprint: v1", "# a\n\n# c\nblueprint: v1\n# b\ntitle: T\n"),
        ("title: T\nzzz: 1\nblueprint: v1\naaa: 2\n", "blueprint: v1\ntitle: T\nzzz: 1\naaa: 2\n"),
        ("---\ntitle: T\nblueprint: v1\n...\n# c\n", "---\nblueprint: v1\ntitle: T\n...\n# c\n"),
        ("%YAML 1.2\n--- # c\ntitle: T\nblueprint: v1\n", "%YAML 1.2\n---  # c\nblueprint: v1\ntitle: T\n"),
        ("title: T\n...\n# c\n...\n", "title: T\n...\n# c\n...\n"),
        ("x-a: 1\ntitle: !!str   1\n", "title: !!str 1\nx-a: 1\n"),
        ("title: T\x85owner: O\x85", "title: T\nowner: O\n"),
        ("{title: T,blueprint: v1}", "{title: T, blueprint: v1}\n"),
        ("--- &a\ntitle: T\nid: t", "---\n&a\ntitle: T\nid: t\n"),
        ("title:\n   # c\n   T\n", "# c\ntitle: T\n"),
        ("title: # c\n   T\n", "# c\ntitle: T\n"),
        ("title: a\n  b\n\n     c\nblueprint: v1\n", "blueprint: v1\ntitle: a\n  b\n\n  c\n"),
        ("title: 'a\n    b'   # c\n", "title: 'a\n  b'  # c\n"),
        ('title: "a \\\n    b\\ \n c"\n', 'title: "a \\\n  b\\ \n  c"\n'),
        ("? title\n: T\n", "title: T\n"),
        ('"title":    T\n', '"title": T\n'),
        ("x-a: &a {k: v}\nx-b: *a\n", "x-a: &a {k: v}\nx-b: *a\n"),
        ("x-a: !!str   5\n", "x-a: !!str 5\n"),
        ("x-a: !!str\nx-b: 1\n", "x-a: !!str\nx-b: 1\n"),
        ("x-a: {b: !!str , c: [&d e,*d ]}\n", "x-a: {b: !!str , c: [&d e, *d]}\n"),
        ("x-a: [a,b,]\n", "x-a: [a, b,]\n"),
        ("x-a: [ a: b ]\n", "x-a: [a: b]\n"),
        (
            "x-a: [\n  a,   # one\n\n\n  # two\n  {b: c\n }\n]\n",
            "x-a: [\n    a,  # one\n\n    # two\n    {b: c\n    }\n  ]\n",
        ),
        ("x-a:\n- - 1\n  - 2\n-   - 3\n", "x-a:\n  - - 1\n    - 2\n  - - 3\n"),
        ("x-a:\n  - &b\n    c: d\n  -   &e f\n  - *b\n", "x-a:\n  - &b\n    c: d\n  - &e f\n  - *b\n"),
        ("x-a: &b # c\n   d\n", "# c\nx-a: &b d\n"),
        ("x-a: |\t# c\n d\n", "x-a: |  # c\n  d\n"),
        ("x-a: &b # c\n  # d\n  |- # e\n d\n", "# c\n# d\nx-a: &b |-  # e\n  d\n"),
        ("x-a:   &b # c\n   d: e\n", "x-a: &b  # c\n  d: e\n"),
    ],
)
def test_cases(before: str, after: str) -> None:
    assert tidied(before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "summary: |\n     a\n       b\n\n     # no comment\n\n\ntitle: T\n",
            "title: T\nsummary: |\n  a\n    b\n\n  # no comment\n\n",
        ),
        ("summary: |2-   # c\n    a\n   b\ntitle: T\n", "title: T\nsummary: |2-  # c\n    a\n   b\n"),
        ("summary: |+\n   a\n\n\ntitle: T\n", "title: T\nsummary: |+\n  a\n\n\n"),
        ("summary: >\n   a\n   b\ntitle: T", "title: T\nsummary: >\n  a\n  b\n"),
        ("title: T\nsummary: |\n   a", "title: T\nsummary: |-\n  a\n"),
        ("title: T\nsummary: |\n   a\n      \n   b  \n", "title: T\nsummary: |\n  a\n     \n  b  \n"),
        ("title: |\n # inside\n a\n# outside\nid: t\n", "title: |\n  # inside\n  a\n# outside\nid: t\n"),
        ("x-a:\n- |\n a\n- b: |1\n    a\n", "x-a:\n  - |\n    a\n  - b: |2\n       a\n"),
    ],
)
def test_block_scalars_keep_their_text(before: str, after: str) -> None:
    assert parse(tidied(before)).value == parse(before).value
    assert tidied(before) == re.sub(r"\n\n+\Z", "\n", after) if "|+" not in after else after


def test_blank_lines_between_stages_sections_and_elsewhere() -> None:
    before = (
        HEAD
        + "\n\n\nowner: O\nstages:\n\n  - name: A\n    steps:\n"
        + "      - customer: a\n\n\n      - customer: b\n  - name: B\n\n\n\n"
    )
    assert tidied(before) == (
        HEAD
        + "\nowner: O\n\nstages:\n  - name: A\n    steps:\n      - customer: a\n\n      - customer: b\n\n  - name: B\n"
    )


def test_a_kept_blank_line_is_text_and_gets_no_company() -> None:
    text = HEAD + "summary: |+\n  a\n\nstages:\n  - name: A\n"
    assert tidied(text) == text


def test_no_anchor_goes_behind_its_alias() -> None:
    text = dedent("""\
        title: &name T
        blueprint: v1
        stages:
          - steps:
              - time: &two 2m
                customer: {time: *two, does: a}
                wait: *two
            name: *name
        actors: &a {x: X}
        x-later: *a
    """)
    assert tidied(text) == snapshot("""\
blueprint: v1
title: &name T

actors: &a {x: X}

x-later: *a

stages:
  - name: *name
    steps:
      - time: &two 2m
        customer: {time: *two, does: a}
        wait: *two
""")


def test_an_anchor_that_is_given_twice_means_the_same_after_tidying() -> None:
    text = "x-b: &n 1\ntitle: *n\nx-c: &n 2\nid: *n\nblueprint: v1\nowner: &n 3\n"
    assert parse(tidied(text)).value == {"x-b": 1, "title": 1, "x-c": 2, "id": 2, "blueprint": "v1", "owner": 3}


def test_merges_come_first_and_keep_their_order() -> None:
    text = dedent("""\
        x-one: &one {time: 1m, wait: 1m}
        x-two: &two {time: 2m, cocreated: true}
        stages:
          - name: A
            steps:
              - customer: a
                <<: [*one, *two]
              - wait: 5m
                <<: *two
                customer: b
                "<<": quoted
    """)
    result = tidied(text)
    assert parse(result).value == parse(text).value
    assert (
        "      - <<: [*one, *two]\n        customer: a\n      - <<: *two\n        customer: b\n        wait: 5m\n"
        in result
    )


def test_branches_emotions_and_catalogues_keep_their_order() -> None:
    text = HEAD + (
        "\npersonas:\n  z: Z\n  a: A\n\nstages:\n  - name: S\n    steps:\n      - customer: c\n"
        "        emotion:\n          z: 1\n          a: 2\n        next:\n          z: 60%\n          a: 40%\n"
        "      - customer: d\n        next:\n          to: z\n          when: w\n"
    )
    assert tidied(text) == text
    assert tidied(text.replace("          to: z\n          when: w\n", "          when: w\n          to: z\n")) == text


@pytest.mark.parametrize(
    "text",
    ["", "- a\n", "text", "a: [", "a: 1\na: 2\n", "a:\n", "a: *b\n", "--- a\n--- b\n", "a: !!int 5\n", "a: \x00"],
)
def test_what_is_no_mapping_or_no_yaml_is_a_load_error(text: str) -> None:
    with pytest.raises(LoadError) as caught:
        tidy(text, "x.yaml")
    assert str(caught.value).startswith("x.yaml:")


def test_a_defect_leaves_the_file_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    for wrong in ("title: other\n", "title: T\n# more\n", "title: [\n"):
        monkeypatch.setattr(module, "_printed", lambda _, wrong=wrong: wrong)
        with pytest.raises(TidyError, match=r"x\.yaml can't be formatted"):
            tidy("title: T\n", "x.yaml")


# -- files that were let go -------------------------------------------------------------------------------------


def _let_go(text: str, chance: random.Random) -> str:
    """The same data and comments as somebody careless would write them."""
    lines: list[str] = []
    for line in text.split("\n"):
        roll = chance.random()
        if roll < 0.08:
            lines.append(" " * chance.randrange(9) + chance.choice(["# c", "#", "#\td  ", "# - x: |", "# 中文"]))
        elif roll < 0.14:
            lines += [" " * chance.randrange(3)] * chance.randrange(1, 4)
        spaced = re.sub(r"(?<=[:,\-{\[]) ", lambda _: " " * chance.choice([1, 1, 2, 3]), line) if roll > 0.8 else line
        lines.append(spaced + (chance.choice(["  # t", " # t: {", "\t# t"]) if line and chance.random() < 0.1 else ""))
    return chance.choice(["\n", "\n", "\r\n"]).join(lines)


def _shuffled(value: object, chance: random.Random, *, keep: bool = False) -> object:
    if isinstance(value, list):
        return [_shuffled(item, chance) for item in value]
    if not isinstance(value, dict):
        return value
    keys = list(value)
    if not keep:
        chance.shuffle(keys)
    return {key: _shuffled(value[key], chance, keep=key == "next") for key in keys}


class _Dumper(yaml.SafeDumper):
    """Writes one thing several times instead of by aliases."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002
        return True


def _judge(text: str) -> None:
    tree = parse(text)
    assume(isinstance(tree.value, dict) and not tree.problems)
    result = tidied(text)
    assert parse(result).value == tree.value
    assert "\r" not in result
    assert result.endswith("\n")


@settings(max_examples=100, suppress_health_check=SLOW, deadline=None)
@given(st.sampled_from(EXAMPLES), st.integers(0, 2**32).map(random.Random))
def test_examples_that_were_let_go(path: Path, chance: random.Random) -> None:
    _judge(_let_go(path.read_text("utf-8"), chance))


@settings(max_examples=100, suppress_health_check=SLOW, deadline=None)
@given(strategies.blueprints(), st.integers(0, 2**32).map(random.Random))
def test_any_blueprint_in_any_style(blueprint: object, chance: random.Random) -> None:
    data = _shuffled(parse(dumps(blueprint)).value, chance)  # type: ignore[arg-type]
    text = yaml.dump(
        data,
        Dumper=_Dumper,
        sort_keys=False,
        allow_unicode=chance.random() < 0.8,
        indent=chance.choice([2, 3, 4, 6]),
        width=chance.choice([20, 80, 1000]),
        default_flow_style=chance.choice([True, False, None]),
        default_style=chance.choice([None, None, '"', "'", "|", ">"]),
        explicit_start=chance.random() < 0.2,
        explicit_end=chance.random() < 0.2,
    )
    _judge(text)
    _judge(_let_go(text, chance))


@settings(max_examples=500, suppress_health_check=SLOW, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "\n",
                "\n  ",
                "\n    ",
                "\n ",
                " ",
                "  ",
                "\t",
                "- ",
                "- ",
                "? ",
                ": ",
                ": ",
                "a: ",
                "title: ",
                "b: ",
                "next: ",
                "stages: ",
                "&a ",
                "&b ",
                "*a",
                "*b",
                "<<: ",
                "{",
                "}",
                "[",
                "]",
                ", ",
                ",",
                "x",
                "y z",
                "'q'",
                '"d"',
                "'",
                '"',
                "|",
                "|-\n",
                ">+\n  ",
                "|2\n",
                "# c",
                " # d\n",
                "!!str ",
                "---",
                "...",
                "1",
                "字",
                "\r\n",
                "\n\n\n",
                "\\",
            ],
        ),
        max_size=24,
    )
)
def test_any_text_is_tidied_or_refused(pieces: list[str]) -> None:
    text = "x-a: 1\n" + "".join(pieces)
    try:
        tidied(text)
    except LoadError as error:
        assert error.findings  # noqa: PT017 (either outcome is right)
    except TidyError:
        assert re.search(r"\?[ \t\n].*[|>]", text, re.DOTALL)


def test_what_breaks_a_line_invisibly_under_a_bar_keeps_its_margin() -> None:
    text = "blueprint: v1\ntitle: |-\n      a\u2028      b\nstages:\n- name: S\n"
    tidied = tidy(text)
    assert "title: |-\n  a\u2028  b\n" in tidied
    assert parse(tidied).value == parse(text).value
    assert tidy(tidied) == tidied
