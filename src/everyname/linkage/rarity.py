"""How rare a value is among people. Invariant: the same man repeated in a list does not make his name common.

The share of a value is its share of the population, or its share of the list beyond the repeats of one man where that
is more (a regional list has its own common names), and never less than half a record of the list: two bearers of a name
met in one short list may be of one family, however rare the name is elsewhere. Where no population is known, the list
alone speaks.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import repeat
from typing import Any

import numpy as np
from numpy.typing import NDArray

from everyname.linkage.coded import Coded
from everyname.linkage.names import PARTS, Population, population
from everyname.linkage.text import Script

_REPEATS = 3  # records of a value that may well be one man's


@dataclass(frozen=True)
class Rarity:
    """Shares of the values of one feature. ``counts`` holds the values seen more than once in a list of ``records``."""

    feature: str
    population: str  # part of the name whose population is used; '' where none is known
    records: int
    counts: dict[str, int]
    base: float  # share of a value met at random, the rarity that u already holds

    @cached_property
    def _people(self) -> Population | None:
        return population(self.population) if self.population else None

    def bits(self, texts: NDArray[np.object_]) -> NDArray[np.float64]:
        """log2 of the share of people with this value, per text."""
        held = texts.tolist()
        counts = np.fromiter(map(self.counts.get, held, repeat(1)), np.float64, len(held))
        if self._people is None:
            return np.asarray(np.log2((counts - 0.5) / self.records))
        share, rest = self._people.share, self._people.rest
        people = np.fromiter(map(share.get, held, repeat(rest)), np.float64, len(held))
        return np.asarray(np.log2(np.maximum(people, np.maximum(counts - _REPEATS, 0.5) / self.records)))

    def to_json(self) -> dict[str, Any]:
        """Plain values; texts in order."""
        counts = dict(sorted(self.counts.items()))
        return {"population": self.population, "records": self.records, "base": self.base, "counts": counts}

    @classmethod
    def of(cls, name: str, feature: Coded, script: Script) -> Rarity:
        """Measured from a list, with the population's help for Slavic names."""
        part = {"full_given": "given"}.get(name, name)
        counts = feature.counts()
        seen = {str(t): int(n) for t, n in zip(feature.texts, counts, strict=True) if n > 1}
        known = part if script is Script.SLAVIC and part in PARTS else ""
        raw = cls(name, known, max(int(counts.sum()), 1), seen, 1.0)
        shares = np.exp2(raw.bits(feature.texts))
        return replace(raw, base=float((shares**2).sum() / shares.sum()) if len(shares) else 1.0)
