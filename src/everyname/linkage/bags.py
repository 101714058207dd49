"""How much of two texts is the same: the weight of the pieces both hold. Invariant: sums of whole numbers, so that the
result is the same in any order and in any engine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from everyname.linkage.coded import Coded, segments

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

_SEGMENT = 20_000  # pairs whose pieces are compared at a time
Bag = Callable[[str], Iterable[tuple[str, int]]]  # the pieces of a text, each once, and their weights
Whole = NDArray[np.int64]


@lru_cache(maxsize=1 << 18)
def grams(text: str) -> tuple[tuple[str, int], ...]:
    """The three-letter pieces of a text, all of one weight."""
    return tuple((piece, 1) for piece in sorted({text[i : i + 3] for i in range(max(len(text) - 2, 1))}))


def weighed_words(text: str) -> Iterable[tuple[str, int]]:
    """The words of a text made by ``Words.weighed``."""
    for word in text.split():
        name, _, weight = word.rpartition(":")
        yield name, int(weight)


def shared_weights(
    sides: tuple[Coded, Coded], codes: tuple[NDArray[np.integer[Any]], NDArray[np.integer[Any]]], bag: Bag
) -> tuple[Whole, Whole, Whole]:
    """Per pair of texts (by code): the weight of the pieces that both hold, of the left one's, of the right one's."""
    a, b = codes
    ours, theirs = _matrices(*sides, bag)
    both, held = np.zeros(len(a), dtype=np.int64), theirs > 0
    for rows in segments(len(a), _SEGMENT):
        both[rows] = np.asarray(ours[a[rows]].multiply(held[b[rows]]).sum(axis=1)).ravel()
    return both, *(
        np.asarray(side.sum(axis=1), dtype=np.int64).ravel()[code] for side, code in ((ours, a), (theirs, b))
    )


def _matrices(left: Coded, right: Coded, bag: Bag) -> tuple[csr_matrix, csr_matrix]:
    """Texts in rows, pieces in columns."""
    key = f"bag {bag.__name__} {id(right.texts)}"
    if key not in left.bags:
        number: dict[str, int] = {}
        sides = [_matrix(side, bag, number) for side in ((left,) if left is right else (left, right))]
        for side in sides:
            side.resize(side.shape[0], len(number))
            side.sort_indices()  # or every choice of its rows is sorted anew
        left.bags[key] = (sides[0], sides[-1], right.texts)  # the texts are held, so that their number stays their own
    ours, theirs, _ = left.bags[key]
    return ours, theirs


def _matrix(texts: Coded, bag: Bag, number: dict[str, int]) -> csr_matrix:
    from scipy.sparse import csr_matrix

    bags = [list(bag(text)) for text in texts.texts]
    ends = np.cumsum([0, *map(len, bags)])
    columns = [number.setdefault(piece, len(number)) for piece, _ in chain.from_iterable(bags)]
    weights = [weight for _, weight in chain.from_iterable(bags)]
    return csr_matrix(
        (np.array(weights, np.int64), np.array(columns, np.int32), ends), (len(bags), max(len(number), 1))
    )
