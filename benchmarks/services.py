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
scenario: A customer whose order is late, 订单迟到的顾客
state: as-is
language: zh-Hans
currency: CNY
owner: 客户体验组
reviewed: "2026-10-01"
price: 120
personas:
  newcomer: {{name: 新顾客, share: 60%, channels: [web, app, phone, store]}}
  regular: {{name: Regular customer, share: 30%, channels: [app, sms, email, phone, store]}}
  offline: {{name: 不上网的顾客, share: 10%, channels: [phone, store]}}
touchpoints:
  site: {{kind: digital, name: 官网 Website, channel: web, answers: [where, how-long], systems: shop, owner: 电商部}}
  app: {{kind: digital, name: 手机应用 App, channel: app, answers: where, shows: [eta, points], systems: shop{app_owner}}}
  sms: {{kind: digital, name: 短信 Text message, channel: sms, shows: eta, systems: crm, owner: 客服部}}
  hotline: {{kind: interpersonal, name: 热线 Hotline, channel: phone, answers: [where, refund], owner: 客服部}}
  counter: {{kind: interpersonal, name: 柜台 Counter, channel: store, answers: refund, shows: points, systems: till{counter_owner}}}
  parcel: {{kind: physical, name: 包裹 Parcel, channel: package, answers: how-long, owner: 物流部}}
actors:
  agent: {{name: 热线客服 Agent, team: 客服部, hourly_cost: 48, count: 8}}
  clerk: {{name: 前台 Clerk, team: Shop, hourly_cost: 42, count: 5}}
  packer: {{name: 仓库 Packer, team: Warehouse, hourly_cost: 36, count: 12}}
systems:
  shop: {{name: 网店 Shop, owner: 电商部, holds: [order, eta, points], availability: 99.9%}}
  crm: {{name: 客户系统 CRM, owner: 客服部, holds: [order, issue, profile], availability: 99.5%{crm_needs}}}
  till: {{name: 收银 Till, owner: Shop, holds: points, availability: 99%}}
  stock: {{name: 库存 Stock, owner: 物流部, availability: 99.8%, depends_on: shop}}
data:
  order: {{name: 订单 Order, sensitivity: personal, control: [view, correct, delete]}}
  profile: {{name: 客户资料 Profile, sensitivity: personal{profile_control}}}
  issue: {{name: 问题 Issue, sensitivity: public}}
  eta: {{name: 预计时间 Time of arrival, sensitivity: public}}
  points: {{name: 积分 Points, sensitivity: public}}
  mood: {{name: 情绪评分 Mood, sensitivity: sensitive, inferred: true}}
questions:
  where: {{text: 我的订单在哪里？, share: 35%, keywords: [where, 哪里, 查询]}}
  how-long: {{text: 还要等多久？, share: 25%, keywords: [wait, 多久], habit: true}}
  refund: {{text: 怎么退款？, share: 12%, keywords: [refund, 退款]}}
sources:
  talks: {{kind: interview, name: 12 interviews 访谈, date: "2026-09-01", n: 12}}
  calls: {{kind: log, name: 通话记录 Calls, date: "2026-09-20"}}
metrics:
  answered: {{name: 一次解决率 Solved at once, better: higher, at: s1, baseline: {{value: 0.6, n: 400}}, target: 0.8, actual: {{value: {actual}, n: 400}}}}
  score: {{name: 满意度 Rating, unit: points of 5, better: higher, at: s3, baseline: {{value: 4.0, n: 210, sd: 0.9}}{target}}}
solutions:
  tell: {{what: 主动告知 Tell before they ask, addresses: late, kind: digital, touchpoint: sms, owner: 客服部, effort: 2, impact: 4, status: planned, verified_by: answered}}
  train: {{what: 授权客服 Let agents decide, addresses: late, kind: interpersonal, touchpoint: hotline{train_owner}, effort: 3, impact: 4, status: done, verified_by: score}}
expectations:
  - {{measure: success_share, at_least: 60%}}
  - {{measure: asked_again, of: issue, at_most: 5}}
