"""Any blueprint that can be made can be drawn, whatever is in it."""

from __future__ import annotations

import os
from xml.etree import ElementTree as ET

from hypothesis import Phase, given, settings

import blueprint as bp
from blueprint.drawing.paint.svg import plain_svg
from blueprint.model.lane import ROLES
from tests.drawing.geometry import faults
from tests.strategies import blueprints

CASES = int(os.environ.get("FUZZ_CASES", "40"))
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)  # to shrink a whole blueprint takes minutes


@given(blueprints())
@settings(max_examples=CASES, deadline=None, phases=PHASES)
def test_any_blueprint_is_drawn(blueprint: bp.Blueprint) -> None:
    drawing = bp.draw(blueprint)
    ET.fromstring(drawing.svg)
    ET.fromstring(plain_svg(drawing.scene, "dark"))
    assert faults(drawing.scene) == []
    assert drawing.render("json")
    assert drawing.render("dot")


@given(blueprints())
@settings(max_examples=CASES // 3, deadline=None, phases=PHASES)
def test_any_filter_is_drawn(blueprint: bp.Blueprint) -> None:
    for persona in blueprint.personas:
        assert faults(bp.draw(blueprint, persona=persona).scene) == []
    for stage in blueprint.stages:
        assert faults(bp.draw(blueprint, stages=[str(stage.id)]).scene) == []
    for lane in (lane.id for role in ROLES for lane in blueprint.lanes_of(role)):
        assert faults(bp.draw(blueprint, lanes=[lane]).scene) == []
