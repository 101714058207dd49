"""Profile-likelihood intervals of the number of the dead under one model.

Method: Cormack (1992), «Interval estimation for mark-recapture studies of closed populations»: for each total N the
model is fitted to the table with the empty cell set to N minus the observed; the interval is where twice the drop of
the multinomial log-likelihood stays below the chi-squared quantile of one degree of freedom.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import lgamma
from statistics import NormalDist

import numpy as np

from everyname.estimates.lists.loglinear import fit
from everyname.estimates.lists.models import Model
from everyname.estimates.result import LEVELS, Floats, Interval

_GRID = 41
_ROUNDS = 3


def log_profile(counts: Floats, model: Model, totals: Floats) -> Floats:
    """The profile log-likelihood, up to a constant, at each total (real numbers above the observed)."""
    observed = counts.sum()
    tables = np.tile(counts, (len(totals), 1))
    tables[:, 0] = totals - observed
    fitted = fit(tables, [model], with_empty=True).log_likelihood[:, 0]
    # sum n log m - m at the maximum is sum n log m - N: turn means into probabilities
    multinomial = fitted + totals - totals * np.log(totals)
    orders = np.array([lgamma(n + 1) - lgamma(n - observed + 1) for n in totals])
    return np.asarray(multinomial + orders, dtype=np.float64)


def profile(counts: Floats, model: Model, unseen: float, sd: float, levels: Sequence[float] = LEVELS) -> list[Interval]:
    """Intervals around the maximum; ``unseen`` and ``sd`` are the log of the empty cell and its standard error."""
    observed = float(counts.sum())
    fine = unseen + sd * np.linspace(-2.5, 2.5, 2 * _GRID)
    height = log_profile(counts, model, observed + np.exp(fine))
    for _ in range(_ROUNDS):
        top = int(height.argmax())
        fine = np.linspace(fine[max(top - 1, 0)], fine[min(top + 1, len(fine) - 1)], _GRID)
        height = log_profile(counts, model, observed + np.exp(fine))
    mode, best = float(fine[height.argmax()]), float(height.max())
    drops = [NormalDist().inv_cdf((1 + level) / 2) ** 2 / 2 for level in levels]
    ends = [[_cross(counts, model, mode, side * sd, best - drop) for side in (-1.0, 1.0)] for drop in drops]
    return [Interval(level, low, high) for level, (low, high) in zip(levels, ends, strict=True)]


def _cross(counts: Floats, model: Model, mode: float, step: float, level: float) -> float:
    """Where the profile falls to ``level`` on one side of the mode; infinite when it never does."""
    observed = float(counts.sum())
    inner, outer = mode, mode
    for reach in (2.0, 4.0, 8.0, 16.0):
        outer = mode + reach * step
        if log_profile(counts, model, np.array([observed + np.exp(outer)]))[0] < level:
            break
        inner = outer
    else:
        return observed if step < 0 else float("inf")
    for _ in range(_ROUNDS):
        points = np.linspace(inner, outer, _GRID)
        under = log_profile(counts, model, observed + np.exp(points)) < level
        first = int(under.argmax())
        inner, outer = points[first - 1], points[first]
    return observed + float(np.exp((inner + outer) / 2))
