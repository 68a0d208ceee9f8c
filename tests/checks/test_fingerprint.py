"""Fingerprints: the same for the same fault in the next version of a file, another for another fault."""

from __future__ import annotations

import pytest

from blueprint.checks.engine import check_file, check_text
from blueprint.checks.fingerprint import shown_path, with_fingerprints
from blueprint.finding import Finding, Severity
from blueprint.source.load import read_data
from blueprint.source.tidy import tidy

TEXT = """\
blueprint: v1
title: Shoeshine
stages:
  - name: Shine
    steps:
      - id: sit
        customer: Sit down
        frontstage: Brush
        notes: [no, "x"]
      - customer: {does: Pay, time: 2m}
        next: {sit: 10%, end: 90%}
      - wait: 5m
        frontstage: [{does: Wave, actor: shiner}]
actors: {shiner: Bootblack}
"""

ROUTES = [
    ("stages", 0),
    ("stages", 0, "steps", 0),
    ("stages", 0, "steps", 0, "frontstage", 0),
    ("stages", 0, "steps", 1),
    ("stages", 0, "steps", 1, "customer"),
    ("stages", 0, "steps", 1, "customer", "time"),
    ("stages", 0, "steps", 1, "next", 0, "to"),
    ("stages", 0, "steps", 1, "next", 1, "share"),
    ("stages", 0, "steps", 2, "wait"),
    ("stages", 0, "steps", 2, "frontstage", 0, "actor"),
    ("actors", "shiner"),
    ("actors", "shiner", "team"),
    (),
]
"""What rules may find something in."""


def prints(text, routes, file="shop.blueprint.yaml", message="m"):
    """The fingerprint of a finding for each route."""
    document = read_data(text, file).document
    found = []
    for route in routes:
        home, span, way = document.locate(route)
        found.append(Finding("BP999", "x", Severity.WARNING, message, home.file, span, way))
    return [f.fingerprint for f in with_fingerprints(found, {file: document})]


def shifted(route, by=1):
    """The route when so many steps were added before."""
    return (*route[:3], route[3] + by, *route[4:]) if len(route) > 3 else route


def test_different_parts_have_different_fingerprints():
    assert len(set(prints(TEXT, ROUTES))) == len(ROUTES)


def test_the_code_counts():
    document = read_data(TEXT, "s.blueprint.yaml").document
    found = [Finding(code, "x", Severity.WARNING, "m", "s.blueprint.yaml") for code in ("BP998", "BP999")]
    one, other = with_fingerprints(found, {"s.blueprint.yaml": document})
    assert one.fingerprint != other.fingerprint


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda text: f"# ours\n\n{text}", id="lines moved"),
        pytest.param(lambda text: text.replace("\n", "\r\n"), id="other line ends"),
        pytest.param(lambda text: f"x-first: 1\n{text}", id="a key before"),
        pytest.param(lambda text: text.replace("time: 2m", "time: 3m").replace("10%", "20%"), id="other figures"),
        pytest.param(lambda text: text.replace("{does: Pay, time: 2m}", "{time: 2m, does: Pay}"), id="keys in order"),
        pytest.param(lambda text: text.replace("title: Shoeshine", "title: Shoes"), id="another title"),
        pytest.param(tidy, id="tidied"),
        pytest.param(
            lambda text: tidy(text.replace("title: Shoeshine\n", "").replace("actors:", "title: Shoeshine\nactors:")),
            id="tidied from a mess",
        ),
    ],
)
def test_what_keeps_fingerprints(change):
    assert change(TEXT) != TEXT or change is tidy
    assert prints(change(TEXT), ROUTES) == prints(TEXT, ROUTES)


def test_steps_before_keep_fingerprints():
    more = TEXT.replace("    steps:\n", "    steps:\n      - customer: Come by\n      - customer: Ask\n")
    assert prints(more, [shifted(route, 2) for route in ROUTES]) == prints(TEXT, ROUTES)


def test_a_stage_before_keeps_fingerprints():
    more = TEXT.replace(
        "stages:\n", "stages:\n  - name: Arrive\n    steps: [Come by]\n".replace("[Come", "[customer: Come")
    )
    moved = [(route[0], route[1] + 1, *route[2:]) if route[:1] == ("stages",) else route for route in ROUTES]
    assert prints(more, moved) == prints(TEXT, ROUTES)


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("frontstage: Brush", "frontstage: [Brush]"),
        ("frontstage: Brush", "frontstage: [{does: Brush}]"),
        ("frontstage: Brush", "frontstage: {does: Brush}"),
        ("frontstage: Brush", "frontstage: [Polish, Brush]"),
    ],
)
def test_short_forms_have_the_fingerprint_of_what_they_are_short_for(short, long):
    position = long.startswith("frontstage: [Polish")
    route = ("stages", 0, "steps", 0, "frontstage", int(position))
    for tail in ((), ("does",)):
        before = prints(TEXT, [("stages", 0, "steps", 0, "frontstage", 0, *tail)])
        assert prints(TEXT.replace(short, long), [(*route, *tail)]) == before


