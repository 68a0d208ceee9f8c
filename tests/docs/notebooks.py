"""The example notebooks, as they are stored: without what running them leaves behind.

`python -m tests.docs.notebooks` stores them so again after they were edited in Jupyter.
"""

from __future__ import annotations

from pathlib import Path

import nbformat

FOLDER = Path(__file__).parents[2] / "examples/notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))

METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def read(path: Path) -> nbformat.NotebookNode:
    """A notebook. Raises ValidationError where it is none."""
    notebook = nbformat.reads(path.read_text("utf-8"), as_version=4)
    nbformat.validate(notebook)
    return notebook


def stored(notebook: nbformat.NotebookNode) -> str:
    """The text of a notebook's file: its cells with their ids, no outputs, and nothing about who ran it, and where."""
    cells = []
    for cell in notebook.cells:
        kept = {"cell_type": cell.cell_type, "id": cell.id, "metadata": {}, "source": cell.source.strip("\n")}
        if cell.cell_type == "code":
            kept |= {"execution_count": None, "outputs": []}
        cells.append(nbformat.from_dict(kept))
    whole = {"cells": cells, "metadata": METADATA, "nbformat": 4, "nbformat_minor": 5}
    return nbformat.writes(nbformat.from_dict(whole)).rstrip("\n") + "\n"


if __name__ == "__main__":
    for path in NOTEBOOKS:
        path.write_text(stored(read(path)), "utf-8", newline="\n")
