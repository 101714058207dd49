"""What can be said of a pair of records, once for arrays and once for SQL. Invariant: both say the same of every pair.

In SQL a record's features are columns of ``l`` and ``r``, null where missing; a condition on a null is not true.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cpdist

from everyname.linkage.bags import Bag, grams, shared_weights, weighed_words
from everyname.linkage.coded import Coded, Ints, same_run
from everyname.linkage.features import Features
from everyname.linkage.sql import column, shared_words

MOST_EDITS, FAR = 2, 255
Bools = NDArray[np.bool_]
Rows = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of records: ``left[i]`` with ``right[i]``, as rows of two (or one and the same) feature tables.

    What was once gathered for a test is kept for the next one; a smaller choice of the pairs takes it along.
    """

    left_features: Features
    right_features: Features
    left: Rows
    right: Rows
    _kept: dict[str, tuple[NDArray[Any], ...]] = field(default_factory=dict, repr=False, compare=False)

    def __len__(self) -> int:
        return len(self.left)

    def take(self, rows: Rows) -> Pairs:
        """The pairs at these rows."""
        kept = {name: tuple(array[rows] for array in arrays) for name, arrays in self._kept.items()}
        return Pairs(self.left_features, self.right_features, self.left[rows], self.right[rows], kept)

    def forget(self) -> Pairs:
        """The same pairs with nothing kept."""
        return Pairs(self.left_features, self.right_features, self.left, self.right)

    def numbers(self, name: str) -> tuple[Ints, Ints]:
        """Both sides' values of a whole-number feature, or codes of a text feature; -1 is missing."""
        if name not in self._kept:
            left, right = self.left_features[name], self.right_features[name]
            a = left.codes if isinstance(left, Coded) else left
            b = right.codes if isinstance(right, Coded) else right
            self._kept[name] = (a[self.left], b[self.right])
        a, b = self._kept[name]
        return a, b

    def coded(self, name: str) -> tuple[Coded, Coded]:
        """The text feature of both sides."""
        left, right = self.left_features[name], self.right_features[name]
        assert isinstance(left, Coded)
        assert isinstance(right, Coded)
        return left, right

    def distance(self, name: str) -> NDArray[np.uint8]:
        """Levenshtein distance of the texts, ``FAR`` when over ``MOST_EDITS`` or one is missing."""
        key = f"distance {name}"
        if key not in self._kept:
            out = np.full(len(self), FAR, dtype=np.uint8)
            codes = self.numbers(name)
            left, right = (side.letters() for side in self.coded(name))
            apart = np.bitwise_count(left[codes[0]] ^ right[codes[1]])  # an edit changes two bits at most
            rows = np.flatnonzero((np.minimum(*codes) >= 0) & (apart <= 2 * MOST_EDITS))
            if len(rows):
                texts = (side.texts[code[rows]] for side, code in zip(self.coded(name), codes, strict=True))
                out[rows] = cpdist(*texts, scorer=Levenshtein.distance, score_cutoff=MOST_EDITS, dtype=np.uint8)
            self._kept[key] = (out,)
        return self._kept[key][0]

    def shared(self, name: str, bag: Bag) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        """Weights of the pieces that both texts hold, and of all pieces of either; 0 where one is missing."""
        key = f"shared {name} {bag.__name__}"
        if key not in self._kept:
            codes = self.numbers(name)
            rows = np.flatnonzero(np.minimum(*codes) >= 0)
            found = np.zeros((3, len(self)), dtype=np.int64)
            found[:, rows] = shared_weights(self.coded(name), (codes[0][rows], codes[1][rows]), bag)
            self._kept[key] = tuple(found)
        both, left, right = self._kept[key]
        return both, left, right


@dataclass(frozen=True, slots=True)
class Condition:
    """A test of pairs. Combine with ``&``, ``|`` and ``~``."""

    holds: Callable[[Pairs], Bools]
    sql: str

    def __and__(self, other: Condition) -> Condition:
        return Condition(lambda p: self.holds(p) & other.holds(p), f"({self.sql}) and ({other.sql})")

    def __or__(self, other: Condition) -> Condition:
        return Condition(lambda p: self.holds(p) | other.holds(p), f"({self.sql}) or ({other.sql})")

    def __invert__(self) -> Condition:
        return Condition(lambda p: ~self.holds(p), f"not coalesce({self.sql}, false)")


