"""What changes on the disk and what is told of it: files half written, moved, gone; the places that come and go."""

from __future__ import annotations

import asyncio
from itertools import chain, repeat

from blueprint.serve import desk as desk_module
from tests.serve.conftest import BROKEN, FAULTY, SHOP


def run_with(shop, play):
    """Run the desk as the preview does, while something is played through."""

    async def run():
        running = asyncio.ensure_future(shop.desk.run())
        try:
            await until(lambda: shop.desk.is_complete)
            await play()
        finally:
            shop.desk.close()
            await running

    asyncio.run(asyncio.wait_for(run(), 60))


async def until(holds):
    while not holds():  # noqa: ASYNC110 (what holds is set by nobody who could tell)
        await asyncio.sleep(0.005)


def test_what_is_saved_is_seen(shop):
    path = shop.write("a.blueprint.yaml")

    async def play():
        sheet = await shop.desk.open("a")
        sheet.viewers += 1
        before = shop.desk.state("a")
        path.write_text(SHOP.replace("Shoeshine", "Polish"))
        await until(lambda: shop.desk.state("a")["picture"] != before["picture"])
        assert "Polish" in sheet.picture.html

    run_with(shop, play)


def test_what_cannot_be_seen_is_not_told(shop):
    path = shop.write("a.blueprint.yaml")
    other = shop.write("b.blueprint.yaml")

    async def play():
        await shop.desk.open("a")
        before = shop.desk.state("a")
        path.touch()
        other.write_text(SHOP.replace("Shoeshine", "Polish"))
        await until(lambda: shop.desk.sheets["b"].row.title == "Polish")
        assert shop.desk.state("a") == before

    run_with(shop, play)


def test_a_catalogue_a_configuration_and_a_new_file(shop):
    shop.write(
        "sub/a.blueprint.yaml", SHOP.replace("actors: {boy: {name: Shoeshiner}}", "include: ../shared.catalogue.yaml")
    )

    shop.write("sub/faulty.blueprint.yaml", FAULTY)

    async def play():
        sheet = await shop.desk.open("sub/a")
        assert sheet.state == "broken"
        shop.write("shared.catalogue.yaml", "blueprint: v1\nactors: {boy: {name: Polisher}}\n")
        await until(lambda: sheet.state == "good")
        assert sheet.good.blueprint.actors["boy"].name == "Polisher"
        shop.write("shared.catalogue.yaml", "blueprint: v1\nactors: {boy: {name: Brusher}}\n")
        await until(lambda: sheet.good.blueprint.actors["boy"].name == "Brusher")
        faulty = await shop.desk.open("sub/faulty")
        codes = {finding.code for finding in faulty.findings}
        shop.write("sub/blueprint.toml", 'ignore = ["BP504"]\n')
        await until(lambda: {finding.code for finding in faulty.findings} == codes - {"BP504"})
        assert "BP504" in codes
        shop.write("new/deep/b.blueprint.yaml")
        await until(lambda: "new/deep/b" in shop.desk.sheets)
        await until(lambda: shop.desk.sheets["new/deep/b"].state == "good")
        shop.write(".gitignore", "new/\n")
        await until(lambda: "new/deep/b" not in shop.desk.sheets)

    run_with(shop, play)


def states_seen(sheet, monkeypatch):
    seen = []
    take = type(sheet).take

    def noting(self, look):
        seen.append(look.state)
        return take(self, look)

    monkeypatch.setattr(type(sheet), "take", noting)
    return seen


def test_a_file_that_is_emptied_and_then_written(shop, monkeypatch):
    """Many editors empty a file first; some move it away. Nobody wants to see that."""
    monkeypatch.setattr(desk_module, "_SETTLES", 5)
    path = shop.write("a.blueprint.yaml")

    async def play():
        sheet = await shop.desk.open("a")
        sheet.viewers += 1
        seen = states_seen(sheet, monkeypatch)
        looks = []
        look = type(sheet).look
        monkeypatch.setattr(type(sheet), "look", lambda self: looks.append(self) or look(self))
        monkeypatch.setattr(desk_module.asyncio, "sleep", until_written(asyncio.sleep, path))
        path.write_text("")
        await until(lambda: sheet.row.title == "Polish")
        path.rename(path.with_suffix(".bak"))
        await until(lambda: sheet.row.title == "Brush")
        assert set(seen) == {"good"}
        assert len(looks) >= 3

    run_with(shop, play)


def until_written(sleep, path):
    """Instead of waiting for the file to settle: the editor goes on writing."""
    texts = chain(["Polish"], repeat("Brush"))

    async def settle(seconds):
        if seconds == 5:
            path.write_text(SHOP.replace("Shoeshine", next(texts)))
        else:
            await sleep(seconds)

    return settle


def test_breaking_and_mending(shop):
    path = shop.write("a.blueprint.yaml")

    async def play():
        sheet = await shop.desk.open("a")
        sheet.viewers += 1
        html = sheet.picture.html
        path.write_text(BROKEN)
        await until(lambda: sheet.state == "broken")
        assert sheet.picture.html == html
        path.unlink()
        await until(lambda: sheet.state == "gone")
        assert sheet.picture.html == html
        path.write_text(SHOP.replace("Shoeshine", "Polish"))
        await until(lambda: sheet.state == "good" and "Polish" in sheet.picture.html)

    run_with(shop, play)


def test_those_who_look_on_are_told(shop):
    path = shop.write("a.blueprint.yaml")

    async def play():
        await shop.desk.open("a")
        page, index = shop.desk.states(["a"]), shop.desk.states([""])
        first, listed = await anext(page), await anext(index)
        assert shop.desk.sheets["a"].viewers == 1
        path.write_text(SHOP.replace("Shoeshine", "Polish"))
        second = await anext(page)
        assert second["version"] != first["version"]
        assert await anext(index) != listed
        await page.aclose()
        assert shop.desk.sheets["a"].viewers == 0
        shop.desk.close()
        assert [state async for state in index] == []

    run_with(shop, play)


def test_somebody_who_looks_on_hears_that_it_is_alive(shop, monkeypatch):
    monkeypatch.setattr(desk_module, "_ALIVE", 0.01)
    shop.write("a.blueprint.yaml")

    async def play():
        states = shop.desk.states(["nobody"])
        assert (await anext(states))["version"].endswith("unlisted")
        assert await anext(states) == {}
        await states.aclose()

    run_with(shop, play)


def test_what_takes_room_is_put_away(shop, monkeypatch):
    monkeypatch.setattr(desk_module, "_MOST_OPEN", 3)
    for i in range(8):
        shop.write(f"{i}.blueprint.yaml")

    async def play():
        watched = await shop.desk.open("0")
        watched.viewers += 1
        for i in range(1, 8):
            await shop.desk.open(str(i))
        assert [name for name, sheet in shop.desk.sheets.items() if sheet.good is not None] == ["0", "5", "6", "7"]
        assert (await shop.desk.open("1")).picture.html

    run_with(shop, play)


def test_a_picture_that_fails_ends_nothing(shop, monkeypatch):
    import blueprint.drawing.page

    path = shop.write("a.blueprint.yaml")

    async def play():
        sheet = await shop.desk.open("a")
        sheet.viewers += 1
        html = sheet.picture.html
        monkeypatch.setattr(blueprint.drawing.page, "page_html", lambda *_, **__: 1 / 0)
        path.write_text(SHOP.replace("Shoeshine", "Polish"))
        await until(lambda: sheet.picture.problem)
        assert sheet.picture.html == html
        assert "division by zero" in shop.get("/b/a").text

    run_with(shop, play)
