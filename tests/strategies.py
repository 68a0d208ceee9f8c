"""Hypothesis strategies for everything that a blueprint consists of, up to whole, valid blueprints."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, get_args

from hypothesis import strategies as st

from blueprint.model.action import Action
from blueprint.model.blueprint import Blueprint
from blueprint.model.expectation import Expectation
from blueprint.model.lane import ROLES, Lane
from blueprint.model.marks import Delight, FailPoint, PainPoint
from blueprint.model.measure import FIGURES, Measure
from blueprint.model.step import Branch, Stage, Step
from blueprint.model.values import Estimate

TRICKY_TEXTS = (
    "no",
    "on",
    "Yes",
    "true",
    "null",
    "~",
    "12:30",
    "0123",
    "1_000",
    "0x1F",
    "1e3",
    ".5",
    "5",
    "-1.5",
    "2026-10-01",
    "a: b",
    "a:b",
    "a:",
    ":a",
    "a #b",
    "#a",
    "a#b",
    "- a",
    "-a",
    "-",
    "---",
    "--- a",
    "...",
    "? a",
    "?",
    "a?",
    "a? b",
    "[a]",
    "{a}",
    "a, b",
    "a,b",
    "]",
    "}",
    "&a",
    "*a",
    "!a",
    "|",
    ">",
    "%a",
    "@a",
    "`a`",
    "'",
    '"',
    "'a'",
    '"a"',
    "it's",
    'say "x"',
    "both ' and \"",
    "\\",
    "a\\n",
    "<<",
    "=",
    " a",
    "a ",
    "\ta",
    "a\tb",
    "\u00a0a",
    "a\u00a0",
    "a\u00a0b",
    "\u3000",
    "a\nb",
    "a\n",
    "\na",
    "a\n\nb",
    "a\n\n",
    " a\nb",
    "a\n b",
    "a \nb",
    "a\n#b",
    "a\n---\nb",
    "a\rb",
    "a\r\nb",
    "\n",
    "a\x85b",
    "a\u2028b",
    "a\u2029b",
    "\ufeffa",
    "a\ufeff",
    "\ufffe",
    "\x80",
    "\u202eabc\u202c",
    "a\n\tb",
    "a\t\nb",
    "怎么安装搅拌头？",
    "回复“稍等”：好",
    "中文: 冒号",
    "中文，逗号",
    "🙂",
    "👩‍👩‍👧‍👦 family",
    "é e\u0301",
    "שלום",
    "a" * 300,
    "字" * 120,
    "https://example.org/a?b=c#d",
    "C:\\temp",
    "100%",
    "40%",
    "2m",
    "end",
    "to",
    "{text: How long?, share: 5%}",
)
"""What a naive writer of YAML gets wrong."""

_CHARACTERS = st.characters(
    exclude_categories=["Cs"], exclude_characters=[*map(chr, (*range(9), 11, 12, *range(14, 32), 127))]
)

texts = st.one_of(
    st.sampled_from(TRICKY_TEXTS),
    st.text(st.sampled_from("ab :#,-?'\"\\[]{}&*!|>%@\n\t é字，：\u00a0\u3000"), min_size=1, max_size=12),
    st.text(_CHARACTERS, min_size=1, max_size=20),
)
"""Any text that the format allows."""

TRICKY_IDS = (
    "no",
    "y",
    "true",
    "null",
    "1",
    "0123",
    "1_000",
    "1e3",
    "-",
    "--",
    "---",
    "...",
    ".",
    "-a",
    "1.5",
    "on",
    "完成",
    "сделать",
    "é",
    "e\u0301",
    "x-1",
    "2026-10-01",
    "n",
    "a" * 1030,
)

ids = st.one_of(
    st.sampled_from(TRICKY_IDS),
    st.text(st.sampled_from("abcxyz019-_.字问é"), min_size=1, max_size=8),
).filter(lambda id_: id_ not in ("to", "end"))

shares = st.one_of(st.integers(0, 100).map(lambda n: n / 100), st.floats(0, 1))
numbers = st.one_of(st.integers(-1000, 1000), st.floats(allow_nan=False, allow_infinity=False))
moneys = st.one_of(st.integers(0, 1000), st.floats(0, 1e12), st.just(1e300), st.just(5e-324))
scales = st.integers(1, 5)
counts = st.integers(0, 10**9)
dates = st.dates(date(1, 1, 1), date(9999, 12, 31))
durations = st.one_of(
    st.integers(0, 100_000).map(lambda n: timedelta(seconds=n)), st.timedeltas(timedelta(), timedelta.max)
)
feelings = st.one_of(st.integers(-2, 2), st.floats(-2, 2))
flags = st.booleans()

plain_data: st.SearchStrategy[Any] = st.recursive(
    st.one_of(texts, st.just(""), numbers, flags),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.one_of(texts, st.just("")), inner, max_size=3)
    ),
    max_leaves=6,
)
"""What may stand under a key that starts with `x-`."""

extensions = st.dictionaries(texts.map(lambda text: f"x-{text}"), plain_data, max_size=2)


@st.composite
def estimates(draw: st.DrawFn) -> Estimate:
    """Exact or three-point estimates."""
    if draw(flags):
        return Estimate.model_validate(draw(durations))
    low, typical, high = sorted(draw(st.lists(durations, min_size=3, max_size=3)))
    return Estimate(low=low, typical=typical, high=high)


def _some(draw: st.DrawFn, required: dict[str, Any], optional: dict[str, st.SearchStrategy[Any]]) -> dict[str, Any]:
    """The required keys and a few of the optional ones, with an extension now and then."""
    chosen = draw(st.lists(st.sampled_from(sorted(optional)), max_size=4, unique=True))
    drawn = required | {key: draw(optional[key]) for key in chosen}
    return drawn | draw(extensions) if draw(st.integers(0, 9)) == 9 else drawn


def _of(pool: list[str]) -> st.SearchStrategy[str]:
    return st.sampled_from(pool) if pool else st.nothing()


def _several(pool: list[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(_of(pool), max_size=3).map(tuple) if pool else st.just(())


def _texts() -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(texts, max_size=3).map(tuple)


def _known(pool: list[str], strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """What refers into a pool; None where the pool is empty."""
    return strategy if pool else st.none()


class _Pools:
    """The ids of a blueprint that is being made, each kind's own."""

    def __init__(self, draw: st.DrawFn) -> None:
        places = draw(st.lists(ids, min_size=4, max_size=14, unique=True))
        concerns = draw(st.lists(ids, max_size=9, unique=True))
        self.touchpoints, self.stages = places[:2], places[2:3]
        self.steps, self.actions = places[3::2], places[4::2]
        self.questions, self.pains, self.fails = concerns[:3], concerns[3:6], concerns[6:]
        some = st.lists(ids, max_size=3, unique=True)
        for name in ("personas", "actors", "systems", "data", "metrics", "solutions", "sources", "lanes"):
            setattr(self, name, draw(some))

    personas: list[str]
    actors: list[str]
    systems: list[str]
    data: list[str]
    metrics: list[str]
    solutions: list[str]
    sources: list[str]
    lanes: list[str]


