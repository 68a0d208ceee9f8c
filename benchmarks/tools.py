"""What is run: blueprint in an environment of its own, and its peers, installed into build/benchmarks/.

A peer that can't be had is left out, and the reason is kept in `Tools.missing`.
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from measuring import environment

PYTHON_PEERS = {"yamllint": "yamllint", "check-jsonschema": "check-jsonschema", "deep": "deepdiff[cli]"}
NODE_PEERS = {
    "ajv": ("ajv-cli",),
    "spectral": ("@stoplight/spectral-cli",),
    "mmdc": ("@mermaid-js/mermaid-cli",),
    "d2": ("@terrastruct/d2",),
}
"""The packages behind each peer's command."""

_D2 = """\
import { readFileSync, writeFileSync } from "node:fs";
import { D2 } from "@terrastruct/d2";
const [source, target] = process.argv.slice(2);
const d2 = new D2();
const compiled = await d2.compile(readFileSync(source, "utf8"));
writeFileSync(target, await d2.render(compiled.diagram, compiled.renderOptions));
process.exit(0);
"""


@dataclass(slots=True)
class Tools:
    """Where everything is. `commands` holds the start of each peer's command line, `packages` where scipy is."""

    folder: Path
    own: Path
    commands: dict[str, list[str]] = field(default_factory=dict)
    packages: list[Path] = field(default_factory=list)
    versions: dict[str, str] = field(default_factory=dict)
    missing: dict[str, str] = field(default_factory=dict)

    @property
    def python(self) -> str:
        """The Python that blueprint is installed for."""
        return str(self.own / "python")

    @property
    def blueprint(self) -> str:
        """The command as a user starts it."""
        return str(self.own / "blueprint")


def set_up(checkout: Path, folder: Path, *, install: bool) -> Tools:
    """Install what is missing; the checkout is installed anew each time, as it may have changed."""
    folder.mkdir(parents=True, exist_ok=True)
    tools = Tools(folder, folder / "own/bin")
    if install:
        _say("blueprint")
        _venv(tools.own)
        _install_own(tools, checkout)
    _python_peers(tools, install=install)
    _node_peers(tools, install=install)
    _system_peers(tools)
    _scipy(tools)
    return tools


def _say(what: str) -> None:
    print(f"Setting up {what} ...", file=sys.stderr, flush=True)


def _run(*command: str | Path, cwd: Path | None = None, **variables: str) -> None:
    """Run a command in silence. Raises OSError, or CalledProcessError with what it said."""
    subprocess.run(
        command, cwd=cwd, env=environment() | variables, check=True, capture_output=True, text=True, encoding="utf-8"
    )


def _reason(error: OSError | subprocess.CalledProcessError) -> str:
    said = (
        (error.stderr or error.stdout or "").strip().splitlines()
        if isinstance(error, subprocess.CalledProcessError)
        else []
    )
    return said[-1][:200] if said else str(error)


def _venv(bin_: Path) -> None:
    if not (bin_ / "python").exists():
        _run(sys.executable, "-m", "venv", bin_.parent)
        # The script that pip writes for a command differs by pip's age: the older ones import `re`.
        _run(bin_ / "python", "-m", "pip", "install", "--quiet", "--upgrade", "pip")


def _install_own(tools: Tools, checkout: Path) -> None:
    pip = (tools.python, "-m", "pip", "--disable-pip-version-check", "install", "--quiet")
    try:
        _run(*pip, f"{checkout}[lsp,serve]")
        _run(*pip, "--no-deps", "--force-reinstall", str(checkout))
        _run(tools.python, "-m", "compileall", "-q", tools.own.parent / "lib")
    except subprocess.CalledProcessError as error:
        if "compileall" not in error.cmd:  # which fails on files that no Python of this version can read
            message = f"blueprint can't be installed from {checkout}: {_reason(error)}"
            raise SystemExit(message) from None


