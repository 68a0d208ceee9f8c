"""Fixes: exact edits that keep all else as it is, make nothing worse, and come to an end."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from blueprint.checks.baseline import Baseline, Entry, hide
from blueprint.checks.declaration import REGISTERED, Remark, Rule
from blueprint.checks.engine import check_file, check_text
from blueprint.checks.fixes import fixed, fixed_text, write
from blueprint.checks.rules import all_rules
from blueprint.checks.settings import Settings
from blueprint.finding import Edit, Severity
from blueprint.model import shape
from blueprint.model.blueprint import Blueprint
from blueprint.model.references import references_in
from blueprint.source.load import load, loads, read_data
from blueprint.source.nodes import children_of, parse
from blueprint.source.scalars import is_ambiguous, plain_value
from blueprint.source.write import dumps
from blueprint.suggest import slip
from tests import strategies

EXAMPLES = sorted(Path(__file__).parents[2].glob("examples/*.blueprint.yaml"))

HEAD = """\
blueprint: v1
title: 擦鞋摊 👞
personas: {elder: 老人, young: 年轻人}
stages:
  - name: 擦鞋
    steps:
      - id: sit-down
        customer: 坐下
        touchpoints: [chair]
"""
TAIL = """\
      - {id: shine-shoes, customer: 擦鞋}
touchpoints:
  chair: {kind: physical}
  desk: {kind: physical}
