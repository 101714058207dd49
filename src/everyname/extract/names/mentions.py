"""Names in a text: runs of capitalised words read as given name, patronymic and surname in one case.

Invariant: mentions are in the order of the text and never overlap; a mention holds at least a given name or a surname
and every part agrees with the others in sex and case as far as the word forms tell.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from everyname.extract.names.parts import (
    Reading,
    decline_surname,
    given_readings,
    is_common_word,
    patronymic_readings,
    surname_score,
)
from everyname.extract.names.paradigms import surname_forms
from everyname.extract.names.lexicon import fold
from everyname.extract.tokens import Token

_JOIN = re.compile(r" {0,2}")
_CALLSIGN = re.compile(r" ?[«\"„“]([^«»\"\n]{2,24})[»\"”“] ?")
_ASIDE = re.compile(r" \(")


@dataclass(frozen=True, slots=True)
class Mention:
    """One name as it stands. Parts are nominative; ``cases`` are the letters of ``paradigms``; ``score`` its evidence."""

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


@dataclass(frozen=True, slots=True)
class Run:
    """Capitalised words that stand together; ``initial`` marks a run that begins a sentence or a line."""

    words: tuple[Token, ...]
    initial: bool
    strict: bool  # no capital letters to go by: only listed names count
    left: str  # the lower-case word before


def find_mentions(text: str, words: list[Token], lang: str, starts: frozenset[int]) -> list[Mention]:
    """Every name of the text. ``starts`` are the offsets at which sentences begin."""
    found: list[Mention] = []
    for run in _runs(text, words, starts):
        found.extend(_read_run(text, run, lang))
    return found


def _runs(text: str, words: list[Token], starts: frozenset[int]) -> list[Run]:
    capitals = sum(t.shape != "l" for t in words)
    caseless = capitals * 40 < len(words)
    runs: list[Run] = []
    current: list[Token] = []
    left = ""
    for token in words:
        if token.shape == "l" and not caseless:
            _close(runs, current, starts, caseless, left)
            left = token.text
            continue
        if current and not _joined(text, current, token):
            _close(runs, current, starts, caseless, left)
            left = ""
        current.append(token)
    _close(runs, current, starts, caseless, left)
    return runs


def _close(runs: list[Run], current: list[Token], starts: frozenset[int], caseless: bool, left: str) -> None:
    if current:
        strict = caseless or (len(current) > 4 and all(t.shape == "U" for t in current))
        runs.append(Run(tuple(current), current[0].start in starts, strict, left))
        current.clear()


def _joined(text: str, current: list[Token], token: Token) -> bool:
    gap = text[current[-1].end : token.start]
    if _JOIN.fullmatch(gap):
        return True
    if gap == "\n" and current[-1].shape == token.shape == "U":
        return True
    return bool(_CALLSIGN.fullmatch(gap))


def _read_run(text: str, run: Run, lang: str) -> list[Mention]:
    """The best readings of a run from left to right: at each word the best window that begins there or one later."""
    found: list[Mention] = []
    at, count = 0, len(run.words)
    while at < count:
        best = _best_at(run, at, lang)
        later = _best_at(run, at + 1, lang) if best and at + 1 < count else None
        if best and later and later[0].score > best[0].score + 0.25 and later[1] > best[1] - 1:
            at += 1
            continue
        if best:
            found.append(_with_callsign(text, run.words[at : at + best[1]], best[0]))
            at += best[1]
        else:
            at += 1
    return found


def _with_callsign(text: str, words: tuple[Token, ...], mention: Mention) -> Mention:
    for before, after in zip(words, words[1:], strict=False):
        match = _CALLSIGN.fullmatch(text[before.end : after.start])
        if match:
            return replace(mention, callsign=match[1])
    return mention


def _best_at(run: Run, at: int, lang: str) -> tuple[Mention, int] | None:
    best: tuple[Mention, int] | None = None
    for size in (3, 2, 1):
        window = run.words[at : at + size]
        if len(window) < size:
            continue
        mention = _window(run, at, window, lang)
        if mention and (best is None or mention.score > best[0].score):
            best = mention, size
    return best


def _window(run: Run, at: int, window: tuple[Token, ...], lang: str) -> Mention | None:
    shapes = "".join("I" if t.shape == "I" else "W" for t in window)
    options = []
    for pattern in _PATTERNS.get(shapes, ()):
        option = _match(run, at, window, pattern, lang)
        if option and option.score >= _NEED[pattern] + (1.0 if run.strict else 0.0):
            options.append(option)
    return max(options, key=lambda m: m.score, default=None)


# Shapes of a window (I initial, W word) to the orders of parts worth trying: surname, given, patronymic, initial.
_PATTERNS = {
    "WWW": ("SGP", "GPS", "SGO"),
    "WW": ("SG", "GS", "GP"),
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
    "SG": 2.2,
    "GS": 2.2,
    "GP": 2.5,
    "SII": 1.0,
    "IIS": 1.0,
    "SI": 1.2,
    "IS": 1.4,
}
_NEED |= {"SGI": 2.2, "GIS": 2.2, "GI": 9.9, "G": 1.0, "S": 1.2}


def _match(run: Run, at: int, window: tuple[Token, ...], pattern: str, lang: str) -> Mention | None:
    part = {letter: token for letter, token in zip(pattern, window, strict=True)}
    given, patronymic, surname = part.get("G"), part.get("P"), part.get("S")
    score = 0.0
    if surname:
        worth = _surname_worth(surname, run, at + pattern.index("S"))
        if worth is None:
            return None
        score += worth
    if patronymic and not patronymic_readings(patronymic.text):
        return None
    frames = _frames(given, patronymic, pattern)
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
    return Mention(
        window[0].start,
        window[-1].end,
        decline_surname(_case(surname.text), sex or "m", cases[0], lang) if surname else "",
        base_given or initials,
        base_patronymic,
        sex,
        cases,
        score,
    )


def _case(word: str) -> str:
    """A word in capitals as names are written."""
    return "-".join(p[:1] + p[1:].lower() for p in word.split("-")) if word.isupper() and len(word) > 1 else word


def _surname_worth(token: Token, run: Run, place: int) -> float | None:
    """What a word is worth as a surname; ``None`` when it can be none."""
    word = token.text
    worth = surname_score(word)
    if len(word) < 2 or (token.shape == "l" and worth < 1.0):
        return None
    if worth < 1.2 and ((place == 0 and run.initial) or token.shape != "C") and is_common_word(word):
        return None
    fathers = patronymic_readings(word)
    if fathers and fathers[0].weight > 1.5:
        return 0.1
    return max(worth, 0.4)


_Frame = tuple[str, str, str, str]  # given, patronymic, sex, cases


def _frames(given: Token | None, patronymic: Token | None, pattern: str) -> list[tuple[_Frame, float]]:
    """Readings of given name and patronymic together that agree in sex and case."""
    fathers = patronymic_readings(patronymic.text) if patronymic else ()
    if given is None:
        return [(("", "", sex, cases), 0.8) for sex, cases in (("m", "ngdail"), ("f", "ngdail"))] if not fathers else []
    names = given_readings(given.text)
    if not fathers:
        return [((r.base, "", r.sex, r.cases), r.weight) for r in names]
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
    (given, patronymic, sex, cases), weight = frame
    if run.left and run.left[-2:] in _OBLIQUE_LEFT and "n" in cases and sex == "f":
        weight -= 1.5
    if surname is None:
        return (given, patronymic, sex, cases), weight
    shared = ""
    for _, possible, _ in surname_forms(fold(surname.text).rpartition("-")[2], sex, lang):
        shared += "".join(c for c in cases if c in possible and c not in shared)
    if not shared:
        return (given, patronymic, sex, cases), weight - 1.2
    if given == "":
        shared = "".join(c for c in "ngdail" if c in shared)
    return (given, patronymic, sex, shared), weight + 0.5


_OBLIQUE_LEFT = frozenset(("го", "та", "ра", "на", "ля", "ка", "та", "ли", "ну", "му", "ту", "ом", "ым", "им"))
