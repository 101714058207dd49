"""What stands before a place name: a word for its kind, a preposition, a noun such as «уроженец».

Invariant: a cue touches the name, with nothing between but words for a kind of place and their adjectives.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from everyname.extract.spans.gazetteer import look_up
from everyname.extract.spans.lexicon import Word, fold, forms_of, rows, split

_EPITHETS = ("ского", "ском", "ской", "цкого", "цком", "ського", "ській", "ської", "ськім", "осковного", "осковном")
_DISTRICTS = ("округ", "поселение", "муниципалитет", "улус", "наслег")  # an adjective before them is their name
_NUMBER = ("№", "N")
_REGION_NOUNS = frozenset(("region", "oblast", "province", "republic", "district", "sea"))
_TOWN = 5  # digits of the population of a town that an initial before its name cannot make a man's
_AGED = re.compile(r"(?:\b\d\d|\d\d-year-old),?\s$")  # «Callum Tregear, 22, of Leeds»
_NAMED = re.compile(
    r"(?<![\w'-])([A-Z][\w.'’-]*)[\"”»]? ([A-Z][\w'’-]+)"
    r"(?:, (?:[A-Z][\w'’-]+ |\d+\w\w ){1,4}(?:Brigade|Regiment|Battalion|Legion|Division))?,?\s$"
)  # «Oleh Drach, of Lutsk»
_HOMETOWN = re.compile(  # «his hometown, Achinsk», «Place of birth: Lutsk», «22, Dayton, Ohio»
    r"(?:(?:home ?town|home village|birthplace|place of (?:birth|residence)|residence|home)"
    r"(?:,| is| was|:| [—–-]) ?)$",
    re.I,
)
_ARTICLES = ("the", "a", "an", "his", "her", "their")
_AWAY = ("ru", "en")  # languages with words of a way before «from»
_OWNERS = ("his", "her", "their", "its")
_LONGEST_EXACT = 3  # letters of a cue that must be the whole word, such as «ул»
_LONGEST_SHORT = 4  # letters of an abbreviated cue


class PlaceType(NamedTuple):
    """A word for a kind of place, and whether its short form needs the full stop."""

    word: str
    gender: str
    short: bool
    nominative: bool  # the form met is the nominative
    known: bool  # only a name of the gazetteer may follow


class Before(NamedTuple):
    """What stands before a name: its type word, the cue, the cases the preposition asks for, and where it begins."""

    type: PlaceType | None
    cue: str
    cases: frozenset[str]
    start: int


@cache
def _types(lang: str) -> dict[str, PlaceType]:
    table: dict[str, PlaceType] = {}
    for row in rows(f"{lang}/place_types"):
        lemma = "посёлок" if row["word"] == "поселок" else row["word"]
        for form, _ in forms_of(row["word"], row["declension"], lang):
            nominative = fold(form) == fold(row["word"])
            table[fold(form)] = PlaceType(lemma, row["gender"], False, nominative, bool(row["known"]))
        for short in split(row["short"]):
            table.setdefault(fold(short), PlaceType(lemma, row["gender"], True, True, bool(row["known"])))
    return table


@cache
def _cues(lang: str, kind: str) -> dict[str, tuple[str, frozenset[str]]]:
    found = (row for row in rows(f"{lang}/place_cues") if row["kind"] == kind)
    return {fold(row["word"]): (row["cue"], frozenset(row["cases"].split())) for row in found}


@cache
def hospitals(lang: str) -> tuple[str, ...]:
    """Stems of nouns for a hospital."""
    return tuple(noun for noun, (cue, _) in _cues(lang, "noun").items() if cue == "hospital")


@cache
def institutions(lang: str) -> tuple[str, ...]:
    """Stems of nouns for what a town has: its school, its council."""
    return tuple(noun for noun, (cue, _) in _cues(lang, "noun").items() if cue == "institution")


@cache
def _noun_stems(lang: str) -> dict[str, list[str]]:
    """Noun cues of one word by their first three letters."""
    table: dict[str, list[str]] = {}
    for noun in sorted(_cues(lang, "noun"), key=len, reverse=True):  # «обороняючи» before «оборон*»
        if " " not in noun:
            table.setdefault(noun[:2], []).append(noun)
    return table


def before(text: str, words: list[Word], index: int, lang: str) -> Before:
    """The cue before word ``index``; an empty one when nothing known touches it."""
    at = index - 1
    kind: PlaceType | None = None
    start, native = words[index].start, False
    if at > 1 and f"{words[at - 1].low} {words[at].low}" in _type_tails():
        at -= 2  # «посёлка городского типа Агинское»
    if at >= 0 and (kind := _type_at(text, words, at, lang)):
        start = words[at].start
        at -= 1
        while at >= 0 and (words[at].low.startswith(_between()) or _is_letter(text, words, at, start)):
            native = native or words[at].low.startswith(_of_home(""))
            start = words[at].start
            at -= 1
        if at >= 0 and kind.word in _DISTRICTS and words[at].text.istitle() and words[at].low.endswith(_EPITHETS):
            return Before(None, "", frozenset(), start)  # «житель Глазовского городского округа Иван Котов»
    if not kind and at >= 0 and _is_epithet(text, words, at):
        start = words[at].start
        at -= 1
    if lang == "en" and at >= 0:
        start, at = _english_start(text, words, index, at, start)
    if lang == "en" and at >= 0 and _HOMETOWN.search(text, max(0, start - 24), start):
        return Before(kind, "home", frozenset(("nom",)), start)
    if at < 0 or not _touches(text[words[at].end : start], words[at].low):
        return Before(kind, "", frozenset(), start)
    if len(words[at].low) == 1 and text[words[at].start].isupper() and text[words[at].end] == ".":
        return Before(kind, "", frozenset(), start)  # «С. Тарабанов»
    own = words[at].low.startswith(_of_home("")) or words[at].low in _of_home("1")
    native = native or own
    if own and at > 1 and words[at - 1].low in _OWNERS:
        start, at = words[at].start, at - 1  # «in his native Achinsk»
    if own and at and _touches(text[words[at - 1].end : words[at].start], words[at - 1].low):
        start, at = words[at].start, at - 1  # «погребён в родной Иловке»
    if at and words[at].low.isdigit() and text[words[at - 1].end : words[at].start].strip() in _NUMBER:
        at -= 1  # «школы № 3 Ангарска»
    cue, cases, begin = _cue_at(words, at, lang)
    if cue == "from" and lang in _AWAY and at and _is_way(words[at - 1].low, lang):
        cue = "away"
    if (native and cue) or (cue == "of" and _behind_name(text, begin)):
        cue = "home"
    return Before(kind, cue, cases, begin if cue else start)


def _is_way(low: str, lang: str) -> bool:
    return low in _ways(lang) if lang == "en" else low.startswith(_ways(lang))


@cache
def _ways(lang: str) -> tuple[str, ...]:
    """«автобус из Тихорецка», «привезли из Ростова»: words of a way, behind which no home stands."""
    return tuple(row["stem"] for row in rows(f"{lang}/place_away"))


def _english_start(text: str, words: list[Word], index: int, at: int, start: int) -> tuple[int, int]:
    """Where a name begins with its article or owner, and the word before: «in the Belgorod region», «Nepal's Rolpa»."""
    if words[at].low.endswith("'s") and words[at].text[0].isupper() and text[words[at].end : start] == " ":
        return words[at].start, at - 1
    of_area = index + 1 < len(words) and words[index + 1].low.startswith(_fronts())
    if words[at].low == "the" and (_of_region(words, index) or of_area):
        return words[at].start, at - 1
    if at > 0 and words[at].low in _OWNERS and words[at - 1].low in _cues("en", "prep"):
        return words[at].start, at - 1
    return start, at


