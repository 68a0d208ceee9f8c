"""Runs in which everything is odd: names, configurations, pipes, caches, other packages' rules, dying processes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import BAD, GOOD, WARNS

SOURCE = str(Path(__file__).parents[2] / "src")
FOUND = "a.blueprint.yaml:2:1: BP002 a blueprint has no key `titel`; did you mean `title`?\n"


@pytest.mark.parametrize(
    ("file", "text", "message"),
    [
        ("blueprint.toml", b"a = " + b"9" * 5000, "blueprint.toml: this is no TOML of such a form that it can be read"),
        ("blueprint.toml", b"a = " + b"[" * 20_000, "blueprint.toml: this is no TOML of such a form that it can be read"),
        ("blueprint.toml", b"# \n\xd6\xd0", "blueprint.toml:2: this is no TOML: it is not UTF-8"),
        ("blueprint.toml", b'baseline = "a\\u0000b"', "blueprint.toml:1: `baseline` is the path of a file"),
        ("blueprint.toml", b'baseline = " "', "blueprint.toml:1: `baseline` is the path of a file"),
        ("blueprint.toml", b'baseline = "."', "blueprint.toml:1: the baseline `.` is no file"),
        ("blueprint.toml", b'fail-on = "' + b"x" * 5000 + b'"',
         f"blueprint.toml:1: `{'x' * 80}…` is not one of error, warning, advice"),
        ("blueprint.toml", b'"a\\nb" = 1',
         "blueprint.toml: there is no setting `a\\nb`; there are select, ignore, severity, rules, fail-on, baseline"),
        ("pyproject.toml", b'[tool]\nblueprint = {fail-on = "warnin"}',
         "pyproject.toml: `warnin` is not one of error, warning, advice; did you mean `warning`?"),
    ],
)  # fmt: skip
def test_configurations_that_can_not_be_meant(run, write, file, text, message):
    write("a.blueprint.yaml", BAD)
    write(file, text)
    result = run("check")
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"{message}\n")


def test_of_thousands_of_problems_the_first_are_told(run, write):
    write("a.blueprint.yaml")
    write("blueprint.toml", "".join(f"key{i} = 1\n" for i in range(3000)))
    assert run("check").stderr.splitlines()[-1] == "blueprint.toml: 2900 more such problems"


def test_a_tool_table_that_is_none_configures_nothing(run, write):
    write("a.blueprint.yaml", BAD)
    write("pyproject.toml", "tool = 1  # tool.blueprint\n")
    assert run("check").stdout == FOUND


@pytest.mark.parametrize("name", ["blueprint.toml", "pyproject.toml"])
def test_a_configuration_that_is_a_pipe(run, write, name):
    write("a.blueprint.yaml", BAD)
    os.mkfifo(name)
    result = run("check")
    assert (result.exit_code, result.stderr) == (2, f"{name}: this is no regular file\n")


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir, lambda path: Path(path).symlink_to("/dev/zero")])
def test_a_gitignore_that_is_no_file(run, write, make):
    write("a.blueprint.yaml", BAD)
    make(".gitignore")
    assert run("check").stdout == FOUND


def test_a_gitignore_with_what_is_no_pattern(run, write):
    write("a.blueprint.yaml", BAD)
    write("b.blueprint.yaml", BAD)
    write(".gitignore", b"\xff[\n[z-a]\n!\nb.*\n")
    assert run("check").stdout == FOUND


def test_what_is_no_file_in_a_folder_is_passed_over(run, write):
    write("a.blueprint.yaml", BAD)
    os.mkfifo("pipe.blueprint.yaml")
    Path("folder.blueprint.yaml").mkdir()
    for target in ("pipe.blueprint.yaml", "folder.blueprint.yaml", "/dev/zero"):
        Path(f"to-{Path(target).stem}.blueprint.yaml").symlink_to(target)
    result = run("check")
    assert (result.exit_code, result.stdout, result.stderr) == (1, FOUND, "")


@pytest.mark.parametrize("command", ["check", "fmt"])
def test_links_in_a_circle_and_endless_names_stop_no_other(run, write, command):
    write("a.blueprint.yaml", BAD if command == "check" else "title: T\nblueprint: v1\nstages: [{name: S}]\n")
    Path("b.blueprint.yaml").symlink_to("b.blueprint.yaml")
    result = run(command, "b.blueprint.yaml", "x" * 5000, "a.blueprint.yaml", ".")
    assert result.exit_code == 2
    assert "a.blueprint.yaml" in result.stdout
    assert result.stderr.splitlines() == [
        "b.blueprint.yaml: Too many levels of symbolic links", f"{'x' * 5000}: File name too long"
    ]  # fmt: skip


def test_a_file_with_several_names_has_the_same_one_in_any_order(run, write):
    write("a.blueprint.yaml", BAD)
    Path("link.blueprint.yaml").symlink_to("a.blueprint.yaml")
    for names in (("a.blueprint.yaml", "link.blueprint.yaml"), ("link.blueprint.yaml", "./a.blueprint.yaml"), (".",)):
        assert run("check", *names, "a.blueprint.yaml").stdout == FOUND


NAMES = [
    b"a\nb", b"\x1b[31mx", b"\xff\xfe", b"-x", b"a:1:2: BP999 b", "中文 咖啡".encode(), b"::error::x", b"<stdin>",
    b"a\"b'c&<d>", b"%0A", "\u202ertl".encode(), b"a`b`", b"[x](y)", b"a\rb", "\u2028".encode(), b"end", b"",
]  # fmt: skip


@pytest.mark.parametrize(
    "format_", ["full", "concise", "json", "github", "gitlab", "sarif", "junit", "markdown", "fmt", "diff"]
)
def test_names_are_only_names(process, folder, format_):
    for name in NAMES:
        (folder / os.fsdecode(name + b".blueprint.yaml")).write_text(WARNS)
    asked = {"fmt": ["fmt", "--check"], "diff": ["check", "--diff"]}.get(format_, ["check", "--format", format_])
    result = process(*asked)
    shown = result.stdout.decode()
    assert b"Traceback" not in result.stderr
    if format_ == "json":
        assert process(*asked, "--no-cache", env={"PYTHONHASHSEED": "7"}).stdout == result.stdout
    assert not set("\x1b\u202e\u2028\r") & set(shown)
    if format_ in ("concise", "fmt"):
        assert len(shown.splitlines()) == len(NAMES)
    if format_ in ("json", "gitlab", "sarif"):
        json.loads(shown)


# -- much of everything: what took minutes takes a moment -------------------------------------------------------------


def test_each_of_many_expands_all_others(run, write):
    names = [f"b{i:02}.blueprint.yaml" for i in range(60)]
    for name in names:
        steps = "".join(f"      - {{customer: c, expands: {other}}}\n" for other in names if other != name)
        write(name, GOOD + steps)
    found = run("check", "--select", "BP114").stdout.splitlines()
    assert len(found) == 30
    assert found[0].endswith(
        "BP114 `b01.blueprint.yaml` leads back to this blueprint (`b00.blueprint.yaml` -> `b01.blueprint.yaml` -> "
        "`b00.blueprint.yaml`): remove one `expands` of the circle"
    )


def test_many_suppressions(run, write):
    write("a.blueprint.yaml", WARNS + "# blueprint: ignore[BP004] x\n" * 5000)
    assert len(run("check", "--select", "BP0").stdout.splitlines()) == 5001


def test_a_configuration_for_each_of_many_files(run, write):
    for i in range(100):
        write(f"d{i:02}/blueprint.toml", 'severity.BP114 = "advice"\n' if i else "")
        write(f"d{i:02}/a.blueprint.yaml", GOOD + "        expands: b.blueprint.yaml\n")
    found = json.loads(run("check", "--format", "json").stdout)["findings"]
    assert [finding["severity"] for finding in found] == ["error", *["advice"] * 99]


# -- outputs -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["-o", "x.json", "-o", "./x.json"], "each --output needs a FILE of its own: the last would overwrite the others"),
        (["--format", "json", "-o", "-", "--format", "sarif"],
         "only one format can go to standard output: write --output FILE after the others"),
        (["--format", "json", "-o", "a.blueprint.yaml"],
         "--output a.blueprint.yaml: this is the name of what is checked, or of a configuration; take another"),
        (["--baseline", "b.json", "-o", "b.json"], "--output would overwrite the baseline"),
        (["--diff", "-o", "b.json"], "--diff and --update-baseline write no report: leave --output out"),
    ],
)  # fmt: skip
def test_outputs_that_can_not_be_meant(run, write, args, message):
    write("a.blueprint.yaml", BAD)
    result = run("check", *args)
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (2, f"Error: {message}")
    assert Path("a.blueprint.yaml").read_text() == BAD


def test_an_output_may_be_standard_output(process, write):
    write("a.blueprint.yaml", BAD)
    for name in ("-", "/dev/stdout"):
        result = process("check", "--format", "concise", "--output", name)
        assert (result.returncode, result.stdout.decode(), result.stderr) == (1, FOUND, b"")
    assert [path.name for path in Path().iterdir()] == ["a.blueprint.yaml"]


def test_a_baseline_without_end(run, write):
    write("a.blueprint.yaml", BAD)
    result = run("check", "--baseline", "/dev/zero")
    assert (result.exit_code, result.stderr) == (
        2, "/dev/zero: the baseline can't be read: the file has more than 16 MiB\n"
    )  # fmt: skip


# -- rules of other packages ---------------------------------------------------------------------------------------

RULE = """\
from blueprint.checks import Option, Other, Remark, Severity, rule
from blueprint.finding import Edit
print("noise")

