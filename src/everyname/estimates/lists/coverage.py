"""A bound from below that needs no model of dependence: persons on one list against persons on two.

Method: Chao (1987), «Estimating the population size for capture-recapture data with unequal catchability»,
Biometrics 43(4), with her log-normal interval; sample coverage as Chao & Tsay (1998).
"""

from __future__ import annotations

from math import exp, log, sqrt
from statistics import NormalDist

import numpy as np

from everyname.estimates.lists.family import Family, refuse
from everyname.estimates.lists.histories import Histories, masks
from everyname.estimates.result import LEVELS, Interval

NAME = "sample coverage, bound from below"
_ASSUMPTION = "persons differ in how easily they are found, and lists do not repel each other; then the truth is above"


def lower_bound(histories: Histories) -> Family:
    """Chao's bound."""
    on = np.array([int(mask).bit_count() for mask in masks(histories.k)])
    once, twice = float(histories.counts[on == 1].sum()), float(histories.counts[on == 2].sum())
    if twice == 0:
        return refuse(NAME, _ASSUMPTION, "zero-overlap", "nobody stands on exactly two lists")
    ratio, k = once / twice, histories.k
    unseen = (k - 1) / k * once**2 / (2 * twice)
    variance = twice * (ratio**4 / 4 + ratio**3 + ratio**2 / 2)
    alone = [float(histories.counts[1 << j]) / max(histories.size(j), 1) for j in range(k)]
    facts = {"on_one_list": once, "on_two_lists": twice, "sample_coverage": 1.0 - sum(alone) / k}
    return Family(NAME, _ASSUMPTION, histories.total + unseen, _intervals(histories.total, unseen, variance), facts)


def _intervals(seen: int, unseen: float, variance: float) -> tuple[Interval, ...]:
    """Log-normal in the unseen, so never below the seen."""
    if unseen <= 0:
        return tuple(Interval(level, float(seen), float(seen)) for level in LEVELS)
    spread = sqrt(log(1 + variance / unseen**2))
    out = []
    for level in LEVELS:
        factor = exp(NormalDist().inv_cdf((1 + level) / 2) * spread)
        out.append(Interval(level, seen + unseen / factor, seen + unseen * factor))
    return tuple(out)
