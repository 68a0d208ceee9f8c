"""What the view `journey` shows: the customers' side, and what a filter leaves of it."""

from __future__ import annotations

from pathlib import Path

import pytest

import blueprint as bp
from blueprint.drawing.drawing import Drawing
from blueprint.drawing.layout.curve import emotion_strip
from blueprint.drawing.scene import Text
from blueprint.drawing.views.grid import Curve
from blueprint.drawing.views.journey import view
from blueprint.drawing.views.scope import Filters, Scope
from blueprint.drawing.views.voices import quoted
from blueprint.source.load import load
from tests.drawing.generated import CHINESE, ENGLISH, RIGHT_TO_LEFT, generated
from tests.drawing.geometry import faults, groups, meets, text_box

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.blueprint.yaml"))


@pytest.fixture(scope="module")
def shop() -> bp.Blueprint:
    return bp.Blueprint.model_validate({
        "title": "Shop", "owner": "Sales",
        "personas": {
            "young": {"name": "Young", "share": "75%", "goals": "Be quick"},
            "old": {"name": "Old", "description": "Likes to talk", "share": "25%", "channels": "store", "needs": ["Time", "A seat"]},
        },
        "touchpoints": {
            "app": {"kind": "digital", "channel": "app", "name": "App"},
            "desk": {"kind": "interpersonal", "channel": "store", "name": "Desk"}, "bag": {"kind": "physical", "name": "Bag"},
        },
        "actors": {"clerk": "Clerk"}, "systems": {"till": "Till"}, "questions": {"price": "How much?"},
        "sources": {"talks": "Talks of May"},
        "stages": [
            {"name": "Choose", "id": "choose", "goal": "Find the right one", "steps": [
                {"id": "look", "customer": "Look around", "touchpoints": ["app", "desk"], "evidence": "Window", "asks": "price", "time": "10m",
                 "emotion": {"young": 1, "old": 0}, "next": {"sign": "60%", "buy": "40%"}},
                {"id": "sign", "customer": "Sign up", "touchpoints": "app", "time": "5m", "emotion": {"young": 2, "old": -2},
                 "thoughts": "Why at all?", "quotes": ["“I only want a bag”", "No!"], "sources": "talks",
                 "pain_points": [{"id": "forced", "what": "Must sign up", "severity": 4, "quotes": "Never", "personas": "old", "sources": "talks"}],
                 "backstage": {"does": "Count", "actor": "clerk", "fail_points": [{"id": "miscount", "what": "Miscounts"}]}},
            ]},
            {"name": "Pay", "id": "pay", "steps": [
                {"id": "buy", "customer": "Pay", "touchpoints": ["desk", "bag"], "time": "2m", "emotion": {"young": -1, "old": -1},
                 "moment_of_truth": True, "abandon": "10%", "fail_points": [{"id": "refused", "what": "Card refused", "severity": 3}],
                 "support": {"does": "Book", "system": "till"}},
                {"id": "leave", "customer": "Leave", "time": "1m", "emotion": {"young": 1.5, "old": 1}, "delights": "A ribbon", "outcome": "success"},
            ]},
        ],
        "solutions": {
            "guest": {"what": "Buy as a guest", "addresses": ["forced", "price"], "kind": "digital", "status": "planned", "effort": 2, "impact": 5},
            "two": {"what": "Count twice", "addresses": "miscount"}, "smile": "Smile",
        },
    })  # fmt: skip


def cards(grid):
    return {card.id: card for card in grid.cards}


def notes(card):
    return [note.text for note in card.notes]


# -- what is shown -----------------------------------------------------------------------------------------------


def test_rows(shop: bp.Blueprint) -> None:
    rows = view(Scope(shop, Filters())).rows
    assert [row.id for row in rows] == [
        "goal", "customer", "touchpoints:digital", "touchpoints:physical", "touchpoints:interpersonal", "emotion", "voices",
        "questions", "pains", "delights", "solutions", "other-solutions",
    ]  # fmt: skip
    assert [row.icon for row in rows if row.icon] == ["digital", "physical", "interpersonal"]
    assert next(row.scale for row in rows if row.kind == "emotion") == 2


def test_nothing_from_backstage(shop: bp.Blueprint) -> None:
    grid = view(Scope(shop, Filters()))
    assert {card.role for card in grid.cards} == {"customer", "evidence", ""}
    said = " ".join(t.text for t in Drawing(shop, "journey", Filters()).scene.texts())
    assert not any(word in said for word in ("Clerk", "Till", "Book", "Miscounts"))


