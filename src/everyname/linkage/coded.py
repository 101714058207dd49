"""A column of text as codes into its distinct values. Invariant: work on values is done once per distinct value."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
_PIECE = 500_000  # numbers that are united at a time
_BASE = np.uint64(0x9E3779B97F4A7C15)


def unique(numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    """Sorted distinct values of an array that nobody else needs: it is sorted where it is, far quicker than hashed."""
    numbers.sort()
    keep = np.ones(len(numbers), dtype=np.bool_)
    np.not_equal(numbers[1:], numbers[:-1], out=keep[1:])
    return numbers if keep.all() else numbers[keep]


def united(arrays: Sequence[NDArray[np.int64]]) -> NDArray[np.int64]:
    """Sorted distinct values of sorted arrays. A piece at a time, so that little is held beside the result."""
    cuts = max(arrays, key=len)[_PIECE::_PIECE]
    places = [[0, *np.searchsorted(array, cuts).tolist(), len(array)] for array in arrays]
    found, filled = np.empty(sum(map(len, arrays)), dtype=np.int64), 0
    for number in range(len(cuts) + 1):
        pieces = (array[at[number] : at[number + 1]] for array, at in zip(arrays, places, strict=True))
        piece = unique(np.concatenate(list(pieces)))
        found[filled : filled + len(piece)] = piece
        filled += len(piece)
    return found[:filled]


def segments(length: int, size: int) -> Iterator[slice]:
    """The rows from 0 to ``length``, so many at a time."""
    return (slice(start, start + size) for start in range(0, length, size))


@dataclass(frozen=True, slots=True)
class Coded:
    """A text feature: ``texts[codes[i]]`` is the value of record ``i``; a code of -1 is a missing value."""

    codes: Ints
    texts: NDArray[np.object_]
    _kept: dict[str, NDArray[Any]] = field(default_factory=dict, repr=False, compare=False)
    bags: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)  # see ``bags``

    @classmethod
    def of(cls, values: Iterable[str]) -> Coded:
        """Code the values in the order of their first occurrence; '' is missing."""
        held = values if isinstance(values, (list, tuple)) else list(values)
        index = _numbering()
        return cls(np.fromiter(map(index.__getitem__, held), np.int32, len(held)), _texts(index))

    def counts(self) -> NDArray[np.int64]:
        """How many records hold each text."""
        return np.bincount(self.codes[self.codes >= 0], minlength=len(self.texts))

    def lengths(self) -> Ints:
        """Letters of each text."""
        if "lengths" not in self._kept:
            self._kept["lengths"] = np.fromiter(map(len, self.texts), np.int32, len(self.texts))
        return self._kept["lengths"]

    def sums(self) -> tuple[NDArray[np.int64], NDArray[np.uint64], NDArray[np.uint64]]:
        """Of all texts in a row: where each begins; a polynomial over the letters before each place; its powers."""
        if "sums" not in self._kept:
            numbers = self._numbers()
            powers = np.cumprod(np.append(np.uint64(1), np.full(len(numbers), _BASE)), dtype=np.uint64)
            before = np.append(np.uint64(0), np.cumsum(numbers * powers[:-1], dtype=np.uint64))
            self._kept["starts"] = np.cumsum(self.lengths(), dtype=np.int64) - self.lengths()
            self._kept["powers"], self._kept["sums"] = powers, before  # asked for last: threads may meet here
        return self._kept["starts"], self._kept["sums"], self._kept["powers"]

    def _numbers(self) -> NDArray[np.uint64]:
        return np.frombuffer("".join(self.texts.tolist()).encode("utf-32-le"), dtype="<u4").astype(np.uint64)

    def hashes(self) -> NDArray[np.uint64]:
        """A number per text, the same on every machine: the polynomial over its own letters."""
        if not len(self.texts):
            return np.empty(0, np.uint64)
        starts, _, powers = self.sums()
        numbers = self._numbers()
        place = np.arange(len(numbers)) - np.repeat(starts, self.lengths())
        return np.add.reduceat(numbers * powers[place], starts)

    def codes_of(self, other: Coded) -> Ints:
        """Code here of each text of ``other``; -2 for one that is not here, and (last) for none."""
        key = f"codes {id(other.texts)}"
        if key not in self._kept:
            index = {text: code for code, text in enumerate(self.texts)}
            codes = np.array([*(index.get(text, -2) for text in other.texts), -2], dtype=np.int32)
            self._kept[key], self._kept[f"{key} of"] = codes, other.texts  # held, so that the number stays its own
        return self._kept[key]

    def letters(self) -> NDArray[np.uint64]:
        """The letters of each text, and (last) of none: a bit by the letter's number modulo 32 where it stands once,
        another where it stands twice. An edit changes two bits at most; a piece of a text has no bits but the text's.
        """
        if "letters" not in self._kept:
            texts = np.repeat(np.arange(len(self.texts), dtype=np.uint64), self.lengths())
            letters = np.sort(texts << np.uint64(5) | self._numbers() & np.uint64(31))
            bits = np.uint64(1) << (letters & np.uint64(31))
            bits[1:] <<= np.uint64(32) * (letters[1:] == letters[:-1])
            united = np.bitwise_or.reduceat(bits, self.sums()[0]) if len(bits) else bits
            self._kept["letters"] = np.append(united, np.uint64(0))
        return self._kept["letters"]

    def __getitem__(self, rows: NDArray[np.integer[Any]]) -> Coded:
        """The feature of these records."""
        return Coded(self.codes[rows], self.texts)

    def or_else(self, other: Coded) -> Coded:
        """This value where there is one, the other's where there is none."""
        if (self.codes < 0).all():
            return other
        moved = np.where(other.codes >= 0, other.codes + np.int32(len(self.texts)), -1)
        codes = np.where(self.codes >= 0, self.codes, moved).astype(np.int32)
        return Coded(codes, np.concatenate([self.texts, other.texts])).packed()

    def values(self) -> tuple[str, ...]:
        """The text of every record, '' where missing."""
        return tuple(np.append(self.texts, "")[self.codes].tolist())

    def packed(self) -> Coded:
        """The same feature with only the texts that a record holds, each once and in order."""
        used = np.zeros(len(self.texts) + 1, dtype=np.bool_)
        used[self.codes] = True
        texts = sorted({*self.texts[used[:-1]].tolist()} - {""})
        index = {text: code for code, text in enumerate(texts)}
        place = np.fromiter((index.get(text, -1) for text in self.texts), np.int32, len(self.texts))
        packed = np.empty(len(texts), dtype=object)
        packed[:] = texts
        return Coded(np.append(place, np.int32(-1))[self.codes], packed)

    def map(self, function: Callable[[str], str]) -> Coded:
        """The feature of changed texts, computed once per distinct text."""
        return self.recode(list(map(function, self.texts)))

    def recode(self, texts: Iterable[str]) -> Coded:
        """The feature whose distinct texts, in order, are replaced by ``texts``."""
        inner = Coded.of(texts)
        return Coded(np.append(inner.codes, np.int32(-1))[self.codes], inner.texts)


