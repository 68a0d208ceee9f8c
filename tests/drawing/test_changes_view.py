from __future__ import annotations

import random
from pathlib import Path

import pytest

import blueprint as bp
from blueprint.compare.changes import changes
from blueprint.drawing import DrawError, draw
from blueprint.drawing.labels import percent
from blueprint.drawing.scene import Group
from blueprint.drawing.views import content_of
from blueprint.drawing.views.scope import Filters, Scope
from blueprint.drawing.words.changes import change_words, key_word
from blueprint.model.blueprint import Blueprint
from blueprint.source.load import load
from tests.drawing.generated import CHINESE, generated
from tests.drawing.geometry import faults

EXAMPLES = Path(__file__).parents[2] / "examples"
FILES = sorted(EXAMPLES.glob("*.blueprint.yaml"))
PAIRS = sorted(path.name.removesuffix(".as-is.blueprint.yaml") for path in EXAMPLES.glob("*.as-is.blueprint.yaml"))


def pair(name):
    return [load(EXAMPLES / f"{name}.{state}.blueprint.yaml") for state in ("as-is", "to-be")]


def grid(before, after, **filters):
    return content_of("changes", Scope(after, Filters(**filters), before))


def of(*steps, **more):
    return Blueprint.model_validate({"title": "T", "stages": [{"name": "S", "steps": list(steps)}], **more})


def became(before, after, **filters) -> dict[str, str]:
    return {card.id: card.change for card in grid(before, after, **filters).cards}


def notes(before, after) -> dict[str, list[str]]:
    return {
        card.id: [note.text for note in card.notes if note.icon in ("changed", "moved")]
        for card in grid(before, after).cards
    }


def edited(blueprint: Blueprint, seed: int) -> Blueprint:
    """Another version: some steps gone, some new, some elsewhere, some changed."""
    rng = random.Random(seed)
    data = blueprint.model_dump(mode="json", by_alias=True, exclude_unset=True, exclude_defaults=True)
    data.pop("solutions", None)  # which refer to pains that may be gone
    referred = {branch["to"] for stage in data["stages"] for step in stage["steps"] for branch in step.get("next", ())}
    referred |= {
        target for stage in data["stages"] for step in stage["steps"]
        for role in ("frontstage", "backstage", "support") for action in step.get(role, ()) for target in action.get("triggers", ())
    }  # fmt: skip
    for stage in data["stages"]:
        steps = []
        for step in stage["steps"]:
            roll = rng.random()
            if roll < 0.12 and step["id"] not in referred and len(stage["steps"]) > 1:
                continue
            if roll < 0.3:
                step["wait"] = "7m"
            if roll > 0.85:
                steps.append(
                    {"customer": f"New {rng.random()}", "frontstage": [{"does": "Help"}], "touchpoints": ["t0"]}
                )
            if 0.3 < roll < 0.4 and "frontstage" in step:
                step["frontstage"] = [{"does": f"In place of it {rng.random()}"}]
            steps.append(step)
        stage["steps"] = steps
    rng.shuffle(data["stages"])
    return Blueprint.model_validate(data)


# -- geometry ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PAIRS)
def test_the_examples_are_drawn_without_a_fault(name):
    before, after = pair(name)
    assert faults(draw(after, "changes", against=before).scene) == []
    assert faults(draw(before, "changes", against=after).scene) == []


@pytest.mark.parametrize(("one", "other"), list(zip(FILES, FILES[3:], strict=False)), ids=lambda path: path.name[:12])
def test_two_files_that_have_nothing_to_do_with_each_other(one, other):
    assert faults(draw(load(one), "changes", against=load(other)).scene) == []


@pytest.mark.parametrize(("steps", "lanes", "seed"), [(8, 5, 1), (20, 7, 2), (40, 10, 3), (60, 10, 4)])
def test_generated_pairs(steps, lanes, seed):
    before = generated(steps, lanes, seed=seed)
    after = edited(before, seed)
    assert faults(draw(after, "changes", against=before).scene) == []


