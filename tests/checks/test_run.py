"""Many files: groups by configuration, the cache, several processes; rules that fail."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import pytest

from blueprint.checks import workers
from blueprint.checks.cache import Cache, digest_of
from blueprint.checks.declaration import REGISTERED, Remark, Rule
from blueprint.checks.result import findings_of
from blueprint.checks.rules import all_rules
from blueprint.checks.run import Choice, File, Groups, check_all, judge_all
from blueprint.finding import Severity

CHOICE = Choice(date(2026, 10, 1))
WARNS = "blueprint: v1\ntitle: 商店\nstages:\n  - name: 买\n    steps:\n      - customer: 来\n        notes: 12:30\n"
GOOD = WARNS.replace("12:30", "中午")


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    (tmp_path / "blueprint.toml").touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(name, text=WARNS):
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return File(name)


def check(files, cache=None, **more):
    groups = Groups(CHOICE)
    unread = check_all(files, groups, cache or Cache(None), **more)
    judge_all(groups, (), files, is_complete=not unread)
    results = [result for group in groups.with_results() for result in group.results]
    return results, unread


def codes(results):
    return [(finding.file, finding.code) for finding in findings_of(results)]


@pytest.fixture
def extra_rule(monkeypatch):
    """Adds a rule for a test."""

    def add(check, code="ACME001", **more):
        rules = {**all_rules(), code: Rule(code, "a-rule", Severity.WARNING, "", {}, check=check, **more)}
        for module in ("engine", "settings", "cache", "workers"):
            monkeypatch.setattr(f"blueprint.checks.{module}.all_rules", lambda: rules, raising=False)
        monkeypatch.setattr("blueprint.checks.rules.all_rules", lambda: rules)

    return add


def test_each_file_is_checked_by_the_nearest_configuration():
    write("a/blueprint.toml", 'ignore = ["BP004"]\n')
    files = [write("a/x.blueprint.yaml"), write("b/x.blueprint.yaml")]
    assert codes(check(files)[0]) == [("b/x.blueprint.yaml", "BP004")]


def test_a_file_that_can_not_be_opened_stops_no_other():
    results, unread = check([File("gone.blueprint.yaml"), write("x.blueprint.yaml")])
    assert [path for path, _ in unread] == ["gone.blueprint.yaml"]
    assert codes(results) == [("x.blueprint.yaml", "BP004")]


def test_a_rule_that_fails_stops_no_other(extra_rule):
    def fails(_):
        yield Remark("a word before the end")
        message = "no such thing\nat all"
        raise LookupError(message)

    extra_rule(fails)
    (result,) = check([write("x.blueprint.yaml")])[0]
    assert [f.code for f in result.findings] == ["BP004"]
    (crash,) = result.crashes
    assert (crash.file, crash.code) == ("x.blueprint.yaml", "ACME001")
    assert crash.message.startswith("LookupError: no such thing at all (line ")
    assert crash.message.endswith("of test_run.py)")


@pytest.mark.parametrize("error", [RecursionError, MemoryError, SystemExit, AssertionError])
def test_whatever_a_rule_raises(extra_rule, error):
    def fails(_):
        raise error

    extra_rule(fails)
    (result,) = check([write("x.blueprint.yaml")])[0]
    assert [crash.code for crash in result.crashes] == ["ACME001"]
    assert [f.code for f in result.findings] == ["BP004"]


def test_a_rule_that_names_a_part_that_is_not_there_points_at_what_is(extra_rule):
    extra_rule(lambda _: [Remark("odd", ("stages", 7, "steps", 9, "nothing"))])
    (result,) = check([write("x.blueprint.yaml", GOOD)])[0]
    assert [(f.code, f.span.line) for f in result.findings] == [("ACME001", 3)]


# -- several processes -------------------------------------------------------------------------------------------


def many(count=12):
    return [write(f"{n:03}.blueprint.yaml", WARNS if n % 3 else GOOD) for n in range(count)]


def test_several_processes_find_what_one_does(monkeypatch):
    files = many()
    alone, _ = check(files, processes=1)
    monkeypatch.setattr(workers, "WORTH_A_PROCESS", 1)
    together, _ = check(files, processes=4)
    assert together == alone
    assert len(alone) == 12


def test_a_process_that_dies_takes_only_its_file_with_it(monkeypatch, extra_rule):
    def dies(subject):
        if subject.document.file in ("005.blueprint.yaml", "007.blueprint.yaml"):
            os._exit(3)
        return ()

    extra_rule(dies)
    monkeypatch.setattr(workers, "WORTH_A_PROCESS", 1)
    # A child that is spawned does not have this rule: it is forked here, as there are no other threads to speak of.
    monkeypatch.setattr(workers, "_AGAIN", "fork", raising=True)
    files = many()
    results, _ = check(files, processes=2)
    assert [r.file for r in results] == [f.path for f in files]
    broken = [crash for result in results for crash in result.crashes]
    assert [(c.file, c.code, c.message) for c in broken] == [
        (f"{n}.blueprint.yaml", "engine", "the process that checked it ended before it was done")
        for n in ("005", "007")
    ]
    assert len(codes(results)) == 6


# -- the cache ---------------------------------------------------------------------------------------------------


@pytest.fixture
def checks(monkeypatch):
    """The files that are checked anew."""
    seen = []
    true = workers.check_task
    monkeypatch.setattr(workers, "check_task", lambda task: seen.append(task.path) or true(task))
    return seen


def again(files, **more):
    return check(files, Cache.here(), **more)[0]


def test_what_has_not_changed_is_not_checked_again(checks):
    files = [write("a.blueprint.yaml"), write("b.blueprint.yaml")]
    first = again(files)
    assert checks == ["a.blueprint.yaml", "b.blueprint.yaml"]
    second = again(files)
    assert checks == ["a.blueprint.yaml", "b.blueprint.yaml"]
    assert [r.findings for r in second] == [r.findings for r in first]
    assert [r.sources for r in second] == [r.sources for r in first]
    write("b.blueprint.yaml", GOOD)
    assert codes(again(files)) == [("a.blueprint.yaml", "BP004")]
    assert checks[2:] == ["b.blueprint.yaml"]


def test_another_configuration_or_day_or_choice_is_another_check(checks):
    files = [write("a.blueprint.yaml")]
    again(files)
    write("blueprint.toml", 'ignore = ["BP004"]\n')
    assert codes(again(files)) == []
    for choice in (CHOICE._replace(select=("BP3",)), CHOICE._replace(today=date(2026, 10, 2))):
        check_all(files, Groups(choice), Cache.here())
    assert len(checks) == 4


def test_an_included_file_counts(checks):
    write("team.catalogue.yaml", "blueprint: v1\nactors: {shiner: {name: A, team: 12:30}}\n")
    files = [write("a.blueprint.yaml", GOOD.replace("stages", "include: team.catalogue.yaml\nstages"))]
    first = again(files)
    assert ("team.catalogue.yaml", "BP004") in codes(first)
    assert again(files) == [first[0]._replace(included=())]
    assert len(checks) == 1
    write("team.catalogue.yaml", "blueprint: v1\nactors: {shiner: {name: A, team: noon}}\n")
    assert ("team.catalogue.yaml", "BP004") not in codes(again(files))
    Path("team.catalogue.yaml").unlink()
    assert codes(again(files)) == [("a.blueprint.yaml", "BP007")]
    write("team.catalogue.yaml", "blueprint: v1\nactors: {shiner: {name: A, team: noon}}\n")
    assert ("a.blueprint.yaml", "BP007") not in codes(again(files))


def test_a_rule_that_failed_is_run_again(checks, extra_rule):
    extra_rule(lambda _: 1 / 0)
    files = [write("a.blueprint.yaml")]
    again(files)
    again(files)
    assert len(checks) == 2


def kept():
    """The file of the cache, and what it holds."""
    (file,) = Path(os.environ["BLUEPRINT_CACHE_DIR"]).glob("*.json")
    return file, json.loads(file.read_bytes().partition(b"\n")[2])


def seal(file, data):
    body = json.dumps(data).encode()
    file.write_bytes(digest_of(body).encode() + b"\n" + body)


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"stamp": 1}', "null", "[" * 100_000, "\udcff"])
def test_a_cache_that_is_broken_is_passed_over(checks, text):
    files = [write("a.blueprint.yaml")]
    again(files)
    (file,) = Path(os.environ["BLUEPRINT_CACHE_DIR"]).glob("*.json")
    file.write_bytes(text.encode("utf-8", "surrogateescape"))
    assert codes(again(files)) == [("a.blueprint.yaml", "BP004")]
    assert len(checks) == 2


@pytest.mark.parametrize("entry", [None, [], 3, {}, [1, 2, 3, 4, 5], "text"])
def test_an_entry_that_is_broken_is_passed_over(entry):
    files = [write("a.blueprint.yaml")]
    again(files)
    file, data = kept()
    data["entries"]["a.blueprint.yaml"] = entry
    seal(file, data)
    assert codes(again(files)) == [("a.blueprint.yaml", "BP004")]


def test_a_result_that_is_broken_inside_is_passed_over():
    files = [write("a.blueprint.yaml")]
    again(files)
    for result in ([[["BP004"]], {}], [[[1] * 10], {}], [{}], None):
        file, data = kept()
        data["entries"]["a.blueprint.yaml"][4] = result
        seal(file, data)
        assert codes(again(files)) == [("a.blueprint.yaml", "BP004")]


def test_a_cache_in_which_anything_is_changed_is_passed_over(checks):
    files = [write("a.blueprint.yaml")]
    again(files)
    file, _ = kept()
    file.write_bytes(file.read_bytes().replace(b"other YAML tools", b"other JSON tools"))
    assert codes(again(files)) == [("a.blueprint.yaml", "BP004")]
    assert len(checks) == 2


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir, lambda file: file.symlink_to("/dev/zero")])
def test_a_cache_that_is_no_file_is_passed_over(make):
    files = [write("a.blueprint.yaml")]
    again(files)
    file, _ = kept()
    file.unlink()
    make(file)
    assert codes(again(files)) == [("a.blueprint.yaml", "BP004")]
    assert not file.is_file()


def test_where_the_project_begins_counts(checks, folder):
    (folder / "blueprint.toml").unlink()
    write("shared.catalogue.yaml", "blueprint: v1\n")
    files = [write("sub/a.blueprint.yaml", GOOD + "include: ../shared.catalogue.yaml\n")]
    write("pyproject.toml", "")
    assert codes(again(files)) == codes(again(files)) == []
    assert len(checks) == 1
    write("sub/pyproject.toml", "")
    assert codes(again(files)) == [("sub/a.blueprint.yaml", "BP007")]


def test_a_folder_that_can_not_be_written_to(monkeypatch, folder):
    write("file", "")
    monkeypatch.setenv("BLUEPRINT_CACHE_DIR", str(folder / "file"))
    files = [write("a.blueprint.yaml")]
    assert codes(again(files)) == codes(again(files)) == [("a.blueprint.yaml", "BP004")]


def test_another_version_is_another_check(checks, monkeypatch):
    files = [write("a.blueprint.yaml")]
    again(files)
    monkeypatch.setattr("blueprint.checks.cache.stamp_of_code", lambda: "another")
    again(files)
    assert len(checks) == 2


def test_a_mark_of_bytes_is_another_content_but_the_same_text(checks):
    files = [write("a.blueprint.yaml")]
    again(files)
    Path("a.blueprint.yaml").write_bytes(b"\xef\xbb\xbf" + WARNS.encode())
    again(files)
    assert len(checks) == 2
    assert digest_of(b"\xef\xbb\xbfx") == digest_of(b"x")


def test_the_rules_of_these_tests_are_not_left_behind():
    assert not [code for code in REGISTERED if not code.startswith("BP")]
