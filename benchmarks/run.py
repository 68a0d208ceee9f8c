"""Measures blueprint beside its peers: `python benchmarks/run.py`. See README.md beside this file."""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import sys
import time
from pathlib import Path

from bed import Bed
from cases import CASES
from measuring import Bench
from report import Section, as_markdown, as_text
from tools import Tools, set_up

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parent


def main() -> None:
    """Set up, measure, tell."""
    arguments = _arguments()
    folder = REPOSITORY / "build/benchmarks"
    tools = set_up(arguments.checkout.resolve(), folder, install=arguments.install)
    about = _about(tools)
    print(*about, "", sep="\n", flush=True)
    scratch = folder / "inputs"
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir()
    sections: list[Section] = []
    with Bench(folder, arguments.rounds) as bench:
        for name in arguments.cases or CASES:
            for section in CASES[name](Bed(tools, bench, scratch)):
                print(as_text(section), flush=True)
                sections.append(section)
    if arguments.save:
        _save(about, sections)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure blueprint beside its peers.")
    parser.add_argument(
        "cases", nargs="*", choices=[*CASES, []], metavar="CASE", help=f"{', '.join(CASES)} (default: all)"
    )
    parser.add_argument(
        "--rounds", type=int, default=21, help="runs of each command (default: 21; slow ones get fewer)"
    )
    parser.add_argument("--save", action="store_true", help="write results.json and results.md beside this script")
    parser.add_argument("--no-install", dest="install", action="store_false", help="take what is installed already")
    parser.add_argument(
        "--checkout", type=Path, default=REPOSITORY, metavar="FOLDER", help="measure the blueprint in another checkout"
    )
    return parser.parse_args()


def _about(tools: Tools) -> list[str]:
    load = f"load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "load unknown"
    peers = [f"{name} {version}" for name, version in sorted(tools.versions.items())]
    missing = [f"Not to be had: {name}: {reason}" for name, reason in sorted(tools.missing.items())]
    return [
        f"{time.strftime('%Y-%m-%d %H:%M')}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores, {load}",
        f"Python {platform.python_version()}; peers: {'; '.join(peers) or 'none'}",
        *missing,
    ]


def _save(about: list[str], sections: list[Section]) -> None:
    data = {"about": about, "sections": [{"title": s.title, "remarks": s.remarks(), "data": s.data} for s in sections]}
    (HERE / "results.json").write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", "utf-8")
    parts = ["# Results", "", *(f"{line}  " for line in about), "", *map(as_markdown, sections)]
    (HERE / "results.md").write_text("\n".join(parts).rstrip() + "\n", "utf-8")
    print(f"Wrote {HERE / 'results.json'} and results.md", file=sys.stderr)


if __name__ == "__main__":
    main()
