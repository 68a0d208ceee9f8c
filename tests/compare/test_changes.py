from __future__ import annotations

import re
from collections import Counter
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import normalize

import pytest
from hypothesis import HealthCheck, given, settings

from blueprint.compare.change import Changed, Moved
from blueprint.compare.changes import changes
from blueprint.compare.matching import holds_parts
from blueprint.model.blueprint import Blueprint
from blueprint.model.shape import fields_of, kind_of, parts_in
from blueprint.source.load import load, loads
from blueprint.source.write import dumps
from tests.compare.full import full, keys_of, other
from tests.strategies import blueprints

if TYPE_CHECKING:
    from blueprint.compare.change import Change

EXAMPLES = Path(__file__).parents[2] / "examples"
PAIRS = sorted(path.name.removesuffix(".as-is.blueprint.yaml") for path in EXAMPLES.glob("*.as-is.blueprint.yaml"))


def made(data):
    return Blueprint.model_validate(data)


def told(before, after, **options) -> list[str]:
    """The changes in short: what, about what, which key, from what to what."""
    return [_short(change) for change in changes(made(before), made(after), **options).found]


def _short(change: Change) -> str:
    place = change.place
    name = place.id if place.is_named else f"{place.kind} {place.label}"
    if isinstance(change, Moved):
        return f"moved {name}: {change.how}"
    if isinstance(change, Changed):
        old, new = (v.to if hasattr(v, "to") else v for v in (change.old, change.new))
        return f"{change.kind} {name}: {change.key} {old} -> {new}"
    return f"{change.kind} {name}"


def steps(*texts, **more):
    """A blueprint of one stage whose steps have no ids."""
    made_steps = [text if isinstance(text, dict) else {"customer": text} for text in texts]
    return {"title": "T", "stages": [{"name": "S", "steps": made_steps}], **more}


# -- every key ---------------------------------------------------------------------------------------------------

KEYS = list(keys_of(full(), Blueprint))
PLAIN = [
    (route, part, field)
    for route, part, field in KEYS
    if not holds_parts(part, field.key)
    and route not in (("blueprint",), ("lanes", 1, "role"))  # an action is in that lane
]


def test_the_full_blueprint_has_every_key_of_the_format():
    told_keys = {(kind_of(part), field.key) for _, part, field in KEYS}
    every = {(kind_of(part), key) for part in parts_in(Blueprint) for key in fields_of(part)}
    assert {one for one in every - told_keys if one[0] != "estimate"} == set()


@pytest.mark.parametrize(
    ("route", "part", "field"), PLAIN, ids=lambda one: ".".join(map(str, one)) if isinstance(one, tuple) else ""
)
def test_another_value_under_any_key_is_a_change(route, part, field):
    before, after = full(), full()
    *way, key = route
    place = after
    for one in way:
        place = place[one]
    value = other(part, field, place[key])
    if value is None:
        del place[key]
    else:
        place[key] = value
    if key == "id":
        _rename(after, place, before, route)
    found = changes(made(before), made(after)).found
    assert found, "nothing was said to change"
    back = changes(made(after), made(before)).found
    assert Counter(map(_turned, found)) == Counter(map(_key, back))


def _rename(data, place, before, route):
    """Let all that referred to an id refer to the new one."""
    old = before
    for one in route:
        old = old[one]
    new = place["id"]

    def walk(value):
        if isinstance(value, dict):
            return {key: (new if item == old and key != "id" else walk(item)) for key, item in value.items()}
        return [new if item == old else walk(item) for item in value] if isinstance(value, list) else value

    renamed = walk(data)
    data.clear()
    data.update(renamed)


def _key(change):
    """What a change is, whichever way it goes."""
    name = (change.place.kind, change.before and change.before.route, change.after and change.after.route)
    if isinstance(change, Changed):
        return (change.kind, *name, change.key, repr(change.old), repr(change.new))
    return (change.kind, *name, getattr(change, "how", ""))


def _turned(change):
    """What the change the other way round is."""
    kind = {"added": "removed", "removed": "added"}.get(change.kind, change.kind)
    name = (change.place.kind, change.after and change.after.route, change.before and change.before.route)
    if isinstance(change, Changed):
        key = change.key
        if key.startswith("next.") and change.after is not None:  # a way on is called by where it leads now
            key = next(
                (f"next.{one.to}.{key.rpartition('.')[2]}" for one in change.before.part.next if _same(one, change)),
                key,
            )
        return (kind, *name, key, repr(change.new), repr(change.old))
    return (kind, *name, getattr(change, "how", ""))