lanes: [{id: midstage, role: backstage, name: 中台}]
"""
CODES = ("BP001", "BP002", "BP003", "BP004", "BP008", "BP101")


def fix(lines, **options):
    """The lines of a step after fixing them."""
    text = HEAD + "".join(f"        {line}\n" for line in lines) + TAIL
    result = fixed_text(text.encode(), Settings(**options), "shop.blueprint.yaml")
    assert result.text.startswith(HEAD)
    assert result.text.endswith(TAIL)
    return [line[8:] for line in result.text[len(HEAD) : -len(TAIL)].splitlines()]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # quotes
        (["notes: [no, 12:30]  # ok"], ['notes: ["no", "12:30"]  # ok']),
        (["notes: &a no"], ['notes: &a "no"']),
        (["notes: [&a  no, *a]"], ['notes: [&a  "no", *a]']),
        (["x-no:", "  no: yes"], ["x-no:", '  "no": "yes"']),
        (['notes: 2026-10-01 1\\"s"'], ["notes: '2026-10-01 1\\\"s\"'"]),
        (["notes:", "- no", "- 'no'", '- "no"'], ["notes:", '- "no"', "- 'no'", '- "no"']),
        # references
        (["next: shine-shoe"], ["next: shine-shoes"]),
        (["next: 'shine-shoe'"], ["next: 'shine-shoes'"]),
        (['next: "shine-shoe" # on'], ['next: "shine-shoes" # on']),
        (["next: {shine-shoe: 60%, end: 40%}"], ["next: {shine-shoes: 60%, end: 40%}"]),
        (["next: {'shine-shoe': 60%, ned: 40%}"], ["next: {'shine-shoes': 60%, end: 40%}"]),
        (["next:", "  - {to: shine-shoe, when: 好, share: 60%}", "  - to: end"],
         ["next:", "  - {to: shine-shoes, when: 好, share: 60%}", "  - to: end"]),
        (["emotion: {elder: 1, yuong: -1}"], ["emotion: {elder: 1, young: -1}"]),
        (["personas: Elder"], ["personas: elder"]),
        (["backstage: {does: 备货, lane: midstge}"], ["backstage: {does: 备货, lane: midstage}"]),
        (["frontstage:", "  does: 擦", "  triggers: [shine_shoes]"],
         ["frontstage:", "  does: 擦", "  triggers: [shine-shoes]"]),
        # keys
        (["note: x"], ["notes: x"]),
        (["'note' : x"], ["'notes' : x"]),
        (['frontsatge: {"dose": 擦}'], ['frontstage: {"does": 擦}']),
        (["X-ticket: 1"], ["x-ticket: 1"]),
        (["moment-of-truth: true"], ["moment_of_truth: true"]),
        # what is wrong inside of a mistyped key comes to light, and is mended too
        (["frontsatge: [{dose: 擦, triggers: shine-shoe}]"],
         ["frontstage: [{does: 擦, triggers: shine-shoes}]"]),
        # comments
        (["notes: x  # blueprint: ignore[BP004] a time"], ["notes: x"]),
        (["# blueprint: ignore[BP004] a time", "notes: x"], ["notes: x"]),
        (["# ours", "  # blueprint: ignore[BP004] a time", "", "notes: x"], ["# ours", "", "notes: x"]),
        (["notes: x # a time # blueprint: ignore[BP004] a time"], ["notes: x # a time"]),
        (["notes: no  # blueprint: ignore[BP009, BP004, BP106] why"], ["notes: no  # blueprint: ignore[BP004] why"]),
        (["notes: no  # blueprint: ignore[BP004 ,BP009]  why"], ["notes: no  # blueprint: ignore[BP004]  why"]),
        (["notes: no  # blueprint: ignore[ BP009,BP004 ] why"], ["notes: no  # blueprint: ignore[ BP004 ] why"]),
        (["notes: x  # blueprint: ignore[BP009, BP004] why"], ["notes: x"]),
        (["notes: x  # blueprint: ignore-file[BP009, BP004] why"], ["notes: x"]),
        (["notes: [no] # blueprint: ignore[BP009] why"], ['notes: ["no"]']),
        (["notes: |  # blueprint: ignore[BP004] why", "  # blueprint: ignore[BP004] text"],
         ["notes: |", "  # blueprint: ignore[BP004] text"]),
    ],
)  # fmt: skip
def test_fixes(before, after):
    assert fix(before) == after
    assert fix(after) == after


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(["notes: no  # blueprint: ignore[BP004] a word"], id="suppressed"),
        pytest.param(["next: shine"], id="not near enough"),
        pytest.param(["next: {shine-shoe: 50%, shine-shoes: 50%}"], id="the word is already there"),
        pytest.param(["next: {shine-shoe: 50%, shine-shose: 50%}"], id="two would become one"),
        pytest.param(["emotion: {elder: 1, eldr: 1}"], id="the persona is already there"),
        pytest.param(["personas: [elder, eldr]"], id="the item is already there"),
        pytest.param(["note: x", "notes: x"], id="the key is already there"),
        pytest.param(["note: x", "ntes: x"], id="two keys would become one"),
        pytest.param(["note: 5"], id="the key does not fit what it holds"),
        pytest.param(["frontsatge: {does: 擦, sthg: 1}"], id="the key holds what is wrong in another way"),
        pytest.param(["otherwise: sit-dwon", "personas: elder"], id="a step can't be its own way round"),
        pytest.param(["frontstage: {does: 擦, touchpoint: dessk}"], id="not one of the step's"),
        pytest.param(["next: &on shine-shoe"], id="an anchor"),
        pytest.param(["x-to: &on shine-shoe", "next: *on"], id="an alias"),
        pytest.param(["next: >-", "  shine-shoe"], id="lines of their own"),
        pytest.param(["<<: {note: x}"], id="merged in"),
        pytest.param(["notes: x  # blueprint: ignore[BP004]"], id="a comment without a reason"),
        pytest.param(["notes: x  # blueprint: ignore[bp004] why"], id="no such code"),
        pytest.param(["notes: x # blueprint: ignore[BP004] why", "next: nowhere"], id="not all rules had their say"),
    ],
)
def test_what_is_left_to_the_author(lines):
    assert fix(lines) == lines


def test_a_comment_about_a_flow_that_gives_no_numbers_stays():
    """The rules about numbers had nothing to say, so that nothing is known about what they would find."""
    lines = ["# blueprint: ignore[BP104] why", "notes: x", "next: {shine-shoes: 30%, end: 30%}"]
    assert fix(lines) == lines
    assert fix(lines, ignore=("BP106",)) == lines


def test_a_slip_that_is_made_again_and_again():
    assert fix(["frontstage: {does: 擦, triggers: shine-shoe}", "next: shine-shoe"]) == [
        "frontstage: {does: 擦, triggers: shine-shoes}",
        "next: shine-shoes",
    ]


def test_two_slips_for_different_steps():
    assert fix(["next: {shine-shoe: 50%, ned: 50%}"]) == ["next: {shine-shoes: 50%, end: 50%}"]


def test_only_findings_that_are_chosen_are_fixed():
    lines = ["notes: no", "thoughts: x # blueprint: ignore[BP009] why"]
    assert fix(lines, ignore=("BP004",)) == ["notes: no", "thoughts: x"]
    assert fix(lines, ignore=("BP008",)) == ['notes: "no"', lines[1]]


def test_only_findings_that_the_baseline_does_not_hide_are_fixed():
    text = f"{HEAD}        notes: [no, on]\n{TAIL}"
    file = "shop.blueprint.yaml"
    known = [f for f in check_text(text, file).findings if "`no`" in f.message]
    baseline = Baseline(Entry(f.fingerprint, f.code, f.file, f.message) for f in known)
    result = fixed_text(text.encode(), Settings(), file, lambda findings: hide(findings, baseline)[0])
    assert result.text == text.replace("[no, on]", '[no, "on"]')
    assert result.made == 1
    assert [f.fingerprint for f in result.left.findings if f.code == "BP004"] == [f.fingerprint for f in known]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_examples_keep_their_meaning(path):
    result = fixed(path, Settings())
    assert loads(result.text, str(path)) == load(path)
    assert not any(f.edit for f in result.left.findings)


# -- bytes -------------------------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "blueprint.toml").touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def slow(text):
    return text.replace('"no"', "no").replace("shine-shoes\n", "shine-shoe\n")


GOOD = f'{HEAD}        notes: "no"\n        next: shine-shoes\n{TAIL}'


@pytest.mark.parametrize("bom", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("last", ["\n", ""])
def test_line_ends_and_the_byte_order_mark_stay(folder, bom, end, last):
    good = (bom + GOOD.removesuffix("\n") + last).replace("\n", end).encode()
    path = folder / "shop.blueprint.yaml"
    path.write_bytes((bom + slow(GOOD).removesuffix("\n") + last).replace("\n", end).encode())
    path.chmod(0o640)
    result = fixed("shop.blueprint.yaml", Settings())
    assert result.made == 2
    write(result.files)
    assert path.read_bytes() == good
    assert path.stat().st_mode & 0o777 == 0o640
    assert fixed("shop.blueprint.yaml", Settings()).files == ()


def test_a_fix_of_several_lines_has_the_line_ends_of_its_file(monkeypatch):
    monkeypatch.setitem(
        REGISTERED, "ZZ001", _rule(lambda text: Edit(0, 0, "# a\n# b\n") if "# b" not in text else None)
    )
    all_rules.cache_clear()
    try:
        assert fixed_text(GOOD.replace("\n", "\r\n").encode(), Settings()).text.startswith("# a\r\n# b\r\nblueprint")
    finally:
        all_rules.cache_clear()


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", "标题".encode("gbk"), b"a: [", b"\0", b"x" * 17_000_000])
def test_what_can_not_be_read_stays_as_it_is(folder, data):
    (folder / "shop.blueprint.yaml").write_bytes(data)
    for result in (fixed("shop.blueprint.yaml", Settings()), fixed_text(data, Settings())):
        assert (result.files, result.made) == ((), 0)
        assert result.left.findings


def test_a_file_that_is_not_there():
    with pytest.raises(FileNotFoundError):
        fixed("nothing.blueprint.yaml", Settings())


# -- included catalogues ----------------------------------------------------------------------------------------------

CATALOGUE = """\
blueprint: v1
actors:
  agent: {name: 客服, taem: no}