def test_two_hundred_steps_in_chinese():
    before = generated(200, 8, words=CHINESE, seed=9, language="zh-Hans")
    scene = draw(edited(before, 9), "changes", against=before).scene
    assert scene.boxes


@pytest.mark.parametrize("theme", ["light", "dark", "print"])
def test_the_same_input_gives_the_same_bytes(theme):
    (a, b), (c, d) = pair("01-egg-beater"), pair("01-egg-beater")
    assert draw(b, "changes", against=a, theme=theme).svg == draw(d, "changes", against=c, theme=theme).svg


# -- what it says ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PAIRS)
def test_every_card_of_both_versions_is_there(name):
    before, after = pair(name)
    shown = grid(before, after)
    there = [card.id for card in shown.cards]
    assert len(there) == len(set(there))
    news = {card.id for card in content_of("blueprint", Scope(after)).cards}
    assert news <= set(there)
    found = changes(before, after)
    gone = [c.place.id for c in found.found if c.kind == "removed" and c.place.kind in ("step", "action")]
    assert {f"before:{id_}" for id_ in gone} <= set(there)
    by_id = {card.id: card for card in shown.cards}
    for change in found.found:
        if change.kind == "added" and change.place.kind in ("step", "action"):
            assert by_id[change.place.id].change == "added"


def test_what_became_of_each_card():
    before = of(
        {"id": "a", "customer": "A", "frontstage": "Greet"}, {"id": "b", "customer": "B"},
        {"id": "c", "customer": "C", "time": "2m"}, {"id": "d", "customer": "D"},
    )  # fmt: skip
    after = of(
        {"id": "d", "customer": "D"}, {"id": "a", "customer": "A", "frontstage": "Greet"},
        {"id": "new", "customer": "New"}, {"id": "c", "customer": "C", "time": "4m"},
    )  # fmt: skip
    assert became(before, after) == {
        "a": "same", "a.frontstage-1": "same", "new": "added", "before:b": "removed", "c": "changed", "d": "moved",
    }  # fmt: skip
    assert [column.step for column in grid(before, after).columns] == ["d", "a", "b", "new", "c"]


def test_what_no_card_shows_makes_no_card_one_that_changed():
    apps = [{"app": {"kind": "digital", "name": "App", "owner": owner}} for owner in ("IT", "Shop")]
    step = {"id": "a", "customer": "A", "touchpoints": "app"}
    before = of({**step, "basis": "assumed"}, touchpoints=apps[0])
    after = of({**step, "basis": "observed"}, touchpoints=apps[1])
    assert set(became(before, after).values()) == {"same"}
    assert "not in the picture: 2 more" in grid(before, after).heading.caption
    other = {"app": {**apps[0]["app"], "evidence": "Start page"}}
    assert notes(before, of({**step, "basis": "assumed"}, touchpoints=other))["a:touchpoint:app"] == [
        "evidence: – → Start page"
    ]


def test_the_names_of_two_files_are_not_counted():
    step = {"id": "a", "customer": "A"}
    assert (
        "not in the picture"
        not in grid(of(step, id="x.as-is"), of({**step, "time": "1m"}, id="x.to-be")).heading.caption
    )


def test_a_way_on_is_one_note_and_says_for_whom_where_two_lead_to_one_step():
    def of_ways(*ways):
        ends = ({"id": "b", "customer": "B"}, {"id": "c", "customer": "C"})
        return of({"id": "a", "customer": "A", "next": [*ways]}, *ends, personas={"p": "Pat", "q": "Quin"})

    one = of_ways({"to": "b", "share": 0.4, "when": "wet"}, {"to": "c", "share": 0.6})
    other = of_ways({"to": "b", "share": 0.5, "when": "dry"}, {"to": "c", "share": 0.5})
    assert notes(one, other)["a"] == ["→ B: 40% → 50%; when: wet → dry", "→ C: 60% → 50%"]
    both = [of_ways({"to": "b", "for": "p"}, {"to": "b", "for": "q", "share": share}) for share in (0.4, 0.5)]
    assert notes(*both)["a"] == ["→ B (Quin): 40% → 50%"]


