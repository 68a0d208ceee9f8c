"""Links between blueprints of the preview: from a step to what details it, and back."""

from __future__ import annotations

from tests.serve.conftest import SHOP

DETAILED = SHOP.replace("title: Shoeshine", "title: Town").replace("- id: sit", "- id: sit\n        expands: WHERE")


def detailed_by(file):
    return DETAILED.replace("WHERE", file)


def test_both_ways(shop):
    shop.write("town.blueprint.yaml", detailed_by("shops/擦 鞋.blueprint.yaml"))
    shop.write("shops/擦 鞋.blueprint.yaml")
    shop.look()
    assert '["Details: Shoeshine","/b/shops/%E6%93%A6%20%E9%9E%8B"]' in shop.get("/picture/town").text
    whole = shop.get("/picture/shops/%E6%93%A6%20%E9%9E%8B").text
    assert '<a href="/b/town#part=sit" target="_top">Part of: Town (Sit down)</a>' in whole


def test_what_is_not_served_is_no_link(shop):
    shop.write("town.blueprint.yaml", detailed_by("gone.blueprint.yaml"))
    shop.look()
    assert "Details:" not in shop.get("/picture/town").text


def test_links_follow_the_other_blueprint(shop):
    shop.write("town.blueprint.yaml", detailed_by("a.blueprint.yaml"))
    path = shop.write("a.blueprint.yaml")
    shop.look()
    assert "Details: Shoeshine" in shop.get("/picture/town").text
    path.write_text(SHOP.replace("Shoeshine", "Polish"))
    shop.look()
    assert "Details: Polish" in shop.get("/picture/town").text