class Coder:
    """Codes a column piece by piece, in the order in which texts first occur; '' is missing."""

    def __init__(self) -> None:
        self._index = _numbering()
        self._codes: list[Ints] = []

    def add(self, values: Sequence[str]) -> None:
        """The next values."""
        self._codes.append(np.fromiter(map(self._index.__getitem__, values), np.int32, len(values)))

    def coded(self) -> Coded:
        """All that was added."""
        return Coded(np.concatenate([np.empty(0, np.int32), *self._codes]), _texts(self._index))


def _numbering() -> defaultdict[str, int]:
    """Numbers texts as they are first asked for, from 0; '' is -1."""
    return defaultdict(count().__next__, {"": -1})


def _texts(index: Mapping[str, int]) -> NDArray[np.object_]:
    """The texts that were numbered."""
    texts = np.empty(len(index) - 1, dtype=object)
    texts[:] = [*index][1:]
    return texts


Run = tuple[Coded, NDArray[np.integer[Any]], NDArray[np.integer[Any]]]  # texts by code, where in each it begins


def same_run(left: Run, right: Run, length: Ints | np.int32) -> NDArray[np.bool_]:
    """Whether texts hold the same ``length`` letters from these places on (by their hashes, Rabin and Karp 1987)."""
    (starts, sums, powers), (starts_r, sums_r, powers_r) = left[0].sums(), right[0].sums()
    a, b = starts[left[1]] + left[2], starts_r[right[1]] + right[2]
    return np.asarray((sums[a + length] - sums[a]) * powers_r[b] == (sums_r[b + length] - sums_r[b]) * powers[a])