def test_what_it_was_called_comes_first_and_keys_are_words():
    before = of({"id": "a", "customer": "旧", "time": "2m", "thoughts": "嗯", "outcome": "failure"}, language="zh-Hans")
    after = of({"id": "a", "customer": "新", "time": "4m", "thoughts": "哦", "outcome": "success"}, language="zh-Hans")
    assert notes(before, after)["a"] == ["原为：“旧”", "用时：2分钟 → 4分钟", "结局：失败 → 成功", "另有：想法"]


def test_what_changed_stands_on_the_card():
    before = of({"id": "a", "customer": "A", "time": "2m", "emotion": 1, "abandon": 0.1, "notes": "x"})
    after = of({"id": "a", "customer": "B", "time": "4m", "emotion": -1, "abandon": 0.2, "notes": "y"})
    assert sorted(notes(before, after)["a"]) == [
        "Emotion: 1 → -1", "also: notes", f"give up: {percent(0.1)} → {percent(0.2)}", "time: 2 min → 4 min", "was: “A”",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ({"frontstage": "Greet"}, {"backstage": "Greet"}, {"a.backstage-1": ["from: Frontstage actions"]}),
        ({"frontstage": {"does": "Greet", "actor": "x"}}, {"frontstage": {"does": "Greet", "actor": "y"}}, {"a.frontstage-1": ["done by: X → Y"]}),
        ({"outcome": "failure"}, {"outcome": "success"}, {"a": ["outcome: failure → success"]}),
        ({"emotion": {"p": 1, "q": 0}}, {"emotion": {"p": -1, "q": 0}}, {"a": ["Emotion: P +1 → -1"]}),
        ({"moment_of_truth": True}, {}, {"a": ["moment of truth: ✓ → –"]}),
    ],
)  # fmt: skip
def test_notes(before, after, said):
    more = {"actors": {"x": "X", "y": "Y"}, "personas": {"p": "P", "q": "Q"}}
    found = notes(*(of({"id": "a", "customer": "A", **one}, {"customer": "B"}, **more) for one in (before, after)))
    assert {id_: texts for id_, texts in found.items() if texts} == said


def test_a_step_that_came_from_another_stage_says_from_where():
    stages = [
        {"name": "First", "steps": [{"customer": "A"}, {"customer": "B"}]},
        {"name": "Last", "steps": [{"customer": "C"}]},
    ]
    moved = [
        {"name": "First", "steps": [{"customer": "A"}]},
        {"name": "Last", "steps": [{"customer": "B"}, {"customer": "C"}]},
    ]
    before, after = (Blueprint.model_validate({"title": "T", "stages": some}) for some in (stages, moved))
    assert notes(before, after)["stage-2.step-1"] == ["from: First"]


def test_stages_say_what_became_of_them():
    names = [["A", "B", "C"], ["B two", "C", "D"]]
    before, after = (
        Blueprint.model_validate({"title": "T", "stages": [{"name": name, "steps": [{"customer": f"Do {name[0]}"}]} for name in some]})
        for some in names
    )  # fmt: skip
    assert grid(before, after).stages == (
        (0, "A (removed)"), (1, "B two (was: “B”)"), (2, "C"), (3, "D (new)"),
    )  # fmt: skip


def test_arrows_that_are_new_and_arrows_that_are_gone():
    ends = [{"id": id_, "customer": id_.upper()} for id_ in "bcd"]
    before, after = (
        of({"id": "a", "customer": "A", "next": "c"}, *ends),
        of({"id": "a", "customer": "A", "next": "d"}, *ends),
    )
    links = {(link.source, link.target): link.change for link in grid(before, after).links if link.kind == "flow"}
    assert links == {("a", "d"): "added", ("a", "c"): "removed", ("b", "c"): "", ("c", "d"): ""}


