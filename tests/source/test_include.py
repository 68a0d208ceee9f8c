"""Catalogues that are included: found inside the project, read once, merged; and all that can go wrong with them."""

from __future__ import annotations

import pytest

from blueprint.source.load import LoadError, load, read
from tests.source.reading import SOUND, shown

CATALOGUE = "blueprint: v1\n"


@pytest.fixture
def project(tmp_path):
    """A project folder, and a function that writes files into it, or beside it with `../`."""
    root = tmp_path / "project"
    root.mkdir()
    (root / "blueprint.toml").touch()

    def write(**files: str) -> None:
        for name, text in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    write.root = root
    return write


def findings(project, name="a.blueprint.yaml"):
    """The findings with the file, relative to the project, that each is in."""
    reading = read(project.root / name)
    broken = any(f.severity == "error" for f in reading.findings)
    assert (reading.blueprint is None) == broken
    return [f"{f.file.removeprefix(str(project.root) + '/')}:{shown(f)}" for f in reading.findings]


def test_items_of_the_catalogue_are_the_blueprint_s_own(project):
    project(
        **{
            "a.blueprint.yaml": "include: team.catalogue.yaml\n" + SOUND + "    frontstage: {does: x, actor: cook}\n",
            "team.catalogue.yaml": CATALOGUE + "actors: {cook: Cook}\n",
        }
    )
    blueprint = load(project.root / "a.blueprint.yaml")
    assert blueprint.actors["cook"].name == "Cook"
    assert blueprint.include == ()
    assert findings(project) == []


def test_own_items_and_included_ones_of_one_catalogue(project):
    project(
        **{
            "a.blueprint.yaml": "include: [b.catalogue.yaml, sub/c.catalogue.yaml]\nactors: {a: A}\n" + SOUND,
            "b.catalogue.yaml": CATALOGUE + "actors: {b: B}\n",
            "sub/c.catalogue.yaml": CATALOGUE + "include: deeper/d.catalogue.yaml\nactors: {c: C}\n",
            "sub/deeper/d.catalogue.yaml": CATALOGUE + "actors: {d: D}\n",
        }
    )
    assert list(load(project.root / "a.blueprint.yaml").actors) == ["a", "b", "c", "d"]


def test_a_diamond_is_read_once(project):
    project(
        **{
            "a.blueprint.yaml": "include: [b.catalogue.yaml, c.catalogue.yaml, ./b.catalogue.yaml]\n" + SOUND,
            "b.catalogue.yaml": CATALOGUE + "include: d.catalogue.yaml\n",
            "c.catalogue.yaml": CATALOGUE + "include: d.catalogue.yaml\n",
            "d.catalogue.yaml": CATALOGUE + "actors: {d: D}\n",
        }
    )
    assert findings(project) == []
    assert list(load(project.root / "a.blueprint.yaml").actors) == ["d"]


def test_references_from_and_into_a_catalogue(project):
    project(
        **{
            "a.blueprint.yaml": "include: b.catalogue.yaml\ndata: {address: A}\n" + SOUND,
            "b.catalogue.yaml": CATALOGUE
            + "systems: {crm: {name: C, holds: address}, erp: {name: E, holds: adress}}\n",
        }
    )
    assert findings(project) == [
        "b.catalogue.yaml:2:65-71: BP101 there is no data item `adress`; did you mean `address`?"
    ]


