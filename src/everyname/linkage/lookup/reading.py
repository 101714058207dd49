"""What the words of a question may stand for. Invariant: a word is looked for once, however often it is read.

The words that share most keys with a word are the likeliest to be meant: every slip leaves most of a word's letters in
their places. They are known by their hashes alone, which is all that the keys of records are made of; how well a
record's own words fit is seen when it is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from everyname.linkage.keys import Hashes
from everyname.linkage.lookup.index import Form, Index, signed
from everyname.linkage.lookup.words import PIECE, Word, hashes_of, pieces_of, slips_of_words

BEGINS, KNOWN_BEGINS, WITHIN = 0.93, 0.8, 0.85  # how well a word fits that begins with, or holds, the one asked for
_SHARES = 0.5  # of which no more is known than that they share keys
_PIECE = 0.7  # chance, by which readings are tried, that a word was meant that holds the one asked for
_FREQUENT = 0.02  # power of a word's count by which, of readings that fit alike, the frequent ones are tried first
_TYPICAL = 100  # records that hold a word of which it is not known
_FORMS, _HOLDING = 60, 800  # words that one slip, one piece leads to
_RARE, _LONGER = 100, 20  # records that hold a word, times as many that hold longer ones: it is taken for a beginning
_BEGINNING = 100  # words that begin alike
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Readings:
    """What a word may stand for, the likeliest first: hashes of stems, how well they fit (0..1), how many records hold
    them, and the chance by which they are tried.
    """

    hashes: Hashes
    fits: Floats
    counts: Floats
    chances: Floats

    @classmethod
    def of(cls, known: dict[Form, float], unnamed: Iterable[tuple[Hashes, float]]) -> Readings:
        """Of words known by name, with their fits, and of hashes of others, with their chances."""
        hashes = [hashes_of([form.stem for form in known])] if known else []
        counts, others = [form.count for form in known], list(unnamed)
        fits, chances = [*known.values()], [*known.values()]
        for found, chance in others:
            hashes.append(found)
            fits += [_SHARES] * len(found)
            counts += [_TYPICAL] * len(found)
            chances += [chance] * len(found)
        if not hashes:
            return cls(np.empty(0, np.uint64), np.empty(0), np.empty(0), np.empty(0))
        number = np.array(counts, dtype=np.float64)
        tried = np.array(chances) * number**_FREQUENT
        order = np.argsort(-tried, kind="stable")
        every = np.concatenate(hashes)[order]
        _, first = np.unique(every, return_index=True)
        chosen = order[np.sort(first)]
        return cls(every[np.sort(first)], np.array(fits)[chosen], number[chosen], tried[chosen])

    def fits_of(self, hashes: Hashes) -> Floats:
        """How well these stems fit; 0 for one that is no reading."""
        if not len(self.hashes):
            return np.zeros(len(hashes))
        order = np.argsort(self.hashes)
        place = order[np.searchsorted(self.hashes, hashes, sorter=order) % len(order)]
        return np.where(self.hashes[place] == hashes, self.fits[place], 0.0)


class Reader:
    """Reads the words of one question."""

    def __init__(self, index: Index, words: Sequence[Word]) -> None:
        self._index = index
        self._own: dict[str, list[Form]] = {}
        for form in index.forms(signed(hashes_of([word.stem for word in words]))) if words else ():
            self._own.setdefault(form.stem, []).append(form)
        self._near: dict[Word, Hashes] = {}
        self._within: dict[Word, Hashes] = {}
        self._begun: dict[Word, list[Form]] = {}

    def count(self, word: Word) -> int:
        """How many records hold the word, or another of its forms."""
        return sum(form.count for form in self._own.get(word.stem, ()))

    def as_typed(self, word: Word) -> int:
        """How many records hold the word in this form."""
        return sum(form.count for form in self._own.get(word.stem, ()) if form.form == word.form)

    def cut_off(self, words: Sequence[Word]) -> bool:
        """Whether many more records hold a longer word that begins so than one of these."""
        own = max(map(self.as_typed, words), default=0)
        if own > _RARE or not words:
            return False
        return sum(form.count for form in self._beginning(words[0])) > _LONGER * max(own, 1)

    def look(self, words: Sequence[Word], *, pieces: Sequence[Word] = ()) -> None:
        """Find what a slip makes of these words, and what ``pieces`` are pieces of."""
        strange = [word for word in words if word not in self._near]
        if strange:
            self._near.update(zip(strange, self._sharing(strange, *slips_of_words(strange), _FORMS), strict=True))
        cut = [word for word in pieces if word not in self._within and len(word.form) >= PIECE]
        if cut:
            shared = self._sharing(cut, *pieces_of([word.form for word in cut]), _HOLDING)
            self._within.update(zip(cut, shared, strict=True))

    def _sharing(
        self, words: Sequence[Word], rows: NDArray[np.intp], keys: Hashes, most: int
    ) -> list[NDArray[np.uint64]]:
        """For each word the stems that share keys with it, those that share most first."""
        numbers = keys.view(np.int64)
        order = np.argsort(numbers, kind="stable")
        held, stems = self._index.targets(numbers[order].tolist(), most)
        owner = rows[order][np.searchsorted(numbers[order], held)]
        order = np.lexsort((stems, owner))
        owner, stems = owner[order], stems[order]
        starts = np.flatnonzero((np.diff(owner, prepend=-1) != 0) | (np.diff(stems, prepend=0) != 0))
        shared = np.diff(np.append(starts, len(stems)))
        owner, found = owner[starts], stems[starts].view(np.uint64)
        best = np.lexsort((-shared, owner))
        ends = np.searchsorted(owner, np.arange(len(words) + 1))
        return [found[best[a:b]] for a, b in pairwise(ends.tolist())]

    def read(self, words: Sequence[Word], *, begins: bool) -> Readings:
        """What one of these words (as typed, as retyped) may stand for, of what was looked for."""
        known: dict[Form, float] = {}
        for word in words if begins else ():
            own = self._own.get(word.stem, ())
            fit = KNOWN_BEGINS if any(form.form == word.form for form in own) else BEGINS
            known |= dict.fromkeys(self._beginning(word), fit)
        known |= dict.fromkeys((form for word in words for form in self._own.get(word.stem, ())), 1.0)
        slips = [(self._near[word], 0.99 - 1 / len(word.stem)) for word in words if word in self._near]
        return Readings.of(known, slips + [(self._within[word], _PIECE) for word in words if word in self._within])

    def _beginning(self, word: Word) -> list[Form]:
        if word not in self._begun:
            self._begun[word] = self._index.beginning(word.form, _BEGINNING)
        return self._begun[word]