@rule("ACME001", "acme", Severity.WARNING, size=Option(1, {kind}, "How large."))
def acme(subject, *, size):
    \"\"\"Doc.\"\"\"
    print("more noise")
    {body}
"""


@pytest.fixture
def with_rule(process, write):
    def check(body, *args, kind="int", text=RULE):
        write("a.blueprint.yaml")
        write("b.blueprint.yaml", BAD.replace("titel: Shoeshine", "titel: b"))
        write("site/acme.py", text.format(body=body, kind=kind))
        write("site/acme-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: acme\nVersion: 1.0\n")
        write("site/acme-1.0.dist-info/entry_points.txt", "[blueprint.rules]\nacme = acme\n")
        result = process("check", *args, env={"PYTHONPATH": os.pathsep.join([SOURCE, "site"])})
        assert b"Traceback" not in result.stderr
        return result

    return check


@pytest.mark.parametrize(
    ("body", "failure"),
    [
        ("return None", "TypeError"),
        ("yield 'text'", "AttributeError"),
        ("yield Remark(5)", "TypeError"),
        ("yield Remark('m', severity='fatal')", "ValueError"),
        ("yield Remark('m', edit='x')", "TypeError"),
        ("yield Remark('m', edit=Edit(-5, 10**9, 'x'))", "ValueError"),
        ("yield Remark('m', edit=Edit(0, 0, chr(0xd800)))", "UnicodeEncodeError"),
        ("yield Remark('m', others='abc')", "TypeError"),
        ("raise BaseException('x')", "BaseException"),
        ("raise type('E', (Exception,), {'__str__': lambda self: 1 / 0})", "E"),
    ],
)
def test_a_rule_of_another_package_that_is_wrong(with_rule, body, failure):
    result = with_rule(body, "--format", "json")
    assert result.returncode == 2
    assert f"a.blueprint.yaml: the rule ACME001 failed: {failure}" in result.stderr.decode()
    assert "did you mean `title`?" in json.dumps(json.loads(result.stdout))


def test_an_option_of_no_kind(with_rule, write):
    write("blueprint.toml", "[rules.ACME001]\nsize = 3\n")
    result = with_rule("return ()", kind="5")
    assert result.stderr.decode().splitlines()[-1] == (
        "blueprint.toml:2: the option `size` of ACME001 can't be used: PydanticSchemaGenerationError"
    )


@pytest.mark.parametrize(
    ("declared", "message"),
    [
        ("5, 'x', Severity.ERROR", "`5` is no code of a rule: it has two capital letters or more, then three digits"),
        ("'ACME001', 'a b', Severity.ERROR",
         "the name of ACME001 must be words with `-` between them, like `step-without-owner`"),
        ("'ACME001', 'x', 'fatal'", "the severity of ACME001 must be one of error, warning, advice"),
        ("'ACME001', 'x', 'error', size=5", "the option `size` of ACME001 must be an `Option`"),
    ],
)  # fmt: skip
def test_a_rule_that_is_declared_wrong(with_rule, declared, message):
    text = "from blueprint.checks import Severity, rule\nrule({body})(lambda subject: ())\n"
    result = with_rule(declared, text=text)
    assert (result.returncode, result.stdout) == (2, b"")
    assert result.stderr.decode() == f"the rules `acme` can't be used: {message}\n"


GATHERS = """\
from blueprint.checks import Remark, Severity
from blueprint.checks.declaration import portfolio_rule

