"""What is beyond chance: 95% intervals for a share, and for the difference of two shares and of two means."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import NamedTuple

TAIL = 0.025
"""The chance to be beyond each of the two limits of an interval."""

NORMAL_QUANTILE = 1.959963984540054
"""What a standard normal number exceeds with the chance `TAIL`."""

_AS_GOOD_AS_ALL = 10**15
"""A larger sample changes no digit."""

_AS_GOOD_AS_NORMAL = 1e5
_PIECES = 256


class Difference(NamedTuple):
    """A change with the limits of its 95% interval; `standardised` is in standard errors, None where that is 0."""

    change: float
    low: float
    high: float
    standardised: float | None

    @property
    def is_beyond_chance(self) -> bool:
        """Whether the interval leaves out 0."""
        return self.low > 0 or self.high < 0


def wilson_interval(share: float, n: int) -> tuple[float, float]:
    """The score interval of a share seen in a sample of at least one (Wilson 1927)."""
    size = _size(n)
    weight = NORMAL_QUANTILE**2 / size
    centre = (share + weight / 2) / (1 + weight)
    margin = NORMAL_QUANTILE * math.sqrt(share * (1 - share) / size + weight / (4 * size)) / (1 + weight)
    # It reaches 0% and 100% where these were seen, which rounding would miss.
    return max(centre - margin, 0.0) if share > 0 else 0.0, min(centre + margin, 1.0) if share < 1 else 1.0


def difference_of_shares(before: float, n_before: int, after: float, n_after: int) -> Difference:
    """The change of a share, each seen in a sample of at least one.

    The interval is the hybrid score interval of Newcombe (1998, method 10), good for small samples and shares of 0% and
    100% too. The standard error is that of two separate shares.
    """
    change = after - before
    low_before, high_before = wilson_interval(before, n_before)
    low_after, high_after = wilson_interval(after, n_after)
    error = math.sqrt(before * (1 - before) / _size(n_before) + after * (1 - after) / _size(n_after))
    return Difference(
        change=change,
        low=change - math.hypot(after - low_after, high_before - before),
        high=change + math.hypot(high_after - after, before - low_before),
        standardised=change / error if error else None,
    )


def difference_of_means(
    before: float, sd_before: float, n_before: int, after: float, sd_after: float, n_after: int
) -> Difference | None:
    """The change of a mean, each of a sample of at least two, by the t test of Welch (1947).

    None where no value differs from its mean in either sample: what they would do by chance can't be told from them.
    """
    change = after - before
    error_before = sd_before / math.sqrt(_size(n_before))
    error_after = sd_after / math.sqrt(_size(n_after))
    error = math.hypot(error_before, error_after)
    if not error or not math.isfinite(error) or not math.isfinite(change / error):
        return None
    part_before, part_after = (error_before / error) ** 2, (error_after / error) ** 2
    freedom = 1 / (part_before**2 / (_size(n_before) - 1) + part_after**2 / (_size(n_after) - 1))
    margin = t_quantile(freedom) * error
    if not math.isfinite(abs(change) + margin):
        return None
    return Difference(change, change - margin, change + margin, change / error)


def _size(n: int) -> float:
    return float(min(n, _AS_GOOD_AS_ALL))


@lru_cache
def t_quantile(freedom: float) -> float:
    """What Student's t with `freedom` degrees of freedom (1 or more) exceeds with the chance `TAIL`.

    With t = sqrt(freedom) tan(angle), the density is C cos(angle)^(freedom - 1). Its sum from 0 is concave, so Newton's
    steps from 0 come to the quantile from below, never past it. Beyond 100,000 degrees: the normal quantile with the
    first term of its expansion (Fisher 1925), exact to 9 digits.
    """
    if freedom > _AS_GOOD_AS_NORMAL:
        return NORMAL_QUANTILE + (NORMAL_QUANTILE**3 + NORMAL_QUANTILE) / (4 * freedom)
    scale = math.exp(math.lgamma((freedom + 1) / 2) - math.lgamma(freedom / 2)) / math.sqrt(math.pi)
    angle, missing = 0.0, (0.5 - TAIL) / scale
    while (step := missing / math.cos(angle) ** (freedom - 1)) > 1e-14 * angle:
        missing -= _under_cosine(angle, angle + step, freedom - 1)
        angle += step
    return math.sqrt(freedom) * math.tan(angle)


def _under_cosine(low: float, high: float, power: float) -> float:
    """The integral of cos(angle)^power, by Simpson's rule."""
    width = (high - low) / _PIECES
    heights = [math.pow(math.cos(low + i * width), power) for i in range(_PIECES + 1)]
    return width / 3 * (heights[0] + 4 * sum(heights[1:-1:2]) + 2 * sum(heights[2:-1:2]) + heights[-1])
