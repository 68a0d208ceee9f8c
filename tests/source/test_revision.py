from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from blueprint.source.revision import RevisionError, revision

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """\
blueprint: v1
title: Shoeshine
stages:
  - name: Shine
    steps:
      - customer: Sit down
"""


def git(folder: Path, *arguments: str) -> str:
    environment = {**os.environ, **dict.fromkeys(("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"), "A"), **dict.fromkeys(("GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"), "a@example.org"), "GIT_CONFIG_GLOBAL": os.devnull}  # fmt: skip
    return subprocess.run(
        ["git", "-C", str(folder), *arguments], check=True, capture_output=True, text=True, env=environment
    ).stdout


def commit(folder: Path, files: dict[str, str], message: str = "change") -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", message)


@pytest.fixture
def repository(tmp_path):
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    commit(folder, {"a.blueprint.yaml": TEXT, "deep/b.blueprint.yaml": TEXT.replace("Shoeshine", "Deep")})
    return folder


def read(repository, name="a.blueprint.yaml", rev="HEAD"):
    path = repository / name
    return revision(rev, path).reading(path)


def test_a_file_as_it_was(repository):
    commit(repository, {"a.blueprint.yaml": TEXT.replace("Shoeshine", "Newer")})
    assert read(repository).blueprint.title == "Newer"
    assert read(repository, rev="HEAD~1").blueprint.title == "Shoeshine"
    assert read(repository, "deep/b.blueprint.yaml", "main").blueprint.title == "Deep"


def test_what_is_not_committed_is_not_there(repository):
    (repository / "a.blueprint.yaml").write_text(TEXT.replace("Shoeshine", "Unsaved"), "utf-8")
    assert read(repository).blueprint.title == "Shoeshine"
    (repository / "new.blueprint.yaml").write_text(TEXT, "utf-8")
    assert read(repository, "new.blueprint.yaml") is None


def test_the_id_is_that_of_the_file(repository):
    assert read(repository).blueprint.id == "a"


def test_catalogues_are_those_of_then(repository):
    text = "include: shared/who.catalogue.yaml\n" + TEXT
    commit(repository, {"a.blueprint.yaml": text, "shared/who.catalogue.yaml": "blueprint: v1\npersonas: {p: Then}\n"})
    commit(repository, {"shared/who.catalogue.yaml": "blueprint: v1\npersonas: {p: Now}\n"})
    assert read(repository, rev="HEAD~1").blueprint.personas["p"].name == "Then"
    git(repository, "rm", "-q", "shared/who.catalogue.yaml")
    git(repository, "commit", "-q", "-m", "gone")
    assert read(repository, rev="HEAD~1").blueprint.personas["p"].name == "Now"
    reading = read(repository)
    assert reading.blueprint is None
    assert [finding.code for finding in reading.findings] == ["BP007"]


def test_findings_call_files_as_they_were_then(repository):
    commit(
        repository,
        {
            "a.blueprint.yaml": TEXT.replace("title", "titel"),
            "deep/b.blueprint.yaml": "include: c.catalogue.yaml\n" + TEXT,
            "deep/c.catalogue.yaml": "blueprint: v1\npersona: {}\n",
        },
    )
    assert {finding.file for finding in read(repository).findings} == {"HEAD:a.blueprint.yaml"}
    assert {finding.file for finding in read(repository, "deep/b.blueprint.yaml").findings} == {
        "HEAD:deep/c.catalogue.yaml"
    }


@pytest.mark.parametrize("name", ["nowhere", "HEAD~99", "a:b", "no such", "HEAD:a.blueprint.yaml"])
def test_there_is_no_such_revision(repository, name):
    with pytest.raises(RevisionError, match=r"has no revision `"):
        revision(name, repository / "a.blueprint.yaml")


@pytest.mark.parametrize("name", ["", "-x", "--output=/tmp/x", "--upload-pack=touch x", "a\nb", "\x1b[31m"])
def test_what_could_be_an_option_is_refused(repository, name):
    with pytest.raises(RevisionError, match="can't be a revision"):
        revision(name, repository / "a.blueprint.yaml")


def test_outside_of_a_repository(tmp_path):
    path = tmp_path / "a.blueprint.yaml"
    path.write_text(TEXT, "utf-8")
    with pytest.raises(RevisionError, match="is in no git repository"):
        revision("HEAD", path)


