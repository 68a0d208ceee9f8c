"""Columns of values as a data frame of the library that the caller has: pandas or polars, by way of narwhals."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Literal

from blueprint.finding import MissingExtra

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Library = Literal["pandas", "polars"]

_LIBRARIES: tuple[Library, ...] = ("pandas", "polars")


def frame(
    columns: Mapping[str, Sequence[Any]],
    kinds: Mapping[str, Literal["number", "text"]],
    backend: Library | None = None,
) -> Any:
    """A data frame; columns of unknown numbers are numbers too.

    Without a `backend`, of the library that is imported already (pandas, where both are), else of one that is
    installed. Raises MissingExtra where neither is.
    """
    import narwhals as nw

    if backend is not None and backend not in _LIBRARIES:
        message = f"`{backend}` makes no data frames here: there are {' and '.join(_LIBRARIES)}"
        raise ValueError(message)
    imported = [name for name in _LIBRARIES if name in sys.modules]
    installed = [name for name in _LIBRARIES if find_spec(name)]
    library: Library | None = backend or next(iter((*imported, *installed)), None)
    if library is None or not find_spec(library):
        message = f"a data frame needs {library or 'pandas or polars'}: pip install {library or 'pandas'}"
        raise MissingExtra(message)
    types = {"number": nw.Float64(), "text": nw.String()}
    schema = {key: types[kinds.get(key, "text")] for key in columns}
    data = {
        key: [None if v is None else float(v) if kinds.get(key) == "number" else str(v) for v in values]
        for key, values in columns.items()
    }
    return nw.from_dict(data, schema=schema, backend=library).to_native()