def _same(branch, change):
    held = {f.key: getattr(branch, f.name) for f in fields_of(type(branch)).values()}
    return held[change.key.rpartition(".")[2]] == change.old


# -- what is no change -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.blueprint.yaml")), ids=lambda path: path.name)
def test_what_is_written_differently_is_no_change(path):
    b = load(path)
    assert not changes(b, loads(dumps(b), str(path)))


@pytest.mark.parametrize(
    ("one", "other_"),
    [
        ({"time": "90s"}, {"time": "1m30s"}),
        ({"time": "2m"}, {"time": {"low": "2m", "typical": "2m", "high": "PT2M"}}),
        ({"frontstage": "Serve"}, {"frontstage": [{"does": "Serve"}]}),
        ({"abandon": "40%"}, {"abandon": 0.4}),
        ({"next": {"b": "60%", "c": "40%"}}, {"next": [{"to": "b", "share": 0.6}, {"to": "c", "share": 0.4}]}),
        ({"frontstage": {"does": "Serve", "lane": "frontstage"}}, {"frontstage": "Serve"}),
        ({"moment_of_truth": False}, {}),
    ],
)
def test_a_short_form_is_no_change(one, other_):
    rest = [{"id": "b", "customer": "B"}, {"id": "c", "customer": "C"}]
    assert told(steps({"customer": "A", **one}, *rest), steps({"customer": "A", **other_}, *rest)) == []


def test_the_order_of_a_catalogue_is_no_change():
    personas = {"a": "A", "b": "B"}
    assert told(steps("X", personas=personas), steps("X", personas=dict(reversed(personas.items())))) == []


@given(blueprints())
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_blueprint_is_as_it_is(b):
    assert not changes(b, Blueprint.model_validate(b.model_copy()))


@given(blueprints(), blueprints())
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_two_blueprints_can_be_compared_either_way(a, b):
    there, back = changes(a, b).found, changes(b, a).found
    if a == b:
        assert not there
    elif normalize("NFC", repr(a)) != normalize("NFC", repr(b)):
        assert there
    count, turned = Counter(c.kind for c in there), Counter(c.kind for c in back)
    assert count["added"] == turned["removed"]
    assert count["removed"] == turned["added"]


@pytest.mark.parametrize("name", PAIRS)
def test_the_examples_change_either_way(name):
    a, b = (load(EXAMPLES / f"{name}.{state}.blueprint.yaml") for state in ("as-is", "to-be"))
    there, back = changes(a, b).found, changes(b, a).found
    plain = [c for c in there if not (isinstance(c, Changed) and c.key.startswith("next"))]
    assert Counter(map(_turned, plain)) == Counter(
        _key(c) for c in back if not (isinstance(c, Changed) and c.key.startswith("next"))
    )
    assert len(there) == len(back)


# -- parts without ids -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (["A", "B", "C"], ["New", "A", "B", "C"], ["added step New"]),
        (["A", "B", "C"], ["A", "C"], ["removed step B"]),
        (["A", "B", "C"], ["B", "C", "A"], ["moved step A: order"]),
        (["Wait", "Pay", "Wait"], ["Wait", "Wait", "Pay", "Wait"], ["added step Wait"]),
        (
            ["Ask at the counter", "Pay"], ["Start", "Ask at the desk", "Pay"],
            ["added step Start", "renamed action Ask at the desk: does Ask at the counter -> Ask at the desk"],
        ),
        (
            ["排队等候叫号", "付款"], ["取号", "排队等候广播叫号", "付款"],
            ["added step 取号", "renamed action 排队等候广播叫号: does 排队等候叫号 -> 排队等候广播叫号"],
        ),
        (["A"], [{"id": "a", "customer": "A"}], ["renamed a: id None -> a"]),
        ([{"id": "a", "customer": "A"}], [{"id": "b", "customer": "A"}], ["renamed b: id a -> b"]),
        (
            [{"customer": "A", "frontstage": ["Greet", "Serve"]}], [{"customer": "A", "frontstage": ["Smile", "Greet", "Serve"]}],
            ["added action Smile"],
        ),
        (
            [{"customer": "A", "frontstage": "Sort the post"}], [{"customer": "A", "backstage": "Sort the post"}],
            ["moved action Sort the post: role"],
        ),
        (
            [{"customer": "A", "frontstage": "Sort the post"}, "B"], ["A", {"customer": "B", "frontstage": "Sort the post"}],
            ["moved action Sort the post: step"],
        ),
        (
            [{"customer": "A", "pain_points": ["Too long", "Too loud"]}], [{"customer": "A", "pain_points": ["Too loud", "Too long"]}],
            ["changed step A: pain_points ('Too long', 'Too loud') -> ('Too loud', 'Too long')"],
        ),
        (
            [{"customer": "A", "delights": {"what": "A card", "common": 0.1}}], [{"customer": "A", "delights": {"what": "A card", "common": 0.2}}],
            ["changed delight A card: common 0.1 -> 0.2"],
        ),
    ],
)  # fmt: skip
def test_parts_are_known_by_what_they_say(before, after, expected):
    assert told(steps(*before), steps(*after)) == expected


