"""The action for GitHub: its shell steps are run with what a runner would give them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
STEPS = {step["name"]: step for step in ACTION["runs"]["steps"] if "run" in step}

GOOD = "blueprint: v1\ntitle: 擦鞋\nstages:\n  - name: Shine\n    steps:\n      - customer: 坐下\n"
BAD = GOOD.replace("customer", "custmer")
WARNS = GOOD + "        notes: 12:30\n"


class Runner:
    """A runner with a work folder, whose `blueprint` and `pip` stand where the first step would put them."""

    def __init__(self, folder):
        self.work, self.temp = folder / "work", folder / "temp files"
        self.bin = self.temp / "service-blueprint/bin"
        self.summary_file = folder / "summary.md"
        self.work.mkdir()
        self.bin.mkdir(parents=True)
        self.script(self.bin / "blueprint", f'exec "{sys.executable}" -m blueprint "$@"')

    def script(self, path, text):
        path.write_text(f"#!/bin/sh\n{text}\n", "utf-8")
        path.chmod(0o755)

    def write(self, name, text):
        path = self.work / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def files(self):
        return {path.name for path in self.work.iterdir()}

    def run(self, name, outputs=None, **inputs):
        """Run a step as GitHub does: with its variables, by `bash -eo pipefail`, in the work folder."""
        step = STEPS[name]
        given = {key.replace("_", "-"): value for key, value in inputs.items()}
        assert set(given) <= set(ACTION["inputs"])
        values = {f"inputs.{key}": given.get(key, spec["default"]) for key, spec in ACTION["inputs"].items()}
        values |= outputs or {}
        env = {
            variable: re.sub(r"\$\{\{ (.+?) \}\}", lambda found: values[found[1]], text)
            for variable, text in step["env"].items()
        }
        self.summary_file.write_text("", "utf-8")
        runner = {
            "RUNNER_TEMP": str(self.temp),
            "GITHUB_STEP_SUMMARY": str(self.summary_file),
            "GITHUB_ACTION_PATH": str(ROOT),
            "PYTHONPATH": str(ROOT / "src"),
        }
        result = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=self.work, env={**os.environ, **runner, **env}, capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
        self.summary = self.summary_file.read_text("utf-8")
        return result


@pytest.fixture
def runner(tmp_path):
    return Runner(tmp_path)


# -- the file ----------------------------------------------------------------------------------------------------


def test_every_input_says_what_it_is_and_is_used():
    text = (ROOT / "action.yml").read_text("utf-8")
    for name, spec in ACTION["inputs"].items():
        assert spec["description"]
        assert isinstance(spec["default"], str)
        assert f"${{{{ inputs.{name} }}}}" in text


def test_nothing_that_is_given_becomes_part_of_a_script():
    for step in STEPS.values():
        assert "${{" not in step["run"]
        assert step["shell"] == "bash"


def test_what_others_wrote_is_named_by_its_commit():
    used = [step["uses"] for step in ACTION["runs"]["steps"] if "uses" in step]
    assert [re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", name) is not None for name in used] == [True]


def test_the_documentation_names_the_inputs():
    page = (ROOT / "docs/how-to/check-in-ci.md").read_text("utf-8")
    assert [name for name in ACTION["inputs"] if f"`{name}`" not in page] == []


# -- checking ----------------------------------------------------------------------------------------------------


def test_a_good_file_passes(runner):
    runner.write("a.blueprint.yaml", GOOD)
    result = runner.run("Check")
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    assert runner.summary.startswith("## Blueprint check\n\n1 file checked")


def test_a_bad_file_fails_with_annotations_and_a_summary(runner):
    runner.write("服务/a.blueprint.yaml", BAD)
    result = runner.run("Check")
    assert result.returncode == 1
    assert result.stdout == (
        "::error file=服务/a.blueprint.yaml,line=6,col=9,endLine=6,endColumn=16,title=BP002 not-the-format::"
        "a step has no key `custmer`; did you mean `customer`?\n"
    )
    assert "1 error" in runner.summary
    assert "`custmer`" in runner.summary


def test_paths_may_have_spaces(runner):
    runner.write("our services/a b.blueprint.yaml", BAD)
    runner.write("-f.blueprint.yaml", BAD)
    runner.write("elsewhere/c.blueprint.yaml", BAD)
    result = runner.run("Check", paths="our services\n\n-f.blueprint.yaml\n")
    assert re.findall("file=(.+?),", result.stdout) == ["-f.blueprint.yaml", "our services/a b.blueprint.yaml"]


def test_the_level_that_fails(runner):
    runner.write("a.blueprint.yaml", WARNS)
    assert runner.run("Check").returncode == 0
    assert runner.run("Check", fail_on="warning").returncode == 1


def test_more_options(runner):
    runner.write("a.blueprint.yaml", WARNS)
    result = runner.run("Check", args="--severity BP004=error\n  --no-cache")
    assert result.returncode == 1
    assert result.stdout.startswith("::error ")


def test_sarif(runner):
    runner.write("a.blueprint.yaml", WARNS)
    runner.run("Check", sarif="found here.sarif")
    assert '"BP004"' in (runner.work / "found here.sarif").read_text("utf-8")


def test_a_baseline_hides_what_is_known(runner):
    runner.write("a.blueprint.yaml", WARNS)
    made = subprocess.run(
        [runner.bin / "blueprint", "check", "--baseline", "known.json", "--update-baseline"],
        cwd=runner.work, env={**os.environ, "PYTHONPATH": str(ROOT / "src")}, capture_output=True, check=False,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    result = runner.run("Check", baseline="known.json", fail_on="advice")
    assert (result.returncode, result.stdout) == (0, "")


@pytest.mark.parametrize("text", ['$(touch pwned)"; touch pwned; "', "`touch pwned`", "'; touch pwned #", "*"])
@pytest.mark.parametrize("name", ["paths", "args", "fail_on", "baseline", "sarif"])
def test_an_input_is_never_a_command(runner, name, text):
    runner.write("a.blueprint.yaml", GOOD)
    before = {"a.blueprint.yaml", text} if name == "sarif" else {"a.blueprint.yaml"}
    runner.run("Check", **{name: text})
    assert runner.files() <= before


def test_what_cannot_be_used_fails_and_is_said(runner):
    runner.write("a.blueprint.yaml", GOOD)
    result = runner.run("Check", args="--select BP3O1")
    assert (result.returncode, result.stdout, runner.summary) == (2, "", "")
    assert result.stderr == "blueprint: there is no rule `BP3O1`\n"


@pytest.mark.parametrize("name", ["::stop-commands::x", "##[add-mask]e", " ::error::x"])
def test_the_name_of_a_file_is_no_command_to_the_runner(runner, name):
    runner.write("a.blueprint.yaml", GOOD)
    (runner.work / f"{name}.blueprint.yaml").symlink_to("nowhere")
    result = runner.run("Check")
    assert result.returncode == 2
    for line in result.stderr.splitlines():
        assert line.startswith("blueprint: ")
        assert "##[" not in line
    assert [line[:8] for line in result.stdout.splitlines()] == ["::error "]
    assert "not checked" in result.stdout


def test_a_summary_that_github_would_refuse_is_cut(runner):
    for i in range(30):
        lines = "".join(f"        key{i}-{j}-{'长' * 100}: 1\n" for j in range(200))
        runner.write(f"a{i}.blueprint.yaml", GOOD + lines)
    result = runner.run("Check")
    assert result.returncode == 1
    assert 900_000 < len(runner.summary.encode()) < 1024 * 1024
    assert runner.summary.endswith("\n\nThere is more than can be shown here.\n")


# -- installing --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inputs", "wanted"),
    [
        ({}, [str(ROOT)]),
        ({"version": "0.1.0"}, ["service-blueprint==0.1.0"]),
        ({"packages": "acme-blueprint-rules==1.2\n\n./our rules\n"}, [str(ROOT), "acme-blueprint-rules==1.2", "./our rules"]),
        ({"packages": "--index-url=https://example.org"}, [str(ROOT), "--index-url=https://example.org"]),
        ({"version": "$(touch pwned)"}, ["service-blueprint==$(touch pwned)"]),
    ],
)  # fmt: skip
def test_what_is_installed(runner, inputs, wanted):
    python = runner.temp / "python"
    runner.script(python, 'printf "%s\\n" "$@" > made.txt')
    runner.script(runner.bin / "python", 'printf "%s\\n" "$@" > installed.txt')
    result = runner.run("Install blueprint", {"steps.python.outputs.python-path": str(python)}, **inputs)
    assert result.returncode == 0, result.stderr
    said = {name: (runner.work / f"{name}.txt").read_text("utf-8").splitlines() for name in ("made", "installed")}
    assert said["made"] == ["-m", "venv", str(runner.temp / "service-blueprint")]
    assert said["installed"] == ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--", *wanted]
    assert runner.files() == {"installed.txt", "made.txt"}
