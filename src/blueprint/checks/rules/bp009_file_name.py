"""BP009: the file's name doesn't say what it is."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from blueprint.checks.declaration import Remark, file_rule
from blueprint.finding import Severity
from blueprint.source.load import BLUEPRINT_SUFFIX, CATALOGUE_SUFFIX

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blueprint.source.load import Reading


@file_rule("BP009", "file-name", Severity.WARNING)
def file_name(reading: Reading) -> Iterator[Remark]:
    """A blueprint is named `*.blueprint.yaml`, a catalogue that blueprints include `*.catalogue.yaml`.

    Under another name a file is passed over when a folder is checked, and editors don't offer help in it.

    Bad:

    ```yaml title="shoeshine.yaml"
    blueprint: v1
    title: Shoeshine
    stages:
      - name: Shine
    ```

    Good:

    ```yaml title="shoeshine.blueprint.yaml"
    blueprint: v1
    title: Shoeshine
    stages:
      - name: Shine
    ```
    """
    name = PurePath(reading.document.file).name
    if not name.startswith("<") and not name.endswith((BLUEPRINT_SUFFIX, CATALOGUE_SUFFIX)):
        suffix = BLUEPRINT_SUFFIX if not _is_catalogue(reading.document.data) else CATALOGUE_SUFFIX
        yield Remark(f"the file's name should end in `{suffix}`: call it `{_stem(name)}{suffix}`")
    if any(finding.code == "BP007" for finding in reading.findings):
        return
    for i, included in enumerate(_included(reading.document.data)):
        name = PurePath(included).name
        if not name.endswith(CATALOGUE_SUFFIX):
            meant = f"{_stem(name)}{CATALOGUE_SUFFIX}"
            message = f"the name of an included file should end in `{CATALOGUE_SUFFIX}`: call it `{meant}`"
            yield Remark(message, ("include", i))


def _is_catalogue(data: object) -> bool:
    return isinstance(data, dict) and "stages" not in data and "title" not in data


def _included(data: object) -> list[str]:
    listed = data.get("include", ()) if isinstance(data, dict) else ()
    return [item for item in ([listed] if isinstance(listed, str) else listed) if isinstance(item, str)]


def _stem(name: str) -> str:
    """The name without what stands where the suffix should: `shop` of `shop.yml`, and of `shop.blueprint.yml`."""
    for ending in (".yaml", ".yml", ".blueprint", ".catalogue"):
        name = name.removesuffix(ending)
    return name or "service"
