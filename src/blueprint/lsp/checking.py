"""Checks an open file as `blueprint check` would: with what its project configures."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from blueprint.finding import BlueprintError

if TYPE_CHECKING:
    from collections.abc import Callable

    from blueprint.checks.result import FileResult
    from blueprint.checks.settings import Settings
    from blueprint.lsp.files import OpenFile


class Checker:
    """Checks files, and remembers what is configured for each folder. What is wrong with that is told to `log`."""

    def __init__(self, log: Callable[[str], None]) -> None:
        self._log = log
        self._of_folder: dict[Path, Settings] = {}

    def check(self, file: OpenFile) -> FileResult:
        """What is wrong with a file as it stands in the editor, as are the files that it includes."""
        from blueprint.checks.engine import check_text

        with file.session.unsaved():
            return check_text(file.text, file.file, self.settings_of(file))

    def forget(self) -> None:
        """Read the configuration anew when it is needed."""
        self._of_folder.clear()

    def settings_of(self, file: OpenFile) -> Settings:
        """What is configured for a file; for one without a name, what is for this folder."""
        folder = file.path.parent if file.path is not None else Path.cwd()
        if folder not in self._of_folder:
            self._of_folder[folder] = self._configured(folder)
        return self._of_folder[folder]

    def _configured(self, folder: Path) -> Settings:
        from blueprint.checks.settings import Settings, configured
        from blueprint.project import configuration_for

        today = datetime.now(UTC).astimezone().date()
        try:
            return configured(configuration_for(folder), today)
        except BlueprintError as error:
            self._log(str(error))
            return Settings(today=today)
