"""Regions in tags, whose words are written together: «#АлтайскийКрай», «#свердловская_область», «#татарстан».

Invariant: the value is a name of ``vocabulary/<lang>/regions.csv``; the span is the tag without its sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from everyname.extract.spans.found import Found
from everyname.extract.spans.lexicon import fold, rows, split

_TAG = re.compile(r"#(\w+)")
_JOINTS = re.compile(r"[\W_]+")


@cache
def _tags(lang: str) -> dict[str, str]:
    table: dict[str, str] = {}
    for row in rows(f"{lang}/regions"):
        names = [row["name"], f"{row['noun']} {row['name']}" if row["noun"] == "республика" else ""]
        names += [name.partition(":")[0] for name in split(row["others"])]
        for name in filter(None, names):
            table[_JOINTS.sub("", fold(name))] = row["name"]
    return table


def find_region_tags(text: str, lang: str) -> Iterator[Found]:
    """Every tag that is a region and no more."""
    if "#" not in text or lang == "en":
        return
    for match in _TAG.finditer(text):
        if value := _tags(lang).get(_JOINTS.sub("", fold(match[1]))):
            yield Found("region", value, *match.span(1), "regions/tag", 0.85, attrs={"form": "name"})
