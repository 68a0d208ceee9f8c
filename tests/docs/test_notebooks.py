"""The example notebooks run to their end, say nothing to stderr and show pictures; they are stored without outputs."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from ipykernel.kernelspec import write_kernel_spec
from jupyter_client.kernelspec import KernelSpecManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat.v4 import new_code_cell, new_notebook

import blueprint
from tests.docs.notebooks import FOLDER, NOTEBOOKS, read, stored

PICTURES = {
    "designer": {"egg-beater", "curve", "unlucky-curve", "train-reach", "compare-table"},
    "operations": {"shoeshine", "broadband-rework", "wrong-area-sweep", "quantiles-plot"},
    "analyst": {"sweep-plot"},
}
"""The cells that show a picture, by notebook."""

of_each = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Execute a notebook in its folder, with this Python and this library, away from the user's settings."""
    for name in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    monkeypatch.setenv("PYTHONPATH", str(Path(blueprint.__file__).parents[1]))
    write_kernel_spec(tmp_path / "kernels/python3")
    assert KernelSpecManager().get_kernel_spec("python3").argv[0] == sys.executable

    def execute(notebook):
        client = NotebookClient(
            notebook, kernel_name="python3", timeout=120, resources={"metadata": {"path": str(FOLDER)}}
        )
        return client.execute()

    return execute


def has_picture(output):
    return "image/svg+xml" in output.get("data", {})


def complaints(cells):
    return [output.text for cell in cells for output in cell.outputs if output.get("name") == "stderr"]


@of_each
def test_it_runs(path, run):
    notebook = run(read(path))
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert complaints(cells) == []
    assert [cell.id for cell in cells if not cell.outputs] == []
    assert {cell.id for cell in cells if any(map(has_picture, cell.outputs))} == PICTURES[path.stem]


@of_each
def test_it_is_stored_without_outputs(path):
    text = path.read_text("utf-8")
    notebook = read(path)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(cell.outputs == [] and cell.execution_count is None for cell in cells)
    assert text == stored(notebook), "python -m tests.docs.notebooks stores it as it should be"


def test_there_is_one_per_audience():
    assert {path.stem for path in NOTEBOOKS} == set(PICTURES)


def test_a_cell_that_fails_is_noticed(run):
    with pytest.raises(CellExecutionError, match="ZeroDivisionError"):
        run(new_notebook(cells=[new_code_cell("1 / 0")]))


def test_a_warning_is_noticed(run):
    notebook = run(new_notebook(cells=[new_code_cell("import warnings\nwarnings.warn('look out')")]))
    assert "look out" in "".join(complaints(notebook.cells))


def test_what_a_run_leaves_behind_is_not_stored(run):
    notebook = new_notebook(cells=[new_code_cell("print(1)", id="one")])
    before = stored(notebook)
    after = run(notebook)
    assert after.cells[0].outputs
    assert stored(after) == before
