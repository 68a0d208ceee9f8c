"""What the YAML parser complains about, in the author's words and at the place to change."""

from __future__ import annotations

import pytest

from tests.source.reading import SOUND, findings_of

# fmt: off
NOT_YAML = {
    "tab as indentation": ("blueprint: v1\ntitle: T\nstages:\n\t- name: A\n", [
        "4:1-2: BP001 a tab stands where only spaces may: indent with spaces",
    ]),
    "tab before a key": ("blueprint: v1\ntitle: T\nstages:\n- name: A\n\tsteps: []\n", [
        "5:1-2: BP001 a tab stands where only spaces may: indent with spaces",
    ]),
    "tab after a dash": ("blueprint: v1\ntitle: T\nstages:\n-\tname: A\n  steps: []\n", [
        "4:2-3: BP001 a tab stands where only spaces may: indent with spaces",
    ]),
    "tab before the second line": ("blueprint: v1\n\ttitle: T\nstages:\n- name: S\n  steps:\n  - customer: Do\n", [
        "2:1-2: BP001 a tab stands where only spaces may: indent with spaces",
    ]),
    "full-width colon": ("blueprint: v1\ntitle：T\nstages:\n- name: S\n  steps:\n  - customer: Do\n", [
        "2:6-7: BP001 `title：` has a full-width colon; write `title: `",
    ]),
    "full-width colon in the first line": ("blueprint：v1\ntitle: T\nstages:\n- name: S\n  steps:\n  - customer: Do\n", [
        "1:10-11: BP001 `blueprint：` has a full-width colon; write `blueprint: `",
    ]),
    "full-width colon in a step": ("blueprint: v1\ntitle: T\nstages:\n- name: A\n  steps:\n  - customer：Do\n    wait: 1m\n", [
        "6:13-14: BP001 `customer：` has a full-width colon; write `customer: `",
    ]),
    "full-width colon before a list": ("blueprint: v1\ntitle: T\nstages：\n- name: A\n", [
        "3:7-8: BP001 `stages：` has a full-width colon; write `stages: `",
    ]),
    "full-width colon after a Chinese key": (SOUND + "    等待：3\n", [
        "7:7-8: BP001 `等待：` has a full-width colon; write `等待: `",
    ]),
    "full-width space as indentation": ("blueprint: v1\ntitle: T\nstages:\n- name: A\n\u3000 steps: x\n", [
        "5:1-8: BP002 the invisible character U+3000 stands before `steps`: indent with plain spaces",
    ]),
    "unclosed double quotes": ('blueprint: v1\ntitle: "T\nstages:\n- name: S\n  steps:\n  - customer: Do\n', [
        "2:8-9: BP001 quotes are opened here and never closed",
    ]),
    "unclosed single quotes": ("blueprint: v1\ntitle: 'T\nstages:\n- name: S\n  steps:\n  - customer: Do\n", [
        "2:8-9: BP001 quotes are opened here and never closed",
    ]),
    "unclosed quotes after a full-width colon in text": (SOUND + "    notes:\n    - 服务：好\n    - 'x\n", [
        "9:7-8: BP001 quotes are opened here and never closed",
    ]),
    "unclosed list at the end": (SOUND + "    touchpoints: [a, b\n", [
        "7:18-19: BP001 this `[` is never closed",
    ]),
    "unclosed mapping at the end": (SOUND + "    frontstage: {does: a\n", [
        "7:17-18: BP001 this `{` is never closed",
    ]),
    "unclosed mapping": ("blueprint: v1\ntitle: T\npersonas: {a: b\nstages:\n- name: S\n  steps:\n  - customer: Do\n", [
        "4:7-8: BP001 a `,` or `}` is missing before this: a `{` is open since line 3",
    ]),
    "unclosed list": ("blueprint: v1\ntitle: T\nx-a: [a, b\nstages:\n- name: S\n  steps:\n  - customer: Do\n", [
        "4:7-8: BP001 a `,` or `]` is missing before this: a `[` is open since line 3",
    ]),
    "bracket that closes nothing": (SOUND + "    x-a: {a: b}}\n", [
        "7:16-17: BP001 this `}` closes nothing: remove it, or put the text in quotes",
    ]),
    "comma missing in a mapping": (SOUND + '    x-a: {a: "b" c: d}\n', [
        "7:18-19: BP001 a `,` or `}` is missing: quote text in `{...}` that contains `,` `?` `:` or `}`",
    ]),
    "comma missing in a list": (SOUND + "    x-a: ['b' c]\n", [
        "7:15-16: BP001 a `,` or `]` is missing: quote text in `[...]` that contains `,` `:` or `]`",
    ]),
    "nothing between commas": (SOUND + "    notes: [a, , b]\n", [
        "7:16-17: BP001 a value is missing here",
    ]),
    "no space after the colon": ("blueprint: v1\ntitle:T\nstages:\n- name: S\n  steps:\n  - customer: Do\n", [
        "2:7-8: BP001 a space is missing after `title:`",
    ]),
    "no space after the dash": (SOUND + "      -id: x\n        customer: y\n", [
        "7:8-9: BP001 a space is missing between `-` and `id:`",
    ]),
    "a full-width comma before a key": (SOUND + "personas: {a: {name: x，share: 5%}}\n", [
        "7:23-24: BP001 the full-width `，` before `share` separates nothing; write `,` and a space",
    ]),
    "two colons": ("blueprint: v1\ntitle: a: b\nstages:\n- name: S\n  steps:\n  - customer: Do\n", [
        "2:9-10: BP001 a `:` too many: quote text that contains `: `, and check the indentation",
    ]),
    "colon at the end": ("blueprint: v1\ntitle: x:\nstages:\n- name: S\n  steps:\n  - customer: Do\n", [
        "2:9-10: BP001 a `:` too many: quote text that contains `: `, and check the indentation",
    ]),
    "key after a key": ("blueprint: v1\ntitle: T\nstages: name: A\n", [
        "3:13-14: BP001 a `:` too many: quote text that contains `: `, and check the indentation",
    ]),
    "item out of line": ("blueprint: v1\ntitle: T\nstages:\n  - name: A\n - name: B\n", [
        "5:2-3: BP001 this line does not fit in here: check its indentation, and quotes and brackets above it",
    ]),
    "key out of line": ("blueprint: v1\ntitle: T\nstages:\n- name: A\n steps:\n  - customer: c\n", [
        "5:2-3: BP001 this line does not fit in here: check its indentation, and quotes and brackets above it",
    ]),
    "key deeper than its neighbours": ("blueprint: v1\ntitle: T\nstages:\n  - name: A\n    steps:\n      - customer: c\n       wait: 1m\n", [
        "7:8-9: BP001 this line does not fit into the list above: check its indentation",
    ]),
    "list in a line with its key": ("blueprint: v1\ntitle: T\nstages: - name: A\n", [
        "3:9-10: BP001 a list can't start here: put the `-` on a line of its own, or quote the text",
    ]),
    "at sign": (SOUND + "    notes: @x\n", [
        "7:12-13: BP001 text can't start with `@`: put it in quotes",
    ]),
    "backtick": (SOUND + "    notes: `x`\n", [
        "7:12-13: BP001 text can't start with a backtick: put it in quotes",
    ]),
    "percent": (SOUND + "    notes: %x\n", [
        "7:12-13: BP001 text can't start with `%`: put it in quotes",
    ]),
    "percent in the first column": ("%x\nblueprint: v1\ntitle: T\nstages:\n- name: S\n  steps:\n  - customer: Do\n", [
        "1:1-2: BP001 text can't start with `%`: put it in quotes",
    ]),
    "star before a space": (SOUND + "    notes: * x\n", [
        "7:13-14: BP001 `*` and `&` start an alias or anchor: put the text in quotes",
    ]),
    "star before a word": (SOUND + "    notes: *x\n", [
        "7:12-14: BP001 `*x` repeats `&x`, but there is none before; put text that starts with `*` in quotes",
    ]),
    "ampersand": (SOUND + "    notes: & x\n", [
        "7:13-14: BP001 `*` and `&` start an alias or anchor: put the text in quotes",
    ]),
    "exclamation mark": (SOUND + "    notes: !x y\n", [
        "7:12-16: BP002 the format has no tags like `!x`: remove it, or put the text in quotes",
    ]),
    "python tag": (SOUND + "    notes: !!python/object:os.system x\n", [
        "7:12-39: BP002 the format has no tags like `!!python/object:os.system`: remove it, or put the text in quotes",
    ]),
    "unclosed tag": (SOUND + "    notes: !<x y\n", [
        "7:15-16: BP001 text can't start with `!`: put it in quotes",
    ]),
    "unknown tag handle": (SOUND + "    notes: !e!x y\n", [
        "7:12-13: BP001 text can't start with `!`: put it in quotes",
    ]),
    "question mark": (SOUND + "    notes: ? x\n", [
        "7:12-13: BP001 text can't start with `? `: put it in quotes",
    ]),
    "text after a pipe": (SOUND + "    notes: | x\n", [
        "7:14-15: BP001 after `|` or `>` the text starts on the next line",
    ]),
    "pipe with zero": (SOUND + "    notes: |0\n      x\n", [
        "7:13-14: BP001 the digit after `|` or `>` must be from 1 to 9",
    ]),
    "unknown escape": (SOUND + '    notes: "a\\qb"\n', [
        "7:14-15: BP001 this backslash means nothing: double it, or use single quotes",
    ]),
    "windows path in double quotes": (SOUND + '    notes: "C:\\Users"\n', [
        "7:17-18: BP001 this backslash means nothing: double it, or use single quotes",
    ]),
    "NUL": (SOUND + "    notes: a\x00b\n", [
        "7:13-14: BP001 the character U+0000 is not allowed in a text file; remove it",
    ]),
    "bell": (SOUND + "    notes: a\x07b\n", [
        "7:13-14: BP001 the character U+0007 is not allowed in a text file; remove it",
    ]),
    "form feed": (SOUND + "    notes: 'a\x0cb'\n", [
        "7:14-15: BP001 the character U+000C is not allowed in a text file; remove it",
    ]),
    "half of a surrogate pair": (SOUND + "    notes: a\ud800b\n", [
        "7:13-14: BP001 the character U+D800 is not allowed in a text file; remove it",
    ]),
    "not a character": (SOUND + "    notes: \ufffe\n", [
        "7:12-13: BP001 the character U+FFFE is not allowed in a text file; remove it",
    ]),
    "byte-order mark inside": ("blueprint: v1\n\ufefftitle: T\nstages:\n- name: S\n  steps:\n  - customer: Do\n", [
        "2:1-2: BP001 the invisible character U+FEFF stands where only plain spaces may; replace it",
    ]),
    "line separator": ("blueprint: v1\ntitle: a\u2028b\nstages:\n- name: S\n  steps:\n  - customer: Do\n", [
        "2:9-10: BP001 the invisible character U+2028 breaks the line here; remove it",
    ]),
    "next line": ("blueprint: v1\ntitle: a\x85b\nstages:\n- name: S\n  steps:\n  - customer: Do\n", [
        "2:9-10: BP001 the invisible character U+0085 breaks the line here; remove it",
    ]),
    "second document": (SOUND + "---\na: b\n", [
        "7:1-4: BP001 a second document starts here (`---`); a file holds one",
    ]),
    "anchor of itself": ("blueprint: v1\ntitle: T\nx-a: &a [*a]\nstages:\n- name: S\n  steps:\n  - customer: Do\n", [
        "3:10-12: BP005 `*a` stands inside `&a`: it would never end",
    ]),
    "list as a key": (SOUND + "    ? [a]\n    : b\n", [
        "7:7-8: BP002 a key must be plain text",
    ]),
    "mapping as a key": (SOUND + "    {a: b}: c\n", [
        "7:5-6: BP002 a key must be plain text",
    ]),
    "empty key": (SOUND + "    null: b\n", [
        "7:5-9: BP002 a key is empty",
        "7:5-9: BP002 a step has no key `null`",
    ]),
}
"""Text that is no YAML, or no YAML that the format knows."""

