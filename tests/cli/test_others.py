"""`blueprint` itself, its help, `--version`, `schema` and `completion`."""

from __future__ import annotations

import json
import platform
import re
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
import yaml

import blueprint
from blueprint.cli import versions
from blueprint.cli.group import COMMANDS

ROOT = Path(__file__).parents[2]


def test_alone_it_helps(run):
    result = run()
    assert result.exit_code == 0
    assert result.stdout == run("--help").stdout == run("-h").stdout
    assert (
        result.stdout
        == """\
Usage: blueprint [OPTIONS] [COMMAND] [ARGS]...

  Service blueprints as text: write them, check them, draw them.

  Start with:
    blueprint new shop.blueprint.yaml
    blueprint check shop.blueprint.yaml
    blueprint render shop.blueprint.yaml

Options:
  --version   Show the versions and exit.
  -h, --help  Show this message and exit.

Commands:
  new         Start a blueprint from a small example.
  check       Check blueprints; say what is wrong, and where.
  rules       List what `check` looks for.
  explain     Explain findings by their codes.
  render      Draw blueprints as SVG, HTML, PDF, PowerPoint and more.
  serve       Show blueprints in a browser, redrawn at every save.
  site        Make a site of all blueprints, linked with each other.
  analyze     Say how long a journey takes, what it costs, where it fails.
  simulate    Play many journeys through; say how their times spread.
  sweep       Say what becomes of the figures as one value changes.
  compare     Say what is better and what is worse, figure by figure.
  diff        Say what changed between two versions, and what follows.
  fmt         Put the keys of blueprints in order and tidy their spacing.
  schema      Write the JSON Schema, for help in editors.
  lsp         Run the language server, for help in editors.
  completion  Print the script for tab completion in a shell.
"""
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_helps_with_an_example(run, command):
    result = run(command, "--help")
    assert result.exit_code == 0
    assert f"  blueprint {command}" in result.stdout or f"(blueprint {command}" in result.stdout


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["chekc"], "there is no command `chekc`; did you mean `check`?"),
        (["xyzzy"], "there is no command `xyzzy`"),
        (["--vresion"], "No such option '--vresion'. Did you mean '--version'?"),
    ],
)
def test_a_command_that_is_not_there(run, args, message):
    result = run(*args)
    assert result.exit_code == 2
    assert result.stderr.endswith(f"Error: {message}\n")


@pytest.mark.parametrize(
    "command",
    [["analyze", "a.yaml"], ["simulate", "a.yaml"], ["compare", "a.yaml", "a.yaml"], ["diff", "a.yaml", "a.yaml"],
     ["sweep", "a.yaml", "p", "0", "1"], ["render", "a.yaml", "--format", "svg"], ["schema"]],
    ids=lambda command: command[0],
)  # fmt: skip
@pytest.mark.parametrize("name", ["a.yaml", "team.catalogue.yaml", "new.YML"])
def test_no_blueprint_is_overwritten_with_something_else(run, write, folder, command, name):
    write("a.yaml")
    write("team.catalogue.yaml")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    result = run(*command, "-o", name)
    assert result.exit_code == 2
    assert f"`{name}` is named like a blueprint, which this would not be: give it another ending" in result.stderr
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


# -- versions ----------------------------------------------------------------------------------------------------


def test_versions_are_those_that_are_installed(process):
    result = process("--version")
    assert (result.returncode, result.stderr) == (0, b"")
    libyaml = ".".join(map(str, yaml._yaml.get_version()))
    assert result.stdout.decode().splitlines() == [
        f"service-blueprint {blueprint.__version__}",
        f"Python {platform.python_version()}",
        f"pydantic {version('pydantic')}",
        f"PyYAML {version('PyYAML')} (libyaml {libyaml})",
        f"networkx {version('networkx')}",
        f"graphviz {version('graphviz')}",
        f"graphviz-pure {version('graphviz-pure')}",
        f"resvg-py {version('resvg-py')}",
        f"typst {version('typst')}",
        f"python-pptx {version('python-pptx')}",
        f"altair {version('altair')}",
        f"anywidget {version('anywidget')}",
        f"starlette {version('starlette')}",
        f"pygls {version('pygls')}",
        f"pylopdf-fonts-zh-cn {version('pylopdf-fonts-zh-cn')}",
        f"pylopdf-fonts-zh-tw {version('pylopdf-fonts-zh-tw')}",
    ]


def test_each_extra_has_a_library_among_the_versions():
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    for extra in extras.keys() - {"all", "dev"}:
        assert {re.match(r"[\w-]+", needed)[0] for needed in extras[extra]} & {*versions._LIBRARIES}, extra


def test_versions_among_other_options(run, process):
    assert run("--version").stdout.encode() == process("--version").stdout


def test_the_version_is_said_in_one_place_or_the_same_in_two():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project.get("version", blueprint.__version__) == blueprint.__version__


def test_what_is_not_installed_is_not_invented(monkeypatch, tmp_path):
    monkeypatch.setattr("sys.path", [str(tmp_path), str(tmp_path / "missing")])
    (tmp_path / "networkx-9.9.dist-info").mkdir()
    (tmp_path / "graphviz_pure-1.0.dist-info").mkdir()
    (tmp_path / "pydantic_core-7.dist-info").mkdir()
    (tmp_path / "PyYAML-6.1-py3.11.egg-info").mkdir()
    assert versions._installed({"networkx", "graphviz", "graphviz_pure", "pydantic", "pyyaml"}) == {
        "networkx": "9.9",
        "graphviz_pure": "1.0",
        "pyyaml": "6.1",
    }
    assert "pydantic (not installed)" in versions.versions()


def test_the_version_loads_next_to_nothing(process):
    result = process("--version", env={"PYTHONVERBOSE": "1"})
    loaded = {line.split("'")[1] for line in result.stderr.decode().splitlines() if line.startswith("import '")}
    assert "yaml" in loaded
    assert not loaded & {"click", "pydantic", "importlib.metadata", "typing", "dataclasses", "inspect", "pathlib"}


# -- schema and completion ---------------------------------------------------------------------------------------


def test_schema(run, folder):
    printed = run("schema")
    assert printed.exit_code == 0
    assert json.loads(printed.stdout)["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert run("schema", "-o", "blueprint.schema.json").stdout == "Wrote blueprint.schema.json\n"
    assert (folder / "blueprint.schema.json").read_bytes() == printed.stdout_bytes
    assert run("schema", "-o", "missing/x.json").stderr == "missing/x.json: the folder `missing` does not exist\n"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(run, shell):
    result = run("completion", shell)
    assert result.exit_code == 0
    assert "_BLUEPRINT_COMPLETE" in result.stdout


def test_completion_completes(process):
    environment = {"_BLUEPRINT_COMPLETE": "bash_complete", "COMP_WORDS": "blueprint ch", "COMP_CWORD": "1"}
    assert process(env=environment).stdout == b"plain,check\n"
    environment |= {"COMP_WORDS": "blueprint render --th", "COMP_CWORD": "2"}
    assert process(env=environment).stdout == b"plain,--theme\n"


def test_completion_for_a_shell_that_is_not_known(run):
    assert "`csh` is not one of bash, zsh, fish" in run("completion", "csh").stderr
