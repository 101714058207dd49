"""English units known by a name that no list has: «the Kalinouski Regiment», «the Taras Bulba battalion».

Invariant: the value is the text as it stands, from the first word of the name to the noun for the unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from everyname.extract.spans.found import Found
from everyname.extract.spans.lexicon import Word, adjacent, rows, split
from everyname.extract.spans.timewords import cardinals, ordinals

_SUFFIXES = {1: "st", 2: "nd", 3: "rd"}
_MOST = 3  # words of a name
_LEGION = "legion"
_OF_LEGION = frozenset(
    ("international", "foreign", "ukrainian", "ukraine", "defense", "defence", "georgian", "national", "volunteer",
     "territorial", "russian")
)  # fmt: skip
_TAIL = re.compile(
    r" (?:of|for) (?:the )?"
    r"(?:(?:International |Territorial ){0,2}Defen[cs]e(?: (?:Forces )?of Ukraine)?|Ukraine)(?!['’\w])"
)
_SHORT = ("international legion", "foreign legion", "ukrainian foreign legion", "georgian legion", "legion")


@cache
def _nouns() -> frozenset[str]:
    return frozenset(row["word"] for row in rows("en/unit_nouns") if row["named"])


@cache
def _no_names() -> frozenset[str]:
    return frozenset(row["word"] for row in rows("en/name_stops"))


@cache
def _known() -> frozenset[str]:
    return frozenset(form for row in rows("en/units_named") for form in split(row["words"]))


def english_names(text: str, words: list[Word]) -> Iterator[Found]:
    """Every such unit of the text."""
    nouns = _nouns()
    for index, word in enumerate(words):
        if word.low not in nouns:
            continue
        if word.low == _LEGION and word.text[0].isupper() and (legion := _legion(text, words, index)):
            yield legion
            continue
        first = index
        while index - first < _MOST and first and _of_name(text, words, first - 1):
            first -= 1
        if first < index and text[words[first].start : words[index - 1].end].lower() not in _known():
            start = words[first].start
            attrs = {"form": "named"}
            yield Found("unit", text[start : word.end], start, word.end, "units/english", 0.8, attrs=attrs)


def _legion(text: str, words: list[Word], index: int) -> Found | None:
    """«the International Legion for the Defence of Ukraine», «Ukraine International Defense Legion»."""
    first = index
    while first and words[first - 1].low in _OF_LEGION and adjacent(text, words[first - 1], words[first]):
        first -= 1
    tail = _TAIL.match(text, words[index].end)
    start, end = words[first].start, tail.end() if tail else words[index].end
    if text[start:end].lower() in _SHORT:
        return None
    return Found("unit", text[start:end], start, end, "units/english", 0.9, attrs={"form": "named"})


def _of_name(text: str, words: list[Word], at: int) -> bool:
    """Whether a word belongs to the name of the unit behind it."""
    word = words[at]
    named = word.text[0].isupper() and not word.low.endswith("'s") and word.low not in _no_names()
    return named and adjacent(text, word, words[at + 1])


def in_digits(text: str, words: list[Word], first: int, number: int, end: int) -> str:
    """«Eighth Army» as «8th Army»; a number in digits stays as it stands."""
    if words[first].low[0].isdigit() or first + 1 >= len(words) or not text[words[first].start].isalpha():
        return text[words[first].start : end]
    last = 0 if 10 < number % 100 < 14 else number % 10
    after = next((w.start for w in words[first + 1 :] if w.low not in ordinals() and w.low not in cardinals()), end)
    return f"{number}{_SUFFIXES.get(last, 'th')} {text[after:end]}"
