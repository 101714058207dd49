"""Regions by name, adjective, by-name or abbreviation, in any case; theatres of war that are no region.

Invariant: the value is a name of ``vocabulary/<lang>/regions.csv`` (in English texts the Russian name), or of
``<lang>/areas.csv`` for kind ``area``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from everyname.extract.spans.found import Found
from everyname.extract.spans.lexicon import Word, adjacent, fold, forms_of, rows, split, words_of

_ADJECTIVE = re.compile(r"(.{2,}[сзц]ь?к)(?:ий|ого|ому|им|ом|ая|ой|ую|ое|ие|их|ими|ою|а|ої|ій|у|і)")
_OF_A_TOWN = re.compile("[сзц]ь?к")
_NOUNS = {
    "ru": re.compile(
        r"(?P<область>област\w{1,2}|обл)|(?P<край>кра[йяюе]|краем)|(?P<республика>республик\w{1,2}|респ)"
        r"|(?P<народная_республика>народн\w{2,3} республик\w{1,2})"
        r"|(?P<округ>(?:автономн\w{2,3} округ\w{0,2}|ао|а\.о|округ\w{0,2}))"
        r"|(?P<автономная_область>автономн\w{2,3} област\w{1,2})"
    ),
    "uk": re.compile(r"(?P<область>област\w{1,2}|областю|обл)|(?P<республіка>республік\w{1,2})"),
}


_LAND = frozenset(("земля", "земли", "земле", "землю", "землей"))
_SHORTEST_STEM = 3  # letters of an abbreviated adjective
_BEFORE_NOUN = re.compile(
    r" (?:village|town|settlement|city|hamlet|capital|steppe|district|authorities|officials|school)"
)
_OF_A_CITY = re.compile(
    r"(?<=ого )(?:(?:муниципального |административного )?(?:района|округа)) (?:города |г\. ?)?"
    r"(?P<city>Москвы|Санкт-Петербурга|Петербурга|Севастополя)(?!\w)"
)
_CITIES = {"Москва": "Москв", "Севастополь": "Севаст", "Санкт-Петербург": ""}
_QUOTES = ("«", '"', "“", "„")


class Name(NamedTuple):
    """A name of a region: the value, its form, and whether case of letters matters."""

    value: str
    form: str
    exact: str  # the capital letters the text must have, or nothing


@cache
def adjectives(lang: str) -> dict[str, dict[str, str]]:
    """Folded adjective stems to {noun: region}."""
    table: dict[str, dict[str, str]] = {}
    for row in rows(f"{lang}/regions"):
        for stem in split(row["adjective"]):
            table.setdefault(fold(stem), {})[row["noun"]] = row["name"]
    return table


@cache
def front_regions() -> frozenset[str]:
    """The regions where this war is fought, as Russian and Ukrainian texts name them."""
    return frozenset(row["name"] for row in rows("front_regions"))


@cache
def _names(lang: str) -> dict[str, Name]:
    table: dict[str, Name] = {}
    for row in rows(f"{lang}/regions"):
        own = [(row["name"], row["declension"], "name")] if row["noun"] == "республика" or row["declension"] else []
        own += [
            (name, declension, "byname") for name, _, declension in (o.partition(":") for o in split(row["others"]))
        ]
        for name, declension, form in own:
            is_short = name.isupper() or (not declension and name.replace("-", "").isupper())
            for inflected, _ in forms_of(name, declension, lang):
                kind = "abbreviation" if is_short else form
                table.setdefault(fold(inflected), Name(row["name"], kind, inflected if is_short else ""))
    for row in rows(f"{lang}/areas"):
        for inflected, _ in forms_of(row["name"], row["declension"], lang):
            table.setdefault(fold(inflected), Name(row["name"], "area", ""))
    return table


@cache
def _first_words(lang: str) -> frozenset[str]:
    return frozenset(words_of(name, name)[0].low for name in _names(lang))


@cache
def _english() -> tuple[re.Pattern[str], dict[str, str]]:
    table: dict[str, str] = {}
    for lang in ("uk", "ru"):
        table |= {fold(e): row["name"] for row in rows(f"{lang}/regions") for e in split(row["english"])}
    table |= {fold(row["word"]): row["region"] for row in rows("en/region_words")}
    names = "|".join(re.escape(name) for name in sorted(table, key=len, reverse=True))
    return re.compile(
        rf"(?<!\w)(?P<name>{names})(?P<noun>['’]?\s+(?:region|oblast|krai|kray|republic|province|okrug|territory))?(?!\w)",
        re.IGNORECASE,
    ), table


def find_federal_cities(text: str) -> Iterator[Found]:
    """«Василеостровского района Санкт-Петербурга»: a city that is a region, where a district of it is told."""
    for match in _OF_A_CITY.finditer(text):
        value = next(name for name, stem in _CITIES.items() if match["city"].startswith(stem))
        start = match.start("city")
        yield Found("region", value, start, match.end(), "regions/city", 0.9, attrs={"form": "city", "cue": "home"})


def find_regions(text: str, words: list[Word], lang: str) -> Iterator[Found]:
    """Every region and area of the text."""
    if lang == "en":
        yield from _in_english(text)
        return
    for index, word in enumerate(words):
        if "к" in word.low and _OF_A_TOWN.search(word.low):
            yield from _by_adjective(text, words, index, lang)
        elif text[word.end : word.end + 1] == "." and len(word.low) >= _SHORTEST_STEM and word.text[0].isupper():
            yield from _abbreviated(text, words, index, lang)
        if word.low in _first_words(lang) and word.text[0].isupper():
            yield from _by_name(text, words, index, lang)


def _by_adjective(text: str, words: list[Word], index: int, lang: str) -> Iterator[Found]:
    match = _ADJECTIVE.fullmatch(words[index].low)
    regions = adjectives(lang).get(match[1]) if match else None
    if not regions or index + 1 >= len(words) or not adjacent(text, words[index], words[index + 1]):
        return
    for count in (2, 1):
        following = words[index + 1 : index + 1 + count]
        noun = _NOUNS[lang].fullmatch(" ".join(word.low for word in following))
        value = regions.get(str(noun.lastgroup).replace("_", " ")) if noun else _land(following, regions, lang)
        if value:
            yield Found(
                "region", value, words[index].start, following[-1].end, "regions/name", 0.97, attrs={"form": "name"}
            )
            return


def _land(following: list[Word], regions: dict[str, str], lang: str) -> str | None:
    """«тверской земли»: the region; where this war is fought the land is not a region's."""
    name = next(iter(regions.values()))
    is_land = lang == "ru" and len(following) == 1 and following[0].low in _LAND
    return name if is_land and name not in front_regions() else None


