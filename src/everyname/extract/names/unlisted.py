"""Names no list has, shown to be names by what stands around them: a rank, an age, a listed surname, a hyphen.

Invariant: given name and surname are put into the nominative from one case that both forms may have.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from everyname.extract.names.lexicon import fold, korean_surnames
from everyname.extract.names.paradigms import given_forms, surname_forms
from everyname.extract.names.parts import (
    decline_surname,
    given_readings,
    is_common_word,
    is_place_word,
    noun_cases,
    patronymic_readings,
    surname_score,
)
from everyname.extract.names.runs import CALLSIGN, Run
from everyname.extract.tokens import Token

_LIKE_SURNAME = 1.2
_SURE_SURNAME = 2.0  # listed, with a typical ending
_UNLISTED = {"XS": 2.4, "SX": 1.5}  # worth of a name whose given name no list has
_KNOWN_GIVEN = 1.0  # weight of a given name borne by more than a few
_SHORTEST = 3  # letters of an unlisted given name
_LATIN_PART = re.compile(r"[A-Za-z]+-[а-яёіїєґ]")  # «Telegram-канал»
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


def unlisted_given(run: Run, at: int, window: tuple[Token, ...], pattern: str, lang: str) -> Mention | None:
    """A given name no list knows: behind a rank («рядового Бальдана Ц.»), or after a surname that begins a line."""
    surname, given = (window[0], window[1]) if pattern == "SX" else (window[1], window[0])
    if pattern == "XS" and given_readings(surname.text) and not given_readings(given.text):
        surname, given = given, surname  # «солдат Горобей Ждан»
    elif pattern == "XS" and surname_score(given.text) >= _LIKE_SURNAME > surname_score(surname.text):
        surname, given = given, surname  # «погиб Ефремов Эчан»
    latin = given.text.isascii() and surname.text.isascii()
    whole = at == 0 and len(run.words) == len(window)
    sure = surname_score(surname.text) >= _SURE_SURNAME and whole and not run.initial and not latin
    capitals = surname.shape == "U" and given.shape == "C"  # «ЭМИРСАЛИЕВ Сеттар»
    placed = (
        (sure or run.ranked or run.man or (latin and run.aged))
        if pattern == "XS"
        else (run.initial or capitals) and whole
    )
    if pattern == "XS" and given.shape == "U" and surname.shape == "C":
        return None  # the surname is the part in capitals
    if not placed or run.strict or len(given.text) < _SHORTEST or _LATIN_PART.match(given.text):
        return None
    if any(r.weight >= _KNOWN_GIVEN for r in given_readings(given.text)):
        return None
    known = surname_score(surname.text) >= _LIKE_SURNAME
    if not known and not (pattern == "XS" and whole):
        return None
    if any(is_common_word(t.text, lang) or patronymic_readings(t.text) for t in window):
        return None
    name, family, cases = _in_one_case(as_written(given.text), as_written(surname.text), run.left, lang)
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
        (bool(set(shared) & set(wanted)), weight, "n" in shared, base == fold(family), shared, first)
        for base, cases, weight in surname_forms(fold(family), "m", lang)
        for first, c in firsts
        if (shared := "".join(x for x in cases if x in c))
    ]
    if not fitting or given.isascii():
        return given, family, "ngdail"
    *_, cases, first = max(fitting, key=lambda f: f[:4])
    return (
        given if cases[0] == "n" else first.capitalize(),
        decline_surname(family, "m", cases[0], lang),
        cases,
    )


def enumerated(run: Run, beside: Mention, surname_first: bool, lang: str, *, listed: bool = False) -> Mention | None:
    """A name no list knows in an enumeration of names («Айдысом Монгушем, Мергеном Кууларом»): in its case and order.

    Two words that both decline in an oblique case need no other sign; in the nominative one of them must look a name,
    unless they are ``listed``, the head of an entry among others.
    """
    if len(run.words) != 2 or run.strict or run.initials or not all(_may_name(t.text) for t in run.words):
        return None
    if all(is_common_word(t.text, lang) for t in run.words):
        return None
    family, given = run.words if surname_first else reversed(run.words)
    case = beside.cases[:1]
    firsts = [b for b, cases in given_forms(fold(given.text), beside.sex or "m") if case in cases]
    families = [b for b, cases, _ in surname_forms(fold(family.text), beside.sex or "m", lang) if case in cases]
    declined = case not in ("", "n") and firsts and families and firsts[0] != fold(given.text)
    if not declined and (case != "n" or any(is_common_word(t.text, lang) for t in run.words)):
        return None
    if not declined and not listed and not (surname_score(family.text) or given_readings(given.text)):
        return None
    name = as_written(given.text) if case == "n" else firsts[0].capitalize()
    return Mention(
        run.words[0].start,
        run.words[-1].end,
        decline_surname(as_written(family.text), beside.sex or "m", case, lang),
        name,
        "",
        beside.sex or "m",
        case,
        _UNLISTED["SX"],
    )


def _may_name(word: str) -> bool:
    return len(word) >= _SHORTEST and not (
        (is_place_word(word) and not given_readings(word)) or patronymic_readings(word)
    )


def foreign(window: tuple[Token, ...], pattern: str) -> Mention | None:
    """Korean names of three short words, and two unlisted surnames behind a given name («Жан-Мари Мбарга Этуа»)."""
    words = [as_written(t.text) for t in window]
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


def as_written(word: str) -> str:
    """A word in capitals as names are written."""
    return "-".join(p[:1] + p[1:].lower() for p in word.split("-")) if word.isupper() and len(word) > 1 else word


def with_callsign(text: str, words: tuple[Token, ...], mention: Mention) -> Mention:
    """The mention with the quoted call sign that stands between two of its words."""
    for before, after in pairwise(words):
        match = CALLSIGN.fullmatch(text[before.end : after.start])
        if match:
            return replace(mention, callsign=match[1])
    return mention