EMPTY = {
    "nothing": ("", [
        "1:1-1: BP001 the file is empty; a blueprint starts with `blueprint: v1`",
    ]),
    "spaces": ("\n\n  \n", [
        "4:1-1: BP001 the file is empty; a blueprint starts with `blueprint: v1`",
    ]),
    "comment": ("# nothing\n", [
        "2:1-1: BP001 the file is empty; a blueprint starts with `blueprint: v1`",
    ]),
    "only a document start": ("---\n", [
        "1:1-4: BP001 the file is empty; a blueprint starts with `blueprint: v1`",
    ]),
    "null": ("null\n", [
        "1:1-1: BP001 the file is empty; a blueprint starts with `blueprint: v1`",
    ]),
    "tilde": ("~\n", [
        "1:1-1: BP001 the file is empty; a blueprint starts with `blueprint: v1`",
    ]),
    "list": ("- a\n", [
        "1:1-2: BP002 a blueprint is a mapping that starts with `blueprint: v1`",
    ]),
    "text": ("hello\n", [
        "1:1-6: BP002 a blueprint is a mapping that starts with `blueprint: v1`",
    ]),
    "number": ("3\n", [
        "1:1-2: BP002 a blueprint is a mapping that starts with `blueprint: v1`",
    ]),
    "empty value": (SOUND + "    notes:\n", [
        "7:11-11: BP002 the value is empty; give one, or remove the key",
    ]),
    "null value": (SOUND + "    notes: null\n", [
        "7:12-16: BP002 `null` means an empty value; give one, or remove the key",
    ]),
    "tilde value": (SOUND + "    notes: ~\n", [
        "7:12-13: BP002 `~` means an empty value; give one, or remove the key",
    ]),
    "empty item": (SOUND + "    notes:\n    - a\n    -\n", [
        "9:6-6: BP002 the value is empty; give one, or remove the key",
    ]),
    "comment for a value": ("blueprint: v1\ntitle: #1 hotel\nstages:\n- name: S\n  steps:\n  - customer: Do\n", [
        "2:7-7: BP002 the value is empty, because `#` after a space starts a comment: put text with it in quotes",
    ]),
    "empty stage": ("blueprint: v1\ntitle: T\nstages:\n-\n", [
        "4:2-2: BP002 the value is empty; give one, or remove the key",
    ]),
    "empty text": ('blueprint: v1\ntitle: ""\nstages:\n- name: S\n  steps:\n  - customer: Do\n', [
        "2:8-10: BP002 `title` is empty; give a value, or remove the key",
    ]),
}
"""Files and values with nothing in them."""

