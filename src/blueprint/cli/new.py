"""`blueprint new`: a first file to start from."""

from __future__ import annotations

import os
from pathlib import Path

import click

from blueprint.cli.choices import Choice
from blueprint.cli.terminal import cannot_write, file_name, say, write_bytes

_ENGLISH = """\
# What customers go through, and who serves them. Check it: blueprint check {file}; draw it: blueprint render {file}
blueprint: v1
title: {title}
language: en

touchpoints:  # where customer and service meet: digital, physical or interpersonal
  counter: {{kind: interpersonal, channel: store, name: Counter}}

stages:  # each stage is a list of steps; each step is one column of the drawing
  - name: Before
    steps:
      - customer: Look up the opening hours

  - name: Visit
    steps:
      - customer: Say what is needed
        touchpoints: counter
        frontstage: Listen, and suggest something  # what the customer sees of the service
        backstage: Fetch it from the store room  # what the customer doesn't see
        emotion: 1  # from -2 (very bad) to 2 (very good)
"""

_SIMPLIFIED = """\
# 顾客经历了什么，由谁来服务。检查：blueprint check {file}，绘图：blueprint render {file}
blueprint: v1
title: {title}
language: zh-Hans

touchpoints:  # 触点：数字（digital）、实物（physical）或人际（interpersonal）
  counter: {{kind: interpersonal, channel: store, name: 柜台}}

stages:  # 阶段里是步骤，每个步骤是图上的一列
  - name: 到店之前
    steps:
      - customer: 查营业时间

  - name: 到店
    steps:
      - customer: 说明需要什么
        touchpoints: counter
        frontstage: 倾听并推荐  # 顾客看得见的服务
        backstage: 去库房取货  # 顾客看不见的服务
        emotion: 1  # 情绪：从 -2（很差）到 2（很好）
"""

_TRADITIONAL = """\
# 顧客經歷了什麼，由誰來服務。檢查：blueprint check {file}，繪圖：blueprint render {file}
blueprint: v1
title: {title}
language: zh-Hant

touchpoints:  # 接觸點：數位（digital）、實體（physical）或人際（interpersonal）
  counter: {{kind: interpersonal, channel: store, name: 櫃台}}

stages:  # 階段裡是步驟，每個步驟是圖上的一欄
  - name: 到店之前
    steps:
      - customer: 查營業時間

  - name: 到店
    steps:
      - customer: 說明需要什麼
        touchpoints: counter
        frontstage: 傾聽並推薦  # 顧客看得見的服務
        backstage: 去庫房取貨  # 顧客看不見的服務
        emotion: 1  # 情緒：從 -2（很差）到 2（很好）
"""

_STARTERS = {
    "en": (_ENGLISH, "My service"),
    "zh-Hans": (_SIMPLIFIED, "我的服务"),
    "zh-Hant": (_TRADITIONAL, "我的服務"),
}


@click.command(name="new", short_help="Start a blueprint from a small example.")
@click.argument("file", default="service.blueprint.yaml", type=click.Path(allow_dash=True))
@click.option("--title", help="What the service is called.")
@click.option(
    "--language", type=Choice(list(_STARTERS)), default="en", show_default=True, help="The language to start in."
)
@click.option("--force", is_flag=True, help="Replace a file that exists.")
@click.pass_context
def command(context: click.Context, file: str, title: str | None, language: str, force: bool) -> None:  # noqa: FBT001
    """Start a blueprint from a small example that explains itself.

    FILE is where to write it (default: service.blueprint.yaml); - prints it.

    \b
    Example:
      blueprint new shop.blueprint.yaml --title "Coffee to go"
    """  # noqa: D301 (`\b` keeps click from joining the lines)
    path = _named(file)
    starter, default_title = _STARTERS[language]
    shown = "FILE" if path == "-" or not path.isprintable() else Path(path).name
    text = starter.format(title=_quoted(default_title if title is None else title), file=shown)
    _refuse_bad_title(text)
    if path == "-":
        write_bytes(text.encode())
        return
    if os.path.lexists(path) and not force:
        message = f"{path} exists; --force replaces it"
        raise click.UsageError(message)
    from blueprint.files import write_atomically

    try:
        write_atomically(Path(path), text.encode())
    except OSError as error:
        say(cannot_write(path, error))
        context.exit(2)
    click.echo(f"Wrote {file_name(path)}")


def _named(file: str) -> str:
    """The path under which a blueprint is found: `shop` is `shop.blueprint.yaml`."""
    from blueprint.source.load import BLUEPRINT_SUFFIX

    path = Path(file)
    if file == "-" or path.name.endswith(BLUEPRINT_SUFFIX):
        return file
    if file.endswith(("/", os.sep)) or path.is_dir():
        message = f"{file} is a folder: name a file, like {path / ('service' + BLUEPRINT_SUFFIX)}"
        raise click.UsageError(message)
    if path.suffix in (".yaml", ".yml"):
        meant = path.with_name(path.stem.removesuffix(".blueprint") + BLUEPRINT_SUFFIX)
        message = f"the name of a blueprint ends in {BLUEPRINT_SUFFIX}: call it {meant}"
        raise click.UsageError(message)
    return file + BLUEPRINT_SUFFIX


def _quoted(text: str) -> str:
    """Any text as YAML that reads back the same: quoted, with what can't stand there as it is escaped."""
    escapes = {'"': '\\"', "\\": "\\\\"}
    shown = (escapes.get(c) or (c if c.isprintable() or c == "\u3000" else f"\\U{ord(c):08X}") for c in text)
    return f'"{"".join(shown)}"'


def _refuse_bad_title(text: str) -> None:
    from blueprint.source.load import LoadError, loads

    try:
        loads(text)
    except LoadError as error:
        message = error.findings[0].message
        raise click.BadParameter(message, param_hint="'--title'") from None