@st.composite
def blueprints(draw: st.DrawFn) -> Blueprint:
    """Whole, valid blueprints whose references all lead somewhere, with awkward text in all of them."""
    pools = _Pools(draw)
    lanes = [
        Lane(id=id_, role=draw(st.sampled_from(ROLES)), name=draw(texts)) for id_ in pools.lanes if id_ not in ROLES
    ]
    steps = [_step(draw, pools, id_, lanes) for id_ in pools.steps]
    for _ in range(draw(st.integers(0, 2))):
        steps.insert(draw(st.integers(0, len(steps))), _step(draw, pools, None, lanes))
    _spread(draw, pools, steps)
    cut = draw(st.integers(0, len(steps)))
    stages = [
        Stage(**_some(draw, {"name": draw(texts), "steps": tuple(Step(**s) for s in part)}, {"goal": texts}) | named)
        for part, named in ((steps[:cut], {"id": pools.stages[0]}), (steps[cut:], {}))
    ]
    return Blueprint.model_validate(
        _some(
            draw,
            {"title": draw(texts), "stages": stages, "lanes": lanes, **_catalogues(draw, pools)},
            {
                "summary": texts,
                "scenario": texts,
                "id": ids,
                "state": st.sampled_from(["as-is", "to-be"]),
                "language": st.sampled_from(["no", "en", "zh-Hans"]),
                "currency": st.just("EUR"),
                "owner": texts,
                "reviewed": dates,
                "price": moneys,
                "overhead": moneys,
                "expectations": _expectations(pools),
            },
        )
    )


def _spread(draw: st.DrawFn, pools: _Pools, steps: list[dict[str, Any]]) -> None:
    """Give each action and each mark of the pools a place, so that what refers to them finds them."""
    for id_ in pools.actions:
        step = draw(st.sampled_from(steps))
        step["support"] = (*step.get("support", ()), _action(draw, pools, "support", [], [], id_))
    for id_ in pools.pains:
        step = draw(st.sampled_from(steps))
        step["pain_points"] = (*step.get("pain_points", ()), _pain_point(draw, pools, id_))
    for id_ in pools.fails:
        step = draw(st.sampled_from(steps))
        step["fail_points"] = (*step.get("fail_points", ()), _fail_point(draw, pools, id_))


