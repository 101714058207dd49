"""The room's vocabulary, read once from YAML. Every phrase is folded, so that comparing is a dictionary look-up."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files

import yaml

from everyname.domain.names import fold


@cache
def _load(name: str) -> dict[str, object]:
    text = (files("everyname.sources") / "vocabulary" / name).read_text("utf-8")
    loaded: dict[str, object] = yaml.safe_load(text)
    return loaded


def _inverted(groups: object) -> dict[str, str]:
    assert isinstance(groups, dict)
    return {fold(str(word)) or str(word): str(code) for code, words in groups.items() for word in words}


@cache
def headers() -> dict[str, str]:
    """Folded header phrase to kind."""
    return _inverted(_load("headers.yaml"))


@cache
def codes(group: str) -> dict[str, str]:
    """Folded word to code, of a group of ``values.yaml``: sex, category, months."""
    return _inverted(_load("values.yaml")[group])


@cache
def members(group: str) -> frozenset[str]:
    """Folded words of a flat group of ``values.yaml``: nothing, placeholder_name, total, approximate."""
    words = _load("values.yaml")[group]
    assert isinstance(words, list)
    return frozenset(fold(str(word)) or str(word) for word in words)


@lru_cache(maxsize=1 << 14)
def says_nothing(value: str) -> bool:
    """Whether a cell is blank or says in words that nothing is known."""
    value = value.strip()
    return not value or (fold(value) or value) in members("nothing")