@cache
def _fronts() -> tuple[str, ...]:
    return tuple(fold(row["stem"]) for row in rows("en/front_nouns"))


def _behind_name(text: str, begin: int) -> bool:
    """Whether an age, or a name of two words that is no office, stands before «of»: «Oleh Drach, of Lutsk»."""
    if _AGED.search(text, max(0, begin - 24), begin):
        return True
    named = _NAMED.search(text, max(0, begin - 80), begin)
    return named is not None and not {named[1].lower(), named[2].lower()} & no_names()


@cache
def no_names() -> frozenset[str]:
    """English words with a capital that are no names («Court», «Monday»)."""
    return frozenset(row["word"] for row in rows("en/name_stops"))


def _of_region(words: list[Word], index: int) -> bool:
    """English: whether «region», «Sea» or the like follows a name, which then has its article."""
    return index + 1 < len(words) and words[index + 1].low in _REGION_NOUNS


def _is_letter(text: str, words: list[Word], at: int, start: int) -> bool:
    """Whether the word is the first letter of an abbreviation of two: «н.п.», «р.п.»."""
    return len(words[at].low) == 1 and text[words[at].end : start].strip() == "."


def _touches(gap: str, low: str) -> bool:
    """Whether the gap after a cue is a space and quotation marks; an abbreviation («ул.») may end in a full stop."""
    rest = gap.strip(' «"“„')
    return not rest or (rest == "." and len(low) <= _LONGEST_SHORT)


