"""`blueprint.checks` offers what authors of rules need, and is light."""

from __future__ import annotations

import ast
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from blueprint import checks

SOURCE = str(Path(__file__).parents[2] / "src")


def python(code):
    return subprocess.run(
        [sys.executable, "-S", "-c", code], env={"PYTHONPATH": SOURCE}, capture_output=True, text=True, check=True
    ).stdout.strip()


def test_importing_loads_nothing():
    code = (
        "import sys, blueprint; before = set(sys.modules); import blueprint.checks; print(*set(sys.modules) - before)"
    )
    assert python(code) == "blueprint.checks"


@pytest.mark.parametrize("name", checks.__all__)
def test_every_name_is_there_and_documented(name):
    home = next(module for module, names in checks._HOMES.items() if name in names)
    assert getattr(checks, name) is getattr(import_module(home), name)
    assert getattr(checks, name).__doc__


def test_a_name_that_is_not_there():
    with pytest.raises(AttributeError, match=r"module 'blueprint\.checks' has no attribute 'ruel'"):
        _ = checks.ruel


def test_type_checkers_see_the_same_names_at_the_same_homes():
    tree = ast.parse(Path(checks.__file__).read_text("utf-8"))
    condition = next(node for node in tree.body if isinstance(node, ast.If))
    seen = {
        alias.name: node.module
        for node in condition.body
        if isinstance(node, ast.ImportFrom) and node.module != "typing"
        for alias in node.names
    }
    assert seen == {name: module for module, names in checks._HOMES.items() for name in names}
    assert set(seen) == set(checks.__all__)
    assert list(checks.__all__) == sorted(checks.__all__)