@pytest.mark.parametrize(
    ("included", "finding"),
    [
        ("nothing.yaml", "1:10-22: BP007 `nothing.yaml` does not exist"),
        (
            "taem.catalogue.yaml",
            "1:10-29: BP007 `taem.catalogue.yaml` does not exist; did you mean `team.catalogue.yaml`?",
        ),
        ("sub", "1:10-13: BP007 `sub` is a folder"),
        ("/etc/hostname", "1:10-23: BP007 `/etc/hostname` must be a path relative to this file"),
        ("~/x.yaml", "1:10-18: BP007 `~/x.yaml` must be a path relative to this file"),
        ("C:/x.yaml", "1:10-19: BP007 `C:/x.yaml` must be a path relative to this file"),
        (r"\\host\x.yaml", r"1:10-23: BP007 `\\host\x.yaml` must be a path relative to this file"),
        ("../x.catalogue.yaml", "1:10-29: BP007 `../x.catalogue.yaml` leads out of the project folder `project`"),
        ("sub/../../x.yaml", "1:10-26: BP007 `sub/../../x.yaml` leads out of the project folder `project`"),
        (
            "a.blueprint.yaml",
            "1:10-26: BP007 `a.blueprint.yaml` includes itself: `a.blueprint.yaml` -> `a.blueprint.yaml`",
        ),
        ("out.catalogue.yaml", "1:10-28: BP007 `out.catalogue.yaml` leads out of the project folder `project`"),
        ("round.catalogue.yaml", "1:10-30: BP007 `round.catalogue.yaml` leads nowhere: its links go round in a circle"),
        ("team.catalogue.yaml/x", "1:10-31: BP007 `team.catalogue.yaml/x` does not exist"),
        ('"a\\0b"', "1:10-16: BP007 `a<U+0000>b` must be a path relative to this file"),
        ("x" * 300, f"1:10-310: BP007 `{'x' * 80}…` can't be read: File name too long"),
    ],
)
def test_paths_that_lead_nowhere(project, included, finding):
    project(
        **{
            "a.blueprint.yaml": f"include: {included}\n{SOUND}",
            "team.catalogue.yaml": CATALOGUE,
            "sub/empty": "",
            "../x.catalogue.yaml": CATALOGUE,
        }
    )
    (project.root / "out.catalogue.yaml").symlink_to("../x.catalogue.yaml")
    (project.root / "round.catalogue.yaml").symlink_to("round.catalogue.yaml")
    assert finding in [f.removeprefix("a.blueprint.yaml:") for f in findings(project)]
    with pytest.raises(LoadError):
        load(project.root / "a.blueprint.yaml")


def test_a_symlink_inside_the_project_is_fine(project):
    project(
        **{
            "a.blueprint.yaml": "include: link.catalogue.yaml\n" + SOUND,
            "sub/b.catalogue.yaml": CATALOGUE + "actors: {b: B}\n",
        }
    )
    (project.root / "link.catalogue.yaml").symlink_to("sub/b.catalogue.yaml")
    assert findings(project) == []


def test_a_folder_that_leads_out_by_a_symlink(project):
    project(**{"a.blueprint.yaml": "include: link/x.yaml\n" + SOUND, "../elsewhere/x.yaml": CATALOGUE})
    (project.root / "link").symlink_to("../elsewhere")
    assert findings(project) == [
        "a.blueprint.yaml:1:10-21: BP007 `link/x.yaml` leads out of the project folder `project`"
    ]


@pytest.mark.parametrize("mark", ["blueprint.toml", "pyproject.toml", ".git"])
def test_the_root_is_the_nearest_folder_with_a_mark(tmp_path, mark):
    folder = tmp_path / "deep" / "er"
    folder.mkdir(parents=True)
    (tmp_path / "x.catalogue.yaml").write_text(CATALOGUE, encoding="utf-8")
    (folder / "a.blueprint.yaml").write_text("include: ../../x.catalogue.yaml\n" + SOUND, encoding="utf-8")
    assert [f.code for f in read(folder / "a.blueprint.yaml").findings] == ["BP007"]
    (tmp_path / mark).mkdir() if mark == ".git" else (tmp_path / mark).touch()
    assert read(folder / "a.blueprint.yaml").findings == ()
    (tmp_path / "deep" / "pyproject.toml").touch()
    assert [f.code for f in read(folder / "a.blueprint.yaml").findings] == ["BP007"]


def test_a_circle_of_catalogues(project):
    project(
        **{
            "a.blueprint.yaml": "include: b.catalogue.yaml\n" + SOUND,
            "b.catalogue.yaml": CATALOGUE + "include: c.catalogue.yaml\n",
            "c.catalogue.yaml": CATALOGUE + "include: b.catalogue.yaml\n",
        }
    )
    assert findings(project) == [
        (
            "c.catalogue.yaml:2:10-26: BP007 `b.catalogue.yaml` includes itself: "
            "`b.catalogue.yaml` -> `c.catalogue.yaml` -> `b.catalogue.yaml`"
        )
    ]


def test_the_same_id_twice(project):
    project(
        **{
            "a.blueprint.yaml": "include: [b.catalogue.yaml, c.catalogue.yaml]\nactors: {cook: C}\n" + SOUND,
            "b.catalogue.yaml": CATALOGUE + "actors: {cook: Other}\nsystems: {crm: C}\n",
            "c.catalogue.yaml": CATALOGUE + "systems: {crm: C}\n",
        }
    )
    assert findings(project) == [
        "a.blueprint.yaml:2:10-14: BP102 the id `cook` is already used in `actors` of b.catalogue.yaml (also 2:10)",
        "c.catalogue.yaml:2:11-14: BP102 the id `crm` is already used in `systems` of b.catalogue.yaml (also 3:11)",
    ]


