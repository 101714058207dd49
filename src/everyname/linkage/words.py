"""Words of long texts, weighed by how rare they are in their column. Invariant: a word's weight is a whole number that
its column's counts decide, so every engine adds up the same sums.

Two texts are as alike as the weight of the words they share: squared inverse document frequency, as in the cosine of
TF-IDF vectors (Salton and Buckley 1988; Cohen, Ravikumar and Fienberg 2003 for matching names). What all texts of a
column repeat («Ltd», «street», a brand) says little; a model number that two of them share says much.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import log2

from everyname.domain.names import fold
from everyname.linkage.coded import Coded
from everyname.linkage.text import clean

Reader = Callable[[str], set[str]]
_CODE = re.compile(r"[^\W_]+(?:[-./][^\W_]+)*")


def plain_words(text: str) -> set[str]:
    """The words of a text that hold no digit."""
    return {word for word in clean(text).split() if not _has_digit(word)}


def codes(text: str) -> set[str]:
    """Its words with a digit (models, house numbers, volumes), whole («deh2000mp») and in parts («2000mp»)."""
    found = {part for word in _CODE.findall(text) if _has_digit(word) for part in (word, *re.split("[-./]", word))}
    return {fold(part).replace(" ", "").lstrip("0") for part in found if _has_digit(part)} - {""}


def _has_digit(word: str) -> bool:
    return any(c.isdigit() for c in word)


@dataclass(frozen=True, slots=True)
class Words:
    """In how many of a column's ``records`` texts each word stands; words of one record only are left out."""

    records: int
    counts: dict[str, int]

    @classmethod
    def of(cls, texts: Coded, read: Reader) -> Words:
        """Counted in a column, whose texts hold what ``read`` finds in them."""
        counts: Counter[str] = Counter()
        holders = 0
        for text, number in zip(texts.texts.tolist(), texts.counts().tolist(), strict=True):
            found = read(text)
            counts.update(dict.fromkeys(found, number))
            holders += number * bool(found)
        return cls(max(holders, 1), {word: n for word, n in sorted(counts.items()) if n > 1})

    def of_each(self, texts: Iterable[str], read: Reader) -> list[str]:
        """``weighed`` of what is found in each text."""
        return [self.weighed(read(text)) for text in texts]

    def weighed(self, found: set[str]) -> str:
        """The words, each once and with its weight («belt:49 drive:36»), in order."""
        return " ".join(f"{word}:{self._weight(word)}" for word in sorted(found))

    def _weight(self, word: str) -> int:
        return max(1, round(log2(self.records / self.counts.get(word, 1)) ** 2))
