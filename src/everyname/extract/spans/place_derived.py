"""Places named by an adjective, a demonym or a district: «воронежской», «тольяттинцы», «Сакмарский р-н», «Охинского».

Invariant: a district is given as «adjective noun» in the nominative; an adjective or a demonym is read as a town only
when the gazetteer has that town, and never without saying so in ``form``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from everyname.extract.names.other_words import is_verb
from everyname.extract.names.parts import given_readings, is_inanimate
from everyname.extract.spans.events import Events
from everyname.extract.spans.found import Found
from everyname.extract.spans.gazetteer import Place
from everyname.extract.spans.lexicon import Word, adjacent, fold, forms_of, rows, split
from everyname.extract.spans.place_adjectives import towns_of
from everyname.extract.spans.place_context import place_context, regions_of
from everyname.extract.spans.place_cues import before, hospitals, institutions
from everyname.extract.spans.place_demonyms import demonym, may_be_demonym
from everyname.extract.spans.place_things import other_nouns
from everyname.extract.spans.regions import adjectives

_ADJECTIVE = {
    "ru": re.compile(r"(.{2,}[а-я])(?:ий|ый|ой|ого|его|ому|ему|им|ым|ом|ем|ая|ую|ое|ие|ые|их|ых|ими)"),
    "uk": re.compile(r"(.{2,}?[а-яі])(?:ий|ого|ому|им|а|ої|ій|у|ою|е|і|их|ими)"),
}
_STEM = re.compile("[сзц]ь?к")
_OF_A_TOWN = re.compile(r".{2,}[сцз]ь?к")
_LIKE_ADJECTIVE = re.compile("(?:ой|ей|ого|его|ое|ее|ый|ий|ая|яя|ую|юю|ом|ем|ым|им|ому|ему)$")
_STREETS = ("вулиц", "площ", "провул", "проспект", "бульвар", "улиц", "переул")
_VILLAGES = ("сел", "деревн", "посел", "посёл", "хутор", "станиц", "глубинк")  # «в забайкальском селе»: of the region
_SAINTS = ("свят", "преподобн", "благоверн", "блажен", "чудотвор", "храм", "собор", "церк", "мученик", "икон")
_BY_NAME = ("ского", "цкого", "ской", "цкой", "скому", "цкому", "ского", "ських", "ського")
_INSIDE = ("в", "во", "у", "при")
_AND = ("и", "та", "й")
_SMALL_TOWN, _TOWN = 4, 5  # digits of the population: of a town named with a capital letter, and of any
_LONGEST_DISTRICT = 3
_MEN = ("воин", "бое", "бойц", "земляк", "геро", "солдат", "десантник", "офицер", "добровол", "защитник", "участник")
_MOST_BETWEEN = 3  # adjectives
_OF_WHOLE_REGION = ("областн", "краев", "республиканск")  # «Курганской областной думы»


@cache
def _districts(lang: str) -> dict[str, tuple[dict[str, str], bool]]:
    """Folded forms of district nouns to (row, plural)."""
    table: dict[str, tuple[dict[str, str], bool]] = {}
    for row in rows(f"{lang}/district_nouns"):
        for form, plural in forms_of(row["word"], row["declension"], lang):
            table.setdefault(fold(form), (row, plural))
        for short in split(row["short"]):
            table.setdefault(fold(short), (row, False))
    return table


def find_derived(text: str, words: list[Word], events: Events, lang: str) -> Iterator[Found]:
    """Districts, towns and regions named by adjectives, and towns named by demonyms."""
    if lang == "en":
        return

    def made(word: Word, towns: list[Place], form: str, confidence: float) -> Found:
        return _town(word, towns, form, confidence, events)

    for index, word in enumerate(words):
        if "-" in word.low and (man := _joined(word, lang)):
            yield from demonym(man, lang, towns_of, made)
            continue
        if not word.text[0].isupper() and not ("к" in word.low and _STEM.search(word.low)):
            if may_be_demonym(word.low, lang):
                yield from demonym(word, lang, towns_of, made)
            continue
        match = _ADJECTIVE[lang].fullmatch(word.low)
        if match and (index + 1 == len(words) or not adjacent(text, word, words[index + 1])):
            yield from _elided(text, words, index, match[1], lang)
        elif match:
            noun = _district_noun(text, words, index, lang)
            if noun:
                yield from _district(text, words, index, *noun, events, lang)
            elif _OF_A_TOWN.fullmatch(match[1]):
                yield from _adjective(text, words, index, match[1], events, lang)
        if may_be_demonym(word.low, lang):
            yield from demonym(word, lang, towns_of, made)


def _joined(word: Word, lang: str) -> Word | None:
    """The demonym behind the hyphen of «воинов-керчан», «бойца-тамбовчанина»."""
    head, _, tail = word.text.rpartition("-")
    if lang != "ru" or not (head.lower().startswith(_MEN) and tail.islower() and may_be_demonym(fold(tail), lang)):
        return None
    return Word(tail, fold(tail), word.end - len(tail), word.end, fold(tail)[:2])


def _district_noun(text: str, words: list[Word], index: int, lang: str) -> tuple[dict[str, str], bool, int] | None:
    """The district noun after an adjective: its row, whether it is plural, the index of its last word."""
    if not words[index].text[0].isupper():
        return None
    for count in range(_LONGEST_DISTRICT, 0, -1):
        part = words[index + 1 : index + 1 + count]
        together = all(adjacent(text, a, b) for a, b in zip([words[index], *part], part, strict=False))
        known = _districts(lang).get(" ".join(word.low for word in part)) if len(part) == count and together else None
        if known:
            return *known, index + count
    joined = index + 1 < len(words) - 1 and words[index + 1].low in ("и", "та", "і", "й")
    if joined and (known := _plural_after(text, words, index + 2, lang)):
        return known[0], True, index
    return None


def _plural_after(text: str, words: list[Word], index: int, lang: str) -> tuple[dict[str, str], bool] | None:
    """For «Петровского и Дергачёвского районов»: the plural noun after the second adjective."""
    if (
        index + 1 >= len(words)
        or not words[index].text[0].isupper()
        or not _ADJECTIVE[lang].fullmatch(words[index].low)
    ):
        return None
    known = _districts(lang).get(words[index + 1].low)
    return known if known and known[1] and adjacent(text, words[index], words[index + 1]) else None


def _district(
    text: str, words: list[Word], index: int, noun: dict[str, str], plural: bool, last: int, events: Events, lang: str
) -> Iterator[Found]:
    said = words[index].text
    match = _ADJECTIVE[lang].fullmatch(fold(said))
    if not match or fold(said) in _stops():
        return
    stem = said[: len(match[1])].capitalize() if said.isupper() else said[: len(match[1])]
    if noun["as"] == "громада" and not fold(stem).endswith("ьк"):
        return  # «Сьогодні громада», «голова громади»
    value = f"{stem}{_ending(stem, noun['gender'], lang)} {noun['as']}"
    centre = towns_of(fold(stem), "adjective", lang) if noun["as"] == "громада" else ()
    cue = before(text, words, index, lang)
    start, end = words[index].start, words[last].end
    attrs = {"form": "district", "type": noun["as"]} | place_context(cue.cue or "name", cue, events, start, end)
    if centre:
        attrs["candidates"], value = value, centre[0].name
    kind = "area" if noun["nature"] else "settlement"
    yield Found(kind, value, start, end, "places/district", 0.85, attrs=attrs)


def _ending(stem: str, gender: str, lang: str) -> str:
    if lang == "uk":
        return {"m": "ий", "f": "а", "n": "е"}[gender]
    return {"m": "ий" if stem[-1] in "кгх" else "ый", "f": "ая", "n": "ое"}[gender]


@cache
def _stops() -> frozenset[str]:
    return frozenset(fold(row["stem"]) for row in rows("ru/place_adjective_stops"))


def _adjective(text: str, words: list[Word], index: int, stem: str, events: Events, lang: str) -> Iterator[Found]:
    word = words[index]
    if stem in _stops() or not adjacent(text, word, words[index + 1]) or _of_saint(words, index):
        return
    following = words[index + 1].text
    if index and words[index - 1].low.startswith(_STREETS):
        return  # «на вулиці Сумській і далі»
    is_family = word.text[0].isupper() and word.low.endswith(("их", "ых"))  # «семья Кедровских»
    if is_family or (word.low.endswith("ий") and is_verb(following, lang)):
        return  # «Зеленський передав»
    if following[0].isupper() and not following[:2].isupper():
        return
    phrase = _phrase(text, words, index)
    if words[index + 1].low in _AND:
        phrase = words[index + 2 : index + 4]  # «на чувашском и русском языках»
    if of_city := _is_of_city(text, words, index, lang):
        phrase = []  # «Тутаевская городская дума»
    inside = index > 0 and words[index - 1].low in _INSIDE  # «в ростовском госпитале», not «врач районной больницы»
    in_hospital = inside and any(part.low.startswith(hospitals(lang)) for part in phrase)
    if regions_own := words[index + 1].low.startswith(_OF_WHOLE_REGION) and adjectives(lang).get(stem):
        value = next(iter(regions_own.values()))
        yield Found("region", value, word.start, word.end, "regions/adjective", 0.5, attrs={"form": "adjective"})
        return
    if not in_hospital and any(part.low.startswith(other_nouns(lang)) for part in phrase):
        return
    if words[index + 1].low.startswith(_fronts(lang)):
        yield _front(words, index, stem, lang)
        return
    capital = word.text[0].isupper()
    regions = adjectives(lang).get(stem) if not of_city else None
    if regions and not in_hospital and (not phrase or _of_region(phrase[-1], lang)):
        value = next(iter(regions.values()))
        yield Found("region", value, word.start, word.end, "regions/adjective", 0.5, attrs={"form": "adjective"})
    of_village = any(_is_institution(part.low, lang) for part in phrase)
    least = (0 if of_village or of_city else _SMALL_TOWN) if capital else _TOWN
    towns = [place for place in towns_of(stem, "adjective", lang) if place.digits >= least]
    of_land = not capital and bool(regions) and phrase[:1] and phrase[-1].low.startswith(_VILLAGES)
    of_land = of_land or bool(regions and phrase and phrase[-1].low.startswith(region_offices(lang)))
    if towns and not of_land:
        town = _town(word, towns, "adjective", 0.55, events)
        if not in_hospital:
            yield town
        elif town.attrs.get("event") == "death":
            yield replace(town, attrs={**town.attrs, "cue": "death", "form": "hospital"})


def _of_saint(words: list[Word], index: int) -> bool:
    """«в храме Святителя Леонтия Ростовского»: the by-name of a saint."""
    led = any(word.low.startswith(_SAINTS) for word in words[max(0, index - 4) : index - 1])
    return led and words[index].low.endswith(_BY_NAME) and bool(given_readings(words[index - 1].text))


def _phrase(text: str, words: list[Word], index: int) -> list[Word]:
    """The noun behind an adjective, with the adjectives between: «Быковской средней общеобразовательной школы»."""
    phrase = [words[index + 1]]
    for word in words[index + 2 : index + 2 + _MOST_BETWEEN]:
        last = phrase[-1]
        if not (last.text.islower() and adjacent(text, last, word) and _LIKE_ADJECTIVE.search(last.low)):
            break
        phrase.append(word)
    return phrase


def _of_region(noun: Word, lang: str) -> bool:
    """Whether an adjective of a region before the noun says whose man or land it is, not where a thing stands."""
    return noun.low.startswith(region_nouns(lang)) or not is_inanimate(noun.low, lang)


@cache
def region_nouns(lang: str) -> tuple[str, ...]:
    """Stems of things that are a region's own: «рязанская деревня»."""
    return tuple(fold(row["stem"]) for row in rows("ru/region_things")) if lang == "ru" else ("",)