def test_touchpoints_stand_in_the_row_of_their_kind(shop: bp.Blueprint) -> None:
    grid = view(Scope(shop, Filters()))
    assert {(c.text, c.row) for c in grid.cards if c.role == "evidence"} == {
        ("App", "touchpoints:digital"), ("Desk", "touchpoints:interpersonal"), ("Bag", "touchpoints:physical"),
        ("Window", "touchpoints:physical"),
    }  # fmt: skip


def test_steps_say_who_alone_gets_there_and_who_gives_up(shop: bp.Blueprint) -> None:
    shown = cards(view(Scope(shop, Filters())))
    assert notes(shown["sign"]) == ["5 min", "Old give up: nothing here is open to them"]
    assert notes(shown["buy"]) == ["2 min", "10% give up"]
    assert shown["buy"].badges == ("star",)


def test_a_step_after_all_of_a_persona_gave_up_is_only_for_the_others() -> None:
    b = load(next(p for p in EXAMPLES if p.name.startswith("03-holiday-train.as-is")))
    shown = cards(view(Scope(b, Filters())))
    assert "仅限 年轻旅客" in notes(shown["gate"])
    assert notes(shown["app-buy"])[-1] == "老年旅客放弃：没有可用的触点"


def test_goals_and_arrivals(shop: bp.Blueprint) -> None:
    """To pay come all of Young, after 10 min or 15 (60%), and 40% of Old, after 10: 85%, after (0.75 x 13 + 0.1 x 10) / 0.85."""
    shown = cards(view(Scope(shop, Filters())))
    assert (shown["stage:choose"].text, shown["stage:choose"].span, notes(shown["stage:choose"])) == (
        "Find the right one", 2, [],
    )  # fmt: skip
    assert notes(shown["stage:pay"]) == ["85% get here", "after 12 min 39 s"]
    old = cards(view(Scope(shop, Filters(persona="old"))))
    assert notes(old["stage:pay"]) == ["40% get here", "after 10 min"]


def test_voices(shop: bp.Blueprint) -> None:
    shown = [card for card in view(Scope(shop, Filters())).cards if card.row == "voices"]
    assert [(card.kind, card.text, notes(card), card.about) for card in shown] == [
        ("thought", "Why at all?", ["— Talks of May"], "sign"),
        ("quote", "“I only want a bag”", ["— Talks of May"], "sign"),
        ("quote", "“No!”", ["— Talks of May"], "sign"),
        ("quote", "“Never”", ["Old", "— Talks of May"], "pain:forced"),
    ]
    young = view(Scope(shop, Filters(persona="young"))).cards
    assert "“Never”" not in {card.text for card in young}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Hello", "“Hello”"), (" “Hello” ", "“Hello”"), ('"Hello"', '"Hello"'), ("「好」", "「好」"), ("“A”, “B”", "““A”, “B””"),
        ('I said "no"', '“I said "no"”'), ('"', '“"”'), ("“", "““”"),
    ],
)  # fmt: skip
def test_a_quote_is_quoted_once(text: str, shown: str) -> None:
    assert quoted(text, ("“", "”")) == shown


@pytest.mark.parametrize(
    ("language", "shown"), [("en", "“好”"), ("zh-Hans", "“好”"), ("zh-Hant", "「好」"), ("zh-HK", "「好」")]
)
def test_quotation_marks_of_the_language(language: str, shown: str) -> None:
    b = bp.Blueprint(
        title="x", language=language, stages=[{"name": "a", "steps": [{"id": "s", "customer": "b", "quotes": "好"}]}]
    )
    assert cards(view(Scope(b, Filters())))["s:quote-1"].text == shown


def test_solutions_stand_where_they_help(shop: bp.Blueprint) -> None:
    grid = view(Scope(shop, Filters()))
    assert [(c.id, c.row, c.column, notes(c)) for c in grid.cards if c.icon == "solution"] == [
        ("look:solution:guest", "solutions", 0, ["digital", "planned", "effort 2/5", "impact 5/5"]),
        ("sign:solution:guest", "solutions", 1, []),
        ("solution:two", "other-solutions", 0, ["for what is not shown here"]),
        ("solution:smile", "other-solutions", 0, ["tied to no pain, risk or question"]),
    ]
    pay = view(Scope(shop, Filters(stages=("pay",))))
    assert [c.id for c in pay.cards if c.icon == "solution"] == ["solution:guest", "solution:two", "solution:smile"]


