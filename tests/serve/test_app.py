"""What is answered to which address: only what is listed, and never a text as markup."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest

from tests.serve.conftest import BROKEN, FAULTY, SHOP

SECRET = "secret-of-the-folder-above"

NASTY = (
    "<script>alert(1)</script>", "</title><script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "'onload='alert(1)",
    "]]><svg onload=alert(1)>", "{{7*7}}", "javascript:alert(1)", "&lt;b&gt;", "\u202eevil", "a\u2028b",
)  # fmt: skip


@pytest.fixture
def served(shop):
    shop.write("a.blueprint.yaml")
    shop.write("sub/擦鞋 #1?%41&x=.blueprint.yaml", SHOP.replace("Shoeshine", "擦鞋"))
    shop.look()
    return shop


@pytest.mark.parametrize(
    "name",
    [
        "..", "../secret", "../secret.blueprint.yaml", "%2e%2e/secret", "..%2fsecret", "%252e%252e%252fsecret", "....//secret",
        "/etc/passwd", "//etc/passwd", "%2fetc%2fpasswd", "etc/passwd", "a/../../secret", "a%00", "a%00.blueprint.yaml", "",
        "a.blueprint.yaml", "A", "a/", "./a", ".", "C:%5Cwindows%5Cwin.ini", "..%5csecret", "file:///etc/passwd", "dev/null",
        "/dev/zero", "proc/self/environ", "blueprint.toml", "%ff%fe", "a" * 5_000, "link",
    ],
)  # fmt: skip
@pytest.mark.parametrize("room", ["b", "picture", "source"])
def test_what_is_not_listed_is_not_there(served, name, room):
    outside = served.folder.parent / "secret.blueprint.yaml"
    outside.write_text(SHOP.replace("Shoeshine", SECRET))
    (served.folder / "link.blueprint.yaml").symlink_to(outside)
    served.look()
    status, text = served.ask(f"/{room}/{name}")
    assert status == 404
    assert SECRET not in text
    assert "root:" not in text
    assert SECRET not in served.get("/").text


@pytest.mark.parametrize(
    "name", ["", "..", "app.py", "../app.py", "%2e%2e%2fapp.py", "preview.css/", "preview.css%00", "words.py"]
)
def test_no_other_file_of_the_package(served, name):
    assert served.ask(f"/static/{name}")[0] == 404


def test_names_of_any_characters(served):
    name = "sub/擦鞋 #1?%41&x="
    index = served.get("/").text
    assert f'href="/b/{quote(name)}"' in index
    assert "<h1>sub/擦鞋 #1?%41&amp;x=.blueprint.yaml</h1>" in served.ask(f"/b/{quote(name)}")[1]
    assert served.ask(f"/picture/{quote(name)}")[0] == 200


@pytest.mark.parametrize("nasty", NASTY)
def test_text_never_becomes_markup(shop, nasty):
    import json

    text = SHOP.replace("Shoeshine", json.dumps(nasty, ensure_ascii=False)).replace(
        "Sit down", json.dumps(nasty, ensure_ascii=False)
    )
    text = text.replace("does: Brush", f"does: {json.dumps(nasty, ensure_ascii=False)}")
    shop.write("a.blueprint.yaml", text)
    shop.write(
        "b.blueprint.yaml", text.replace("touchpoints: chair", f"touchpoints: {json.dumps(nasty, ensure_ascii=False)}")
    )
    shop.look()
    query = quote(nasty)
    addresses = [
        "/",
        f"/?q={query}",
        "/b/a",
        "/b/b",
        "/source/a?part=sit",
        "/source/b?at=0,2,1,2,9",
        f"/b/{query}",
        f"/source/a?part={query}",
    ]
    for address in addresses:
        text = shop.get(address).text
        assert not re.search(r"<script(?! src=\"/static/)", text), address
        assert not re.search(r"<[^>]*\son\w+=", re.sub(r'"[^"]*"', '""', text)), address
        assert "<img" not in text, address
        assert "\u202e" not in text, address
        assert not re.search("href=[\"']?javascript", text), address


@pytest.mark.parametrize("name", ["<img src=x onerror=alert(1)>", '" onload="x', "a&b", "'", "a\nb", "..a"])
def test_names_of_files_never_become_markup(shop, name):
    shop.write(f"{name}.blueprint.yaml")
    shop.look()
    index = shop.get("/").text
    assert "<img" not in index
    assert not re.search(r"<[^>]*\sonload=", re.sub(r'"[^"]*"', '""', index))
    [address] = re.findall(r'href="(/b/[^"]*)"', index)
    assert shop.ask(address)[0] == 200


def test_the_index_says_what_there_is(served):
    served.write("b.blueprint.yaml", BROKEN)
    served.write("ignored/c.blueprint.yaml")
    (served.folder / ".gitignore").write_text("ignored/\n")
    served.look()
    index = served.get("/").text
    assert re.findall(r'<tr id="row-([^"]*)"', index) == ["a", "b", "sub/擦鞋 #1?%41&amp;x="]
    assert "3 blueprints" in index
    assert "2 errors" in index
    assert "Can’t be read" in index
    assert "1 step" in index


def test_the_index_in_the_language_of_the_reader(served):
    assert '<html lang="zh-Hant"' in served.get("/", **{"Accept-Language": "zh-TW,en;q=0.5"}).text
    assert "2 张蓝图" in served.get("/", **{"Accept-Language": "zh-CN"}).text


def test_searching(served):
    assert re.findall(r'<tr id="row-([^"]*)"', served.get("/?q=shoeshine").text) == ["a"]
    page = served.get("/?q=brush").text
    assert page.count("<tr id=") == 2
    assert "<span>Action</span> <mark>Brush</mark>" in page
    assert "Nothing matches" in served.get("/?q=moon").text
    assert served.get(f"/?q={'x' * 10_000}").status_code == 200


def test_an_empty_folder(shop):
    shop.look()
    assert "There is no blueprint in this folder yet" in shop.get("/").text


def test_findings_are_those_of_the_check(shop):
    from blueprint.checks.engine import check_file

    path = shop.write("a.blueprint.yaml", FAULTY)
    shop.look()
    page = shop.get("/b/a").text
    expected = [finding.code for finding in check_file(path).findings]
    assert expected
    assert sorted(re.findall(r'<span class="code">(\w+)</span>', page)) == sorted(expected)


def test_rules_about_all_files(shop):
    shop.write("shared.catalogue.yaml", "blueprint: v1\nactors: {boy: {name: Shoeshiner}, cook: {name: Cook}}\n")
    text = SHOP.replace("actors: {boy: {name: Shoeshiner}}", "include: shared.catalogue.yaml")
    shop.write("a.blueprint.yaml", text)
    shop.write("b.blueprint.yaml", text)
    shop.look()
    for name in "ab":
        page = shop.get(f"/b/{name}").text
        assert "none of the 2 blueprints that include it" in page
        at = re.search(r'data-at="([^"]*)"[^>]*data-key="[^"]*"[^§]*?BP109', page)
        assert at is not None
    shop.write("b.blueprint.yaml", text.replace("actor: boy", "actor: cook"))
    shop.look()
    assert "BP109" not in shop.get("/b/a").text


def test_findings_in_a_catalogue_lead_to_its_lines(shop):
    shop.write("shared.catalogue.yaml", "blueprint: v1\nactors:\n  boy: {nme: Shoeshiner}\n")
    shop.write("a.blueprint.yaml", SHOP.replace("actors: {boy: {name: Shoeshiner}}", "include: shared.catalogue.yaml"))
    shop.look()
    page = shop.get("/b/a").text
    assert "shared.catalogue.yaml:3" in page
    at = next(a for a in re.findall(r'data-at="([^"]*)"', page) if a.startswith("1,"))
    source = shop.get(f"/source/a?at={at}").text
    assert "<mark>nme</mark>" in source
    assert "shared.catalogue.yaml:3" in source


@pytest.mark.parametrize(
    "at",
    [
        "",
        "0",
        "9,1,1,1,1",
        "0,1,1,1",
        "a,b,c,d,e",
        "-1,1,1,1,1",
        "0,1,1,1,1,1",
        "0,²,1,1,1",
        "0," + "9" * 99 + ",1,1,1",
    ],
)
def test_places_that_are_none(served, at):
    assert served.get(f"/source/a?at={at}").status_code == 204


def test_a_broken_file_keeps_its_last_good_picture(served):
    assert 'data-state="good"' in served.get("/b/a").text
    before = served.get("/picture/a").text
    served.write("a.blueprint.yaml", BROKEN)
    served.look()
    page = served.get("/b/a").text
    assert 'data-state="stale"' in page
    assert "The file has 2 errors." in page
    assert ">line 2<" in page
    assert served.get("/picture/a").text == before
    assert "From the last version that could be read" in served.get("/source/a?part=sit").text
    served.write("a.blueprint.yaml")
    served.look()
    assert 'data-state="good"' in served.get("/b/a").text


def test_broken_from_the_start(served):
    served.write("b.blueprint.yaml", BROKEN)
    served.look()
    page = served.get("/b/b").text
    assert 'data-state="bare"' in page
    assert "As soon as they are mended" in page
    assert served.get("/picture/b").status_code == 404


def test_a_file_that_goes(served):
    served.get("/b/a")
    served.desk.sheets["a"].viewers = 1
    (served.folder / "a.blueprint.yaml").unlink()
    served.look()
    assert "This file is gone" in served.get("/b/a").text
    assert "row-a" not in served.get("/").text
    served.write("a.blueprint.yaml")
    served.look()
    assert 'data-state="good"' in served.get("/b/a").text


def test_a_configuration_that_cannot_be_meant(served):
    (served.folder / "blueprint.toml").write_text("selekt = 1\n")
    served.look()
    page = served.get("/b/a").text
    assert "there is no setting `selekt`" in page
    assert 'id="picture"' in page
    (served.folder / "blueprint.toml").write_text("")
    served.look()
    assert "selekt" not in served.get("/b/a").text


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"\x00" * 100, b"", "标题: 你好".encode("gbk"), b"[" * 5_000])
def test_what_is_no_blueprint_at_all(shop, data):
    shop.write("a.blueprint.yaml", data)
    shop.look()
    assert shop.get("/").status_code == 200
    assert 'data-state="bare"' in shop.get("/b/a").text


def test_a_file_that_is_too_large(shop):
    shop.write("a.blueprint.yaml", b"#" * (16 * 2**20 + 2))
    shop.look()
    assert "more than 16 MiB" in shop.get("/b/a").text


def test_a_known_finding_is_hidden(shop):
    import json

    shop.write("a.blueprint.yaml", FAULTY)
    shop.look()
    known = shop.desk.sheets["a"].findings
    entry = {key: getattr(known[0], key) for key in ("fingerprint", "code", "file", "message")}
    (shop.folder / "blueprint.toml").write_text('baseline = "known.json"\n')
    (shop.folder / "known.json").write_text(json.dumps({"version": 1, "findings": [entry]}))
    shop.look()
    assert shop.desk.sheets["a"].findings == known[1:]
