"""Declension run backwards: from a form of a name to the nominatives it may come from.

Invariant: a nominative is one of its own readings. Cases are letters: n, g, d, a, i (instrumental), l (locative or
prepositional), v (vocative, Ukrainian alone).
"""

from __future__ import annotations

import math
import re
from functools import lru_cache

from everyname.extract.names.endings import (
    ADJECTIVE_M,
    CLOSED,
    CLOSED_CASES,
    FEMALE_SOFT,
    IRREGULAR,
    NICKNAME_M,
    NOUN_A,
    NOUN_M,
    SURNAME_F,
    SURNAME_M,
    Ending,
)
from everyname.extract.names.lexicon import family_count, given_names, surnames

_ADJECTIVE_ENDS = ("ий", "ый", "ой", "ій")
RARE = ("l", "v", "lv")
_RARE_CASE = 0.4  # a man is seldom named in the locative
_DATIVE_ENDS, _RARE_FIXED = ("у", "ю"), 0.8  # «Сверчку», «Оленю»: few surnames end so for good
_CLUSTER = re.compile("[бвгджзнтшчщ]к$")
_FLED = re.compile("[нл](?:я|ю|ем)$")
_NO_END = re.compile("[бвгджзкмпстфхчшщ](?:нь|н)$")
_SOFT_R = ("ря", "рю", "реві")
_HUSHING = "кгхжшчщц"
_VOWELS = "аеёиоуыэюяіїє"
_MALE_ONLY = ("ого", "ому", "ему", "чука", "чуку", "чуком", "щука", "щуком")  # no woman's surname ends so
_FIXED_GIVEN = (
    "и",
    "у",
    "э",
    "ю",
    "ы",
    "оо",
    "йво",
    "рво",
    "йно",
    "тто",
    "уно",
    "нто",
    "гто",
    "кто",
    "рто",
    "йто",
)  # given names that never decline
_INDECLINABLE = frozenset(("бельды",))
_FIXED_FAMILIES = ("еску",)  # «Попеску»
_OF_WOMEN = ("івська", "овська", "евська", "инська", "їнська", "анська", "янська", "ецька", "ицька", "овская", "инская")
_FIXED_ENDS = ("о", "е", "и", "у", "ю", "э", "их", "ых", "аго", "яго", "ово", "є", "і")


_LOSE_VOWEL = ("лев", "павел")


@lru_cache(maxsize=65536)
def given_forms(form: str, sex: str) -> tuple[tuple[str, str], ...]:
    """(nominative, cases) a folded form of a given name of that sex may have."""
    found = [(form, "ngdail" if form.endswith(_FIXED_GIVEN) else "n")]
    if form in IRREGULAR and sex == "m":
        found.append(IRREGULAR[form])
        if form in ("павла", "павлу", "павлом", "петра"):
            found.append((form[:-2] + "о" if form.endswith("ом") else form[:-1] + "о", IRREGULAR[form][1]))
    stem = next((stem for stem in CLOSED if form.startswith(stem)), "")
    if sex == "m" and (cases := CLOSED_CASES.get(form.removeprefix(stem)) if stem else None):
        found.append((CLOSED[stem], cases))
    tables = (NOUN_M, NOUN_A, NICKNAME_M) if sex == "m" else (NOUN_A, FEMALE_SOFT)
    declined = _apply(form, tables)
    return (*found, *(r for r in declined if r[0] not in _LOSE_VOWEL))  # «Лёва» is no case of «Лев»


_ADJECTIVAL, _NO_NOUN = ("ова", "ева", "ёва", "ина", "іна", "їна"), 0.25
_OF_ADJECTIVES = ("ского", "цкого", "ського", "цького", "ному", "скому", "цкому")  # cases, never a nominative