def test_on_sheets_each_solution_stands_where_it_helps_and_the_others_on_the_last(shop: bp.Blueprint) -> None:
    sheets = [view(Scope(shop, Filters(stages=(stage,), sheet=(n, 2)))) for n, stage in ((1, "choose"), (2, "pay"))]
    assert [[c.id for c in grid.cards if c.icon == "solution"] for grid in sheets] == [
        ["look:solution:guest", "sign:solution:guest"],
        ["solution:two", "solution:smile"],
    ]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.name.removesuffix(".blueprint.yaml"))
def test_all_that_belongs_to_a_journey_is_there(path: Path) -> None:
    b = load(path)
    grid = view(Scope(b, Filters()))
    shown = {card.about for card in grid.cards} | {panel.part for panel in grid.panels}
    steps = [step for _, step in b.steps()]
    wanted = {str(step.id) for step in steps}
    wanted |= {f"touchpoint:{t}" for step in steps for t in step.touchpoints}
    wanted |= {f"question:{q}" for step in steps for q in step.asks}
    wanted |= {f"pain:{pain.id}" for step in steps for pain in step.pain_points}
    wanted |= {f"fail:{fail.id}" for step in steps for fail in step.fail_points}
    wanted |= {f"solution:{s}" for s in b.solutions} | {f"persona:{p}" for p in b.personas}
    assert wanted <= shown
    backstage = {str(action.id) for _, role, action in b.actions() if role != "customer"}
    assert not backstage & shown
    said = {card.title for card in grid.cards if card.row == "voices"}
    assert {
        *(t for s in steps for t in (*s.thoughts, *s.quotes)),
        *(q for s in steps for p in s.pain_points for q in p.quotes),
    } <= said


# -- who ---------------------------------------------------------------------------------------------------------


def test_panels(shop: bp.Blueprint) -> None:
    """Minutes to success: of Young 10 + 60% of 5 + 2 + 1; of Old 10 + 2 + 1, as those who are to sign up give up."""
    young, old = view(Scope(shop, Filters())).panels
    assert (young.name, young.curve, young.lists) == ("Young", 0, (("Goals", ("Be quick",)),))
    assert pairs(young) == (("75%", "of customers"), ("90%", "succeed"), ("16 min", "mean time to success"))
    assert (old.text, old.curve) == ("Likes to talk", 1)
    assert old.lists == (("Needs", ("Time", "A seat")), ("Channels", ("store",)))
    assert pairs(old) == (("25%", "of customers"), ("36%", "succeed"), ("13 min", "mean time to success"))
    (only,) = view(Scope(shop, Filters(persona="old"))).panels
    assert (only.name, only.curve, only.figures) == ("Old", None, old.figures)
    assert not any(figure.is_trouble for panel in (young, old) for figure in panel.figures)


def pairs(panel):
    return tuple((figure.value, figure.says) for figure in panel.figures)


def test_that_nobody_of_a_persona_succeeds_stands_out() -> None:
    b = load(next(p for p in EXAMPLES if p.name.startswith("03-holiday-train.as-is")))
    grid = view(Scope(b, Filters()))
    young, elder = grid.panels
    assert pairs(elder) == (("25%", "占顾客"), ("0%", "成功"), ("15分钟54秒", "平均白费时间"))
    assert [figure.is_trouble for panel in (young, elder) for figure in panel.figures] == [*[False] * 4, True, False]
    texts = [(t.text, t.style) for t in Drawing(b, "journey", Filters()).scene.texts()]
    assert [text for text, style in texts if style == "heading-trouble"] == ["0%"]
    assert "成功者平均用时 1小时7分钟" in grid.heading.details


def test_the_mean_time_is_that_of_all_where_all_succeed() -> None:
    b = load(next(p for p in EXAMPLES if p.name.startswith("08-coffee-shop")))
    assert "mean time 36 min 30 s" in view(Scope(b, Filters())).heading.details


def test_the_figures_are_those_of_the_analysis(shop: bp.Blueprint) -> None:
    from blueprint.analysis.analysis import analyze

    details = view(Scope(shop, Filters())).heading.details
    everyone = analyze(shop)
    words = everyone.customers.words
    assert details == (
        "Owner: Sales",
        f"{words.share(float(everyone.journeys.success_share))} succeed",
        f"mean time to success {words.amount(everyone.time.expected_time_of_successes, 'time')}",
    )
    assert view(Scope(shop, Filters(persona="old"))).heading.details == ("Owner: Sales",)


