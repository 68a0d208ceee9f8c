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


def code_by_part(text: str) -> str | None:
    """The code of the only rule whose name has these words in it, in a row; None where there are none or several."""
    words = "-".join(text.strip().casefold().replace("_", "-").split())
    found = [rule.code for rule in all_rules().values() if words and f"-{words}-" in f"-{rule.name}-"]
    return found[0] if len(found) == 1 else None


def meant_code(text: str) -> str:
    """Words that name the code that was probably meant by a text, be it a code or a rule's name; or nothing.

    Codes that differ in a digit are as near to each other as any, so none of them is proposed.
    """
    rules = all_rules()
    code = text.strip().upper()
    meant = next((known for known in (code, f"BP{code}") if known in rules), None)
    if meant is None and not CODE.fullmatch(code):
        named = {rule.name: rule.code for rule in rules.values()}
        meant = code_by_part(text) or named.get(nearest(text, named) or "")
    return f"; did you mean `{meant}`?" if meant else ""