def _is_epithet(text: str, words: list[Word], at: int) -> bool:
    """Whether the word is an adjective between the cue and the name: «уроженец таджикского Куляба»."""
    low = words[at].low
    return words[at].text.islower() and low.endswith(_EPITHETS) and text[words[at].end : words[at + 1].start] == " "


@cache
def _of_home(whole: str) -> tuple[str, ...]:
    return tuple(fold(row["stem"]) for row in rows("place_home_epithets") if row["whole"] == whole)


@cache
def _type_tails() -> frozenset[str]:
    return frozenset(fold(row["words"]) for row in rows("place_type_tails"))


@cache
def _between() -> tuple[str, ...]:
    return tuple(fold(row["stem"]) for row in rows("place_type_modifiers"))


def _type_at(text: str, words: list[Word], at: int, lang: str) -> PlaceType | None:
    """The type word right before the next word; a short form of one letter needs its full stop."""
    low, end = words[at].low, words[at].end
    gap = text[end : words[at + 1].start]
    initial = len(low) == 1 and words[at].text.isupper() and not words[at + 1].text.isupper()
    opens = text[: words[at].start].rstrip(" ")[-1:] in ("", "\n", ".", "!", "?")
    if (
        initial
        and opens
        and any(place.digits >= _TOWN for place, case in look_up((words[at + 1].low,), lang) if case == "nom")
    ):
        initial = False  # «Г. Бахмут»
    number = words[at - 1].low if at else ""
    broken = at > 0 and "\n" in text[words[at - 1].end : words[at].start]
    of_number = (
        len(low) < _LONGEST_EXACT and number.isdigit() and not broken and (low != "г" or len(number) == len("1991"))
    )
    named = of_number and text[words[at - 1].start - 1 : words[at - 1].start] in _NUMBER  # «школа №3 м. Чортків»
    if initial or (of_number and not named and words[at - 1].end + 1 >= words[at].start):
        return None  # «А. Бузников», «1991 г. Остались», «4 ст. Любо»
    if gap.strip(' «"“„') == ".":
        two = f"{words[at - 1].low}.{low}." if at and len(low) == len(words[at - 1].low) == 1 else ""  # «н. п.»
        found = _types(lang).get(two) or _types(lang).get(low + ".") or _types(lang).get(low)
        return found if found and found.short else None
    if gap.strip(' «"“„'):
        return None
    found = _types(lang).get(low)
    return found if found and (len(low) > 1) else None


def _cue_at(words: list[Word], at: int, lang: str) -> tuple[str, frozenset[str], int]:
    low = words[at].low
    nouns, preps = _cues(lang, "noun"), _cues(lang, "prep")
    if lang == "en" and at > 1 and (three := nouns.get(f"{words[at - 2].low} {words[at - 1].low} {low}")):
        return *three, words[at - 2].start
    if at and (two := nouns.get(f"{words[at - 1].low} {low}")):
        led = _led(words, at - 2, lang) if lang == "en" and two[0] == "in" else None
        return led or (*two, words[at - 1].start)  # «near the town of Kupiansk»
    if at and low in preps and words[at - 1].low in nouns and nouns[words[at - 1].low][0] == "near":
        return "near", preps[low][1], words[at - 1].start
    if low in preps:
        return *preps[low], words[at].start
    for stem in _noun_stems(lang).get(low[:2], ()):
        if low == stem or (len(stem) > _LONGEST_EXACT and low.startswith(stem)):
            return *nouns[stem], words[at].start
    return "", frozenset(), words[at].start


def _led(words: list[Word], at: int, lang: str) -> tuple[str, frozenset[str], int] | None:
    """The cue before the article of a kind of place and its adjectives: «from the small Siberian town of Achinsk»."""
    while at > 0 and words[at].low not in _ARTICLES and words[at].low not in _cues(lang, "prep"):
        at -= 1
        if words[at + 1].start - words[at].end != 1:
            return None
    if at < 1 or words[at].low not in _ARTICLES:
        return None
    cue = _cue_at(words, at - 1, lang)
    return cue if cue[0] not in ("", "of", "in") else None
