"""Days and years told by ordinals alone: «двадцать пятого числа», «вечером шестнадцатого», «июнь двадцать второго».

Invariant: an ordinal that a month or another noun goes on with is none of these.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from everyname.extract.names.parts import analyser
from everyname.extract.spans.lexicon import LANGUAGES, Word, fold, rows
from everyname.extract.spans.timewords import cardinals, months, number_of, ordinals

_PAST = ("л", "лся", "лась", "лись", "ли")
_GENITIVE = ("ого", "его")
_DAYS_OF_MONTH = 31
_FIRST_YEAR = 14
_SHORTEST = 4  # letters of a noun behind a number


_NEXT = re.compile(r"\s([^\W\d_]+(?:-[^\W\d_]+)?)")
_RANGE = re.compile(r"\s?(?:[-–—]|та|і|й|и|and)\s?[0-3]?\d(?:-?го)?\s([^\W\d_]+)")


class Said(NamedTuple):
    """A number, where its words begin, and the index behind them."""

    number: int
    start: int
    after: int


@cache
def _uses(use: str) -> frozenset[str]:
    return frozenset(fold(r["word"]) for lang in LANGUAGES for r in rows(f"{lang}/day_words") if r["use"] == use)


def day_told(text: str, words: list[Word], index: int) -> tuple[int, int, int] | None:
    """The day that ends at word ``index``: its number, begin and end."""
    word = words[index]
    if word.low in _uses("noun"):
        said = _back(words, index - 1)
        return (said.number, said.start, word.end) if said else None
    if word.low not in ordinals() or not index or _goes_on(text, words, index):
        return None
    said = _back(words, index)
    if said is None or said.number > _DAYS_OF_MONTH:
        return None
    first = index - 1 - int(said.start != word.start)
    if first < 0 or not _led(words, first):
        return None
    return said.number, said.start, word.end


def day_behind(text: str, words: list[Word], month: int) -> Said | None:
    """«в марте, двенадцатого»: the day told behind its month and a comma."""
    if text[words[month].end : words[month].end + 1] != ",":
        return None
    said = _ahead(words, month + 1)
    if said is None or _goes_on(text, words, said.after - 1) or said.number > _DAYS_OF_MONTH:
        return None
    return said if text[words[month].end : said.start] == ", " else None


def year_behind(text: str, words: list[Word], month: int, last: int) -> Said | None:
    """«июнь двадцать второго»: the year of this century behind its month; ``last``: the last year there is."""
    said = _ahead(words, month + 1)
    if said is None or text[words[month].end : said.start] != " ":
        return None
    return said if _FIRST_YEAR <= said.number <= last % 100 else None


def _back(words: list[Word], index: int) -> Said | None:
    if index < 0 or words[index].low not in ordinals():
        return None
    if (
        index
        and words[index - 1].low in cardinals()
        and (whole := number_of(f"{words[index - 1].low} {words[index].low}"))
    ):
        return Said(whole, words[index - 1].start, index + 1)
    return Said(ordinals()[words[index].low], words[index].start, index + 1)


def _ahead(words: list[Word], index: int) -> Said | None:
    """The ordinal in the genitive that begins at ``index``."""
    if index >= len(words):
        return None
    is_whole = words[index].low in ordinals()
    last = index if is_whole else index + 1
    if last >= len(words) or not words[last].low.endswith(_GENITIVE):
        return None
    said = _back(words, last)
    return said if said and said.start == words[index].start else None


def _led(words: list[Word], index: int) -> bool:
    """Whether a word for a part of the day, or «в ночь на», ends at ``index``."""
    word = words[index].low
    return word in _uses("part") or (word == "на" and index > 0 and words[index - 1].low in _uses("night"))


def _goes_on(text: str, words: list[Word], index: int) -> bool:
    """Whether a noun follows the ordinal at once."""
    if index + 1 >= len(words) or text[words[index].end : words[index + 1].start] != " ":
        return False
    following = words[index + 1]
    if following.low.endswith(_PAST):
        return False  # «утром третьего ушёл»
    return following.low in months() or following.low not in _uses("free")


def goes_with(text: str, end: int) -> bool:
    """Whether a number with an ending is no day alone: «13-го батальйону», «16-го та 17-го квітня»."""
    ranged = _RANGE.match(text, end)
    if ranged and fold(ranged[1]) in months():
        return True
    following = _NEXT.match(text, end)
    return following is not None and _of_number(following[1].rpartition("-")[2].lower())


@lru_cache(maxsize=1 << 12)
def _of_number(word: str) -> bool:
    """Whether a word is a noun or an adjective in the genitive singular, whose number stands before it."""
    if len(word) < _SHORTEST:
        return False
    for lang in ("ru", "uk"):
        morph = analyser(lang)
        said = [p.tag.grammemes for p in morph.parse(word)] if morph.word_is_known(word) else []
        if any("gent" in one and "plur" not in one and one & {"NOUN", "ADJF"} for one in said):
            return True
    return False
