"""Where a project begins, and what is configured for its files."""

from __future__ import annotations

import pytest

from blueprint.project import ConfigurationError, configuration_for, root_of


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder, name, text):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize("mark", ["blueprint.toml", "pyproject.toml", ".git"])
def test_a_project_begins_at_the_nearest_mark(folder, mark):
    write(folder, f"a/{mark}", "")
    write(folder, "a/b/shop.blueprint.yaml", "")
    assert root_of(folder / "a/b/shop.blueprint.yaml") == folder / "a"


def test_without_a_mark_it_is_the_files_own_folder(tmp_path, monkeypatch):
    monkeypatch.setattr("blueprint.project._ROOT_MARKS", ("no-such-mark",))
    assert root_of(tmp_path / "a.blueprint.yaml") == tmp_path


def test_the_nearest_configuration_holds(folder):
    write(folder, "blueprint.toml", 'ignore = ["BP507"]\n')
    near = write(folder, "a/blueprint.toml", 'ignore = ["BP2"]\n')
    write(folder, "a/b/c/x", "")
    found = configuration_for(folder / "a/b/c")
    assert (found.path, found.data) == (near, {"ignore": ["BP2"]})
    assert configuration_for(folder).data == {"ignore": ["BP507"]}


def test_pyproject_counts_where_it_configures_us(folder):
    write(folder, "pyproject.toml", '[tool.blueprint]\nselect = ["BP1"]\n')
    write(folder, "a/pyproject.toml", '# [tool.blueprint] some day\n[project]\nname = "x"\n')
    assert configuration_for(folder / "a").data == {"select": ["BP1"]}
    write(folder, "a/blueprint.toml", "")
    assert configuration_for(folder / "a").data == {}


def test_there_may_be_none(folder):
    assert configuration_for(folder).data == {}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("select = [", "blueprint.toml: this is no TOML: "),
        ("\udcff", None),
        ('selct = ["BP1"]\n', "blueprint.toml:1: there is no setting `selct`; did you mean `select`?"),
        (
            '\n[per-file]\n"a" = 1\n',
            (
                "blueprint.toml:2: there is no setting `per-file`; "
                "there are select, ignore, severity, rules, fail-on, baseline"
            ),
        ),
        ("fail-on = 1\n", "blueprint.toml:1: `fail-on` is error, warning or advice"),
        ("baseline = []\n", "blueprint.toml:1: `baseline` is the path of a file"),
    ],
)
def test_what_can_not_be_meant(folder, text, message):
    if message is None:
        (folder / "blueprint.toml").write_bytes(b"\xff\xfe")
        message = "blueprint.toml:1: this is no TOML: it is not UTF-8"
    else:
        write(folder, "blueprint.toml", text)
    with pytest.raises(ConfigurationError) as raised:
        configuration_for(folder)
    assert str(raised.value).startswith(message)


def test_all_problems_at_once_each_at_its_line(folder):
    write(folder, "pyproject.toml", '[project]\nname = "x"\n[tool.blueprint]\nselct = []\nfail-on = 3\n')
    with pytest.raises(ConfigurationError) as raised:
        configuration_for(folder)
    assert str(raised.value).splitlines() == [
        "pyproject.toml:4: there is no setting `selct`; did you mean `select`?",
        "pyproject.toml:5: `fail-on` is error, warning or advice",
    ]


def test_tool_blueprint_is_a_table(folder):
    write(folder, "pyproject.toml", "[tool]\nblueprint = 1  # tool.blueprint\n")
    with pytest.raises(ConfigurationError, match="`blueprint` is a table"):
        configuration_for(folder)


@pytest.mark.parametrize(
    ("text", "key", "line"),
    [
        ("[severity]\nBP203 = 1\n", ("severity", "BP203"), 2),
        ("[severity]\nBP201 = 1\nBP203 = 1\n", ("severity", "BP203"), 3),
        ("severity.BP203 = 1\n", ("severity", "BP203"), 1),
        ("[rules.BP301]\nseverity = 3\n", ("rules", "BP301", "severity"), 2),
        ("[severity]\nx = 1\n[rules.BP301]\nseverity = 3\n", ("rules", "BP301", "severity"), 4),
        ("[rules]\nBP301 = {severity = 9}\n", ("rules", "BP301", "severity"), 2),
        ("[tool.blueprint.rules.BP301]\nseverity = 3\n", ("rules", "BP301", "severity"), 2),
        ("[severity]\n", ("ignore",), None),
    ],
)
def test_the_line_of_a_key(folder, text, key, line):
    from blueprint.project import Configuration

    assert Configuration(folder / "blueprint.toml", text).line_of(key) == line
