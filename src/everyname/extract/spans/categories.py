"""How a man entered service, by cues: mobilised, contract, volunteer, conscript, inmate, PMC, police or guard.

Invariant: a denied cue («не был мобилизован») or one inside a guarding phrase («мобилизационный отдел») is not found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from everyname.extract.spans.found import Found
from everyname.extract.spans.lexicon import fold, rows
from everyname.extract.spans.timewords import loose

_UP_TO_THREE_WORDS = r"(?:\w+\s+){0,3}?"


def cue_pattern(cue: str) -> str:
    """A cue of the vocabulary as a pattern: «*» ends a stem, «..» is up to three words, «№» a number."""
    pattern = ""
    for part in cue.split():
        pattern += _UP_TO_THREE_WORDS if part == ".." else _word(part) + r"\s+"
    return pattern.removesuffix(r"\s+") if not cue.endswith("..") else pattern


def _word(part: str) -> str:
    pattern = loose(part).replace("№", r"(?:№\s*)?\d{1,3}")
    if part.endswith("*"):
        return pattern.removesuffix(r"\*") + r"\w*"
    return pattern if part.endswith(".") else pattern + r"(?!\w)"


@cache
def _cues(lang: str) -> tuple[re.Pattern[str], list[dict[str, str]]]:
    table = sorted(rows(f"{lang}/categories"), key=lambda row: -len(row["cue"]))
    joined = "|".join(f"({cue_pattern(row['cue'])})" for row in table)
    return re.compile(rf"(?<!\w)(?:{joined})", re.IGNORECASE), table


@cache
def _guards(lang: str) -> re.Pattern[str]:
    joined = "|".join(cue_pattern(row["words"]) for row in rows(f"{lang}/category_guards"))
    return re.compile(rf"(?<!\w)(?:{joined})", re.IGNORECASE)


@cache
def _negations(lang: str) -> re.Pattern[str]:
    joined = "|".join(loose(row["words"]) for row in rows(f"{lang}/category_negations"))
    return re.compile(rf"(?<!\w)(?:{joined})[\s-]+$", re.IGNORECASE)


def find_categories(text: str, lang: str) -> Iterator[Found]:
    """Every cue of the text that is neither denied nor guarded."""
    pattern, table = _cues(lang)
    guarded = [match.span() for match in _guards(lang).finditer(text)]
    at = 0
    while match := pattern.search(text, at):
        start, end = match.span()
        row = table[(match.lastindex or 1) - 1]
        at = end if end > start else end + 1
        if any(low <= start < high for low, high in guarded):
            continue
        if _negations(lang).search(text, max(0, start - 16), start):
            continue
        attrs = {"cue": fold(row["cue"])}
        yield Found("category", row["code"], start, end, "categories/cue", float(row["weight"]), attrs=attrs)
