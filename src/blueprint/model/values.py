"""The values that a blueprint is written with: durations, estimates, shares, money, emotions, dates, ids."""

import re
import sys
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Annotated, Any, ClassVar

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Discriminator,
    Field,
    PlainSerializer,
    Strict,
    StringConstraints,
    Tag,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from blueprint.model.part import AsFrozenDict, PlainPart

# -- text and ids ------------------------------------------------------------------------------------------------

TEXT_PATTERN = "^[^\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\x7F]+$"
"""Some text without control characters (line breaks and tabs are fine)."""

ID_PATTERN = "^[^\\u0000-,/:-@\\[-\\^`{-\\u00a0\\s]+$"
"""What an id looks like, in the regular expressions that every JSON Schema validator knows.

No space, and no punctuation of ASCII save `-_.`
"""

RESERVED_IDS = frozenset({"to", "end"})

Text = Annotated[str, StringConstraints(pattern=TEXT_PATTERN)]
Flag = Annotated[bool, Strict()]
Number = Annotated[float, Strict()]
Count = Annotated[int, Strict(), Field(ge=0)]
Scale = Annotated[int, Strict(), Field(ge=1, le=5)]
Money = Annotated[float, Strict(), Field(ge=0)]


def _is_id(text: str) -> bool:
    return all(c.isalnum() or c in "-_." or unicodedata.category(c)[0] == "M" for c in text)


@lru_cache(maxsize=4096)
def _check_id(text: str) -> str:
    if text in RESERVED_IDS:
        raise PydanticCustomError("id", "`{id}` is reserved and can't be an id", {"id": text})
    if not text:
        raise PydanticCustomError("id", "an id can't be empty")
    if not _is_id(text):
        suggestion = re.sub(r"-{2,}", "-", "".join(c if _is_id(c) else "-" for c in text)).strip("-")
        hint = f"; `{suggestion}` would do" if suggestion and suggestion not in RESERVED_IDS else ""
        raise PydanticCustomError(
            "id",
            "{id} can't be an id: letters of any script, digits, `-`, `_` and `.` can{hint}",
            {"id": ascii(text) if any(not c.isprintable() for c in text) else f"`{text}`", "hint": hint},
        )
    return text


Id = Annotated[
    str,
    Strict(),
    AfterValidator(_check_id),
    WithJsonSchema({"type": "string", "pattern": ID_PATTERN, "not": {"enum": sorted(RESERVED_IDS)}}),
]


@dataclass(frozen=True, slots=True)
class Ref:
    """Marks text that names another part, and says of what kinds that part may be (`stage`, `step`, `persona`, ...)."""

    kinds: tuple[str, ...]
    allows_self: bool = True

    def __init__(self, *kinds: str, allows_self: bool = True) -> None:
        object.__setattr__(self, "kinds", kinds)
        object.__setattr__(self, "allows_self", allows_self)


PersonaRef = Annotated[str, Ref("persona")]
TouchpointRef = Annotated[str, Ref("touchpoint")]
QuestionRef = Annotated[str, Ref("question")]
DataRef = Annotated[str, Ref("data item")]
SystemRef = Annotated[str, Ref("system")]
SourceRef = Annotated[str, Ref("source")]
StepRef = Annotated[str, Ref("step")]


# -- durations ---------------------------------------------------------------------------------------------------

_UNITS = {"w": 604800, "d": 86400, "h": 3600, "m": 60, "s": 1}
_SHORT = re.compile(
    r"(?=.)(?:(\d+(?:\.\d+)?)w)?(?:(\d+(?:\.\d+)?)d)?(?:(\d+(?:\.\d+)?)h)?(?:(\d+(?:\.\d+)?)m)?(?:(\d+(?:\.\d+)?)s)?",
    re.ASCII,
)
_ISO = re.compile(
    r"P(?=.)(?:(\d+(?:\.\d+)?)W)?(?:(\d+(?:\.\d+)?)D)?"
    r"(?:T(?=.)(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?",
    re.ASCII,
)
_DURATION_HINT = "write it with a unit, like `30s`, `2m`, `1h30m`, `2d` or `1w`"
_WORDS = (
    (r"(?:seconds?|secs?|秒鐘|秒钟|秒)", "s"),
    (r"(?:minutes?|mins?|分鐘|分钟|分)", "m"),
    (r"(?:hours?|hrs?|小時|小时|时|時)", "h"),
    (r"(?:days?|天|日)", "d"),
    (r"(?:weeks?|周|週|星期)", "w"),
)


