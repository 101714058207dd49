"""Towns and regions named by who lives there: «тольяттинцы», «кузбассовец», «нижегородцы, погибшие …: Павлово, …».

Invariant: a demonym is read only with an ending of its declension; a capital whose people stand for their region
gives way to that region where the text has another town of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache, lru_cache

from everyname.extract.spans.found import Found
from everyname.extract.spans.gazetteer import Place, place_of
from everyname.extract.spans.lexicon import Word, fold, forms_of, rows, split

TOWN = 5  # digits of the population of a town that a regular demonym may come from
_SHORTEST_DEMONYM = 4
_SHORTEST_TOWN = 3  # letters; «борец» is no man of Бор
_SURNAME = re.compile("(?:[ое]в|(?<![ая]н)ин)[ауы]?$")  # «Пермяков», not «Югорчанин»
_PLURAL = ("ы", "и", "не", "ам", "ям", "ами", "ями", "ев", "ов", "ан", "ян")

_CENTRE = re.compile(
    r"(?<!\w)(?:областн\w{2,3}|краев\w{2,3}|республиканск\w{2,3}|обласн\w{2,3})\s+центр\w{0,2}(?!\w)", re.IGNORECASE
)

Towns = Callable[[str, str, str], tuple[Place, ...]]
Made = Callable[[Word, list[Place], str, float], Found]


@cache
def _endings(lang: str) -> dict[str, str]:
    """Case endings of demonyms to the ending of their nominative singular."""
    return {ending: row["nominative"] for row in rows(f"{lang}/demonym_endings") for ending in split(row["endings"])}


@cache
def _last_letters(lang: str) -> frozenset[str]:
    """What demonyms end in: a quick look before their endings are tried one by one."""
    return frozenset(ending[-2:] for ending in _endings(lang))


@cache
def _tails(lang: str) -> frozenset[str]:
    """What may follow the stem of an irregular demonym: a case ending, or the last letters of one."""
    tails = {ending[at:] for ending in _endings(lang) for at in range(len(ending) + 1)}
    return frozenset(tails | {form for name in ("m", "mk", "fk") for form, _ in forms_of("", name, lang)})


@cache
def _irregular(lang: str) -> dict[str, list[tuple[str, str, str]]]:
    """Stems of demonyms with their towns and regions by the first three letters, the longest stem first."""
    table: dict[str, list[tuple[str, str, str]]] = {}
    for row in sorted(rows(f"{lang}/demonyms"), key=lambda row: -len(row["stem"])):
        stem = fold(row["stem"])
        table.setdefault(stem[:3], []).append((stem, row["settlement"], row.get("region") or ""))
    return table


@lru_cache(maxsize=1 << 15)
def may_be_demonym(low: str, lang: str) -> bool:
    """A quick look at a word: few end or begin as demonyms do."""
    return len(low) >= _SHORTEST_DEMONYM and (low[-2:] in _last_letters(lang) or low[:3] in _irregular(lang))


def demonym(word: Word, lang: str, towns: Towns, made: Made) -> Iterator[Found]:
    """The town or region of a demonym."""
    low = word.low
    for stem, settlement, region in _irregular(lang).get(low[:3], ()):
        if low.startswith(stem) and low[len(stem) :] in _tails(lang):
            if not (word.text[0].isupper() and _SURNAME.search(low)):
                yield from _listed(word, settlement, region, lang, made)
            return
    for length in range(5, 1, -1):
        nominative = _endings(lang).get(low[-length:])
        if nominative and len(low) - length > 2:
            named = towns(low[:-length] + nominative, "demonym", lang)
            large = [p for p in named if p.digits >= TOWN and len(p.name) > _SHORTEST_TOWN]
            if large:
                yield made(word, large, "demonym", 0.6)
                return


def _listed(word: Word, settlement: str, region: str, lang: str, made: Made) -> Iterator[Found]:
    if region and (not settlement or word.low.endswith(_PLURAL)):
        attrs = {"form": "demonym", "cue": "home"} | ({"town": settlement} if settlement else {})
        yield Found("region", region, word.start, word.end, "regions/demonym", 0.8, attrs=attrs)
    if settlement:
        known = place_of(fold(settlement), lang)
        place = known._replace(name=settlement) if known else Place(settlement, "", TOWN)
        yield made(word, [place], "demonym", 0.7)


def capital_or_region(found: list[Found]) -> Iterator[Found]:
    """«Нижегородцы, погибшие в СВО: А, Павлово»: people of the region; «Нижегородцы простились с А»: of its capital."""
    told = [f for f in found if f.kind == "region" and "town" in f.attrs]
    found = [_of_capital(f) for f in found]
    ours = {f.start for f in told if any(_is_other(f, other) for other in found)}
    starts = {f.start for f in told}
    for item in found:
        region = item.kind == "region" and "town" in item.attrs
        town = item.kind == "settlement" and item.attrs.get("form") == "demonym" and item.start in starts
        if (region and item.start not in ours) or (town and item.start in ours):
            continue
        yield item


def _of_capital(item: Found) -> Found:
    """«Орловец»: he may be of the region that the town is the capital of."""
    if item.kind != "settlement" or item.attrs.get("form") != "demonym" or item.value not in _capitals():
        return item
    return replace(item, attrs={**item.attrs, "capital": "1"})


@cache
def _capitals() -> frozenset[str]:
    return frozenset(row["capital"] for lang in ("ru", "uk") for row in rows(f"{lang}/regions"))


def _is_other(region: Found, other: Found) -> bool:
    """Whether a place is a town of the region, other than the one the demonym is made from."""
    if other.kind != "settlement" or other.start == region.start or other.value == region.attrs["town"]:
        return False
    return region.value in other.attrs.get("regions", "").split("|") and other.attrs.get("cue") != "death"


def capital_of(text: str, regions: list[Found], lang: str) -> Iterator[Found]:
    """«областного центра»: the capital of the only region that the text names."""
    named = {found.value for found in regions if found.kind == "region"}
    if len(named) != 1 or lang == "en":
        return
    capital = next((row["capital"] for row in rows(f"{lang}/regions") if row["name"] in named), "")
    for match in _CENTRE.finditer(text) if capital else ():
        attrs = {"form": "capital", "cue": "in"}
        yield Found("settlement", capital, match.start(), match.end(), "places/capital", 0.7, True, attrs)
