"""How do journey times spread: how long do most take, and how many stay within what customers accept?"""

from __future__ import annotations

import bisect
import math
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from blueprint.analysis.amount import UNKNOWN, Amount
from blueprint.analysis.answer import Answer, common
from blueprint.analysis.chance import NORMAL_QUANTILE, TAIL, wilson_interval
from blueprint.analysis.columns import mean, service_times
from blueprint.analysis.customers import ENDS
from blueprint.analysis.time import without_time

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from blueprint.analysis.columns import Columns
    from blueprint.analysis.customers import Customers, Passage, Walk
    from blueprint.analysis.table import Table
    from blueprint.model.step import Step
    from blueprint.model.values import Estimate

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

QUANTILES = {"p50": 0.5, "p90": 0.9, "p95": 0.95}

MOST_VISITS = 5e8
"""The expected visits of all journeys together up to which they are simulated: some ten seconds."""

MOST_VISITS_A_JOURNEY = 1e5
"""The expected visits of one journey up to which journeys are simulated."""

_LEAST_VISITS_A_JOURNEY = 10.0
"""What a journey counts for at least against `MOST_VISITS`: short ones still take room."""

_MOST_JOURNEYS, _LEAST_JOURNEYS, _ENOUGH_VISITS = 10_000, 1_000, 1e7  # of a report: a tenth of a second

_POOL = 1 << 15  # journeys that go on side by side: their arrays stay near the processor
_ENTRIES = 1 << 22  # of all tables of times together
_BINS = 40


class Histogram(NamedTuple):
    """How many journeys take how long: bins of equal width between `edges` in seconds, `beyond` the last the rest."""

    edges: tuple[float, ...] = ()
    counts: tuple[int, ...] = ()
    beyond: int = 0


@dataclass(frozen=True, kw_only=True, repr=False)
class Simulation(Answer):
    """How long simulated journeys take, in seconds, given-up ones included."""

    question: ClassVar[str] = "quantiles"
    names: ClassVar[tuple[str, ...]] = ("time_quantiles", "share_within_acceptable", "p50", "p90", "p95")

    time_quantiles: dict[str, Amount]
    """The times within which 50, 90 and 95% of all journeys end, as `p50`, `p90` and `p95`."""
    intervals: dict[str, tuple[float | None, float | None]]
    """Their 95% confidence intervals by order statistics; None where there are too few journeys for that side."""
    share_within_acceptable: Amount
    """The share of journeys that spend no more on the steps of the main path with an `acceptable_time` than these add
    up to: every visit of them counts. Of the personas that have such steps."""
    share_interval: tuple[float, float] | None
    """Its 95% confidence interval (Wilson 1927)."""
    mean: Amount
    standard_error: float | None
    success_share: Amount
    """The share of the simulated journeys that succeed; unknown of a part that ends at a step."""
    histogram: Histogram
    journeys: int
    """How many were simulated; 0 where none were."""
    seed: int

    @property
    def p50(self) -> Amount:
        """The time within which half of all journeys end."""
        return self.time_quantiles["p50"]

    @property
    def p90(self) -> Amount:
        """The time within which 90% of all journeys end."""
        return self.time_quantiles["p90"]

    @property
    def p95(self) -> Amount:
        """The time within which 95% of all journeys end."""
        return self.time_quantiles["p95"]

    def tables(self) -> tuple[Table, ...]:
        """The quantiles and the mean, and the share within the acceptable time, with their intervals."""
        rows = [(name, amount, *self.intervals[name]) for name, amount in self.time_quantiles.items()]
        low, high = None, None
        if self.mean.value is not None and self.standard_error is not None:
            off = NORMAL_QUANTILE * self.standard_error
            low, high = self.mean.value - off, self.mean.value + off
        rows.append((self.words("mean"), self.mean, low, high))
        times = [("quantile", "text"), ("time", "time"), ("low", "time"), ("high", "time")]
        shares = [("share_within_acceptable", "share"), ("low", "share"), ("high", "share")]
        share = (self.share_within_acceptable, *(self.share_interval or (None, None)))
        return (self.table("quantiles", times, rows), self.table("within_acceptable", shares, [share]))


