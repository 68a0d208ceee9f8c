"""Where customers may meet a person."""

from __future__ import annotations

import pytest

import blueprint as bp
from blueprint.checks.persons import may_meet_person

HEAD = {
    "title": "T",
    "personas": {"ann": "Ann", "bob": {"name": "Bob", "channels": "phone"}},
    "touchpoints": {
        "page": {"kind": "digital"},
        "desk": {"kind": "interpersonal", "channel": "store"},
        "guard": {"kind": "interpersonal"},
    },
    "actors": {"clerk": "Clerk"},
    "systems": {"bot": "Bot"},
}


@pytest.mark.parametrize(
    ("step", "everyone", "bob"),
    [
        ({"touchpoints": "page"}, False, False),
        ({"touchpoints": ["page", "desk"]}, True, False),
        ({"touchpoints": "guard"}, True, True),
        ({}, False, False),
        ({"backstage": "Work"}, False, False),
        ({"frontstage": "Work"}, True, True),
        ({"frontstage": {"does": "Work", "system": "bot"}}, False, False),
        ({"frontstage": {"does": "Work", "system": "bot", "actor": "clerk"}}, True, True),
        # Where touchpoints are named, they say it.
        ({"touchpoints": "page", "frontstage": {"does": "Work", "actor": "clerk"}}, False, False),
    ],
)
def test_a_person_is_met_at_a_touchpoint_or_works_in_sight(step: dict[str, object], everyone: bool, bob: bool) -> None:
    blueprint = bp.Blueprint.model_validate({**HEAD, "stages": [{"name": "S", "steps": [{"customer": "Go", **step}]}]})
    only = blueprint.stages[0].steps[0]
    assert may_meet_person(blueprint, only) is everyone
    assert may_meet_person(blueprint, only, "ann") is everyone
    assert may_meet_person(blueprint, only, "bob") is bob