ALWAYS = Condition(lambda pairs: np.ones(len(pairs), dtype=np.bool_), "true")


def absent(name: str) -> Condition:
    """One of the two has no value."""
    return Condition(
        lambda p: np.minimum(*p.numbers(name)) < 0, f"l.{column(name)} is null or r.{column(name)} is null"
    )


def present(name: str) -> Condition:
    """Both have a value."""
    return Condition(
        lambda p: np.minimum(*p.numbers(name)) >= 0, f"l.{column(name)} is not null and r.{column(name)} is not null"
    )


def equal(name: str, other: str = "") -> Condition:
    """Left ``name`` is right ``other`` (the same feature when not given)."""
    other = other or name

    def holds(pairs: Pairs) -> Bools:
        left, right = pairs.left_features[name], pairs.right_features[other]
        if not (isinstance(left, Coded) and isinstance(right, Coded)):
            a, b = pairs.numbers(name)[0], pairs.numbers(other)[1]
        else:
            a, b = pairs.numbers(name)[0], pairs.numbers(other)[1]
            b = np.where(b < 0, -2, b) if left is right else left.codes_of(right)[b]
        return np.asarray((a == b) & (a >= 0))

    return Condition(holds, f"l.{column(name)} = r.{column(other)}")


def near(name: str, edits: int, share: float) -> Condition:
    """At most ``edits`` letters wrong (Levenshtein), and at most this share of the longer text."""

    def holds(pairs: Pairs) -> Bools:
        distance = pairs.distance(name)
        close = distance <= min(edits, MOST_EDITS)
        if share < 1.0 and close.any():
            (left, right), (a, b) = pairs.coded(name), pairs.numbers(name)
            rows = np.flatnonzero(close)
            longest = np.maximum(left.lengths()[a[rows]], right.lengths()[b[rows]])
            close[rows] = distance[rows] <= share * longest
        return np.asarray(close)

    longest = f"greatest(length(l.{column(name)}), length(r.{column(name)}))"
    return Condition(holds, f"levenshtein(l.{column(name)}, r.{column(name)}) <= least({edits}, {share} * {longest})")


def shares_grams(name: str, share: float) -> Condition:
    """The two texts share this much of their three-letter pieces (Dice coefficient): words may be missing or moved."""

    def holds(pairs: Pairs) -> Bools:
        both, left, right = pairs.shared(name, grams)
        return np.asarray((both > 0) & (2.0 * both / np.maximum(left + right, 1) >= share))

    shared = f"size(array_intersect(l.{column(name)}_grams, r.{column(name)}_grams))"
    return Condition(
        holds, f"2.0 * {shared} / (size(l.{column(name)}_grams) + size(r.{column(name)}_grams)) >= {share}"
    )


def shares_words(name: str, share: float) -> Condition:
    """The two texts share this much of the weight of their words (Dice coefficient)."""

    def holds(pairs: Pairs) -> Bools:
        both, left, right = pairs.shared(name, weighed_words)
        return np.asarray((both > 0) & (2.0 * both >= share * (left + right)))

    both, left, right = shared_words(name)
    return Condition(holds, f"{both} > 0 and 2.0 * {both} >= {share} * ({left} + {right})")


def holds_words(name: str, share: float) -> Condition:
    """The longer text holds this much of the weight of the shorter one's words (overlap coefficient)."""

    def holds(pairs: Pairs) -> Bools:
        both, left, right = pairs.shared(name, weighed_words)
        return np.asarray((both > 0) & (both >= share * np.minimum(left, right)))

    both, left, right = shared_words(name)
    return Condition(holds, f"{both} > 0 and {both} >= {share} * least({left}, {right})")


def shares_nothing(name: str) -> Condition:
    """Both hold weighed words, and none that the other holds."""

    def holds(pairs: Pairs) -> Bools:
        both, left, right = pairs.shared(name, weighed_words)
        return np.asarray((both == 0) & (np.minimum(left, right) > 0))

    return Condition(holds, f"not arrays_overlap(split(l.{column(name)}, ' '), split(r.{column(name)}, ' '))")


