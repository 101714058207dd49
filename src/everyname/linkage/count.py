"""How many persons the records speak of, with the linkage's own error. Invariant: low <= point <= high <= records.

Every join may be wrong, and every cluster left alone may be a person already counted: it can be at most one of the
others. Each is one uncertain event; a sum of many is normal to good approximation (a Poisson binomial).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from everyname.linkage.cluster import Clustering, Floats
from everyname.linkage.model import probability

_Z95 = 1.959963985
_DOUBT = 1.0  # bits, one standard deviation of the log odds of all pairs together


@dataclass(frozen=True, slots=True)
class Expected:
    """Expected number of persons and its 95 % interval."""

    point: float
    low: float
    high: float


def expected_persons(found: Clustering) -> Expected:
    """The interval adds, to the chance of the single events, that all odds may be wrong by a factor of two."""
    records = len(found.label)
    (point, variance), (fewer, _), (more, _) = (_moments(found, doubt) for doubt in (0.0, _DOUBT, -_DOUBT))
    spread = _Z95 * float(np.sqrt(variance + ((more - fewer) / 2) ** 2))
    low, high = max(point - spread, min(1.0, records)), min(point + spread, float(records))
    return Expected(min(max(point, low), high), low, high)


def _moments(found: Clustering, doubt: float) -> tuple[float, float]:
    wrong, again = 1.0 - probability(found.joined + doubt), _again(found, doubt)
    variance = (wrong * (1 - wrong)).sum() + (again * (1 - again)).sum()
    persons = len(found.label) - len(found.joined)
    return persons + float(wrong.sum() - again.sum()), float(variance)


def _again(found: Clustering, doubt: float) -> Floats:
    """Per cluster with edges to earlier clusters: probability that it is one of them."""
    odds = np.exp2(np.minimum(found.weights + doubt, 0.0))
    sums = np.bincount(found.apart.right, odds, len(found.label))
    return np.asarray((sums / (1.0 + sums))[sums > 0])
