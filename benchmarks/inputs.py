"""What is measured: blueprints, and the same diagrams in the languages of other tools. The same numbers, the same text.

A journey is a number of steps, each with one card in each of five lanes, half of the texts Chinese and half English.
"""

from __future__ import annotations

import itertools
import random
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

LANES = ("evidence", "customer", "frontstage", "backstage", "support")

_WORDS = {
    "evidence": (
        ("Sign at the entrance", "Menu board", "Receipt with a code", "Screen of the app", "Folder with a map"),
        ("门口指示牌", "价目表", "带二维码的小票", "手机应用页面", "宣传册与地图"),
    ),
    "customer": (
        ("Look for an offer that fits", "Ask when it will be ready", "Hand over the documents", "Wait for the answer",
         "Compare two prices", "Pay by phone"),
        ("查找合适的方案", "询问完成时间", "提交所需材料", "等待结果通知", "比较两种价格", "扫码支付"),
    ),
    "frontstage": (
        ("Greet and find the booking", "Explain what happens next", "Show the status of the order", "Hand over and thank"),
        ("迎接并核对预约", "说明接下来的步骤", "展示订单进度", "交付并致谢"),
    ),
    "backstage": (
        ("Check the documents against the list", "Prepare the order", "Plan the route for tomorrow", "Release the goods"),
        ("对照清单审核材料", "准备订单", "规划明日路线", "放行货物"),
    ),
    "support": (
        ("Keep the customer's record", "Forecast demand for the week", "Train new colleagues", "Maintain the terminals"),
        ("维护客户档案", "预测一周需求", "培训新同事", "维护终端设备"),
    ),
}  # fmt: skip

_STEPS_A_STAGE = 4


class Step(NamedTuple):
    """One column: the words on its cards by lane, and the number of the step that some customers go back to."""

    number: int
    cards: dict[str, str]
    back_to: int | None

    @property
    def id(self) -> str:
        """The step's id in every language."""
        return f"s{self.number}"


def journey(steps: int, seed: int = 1) -> list[Step]:
    """The steps of a journey, always the same for the same numbers."""
    draw = random.Random(f"{seed}/{steps}")
    return [
        Step(
            number,
            {lane: f"{draw.choice(draw.choice(_WORDS[lane]))} {number}" for lane in LANES},
            number - _STEPS_A_STAGE + 1 if number % (2 * _STEPS_A_STAGE) == 0 else None,
        )
        for number in range(1, steps + 1)
    ]


def edges(steps: list[Step]) -> list[tuple[str, str]]:
    """The arrows between cards (`lane_number`): down each column, along the customer's way, and a few back."""
    down = [(f"{a}_{s.number}", f"{b}_{s.number}") for s in steps for a, b in itertools.pairwise(LANES[1:])]
    along = [(f"customer_{a.number}", f"customer_{b.number}") for a, b in itertools.pairwise(steps)]
    back = [(f"customer_{s.number}", f"customer_{s.back_to}") for s in steps if s.back_to]
    return down + along + back


# -- blueprints --------------------------------------------------------------------------------------------------

_HEAD = """\
# Drafted for measuring: 用于性能测量
blueprint: v1
title: 服务蓝图 Service {seed}
summary: From the first look to the receipt, 从了解到离开
scenario: A customer who comes for the first time
state: as-is
language: zh-Hans
currency: CNY
owner: 客户体验组
reviewed: "2026-10-01"
personas:
  newcomer: {{name: 新顾客, share: 60%}}
  regular:  {{name: Regular customer, share: 40%}}
actors:
  clerk: {{name: 前台 Clerk, team: Front office, hourly_cost: 22.5, count: 3}}
  cook:  {{name: 后台 Back office, team: Operations, hourly_cost: 18, count: 4}}
systems:
  records: {{name: 客户系统 Records, owner: IT, availability: 99.5%, holds: profile}}
  stock:   {{name: Stock, owner: 仓库, availability: 99.9%, depends_on: records}}
data:
  profile: {{name: 客户资料 Profile, sensitivity: personal, control: [view, correct, delete]}}
questions:
  how-long: {{text: 需要多长时间？, share: 25%, keywords: [wait, 多久]}}
sources:
  talks: {{kind: interview, name: 12 interviews 访谈}}
"""