def test_branches_by_shares_and_branches_in_full():
    full = TEXT.replace("{sit: 10%, end: 90%}", "[{to: end, share: 90%}, {to: sit, share: 10%}]")
    branch = ("stages", 0, "steps", 1, "next")
    assert prints(TEXT, [(*branch, 0, "to"), (*branch, 1, "to")]) == prints(
        full, [(*branch, 1, "to"), (*branch, 0, "to")]
    )


def test_steps_without_names_are_counted_among_their_like():
    text = TEXT.replace("actors:", "      - wait: 9m\nactors:")
    first, second = (("stages", 0, "steps", i) for i in (2, 3))
    assert len(set(prints(text, [first, second]))) == 2
    more = text.replace("    steps:\n", "    steps:\n      - customer: Come by\n")
    assert prints(more, [shifted(first), shifted(second)]) == prints(text, [first, second])


def test_equal_faults_are_counted():
    route = ("stages", 0, "steps", 0)
    one, two = prints(TEXT, [route, route])
    assert one != two
    assert prints(TEXT, [route]) == [one]


def test_the_message_does_not_count():
    assert prints(TEXT, ROUTES, message="12%") == prints(TEXT, ROUTES, message="13%")


def test_another_file_is_new():
    assert not set(prints(TEXT, ROUTES)) & set(prints(TEXT, ROUTES, file="other.blueprint.yaml"))


# -- findings about the text -----------------------------------------------------------------------------------------


def found(text, code):
    return [f.fingerprint for f in check_text(text, "shop.blueprint.yaml").findings if f.code == code]


def test_ambiguous_text_is_told_by_where_it_belongs():
    (before,) = found(TEXT, "BP004")
    for old, new in (
        ("notes: [no, ", "notes: [  no,   "),
        ("notes: [no, ", "notes: [yet, no, "),
        (
            "notes: [no, ",
            "notes:  # ours\n        - &a no\n      - name: x\n".partition("- name")[0] and "notes: [&a no, ",
        ),
        ("    steps:\n", "    steps:\n      - customer: Come by\n"),
    ):
        assert found(TEXT.replace(old, new), "BP004") == [before]
    assert found(tidy(TEXT), "BP004") == [before]
    assert found(TEXT.replace("[no, ", "[on, "), "BP004") != [before]
    assert found(TEXT.replace("notes: [no, ", "thoughts: [no, "), "BP004") != [before]


def test_ambiguous_text_that_is_merged_in():
    inner = "{notes: no}"
    for _ in range(30):
        inner = f"{{<<: {inner}, quotes: on}}"
    text = TEXT.replace("      - wait: 5m\n", f"      - wait: 5m\n        x-deep: {inner}\n")
    assert len(set(found(text, "BP004"))) == 1 + 31


def test_comments_are_told_by_what_they_say():
    tail = "        notes: midday  # blueprint: ignore[BP004] a time\n"
    text = TEXT.replace("      - wait: 5m\n", f"      - wait: 5m\n{tail}")
    (before,) = found(text, "BP008")
    other = TEXT.replace(
        "      - wait: 5m\n", f"      - wait: 5m\n{tail.replace('midday  #', 'noon    #').replace(': i', ':  i')}"
    )
    assert found(other, "BP008") == [before]
    assert found(tidy(text), "BP008") == [before]
    assert found(text.replace("a time", "an hour"), "BP008") != [before]


def test_a_text_that_is_no_yaml_has_a_fingerprint():
    assert len(set(found("a: [\n", "BP001"))) == 1


# -- files -----------------------------------------------------------------------------------------------------------


def test_the_path_is_that_in_the_project(tmp_path, monkeypatch):
    (tmp_path / "blueprint.toml").touch()
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (inner / "shop.blueprint.yaml").write_text(TEXT)
    seen = []
    for folder, file in (
        (tmp_path, "a/b/shop.blueprint.yaml"),
        (inner, "shop.blueprint.yaml"),
        (inner.parent, "./b/../b/shop.blueprint.yaml"),
    ):
        monkeypatch.chdir(folder)
        assert shown_path(file) == "a/b/shop.blueprint.yaml"
        seen.append([f.fingerprint for f in check_file(file).findings])
    assert seen[0] == seen[1] == seen[2] != []
    assert shown_path("<stdin>") == "<stdin>"


def test_an_item_of_a_catalogue_has_one_fingerprint_whoever_includes_it(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "blueprint.toml").touch()
    (tmp_path / "in").mkdir()
    (tmp_path / "our.catalogue.yaml").write_text("blueprint: v1\nactors:\n  agent: {name: Agent, team: no}\n")
    for name, include in (("a", "our"), ("in/b", "../our")):
        text = TEXT.replace("title: S", f"include: {include}.catalogue.yaml\ntitle: S").replace("[no, ", "[")
        (tmp_path / f"{name}.blueprint.yaml").write_text(text)
    one, other = (check_file(f"{name}.blueprint.yaml").findings for name in ("a", "in/b"))
    assert (
        [f.fingerprint for f in one if f.code == "BP004"] == [f.fingerprint for f in other if f.code == "BP004"] != []
    )
