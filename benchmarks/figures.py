"""The cases about the numbers: the flow, simulating, and analysing everything."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import inputs
from measuring import Command
from report import Section, processes

if TYPE_CHECKING:
    from bed import Bed

MOST_FOR_GROWING = 1.5  # times as long a step where there are ten times as many
MOST_FOR_A_MILLION_JOURNEYS = 2.0  # seconds
MOST_FOR_ANALYZE = 3.0  # times importing pydantic, yaml and networkx
MOST_FOR_EVERYTHING = {60: 100.0, 10_000: 3000.0}  # ms, by steps

_OWN = "blueprint"
_LOOP = 20  # steps


# -- 7: the flow -------------------------------------------------------------------------------------------------


def flow(bed: Bed) -> list[Section]:
    """The expected visits of all steps, beside what solves linear equations."""
    folder = bed.folder / "flows"
    folder.mkdir(exist_ok=True)
    columns = {}
    for has_loops, sizes in ((True, (60, 2000, 10_000)), (False, (10_000, 100_000))):
        for size in sizes:
            path = folder / f"{size:06}-{has_loops}.json"
            path.write_text(json.dumps(inputs.ways_on(size, has_loops=has_loops)))
            columns[path.stem] = f"{size:,} steps" + ("" if has_loops else ", no loops")
    found = bed.inside("solve_flows", folder, *bed.tools.packages)
    section = Section("7. Expected visits of all steps within a process (CPU), ms", ("", *columns.values()))
    names = dict.fromkeys(name for column in columns for name in found[column])
    for name in names:
        section.rows.append((name, *(_ms(found[column].get(name)) for column in columns)))
    for name in names:
        if name != _OWN:
            ratios = [_ratio(found[column][_OWN], found[column].get(name)) for column in columns]
            section.rows.append((f"blueprint, x of {name}", *ratios))
    fewer, more = (found[column][_OWN] for column in list(columns)[-2:])
    section.judge("ten times the steps without loops, time of a step", more / fewer / 10, MOST_FOR_GROWING, "x")
    section.notes.append("from the ways of each step to the visits: finding loops, or building a matrix, is included")
    section.data = found
    return [section]


# -- 8: simulating -----------------------------------------------------------------------------------------------


def simulate(bed: Bed) -> list[Section]:
    """The times of simulated journeys, beside the same in plain numpy."""
    folder = bed.folder / "simulated"
    folder.mkdir(exist_ok=True)
    (folder / "loop.blueprint.yaml").write_text(inputs.loop(_LOOP), "utf-8")
    (folder / "average.blueprint.yaml").write_text(inputs.blueprint_of_steps(60), "utf-8")
    found = bed.inside("simulate_loop", folder)
    average = found.pop("average")
    title = f"8. Simulating a million journeys through a loop of {_LOOP} steps within a process (CPU)"
    section = Section(title, ("", "s", f"x of {_OWN}"))
    section.rows = [(name, f"{seconds:.2f}", f"{seconds / found[_OWN]:.2f}") for name, seconds in found.items()]
    section.judge("a million journeys", found[_OWN], MOST_FOR_A_MILLION_JOURNEYS, " s")
    section.notes.append(f"10,000 journeys of a blueprint of 60 steps, as every analysis has: {average * 1e3:.0f} ms")
    section.data = found | {"average": average}
    return [section]


# -- 9: analysing ------------------------------------------------------------------------------------------------


def analyze(bed: Bed) -> list[Section]:
    """`blueprint analyze`, cold; and the whole analysis of a small and a large blueprint within a process."""
    folder = bed.folder / "analysed"
    folder.mkdir(exist_ok=True)
    names = {size: f"{size:05}.blueprint.yaml" for size in MOST_FOR_EVERYTHING}
    for size, name in names.items():
        (folder / name).write_text(inputs.blueprint_of_steps(size), "utf-8")
    least = min(names)
    base, own = "import pydantic, yaml, networkx", "blueprint analyze"
    commands = [
        Command(base, (bed.tools.python, "-c", base), folder, is_needed=True),
        Command(own, (bed.tools.blueprint, "analyze", names[least]), folder, is_needed=True),
    ]
    measured = bed.bench.compare(commands)
    cold = processes(f"9. Analysing a blueprint of {least} steps, cold", measured, base)
    cold.judge(own, measured[own].ratio(measured[base], "wall") or 0, MOST_FOR_ANALYZE, "x")
    return [cold, _everything(bed.inside("analyze_all", folder))]


def _everything(found: dict[str, dict[str, float]]) -> Section:
    """What the analysis takes in all and question by question, by the number of steps."""
    by_size = {int(size): seconds for size, seconds in found.items()}
    columns = ("", *(f"{size:,} steps" for size in by_size))
    section = Section("9. Analysing within a process (CPU), ms", columns)
    names = dict.fromkeys(name for seconds in by_size.values() for name in seconds)
    section.rows = [(name, *(_ms(seconds[name]) for seconds in by_size.values())) for name in names]
    for size, most in MOST_FOR_EVERYTHING.items():
        section.judge(f"everything of {size:,} steps", by_size[size]["everything"] * 1e3, most, " ms")
    section.notes.append("everything: of the mix of two personas; and of each persona: of three kinds, as plain data")
    section.notes.append("the flow and the questions: for the mix, each with what those above it have worked out")
    section.data = found
    return section


def _ms(seconds: float | None) -> str:
    return "-" if seconds is None else f"{seconds * 1e3:.1f}" if seconds < 1 else f"{seconds * 1e3:.0f}"


def _ratio(own: float, other: float | None) -> str:
    return f"{own / other:.2f}" if other else "-"
