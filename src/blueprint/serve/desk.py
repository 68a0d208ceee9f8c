"""All blueprints of a preview: what is listed, what is open, what has changed; who looks on is told."""

from __future__ import annotations

import asyncio
import os
import secrets
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from blueprint.project import root_of
from blueprint.serve.checking import judge, stamp_of
from blueprint.serve.links import links_of
from blueprint.serve.listing import Listing, listing_of
from blueprint.serve.sheet import Sheet
from blueprint.serve.watching import changes
from blueprint.source.load import BLUEPRINT_SUFFIX

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable, Sequence

    from blueprint.serve.checking import Look, Stamp
    from blueprint.serve.listing import Found

    T = TypeVar("T")

_SETTLES = 0.15
"""How long a file may be empty, half or gone while an editor saves it, in seconds."""

_MOST_WAITS = 6
"""How often one waits for that at most, where the file is saved again and again."""

_MOST_OPEN = 24
"""How many blueprints are kept with their pictures, beside those that somebody looks at."""

_MOST_SEARCHES = 5
"""How often a folder is searched again where it changes while it is searched."""

_OFTEN = 0.15
"""How often the index is told of news while the folder is looked through, in seconds."""

_ALIVE = 15.0
"""How often somebody who looks on hears that the preview is alive, in seconds."""