def test_a_step_that_goes_to_another_stage_is_moved():
    before = {
        "title": "T",
        "stages": [
            {"name": "S", "steps": [{"customer": "A"}, {"customer": "B"}]},
            {"name": "U", "steps": [{"customer": "C"}]},
        ],
    }
    after = {
        "title": "T",
        "stages": [
            {"name": "S", "steps": [{"customer": "A"}]},
            {"name": "U", "steps": [{"customer": "B"}, {"customer": "C"}]},
        ],
    }
    assert told(before, after) == ["moved step B: stage"]


def test_a_stage_with_the_same_steps_is_the_same_under_another_name():
    before = {"title": "T", "stages": [{"name": "Before", "steps": [{"customer": "A"}, {"customer": "B"}]}]}
    after = {"title": "T", "stages": [{"name": "Ahead of it", "steps": [{"customer": "A"}, {"customer": "B"}]}]}
    assert told(before, after) == ["renamed stage Ahead of it: name Before -> Ahead of it"]


def test_stages_change_places():
    stages = [{"name": name, "steps": [{"customer": f"Do {name}"}]} for name in "ABC"]
    assert told({"title": "T", "stages": stages}, {"title": "T", "stages": [stages[2], *stages[:2]]}) == [
        "moved stage C: order"
    ]


ALPHA, BETA, GAMMA = ({"id": word[0], "customer": word} for word in ("Alpha", "Beta", "Gamma"))
PACK = {"id": "pack", "does": "Pack"}
BOTH = {"customer": "Order and pay at the desk", "time": "4m", "frontstage": ["Take the order", "Take the money"]}
HALVES = (
    {"customer": "Order at the desk", "time": "2m", "frontstage": "Take the order"},
    {"customer": "Pay at the desk", "time": "2m", "frontstage": "Take the money"},
)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ([ALPHA, BETA, GAMMA], [BETA, ALPHA, GAMMA], ["moved B: order"]),
        ([{**ALPHA, "backstage": PACK}, BETA], [ALPHA, {**BETA, "frontstage": PACK}], ["moved pack: step"]),
        ([{**ALPHA, "backstage": PACK}], [{**ALPHA, "backstage": {**PACK, "lane": "mid"}}], ["moved pack: lane"]),
        (
            [BOTH], HALVES,
            ["retimed step Order at the desk: time 4m -> 2m", "renamed action Order at the desk: does Order and pay at the desk -> Order at the desk",
             "added step Pay at the desk", "moved action Take the money: step"],
        ),
        (
            HALVES, [BOTH],
            ["retimed step Order and pay at the desk: time 2m -> 4m", "renamed action Order and pay at the desk: does Order at the desk -> Order and pay at the desk",
             "moved action Take the money: step", "removed step Pay at the desk"],
        ),
    ],
    ids=["two change places", "to another step and role", "to another lane", "split", "merged"],
)  # fmt: skip
def test_what_designers_do_to_steps(before, after, expected):
    lanes = [{"id": "mid", "role": "backstage", "name": "Midstage"}]
    assert told(steps(*before, lanes=lanes), steps(*after, lanes=lanes)) == expected


