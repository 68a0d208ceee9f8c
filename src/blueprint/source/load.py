"""Files -> blueprints: everything that is wrong is found at once, each at its place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import ValidationError

from blueprint.finding import BlueprintError, Finding, Severity
from blueprint.memory import paused_gc
from blueprint.model import shape
from blueprint.model.blueprint import FORMAT, Blueprint, Catalogue
from blueprint.model.references import References, problems_in
from blueprint.model.values import RESERVED_IDS
from blueprint.source.document import Document, finding_at
from blueprint.source.nodes import Tree, parse
from blueprint.source.text import Text, decode, read_text

if TYPE_CHECKING:
    from blueprint.model.part import Part

BLUEPRINT_SUFFIX = ".blueprint.yaml"
CATALOGUE_SUFFIX = ".catalogue.yaml"


class LoadError(BlueprintError):
    """A file that is no blueprint. `findings` holds all that is wrong with it, in the order of the file."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        self.findings = findings
        super().__init__("\n".join(map(str, findings)))


class Reading(NamedTuple):
    """What came of reading a file: the blueprint, or None where an error stands among the findings."""

    document: Document
    blueprint: Blueprint | None
    findings: tuple[Finding, ...]
    references: References | None = None
    """Those of the blueprint, which were judged already."""


def load(path: str | Path) -> Blueprint:
    """Read a blueprint file.

    Raises LoadError with everything that is wrong at its file:line:column, OSError where the file can't be opened.
    """
    return _blueprint(read(path))


def loads(text: str | bytes, file: str = "<text>") -> Blueprint:
    """Read a blueprint from text, with includes relative to the current folder. Raises LoadError."""
    return _blueprint(read_data(text, file))


def _blueprint(reading: Reading) -> Blueprint:
    if reading.blueprint is None:
        raise LoadError(tuple(f for f in reading.findings if f.severity is Severity.ERROR))
    return reading.blueprint


def read(path: str | Path) -> Reading:
    """Read a blueprint file, keeping its places and its warnings. Raises OSError where the file can't be opened."""
    return _read(read_text(Path(path)), str(path), Path(path))


def read_data(data: str | bytes, file: str = "<text>") -> Reading:
    """Read a blueprint from memory; `file` is what findings call it and what includes are relative to."""
    text = decode(data) if isinstance(data, bytes) else Text(data.removeprefix("\ufeff"))
    return _read(text, file, Path(file if not file.startswith("<") else "text"))


def _read(text: Text, file: str, path: Path) -> Reading:
    with paused_gc(len(text.content)):
        return _understand(text, file, path)


def _understand(text: Text, file: str, path: Path) -> Reading:
    document, findings = _document(text, file)
    if not isinstance(document.data, dict):
        return Reading(document, None, tuple(findings))
    is_catalogue = file.endswith(CATALOGUE_SUFFIX)
    if is_catalogue:
        _, wrong = _validate(document, document.data, Catalogue)
        findings += wrong + _ambiguities(document)
        return Reading(document, None, _in_order(findings))
    data = document.data
    is_complete = True
    if "include" in data:
        # What is included is merged, so the blueprint has no such key: its value is judged as a catalogue's would be.
        findings += _validate(document, {"blueprint": FORMAT, "include": data["include"]}, Catalogue)[1]
        from blueprint.project import root_of
        from blueprint.source.include import Includer

        includer = Includer(root_of(path), _read_catalogue)
        data = includer.merge(document, path)
        findings += includer.findings
        is_complete = not any(f.code == "BP007" for f in includer.findings)
    if path.name.endswith(BLUEPRINT_SUFFIX) and "id" not in data:
        data = {"id": derived_id(path), **data}
    references = References()
    blueprint, wrong = _validate(document, data, Blueprint, references)
    # What a catalogue that can't be read would have defined is not missing.
    findings += [f for f in wrong if is_complete or f.code != "BP101"] + _ambiguities(document)
    broken = any(f.severity is Severity.ERROR for f in findings)
    return Reading(document, None if broken else blueprint, _in_order(findings), None if broken else references)


