"""What one word may be as part of a name: given name, patronymic, surname, initial, or a common word.

Invariant: a reading depends on the word alone (and the language), so it is cached; who is who is decided by the
words around it.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache, lru_cache

import pymorphy3

from everyname.extract.names.lexicon import (
    family_count,
    fold,
    given_names,
    patronymics,
    romanised_names,
    short_forms,
    spellings,
    spoken_patronymics,
    surnames,
    ukrainian_names,
)
from everyname.extract.names.paradigms import RARE, given_forms, surname_forms

_PLAIN = str.maketrans(
    "áàâäãåāąéèêëēėęěíìîïīįıóòôöõøőúùûüūůűýÿçćčñńňšśžźżłďťřğş",
    "aaaaaaaaeeeeeeeeiiiiiiiooooooouuuuuuuyycccnnnsszzzldtrgs",
)
_CASES = (("nomn", "n"), ("gent", "g"), ("datv", "d"), ("accs", "a"), ("ablt", "i"), ("loct", "l"))
_TIMES = 4  # how much more usual a surname must be than the one its ending would come from
_BORNE = 40  # count of a surname that needs no other nominative
_RARE_CASE = 0.6  # a man is seldom named in the locative
_PATRONYMIC = (
    (
        "m",
        re.compile(
            r"(?P<stem>.{2,}(?:ович|[еє]вич|йович|ьич|кич|мич|нич|тич|ввич|мыч|лыч|ныч)|ілл?іч)(?P<end>а|у|ем|ом|еві|ові|е|і|)"
        ),
    ),
    ("f", re.compile(r"(?P<stem>.{2,}(?:овн|[еє]вн|ичн|инична|[иі]вн|ївн))(?P<end>а|ы|и|е|у|ой|ою|і|)")),
)
_PATRONYMIC_LATIN = re.compile(r".{2,}(?:(?P<m>[oe]vich|[oe]vych)|[oei]vna)")
_MALE_CASES = {"": "n", "а": "ga", "у": "d", "ем": "i", "ом": "i", "еві": "d", "ові": "d", "е": "l", "і": "l"}
_FEMALE_CASES = {"а": "n", "ы": "g", "и": "g", "е": "dl", "і": "dl", "у": "a", "ой": "i", "ою": "i"}
_SURNAME_END = re.compile(
    r".{2,}(?:[оеё]в|[иыї]н|[сц]кий|[сц]ький|ской|цкой|[оеёі]ва|[иы]на|[сц]кая|[сц]ька|[иы]х|енко|ченко|чук|щук|юк|як|ко|ян|янц|"
    r"швили|дзе|ия|ава|ов|заде|оглы|ович|евич|ич|ец|ець|ук|ик|ак|ів|їв|оол|"
    r"[оеё]в(?:а|у|ым|е|ой|і|им)|[иы]н(?:а|у|ым|е|ой)|[сц]к(?:ого|ому|им|ом|ой|ую)|[сц]ьк(?:ого|ому|им|ої|ій|у|ою)|"
    r"[чщ]ук(?:а|у|ом|ові)|юк(?:а|у|ом|ові)|як(?:а|у|ом|ові)|янц?(?:а|у|ом)|в?ич(?:а|у|ем)|енк(?:а|у|ом|ові)|ц(?:а|у|ом|ем)|ця)"
)
_OPEN_VOWEL = re.compile(r"(.+)[оеє]([бвгґджзклмнпрстфхцчшщ]ь?)")
_SURNAME_LATIN = re.compile(
    r".{2,}(?:ov|ev|yov|in|yn|sky|skiy|skyi|ski|enko|chuk|uk|yuk|yan|ian|ich|ych|dze|shvili|ova|eva|ina|skaya|ko|ikh|ykh|iv)"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a word as a name part: nominative, sex, cases and log-weight."""

    base: str
    sex: str
    cases: str
    weight: float


def _given(key: str) -> tuple[str, int] | None:
    if known := given_names().get(key):
        return known
    plain = key if key.isascii() else key.translate(_PLAIN)
    return (romanised_names().get(plain) or given_names().get(plain)) if plain.isascii() else None


@lru_cache(maxsize=65536)
def given_readings(word: str) -> tuple[Reading, ...]:
    """Readings as a given name that the list knows; the last part of a hyphened name declines."""
    key = fold(word)
    head, dash, tail = key.rpartition("-")
    prefix = head + dash
    found: dict[tuple[str, str], tuple[float, str]] = {}
    for sex in "mf":
        for base, cases in given_forms(tail, sex):
            entry = _given(prefix + base) or (_given(base) if dash else None)
            if dash and entry and not _given(prefix + base):
                heads = (b for b, c in given_forms(head, sex) if _given(b) and set(c) & set(cases))
                prefix = f"{next(heads, head)}-"  # «Богдана-Ігоря»
            if entry and entry[0] in (sex, "u"):
                weight = math.log10(entry[1] + 1) - (0.6 if entry[0] == "u" else 0.0)
                weight -= _RARE_CASE if cases in RARE else 0.0
                known = found.get((prefix + base, sex), (weight, ""))[1]
                found[prefix + base, sex] = weight, known + "".join(c for c in cases if c not in known)
    return tuple(Reading(_spell(word, base), sex, cases, w) for (base, sex), (w, cases) in found.items())