def test_what_is_not_open_to_a_persona_is_said(shop: bp.Blueprint) -> None:
    grid = view(Scope(shop, Filters(persona="old")))
    shown = cards(grid)
    assert notes(shown["look:touchpoint:app"]) == ["not open to them"]
    assert notes(shown["look:touchpoint:desk"]) == []
    assert notes(shown["sign"])[-1] == "all give up: nothing here is open to them"
    assert grid.heading.caption == "Persona: Old"


def test_questions_are_answered_by_what_is_open_to_a_persona() -> None:
    b = load(next(p for p in EXAMPLES if p.name.startswith("03-holiday-train.as-is")))
    for name, persona, answer in (
        ("journey", "young", "购票 App"),
        ("journey", "elder", "无处可答"),
        ("blueprint", "elder", "无处可答"),
    ):
        grid = Drawing(b, name, Filters(persona=persona))._picture.content
        assert notes(cards(grid)["gate:asks:how-enter"])[-1] == answer


def test_steps_that_a_persona_does_not_get_to_are_only_outlined() -> None:
    b = load(next(p for p in EXAMPLES if p.name.startswith("03-holiday-train.as-is")))
    shown = cards(view(Scope(b, Filters(persona="elder"))))
    assert [id_ for id_, card in shown.items() if card.kind == "ghost"] == [
        "gate",
        "find-room",
        "call",
        "board",
        "missed",
    ]
    assert notes(shown["gate"])[-1] == "无人到达"


def test_a_broken_flow_leaves_out_the_figures_only() -> None:
    b = bp.Blueprint.model_validate({"title": "x", "personas": {"p": {"name": "P", "share": "50%"}, "q": "Q"}, "stages": [
        {"name": "a", "goal": "g", "steps": [{"id": "a", "customer": "A", "emotion": 1, "next": {"a": "50%", "b": "20%"}}]},
        {"name": "b", "steps": [{"id": "b", "customer": "B", "emotion": -1}]},
    ]})  # fmt: skip
    grid = view(Scope(b, Filters()))
    assert [pairs(panel) for panel in grid.panels] == [(("50%", "of customers"),), ()]
    assert [card.id for card in grid.cards] == ["stage:stage-1", "a", "b"]
    assert [curve.values for curve in grid.curves] == [{0: 1, 1: -1}]
    assert grid.heading.details == ()


# -- feelings ----------------------------------------------------------------------------------------------------


def test_a_curve_ends_where_its_persona_gives_up(shop: bp.Blueprint) -> None:
    young, old = view(Scope(shop, Filters())).curves
    assert young.values == {0: 1, 1: 2, 2: -1, 3: 1.5}
    assert young.remarks == {1: ("highest",), 2: ("lowest",), 3: ("end",)}
    assert old.values == {0: 0, 1: -2, 2: -1, 3: 1}
    assert old.gaps == {2}
    assert old.remarks == {1: ("lowest", "gives up"), 3: ("highest", "end")}


def test_nobody_feels_anything_beyond_where_all_give_up() -> None:
    b = load(next(p for p in EXAMPLES if p.name.startswith("03-holiday-train.as-is")))
    for name in ("journey", "blueprint"):
        grid = Drawing(b, name, Filters(persona="elder"))._picture.content
        assert grid.curves[0].values == {0: 0, 1: -2, 2: -2}


def test_what_stands_out_of_several_curves_is_named_clear_of_all_points() -> None:
    same = {0: 1.0, 1: 0.0, 2: -2.0}
    curves = [
        Curve("A", same, remarks={0: ("highest",), 2: ("lowest", "end")}),
        Curve("B", same, remarks={0: ("highest",), 2: ("lowest", "end")}),
        Curve("C", {0: 1.0, 1: -1.5, 2: 2.0}, remarks={1: ("lowest",), 2: ("highest",)}),
    ]
    shapes = emotion_strip(curves, [200.0, 380.0, 560.0], top=0, left=100, right=680, margin=20, scale=2)
    labels = [
        s
        for s in shapes
        if isinstance(s, Text) and s.style.startswith(("small-bold", "small-curve")) and s.anchor == "middle"
    ]
    assert [(t.text, t.style) for t in labels] == [
        ("highest", "small-bold"), ("lowest", "small-curve-3"), ("lowest · end", "small-bold"), ("highest", "small-curve-3"),
    ]  # fmt: skip
    points = [
        (200.0 + 180 * c + (n - 1) * 12 - 5, 36 + 88 - v * 44 - 5, 10, 10)
        for n, curve in enumerate(curves)
        for c, v in curve.values.items()
    ]
    assert not [(t.text, p) for t in labels for p in points if meets(text_box(t), p)]
    assert not [
        (a.text, b.text) for n, a in enumerate(labels) for b in labels[n + 1 :] if meets(text_box(a), text_box(b))
    ]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.name.removesuffix(".blueprint.yaml"))
