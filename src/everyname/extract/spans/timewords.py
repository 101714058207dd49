"""Words for numbers, months and weekdays of the three languages, as look-up tables and pieces of patterns."""

from __future__ import annotations

import re
from functools import cache

from everyname.extract.spans.lexicon import LANGUAGES, fold, forms_of, rows, split

_OWNED = ("его", "ее", "их")  # «накануне его похоронили» is no eve of his
_VERB = re.compile(r"\s+[а-я]+(?:ли|лся|лась|лись|ла|ят|ут|ат)(?!\w)")


@cache
def months() -> dict[str, int]:
    """Folded month words of all languages to 1..12; a short form of one language never hides another's month."""
    table: dict[str, int] = {}
    for lang in LANGUAGES:
        for row in rows(f"{lang}/months"):
            for form in split(row["forms"]):
                table.setdefault(fold(form), int(row["month"]))
    return table


@cache
def seasons() -> frozenset[str]:
    """Folded words for seasons of all languages."""
    return frozenset(fold(row["word"]) for lang in LANGUAGES for row in rows(f"{lang}/seasons"))


@cache
def weekdays() -> dict[str, int]:
    """Folded weekday words of all languages to 0 (Monday) .. 6."""
    return {fold(f): int(r["day"]) for lang in LANGUAGES for r in rows(f"{lang}/weekdays") for f in split(r["forms"])}


@cache
def cardinals() -> dict[str, int]:
    """Folded cardinal words of all languages, any case, to 1..90."""
    return {
        fold(f): int(r["value"]) for lang in LANGUAGES for r in rows(f"{lang}/numerals") for f in split(r["cardinal"])
    }


@cache
def ordinals() -> dict[str, int]:
    """Folded ordinal words of all languages, any case, to 1..90."""
    table: dict[str, int] = {}
    for lang in LANGUAGES:
        for row in rows(f"{lang}/numerals"):
            for lemma in split(row["ordinal"]):
                for form, _ in forms_of(lemma, row["declension"], lang):
                    table[fold(form)] = int(row["value"])
    return table


@cache
def _eve() -> re.Pattern[str]:
    words = [row["word"] for lang in LANGUAGES for row in rows(f"{lang}/eves")]
    return re.compile(rf"\s+(?:{folded(words)})(?!\w)")


def is_eve(low: str, end: int) -> bool:
    """Whether what follows says of what it is the eve: «накануне Дня Победы» is no day before the publication."""
    eve = _eve().match(low, end)
    return eve is not None and not (eve[0].strip() in _OWNED and _VERB.match(low, eve.end()))


@cache
def numerals() -> frozenset[str]:
    """Every folded word that is a number."""
    return frozenset((*cardinals(), *ordinals()))


def number_of(words: str) -> int | None:
    """The number that words such as «тридцать четыре» or «двадцать пятого» say; ``None`` when they say none."""
    total, last = 0, 1000
    for word in fold(words).replace("-", " ").split():
        value = cardinals().get(word) or ordinals().get(word)
        if value is None or value >= last or (last < 1000 and (last < 20 or value >= 10)):
            return None
        total, last = total + value, value
    return total or None


@cache
def lazily(pattern: str) -> re.Pattern[str]:
    """A pattern without regard to case that is compiled when it is first asked for."""
    return re.compile(pattern, re.IGNORECASE)


def either(words: list[str]) -> str:
    """A pattern that matches any of the words, the longest first, with any apostrophe and «ё» for «е»."""
    ordered = sorted(set(words), key=lambda w: (-len(w), w))
    return "|".join(loose(word) for word in ordered)


def folded(words: list[str]) -> str:
    """A pattern for folded text that matches any of the words, the longest first."""
    ordered = sorted({fold(word) for word in words}, key=lambda w: (-len(w), w))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)


def loose(word: str) -> str:
    """A pattern for one word or phrase of a vocabulary: any apostrophe, any white space, «ё» for «е»."""
    return re.escape(word).replace("'", "['’ʼ]").replace("е", "[её]").replace(r"\ ", r"\s+")
