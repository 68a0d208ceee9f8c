"""The folder of a site: nothing of anybody else's is overwritten or removed, nothing outside is touched."""

from __future__ import annotations

import json

import pytest

from blueprint.site.folder import MANIFEST, Folder, SiteError


def manifest(path, *files, made_by="blueprint site"):
    (path / MANIFEST).write_text(json.dumps({"made_by": made_by, "files": files}), "utf-8")


@pytest.fixture
def out(tmp_path):
    path = tmp_path / "out"
    path.mkdir()
    return path


def test_a_new_folder_is_made_when_it_is_claimed(tmp_path):
    folder = Folder(tmp_path / "a/b")
    assert not (tmp_path / "a").exists()
    folder.claim(["x.html"])
    assert folder.write("x.html", b"1")
    assert (tmp_path / "a/b/x.html").read_bytes() == b"1"
    assert json.loads((tmp_path / "a/b" / MANIFEST).read_text()) == {"made_by": "blueprint site", "files": ["x.html"]}


def test_what_is_the_same_is_not_written_again(out):
    folder = Folder(out)
    folder.claim(["x.html"])
    assert [folder.write("x.html", b"1"), folder.write("x.html", b"1"), folder.write("x.html", b"2")] == [
        True,
        False,
        True,
    ]


def test_what_is_gone_is_removed_and_nothing_else(out):
    manifest(out, "old.html", "kept.html", "never.html")
    for name in ("old.html", "kept.html", "mine.html", "notes.txt"):
        (out / name).write_text("x")
    folder = Folder(out)
    folder.claim(["kept.html"])
    assert folder.keep_only(["kept.html"]) == ["never.html", "old.html"]
    assert sorted(path.name for path in out.iterdir()) == [MANIFEST, "kept.html", "mine.html", "notes.txt"]


@pytest.mark.parametrize(
    "name",
    ["../outside.html", "/etc/x.html", "a/b.html", "a\\b.html", "C:x.html", ".hidden.html", "notes.txt", 3, None],
)
def test_a_manifest_can_not_have_anything_else_removed(out, tmp_path, name):
    victim = tmp_path / "outside.html"
    for path in (victim, out / "notes.txt", out / ".hidden.html"):
        path.write_text("x")
    (out / "a").mkdir()
    (out / "a/b.html").write_text("x")
    manifest(out, name)
    folder = Folder(out)
    folder.claim([])
    assert folder.keep_only([]) == []
    assert all(path.exists() for path in (victim, out / "notes.txt", out / ".hidden.html", out / "a/b.html"))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "does not say which files are the site's"),
        ("[]", "does not say which files are the site's"),
        ('{"made_by": "another", "files": []}', "does not say which files are the site's"),
        ('{"made_by": "blueprint site"}', "does not say which files are the site's"),
    ],
)
def test_a_manifest_that_is_none(out, text, message):
    (out / MANIFEST).write_text(text)
    with pytest.raises(SiteError, match=message):
        Folder(out)
    Folder(out, force=True)


def test_a_folder_of_somebody_else(out):
    (out / "thesis.html").write_text("x")
    with pytest.raises(SiteError, match="the folder is not empty, and no site was written to it before"):
        Folder(out)
    folder = Folder(out, force=True)
    folder.claim(["index.html"])
    folder.keep_only(["index.html"])
    assert (out / "thesis.html").read_text() == "x"


def test_a_file_where_the_folder_should_be(tmp_path):
    (tmp_path / "out").write_text("x")
    for force in (False, True):
        with pytest.raises(SiteError, match="this is no folder"):
            Folder(tmp_path / "out", force=force)


def test_a_page_where_somebody_put_a_file(out):
    manifest(out)
    (out / "notes.html").write_text("mine")
    with pytest.raises(SiteError, match=r"notes\.html: this is no page of the site: move it, or say --force"):
        Folder(out).claim(["notes.html"])
    assert (out / "notes.html").read_text() == "mine"
    folder = Folder(out, force=True)
    folder.claim(["notes.html"])
    assert folder.write("notes.html", b"ours")


def test_a_folder_where_a_page_has_to_be(out):
    manifest(out, "x.html")
    (out / "x.html").mkdir()
    with pytest.raises(SiteError, match="this is a folder"):
        Folder(out).claim(["x.html"])
    folder = Folder(out)
    folder.claim(["y.html"])
    folder.keep_only(["y.html"])
    assert (out / "x.html").is_dir()


def test_links_are_not_followed(out, tmp_path):
    victim = tmp_path / "victim"
    victim.write_text("precious")
    manifest(out, "x.html", "old.html")
    (out / "x.html").symlink_to(victim)
    (out / "old.html").symlink_to(victim)
    folder = Folder(out)
    folder.claim(["x.html"])
    assert folder.read("x.html") is None
    assert folder.write("x.html", b"page")
    folder.keep_only(["x.html"])
    assert victim.read_text() == "precious"
    assert not (out / "x.html").is_symlink()
    assert not (out / "old.html").is_symlink()


def test_a_manifest_that_is_a_link(out, tmp_path):
    victim = tmp_path / "victim"
    victim.write_text(json.dumps({"made_by": "blueprint site", "files": []}))
    (out / MANIFEST).symlink_to(victim)
    with pytest.raises(SiteError):
        Folder(out)
    Folder(out, force=True).claim(["x.html"])
    assert json.loads(victim.read_text())["files"] == []


def test_the_pages_are_named_before_they_are_written(out):
    """So that what an interrupted build leaves is known to be ours."""
    Folder(out).claim(["x.html", "y.html"])
    assert json.loads((out / MANIFEST).read_text())["files"] == ["x.html", "y.html"]
    (out / "x.html").write_text("half")
    folder = Folder(out)
    folder.claim(["y.html"])
    assert folder.keep_only(["y.html"]) == ["x.html"]
