"""Settlements: known to the gazetteer in any case, unknown after a word for a kind of place, and places of fighting.

Invariant: a capitalised word alone is no settlement; a preposition, a type word, a noun such as «уроженец», a field of
a list or a verb of mourning must support it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from everyname.extract.names.parts import given_readings, is_common_word, surname_score
from everyname.extract.spans.events import Events
from everyname.extract.spans.found import Found
from everyname.extract.spans.gazetteer import Place, look_up
from everyname.extract.spans.lexicon import Word, adjacent, fold, rows
from everyname.extract.spans.place_context import place_context, regions_of
from everyname.extract.spans.place_cues import Before, before
from everyname.extract.spans.place_english import from_state, in_english, owned, spoken_in
from everyname.extract.spans.place_things import ADJECTIVAL, of_a_thing
from everyname.extract.spans.place_unknown import OF_DISTRICT, POSSESSIVE, run_of, unknown

_BEFORE_MEN = ("near", "mourns", "toward")  # cues that stand before the names of men too
_SUPPORTING = ("in", "from", "home", "buried", "institution", "hospital", *_BEFORE_MEN)
_WHOLE = ("in", "from", "home")  # cues behind which an adjective may begin a name the gazetteer does not have
_SURE = ("in", "from", "home", "buried", "near", "type")  # supports that carry a name without a capital
_FIELD_BEFORE = re.compile(r"(?:[,;:(\n–—|/•\t#]\s*|[^\w\s.,;:!?…«»“”„\"'’()-]\s?|^\s*|\s-\s|\d\.\d\d(?:\d\d)?\)?\s)$")
_FIELD_AFTER = re.compile(r"\s*(?:(?:и (?:его )?район)?(?:[,;)\n–—|/.]|:\s*\n|$|\s-\s|[^\w\s.,;:!?…«»“”„\"'’()-]))")
_SENTENCE_AFTER = re.compile(r"\s?(?:и район(?!\w)|[.,!…\n]|$|[^\w\s.,;:!?…«»“”„\"'’()-])")
_OPENS = re.compile(  # a sentence or an item that may be a place and no more
    r"(?:[.!?…»)]\s+|(?:\n|^)\s*(?:[^\w\s#@«»()]{1,3}\s?|\d\d?[.)]\s)?)$"
)
_SAYS_NO_MORE = re.compile(r"\s?[.!]|,\s(?:[A-Z][a-z]+\.?\s)?\d")
_OF_REGION = (*OF_DISTRICT, "ской", "цкой", "ської", "цької")  # of the region or district the place is in
_SHORTEST = 3
_SAINT = "st"  # «St Petersburg»
_SURE_TOWN = 5  # digits of the population from which no man is thought of
_TOWN = 4  # digits of the population from which a bare field may be a settlement
_SURE_SURNAME = 2.0  # listed, with a typical ending
_CITIES, _CITY_DIGITS = ("город", "місто"), 5  # types of a large place, and digits of its people
_ADJECTIVES = (
    "ый", "ий", "ой", "ая", "яя", "ое", "ее", "ые", "ие", "ого", "его", "ій", "ої", "а", "ні", "ві",
    "ей", "ой", "их", "ых", "нем", "ом", "ово", "ево", "ино",
)  # fmt: skip
_MOURNED = 50  # characters behind a name that its verb stands in
_STANDS = re.compile(  # «в лицее № 7 под Новосибирском»
    r"(?<!\w)(?:лице|школ|гимнази|колледж|техникум|лагер|дач|полигон|кладбищ|храм|военкомат|предприяти|завод)[а-яё]{0,3}"
    r"(?: №? ?\d+)? $",
    re.I,
)
_LIVED = re.compile(  # «працював на підприємстві в Харкові», «випускникам закладів освіти міста Харкова»
    r"(?<!\w)(?:працюв|підприємств|влаштув|навча|закладів|закладу|закінч|випускник|учнів|ліце|університет|академі|"
    r"коледж|училищ|вулиц|сквер)[^.!?\n]*$",
    re.I,
)
_VILLAGE = re.compile(  # «в клубе села Острожка под Оханском»
    r"(?:дк|дом\w* культуры|клуб\w*|школ\w+|житель|родом|уроженец|кладбищ\w+)(?: из)? "
    r"(?:сел|деревн|пос[её]лк|хутор|станиц)[а-яё]{1,2} [А-ЯЁ][\w-]+ $",
    re.I,
)
_AT_HOME = re.compile(  # what is done behind «под Пермью» at home, not at the front
    r" (?:семь|родн|матер|вдов|близк|простил|прости?тся|прощал|проща|проводил|похорон|гроб|вручил|открыл|состоя)", re.I
)
_OPENERS = ' «"“„'
_INITIALS = re.compile(r" [А-ЯЁІЇЄҐ]\. ?[А-ЯЁІЇЄҐ]\.")  # «директор колледжа Котельникова О.В.»
_POSTS = ("глава", "губернатор", "мэр", "президент", "глави", "голова")
_HOUSES = ("in", "buried", "institution")  # cues of what has a name of its own in quotation marks


_MOURNS = re.compile(
    r"(?<!\w)(?:потерял[ао]?|скорбит|прощается|простил(?:ся|ась)|оплакивает|хоронит|похоронил[ао]?|проводил[ао]?) $",
    re.I,
)


def find_settlements(text: str, words: list[Word], events: Events, lang: str) -> Iterator[Found]:
    """Every settlement of the text."""
    free = 0
    is_lower = text.islower()  # a post without capitals: a preposition must do
    for index, word in enumerate(words):
        if (
            index < free
            or (len(word.low) < _SHORTEST and word.low != _SAINT)
            or not (is_lower or word.text[0].isupper())
        ):
            continue
        cue = before(text, words, index, lang)
        if lang == "en":
            cue = in_english(text, words, index, cue)
        if cue.cue in ("street", "team") or _is_stopped(word, cue, lang) or of_a_thing(text, words, index, lang):
            continue
        found, used = _known(text, words, index, cue, events, lang)
        if is_lower and found and (int(found.attrs["size"]) < _TOWN or found.attrs["support"] not in _SURE):
            found = None
        if not found and not is_lower:
            found, used = unknown(text, words, index, cue, events, lang)
        if found:
            free = index + used
            yield found


@cache
def _stops(lang: str) -> tuple[frozenset[str], tuple[str, ...]]:
    stops = [fold(row["word"]) for row in rows(f"{lang}/place_stops")]
    return frozenset(s for s in stops if not s.endswith("*")), tuple(s[:-1] for s in stops if s.endswith("*"))


def _is_stopped(word: Word, cue: Before, lang: str) -> bool:
    whole, stems = _stops(lang)
    if lang == "en" and from_state(word.low, cue):
        return False
    return not cue.type and (word.low in whole or word.low.startswith(stems))


def _known(
    text: str, words: list[Word], index: int, cue: Before, events: Events, lang: str
) -> tuple[Found | None, int]:
    """The settlement of the gazetteer that begins at ``index``, the longest name first."""
    for count in range(run_of(text, words, index, lang), 0, -1):
        part = words[index : index + count]
        part = owned(part) if lang == "en" else part
        if (cue.type or cue.cue in _WHOLE) and _goes_on_in_name(text, words, index + count):
            continue  # «села Нижняя Падь»: the first word of a name the gazetteer does not have
        options = _fitting(look_up(tuple(word.low for word in part), lang), cue)
        if options and (support := _support(text, words, index, count, options[0][0], cue, lang)):
            found = _made(text, part, options, support, cue, events)
            return (None, 0) if lang == "en" and spoken_in(text, found) else (found, count)
    return None, 0


def _goes_on_in_name(text: str, words: list[Word], after: int) -> bool:
    """Whether an adjective is followed by a noun with a capital that no man is known by."""
    if after >= len(words) or text[words[after - 1].end : words[after].start] != " ":
        return False
    noun = words[after]
    is_name = bool(given_readings(noun.text)) or surname_score(noun.text) >= _SURE_SURNAME
    is_name = is_name or noun.low.endswith(_OF_REGION) or noun.text.isupper() or noun.low in _POSTS
    owned = words[after - 1].low.endswith(POSSESSIVE) and noun.text.istitle() and is_common_word(noun.text)
    return noun.text[0].isupper() and not is_name and (owned or words[after - 1].low.endswith(_ADJECTIVES))


def _fitting(options: tuple[tuple[Place, str], ...], cue: Before) -> list[tuple[Place, str]]:
    """Options whose case the cue allows, the best first: a case asked for, then the larger place."""

    def rank(option: tuple[Place, str]) -> tuple[bool, bool, bool, bool, int]:
        place, case = option
        small = cue.type is not None and cue.type.word in _CITIES and place.digits < _CITY_DIGITS
        unlike = bool(cue.type) and case != "nom" and cue.type is not None and cue.type.gender != _gender(place.name)
        unwanted = case != "nom" if cue.type and cue.type.short else not _case_fits(case, cue)
        return (small, unlike, unwanted, not (place.is_front and cue.cue == "near"), -place.digits)

    return sorted((option for option in options if _may_stand(*option, cue)), key=rank)


def _may_stand(place: Place, case: str, cue: Before) -> bool:
    """Whether the cue allows the form: a case asked for, or a nominative that is one («в Кыштым», «села Озёрки»)."""
    if _case_fits(case, cue):
        return True
    as_accusative = "acc" in cue.cases and _gender(place.name) != "f"
    return case == "nom" and (bool(cue.type) or not cue.cases or as_accusative or _indeclinable(place.name))


def _case_fits(case: str, cue: Before) -> bool:
    if case in cue.cases:
        return True
    oblique_type = cue.type is not None and (cue.type.short or not cue.type.nominative)
    return oblique_type and not cue.cases and case != "nom"


def _gender(name: str) -> str:
    """The gender a name shows by its ending; a name that disagrees with its type word is not declined after it."""
    last = name[-1]
    return {"а": "f", "я": "f", "о": "n", "е": "n", "ы": "p", "и": "p", "і": "p"}.get(last, "m")


def _indeclinable(name: str) -> bool:
    return name[-1] in "оеиэуую" or name.endswith(("ово", "ево", "ино", "ых", "их"))


def _support(text: str, words: list[Word], index: int, count: int, place: Place, cue: Before, lang: str) -> str | None:
    """What supports the name: the cue, its type word, a field of a list, a verb of mourning; ``None``: nothing."""
    last = words[index + count - 1]
    start, end = words[index].start, last.end - 2 * last.low.endswith("'s")
    touches = index + count < len(words) and adjacent(text, last, words[index + count])
    following = words[index + count] if touches else None
    doubtful = following is not None and following.text[0].isupper() and place.digits < _SURE_TOWN
    doubtful = doubtful and following is not None and following.low not in _POSTS  # «В Давлеканово Глава Башкирии»
    if following and doubtful and cue.cue == "institution" and given_readings(words[index].text):
        return None  # «директор школы Макар Хлопотов»
    if following and doubtful and cue.cue in _BEFORE_MEN and _may_be_man(words[index], following, cue):
        return None  # «у Ивана Петрова»
    if cue.cue in _HOUSES and not cue.type and text[start - 1 : start] in tuple(_OPENERS[1:]):
        return None  # «кладбище «Шор»», «в ДК «Прикамье»»
    if not cue.type and _INITIALS.match(text, end):
        return None
    mourned = lang == "en" and cue.cue in ("", "in") and _mourners(lang).match(fold(text[end : end + _MOURNED]))
    if mourned and (place.digits or cue.cue):
        return "mourns"  # «the city of Lutsk lost another son»
    if following and last.low.endswith("ое") and following.low.startswith(_fronts(lang)):
        return None  # «на Покровское направление»
    if cue.cue in _SUPPORTING:
        return cue.cue
    if cue.type:
        return "type"
    if cue.cue == "on" and place.is_front and lang == "ru":
        return "on"  # «погиб на Запорожье»
    if following and lang == "en" and (held := _town_nouns().get(following.low)):
        return held
    if following and following.low.startswith(_fronts(lang)):
        return None if ADJECTIVAL.search(last.low) else "near"
    if following and _mourners(lang).match(fold(text[end : end + _MOURNED])) and (place.digits or lang != "ru"):
        return "mourns"
    sure = lang == "ru" and place.digits >= _SURE_TOWN and not surname_score(last.text)
    if sure and fold(place.name) == last.low and _MOURNS.search(text, max(0, start - 20), start):
        return "mourns"  # «Двоих потерял Орск»
    opens = _OPENS.search(text, max(0, start - 5), start)
    if opens and text[end : end + 2] == ": " and place.digits >= _TOWN and not place.is_front:
        return "label"
    if opens and place.is_front and _SAYS_NO_MORE.match(text, end):
        return "field"
    if opens and place.digits >= _TOWN and not surname_score(last.text) and _SENTENCE_AFTER.match(text, end):
        return "field"  # «Спи спокойно. Ульяновск», «Ревда, склони голову»
    in_field = _FIELD_BEFORE.search(text, max(0, start - 4), start) and _FIELD_AFTER.match(text, end)
    return "field" if in_field and (place.digits >= _TOWN or place.is_front) else None


def _may_be_man(word: Word, following: Word, cue: Before) -> bool:
    if given_readings(word.text):
        return True
    return "ins" not in cue.cases and surname_score(word.text) > 0 and bool(given_readings(following.text))


@cache
def _town_nouns() -> dict[str, str]:
    """English nouns that the name of a town stands before, to what they make of it."""
    return {row["word"]: row["cue"] for row in rows("en/town_nouns")}


@cache
def _fronts(lang: str) -> tuple[str, ...]:
    return tuple(fold(row["stem"]) for row in rows(f"{lang}/front_nouns"))


@cache
def _mourners(lang: str) -> re.Pattern[str]:
    """«Чадан помнит», «Сьогодні Хмільник навколішки зустрів»: at most two words stand between the town and its verb."""
    stems = "|".join(re.escape(fold(row["stem"])) for row in rows(f"{lang}/mourning_verbs"))
    return re.compile(rf" (?:[^\W\d_]+ ){{0,2}}(?:{stems})")


def _made(
    text: str, part: list[Word], options: list[tuple[Place, str]], support: str, cue: Before, events: Events
) -> Found:
    place, case = options[0]
    start, end = part[0].start, part[-1].end
    said = text[start:end]
    value = said if case == "nom" and not said.isupper() else place.name
    others = sorted({o[0].name for o in options[1:] if fold(o[0].name) != fold(place.name)})
    attrs = {"form": "name", "known": "1", "case": case, "size": str(place.digits)}
    attrs |= place_context(support, cue, events, start, end)
    beside = not place.is_front and _VILLAGE.search(text, max(0, cue.start - 40), cue.start)
    stands = attrs.get("event") != "death" and _STANDS.search(text, max(0, cue.start - 30), cue.start)
    if support == "near" and (stands or beside):
        attrs["cue"] = "near"  # «в лицее под Новосибирском»
    lived = attrs.get("event") != "death" and _LIVED.search(text, max(0, cue.start - 60), cue.start)
    if place.is_front and not lived:
        attrs["front"] = "1"
    elif attrs["cue"] == "death" and support == "near" and _AT_HOME.match(text, end):
        attrs["cue"] = "near"  # «Под Волгоградом семьям погибших вручили ордена»
    if others:
        attrs["candidates"] = "|".join(others)
    attrs |= regions_of(place)
    confidence = {"field": 0.75, "near": 0.85, "toward": 0.5}.get(support, 0.9)
    return Found("settlement", value, start, end, f"places/{support}", confidence, attrs=attrs)