@lru_cache(maxsize=65536)
def patronymic_readings(word: str) -> tuple[Reading, ...]:
    """Readings as a patronymic; weight 2 when the list knows it, 1 when only its ending does."""
    key = fold(word)
    if key.isascii():
        latin = _PATRONYMIC_LATIN.fullmatch(key)
        return (Reading(_spell(word, key), "m" if latin["m"] else "f", "ngdail", 1.5),) if latin else ()
    for end, case in _MALE_CASES.items():
        full = spoken_patronymics().get(key.removesuffix(end)) if key.endswith(end) else None
        if full:
            return (Reading(full, "m", case, 2.0),)
    for sex, pattern in _PATRONYMIC:
        match = pattern.fullmatch(key)
        if match and (sex == "m" or match["end"]):
            base = match["stem"] if sex == "m" else match["stem"] + "а"
            cases = (_MALE_CASES if sex == "m" else _FEMALE_CASES)[match["end"]]
            known = sex == "f" or base in patronymics()
            return (Reading(_spell(word, base), sex, cases, 2.0 if known else 1.0),)
    return ()


@cache
def patronymic_starts() -> frozenset[str]:
    """What patronymics are cut to before a full stop («Анат.»): their first two to six letters."""
    return frozenset(name[:length] for name in patronymics() for length in range(2, 7))


@lru_cache(maxsize=65536)
def surname_score(word: str) -> float:
    """How much a capitalised word looks like a surname, from 0 (no sign) to 2 (listed, with a typical ending)."""
    key = fold(word)
    parts = key.split("-")
    return max(_one_surname(part) for part in parts) + (0.3 if len(parts) > 1 else 0.0)


def _one_surname(key: str) -> float:
    if key.isascii():
        return 1.2 if _SURNAME_LATIN.fullmatch(key) else 0.0
    listed = any(base in surnames() for base, _, _ in surname_forms(key, "m", "ru"))
    return (1.2 if _SURNAME_END.fullmatch(key) else 0.0) + (0.8 if listed else 0.0)


_UNDECLINED = ("оглы", "кызы", "заде", "оглу")  # «Александра Фет-Оглы»


@lru_cache(maxsize=65536)
def decline_surname(word: str, sex: str, case: str, lang: str) -> str:
    """The nominative of a surname that stands in ``case`` (one letter), part by part."""
    *first, last = word.split("-")
    kept = [p if p.endswith("и") else _decline_part(p, sex, case, lang) for p in first]  # «Сангаджи-Горяева»
    return "-".join([*kept, _decline_part(last, sex, case, lang)])


def _decline_part(word: str, sex: str, case: str, lang: str) -> str:
    if case == "n" or word.isascii() or word.lower() in _UNDECLINED:
        return word[:1].upper() + word[1:]
    readings = [(w, base) for base, cases, w in surname_forms(fold(word), sex, lang) if case in cases]
    if not readings:
        return word[:1].upper() + word[1:]
    best = max(readings, key=lambda r: (r[0], -len(r[1])))[1]
    if lang == "ru" and sex == "m" and _stays(fold(word), best):
        return word[:1].upper() + word[1:]
    return _spell(word, _closed(fold(word), _little(best)) if lang == "uk" else _stressed(best))


def _little(base: str) -> str:
    """«Жучка» is «Жучок», not «Жучко»: of the two endings the one that makes a noun of the dictionary."""
    other, known = f"{base[:-2]}ок", analyser("uk").word_is_known
    return other if base.endswith("чко") and known(other) and not known(base) else base


def _stays(form: str, base: str) -> bool:
    """«о гибели Ивана Глоба»: a listed surname that the writer left as it is, where no list has the one it would be."""
    return form.endswith(("а", "я")) and surnames().get(form, 0) > _TIMES * surnames().get(base, 0)


def _stressed(base: str) -> str:
    """«Стального» is «Стальной»: of the two endings an adjective may have, the one that the dictionary knows."""
    other = base[:-2] + "ой"
    known = _morph().word_is_known
    return other if base.endswith(("ый", "ий")) and known(other) and not known(base) else base


def _closed(form: str, base: str) -> str:
    """The Ukrainian nominative whose last vowel the closed syllable changes: «Пирога» is «Пиріг», «Лебедя» «Лебідь»."""
    match = _OPEN_VOWEL.fullmatch(base)
    if match is None:
        return base
    nouns = {p.normal_form for p in analyser("uk").parse(form) if p.is_known and _common_noun(p.tag.grammemes)}
    closed = f"{match[1]}і{match[2]}"
    borne = base.endswith(("ов", "ев")) and family_count(base) >= _BORNE
    return closed if closed in nouns and not borne else base


