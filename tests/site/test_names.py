"""Names of pages: safe on every system, each its own, the same whatever the order of the files."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blueprint.site.names import INDEX, link, link_to_anchor, page_names


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("shop.blueprint.yaml", "shop.html"),
        ("a/b/01-egg.as-is.blueprint.yaml", "01-egg.as-is.html"),
        ("店铺 一.blueprint.yaml", "店铺-一.html"),
        ("店 铺#?%.blueprint.yaml", "店-铺.html"),
        ("CON.blueprint.yaml", "blueprint-CON.html"),
        ("con.x.blueprint.yaml", "blueprint-con.x.html"),
        (".hidden.blueprint.yaml", "hidden.html"),
        (".blueprint.yaml", "blueprint.html"),
        ("index.blueprint.yaml", "index-2.html"),
        ("x/Index.blueprint.yaml", "x-Index.html"),
        ("x/systems.blueprint.yaml", "x-systems.html"),
        ("../shop.blueprint.yaml", "shop.html"),
        ("a\x00<b>\"'&.blueprint.yaml", "a--b.html"),
        ("e\u0301t\u00e9.blueprint.yaml", "\u00e9t\u00e9.html"),
    ],
)
def test_a_page_is_named_like_its_file(file, name):
    assert page_names([file]) == {file: name}


def test_pages_of_files_with_one_name():
    files = ["b/shop.blueprint.yaml", "shop.blueprint.yaml", "a/b/shop.blueprint.yaml", "a/Shop.blueprint.yaml"]
    assert page_names(files) == {
        "shop.blueprint.yaml": "shop.html",
        "a/Shop.blueprint.yaml": "a-Shop.html",
        "b/shop.blueprint.yaml": "b-shop.html",
        "a/b/shop.blueprint.yaml": "a-b-shop.html",
    }
    assert page_names(["x y.blueprint.yaml", "x-y.blueprint.yaml", "x#y.blueprint.yaml"]) == {
        "x y.blueprint.yaml": "x-y.html",
        "x#y.blueprint.yaml": "x-y-2.html",
        "x-y.blueprint.yaml": "x-y-3.html",
    }


def test_a_long_name_fits():
    (name,) = page_names(["店" * 300 + ".blueprint.yaml"]).values()
    assert len(name.encode()) <= 210
    assert set(name.removesuffix(".html")) == {"店"}


NAMES = st.text(st.characters(blacklist_characters="/\0", blacklist_categories=["Cs"]), max_size=30)
FILES = st.lists(
    st.builds(lambda folders, name: "/".join([*folders, f"{name}.blueprint.yaml"]), st.lists(NAMES.filter(bool), max_size=2), NAMES),
    unique=True, max_size=12,
)  # fmt: skip


@given(FILES, st.randoms())
def test_any_files_have_pages_of_their_own(files: list[str], rng):
    names = page_names(files)
    assert set(names) == set(files)
    # On a system for which case and composition are the same thing, too.
    same = {unicodedata.normalize("NFD", name).casefold() for name in (*names.values(), INDEX, "systems.html")}
    assert len(same) == len(files) + 2
    for name in names.values():
        assert name.endswith(".html")
        assert not name.startswith((".", "-"))
        assert not set(name) & set('/\\:*?"<>|#% \n')
    rng.shuffle(files)
    assert page_names(files) == names


@pytest.mark.parametrize(
    ("made", "href"),
    [
        (link("a.html"), "a.html"),
        (link("店.html", "touchpoint:聊 天&#"), "%E5%BA%97.html#part=touchpoint%3A%E8%81%8A%20%E5%A4%A9%26%23"),
        (link("a.html", part="a+b"), "a.html#part=a%2Bb"),
        (link_to_anchor("systems.html", "part-crm~2"), "systems.html#part-crm~2"),
    ],
)
def test_links_are_encoded(made, href):
    assert made == href