def test_without_git(repository, monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(RevisionError, match="git is not installed"):
        revision("HEAD", repository / "a.blueprint.yaml")


def test_links_are_followed_within_the_repository_and_no_further(repository, tmp_path):
    (tmp_path / "secret.blueprint.yaml").write_text(TEXT.replace("Shoeshine", "Secret"), "utf-8")
    (repository / "in.blueprint.yaml").symlink_to("deep/b.blueprint.yaml")
    (repository / "out.blueprint.yaml").symlink_to("../secret.blueprint.yaml")
    (repository / "round.blueprint.yaml").symlink_to("round.blueprint.yaml")
    git(repository, "add", "-A")
    git(repository, "commit", "-q", "-m", "links")
    found = revision("HEAD", repository / "a.blueprint.yaml")
    assert found.reading(repository / "in.blueprint.yaml").blueprint.title == "Deep"
    for name in ("out", "round"):
        with pytest.raises(RevisionError, match="is a link that leads nowhere"):
            found.reading(repository / f"{name}.blueprint.yaml")


def test_a_hook_or_filter_is_not_run(repository):
    git(repository, "config", "filter.evil.smudge", "touch evil; cat")
    git(repository, "config", "core.fsmonitor", "touch evil")
    commit(repository, {".gitattributes": "*.yaml filter=evil diff=evil\n"})
    for leftover in repository.glob("**/evil"):
        leftover.unlink()
    assert read(repository).blueprint.title == "Shoeshine"
    assert not list(repository.glob("**/evil"))


def test_names_in_any_script(repository):
    commit(repository, {"服务/擦鞋.blueprint.yaml": TEXT})
    assert read(repository, "服务/擦鞋.blueprint.yaml").blueprint.id == "擦鞋"


def test_a_file_in_a_repository_within(repository):
    inner = repository / "inner"
    inner.mkdir()
    git(inner, "init", "-q", "-b", "main")
    commit(inner, {"c.blueprint.yaml": TEXT.replace("Shoeshine", "Inner")})
    outer = revision("HEAD", repository / "a.blueprint.yaml")
    assert outer.holds(repository / "deep/b.blueprint.yaml")
    assert not outer.holds(inner / "c.blueprint.yaml")
    assert read(inner, "c.blueprint.yaml").blueprint.title == "Inner"


@pytest.mark.parametrize(
    "variables", [("GIT_DIR",), ("GIT_DIR", "GIT_WORK_TREE"), ("GIT_INDEX_FILE",), ("GIT_COMMON_DIR",)]
)
def test_the_repository_is_that_of_the_file_whatever_a_hook_says(repository, tmp_path, monkeypatch, variables):
    other = tmp_path / "other"
    other.mkdir()
    git(other, "init", "-q", "-b", "main")
    commit(other, {"a.blueprint.yaml": TEXT.replace("Shoeshine", "Another")})
    places = {"GIT_WORK_TREE": other, "GIT_INDEX_FILE": other / "none"}
    for name in variables:
        monkeypatch.setenv(name, str(places.get(name, other / ".git")))
    assert read(repository).blueprint.title == "Shoeshine"
    assert read(repository, "deep/b.blueprint.yaml").blueprint.title == "Deep"


def test_a_file_of_another_repository_never_looks_new(repository, tmp_path):
    with pytest.raises(RevisionError, match="is not in the repository"):
        revision("HEAD", repository / "a.blueprint.yaml").reading(tmp_path / "a.blueprint.yaml")


def test_a_shallow_clone_says_that_it_is_one(repository, tmp_path):
    commit(repository, {"a.blueprint.yaml": TEXT.replace("Shoeshine", "Newer")})
    git(tmp_path, "clone", "-q", "--depth", "1", repository.as_uri(), "shallow")
    with pytest.raises(RevisionError, match=r"has no revision `HEAD~1`; it is a shallow clone"):
        revision("HEAD~1", tmp_path / "shallow" / "a.blueprint.yaml")


def test_where_files_under_a_new_name_were_before(repository):
    (repository / "a.blueprint.yaml").rename(repository / "擦鞋.blueprint.yaml")
    (repository / "deep/b.blueprint.yaml").rename(repository / "c.blueprint.yaml")
    (repository / "unlike.blueprint.yaml").write_text("nothing: in common", "utf-8")
    new = [repository / f"{name}.blueprint.yaml" for name in ("c", "unlike", "擦鞋")]
    found = revision("HEAD", new[0])
    former = {new[0]: repository / "deep/b.blueprint.yaml", new[2]: repository / "a.blueprint.yaml"}
    assert found.former(new) == former
    assert found.reading(former[new[0]]).blueprint.title == "Deep"


def test_what_is_still_there_is_no_former_file(repository):
    copy = repository / "copy.blueprint.yaml"
    copy.write_text(TEXT, "utf-8")
    assert revision("HEAD", copy).former([copy]) == {}
    (repository / "a.blueprint.yaml").unlink()
    again = repository / "again.blueprint.yaml"
    again.write_text(TEXT, "utf-8")
    assert len(revision("HEAD", copy).former([copy, again])) == 1  # the one file that is gone has one new name