def quantiles(customers: Customers, from_: str | None = None, to: str | None = None) -> Simulation:
    """How the times of the customers' journeys, or of a part of them, spread: see `simulate`.

    From 10,000 simulated ones; from fewer where they are long.
    """
    visits = sum(_walk(customers, from_, to).visits.values())
    journeys = int(min(_MOST_JOURNEYS, max(_LEAST_JOURNEYS, _ENOUGH_VISITS / (visits or 1))))
    return simulate(customers, journeys=journeys, from_=from_, to=to)


def simulate(
    customers: Customers,
    *,
    journeys: int = 10_000,
    seed: int = 0,
    progress: Callable[[float], None] | None = None,
    from_: str | None = None,
    to: str | None = None,
) -> Simulation:
    """Simulated journeys, or parts of journeys: from the first visit of a step to the first visit of another after it.

    Of a part, only the journeys that come to both count, and as many of these are simulated. `progress` is told the
    fraction that is done now and then. Journeys are shared out to personas by their shares, to each one at least.
    Nothing is simulated beyond `MOST_VISITS` and `MOST_VISITS_A_JOURNEY`: the figures are unknown then.

    Raises ValueError where `journeys` is not positive, KeyError where there is no step `from_` or `to`.
    """
    import numpy as np

    if journeys < 1:
        message = "`journeys` must be 1 or more"
        raise ValueError(message)
    walk = _walk(customers, from_, to)
    # By persona, so that the order in which the file lists them changes nothing.
    passages = sorted(walk.passages, key=lambda found: found[1].journey.flow.persona or "")
    counts = _shared_out(journeys, [weight for weight, _ in passages])
    said = [*customers.assumptions]
    if passages and (too_much := _too_much(customers, counts, [passage for _, passage in passages])):
        said.append(too_much)
        passages = []
    if not passages:
        return _unknown(customers, seed, said)
    course = _Course(customers.columns, [passage for _, passage in passages], judged=from_ is None and to is None)
    run = course.run(counts, np.random.Generator(np.random.PCG64(seed)), progress)
    if not course.is_exact:
        said += without_time(customers)
    said.append(customers.words("simulated", journeys=customers.words.number(run.times.size)))
    return _told(customers, seed, said, course, run, knows_end=to is None)


def _walk(customers: Customers, from_: str | None, to: str | None) -> Walk:
    return customers.walk if from_ is None and to is None else customers.part(from_, to)


def _shared_out(journeys: int, weights: Sequence[float]) -> list[int]:
    """How many journeys go to each weight (they add up to 1), by largest remainder (Hamilton 1792); at least one."""
    # Rounded, so that weights that are meant to be equal are.
    quotas = [round(weight * journeys, 6) for weight in weights]
    counts = [int(quota) for quota in quotas]
    by_remainder = sorted(range(len(quotas)), key=lambda k: counts[k] - quotas[k])
    for k in by_remainder[: max(journeys - sum(counts), 0)]:
        counts[k] += 1
    for k, count in enumerate(counts):
        if not count:
            counts[k] = 1
            most = max(range(len(counts)), key=lambda k: counts[k])
            counts[most] -= counts[most] > 1
    return counts


def _too_much(customers: Customers, counts: Sequence[int], passages: Sequence[Passage]) -> str | None:
    """Why these journeys are not simulated, if they are too many or too long."""
    words = customers.words
    visits = [sum(passage.visits) for passage in passages]
    longest = max(visits)
    if longest > MOST_VISITS_A_JOURNEY:
        return words("too_long_journeys", visits=words.number(longest), most=words.number(MOST_VISITS_A_JOURNEY))
    all_ = sum(count * max(v, _LEAST_VISITS_A_JOURNEY) for count, v in zip(counts, visits, strict=True))
    if all_ > MOST_VISITS:
        most = words.number(MOST_VISITS)
        return words("too_many_visits", journeys=words.number(sum(counts)), visits=words.number(all_), most=most)
    return None


