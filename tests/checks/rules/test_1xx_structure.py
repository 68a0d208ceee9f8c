"""Structure and flow: what BP103 to BP117 say, and where they keep silent."""

from __future__ import annotations

import pytest
from inline_snapshot import snapshot

from blueprint.checks.engine import check_file, check_text, judge
from blueprint.checks.rules import all_rules
from blueprint.checks.settings import Settings
from blueprint.source.load import loads
from tests.checks.rules.saying import said


def steps(*lines: str) -> str:
    """A stage of steps; the first of them is on line 4."""
    return "\n".join(("stages:", "- name: S", "  steps:", *(f"  - {line}" for line in lines), ""))


# -- BP103: unreachable steps ------------------------------------------------------------------------------------


def test_a_step_that_the_one_before_leads_past():
    text = steps("{id: a, customer: A, next: c}", "{id: b, customer: B}", "{id: c, customer: C}")
    assert said("BP103", text) == snapshot(
        [
            "5:6 nobody comes to `b`, as `a` before it leads elsewhere: name it in the `next` of a step that leads there",
            "  4:26 this leads elsewhere",
        ]
    )


def test_of_a_row_that_is_cut_off_the_first_is_named():
    text = steps("{id: a, customer: A, outcome: success}", "{customer: 乙}", "{customer: 丙}", "{id: d, customer: 丁}")
    assert said("BP103", text) == snapshot(
        [
            "5:6 nobody comes to `乙`, nor to the 2 steps that it leads to, as `a` before it ends the journey: give it an `id` and name that in the `next` of a step that leads there",
            "  4:26 this ends the journey",
        ]
    )


def test_the_first_of_a_row_need_not_come_first_in_the_file():
    text = steps(
        "{id: a, customer: A, next: end}",
        "{id: late, customer: B, next: end}",
        "{id: early, customer: C, next: late}",
    )
    assert said("BP103", text) == snapshot(
        [
            "6:6 nobody comes to `early`, nor to the step that it leads to, as `late` before it leads elsewhere: name it in the `next` of a step that leads there",
            "  5:29 this leads elsewhere",
        ]
    )


def test_a_circle_that_nobody_comes_to_is_told_once():
    text = steps(
        "{id: a, customer: A, next: end}", "{id: b, customer: B}", "{id: c, customer: C, next: {b: 50%, end: 50%}}"
    )
    assert said("BP103", text) == snapshot(
        [
            "5:6 nobody comes to `b`, nor to the step that it leads to, as `a` before it leads elsewhere: name it in the `next` of a step that leads there",
            "  4:26 this leads elsewhere",
        ]
    )


def test_nobody_who_may_go_through_a_step_gets_there():
    text = "personas: {young: Young, old: Old}\n" + steps(
        "id: a\n    customer: A\n    next: [{to: b, for: young}, {to: end, for: old}]",
        "{id: b, customer: B, personas: old}",
        "{id: c, customer: C}",
    )
    assert said("BP103", text) == snapshot(
        [
            "8:6 nobody comes to `b`, as `a` before it leads elsewhere: name it in the `next` of a step that leads there",
            "  7:5 this leads elsewhere",
        ]
    )


REACHED = {
    "no flow is written": steps("{customer: A}", "{customer: B}"),
    "by a branch of 0%": steps(
        "{id: a, customer: A, next: {c: 100%, b: 0%}}", "{id: b, customer: B}", "{id: c, customer: C}"
    ),
    "by one persona": "personas: {young: Young, old: Old}\n"
    + steps("{customer: A, personas: young, next: end}", "{customer: B, personas: old}"),
    "by otherwise": "personas: {young: Young, old: Old}\n"
    + steps(
        "{id: a, customer: A, personas: young, otherwise: c, next: end}",
        "{id: b, customer: B, next: end}",
        "{id: c, customer: C, next: b}",
    ),
    "past who is lost": "personas: {old: {name: Old, channels: [store]}}\n"
    "touchpoints: {app: {kind: digital, channel: app}}\n"
    + steps("{id: a, customer: A, touchpoints: app}", "{id: b, customer: B}"),
    "past who gives up": steps("{id: a, customer: A, abandon: 100%}", "{id: b, customer: B}"),
    "by the recovery of a failure": steps(
        "{id: a, customer: A, fail_points: {what: F, recovery: {to: b}}, next: end}", "{id: b, customer: B, next: a}"
    ),
    "by what is triggered": steps(
        "{id: a, customer: {does: A, triggers: work}, next: end}", "{id: b, backstage: {id: work, does: B}}"
    ),
    "by branches that come too late (BP117)": steps(
        "{id: a, customer: A, outcome: success, next: c}", "{id: b, customer: B}", "{id: c, customer: C, next: b}"
    ),
    "without numbers, as the shares are wrong": steps(
        "{id: a, customer: A, next: {b: 90%, c: 90%}}", "{id: b, customer: B}", "{id: c, customer: C}"
    ),
}


