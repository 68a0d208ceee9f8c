"""What there is to say about a rule."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta

import pytest
from inline_snapshot import snapshot

from blueprint.checks.declaration import Option, Rule
from blueprint.checks.rules import all_rules
from blueprint.checks.settings import checked
from blueprint.finding import Severity
from blueprint.reports.rule_pages import markdown_page, option_value, prose_of, summary_of, text_page
from tests.docs.pages import tool

DOCUMENTATION = """\
A shoe without polish. It is dull.

Polish keeps the leather.

Bad:

```yaml title="擦鞋.blueprint.yaml" encoding="gb18030"
blueprint: v1
title: 擦鞋
```

Good:

```yaml
blueprint: v1

title: Shine
```

```yaml title="team.catalogue.yaml"
blueprint: v1
```
"""
RULE = Rule(
    "SHOE001", "no-polish", Severity.WARNING, DOCUMENTATION,
    {"coats": Option(2, int, "how many coats | at least"), "wait": Option(timedelta(minutes=5), timedelta, "how long it dries")},
)  # fmt: skip
RULES = all_rules()


def test_a_page_for_a_terminal():
    assert text_page(RULE) == snapshot("""\
SHOE001 no-polish (warning)

A shoe without polish. It is dull.

Polish keeps the leather.

Bad:

`擦鞋.blueprint.yaml`, saved in the encoding gb18030:

    blueprint: v1
    title: 擦鞋

Good:

    blueprint: v1

    title: Shine

`team.catalogue.yaml`:

    blueprint: v1

Options, with their values where nothing is said:

    coats = 2    how many coats | at least
    wait = "5m"  how long it dries

To change it or suppress it:

In blueprint.toml:

    [severity]
    SHOE001 = "error"

    [rules.SHOE001]
    coats = 2
    wait = "5m"

In the file, on the line or the line above:

    # blueprint: ignore[SHOE001] the reason why it is right here
""")


def test_a_page_of_markdown():
    assert markdown_page(RULE) == snapshot("""\
# SHOE001 no-polish

Severity: **warning**

A shoe without polish. It is dull.

Polish keeps the leather.

## Bad

`擦鞋.blueprint.yaml`, saved in the encoding gb18030:

```yaml
blueprint: v1
title: 擦鞋
```

## Good

```yaml
blueprint: v1

title: Shine
```

`team.catalogue.yaml`:

```yaml
blueprint: v1
```

## Options

| option | without it | meaning |
|---|---|---|
| `coats` | `2` | how many coats \\| at least |
| `wait` | `"5m"` | how long it dries |

## Change or suppress it

In `blueprint.toml`:

```toml
[severity]
SHOE001 = "error"

[rules.SHOE001]
coats = 2
wait = "5m"
```

In the file, on the line or the line above:

```yaml
# blueprint: ignore[SHOE001] the reason why it is right here
```
""")


def test_colours_add_nothing_else():
    coloured = text_page(RULE, colour=True)
    assert coloured.startswith("\x1b[1mSHOE001 no-polish\x1b[0m (\x1b[1;33mwarning\x1b[0m)\n")
    for code in ("\x1b[1m", "\x1b[1;33m", "\x1b[0m"):
        coloured = coloured.replace(code, "")
    assert coloured == text_page(RULE)


def test_what_keeps_a_file_from_being_read_can_not_be_changed():
    said = "It keeps a file from being read, so it is always an error, and can't be suppressed."
    assert said in text_page(RULES["BP001"])
    assert said in markdown_page(RULES["BP001"])
    assert "toml" not in markdown_page(RULES["BP001"])


def test_what_is_wrong_with_comments_can_not_be_suppressed():
    assert "ignore[BP008]" not in text_page(RULES["BP008"])
    assert 'BP008 = "error"' in text_page(RULES["BP008"])


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (True, True), (0.1, 0.1), (3, 3), ("x", "x"), (timedelta(hours=1), "1h"), (date(2026, 1, 2), "2026-01-02"),
        (("a", timedelta(days=1)), ["a", "1d"]), (Severity.ADVICE, "advice"), (None, None),
    ],
)  # fmt: skip
def test_options_are_shown_as_they_are_written(value, expected):
    assert option_value(value) == expected


@pytest.mark.parametrize("code", RULES)
def test_the_page_of_each_rule(code):
    rule = RULES[code]
    assert len(summary_of(rule).split()) > 2
    assert summary_of(rule) in prose_of(rule).replace("\n", " ")
    assert "Bad:" not in prose_of(rule)
    blocks = [block.text for block in tool.blocks_of(markdown_page(rule)) if block.kind == "yaml"]
    examples = [
        text.decode("gb18030" if code == "BP006" and b"\xb2" in text else "utf-8")
        for text in (*rule.bad.values(), *rule.good.values())
    ]
    assert blocks[: len(examples)] == examples


@pytest.mark.parametrize("code", [code for code, rule in RULES.items() if not rule.keeps_from_reading])
def test_the_settings_that_a_page_shows_hold(code):
    (example,) = (block.text for block in tool.blocks_of(markdown_page(RULES[code])) if block.kind == "toml")
    settings = checked(tomllib.loads(example))
    assert settings.severity[code] != RULES[code].severity
    options = {name: option.default for name, option in RULES[code].options.items()}
    assert settings.options_of(RULES[code]) == options
