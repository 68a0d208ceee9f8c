"""What the format expects at a place."""

from __future__ import annotations

import pytest

from blueprint.lsp.expected import expected_at, words_of
from blueprint.model import shape
from blueprint.model.blueprint import Blueprint, Catalogue
from blueprint.model.step import Step

STEP = ("stages", 0, "steps", 0)


@pytest.mark.parametrize(
    ("route", "key", "kinds", "is_id"),
    [
        ((*STEP, "touchpoints"), "touchpoints", ("touchpoint",), False),
        ((*STEP, "touchpoints", 3), "touchpoints", ("touchpoint",), False),
        ((*STEP, "next"), "next", ("step", "end"), False),
        ((*STEP, "next", 1, "to"), "to", ("step", "end"), False),
        ((*STEP, "next", "to"), "to", ("step", "end"), False),
        ((*STEP, "next", "done"), "share", None, True),
        ((*STEP, "emotion", "长者"), "emotion", None, True),
        ((*STEP, "frontstage", "actor"), "actor", ("actor",), False),
        ((*STEP, "time", "low"), "low", None, False),
        (("personas",), "personas", None, False),
        (("personas", "长者"), "personas", None, True),
        (("personas", "长者", "share"), "share", None, False),
        (("metrics", "m", "actual", "source"), "source", ("source",), False),
    ],
)
def test_routes(route, key, kinds, is_id):
    expected = expected_at(route, Blueprint)
    assert expected is not None
    assert expected.field is not None
    assert (expected.field.key, expected.ref and expected.ref.kinds, expected.is_id) == (key, kinds, is_id)


@pytest.mark.parametrize("route", [("nonsense",), (*STEP, "name", "x"), ("personas", "a", "x"), (*STEP, "x-own", "y")])
def test_nothing_is_known(route):
    assert expected_at(route, Blueprint) is None


def test_a_catalogue_file_has_no_stages():
    assert expected_at(("stages",), Catalogue) is None
    assert expected_at(("actors",), Catalogue) is not None


def test_every_word_has_a_meaning_save_flags_and_the_version():
    for part in shape.parts_in(Blueprint):
        for field in shape.fields_of(part).values():
            for word in words_of(part, field.name):
                assert word.meaning or word.text in ("true", "false", "v1"), (part, field)


def test_words():
    assert [word.text for word in words_of(Step, "basis")] == ["observed", "assumed", "proposed"]
    assert [word.text for word in words_of(Step, "cocreated")] == ["true", "false"]
    assert words_of(Step, "time") == ()


def test_every_key_is_described():
    for part in shape.parts_in(Blueprint):
        for key in shape.fields_of(part):
            expected = expected_at((key,), part)
            assert expected is not None
            assert expected.description