def initial(name: str) -> Condition:
    """One side is a single letter, and the other begins with it."""

    def holds(pairs: Pairs) -> Bools:
        out = np.zeros(len(pairs), dtype=np.bool_)
        rows = np.flatnonzero(np.minimum(*pairs.numbers(name)) >= 0)
        left, right = pairs.coded(name)
        a, b = left.codes[pairs.left[rows]], right.codes[pairs.right[rows]]
        short = (left.lengths() == 1)[a] | (right.lengths() == 1)[b]
        rows, a, b = rows[short], a[short], b[short]
        if len(rows):
            start = np.zeros(len(rows), dtype=np.intp)
            out[rows] = same_run((left, a, start), (right, b, start), np.int32(1))
        return out

    short = f"(length(l.{column(name)}) = 1 or length(r.{column(name)}) = 1)"
    return Condition(holds, f"{short} and substr(l.{column(name)}, 1, 1) = substr(r.{column(name)}, 1, 1)")


def begins_or_ends(name: str, letters: int) -> Condition:
    """The shorter text, of at least so many letters, is the beginning or the end of the longer (a double name)."""

    def holds(pairs: Pairs) -> Bools:
        out = np.zeros(len(pairs), dtype=np.bool_)
        left, right = pairs.coded(name)
        a, b = pairs.numbers(name)
        sets_a, sets_b = left.letters()[a], right.letters()[b]
        shared = sets_a & sets_b
        rows = np.flatnonzero((np.minimum(a, b) >= 0) & ((shared == sets_a) | (shared == sets_b)))
        length_a, length_b = left.lengths()[a[rows]], right.lengths()[b[rows]]
        enough = np.minimum(length_a, length_b) >= letters
        rows, length_a, length_b = rows[enough], length_a[enough], length_b[enough]
        shortest = np.minimum(length_a, length_b)
        for last in (False, True):
            begin = ((length - shortest) * last for length in (length_a, length_b))
            one, other = zip((left, right), (a[rows], b[rows]), begin, strict=True)
            out[rows] |= same_run(one, other, shortest)
        return out

    parts = " or ".join(
        f"{side}({one}.{column(name)}, length({other}.{column(name)})) = {other}.{column(name)}"
        for one, other in (("l", "r"), ("r", "l"))
        for side in ("left", "right")
    )
    return Condition(holds, f"least(length(l.{column(name)}), length(r.{column(name)})) >= {letters} and ({parts})")


def within(name: str, limit: int) -> Condition:
    """Whole numbers at most ``limit`` apart."""

    def holds(pairs: Pairs) -> Bools:
        left, right = pairs.numbers(name)
        return np.asarray((np.minimum(left, right) >= 0) & (np.abs(left - right) <= limit))

    return Condition(holds, f"abs(l.{column(name)} - r.{column(name)}) <= {limit}")


def overlap(low: str, high: str, slack: int = 0) -> Condition:
    """The ranges meet, or miss each other by at most ``slack``."""

    def holds(pairs: Pairs) -> Bools:
        (a_low, b_low), (a_high, b_high) = pairs.numbers(low), pairs.numbers(high)
        gap = np.maximum(a_low, b_low) - np.minimum(a_high, b_high)
        return np.asarray((np.minimum(a_low, b_low) >= 0) & (gap <= slack))

    return Condition(
        holds, f"greatest(l.{column(low)}, r.{column(low)}) - least(l.{column(high)}, r.{column(high)}) <= {slack}"
    )


def narrow(low: str, high: str, width: int) -> Condition:
    """Both ranges are at most this wide."""

    def holds(pairs: Pairs) -> Bools:
        (a_low, b_low), (a_high, b_high) = pairs.numbers(low), pairs.numbers(high)
        return np.asarray((a_high - a_low <= width) & (b_high - b_low <= width))

    return Condition(
        holds, f"l.{column(high)} - l.{column(low)} <= {width} and r.{column(high)} - r.{column(low)} <= {width}"
    )
