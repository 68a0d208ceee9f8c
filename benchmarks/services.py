"""Blueprints for the linter to judge: channels, data, questions, metrics, solutions and ways back, so that rules have work.

Each is as a team would hand it in: in order, but for what was forgotten here and there, which is what is found.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from inputs import Step, journey

if TYPE_CHECKING:
    from pathlib import Path

_HEAD = """\
# Drafted for measuring: 用于性能测量
blueprint: v1
title: 服务蓝图 Service {seed}
language: zh-Hans
currency: CNY
owner: 客户体验组
reviewed: "2026-10-01"
personas:
  newcomer: {{name: 新顾客, share: 80%, channels: [web, app, sms, phone, store]}}
  offline: {{name: 不上网的顾客, share: 20%, channels: [phone, store]}}
touchpoints:
  site: {{kind: digital, name: 官网 Website, channel: web, answers: [where, how-long], systems: shop, owner: 电商部, community: true}}
  app: {{kind: digital, name: 手机应用 App, channel: app, answers: where, shows: eta, systems: shop{app_owner}}}
  sms: {{kind: digital, name: 短信 Text message, channel: sms, shows: eta, systems: {sms_system}, owner: 客服部}}
  hotline: {{kind: interpersonal, name: 热线 Hotline, channel: phone, answers: [where, refund], owner: 客服部}}
  counter: {{kind: interpersonal, name: 柜台 Counter, channel: store, answers: refund, owner: Shop}}
  parcel: {{kind: physical, name: 包裹 Parcel, answers: how-long, owner: 物流部}}
actors:
  agent: {{name: 热线客服 Agent, team: 客服部, hourly_cost: 48, count: 8}}
  clerk: {{name: 前台 Clerk, team: {clerk_team}, hourly_cost: 42, count: 5}}
  packer: {{name: 仓库 Packer, team: Warehouse, hourly_cost: 36, count: 12}}
systems:
  shop: {{name: 网店 Shop, owner: 电商部, holds: [order, eta], availability: 99.9%}}
  crm: {{name: 客户系统 CRM, owner: 客服部, holds: [order, issue, profile], availability: 99.5%, depends_on: shop}}
  stock: {{name: 库存 Stock, owner: 物流部, availability: 99.8%, depends_on: shop}}
data:
  order: {{name: 订单 Order, sensitivity: personal, control: [view, correct, delete]}}
  profile: {{name: 客户资料 Profile, sensitivity: personal{profile_control}}}
  issue: {{name: 问题 Issue, sensitivity: public}}
  eta: {{name: 预计时间 Time of arrival, sensitivity: public}}
questions:
  where: {{text: 我的订单在哪里？, share: 35%, keywords: [where, 哪里, 查询]}}
  how-long: {{text: 还要等多久？, share: 25%, keywords: [wait, 多久], habit: true}}
  refund: {{text: 怎么退款？, share: 12%, keywords: [refund, 退款]}}
sources:
  calls: {{kind: log, name: 通话记录 Calls, date: "2026-09-20"}}
metrics:
  answered:
    name: 一次解决率 Solved at once
    better: higher
    at: s2
    baseline: {{value: 0.6, n: 400}}
    actual: {{value: {actual}, n: 400}}
    {target}
solutions:
  tell: {{what: 主动告知 Tell before they ask, addresses: late, kind: digital, touchpoint: sms, owner: 客服部, verified_by: answered}}
  train: {{what: 授权客服 Let agents decide, addresses: late, kind: interpersonal{train_owner}, status: done, verified_by: answered}}
expectations:
  - {{measure: success_share, at_least: 80%}}
