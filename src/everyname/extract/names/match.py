"""One window of a run read as a name: given name, patronymic and surname that agree in sex and case.

Invariant: a reading scores by what its words are known as and by how well their forms agree; a window that no
pattern reads well enough gives nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from everyname.extract.names.endings import CLOSED_GIVEN
from everyname.extract.names.families import is_plural, of_a_man
from everyname.extract.names.lexicon import fold
from everyname.extract.names.other_words import USUAL, is_another, is_her, is_thing, is_usual
from everyname.extract.names.paradigms import surname_forms
from everyname.extract.names.parts import (
    Reading,
    decline_surname,
    given_readings,
    is_common_word,
    is_place_word,
    noun_cases,
    patronymic_readings,
    surname_score,
)
from everyname.extract.names.runs import Run
from everyname.extract.names.unlisted import Mention, as_written, foreign, unlisted_given
from everyname.extract.tokens import Token

_RESIDENT = re.compile(r"(?:чан|жан|ан|ян)ин(?:а|у|ом)?$|(?:чанк|янк)[аиуо]й?$")
_HOME = re.compile(r"^(?:урожен|уродже|житель|жител|мешкан)")  # what follows is a place
_OFFICIAL = 0.8  # worth of a listed surname
_WHOLE = 1.2  # worth of being a whole run, for three words of which the last ends as a patronymic
_ALONE = 1.4  # worth of standing alone, for a listed given name and a word that nothing else explains


def read_window(run: Run, at: int, window: tuple[Token, ...], lang: str) -> Mention | None:
    shapes = "".join("I" if t.shape == "I" else "W" for t in window)
    options: list[Mention] = []
    for pattern in _PATTERNS.get(shapes, ()):
        if pattern == "S" and options:
            break  # a word that is a listed given name is no surname alone
        option = _match(run, at, window, pattern, lang)
        if option and pattern == "GS" and window[0].shape == "U" and window[1].shape == "C":
            continue  # «ЭМИРСАЛИЕВ Сеттар»: the surname is the part in capitals
        if option and pattern == "GS" and _stands_alone(run, window, lang):
            option = replace(option, score=option.score + _ALONE)
        if option and option.score >= _NEED[pattern] + (1.0 if run.strict else 0.0):
            options.append(option)
    return max(options, key=lambda m: m.score, default=None)


def _is_whole(run: Run, window: tuple[Token, ...], lang: str) -> bool:
    """Whether three words that no dictionary knows are all of a run."""
    whole = len(run.words) == len(window)
    return whole and not any(is_common_word(t.text, lang) or is_place_word(t.text) for t in window)


def _stands_alone(run: Run, window: tuple[Token, ...], lang: str) -> bool:
    """Whether two words that are no words of the language end a run: nothing but a name explains their capitals."""
    if run.words[-1] is not window[-1] or patronymic_readings(window[-1].text):
        return False
    return not any(is_common_word(t.text, lang) for t in window)


# Shapes of a window (I initial, W word) to the orders of parts worth trying: surname, given, patronymic, initial.
_PATTERNS = {
    "WWW": ("SGP", "GPS", "SGO", "GSS"),
    "WW": ("SG", "GS", "GP", "SX", "XS"),
    "WII": ("SII",),
    "IIW": ("IIS",),
    "WI": ("SI", "GI"),
    "IW": ("IS",),
    "WWI": ("SGI",),
    "WIW": ("GIS",),
    "W": ("G", "S"),
}
_OF_DAUGHTERS = ("вна", "чна")
_NEED = {
    "SGP": 3.0,
    "GPS": 3.0,
    "SGO": 2.6,
    "SX": 1.5,
    "XS": 1.5,
    "SG": 2.0,
    "GS": 2.0,
    "GSS": 2.0,
    "GP": 2.5,
    "SII": 1.0,
    "IIS": 1.0,
    "SI": 1.2,
    "IS": 1.4,
}
_NEED |= {"SGI": 2.2, "GIS": 2.2, "GI": 9.9, "G": 1.0, "S": 1.2}


def _match(run: Run, at: int, window: tuple[Token, ...], pattern: str, lang: str) -> Mention | None:
    if pattern in ("SX", "XS"):
        return unlisted_given(run, at, window, pattern, lang)
    if pattern in ("SGO", "GSS"):
        return foreign(window, pattern)
    part = dict(zip(pattern, window, strict=True))
    given, patronymic, surname = part.get("G"), part.get("P"), part.get("S")
    score = 0.0
    goes_on = at + len(window) < len(run.words)
    of_state = surname is not None and pattern in ("SG", "SGP") and not run.initial and is_place_word(surname.text)
    if surname and (of_state or (pattern == "SG" and goes_on and is_common_word(surname.text))):
        return None  # «президента Ирана Махмуда Ахмадинежада»
    if surname and given and pattern == "SG" and (is_usual(surname.text) and not is_usual(given.text)):
        return None  # «Андрію Федьку»
    if surname and surname is run.words[0] and pattern == "SG" and goes_on and _HOME.search(run.left):
        return None  # «уродженця Кутина Михайла Ошурка»
    if surname and surname.text.endswith(_OF_DAUGHTERS) and patronymic_readings(surname.text):
        return None  # «бабушка Евлампия Кузьминична»
    if surname:
        worth = _surname_worth(
            surname, run, at + pattern.index("S"), lang, official=pattern == "SGP" or (pattern == "SG" and run.aged)
        )
        if worth is None or _named_thing(given, surname, pattern, lang):
            return None  # «Алея Слави», «Площадь Мира»
        score += worth
    fathers = patronymic_readings(patronymic.text) if patronymic else ()
    if patronymic and (not fathers or (pattern == "GP" and patronymic.text.isascii())):
        return None  # «Ivan Petrovich» is as likely a surname
    trade = surname is not None and run.initial and surname is run.words[0] and is_common_word(surname.text, lang)
    if fathers and trade and fathers[0].weight <= 1.0:
        return None  # «Охотник Вячеслав Радевич»
    frames = _frames(given.text if given else "", patronymic.text if patronymic else "", lang)
    if not frames:
        return None
    best = max((_agree(frame, surname, run, lang) for frame in frames), key=lambda f: f[1])
    if pattern == "SGP" and _is_whole(run, window, lang):
        score += _WHOLE  # «Бекторлы Эскендер Ваапович,»
    (base_given, base_patronymic, sex, cases), agreement = best
    if surname and not patronymic and "n" not in cases and is_her(surname.text, sex):
        return None  # «вдова Ивана Ольга»
    if surname and not patronymic and given and is_another(surname.text, cases):
        return None  # «брату Олега Алексею»
    if patronymic and given and not given_readings(given.text) and is_common_word(given.text):
        return None
    score += agreement
    initials = " ".join(t.text[:1] + "." for t in window if t.shape == "I")
    if pattern == "SGI" or pattern == "GIS":
        base_patronymic, initials = initials, ""
    plural = surname is not None and is_plural(surname.text.lower(), cases, lang)
    return Mention(
        window[0].start,
        window[-1].end,
        _family(surname, sex, cases[0], lang, plural),
        base_given or initials,
        base_patronymic,
        sex,
        cases,
        score,
        plural=plural,
    )


def _named_thing(given: Token | None, surname: Token, pattern: str, lang: str) -> bool:
    """Whether a thing, not a man, is called so; behind a usual given name a word of the language is a surname."""
    if given is None:
        return False
    usual = max((r.weight for r in given_readings(given.text)), default=0.0) >= USUAL
    if pattern == "GS" and usual and not is_common_word(given.text, lang):
        return False  # «Захар Оброк»
    return is_thing(given.text, lang) or is_thing(surname.text, lang)


def _family(surname: Token | None, sex: str, case: str, lang: str, plural: bool) -> str:
    """The surname in the nominative singular; empty when there is none."""
    if surname is None:
        return ""
    word = as_written(surname.text)
    return (of_a_man(word) or word[:-1]) if plural else decline_surname(word, sex or "m", case, lang)


def _surname_worth(token: Token, run: Run, place: int, lang: str, *, official: bool) -> float | None:
    """What a word is worth as a surname; ``None`` when it can be none.

    In the ``official`` order («Ткач Сергій Олегович») a listed surname is one, though it is a word too.
    """
    word = token.text
    worth = surname_score(word)
    if len(word) < (3 if word.isascii() else 2) or (token.shape == "l" and worth < 1.0):
        return None
    doubtful = (place == 0 and run.initial) or token.shape != "C" or run.initials
    limit = 2.0 if run.initials and place else _OFFICIAL if official else 1.2
    if doubtful and is_common_word(word, lang):
        odd = (
            official and run.aged and "n" not in (noun_cases(word, lang) or "n")
        )  # «Плисок Микола Олегович, 1996 р.н.»
        if worth < limit and not odd:
            return None
        worth -= 1.0
    if _RESIDENT.search(word.lower()):
        worth -= 0.8
    fathers = patronymic_readings(word)
    if fathers and fathers[0].weight > 1.5:
        return 0.1
    return max(worth, 0.4)


_UKRAINIAN = 3.0  # «Данилу» is «Данило» there, not «Данил»
_LIKELIHOOD = 0.4  # how much the likeliest nominative of the surname counts for the reading that allows it
_RARELY_CALLED = 3.0  # a vocative is rarer than any other case of the same form
_RARE_WOMEN = 0.5  # most of whom notices name are men
_Frame = tuple[str, str, str, str]  # given, patronymic, sex, cases


@lru_cache(maxsize=1 << 14)
def _frames(given: str, patronymic: str, lang: str) -> tuple[tuple[_Frame, float], ...]:
    """Readings of given name and patronymic (empty: absent) together that agree in sex and case."""
    fathers = patronymic_readings(patronymic) if patronymic else ()
    if not given:
        return () if fathers else ((("", "", "m", "ngdail"), 0.8), (("", "", "f", "ngdail"), 0.5))
    names = given_readings(given)
    if lang == "uk":
        names = tuple(replace(r, weight=r.weight + _UKRAINIAN) if _is_ukrainian(r.base) else r for r in names)
    if not fathers:
        return tuple(((r.base, "", r.sex, r.cases), r.weight - (_RARE_WOMEN if r.sex == "f" else 0.0)) for r in names)
    frames = []
    for father in fathers:
        for name in names:
            shared = "".join(c for c in name.cases if c in father.cases)
            if name.sex == father.sex and shared:
                frames.append(((name.base, father.base, name.sex, shared), name.weight + father.weight))
        if not frames:
            frames.append(((_unlisted(given, father), father.base, father.sex, father.cases), father.weight))
    return tuple(frames)


def _is_ukrainian(name: str) -> bool:
    """Whether a name has another form in Russian, from which its cases do not differ."""
    return name.endswith("о") or fold(name) in CLOSED_GIVEN


def _unlisted(word: str, father: Reading) -> str:
    """A given name no list knows, put into the nominative by its patronymic's case."""
    if father.cases == "n":
        return as_written(word)
    forms = [b for b, cases, _ in surname_forms(fold(word), father.sex, "ru") if father.cases[0] in cases]
    return forms[0].capitalize() if forms else as_written(word)


