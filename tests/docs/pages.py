"""The pages of the documentation, as the tests see them; and a reader who does, in a folder, what a page says.

What a block is for stands in comments right before it:

- `<!-- file: NAME -->` the reader writes this file (YAML or TOML); `<!-- add: NAME -->` the reader adds to it, as the tutorial says.
- `<!-- broken: CODES -->` the block has exactly these findings; without it a whole blueprint has none.
- `<!-- fragment -->` a part of a blueprint: it is tried as the only thing in one. What it refers to may be missing.
- `<!-- other -->` YAML that is no blueprint, or a block that needs what the tests don't have.
- `<!-- elsewhere -->` what a command prints about a file that the reader typed: the lines and columns may be others.
- `<!-- output -->` what the Python block before it shows.
- `<!-- same: NAME -->` the block says the same as what the reader has by now.
"""

from __future__ import annotations

import ast
import io
import json
import re
import shlex
from contextlib import redirect_stdout
from datetime import date
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from click.testing import CliRunner

from blueprint.checks.engine import check_text
from blueprint.checks.settings import Settings
from blueprint.cli.group import group
from blueprint.model.blueprint import Blueprint, Catalogue
from blueprint.source.load import loads
from blueprint.source.nodes import parse
from blueprint.source.write import dumps

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
RULES = ROOT / "docs/rules"
TAUGHT = [
    page for page in PAGES if page.name == "README.md" or (page.name != "CONTRIBUTING.md" and page.parent != RULES)
]
"""The pages whose blocks are tried. Those of a rule's page are its examples, which have tests of their own."""

OTHER_COMMANDS = ("pip", "make", "git", "pre-commit", "code", "jupyter", "marimo", "python", "pdftotext")
"""What a page may tell the reader to run that the tests don't."""


TODAY = date(2026, 11, 1)
"""The day on which the pages are read: what they show doesn't grow old."""


def _tool() -> Any:
    spec = spec_from_file_location("make_reference", ROOT / "tools/make_reference.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


tool = _tool()


def codes_in(text: str, name: str) -> list[str]:
    """The codes of what `blueprint check` finds in a text, in the order of the file."""
    return [finding.code for finding in check_text(text, name, Settings(today=TODAY)).findings]


def whole(fragment: dict[str, Any]) -> str:
    """A fragment made a blueprint: top-level keys, or what a step may have, filled up with what is required."""
    known = {*Blueprint.model_fields, *Catalogue.model_fields}
    data = fragment if known & set(fragment) else {"stages": [{"name": "A", "steps": [fragment]}]}
    return json.dumps({"blueprint": "v1", "title": "A", "stages": [{"name": "A", "steps": []}], **data})


class Reader:
    """Someone who follows a page in the current folder, and complains where it isn't as the page says."""

    def __init__(self) -> None:
        self.files: dict[str, dict[str, Any]] = {}
        self.names: dict[str, Any] = {"__name__": "__main__"}
        self.said = ""
        """What the last Python block printed, and the value of its last line."""
        self.status = 0

    def follow(self, page: str) -> None:
        """Do what each block says. Raises AssertionError with the line of the page."""
        for block in tool.blocks_of(page):
            try:
                self._do(block)
            except Exception as error:
                error.add_note(f"in the block at line {block.line} of the page")
                raise

    def _do(self, block: Any) -> None:
        if "other" in block.marks:
            assert block.kind != "yaml" or parse(block.text).problems == []
        elif block.kind == "yaml":
            self._write(block)
        elif block.kind == "toml" and "file" in block.marks:
            Path(block.marks["file"]).write_text(block.text, "utf-8")
        elif block.kind in ("console", "sh"):
            session = block.text if block.kind == "console" else "".join(f"$ {c}\n" for c in block.text.splitlines())
            self._run(session, _without_places if "elsewhere" in block.marks else str.strip)
        elif block.kind == "python":
            self._execute(block.text)
        elif block.kind == "text" and "output" in block.marks:
            assert self.said == block.text
        else:
            assert block.kind in ("text", "json", "toml", "lua", "ini"), block.kind

    # -- YAML --------------------------------------------------------------------------------------------------

    def _write(self, block: Any) -> None:
        marks = block.marks
        name = marks.get("file") or marks.get("add") or "page.blueprint.yaml"
        if "same" in marks:
            grown = loads(json.dumps(self.files[marks["same"]]))
            assert dumps(loads(block.text)) == dumps(grown)
            assert parse(block.text).value == self.files[marks["same"]], "the same, but not in the same short forms"
        text = block.text
        if "add" in marks:
            self.files[name] = tool.grown(self.files[name], parse(block.text).value)
            text = yaml.safe_dump(self.files[name], allow_unicode=True, sort_keys=False)
        elif "file" in marks:
            self.files[name] = parse(block.text).value
        elif "fragment" in marks:
            data = parse(block.text)
            assert data.problems == []
            assert set(codes_in(whole(data.value), name)) <= {"BP101"}
            return
        if "file" in marks or "add" in marks:
            Path(name).parent.mkdir(parents=True, exist_ok=True)
            Path(name).write_text(text, "utf-8")
        assert codes_in(text, name) == marks.get("broken", "").split()

    # -- commands ----------------------------------------------------------------------------------------------

    def _run(self, session: str, told: Callable[[str], str]) -> None:
        for part in f"\n{session}".split("\n$ ")[1:]:
            command, _, shown = part.partition("\n")
            words = [w for word in shlex.split(command, comments=True) for w in _matches(word)]
            if not words:
                continue
            if words[0] == "blueprint":
                self._blueprint(words[1:], shown, told)
            elif words[0] == "touch":
                Path(words[1]).touch()
            elif words == ["echo", "$?"]:
                assert shown.strip() == str(self.status)
            else:
                assert words[0] in OTHER_COMMANDS, command

    def _blueprint(self, arguments: list[str], shown: str, told: Callable[[str], str]) -> None:
        result = CliRunner().invoke(group, arguments, prog_name="blueprint")
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        self.status = result.exit_code
        if shown.strip():
            assert told(result.output).splitlines() == told(shown).splitlines()
        else:
            assert result.exit_code == 0, result.output

    # -- Python ------------------------------------------------------------------------------------------------

    def _execute(self, text: str) -> None:
        """Run a cell: what it prints and the value of its last line are what a notebook shows."""
        tree = ast.parse(text)
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        printed = io.StringIO()
        with redirect_stdout(printed):
            exec(compile(tree, "<page>", "exec"), self.names)
            if last is not None:
                value = eval(compile(ast.Expression(last.value), "<page>", "eval"), self.names)
                printed.write("" if value is None else f"{value!r}\n")
        self.said = printed.getvalue()


def _without_places(text: str) -> str:
    return re.sub(r":\d+:\d+:", ":", text.strip())


def _matches(word: str) -> list[str]:
    """What a shell makes of a word with a `*`."""
    return sorted(str(path) for path in Path().glob(word)) or [word] if "*" in word else [word]
