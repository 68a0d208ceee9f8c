"""What is judged over all blueprints that are checked together: facts of each file, kept while it was checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Portfolio(NamedTuple):
    """The blueprints that were checked together, as one rule sees them.

    `facts` is what the rule gathered, by file. `folders` are those that were searched for blueprints; `is_complete`
    says whether all files that were found could be read, so that what no fact speaks of is not there.
    """

    facts: Mapping[str, Any]
    folders: tuple[str, ...] = ()
    is_complete: bool = True
