"""`blueprint site`: what it says, and when it writes nothing."""

from __future__ import annotations

import pytest

from tests.cli.conftest import BAD, GOOD


def test_a_site(run, write, folder):
    write("a/shop.blueprint.yaml")
    result = run("site", "a")
    assert (result.exit_code, result.stdout, result.stderr) == (
        0,
        "site/index.html: 1 blueprint, 3 pages written\n",
        "",
    )
    assert {path.name for path in (folder / "site").iterdir()} == {
        "index.html", "shop.html", "personas.html", ".blueprint-site.json",
    }  # fmt: skip
    assert run("site", "a").stdout == "site/index.html: 1 blueprint, 0 pages written\n"


def test_this_folder_and_another_output(run, write, folder):
    write("shop.blueprint.yaml")
    write("café.blueprint.yaml")
    result = run(
        "site", "-o", "public/docs", "--title", "Our <services>", "--language", "zh-Hant", "--today", "2026-10-01"
    )
    assert result.exit_code == 0
    index = (folder / "public/docs/index.html").read_text("utf-8")
    assert "<h1>Our &lt;services&gt;</h1>" in index
    assert '<html lang="zh-Hant">' in index
    (folder / "shop.blueprint.yaml").unlink()
    assert run("site", "-o", "public/docs").stdout.endswith(" 1 removed\n")


def test_what_git_ignores_is_not_published(run, write, folder):
    write("shop.blueprint.yaml")
    write("drafts/secret.blueprint.yaml")
    write(".gitignore", "drafts/\n")
    run("site")
    assert not (folder / "site/secret.html").exists()


def test_broken_ones_are_named_and_the_others_are_made(run, write, folder):
    write("bad.blueprint.yaml", BAD)
    write("shop.blueprint.yaml")
    result = run("site")
    assert (result.exit_code, result.stderr) == (1, "bad.blueprint.yaml: the file has errors\n")
    assert (folder / "site/shop.html").exists()
    assert (folder / "site/bad.html").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere"], "nowhere: No such file or directory"),
        (["empty"], "empty: there is no *.blueprint.yaml in this folder"),
        (["a.blueprint.yaml", "empty"], "empty: there is no *.blueprint.yaml in this folder"),
        (["notes.txt"], "notes.txt: a site is made of blueprints: their names end in .blueprint.yaml"),
        (["-"], "a site is made of files"),
        (["--today", "soon"], "--today: `soon` is no date"),
        (["--language", "fr"], "fr"),
        (["-o", "taken"], "taken: the folder is not empty, and no site was written to it before"),
        (["-o", "notes.txt"], "notes.txt: this is no folder"),
        (["-o", "notes.txt/site"], "notes.txt"),
    ],
)
def test_where_it_can_not_be_meant_nothing_is_written(run, write, folder, arguments, message):
    write("a.blueprint.yaml", GOOD)
    write("notes.txt", "x")
    write("taken/thesis.txt", "x")
    (folder / "empty").mkdir()
    before = sorted(folder.rglob("*"))
    result = run("site", *arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert sorted(folder.rglob("*")) == before


def test_a_configuration_that_can_not_be_meant(run, write, folder):
    write("a.blueprint.yaml")
    write("blueprint.toml", 'selekt = ["BP1"]\n')
    result = run("site")
    assert result.exit_code == 2
    assert "blueprint.toml:1: there is no setting `selekt`" in result.stderr
    assert not (folder / "site").exists()
