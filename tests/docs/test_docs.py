"""What the documentation says is so: its examples run, its links lead somewhere, its generated parts are up to date."""

from __future__ import annotations

import re
import sys
from urllib.parse import unquote

import click.testing
import pytest

from blueprint.source.text import decode
from blueprint.source.tidy import tidy
from tests.docs.pages import PAGES, ROOT, RULES, TAUGHT, TODAY, Reader, codes_in, tool, whole


def names(path):
    return path.relative_to(ROOT).as_posix()


@pytest.fixture
def reader(tmp_path, monkeypatch):
    """A reader at a terminal without colours, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    monkeypatch.setattr("blueprint.cli.check.today", lambda: TODAY)
    # What the documentation shows is what a terminal shows.
    stream = click.testing._NamedTextIOWrapper
    monkeypatch.setattr(stream, "isatty", lambda self: self.name == "<stdout>", raising=False)
    return Reader()


@pytest.mark.parametrize("page", TAUGHT, ids=names)
def test_examples_run(page, reader):
    reader.follow(page.read_text("utf-8"))


def test_pages_have_examples():
    blocks = [block for page in TAUGHT for block in tool.blocks_of(page.read_text("utf-8"))]
    assert {block.kind for block in blocks} >= {"yaml", "console", "python"}
    assert len(blocks) > 50


def test_no_block_is_overlooked():
    """A fence that the tests can't see would be an example that nobody tries."""
    for page in TAUGHT:
        rest = tool._BLOCK.sub("", page.read_text("utf-8"))
        assert re.findall(r"^ *```", rest, re.MULTILINE) == [], page


def test_the_tutorial_ends_with_a_tidy_file():
    page = (ROOT / "docs/tutorial.md").read_text("utf-8")
    last = [block for block in tool.blocks_of(page) if "same" in block.marks][-1]
    assert tidy(last.text) == last.text


def test_the_readme_starts_small():
    page = (ROOT / "README.md").read_text("utf-8")
    assert len(page.splitlines()) <= 120
    first = next(block for block in tool.blocks_of(page) if block.kind == "yaml")
    assert len(first.text.splitlines()) == 10
    assert codes_in(first.text, "readme.blueprint.yaml") == []


def test_what_a_gbk_file_gets_is_what_the_page_says():
    page = (ROOT / "docs/how-to/write-in-chinese.md").read_text("utf-8")
    block = next(block.text for block in tool.blocks_of(page) if block.kind == "yaml")
    problem = decode(block.encode("gbk")).problem
    assert problem is not None
    assert f"```text\n{problem.message}\n```" in page


# -- links -------------------------------------------------------------------------------------------------------


def without_blocks(text):
    return re.sub(r"^( *)(```+).*?^\1\2$", "", text, flags=re.MULTILINE | re.DOTALL)


def anchors(path):
    """What a link may point at within a page: its headings, as GitHub names them, and explicit anchors."""
    text = without_blocks(path.read_text("utf-8"))
    found = set(re.findall(r'<a id="([^"]+)"></a>', text))
    for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE):
        plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).replace("`", "").strip().lower()
        found.add(re.sub(r"[^\w\- ]", "", plain).replace(" ", "-"))
    return found


@pytest.mark.parametrize("page", PAGES, ids=names)
def test_links_lead_somewhere(page):
    text = re.sub(r"`[^`\n]*`", "", without_blocks(page.read_text("utf-8")))
    broken = []
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = unquote(target).partition("#")
        file = (page.parent / path).resolve() if path else page
        if not file.exists() or (anchor and anchor not in anchors(file)):
            broken.append(target)
    assert broken == []


@pytest.mark.parametrize("page", PAGES, ids=names)
def test_anchors_are_unique(page):
    found = re.findall(r'<a id="([^"]+)"></a>', page.read_text("utf-8"))
    assert len(found) == len(set(found))


def test_every_rule_is_in_the_index_of_rules():
    index = (RULES / "README.md").read_text("utf-8")
    assert [path.name for path in sorted(RULES.glob("BP*.md")) if f"({path.name})" not in index] == []


def test_every_page_is_in_the_index():
    index = (ROOT / "docs/README.md").read_text("utf-8")
    missing = [
        page for page in PAGES
        if page.is_relative_to(ROOT / "docs") and page.name != "README.md" and page.parent != RULES
        and f"({page.relative_to(ROOT / 'docs').as_posix()})" not in index
    ]  # fmt: skip
    assert missing == []


# -- what is generated -------------------------------------------------------------------------------------------


def test_generated_files_are_up_to_date():
    stale = [path.name for path, content in tool.generated() if not path.exists() or path.read_bytes() != content]
    assert stale == [], "run tools/make_reference.py"
    assert tool.left_over() == [], "run tools/make_reference.py"


def test_check_fails_on_drift(monkeypatch, tmp_path, capsys):
    stale = tmp_path / "docs" / "format.md"
    monkeypatch.setattr(tool, "DOCS", tmp_path / "docs")
    monkeypatch.setattr(tool, "generated", lambda: iter([(stale, b"new")]))
    monkeypatch.setattr(sys, "argv", ["make_reference.py", "--check"])
    assert tool.main() == 1
    assert not stale.exists()
    monkeypatch.setattr(sys, "argv", ["make_reference.py"])
    assert tool.main() == 0
    assert stale.read_bytes() == b"new"
    monkeypatch.setattr(sys, "argv", ["make_reference.py", "--check"])
    assert tool.main() == 0
    assert capsys.readouterr().out == "out of date: docs/format.md\nwritten: docs/format.md\n"


def test_the_reference_has_every_key():
    text = (ROOT / "docs/reference/format.md").read_text("utf-8")
    for part in tool.parts():
        for key in tool.shape.fields_of(part):
            assert f'<a id="{tool.anchor(part)}-{key}"></a>`{key}`' in text


def test_growing_replaces_stages_and_adds_the_rest():
    file = {"title": "A", "stages": [{"name": "1"}, {"name": "2"}], "actors": {"a": "A"}}
    addition = {"title": "B", "stages": [{"name": "2", "goal": "x"}, {"name": "3"}], "actors": {"b": "B"}}
    assert tool.grown(file, addition) == {
        "title": "B",
        "stages": [{"name": "1"}, {"name": "2", "goal": "x"}, {"name": "3"}],
        "actors": {"a": "A", "b": "B"},
    }


@pytest.mark.parametrize(
    ("fragment", "codes"),
    [
        ({"customer": "Pay", "next": "gone"}, ["BP101"]),
        ({"custmer": "Pay"}, ["BP002"]),
        ({"actors": {"a": "A"}}, []),
        ({"stages": []}, ["BP002"]),
    ],
)
def test_fragments_are_judged(fragment, codes):
    assert codes_in(whole(fragment), "a.blueprint.yaml") == codes


# -- that the tests can fail -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "page",
    [
        "```yaml\nblueprint: v1\ntitle: A\nstages: []\n```\n",
        "<!-- broken: BP002 -->\n```yaml\nblueprint: v1\ntitle: A\nstages: [{name: A}]\n```\n",
        "<!-- fragment -->\n```yaml\ncustmer: Pay\n```\n",
        "```console\n$ blueprint check nothing.blueprint.yaml\n```\n",
        "```console\n$ blueprint schema --help\nUsage: wrong\n```\n",
        "```console\n$ bluprint check\n```\n",
        "```python\n1\n```\n\n<!-- output -->\n```text\n2\n```\n",
        "```yml\ntitle: A\n```\n",
    ],
)
def test_a_wrong_page_is_noticed(page, reader):
    with pytest.raises(AssertionError):
        reader.follow(page)
