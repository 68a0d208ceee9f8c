"""What changed between two versions, in words."""

from __future__ import annotations

from pathlib import Path

import pytest

import blueprint as bp
from blueprint.compare.change import KINDS
from blueprint.drawing.words.changes import key_word
from blueprint.model.blueprint import Blueprint
from blueprint.model.shape import fields_of, parts_in
from blueprint.reports.document import Facts
from blueprint.reports.versions import diff

EXAMPLES = Path(__file__).parents[2] / "examples"
PAIRS = sorted(path.name.removesuffix(".as-is.blueprint.yaml") for path in EXAMPLES.glob("*.as-is.blueprint.yaml"))
MORE = {
    "actors": {"x": "Xavier", "y": "Yvonne"}, "personas": {"p": "Pat"}, "data": {"d": "Address"},
    "touchpoints": {"app": {"kind": "digital", "name": "App"}, "desk": {"kind": "interpersonal"}},
    "lanes": [{"id": "mid", "role": "backstage", "name": "Midstage"}],
}  # fmt: skip


def of(*steps, **more):
    return Blueprint.model_validate({"title": "T", "stages": [{"name": "S", "steps": list(steps)}], **MORE, **more})


def lines(before, after) -> list[str]:
    """The lines of the report about what changed."""
    document = diff(before, after).report()
    heading = next(
        n for n, block in enumerate(document.blocks) if getattr(block, "text", "") in ("What changed", "变了什么")
    )
    facts = [block for block in document.blocks[heading:] if isinstance(block, Facts)]
    return [f"{label} {value}" for block in facts for label, value in block.items]


REST = [{"id": "b", "customer": "Pay"}, {"id": "c", "customer": "Leave"}]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ({"time": "30s"}, {"time": "45s"}, "~ re-timed time 30s → 45s"),
        ({}, {"wait": {"low": "1m", "typical": "2m", "high": "9m"}}, "~ re-timed wait {low: 1m, typical: 2m, high: 9m} (was not given)"),
        ({"emotion": 1}, {}, "~ changed emotion no longer given (was 1)"),
        ({"abandon": 0.1}, {"abandon": 0.25}, "~ re-routed abandon 10% → 25%"),
        ({"touchpoints": "app"}, {"touchpoints": "desk"}, "~ changed touchpoints: now also desk; no longer “App” (app)"),
        ({"notes": ["x", "y"]}, {"notes": ["y", "x"]}, "~ changed notes: in another order"),
        ({"thoughts": "Hm"}, {"thoughts": ["Hm", "A-ha"]}, "~ changed thoughts: now also “A-ha”"),
        ({"next": {"b": 0.5, "c": 0.5}}, {"next": {"b": 0.4, "c": 0.6}}, "~ re-routed way to “Pay” (b): share 50% → 40%"),
        ({"next": "b"}, {"next": ["b", {"to": "c", "share": 0.2, "when": "in a hurry"}]}, "~ re-routed leads to “Leave” (c) now (share 20%, when in a hurry)"),
        ({"next": ["b", "end"]}, {"next": "b"}, "~ re-routed leads to the end no more"),
        ({"next": [{"to": "b", "when": "w"}]}, {"next": [{"to": "c", "when": "w"}]}, "~ re-routed leads to “Leave” (c) in place of “Pay” (b)"),
        ({"personas": "p"}, {}, "~ re-routed personas: no longer “Pat” (p)"),
        ({"frontstage": {"does": "Serve", "actor": "x"}}, {"frontstage": {"does": "Serve", "actor": "y"}},
         "@ re-owned frontstage action “Serve”: actor “Xavier” (x) → “Yvonne” (y)"),
        ({"frontstage": "Serve"}, {"backstage": "Serve"}, "> moved backstage action “Serve”: from frontstage to backstage"),
        ({"backstage": "Serve"}, {"backstage": {"does": "Serve", "lane": "mid"}}, "> moved backstage action “Serve”: from backstage to Midstage"),
        ({"frontstage": ["Serve", "Smile"]}, {"frontstage": "Smile"}, "- removed frontstage action “Serve”"),
        ({"frontstage": {"does": "Serve", "fail_points": "Spill"}}, {"frontstage": {"does": "Serve", "fail_points": {"what": "Spill", "severity": 2}}},
         "~ changed fail point “Spill” in frontstage action “Serve”: severity 2 (was not given)"),
        ({"delights": "A smile"}, {}, "- removed delight “A smile”"),
        ({"pain_points": {"id": "queue", "what": "Queue"}}, {"pain_points": {"id": "queue", "what": "Line"}}, "~ renamed pain point queue: “Queue” → “Line”"),
        ({"name": "Old"}, {}, "~ renamed name no longer given (was “Old”)"),
        ({"x-note": {"a": [1, True]}}, {"x-note": 2.5}, "~ changed x-note {a: [1, true]} → 2.5"),
    ],
)  # fmt: skip
def test_a_change_in_one_line(before, after, said):
    step = {"id": "a", "customer": "Ask"}
    found = lines(of({**step, **before}, *REST), of({**step, **after}, *REST))
    assert said in found


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ({"title": "A"}, {"title": "B"}, "~ renamed title “A” → “B”"),
        ({}, {"owner": "Team"}, "@ re-owned owner “Team” (was not given)"),
        ({"reviewed": "2026-01-01"}, {"reviewed": "2026-02-01"}, "~ changed reviewed 2026-01-01 → 2026-02-01"),
        ({"price": 9}, {"price": 9.5}, "~ changed price 9 → 9.5"),
        ({"personas": {"p": "Pat", "q": "Quin"}}, {}, "- removed persona “Quin” (q)"),
        ({"actors": {**MORE["actors"], "z": "Zoe"}}, {"actors": {**MORE["actors"], "w": "Zoe"}}, "~ renamed actor “Zoe” (w): id z → w"),
        (
            {"expectations": {"measure": "success_share", "at_least": 0.9}}, {"expectations": {"measure": "success_share", "at_least": 0.95}},
            "~ changed expectation “success_share”: at_least 90% → 95%",
        ),
    ],
)  # fmt: skip
def test_changes_of_the_whole_and_of_catalogues(before, after, said):
    assert lines(of(*REST, **before), of(*REST, **after)) == [said]


