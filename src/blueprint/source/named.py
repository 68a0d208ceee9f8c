"""Files that a file names by a path: found inside the project, and nowhere else."""

from __future__ import annotations

from pathlib import Path

from blueprint.suggest import nearest


def named_file(given: str, path: Path, root: Path, suffix: str) -> Path | str:
    """The file that is meant by a path relative to the file `path`, or what is wrong with it, in words.

    It has to be in the folder `root`, wherever links lead. `suffix` is how the names of such files end, to say which
    one was probably meant.
    """
    folder = path.resolve().parent
    if "\0" in given or Path(given).is_absolute() or given.startswith(("~", "\\")) or ":" in given[:3]:
        return f"`{given}` must be a path relative to this file"
    try:
        target = (folder / given).resolve()
        is_file, is_folder = target.is_file(), target.is_dir()
    except RuntimeError:
        return f"`{given}` leads nowhere: its links go round in a circle"
    except OSError as error:
        return f"`{given}` can't be read: {error.strerror}"
    if not target.is_relative_to(root):
        return f"`{given}` leads out of the project folder `{root.name}`"
    if is_file:
        return target
    what = "is a folder" if is_folder else "does not exist"
    beside = [p.name for p in folder.glob(f"*{suffix}") if p.is_file()] if target.parent == folder else []
    near = nearest(target.name, beside)
    return f"`{given}` {what}" + (f"; did you mean `{near}`?" if near else "")
