"""Regions and towns in tags, whose words are written together: «#АлтайскийКрай», «#татарстан», «#НижнийТагил».

Invariant: the value is a name of ``vocabulary/<lang>/regions.csv`` or a town of the gazetteer in two words; the span is
the tag without its sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from everyname.extract.spans.found import Found
from everyname.extract.spans.gazetteer import Place, place_of
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


_PARTS = re.compile(r"[А-ЯЁІЇЄҐ]?[а-яёіїєґ'-]+")
_SHORTEST, _TOWN = 3, 4  # letters of a part; digits of the population


def find_town_tags(text: str, lang: str) -> Iterator[Found]:
    """Every tag that is a town of two words: «#ЛенинскКузнецкий»."""
    if "#" not in text or lang == "en":
        return
    for match in _TAG.finditer(text):
        place = _town(match[1], lang)
        if place and not place.is_front:
            attrs = {"form": "name", "known": "1", "cue": "header", "support": "tag", "size": str(place.digits)}
            yield Found("settlement", place.name, *match.span(1), "places/tag", 0.8, attrs=attrs)


def _town(tag: str, lang: str) -> Place | None:
    """The town whose name in two or three words a tag writes as one."""
    parts = [fold(part) for part in _PARTS.findall(tag.replace("_", " "))]
    if len(parts) > 1 and (place := _named(parts, lang)):
        return place
    low = fold(tag)
    if len(parts) > 1 or not low.isalpha():
        return None
    cuts = range(_SHORTEST, len(low) - _SHORTEST + 1)
    return next((place for at in cuts if (place := _named([low[:at], low[at:]], lang))), None)


def _named(parts: list[str], lang: str) -> Place | None:
    joined = (place_of(joint.join(parts), lang) for joint in ("-", " "))
    return next((place for place in joined if place and place.digits >= _TOWN), None)