def _named(id_: str | None) -> dict[str, str]:
    return {} if id_ is None else {"id": id_}


def _step(draw: st.DrawFn, pools: _Pools, id_: str | None, lanes: list[Lane]) -> dict[str, Any]:
    touchpoints = draw(_several(pools.touchpoints))

    def actions(role: str) -> st.SearchStrategy[tuple[Action, ...]]:
        return st.builds(
            lambda n: tuple(_action(draw, pools, role, [*touchpoints], lanes) for _ in range(n)), st.integers(0, 2)
        )

    others = [other for other in pools.steps if other != id_]
    return _some(
        draw,
        {"touchpoints": touchpoints, **_named(id_)},
        {
            "name": texts,
            "evidence": _texts(),
            "time": estimates(),
            "acceptable_time": estimates(),
            "wait": estimates(),
            "customer": actions("customer").map(lambda a: a[0] if a else None),
            "frontstage": actions("frontstage"),
            "backstage": actions("backstage"),
            "support": actions("support"),
            "emotion": st.one_of(
                feelings, _known(pools.personas, st.dictionaries(_of(pools.personas), feelings, max_size=2))
            ),
            "moment_of_truth": flags,
            "cocreated": flags,
            "requests_feedback": flags,
            "personas": _several(pools.personas),
            "otherwise": _known(others, _of(others)),
            "asks": _several(pools.questions),
            "pain_points": st.builds(lambda: (_pain_point(draw, pools),)),
            "fail_points": st.builds(lambda: (_fail_point(draw, pools),)),
            "delights": st.lists(
                st.builds(Delight, what=texts, common=st.none() | shares, personal=flags), max_size=2
            ).map(tuple),
            "thoughts": _texts(),
            "quotes": _texts(),
            "notes": _texts(),
            "basis": st.sampled_from(["observed", "assumed", "proposed"]),
            "sources": _several(pools.sources),
            "next": _branches(pools),
            "abandon": shares,
            "outcome": st.sampled_from(["success", "failure"]),
            "expands": texts,
        },
    )


def _branches(pools: _Pools) -> st.SearchStrategy[tuple[Branch, ...]]:
    targets = st.sampled_from([*pools.steps, "end"])
    plain = st.builds(Branch, to=targets)
    shared = st.builds(Branch, to=targets, share=shares)
    full = st.builds(
        lambda for_, **rest: Branch(**{"for": for_}, **rest),
        to=targets,
        share=st.none() | shares,
        when=st.none() | texts,
        for_=_several(pools.personas),
        carries=_several(pools.data),
        forced=flags,
        repeat=flags,
    )
    return st.one_of(plain.map(lambda b: (b,)), *(st.lists(b, max_size=3).map(tuple) for b in (shared, full)))


def _action(
    draw: st.DrawFn, pools: _Pools, role: str, touchpoints: list[str], lanes: list[Lane], id_: str | None = None
) -> Action:
    triggered = [target for target in (*pools.steps, *pools.actions) if target != id_]
    own = [role, *(lane.id for lane in lanes if lane.role == role)]
    data = _several(pools.data)
    return Action(
        **_some(
            draw,
            {"does": draw(texts), **_named(id_)},
            {
                "actor": _known(pools.actors, _of(pools.actors)),
                "system": _known(pools.systems, _of(pools.systems)),
                "lane": st.sampled_from(own),
                "touchpoint": _known(touchpoints, _of(touchpoints)),
                "time": estimates(),
                "blocking": flags,
                "cost": moneys,
                "collects": data,
                "uses": data,
                "shows": data,
                "records": data,
                "triggers": _several(triggered),
                "replies_on": texts,
                "policy": texts,
                "emotion": feelings,
                "notes": _texts(),
                "fail_points": st.builds(lambda: (_fail_point(draw, pools),)),
            },
        )
    )


def _pain_point(draw: st.DrawFn, pools: _Pools, id_: str | None = None) -> PainPoint:
    return PainPoint(
        **_some(
            draw,
            {"what": draw(texts), **_named(id_)},
            {
                "severity": scales,
                "occurrence": shares,
                "cause": texts,
                "quotes": _texts(),
                "personas": _several(pools.personas),
                "sources": _several(pools.sources),
            },
        )
    )


def _fail_point(draw: st.DrawFn, pools: _Pools, id_: str | None = None) -> FailPoint:
    places = [*pools.steps, *pools.actions]
    return FailPoint(
        **_some(
            draw,
            {"what": draw(texts), **_named(id_)},
            {
                "severity": scales,
                "occurrence": shares,
                "detection": scales,
                "poka_yoke": texts,
                "recovery": st.one_of(texts, st.sampled_from(places).map(lambda to: {"to": to})),
            },
        )
    )


