"""Guesses what the columns of a stranger's table hold, from names and values. A guess is shown and can be replaced.

Words of headers are data (``data/headers.yaml``); the first kind whose words fit wins.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from everyname.domain.names import fold
from everyname.linkage.numbers import are_numbers
from everyname.linkage.text import Script, script_of

SAMPLE = 2000  # values of a column that are looked at
_SINGLE = {"other:text", "other:exact", "other:number"}
_PERSONAL = {"surname", "given", "patronymic", "sex", "birth_date", "birth_year", "age", "death_date", "unit", "rank"}
_AGAIN = 0.9  # share of values whose words other columns hold


@cache
def _headers() -> dict[str, Any]:
    text = (files("everyname.linkage") / "data" / "headers.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


def guess_kinds(arrays: Mapping[str, list[str]]) -> dict[str, str]:
    """Column name to kind. A column that tells nothing (empty, all equal, named as the truth) gets none."""
    kinds: dict[str, str] = {}
    for name, values in arrays.items():
        kind = _by_name(name) or ""
        if kind == "ignore" or (kind != "id" and not _tells(values)):
            continue
        kind = kind or _by_values(values)
        if kind in _SINGLE or kind not in kinds.values():
            kinds[name] = kind
        elif kind != "id":
            kinds[name] = "other:text"
    kinds = _numbers(_things(kinds, arrays), arrays)
    return {name: kind for name, kind in kinds.items() if not _repeats(name, kinds, arrays)}


def _things(kinds: dict[str, str], arrays: Mapping[str, list[str]]) -> dict[str, str]:
    """The same kinds, with a name in Latin letters that nothing tells to be a person's (a shop, a book) as text."""
    name = next((name for name, kind in kinds.items() if kind == "full_name"), None)
    if name is None or set(kinds.values()) & _PERSONAL or script_of(arrays[name][:SAMPLE]) is not Script.LATIN:
        return kinds
    return {**kinds, name: "other:text"}


def _numbers(kinds: dict[str, str], arrays: Mapping[str, list[str]]) -> dict[str, str]:
    """The same kinds with prices, sizes and the like of things as numbers."""
    persons = bool(set(kinds.values()) & {*_PERSONAL, "full_name"})
    found = dict(kinds)
    for name, kind in kinds.items():
        if kind in ("other:number", "other:exact") and (kind == "other:number" or _by_name(name) is None):
            amounts = not persons and are_numbers(arrays[name][:SAMPLE], named=kind == "other:number")
            found[name] = "other:number" if amounts else _by_values(arrays[name])
    return found


def _repeats(name: str, kinds: Mapping[str, str], arrays: Mapping[str, list[str]]) -> bool:
    """Whether a column only says again what columns of better known kinds say (a full name beside its parts)."""
    others = [other for other, kind in kinds.items() if _rank(kind) < _rank(kinds[name]) and kind != "id"]
    held = [(value, row) for row, value in enumerate(arrays[name][:SAMPLE]) if value]
    if not others or not held:
        return False
    said = (
        set(fold(value).split()) <= {word for other in others for word in fold(arrays[other][row]).split()}
        for value, row in held
    )
    return sum(said) > _AGAIN * len(held)


def _rank(kind: str) -> int:
    return len(_SINGLE) if kind == "other:text" else int(kind in _SINGLE)


def _by_name(name: str) -> str | None:
    words = " ".join(re.findall(r"[^\W_]+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).casefold()))
    for kind, patterns in _headers()["kinds"].items():
        if any(re.fullmatch(pattern, words) for pattern in patterns):
            return str(kind)
    return None


def _tells(values: list[str]) -> bool:
    present = {value for value in values[:SAMPLE] if value}
    return len(present) > 1 or len({value for value in values if value}) > 1


def _by_values(values: list[str]) -> str:
    """Text when most values hold letters and several words or much variety, exact otherwise (codes, classes)."""
    present = [value for value in values[:SAMPLE] if value]
    lettered = sum(any(c.isalpha() for c in value) for value in present)
    varied = len(set(present)) > max(20, len(present) // 50)
    return "other:text" if lettered * 2 > len(present) and varied else "other:exact"
