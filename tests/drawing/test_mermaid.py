"""Mermaid: every card a node, every step a task, and any text as its author wrote it, in Mermaid itself."""

from __future__ import annotations

import contextlib
import html
import json
import re
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

import pytest

import blueprint as bp
from blueprint.drawing.paint.mermaid import VIEWS, escaped
from tests.drawing.generated import CHINESE, generated

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("*.blueprint.yaml"))
VERSION = "11.17.2"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
HOSTILE = [
    "a: b; c # d", "end", "1. Buy", "- x", "# Title", "**b** _i_ `code`", 'say "hi" [x] {y} (z) |p|', "<b>x</b> & <i>y</i>",
    "%%{init: {}}%% x", "fa:fa-car www.x.com a@b.com http://x.y", "a\\nb $$x^2$$ #35; &amp; &lt;", "style fill:#fff;",
    "title of section: 5", "section 2", "accTitle: x", "中文：分号；“引号”，顿号、", "line\nfeed", "click n1 call", "--> x --- y",
    "::: cls", "~~~", "*", "1) one", "journey", "classDef x", "@{ shape: x }", "graph", "a<br/>b", "1", "subgraph", "¶ﬂ",
]  # fmt: skip


def shown(text: str) -> str:
    """What a text of Mermaid's says."""
    return re.sub(r"#(\d+);", lambda m: chr(int(m[1])), text)


def mermaid(b: bp.Blueprint, view: str) -> str:
    return bp.draw(b, view).render("mermaid").decode()


def hostile() -> bp.Blueprint:
    steps = [
        {"id": f"s{n}", "customer": text, "frontstage": text, "pain_points": [text],
         "emotion": {"p": 1, "q": -1.5} if n % 2 else None, "next": [{"to": f"s{n + 1}", "share": 0.5, "when": text}, {"to": "end", "share": 0.5}]}
        for n, text in enumerate(HOSTILE)
    ]  # fmt: skip
    stages = [{"name": step["customer"], "steps": [{k: v for k, v in step.items() if v is not None}]} for step in steps]
    stages.append({"name": "end", "steps": [{"id": f"s{len(HOSTILE)}", "customer": "end"}]})
    return bp.Blueprint(title='T: "x"; # %%', personas={"p": "A, B: c; #x", "q": "end"}, stages=stages)


@pytest.mark.parametrize(
    ("text", "written"),
    [("Pay: 5; #1", "Pay#58; 5#59; #35;1"), ("1. Buy", "1#46; Buy"), ("- x - y", "#45; x - y"), ("等待（3 分钟）", "等待（3 分钟）"),
     ("a\n  b\tc", "a b c"), ("", ""), ("\u202e<", "#60;"), ("It's 3.5 km/h", "It's 3.5 km/h")],
)  # fmt: skip
def test_escaped(text: str, written: str) -> None:
    assert escaped(text) == written


@pytest.mark.parametrize("view", ["blueprint", "flow", "dependencies"])
def test_every_card_is_a_node_and_every_link_an_edge(view: str) -> None:
    for b in [*map(bp.load, EXAMPLES), generated(20, 8, seed=3), hostile()]:
        content = bp.draw(b, view)._picture.content
        lines = mermaid(b, view).splitlines()
        nodes = [m for line in lines if (m := re.match(r'\s+(n\w*)\W{1,2}"(.*)"\W{1,2}$', line))]
        assert len(nodes) == len({node[1] for node in nodes}) == len(content.cards), b.title
        said = {shown(part) for node in nodes for part in node[2].split("<br/>")}
        lost = [
            line
            for card in content.cards
            for line in card.text.split("\n")
            if line.strip() and " ".join(line.split()) not in said
        ]
        assert lost == []
        edges = [line for line in lines if re.match(r"\s+n\w* (-->|==>|-\.->)", line)]
        assert len(edges) == len(content.links)
        assert lines.count("    end") == sum(line.startswith("    subgraph ") for line in lines)


def test_a_journey() -> None:
    b = bp.Blueprint(
        title="Tea", language="en", personas={"a": "Ann", "b": "Bo"},
        stages=[
            {"name": "Make: 1", "steps": [{"customer": "Boil", "emotion": 1}, {"customer": "section off"}]},
            {"name": "Drink", "steps": [{"customer": "Sip; slurp", "emotion": {"a": 2, "b": -1.5}}, {"wait": "3m", "emotion": {"a": 0, "b": 0}}]},
        ],
    )  # fmt: skip
    assert mermaid(b, "journey").splitlines() == [
        "journey",
        "    %% Scores 1 to 5 are emotions -2 to +2; 3 is neutral.",
        "    title Tea",
        "    section Make#58; 1",
        "        Boil: 4: Ann, Bo",
        "        #115;ection off (emotion not given): 3",
        "    section Drink",
        "        Sip#59; slurp: 5: Ann",
        "        Sip#59; slurp: 1.5: Bo",
        "        (no customer action): 3: Ann, Bo",
    ]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.name.removesuffix(".blueprint.yaml"))
