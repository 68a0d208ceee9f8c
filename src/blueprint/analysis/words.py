"""The words of the analyses in the language of the file: assumptions, and how numbers are written for people."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from blueprint.model.language import worded_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from blueprint.analysis.amount import Amount
    from blueprint.model.measure import Unit

_DAY = 86400
_SIZES = (("d", _DAY), ("h", 3600), ("min", 60), ("s", 1))

_MOST = 1e15
"""From here on numbers are written with exponents."""


class Words:
    """The phrases of one language by key, and numbers as it writes them."""

    def __init__(self, phrases: Mapping[str, str]) -> None:
        self.phrases = phrases

    def __call__(self, key: str, **values: object) -> str:
        """A phrase with values filled in."""
        return self.phrases[key].format(**values)

    def listed(self, names: Iterable[str], most: int = 8) -> str:
        """Some names with commas; what is beyond the first few is counted."""
        all_ = list(names)
        shown = self("comma").join(all_[:most])
        return self("and_more", names=shown, count=len(all_) - most) if len(all_) > most else shown

    def number(self, value: float) -> str:
        """A number in three digits: 0.35, 12.5, 1,250."""
        size = abs(value)
        if size >= _MOST:
            return f"{value:.3g}"
        if size < 0.1:  # noqa: PLR2004
            return f"{value:.2g}" if value else "0"
        if size >= 100:  # noqa: PLR2004
            return f"{value:,.0f}"
        text = f"{value:.{1 if size >= 10 else 2}f}"  # noqa: PLR2004
        return text.rstrip("0").rstrip(".")

    def share(self, value: float) -> str:
        """A share as a percentage: 40%, 0.4%, and never 0% or 100% for what is only near it."""
        percent = value * 100
        if -0.1 < percent < 0:  # noqa: PLR2004
            return f"{percent:.1g}%"
        if value < 0:
            return "-" + self.share(-value)
        if 0 < percent < 0.1:  # noqa: PLR2004
            return "<0.1%"
        if 99.9 < percent < 100:  # noqa: PLR2004
            return "99.9%" if percent < 99.95 else ">99.9%"  # noqa: PLR2004
        return f"{percent:.1f}".removesuffix(".0") + "%"

    def money(self, value: float) -> str:
        """A sum of money: 0.18, 12.50, 1,250."""
        if abs(value) >= _MOST:
            return f"{value:.3g}"
        if round(abs(value), 2) >= 100:  # noqa: PLR2004
            return f"{value:,.0f}"
        return f"{round(value, 2) or 0.0:,.2f}"

    def duration(self, seconds: float) -> str:
        """A time in its two largest units: `1 h 30 min`, `2 d 7 h`, `45 s`."""
        if seconds < 0:
            return "-" + self.duration(-seconds)
        if 0 < seconds < 1:
            return self("unit", number=self.number(seconds), unit=self("s"))
        if seconds >= 1000 * _DAY:
            return self("unit", number=self.number(seconds / _DAY), unit=self("d"))
        for (unit, size), (next_unit, next_size) in pairwise(_SIZES):
            if seconds >= size:
                rounded = round(seconds / next_size) * next_size
                if rounded > seconds and rounded in (_DAY, 3600):
                    return self.duration(rounded)
                whole, rest = divmod(rounded // next_size, size // next_size)
                first = self("unit", number=whole, unit=self(unit))
                return first + self("unit_gap") + self("unit", number=rest, unit=self(next_unit)) if rest else first
        whole = round(seconds)
        return self.duration(whole) if whole == 60 else self("unit", number=whole, unit=self("s"))  # noqa: PLR2004

    def amount(self, amount: Amount | float | None, unit: Unit, currency: str | None = None) -> str:
        """An amount as people read it: `40%`, `≥ 12 min`, `unknown`."""
        value = amount if amount is None or isinstance(amount, (int, float)) else amount.value
        if value is None:
            return self("unknown")
        bound = "exact" if isinstance(amount, (int, float)) else amount.bound  # type: ignore[union-attr]
        return {"exact": "", "at_least": "≥ ", "at_most": "≤ "}[bound] + self.plain(value, unit, currency)

    def plain(self, value: float, unit: Unit, currency: str | None = None) -> str:
        """A known number in its unit."""
        if unit == "share":
            return self.share(value)
        if unit == "time":
            return self.duration(value)
        if unit == "money":
            return self.money(value) + (f" {currency}" if currency else "")
        if unit == "emotion":
            return f"{value:+.2f}".rstrip("0").rstrip(".") if round(value, 2) else "0"
        if unit == "bits":
            return self("unit", number=self.number(value), unit=self("bits"))
        return self.number(value)


@cache
def words_for(language: str | None) -> Words:
    """The words for a language tag: Chinese in simplified or traditional characters, else English."""
    worded = worded_in(language)
    if worded != "en":
        from blueprint.analysis.phrases_zh import HANS, HANT

        return Words(HANT if worded == "zh-Hant" else HANS)
    from blueprint.analysis.phrases import EN

    return Words(EN)
