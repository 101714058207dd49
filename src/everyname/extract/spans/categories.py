"""How a man entered service, by cues: mobilised, contract, volunteer, conscript, inmate, PMC, police or guard.

Invariant: a denied cue («не был мобилизован») or one inside a guarding phrase («мобилизационный отдел») is not found.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache

from everyname.extract.names.parts import Reading, given_readings
from everyname.extract.spans.cues import Cues, cue_pattern, stem_pattern
from everyname.extract.spans.found import Found
from everyname.extract.spans.lexicon import Word, rows

_USUAL = 2.0  # weight of a given name that is no rare one
_NEGATION = 16  # characters before a cue that may deny it


@cache
def _cues(lang: str) -> Cues[dict[str, str]]:
    return Cues((row["cue"], cue_pattern(row["cue"]), row) for row in rows(f"{lang}/categories"))


@cache
def _guards(lang: str) -> Cues[str]:
    return Cues((row["words"], cue_pattern(row["words"]), row["words"]) for row in rows(f"{lang}/category_guards"))


@cache
def _negations(lang: str) -> re.Pattern[str]:
    joined = "|".join(stem_pattern(row["words"]) for row in rows(f"{lang}/category_negations"))
    return re.compile(rf"(?<!\w)(?:{joined})[\s-]+$")


def find_categories(low: str, words: list[Word], lang: str) -> Iterator[Found]:
    """Every cue of the folded text that is neither denied nor guarded."""
    guarded = [(start, end) for start, end, _ in _guards(lang).find(low, words)]
    for start, end, row in _cues(lang).find(low, words):
        denied = _negations(lang).search(low[max(0, start - _NEGATION) : start])
        before = bisect_right(guarded, (start, len(low)))
        if denied or (before and start < guarded[before - 1][1]):
            continue
        if _is_surname(words, start, end):
            continue
        attrs = {"cue": row["cue"]}
        yield Found("category", row["code"], start, end, "categories/cue", float(row["weight"]), attrs=attrs)


def _is_surname(words: list[Word], start: int, end: int) -> bool:
    """«Андрей Вагнер»: a capitalised cue right behind a given name is a man's surname."""
    at = bisect_left(words, start, key=lambda word: word.start)
    if at == 0 or at == len(words) or words[at].end != end or not words[at].text.istitle():
        return False
    before = words[at - 1]
    return before.end + 1 == start and before.text.istitle() and any(map(_is_usual, given_readings(before.text)))


def _is_usual(reading: Reading) -> bool:
    return reading.weight >= _USUAL