def test_moves():
    one, other = (
        [{"name": "First", "steps": a}, {"name": "Last", "steps": b}] for a, b in ((REST[:1], REST[1:]), ([], REST))
    )
    assert lines(of(stages=one), of(stages=other)) == ["> moved step “Pay” (b): from stage “First” to stage “Last”"]
    assert lines(of({"customer": "Ask"}, *REST), of(*REST, {"customer": "Ask"})) == [
        "> moved step “Ask”: to another place in the order: now after “Leave”"
    ]


def test_an_action_that_went_to_another_step_and_role_says_both():
    pack = {"id": "pack", "does": "Pack"}
    assert lines(of({**REST[0], "backstage": pack}, REST[1]), of(REST[0], {**REST[1], "frontstage": pack})) == [
        "> moved frontstage action “Pack” (pack): from step “Pay” (b) to step “Leave” (c); from backstage to frontstage"
    ]


def test_what_is_about_one_part_is_one_line():
    pain = {"id": "queue", "what": "Queue", "severity": 2}
    before = of({"id": "a", "customer": "Ask", "next": "b", "pain_points": pain}, *REST)
    after = of(
        {"id": "a", "customer": "Ask", "next": {"to": "b", "share": 0.5, "when": "open"},
         "pain_points": {**pain, "severity": 4, "cause": "One desk"}},
        *REST,
    )  # fmt: skip
    assert lines(before, after) == [
        "~ re-routed way to “Pay” (b): share 50% (was not given); when “open” (was not given)",
        "~ changed pain point “Queue” (queue): severity 2 → 4; cause “One desk” (was not given)",
    ]


def test_ways_to_one_step_are_told_apart():
    personas = {"p": "Pat", "q": "Quin"}

    def of_share(share):
        ways = [{"to": "b", "for": "p", "share": 0.5}, {"to": "b", "for": "q", "share": share}]
        return of({"id": "a", "customer": "Ask", "next": ways}, *REST, personas=personas)

    assert lines(of_share(0.2), of_share(0.3)) == ["~ re-routed way to “Pay” (b) for Quin: share 20% → 30%"]
    (change,) = diff(of_share(0.2), of_share(0.3)).to_dict()["changes"]
    assert change["way"] == {"to": "b", "share": "30%", "for": "q"}


def test_emotions_by_persona_are_of_those_for_whom_they_are_others():
    personas = {"p": "Pat", "q": "Quin"}
    before, after = (
        of({"id": "a", "customer": "Ask", "emotion": emotion}, *REST, personas=personas)
        for emotion in ({"p": 1, "q": 0}, {"p": 1, "q": 2})
    )
    assert lines(before, after) == ["~ changed emotion: Quin 0 → 2"]
    plain = of({"id": "a", "customer": "Ask", "emotion": 0}, *REST, personas=personas)
    assert lines(plain, after) == ["~ changed emotion: Pat 0 → 1, Quin 0 → 2"]