def _unknown(customers: Customers, seed: int, said: Sequence[str]) -> Simulation:
    return Simulation(
        time_quantiles=dict.fromkeys(QUANTILES, UNKNOWN),
        intervals=dict.fromkeys(QUANTILES, (None, None)),
        share_within_acceptable=UNKNOWN,
        share_interval=None,
        mean=UNKNOWN,
        standard_error=None,
        success_share=UNKNOWN,
        histogram=Histogram(),
        journeys=0,
        seed=seed,
        assumptions=tuple(said),
        **common(customers),
    )


def _told(
    customers: Customers, seed: int, said: Sequence[str], course: _Course, run: _Run, *, knows_end: bool
) -> Simulation:
    times = run.times
    times.sort()
    count = times.size
    amounts = {name: course.amount(float(times[_rank(count, q)])) for name, q in QUANTILES.items()}
    average = course.amount(float(times.mean()))
    is_known = average.value is not None
    error = float(times.std(ddof=1)) / math.sqrt(count) if is_known and count > 1 else None
    judged = run.judged
    within = run.within / judged if judged else None
    if within == 1 and not course.is_judged_exactly:
        within = None  # "at most 100%" says nothing
    return Simulation(
        time_quantiles=amounts,
        intervals={
            name: order_interval(times, q) if amounts[name].value is not None else (None, None)
            for name, q in QUANTILES.items()
        },
        share_within_acceptable=Amount(within, "exact" if course.is_judged_exactly else "at_most")
        if within is not None
        else UNKNOWN,
        share_interval=wilson_interval(within, judged) if within is not None else None,
        mean=average,
        standard_error=error,
        success_share=Amount(run.successes / count) if knows_end else UNKNOWN,
        histogram=_histogram(times) if is_known else Histogram(),
        journeys=count,
        seed=seed,
        assumptions=tuple(said),
        **common(customers),
    )


# -- estimates from a sample -------------------------------------------------------------------------------------


def _rank(count: int, q: float) -> int:
    """The place of a quantile among sorted values: the first that at least the share `q` of them does not exceed."""
    return max(math.ceil(round(count * q, 6)) - 1, 0)


def order_interval(ordered: Floats, q: float) -> tuple[float | None, float | None]:
    """A 95% interval for a quantile of any distribution, between two sorted values (binomial ranks; Thompson 1936).

    None for a side on which there are too few values.
    """
    import numpy as np

    count = ordered.size
    spread = 10 * math.sqrt(count * q * (1 - q)) + 10
    least, most = max(0, math.floor(count * q - spread)), min(count, math.ceil(count * q + spread))
    # How many values are below the quantile is binomial: its chances, each from the one before.
    k = np.arange(least, most)
    logs = np.concatenate([[0.0], np.cumsum(np.log((count - k) / (k + 1) * (q / (1 - q))))])
    chances = np.exp(logs - logs.max())
    up_to = np.cumsum(chances / chances.sum())
    low = least + int(np.searchsorted(up_to, TAIL, side="right"))  # values; that fewer are below has at most `TAIL`
    high = least + int(np.searchsorted(up_to, 1 - TAIL)) + 1
    return (
        float(ordered[low - 1]) if low >= 1 else None,
        float(ordered[high - 1]) if high <= count else None,
    )


def _histogram(ordered: Floats) -> Histogram:
    """Bins up to the longest time, or to that of 99% where the few longest would leave all others in a few bins."""
    import numpy as np

    least, usual, most = (float(ordered[i]) for i in (0, _rank(ordered.size, 0.99), -1))
    if least == most:
        return Histogram((least, least + 1.0), (ordered.size,))
    end = most if most - least <= 2 * (usual - least) or usual == least else usual
    counts, edges = np.histogram(ordered, bins=_BINS, range=(least, end))
    return Histogram(tuple(edges.tolist()), tuple(counts.tolist()), ordered.size - int(counts.sum()))


# -- times -------------------------------------------------------------------------------------------------------


