"""Hierarchical log-linear models of k lists.

Invariant: a model is a set of terms (each a set of lists, as bits) that holds the empty term, every single list, and
with a term all its parts; the term of all lists together is never in it, for then no cell is left to predict another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations

from everyname.estimates.lists.histories import names_of

Model = tuple[int, ...]  # its terms, ascending, the empty term 0 first

# Every hierarchical model of five lists is 6,893 models; six lists have 7,785,061 and keep to pairs.
_ALL_ORDERS_UP_TO = 5
_PAIRS_UP_TO = 6


def order_limit(k: int) -> int:
    """The highest order of terms that is searched for k lists."""
    if k <= _ALL_ORDERS_UP_TO:
        return k - 1
    return 2 if k <= _PAIRS_UP_TO else 1


@cache
def hierarchical(k: int) -> tuple[Model, ...]:
    """All hierarchical models of k lists up to ``order_limit``: 8 for three lists, 113 for four, 6,893 for five."""
    base = (0, *(1 << j for j in range(k)))
    return tuple(tuple(sorted(terms)) for terms in _grow(base, k, 2))


def _grow(terms: tuple[int, ...], k: int, order: int) -> Iterator[tuple[int, ...]]:
    """The model itself and every way to add terms of this order and above."""
    if order > order_limit(k):
        yield terms
        return
    have = frozenset(terms)
    open_terms = [t for t in _of_order(k, order) if all(t & ~bit in have for bit in _bits(t))]
    for size in range(len(open_terms) + 1):
        for chosen in combinations(open_terms, size):
            grown = terms + chosen
            if size == 0:
                yield grown  # nothing of a higher order can stand on no terms of this one
            else:
                yield from _grow(grown, k, order + 1)


def _of_order(k: int, order: int) -> list[int]:
    return [mask for mask in range(1, 2**k) if mask.bit_count() == order]


def _bits(mask: int) -> list[int]:
    return [1 << j for j in range(mask.bit_length()) if mask >> j & 1]


def label(model: Sequence[int], lists: Sequence[str]) -> str:
    """The generators, such as «[A:B, C]»: terms that are part of no other."""
    tops = [t for t in model if t and not any(t != other and t & other == t for other in model)]
    return "[" + ", ".join(names_of(t, lists) for t in tops) + "]"
