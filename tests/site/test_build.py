"""A site as it is built: what is on its pages, what is built again, and what becomes of what is broken."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path
from urllib.parse import unquote

import pytest

from blueprint.checks import workers
from blueprint.site import build as building
from blueprint.site import work
from blueprint.site.entry import KINDS as CATALOGUES
from blueprint.site.folder import MANIFEST, SiteError
from tests.site.conftest import CATALOGUE, DRAFT, EXAMPLES, SHINE, SHOP

KINDS = {"touchpoints.html", "actors.html", "systems.html"}


@pytest.fixture(scope="module")
def examples(tmp_path_factory):
    """The site of all examples, which no test changes."""
    from tests.site.conftest import Portfolio

    folder = tmp_path_factory.mktemp("site") / "examples"
    shutil.copytree(EXAMPLES, folder, ignore=shutil.ignore_patterns("notebooks"))
    portfolio = Portfolio(folder)
    built = portfolio.build()
    assert (built.broken, built.failed, built.unread, built.crashes) == ((), (), (), ())
    return portfolio


def test_the_pages(shops):
    built = shops.build()
    assert built.blueprints == 2
    assert set(built.written) == {"index.html", "shop.html", "shine.html", *KINDS}
    assert set(shops.all()) == {*built.written, MANIFEST}


def test_the_index_of_all_examples(examples):
    from blueprint.analysis.analysis import analyze
    from blueprint.analysis.words import words_for
    from blueprint.source.load import read

    page = examples.page("index.html")
    paths = sorted(examples.folder.glob("*.blueprint.yaml"))
    assert [row["page"] for row in page.data] == [
        path.name.replace(".blueprint.yaml", ".html") for path in paths
    ]  # fmt: skip
    for path, row in zip(paths, page.data, strict=True):
        blueprint = read(path).blueprint
        analysis = analyze(blueprint)
        assert row["title"] == blueprint.title
        assert row["sort"][0] == pytest.approx(analysis.journeys.success_share.value, rel=1e-5)
        assert row["sort"][1] == pytest.approx(analysis.time.expected_time.value, rel=1e-5)
        assert words_for("zh-Hans").duration(analysis.time.expected_time.value) in page.text
        assert blueprint.title in page.text


def test_what_was_found_is_counted(examples):
    from blueprint.checks.engine import check_file
    from blueprint.checks.settings import Settings
    from tests.site.conftest import TODAY

    page = examples.page("index.html")
    for path, row in zip(sorted(examples.folder.glob("*.blueprint.yaml")), page.data, strict=True):
        found = [finding.severity for finding in check_file(path, Settings(today=TODAY)).findings]
        weight = (found.count("error") * 1000 + found.count("warning")) * 1000 + found.count("advice")
        assert row["sort"][4] == weight, path.name


OF_PARTS = {f"{catalogue}.html" for catalogue in CATALOGUES.values()}


def test_every_link_leads_somewhere(examples):
    """To a page that is there, to an element or to a part that it has."""
    pages = {name: examples.page(name) for name in examples.all() if name.endswith(".html")}
    parts = {
        name: {part["a"]: part.get("e", ()) for part in page.data["parts"]}
        for name, page in pages.items()
        if name not in {"index.html", *OF_PARTS}
    }
    assert len(parts) == 18
    links = [(name, href) for name, page in pages.items() for href in page.links]
    links += [(name, href) for name, of_page in parts.items() for those in of_page.values() for _, href in those]
    assert len(links) > 500
    for name, href in links:
        assert not re.match(r"\w+:|/", href), href
        path, _, fragment = href.partition("#")
        target = unquote(path) or name
        assert target in pages, (name, href)
        if fragment.startswith("part="):
            assert unquote(fragment.removeprefix("part=")) in parts[target], (name, href)
        elif fragment:
            assert unquote(fragment) in pages[target].ids, (name, href)


def test_ids_are_used_once(examples):
    for name in ("index.html", *OF_PARTS):
        ids = examples.page(name).ids
        assert len(ids) == len(set(ids)), name


def test_what_blueprints_share_leads_from_page_to_page(shops):
    shops.build()
    systems = shops.page("systems.html")
    assert {"part-crm", "part-net"} <= set(systems.ids)
    assert "Customer record crm in 2 blueprints" in systems.text
    assert "from shop.catalogue.yaml" in systems.text
    assert {"shop.html#part=system%3Acrm", "shine.html#part=touchpoint%3Adesk", "shop.html#part=enter"} <= set(
        systems.links
    )
    clerk = next(part for part in shops.page("shine.html").data["parts"] if part["a"] == "actor:clerk")
    assert clerk["e"] == [
        ["Also in Shop", "shop.html#part=actor%3Aclerk"],
        ["Where it is used: 2 blueprints", "actors.html#part-clerk"],
    ]


def test_details_lead_both_ways(shops):
    shops.build()
    step = next(part for part in shops.page("shop.html").data["parts"] if part["a"] == "shine")
    assert ["Details: Shoeshine", "shine.html"] in step["e"]
    index = shops.page("index.html")
    assert "Part of: Shop (Have the shoes shined)" in index.text
    assert "Details: Shoeshine" in index.text
    assert "shop.html#part=shine" in index.links


def test_what_details_a_step_may_be_missing(shops):
    (shops.folder / "shine.blueprint.yaml").unlink()
    built = shops.build()
    assert built.broken == ()
    assert "Details: shine.blueprint.yaml (not among these blueprints)" in shops.page("index.html").text


def test_a_plan_knows_what_was_before(portfolio, monkeypatch):
    given = {}
    monkeypatch.setattr("blueprint.drawing.page.page_html", lambda b, **more: given.update({b.title: more}) or "")
    portfolio.write(
        "shop.as-is.blueprint.yaml",
        SHINE.replace("include: shop.catalogue.yaml\n", "")
        .replace(", touchpoints: desk", "")
        .replace(", actor: clerk", ""),
    )
    portfolio.write("shop.to-be.blueprint.yaml", DRAFT + "state: to-be\n")
    portfolio.build()
    assert given["Draft"]["before"].title == "Shoeshine"
    assert given["Shoeshine"]["before"] is None
    assert [link.href for link in given["Draft"]["elsewhere"][""]] == ["shop.as-is.html"]
    assert given["Shoeshine"]["home"].href == "index.html"


# -- the same bytes; only what changed ---------------------------------------------------------------------------


def test_the_same_portfolio_gives_the_same_bytes(shops, tmp_path, monkeypatch):
    shops.write("draft.blueprint.yaml", DRAFT)
    shops.write("broken.blueprint.yaml", "blueprint: v1\ntitle: [\n")
    shops.build()
    first = shops.all()
    elsewhere = tmp_path / "another/place"
    shutil.copytree(shops.folder, elsewhere)
    monkeypatch.chdir(elsewhere)
    from blueprint.cli.paths import find_files
    from tests.site.conftest import TODAY

    files = find_files(["."], (".blueprint.yaml",)).paths
    building.build(building.Request(files, ["."], tmp_path / "out2", TODAY, processes=1))
    assert {path.name: path.read_bytes() for path in (tmp_path / "out2").iterdir()} == first


@pytest.fixture
def made(monkeypatch):
    """What is read and what is drawn anew, by the names of files."""
    made = {"read": [], "drawn": []}
    do_read, do_page = work.do_read, work.do_page
    monkeypatch.setattr(building, "do_read", lambda t: made["read"].append(Path(t.file).name) or do_read(t))
    monkeypatch.setattr(building, "do_page", lambda t: made["drawn"].append(t.called) or do_page(t))
    return made


def test_only_what_changed_is_made_again(shops, made):
    shops.write("other.blueprint.yaml", DRAFT)
    shops.build()
    assert [len(those) for those in made.values()] == [3, 3]
    made["read"].clear(), made["drawn"].clear()
    built = shops.build()
    assert (built.written, built.removed, made) == ((), (), {"read": [], "drawn": []})
    shops.write("other.blueprint.yaml", DRAFT.replace("Draft", "Another"))
    assert set(shops.build().written) == {"index.html", "other.html"}
    assert made == {"read": ["other.blueprint.yaml"], "drawn": ["other.blueprint.yaml"]}


@pytest.mark.parametrize(
    ("name", "old", "new", "written"),
    [
        ("shop.catalogue.yaml", "Clerk", "Seller", "actors index shine shop"),
        ("shine.blueprint.yaml", "title: Shoeshine", "title: Polish", "actors index shine shop systems touchpoints"),
        ("shine.blueprint.yaml", "Sit down", "Sit", "actors index shine systems touchpoints"),
        ("shine.blueprint.yaml", "actor: clerk", "actor: clerk, notes: Gently", "shine"),
        ("shop.blueprint.yaml", "shine.blueprint.yaml", "none.blueprint.yaml", "index shine shop"),
        ("shine.blueprint.yaml", "include: shop.catalogue.yaml", "", "actors index shine shop systems touchpoints"),
    ],
)
def test_what_a_change_changes(shops, monkeypatch, name, old, new, written):
    """All pages that show it, and no others; as if all had been made anew."""
    shops.build()
    path = shops.folder / name
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))
    assert set(shops.build().written) == {f"{page}.html" for page in written.split()}
    changed = shops.all()
    shutil.rmtree(shops.site)
    monkeypatch.setenv("BLUEPRINT_CACHE_DIR", os.environ["BLUEPRINT_CACHE_DIR"] + "-new")
    shops.build()
    assert shops.all() == changed


def test_a_configuration_counts(shops):
    shops.write("odd.blueprint.yaml", DRAFT + "x-note: 12:30\n")
    shops.build()
    assert [one["code"] for one in shops.page("odd.html").data["findings"]] == ["BP004"]
    (shops.folder / "blueprint.toml").write_text('ignore = ["BP004"]\n')
    assert {"index.html", "odd.html"} <= set(shops.build().written)
    assert shops.page("odd.html").data["findings"] == []


def test_a_page_that_was_changed_by_somebody_is_mended(shops):
    shops.build()
    before = shops.all()
    (shops.site / "shop.html").write_text("half")
    (shops.site / "systems.html").unlink()
    assert set(shops.build().written) == {"shop.html", "systems.html"}
    assert shops.all() == before


def test_without_a_cache_all_is_made_anew_and_nothing_is_written(shops, monkeypatch, made):
    monkeypatch.setattr("blueprint.site.memory.cache_folder", lambda: None)
    shops.build()
    assert shops.build().written == ()
    assert len(made["drawn"]) == 4


@pytest.mark.parametrize("text", ["", "{", "[1]\n{}", '["x", "y"]\n{"entries": 3}'])
def test_a_cache_that_is_broken_is_passed_over(shops, text):
    shops.build()
    before = shops.all()
    (cache,) = Path(os.environ["BLUEPRINT_CACHE_DIR"]).glob("site-*")
    cache.write_text(text)
    assert shops.build().written == ()
    assert shops.all() == before


def test_pages_of_what_is_gone_are_removed(shops):
    shops.build()
    (shops.site / "mine.txt").write_text("x")
    (shops.folder / "shine.blueprint.yaml").unlink()
    assert shops.build().removed == ("shine.html",)
    assert not (shops.site / "shine.html").exists()
    assert (shops.site / "mine.txt").exists()


def test_several_processes_make_what_one_does(shops, monkeypatch):
    for n in range(6):
        shops.write(f"{n}.blueprint.yaml", DRAFT)
    shops.build(processes=1)
    alone = shops.all()
    shutil.rmtree(shops.site)
    monkeypatch.setenv("BLUEPRINT_CACHE_DIR", os.environ["BLUEPRINT_CACHE_DIR"] + "-new")
    monkeypatch.setattr(building, "WORTH_READING", 1)
    monkeypatch.setattr(building, "WORTH_DRAWING", 1)
    seen = []
    true = workers._in_processes
    monkeypatch.setattr(workers, "_in_processes", lambda *given: seen.append(given[-1]) or true(*given))
    shops.build(processes=3)
    assert seen == [3, 3]
    assert shops.all() == alone


# -- what is broken ----------------------------------------------------------------------------------------------


def test_what_can_not_be_read_has_a_page_with_its_errors(shops):
    shops.write("bad.blueprint.yaml", "blueprint: v1\ntitel: <b>T</b>\nstages: [{name: S}]\n")
    built = shops.build()
    assert [Path(file).name for file, _ in built.broken] == ["bad.blueprint.yaml"]
    page = shops.page("bad.html")
    assert "This blueprint can’t be shown" in page.text
    assert "bad.blueprint.yaml:2:1" in page.text
    assert "2 | titel: <b>T</b>" in page.text
    assert "No picture: the file has errors" in shops.page("index.html").text
    assert "3 blueprints: 2 as-is, 1 with errors" in shops.page("index.html").text
    shops.write("bad.blueprint.yaml", DRAFT)
    assert shops.build().broken == ()
    assert "This blueprint can’t be shown" not in shops.page("bad.html").text


def test_a_flow_without_numbers(shops):
    shops.write(
        "loop.blueprint.yaml",
        "blueprint: v1\ntitle: L\nstages: [{name: S, steps: [{id: a, customer: Go, next: {a: 100%}}]}]\n",
    )
    built = shops.build()
    assert [why for _, why in built.broken] == [
        "no figures: `a` can never be left: let a branch lead out of there, or say how many give up (`abandon`)"
    ]
    assert "No figures" in shops.page("index.html").text
    assert [part["a"] for part in shops.page("loop.html").data["parts"] if part["k"] == "step"] == ["a"]
    assert shops.build().broken == built.broken  # told again, though its page is there


def test_a_page_that_fails_takes_no_other_with_it(shops, monkeypatch):
    from blueprint.drawing import page as pages

    true = pages.page_html

    def fails(blueprint, **more):
        if blueprint.title == "Shop":
            message = "oh"
            raise ValueError(message)
        return true(blueprint, **more)

    monkeypatch.setattr(pages, "page_html", fails)
    built = shops.build()
    ((file, why),) = built.failed
    assert file.endswith("shop.blueprint.yaml")
    assert why.startswith("ValueError: oh")
    assert "could not be made" in shops.page("shop.html").text
    assert "Shoeshine" in shops.page("shine.html").source
    monkeypatch.setattr(pages, "page_html", true)
    assert shops.build().failed == ()
    assert "could not be made" not in shops.page("shop.html").text


def test_a_file_that_is_too_large(shops, monkeypatch):
    monkeypatch.setattr("blueprint.site.build.read_regular", lambda _: Path("/nowhere").read_bytes())
    built = shops.build()
    assert [why for _, why in built.broken] == ["the file has errors"] * 2


def test_a_file_that_can_not_be_opened(shops):
    (shops.folder / "gone.blueprint.yaml").symlink_to("nowhere")
    built = shops.build()
    assert [Path(file).name for file, _ in built.unread] == ["gone.blueprint.yaml"]
    assert "The file can’t be opened" in shops.page("gone.html").text
    assert "Shoeshine" in shops.page("index.html").text


def test_nothing_is_written_to_a_folder_of_somebody_else(shops):
    shops.site.mkdir()
    (shops.site / "thesis.doc").write_text("x")
    with pytest.raises(SiteError):
        shops.build()
    assert [path.name for path in shops.site.iterdir()] == ["thesis.doc"]
    shops.build(force=True)
    assert (shops.site / "thesis.doc").read_text() == "x"


def test_an_interrupted_build_leaves_whole_pages_and_goes_on(shops, monkeypatch):
    from blueprint.site.folder import Folder

    true = Folder.write
    count = 0

    def stops(self, name, content):
        nonlocal count
        count += 1
        if count > 1:
            raise KeyboardInterrupt
        return true(self, name, content)

    monkeypatch.setattr(Folder, "write", stops)
    with pytest.raises(KeyboardInterrupt):
        shops.build()
    left = {name for name in shops.all() if name != MANIFEST}
    assert len(left) == 1
    monkeypatch.setattr(Folder, "write", true)
    shops.build()
    assert set(shops.all()) == {"index.html", "shop.html", "shine.html", MANIFEST, *KINDS}


# -- hostile text ------------------------------------------------------------------------------------------------

EVIL = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'&"


def test_text_never_becomes_markup(portfolio):
    evil = json.dumps(EVIL)
    portfolio.write(
        "evil.catalogue.yaml",
        CATALOGUE.replace("Desk", evil)
        .replace("Clerk", evil)
        .replace("Shop", evil)
        .replace("IT", evil)
        .replace("Customer record", evil),
    )
    for name in ("a", "b"):
        text = SHOP.replace("title: Shop", f"title: {evil}").replace("A customer who buys shoes", evil)
        text = (
            text.replace("owner: Sales", f"owner: {evil}")
            .replace("Come in", evil)
            .replace("Greet", evil)
            .replace("shop.cat", "evil.cat")
        )
        portfolio.write(f"{name}.blueprint.yaml", text.replace("expands: shine.blueprint.yaml", f"expands: {evil}"))
    portfolio.write("bad.blueprint.yaml", f"blueprint: v1\n{evil}: {evil}\n")
    portfolio.build()
    for name in portfolio.all():
        if not name.endswith(".html"):
            continue
        page = portfolio.page(name)
        assert not [tag for tag, _ in page.elements if tag in ("img", "iframe", "object", "embed", "base")], name
        assert not [key for _, given in page.elements for key in given if key.startswith("on")], name
        scripts = [given for tag, given in page.elements if tag == "script" and not given.get("type")]
        assert len(scripts) == 1, name
        assert "Content-Security-Policy" in page.source
        assert all(not href.lower().startswith(("javascript", "data")) for href in page.links)
    for name in ("index.html", "actors.html", "touchpoints.html", "systems.html"):
        assert EVIL in portfolio.page(name).text


@pytest.mark.parametrize(
    ("texts", "language", "heading"),
    [
        (["en", "zh-Hans", "zh-Hans"], None, "服务蓝图"),
        (["en", "zh-TW"], "zh-Hant", "服務藍圖"),
        (["zh-Hans", "zh-Hans"], "en", "Service blueprints"),
        (["fr"], None, "Service blueprints"),
    ],
)
def test_the_language_is_that_of_most(portfolio, texts, language, heading):
    for i, tag in enumerate(texts):
        portfolio.write(f"{i}.blueprint.yaml", f"{DRAFT}language: {tag}\n")
    portfolio.build(language=language)
    assert portfolio.page("index.html").text.startswith(heading)


def test_blueprints_with_one_title_are_told_apart(portfolio):
    same = "blueprint: v1\ntitle: T\nstages: [{name: S, steps: [{customer: Go, touchpoints: x}]}]\ntouchpoints: {x: {kind: digital}}\n"
    portfolio.write("a.blueprint.yaml", same)
    portfolio.write("b.blueprint.yaml", same)
    portfolio.write("c.blueprint.yaml", same + "state: to-be\n")
    portfolio.build()
    text = portfolio.page("touchpoints.html").text
    assert "T (As-is) · a" in text
    assert "T (As-is) · b" in text
    assert "T (To-be) To-be" in text


def test_what_authors_call_their_own_is_not_put_into_other_words(portfolio):
    shared = "touchpoints: {x: {kind: digital, channel: view, owner: support}}\n"
    steps = "blueprint: v1\ntitle: T\nlanguage: zh-Hans\nstages: [{name: S, steps: [{customer: Go, touchpoints: x}]}]\n"
    for name in "ab":
        portfolio.write(f"{name}.blueprint.yaml", steps + shared)
    portfolio.build()
    text = portfolio.page("touchpoints.html").text
    assert "类别：数字" in text
    assert "渠道：view" in text
    assert "负责：support" in text