def _common_noun(said: frozenset[str]) -> bool:
    return "NOUN" in said and "Name" not in said


def _spell(word: str, base: str) -> str:
    """``base`` with the ё, capitals and apostrophes of the word as written."""
    if word.isascii():
        return "-".join(part[:1].upper() + part[1:] for part in base.split("-"))
    listed = spellings().get(base)
    if listed:
        return listed
    lower = word.lower()
    shared = [lower[i] if i < len(lower) and lower[i] == "ё" and c == "е" else c for i, c in enumerate(base)]
    return "-".join(
        part[:1].upper() + part[1:] if part not in _SMALL_PARTS else part for part in "".join(shared).split("-")
    )


_SMALL_PARTS = frozenset(("оол", "оглы", "кызы", "заде"))


def full_names(short: str) -> tuple[str, ...]:
    """The full given names a short form may stand for; empty when it is none."""
    return short_forms().get(fold(short), ())


def full_name(short: str, lang: str) -> str:
    """The one full name of the language that a short form stands for («Андрюша»), else the form as it is."""
    names = full_names(short)
    own = [name for name in names if (fold(name) in ukrainian_names()) == (lang == "uk")]
    own = own or [name for name in names if fold(name) not in ukrainian_names() or lang == "uk"]
    return own[0] if len(own) == 1 else short


@lru_cache(maxsize=65536)
def is_common_word(word: str, lang: str = "ru") -> bool:
    """Whether the dictionary of Russian, or that of ``lang`` (ru or uk), knows the word as something else than a name,
    and not as a name.
    """
    if lang == "uk":
        return is_common_word(word) or _is_common(word, analyser("uk"))
    if _morph().word_is_known(word.lower()):
        return _is_common(word, _morph())
    head, _, tail = word.rpartition("-")
    return bool(head) and is_common_word(head) and is_common_word(tail)  # «Братья-близнецы»


def _is_common(word: str, morph: pymorphy3.MorphAnalyzer) -> bool:
    if not morph.word_is_known(word.lower()):
        return False
    parses = morph.parse(word.lower())
    names = ("Name", "Surn", "Patr")
    best = max((p.score for p in parses if not any(n in p.tag.grammemes for n in names)), default=0.0)
    proper = max((p.score for p in parses if any(n in p.tag.grammemes for n in names)), default=0.0)
    return best > proper


@lru_cache(maxsize=4096)
def noun_cases(word: str, lang: str = "ru") -> str:
    """The cases a Russian (or Ukrainian) noun may stand in, as letters of ``paradigms``; empty when nobody can tell."""
    parses = [p for p in analyser("uk" if lang == "uk" else "ru").parse(word.lower()) if "NOUN" in p.tag.grammemes]
    return "".join(letter for case, letter in _CASES if any(case in p.tag.grammemes for p in parses))


@lru_cache(maxsize=4096)
def noun_sex(word: str, lang: str = "ru") -> str:
    """``m`` or ``f`` for a noun that is always one of them in every reading, else nothing."""
    parses = [p for p in analyser("uk" if lang == "uk" else "ru").parse(word.lower()) if "NOUN" in p.tag.grammemes]
    sexes = {sex for p in parses for sex, mark in (("m", "masc"), ("f", "femn")) if mark in p.tag.grammemes}
    return sexes.pop() if len(sexes) == 1 else ""


@lru_cache(maxsize=4096)
def is_man_noun(word: str, lang: str = "ru") -> bool:
    """Whether the dictionary knows the word as a noun for a man in the singular («солдата», «парня») and no name."""
    best = next(iter(analyser("uk" if lang == "uk" else "ru").parse(word.lower())))
    return best.is_known and {"NOUN", "anim", "masc", "sing"} <= best.tag.grammemes and "Name" not in best.tag.grammemes


@lru_cache(maxsize=4096)
def is_place_word(word: str) -> bool:
    """Whether the dictionary knows the word as a name on the map and not as one of a man."""
    parses = _morph().parse(word.lower()) if _morph().word_is_known(word.lower()) else []
    said = {grammeme for parse in parses for grammeme in parse.tag.grammemes}
    return "Geox" in said and not said & {"Surn", "Name"}


@lru_cache(maxsize=4096)
def is_inanimate(word: str, lang: str = "ru") -> bool:
    """Whether the dictionary of a language (ru or uk) knows the word as a noun for a thing."""
    morph = analyser(lang)
    best = next(iter(morph.parse(word.lower())), None)
    return best is not None and {"NOUN", "inan"} <= best.tag.grammemes and morph.word_is_known(word.lower())


def _morph() -> pymorphy3.MorphAnalyzer:
    return analyser("ru")


@cache
def analyser(lang: str) -> pymorphy3.MorphAnalyzer:
    """The dictionary of a language, ru or uk.

    Ask ``tag.grammemes``, not ``tag``: that knows only the grammemes of the dictionary that was loaded last.
    """
    return pymorphy3.MorphAnalyzer(lang=lang)
