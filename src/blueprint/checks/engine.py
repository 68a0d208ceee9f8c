"""Checks a file: reads it, runs the rules, and leaves out what its comments suppress."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from blueprint.checks.cache import digest_of
from blueprint.checks.fingerprint import with_fingerprints
from blueprint.checks.portfolio import Portfolio
from blueprint.checks.result import FileResult
from blueprint.checks.rules import all_rules
from blueprint.checks.settings import Settings
from blueprint.checks.subject import Subject
from blueprint.finding import Crash, Edit, Finding, Related, Severity
from blueprint.source.codes import CODES
from blueprint.source.document import readable
from blueprint.source.load import Reading, read, read_data
from blueprint.source.text import read_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from blueprint.checks.declaration import Remark, Rule
    from blueprint.model.blueprint import Blueprint
    from blueprint.source.document import Document


_SUPPRESSION = re.compile(r"#[ \t]*blueprint[:：][ \t]*\w")
"""What nearly no file contains; where it does not, there is nothing to suppress."""

_FLOW = ("BP104", "BP105", "BP106")


def check_file(path: str | Path, settings: Settings | None = None) -> FileResult:
    """Check a blueprint or catalogue file. Raises OSError where it can't be opened."""
    return _whole(read(path), settings or Settings())


def check_text(text: str | bytes, file: str = "<text>", settings: Settings | None = None) -> FileResult:
    """Check a blueprint in memory; `file` is what findings call it and what includes are relative to."""
    return _whole(read_data(text, file), settings or Settings())


def check_reading(reading: Reading, settings: Settings) -> FileResult:
    """Check what was read of a file, save for what is judged over several files: that is `judge`'s."""
    ran = _Ran(reading, settings)
    findings = [*settings.judged(reading.findings), *ran.findings]
    is_broken = reading.blueprint is None and _is_broken(reading)
    documents = _documents(reading)
    for document in documents:
        if _SUPPRESSION.search(document.text):
            from blueprint.checks.suppression import suppress

            own = [finding for finding in findings if finding.file == document.file]
            others = [finding for finding in findings if finding.file != document.file]
            is_judged = document is reading.document and not is_broken
            judged = {code for code in ran.codes if is_judged}
            findings = others + settings.judged(suppress(document, own, all_rules(), judged))
    in_order = with_fingerprints(sorted(findings, key=Finding.sort_key), {d.file: d for d in documents})
    return FileResult(
        reading.document.file,
        tuple(in_order),
        sources_of(reading, in_order),
        tuple(ran.crashes),
        None if is_broken else ran.facts,
        tuple((document.file, digest_of(document.text.encode())) for document in documents[1:]),
    )


def flow_findings(blueprint: Blueprint, document: Document) -> tuple[Finding, ...]:
    """Why the flow of a blueprint gives no numbers, at the places in its file."""
    settings = Settings()
    subject = Subject(blueprint, document, settings.today)
    rules = [all_rules()[code] for code in _FLOW]
    found = [_place(r, remark, document) for r in rules if r.check for remark in r.check(subject)]
    return tuple(sorted(found, key=Finding.sort_key))


def sources_of(reading: Reading, findings: Iterable[Finding]) -> dict[str, str]:
    """The texts of the files that findings point into, by the names that the findings call them."""
    known = {document.file: document for document in _documents(reading)}
    files = {file for finding in findings for file in (finding.file, *(other.file for other in finding.related))}
    return {file: text_of(file, known) for file in sorted(files)}


def text_of(file: str, known: Mapping[str, Document]) -> str:
    """The text of a file that was read before, from the disk where need be; empty where it can't be read again."""
    if file in known:
        return known[file].text
    try:
        return read_text(Path(file)).content
    except OSError:
        return ""


# -- rules about one file ----------------------------------------------------------------------------------------


class _Ran:
    """What the chosen rules found in a file; a rule that fails is noted, and the others go on."""

    def __init__(self, reading: Reading, settings: Settings) -> None:
        self.findings: list[Finding] = []
        self.crashes: list[Crash] = []
        self.facts: dict[str, Any] = {}
        self.codes: set[str] = set()
        """The codes of the rules that had their say here, so that a comment may prove useless."""
        self._reading = reading
        document, blueprint = reading.document, reading.blueprint
        subject = None if blueprint is None else Subject(blueprint, document, settings.today, reading.references)
        for rule, options in settings.chosen:
            if rule.code in CODES:
                self.codes.add(rule.code)
            elif rule.check_file is not None:
                self._note(rule, rule.check_file, reading)
            elif subject is not None and rule.check is not None:
                self._note(rule, rule.check, subject, **options)
            if subject is not None and rule.gather is not None:
                self._gather(rule, subject)
        self.findings = settings.judged(self.findings)
        if subject is not None and subject.flow_problems:  # many rules were silent for want of numbers
            self.codes -= {rule.code for rule, _ in settings.chosen if rule.check is not None}

    def _note(self, rule: Rule, check: Callable[..., Iterable[Remark]], about: object, **options: Any) -> None:
        try:
            self.findings.extend([_place(rule, remark, self._reading.document) for remark in check(about, **options)])
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # noqa: BLE001 (whatever a rule does wrong is no fault of the file)
            self._crash(rule, error)
        else:
            if rule.judge is None:
                self.codes.add(rule.code)

    def _gather(self, rule: Rule, subject: Subject) -> None:
        assert rule.gather is not None  # noqa: S101 (for the type checker)
        try:
            facts = rule.gather(subject)
            if facts is not None:
                # As the cache would give it back the next time, whatever it is.
                self.facts[rule.code] = json.loads(json.dumps(facts))
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # noqa: BLE001
            self._crash(rule, error)

    def _crash(self, rule: Rule, error: BaseException) -> None:
        self.crashes.append(crash_of(self._reading.document.file, rule.code, error))


