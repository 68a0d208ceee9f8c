"""Small blueprints with figures that can be reckoned in one's head, for the commands that ask for numbers."""

from __future__ import annotations

COFFEE = """\
blueprint: v1
title: Coffee to go
scenario: A commuter buys a cup
language: en
currency: EUR
price: 3
personas:
  hasty: {name: In a hurry, share: 75%, channels: app}
  calm: {name: With time, share: 25%, channels: [app, store]}
touchpoints:
  app: {kind: digital, channel: app}
  bar: {kind: interpersonal, channel: store, name: The bar}
actors:
  barista: {name: Barista, hourly_cost: 30}
stages:
  - name: Order
    steps:
      - {id: order, customer: Order in the app, touchpoints: app, time: 1m}
      - id: make
        customer: Wait for the cup
        frontstage: {does: Brew, actor: barista, time: 2m}
        wait: 4m
        time: 2m
        next: {take: 80%, order: 20%}
  - name: Take
    steps:
      - {id: take, customer: Take the cup, time: 30s, outcome: success}
expectations:
  - {measure: success_share, at_least: 95%}
  - {measure: wait_time, at_most: 2m}
"""
"""1.25 rounds of 7 minutes, and 30 seconds: 9 min 15 s, of which 5 min of waiting; 2.5 minutes of work: 1.25 EUR."""

FASTER = COFFEE.replace("wait: 4m", "wait: 2m").replace("title: Coffee to go", "title: Coffee sooner\nstate: to-be")

NO_WAY_OUT = """\
blueprint: v1
title: Round and round
stages:
  - name: S
    steps:
      - id: a
        customer: Call
        next: b
      - id: b
        customer: Wait
        next: a
"""

OVER = NO_WAY_OUT.replace("next: b", "next: {b: 70%, end: 40%}")
