"""What is measured within one process: `python inside.py TASK FOLDER`, run by the Python that blueprint is installed for.

Prints JSON. Times are CPU seconds of this process, the medians of several rounds in which each candidate has its turn.
Further arguments are folders with packages, looked through last.
"""

from __future__ import annotations

import gc
import json
import math
import sys
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 5
MOST_DENSE = 2000
"""Steps up to which a matrix is made: more of them take one of hundreds of megabytes."""


def _side_by_side(candidates: dict[str, Callable[[], object]], rounds: int = ROUNDS) -> dict[str, float]:
    taken: dict[str, list[float]] = {name: [] for name in candidates}
    for number in range(rounds + 1):  # the first is the warm-up
        for name, candidate in candidates.items():
            gc.collect()
            start = process_time()
            made = candidate()
            took = process_time() - start
            del made
            if number:
                taken[name].append(took)
    return {name: median(times) for name, times in taken.items()}


def load_many(folder: Path) -> dict[str, Any]:
    """Seconds for so many files: read and validated; and with every id and reference found in its file as well."""
    from blueprint.model.references import references_in
    from blueprint.source.load import Reading, read

    paths = sorted(folder.glob("*.blueprint.yaml"))

    def load(path: Path) -> Reading:
        reading = read(path)
        assert reading.blueprint is not None, reading.findings
        return reading

    def place(path: Path) -> list[object]:
        reading = load(path)
        found = references_in(reading.blueprint)
        routes = [definition.route for definition in found.definitions if not definition.is_derived]
        routes += [use.route for use in found.uses]
        return [reading.document.locate(route) for route in routes]

    def each(do: Callable[[Path], object], count: int) -> Callable[[], object]:
        def run() -> None:
            for path in paths[:count]:
                do(path)

        return run

    counts = [count for count in (100, 300, 1000) if count <= len(paths)]
    candidates = {f"read {count}": each(load, count) for count in counts}
    candidates |= {f"place {count}": each(place, count) for count in counts}
    return {"counts": counts, "seconds": _side_by_side(candidates, 3)}


def parse_large(folder: Path) -> dict[str, Any]:
    """Seconds for large files: values and places, beside what PyYAML takes for values alone or for nodes alone."""
    import yaml

    from blueprint.source.load import read_data
    from blueprint.source.nodes import parse

    def events(text: str) -> None:
        take = yaml.cyaml.CParser(text).get_event
        while take() is not None:
            pass

    texts = {path.stem: path.read_text("utf-8") for path in sorted(folder.glob("*.yaml"))}
    sizes = {name: len(text.encode()) / 1e6 for name, text in texts.items()}
    candidates: dict[str, Callable[[], object]] = {}
    slow: dict[str, Callable[[], object]] = {}
    for name, text in texts.items():
        candidates[f"{name} values and places (blueprint)"] = lambda text=text: parse(text)
        candidates[f"{name} only pulling libyaml's events"] = lambda text=text: events(text)
        candidates[f"{name} yaml.load, CSafeLoader: values"] = lambda text=text: yaml.load(text, yaml.CSafeLoader)
        candidates[f"{name} yaml.compose, CSafeLoader: places"] = lambda text=text: yaml.compose(text, yaml.CSafeLoader)
        slow[f"{name} values, places and validated model (blueprint)"] = lambda text=text: read_data(text)
    smallest = next(iter(texts))
    slow[f"{smallest} yaml.load, SafeLoader: values"] = lambda: yaml.safe_load(texts[smallest])
    assert parse(texts[smallest]).value == yaml.load(texts[smallest], yaml.CSafeLoader)
    return {"sizes": sizes, "seconds": _side_by_side(candidates) | _side_by_side(slow, 1)}


def draw_growing(folder: Path) -> dict[str, Any]:
    """Seconds from a file to its SVG, in parts."""
    from blueprint.drawing import draw
    from blueprint.source.load import read

    parts = ("read", "lay out", "paint")
    found = {}
    for path in sorted(folder.glob("*.blueprint.yaml")):
        rounds = []
        for _ in range(4):
            gc.collect()
            start = process_time()
            blueprint = read(path).blueprint
            assert blueprint is not None
            was_read = process_time()
            drawing = draw(blueprint)
            drawing.scene
            was_laid_out = process_time()
            drawing.render("svg")
            rounds.append((was_read - start, was_laid_out - was_read, process_time() - was_laid_out))
        found[path.name.partition(".")[0]] = dict(zip(parts, map(median, zip(*rounds[1:], strict=True)), strict=True))
    return found


def draw_views(folder: Path) -> dict[str, Any]:
    """Seconds of wall time for each view of a blueprint, from the model to its SVG: Graphviz is another process."""
    from blueprint.drawing import draw
    from blueprint.drawing.views import VIEWS
    from blueprint.source.load import load

    blueprint = load(folder / "service.blueprint.yaml")
    found = {}
    for view in (view for view in VIEWS if view != "changes"):
        rounds = []
        for _ in range(6):
            gc.collect()
            start = perf_counter()
            draw(blueprint, view).render("svg")
            rounds.append(perf_counter() - start)
        found[view] = median(rounds[1:])
    return found