stages:
"""

_FORGOTTEN = {
    "app_owner": (", owner: 电商部", ""),
    "counter_owner": (", owner: Shop", ""),
    "crm_needs": (", depends_on: shop", ""),
    "profile_control": (", control: [view, correct, delete]", ""),
    "target": (", target: 4.4", ""),
    "train_owner": (", owner: 客服部", ""),
    "actual": ("0.75", "0.55"),
}
"""What some files say and others don't."""

_STEPS_A_STAGE = 4
_DETAILS = (
    "emotion: -1",
    "acceptable_time: 10m",
    "wait: {low: 1m, typical: 4m, high: 15m}",
    "moment_of_truth: true",
    "asks: [where, how-long]",
    "pain_points: {what: 排队太久 The queue is long, severity: 4, occurrence: 20%, personas: newcomer}",
    "fail_points: {what: Order is lost 订单丢失, severity: 4, occurrence: 2%, detection: 3}",
    "requests_feedback: true",
    "delights: {what: 主动提醒 A reminder without asking, common: 35%}",
)
_SERVED = (
    ("site", "collects: order", "packer", "shop"),
    ("hotline", "actor: agent, time: 4m, collects: [order, issue], uses: issue", "agent", "crm"),
    ("app", "uses: order, shows: eta", "packer", "stock"),
    ("counter", "actor: clerk, time: 6m, collects: issue, uses: [issue, profile]", "clerk", "till"),
    ("[sms, parcel]", "actor: packer, time: 2m, replies_on: email", "packer", "stock"),
)


def service(lines: int, seed: int = 1) -> str:
    """A blueprint of so many lines, 80 or more, that gives no error, but warnings and advice."""
    draw = random.Random(f"service {seed}/{lines}")
    written = _HEAD.format(seed=seed, **{key: draw.choice(given) for key, given in _FORGOTTEN.items()}).splitlines()
    last: list[str] = []
    for step in journey(lines // 8, seed):
        block = _step(step, draw)
        if len(written) + len(last) + len(block) >= lines:
            break
        written += last
        last = block
    written += [*(line for line in last if "next:" not in line), "        outcome: success"]
    return "\n".join([*written, *[f"# {'-' * 60}"] * (lines - len(written))]) + "\n"


def _step(step: Step, draw: random.Random) -> list[str]:
    """The lines of a step; before them, where a stage begins with it, that of the stage; and the ways on at last."""
    number = step.number
    touchpoint, serves, behind, system = _SERVED[number % len(_SERVED)]
    written = [
        f"      - id: {step.id}",
        f"        customer: {step.cards['customer']}",
        f"        touchpoints: {touchpoint}",
        f"        frontstage: {{does: {step.cards['frontstage']}, {serves}}}",
        f"        backstage: {{does: {step.cards['backstage']}, actor: {behind}, time: {draw.randint(2, 12)}m}}",
        f"        support: {{does: {step.cards['support']}, system: {system}}}",
        *(f"        {detail}" for detail in draw.sample(_DETAILS, 2)),
    ]
    if number == 1:
        written[-1] = "        pain_points: {id: late, what: 迟到 It is late, severity: 4, occurrence: 30%, sources: calls}"
    elif number % 2 == 0:
        again = draw.choice((5, 10, 20))
        back = f"{{to: s{number - 1}, share: {again}%, when: 没解决 Not solved}}"
        onward = f"{{to: s{number + 1}, share: {98 - again}%, when: 解决 Solved}}"
        written.append(f"        next: [{onward}, {back}, {{to: end, share: 2%, when: 放弃 Give up}}]")
    stage = [f"  - name: 阶段 Stage {number}", "    steps:"] if number % _STEPS_A_STAGE == 1 else []
    return [*stage, *written]


def write_services(folder: Path, count: int, lines: int) -> list[Path]:
    """So many different blueprints, one a file."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{number:04}.blueprint.yaml" for number in range(1, count + 1)]
    for number, path in enumerate(paths, 1):
        path.write_text(service(lines, number), "utf-8")
    return paths
