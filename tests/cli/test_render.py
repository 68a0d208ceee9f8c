"""`blueprint render`: what is written where, and what is not."""

from __future__ import annotations

import re
import resource
import signal
import struct
import sys
from types import SimpleNamespace

import pytest

import blueprint as bp
import blueprint.drawing
from blueprint.cli import render
from blueprint.drawing import FORMATS, VIEWS
from blueprint.drawing.drawing import SUFFIXES
from blueprint.drawing.engine import ENGINES
from blueprint.drawing.layout import layers
from blueprint.drawing.paint import mermaid
from blueprint.drawing.theme import THEMES
from tests.cli.conftest import BAD, WARNS


def test_the_choices_are_those_of_the_drawings():
    assert tuple(FORMATS) == render.FORMATS
    assert SUFFIXES == render.SUFFIXES
    assert tuple(VIEWS) == render.VIEWS
    assert set(THEMES) == set(render.THEMES)
    assert set(ENGINES) == set(render.ENGINES)
    assert tuple(mermaid.VIEWS) == render.MERMAID


def test_beside_the_blueprint(run, write, folder):
    write("a/shop.blueprint.yaml")
    result = run("render", "a/shop.blueprint.yaml")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "Wrote a/shop.svg\n", "")
    assert (folder / "a/shop.svg").read_bytes().startswith(b"<")


@pytest.mark.parametrize(
    ("name", "start"), [("x.svg", b"<"), ("x.SVG", b"<"), ("x.png", b"\x89PNG"), ("x.json", b"{"), ("x.dot", b"")]
)
def test_the_suffix_names_the_format(run, write, folder, name, start):
    write("shop.blueprint.yaml")
    assert run("render", "shop.blueprint.yaml", "-o", name).exit_code == 0
    assert (folder / name).read_bytes().startswith(start)


def test_into_folders(run, write, folder):
    for name in ("a.blueprint.yaml", "b.yaml", "c"):
        write(name)
    (folder / "there").mkdir()
    assert run("render", "a.blueprint.yaml", "b.yaml", "-o", "there").stdout == "Wrote there/a.svg\nWrote there/b.svg\n"
    result = run("render", "c", "-o", "new/er/", "--format", "json")
    assert result.stdout == "Wrote new/er/c.json\n"
    assert (folder / "new/er/c.json").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="no such names there")
def test_a_file_name_does_not_control_the_terminal(process, write, folder):
    write("a\x1b[2J\n\u202e.blueprint.yaml")
    result = process("render", ".", env={"PYTHONIOENCODING": "utf-8"})
    assert (result.returncode, result.stdout, result.stderr) == (0, b"Wrote a\\x1b[2J\\x0a\\u202e.svg\n", b"")
    assert (folder / "a\x1b[2J\n\u202e.svg").exists()


def test_to_standard_output(process, write):
    write("shop.blueprint.yaml")
    result = process("render", "shop.blueprint.yaml", "-o", "-", "--format", "png")
    assert (result.returncode, result.stdout[:4], result.stderr) == (0, b"\x89PNG", b"")


def test_from_standard_input(run, folder):
    result = run("render", "-", input="blueprint: v1\ntitle: T\nstages: [{name: S, steps: [{customer: Go}]}]\n")
    assert result.exit_code == 0
    assert result.stdout.startswith("<")
    assert list(folder.iterdir()) == []


def test_a_folder_of_blueprints(run, write):
    for name in ("all/b.blueprint.yaml", "all/in/a.blueprint.yaml", "all/team.catalogue.yaml"):
        write(name)
    assert run("render", "all", "-o", "out/").stdout == "Wrote out/b.svg\nWrote out/a.svg\n"
    write("none/readme.md")
    result = run("render", "none", "all")
    assert (result.exit_code, result.stderr) == (2, "none: there is no *.blueprint.yaml in this folder\n")


def test_views_of_one_blueprint_do_not_overwrite_each_other(run, write):
    write("shop.blueprint.yaml")
    for view in VIEWS[1:]:
        if view != "changes":
            assert run("render", "shop.blueprint.yaml", "--view", view).stdout == f"Wrote shop.{view}.svg\n"