class Pert(NamedTuple):
    """A Beta-PERT: from `low` to `high` in seconds, `lean` (0 to 1) tells how far up its most likely value lies.

    alpha = 1 + 4 lean, beta = 1 + 4 (1 - lean) (Malcolm, Roseboom, Clark and Fazar 1959; Clark 1962).
    """

    low: float
    high: float
    lean: float

    def table(self, bits: int) -> Floats:
        """So many equally likely values (2^bits): the means of its quantile bins, to the mean and variance exactly."""
        return self.low + (self.high - self.low) * _leaning(self.lean, bits)


@lru_cache(maxsize=256)
def _leaning(lean: float, bits: int) -> Floats:
    """The table of a Beta-PERT from 0 to 1.

    With x = sin^2(angle) the density has no steep end, so that it is summed over equal angles.
    """
    import numpy as np

    alpha, beta = 1 + 4 * lean, 5 - 4 * lean
    x, log_sin, log_cos = _angles(2 << bits)
    mass = np.exp((2 * alpha - 1) * log_sin + (2 * beta - 1) * log_cos)
    up_to = np.concatenate([[0.0], np.cumsum(mass)])
    sum_ = np.concatenate([[0.0], np.cumsum(mass * x)]) / up_to[-1]
    table: Floats = np.diff(np.interp(np.linspace(0.0, up_to[-1], (1 << bits) + 1), up_to, sum_)) * (1 << bits)
    # What varies within a bin is lost: a little more spread between them makes up for it.
    deviation = math.sqrt(alpha * beta / 7) / 6
    table = alpha / 6 + (table - table.mean()) * (deviation / table.std())
    table.setflags(write=False)
    return table


@lru_cache(maxsize=2)
def _angles(count: int) -> tuple[Floats, Floats, Floats]:
    import numpy as np

    angles = (np.arange(count) + 0.5) * (math.pi / 2 / count)
    sines, cosines = np.sin(angles), np.cos(angles)
    return sines * sines, np.log(sines), np.log(cosines)


class Elapsed(NamedTuple):
    """The time of a step: what is always the same, and what varies, each by itself. Unknown parts count for nothing."""

    constant: float
    varying: tuple[Pert, ...]


def elapsed_of(step: Step) -> Elapsed:
    """The wait and the work of a step: its `time`, else its blocking actions in a row."""
    known = [time for time in (step.wait, *service_times(step)) if time is not None]
    return Elapsed(
        sum(mean(time) or 0.0 for time in known if time.is_exact),
        tuple(_pert(time) for time in known if not time.is_exact),
    )


def _pert(estimate: Estimate) -> Pert:
    low, typical, high = (t.total_seconds() for t in (estimate.low, estimate.typical, estimate.high))
    return Pert(low, high, (typical - low) / (high - low))


