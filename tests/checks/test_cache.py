"""What results that are kept rest on, beside the files."""

from __future__ import annotations

import os
import sys

from blueprint.checks.cache import stamp_of_code


def test_the_current_folder_is_no_code(tmp_path, monkeypatch):
    """`python -m` puts it on the path, and saving a file there changes it."""
    monkeypatch.chdir(tmp_path)
    other = tmp_path / "packages"
    other.mkdir()
    monkeypatch.setattr(sys, "path", ["", str(tmp_path), str(other), *sys.path])
    before = stamp_of_code()
    os.utime(tmp_path, (1, 1))
    assert stamp_of_code() == before
    os.utime(other, (1, 1))
    assert stamp_of_code() != before
