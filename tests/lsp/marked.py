"""What the tests of the language server share: files whose text has the cursor in it, as `|`."""

from __future__ import annotations

from blueprint.lsp.edits import applied
from blueprint.lsp.files import Session

SHOP = """\
blueprint: v1
title: 换手机壳 📱
personas:
  长者: {name: 老年顾客, share: 30%}
  young: 年轻人
touchpoints:
  chat: {kind: interpersonal, channel: chat, name: 客服对话}
  shop: {kind: physical, name: Shop}
actors: {agent: {name: 客服, team: 客户服务}}
systems: {crm: {name: 客户档案}, till: Till}
data: {order: 订单}
questions: {how-long: {text: 要多久？}}
stages:
  - id: ask-stage
    name: 询问
    steps:
      - id: ask
        customer: 问“多少钱”📱
        touchpoints: [chat, shop]
        frontstage: {does: 回答, actor: agent, touchpoint: chat}
        emotion: {长者: -1, young: 1}
        asks: how-long
        next: {pay: 90%, ask: 10%}
        pain_points: {id: slow, what: 太慢, severity: 4}
      - id: pay
        name: 付款
        support: [{does: Book it, system: till, uses: order}]
        next:
          - {to: end, for: [长者]}
          - {to: ask, share: 5%}
metrics:
  wait: {name: 等待, at: ask}
solutions:
  faster: {what: 加人, addresses: slow, verified_by: wait}
expectations:
  - {measure: visits, of: ask, at_most: 2}
"""
"""A shop with Chinese ids, astral characters, and every way to refer to something."""

BLUEPRINT = "shop.blueprint.yaml"


def opened(text, folder="/nowhere", name=BLUEPRINT, session=None):
    """The text as an open file; it need not be on the disk."""
    return (session or Session()).open(f"file://{folder}/{name}", text, 1)


def marked(text, folder="/nowhere", name=BLUEPRINT, session=None):
    """The open file and the offset of the `|` in the text."""
    before, after = text.split("|")
    return opened(before + after, folder, name, session), len(before)


def marked_in(found, text=SHOP, **more):
    """The open file and the offset of the `|` in a part of the text, at the first place where that part stands."""
    part = found.replace("|", "")
    assert part in text, part
    return marked(text.replace(part, found, 1), **more)


def after(text, edits):
    """The lines that edits change, as they are then."""
    new = applied(text, edits).splitlines()
    return [line for line in new if line not in text.splitlines()]
