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

_SAMPLE = 2000
_SINGLE = {"other:text", "other:exact"}


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
    return kinds


def _by_name(name: str) -> str | None:
    words = " ".join(re.findall(r"[^\W_]+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).casefold()))
    for kind, patterns in _headers()["kinds"].items():
        if any(re.fullmatch(pattern, words) for pattern in patterns):
            return str(kind)
    return None


def _tells(values: list[str]) -> bool:
    present = {value for value in values[:_SAMPLE] if value}
    return len(present) > 1 or len({value for value in values if value}) > 1


def _by_values(values: list[str]) -> str:
    """Text when most values hold letters and several words or much variety, exact otherwise (codes, classes)."""
    present = [value for value in values[:_SAMPLE] if value]
    lettered = sum(any(c.isalpha() for c in value) for value in present)
    varied = len(set(present)) > max(20, len(present) // 50)
    return "other:text" if lettered * 2 > len(present) and varied else "other:exact"