def test_every_remark_finds_a_place(path: Path) -> None:
    b = load(path)
    for persona in (None, *b.personas):
        drawing = Drawing(b, "journey", Filters(persona=persona))
        curves = drawing._picture.content.curves
        wanted = {(c, curve.values[c], " · ".join(said)) for curve in curves for c, said in curve.remarks.items()}
        labels = [s.text for s in drawing.scene.items if isinstance(s, Text) and s.anchor == "middle"]
        assert sorted(labels) == sorted(text for _, _, text in wanted)


# -- filters -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["journey", "blueprint"])
def test_the_main_path(shop: bp.Blueprint, name: str) -> None:
    """Young signs up more often than not: 0.6 x 0.9 against 0.4 x 0.9; Old can only go straight on."""
    grid = Drawing(shop, name, Filters(path="main"))._picture.content
    assert [column.step for column in grid.columns] == ["look", "sign", "buy", "leave"]
    assert grid.heading.caption == "Main path"
    grid = Drawing(shop, name, Filters(path="main", persona="old"))._picture.content
    assert [column.step for column in grid.columns] == ["look", "buy", "leave"]
    assert grid.heading.caption == "Persona: Old · Main path · steps not shown: 1"
    assert "Sign up: 60%" in notes(cards(grid)["look"])


def test_where_there_is_no_main_path() -> None:
    broken = bp.Blueprint.model_validate({"title": "x", "stages": [
        {"name": "a", "steps": [{"id": "a", "customer": "A", "next": {"a": "50%", "b": "20%"}}, {"id": "b", "customer": "B"}]},
    ]})  # fmt: skip
    with pytest.raises(
        bp.DrawError,
        match="no main path, as the flow gives no numbers: the shares of the branches of `a` add up to 70%",
    ):
        Scope(broken, Filters(path="main"))
    train = load(next(p for p in EXAMPLES if p.name.startswith("03-holiday-train.as-is")))
    with pytest.raises(bp.DrawError, match="there is no main path: `elder` never gets through to success"):
        Scope(train, Filters(path="main", persona="elder"))


@pytest.mark.parametrize(
    ("lane", "rows"),
    [
        ("evidence", ["touchpoints:digital", "touchpoints:physical", "touchpoints:interpersonal"]),
        ("customer", ["goal", "customer", "emotion", "voices", "questions", "pains", "delights", "solutions", "other-solutions"]),
        ("backstage", []),
    ],
)  # fmt: skip
def test_lanes(shop: bp.Blueprint, lane: str, rows: list[str]) -> None:
    grid = view(Scope(shop, Filters(lanes=(lane,))))
    assert [row.id for row in grid.rows] == rows
    assert {card.row for card in grid.cards} == set(rows) - {"emotion"}
    assert faults(Drawing(shop, "journey", Filters(lanes=(lane,))).scene) == []


@pytest.mark.parametrize(
    "draft",
    [
        {"stages": [{"name": "Only"}]},
        {"stages": [{"name": "Only", "goal": "Start"}], "personas": {"p": "P"}},
        {"stages": [{"name": "a", "steps": [{"customer": "b"}]}, {"name": "later", "goal": "c"}], "solutions": {"s": "Smile"}},
        {"stages": [{"name": "a", "steps": [{"wait": "1m"}]}], "lanes": [{"id": "child", "role": "customer", "name": "Child"}]},
    ],
)  # fmt: skip
def test_drafts(draft: dict) -> None:
    b = bp.Blueprint.model_validate({"title": "Draft"} | draft)
    drawing = Drawing(b, "journey", Filters())
    assert faults(drawing.scene) == []
    said = " ".join(t.text for t in drawing.scene.texts())
    assert all(stage.name in said and (stage.goal or "") in said for stage in b.stages)


