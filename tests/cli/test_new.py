"""`blueprint new`: a starter that is right, and never in the way of a file that is there."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from blueprint.checks.engine import check_file
from blueprint.cli.new import _STARTERS, _quoted
from blueprint.source.load import load, loads
from blueprint.source.tidy import tidy

LANGUAGES = list(_STARTERS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_starter_is_clean_short_and_tidy(run, language):
    assert run("new", "shop.blueprint.yaml", "--language", language).exit_code == 0
    assert check_file("shop.blueprint.yaml").findings == ()
    assert load("shop.blueprint.yaml").language == language
    text = run("new", "-", "--language", language).stdout
    assert 10 <= len(text.splitlines()) <= 20
    assert "#" in text
    assert tidy(text, "shop.blueprint.yaml") == text


def test_the_starter(run, folder):
    result = run("new", "shop.blueprint.yaml", "--title", "Coffee to go")
    assert (result.exit_code, result.output) == (0, "Wrote shop.blueprint.yaml\n")
    assert (folder / "shop.blueprint.yaml").read_text("utf-8").splitlines()[:4] == [
        (
            "# What customers go through, and who serves them. Check it: blueprint check shop.blueprint.yaml; "
            "draw it: blueprint render shop.blueprint.yaml"
        ),
        "blueprint: v1",
        'title: "Coffee to go"',
        "language: en",
    ]


@pytest.mark.parametrize(
    ("given_name", "written"),
    [((), "service.blueprint.yaml"), (("shop",), "shop.blueprint.yaml"), (("v1.2",), "v1.2.blueprint.yaml")],
)
def test_the_name(run, folder, given_name, written):
    assert run("new", *given_name).output == f"Wrote {written}\n"
    assert [path.name for path in folder.iterdir()] == [written]


def test_a_file_that_is_there_stays(run, write):
    path = write("shop.blueprint.yaml", "mine")
    result = run("new", "shop.blueprint.yaml")
    assert result.exit_code == 2
    assert result.stderr.endswith("Error: shop.blueprint.yaml exists; --force replaces it\n")
    assert path.read_text() == "mine"
    assert run("new", "shop.blueprint.yaml", "--force").exit_code == 0
    assert path.read_text() != "mine"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("shop.yaml", "the name of a blueprint ends in .blueprint.yaml: call it shop.blueprint.yaml"),
        ("a/shop.blueprint.yml", "the name of a blueprint ends in .blueprint.yaml: call it a/shop.blueprint.yaml"),
        (".", ". is a folder: name a file, like service.blueprint.yaml"),
        ("a/", "a/ is a folder: name a file, like a/service.blueprint.yaml"),
    ],
)
def test_a_name_under_which_it_would_not_be_found(run, folder, name, message):
    result = run("new", name)
    assert result.exit_code == 2
    assert result.stderr.endswith(f"Error: {message}\n")
    assert list(folder.iterdir()) == []


def test_a_folder_that_is_not_there(run):
    result = run("new", "missing/shop")
    assert (result.exit_code, result.stderr) == (
        2,
        "missing/shop.blueprint.yaml: the folder `missing` does not exist\n",
    )


TITLES = [
    '"',
    "\\",
    "a: b",
    "# no",
    "no",
    "12:30",
    "- x",
    "{x}",
    "{title}",
    "多少钱？",
    "a\nb",
    "\u2028",
    "\u202e",
    "😀",
]


@pytest.mark.parametrize("title", TITLES)
def test_any_title_is_safe(run, title):
    assert loads(run("new", "-", "--title", title).stdout).title == title


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_quoted_text_reads_back(text):
    assert loads(f'blueprint: v1\ntitle: "x"\nx-title: {_quoted(text)}\nstages: [{{name: S}}]').model_extra == {
        "x-title": text
    }


@pytest.mark.parametrize("title", ["", "a\x07", "\x00"])
def test_a_title_that_no_blueprint_can_have(run, folder, title):
    result = run("new", "shop", "--title", title)
    assert result.exit_code == 2
    assert "Error: Invalid value for '--title': `title` " in result.stderr
    assert list(folder.iterdir()) == []