@pytest.mark.parametrize("text", REACHED.values(), ids=REACHED)
def test_a_step_is_reached(text):
    assert said("BP103", text) == []


def test_where_the_flow_gives_no_numbers_it_is_told_all_the_same():
    text = steps("{id: a, customer: A, next: {a: 90%, c: 90%}}", "{id: b, customer: B}", "{id: c, customer: C}")
    assert said("BP103", text) == snapshot(
        [
            "5:6 nobody comes to `b`, as `a` before it leads elsewhere: name it in the `next` of a step that leads there",
            "  4:26 this leads elsewhere",
        ]
    )


# -- BP107: branches without `when` ------------------------------------------------------------------------------


def fork(*branches: str) -> str:
    lines = "\n".join(f"    - {branch}" for branch in branches)
    return "personas: {old: Old, young: Young}\n" + steps(
        f"id: ask\n    customer: Ask\n    next:\n{lines}", "{id: b, customer: B}", "{id: c, customer: C}"
    )


FORKS = {
    "one says it": (
        fork("{to: b, share: 20%, when: it is wrong}", "c"),
        snapshot(
            ["9:7 when do customers go on to `c` after `ask`? Say it with `when`, as other branches of the step do"]
        ),
    ),
    "the end": (
        fork("{to: b, when: it is wrong}", "{to: end, share: 10%}"),
        snapshot(["9:8 when does the journey end after `ask`? Say it with `when`, as other branches of the step do"]),
    ),
    "several": (
        fork("{to: b, when: it is wrong}", "{to: end, share: 10%}", "c"),
        snapshot(
            [
                "9:8 when does the journey end after `ask`? Say it with `when`, as other branches of the step do",
                "10:7 when do customers go on to `c` after `ask`? Say it with `when`, as other branches of the step do",
            ]
        ),
    ),
    "none says it": (fork("{to: b, share: 20%}", "c"), []),
    "for personas": (fork("{to: b, when: it is wrong}", "{to: c, for: old}"), []),
    "a new round and the end": (fork("{to: b, share: 40%}", "{to: ask, when: next month, repeat: true}"), []),
    "one way": (fork("b"), []),
}


@pytest.mark.parametrize(("text", "expected"), FORKS.values(), ids=FORKS)
def test_when_customers_take_a_branch(text, expected):
    assert said("BP107", text) == expected


# -- BP108: empty stages -----------------------------------------------------------------------------------------

STAGES = {
    "beside one with steps": (
        f"{steps('customer: A')}- {{name: 之后, goal: 记得}}\n",
        snapshot(["5:4 the stage `之后` has no steps: say what customers do in it, or leave it out"]),
    ),
    "with an id": (
        f"{steps('customer: A')}- {{id: after, name: After, steps: []}}\n",
        snapshot(["5:28 the stage `after` has no steps: say what customers do in it, or leave it out"]),
    ),
    "a plan": ("stages:\n- name: A\n- name: B\n", []),
}


@pytest.mark.parametrize(("text", "expected"), STAGES.values(), ids=STAGES)
def test_stages_without_steps(text, expected):
    assert said("BP108", text) == expected


# -- BP109: unused items -----------------------------------------------------------------------------------------

