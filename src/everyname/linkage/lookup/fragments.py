"""Words that are pieces of longer ones: what the other words lead to, where a trace holds all letters of the piece.

Invariant: needs no list of the words that hold a piece, of which there may be thousands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from everyname.linkage.keys import Hashes, mix
from everyname.linkage.lookup.index import Ints
from everyname.linkage.lookup.keys import together
from everyname.linkage.lookup.reading import Floats, Readings
from everyname.linkage.lookup.words import TRACED, Word, traces_of

_READINGS = 4  # of another word that are tried
_KEYS = 16
_TELLS = 2.0  # as much as the keys of words that are known, by twos and threes, tell together


@dataclass(frozen=True, slots=True)
class Cut:
    """Keys of the other words, in ascending order as signed numbers; the trace that is asked for under each; chances
    that they are meant; what of the question they cover.
    """

    keys: Hashes
    traces: Hashes
    chances: Floats
    covers: Ints


def cut(
    meant: Sequence[Sequence[Word]], readings: Sequence[Readings], pieces: Sequence[int], year: Hashes, born: int
) -> Cut:
    """The keys under which records are found that hold these words of the question (places) as pieces of theirs.

    ``year``: the key of the year of birth or 0; ``born``: how it is covered.
    """
    found: list[tuple[int, int, float, int]] = []
    cuts = [(place, word.form) for place in pieces for word in meant[place] if len(word.form) >= TRACED]
    partners: dict[int, list[tuple[int, float, int]]] = {}
    for (place, _), trace in zip(cuts, traces_of([form for _, form in cuts]).tolist() if cuts else (), strict=True):
        if place not in partners:
            others = [(i, read) for i, read in enumerate(readings) if i != place and len(read.hashes)]
            partners[place] = _partners(others, year, born)
        found += [(key, trace, _TELLS * chance, covers | 1 << place) for key, chance, covers in partners[place]]
    best: dict[int, list[float]] = {}
    for key, *rest in sorted(found, key=lambda one: -one[2])[: 2 * _KEYS]:
        if key and key not in best and len(best) < _KEYS:
            best[key] = rest
    keys = np.array(list(best), dtype=np.uint64)
    order = np.argsort(keys.view(np.int64))
    traces, chances, covers = zip(*best.values(), strict=True) if best else ((), (), ())
    return Cut(
        keys[order], np.array(traces, np.uint64)[order], np.array(chances, np.float64)[order],
        np.array(covers, np.int64)[order],
    )  # fmt: skip


def _partners(others: Sequence[tuple[int, Readings]], year: Hashes, born: int) -> list[tuple[int, float, int]]:
    """Keys of two things besides the piece, of one where there is no other; with chances and what they cover."""
    some = [(1 << i, read.hashes[:_READINGS], read.chances[:_READINGS]) for i, read in others]
    found: list[tuple[int, float, int]] = []
    for (a, left, first), (b, right, second) in combinations(some, 2):
        keys = together(np.repeat(left, len(right)), np.tile(right, len(left)))
        chances = np.multiply.outer(first, second).ravel()
        found += zip(keys.tolist(), chances.tolist(), [a | b] * len(keys), strict=True)
    if year[0]:
        for a, left, first in some:
            keys = mix(left, year.repeat(len(left)))
            found += zip(keys.tolist(), first.tolist(), [a | born] * len(keys), strict=True)
    if not found:
        for a, left, first in some:
            found += zip(left.tolist(), first.tolist(), [a] * len(left), strict=True)
    return found
