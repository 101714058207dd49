"""Names in a text: runs of capitalised words read as given name, patronymic and surname in one case.

Invariant: mentions are in the order of the text and never overlap; a mention holds at least a given name or a surname
and every part agrees with the others in sex and case as far as the word forms tell.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from everyname.extract.names.lexicon import fold, korean_surnames
from everyname.extract.names.paradigms import given_forms, surname_forms
from everyname.extract.names.parts import (
    Reading,
    decline_surname,
    given_readings,
    is_common_word,
    patronymic_readings,
    surname_score,
)
from everyname.extract.tokens import Token

_AND = re.compile(r",? (?:(?:и|та|й) )?")
_PLURAL = ("овы", "евы", "ины", "ыны", "ові")
_RESIDENT = re.compile(r"(?:чан|жан|ан|ян)ин(?:а|у|ом)?$|(?:чанк|янк)[аиуо]й?$")
_SHORTEST = 3  # letters of an unlisted given name
_VOWELS_END = "аеиоуыюя"
_JOIN = re.compile(r" {0,2}")
_OPEN, _SHUT = tuple('«"„“'), tuple('»"”“')
_CALLSIGN = re.compile(r" ?[«\"„“]([^«»\"\n]{2,24})[»\"”“] ?")
_BESIDE_CAPITALS = re.compile(r"[А-ЯЁІЇЄҐA-Z]{3,}[ \n]$")
_CAPITALS_BESIDE = re.compile(r"[ \n][А-ЯЁІЇЄҐA-Z]{3,}")


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


@dataclass(frozen=True, slots=True)
class Run:
    """Capitalised words that stand together; ``initial`` marks a run that begins a sentence or a line."""

    words: tuple[Token, ...]
    initial: bool
    strict: bool  # no capital letters to go by: only listed names count
    left: str  # the lower-case word before
    initials: bool = False
    ranked: bool = False  # a rank stands before, or the run goes on an enumeration: a man, most likely


def find_mentions(
    text: str, words: list[Token], lang: str, starts: frozenset[int], ranks: frozenset[int] = frozenset()
) -> list[Mention]:
    """Every name of the text. ``starts`` are the offsets at which sentences begin, ``ranks`` those where ranks end.

    A surname alone is a name only behind a rank, or when the text says elsewhere whose it is.
    """
    found: list[Mention] = []
    for run in _runs(text, _without_callsigns(text, words), starts):
        begin = run.words[0].start
        follows = bool(found) and found[-1].is_full and bool(_AND.fullmatch(text[found[-1].end : begin]))
        ranked = begin - 1 in ranks or begin - 2 in ranks or follows
        found.extend(_read_run(text, replace(run, ranked=ranked), lang))
    known = {fold(m.surname) for m in found if m.is_full}
    named = [kept for m in found if (kept := _lone_surname(m, text, known, ranks, lang))]
    return _share_surname(text, _fathers_not_families(text, named))


def _fathers_not_families(text: str, mentions: list[Mention]) -> list[Mention]:
    """«Арсений Давыдович» is a patronymic, no surname, where the text has another surname for that given name."""
    families: dict[str, set[str]] = {}
    for mention in mentions:
        if mention.is_full:
            families.setdefault(fold(mention.given), set()).add(fold(mention.surname))
    return [_as_father(text, m) if len(families.get(fold(m.given), ())) > 1 else m for m in mentions]


def _as_father(text: str, mention: Mention) -> Mention:
    last = text[mention.start : mention.end].split()[-1]
    fathers = patronymic_readings(last)
    if mention.patronymic or not fathers or fold(last)[:4] != fold(mention.surname)[:4]:
        return mention
    return replace(mention, surname="", patronymic=fathers[0].base)


def _share_surname(text: str, mentions: list[Mention]) -> list[Mention]:
    """«Карпеченковы Александр и Владимир»: a surname in the plural belongs to every given name that follows."""
    shared: list[Mention] = []
    for mention in mentions:
        before = shared[-1] if shared else None
        if before and before.plural and not mention.surname and _AND.fullmatch(text[before.end : mention.start]):
            mention = replace(mention, surname=before.surname, plural=True)
        shared.append(mention)
    return shared


def _without_callsigns(text: str, words: list[Token]) -> list[Token]:
    """Words without the quoted one that stands between two names: «Гліб «Пілігрим» Яворницький»."""
    kept = []
    for number, token in enumerate(words):
        quoted = text[token.start - 1 : token.start] in _OPEN and text[token.end : token.end + 1] in _SHUT
        inside = 0 < number < len(words) - 1 and words[number - 1].shape != "l" and words[number + 1].shape != "l"
        if not (quoted and token.start and inside and words[number + 1].start - token.end == 2):
            kept.append(token)
    return kept


def _lone_surname(mention: Mention, text: str, known: set[str], ranks: frozenset[int], lang: str) -> Mention | None:
    if mention.given or mention.patronymic:
        return mention
    word = text[mention.start : mention.end]
    for sex in "mf":
        for base, cases, _ in surname_forms(fold(word), sex, lang):
            if base in known:
                return replace(mention, surname=base.capitalize(), cases=cases, sex="")
    behind_rank = mention.start - 1 in ranks or mention.start - 2 in ranks
    return mention if behind_rank and mention.score >= 2.0 else None


def _runs(text: str, words: list[Token], starts: frozenset[int]) -> list[Run]:
    capitals = sum(t.shape != "l" for t in words)
    caseless = capitals * 40 < len(words)
    runs: list[Run] = []
    current: list[Token] = []
    left = ""
    shouting = sum(t.shape == "U" for t in words) * 2 > capitals
    for token in words:
        if token.shape == "U" and len(token.text) < 6 and not shouting and not _among_capitals(text, token):
            _close(runs, current, starts, caseless, left)
            left = ""
            continue
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


def _among_capitals(text: str, token: Token) -> bool:
    """Whether a short word in capitals stands beside another one: a name in a line of capitals, no acronym."""
    return bool(_BESIDE_CAPITALS.search(text[max(0, token.start - 6) : token.start])) or bool(
        _CAPITALS_BESIDE.match(text[token.end : token.end + 8])
    )


def _close(runs: list[Run], current: list[Token], starts: frozenset[int], caseless: bool, left: str) -> None:
    if current:
        strict = caseless or (len(current) > 4 and all(t.shape == "U" for t in current))
        initials = any(t.shape == "I" for t in current)
        runs.append(Run(tuple(current), current[0].start in starts, strict, left, initials))
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
    following: tuple[Mention, int] | None = None
    ready = -1  # the word whose best window is already known
    while at < count:
        best = following if at == ready else _best_at(run, at, lang)
        following, ready = (_best_at(run, at + 1, lang), at + 1) if best and at + 1 < count else (None, -1)
        later = following
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
    for before, after in pairwise(words):
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
    options: list[Mention] = []
    for pattern in _PATTERNS.get(shapes, ()):
        if pattern == "S" and options:
            break  # a word that is a listed given name is no surname alone
        option = _match(run, at, window, pattern, lang)
        if option and option.score >= _NEED[pattern] + (1.0 if run.strict else 0.0):
            options.append(option)
    return max(options, key=lambda m: m.score, default=None)


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
    placed = run.ranked if pattern == "XS" else run.initial and at == 0 and len(run.words) == len(window)
    if not placed or run.strict or surname_score(surname.text) < 1.2 or given_readings(given.text):
        return None
    if len(given.text) < _SHORTEST or any(is_common_word(t.text) or patronymic_readings(t.text) for t in window):
        return None
    readings = surname_forms(fold(surname.text), "m", lang)
    cases = max(readings, key=lambda r: (r[2], "n" in r[1]))[1]
    forms = [b for b, c in given_forms(fold(given.text), "m") if cases[0] in c and b[-1] not in _VOWELS_END]
    name = forms[0].capitalize() if forms and cases[0] != "n" else _case(given.text)
    family = decline_surname(_case(surname.text), "m", cases[0], lang)
    return Mention(window[0].start, window[-1].end, family, name, "", "m", cases, 1.5)


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


_RARE_WOMEN = 0.5  # most of whom notices name are men
_Frame = tuple[str, str, str, str]  # given, patronymic, sex, cases


def _frames(given: Token | None, patronymic: Token | None, pattern: str) -> list[tuple[_Frame, float]]:
    """Readings of given name and patronymic together that agree in sex and case."""
    fathers = patronymic_readings(patronymic.text) if patronymic else ()
    if given is None:
        return [] if fathers else [(("", "", "m", "ngdail"), 0.8), (("", "", "f", "ngdail"), 0.5)]
    names = given_readings(given.text)
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
    return (given, patronymic, sex, every), weight + 0.5


_OBLIQUE_LEFT = frozenset(("го", "та", "ра", "на", "ля", "ка", "ли", "ну", "му", "ту", "ом", "ым", "им"))
