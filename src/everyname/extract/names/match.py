"""One window of a run read as a name: given name, patronymic and surname that agree in sex and case.

Invariant: a reading scores by what its words are known as and by how well their forms agree; a window that no
pattern reads well enough gives nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from everyname.extract.names.lexicon import fold, korean_surnames
from everyname.extract.names.paradigms import given_forms, surname_forms
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
from everyname.extract.tokens import Token

_PLURAL = ("овы", "евы", "ины", "ыны", "ові")
_RESIDENT = re.compile(r"(?:чан|жан|ан|ян)ин(?:а|у|ом)?$|(?:чанк|янк)[аиуо]й?$")
_LIKE_SURNAME = 1.2
_SURE_SURNAME = 2.0  # listed, with a typical ending
_UNLISTED = {"XS": 2.4, "SX": 1.5}  # worth of a name whose given name no list has
_ALONE = 1.4  # worth of standing alone, for a listed given name and a word that nothing else explains
_KNOWN_GIVEN = 1.0  # weight of a given name borne by more than a few
_SHORTEST = 3  # letters of an unlisted given name
_VOWELS_END = "аеиоуыюя"


@dataclass(frozen=True, slots=True)
class Mention:
    """One name as it stands. Parts are nominative, ``cases`` the letters of ``paradigms``, ``score`` its evidence."""

    start: int
    end: int
    surname: str = ""
    given: str = ""
    patronymic: str = ""
    sex: str = ""
    cases: str = "ngdail"
    score: float = 0.0
    callsign: str = ""
    plural: bool = False

    @property
    def is_full(self) -> bool:
        """Surname with a given name or initial."""
        return bool(self.surname and self.given)


def read_window(run: Run, at: int, window: tuple[Token, ...], lang: str) -> Mention | None:
    shapes = "".join("I" if t.shape == "I" else "W" for t in window)
    options: list[Mention] = []
    for pattern in _PATTERNS.get(shapes, ()):
        if pattern == "S" and options:
            break  # a word that is a listed given name is no surname alone
        option = _match(run, at, window, pattern, lang)
        if option and pattern == "GS" and _stands_alone(run, window):
            option = replace(option, score=option.score + _ALONE)
        if option and option.score >= _NEED[pattern] + (1.0 if run.strict else 0.0):
            options.append(option)
    return max(options, key=lambda m: m.score, default=None)


def _stands_alone(run: Run, window: tuple[Token, ...]) -> bool:
    """Whether two words that are no words of the language end a run: nothing but a name explains their capitals."""
    if run.words[-1] is not window[-1] or patronymic_readings(window[-1].text):
        return False
    return not any(is_common_word(t.text) for t in window)


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
        return _unlisted_given(run, at, window, pattern, lang)
    if pattern in ("SGO", "GSS"):
        return _foreign(window, pattern)
    part = dict(zip(pattern, window, strict=True))
    given, patronymic, surname = part.get("G"), part.get("P"), part.get("S")
    score = 0.0
    goes_on = at + len(window) < len(run.words)
    of_state = surname is not None and pattern in ("SG", "SGP") and not run.initial and is_place_word(surname.text)
    if surname and (of_state or (pattern == "SG" and goes_on and is_common_word(surname.text))):
        return None  # «президента Ирана Махмуда Ахмадинежада»
    if surname:
        worth = _surname_worth(surname, run, at + pattern.index("S"))
        if worth is None:
            return None
        score += worth
    fathers = patronymic_readings(patronymic.text) if patronymic else ()
    if patronymic and not fathers:
        return None
    trade = surname is not None and run.initial and surname is run.words[0] and is_common_word(surname.text)
    if fathers and trade and fathers[0].weight <= 1.0:
        return None  # «Охотник Вячеслав Радевич»
    frames = _frames(given, patronymic, lang)
    if not frames:
        return None
    best = max((_agree(frame, surname, run, lang) for frame in frames), key=lambda f: f[1])
    (base_given, base_patronymic, sex, cases), agreement = best
    if patronymic and given and not given_readings(given.text) and is_common_word(given.text):
        return None
    score += agreement
    initials = " ".join(t.text[:1] + "." for t in window if t.shape == "I")
    if pattern == "SGI" or pattern == "GIS":
        base_patronymic, initials = initials, ""
    plural = bool(surname and surname.text.lower().endswith(_PLURAL))
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


def _family(surname: Token | None, sex: str, case: str, lang: str, plural: bool) -> str:
    """The surname in the nominative singular; empty when there is none."""
    if surname is None:
        return ""
    word = _case(surname.text)
    return word[:-1] if plural else decline_surname(word, sex or "m", case, lang)


def _unlisted_given(run: Run, at: int, window: tuple[Token, ...], pattern: str, lang: str) -> Mention | None:
    """A given name no list knows: behind a rank («рядового Бальдана Ц.»), or after a surname that begins a line."""
    surname, given = (window[0], window[1]) if pattern == "SX" else (window[1], window[0])
    latin = given.text.isascii() and surname.text.isascii()
    whole = at == 0 and len(run.words) == len(window)
    sure = surname_score(surname.text) >= _SURE_SURNAME and whole and not run.initial and not latin
    placed = (sure or run.ranked or (latin and run.aged)) if pattern == "XS" else run.initial and whole
    if not placed or run.strict or len(given.text) < _SHORTEST:
        return None
    if any(r.weight >= _KNOWN_GIVEN for r in given_readings(given.text)):
        return None
    known = surname_score(surname.text) >= _LIKE_SURNAME
    if not known and not (pattern == "XS" and whole):
        return None
    if any(is_common_word(t.text) or patronymic_readings(t.text) for t in window):
        return None
    name, family, cases = _in_one_case(_case(given.text), _case(surname.text), run.left, lang)
    return Mention(
        window[0].start, window[-1].end, family, name, "", "m", cases, _UNLISTED[pattern] + (1.2 if sure else 0.0)
    )


def _in_one_case(given: str, family: str, left: str, lang: str) -> tuple[str, str, str]:
    """Nominatives of an unlisted given name and a surname, in the likeliest case that both forms may have.

    The rank before them («матроса Оксена Пилипаку») tells the case where its own form does.
    """
    wanted = noun_cases(left) if left else ""
    firsts = [(b, c) for b, c in given_forms(fold(given), "m") if b == fold(given) or b[-1] not in _VOWELS_END]
    fitting = [
        (bool(set(shared) & set(wanted)), weight, "n" in shared, shared, first)
        for base, cases, weight in surname_forms(fold(family), "m", lang)
        for first, c in firsts
        if (shared := "".join(x for x in cases if x in c))
    ]
    if not fitting or given.isascii():
        return given, family, "ngdail"
    *_, cases, first = max(fitting, key=lambda f: f[:3])
    return (
        given if cases[0] == "n" else first.capitalize(),
        decline_surname(family, "m", cases[0], lang),
        cases,
    )


def _foreign(window: tuple[Token, ...], pattern: str) -> Mention | None:
    """Korean names of three short words, and two unlisted surnames behind a given name («Жан-Мари Мбарга Этуа»)."""
    words = [_case(t.text) for t in window]
    start, end = window[0].start, window[-1].end
    if pattern == "SGO":
        if fold(words[0]) not in korean_surnames() or any(len(w) > 4 for w in words[:2]) or len(words[2]) > 6:
            return None
        last = re.sub(r"(?:ом|ем|а|у|е)$", "", words[2]) if len(words[2]) > 3 else words[2]
        return Mention(start, end, words[0], f"{words[1]} {last}", "", "m", "ngdail", 3.0)
    given = [r for r in given_readings(words[0]) if "n" in r.cases and "-" in words[0]]
    if not given or any(surname_score(w) > 0 or is_common_word(w) for w in words[1:]):
        return None
    return Mention(start, end, " ".join(words[1:]), given[0].base, "", given[0].sex, "n", given[0].weight + 2.0)


def _case(word: str) -> str:
    """A word in capitals as names are written."""
    return "-".join(p[:1] + p[1:].lower() for p in word.split("-")) if word.isupper() and len(word) > 1 else word


def _surname_worth(token: Token, run: Run, place: int) -> float | None:
    """What a word is worth as a surname; ``None`` when it can be none."""
    word = token.text
    worth = surname_score(word)
    if len(word) < 2 or (token.shape == "l" and worth < 1.0):
        return None
    doubtful = (place == 0 and run.initial) or token.shape != "C" or run.initials
    limit = 2.0 if run.initials and place else 1.2
    if doubtful and is_common_word(word):
        if worth < limit:
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
_RARE_WOMEN = 0.5  # most of whom notices name are men
_Frame = tuple[str, str, str, str]  # given, patronymic, sex, cases


def _frames(given: Token | None, patronymic: Token | None, lang: str) -> list[tuple[_Frame, float]]:
    """Readings of given name and patronymic together that agree in sex and case."""
    fathers = patronymic_readings(patronymic.text) if patronymic else ()
    if given is None:
        return [] if fathers else [(("", "", "m", "ngdail"), 0.8), (("", "", "f", "ngdail"), 0.5)]
    names = given_readings(given.text)
    if lang == "uk":
        names = tuple(replace(r, weight=r.weight + _UKRAINIAN) if r.base.endswith("о") else r for r in names)
    if not fathers:
        return [((r.base, "", r.sex, r.cases), r.weight - (_RARE_WOMEN if r.sex == "f" else 0.0)) for r in names]
    frames = []
    for father in fathers:
        for name in names:
            shared = "".join(c for c in name.cases if c in father.cases)
            if name.sex == father.sex and shared:
                frames.append(((name.base, father.base, name.sex, shared), name.weight + father.weight))
        if not frames:
            frames.append(((_unlisted(given.text, father), father.base, father.sex, father.cases), father.weight))
    return frames


def _unlisted(word: str, father: Reading) -> str:
    """A given name no list knows, put into the nominative by its patronymic's case."""
    if father.cases == "n":
        return _case(word)
    forms = [b for b, cases, _ in surname_forms(fold(word), father.sex, "ru") if father.cases[0] in cases]
    return forms[0].capitalize() if forms else _case(word)


