"""The overlap of lists: how many persons stand on exactly which lists.

Invariant: ``counts[mask]`` is the number of persons whose lists are the set bits of ``mask`` (bit j: list j), and
``counts[0]``, those on no list, is what nobody saw: it is zero here and the quantity to estimate.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from everyname.estimates import csvfile
from everyname.estimates.errors import InputError
from everyname.estimates.result import Floats, InputFile

_COUNTS = ("n", "count", "counts", "freq", "persons")
_MOST_LISTS = 8
_DAY = re.compile(r"(\d{4}-\d\d)-\d\d")


@dataclass(frozen=True)
class Histories:
    """``lists`` names the k lists; ``counts`` has shape (2**k,)."""

    lists: tuple[str, ...]
    counts: Floats

    @property
    def k(self) -> int:
        """How many lists."""
        return len(self.lists)

    @property
    def total(self) -> int:
        """Persons on at least one list."""
        return int(self.counts.sum())

    def size(self, j: int) -> int:
        """Persons on list j."""
        return int(self.counts[masks(self.k) >> j & 1 == 1].sum())

    def overlap(self, i: int, j: int) -> int:
        """Persons on both lists."""
        every = masks(self.k)
        return int(self.counts[(every >> i & 1 == 1) & (every >> j & 1 == 1)].sum())

    def within(self, j: int) -> Histories:
        """Only the persons of list j, seen by the other lists; those on no other list become ``counts[0]``."""
        keep = [i for i in range(self.k) if i != j]
        counts = np.zeros(2 ** len(keep))
        for mask in np.flatnonzero(masks(self.k) >> j & 1):
            counts[sum(1 << place for place, i in enumerate(keep) if mask >> i & 1)] += self.counts[mask]
        return Histories(tuple(self.lists[i] for i in keep), counts)


def masks(k: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """All sets of k lists as bits: 0 .. 2**k - 1."""
    return np.arange(2**k, dtype=np.int64)


def names_of(mask: int, lists: Sequence[str]) -> str:
    """«A:B» of the set bits."""
    return ":".join(name for j, name in enumerate(lists) if mask >> j & 1)


@dataclass(frozen=True)
class Strata:
    """The lists' table, one ``Histories`` a stratum (one named «» when the table is not stratified)."""

    source: InputFile
    parts: dict[str, Histories]
    ignored: tuple[str, ...]

    @property
    def pooled(self) -> Histories:
        """All strata together."""
        first = next(iter(self.parts.values()))
        counts: Floats = np.sum([part.counts for part in self.parts.values()], axis=0)
        return Histories(first.lists, counts)


def read(path: Path, by: str = "") -> Strata:
    """Read 0/1 columns with a column ``n`` or ``count``, or one row a person. ``by`` names the column of strata.

    Strata that are days are joined by month: so the latest dead, whom lists have not reached yet, stand apart.

    Columns that hold anything but 0 and 1 (an id, a note) are no lists; they are named in ``ignored``.

    Raises:
        InputError: fewer than two lists, more than eight, a bad count, or a person on no list.
    """
    table = csvfile.read(path)
    count = table.find(_COUNTS)
    stratum = table.column((by.casefold(),)) if by else None
    rest = [name for name in table.header if name not in (count, stratum)]
    lists = tuple(name for name in rest if all(row.text(name) in ("0", "1") for row in table.rows))
    if not 2 <= len(lists) <= _MOST_LISTS:
        raise InputError(path.name, f"has {len(lists)} columns of 0 and 1; two to {_MOST_LISTS} lists are needed", 1)
    counts: dict[str, Counter[int]] = {}
    for row in table.rows:
        mask = sum(1 << j for j, name in enumerate(lists) if row.text(name) == "1")
        persons = row.whole(count) if count else 1
        if mask == 0 and persons:
            raise row.error(lists[0], "a person on no list: such rows are what is estimated, leave them out")
        counts.setdefault(_stratum(row.text(stratum)) if stratum else "", Counter())[mask] += persons
    parts = {name: _histories(lists, cells) for name, cells in sorted(counts.items())}
    return Strata(table.source, parts, tuple(name for name in rest if name not in lists))


def _stratum(text: str) -> str:
    day = _DAY.fullmatch(text)
    return day[1] if day else text


def _histories(lists: tuple[str, ...], cells: Counter[int]) -> Histories:
    counts = np.zeros(2 ** len(lists))
    for mask, persons in cells.items():
        counts[mask] = persons
    return Histories(lists, counts)
