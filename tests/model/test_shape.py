"""What the model says about itself: every key documented, and none a trap in YAML."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from blueprint.model import shape
from blueprint.model.blueprint import Blueprint, Catalogue
from blueprint.model.catalogue import Persona, Touchpoint
from blueprint.model.marks import FailPoint
from blueprint.model.part import Part, PlainPart
from blueprint.model.step import Branch, Step
from blueprint.source.scalars import reads_as_text

if TYPE_CHECKING:
    from collections.abc import Iterator


def parts() -> Iterator[type[Part]]:
    """Every part of the format."""
    seen: set[type[Part]] = set()
    waiting: list[type[Part]] = [Blueprint, Catalogue]
    while waiting:
        part = waiting.pop()
        if part not in seen:
            seen.add(part)
            yield part
            waiting.extend(field.part for field in shape.fields_of(part).values() if field.part is not None)


PARTS = sorted(parts(), key=lambda part: part.__name__)
FIELDS = [(part, key) for part in PARTS for key in shape.fields_of(part)]


def subclasses(part: type[Part]) -> Iterator[type[Part]]:
    for child in part.__subclasses__():
        if child.__module__.startswith("blueprint."):
            yield child
            yield from subclasses(child)


def test_every_part_is_reached_from_the_blueprint():
    abstract = {"PlainPart", "Catalogues"}
    assert {part.__name__ for part in subclasses(Part)} - abstract == {part.__name__ for part in PARTS}


@pytest.mark.parametrize("part", PARTS)
def test_every_part_has_a_noun_and_a_docstring(part):
    assert part.noun.split()[0] in ("a", "an")
    assert (part.noun.split()[0] == "an") == (part.noun.split()[1][0] in "aeiou")
    assert part.noun != Part.noun
    assert part.__doc__ and part.__doc__ != Part.__doc__  # noqa: PT018 (one thing: a docstring of its own)
    assert part.__doc__.split("\n")[0].endswith((".", "`."))


def test_nouns_are_told_apart():
    assert len({part.noun for part in PARTS}) == len(PARTS)


@pytest.mark.parametrize(("part", "key"), FIELDS)
def test_every_key_has_a_description_of_one_or_two_sentences(part, key):
    description = part.model_fields[shape.fields_of(part)[key].name].description
    assert description
    assert description[0].isupper() or description[0] == "`"
    assert description.endswith(".")
    assert len(description) < 250


def test_no_key_is_a_trap_in_yaml():
    """`n` is the one exception: the YAML reader knows it."""
    assert {key for _, key in FIELDS if not reads_as_text(key)} == {"n"}


@pytest.mark.parametrize(("part", "key"), FIELDS)
def test_keys_are_lower_case_words(part, key):
    assert key.replace("_", "").isalpha()
    assert key == key.lower()
    assert not key.startswith("x_")
    assert shape.fields_of(part)[key].name.removesuffix("_") == key


@pytest.mark.parametrize("part", [part for part in PARTS if issubclass(part, PlainPart)])
def test_plain_text_stands_for_a_key_of_the_part(part):
    assert shape.plain_key(part) in shape.fields_of(part)


def test_parts_for_which_no_text_may_stand():
    plain = {"Touchpoint", "Stage", "Step", "Lane", "Expectation", "Recovery", "Blueprint", "Catalogue"}
    assert {part.__name__ for part in PARTS if shape.plain_key(part) is None} == plain
    assert shape.plain_key(None) is None


def test_the_order_of_a_blueprint_s_keys_has_them_all():
    assert sorted(Blueprint.key_order) == sorted(info.alias or name for name, info in Blueprint.model_fields.items())
    assert list(shape.fields_of(Blueprint)) == list(Blueprint.key_order)


def test_kinds_of_fields():
    fields = shape.fields_of(Step)
    assert fields["pain_points"].many
    assert fields["pain_points"].part.__name__ == "PainPoint"
    assert fields["touchpoints"].ref.kinds == ("touchpoint",)
    assert fields["emotion"].key_ref.kinds == ("persona",)
    assert fields["next"].part is Branch
    assert not fields["customer"].many
    assert shape.fields_of(Branch)["for"].name == "for_"
    assert shape.fields_of(Blueprint)["personas"].catalogue
    assert shape.fields_of(FailPoint)["recovery"].part.noun == "a recovery"
    assert shape.kind_of(Persona) == "persona"
    assert shape.kind_of(Touchpoint) == "touchpoint"


@pytest.mark.parametrize(
    ("part", "key", "value", "items"),
    [
        (Step, "pain_points", "x", [((0,), "x")]),
        (Step, "pain_points", ["x", {"what": "y"}], [((0,), "x"), ((1,), {"what": "y"})]),
        (Step, "next", {"a": "40%", "b": 1}, [((0,), {"to": "a", "share": "40%"}), ((1,), {"to": "b", "share": 1})]),
        (Step, "next", {"to": "a"}, [((0,), {"to": "a"})]),
        (Step, "customer", "x", [((), "x")]),
        (Blueprint, "personas", {"p": "P"}, [(("p",), "P")]),
        (Blueprint, "personas", ["p"], []),
    ],
)
def test_items_of_raw_data_in_any_short_form(part, key, value, items):
    assert list(shape.items_of(value, shape.fields_of(part)[key])) == items