def _python_peers(tools: Tools, *, install: bool) -> None:
    bin_ = tools.folder / "python-peers/bin"
    if install and not all((bin_ / name).exists() for name in PYTHON_PEERS):
        _say(", ".join(PYTHON_PEERS))
        _venv(bin_)
    for name, package in PYTHON_PEERS.items():
        try:
            if install and not (bin_ / name).exists():
                _run(bin_ / "python", "-m", "pip", "--disable-pip-version-check", "install", "--quiet", package)
                subprocess.run(
                    [bin_ / "python", "-m", "compileall", "-q", bin_.parent / "lib"], check=False, capture_output=True
                )
            distribution = package.partition("[")[0]
            say = f"from importlib.metadata import version; print(version({distribution!r}))"
            tools.versions[name] = f"{distribution} {_version(bin_ / 'python', '-c', say)}"
            tools.commands[name] = [str(bin_ / name)]
        except (OSError, subprocess.CalledProcessError) as error:
            tools.missing[name] = _reason(error)


def _node_peers(tools: Tools, *, install: bool) -> None:
    folder = tools.folder / "node"
    modules = folder / "node_modules"
    folder.mkdir(exist_ok=True)
    for name, packages in NODE_PEERS.items():
        try:
            if install and not all((modules / package).exists() for package in packages):
                _say(name)
                # Chromium is the system's: the one that puppeteer would download is not always to be had.
                flags = ("--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error")
                _run("npm", "install", *flags, "--prefix", folder, *packages, cwd=folder, PUPPETEER_SKIP_DOWNLOAD="1")
            manifest = json.loads((modules / packages[0] / "package.json").read_text("utf-8"))
            tools.versions[name] = f"{packages[0]} {manifest['version']}"
            tools.commands[name] = [str(modules / ".bin" / name)]
        except (OSError, subprocess.CalledProcessError) as error:
            tools.missing[name] = _reason(error)
    if "d2" in tools.commands:
        script = folder / "d2.mjs"
        script.write_text(_D2, "utf-8")
        tools.commands["d2"] = ["node", str(script)]
    if "mmdc" in tools.commands:
        chromium = shutil.which("chromium") or shutil.which("google-chrome")
        if chromium is None:
            tools.missing["mmdc"] = "there is no chromium"
            del tools.commands["mmdc"]
            return
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []  # chromium's sandbox is not for root
        settings = folder / "puppeteer.json"
        settings.write_text(json.dumps({"executablePath": chromium, "args": arguments}), "utf-8")
        tools.commands["mmdc"] += ["--quiet", "--puppeteerConfigFile", str(settings)]


def _system_peers(tools: Tools) -> None:
    for name, flag, package in (("dot", "-V", "graphviz"), ("plantuml", "-version", "plantuml")):
        path = shutil.which(name)
        if path is None:
            tools.missing[name] = f"not installed (Debian: apt-get install {package})"
            continue
        tools.commands[name] = [path]
        tools.versions[name] = _version(path, flag)


def _scipy(tools: Tools) -> None:
    """Where the running Python has scipy, if the one that blueprint is installed for can use it from there."""
    found = importlib.util.find_spec("scipy")
    if found is None or found.origin is None:
        tools.missing["scipy"] = "not installed (pip install scipy)"
        return
    packages = Path(found.origin).parent.parent
    say = "import sys; sys.path.append(sys.argv[1]); import scipy.sparse.linalg; print(scipy.__version__)"
    try:
        tools.versions["scipy"] = _version(tools.python, "-c", say, packages)
        tools.packages.append(packages)
    except subprocess.CalledProcessError as error:
        tools.missing["scipy"] = _reason(error)


def _version(command: str | Path, *arguments: str | Path) -> str:
    done = subprocess.run(
        [command, *(arguments or ("--version",))], capture_output=True, text=True, check=True, env=environment()
    )
    return (done.stdout or done.stderr).strip().splitlines()[0]
