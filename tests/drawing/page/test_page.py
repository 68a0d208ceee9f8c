"""The page as text: what it holds, how large it is, that it is the same each time, and that it runs nothing foreign."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import zlib
from pathlib import Path
from typing import Any

import pytest

import blueprint as bp
from blueprint.drawing import VIEWS, DrawError
from blueprint.drawing.page import Elsewhere, page_html
from blueprint.drawing.parts import parts_of
from blueprint.drawing.views.scope import Filters
from blueprint.drawing.words.page import EN, ZH_HANS, ZH_HANT
from blueprint.finding import Finding, Severity, Span
from blueprint.model.blueprint import Blueprint, Catalogue
from blueprint.model.shape import fields_of, kind_of, parts_in
from tests.drawing.generated import CHINESE, generated

EXAMPLES = sorted((Path(__file__).parents[3] / "examples").glob("*.blueprint.yaml"))
MOVE = next(path for path in EXAMPLES if path.name.startswith("02-broadband-move.as-is"))


@pytest.fixture(scope="module")
def move() -> bp.Blueprint:
    return bp.load(MOVE)


def data(html: str) -> Any:
    return json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)[1])


def packed(html: str) -> dict[str, str]:
    found = re.findall(r'<script type="text/plain" data-view="(\w+)">([^<]*)</script>', html)
    return {name: zlib.decompress(base64.b64decode(text)).decode() for name, text in found}


def part(html: str, about: str) -> dict[str, Any]:
    return next(one for one in data(html)["parts"] if one["a"] == about)


def test_it_has_all_views_and_opens_at_the_one_asked_for(move: bp.Blueprint) -> None:
    html = page_html(move, view="flow")
    assert [view["name"] for view in data(html)["views"]] == [view for view in VIEWS if view != "changes"]
    assert data(html)["view"] == "flow"
    assert set(packed(html)) == {*(v for v in VIEWS if v not in ("changes", "flow")), "table"}
    assert 'data-view="flow"><svg' in html


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"view": "blueprnt"}, "there is no view `blueprnt`; did you mean `blueprint`?"),
        ({"view": "x"}, "there is no view `x`; there are blueprint, "),
        ({"theme": "drak"}, "there is no theme `drak`; did you mean `dark`?"),
        ({"filters": Filters(persona="nobody")}, "there is no persona `nobody`"),
    ],
)
def test_a_name_that_is_not_there_is_an_error(move: bp.Blueprint, options: dict[str, Any], message: str) -> None:
    with pytest.raises(DrawError, match=re.escape(message)):
        page_html(move, **options)


def test_a_drawing_gives_its_page(move: bp.Blueprint, tmp_path: Path) -> None:
    html = bp.draw(move, "journey", theme="dark", persona="topup").render("html").decode()
    assert html == page_html(move, view="journey", theme="dark", filters=Filters(persona="topup"))
    assert '<html lang="zh-Hans" data-theme="dark">' in html
    assert 'id="journey.top-up"' in html
    assert 'id="journey.wrong"' not in html
    assert [data(html)["parts"][one["part"]]["a"] for one in data(html)["personas"]] == ["persona:topup"]
    assert bp.draw(move).save(tmp_path / "x.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_the_same_input_gives_the_same_bytes(move: bp.Blueprint) -> None:
    assert page_html(move) == page_html(bp.load(MOVE))


def test_a_large_one_stays_small() -> None:
    html = page_html(generated(60, 10, CHINESE, language="zh-Hans"))
    assert len(html.encode()) < 400_000
    assert 'data-view="blueprint"></div>' in html  # too large to stand in the page as it is
    assert packed(html)["blueprint"].startswith("<svg")


def test_nothing_but_its_own_script_may_run_and_nothing_is_fetched(move: bp.Blueprint) -> None:
    html = page_html(move)
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)[1]
    script = re.search(r"<script>(.*?)</script>", html, re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert policy.startswith("default-src 'none'; ")
    assert f"script-src 'sha256-{digest}';" in policy
    assert "connect-src" not in policy
    assert "unsafe-eval" not in policy
    assert not re.search(
        r"<(?:link|iframe|object|embed|base|form)\b|\s(?:src|on\w+)=|url\((?!#)|@import|https?://(?!www\.w3\.org)", html
    )
    for risky in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "new Function",
        "fetch(",
        "XMLHttpRequest",
    ):
        assert risky not in script, risky


def test_hostile_text_is_escaped_everywhere() -> None:
    evil = "</script><script>alert(1)</script><!-- \" ' & \u2028"
    b = bp.loads(json.dumps({"blueprint": "v1", "title": evil, "actors": {"a": evil}, "stages": [{"name": evil, "steps": [
        {"id": "x", "customer": evil, "frontstage": {"does": evil, "actor": "a"}}]}]}))  # fmt: skip
    finding = Finding("BP1", "x", Severity.ERROR, evil, evil, Span(), ())
    html = page_html(b, findings=[finding], home=Elsewhere(evil, 'a.html?"><script>'))
    assert "alert(1)</script>" not in html
    assert html.count("<script") == html.count("</script>")
    assert all("<script" not in text for text in packed(html).values())
    assert data(html)["parts"][-1]["t"] == evil or any(one["t"] == evil for one in data(html)["parts"])


@pytest.mark.parametrize(
    ("href", "is_kept"),
    [
        ("b.html", True), ("../b.html#part=a:b", True), ("https://example.org/", True), ("mailto:a@example.org", True),
        ("#view=flow", True), ("b.html?x=a:b", True),
        ("javascript:alert(1)", False), (" javascript:alert(1)", False), ("JaVaScRiPt:alert(1)", False), ("java\nscript:alert(1)", False),
        ("data:text/html,x", False), ("vbscript:x", False), ("\x01javascript:x", False),
    ],
)  # fmt: skip
def test_links_to_other_pages_run_nothing(move: bp.Blueprint, href: str, is_kept: bool) -> None:
    html = page_html(move, elsewhere={"find": [Elsewhere("There", href)]}, home=Elsewhere("Home", href))
    assert ("e" in part(html, "find")) == is_kept
    assert ('class="home"' in html) == is_kept


def test_figures_are_those_of_the_analysis(move: bp.Blueprint) -> None:
    html, analysis = page_html(move), bp.analyze(move)
    for id_, visits in analysis.journeys.visits.items():
        assert dict(part(html, id_)["g"])["每次旅程经过次数"] == analysis.customers.words.number(visits)
    weights = analysis.pain.pain_weight
    assert weights
    for id_, weight in weights.items():
        assert analysis.customers.words.amount(weight, "weight") in dict(part(html, f"pain:{id_}")["g"]).values()
    assert analysis.failure.failure_impact["agent"] == 1
    assert dict(part(html, "actor:agent")["g"])["失效时损失的成功"] == "100%"
    assert dict(part(html, "wrong")["g"])["到达这里的顾客"] == "20%"


def test_what_only_an_older_version_has_comes_after_the_parts(move: bp.Blueprint) -> None:
    later = bp.load(MOVE.with_name(MOVE.name.replace("as-is", "to-be")))
    parts = data(page_html(later, before=move))["parts"]
    gone = [one for one in parts if one.get("gone")]
    assert parts[: len(parts) - len(gone)] == [one for one in parts if not one.get("gone")]
    now, then = ({part.about for part in parts_of(b)} for b in (later, move))
    assert {one["a"] for one in gone} == {f"before:{about}" for about in then - now}
    bot = next(one for one in gone if one["a"] == "before:bot")
    assert parts[bot["in"]]["k"] == "stage"
    assert [parts[at]["a"] for at in dict(bot["f"])["touchpoints"]] == [
        "before:touchpoint:bot-chat",
        "before:touchpoint:self-menu",
    ]
    assert not any(one.get("gone") for one in data(page_html(later))["parts"])


def test_a_broken_flow_has_pictures_but_no_figures() -> None:
    b = bp.loads(
        "blueprint: v1\ntitle: X\nstages:\n  - name: A\n    steps:\n      - {id: a, customer: Go, next: {a: 100%}}\n"
    )
    found = data(page_html(b))
    assert "a" in found["why"]
    assert found["parts"][1]["a"] == "a"
    assert "g" not in found["parts"][1]


def test_findings_stand_at_their_parts(move: bp.Blueprint) -> None:
    findings = [
        Finding("BP1", "x", Severity.ERROR, "whole", "f", Span(3)),
        Finding("BP2", "x", Severity.ADVICE, "step", "f", Span(9), ("stages", 0, "steps", 1, "time")),
    ]
    found = data(page_html(move, findings=findings))
    assert [(f["code"], f["line"], f["severity"]) for f in found["findings"]] == [
        ("BP1", 3, "error"),
        ("BP2", 9, "advice"),
    ]
    assert found["findings"][0]["part"] == -1
    assert found["parts"][found["findings"][1]["part"]]["a"] == "bot"


def test_the_report_is_shown_as_it_is(move: bp.Blueprint) -> None:
    assert packed(page_html(move, report="<h2>All <em>well</em></h2>"))["report"] == "<h2>All <em>well</em></h2>"
    assert "report" not in packed(page_html(move))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.name.removesuffix(".blueprint.yaml"))
def test_the_table_says_all_that_is_done(path: Path) -> None:
    b = bp.load(path)
    table = packed(page_html(b))["table"]
    assert table.count('<th scope="row">') == sum(1 for _ in b.steps())
    assert table.count('scope="rowgroup"') == len(b.stages)
    assert "<caption>" in table
    for _, _, action in b.actions():
        assert action.does.replace("&", "&amp;").replace("'", "&#39;").replace('"', "&quot;") in table


@pytest.mark.parametrize(
    "text",
    [
        "blueprint: v1\ntitle: X\nstages: [{name: A}]\n",
        "blueprint: v1\ntitle: X\nstages: [{name: A, steps: [{wait: 1m}]}]\n",
        "blueprint: v1\ntitle: X\nlanguage: zh-Hant\nstages: [{name: A, steps: [{customer: 走}, {customer: 停}]}]\n",
    ],
)
def test_drafts_have_a_page(text: str) -> None:
    html = page_html(bp.loads(text))
    assert data(html)["parts"]


# -- words -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", [EN, ZH_HANS, ZH_HANT], ids=["en", "zh-Hans", "zh-Hant"])
def test_every_key_and_kind_has_words(words: Any) -> None:
    classes = {one for root in (Blueprint, Catalogue) for one in parts_in(root)} - {Blueprint, Catalogue}
    told = [one for one in classes if kind_of(one) not in ("expectation", "branch", "estimate")]
    keys = {key for one in told for key in fields_of(one)} - {"id", "next"}
    assert keys - set(words.fields) == set()
    spaces = {"pain point": "pain", "fail point": "fail", "data item": "data"}
    with_ids = {spaces.get(kind_of(one), kind_of(one)) for one in told if "id" in fields_of(one)}
    assert with_ids - set(words.kinds) == set()
    assert set(VIEWS) - set(words.views) == set()
    for name in ("views", "kinds", "fields", "values", "said", "figures"):
        assert set(getattr(words, name)) <= set(getattr(EN, name)), name


@pytest.mark.parametrize("words", [ZH_HANS, ZH_HANT], ids=["zh-Hans", "zh-Hant"])
def test_the_languages_say_the_same(words: Any) -> None:
    for name in ("views", "kinds", "fields", "values", "said"):
        own, english = getattr(words, name), getattr(EN, name)
        assert set(own) == set(english), name
        for key, text in own.items():
            assert set(re.findall(r"\{\w+\}", text)) == set(re.findall(r"\{\w+\}", english[key])), key


def test_the_script_says_nothing_that_has_no_words() -> None:
    folder = Path(page_html.__code__.co_filename).parent
    script = "".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.js")))
    said = set(re.findall(r'\bsay\("(\w+)"', script))
    assert said
    assert said - set(EN.said) == set()
    template = {f"theme_{name}" for name in ("system", "light", "dark")} | {
        f"{s}_{n}" for s in ("error", "warning", "advice") for n in ("one", "many")
    }
    named = (
        set(re.findall(r'"(\w+)"', script))
        | template
        | {"skip"}
        | set(re.findall(r"\b(pain|fail|moment|delight|question|finding):", script))
    )
    unused = set(EN.said) - said - named - {"comes_here", "step", "kind", "also", "no_script"}
    assert unused == set()
