"""How many persons the records speak of, with the linkage's own error. Invariant: low <= point <= high <= records.

Every record joined to a cluster may be another person, and every cluster left alone may be a person already counted:
its odds are those of its mean weight with each other cluster, and it can be at most one of them. Each is one uncertain
event; a sum of many is normal to good approximation (a Poisson binomial).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from everyname.linkage.blocking import unique
from everyname.linkage.cluster import UNSCORED, Rows
from everyname.linkage.model import probability

Floats = NDArray[np.float64]
_Z95 = 1.959963985
_DOUBT = 1.0  # bits, one standard deviation of the log odds of all pairs together


@dataclass(frozen=True, slots=True)
class Expected:
    """Expected number of persons and its 95 % interval."""

    point: float
    low: float
    high: float


def expected_persons(label: Rows, left: Rows, right: Rows, weights: Floats) -> Expected:
    """``label``: cluster (smallest member) per record; pairs with their log2 odds, ``left`` < ``right``.

    The interval adds, to the chance of the single events, that all odds may be wrong by a factor of two.
    """
    records = len(label)
    persons = int((label == np.arange(records)).sum())
    (point, variance), (fewer, _), (more, _) = (
        _moments(persons, label, left, right, weights + doubt) for doubt in (0.0, _DOUBT, -_DOUBT)
    )
    spread = _Z95 * float(np.sqrt(variance + ((more - fewer) / 2) ** 2))
    low, high = max(point - spread, min(1.0, records)), min(point + spread, float(records))
    return Expected(min(max(point, low), high), low, high)


def _moments(persons: int, label: Rows, left: Rows, right: Rows, weights: Floats) -> tuple[float, float]:
    wrong, again = 1.0 - _kept(label, left, right, weights), _again(label, left, right, weights)
    variance = (wrong * (1 - wrong)).sum() + (again * (1 - again)).sum()
    return persons + float(wrong.sum() - again.sum()), float(variance)


def _kept(label: Rows, left: Rows, right: Rows, weights: Floats) -> Floats:
    """Per record that is not the first of its cluster: probability, by its mean weight with those before, to belong."""
    inside = label[left] == label[right]
    total = np.bincount(right[inside], weights[inside] - UNSCORED, len(label))
    order = np.argsort(label, kind="stable")
    starts = np.flatnonzero(np.diff(label[order], prepend=-1))
    before = np.empty(len(label), dtype=np.int64)
    before[order] = np.arange(len(label)) - np.repeat(starts, np.diff(np.append(starts, len(label))))
    joined = before > 0
    return probability(UNSCORED + total[joined] / before[joined])


def _again(label: Rows, left: Rows, right: Rows, weights: Floats) -> Floats:
    """Per cluster with pairs to earlier clusters: probability that it is one of them."""
    apart = (label[left] != label[right]) & (weights > UNSCORED)
    a, b = label[left[apart]], label[right[apart]]
    keys = np.minimum(a, b) + np.maximum(a, b) * len(label)
    between = unique(keys)
    place = np.searchsorted(between, keys)
    total = np.bincount(place, weights[apart] - UNSCORED, len(between))
    earlier, later = between % len(label), between // len(label)
    sizes = np.bincount(label, minlength=len(label))
    odds = np.exp2(np.minimum(UNSCORED + total / (sizes[earlier] * sizes[later]), 0.0))
    sums = np.bincount(later, odds, len(label))
    return np.asarray((sums / (1.0 + sums))[sums > 0])