def test_colour_is_never_alone():
    scene = draw(pair("02-broadband-move")[1], "changes", against=pair("02-broadband-move")[0]).scene
    cards = [s for s in scene.shapes() if isinstance(s, Group) and s.role.startswith("card")]
    for change in ("added", "removed", "changed"):
        marked = [card for card in cards if card.role.endswith(change)]
        assert marked
        for card in marked:
            assert any(getattr(item, "name", None) == change for item in card.items), card.id


def test_a_stage_that_is_gone_is_on_the_sheet_too():
    after, before = pair("01-egg-beater")
    drawing = draw(after, "changes", against=before)
    assert 0 in [number for number, _ in drawing._picture.content.stages]
    assert drawing.sheets("A3") == [drawing.scene]


# -- captions, filters, drafts -----------------------------------------------------------------------------------


def test_the_caption_says_against_what():
    before, after = pair("02-broadband-move")
    caption = grid(before, after).heading.caption
    assert caption.startswith("与 02-broadband-move.as-is、现状、2026-09-25 相比的变化")


def test_what_the_picture_cannot_show_is_counted():
    before, after = (
        of({"customer": "A"}, title="One"),
        of({"customer": "A"}, title="Two", owner="O", personas={"p": "P"}),
    )
    assert (
        grid(before, after).heading.caption
        == "Changes against One, As-is · not in the picture: 3 more, see blueprint diff"
    )
    assert grid(before, before).heading.caption == "Changes against One, As-is · nothing changed"


@pytest.mark.parametrize("name", ["01-egg-beater", "03-holiday-train"])
def test_filters(name):
    before, after = pair(name)
    for stage in after.stages:
        scene = draw(after, "changes", against=before, stages=[str(stage.id)]).scene
        assert faults(scene) == []
    for persona in after.personas:
        assert faults(draw(after, "changes", against=before, persona=persona).scene) == []
    for lane in ("customer", "support", "evidence"):
        shown = grid(before, after, lanes=(lane,))
        assert {row.id for row in shown.rows if row.kind == "lane"} == {lane}
        assert faults(draw(after, "changes", against=before, lanes=[lane]).scene) == []


def test_a_filter_leaves_out_what_is_gone_elsewhere():
    stages = [
        {"id": "x", "name": "X", "steps": [{"customer": "A"}, {"customer": "B"}]},
        {"id": "y", "name": "Y", "steps": [{"customer": "C"}, {"customer": "D"}]},
    ]
    fewer = [
        {"id": "x", "name": "X", "steps": [{"customer": "A"}]},
        {"id": "y", "name": "Y", "steps": [{"customer": "C"}]},
    ]
    before, after = (Blueprint.model_validate({"title": "T", "stages": some}) for some in (stages, fewer))
    assert sorted(became(before, after, stages=("x",)).values()) == ["removed", "same"]
    caption = grid(before, after, stages=("x",)).heading.caption
    assert "not in the picture: 1 more" in caption


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"title": "T", "stages": [{"name": "S"}]}, {"title": "T", "stages": [{"name": "S"}]}),
        ({"title": "T", "stages": [{"name": "S"}]}, {"title": "T", "stages": [{"name": "S", "steps": [{"customer": "A"}]}]}),
        ({"title": "T", "stages": [{"name": "S", "steps": [{"customer": "A"}]}]}, {"title": "T", "stages": [{"name": "S"}]}),
        ({"title": "T", "stages": [{"name": "S", "steps": [{"customer": "A"}]}]}, {"title": "T", "stages": [{"name": "Other"}]}),
        ({"title": "T", "stages": [{"name": "S", "steps": [{"wait": "2m"}]}]}, {"title": "T", "stages": [{"name": "S", "steps": [{"wait": "3m"}, {"wait": "2m"}]}]}),
        (
            {"title": "T", "stages": [{"name": "S", "steps": [{"customer": "A", "backstage": {"does": "B", "lane": "m"}}]}],
             "lanes": [{"id": "m", "role": "backstage", "name": "Mid"}]},
            {"title": "T", "stages": [{"name": "S", "steps": [{"customer": "A"}]}]},
        ),
    ],
)  # fmt: skip
def test_drafts(before, after):
    one, other = Blueprint.model_validate(before), Blueprint.model_validate(after)
    assert faults(draw(other, "changes", against=one).scene) == []
    assert faults(draw(one, "changes", against=other).scene) == []


