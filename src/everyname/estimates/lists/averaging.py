"""Weights of models and draws from their mixture.

Method: weights exp(-criterion/2) (Burnham & Anderson 2002, section 2.9; for BIC they approximate posterior
probabilities, Kass & Raftery 1995). Inside a model the log of the unseen is normal, so a draw is log-normal.
Models that differ only by terms with no data under them are one model and are counted once.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from everyname.estimates.lists.loglinear import Fits
from everyname.estimates.result import Floats

_NEGLIGIBLE = 1e-6


def distinct(fits: Fits) -> Floats:
    """A mask (models,) of the first model of each distinct fit of table 0 (same likelihood, parameters, estimate)."""
    keys = zip(fits.log_likelihood[0].round(6), fits.parameters[0], fits.unseen[0].round(6), strict=True)
    seen: set[tuple[float, float, float]] = set()
    first = []
    for log_likelihood, parameters, unseen in keys:
        key = (float(log_likelihood), float(parameters), float(unseen))
        first.append(key not in seen)
        seen.add(key)
    return np.array(first, dtype=np.float64)


def weights(fits: Fits, penalty: float) -> Floats:
    """Weights (models,) of table 0, summing to one; zero for fits that do not exist."""
    value = fits.criterion(penalty)[0]
    if not np.isfinite(value).any():
        return np.zeros_like(value)
    raw = distinct(fits) * np.exp(-(value - value.min()) / 2)
    raw[raw < _NEGLIGIBLE] = 0.0
    return np.asarray(raw / raw.sum(), dtype=np.float64)


def mixture(fits: Fits, weight: Floats, observed: float, draws: int, rng: np.random.Generator) -> Floats:
    """Draws of the total from the mixture of the models."""
    chosen: Sequence[int] = rng.choice(len(weight), size=draws, p=weight).tolist()
    centre, sd = fits.unseen[0][chosen], np.sqrt(fits.variance[0][chosen])
    total: Floats = observed + np.exp(centre + sd * rng.standard_normal(draws))
    return total