@lru_cache(maxsize=65536)
def surname_forms(form: str, sex: str, lang: str) -> tuple[tuple[str, str, float], ...]:
    """(nominative, cases, weight) of a folded surname form borne by a man (``m``) or a woman (``f``)."""
    found = {} if sex == "f" and form.endswith(_MALE_ONLY) else {(form, "n"): _weight(form, sex)}
    if sex == "f":
        readings = [(b, c) for b, c in _apply(form, (SURNAME_F, NOUN_A)) if not b.endswith(_FIXED_ENDS)]
        if _of_adjective(form):
            readings = [(b, c) for b, c in readings if b.endswith("ая")]
        fixed = not form.endswith(("а", "я"))
    else:
        readings = [r for r in _apply(form, (NOUN_M, NOUN_A, ADJECTIVE_M, SURNAME_M)) if _masculine(r[0], form, lang)]
        fixed = form.endswith(_FIXED_ENDS) and (lang != "uk" or not form.endswith(("о", "и", "у", "і")))
    if lang != "uk":
        readings = [(base, left) for base, cases in readings if (left := cases.replace("v", ""))]
    for base, cases in readings:
        weight = _weight(base, sex) - (_RARE_CASE if cases in RARE else 0.0)
        if sex == "f" and base.endswith(_ADJECTIVAL) and form.endswith(("е", "ы", "і", "и")):
            weight = min(weight, _NO_NOUN)  # «Петрове» is no woman's: «Петровой»; «Калине» may be
        if weight > found.get((base, cases), -9.0):
            found[base, cases] = weight
    fixed = fixed and not (form.endswith("ю") and f"{form[:-1]}й" in given_names())  # «Алексею»
    if form in _INDECLINABLE or (form.endswith(_FIXED_FAMILIES) and len(form) > len("еску")):
        found = {(form, "n"): _weight(form, sex), (form, "gdail"): _weight(form, sex)}
    elif fixed and not form.endswith(_OF_ADJECTIVES) and not (sex == "f" and _of_adjective(form)):
        found[form, "gdail"] = _weight(form, sex) - (_RARE_FIXED if form.endswith(_DATIVE_ENDS) else 0.0)
    if lang == "uk" and (form, "n") in found:
        found[form, "v"] = found[form, "n"]  # «Прощавай, Андрію Гуменюк!»
    return tuple((base, cases, weight) for (base, cases), weight in found.items())


def _of_adjective(form: str) -> bool:
    """Whether a woman's surname is a case of an adjective («Толстой» is «Толстая») and no indeclinable («Цой»)."""
    stem = form[:-2]
    plain = form.endswith("ой") and not form.endswith(("овой", "евой", "иной", "ыной"))
    return plain and len(form) > 4 and any(stem + e in surnames() for e in ("ой", "ый", "ий"))


def _apply(form: str, tables: tuple[tuple[Ending, ...], ...]) -> list[tuple[str, str]]:
    return [
        (form[: len(form) - len(e.form)] + e.base, e.cases)
        for table in tables
        for e in table
        if form.endswith(e.form) and len(form) - len(e.form) >= 2
    ]