stages:
"""

_FORGOTTEN = {
    "app_owner": (", owner: 电商部", ""),
    "sms_system": ("shop", "stock"),
    "clerk_team": ("客服部", "Shop"),
    "profile_control": (", control: [view, correct, delete]", ""),
    "actual": ("0.75", "0.55"),
    "target": ("target: 0.8", "unit: 占比 Share"),
    "train_owner": (", owner: 客服部", ""),
}
"""What each file says, and what one in four says instead."""

_PLACES = (
    ("[hotline, counter]", "{does: %s, actor: agent, time: 4m, collects: issue, uses: order}", "agent", "crm"),
    ("[app, hotline, counter]", "{does: %s, actor: agent, time: 3m, uses: [issue, profile]}", "agent", "crm"),
    ("[site, app, hotline]", "{does: %s, system: shop, uses: order}", "packer", "stock"),
    ("[counter, parcel, sms]", "{does: %s, actor: clerk, time: 6m, uses: issue}", "clerk", "crm"),
)
"""Where steps take place: their touchpoints, how they are served, who works behind, and what carries it."""

_DETAILS = (
    ("emotion: 1", "emotion: -1"),
    ("acceptable_time: 40m", "acceptable_time: 5m"),
    ("asks: where", "asks: refund"),
    ("thoughts: 还要等多久？ How much longer?", "wait: {low: 1m, typical: 4m, high: 15m}"),
    (
        "fail_points: {what: Order is lost 订单丢失, severity: 4, occurrence: 2%, detection: 3, recovery: 免费重做 Redo it}",
        "fail_points: {what: Order is lost 订单丢失, severity: 4, occurrence: 2%, detection: 3}",
    ),
    (
        "delights: {what: 主动提醒 A reminder without asking, common: 10%}",
        "delights: {what: 主动提醒 A reminder without asking, common: 35%}",
    ),
)
"""Details of steps, each as it should be, and as it is in one case of four."""

_STEPS_A_STAGE = 3
_LATE = "pain_points: {id: late, what: 迟到 It is late, severity: 4, occurrence: 30%, sources: calls}"


def service(lines: int, seed: int = 1) -> str:
    """A blueprint of so many lines, 80 or more, that gives no error, but warnings and advice."""
    draw = random.Random(f"service {seed}/{lines}")
    forgotten = {key: _one_in_four(given, draw) for key, given in _FORGOTTEN.items()}
    written = _HEAD.format(seed=seed, **forgotten).splitlines()
    last: list[str] = []
    for step in journey(lines // 7, seed):
        block = _step(step, draw)
        if len(written) + len(last) + len(block) >= lines:
            break
        written += last
        last = block
    written += [*(line for line in last if "next:" not in line), "        outcome: success"]
    return "\n".join([*written, *[f"# {'-' * 60}"] * (lines - len(written))]) + "\n"


def _one_in_four(given: tuple[str, str], draw: random.Random) -> str:
    return given[draw.random() < 0.25]  # noqa: PLR2004


def _step(step: Step, draw: random.Random) -> list[str]:
    """The lines of a step; before them, where a stage begins with it, those of the stage; at last the ways on."""
    number = step.number
    touchpoints, served, behind, system = _PLACES[(number - 1) % len(_PLACES)]
    judged = ["        moment_of_truth: true"] if number == 2 else []  # noqa: PLR2004
    written = [
        f"      - id: {step.id}",
        f"        customer: {step.cards['customer']}",
        f"        touchpoints: {touchpoints}",
        f"        frontstage: {served % step.cards['frontstage']}",
        f"        backstage: {{does: {step.cards['backstage']}, actor: {behind}, time: {draw.randint(2, 5)}m}}",
        f"        support: {{does: {step.cards['support']}, system: {system}}}",
        *judged,
        *(f"        {_one_in_four(detail, draw)}" for detail in draw.sample(_DETAILS, 2)),
    ]
    if number == 1:
        written.append(f"        {_LATE}")
    elif number % 3 == 2:  # noqa: PLR2004
        back = f"{{to: s{number - 1}, share: {draw.choice((5, 10, 20))}%, when: 没解决 Not solved}}"
        written.append(f"        next: [{{to: s{number + 1}, when: 解决 Solved}}, {back}]")
    stage = [f"  - name: 阶段 Stage {number}", "    steps:"] if number % _STEPS_A_STAGE == 1 else []
    return [*stage, *written]


def write_services(folder: Path, count: int, lines: int) -> list[Path]:
    """So many different blueprints, one a file."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{number:04}.blueprint.yaml" for number in range(1, count + 1)]
    for number, path in enumerate(paths, 1):
        path.write_text(service(lines, number), "utf-8")
    return paths
