"""From readings of words to records. Invariant: a question asks for a bounded number of keys and rows.

A key leads to at most ``MOST`` records; the rarest joins of words tell most, so a common name is found by its joins
with other words, dates and places.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from everyname.linkage.keys import Hashes, mix
from everyname.linkage.lookup.fragments import Cut
from everyname.linkage.lookup.index import Index, signed
from everyname.linkage.lookup.keys import Record, facts_of, together
from everyname.linkage.lookup.reading import Floats, Readings

MOST, _FEWEST = 100, 10  # records that one key leads to; one of very many keys
_ROWS = 5_000  # records that all keys lead to
_YEARS = 60  # years of birth of a list, near enough
_ALONE = 12  # readings of a word that are tried without another word
BORN = 1 << 16  # covers the year of birth
_WHOLE, _PART = 160, 24  # joins of readings that are tried: of as many words as a key may have, of fewer
_TRIED = 8_000  # joins among which these are chosen
_LIST = 20.0  # log2 of a list's size, near enough: a key of n records tells this less log2(n) bits


Tried = tuple[Hashes, Floats, NDArray[np.int64]]  # keys, chances that they are meant, what of the question each covers


@dataclass(frozen=True, slots=True)
class Reached:
    """Ids of records, those first whose keys tell most; ``answered``: the keys of one cover all that was asked."""

    ids: list[int]
    answered: bool


def reached(
    readings: Sequence[Readings], named: int, facts: Record, index: Index, most: int, cut: Cut | None = None
) -> Reached:
    """The ``most`` records whose keys in common with the question tell most, in bits; ties by id. The first ``named``
    readings are of words of a name; ``cut``: keys for words that are pieces of longer ones.
    """
    keys, chances, covers = _keys(readings, named, facts)
    held, targets = index.targets(signed(keys), max(_FEWEST, min(MOST, _ROWS // max(len(keys), 1))))
    place = np.searchsorted(keys.view(np.int64), held)
    if cut is not None and len(cut.keys):
        held, more = index.holding(signed(cut.keys), signed(cut.traces), MOST)
        place = np.concatenate([place, len(keys) + np.searchsorted(cut.keys.view(np.int64), held)])
        targets = np.concatenate([targets, more])
        chances, covers = np.concatenate([chances, cut.chances]), np.concatenate([covers, cut.covers])
    if not len(targets):
        return Reached([], False)
    order = np.argsort(targets, kind="stable")
    targets, place = targets[order], place[order]
    starts = np.flatnonzero(np.diff(targets, prepend=targets[0] - 1))
    bits = chances[place] * (_LIST - np.log2(np.bincount(place)[place]))
    best = np.argsort(-np.add.reduceat(bits, starts), kind="stable")[:most]
    asked = (1 << len(readings)) - 1 + (BORN if "birth_date" in facts and facts_of(facts)[0][0] else 0)
    answered = np.bitwise_or.reduceat(covers[place], starts) & asked == asked
    return Reached(targets[starts][best].tolist(), bool(answered.any()))


def _keys(readings: Sequence[Readings], named: int, facts: Record) -> Tried:
    """The keys worth trying, in ascending order as signed numbers."""
    year, birth, died = facts_of(facts)
    tried = [_as_tried(birth, np.ones(1), BORN)]
    words = [(1 << i, reading) for i, reading in enumerate(readings) if len(reading.hashes)]
    names = [word for word in words if word[0] < 1 << named]
    if words:
        size = min(len(words), 3)
        pairs = _joins(words, 2, _WHOLE if size == 2 else _PART)
        tried += [pairs, _joins(names, 3, _WHOLE if size == 3 else _PART)]
        for bit, reading in words:
            hashes, chances = reading.hashes[:_ALONE], reading.chances[:_ALONE]
            rare = ((reading.counts[:_ALONE] <= MOST * many) | (size == 1) for many in (1, _YEARS))
            alone, dated = rare  # others lead anywhere
            tried.append(_as_tried(hashes[alone], chances[alone] * 0.5, bit))
            if year[0]:
                tried.append(_as_tried(mix(hashes[dated], year.repeat(dated.sum())), chances[dated], bit | BORN))
            if died[0]:
                tried.append(_as_tried(mix(hashes, died.repeat(len(hashes))), chances, bit))
        if year[0]:
            tried.append((mix(pairs[0], year.repeat(len(pairs[0]))), pairs[1], pairs[2] | BORN))
    keys, chances, covers = (np.concatenate(part) for part in zip(*tried, strict=True))
    keys, one = np.unique(keys.view(np.int64), return_index=True)
    present = keys != 0
    return keys[present].view(np.uint64), chances[one[present]], covers[one[present]]


def _as_tried(keys: Hashes, chances: Floats, covers: int) -> Tried:
    return keys, chances, np.full(len(keys), covers, dtype=np.int64)


def _joins(words: list[tuple[int, Readings]], size: int, most: int) -> Tried:
    """The ``most`` joins of each ``size`` words whose readings are the likeliest."""
    found = [_best(most, *zip(*some, strict=True)) for some in combinations(words, size)]
    found = found or [_as_tried(np.empty(0, np.uint64), np.empty(0), 0)]
    keys, chances, covers = (np.concatenate(part) for part in zip(*found, strict=True))
    return keys, chances, covers


def _best(most: int, bits: Sequence[int], words: Sequence[Readings]) -> Tried:
    widths = _widths([len(word.hashes) for word in words])
    chances = words[0].chances[: widths[0]]
    for word, width in zip(words[1:], widths[1:], strict=True):
        chances = np.multiply.outer(chances, word.chances[:width])
    best = np.argsort(-chances, axis=None, kind="stable")[:most]
    places = np.unravel_index(best, chances.shape)
    keys = together(*(w.hashes[place] for w, place in zip(words, places, strict=True)))
    return _as_tried(keys, chances.ravel()[best], sum(bits))


def _widths(lengths: list[int]) -> list[int]:
    """How many readings of each word are joined, ``_TRIED`` joins in all; what one does not need the others have."""
    widths, left = [0] * len(lengths), float(_TRIED)
    for done, i in enumerate(sorted(range(len(lengths)), key=lengths.__getitem__)):
        widths[i] = min(lengths[i], max(1, round(left ** (1 / (len(lengths) - done)))))
        left /= widths[i]
    return widths
