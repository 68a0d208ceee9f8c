"""Any blueprint that can be made can be drawn in every view, whatever is in it, and whatever is asked of it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import blueprint as bp
from blueprint.drawing import VIEWS
from blueprint.drawing.errors import DrawError
from blueprint.drawing.paint.svg import plain_svg
from blueprint.drawing.parts import parts_of
from blueprint.finding import Finding, Severity
from blueprint.model.lane import ROLES
from tests.drawing.geometry import faults
from tests.strategies import blueprints

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES = int(os.environ.get("FUZZ_CASES", "12"))
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)  # to shrink a whole blueprint takes minutes

by_view = pytest.mark.parametrize("view", VIEWS)
quick = settings(max_examples=CASES, deadline=None, phases=PHASES)


@st.composite
def drawables(draw: st.DrawFn, view: str) -> tuple[bp.Blueprint, dict[str, Any]]:
    """A blueprint, and what its view needs besides: an older version, which may have nothing in common with it."""
    blueprint = draw(blueprints())
    if view != "changes":
        return blueprint, {}
    if draw(st.booleans()):
        return blueprint, {"against": draw(blueprints())}
    stages = draw(st.permutations([stage.model_copy(update={"name": "Other"}) for stage in blueprint.stages]))
    return blueprint, {"against": blueprint.model_copy(update={"stages": tuple(stages), "title": "Older"})}


def filters(blueprint: bp.Blueprint) -> Iterator[dict[str, Any]]:
    """Each filter by itself, and all of them at once."""
    each = {
        "persona": list(blueprint.personas),
        "stages": [[str(stage.id)] for stage in blueprint.stages],
        "lanes": [[lane.id] for role in ROLES for lane in blueprint.lanes_of(role)],
        "path": ["main"],
    }
    yield from ({what: value} for what, values in each.items() for value in values)
    yield {what: values[0] for what, values in each.items() if values and what != "path"}


def found_everywhere(blueprint: bp.Blueprint) -> list[Finding]:
    """Two findings about every part, and two about the whole."""
    routes = [(), *(one.route for one in parts_of(blueprint))]
    return [
        Finding(f"BP{n:03}", "name", severity, "message", "file", route=route)
        for n, route in enumerate(routes)
        for severity in (Severity.ERROR, Severity.ADVICE)
    ]


@by_view
@given(data=st.data())
@quick
def test_any_blueprint_is_drawn(data: st.DataObject, view: str) -> None:
    blueprint, options = data.draw(drawables(view))
    drawing = bp.draw(blueprint, view, **options)
    ET.fromstring(drawing.svg)
    ET.fromstring(plain_svg(drawing.scene, "dark"))
    assert faults(drawing.scene) == []
    assert drawing.render("json")
    assert drawing.render("dot")


@by_view
@given(data=st.data())
@quick
def test_any_filter_is_drawn(data: st.DataObject, view: str) -> None:
    blueprint, options = data.draw(drawables(view))
    for chosen in filters(blueprint):
        try:
            drawing = bp.draw(blueprint, view, **options, **chosen)
        except DrawError:
            assert "path" in chosen, "only a main path may be missing"
            continue
        assert faults(drawing.scene) == [], chosen


@by_view
@given(data=st.data())
@quick
def test_any_finding_is_drawn(data: st.DataObject, view: str) -> None:
    blueprint, options = data.draw(drawables(view))
    assert faults(bp.draw(blueprint, view, findings=found_everywhere(blueprint), **options).scene) == []
