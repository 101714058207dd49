"""Where linking is least sure: the records that lack the same fields. Invariant: shares are of all records.

A record's doubt is the sum of p (1 - p) over its pairs, the variance that its questions add to the count; a group of
records is weak where its share of the doubt is larger than its share of the records.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from everyname.linkage.engine import Linked
from everyname.linkage.explain import field_name, sentence
from everyname.linkage.model import probability

_FEWEST = 0.005  # share of the records below which a group is not worth a word
_LIFT = 1.5  # times the average doubt that makes a group weak


@dataclass(frozen=True, slots=True)
class WeakSpot:
    """Records without ``missing``: their share of all records and of doubt; ``lift``: times the average."""

    missing: tuple[str, ...]
    records: int
    share: float
    doubt: float
    lift: float

    def said(self, language: str = "en") -> str:
        """Such as «records without patronymic and region: 4 % of the list, 31 % of the doubt»."""
        names = f" {sentence('and', language)} ".join(field_name(name, language) for name in self.missing)
        return sentence("weak_spot", language).format(
            fields=names, share=f"{100 * self.share:.0f}", doubt=f"{100 * self.doubt:.0f}"
        )

    def as_dict(self) -> dict[str, Any]:
        """Plain values for a report."""
        return asdict(self)


def weak_spots(linked: Linked, most: int = 5) -> list[WeakSpot]:
    """Groups of records that lack one or two fields and hold more doubt than their share, the most doubt first."""
    doubt = _doubts(linked)
    if not doubt.sum():
        return []
    absent = linked.missing()
    found = [_spot(names, absent, doubt) for names in _groups(absent)]
    alone = {spot.records for spot in found if len(spot.missing) == 1}
    told = [
        spot for spot in found if len(spot.missing) == 1 or spot.records not in alone
    ]  # two that always go together
    weak = [spot for spot in told if spot.share >= _FEWEST and spot.lift >= _LIFT]
    return sorted(weak, key=lambda spot: (-spot.doubt * np.log2(spot.lift), spot.missing))[:most]


def _doubts(linked: Linked) -> NDArray[np.float64]:
    chance = np.where(linked.judged >= 0, linked.judged, probability(linked.weights))
    variance = chance * (1 - chance)
    size = len(linked.table)
    sums = (np.bincount(side, variance, size) for side in (linked.left, linked.right))
    return np.asarray(sum(sums), dtype=np.float64)


def _groups(absent: dict[str, NDArray[np.bool_]]) -> Iterable[tuple[str, ...]]:
    names = sorted(absent)
    return [(name,) for name in names] + list(combinations(names, 2))


def _spot(names: tuple[str, ...], absent: dict[str, NDArray[np.bool_]], doubt: NDArray[np.float64]) -> WeakSpot:
    rows = np.logical_and.reduce([absent[name] for name in names])
    share, part = float(rows.mean()), float(doubt[rows].sum() / doubt.sum())
    return WeakSpot(names, int(rows.sum()), share, part, part / share if share else 0.0)