def _masculine(base: str, form: str, lang: str) -> bool:
    """Whether a nominative made by the tables can be one: its ending belongs to the class that made the form."""
    last = base[-1]
    if form.endswith(_OF_WOMEN):
        return False  # «Борівська» is no case of a man's surname
    if last == "а" and base[-2] in "цзс" and form.endswith("і") and lang == "uk":
        return False  # «Сороці» is «Сорока»
    if lang == "ru" and base.endswith("ий") and base[-3] not in _HUSHING and form.endswith(("ого", "ому", "ым", "ом")):
        return False  # «Навального» is «Навальный»
    if base.endswith(_ADJECTIVE_ENDS) and form.endswith(("я", "ю", "є", "ї")):
        return not base.endswith(("ый", "ой")) or len(base) < 6
    if lang == "uk" and base.endswith(("ый", "ой", "ец")) and not (base.endswith("ец") and form.startswith(base)):
        return False  # «Заболотного» is «Заболотний» there
    if _FLED.search(form) and base.endswith(("ень", "ель")) and not form.startswith(base[:-1]):
        return lang == "uk" and base[-4] not in _VOWELS  # «Півня» is «Півень»
    if lang == "uk" and _NO_END.search(base):
        return False  # no «Півнь», no «Півн»
    if last == "о":
        return lang == "uk" and not base.endswith(("сько", "цько", "ово", "ево"))
    if base.endswith(("ів", "їв", "ець", "єць")) and lang != "uk":
        return False
    if base.endswith("їв") and base[-3] not in _VOWELS + "'":
        return False  # «Лєбєдєва» is «Лєбєдєв»
    if base.endswith(("йец", "яц", "ел")) and "е" not in form[-3:-1]:
        return base in surnames() and not base.endswith("йец")  # «Зайца», «Орла»
    if base.endswith("ея") and base in surnames():
        return True  # «Кривошею»
    if lang == "uk" and form.endswith(("ою", "ею")) and last == "а":
        return True
    if last == "ь" and base.endswith("ць") and base[-3] not in _VOWELS:
        return False  # «Зайця» is «Заєць»
    if form[-1] in _VOWELS and form[-2] in _VOWELS and last in _VOWELS + "бвгджзклмнпрстфхцчшщ":
        return False
    if base.endswith(("ец", "ець")) and "е" not in form[-3:] and form[-3] in _VOWELS:
        return False
    if base.endswith("ида") and form.endswith("иди"):
        return False  # Greek names have no cases: «Ксенофонтиди»
    if base.endswith("янец") and form.endswith(("янца", "янцу", "янцем", "янце")):
        return False  # «Казарянца» is «Казарянц»
    if base.endswith(("ьй", "йець", "ьец")) or (lang == "uk" and base.endswith("рь")):
        return False
    if form == f"{base}ем" and lang == "ru" and last not in "жчшщц":
        return False  # «Коростелем» is «Коростель»
    if last in "еиую" or (last == "й" and base[-2] not in _VOWELS):
        return False
    if last == "р" and form.endswith(_SOFT_R):
        return lang == "uk"  # «Бондаря» is «Бондар» there
    if last == "ь" and form.endswith("а"):
        return False
    if form.endswith(("ым", "им")) and not base.endswith(_ADJECTIVE_ENDS):
        return base.endswith(("ов", "ев", "ин", "ын", "ін", "їн", "ів", "єв"))
    if base.endswith(("ов", "ев", "ин", "ын")) and form.endswith(("ом", "ем")) and lang == "ru":
        return base.endswith(("ин", "ын"))
    return True


def _weight(base: str, sex: str) -> float:
    """How likely a nominative is as a surname, by ending and by the list; only comparisons matter."""
    man = base[:-1] if sex == "f" and base.endswith(("ова", "ева", "ина", "ына", "іна", "їна", "єва")) else base
    if sex == "f" and base.endswith("ая"):
        man = base[:-2] + "ий"
    weight = math.sqrt(min(family_count(man), 400)) / 10
    if man.endswith(("ов", "ев", "ин", "ын", "ін", "їн", "ский", "цкий", "ів", "їв", "єв", "ський", "цький")):
        return weight + 1.5
    if man.endswith("ко") and man[-3:-2] in _VOWELS:
        return weight - 0.2  # «Дзюбака» is «Дзюбак», not «Дзюбако»
    if man.endswith(
        ("енко", "чук", "юк", "як", "ак", "ян", "швили", "дзе", "ец", "ець", "єць", "ко", "ич", "ук", "их", "ых")
    ):
        return weight + 1.0
    if man.endswith(
        (
            "ский"[1:],
            "ний",
            "ный",
            "кий",
            "лий",
            "лый",
            "вий",
            "вый",
            "хий",
            "дий",
            "гий",
            "сий",
            "зий",
            "мий",
            "жий",
            "чий",
            "рий",
            "рый",
            "тый",
        )
    ):
        return weight + 0.6
    if man.endswith(("янц", "унц")):
        return weight + 1.2  # «Казарянца» is «Казарянц»
    if man.endswith("ской"):
        return weight + 1.3
    if man.endswith(("ой", "ь", "ий", "ый")):
        return weight + 0.1
    if man.endswith(("ок", "ек")):
        return weight - 0.2
    if _CLUSTER.search(man):
        return weight - 0.4  # «Прищепёнка» is «Прищепёнок»
    return weight + (0.3 if man[-1] not in "аеиоуыэюяєіїь" else 0.2)