def _abbreviated(text: str, words: list[Word], index: int, lang: str) -> Iterator[Found]:
    """«Свердл. обл.»: the beginning of one adjective before the word for a region."""
    after = words[index + 1] if index + 1 < len(words) else None
    noun = _NOUNS[lang].fullmatch(after.low) if after and after.start - words[index].end <= len(". ") else None
    if after is None or noun is None:
        return
    kind = str(noun.lastgroup).replace("_", " ")
    stems = [stem for stem in adjectives(lang) if stem.startswith(words[index].low) and kind in adjectives(lang)[stem]]
    if len(stems) == 1:
        value = adjectives(lang)[stems[0]][kind]
        yield Found("region", value, words[index].start, after.end, "regions/name", 0.9, attrs={"form": "name"})


def _by_name(text: str, words: list[Word], index: int, lang: str) -> Iterator[Found]:
    for count in (3, 2, 1):
        part = words[index : index + count]
        if len(part) < count or any(not adjacent(text, a, b) for a, b in pairwise(part)):
            continue
        name = _names(lang).get(" ".join(word.low for word in part))
        quoted = name is not None and name.form == "byname" and text[part[0].start - 1 : part[0].start] in _QUOTES
        if name and not quoted and (not name.exact or text[part[0].start : part[-1].end] == name.exact):
            kind = "area" if name.form == "area" else "region"
            confidence = 0.92 if name.form in ("name", "area") else 0.88
            yield Found(
                kind,
                name.value,
                part[0].start,
                part[-1].end,
                f"regions/{name.form}",
                confidence,
                attrs={"form": name.form} | ({"said": name.exact} if name.exact else {}),
            )
            return


def _in_english(text: str) -> Iterator[Found]:
    pattern, table = _english()
    alone = {fold(row["word"]): row["alone"] for row in rows("en/region_words") if row["alone"]}
    for match in pattern.finditer(text):
        name = fold(match["name"])
        adjective = alone.get(name) == "adj" and not _BEFORE_NOUN.match(text, match.end())
        if match["name"][0].isupper() and (match["noun"] or (name in alone and not adjective)):
            form = "name" if match["noun"] else "byname"
            yield Found(
                "region",
                table[name],
                match.start(),
                match.end(),
                f"regions/{form}",
                0.93,
                attrs={"form": form, "said": match[0]},
            )