solutions:
  seat: {what: 椅子, touchpoint: chiar}
"""


def including(text):
    return text.replace("title:", "include: our.catalogue.yaml\ntitle:")


def test_an_included_catalogue_is_fixed_too(folder):
    (folder / "our.catalogue.yaml").write_bytes(b"\xef\xbb\xbf" + CATALOGUE.replace("\n", "\r\n").encode())
    (folder / "shop.blueprint.yaml").write_text(including(slow(GOOD)), "utf-8")
    result = fixed("shop.blueprint.yaml", Settings())
    assert [file.file for file in result.files] == ["our.catalogue.yaml", "shop.blueprint.yaml"]
    write(result.files)
    # What `chiar` means may be known to another blueprint that includes the catalogue.
    expected = CATALOGUE.replace("taem: no", 'team: "no"').replace("\n", "\r\n")
    assert (folder / "our.catalogue.yaml").read_bytes() == b"\xef\xbb\xbf" + expected.encode()
    assert (folder / "shop.blueprint.yaml").read_text("utf-8") == including(GOOD)
    assert [f.code for f in result.left.findings if f.code in CODES] == ["BP101"]


def test_a_catalogue_of_two_blueprints_is_fixed_once(folder):
    (folder / "our.catalogue.yaml").write_text(CATALOGUE, "utf-8")
    ahead = {}
    files = []
    for name in ("a.blueprint.yaml", "b.blueprint.yaml", "our.catalogue.yaml"):
        if name[0] != "o":
            (folder / name).write_text(including(slow(GOOD)), "utf-8")
        files.append([file.file for file in fixed(name, Settings(), ahead=ahead).files])
    assert files == [["our.catalogue.yaml", "a.blueprint.yaml"], ["b.blueprint.yaml"], []]
    assert (folder / "our.catalogue.yaml").read_text("utf-8") == CATALOGUE


def test_standard_input_leaves_catalogues_alone(folder):
    (folder / "our.catalogue.yaml").write_text(CATALOGUE, "utf-8")
    result = fixed_text(including(slow(GOOD)).encode(), Settings())
    assert [file.file for file in result.files] == ["<stdin>"]
    assert result.files[0].data == including(GOOD).encode()


def test_a_catalogue_by_itself_keeps_comments_about_rules_that_have_no_say_in_it(folder):
    text = "blueprint: v1\nactors:\n  agent: {name: no}  # blueprint: ignore[BP105] why\n"
    (folder / "our.catalogue.yaml").write_text(text)
    assert fixed("our.catalogue.yaml", Settings()).text == text.replace("no}", '"no"}')


def test_a_link_stays_a_link(folder):
    (folder / "real.blueprint.yaml").write_text(slow(GOOD), "utf-8")
    (folder / "shop.blueprint.yaml").symlink_to("real.blueprint.yaml")
    write(fixed("shop.blueprint.yaml", Settings()).files)
    assert (folder / "shop.blueprint.yaml").is_symlink()
    assert (folder / "real.blueprint.yaml").read_text("utf-8") == GOOD


# -- rules whose fixes are no good -------------------------------------------------------------------------------------


def _rule(edit_for):
    def check(subject):
        edit = edit_for(subject.document.text)
        if edit is not None:
            yield Remark("x", edit=edit)

    return Rule("ZZ001", "x", Severity.WARNING, "x", {}, check=check)


@pytest.fixture
def with_rule(monkeypatch):
    def register(edit_for):
        monkeypatch.setitem(REGISTERED, "ZZ001", _rule(edit_for))
        all_rules.cache_clear()

    yield register
    monkeypatch.undo()
    all_rules.cache_clear()


def at(text, word, new):
    return Edit(text.index(word), text.index(word) + len(word), new) if word in text else None


@pytest.mark.parametrize(
    ("word", "new"),
    [
        pytest.param("擦鞋摊", "修鞋摊", id="changes the meaning"),
        pytest.param("擦鞋摊", "擦鞋摊: [", id="breaks the file"),
        pytest.param("title", "titel", id="brings in an error"),
        pytest.param("擦鞋摊", "擦鞋摊", id="does nothing"),
        pytest.param("# c", "# c # c", id="never settles"),
    ],
)
def test_an_edit_that_does_no_good_is_not_made(with_rule, word, new):
    with_rule(lambda text: at(text, word, new))
    text = slow(GOOD).replace("title", "# c\ntitle")
    result = fixed_text(text.encode(), Settings())
    assert result.text == GOOD.replace("title", "# c\ntitle")
    assert result.made == 2


def test_an_edit_back_and_forth_comes_to_an_end(with_rule):
    with_rule(lambda text: at(text, "# a", "# b") or at(text, "# b", "# a"))
    assert fixed_text(f"# a\n{GOOD}".encode(), Settings()).made == 0


def test_bad_edits_among_many_do_not_stop_the_others(monkeypatch):
    """Each mark gets a comment of its own; after some of them that would be text."""
    marks = [f"m{i}" for i in range(40)]

    def check(subject):
        for mark in marks:
            if f"{mark} # ok" not in (text := subject.document.text):
                end = text.index(f"{mark}\n") + len(mark)
                yield Remark("x", edit=Edit(end, end, " # ok"))

    monkeypatch.setitem(REGISTERED, "ZZ001", Rule("ZZ001", "x", Severity.WARNING, "x", {}, check=check))
    all_rules.cache_clear()
    lines = [f"  - {mark}\n" if i not in (3, 17, 18) else f"  - |\n    {mark}\n" for i, mark in enumerate(marks)]
    try:
        result = fixed_text(f"{GOOD}x-marks:\n{''.join(lines)}".encode(), Settings())
    finally:
        monkeypatch.undo()
        all_rules.cache_clear()
    assert result.made == 37
    wanted = [line.replace("\n", " # ok\n") if "|" not in line else line for line in lines]
    assert result.text == f"{GOOD}x-marks:\n{''.join(wanted)}"


def test_of_edits_that_overlap_one_is_made_at_a_time(with_rule):
    with_rule(lambda text: at(text, "notes: no", "# x\n        notes: no") if "# x" not in text else None)
    text = GOOD.replace('"no"', "no")
    assert fixed_text(text.encode(), Settings()).text == GOOD.replace("notes:", "# x\n        notes:")


# -- any blueprint ---------------------------------------------------------------------------------------------------

_ANY = settings(
    max_examples=40,
    suppress_health_check=list(HealthCheck),
    deadline=None,
    phases=[phase for phase in Phase if phase is not Phase.explain],
)


def scalars(text):
    """The keys and the values of a text, as (is it a key, start, end)."""
    waiting = [parse(text).root]
    while waiting:
        children = children_of(waiting.pop())
        if isinstance(children, dict):
            for key, value in children.values():
                yield True, key.start_mark.index, key.end_mark.index
                waiting.append(value)
                if children_of(value) is None:
                    yield False, value.start_mark.index, value.end_mark.index
        elif children:
            waiting += children
            yield from (
                (False, item.start_mark.index, item.end_mark.index) for item in children if children_of(item) is None
            )


def put(text, changes):
    for start, end, new in sorted(changes, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def errors(text):
    return [f for f in read_data(text, "s.blueprint.yaml").findings if f.severity is Severity.ERROR]


@_ANY
@given(strategies.blueprints(), st.data())
def test_quotes_that_were_left_out(blueprint, data):
    text = dumps(blueprint)
    quoted = [(s, e, text[s + 1 : e - 1]) for _, s, e in scalars(text) if text[s] == '"' and e - s > 2]
    quoted = [item for item in quoted if is_ambiguous(item[2]) and isinstance(plain_value(item[2]), str)]
    assume(quoted)
    left_out = data.draw(st.lists(st.sampled_from(quoted), min_size=1, unique=True))
    planted = put(text, left_out)
    result = fixed_text(planted.encode(), Settings(select=("BP004",)), "s.blueprint.yaml")
    dates = [f for f in check_text(text, "s.blueprint.yaml").findings if f.code == "BP004"]
    assert dates == []
    assert loads(result.text) == loads(planted) == loads(text)
    assert not [f for f in result.left.findings if f.edit]
    assert fixed_text(result.text.encode(), Settings(select=("BP004",)), "s.blueprint.yaml").made == 0


def swapped(word, i):
    return word[:i] + word[i + 1] + word[i] + word[i + 2 :]


@_ANY
@given(strategies.blueprints(), st.data())
def test_a_mistyped_key(blueprint, data):
    text = dumps(blueprint)
    known = {key for part in shape.parts_in(Blueprint) for key in shape.fields_of(part) if key.isalpha()}
    keys = [(s, e) for is_key, s, e in scalars(text) if is_key and text[s:e] in known and e - s > 4]
    start, end = data.draw(st.sampled_from(keys))
    word = swapped(text[start:end], data.draw(st.integers(1, end - start - 2)))
    planted = put(text, [(start, end, word)])
    assume(errors(planted))
    result = fixed_text(planted.encode(), Settings(), "s.blueprint.yaml")
    assert result.text in (text, planted)
    if result.made == 0:
        assert not any(f.edit for f in errors(planted)) or _is_worse(planted)
    again = fixed_text(result.text.encode(), Settings(), "s.blueprint.yaml")
    assert (again.text, again.made) == (result.text, 0)


def _is_worse(planted):
    """Whether the edit itself was refused, because what it leads to is no better."""
    (edit,) = {f.edit for f in errors(planted) if f.edit}
    return bool(errors(put(planted, [edit])))


@_ANY
@given(strategies.blueprints(), st.data())
def test_a_mistyped_reference(blueprint, data):
    text = dumps(blueprint)
    document = read_data(text, "s.blueprint.yaml").document
    uses = [use for use in references_in(blueprint).uses if len(use.text) > 2]
    assume(uses)
    use = data.draw(st.sampled_from(uses))
    _, span, _ = document.locate(use.route, "key" if use.route[-2:-1] == ("emotion",) else "value")
    start, end = document.offset(span.line, span.column), document.offset(span.end_line, span.end_column)
    i = text.find(use.text, start, end)
    assume(i >= 0)
    word = swapped(use.text, data.draw(st.integers(0, len(use.text) - 2)))
    planted = put(text, [(i, i + len(use.text), word)])
    assume([f.code for f in errors(planted)] == ["BP101"])
    known = {definition.id for definition in references_in(blueprint).definitions} | {"end"}
    assume(slip(word, known) in (None, use.text))
    result = fixed_text(planted.encode(), Settings(select=("BP101",)), "s.blueprint.yaml")
    if result.made:
        assert loads(result.text, "s.blueprint.yaml") == loads(text, "s.blueprint.yaml")
    else:
        assert result.text == planted


@_ANY
@given(strategies.blueprints(), st.data())
def test_comments_that_suppress_nothing(blueprint, data):
    text = dumps(blueprint)
    reading = read_data(text, "s.blueprint.yaml")
    lines = text.splitlines(keepends=True)
    position = data.draw(st.integers(0, len(lines)))
    margin = " " * data.draw(st.integers(0, 8))
    lines.insert(
        position,
        f"{margin}# blueprint: ignore[BP004, BP003] why\n".replace(
            ", BP003", data.draw(st.sampled_from(["", ", BP009"]))
        ),
    )
    planted = "".join(lines)
    assume(read_data(planted, "s.blueprint.yaml").blueprint == reading.blueprint)
    result = fixed_text(planted.encode(), Settings(select=("BP008", "BP004", "BP009")), "s.blueprint.yaml")
    assert result.text == text


def test_fixing_files_says_what_checking_them_says(folder):
    (folder / "shop.blueprint.yaml").write_text(slow(GOOD), "utf-8")
    result = fixed("shop.blueprint.yaml", Settings())
    write(result.files)
    assert result.left.findings == check_file("shop.blueprint.yaml").findings
