"""The alternative to the ratio: the share of men among the dead, quasi-binomial, on the logit scale.

Method: McCullagh & Nelder, Generalized Linear Models (1989), section 4.5: logit of the share linear in the year,
variance = dispersion x binomial, dispersion by Pearson's statistic. Expected male deaths are the odds times the
female deaths, so an excess of men does not dilute its own baseline.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from everyname.estimates.excess.deaths import Deaths
from everyname.estimates.excess.ratio import Excess
from everyname.estimates.result import Floats

_STEPS = 50


def excess(deaths: Deaths, trend: Sequence[int], year: int) -> Excess:
    """Excess of one year over the trend of the logit share. ``KeyError`` when a year is absent."""
    rows, target = deaths.rows(trend), deaths.rows([year])[0]
    x = np.asarray(trend, dtype=np.float64) - year
    design = np.column_stack([np.ones_like(x), x])
    by_age, sd, expected = [], [], 0.0
    for age in range(len(deaths.ages)):
        male, female = deaths.male[rows, age], deaths.female[rows, age]
        intercept, variance = _fit(design, male, male + female)
        women = deaths.female[target, age]
        mean = women * np.exp(intercept)
        by_age.append(deaths.male[target, age] - mean)
        # the year's own scatter: men of a quasi-binomial share, given the women
        scatter = variance[1] * mean * (1.0 + np.exp(intercept))
        sd.append(np.sqrt(mean**2 * variance[0] + scatter))
        expected += float(mean)
    return Excess(year, np.array(by_age), np.array(sd), expected)


def _fit(design: Floats, male: Floats, total: Floats) -> tuple[float, tuple[float, float]]:
    """Intercept, and (its variance, the dispersion)."""
    beta = np.array([np.log(male.sum() / (total - male).sum()), 0.0])
    for _ in range(_STEPS):
        share = 1.0 / (1.0 + np.exp(-(design @ beta)))
        weight = total * share * (1.0 - share)
        step = np.linalg.solve(design.T @ (weight[:, None] * design), design.T @ (male - total * share))
        beta = beta + step
        if np.abs(step).max() < 1e-12:
            break
    pearson = np.square(male - total * share) / weight
    dispersion = max(1.0, float(pearson.sum()) / (len(male) - 2))
    covariance = dispersion * np.linalg.inv(design.T @ (weight[:, None] * design))
    return float(beta[0]), (float(covariance[0, 0]), dispersion)