def test_errors_in_a_catalogue_are_shown_in_that_file_and_once(project):
    project(
        **{
            "a.blueprint.yaml": "include: b.catalogue.yaml\n" + SOUND + "    wait: 3\n",
            "b.catalogue.yaml": CATALOGUE
            + "touchpoints: {web: {kind: digitl}}\nactors: {cook: {nmae: C}}\ntitle: x\nowner: no\n",
        }
    )
    assert findings(project) == [
        "a.blueprint.yaml:8:11-12: BP002 the duration 3 has no unit; did you mean `3s`, `3m` or `3h`?",
        (
            "b.catalogue.yaml:2:27-33: BP002 `kind` must be `digital`, `physical` or `interpersonal`, not `digitl`; "
            "did you mean `digital`?"
        ),
        "b.catalogue.yaml:3:17-21: BP002 an actor has no key `nmae`; did you mean `name`?",
        "b.catalogue.yaml:4:1-6: BP002 a catalogue file has no key `title`; it is a key of a blueprint",
        "b.catalogue.yaml:5:1-6: BP002 a catalogue file has no key `owner`; it is a key of a blueprint, a solution or a system",
        'b.catalogue.yaml:5:8-10: BP004 `no` is text here, but other YAML tools read it otherwise: write "no"',
    ]


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("", "1:1-1: BP001 the file is empty; a blueprint starts with `blueprint: v1`"),
        ("a: [b", "1:4-5: BP001 this `[` is never closed"),
        ("- a\n", "1:1-2: BP002 a blueprint is a mapping that starts with `blueprint: v1`"),
        ("actors: {a: A}\n", "1:1-7: BP002 a catalogue file starts with `blueprint: v1`"),
        (SOUND, "2:1-6: BP002 a catalogue file has no key `title`; it is a key of a blueprint"),
        ("blueprint: v1\ninclude: {a: b}\n", "2:1-8: BP002 `include` must be text, not a mapping"),
        ("blueprint: v1\ninclude: gone.yaml\n", "2:10-19: BP007 `gone.yaml` does not exist"),
    ],
)
def test_files_that_are_no_catalogues(project, text, finding):
    project(**{"a.blueprint.yaml": "include: b.yaml\n" + SOUND, "b.yaml": text})
    assert findings(project)[0] == f"b.yaml:{finding}"


def test_a_catalogue_that_is_no_text(project):
    project(**{"a.blueprint.yaml": "include: b.yaml\n" + SOUND})
    (project.root / "b.yaml").write_bytes(b"\xff\xfeb\x00")
    assert findings(project) == ["b.yaml:1:1-1: BP006 the file is in UTF-16; save it as UTF-8"]


@pytest.mark.parametrize(
    ("written", "finding"),
    [
        ("3", '1:10-11: BP002 `include` must be text, not the number 3: write "3"'),
        ("true", '1:10-14: BP002 `include` must be text, not `true`: write "true"'),
        ("{a: b}", "1:1-8: BP002 `include` must be text, not a mapping"),
        ('""', "1:10-12: BP002 `include` is empty; give a value, or remove the key"),
        ("[b.yaml, [c]]", "1:19-22: BP002 `include` must be text, not a list"),
    ],
)
def test_include_is_one_path_or_a_list(project, written, finding):
    project(**{"a.blueprint.yaml": f"include: {written}\n{SOUND}", "b.yaml": CATALOGUE})
    assert [f.removeprefix("a.blueprint.yaml:") for f in findings(project)] == [finding]


def test_catalogues_may_lie_deep_but_not_without_end(project):
    chain = {f"c{i}.catalogue.yaml": f"{CATALOGUE}include: c{i + 1}.catalogue.yaml\n" for i in range(100)}
    project(**{"a.blueprint.yaml": f"{SOUND}include: c0.catalogue.yaml\n"}, **chain)
    project(**{"c100.catalogue.yaml": CATALOGUE})
    assert findings(project) == [
        "c99.catalogue.yaml:2:10-29: BP007 `c100.catalogue.yaml` lies more than 100 files deep: include it higher up"
    ]
    project(**{"c99.catalogue.yaml": CATALOGUE})
    assert findings(project) == []
