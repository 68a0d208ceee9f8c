"""What is measured within one process: `python inside.py TASK FOLDER`, run by the Python that blueprint is installed for.

Prints JSON. Times are CPU seconds of this process, the medians of several rounds in which each candidate has its turn.
"""

from __future__ import annotations

import gc
import json
import sys
from pathlib import Path
from statistics import median
from time import process_time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 5


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


def imports(_: Path) -> dict[str, Any]:
    """What `import blueprint` brings along."""
    before = set(sys.modules)
    import blueprint

    loaded = sorted(set(sys.modules) - before)
    heavy = ("networkx", "numpy", "graphviz", "rich", "pydantic", "yaml", "click", "typing", "dataclasses", "re")
    return {"version": blueprint.__version__, "loaded": loaded, "heavy": [name for name in heavy if name in loaded]}


if __name__ == "__main__":
    tasks = {task.__name__: task for task in (load_many, parse_large, draw_growing, imports)}
    print(json.dumps(tasks[sys.argv[1]](Path(sys.argv[2]))))