def test_a_file_with_errors_is_not_drawn_but_others_are(run, write, folder):
    write("a.blueprint.yaml", BAD)
    write("b.blueprint.yaml", WARNS)
    result = run("render", "a.blueprint.yaml", "b.blueprint.yaml")
    assert (result.exit_code, result.stdout) == (1, "Wrote b.svg\n")
    assert result.stderr == (
        "a.blueprint.yaml:2:1: error BP002 not-the-format\n"
        "  a blueprint has no key `titel`; did you mean `title`?\n"
        "  2 | titel: Shoeshine\n"
        "    | ^^^^^\n"
        "\n"
    )
    assert not (folder / "a.svg").exists()


def test_an_old_drawing_stays_when_the_file_has_errors(run, write, folder):
    write("a.blueprint.yaml", BAD)
    write("a.svg", "old")
    assert run("render", "a.blueprint.yaml").exit_code == 1
    assert (folder / "a.svg").read_text() == "old"


@pytest.mark.parametrize(
    ("program", "said"),
    [(None, "is not installed: install Graphviz, or leave `--engine` out"),
     ("cat >/dev/null; echo boom >&2; exit 1", "failed: boom"), ("cat >/dev/null; echo {}", "failed: it found no place")],
    ids=["missing", "failing", "no answer"],
)  # fmt: skip
def test_an_engine_that_gives_no_picture(run, write, folder, monkeypatch, program, said):
    layers._middles.cache_clear()
    write("shop.blueprint.yaml")
    write("shop.svg", "old")
    monkeypatch.setattr("blueprint.drawing.engine.sys", SimpleNamespace(executable=str(folder / "bin/python")))
    monkeypatch.setenv("PATH", f"{folder / 'bin'}:/bin" if program else str(folder))
    if program:
        write("bin/dot", f"#!/bin/sh\n{program}\n").chmod(0o755)
    result = run("render", "shop.blueprint.yaml", "--view", "flow", "--engine", "dot", "-o", "shop.svg")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"shop.blueprint.yaml: the engine `dot` {said}")
    assert (folder / "shop.svg").read_text() == "old"


def test_a_file_that_is_not_there(run, write):
    write("shop.blueprint.yaml")
    result = run("render", "missing.blueprint.yaml", "shop.blueprint.yaml")
    assert (result.exit_code, result.stdout) == (2, "Wrote shop.svg\n")
    assert result.stderr == "missing.blueprint.yaml: No such file or directory\n"


def test_a_catalogue(run, write):
    write("team.catalogue.yaml", "blueprint: v1\nactors: {a: A}\n")
    result = run("render", "team.catalogue.yaml")
    assert (result.exit_code, result.stderr) == (
        2,
        "team.catalogue.yaml: a catalogue has nothing to draw; render a blueprint that includes it\n",
    )


@pytest.mark.parametrize("option", ["--persona", "--stage", "--lane"])
def test_a_filter_that_names_nothing(run, write, folder, option):
    write("shop.blueprint.yaml")
    result = run("render", "shop.blueprint.yaml", option, "nobody")
    assert result.exit_code == 2
    assert result.stderr.startswith("shop.blueprint.yaml: ")
    assert "`nobody`" in result.stderr
    assert not (folder / "shop.svg").exists()


def test_filters_reach_the_drawing(run, write, monkeypatch):
    write("shop.blueprint.yaml")
    seen = {}

    def draw(_, **options):
        seen.update(options)
        return SimpleNamespace(
            render=lambda *a, **o: seen.update(args=(a, o)) or b"",
            warnings=("no font has: 擦",),
            scene=SimpleNamespace(width=100, height=100),
        )

    monkeypatch.setattr(blueprint.drawing, "draw", draw)
    filters = ["--persona", "dandy", "--stage", "a", "--stage", "b", "--lane", "c"]
    options = ["--theme", "dark", "--engine", "dot", "-o", "x.png", "--scale", 3]
    result = run("render", "shop.blueprint.yaml", *filters, *options)
    assert seen == {
        "view": "blueprint",
        "theme": "dark",
        "persona": "dandy",
        "stages": ("a", "b"),
        "lanes": ("c",),
        "path": None,
        "findings": (),
        "engine": "dot",
        "args": (("png",), {"scale": 3.0}),
    }
    assert result.stderr == "shop.blueprint.yaml: warning: no font has: 擦\n"
    assert result.exit_code == 0


