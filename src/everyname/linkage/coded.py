"""A column of text as codes into its distinct values. Invariant: work on values is done once per distinct value."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
MOST_CORNER = 3  # letters that fit one number: 21 bits each


def unique(numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    """Sorted distinct values; sorting whole numbers is far quicker than hashing them."""
    numbers = np.sort(numbers)
    keep = np.ones(len(numbers), dtype=np.bool_)
    np.not_equal(numbers[1:], numbers[:-1], out=keep[1:])
    return numbers[keep]


@dataclass(frozen=True, slots=True)
class Coded:
    """A text feature: ``texts[codes[i]]`` is the value of record ``i``; a code of -1 is a missing value."""

    codes: Ints
    texts: NDArray[np.object_]
    _kept: dict[str, NDArray[Any]] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, values: Iterable[str]) -> Coded:
        """Code the values in the order of their first occurrence; '' is missing."""
        held = values if isinstance(values, (list, tuple)) else list(values)
        distinct = dict.fromkeys(held)
        distinct.pop("", None)
        index = {text: code for code, text in enumerate(distinct)}
        index[""] = -1
        texts = np.empty(len(distinct), dtype=object)
        texts[:] = list(distinct)
        return cls(np.fromiter(map(index.__getitem__, held), np.int32, len(held)), texts)

    def counts(self) -> NDArray[np.int64]:
        """How many records hold each text."""
        return np.bincount(self.codes[self.codes >= 0], minlength=len(self.texts))

    def lengths(self) -> Ints:
        """Letters of each text."""
        if "lengths" not in self._kept:
            self._kept["lengths"] = np.fromiter(map(len, self.texts), np.int32, len(self.texts))
        return self._kept["lengths"]

    def corners(self, size: int, *, last: bool = False) -> NDArray[np.int64]:
        """The first (or last) ``size`` letters of each text as one number; equal exactly where the letters are."""
        key = f"corners {size} {last}"
        if key not in self._kept:
            cut = slice(-size, None) if last else slice(size)
            numbers = (sum(ord(c) << 21 * n for n, c in enumerate(text[cut])) for text in self.texts)
            self._kept[key] = np.fromiter(numbers, np.int64, len(self.texts))
        return self._kept[key]

    def letters(self) -> NDArray[np.uint64]:
        """The set of letters of each text, and (last) of none: bits by the letter's number modulo 64."""
        if "letters" not in self._kept:
            numbers = np.frombuffer("".join(self.texts.tolist()).encode("utf-32-le"), dtype="<u4").astype(np.uint64)
            starts = np.cumsum(self.lengths()) - self.lengths()
            sets = np.uint64(1) << (numbers & np.uint64(63))
            united = np.bitwise_or.reduceat(sets, starts) if len(sets) else sets
            self._kept["letters"] = np.append(united, np.uint64(0))
        return self._kept["letters"]

    def __getitem__(self, rows: NDArray[np.intp]) -> Coded:
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
        held = self.texts[np.unique(self.codes[self.codes >= 0])].tolist()
        texts = sorted({*held} - {""})
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
