"""The rules, a file each: to add one, add a file. Other packages add theirs by an entry point."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from blueprint.checks.declaration import CODE, REGISTERED
from blueprint.suggest import nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from blueprint.checks.declaration import Rule


@cache
def all_rules() -> Mapping[str, Rule]:
    """Every rule by its code, in the order of the codes. Raises RuleError where another package's can't be used."""
    from blueprint.checks.plugins import load_plugins

    for module in iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
    load_plugins()
    own = sorted(code for code in REGISTERED if code.startswith("BP"))
    others = sorted(code for code in REGISTERED if not code.startswith("BP"))
    return {code: REGISTERED[code] for code in (*own, *others)}


def meant_code(text: str) -> str:
    """Words that name the code that was probably meant by a text, be it a code or a rule's name; or nothing.

    Codes that differ in a digit are as near to each other as any, so none of them is proposed.
    """
    rules = all_rules()
    code = text.strip().upper()
    meant = next((known for known in (code, f"BP{code}") if known in rules), None)
    if meant is None and not CODE.fullmatch(code):
        named = {rule.name: rule.code for rule in rules.values()}
        meant = named.get(nearest(text, named) or "")
    return f"; did you mean `{meant}`?" if meant else ""
