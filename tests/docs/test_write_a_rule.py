"""The package of docs/how-to/write-a-rule.md works as the page says, and what can go wrong with one is said."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
import tomllib

import pytest

from tests.docs.pages import ROOT, tool

PAGE = (ROOT / "docs/how-to/write-a-rule.md").read_text("utf-8")
FILES = {block.marks["file"]: block.text for block in tool.blocks_of(PAGE) if "file" in block.marks}
RULE = FILES["acme_blueprint_rules.py"]
FINDING = (
    "returns.blueprint.yaml:4:59: ACME001 the owner of `kiosk`, `Facilities`, is none of our teams: "
    "name one of Online, Stores\n"
)


class Author:
    """Someone who writes a package of rules in a folder. What `install` does, pip would do."""

    def __init__(self, folder):
        self.folder = folder
        self.paths = [str(ROOT / "src")]

    def write(self, *names, **texts):
        for name in names:
            (self.folder / name).write_text(FILES[name], "utf-8")
        for name, text in texts.items():
            (self.folder / f"{name}.py").write_text(text, "utf-8")

    def install(self, pyproject=FILES["pyproject.toml"], name="acme_blueprint_rules"):
        """What of a package makes its rules found: its entry points in a folder where Python looks for modules."""
        points = tomllib.loads(pyproject)["project"]["entry-points"]
        site = self.folder / f"site-of-{name}"
        information = site / f"{name}-1.0.dist-info"
        information.mkdir(parents=True)
        (information / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", "utf-8")
        lines = [
            line for group, of in points.items() for line in (f"[{group}]", *(f"{k} = {v}" for k, v in of.items()))
        ]
        (information / "entry_points.txt").write_text("\n".join(lines), "utf-8")
        self.paths += [str(site), str(self.folder)]

    def run(self, *command):
        return subprocess.run(
            [sys.executable, "-m", *command],
            cwd=self.folder, env={**os.environ, "PYTHONPATH": os.pathsep.join(self.paths), "COLUMNS": "100"},
            capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip

    def check(self, *options):
        result = self.run("blueprint", "check", "returns.blueprint.yaml", *options)
        assert "Traceback" not in result.stderr
        return result.returncode, result.stdout, result.stderr


@pytest.fixture
def author(tmp_path):
    author = Author(tmp_path)
    author.write("returns.blueprint.yaml")
    return author


@pytest.fixture
def acme(author):
    """The author, with the package of the page installed."""
    author.write("acme_blueprint_rules.py")
    author.install()
    return author


def entry_point(name, module):
    return f'[project.entry-points."blueprint.rules"]\n{name} = "{module}"\n'


# -- what the page says ------------------------------------------------------------------------------------------


def test_the_commands_of_the_page_say_what_it_shows(acme):
    """They are run one after the other, with the files that the page has by then."""
    shown = 0
    for block in tool.blocks_of(PAGE):
        if block.marks.get("file", "").endswith((".yaml", "blueprint.toml")):
            acme.write(block.marks["file"])
        if block.kind != "console":
            continue
        for part in f"\n{block.text}".split("\n$ ")[1:]:
            command, _, expected = part.partition("\n")
            result = acme.run(*shlex.split(command))
            assert result.stderr == ""
            pattern = re.escape(expected.strip()).replace(re.escape("..."), ".*")
            assert re.fullmatch(pattern, result.stdout.strip(), re.DOTALL), result.stdout
            shown += 1
    assert shown == 4


def test_its_tests_pass(acme):
    acme.write("test_acme_blueprint_rules.py")
    result = acme.run("pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist")
    assert result.returncode == 0, result.stdout
    assert "2 passed" in result.stdout


def test_the_package_is_what_pip_wants():
    data = tomllib.loads(FILES["pyproject.toml"])
    assert data["project"]["entry-points"] == {"blueprint.rules": {"acme": "acme_blueprint_rules"}}
    assert [f"{name}.py" for name in data["tool"]["setuptools"]["py-modules"]] == ["acme_blueprint_rules.py"]
    assert "acme_blueprint_rules.py" in FILES


# -- what a user of it can do ------------------------------------------------------------------------------------


def test_without_the_package_there_is_no_such_rule(author):
    status, found, said = author.check("--select", "ACME001")
    assert (status, found) == (2, "")
    assert "there is no rule `ACME001`" in said


def test_it_is_found_where_it_is_not_suppressed(acme):
    assert acme.check() == (0, FINDING, "")
    assert acme.check("--fail-on", "warning")[0] == 1


def test_a_suppression_without_need_is_found(acme):
    text = FILES["returns.blueprint.yaml"].replace("Speedy", "Stores")
    (acme.folder / "returns.blueprint.yaml").write_text(text, "utf-8")
    assert "BP008 there is no ACME001 here to suppress" in acme.check()[1]


def test_it_can_be_chosen_and_configured(acme):
    acme.write("blueprint.toml")
    assert acme.check() == (0, "", "")
    (acme.folder / "blueprint.toml").write_text("[severity]\nACME001 = 'error'\n", "utf-8")
    assert acme.check() == (1, FINDING, "")
    assert acme.check("--ignore", "ACME") == (0, "", "")


@pytest.mark.parametrize(
    ("configuration", "said"),
    [
        ("[rules.ACME001]\nteam = ['Stores']", "blueprint.toml:2: ACME001 has no option `team`; did you mean `teams`?"),
        ("[rules.ACME001]\nteams = [1]", "blueprint.toml:2: `teams` of ACME001 can't be `[1]`"),
        ("[rules.ACME002]\nteams = []", "blueprint.toml:1: there is no rule `ACME002`"),
    ],
)
def test_a_configuration_that_cannot_be_meant(acme, configuration, said):
    (acme.folder / "blueprint.toml").write_text(configuration, "utf-8")
    status, found, error = acme.check()
    assert (status, found) == (2, "")
    assert error.startswith(said)


def test_a_changed_rule_is_run_again(acme):
    """What the rule found before is not taken from the cache."""
    assert acme.check() == (0, FINDING, "")
    acme.write(acme_blueprint_rules=RULE.replace('("Online", "Stores")', '("Online", "Facilities")'))
    assert acme.check() == (0, "", "")


def test_it_is_in_the_reports(acme):
    _, found, _ = acme.check("--format", "sarif")
    driver = json.loads(found)["runs"][0]["tool"]["driver"]
    assert [rule["name"] for rule in driver["rules"] if rule["id"] == "ACME001"] == ["owned-by-no-team"]


# -- what can go wrong -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "import acme_teams",
            "the rules `acme` can't be loaded from `acme_blueprint_rules`: ModuleNotFoundError: No module named 'acme_teams'\n",
        ),
        (
            "def (",
            "the rules `acme` can't be loaded from `acme_blueprint_rules`: SyntaxError: ",
        ),
        (
            "raise SystemExit(0)",
            "the rules `acme` can't be loaded from `acme_blueprint_rules`: SystemExit: 0\n",
        ),
        (
            RULE.replace('"ACME001"', '"BP999"'),
            "the rules `acme` use the code BP999, but those with `BP` are blueprint's own\n",
        ),
        (
            RULE.replace('"ACME001"', '"BP301"'),
            "the rules `acme` can't be used: there are two rules BP301: `severe-pain-without-solution` and `owned-by-no-team`\n",
        ),
        (
            RULE.replace('"ACME001"', '"ACME-1"'),
            "the rules `acme` can't be used: `ACME-1` is no code of a rule: it has two capital letters or more, then three digits\n",
        ),
    ],
    ids=["import", "syntax", "exit", "own-code", "taken-code", "no-code"],
)
def test_a_package_that_cannot_be_used(author, text, said):
    """It is said once, however many files there are."""
    author.write(acme_blueprint_rules=text)
    author.install()
    (author.folder / "other.blueprint.yaml").write_text(FILES["returns.blueprint.yaml"], "utf-8")
    status, found, error = author.check("other.blueprint.yaml")
    assert (status, found) == (2, "")
    assert error.startswith(said)
    assert len(error.splitlines()) == 1


@pytest.mark.parametrize("command", [["rules"], ["explain", "BP101"]])
def test_other_commands_say_it_too(author, command):
    author.write(acme_blueprint_rules="raise ImportError('nothing here')")
    author.install()
    result = author.run("blueprint", *command)
    said = "the rules `acme` can't be loaded from `acme_blueprint_rules`: ImportError: nothing here\n"
    assert (result.returncode, result.stdout, result.stderr) == (2, "", said)


def test_two_packages_with_the_same_code(acme):
    acme.write(other_rules=RULE.replace("owned-by-no-team", "owned-by-nobody"))
    acme.install(entry_point("other", "other_rules"), "other_rules")
    assert acme.check() == (
        2, "", "the rules `other` can't be used: there are two rules ACME001: `owned-by-no-team` and `owned-by-nobody`\n"
    )  # fmt: skip


def test_a_rule_that_fails(author):
    """The others go on, and the file does not count as clean."""
    author.write(acme_blueprint_rules=RULE.replace("in teams:", "in teams + 1:"))
    author.install()
    status, found, said = author.check()
    assert (status, found) == (2, "")
    assert said.startswith("returns.blueprint.yaml: the rule ACME001 failed: TypeError: can only concatenate tuple")
    assert len(said.splitlines()) == 1