def test_lanes_that_are_new_renamed_or_gone():
    step = {"customer": "A", "backstage": [{"does": "B", "lane": "m"}, {"does": "C", "lane": "n"}]}
    before = of(
        step, lanes=[{"id": "m", "role": "backstage", "name": "Mid"}, {"id": "n", "role": "backstage", "name": "Night"}]
    )
    after = of(
        {"customer": "A", "backstage": [{"does": "B", "lane": "m"}, {"does": "D", "lane": "o"}]},
        lanes=[{"id": "m", "role": "backstage", "name": "Middle"}, {"id": "o", "role": "backstage", "name": "Other"}],
    )  # fmt: skip
    names = [row.name for row in grid(before, after).rows if row.role == "backstage"]
    assert names == ["Middle (was: “Mid”)", "Night (removed)", "Other (new)"]


def test_the_words_are_those_of_each_language():
    english, *others = (change_words(tag) for tag in ("en", "zh-Hans", "zh-Hant"))
    for other in others:
        assert other.signs.keys() == english.signs.keys()
        for name, text in english._asdict().items():
            assert isinstance(text, dict) or getattr(other, name).count("{}") == text.count("{}"), name


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant"])
def test_keys_that_a_picture_calls_otherwise_have_words_of_their_own_in_chinese(language):
    keys = [*change_words("en").keys, "when", "for", "severity", "outcome", "channel", "kind", "share", "baseline"]
    assert [key for key in keys if key_word(language, key) == key] == []


def test_without_an_older_version_there_is_nothing_to_draw():
    with pytest.raises(DrawError, match=r"needs the older version: give it with --against, or in Python `against=`"):
        draw(of({"customer": "A"}), "changes")


def test_a_lane_whose_id_has_another_role_now_keeps_what_is_gone_apart() -> None:
    """Evidence that is gone does not stand among the customer's actions, where arrows would run through it."""
    steps = [{"id": "a", "customer": "A"}, {"id": "c", "customer": "C"}]
    gone = {"id": "b", "customer": {"does": "B"}, "backstage": {"does": "X", "lane": "own"}, "frontstage": "Y"}
    older, newer = (
        Blueprint.model_validate({
            "title": "x", "lanes": [{"id": "own", "role": role, "name": "Own"}],
            "stages": [{"name": "S", "steps": [steps[0], *more, steps[1]]}],
        })
        for role, more in (("backstage", [gone]), ("customer", []))
    )  # fmt: skip
    grid = content_of("changes", Scope(newer, Filters(), older))
    roles = {row.id: row.role for row in grid.rows}
    (card,) = [card for card in grid.cards if card.text == "X"]
    assert roles[card.row] == "backstage"


def test_the_legend_has_only_signs_that_are_in_the_picture() -> None:
    steps = [{"id": "a", "customer": "A"}, {"id": "b", "customer": "B"}]
    old = bp.Blueprint(title="x", stages=[{"name": "S", "steps": steps}])
    back = [{"id": "a", "customer": "A"}, {"id": "b", "customer": "B", "next": {"a": 0.2, "end": 0.8}}]
    new = bp.Blueprint(title="x", stages=[{"name": "S", "steps": back}])
    signs = dict(bp.draw(new, "changes", against=old)._picture.content.heading.legend)
    assert "fresh" in signs
    assert "back" not in signs