@cache
def region_offices(lang: str) -> tuple[str, ...]:
    """Stems of those who serve a region, no town of its name: «псковский губернатор»."""
    return tuple(fold(row["stem"]) for row in rows("ru/region_things") if row["office"]) if lang == "ru" else ()


def _is_institution(low: str, lang: str) -> bool:
    """«Гусятинський ліцей», «Навлинская школа»: what a village has, too."""
    return low.startswith(institutions(lang))


def _is_of_city(text: str, words: list[Word], index: int, lang: str) -> bool:
    """Whether a capitalised adjective is followed by «городской», «міська» and a noun of a town's own."""
    part = words[index + 1 : index + 3]
    joined = len(part) > 1 and adjacent(text, *part)
    return joined and part[0].low.startswith(("город", "міськ")) and part[1].low.startswith(_civic(lang))


@cache
def _civic(lang: str) -> tuple[str, ...]:
    return tuple(fold(row["stem"]) for row in rows(f"{lang}/civic_nouns"))


def _elided(text: str, words: list[Word], index: int, stem: str, lang: str) -> Iterator[Found]:
    """«из Охинского,»: the noun «район» left out at the end of a phrase."""
    word, cue = words[index], before(text, words, index, lang)
    is_oblique = word.low.endswith(("ого", "ом", "ому"))
    if (
        lang == "ru"
        and is_oblique
        and word.text[0].isupper()
        and cue.cue in ("from", "in", "home")
        and _OF_A_TOWN.fullmatch(stem)
    ):
        attrs = {"form": "district", "type": "район", "elided": "1", "cue": "in" if cue.cue == "in" else "home"}
        value = f"{word.text[: len(stem)]}ий район"
        yield Found("settlement", value, word.start, word.end, "places/elided-district", 0.5, attrs=attrs)


def _front(words: list[Word], index: int, stem: str, lang: str) -> Found:
    """«Запорожское направление»: a front is no place, but it says where a man fought."""
    name = words[index].text[: len(stem)].capitalize()
    value = f"{name}ий напрямок" if lang == "uk" else f"{name}ое направление"
    attrs = {"form": "front", "cue": "death"}
    return Found("front", value, words[index].start, words[index + 1].end, "places/front", 0.85, attrs=attrs)


@cache
def _fronts(lang: str) -> tuple[str, ...]:
    return tuple(fold(row["stem"]) for row in rows(f"{lang}/front_nouns"))


def _town(word: Word, towns: list[Place], form: str, confidence: float, events: Events) -> Found:
    attrs = {"form": form, "known": "1", "cue": "home", "support": form, "size": str(towns[0].digits)}
    if nearest := events.nearest(word.start, word.end):
        attrs |= {"event": nearest[1], "event_distance": str(nearest[0])}
    if len(towns) > 1:
        attrs["candidates"] = "|".join(place.name for place in towns[1:])
    attrs |= regions_of(towns[0])
    return Found("settlement", towns[0].name, word.start, word.end, f"places/{form}", confidence, attrs=attrs)
