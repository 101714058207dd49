"""One window of a run read as a name: given name, patronymic and surname that agree in sex and case.

Invariant: a reading scores by what its words are known as and by how well their forms agree; a window that no
pattern reads well enough gives nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace

from everyname.extract.names.agreement import agree, frames_of, own_case, with_cases
from everyname.extract.names.families import is_plural, of_a_man
from everyname.extract.names.other_words import USUAL, is_another, is_her, is_link, is_thing, is_usual
from everyname.extract.names.parts import (
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
_LIKE_SURNAME = 1.2
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


def two_names(run: Run, at: int, best: tuple[Mention, int] | None, lang: str) -> bool:
    """«Отец Ильи Рогова Сергей Котов»: a name in full goes before another in another case."""
    if best is None or not best[0].is_full or at + best[1] >= len(run.words):
        return False
    second = best_at(run, at + best[1], lang)
    return second is not None and second[0].is_full and not set(second[0].cases) & set(best[0].cases)


def best_at(run: Run, at: int, lang: str) -> tuple[Mention, int] | None:
    best: tuple[Mention, int] | None = None
    for size in (3, 2, 1):
        window = run.words[at : at + size]
        if len(window) < size:
            continue
        mention = read_window(run, at, window, lang)
        if best and not (mention and (mention.given or mention.patronymic)):
            continue  # a surname alone is no rival to a fuller name, however rare its given name
        if mention and (best is None or mention.score > best[0].score):
            best = mention, size
    return best


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
_INFINITIVES = ("ить", "ать", "ять", "еть", "ться", "уть")
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
    if surname and (
        _is_of_place(surname.text, pattern, run, goes_on=goes_on)
        or (pattern == "SG" and goes_on and is_common_word(surname.text))
    ):
        return None  # «президента Ирана Махмуда Ахмадинежада»
    if surname and pattern == "SG" and surname.text.endswith(_INFINITIVES) and is_common_word(surname.text, lang):
        return None  # «331-й полк. Хоронить Олега привезли на родину»
    if surname and pattern == "SG" and run.initial and surname is run.words[0] and is_link(surname.text, lang):
        return None  # «Однако Алексей»
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
    frames = frames_of(given.text if given else "", patronymic.text if patronymic else "", lang)
    if not frames:
        return None
    if surname and pattern == "GS":
        frames = tuple(with_cases(frame, surname.text, run, lang) for frame in frames)
    best = max((agree(frame, surname, run, lang) for frame in frames), key=lambda f: f[1])
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
    case = own_case(surname.text, sex, cases, lang) if surname and patronymic else cases[0]
    return Mention(
        window[0].start,
        window[-1].end,
        _family(surname, sex, case, lang, plural),
        base_given or initials,
        base_patronymic,
        sex,
        cases,
        score,
        plural=plural,
    )


def _is_of_place(word: str, pattern: str, run: Run, *, goes_on: bool) -> bool:
    """«президента Ирана Махмуда Ахмадинежада»: a place before a name; «Коркина Дмитрия Семеновича» has none."""
    if pattern not in ("SG", "SGP") or run.initial or not is_place_word(word):
        return False
    return surname_score(word) < _LIKE_SURNAME or (pattern == "SG" and goes_on)


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