def test_accents_in_one_character_or_in_two_are_no_change():
    text = (
        "blueprint: v1\ntitle: Café\npersonas: {é: {name: Né}}\nx-é: [é, {é: é}]\nstages:\n- name: Né\n  steps:\n"
        "  - {id: thé, customer: Voilà, thoughts: Hé, emotion: {é: 1}}\n  - {customer: À la fin, next: thé}\n"
    )
    one, other_ = (loads(normalize(form, text), "a.blueprint.yaml") for form in ("NFC", "NFD"))
    assert one.title != other_.title
    assert changes(one, other_).found == changes(other_, one).found == ()


def test_two_ids_that_only_look_the_same_are_two():
    one, other_ = (normalize(form, "é") for form in ("NFC", "NFD"))
    personas = {one: "One", other_: "Other"}
    before, after = (steps({"customer": "A", "emotion": {id_: 1}}, personas=personas) for id_ in (one, other_))
    assert told(before, before) == told(after, after) == []
    (change,) = changes(made(before), made(after)).found
    assert (change.key, change.old, change.new) == ("emotion", {one: 1}, {other_: 1})


def test_a_catalogue_in_a_file_of_its_own_is_no_change(tmp_path):
    path = EXAMPLES / "06-training.to-be.blueprint.yaml"
    b = load(path)
    assert "include:" in path.read_text("utf-8")
    inline = dumps(b)
    assert "include:" not in inline
    assert changes(b, loads(inline, str(tmp_path / path.name))).found == ()


def test_an_id_that_stands_in_many_places_is_renamed_once():
    path = EXAMPLES / "03-holiday-train.to-be.blueprint.yaml"
    text = path.read_text("utf-8")
    renamed, count = re.subn(r"(?<![\w-])young(?![\w-])", "younger", text)
    assert count > 10
    found = changes(loads(text, str(path)), loads(renamed, str(path))).found
    assert [_short(change) for change in found] == ["renamed younger: id young -> younger"]


def test_which_of_two_ways_to_one_step_changed():
    def of(old_share):
        ways = [{"to": "b", "for": "p", "share": 0.5}, {"to": "b", "for": "q", "share": old_share}, {"to": "c"}]
        return made(steps({"id": "a", "customer": "A", "next": ways}, *ENDS, personas={"p": "P", "q": "Q"}))

    (change,) = changes(of(0.2), of(0.3)).found
    assert (change.key, change.old, change.new, change.way.for_) == ("next.b.share", 0.2, 0.3, ("q",))


def test_ids_that_follow_from_a_position_are_followed_through_references():
    before = steps("A", "B", {"customer": "C", "next": "stage-1.step-1"})
    after = steps("New", "A", "B", {"customer": "C", "next": "stage-1.step-2"})
    assert told(before, after) == ["added step New"]
    forgotten = steps("New", "A", "B", {"customer": "C", "next": "stage-1.step-1"})
    assert told(before, forgotten) == [
        "added step New", "rerouted step C: next None -> stage-1.step-1", "rerouted step C: next stage-1.step-1 -> None",
    ]  # fmt: skip


def test_a_renamed_id_is_said_once_and_not_wherever_it_stands():
    before = steps(
        {"customer": "A", "touchpoints": "app", "emotion": {"old": 1}},
        personas={"old": "Older guests"},
        touchpoints={"app": {"kind": "digital", "name": "App"}},
    )
    after = steps(
        {"customer": "A", "touchpoints": "mobile", "emotion": {"elder": 1}},
        personas={"elder": "Older guests"},
        touchpoints={"mobile": {"kind": "digital", "name": "App"}},
    )
    assert told(before, after) == ["renamed elder: id old -> elder", "renamed mobile: id app -> mobile"]


def test_what_refers_to_something_that_is_gone_is_seen():
    one = {"what": "W", "touchpoint": "t"}
    before = steps("A", touchpoints={"t": {"kind": "digital", "name": "T"}}, solutions={"s": one})
    assert told(before, steps("A", solutions={"s": "W"})) == ["removed t", "changed s: touchpoint t -> None"]


def test_an_id_that_means_something_else_now_is_seen():
    before = steps({"customer": "A", "touchpoints": "a"}, touchpoints={"a": {"kind": "digital", "name": "App"}})
    after = steps(
        {"customer": "A", "touchpoints": "a"},
        touchpoints={"b": {"kind": "digital", "name": "App"}, "a": {"kind": "digital", "name": "App"}},
    )  # fmt: skip
    assert told(before, after) == ["added b"]  # what has an id of its own is known by that


# -- ways on -----------------------------------------------------------------------------------------------------