@portfolio_rule("ACME001", "acme", Severity.WARNING, lambda subject: {body})
def acme(portfolio):
    for file in portfolio.facts:
        yield file, Remark(str(portfolio.facts[file]))
"""


def test_what_a_rule_gathers_is_the_same_from_the_cache(with_rule):
    runs = [with_rule("({1: 2},)", text=GATHERS).stdout.decode() for _ in range(2)]
    assert runs[0].splitlines()[0] == "a.blueprint.yaml:1:1: ACME001 [{'1': 2}]"
    assert runs[0] == runs[1]
    result = with_rule("{1, 2}", text=GATHERS)
    assert (result.returncode, result.stderr.decode().partition(" (")[0]) == (
        2, "a.blueprint.yaml: the rule ACME001 failed: TypeError: Object of type set is not JSON serializable"
    )  # fmt: skip


# -- several processes ---------------------------------------------------------------------------------------------


@pytest.fixture
def at_work(write):
    """A check in four processes that takes a while, and its children."""
    slow = GOOD + "".join(f"      - {{customer: c{i}, notes: 12:30}}\n" for i in range(60))
    for i in range(300):
        write(f"f{i:03}.blueprint.yaml", slow)
    started = subprocess.Popen(
        [sys.executable, "-m", "blueprint", "check", "--jobs", "4", "--no-cache"],
        env={**os.environ, "PYTHONPATH": SOURCE}, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    children = Path(f"/proc/{started.pid}/task/{started.pid}/children")
    deadline = time.monotonic() + 10
    while len(children.read_text().split()) < 3 and started.poll() is None and time.monotonic() < deadline:
        time.sleep(0.01)
    yield started, [int(child) for child in children.read_text().split()]
    if started.poll() is None:
        started.kill()


on_linux = pytest.mark.skipif(sys.platform != "linux", reason="it looks for children in /proc")


@on_linux
def test_a_process_that_is_killed_costs_one_file(at_work):
    started, children = at_work
    os.kill(children[0], signal.SIGKILL)
    output, errors = started.communicate(timeout=60)
    assert b"Traceback" not in errors
    assert started.returncode == 2
    assert errors.decode().endswith(": the rule engine failed: the process that checked it ended before it was done\n")
    assert output.count(b"BP004") == 299 * 60


@on_linux
@pytest.mark.parametrize(("sent", "status"), [(signal.SIGINT, 130), (signal.SIGKILL, -signal.SIGKILL)])
def test_who_is_stopped_leaves_nobody_behind(at_work, sent, status):
    started, _ = at_work
    started.send_signal(sent)
    _, errors = started.communicate(timeout=20)  # it ends when the last process closes the pipes
    assert (started.returncode, b"Traceback" in errors) == (status, False)