ITEMS = {
    "of each kind": (
        "touchpoints:\n  desk: {kind: physical}\n  sign: {kind: physical}\n"
        "actors:\n  clerk: Clerk\n  店员: 店员\n"
        "systems:\n  till: Till\n  crm: {name: CRM, depends_on: till}\n"
        "data:\n  name: Name\n  age: Age\n"
        "sources:\n  poll: Poll\n  log: Log\n"
        + steps(
            "{customer: A, touchpoints: desk, sources: poll, frontstage: {does: B, actor: clerk, system: till, "
            "collects: name}}"
        ),
        snapshot(
            [
                "3:3 nothing refers to the touchpoint `sign`: use it, or remove it",
                "6:3 nothing refers to the actor `店员`: use it, or remove it",
                "9:3 nothing refers to the system `crm`: use it, or remove it",
                "12:3 nothing refers to the data item `age`: use it, or remove it",
                "15:3 nothing refers to the source `log`: use it, or remove it",
            ]
        ),
    ),
    "used by what is unused": (
        "systems:\n  till: {name: Till, holds: name}\n  crm: {name: CRM, depends_on: till}\n  web: Web\n"
        "data:\n  name: Name\n  age: Age\n" + steps("{customer: A, support: {does: B, system: web, uses: age}}"),
        snapshot(["3:3 nothing refers to the system `crm`: use it, or remove it"]),
    ),
    "nothing of the kind is used yet": (
        "touchpoints:\n  desk: {kind: physical}\nactors: {clerk: Clerk}\nsources: {poll: Poll}\n"
        + steps("customer: A"),
        [],
    ),
    "by a solution, a metric and a measured value": (
        "touchpoints:\n  desk: {kind: physical}\n  sign: {kind: physical}\n  web: {kind: digital}\n"
        "sources: {poll: Poll, log: Log}\n"
        "solutions: {s: {what: S, touchpoint: sign}}\n"
        "metrics: {m: {name: M, at: web, actual: {value: 1, source: log}}}\n"
        + steps("{customer: A, touchpoints: desk, sources: poll}"),
        [],
    ),
    "what speaks for itself": (
        "personas: {old: Old}\nquestions: {why: Why?, how: How?}\nmetrics: {m: M}\nsolutions: {s: S}\n"
        + steps("{customer: A, asks: why}"),
        [],
    ),
}


@pytest.mark.parametrize(("text", "expected"), ITEMS.values(), ids=ITEMS)
def test_items_that_nothing_refers_to(text, expected):
    assert said("BP109", text) == expected


CATALOGUE = """\
blueprint: v1
touchpoints:
  desk: {kind: physical}
  sign: {kind: physical}
  note: {kind: physical}
"""
FIRST = "blueprint: v1\ntitle: A\ninclude: shared.catalogue.yaml\n" + steps("{customer: A, touchpoints: desk}")
SECOND = "blueprint: v1\ntitle: B\ninclude: ../shared.catalogue.yaml\n" + steps("{customer: A, touchpoints: sign}")


@pytest.fixture
def project(tmp_path, monkeypatch):
    (tmp_path / "blueprint.toml").touch()
    (tmp_path / "below").mkdir()
    (tmp_path / "shared.catalogue.yaml").write_text(CATALOGUE)
    (tmp_path / "a.blueprint.yaml").write_text(FIRST)
    (tmp_path / "below" / "b.blueprint.yaml").write_text(SECOND)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def judged(code, *files, folders=(), **changes):
    settings = Settings(select=(code,))
    results = [check_file(file, settings)._replace(**changes) for file in files]
    findings, crashes = judge(results, settings, folders)
    assert crashes == []
    return [str(finding) for finding in findings]


BOTH = ("a.blueprint.yaml", "below/b.blueprint.yaml")


@pytest.mark.usefixtures("project")
def test_an_included_item_is_used_if_any_blueprint_uses_it():
    assert judged("BP109", *BOTH, folders=(".",)) == snapshot(
        [
            "shared.catalogue.yaml:5:3: BP109 none of the 2 blueprints that include it refers to the touchpoint `note`: use it, or remove it"
        ]
    )
    assert judged("BP109", BOTH[0], folders=(".",)) == snapshot(
        [
            "shared.catalogue.yaml:4:3: BP109 nothing in the blueprint that includes it refers to the touchpoint `sign`: use it, or remove it",
            "shared.catalogue.yaml:5:3: BP109 nothing in the blueprint that includes it refers to the touchpoint `note`: use it, or remove it",
        ]
    )


@pytest.mark.usefixtures("project")
def test_an_included_item_is_judged_only_where_all_who_may_use_it_were_checked():
    assert judged("BP109", *BOTH) == []
    assert judged("BP109", *BOTH, folders=("below",)) == []
    assert judged("BP109", *BOTH, folders=(".",), facts=None) == []


def test_one_file_that_could_not_be_read_keeps_included_items_from_being_judged(project):
    (project / "c.blueprint.yaml").write_text("blueprint: v1\ntitle: C\n")
    assert judged("BP109", *BOTH, "c.blueprint.yaml", folders=(".",)) == []


def test_unused_included_items_can_be_suppressed_where_they_are(project):
    (project / "shared.catalogue.yaml").write_text(
        CATALOGUE.replace("  note:", "  # blueprint: ignore[BP109] from next year on\n  note:")
    )
    assert judged("BP109", *BOTH, folders=(".",)) == []


@pytest.mark.usefixtures("project")
def test_a_blueprint_by_itself_is_silent_about_what_it_includes():
    assert check_file(BOTH[0], Settings(select=("BP109",))).findings == ()