def _catalogues(draw: st.DrawFn, pools: _Pools) -> dict[str, Any]:
    kinds = st.sampled_from(["digital", "physical", "interpersonal"])
    data, systems = _several(pools.data), _several(pools.systems)
    value = st.one_of(
        numbers,
        st.fixed_dictionaries(
            {"value": numbers},
            optional={"n": counts, "sd": moneys, "date": dates, "source": _known(pools.sources, _of(pools.sources))},
        ),
    )
    where = [*pools.steps, *pools.stages, *pools.touchpoints]
    concerns = [*pools.pains, *pools.fails, *pools.questions]
    name: dict[str, st.SearchStrategy[Any]] = {"name": texts}
    catalogues: dict[str, tuple[dict[str, st.SearchStrategy[Any]], dict[str, st.SearchStrategy[Any]]]] = {
        "personas": (
            name,
            {"description": texts, "share": shares, "channels": _texts(), "needs": _texts(), "goals": _texts()},
        ),
        "touchpoints": (
            {"kind": kinds},
            {
                "name": texts,
                "channel": texts,
                "evidence": texts,
                "answers": _several(pools.questions),
                "shows": data,
                "systems": systems,
                "owner": texts,
                "community": flags,
            },
        ),
        "actors": (name, {"team": texts, "hourly_cost": moneys, "count": counts}),
        "systems": (name, {"owner": texts, "holds": data, "availability": shares}),
        "data": (
            name,
            {
                "sensitivity": st.sampled_from(["public", "personal", "sensitive"]),
                "inferred": flags,
                "control": st.lists(st.sampled_from(["view", "correct", "delete", "opt-out"]), max_size=4).map(tuple),
            },
        ),
        "questions": ({"text": texts}, {"share": shares, "keywords": _texts(), "habit": flags}),
        "metrics": (
            name,
            {
                "unit": texts,
                "better": st.sampled_from(["higher", "lower"]),
                "at": _known(where, _of(where)),
                "baseline": value,
                "target": value,
                "actual": value,
            },
        ),
        "solutions": (
            {"what": texts},
            {
                "addresses": _several(concerns),
                "kind": kinds,
                "touchpoint": _of(pools.touchpoints),
                "owner": texts,
                "effort": scales,
                "impact": scales,
                "status": st.sampled_from(["idea", "planned", "doing", "done"]),
                "verified_by": _several(pools.metrics),
            },
        ),
        "sources": (
            name,
            {
                "kind": st.sampled_from(["interview", "survey", "log", "document"]),
                "date": dates,
                "n": counts,
                "url": texts,
            },
        ),
    }
    return {
        key: {id_: _some(draw, {k: draw(v) for k, v in required.items()}, optional) for id_ in getattr(pools, key)}
        for key, (required, optional) in catalogues.items()
    }


@st.composite
def _expectation(draw: st.DrawFn, pools: _Pools) -> Expectation:
    """A measure with what it can be limited to, and bounds in its unit and in order."""
    measure = draw(st.sampled_from(get_args(Measure)))
    figure = FIGURES[measure]
    items = {"step": pools.steps, "question": pools.questions, "pain point": pools.pains, "fail point": pools.fails,
             "data item": pools.data, "stage": pools.stages, "touchpoint": pools.touchpoints}  # fmt: skip
    pool = [id_ for kind in figure.items for id_ in items.get(kind, ())]
    unit = {"time": durations, "share": shares}.get(figure.unit, numbers)
    bounds = sorted(draw(st.lists(unit, min_size=2, max_size=2)))
    kept = draw(
        st.sampled_from(
            [{"at_least": bounds[0]}, {"at_most": bounds[1]}, dict(zip(("at_least", "at_most"), bounds, strict=True))]
        )
    )
    limits = {}
    if pool and (not figure.has_whole or draw(st.booleans())):
        limits["of"] = draw(st.sampled_from(pool))
    elif not figure.has_whole:
        return Expectation(measure="success_share", at_least=0.5)
    if figure.has_part and pools.steps:
        limits |= {key: draw(st.sampled_from(pools.steps)) for key in ("from", "to") if draw(st.booleans())}
    if pools.personas and draw(st.booleans()):
        limits["persona"] = draw(st.sampled_from(pools.personas))
    return Expectation(measure=measure, **kept, **limits)


def _expectations(pools: _Pools) -> st.SearchStrategy[tuple[Expectation, ...]]:
    return st.lists(_expectation(pools), max_size=3).map(tuple)