def test_what_is_gone_from_a_step_that_went_elsewhere_is_told_with_that_step():
    ask = {"id": "a", "customer": "Ask"}
    before = of(stages=[{"name": "Old", "steps": [{**ask, "frontstage": "Answer"}]}, {"name": "New", "steps": REST}])
    after = of(stages=[{"name": "New", "steps": [*REST, {**ask, "backstage": "Look it up"}]}])
    text = str(diff(before, after))
    assert text.count("step “Ask” (a)\n") == 1
    assert text.index("1 New") < text.index("- removed  frontstage action “Answer”") < text.index("What follows")


def test_in_chinese_keys_and_values_have_words():
    def of_(state, **step):
        return of({"id": "a", "customer": "问", **step}, *REST, language="zh-Hans", state=state)

    before = of_("as-is", time="4m", basis="assumed", moment_of_truth=False)
    after = of_("to-be", time="2m", basis="observed", moment_of_truth=True, acceptable_time="5m")
    found = lines(before, after)
    assert [line.split(" ", 2)[2] for line in found] == [
        "状态 现状 → 改进后", "用时 4分钟 → 2分钟", "可接受时间：现为 5分钟（原先没有）", "关键时刻 否 → 是", "依据 假设 → 观察所得",
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant"])
def test_every_key_has_a_word_in_chinese(language):
    every = {key for part in parts_in(Blueprint) for key in fields_of(part)}
    lists = {"blueprint", "actors", "data", "questions", "metrics", "solutions"}  # of which no change is told
    assert {key for key in every - lists if key_word(language, key) == key} == set()
    assert key_word("en", "acceptable_time") == "acceptable_time"
    assert key_word(language, "x-own") == "x-own"


def test_personas_for_whom_the_same_holds_are_only_named():
    text = str(bp.diff(*(bp.load(EXAMPLES / f"06-training.{state}.blueprint.yaml") for state in ("as-is", "to-be"))))
    assert text.endswith("下列画像各自也是如此：初级学员、中级学员、高级学员\n")


def test_the_changes_can_be_gone_through():
    found = diff(of(*REST), of(*REST, {"customer": "Rest"}))
    assert [*found] == [*found.changes]
    assert [change.place.label for change in found if change.kind == "added"] == ["Rest"]


def test_a_stage_that_is_gone_has_a_heading_of_its_own():
    before = of(stages=[{"name": "First", "steps": REST}, {"name": "Last", "steps": [{"customer": "Rest"}]}])
    assert "\nLast (removed)\n  - removed  stage “Last”\n" in str(
        diff(before, of(stages=[{"name": "First", "steps": REST}]))
    )


@pytest.mark.parametrize("name", PAIRS)
def test_the_examples_are_told_in_every_format(name):
    before, after = (bp.load(EXAMPLES / f"{name}.{state}.blueprint.yaml") for state in ("as-is", "to-be"))
    found = bp.diff(before, after)
    assert str(found).startswith(after.title)
    assert sum(found.counts.values()) == len(found.changes) == len(found.to_dict()["changes"])
    assert [*found.counts] == [kind for kind in KINDS if kind in found.counts]
    page = found.report().to_html()
    assert all(name not in page for name in ("{name}", "{old}", "None", "Estimate"))
    assert found._repr_html_() in page


@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", "\x1b[31m", "](javascript:x)", "| a | b |", "{0} {old}"]
)
def test_text_of_files_stays_text(hostile):
    hostile = hostile.replace("\x1b", "\u202e")
    before = of({"id": "a", "customer": "Ask", "thoughts": "plain"}, *REST)
    after = of({"id": "a", "customer": hostile, "thoughts": hostile}, *REST, title=hostile)
    document = diff(before, after).report()
    assert "<script>" not in document.to_html()
    assert "\u202e" not in document.to_text()
    assert "<script>" not in document.to_markdown()
    assert "](javascript" not in document.to_markdown().replace("\\]", "")


def test_nothing_changed():
    found = diff(of(*REST), of(*REST))
    assert not found
    assert repr(found) == "<Difference: nothing changed>"
    assert "Nothing changed." in str(found)
    assert list(found.classes()) == []


def test_the_names_of_two_files_are_no_change():
    assert not diff(of(*REST, id="shop.as-is"), of(*REST, id="shop.to-be"))


def test_what_is_compared_are_blueprints():
    with pytest.raises(TypeError, match=r"blueprints are compared, not str: `bp.load\(path\)` reads one"):
        bp.diff("a.blueprint.yaml", of(*REST))


def test_a_notebook_shows_what_went_wrong(monkeypatch):
    found = diff(of(*REST), of())
    monkeypatch.setattr(type(found), "report", lambda _: 1 / 0)
    assert found._repr_html_() == "<p>&lt;Difference that failed: division by zero&gt;</p>"