# -- BP110: backward triggers ------------------------------------------------------------------------------------

TRIGGERS = {
    "an action": (
        steps(
            "{id: a, customer: A, backstage: {id: cook, does: Cook}}",
            "{id: b, customer: {does: Complain, triggers: cook}}",
        ),
        snapshot(
            [
                "5:50 `Complain` in `b` triggers `cook`, which is over by then: turn the trigger round, or add the branch that leads back",
                "  4:26 this comes before",
            ]
        ),
    ),
    "a step, beside one that comes later": (
        steps(
            "{id: 点菜, customer: 点菜}",
            "{customer: 上菜, backstage: {does: 炒菜, triggers: [买单, 点菜]}}",
            "{id: 买单, customer: 买单}",
        ),
        snapshot(
            [
                "5:57 `炒菜` in `上菜` triggers `点菜`, which is over by then: turn the trigger round, or add the branch that leads back",
                "  4:6 this comes before",
            ]
        ),
    ),
    "in a loop": (
        steps(
            "{id: a, customer: A, backstage: {id: cook, does: Cook}}",
            "{id: b, customer: {does: Complain, triggers: cook}, next: {a: 10%, end: 90%}}",
        ),
        [],
    ),
    "within a column": (
        steps("{customer: A, frontstage: {id: say, does: Say}, support: {does: Find, triggers: say}}"),
        [],
    ),
    "on other ways": (
        steps(
            "{id: a, customer: A, next: {b: 50%, c: 50%}}",
            "{id: b, customer: B, backstage: {id: work, does: Work}, next: end}",
            "{id: c, customer: {does: C, triggers: work}}",
        ),
        [],
    ),
    "written earlier, done later": (
        steps(
            "{id: a, customer: A, next: c}",
            "{id: b, customer: B, backstage: {id: work, does: Work}, next: end}",
            "{id: c, customer: {does: C, triggers: work}, next: b}",
        ),
        [],
    ),
}


@pytest.mark.parametrize(("text", "expected"), TRIGGERS.values(), ids=TRIGGERS)
def test_triggers_that_run_backwards(text, expected):
    assert said("BP110", text) == expected


# -- BP111: circles of systems -----------------------------------------------------------------------------------


def systems(*needs: str) -> str:
    lines = [f"  {id_}: {{name: N, depends_on: {needed}}}\n" for id_, needed in (need.split(": ") for need in needs)]
    return "".join(("systems:\n", *lines))


SYSTEMS = {
    "two": (
        systems("a: b", "b: a"),
        snapshot(
            [
                "2:28 `a` depends on itself through `b`, so when one fails, all do: remove the `depends_on` that isn't needed",
                "  3:28 this closes the circle",
            ]
        ),
    ),
    "many, of which one is outside": (
        systems("out: 一", "一: [end-2, 二]", "二: 三", "三: 四", "四: 五", "五: 一", "end-2: []"),
        snapshot(
            [
                "3:36 `一` depends on itself through `二`, `三`, `四` and 1 more, so when one fails, all do: remove the `depends_on` that isn't needed",
                "  7:28 this closes the circle",
            ]
        ),
    ),
    "two circles, one way round each": (
        systems("a: [b, c]", "b: [a, c]", "c: a", "x: y", "y: x"),
        snapshot(
            [
                "2:29 `a` depends on itself through `b`, so when one fails, all do: remove the `depends_on` that isn't needed",
                "  3:29 this closes the circle",
                "5:28 `x` depends on itself through `y`, so when one fails, all do: remove the `depends_on` that isn't needed",
                "  6:28 this closes the circle",
            ]
        ),
    ),
    "a diamond": (
        systems("a: [b, c]", "b: d", "c: d", "d: []"),
        [],
    ),
    "none": ("systems: {a: A}\n", []),
}


@pytest.mark.parametrize(("text", "expected"), SYSTEMS.values(), ids=SYSTEMS)
def test_systems_that_depend_on_each_other(text, expected):
    assert said("BP111", text + steps("customer: A")) == expected


# -- BP112: falling into failure ---------------------------------------------------------------------------------

