"""Runs of capitalised words: where a text may hold a name, before anything is known about the words.

Invariant: runs are in the order of the text and never overlap; a quoted call sign inside a name parts no run.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from everyname.extract.names.parts import given_readings, is_place_word, surname_score
from everyname.extract.tokens import Token

_LIKE_SURNAME = 1.2
_USUAL = 1.4  # weight of a common first name
_SHORT_SURNAME = 4  # letters
_COUNTRY = re.compile(r"(?:.{0,2}(?<!\w))U\.(?:S|K|N)\.")  # «the U.S. Army»
_PEACE = re.compile(r"R\. ?I\. ?P\.")
_BORN = re.compile(r"\d{4} (?:Г\. ?)?[ГР]\.?$")  # «1995 Г.Р.»: no initials
_LINE = re.compile(r"[^\n]+")
_LOW_WORDS = 5  # spaces of a line written without capitals
_JOIN = re.compile(r" {0,2}")
_OPEN, _SHUT = tuple('«"„“'), tuple('»"”“')
CALLSIGN = re.compile(r" ?[«\"„“]([^«»\"\n]{2,24})[»\"”“] ?")
_MAIDEN = re.compile(  # «Солдатова (в девичестве Кучма) Лада», «Солдатова (Кучма) Лада Игоревна»
    r" \((?:(?i:девичья фамилия|в девичестве|урожд[её]нная|урожд\.|дев\.|до замужества|бывшая|прежняя фамилия|ранее|"
    r"дівоче прізвище|уроджена|у дівоцтві|до шлюбу|née|nee|born)[ :]{1,2}[^\W\d_][\w’'-]+\) (?=[А-ЯЁІЇЄҐA-Z])|"
    r"[А-ЯЁІЇЄҐ][\w’'-]+\) (?=[А-ЯЁІЇЄҐ][\w’'-]+ [А-ЯЁІЇЄҐ](?i:[\w’'-]+(?:вна|ич|чна))(?!\w)))"
)
_BESIDE_CAPITALS = re.compile(r"[А-ЯЁІЇЄҐA-Z]{3,}[ \n]$")
_NAME_BEHIND = re.compile(r" [А-ЯЁІЇЄҐ][^\W\d_]+ [А-ЯЁІЇЄҐ][^\W\d_]+(?:ич|вна|чна)\b")
_LATIN_BEHIND = re.compile(r" ([A-Z][a-z]+)(?:[,;(\n]| \(|$| [A-Z][a-z]+(?:vych|vich|vna)\b)")
_CAPITALS_BESIDE = re.compile(r"[ \n][А-ЯЁІЇЄҐA-Z]{3,}")


class Run(NamedTuple):
    """Capitalised words that stand together; ``initial`` marks a run that begins a sentence or a line."""

    words: tuple[Token, ...]
    initial: bool
    strict: bool  # no capital letters to go by: only listed names count
    left: str  # the lower-case word before
    initials: bool = False
    ranked: bool = False  # a rank stands before, or the run goes on an enumeration: a man, most likely
    man: bool = False  # a noun for a man, or an age, stands before
    aged: bool = False  # an age or a year of birth stands right behind: a person, whatever the words


def find_runs(text: str, words: list[Token], starts: frozenset[int]) -> list[Run]:
    capitals = sum(t.shape != "l" for t in words)
    whole = capitals * 40 < len(words)
    low = () if whole else _low_lines(text)
    runs: list[Run] = []
    current: list[Token] = []
    left = ""
    shouting = sum(t.shape == "U" for t in words) * 2 > capitals
    caseless = whole
    for token in words:
        if low and (here := whole or _inside(low, token.start)) != caseless:
            _close(runs, current, starts, caseless, left)
            caseless, left = here, ""
        acronym = token.shape == "U" and len(token.text) < 6 and not shouting
        part = acronym and (
            _among_capitals(text, token) or _opens_name(text, token) or _ends_name(text, current, token)
        )
        if acronym and not part:
            _close(runs, current, starts, caseless, left)
            left = ""
            continue
        if token.shape == "l" and not caseless:
            _close(runs, current, starts, caseless, left)
            left = token.text
            continue
        if token.shape == "I" and (
            _COUNTRY.match(text, max(0, token.start - 2))
            or _BORN.search(text, max(0, token.start - 8), token.end)
            or _PEACE.search(text, max(0, token.start - 6), token.end + 6)
        ):
            _close(runs, current, starts, caseless, left)
            left = ""
            continue
        if current and not _joined(text, current, token):
            _close(runs, current, starts, caseless, left)
            left = ""
        current.append(token)
    _close(runs, current, starts, caseless, left)
    return runs


def _low_lines(text: str) -> tuple[tuple[int, int], ...]:
    """The lines of several words without a single capital («— он галь он. пустовит ефим, погиб 17.11»)."""
    return tuple(m.span() for m in _LINE.finditer(text) if m[0].islower() and m[0].count(" ") >= _LOW_WORDS)


def _inside(lines: tuple[tuple[int, int], ...], position: int) -> bool:
    at = bisect_right(lines, (position, 1 << 60)) - 1
    return at >= 0 and position < lines[at][1]


def _among_capitals(text: str, token: Token) -> bool:
    """Whether a short word in capitals stands beside another one: a name in a line of capitals, no acronym."""
    return bool(_BESIDE_CAPITALS.search(text[max(0, token.start - 6) : token.start])) or bool(
        _CAPITALS_BESIDE.match(text[token.end : token.end + 8])
    )


def _opens_name(text: str, token: Token) -> bool:
    """«…, ЗАЄЦЬ Віктор Ількович»: a surname in capitals that opens an item, a given name and a patronymic behind it."""
    before = text[max(0, token.start - 4) : token.start].rstrip(" ")
    alone = not before[-1:].isalnum() or surname_score(token.text) >= _LIKE_SURNAME
    latin = _LATIN_BEHIND.match(text, token.end) if before[-1:] in ("", ":", "\n") else None
    return alone and (
        bool(_NAME_BEHIND.match(text, token.end)) or (latin is not None and bool(given_readings(latin[1])))
    )


def _ends_name(text: str, current: list[Token], token: Token) -> bool:
    """«Олег ШИШОВ»: a word in capitals that may be a surname, right behind a usual first name."""
    if not current or current[-1].shape != "C" or text[current[-1].end : token.start] != " ":
        return False
    usual = any(r.weight >= _USUAL for r in given_readings(current[-1].text))
    return usual and len(token.text) >= _SHORT_SURNAME and surname_score(token.text) >= _LIKE_SURNAME


def _close(runs: list[Run], current: list[Token], starts: frozenset[int], caseless: bool, left: str) -> None:
    if current:
        strict = caseless or (len(current) > 4 and all(t.shape == "U" for t in current))
        initials = any(t.shape == "I" for t in current)
        runs.append(Run(tuple(current), current[0].start in starts, strict, left, initials))
        current.clear()


def _joined(text: str, current: list[Token], token: Token) -> bool:
    gap = text[current[-1].end : token.start]
    if not gap and current[-1].shape not in ("I", "U"):
        return False
    if _JOIN.fullmatch(gap):
        return True
    if gap == "\n" and current[-1].shape == token.shape == "U":
        return True
    if gap == " (" and len(current) == 1 and text[token.end : token.end + 1] == ")":
        return _in_church(current[0].text, token.text)
    return bool(CALLSIGN.fullmatch(gap)) or bool(_MAIDEN.match(text, current[-1].end))


def _in_church(given: str, word: str) -> bool:
    """«Воина Романа (Туманова)», «игумен Сергий (Котов)»: the world's surname in brackets, and no town."""
    return bool(given_readings(given)) and surname_score(word) >= _LIKE_SURNAME and not is_place_word(word)


def without_callsigns(text: str, words: list[Token]) -> list[Token]:
    """Words without the quoted one between two names, «Гліб «Пілігрим» Яворницький», and without maiden names."""
    kept = []
    maiden = [m.span() for m in _MAIDEN.finditer(text)] if " (" in text else []
    words = [t for t in words if not any(low < t.start < high for low, high in maiden)] if maiden else words
    for number, token in enumerate(words):
        quoted = text[token.start - 1 : token.start] in _OPEN and text[token.end : token.end + 1] in _SHUT
        inside = 0 < number < len(words) - 1 and words[number - 1].shape != "l" and words[number + 1].shape != "l"
        if not (quoted and token.start and inside and words[number + 1].start - token.end == 2):
            kept.append(token)
    return kept
