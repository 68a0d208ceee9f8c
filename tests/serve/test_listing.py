"""Which blueprints are listed, and how they are called in addresses."""

from __future__ import annotations

import os
import sys

import pytest

from blueprint.serve.listing import Found, listing_of, name_of


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("a.blueprint.yaml", "a"),
        ("shops/coffee.as-is.blueprint.yaml", "shops/coffee.as-is"),
        ("擦鞋 #1?%.blueprint.yaml", "擦鞋 #1?%"),
        (".blueprint.yaml", ".blueprint.yaml"),
        ("sub/.blueprint.yaml", "sub/.blueprint.yaml"),
        ("odd.yaml", "odd.yaml"),
    ],
)
def test_names(tmp_path, path, name):
    file = tmp_path / path
    assert listing_of(Found([str(file)]), tmp_path).paths == {name: file}


def test_two_files_never_have_one_name(tmp_path):
    paths = [str(tmp_path / name) for name in ("a\u202e.blueprint.yaml", "a\\u202e.blueprint.yaml")]
    listed = listing_of(Found(paths), tmp_path).paths
    assert list(map(str, listed.values())) == paths
    assert list(listed) == ["a\\u202e", "a\\u202e~"]


@pytest.mark.skipif(sys.platform == "win32", reason="names are text there")
def test_a_name_that_is_no_text(tmp_path):
    path = os.fsdecode(b"caf\xe9.blueprint.yaml")
    assert name_of(tmp_path / path, tmp_path) == "caf\\xe9.blueprint.yaml"


def test_a_link_that_leads_out_is_refused(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "secret.blueprint.yaml").write_text("x")
    link = tmp_path / "in" / "a.blueprint.yaml"
    link.symlink_to("../secret.blueprint.yaml")
    listing = listing_of(Found([str(link)]), tmp_path / "in")
    assert listing.paths == {}
    assert listing.problems == ("a.blueprint.yaml: this link leads out of the folder",)


def test_a_link_within_is_followed(tmp_path):
    (tmp_path / "b.blueprint.yaml").write_text("x")
    link = tmp_path / "a.blueprint.yaml"
    link.symlink_to("b.blueprint.yaml")
    assert list(listing_of(Found([str(link)]), tmp_path).paths) == ["a"]