def _agree(frame: tuple[_Frame, float], surname: Token | None, run: Run, lang: str) -> tuple[_Frame, float]:
    """The frame with the cases its surname allows; the case of the likeliest surname first when all are open."""
    (given, patronymic, sex, cases), weight = frame
    if run.left and run.left[-2:] in _OBLIQUE_LEFT and "n" in cases and sex == "f":
        weight -= 1.5
    if run.ranked and sex == "f":
        weight -= 0.8
    if surname is None:
        return (given, patronymic, sex, cases), weight
    allowed, likely = _allowed(surname.text, sex, cases, lang)
    if not allowed:
        return (given, patronymic, sex, cases), weight - 1.2
    weight -= _RARELY_CALLED if allowed == "v" != cases else 0.0
    return (given, patronymic, sex, allowed), weight + 0.5 + _LIKELIHOOD * min(likely, 2.0)


@lru_cache(maxsize=1 << 15)
def _allowed(surname: str, sex: str, cases: str, lang: str) -> tuple[str, float]:
    """Those of the cases a surname may stand in, and the weight of its likeliest reading; empty when there are none."""
    readings = surname_forms(fold(surname).rpartition("-")[2], sex, lang)
    fitting = [(w, shared) for _, c, w in readings if (shared := "".join(x for x in cases if x in c))]
    if not fitting:
        return "", 0.0
    every = "".join(dict.fromkeys("".join(shared for _, shared in fitting)))
    if len(cases) > 4:
        likeliest = max(fitting, key=lambda f: (f[0], "n" in f[1]))[1]
        every = likeliest + "".join(c for c in every if c not in likeliest)
    return every, max(w for w, _ in fitting)


_OBLIQUE_LEFT = frozenset(("го", "та", "ра", "на", "ля", "ка", "ли", "ну", "му", "ту", "ом", "ым", "им"))