ENDS = [{"id": "b", "customer": "B"}, {"id": "c", "customer": "C"}]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (
            {"b": 0.6, "c": 0.4},
            {"b": 0.8, "c": 0.2},
            ["rerouted a: next.b.share 0.6 -> 0.8", "rerouted a: next.c.share 0.4 -> 0.2"],
        ),
        ({"b": 1.0}, {"b": 0.9, "c": 0.1}, ["rerouted a: next None -> c", "rerouted a: next.b.share 1.0 -> 0.9"]),
        ("b", "c", ["rerouted a: next None -> c", "rerouted a: next b -> None"]),
        ({"to": "b", "when": "it rains"}, {"to": "c", "when": "it rains"}, ["rerouted a: next.c.to b -> c"]),
        ({"b": 0.6, "c": 0.4}, {"c": 0.4, "b": 0.6}, ["rerouted a: next ('b', 'c') -> ('c', 'b')"]),
        ([{"to": "b", "carries": []}], [{"to": "b", "forced": True}], ["rerouted a: next.b.forced False -> True"]),
    ],
)
def test_ways_on(before, after, expected):
    def of(next_):
        return steps({"id": "a", "customer": "A", "next": next_}, *ENDS)

    assert sorted(told(of(before), of(after))) == sorted(expected)


@pytest.mark.parametrize(
    ("key", "value", "kind"),
    [
        ("abandon", 0.1, "rerouted"), ("outcome", "failure", "rerouted"), ("personas", "p", "rerouted"),
        ("time", "4m", "retimed"), ("wait", "4m", "retimed"), ("acceptable_time", "4m", "retimed"),
        ("name", "N", "renamed"), ("emotion", 1, "changed"), ("cocreated", True, "changed"),
    ],
)  # fmt: skip
def test_what_a_key_is_about_says_what_the_change_is(key, value, kind):
    personas = {"p": "P"}
    before, after = (
        steps({"id": "a", "customer": "A"}, personas=personas),
        steps({"id": "a", "customer": "A", key: value}, personas=personas),
    )
    (change,) = changes(made(before), made(after)).found
    assert (change.kind, change.key) == (kind, key)


@pytest.mark.parametrize(
    ("catalogue", "item", "key"),
    [("touchpoints", {"kind": "digital"}, "owner"), ("systems", {"name": "S"}, "owner"), ("actors", {"name": "A"}, "team"),
     ("solutions", {"what": "W"}, "owner")],
)  # fmt: skip
def test_who_answers_for_it(catalogue, item, key):
    after = {**item, key: "Someone else"}
    (change,) = changes(
        made(steps("A", **{catalogue: {"x": item}})), made(steps("A", **{catalogue: {"x": after}}))
    ).found
    assert (change.kind, change.key, change.old, change.new) == ("reowned", key, None, "Someone else")


def test_who_does_it():
    actors = {"x": "X", "y": "Y"}
    before, after = (
        steps({"customer": "A", "frontstage": {"does": "Serve", "actor": actor}}, actors=actors) for actor in "xy"
    )
    assert told(before, after) == ["reowned action Serve: actor x -> y"]


# -- the whole ---------------------------------------------------------------------------------------------------


def test_where_there_was_nothing_all_is_added():
    found = changes(None, made(steps("A", {"customer": "B", "frontstage": "Serve"}, personas={"p": "P"})))
    assert [_short(change) for change in found.found] == ["added p", "added stage S"]


def test_ids_that_are_names_of_files_are_of_no_account():
    before, after = steps("A", id="old"), steps("A", id="new")
    assert told(before, after) == ["renamed new: id old -> new"]
    assert told(before, after, are_ids_of_files=True) == []


def test_changes_come_in_the_order_of_the_newer_version_and_what_is_gone_where_it_stood():
    before = steps("A", "B", "C", "D", lanes=[{"id": "x", "role": "support", "name": "X"}])
    after = steps("A", "New", "C", {"customer": "D", "time": "1m"})
    assert told(before, after) == ["removed x", "removed step B", "added step New", "retimed step D: time None -> 1m"]


def test_the_same_changes_come_in_the_same_order():
    a, b = (load(EXAMPLES / f"06-training.{state}.blueprint.yaml") for state in ("as-is", "to-be"))
    assert [_short(c) for c in changes(a, b).found] == [_short(c) for c in changes(deepcopy(a), deepcopy(b)).found]
