"""Other checkers, as they are asked to check all files of a folder."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

from measuring import Command, environment

if TYPE_CHECKING:
    from pathlib import Path

    from bed import Bed

_YAMLLINT = ("-d", "{extends: relaxed, rules: {line-length: disable}}")


def checkers(bed: Bed, folder: Path) -> list[Command]:
    """The peers over all files of a folder. Each has the schema of the format, but yamllint, which knows only YAML."""
    schema = bed.folder / "blueprint.schema.json"
    if not schema.exists():
        text = subprocess.run(
            [bed.tools.blueprint, "schema"], capture_output=True, check=True, env=environment()
        ).stdout
        schema.write_bytes(text)
        options = {"schema": json.loads(text), "dialect": "draft2020-12"}
        rule = {"given": "$", "severity": "error", "then": {"function": "schema", "functionOptions": options}}
        (bed.folder / "spectral.json").write_text(json.dumps({"rules": {"blueprint": rule}}), "utf-8")
    names = sorted(path.name for path in folder.glob("*.yaml"))
    ajv = ("validate", "--spec=draft2020", "--strict=false", "--validate-formats=false", "-s", schema)
    return [
        *bed.command("yamllint", "yamllint", *_YAMLLINT, *names, folder=folder),
        *bed.command("check-jsonschema", "check-jsonschema", "--schemafile", schema, *names, folder=folder),
        *bed.command("ajv-cli", "ajv", *ajv, *(part for name in names for part in ("-d", name)), folder=folder),
        *bed.command("spectral", "spectral", "lint", "--ruleset", bed.folder / "spectral.json", *names, folder=folder),
    ]