def test_every_step_is_a_task_with_its_feelings(path: Path) -> None:
    content = bp.draw(bp.load(path), "journey")._picture.content
    lines = mermaid(bp.load(path), "journey").splitlines()
    tasks = [line.split(": ") for line in lines if line.startswith("        ")]
    scores = sorted(float(score) for _, score, *_ in tasks)
    felt = [
        {c.values[n] for c in content.curves if n in c.values}
        for n, column in enumerate(content.columns)
        if column.step
    ]
    assert scores == sorted(value + 3 for values in felt for value in values or {0})
    assert [line for line in lines if line.startswith("    section ")] == [
        f"    section {escaped(name)}" for _, name in content.stages
    ]


def test_what_a_filter_hides_is_said() -> None:
    b = bp.load(EXAMPLES[0])
    stage = b.stages[0]
    for view in VIEWS:
        drawing = bp.draw(b, view, stages=[str(stage.id)])
        text = drawing.render("mermaid").decode()
        assert shown(text).count(drawing._picture.content.heading.caption.replace(";", "；")) == 1, view


def test_other_views_have_no_diagram() -> None:
    for view in ("touchpoints", "help"):
        with pytest.raises(
            bp.DrawError, match=f"^Mermaid has no diagram for the view `{view}`: there is one for blueprint, "
        ):
            mermaid(generated(2), view)


def test_the_same_bytes_and_drafts() -> None:
    b = generated(6, 6, CHINESE, seed=2, language="zh-Hans")
    for view in VIEWS:
        assert mermaid(b, view) == mermaid(b, view)
        assert "未写情绪" in mermaid(b, "journey")
        assert "%% 分值 1 至 5 即情绪 -2 至 +2，" in mermaid(b, "journey")
        assert mermaid(bp.Blueprint(title="x", stages=[{"name": "a"}]), view)


# -- in Mermaid itself -------------------------------------------------------------------------------------------


def script() -> Path:
    """Mermaid as one file, fetched with npm where it is not there yet; skips where that can't be."""
    npm = shutil.which("npm")
    kept = ROOT / "build" / f"mermaid-{VERSION}"
    if kept.exists():
        return kept / "mermaid.min.js"
    if npm is None:
        pytest.skip("npm is not installed: Mermaid can't be fetched")
    kept.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=kept.parent, prefix="mermaid-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        try:
            done = subprocess.run(
                [npm, "pack", f"mermaid@{VERSION}"], cwd=folder, capture_output=True, timeout=120, check=False
            )
        except subprocess.TimeoutExpired:
            pytest.skip("npm can't fetch Mermaid: no answer in two minutes")
        packed = next(folder.glob("*.tgz"), None)
        if done.returncode or packed is None:
            pytest.skip("npm can't fetch Mermaid")
        with tarfile.open(packed) as archive, archive.extractfile("package/dist/mermaid.min.js") as source:
            (folder / "mermaid.min.js").write_bytes(source.read())
        packed.unlink()
        with contextlib.suppress(OSError):  # another process was faster
            folder.rename(kept)
    return kept / "mermaid.min.js"


@pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")
def test_mermaid_shows_what_the_author_wrote() -> None:
    playwright = pytest.importorskip("playwright.sync_api")
    page_script = script()
    texts = [mermaid(b, view) for b in (hostile(), bp.load(EXAMPLES[0])) for view in VIEWS]
    with playwright.sync_playwright() as p:
        browser = p.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.add_script_tag(path=page_script)
        drawn = page.evaluate(
            """async texts => {
                mermaid.initialize({startOnLoad: false, securityLevel: "strict"});
                const found = [];
                for (const [n, text] of texts.entries()) {
                    const box = document.createElement("div");
                    box.innerHTML = (await mermaid.render("d" + n, text)).svg;
                    document.body.append(box);
                    found.push([...box.querySelectorAll("text, .nodeLabel, .edgeLabel, .label, foreignObject")].map(e => e.textContent));
                }
                return found;
            }""",
            texts,
        )
        browser.close()
    for view, labels in zip(VIEWS, drawn, strict=False):
        said = [" ".join(label.split()) for label in labels]
        wanted = (
            []
            if view == "dependencies"
            else [
                " ".join(line.split())
                for text in HOSTILE
                for line in (text.split("\n") if view == "blueprint" else [text])
            ]
        )
        assert [text for text in wanted if not any(text in label for label in said)] == [], view
    assert json.dumps(drawn[4], ensure_ascii=False).count("装") > 0
    assert html.escape("<b>x</b>") not in json.dumps(drawn)