def imports(_: Path) -> dict[str, Any]:
    """What `import blueprint` brings along."""
    before = set(sys.modules)
    import blueprint

    loaded = sorted(set(sys.modules) - before)
    heavy = ("networkx", "numpy", "graphviz", "rich", "pydantic", "yaml", "click", "typing", "dataclasses", "re")
    return {"version": blueprint.__version__, "loaded": loaded, "heavy": [name for name in heavy if name in loaded]}


def solve_flows(folder: Path) -> dict[str, Any]:
    """Seconds for the expected visits of all steps, by file and by who solves."""
    return {path.stem: _side_by_side(_solvers(json.loads(path.read_text()))) for path in sorted(folder.glob("*.json"))}


def _solvers(ways: list[list[tuple[int, float]]]) -> dict[str, Callable[[], Any]]:
    """Who solves; they agree. What a chain or a matrix is built from is ready made, the building counts."""
    import numpy as np

    from blueprint.graph.chain import Chain

    size = len(ways)
    onward = [dict(found) for found in ways]
    leaving = [1 - sum(found.values()) for found in onward]
    ends = [(j, i, -share) for i, found in enumerate(ways) for j, share in found] + [(i, i, 1.0) for i in range(size)]
    to, from_, entries = (np.array(part) for part in zip(*ends, strict=True))
    start = np.zeros(size)
    start[0] = 1.0

    def dense() -> Any:
        matrix = np.zeros((size, size))
        matrix[to, from_] = entries
        return np.linalg.solve(matrix, start)

    candidates: dict[str, Callable[[], Any]] = {"blueprint": lambda: Chain(onward, leaving).visits({0: 1.0})}
    if size <= MOST_DENSE:
        candidates["numpy.linalg.solve, dense"] = dense
    if find_spec("scipy"):
        from scipy.sparse import csc_array
        from scipy.sparse.linalg import spsolve

        candidates["scipy.sparse.linalg.spsolve"] = lambda: spsolve(
            csc_array((entries, (to, from_)), shape=(size, size)), start
        )
    results = [candidate() for candidate in candidates.values()]
    assert all(np.allclose(result, results[0], rtol=1e-8) for result in results)
    return candidates


def simulate_loop(folder: Path) -> dict[str, Any]:
    """Seconds for a million journeys through a loop, by who simulates; and for 10,000 of an average blueprint."""
    import numpy as np

    from blueprint import analyze, load

    journeys = 1_000_000
    steps = load(folder / "loop.blueprint.yaml").stages[0].steps
    back = steps[-1].next[0].share
    times = [[getattr(step.time, part).total_seconds() for part in ("low", "typical", "high")] for step in steps]
    low, typical, high = np.array(times).T
    alpha, beta = 1 + 4 * (typical - low) / (high - low), 1 + 4 * (high - typical) / (high - low)

    def plain() -> Any:
        rng = np.random.default_rng(0)
        spent = np.zeros(journeys)
        active = np.arange(journeys)
        at = np.zeros(journeys, dtype=int)
        while active.size:
            spent[active] += low[at] + (high - low)[at] * rng.beta(alpha[at], beta[at])
            is_last = at == len(steps) - 1
            stays = ~is_last | (rng.random(active.size) < back)
            active, at = active[stays], np.where(is_last, 0, at + 1)[stays]
        return np.quantile(spent, 0.9)

    loop = analyze(load(folder / "loop.blueprint.yaml"))
    average = analyze(load(folder / "average.blueprint.yaml"))
    candidates = {"blueprint": lambda: loop.simulate(journeys).time_quantiles["p90"].value, "plain numpy": plain}
    own, other = (candidate() for candidate in candidates.values())
    assert math.isclose(own, other, rel_tol=0.01), (own, other)
    return _side_by_side(candidates, 3) | _side_by_side({"average": lambda: average.simulate(10_000)})


def analyze_all(folder: Path) -> dict[str, Any]:
    """Seconds by file: for everything, and what the flow and then each question adds for the mix."""
    from blueprint import analyze, load
    from blueprint.analysis.questions import QUESTIONS

    found = {}
    for path in sorted(folder.glob("*.blueprint.yaml")):
        blueprint = load(path)
        rounds = []
        for _ in range(4):
            taken = {}
            gc.collect()
            start = process_time()
            analyze(blueprint).to_dict()
            taken["everything, and of each persona"] = process_time() - start
            gc.collect()
            start = process_time()
            analyze(blueprint).figures
            taken["everything"] = process_time() - start
            gc.collect()
            start = process_time()
            customers = analyze(blueprint).customers
            taken["the flow"] = process_time() - start
            for name, question in QUESTIONS.items():
                start = process_time()
                customers.answer(question.ask)
                taken[name] = process_time() - start
            rounds.append(taken)
        found[path.name.partition(".")[0]] = {name: median(taken[name] for taken in rounds[1:]) for name in rounds[0]}
    return found


TASKS = (load_many, parse_large, draw_growing, draw_views, imports, solve_flows, simulate_loop, analyze_all)


if __name__ == "__main__":
    sys.path += sys.argv[3:]
    tasks = {task.__name__: task for task in TASKS}
    print(json.dumps(tasks[sys.argv[1]](Path(sys.argv[2]))))