FALLS = {
    "beside a branch to it": (
        steps(
            "{id: a, customer: A, next: {b: 95%, c: 5%}}",
            "{id: b, customer: B}",
            "{id: c, customer: C, outcome: failure}",
        ),
        snapshot(
            [
                "5:6 all who get through `b` go on to `c`, which ends in failure: say with `next` where they go (`next: end` if they are done)",
                "  6:26 this ends in failure",
            ]
        ),
    ),
    "where another step succeeds": (
        steps(
            "{id: a, customer: A, next: {b: 95%, 好: 5%}}",
            "{id: b, customer: B}",
            "{customer: 误车, outcome: failure}",
            "{id: 好, customer: C}",
        ),
        snapshot(
            [
                "5:6 all who get through `b` go on to `误车`, which ends in failure: say with `next` where they go (`next: end` if they are done)",
                "  6:20 this ends in failure",
            ]
        ),
    ),
    "where a branch ends the journey": (
        steps(
            "{id: a, customer: A, next: {b: 5%, end: 95%}}", "{id: b, customer: B}", "{customer: C, outcome: failure}"
        ),
        snapshot(
            [
                "5:6 all who get through `b` go on to `C`, which ends in failure: say with `next` where they go (`next: end` if they are done)",
                "  6:19 this ends in failure",
            ]
        ),
    ),
    "said with next": (
        steps(
            "{id: a, customer: A, next: {b: 95%, c: 5%}}",
            "{id: b, customer: B, next: c}",
            "{id: c, customer: C, outcome: failure}",
        ),
        [],
    ),
    "a story of failure": (steps("{customer: A}", "{customer: B}", "{customer: C, outcome: failure}"), []),
    "after a success": (steps("{customer: A, outcome: success}", "{customer: C, outcome: failure}"), []),
}


@pytest.mark.parametrize(("text", "expected"), FALLS.values(), ids=FALLS)
def test_steps_that_fall_into_a_failure(text, expected):
    assert said("BP112", text) == expected


# -- BP113: passing by into rework -------------------------------------------------------------------------------


def passing(confirm: str, *after: str) -> str:
    return "personas: {member: M, guest: G, 游客: 游}\n" + steps(
        "{id: ask, customer: Ask, next: {confirm: 90%, done: 10%}}",
        f"{{id: confirm, customer: Confirm, {confirm}}}",
        *after,
        "{id: done, customer: Done}",
    )


AGAIN = "{id: again, customer: Again, next: ask}"
PASSERS = {
    "into one step": (
        passing("personas: member, next: {again: 10%, done: 90%}", AGAIN),
        snapshot(
            [
                "6:6 `confirm` is not for `guest` and `游客`, who go on to `again`, which leads back to `ask`: say with `otherwise` where they go on instead",
                "  7:34 this leads back",
            ]
        ),
    ),
    "into a row": (
        passing(
            "personas: [member, guest], outcome: success",
            "{id: tell, customer: Tell}",
            "{id: again, customer: Again, next: {ask: 50%, confirm: 50%}}",
        ),
        snapshot(
            [
                "6:6 `confirm` is not for `游客`, who go on to `tell`, which leads back to `ask`: say with `otherwise` where they go on instead",
                "  8:34 this leads back",
            ]
        ),
    ),
    "with otherwise": (passing("personas: member, otherwise: done, next: {again: 10%, done: 90%}", AGAIN), []),
    "with otherwise into rework": (
        passing("personas: member, otherwise: again, next: done", "{id: no, customer: No, outcome: failure}", AGAIN),
        snapshot(
            [
                "6:67 `confirm` is not for `guest` and `游客`, who go on to `again`, which leads back to `ask`: say with `otherwise` where they go on instead",
                "  8:34 this leads back",
            ]
        ),
    ),
    "with otherwise back to where they come from": (
        passing("personas: member, otherwise: ask, next: {again: 10%, done: 90%}", AGAIN),
        snapshot(
            [
                "6:67 `confirm` is not for `guest` and `游客`, and its `otherwise` sends them back to `ask`: let it lead on instead"
            ]
        ),
    ),
    "with otherwise back to where they never were": (
        "personas: {member: M, guest: G}\n"
        + steps(
            "{id: ask, customer: Ask, next: confirm}",
            "{id: wait, customer: Wait, next: done}",
            "{id: confirm, customer: Confirm, personas: member, otherwise: wait}",
            "{id: done, customer: Done}",
        ),
        [],
    ),
    "for all": (passing("next: {again: 10%, done: 90%}", AGAIN), []),
    "there are no others": (passing("personas: [member, guest, 游客], next: {again: 10%, done: 90%}", AGAIN), []),
    "those who go through it go there too": (passing("personas: member", AGAIN), []),
    "which leads on": (
        passing("personas: member, next: done", "{id: again, customer: Again, next: {ask: 10%, done: 90%}}"),
        [],
    ),
    "into what is no rework": (passing("personas: member, next: done", "{id: tell, customer: Tell}"), []),
    "into the end": (passing("personas: member, next: done", "{id: no, customer: No, outcome: failure}"), []),
}


