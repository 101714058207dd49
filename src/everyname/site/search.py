"""A search index in small files: a reader's browser fetches the few it needs, and nobody learns what was searched.

Invariant: ``tokens/XX.json`` maps search keys that begin with the same two characters to places in the alphabet;
``persons/N.json`` holds ``BLOCK`` persons in that order. Both are the same for all languages.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from everyname.site.letters import keys, latin, tables

BLOCK = 100


def search_files(persons: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """The files of the index over persons in alphabetical order."""
    shards: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for place, person in enumerate(persons):
        for key in sorted(set().union(*(keys(text) for text in _spellings(person)))):
            shards[key[:2]][key].append(place)
    for start, shard in sorted(shards.items()):
        yield f"search/tokens/{_code(start)}.json", _compact(shard)
    for first in range(0, len(persons), BLOCK):
        block = [_shown(p) for p in persons[first : first + BLOCK]]
        yield f"search/persons/{first // BLOCK}.json", _compact(block)
    rules = {"key": tables()["key"], "alike": tables()["alike"], "shards": [_code(s) for s in sorted(shards)]}
    yield "search/letters.json", _compact(rules)


def _spellings(person: dict[str, Any]) -> list[str]:
    return [person["name"], person["nom_de_guerre"], *person["spellings"]]


def _shown(person: dict[str, Any]) -> list[str]:
    years = "–".join(person[date][:4] or "?" for date in ("birth", "death"))
    return [person["id"], person["name"], latin(person["name"]), years, person["region"]]


def _code(text: str) -> str:
    return "-".join(f"{ord(c):04x}" for c in text)


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n"