def derived_id(path: Path) -> str:
    """The id that a file's name gives: without `.blueprint.yaml`, and with `-` for what no id may contain."""
    stem = path.name.removesuffix(BLUEPRINT_SUFFIX)
    id_ = "".join(c if c.isalnum() or c in "-_." else "-" for c in stem) or "blueprint"
    return f"{id_}-blueprint" if id_ in RESERVED_IDS else id_


def _in_order(findings: list[Finding]) -> tuple[Finding, ...]:
    """In the order of the file; where a scalar is wrong, it does not matter that it is ambiguous too."""
    wrong = {(f.file, f.span) for f in findings if f.code == "BP002"}
    kept = (f for f in findings if f.code != "BP004" or (f.file, f.span) not in wrong)
    return tuple(sorted(dict.fromkeys(kept), key=Finding.sort_key))


def _document(text: Text, file: str) -> tuple[Document, list[Finding]]:
    if text.problem is not None:
        problem = text.problem
        return Document(file, "", Tree()), [finding_at(file, problem.code, problem.message, problem.span)]
    tree = parse(text.content)
    document = Document(file, text.content, tree, text.has_bom)
    findings = document.text_findings()
    if tree.root is not None and not isinstance(tree.value, dict) and not findings:
        message = "a blueprint is a mapping that starts with `blueprint: v1`"
        findings.append(document.finding("BP002", message, ()))
    return document, findings


def _read_catalogue(path: Path, shown: str) -> tuple[Document, list[Finding]]:
    document, findings = _document(read_text(path), shown)
    if isinstance(document.data, dict):
        _, wrong = _validate(document, document.data, Catalogue)
        findings += wrong + _ambiguities(document)
    return document, findings


def _validate(
    document: Document, data: dict[str, Any], part: type[Part], references: References | None = None
) -> tuple[Any, list[Finding]]:
    """The model, or None and what is wrong. References are judged even where something else is wrong.

    `references` is given those of the model, where there is one.
    """
    if "blueprint" not in data:
        data = {"blueprint": None, **data}
    try:
        return part.model_validate(data, by_alias=True, by_name=False, context=references), []
    except ValidationError as error:
        from blueprint.source.complaints import complaints, reference_findings

        findings = complaints(error, document, part)
        if part is Blueprint and not any(f.code in ("BP101", "BP102") for f in findings):
            repaired = _repair(data, part)
            problems = [problem for problem in problems_in(repaired, part) if document.holds(problem.route)]
            findings += reference_findings(problems, document)
        return None, findings


_MOST_KEYS = 100
"""More keys than any part has, so that guessing what each was meant to be would be in vain, and take its time."""


def _repair(value: Any, part: type[Part]) -> Any:
    """The data with mistyped keys as they were probably meant, so that one typing mistake is not reported as ten."""
    from blueprint.source.complaints import meant_key

    if not isinstance(value, dict):
        return value
    known = shape.fields_of(part)
    repaired = {}
    for key, item in value.items():
        meant = key if key in known or key.startswith("x-") or len(value) > _MOST_KEYS else meant_key(part, key)
        field = known.get(meant) if meant else None
        if field is None or meant in repaired:
            continue
        repaired[meant] = _repair_items(item, field) if field.part is not None else item
    return repaired


def _repair_items(value: Any, field: shape.Field) -> Any:
    assert field.part is not None  # noqa: S101 (for the type checker)
    if field.catalogue and isinstance(value, dict):
        return {id_: _repair(item, field.part) for id_, item in value.items()}
    if isinstance(value, list):
        return [_repair(item, field.part) for item in value]
    return value if field.key == "next" else _repair(value, field.part)


def _ambiguities(document: Document) -> list[Finding]:
    """The scalars that other YAML tools would misread (BP004), save dates where the format wants a date."""
    dates = {"reviewed", "date"}
    findings = []
    for problem in document.tree.ambiguous:
        column = problem.span.column - 1
        before = document.lines[problem.span.line - 1][max(column - 20, 0) : column]
        if any(before.rstrip().endswith(f"{key}:") for key in dates):
            continue
        findings.append(finding_at(document.file, problem.code, problem.message, problem.span, edit=problem.edit))
    return findings
