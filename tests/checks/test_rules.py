"""Every rule's documentation is true: its Bad example has its finding and no other, its Good example has none."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from pkgutil import iter_modules

import pytest

import blueprint.checks.rules
from blueprint.checks.engine import check_file
from blueprint.checks.rules import all_rules
from blueprint.checks.settings import Settings
from blueprint.source.codes import CODES

RULES = all_rules()


def check_example(files, folder):
    (folder / "blueprint.toml").touch()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return check_file(folder / next(iter(files)), Settings(today=date(2026, 11, 22))).findings


@pytest.mark.parametrize("code", RULES)
def test_the_bad_example_has_this_finding_and_no_other(code, tmp_path):
    assert {finding.code for finding in check_example(RULES[code].bad, tmp_path)} == {code}


@pytest.mark.parametrize("code", RULES)
def test_the_good_example_has_no_findings(code, tmp_path):
    assert RULES[code].good
    assert check_example(RULES[code].good, tmp_path) == ()


@pytest.mark.parametrize("code", RULES)
def test_findings_bear_the_name_and_the_severity_of_their_rule(code, tmp_path):
    rule = RULES[code]
    for finding in check_example(rule.bad, tmp_path):
        assert (finding.name, finding.severity) == (rule.name, rule.severity)


def test_the_codes_of_reading_a_file_are_all_documented():
    assert set(CODES) <= set(RULES)


def test_a_rule_is_in_the_file_of_its_code_and_name():
    for module in iter_modules(blueprint.checks.rules.__path__):
        code, _, name = module.name.partition("_")
        rule = getattr(import_module(f"blueprint.checks.rules.{module.name}"), name)
        assert rule is RULES[code.upper()]
        assert rule.name == name.replace("_", "-")


def test_documentation_says_more_than_examples():
    for rule in RULES.values():
        assert len(rule.documentation.partition("Bad:")[0].split()) > 10
