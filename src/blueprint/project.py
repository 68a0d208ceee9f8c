"""Where a project begins, and what is configured for the files in it."""

from __future__ import annotations

import os
import re
from pathlib import Path

from blueprint.files import read_regular
from blueprint.finding import BlueprintError

TYPE_CHECKING = False  # `typing` is not imported for it
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

_ROOT_MARKS = ("blueprint.toml", "pyproject.toml", ".git")

KEYS = ("select", "ignore", "severity", "rules", "fail-on", "baseline")
"""What can be configured."""

_HAS_TABLE = re.compile(
    rb"""^[ \t]*(?:\[[ \t]*)?["']?tool["']?[ \t]*(?:[\]=].*blueprint|\.[ \t]*["']?blueprint)""",
    re.DOTALL | re.MULTILINE,
)
"""What a `pyproject.toml` has that configures anything here. Most have not, and are not read any further."""

_MOST_COMPLAINTS = 100
_LONGEST = 80
_QUOTED = re.compile("`([^`]*)`")


class ConfigurationError(BlueprintError):
    """A configuration file that can't be read, or says what can't be meant. The message starts with the file."""


class Configuration:
    """What a configuration file says, as plain data. `path` is None where there is none."""

    def __init__(self, path: Path | None = None, text: str = "", data: dict[str, Any] | None = None) -> None:
        self.path = path
        self.text = text
        self.data = data or {}

    def line_of(self, key: tuple[str, ...]) -> int | None:
        """About where the file says something: the line on which the last part of a key stands, in its table if so."""
        best, depth = None, -1
        table: tuple[str, ...] = ()
        for number, line in enumerate(self.text.splitlines(), 1):
            stripped = line.strip()
            if stripped.startswith("["):
                table = tuple(part.strip(" \"'") for part in stripped.strip("[] ").split("."))
            named = (*table, *(part.strip(" \"'") for part in stripped.partition("=")[0].split(".")))
            found = named if "=" in stripped and not stripped.startswith("[") else table
            common = next((n for n in range(len(key), 0, -1) if _ends(found, key[:n])), 0)
            if common > depth and common:
                best, depth = number, common
        return best

    def error(self, message: str, key: tuple[str, ...] = ()) -> ConfigurationError:
        """An error at a key of the file."""
        return ConfigurationError("\n".join(self.complaints([(key, message)])))

    def complaints(self, problems: Iterable[tuple[tuple[str, ...], str]]) -> list[str]:
        """Problems in one line each: `blueprint.toml:3: message`."""
        shown = []
        every = list(problems)
        for key, message in every[:_MOST_COMPLAINTS]:
            line = self.line_of(key) if key else None
            place = f"{_shown(self.path)}:{line}: " if line else f"{_shown(self.path)}: " if self.path else ""
            shown.append(f"{place}{_in_one_line(message)}")
        if more := every[_MOST_COMPLAINTS:]:
            shown.append(f"{_shown(self.path)}: {len(more)} more such problems")
        return shown


def _ends(found: tuple[str, ...], key: tuple[str, ...]) -> bool:
    return found[-len(key) :] == key


def _in_one_line(message: str) -> str:
    """A message without line breaks; what it quotes is cut, where it is long."""
    short = _QUOTED.sub(lambda text: text[0] if len(text[1]) <= _LONGEST else f"`{text[1][:_LONGEST]}…`", message)
    return short.replace("\r", "\\r").replace("\n", "\\n")


def _shown(path: Path | None) -> str:
    """A path from here, where it is below; else as a whole."""
    if path is None:
        return ""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def root_of(path: Path) -> Path:
    """The folder that includes must stay in: the nearest upwards with a mark of a project, else the file's own."""
    own = path.resolve().parent
    for folder in (own, *own.parents):
        if any(os.path.exists(folder / mark) for mark in _ROOT_MARKS):  # noqa: PTH110 (it never raises)
            return folder
    return own


def configuration_for(folder: Path) -> Configuration:
    """What holds for the files of a folder: what the nearest `blueprint.toml` or `pyproject.toml` upwards says.

    In one folder `blueprint.toml` comes first; a `pyproject.toml` counts where it has `[tool.blueprint]`. Raises
    ConfigurationError where the file can't be read.
    """
    for above in (folder, *folder.parents):
        for name in ("blueprint.toml", "pyproject.toml"):
            path = above / name
            try:
                data = read_regular(path)
            except (FileNotFoundError, NotADirectoryError):
                continue
            except OSError as error:
                message = f"{_shown(path)}: {error.strerror}"
                raise ConfigurationError(message) from error
            if name == "blueprint.toml" or _HAS_TABLE.search(data):
                found = _read(path, data, is_own=name == "blueprint.toml")
                if found is not None:
                    return found
    return Configuration()


def _read(path: Path, data: bytes, *, is_own: bool) -> Configuration | None:
    if not data.strip():
        return Configuration(path)
    import tomllib

    try:
        text = data.decode("utf-8-sig")
        given = tomllib.loads(text)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        message = f"{_shown(path)}:{line}: this is no TOML: it is not UTF-8"
        raise ConfigurationError(message) from error
    except tomllib.TOMLDecodeError as error:
        message = f"{_shown(path)}: this is no TOML: {_in_one_line(str(error))}"
        raise ConfigurationError(message) from error
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, say
        message = f"{_shown(path)}: this is no TOML of such a form that it can be read"
        raise ConfigurationError(message) from error
    tool = given if is_own else given.get("tool")
    own = tool if is_own else tool.get("blueprint") if isinstance(tool, dict) else None
    if own is None:
        return None
    found = Configuration(path, text, own if isinstance(own, dict) else {})
    if not isinstance(own, dict):
        message = "`blueprint` is a table: write [tool.blueprint]"
        raise found.error(message, ("blueprint",))
    problems = [((key,), f"there is no setting `{key}`{_hint(key)}") for key in own if key not in KEYS]
    for key, wanted in (("fail-on", "error, warning or advice"), ("baseline", "the path of a file")):
        if key in own and (not isinstance(own[key], str) or not own[key].isprintable() or not own[key].strip()):
            problems.append(((key,), f"`{key}` is {wanted}"))
    if problems:
        raise ConfigurationError("\n".join(found.complaints(problems)))
    return found


def _hint(key: str) -> str:
    from blueprint.suggest import did_you_mean

    return did_you_mean(key, KEYS) or f"; there are {', '.join(KEYS)}"
