"""The choice of rules: the longest code decides; what can't be meant is said with what probably was."""

from __future__ import annotations

from datetime import date

import pytest

from blueprint.checks.engine import check_text
from blueprint.checks.rules import all_rules
from blueprint.checks.settings import Settings, SettingsError, checked, configured
from blueprint.finding import Severity
from blueprint.project import Configuration, ConfigurationError

RULES = all_rules()
WARNS = (
    "blueprint: v1\ntitle: Shop\nstages:\n  - name: Buy\n    steps:\n      - customer: Come at\n        notes: 12:30\n"
)


@pytest.mark.parametrize(
    ("select", "ignore", "code", "runs"),
    [
        ((), (), "BP301", True),
        ((), ("BP3",), "BP301", False),
        ((), ("BP30",), "BP401", True),
        (("BP4",), (), "BP301", False),
        (("BP3",), (), "BP301", True),
        (("BP301",), ("BP3",), "BP301", True),
        (("BP3",), ("BP301",), "BP301", False),
        (("BP3",), ("BP301",), "BP302", True),
        (("BP3",), ("BP3",), "BP301", False),
        (("BP",), ("BP3",), "BP401", True),
    ],
)
def test_the_longest_code_decides(select, ignore, code, runs):
    assert Settings(select=select, ignore=ignore).runs(RULES[code]) is runs


def test_what_keeps_a_file_from_being_read_is_always_found():
    broken = WARNS.replace("title", "titel")
    for settings in (Settings(select=("BP3",)), Settings(ignore=("BP0",))):
        assert [f.code for f in check_text(broken, settings=settings).findings] == ["BP002"]
    assert check_text(WARNS, settings=Settings(ignore=("BP004",))).findings == ()


def test_a_severity_is_changed():
    (finding,) = check_text(WARNS, settings=Settings(severity={"BP004": Severity.ADVICE})).findings
    assert finding.severity is Severity.ADVICE


def test_options_are_those_of_the_rule_where_nothing_else_is_said():
    rule = RULES["BP301"]
    assert Settings().options_of(rule) == {name: option.default for name, option in rule.options.items()}
    name = next(iter(rule.options))
    assert Settings(options={"BP301": {name: 5}}).options_of(rule)[name] == 5


@pytest.mark.parametrize("code", [code for code, rule in RULES.items() if rule.options])
def test_the_defaults_of_options_are_values_that_could_be_given(code):
    rule = RULES[code]
    given = {name: list(o.default) if isinstance(o.default, tuple) else o.default for name, o in rule.options.items()}
    assert checked({"rules": {code: given}}).options_of(rule) == {n: o.default for n, o in rule.options.items()}


@pytest.mark.parametrize(
    ("given", "problems"),
    [
        ({"select": "BP2, BP301"}, []),
        ({"select": 3}, ['`select` is a list of codes, like ["BP2", "BP301"]']),
        ({"select": [1]}, ['`select` is a list of codes, like ["BP2", "BP301"]']),
        ({"ignore": ["BP931"]}, ["there is no rule `BP931`"]),
        ({"ignore": ["bp301"]}, ["there is no rule `bp301`; did you mean `BP301`?"]),
        ({"ignore": ["301"]}, ["there is no rule `301`; did you mean `BP301`?"]),
        ({"ignore": ["ambigous-scalar"]}, ["there is no rule `ambigous-scalar`; did you mean `BP004`?"]),
        ({"ignore": ["BP002"]}, ["BP002 can't be ignored: it keeps a file from being read"]),
        ({"severity": ["BP301"]}, ['`severity` is a table of codes, like BP203 = "error"']),
        (
            {"severity": {"BP301": "eror", "BP3": "error"}},
            [
                "`eror` is no severity of BP301: it is one of error, warning, advice; did you mean `error`?",
                "`BP3` is the beginning of several codes: name one of them",
            ],
        ),
        ({"severity": {"BP301": 3}}, ["`3` is no severity of BP301: it is one of error, warning, advice"]),
        ({"severity": {"BP001": "advice"}}, ["BP001 is always an error: it keeps a file from being read"]),
        ({"rules": []}, ["`rules` is a table of rules with their options"]),
        ({"rules": {"BP301": 4}}, ["the options of BP301 are a table, like [rules.BP301]"]),
        ({"rules": {"BP31": {}}}, ["there is no rule `BP31`"]),
        ({"rules": {"BP301": {"severty": 4}}}, ["BP301 has no option `severty`; did you mean `severity`?"]),
        ({"rules": {"BP108": {"x": 4}}}, ["BP108 has no option `x`: it has none"]),
        (
            {"rules": {"BP301": {"severity": 9}}},
            ["`severity` of BP301 can't be `9`: it has to be less than or equal to 5"],
        ),
        ({"rules": {"BP301": {"severity": "high"}}}, ["`severity` of BP301 can't be `high`: it is a whole number"]),
        (
            {"rules": {"BP402": {"share": "often"}}},
            ["`share` of BP402 can't be `often`: `often` is not a share: write `40%` or `0.4`"],
        ),
        ({"rules": {"BP606": {"channels": 3}}}, ["`channels` of BP606 can't be `3`: it is a text"]),
    ],
)
def test_what_can_not_be_meant(given, problems):
    if not problems:
        assert checked(given).select == ("BP2", "BP301")
        return
    with pytest.raises(SettingsError) as raised:
        checked(given)
    assert [message for _, message in raised.value.problems] == problems


def test_a_configuration_names_its_lines(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    text = 'ignore = ["BP931"]\n\n[rules.BP301]\nseverity = 9\n'
    data = {"ignore": ["BP931"], "rules": {"BP301": {"severity": 9}}}
    with pytest.raises(ConfigurationError) as raised:
        configured(Configuration(tmp_path / "blueprint.toml", text, data), date(2026, 10, 1))
    assert [line.partition(": ")[0] for line in str(raised.value).splitlines()] == [
        "blueprint.toml:1",
        "blueprint.toml:4",
    ]


def test_a_command_line_selects_anew_and_adds_the_rest():
    base = Settings(select=("BP3",), ignore=("BP301",), severity={"BP302": Severity.ERROR})
    more = base.with_choice(ignore=["BP303"], severity=["BP304=error"])
    assert (more.select, more.ignore) == (("BP3",), ("BP301", "BP303"))
    assert more.severity == {"BP302": Severity.ERROR, "BP304": Severity.ERROR}
    assert base.with_choice(select=["BP4"]).select == ("BP4",)
    assert base.with_choice(select=["BP4"]).ignore == ()