@pytest.mark.parametrize(("text", "expected"), PASSERS.values(), ids=PASSERS)
def test_who_passes_by_a_step_into_rework(text, expected):
    assert said("BP113", text) == expected


def test_who_passes_by_into_rework_without_end_is_left_to_the_rule_about_that():
    text = passing("personas: member, next: {again: 10%, done: 90%}", AGAIN).replace(
        "{confirm: 90%, done: 10%}", "confirm"
    )
    assert said("BP113", text) == []
    assert len(said("BP105", text)) == 1


# -- BP114: expansions -------------------------------------------------------------------------------------------


def expanding(*paths: str) -> str:
    return "blueprint: v1\ntitle: A\n" + steps(*(f"{{customer: A, expands: {path}}}" for path in paths))


@pytest.fixture
def shop(tmp_path, monkeypatch):
    (tmp_path / "outside.blueprint.yaml").write_text(FIRST)
    folder = tmp_path / "shop"
    (folder / "detail").mkdir(parents=True)
    (folder / "blueprint.toml").touch()
    (folder / "blueprint.blueprint.yaml").mkdir()
    (folder / "detail" / "擦鞋.blueprint.yaml").write_text(expanding("../shop.blueprint.yaml"))
    (folder / "alone.blueprint.yaml").write_text(expanding("alone.blueprint.yaml"))
    (folder / "notes.yaml").touch()
    (folder / "away.blueprint.yaml").symlink_to(tmp_path / "outside.blueprint.yaml")
    monkeypatch.chdir(folder)
    return folder


PATHS = {
    "there": ("detail/擦鞋.blueprint.yaml", []),
    "missing": (
        "alonee.blueprint.yaml",
        snapshot(
            [
                "shop.blueprint.yaml:6:28: BP114 `alonee.blueprint.yaml` does not exist; did you mean `alone.blueprint.yaml`?"
            ]
        ),
    ),
    "missing below": (
        "detail/shine.blueprint.yaml",
        snapshot(["shop.blueprint.yaml:6:28: BP114 `detail/shine.blueprint.yaml` does not exist"]),
    ),
    "no blueprint": (
        "notes.yaml",
        snapshot(
            ["shop.blueprint.yaml:6:28: BP114 `notes.yaml` is no blueprint: the name of one ends in `.blueprint.yaml`"]
        ),
    ),
    "a folder": (
        "blueprint.blueprint.yaml",
        snapshot(
            [
                "shop.blueprint.yaml:6:28: BP114 `blueprint.blueprint.yaml` is a folder; did you mean `alone.blueprint.yaml`?"
            ]
        ),
    ),
    "outside": (
        "../outside.blueprint.yaml",
        snapshot(
            ["shop.blueprint.yaml:6:28: BP114 `../outside.blueprint.yaml` leads out of the project folder `shop`"]
        ),
    ),
    "outside by a link": (
        "away.blueprint.yaml",
        snapshot(["shop.blueprint.yaml:6:28: BP114 `away.blueprint.yaml` leads out of the project folder `shop`"]),
    ),
    "absolute": (
        "/etc/passwd",
        snapshot(["shop.blueprint.yaml:6:28: BP114 `/etc/passwd` must be a path relative to this file"]),
    ),
    "a drive": (
        "C:\\\\shop.blueprint.yaml",
        snapshot(["shop.blueprint.yaml:6:28: BP114 `C:\\\\shop.blueprint.yaml` must be a path relative to this file"]),
    ),
    "of a home": (
        "~/shop.blueprint.yaml",
        snapshot(["shop.blueprint.yaml:6:28: BP114 `~/shop.blueprint.yaml` must be a path relative to this file"]),
    ),
}


@pytest.mark.parametrize(("path", "expected"), PATHS.values(), ids=PATHS)
def test_the_path_of_an_expansion(path, expected, shop):
    (shop / "shop.blueprint.yaml").write_text(expanding(path))
    found = check_file("shop.blueprint.yaml", Settings(select=("BP114",)))
    assert [str(finding) for finding in found.findings] == expected
    assert found.crashes == ()


def test_blueprints_that_expand_each_other_are_told_once(shop):
    (shop / "shop.blueprint.yaml").write_text(expanding("detail/擦鞋.blueprint.yaml"))
    files = ("shop.blueprint.yaml", "detail/擦鞋.blueprint.yaml")
    assert judged("BP114", *files) == snapshot(
        [
            "detail/擦鞋.blueprint.yaml:6:28: BP114 `../shop.blueprint.yaml` leads back to this blueprint (`擦鞋.blueprint.yaml` -> `shop.blueprint.yaml` -> `擦鞋.blueprint.yaml`): remove one `expands` of the circle"
        ]
    )
    assert judged("BP114", *reversed(files)) == judged("BP114", *files)


