"""What is installed, found without importing it: `--version` has to be quick."""

from __future__ import annotations

import os
import sys

from blueprint import __version__

_SUFFIXES = (".dist-info", ".egg-info")
_LIBRARIES = (
    "pydantic", "PyYAML", "networkx", "graphviz", "graphviz-pure", "resvg-py",
    "typst", "python-pptx", "altair", "anywidget", "starlette", "pygls", "pylopdf-fonts-zh-cn", "pylopdf-fonts-zh-tw",
)  # fmt: skip
"""What every picture depends on; then one of each extra, which may not be installed."""


def versions() -> str:
    """The versions of the package, of Python, and of the libraries that it depends on."""
    found = _installed({_normalized(name) for name in _LIBRARIES})
    lines = [f"service-blueprint {__version__}", f"Python {'.'.join(map(str, sys.version_info[:3]))}"]
    for name in _LIBRARIES:
        more = _libyaml() if name == "PyYAML" else ""
        lines.append(f"{name} {found.get(_normalized(name), '(not installed)')}{more}")
    return "\n".join(lines)


def _installed(wanted: set[str]) -> dict[str, str]:
    """The versions of packages, from the names of the folders that installers leave beside them.

    The first on the path is the one that Python imports.
    """
    found: dict[str, str] = {}
    for folder in sys.path:
        try:
            entries = os.listdir(folder or ".")  # noqa: PTH208 (pathlib would have to be imported)
        except OSError:
            continue
        for entry in entries:
            if entry.endswith(_SUFFIXES):
                name, _, rest = entry.rpartition(".")[0].partition("-")
                if _normalized(name) in wanted:
                    found.setdefault(_normalized(name), rest.partition("-")[0])
    return found


def _normalized(name: str) -> str:
    return name.lower().replace("-", "_").replace(".", "_")


def _libyaml() -> str:
    """The version of the parser inside PyYAML, which only the parser itself knows."""
    from importlib import import_module

    try:
        return f" (libyaml {import_module('yaml._yaml').get_version_string()})"
    except ImportError:
        return " (without libyaml)"
