"""Rules of other packages: what is installed under the entry point `blueprint.rules` is imported."""

from __future__ import annotations

import sys
from contextlib import redirect_stdout
from pathlib import Path

from blueprint.checks.declaration import REGISTERED, RuleError

GROUP = "blueprint.rules"
"""The name of the entry point: each of its values is a module whose import makes rules."""


def load_plugins() -> None:
    """Import the modules that installed packages name. Raises RuleError where one can't be, or takes codes of ours."""
    if not _is_any_installed():
        return
    from importlib.metadata import entry_points

    for point in sorted(entry_points(group=GROUP), key=lambda point: (point.name, point.value)):
        before = set(REGISTERED)
        try:
            with redirect_stdout(sys.stderr):  # a report may be on its way to standard output
                point.load()
        except RuleError as error:
            message = f"the rules `{point.name}` can't be used: {error}"
            raise RuleError(message) from error
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # whatever a foreign module does when it is imported
            message = f"the rules `{point.name}` can't be loaded from `{point.value}`: {type(error).__name__}: {error}"
            raise RuleError(message) from error
        if taken := sorted(code for code in REGISTERED.keys() - before if code.startswith("BP")):
            message = f"the rules `{point.name}` use the code {taken[0]}, but those with `BP` are blueprint's own"
            raise RuleError(message)


def _is_any_installed() -> bool:
    """Whether any package has such an entry point. Importlib's own search takes longer than checking a file."""
    for folder in dict.fromkeys(sys.path):
        try:
            texts = [found for found in Path(folder or ".").iterdir() if found.suffix in (".dist-info", ".egg-info")]
        except OSError:
            continue
        for found in texts:
            try:
                if GROUP.encode() in (found / "entry_points.txt").read_bytes():
                    return True
            except OSError:
                continue
    return False