def _duration_guess(text: str) -> str:
    """What the author may have meant, as words to append to a message."""
    if match := re.fullmatch(r"(\d+):([0-5]\d)", text):
        first, second = int(match[1]), int(match[2])
        short, long = f"{first}m{second}s", f"{first}h{second}m"
        return f"; did you mean `{short}` or `{long}`?"
    if re.fullmatch(r"\d+(?:\.\d+)?", text):
        return f"; did you mean `{text}s`, `{text}m` or `{text}h`?"
    guess = text.lower().replace(" ", "").replace("and", "").replace(",", "")
    for pattern, unit in _WORDS:
        guess = re.sub(pattern, unit, guess)
    if guess != text and _SHORT.fullmatch(guess):
        return f"; did you mean `{guess}`?"
    return f": {_DURATION_HINT}"


@lru_cache(maxsize=4096)
def parse_duration(text: str) -> timedelta:
    """Read `30s`, `2m`, `1h30m`, `2d`, `1w`, or ISO 8601 like `PT2M`. Days have 24 hours, weeks seven days.

    Raises ValueError, with what the author may have meant, on anything else.
    """
    match = _SHORT.fullmatch(text) or _ISO.fullmatch(text)
    if match is None:
        if re.match(r"[-−]\s*[\dP]", text):
            raise PydanticCustomError("duration", "a duration is never negative", {})
        message = "`{text}` is not a duration{guess}"
        raise PydanticCustomError("duration", message, {"text": text, "guess": _duration_guess(text)})
    weeks, days, hours, minutes, seconds = (float(n or 0) for n in match.groups())
    try:  # one by one, for a sum of floats would lose the microseconds of long durations
        return timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    except OverflowError:
        message = "`{text}` is longer than 999999999 days, the longest duration there is"
        raise PydanticCustomError("duration", message, {"text": text}) from None


def format_duration(value: timedelta) -> str:
    """Write a duration as a person would: `1h30m`, `2d`, `0s`."""
    whole, micro = divmod(value // timedelta(microseconds=1), 1_000_000)
    parts = []
    for unit, size in _UNITS.items():
        if unit == "w" and whole % size:
            continue  # 8 days are `8d`, not `1w1d`
        count, whole = divmod(whole, size)
        if unit == "s" and micro:
            parts.append(f"{count}.{micro:06d}".rstrip("0") + "s")
        elif count:
            parts.append(f"{count}{unit}")
    return "".join(parts) or "0s"


def _read_duration(value: Any) -> Any:
    if isinstance(value, str):
        return parse_duration(value)
    if isinstance(value, timedelta):
        if value < timedelta():
            raise PydanticCustomError("duration", "a duration is never negative", {})
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        if value < 0:
            raise PydanticCustomError("duration", "a duration is never negative", {})
        if is_finite(value):
            message = "the duration {value} has no unit; did you mean `{value}s`, `{value}m` or `{value}h`?"
            raise PydanticCustomError("duration", message, {"value": format_number(value)})
    raise PydanticCustomError("duration", "must be a duration: {hint}", {"hint": _DURATION_HINT})


Duration = Annotated[
    timedelta,
    Strict(),
    BeforeValidator(_read_duration),
    PlainSerializer(format_duration, return_type=str, when_used="json"),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": r"^((\d+(\.\d+)?w)?(\d+(\.\d+)?d)?(\d+(\.\d+)?h)?(\d+(\.\d+)?m)?(\d+(\.\d+)?s)?|P[\dWDTHMS.]+)$",
            "minLength": 2,
            "examples": ["30s", "2m", "1h30m", "2d"],
        }
    ),
]


