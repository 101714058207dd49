"""Ages that are not those of the man told of: a child's, a wife's, of the time he married; and ages not reached.

Invariant: a question looks at the clause or the sentence of the age alone.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from everyname.extract.spans.found import Found
from everyname.extract.spans.lexicon import LANGUAGES, rows
from everyname.extract.spans.timewords import folded

_SENTENCE = re.compile(r"[.!?…\n](?=\s|$)|\n")
_CLAUSE = re.compile(r"[,;:.!?…()\n]| [—–-] ")
_REACH = 120
_OF_SEVERAL = re.compile(r"(?:, \d\d(?!\d))* and \d\d(?!\d)")  # «three men aged 32, 40 and 42»
_AT_AGE = re.compile(r"(?<!\w)(?:в|во) $")
_IN_YEAR = re.compile(r"(?<!\w)в (?:19|20)\d\d(?:-м)? (?:году|г\.)")
_ADDRESS = 60
_STREET = re.compile(
    r"(?<!\w)(?:вулиц|вул|площ|просп|пр-т|провул|пров|бульв|майдан|набереж|узвіз|узвоз|шосе|улиц|ул|переул|пер|наб)"
    r"[^\W\d_]*\.? ?(?:[^\W\d_]+\.?[ -]?){1,3}(?:\([^()]*\))?$"
)
_PRONOUNS = {"ему": "m", "ей": "f", "йому": "m", "їй": "f"}
_WHEN = ("когда ему ", "когда ей ")
_KIN = re.compile(r"(?<!\w)(?:отец|отц|мать|мам|пап|брат|сын|жен|дед|бабушк|сестр)")


@cache
def use(name: str) -> list[str]:
    """The words of one use in all languages."""
    return [row["words"] for lang in LANGUAGES for row in rows(f"{lang}/age_words") if row["use"] == name]


@cache
def _pattern(name: str, tail: str = "") -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{folded(use(name))}){tail}")


def his(low: str, found: Found) -> Found | None:
    """The age as it may be told of the dead man: less one where it is not full; ``None`` where it is another's."""
    form, text = found.attrs["form"], low[max(0, found.start - _REACH) : found.start]
    sentence = text[max((m.end() for m in _SENTENCE.finditer(text)), default=0) :]
    clause = sentence[max((m.end() for m in _CLAUSE.finditer(sentence)), default=0) :]
    if _OF_SEVERAL.match(low, found.end):
        return None
    if form == "letniy" and _pattern("not_letniy").match(low, _word_after(low, found.end)):
        return None
    if _of_those_left(low, found, sentence) or (form == "told" and _then(low, found, clause)):
        return None
    if form in ("years", "word", "told"):
        if _pattern("not_full", r"\s+$").search(text):
            value = str(int(found.value) - 1)
            return replace(found, value=value, derived=True)
        if _AT_AGE.search(text) and not _at_death(low, found, clause):
            return None
    first = low[found.start : found.end].partition(" ")[0]
    return replace(found, attrs={**found.attrs, "sex": _PRONOUNS[first]}) if first in _PRONOUNS else found


def _of_those_left(low: str, found: Found, sentence: str) -> bool:
    """«Остались жена и 16-летний сын», «ждёт жена, 28 лет»: kin told of behind a word for those who are left."""
    left = _pattern("left", r"(?!\w)").search(sentence)
    if left is None:
        return False
    after = _word_after(low, found.end)
    return bool(_pattern("kin_after").match(low, after) or _pattern("kin_after").search(sentence, left.end()))


def _then(low: str, found: Found, clause: str) -> bool:
    """«Когда Андрею было 16», «матери было 40»: the age at another time, or of another."""
    said = clause + low[found.start : found.end]
    if _IN_YEAR.search(clause) and "исполнил" in said:
        return True  # «в 2022 году ему исполнилось 18»
    if said.lstrip().startswith(_WHEN) and _died_when(low[: found.start - len(clause)]):
        return False  # «погиб, когда ему было 20»
    return bool(_pattern("then", r"(?!\w)").search(said) or _pattern("kin_dative", r"\s+$").search(clause))


def _died_when(before: str) -> bool:
    """Whether the clause before «когда» tells a death, and of no kin."""
    said = before[-_REACH:]
    said = said[max((m.end() for m in _SENTENCE.finditer(said)), default=0) :]
    return bool(_pattern("of_death").search(said)) and not _KIN.search(said)


def _at_death(low: str, found: Found, clause: str) -> bool:
    """Whether «в 27 лет» stands in a clause that tells a death, or that tells nothing."""
    end = _CLAUSE.search(low, found.end)
    rest = low[found.end : end.start() if end else len(low)]
    said = clause.rpartition("в")[0] + rest
    return not said.strip() or bool(_pattern("of_death").search(said))


def _word_after(low: str, end: int) -> int:
    return end + 1 if low[end : end + 1] == " " else end


def of_house(low: str, match: re.Match[str]) -> bool:
    """«(площа Незалежності, 19)», «вул. Шевченка, 28»: the number of a house."""
    return bool(_STREET.search(low, max(0, match.start() - _ADDRESS), match.start()))
