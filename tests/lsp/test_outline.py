"""The outline of a file."""

from __future__ import annotations

from inline_snapshot import snapshot

from blueprint.lsp.outline import outline_of
from tests.lsp.marked import SHOP, opened


def shown(file):
    return [line for symbol in outline_of(file) for line in lines_of(symbol, "")]


def lines_of(symbol, margin):
    assert before(symbol.range.start, symbol.selection_range.start)
    assert before(symbol.selection_range.end, symbol.range.end)
    detail = f" ({symbol.detail})" if symbol.detail else ""
    first, last = symbol.range.start.line + 1, symbol.range.end.line + 1
    yield f"{margin}{symbol.name}{detail} {symbol.kind.name} {first}-{last}"
    for child in symbol.children or ():
        assert before(symbol.range.start, child.range.start)
        assert before(child.range.end, symbol.range.end)
        yield from lines_of(child, margin + "  ")


def before(one, other):
    return (one.line, one.character) <= (other.line, other.character)


def test_a_blueprint():
    assert shown(opened(SHOP)) == snapshot(
        [
            "换手机壳 📱 (title) String 2-2",
            "personas Class 3-5",
            "  老年顾客 (长者) Object 4-4",
            "  年轻人 (young) Object 5-5",
            "touchpoints Class 6-8",
            "  客服对话 (chat) Object 7-7",
            "  Shop (shop) Object 8-8",
            "actors Class 9-9",
            "  客服 (agent) Object 9-9",
            "systems Class 10-10",
            "  客户档案 (crm) Object 10-10",
            "  Till (till) Object 10-10",
            "data Class 11-11",
            "  订单 (order) Object 11-11",
            "questions Class 12-12",
            "  要多久？ (how-long) Object 12-12",
            "询问 (ask-stage) Namespace 14-30",
            "  问“多少钱”📱 (ask) Event 17-24",
            "    问“多少钱”📱 (customer) Method 18-18",
            "    回答 (frontstage) Method 20-20",
            "  付款 (pay) Event 25-30",
            "    Book it (support) Method 27-27",
            "metrics Class 31-32",
            "  等待 (wait) Object 32-32",
            "solutions Class 33-34",
            "  加人 (faster) Object 34-34",
        ]
    )


def test_a_catalogue():
    file = opened("blueprint: v1\nactors:\n  boss: 老板\n  x: {}\n", name="team.catalogue.yaml")
    assert shown(file) == ["actors Class 2-4", "  老板 (boss) Object 3-3", "  x (x) Object 4-4"]


def test_a_file_that_can_not_be_read_keeps_its_last_outline():
    file = opened(SHOP)
    outline = shown(file)
    file.set(SHOP + '"', 2)
    assert shown(file) == outline


def test_a_file_that_could_never_be_read_has_none():
    assert outline_of(opened("a: [")) == []
    assert outline_of(opened("- a")) == []


def test_odd_shapes():
    text = "title: {a: b}\nstages:\n- steps: [x, {}, {frontstage: [1, {}], backstage: {actor: a}}]\n- 1\n- &s {name: ' '}\n- *s\nactors: [a]\nx-a: &a {b: c}\nsystems: {<<: *a}\n"
    assert shown(opened("blueprint: v1\n" + text)) == snapshot(
        [
            "… (title) String 2-2",
            "stage 1 Namespace 4-4",
            "  x Event 4-4",
            "  step 2 Event 4-4",
            "  step 3 Event 4-4",
            "    frontstage (frontstage) Method 4-4",
            "    frontstage (frontstage) Method 4-4",
            "stage 2 Namespace 5-5",
            "stage 3 Namespace 6-6",
            "stage 4 Namespace 7-7",
            "systems Class 10-10",
        ]
    )