class Desk:
    """The sheets of a preview, kept up to date by `run`.

    `search` finds the blueprints anew; with `is_single` there is only one, that was named. All reading and drawing is
    done by one thread, so that answers are given meanwhile.
    """

    def __init__(self, top: Path, search: Callable[[], Found], *, is_single: bool = False) -> None:
        self.top = top
        self.is_single = is_single
        self.listing = Listing({})
        self.sheets: dict[str, Sheet] = {}
        self.is_complete = False
        """Whether each blueprint has been looked at."""
        self._search = search
        self._worker = ThreadPoolExecutor(1, "blueprint-preview")
        self._stop = asyncio.Event()
        self._news = asyncio.Event()
        self._run_id = secrets.token_hex(4)
        self._version = 0
        self._folder_stamps: dict[Path, Stamp] = {}
        self._given_folders: set[str] = set()
        self._watched_folders: frozenset[Path] = frozenset()
        self._busy: dict[str, asyncio.Task[None]] = {}
        self._recent: dict[str, None] = {}

    # -- what one sees -----------------------------------------------------------------------------------------

    def state(self, name: str) -> dict[str, str]:
        """What tells how a blueprint, or without a name the index, looks now from how it looked before."""
        if not name:
            return {"version": f"{self._run_id}-{self._version}"}
        sheet = self.sheets.get(name)
        if sheet is None:
            return {"version": f"{self._run_id}-unlisted", "picture": ""}
        return {"version": f"{self._run_id}-{sheet.version}", "picture": self.picture_id(sheet)}

    def picture_id(self, sheet: Sheet) -> str:
        """What tells a picture from those before it; empty where there is none."""
        has_any = sheet.picture is not None and sheet.picture.html
        return f"{self._run_id}-{sheet.picture.number}" if has_any and sheet.picture else ""

    async def open(self, name: str) -> Sheet | None:
        """A blueprint with its picture, or None where none is listed by that name."""
        sheet = self.sheets.get(name)
        if sheet is None:
            return None
        self._touch(name)
        if not sheet.is_open:
            sheet.is_open = sheet.is_dirty = True
        if sheet.is_dirty:
            await self._refresh(sheet)
        await self._do(self._draw, sheet)
        return sheet

    async def states(self, names: Sequence[str]) -> AsyncIterator[dict[str, str]]:
        """How blueprints (or the index, of no name) stand: each now, and again whenever that changes.

        Each state has the name (`of`). An empty one now and then says that there is nothing new.
        """
        sheets = [sheet for name in names if (sheet := self.sheets.get(name)) is not None]
        for sheet in sheets:
            sheet.viewers += 1
        told: dict[str, dict[str, str]] = {}
        try:
            while not self._stop.is_set():
                news = self._news
                for name in names:
                    now = self.state(name)
                    if now != told.get(name):
                        told[name] = now
                        yield {"of": name, **now}
                try:
                    await asyncio.wait_for(news.wait(), _ALIVE)
                except TimeoutError:
                    yield {}
        finally:
            for sheet in sheets:
                sheet.viewers -= 1

    # -- keeping up --------------------------------------------------------------------------------------------

    async def run(self) -> None:
        """List the blueprints, look at each, and keep up with what changes, until `close` is called."""
        await self._list()
        first = asyncio.ensure_future(self._look_through())
        try:
            async for paths in changes(self._watched, self._stop):
                await self._keep_up(paths)
        finally:
            first.cancel()
            for task in self._busy.values():
                task.cancel()
            self._worker.shutdown(wait=False, cancel_futures=True)

    def close(self) -> None:
        """End `run`, and what is told to those who look on."""
        self._stop.set()
        self._tell()

    async def _keep_up(self, paths: frozenset[str]) -> None:
        old = await self._do(self._outdated, paths)
        for sheet in sorted(old, key=lambda sheet: not sheet.viewers):
            sheet.is_dirty = True
            self._begin(sheet)
        if self._is_list_old(paths):
            await self._list()

    def _outdated(self, paths: frozenset[str]) -> list[Sheet]:
        """The sheets that rest on any of these files, or on one that is not as it was."""
        seen = [sheet for sheet in self.sheets.values() if sheet.state != "unseen"]
        now = {file: stamp_of(file) for file in {file for sheet in seen for file in sheet.stamps}}
        return [
            sheet for sheet in seen
            if not paths.isdisjoint(sheet.paths)
            or any(now[file] != stamp for file, stamp in sheet.stamps.items())
            or (paths and _lacks_a_file(sheet))
        ]  # fmt: skip

    def _begin(self, sheet: Sheet) -> None:
        """Look at a sheet anew, in the background; where that is being done, it is done once more."""
        if sheet.name not in self._busy:
            task = asyncio.ensure_future(self._refresh(sheet))
            self._busy[sheet.name] = task
            task.add_done_callback(lambda _: self._busy.pop(sheet.name, None))

    async def _refresh(self, sheet: Sheet) -> None:
        while sheet.is_dirty:
            sheet.is_dirty = False
            look = await self._do(sheet.look)
            for _ in range(_MOST_WAITS):
                if look.state == "good" or sheet.state != "good":
                    break
                await asyncio.sleep(_SETTLES)
                before, look = look, await self._do(sheet.look)
                if look.stamps == before.stamps:  # nobody is at it any more
                    break
            if await self._do(self._take, sheet, look):
                self._tell()

    def _take(self, sheet: Sheet, look: Look) -> bool:
        """Have a look count, and say whether there is anything new to be seen, on this sheet or on others."""
        before = sum(each.version for each in self.sheets.values())
        sheet.take(look)
        if self.is_complete:
            self._judge()
        self._draw_seen()
        return before != sum(each.version for each in self.sheets.values())

    async def _look_through(self) -> None:
        """Look at each blueprint that nobody has looked at; the index fills meanwhile."""
        told = time.monotonic()
        for sheet in list(self.sheets.values()):
            if sheet.state == "unseen":
                sheet.is_dirty = False
                await self._do(lambda sheet=sheet: sheet.take(sheet.look()))
            if time.monotonic() - told > _OFTEN:
                told = time.monotonic()
                self._tell()
        await self._do(self._complete)
        self._tell()

    def _complete(self) -> None:
        self._judge()
        self._draw_seen()
        self.is_complete = True

    def _draw_seen(self) -> None:
        """Draw all that somebody looks at, where that isn't done."""
        for sheet in self.sheets.values():
            if sheet.viewers:
                self._draw(sheet)

    def _draw(self, sheet: Sheet) -> None:
        sheet.draw(links_of(sheet, self.sheets.values()))

    def _judge(self) -> None:
        """Share out what the rules about all files find: each to the blueprints that have or include the file."""
        results = [sheet.result for sheet in self.sheets.values() if sheet.result is not None and sheet.state != "gone"]
        is_read = all(sheet.state != "gone" and sheet.result is not None for sheet in self.sheets.values())
        is_complete = is_read and not self.listing.problems
        folders = [] if self.is_single else [self.top]
        findings, texts = judge(results, folders, is_complete=is_complete)
        real = {finding.file: os.path.realpath(finding.file) for finding in findings}
        for sheet in self.sheets.values():
            others = tuple(finding for finding in findings if real[finding.file] in sheet.documents)
            sheet.take_others(others, {finding.file: texts.get(finding.file, "") for finding in others})

    # -- the listing -------------------------------------------------------------------------------------------

    async def _list(self) -> None:
        listing = await self._do(self._find)
        if set(self.listing.paths) - set(listing.paths):
            await asyncio.sleep(_SETTLES)  # an editor may have moved a file away to write it anew
            listing = await self._do(self._find)
        self.listing = listing
        is_first = not self.sheets and not self.is_complete
        fresh = [name for name in self.listing.paths if name not in self.sheets]
        kept: dict[str, Sheet] = {}
        for name, path in self.listing.paths.items():
            kept[name] = self.sheets.get(name) or Sheet(name, path)
        for name, sheet in self.sheets.items():
            # Whoever looks at it is told that it is gone, and sees it when it is back.
            if name not in kept and sheet.viewers and not self.is_single:
                kept[name] = sheet
        if list(kept) != list(self.sheets):
            self.sheets = dict(sorted(kept.items()))
            self._tell()
        for name in () if is_first else fresh:
            self._begin(self.sheets[name])

    def _find(self) -> Listing:
        """The listing as it is; what comes while one searches is found by searching once more."""
        before = {folder: stamp_of(str(folder)) for folder in self.listing.folders}
        for _ in range(_MOST_SEARCHES):
            listing = listing_of(self._search(), self.top)
            now = {folder: stamp_of(str(folder)) for folder in listing.folders}
            if now == before:
                break
            before = now
        self._folder_stamps = before
        return listing

    def _is_list_old(self, paths: Iterable[str]) -> bool:
        if any(path.endswith((".gitignore", BLUEPRINT_SUFFIX)) and not self._is_listed(path) for path in paths):
            return True
        return any(stamp_of(str(folder)) != stamp for folder, stamp in self._folder_stamps.items())

    def _is_listed(self, path: str) -> bool:
        """Whether a blueprint is in the listing and on the disk."""
        return any(path in sheet.paths for sheet in self.sheets.values()) and os.path.exists(path)  # noqa: PTH110

    def _watched(self) -> frozenset[Path]:
        """The folders that are searched, and those of the files that blueprints rest on."""
        given = {os.path.dirname(file) for sheet in self.sheets.values() for file in sheet.documents}  # noqa: PTH120
        given |= {str(folder) for folder in (*self.listing.folders, self.top)}
        if given != self._given_folders:
            folders = {Path(folder).resolve() for folder in given}
            for folder in list(folders):  # a configuration above them may come at any time
                root = root_of(folder / "x")
                folders |= {above for above in folder.parents if above.is_relative_to(root)}
            self._given_folders, self._watched_folders = given, frozenset(folders)
        return self._watched_folders

    # -- below -------------------------------------------------------------------------------------------------

    def _touch(self, name: str) -> None:
        """Note that a sheet was asked for; those that nobody asked for in a long time are put away."""
        self._recent.pop(name, None)
        self._recent[name] = None
        for other in list(self._recent)[: max(len(self._recent) - _MOST_OPEN, 0)]:
            sheet = self.sheets.get(other)
            if sheet is None or not sheet.viewers:
                del self._recent[other]
                if sheet is not None:
                    sheet.put_away()

    def _tell(self) -> None:
        self._version += 1
        news, self._news = self._news, asyncio.Event()
        news.set()

    async def _do(self, work: Callable[..., T], *arguments: Any) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._worker, work, *arguments)


def _lacks_a_file(sheet: Sheet) -> bool:
    """Whether it includes a file that can't be read: any that comes may be the one."""
    return sheet.result is not None and any(finding.code == "BP007" for finding in sheet.result.findings)