class _Times:
    """The times of numbered places as tables: of the constants and the first varying parts, of the second parts, ..."""

    def __init__(self, elapsed: Sequence[Elapsed]) -> None:
        import numpy as np

        depth = max([1, *(len(e.varying) for e in elapsed)])
        kinds: list[dict[tuple[float, Pert | None], int]] = [{} for _ in range(depth)]
        places: list[list[int]] = [[] for _ in range(depth)]
        for constant, varying in elapsed:
            for layer in range(depth):
                part = varying[layer] if layer < len(varying) else None
                kind = (0.0 if layer else constant, part)
                places[layer].append(kinds[layer].setdefault(kind, len(kinds[layer])))
        rows = sum(map(len, kinds))
        self.bits = max(6, min(12, (_ENTRIES // rows).bit_length() - 1))
        """Random bits that pick an entry of a table."""
        self.layers: list[tuple[Floats, Ints]] = []
        """All entries of a layer in a row, and by place where its own begin."""
        for layer in range(depth):
            entries = np.empty((len(kinds[layer]), 1 << self.bits))
            for row, (constant, part) in enumerate(kinds[layer]):
                entries[row] = constant + (part.table(self.bits) if part else 0.0)
            self.layers.append((entries.ravel(), np.array(places[layer], dtype=np.int64) << self.bits))


# -- journeys ----------------------------------------------------------------------------------------------------

_OUT = {end: -1 - k for k, end in enumerate((*ENDS, "there"))}
"""The targets that are no places: the ends of a journey, and the step where a part of it ends."""


def urns(ways: Mapping[int, float]) -> list[tuple[float, int, int]]:
    """Ways with their chances as equally likely urns of two ways at most: (chance of the first, first, second).

    One urn fewer than ways (Walker 1974, 1977): the rarest way is topped up by the most frequent one.
    """
    count = max(len(ways) - 1, 1)
    whole = sum(ways.values())
    left = sorted((chance / whole * count, target) for target, chance in ways.items())
    found = []
    for _ in range(count):
        if len(left) == 1:
            found.append((1.0, left[0][1], left[0][1]))
            break
        share, rarest = left.pop(0)
        most, target = left.pop()
        found.append((share, rarest, target))
        bisect.insort(left, (most - (1.0 - share), target))
    return found


class _Run(NamedTuple):
    """What simulated journeys came to: their times in no order, how many were judged and kept `within` limits."""

    times: Floats
    judged: int
    within: int
    successes: int


class _Course:
    """The ways of several kinds of customers side by side: numbered places, a step for a kind of customers each."""

    def __init__(self, columns: Columns, passages: Sequence[Passage], *, judged: bool) -> None:
        import numpy as np

        elapsed: dict[int, Elapsed] = {}
        places: list[Elapsed] = []
        choices: list[list[tuple[float, int, int]]] = []
        judges: list[float] = []
        limits: list[float] = []
        self.starts: list[int] = []
        self.judged: list[bool] = []
        self.is_exact = self.is_judged_exactly = True
        for passage in passages:
            base = len(places)
            number = {i: base + k for k, i in enumerate(_come_to(passage))}
            accepted = _accepted(columns, passage) if judged else {}
            self.starts.append(number[passage.start])
            self.judged.append(bool(accepted))
            # Sums of the same times in another order must not count as longer.
            limits += [sum(accepted.values()) * (1 + 1e-9) if accepted else -1.0] * len(number)
            for i, ways in _ways(passage, number):
                places.append(elapsed.setdefault(i, elapsed_of(columns.steps[i])))
                choices.append(urns(ways))
                judges.append(float(i in accepted))
                if not columns.services[i].is_exact:
                    self.is_exact = False
                    self.is_judged_exactly &= i not in accepted
        self._times = _Times(places)
        self._judges, self._limits = np.array(judges), np.array(limits)
        widths = [len(found) for found in choices]
        self._widths = np.array(widths, dtype=np.float64)
        self._firsts = np.cumsum([0, *widths[:-1]])
        self._shares = np.array([share for found in choices for share, _, _ in found])
        self._targets = np.array([pair for found in choices for _, *pair in found], dtype=np.int64).ravel()
        self._visits = [sum(passage.visits) for passage in passages]

    def amount(self, value: float) -> Amount:
        """A time of simulated journeys, in which what is unknown counts for nothing: "at least 0" says nothing."""
        if self.is_exact:
            return Amount(value)
        return Amount(value, "at_least") if value > 0 else UNKNOWN

    def run(
        self, counts: Sequence[int], random: np.random.Generator, progress: Callable[[float], None] | None = None
    ) -> _Run:
        """So many journeys of each kind of customers: all go on by one step at once; who is through makes room."""
        import numpy as np

        starts = np.repeat(np.array(self.starts, dtype=np.int64), counts)
        all_, begun = starts.size, min(starts.size, _POOL)
        places, time, spent = starts[:begun].copy(), np.zeros(begun), np.zeros(begun)
        times = np.empty(all_)
        done = within = successes = 0
        told = _Told(progress, sum(n * v for n, v in zip(counts, self._visits, strict=True)))
        while places.size:
            told.visits(places.size)
            bits = random.bit_generator.random_raw(places.size)
            elapsed = self._elapsed(places, bits, random)
            time += elapsed
            if any(self.judged):
                spent += elapsed * self._judges.take(places)
            onward = self._onward(places, bits)
            out = np.flatnonzero(onward < 0)
            if out.size:
                times[done : done + out.size] = time[out]
                done += out.size
                successes += int(np.count_nonzero(onward[out] == _OUT["success"]))
                within += int(np.count_nonzero(spent[out] <= self._limits[places[out]]))
                new = starts[begun : begun + out.size]
                begun += new.size
                onward[out[: new.size]] = new
                time[out], spent[out] = 0.0, 0.0
                if new.size < out.size:
                    stay = np.flatnonzero(onward >= 0)
                    onward, time, spent = onward[stay], time[stay], spent[stay]
            places = onward
        told.end()
        judged = sum(n for n, is_judged in zip(counts, self.judged, strict=True) if is_judged)
        return _Run(times, judged, within, successes)

    def _elapsed(self, places: Ints, bits: NDArray[np.uint64], random: np.random.Generator) -> Floats:
        """The time of a visit of each place, by the low bits; further varying parts get bits of their own."""
        mask = (1 << self._times.bits) - 1
        (entries, begins), *further = self._times.layers
        elapsed: Floats = entries.take(begins.take(places) + (bits.view("int64") & mask))
        for entries, begins in further:
            more = random.bit_generator.random_raw(places.size)
            elapsed += entries.take(begins.take(places) + (more.view("int64") & mask))
        return elapsed

    def _onward(self, places: Ints, bits: NDArray[np.uint64]) -> Ints:
        """Where a visit of each place leads, by the high bits: they pick an urn, and one of the two ways in it."""
        spin = (bits >> 12) * (self._widths.take(places) * 2.0**-52)
        urn = spin.astype("int64")
        spin -= urn
        urn += self._firsts.take(places)
        return self._targets.take(2 * urn + (spin >= self._shares.take(urn)))


def _accepted(columns: Columns, passage: Passage) -> dict[int, float]:
    """The acceptable times of the steps of the persona's own main path that have one."""
    found = ((i, columns.acceptable[i]) for i in passage.journey.main_path)
    return {i: accepted for i, accepted in found if accepted is not None}


def _come_to(passage: Passage) -> list[int]:
    """The steps that those come to for whom the passage comes about, in the order of the file."""
    found = {passage.start}
    waiting = [passage.start]
    while waiting:
        i = waiting.pop()
        new = [j for j, p in passage.chain.onward[i].items() if j not in found and _chance(passage, p, j)]
        found.update(new)
        waiting += new
    return sorted(found)


def _chance(passage: Passage, chance: float, j: int) -> float:
    """How likely a way to a step is, up to a factor, for those for whom the passage comes about (Doob 1957)."""
    return chance if passage.hope is None else chance * passage.hope[j]


def _ways(passage: Passage, number: Mapping[int, int]) -> Iterator[tuple[int, dict[int, float]]]:
    """The ways on from each step: to the numbers of others, or out, with chances up to a factor."""
    flow = passage.journey.flow
    ends = {end: flow.chances_to_end(end) for end in ENDS} if passage.hope is None else {}
    for i in number:
        ways: defaultdict[int, float] = defaultdict(float)
        for j, p in passage.chain.onward[i].items():
            if j in number and (chance := _chance(passage, p, j)):
                ways[number[j]] = chance
        for end, chances in ends.items():
            if chances[i]:
                ways[_OUT[end]] = chances[i]
        yield i, ways or {_OUT["there"]: 1.0}


class _Told:
    """Tells how much is done, by the visits that were to be expected, in steps of a hundredth."""

    def __init__(self, progress: Callable[[float], None] | None, expected: float) -> None:
        self._progress = progress
        self._expected = expected
        self._done = 0
        self._next = expected / 100 if progress else math.inf

    def visits(self, count: int) -> None:
        """Some more visits were made."""
        self._done += count
        if self._progress and self._done >= self._next:
            self._next = self._done + self._expected / 100
            self._progress(min(self._done / self._expected, 0.99))

    def end(self) -> None:
        """All is done."""
        if self._progress:
            self._progress(1.0)