_DETAILS = (
    "emotion: {emotion}",
    "time: {{low: 1m, typical: {minutes}m, high: 25m}}",
    "acceptable_time: 15m",
    "wait: 4m",
    "moment_of_truth: true",
    "asks: how-long",
    "pain_points: {{what: 排队太久 The queue is long, severity: 3, occurrence: 20%}}",
    "fail_points: {{what: Order is lost 订单丢失, severity: 4, occurrence: 2%, detection: 3, recovery: 免费重做 Redo it free of charge}}",
    "thoughts: 还要等多久？ How much longer?",
    "notes: '现场观察: seen on the spot, 3 of 5 times'",
    "abandon: 2%",
    "delights: {{what: 主动提醒 A reminder without asking, common: 10%}}",
)


def blueprint(lines: int, seed: int = 1) -> str:
    """A valid blueprint of so many lines: many details for each step, as a person would write it."""
    draw = random.Random(f"{seed}/{lines}")
    written = _start(seed)
    for step in journey(max(1, (lines - _HEAD.count("\n")) // 9 + 1), seed):
        room = lines - len(written)
        block = _step_with_details(step, draw)
        if room <= 0:
            break
        if len(block) > room:
            written += [f"# {'-' * 60}"] * room
            break
        written += block
    return "\n".join(written) + "\n"


def blueprint_of_steps(steps: int, seed: int = 1) -> str:
    """A valid blueprint of so many steps with many details; every eighth sends some customers back."""
    draw = random.Random(f"{seed}/{steps}")
    written = _start(seed)
    for step in journey(steps, seed):
        written += _step_with_details(step, draw)
        if step.back_to and step.number < steps:
            written.append(f"        next: [s{step.number + 1}, {{to: s{step.back_to}, share: 20%}}]")
    return "\n".join(written) + "\n"


_TOUCHPOINTS = (("digital", "手机应用 App"), ("interpersonal", "柜台 Counter"), ("physical", "门店 Shop"))


def _start(seed: int) -> list[str]:
    touchpoints = [
        f"  t{n}: {{kind: {kind}, name: {name}, evidence: {name} {n}}}" for n, (kind, name) in enumerate(_TOUCHPOINTS)
    ]
    return [*_HEAD.format(seed=seed).splitlines(), "touchpoints:", *touchpoints, "stages:"]


def _step_with_details(step: Step, draw: random.Random) -> list[str]:
    """The lines of a step; before them, where a stage begins with it, those of the stage."""
    stage = []
    if step.number % _STEPS_A_STAGE == 1:
        stage = [f"  - name: 阶段 Stage {step.number}", f"    goal: 完成第{step.number}步 Get on", "    steps:"]
    touchpoint = f"t{draw.randrange(len(_TOUCHPOINTS))}"
    chosen = draw.sample(range(len(_DETAILS)), 3)
    details = [
        _DETAILS[i].format(emotion=draw.choice((-1.5, -1, 0, 0.5, 1, 2)), minutes=draw.randint(2, 20))
        for i in sorted(chosen)
    ]
    return [
        *stage,
        f"      - id: {step.id}",
        f"        customer: {step.cards['customer']}",
        f"        touchpoints: {touchpoint}",
        f"        frontstage: {{does: {step.cards['frontstage']}, actor: clerk, touchpoint: {touchpoint}, time: 3m, uses: profile}}",
        f"        backstage: {{does: {step.cards['backstage']}, actor: cook, time: {draw.randint(2, 12)}m}}",
        f"        support: {{does: {step.cards['support']}, system: {draw.choice(('records', 'stock'))}}}",
        *(f"        {detail}" for detail in details),
    ]


def blueprint_of_size(size: int) -> str:
    """A valid blueprint of about so many bytes in UTF-8."""
    sample = blueprint(10_000)
    return blueprint(round(size * 10_000 / len(sample.encode())))


def write_many(folder: Path, count: int, lines: int) -> list[Path]:
    """So many different blueprints, one a file."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{number:04}.blueprint.yaml" for number in range(1, count + 1)]
    for number, path in enumerate(paths, 1):
        path.write_text(blueprint(lines, number), "utf-8")
    return paths


# -- journeys for the numbers ------------------------------------------------------------------------------------


def ways_on(steps: int, *, has_loops: bool) -> list[list[tuple[int, float]]]:
    """The ways on from each step with their shares: to the next, past it, and from every second one a little back.

    A few customers end at each step, all at the last.
    """
    draw = random.Random(steps)
    found = []
    for i in range(steps):
        ways = [(i + 1, 0.8)] if i + 1 < steps else []
        if i + 3 < steps:
            ways.append((i + draw.randint(2, 3), 0.08))
        if has_loops and i % 2:
            ways.append((i - draw.randint(1, min(i, 10)), 0.1))
        found.append(ways)
    return found


def loop(steps: int) -> str:
    """A valid blueprint of one loop: its steps take uncertain times, the last sends one customer in five back."""
    draw = random.Random(steps)
    written = ["blueprint: v1", "title: Loop", "stages:", "  - name: All", "    steps:"]
    for i in range(steps):
        low, typical, high = sorted(draw.randint(60, 1200) for _ in range(3))
        written.append(f"      - id: s{i}")
        written.append(f"        customer: Do {i}")
        written.append(f"        time: {{low: {low}s, typical: {typical}s, high: {high}s}}")
    written.append("        next: {s0: 20%, end: 80%}")
    return "\n".join(written) + "\n"


# -- the same diagram in five languages --------------------------------------------------------------------------


def drawn_blueprint(steps: list[Step]) -> str:
    """The journey as a blueprint with one card in each lane of each step."""
    written = ["blueprint: v1", "title: 服务蓝图 Service", "language: zh-Hans", "touchpoints:"]
    written += [
        f"  t{s.number}: {{kind: physical, name: {s.cards['evidence']}, evidence: {s.cards['evidence']}}}"
        for s in steps
    ]
    written.append("stages:")
    for step in steps:
        if step.number % _STEPS_A_STAGE == 1:
            written += [f"  - name: 阶段 Stage {step.number}", "    steps:"]
        written += [f"      - id: {step.id}", f"        touchpoints: t{step.number}"]
        written += [f"        {lane}: {step.cards[lane]}" for lane in LANES[1:]]
        if step.back_to:
            onward = f"s{step.number + 1}" if step is not steps[-1] else "end"
            written.append(f"        next: {{{onward}: 80%, s{step.back_to}: 20%}}")
    return "\n".join(written) + "\n"


def drawn_dot(steps: list[Step]) -> str:
    """The journey for Graphviz: a cluster for each lane."""
    written = ["digraph {", "rankdir=LR; node [shape=box, style=rounded];"]
    for lane in LANES:
        cards = " ".join(f'{lane}_{s.number} [label="{s.cards[lane]}"];' for s in steps)
        written.append(f'subgraph cluster_{lane} {{ label="{lane}"; {cards} }}')
    written += [f"{a} -> {b};" for a, b in edges(steps)]
    return "\n".join([*written, "}"]) + "\n"


def drawn_mermaid(steps: list[Step]) -> str:
    """The journey for Mermaid: a flowchart with a subgraph for each lane."""
    written = ["flowchart LR"]
    for lane in LANES:
        written += [f"subgraph {lane}", *(f'{lane}_{s.number}["{s.cards[lane]}"]' for s in steps), "end"]
    return "\n".join([*written, *(f"{a} --> {b}" for a, b in edges(steps))]) + "\n"


def drawn_plantuml(steps: list[Step]) -> str:
    """The journey for PlantUML: a frame for each lane."""
    written = ["@startuml", "left to right direction"]
    for lane in LANES:
        cards = [f'rectangle "{s.cards[lane]}" as {lane}_{s.number}' for s in steps]
        written += [f'frame "{lane}" {{', *cards, "}"]
    return "\n".join([*written, *(f"{a} --> {b}" for a, b in edges(steps)), "@enduml"]) + "\n"


def drawn_d2(steps: list[Step]) -> str:
    """The journey for D2: a container for each lane."""
    written = ["direction: right"]
    for lane in LANES:
        written += [f"{lane}: {{", *(f'  {lane}_{s.number}: "{s.cards[lane]}"' for s in steps), "}"]
    written += [f"{a.split('_')[0]}.{a} -> {b.split('_')[0]}.{b}" for a, b in edges(steps)]
    return "\n".join(written) + "\n"