def _agree(frame: tuple[_Frame, float], surname: Token | None, run: Run, lang: str) -> tuple[_Frame, float]:
    """The frame with the cases its surname allows; the case of the likeliest surname first when all are open."""
    (given, patronymic, sex, cases), weight = frame
    if run.left and run.left[-2:] in _OBLIQUE_LEFT and "n" in cases and sex == "f":
        weight -= 1.5
    if run.ranked and sex == "f":
        weight -= 0.8
    if surname is None:
        return (given, patronymic, sex, cases), weight
    readings = surname_forms(fold(surname.text).rpartition("-")[2], sex, lang)
    fitting = [(w, shared) for _, c, w in readings if (shared := "".join(x for x in cases if x in c))]
    if not fitting:
        return (given, patronymic, sex, cases), weight - 1.2
    every = "".join(dict.fromkeys("".join(shared for _, shared in fitting)))
    if len(cases) > 4:
        likeliest = max(fitting, key=lambda f: (f[0], "n" in f[1]))[1]
        every = likeliest + "".join(c for c in every if c not in likeliest)
    likely = max(w for w, _ in fitting)
    return (given, patronymic, sex, every), weight + 0.5 + _LIKELIHOOD * min(likely, 2.0)


_OBLIQUE_LEFT = frozenset(("го", "та", "ра", "на", "ля", "ка", "ли", "ну", "му", "ту", "ом", "ым", "им"))