@pytest.mark.usefixtures("shop")
def test_a_blueprint_that_expands_itself():
    assert judged("BP114", "alone.blueprint.yaml") == snapshot(
        [
            "alone.blueprint.yaml:6:28: BP114 `alone.blueprint.yaml` leads back to this blueprint (`alone.blueprint.yaml` -> `alone.blueprint.yaml`): remove one `expands` of the circle"
        ]
    )


# -- BP115: references by position -------------------------------------------------------------------------------

REFERENCES = {
    "a step": (
        steps("{customer: A, next: {stage-1.step-3: 100%}}", "{customer: B, next: end}", "{customer: 丙}"),
        snapshot(
            [
                "4:26 `stage-1.step-3` is `丙` by its position only, and another step once a step is added before it: give `丙` an `id` and refer to that",
                "  6:6 this is the step without an `id`",
            ]
        ),
    ),
    "a stage": (
        steps("customer: A") + "metrics:\n  m: {name: M, at: stage-1}\n",
        snapshot(
            [
                "6:20 `stage-1` is `S` by its position only, and another stage once a stage is added before it: give `S` an `id` and refer to that",
                "  2:3 this is the stage without an `id`",
            ]
        ),
    ),
    "an action, twice": (
        steps("{id: a, customer: {does: A, triggers: b.backstage-2}}")
        + "  - {customer: {does: C, triggers: b.backstage-2}}\n"
        + "  - {id: b, customer: B, backstage: [X, Y]}\n",
        snapshot(
            [
                "4:43 `b.backstage-2` is `Y` by its position only, and another action once a action is added before it: give `Y` an `id` and refer to that",
                "  6:41 this is the action without an `id`",
            ]
        ),
    ),
    "a pain point": (
        steps("{id: a, customer: A, pain_points: It hurts}") + "solutions:\n  s: {what: S, addresses: [a.pain-1]}\n",
        snapshot(
            [
                "6:28 `a.pain-1` is `It hurts` by its position only, and another pain point once a pain point is added before it: give `It hurts` an `id` and refer to that",
                "  4:39 this is the pain point without an `id`",
            ]
        ),
    ),
    "what the customer does in a step without an id": (
        steps("{id: a, customer: A, support: {does: B, triggers: stage-1.step-2.customer}}", "{customer: C}"),
        snapshot(
            [
                "4:55 `stage-1.step-2.customer` is `C` by its position only, and another action once a step is added before it: give `C` an `id` and refer to that",
                "  5:16 this is the action without an `id`",
            ]
        ),
    ),
    "what the customer does in a step with one": (
        steps("{id: a, customer: A, support: {does: B, triggers: c.customer}}", "{id: c, customer: C}"),
        [],
    ),
    "an id that only looks so": (steps("{customer: A, next: stage-9.step-1}", "{id: stage-9.step-1, customer: B}"), []),
}


@pytest.mark.parametrize(("text", "expected"), REFERENCES.values(), ids=REFERENCES)
def test_references_by_position(text, expected):
    assert said("BP115", text) == expected


FIXED = {
    "block": (
        steps("customer: A\n    next: stage-1.step-2", "customer: 乙 # here"),
        "  - id: stage-1.step-2\n    customer: 乙 # here",
    ),
    "flow": (steps("{customer: A, next: stage-1.step-2}", "{customer: B}"), "  - {id: stage-1.step-2, customer: B}"),
    "a stage": (steps("customer: A") + "metrics:\n  m: {name: M, at: stage-1}\n", "- id: stage-1\n  name: S"),
}


@pytest.mark.parametrize(("text", "expected"), FIXED.values(), ids=FIXED)
def test_the_fix_writes_the_id_down_and_changes_no_meaning(text, expected):
    whole = f"blueprint: v1\ntitle: A\n{text}"
    (finding,) = check_text(whole, settings=Settings(select=("BP115",))).findings
    edit = finding.edit
    fixed = f"{whole[: edit.start]}{edit.text}{whole[edit.end :]}"
    assert expected in fixed
    assert check_text(fixed, settings=Settings(select=("BP115",))).findings == ()
    assert loads(fixed).model_dump() == loads(whole).model_dump()


def test_plain_text_has_no_fix():
    text = steps(
        "{id: a, customer: A, support: {does: B, triggers: c.backstage-1}}", "{id: c, customer: C, backstage: D}"
    )
    (finding,) = check_text(f"blueprint: v1\ntitle: A\n{text}", settings=Settings(select=("BP115",))).findings
    assert finding.edit is None


