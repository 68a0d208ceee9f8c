"""What is shown over keys, words and ids."""

from __future__ import annotations

import pytest
from inline_snapshot import snapshot

from blueprint.lsp.hover import hover_at
from tests.lsp.marked import SHOP, marked_in


def shown(found, text=SHOP, **more):
    hover = hover_at(*marked_in(found, text, **more))
    return hover.markdown if hover is not None else None


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ("ti|tle:", snapshot("**`title`**\n\nWhat the service is called.")),
        (
            "touch|points: [",
            snapshot("**`touchpoints`**\n\nWhere the customer meets the service in this step.\n\nTakes the id of a touchpoint."),
        ),
        (
            "addre|sses:",
            snapshot("""\
**`addresses`**

The pain points, fail points and questions that it helps with.

Takes the id of a pain point, fail point or question.\
"""),
        ),
        (
            "ki|nd: inter",
            snapshot("""\
**`kind`**

`digital` (a screen), `physical` (a thing or a place) or `interpersonal` (a person).

- `digital`: A screen: a page, an app, a message.
- `physical`: A thing or a place that the customer can touch.
- `interpersonal`: A person whom the customer talks or writes to.\
"""),
        ),
        ("sha|re: 5%", snapshot("**`share`**\n\nThe share of customers who go this way. Branches without one split what is left equally.")),
        ("measure: vis|its", snapshot("**`visits`**\n\nExpected visits of a step.")),
        ("kind: phys|ical", snapshot("**`physical`**\n\nA thing or a place that the customer can touch.")),
        ("to: en|d", snapshot("**`end`**\n\nThe journey ends here.")),
    ],
)  # fmt: skip
def test_keys_and_words(found, expected):
    assert shown(found) == expected


ASK = snapshot("""\
**step** ask: 问“多少钱”📱

- touchpoints: chat\\, shop
- asks: how\\-long

Defined in line 17; used 4 times here.\
""")


@pytest.mark.parametrize("found", ["id: as|k\n", "to: as|k", "{pay: 90%, a|sk", "of: ask|", "at: a|sk"])
def test_a_step_wherever_it_is_named(found):
    assert shown(found) == ASK


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ("emotion: {长|者", snapshot("**persona** 长者: 老年顾客\n\n- share: 30\\%\n\nDefined in line 4; used twice here.")),
        ("for: [长|者", snapshot("**persona** 长者: 老年顾客\n\n- share: 30\\%\n\nDefined in line 4; used twice here.")),
        ("  长|者: {", snapshot("**persona** 长者: 老年顾客\n\n- share: 30\\%\n\nDefined in line 4; used twice here.")),
        ("system: ti|ll", snapshot("**system** till: Till\n\nDefined in line 10; used once here.")),
        ("{cr|m: {name", snapshot("**system** crm: 客户档案\n\nDefined in line 10; not used here.")),
        ("addresses: sl|ow", snapshot("**pain point** slow: 太慢\n\n- severity: 4\n\nDefined in line 24; used once here.")),
    ],
)  # fmt: skip
def test_other_ids(found, expected):
    assert shown(found) == expected


@pytest.mark.parametrize(
    "found", ["title: 换|手", "name: 付|款", "share: 5|%", "  - id|: ask-stage\n    x: y", "[cha|t, shop]  "]
)
def test_nothing_to_say(found):
    text = SHOP.replace("  - id: ask-stage\n", "  - id: ask-stage\n    x: y\n").replace(
        "[chat, shop]", "[chart, shop]  "
    )
    if "cha|t" in found:
        found = "[cha|rt, shop]  "
    assert shown(found, text) is None or found.startswith("  - id|")


def test_what_is_in_a_file_is_text():
    text = SHOP.replace("name: Shop", 'name: "[x](http://e.vil) <b> `c` https://e.vil \\u202e\\n# y"')
    assert shown("[chat, sh|op]", text) == snapshot("""\
**touchpoint** shop: \\[x\\]\\(http\\:\\/\\/e\\.vil\\) \\<b\\> \\`c\\` https\\:\\/\\/e\\.vil \\\\u202e \\# y

- kind: physical

Defined in line 8; used once here.\
""")


@pytest.mark.parametrize(
    ("found", "says"),
    [
        ("touch|points: [", "Where the customer meets the service in this step."),
        ("touchpoints: [ch|at", "**touchpoint** chat: 客服对话"),
        ("next: {pa|y: 90%", "**step** pay: 付款"),
        ("emotion: {长|者", "**persona** 长者: 老年顾客"),
    ],
)
def test_while_the_file_can_not_be_read(found, says):
    file, offset = marked_in(found)
    assert file.ids is not None  # it was asked for before
    file.set(file.text + '  "open', 2)
    assert not file.is_readable
    hover = hover_at(file, offset)
    assert hover is not None
    assert says in hover.markdown


def test_an_id_of_an_included_catalogue(tmp_path):
    (tmp_path / "team.catalogue.yaml").write_text("blueprint: v1\nactors:\n  boss: {name: 老板, team: 门店}\n", "utf-8")
    text = SHOP.replace("actors: {agent: {name: 客服, team: 客户服务}}", "include: team.catalogue.yaml").replace(
        "actor: agent", "actor: boss"
    )
    assert shown("actor: bo|ss", text, folder=tmp_path) == snapshot("""\
**actor** boss: 老板

- team: 门店

Defined in team\\.catalogue\\.yaml, line 3; used once here.\
""")
