"""How many persons the records speak of, with the linkage's own error. Invariant: low <= point <= high <= records.

Every join or refusal that the clustering made is one uncertain event: the count falls by one when the two are one
person. The sum of independent such events is normal to good approximation (a Poisson binomial).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_Z95 = 1.959963985


@dataclass(frozen=True, slots=True)
class Expected:
    """Expected number of persons and its 95 % interval."""

    point: float
    low: float
    high: float


def expected_persons(persons: int, records: int, kept: NDArray[np.float64], refused: NDArray[np.float64]) -> Expected:
    """``persons``: clusters made; ``kept`` and ``refused``: probability that the two sides of each join, or of each
    best join not made, are one person."""
    point = persons + float((1.0 - kept).sum()) - float(refused.sum())
    spread = float(np.sqrt((kept * (1 - kept)).sum() + (refused * (1 - refused)).sum()))
    low, high = point - _Z95 * spread, point + _Z95 * spread
    return Expected(min(max(point, 1.0), records), min(max(low, 1.0), records), min(high, records))
