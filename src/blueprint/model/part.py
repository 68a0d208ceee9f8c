"""What every part of a blueprint has in common: it is frozen, it knows its keys, and plain text may stand for it."""

from collections.abc import Iterable
from typing import Annotated, Any, ClassVar, Never, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, GetCoreSchemaHandler, GetJsonSchemaHandler, model_validator
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

T = TypeVar("T")


def _check_extension_key(key: str) -> str:
    if not key.startswith("x-"):
        raise PydanticCustomError("unknown_key", "unknown key `{key}`", {"key": key})
    return key


ExtensionKey = Annotated[str, AfterValidator(_check_extension_key)]
"""A key that starts with `x-`: kept and ignored."""


class Part(BaseModel):
    """A part of a blueprint. Two parts with the same content are equal; none can be changed.

    `noun` is what an author calls it in a message ("a step").
    """

    model_config = ConfigDict(
        frozen=True,
        # Unknown keys are errors, save those that start with `x-`: see `__pydantic_extra__`.
        extra="allow",
        populate_by_name=True,
        allow_inf_nan=False,
        # One validator is built, for the whole, when the first blueprint is made; not one for each class at import.
        defer_build=True,
        # A part that is given to two blueprints is copied into each, because ids depend on the place.
        revalidate_instances="always",
    )

    __pydantic_extra__: dict[ExtensionKey, Any]

    noun: ClassVar[str] = "a part"
    main: ClassVar[str | None] = None


class PlainPart(Part):
    """A part for which plain text (or what `plain_types` says) may stand: it is the value of the field `main`."""

    plain_types: ClassVar[tuple[type, ...]] = (str,)

    @model_validator(mode="before")
    @classmethod
    def _from_plain(cls, value: Any) -> Any:
        return {cls.main: value} if isinstance(value, cls.plain_types) else value

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """The schema of the object, or of the text that may stand for it."""
        reference = handler(schema)
        definition = handler.resolve_ref_schema(reference)
        if "properties" in definition:
            whole = dict(definition)
            plain = {k: v for k, v in whole["properties"][cls.main].items() if k not in ("title", "default")}
            description = whole.get("description", "")
            definition.clear()
            definition.update({"description": description, "anyOf": [plain, whole]})
        return reference


class OneOrMany:
    """Marks a list for which a single item may stand."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(_as_sequence, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        array = handler(schema)
        return {"anyOf": [array["items"], array]}


def _as_sequence(value: Any) -> Any:
    return value if isinstance(value, (list, tuple)) else (value,)


Many = Annotated[tuple[T, ...], OneOrMany()]


class FrozenDict(dict[str, T]):
    """A mapping that can't be changed, so that a frozen part is frozen all the way down."""

    def _refuse(self, *_: Any, **__: Any) -> Never:
        message = "a blueprint can't be changed; make a new one with `model_copy(update=...)`"
        raise TypeError(message)

    __setitem__ = __delitem__ = __ior__ = clear = pop = popitem = setdefault = update = _refuse

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(frozenset(self.items()))

    def __reduce__(self) -> tuple[type, tuple[dict[str, T]]]:
        return FrozenDict, (dict(self),)

    def __copy__(self) -> "FrozenDict[T]":
        return self

    def __deepcopy__(self, _: Any) -> "FrozenDict[T]":
        return self


class AsFrozenDict:
    """Marks a mapping that is kept as a `FrozenDict`."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(FrozenDict, handler(source))


def quoted(names: Iterable[str], joint: str = "or") -> str:
    """`a`, `b` or `c`."""
    names = [f"`{name}`" for name in names]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {joint} {names[-1]}"
