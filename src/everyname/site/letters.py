"""Names in Latin letters, and search keys that are alike for all the ways a name is spelled.

Invariant: both follow tables in ``vocabulary/``; ``search.js`` builds the same keys from the same table, which the site
carries as ``search/letters.json``.
"""

from __future__ import annotations

import csv
from functools import lru_cache
from importlib import resources
from itertools import groupby
from typing import Any

import yaml

from everyname.domain.names import fold

_UKRAINIAN = frozenset("іїєґ")


@lru_cache(maxsize=1)
def tables() -> dict[str, Any]:
    """The letter tables."""
    return dict(yaml.safe_load(_vocabulary("letters.yaml")))


def latin(text: str) -> str:
    """A Cyrillic name in Latin letters; other letters stay as they are.

    >>> latin("Щеглецов Фёдор"), latin("Івановець Григорій")
    ('Shchegletsov Fyodor', 'Ivanovets Hryhorii')
    """
    table = tables()["uk" if _UKRAINIAN & set(text.lower()) else "ru"]
    return " ".join(_latin_word(word, table) for word in text.split())


@lru_cache(maxsize=65536)
def key(word: str) -> str:
    """One word's search key: «Фёдоров», «Федоров», «Fyodorov» and «Fedoroff» give the same."""
    table: dict[str, str] = tables()["key"]
    text = "".join(table.get(c, c) for c in fold(word))
    for old, new in tables()["alike"]:
        text = text.replace(old, new)
    return "".join(c for c, _ in groupby(text))


def keys(text: str) -> set[str]:
    """The search keys of all words of a name, in every language that has its own form of them."""
    words = set(fold(text).split())
    also = {form for word in words for form in _equivalents().get(word, ())}
    return {k for k in map(key, words | also) if len(k) > 1}


@lru_cache(maxsize=1)
def _equivalents() -> dict[str, tuple[str, ...]]:
    rows = [[fold(cell) for cell in row] for row in csv.reader(_vocabulary("given_names.csv").splitlines()[1:])]
    found: dict[str, tuple[str, ...]] = {}
    for row in rows:
        for name in row:
            found[name] = (*found.get(name, ()), *(w for form in row for w in form.split()))
    return found


def _latin_word(word: str, table: dict[str, str]) -> str:
    small = "".join(table.get(c, c) for c in word.lower())
    if word.isupper() and len(word) > 1:
        return small.upper()
    parts = "-".join(p[:1].upper() + p[1:] for p in small.split("-"))
    return parts if word[:1].isupper() else small


def _vocabulary(name: str) -> str:
    return resources.files("everyname.site").joinpath("vocabulary", name).read_text("utf-8")