DUPLICATE_KEYS = {
    "top level": ("blueprint: v1\ntitle: T\ntitle: U\nstages:\n- name: S\n  steps:\n  - customer: Do\n", [
        "3:1-6: BP003 the key `title` is already given on line 2 (also 2:1)",
    ]),
    "step": (SOUND + "    customer: again\n", [
        "7:5-13: BP003 the key `customer` is already given on line 6 (also 6:5)",
    ]),
    "flow": ("blueprint: v1\ntitle: T\npersonas: {a: A, a: B}\nstages:\n- name: S\n  steps:\n  - customer: Do\n", [
        "3:18-19: BP003 the key `a` is already given on line 3 (also 3:12)",
    ]),
    "thrice": ("blueprint: v1\ntitle: T\ntitle: U\ntitle: V\nstages:\n- name: S\n  steps:\n  - customer: Do\n", [
        "3:1-6: BP003 the key `title` is already given on line 2 (also 2:1)",
        "4:1-6: BP003 the key `title` is already given on line 2 (also 2:1)",
    ]),
    "quoted and plain": ('blueprint: v1\ntitle: T\n"title": U\nstages:\n- name: S\n  steps:\n  - customer: Do\n', [
        "3:1-8: BP003 the key `title` is already given on line 2 (also 2:1)",
    ]),
}
"""Keys given twice; what is related is the first."""