# -- geometry ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.name.removesuffix(".blueprint.yaml"))
def test_examples(path: Path) -> None:
    b = load(path)
    for persona in (None, *b.personas):
        scene = Drawing(b, "journey", Filters(persona=persona)).scene
        assert faults(scene) == []
        stages, panels = [next(groups(scene, "stages"))], [g for g in groups(scene, "card") if g.role == "card panel"]
        top = min(text_box(t)[1] for g in stages[0].items for t in g.items if isinstance(t, Text))
        assert all(scene.boxes[g.id][1] + scene.boxes[g.id][3] < top for g in panels)


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("words", [ENGLISH, CHINESE, RIGHT_TO_LEFT, None], ids=["english", "chinese", "rtl", "mixed"])
def test_generated(words: list[str] | None, seed: int) -> None:
    b = generated((1, 2, 3, 5, 8, 21, 60, 60)[seed], 10, words, seed)
    for persona in (None, "p0"):
        assert faults(Drawing(b, "journey", Filters(persona=persona)).scene) == []


@pytest.mark.parametrize("count", [1, 2, 3, 5, 9])
def test_any_number_of_personas(count: int) -> None:
    personas = {
        f"p{n}": {
            "name": f"{CHINESE[n % 6]} {n}",
            "share": "10%",
            "goals": ENGLISH[: n % 4],
            "needs": ENGLISH[: n % 3],
            "channels": ["web", "store"],
        }
        for n in range(count)
    }
    emotion = {id_: (n % 5) - 2 for n, id_ in enumerate(personas)}
    b = bp.Blueprint.model_validate({"title": "x", "personas": personas, "stages": [{"name": "a", "steps": [
        {"customer": "a", "emotion": emotion, "time": "3m"}, {"customer": "b", "emotion": 1}, {"customer": "c", "emotion": emotion},
    ]}]})  # fmt: skip
    drawing = Drawing(b, "journey", Filters())
    assert faults(drawing.scene) == []
    said = " ".join(
        t.text for g in groups(drawing.scene, "card") if g.role == "card panel" for t in g.items if isinstance(t, Text)
    )
    assert all(name.split()[-1] in said for name in (p["name"] for p in personas.values()))


def test_the_same_input_gives_the_same_bytes() -> None:
    first, second = (Drawing(generated(21, 6, CHINESE, 3), "journey", Filters()).svg for _ in range(2))
    assert first == second


def test_hostile_text_stays_text() -> None:
    bad = "</text><script>alert(1)</script>"
    b = bp.Blueprint.model_validate({"title": bad, "personas": {"p": {"name": bad, "goals": bad, "needs": bad, "channels": bad, "description": bad}},
        "sources": {"s": bad}, "solutions": {"x": bad},
        "stages": [{"name": bad, "goal": bad, "steps": [{"customer": bad, "thoughts": bad, "quotes": bad, "sources": "s"}]}]})  # fmt: skip
    assert "<script" not in Drawing(b, "journey", Filters()).svg


def test_a_picture_that_is_too_high_is_not_shared_out_over_sheets_in_vain() -> None:
    b = load(next(p for p in EXAMPLES if p.name.startswith("03-holiday-train.to-be")))
    whole = Drawing(b, "journey", Filters())
    assert whole.sheets("A3") == [whole.scene]
    wide = Drawing(generated(34, 6, CHINESE, 3), "journey", Filters()).sheets("A3")
    assert len(wide) > 1
    assert len({(scene.width, scene.height) for scene in wide}) == 1


@pytest.mark.parametrize(
    ("felt", "remarks"),
    [
        ((1, 1, 1, 2), {3: ("highest", "end")}),
        ((1, 1, 2, 2), {0: ("lowest",), 2: ("highest",), 3: ("end",)}),
        ((0, 0, 0, -1, -2), {3: (), 4: ("lowest", "end")}),
        ((1, 1), {}),
    ],
)
def test_the_level_of_a_curve_is_neither_peak_nor_valley(
    felt: tuple[int, ...], remarks: dict[int, tuple[str, ...]]
) -> None:
    steps = [{"customer": str(n), "emotion": value} for n, value in enumerate(felt)]
    (curve,) = view(Scope(bp.Blueprint(title="x", stages=[{"name": "a", "steps": steps}]), Filters())).curves
    assert curve.remarks == {column: said for column, said in remarks.items() if said}