class Estimate(PlainPart):
    """How long something takes: a duration, or three points `{low: 1m, typical: 2m, high: 10m}`.

    The mean is that of PERT (Malcolm et al. 1959): (low + 4 typical + high) / 6.
    """

    noun = "an estimate"
    main: ClassVar[str] = "typical"

    low: Duration = Field(description="The shortest it takes, barring miracles.")
    typical: Duration = Field(description="What it takes most often.")
    high: Duration = Field(description="The longest it takes, barring disasters.")

    @model_validator(mode="before")
    @classmethod
    def _known_exactly(cls, value: Any) -> Any:
        """A plain duration is known exactly: all three points are the same."""
        if isinstance(value, Mapping):
            if value.keys() != {"typical"}:
                return value
            value = value["typical"]
        elif isinstance(value, Estimate):
            return value
        value = _read_duration(value)
        return {"low": value, "typical": value, "high": value}

    @model_validator(mode="after")
    def _in_order(self) -> "Estimate":
        if not self.low <= self.typical <= self.high:
            message = "an estimate needs low <= typical <= high, not {low}, {typical}, {high}"
            points = {name: format_duration(getattr(self, name)) for name in ("low", "typical", "high")}
            raise PydanticCustomError("estimate", message, points)
        return self

    @property
    def mean(self) -> timedelta:
        """(low + 4 typical + high) / 6."""
        return self.typical + ((self.low - self.typical) + (self.high - self.typical)) / 6

    @property
    def is_exact(self) -> bool:
        """Whether all three points are the same."""
        return self.low == self.high

    def __str__(self) -> str:
        if self.is_exact:
            return format_duration(self.typical)
        return f"{format_duration(self.low)}-{format_duration(self.high)}"


# -- shares, emotions, dates -------------------------------------------------------------------------------------

_PERCENT = re.compile(r"(\d+(?:\.\d+)?) ?%", re.ASCII)


def _read_share(value: Any) -> Any:
    if isinstance(value, str):
        match = _PERCENT.fullmatch(value)
        if match is None:
            hint = f"; did you mean `{value[:-1].strip()}%`?" if value.endswith("％") else ""
            message = "`{value}` is not a share: write `40%` or `0.4`{hint}"
            raise PydanticCustomError("share", message, {"value": value, "hint": hint})
        value = float(match[1]) / 100
        shown = match[0]
    elif isinstance(value, bool) or not isinstance(value, (int, float)):
        raise PydanticCustomError("share", "must be a share, like `40%` or `0.4`", {})
    else:
        shown = format_number(value) if is_finite(value) else "a number that large"
    if not 0 <= value <= 1:
        hint = f"; did you mean `{shown}%`?" if not shown.endswith("%") and 1 < value <= 100 else ""  # noqa: PLR2004
        message = "a share is between 0% and 100% (0 and 1), not {value}{hint}"
        raise PydanticCustomError("share", message, {"value": shown, "hint": hint})
    return float(value)


Share = Annotated[
    float,
    BeforeValidator(_read_share),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "pattern": r"^0*(100(\.0+)?|\d{1,2}(\.\d+)?) ?%$"},
                {"type": "number", "minimum": 0, "maximum": 1},
            ],
            "examples": ["40%", 0.4],
        }
    ),
]


def is_finite(value: float) -> bool:
    """Whether a number is one that a float can hold: not infinite, no NaN, no whole number of 310 digits."""
    return abs(value) <= sys.float_info.max


def format_share(value: float) -> str:
    """Write a share as a percentage that reads back as the same number, else as a plain decimal."""
    for digits in range(13):
        text = f"{value * 100:.{digits}f}"
        if float(text) / 100 == value:
            return f"{text}%"
    return format_number(value)


def format_number(value: float) -> str:
    """Write a number in plain decimals (never `1e-05`), so that it reads back as the same number."""
    if value == int(value) and abs(value) < 1e15:  # noqa: PLR2004
        return str(int(value))
    text = repr(value)
    if "e" not in text:
        return text
    from decimal import Decimal

    return f"{Decimal(text):f}"


Feeling = Annotated[float, Strict(), Field(ge=-2, le=2)]


def _one_or_each(value: Any) -> str:
    return "each" if isinstance(value, Mapping) else "all"


Emotion = Annotated[
    Annotated[Feeling, Tag("all")] | Annotated[dict[PersonaRef, Feeling], AsFrozenDict(), Tag("each")],
    Discriminator(_one_or_each),
]
"""How the customer feels, from -2 (very bad) to +2 (very good): one number, or one for each persona."""


def _read_date(value: Any) -> Any:
    if isinstance(value, str):
        try:
            if not re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
                raise ValueError  # noqa: TRY301
            return date.fromisoformat(value)
        except ValueError:
            message = "`{value}` is not a date: write it like `2026-10-01`"
            raise PydanticCustomError("date", message, {"value": value}) from None
    return value


Date = Annotated[date, Strict(), BeforeValidator(_read_date), WithJsonSchema({"type": "string", "format": "date"})]