ALIASES = {
    "wrong value by an alias": ("blueprint: v1\ntitle: T\nx-t: &t 5\nstages:\n- name: S\n  steps:\n  - customer: Do\n    wait: *t\n    time: *t\n", [
        "8:11-13: BP002 the duration 5 has no unit; did you mean `5s`, `5m` or `5h`?",
        "9:11-13: BP002 the duration 5 has no unit; did you mean `5s`, `5m` or `5h`?",
    ]),
    "wrong value by a merge": ("blueprint: v1\ntitle: T\nx-t: &t {wait: 5}\nstages:\n- name: S\n  steps:\n  - customer: Do\n    <<: *t\n", [
        "8:9-11: BP002 the duration 5 has no unit; did you mean `5s`, `5m` or `5h`?",
    ]),
    "merge of no mapping": (SOUND + "    <<: 3\n", [
        "7:9-10: BP002 `<<` merges mappings: give it an alias of one, or a list of such",
    ]),
    "merge of a list with no mapping": ("blueprint: v1\ntitle: T\nx-a: &a {wait: 1m}\nstages:\n- name: S\n  steps:\n  - customer: Do\n    <<: [*a, 3]\n", [
        "8:14-15: BP002 `<<` merges mappings: give it an alias of one, or a list of such",
    ]),
}
"""What is wrong by way of an alias is shown where the alias is used."""
# fmt: on


@pytest.mark.parametrize(("text", "findings"), NOT_YAML.values(), ids=NOT_YAML.keys())
def test_not_yaml(text, findings):
    assert findings_of(text) == findings


@pytest.mark.parametrize(("text", "findings"), EMPTY.values(), ids=EMPTY.keys())
def test_empty(text, findings):
    assert findings_of(text) == findings


@pytest.mark.parametrize(("text", "findings"), DUPLICATE_KEYS.values(), ids=DUPLICATE_KEYS.keys())
def test_duplicate_keys(text, findings):
    assert findings_of(text) == findings


@pytest.mark.parametrize(("text", "findings"), ALIASES.values(), ids=ALIASES.keys())
def test_aliases(text, findings):
    assert findings_of(text) == findings
