"""The towns an adjective or a demonym may come from: «воронежск», «нижнетагильск», «великогаївськ», «тольяттинец».

Invariant: every town returned stands in the gazetteer, the likeliest first.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from everyname.extract.spans.gazetteer import Place, place_of
from everyname.extract.spans.lexicon import fold, rows


@cache
def _patterns(lang: str, kind: str) -> list[tuple[str, list[str]]]:
    found = (row for row in rows(f"{lang}/place_derived") if row["kind"] == kind)
    return [(row["suffix"], ["" if e == "-" else e for e in row["ending"].split()]) for row in found]


@lru_cache(maxsize=20_000)
def towns_of(stem: str, kind: str, lang: str) -> tuple[Place, ...]:
    """The towns an adjective stem («воронежск») or a demonym without its case ending («тольяттинец») may come from."""
    places: dict[str, Place] = {}
    for suffix, endings in _patterns(lang, kind):
        if stem.endswith(suffix):
            base = stem[: len(stem) - len(suffix)]
            for place in (place_of(base + ending, lang) for ending in endings):
                if place and len(place.name) > 2:
                    places[place.name] = place
    if kind == "adjective" and not places:
        places = {place.name: place for place in _of_two_words(stem, lang)}
    whole = [stem, stem.removesuffix("ськ") if stem.endswith("инськ") else stem]  # Чигирин, not Чигири
    if kind == "adjective" and (own := _of_its_own(lang).get(stem)) and (place := place_of(fold(own), lang)):
        places, whole = {place.name: place} | places, [own]
    return tuple(sorted(places.values(), key=lambda p: (fold(p.name) not in whole, -p.digits)))


@cache
def _of_its_own(lang: str) -> dict[str, str]:
    """Adjectives that no pattern gives back, with their towns."""
    return {row["stem"]: row["town"] for row in rows(f"{lang}/place_adjectives")} if lang == "uk" else {}


def _of_two_words(stem: str, lang: str) -> Iterator[Place]:
    """Towns of two words whose adjective is one: «нижнетагильск», «великолукск», «новоушицьк»."""
    for row in rows(f"{lang}/place_compounds"):
        rest = stem.removeprefix(row["prefix"])
        for suffix, endings in _patterns(lang, "adjective") if rest != stem else ():
            if rest.endswith(suffix):
                names = (
                    f"{word} {rest[: len(rest) - len(suffix)]}{end}" for word in row["words"].split() for end in endings
                )
                yield from (place for name in names if (place := place_of(name, lang)))