# -- BP116: channels ---------------------------------------------------------------------------------------------


def channels(own: str, *touchpoints: str) -> str:
    lines = "".join(f"  t{k}: {{kind: digital, channel: {channel}}}\n" for k, channel in enumerate(touchpoints))
    return f"personas:\n  old: {{name: Old, channels: {own}}}\ntouchpoints:\n{lines}" + steps("customer: A")


CHANNELS = {
    "capitals": (
        channels("[App]", "web", "app"),
        snapshot(
            [
                "2:31 no touchpoint has the channel `App` of `old`, but `t1` has `app`: write both alike",
                "  5:32 the other is here",
            ]
        ),
    ),
    "hyphens, in a list": (
        channels("[web, E-Mail]", "web", "email"),
        snapshot(
            [
                "2:36 no touchpoint has the channel `E-Mail` of `old`, but `t1` has `email`: write both alike",
                "  5:32 the other is here",
            ]
        ),
    ),
    "one item": (
        channels("stors", "store"),
        snapshot(
            [
                "2:30 no touchpoint has the channel `stors` of `old`, but `t0` has `store`: write both alike",
                "  4:32 the other is here",
            ]
        ),
    ),
    "full width": (
        channels("[ＡＰＰ]", "app"),
        snapshot(
            [
                "2:31 no touchpoint has the channel `ＡＰＰ` of `old`, but `t0` has `app`: write both alike",
                "  4:32 the other is here",
            ]
        ),
    ),
    "Chinese words with a space": (
        channels("[人工 窗口]", "人工窗口"),
        snapshot(
            [
                "2:31 no touchpoint has the channel `人工 窗口` of `old`, but `t0` has `人工窗口`: write both alike",
                "  4:32 the other is here",
            ]
        ),
    ),
    "both are the persona's": (channels("[App, app]", "app"), []),
    "other words": (channels("[hotline, mail, 电话, wechat, desk-2]", "online", "email", "电邮", "chat", "desk-1"), []),
    "not offered": (channels("[窗口]", "app"), []),
    "no channels at all": (channels("[app]", "'x'").replace(", channel: x", "").replace(", channel: 'x'", ""), []),
}


@pytest.mark.parametrize(("text", "expected"), CHANNELS.values(), ids=CHANNELS)
def test_channels_that_are_nearly_known(text, expected):
    assert said("BP116", text) == expected


def test_the_channel_of_a_reply():
    text = "touchpoints:\n  m: {kind: digital, channel: email}\n" + steps(
        "{id: ask, customer: A, frontstage: {does: Reply, replies_on: emial}}"
    )
    assert said("BP116", text) == snapshot(
        [
            "6:66 `Reply` replies on `emial`, but `m` has the channel `email`: write both alike",
            "  2:31 the other is here",
        ]
    )


def test_how_alike_channels_have_to_be():
    assert said("BP116", channels("[telefone]", "telephone")) != []
    assert said("BP116", channels("[telefone]", "telephone"), alike=0.9) == []
    assert said("BP116", channels("[stors]", "store"), alike=1.0) == []


# -- BP117: outcomes that lead on --------------------------------------------------------------------------------

OUTCOMES = {
    "a branch": (
        steps("{customer: 完成, outcome: success, next: b}", "{id: b, customer: B}"),
        snapshot(
            [
                "4:38 `完成` ends the journey (`outcome: success`), so its `next` is never taken: remove the `outcome` where customers go on, else the `next`",
                "  4:20 the journey ends here",
            ]
        ),
    ),
    "shares": (
        steps("{id: a, customer: A, outcome: failure, next: {b: 1%, end: 99%}}", "{id: b, customer: B}"),
        snapshot(
            [
                "4:44 `a` ends the journey (`outcome: failure`), so its `next` is never taken: remove the `outcome` where customers go on, else the `next`",
                "  4:26 the journey ends here",
            ]
        ),
    ),
    "the end": (steps("{customer: A, outcome: success, next: end}"), []),
}


@pytest.mark.parametrize(("text", "expected"), OUTCOMES.values(), ids=OUTCOMES)
def test_outcomes_that_lead_on(text, expected):
    assert said("BP117", text) == expected


def test_all_rules_about_structure_are_tried_here():
    own = {code for code in all_rules() if code.startswith("BP1") and int(code[2:]) not in (101, 102, 104, 105, 106)}
    assert own == {f"BP{number}" for number in (103, 107, 108, 109, 110, 111, 112, 113, 114, 115, 116, 117)}