def crash_of(file: str, code: str, error: BaseException) -> Crash:
    """A rule's failure in one line: what went wrong, and on which line of which module."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f" (line {trace.tb_lineno} of {Path(trace.tb_frame.f_code.co_filename).name})" if trace else ""
    try:
        said = " ".join(str(error).split())[:200]
    except Exception:  # noqa: BLE001 (even that may be wrong)
        said = ""
    return Crash(file, code, f"{type(error).__name__}{f': {said}' if said else ''}{where}")


def _place(rule: Rule, remark: Remark, document: Document) -> Finding:
    """The one way from a part of the blueprint to a place in a file."""
    severity = rule.severity if remark.severity is None else Severity(remark.severity)
    message = readable(remark.message)
    if document.tree.root is None:
        return Finding(rule.code, rule.name, severity, message, document.file)
    found, span, route = document.locate(remark.route, remark.aim)
    others = tuple(_related(document, *other) for other in remark.others)
    edit = None if remark.edit is None else _edit(found, *remark.edit)
    return Finding(rule.code, rule.name, severity, message, found.file, span, route, others, edit)


def _edit(document: Document, start: int, end: int, text: str) -> Edit:
    """The edit, where it can be made. Raises ValueError or TypeError."""
    if not 0 <= start <= end <= len(document.text):
        message = f"its edit is not within the file: from {start} to {end}"
        raise ValueError(message)
    text.encode()  # there are texts that can't be written
    return Edit(start, end, text)


def _related(document: Document, message: str, route: Any, aim: Any) -> Related:
    found, span, _ = document.locate(route, aim)
    return Related(readable(message), found.file, span)


def _is_broken(reading: Reading) -> bool:
    return any(finding.severity is Severity.ERROR for finding in reading.findings)


def _documents(reading: Reading) -> list[Document]:
    """The file itself, then the included files."""
    return [reading.document, *reading.document.included]


# -- rules about all files ---------------------------------------------------------------------------------------


def judge(
    results: Iterable[FileResult],
    settings: Settings,
    folders: tuple[str, ...] = (),
    known: Mapping[str, Document] | None = None,
    *,
    is_complete: bool = True,
) -> tuple[list[Finding], list[Crash]]:
    """What the rules about all files find; `folders` are those that were searched for them.

    `known` are documents that need not be read again; `is_complete` says whether all files could be opened.
    """
    checked = list(results)
    findings: list[Finding] = []
    crashes: list[Crash] = []
    documents = dict(known or {})
    is_complete = is_complete and all(result.facts is not None and not result.crashes for result in checked)
    for rule, _ in settings.chosen:
        if rule.judge is None:
            continue
        facts = {r.file: r.facts[rule.code] for r in checked if r.facts is not None and rule.code in r.facts}
        try:
            for file, remark in rule.judge(Portfolio(facts, folders, is_complete)) if facts else ():
                if file not in documents:
                    documents[file] = read(file).document
                findings.append(_place(rule, remark, documents[file]))
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # noqa: BLE001
            crashes.append(crash_of(next(iter(facts)), rule.code, error))
    kept = []
    for document in documents.values():
        own = [finding for finding in findings if finding.file == document.file]
        if _SUPPRESSION.search(document.text):
            from blueprint.checks.suppression import suppress

            own = suppress(document, own, all_rules(), frozenset(), with_faults=False)
        kept += with_fingerprints(sorted(settings.judged(own), key=Finding.sort_key), {document.file: document})
    return kept, crashes


def _whole(reading: Reading, settings: Settings) -> FileResult:
    """A file by itself, with what rules about all files find in it."""
    result = check_reading(reading, settings)
    if not result.facts:
        return result
    findings, crashes = judge([result], settings, known={reading.document.file: reading.document})
    in_order = tuple(sorted((*result.findings, *findings), key=Finding.sort_key))
    return result._replace(
        findings=in_order, sources=sources_of(reading, in_order), crashes=(*result.crashes, *crashes)
    )