def test_findings_are_marked_on_request(run, write):
    source = "blueprint: v1\ntitle: T\nstages: [{name: S, steps: [{id: go, customer: Go, next: {go: 100%}}]}]\n"
    write("shop.blueprint.yaml", source)
    for input_ in ("shop.blueprint.yaml", "-"):
        assert "BP1" in run("render", input_, "-o", "-", "--findings", input=source).stdout
    assert "BP1" not in run("render", "shop.blueprint.yaml", "-o", "-").stdout


def test_what_to_compare_with_must_be_readable(run, write):
    write("shop.blueprint.yaml")
    changes = ("render", "shop.blueprint.yaml", "--view", "changes", "--against")
    result = run(*changes, "no.yaml")
    assert (result.exit_code, result.stderr) == (2, "no.yaml: No such file or directory\n")
    write("old.blueprint.yaml", "blueprint: v1\n")
    result = run(*changes, "old.blueprint.yaml")
    assert result.exit_code == 1
    assert "title" in result.stderr


def test_an_older_version_is_for_its_view_and_for_the_page_with_all_views(run, write, folder):
    source = write("shop.blueprint.yaml").read_text("utf-8")
    write("old", source)
    assert run("render", "shop.blueprint.yaml", "--view", "changes", "--against", "old").exit_code == 0
    assert run("render", "shop.blueprint.yaml", "--view", "changes", "--against", "-", input=source).exit_code == 0
    assert run("render", "shop.blueprint.yaml", "--against", "old", "-o", "x.html").exit_code == 0
    assert 'data-view="changes"' in (folder / "x.html").read_text("utf-8")


def test_a_png_that_would_be_too_large_says_how_large_it_is(run, write, folder):
    write("shop.blueprint.yaml")
    result = run("render", "shop.blueprint.yaml", "-o", "x.png", "--scale", 1e6)
    said = re.fullmatch(
        r"shop.blueprint.yaml: warning: at --scale 1e\+06 the PNG would be too large to open; it is drawn at ([\d.]+)\n",
        result.stderr,
    )
    assert result.exit_code == 0
    assert said is not None
    width, height = struct.unpack(">II", (folder / "x.png").read_bytes()[16:24])
    drawing = bp.draw(bp.load("shop.blueprint.yaml"))
    assert float(said[1]) == pytest.approx(width / drawing.scene.width, rel=0.01)
    assert max(width, height) <= 16_000
    assert width * height <= 101_000_000


def test_what_is_not_installed_is_said_once(run, write, monkeypatch):
    for name in ("a.blueprint.yaml", "b.blueprint.yaml"):
        write(name)
    monkeypatch.setitem(sys.modules, "pptx", None)
    for module in [name for name in sys.modules if name.startswith(("pptx.", "blueprint.drawing.paint.pptx"))]:
        monkeypatch.delitem(sys.modules, module)
    result = run("render", "a.blueprint.yaml", "b.blueprint.yaml", "--format", "pptx")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "PowerPoint needs the extra `pptx`: pip install 'service-blueprint[pptx]'\n"


