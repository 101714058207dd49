"""Names of settlements, the nominatives an oblique form may come from, and the regions that have such a place.

Invariant: a name found here stands in ``vocabulary/places_<lang>.tsv`` or ``<lang>/front_places.csv``. Two places of
one name stay one entry with all its regions: which of them is meant only the context can say.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from everyname.extract.added import own
from everyname.extract.spans.lexicon import FOLDER, fold, rows

_SEPARATOR = re.compile("[ -]")
_FRONT_DIGITS = 3  # places of fighting are taken for small towns
_TOWN_DIGITS = 5  # Муром is first of all the town on the Oka, whatever village of fighting has its name
_FOREIGN_DIGITS = 6  # known abroad, so a large town
_LONGEST_ENDING = 5
_LONGEST_NAME = 60
_VOWELS = "аеиоуыэюяіїє"


class Place(NamedTuple):
    """A name with the numbers of its regions and the digits of the largest known population (0: unknown)."""

    name: str
    regions: str
    digits: int
    is_front: bool = False  # all places of the name lie where this war is fought

    @property
    def region_names(self) -> list[str]:
        """The regions that have a place of this name."""
        return [] if not self.regions else [_region_names()[int(number)] for number in self.regions.split(",")]


class Nominative(NamedTuple):
    """A possible nominative (folded) and the case the form would be in."""

    word: str
    case: str


@cache
def _region_names() -> list[str]:
    return [row["name"] for row in rows("ru/regions")]


@cache
def gazetteer(lang: str) -> dict[str, str]:
    """Folded names to the lines of the file; ``place_of`` reads a line when it is asked for."""
    text = (FOLDER / f"places_{lang}.tsv").read_text(encoding="utf-8")
    keys = text.lower().replace("ё", "е").splitlines()
    table = {key.partition("\t")[0]: line for key, line in zip(keys, text.splitlines(), strict=True)}
    for row in rows(f"{lang}/front_places"):
        table.setdefault(fold(row["name"]), f"{row['name']}\t\t{_FRONT_DIGITS}")
    if lang == "ru":
        table |= {fold(row["name"]): f"{row['name']}\t\t{_FOREIGN_DIGITS}" for row in rows("ru/foreign_places")}
    table |= {fold(row["name"]): f"{row['name']}\t{row['region']}\t{_FRONT_DIGITS}" for row in own(f"{lang}/places")}
    return table


@lru_cache(maxsize=20_000)
def place_of(key: str, lang: str) -> Place | None:
    """The place of a folded name."""
    line = gazetteer(lang).get(key)
    if line is None:
        return None
    name, regions, digits = line.split("\t")
    within = set(regions.split(",")) if regions else set()
    elsewhere = bool(within) and not within & _front_regions(lang) and int(digits) >= _TOWN_DIGITS
    is_front = (bool(within) and within <= _front_regions(lang)) or (name in _front_names(lang) and not elsewhere)
    return Place(name, regions if lang == "ru" else "", int(digits), is_front)


@cache
def _front_names(lang: str) -> frozenset[str]:
    return frozenset(row["name"] for row in rows(f"{lang}/front_places"))


@cache
def _front_regions(lang: str) -> frozenset[str]:
    """Numbers of the regions where this war is fought, as the places of the language count them."""
    names = {row["name"] for row in rows("front_regions")}
    table = rows("uk/regions" if lang == "uk" else "ru/regions")
    return frozenset(str(number) for number, row in enumerate(table) if row["name"] in names)


@cache
def first_words(lang: str) -> frozenset[str]:
    """Folded first words of the names of several words."""
    return frozenset(_SEPARATOR.split(key, maxsplit=1)[0] for key in gazetteer(lang) if " " in key or "-" in key)


@cache
def _endings(lang: str) -> dict[str, list[tuple[str, str]]]:
    table: dict[str, list[tuple[str, str]]] = {}
    if lang != "en":
        for row in rows(f"{lang}/place_endings"):
            for nominative in row["nominative"].split():
                table.setdefault(row["ending"], []).append(("" if nominative == "-" else nominative, row["case"]))
    return table


@lru_cache(maxsize=20_000)
def nominatives(low: str, lang: str) -> tuple[Nominative, ...]:
    """Every nominative the folded word may come from, itself first. «Ленинска-Кузнецкого» is read by its parts."""
    if len(low) > _LONGEST_NAME:
        return ()
    if "-" in low and lang != "en":
        return (Nominative(low, "nom"), *_by_parts(low, lang))
    found = [Nominative(low, "nom")]
    for length in range(1, _LONGEST_ENDING + 1):
        if length >= len(low):
            break
        stem = low[:-length]
        found += [Nominative(stem + new, case) for new, case in _endings(lang).get(low[-length:], ())]
    if low[-1] not in _VOWELS and lang != "en":
        plural = ("и", "ы", "а") if lang == "ru" else ("и", "і", "а")
        found += [Nominative(low + ending, "gen") for ending in plural]
    return tuple(dict.fromkeys(found))


def _by_parts(low: str, lang: str) -> list[Nominative]:
    head, _, tail = low.partition("-")
    heads = nominatives(head, lang)
    tails = nominatives(tail, lang) if "-" not in tail else (Nominative(tail, "nom"),)
    last = [Nominative(f"{head}-{t.word}", t.case) for t in tails if t.case != "nom"]
    first = [Nominative(f"{h.word}-{tail}", h.case) for h in heads if h.case != "nom"]
    both = [Nominative(f"{h.word}-{t.word}", t.case) for h in heads for t in tails if h.case == t.case != "nom"]
    return [*last, *first, *both]


@lru_cache(maxsize=20_000)
def look_up(words: tuple[str, ...], lang: str) -> tuple[tuple[Place, str], ...]:
    """The places that the folded words may name, each with the case of the form."""
    if len(words) == 1:
        named = ((place_of(n.word, lang), n.case) for n in nominatives(words[0], lang))
        return tuple((place, case) for place, case in named if place)
    heads = [n for n in nominatives(words[0], lang) if n.word in first_words(lang)]
    lasts = nominatives(words[-1], lang) if heads else ()
    found = []
    for head in heads:
        for last in lasts:
            parts = (head.word, *words[1:-1], last.word)
            place = place_of(" ".join(parts), lang) or place_of("-".join(parts), lang)
            if place and (head.case == last.case or "nom" in (head.case, last.case)):
                found.append((place, head.case if head.case != "nom" else last.case))
    return tuple(found)
