"""`import blueprint` is light, and offers what it says it offers."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import blueprint as bp

HEAVY = ("pydantic", "yaml", "networkx", "numpy", "graphviz", "rich", "click", "typing", "dataclasses")


def test_importing_loads_nothing_heavy():
    code = f"""
import sys
before = set(sys.modules)
import blueprint as bp
dir(bp), bp.__version__
print(*({{m.partition(".")[0] for m in set(sys.modules) - before}} & set({HEAVY})))
"""
    source = str(Path(__file__).parents[1] / "src")
    result = subprocess.run(
        [sys.executable, "-S", "-c", code], env={"PYTHONPATH": source}, capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == ""


def test_pictures_need_no_library_for_numbers_or_networks():
    """Their layouts are our own, and chains need neither; numpy and networkx would take a third of the time to start."""
    root = Path(__file__).parents[1]
    code = """
import sys
import blueprint as bp
from blueprint.drawing.views import VIEWS
b = bp.load(sys.argv[1])
for view in VIEWS:
    bp.draw(b, view, against=b if view == "changes" else None).render("svg")
bp.draw(b).render("html")
print(*({m.partition(".")[0] for m in sys.modules} & {"numpy", "networkx", "narwhals", "rich"}))
"""
    example = root / "examples/01-egg-beater.as-is.blueprint.yaml"
    result = subprocess.run(
        [sys.executable, "-c", code, example], env={"PYTHONPATH": str(root / "src"), "PATH": os.environ["PATH"]},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert result.stdout.strip() == ""


def test_the_public_names_are_sorted_and_unique():
    names = [name for name in bp.__all__ if name != "__version__"]
    assert names == sorted(set(names))


@pytest.mark.parametrize("name", [name for name in bp.__all__ if name != "__version__"])
def test_every_public_name_is_there_and_documented(name):
    assert getattr(bp, name).__doc__
    assert getattr(bp, name) is getattr(import_module(home_of(name)), name)


def home_of(name):
    return next(module for module, names in bp._HOMES.items() if name in names)


def test_dir_shows_them():
    assert dir(bp) == sorted(bp.__all__)


def test_a_name_that_is_not_there():
    with pytest.raises(AttributeError, match="module 'blueprint' has no attribute 'blueprnt'"):
        _ = bp.blueprnt


def test_type_checkers_see_the_same_names_at_the_same_homes():
    tree = ast.parse(Path(bp.__file__).read_text("utf-8"))
    condition = next(node for node in tree.body if isinstance(node, ast.If))
    seen = {
        alias.name: node.module
        for node in condition.body
        if isinstance(node, ast.ImportFrom) and node.module != "typing"
        for alias in node.names
    }
    assert seen == {name: module for module, names in bp._HOMES.items() for name in names}
    assert set(seen) | {"__version__"} == set(bp.__all__)