# -- usage -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ([], "Missing argument 'FILE...'."),
        (["a.blueprint.yaml", "-o", "x.gif"],
         "which format shall x.gif have? End its name in .svg, .html, .png, .pdf, .pptx, .drawio, .mmd, .dot or .json, or give --format"),
        (["a.blueprint.yaml", "-o", "x.png", "--format", "svg"], "x.png would be png, but --format says svg"),
        (["a.blueprint.yaml", "b/a.blueprint.yaml", "-o", "x.svg"],
         "x.svg is one drawing, but there are 2 blueprints: give a folder, like -o drawings/"),
        (["a.blueprint.yaml", "b/a.blueprint.yaml", "-o", "-"],
         "standard output takes one drawing, but there are 2 blueprints: give a folder, like -o drawings/"),
        (["a.blueprint.yaml", "b/a.blueprint.yaml", "-o", "out/"],
         "a.blueprint.yaml and b/a.blueprint.yaml would both be drawn into out/a.svg"),
        (["a.blueprint.yaml", "a.svg"], "a.svg is one of the blueprints, and would be overwritten"),
        (["a.blueprint.yaml", "--view", "changes", "--against", "old", "--format", "svg", "-o", "old"],
         "old is one of the blueprints, and would be overwritten"),
        (["a.blueprint.yaml", "--format", "svg", "-o", "b/a.blueprint.yaml"],
         "`b/a.blueprint.yaml` is named like a blueprint, which this would not be: give it another ending"),
        (["a.blueprint.yaml", "-o", "team.YML"], "`team.YML` is named like a blueprint, which this would not be"),
        (["a.blueprint.yaml", "--view", "changes"],
         "--view changes shows what changed since an older version: say which with --against OLD"),
        (["a.blueprint.yaml", "--against", "old", "--view", "flow"],
         "--against is for --view changes and for html, but the view is flow and the format svg"),
        (["-", "--against", "-", "--view", "changes"], "only one of the two versions can be standard input"),
        (["a.blueprint.yaml", "--view", "help", "-o", "x.mmd"],
         "Mermaid has no diagram for --view help, only for blueprint, journey, flow and dependencies"),
        (["a.blueprint.yaml", "--scale", "2"], "--scale is for png, but the format is svg"),
        (["a.blueprint.yaml", "--scale", "0", "-o", "x.png"], "`0` is not a number above 0"),
        (["a.blueprint.yaml", "--scale", "inf", "-o", "x.png"], "`inf` is not a number above 0"),
        (["a.blueprint.yaml", "--scale", "nan", "-o", "x.png"], "`nan` is not a number above 0"),
        (["a.blueprint.yaml", "--scale", "big", "-o", "x.png"], "`big` is not a number above 0"),
        (["a.blueprint.yaml", "--embed-fonts", "-o", "x.png"], "--embed-fonts is for svg, but the format is png"),
        (["a.blueprint.yaml", "--page", "A3"], "--page is for pdf and pptx, but the format is svg"),
        (["a.blueprint.yaml", "--theme", "drak"], "`drak` is not one of light, dark, print; did you mean `dark`?"),
    ],
)  # fmt: skip
def test_wrong_usage_writes_nothing(run, write, folder, args, message):
    for name in ("a.blueprint.yaml", "b/a.blueprint.yaml", "a.svg", "old"):
        write(name)
    before = sorted(folder.rglob("*"))
    result = run("render", *args)
    assert result.exit_code == 2
    assert message in result.stderr
    assert sorted(folder.rglob("*")) == before


def test_the_same_file_twice_is_drawn_once(run, write, folder):
    write("a.blueprint.yaml")
    assert (
        run("render", "a.blueprint.yaml", "./a.blueprint.yaml", folder / "a.blueprint.yaml").stdout == "Wrote a.svg\n"
    )


# -- what can't be written ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("output", "message"),
    [
        ("missing/x.svg", "missing/x.svg: the folder `missing` does not exist\n"),
        ("shop.blueprint.yaml/x.svg", "shop.blueprint.yaml/x.svg: Not a directory\n"),
        ("shop.blueprint.yaml/", "shop.blueprint.yaml/: File exists\n"),
    ],
)
def test_where_nothing_can_be_written(run, write, output, message):
    write("shop.blueprint.yaml")
    result = run("render", "shop.blueprint.yaml", "-o", output)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", message)


@pytest.mark.skipif(sys.platform == "win32", reason="limits are a thing of Unix")
def test_when_there_is_no_room_the_old_file_stays(process, write, folder):
    def little_room():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))

    write("shop.blueprint.yaml")
    write("shop.svg", "old")
    result = process("render", "shop.blueprint.yaml", preexec_fn=little_room)
    assert (result.returncode, result.stdout, result.stderr) == (2, b"", b"shop.svg: File too large\n")
    assert (folder / "shop.svg").read_text() == "old"
    assert sorted(path.name for path in folder.iterdir()) == ["shop.blueprint.yaml", "shop.svg"]
