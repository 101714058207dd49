"""Excess male deaths by the trend of the male-to-female ratio.

Method: D. Kobak, A. Bessudnov, A. Ershov, T. Mikhailova, A. Raksha, «War fatalities in Russia in 2022-2023 estimated
via excess male mortality», Demography 2025. In each age group the ratio of male to female deaths is fitted by a
straight line over the years of the trend and extrapolated; female deaths times that ratio are the male deaths
expected without a war. Both sexes share epidemics, heat and registration, so the ratio cancels them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from everyname.estimates.excess.deaths import Deaths
from everyname.estimates.result import Floats


@dataclass(frozen=True)
class Excess:
    """One target year: excess and standard deviation of the prediction by age group, and the sums.

    ``expected`` is the number of male deaths without a war.
    """

    year: int
    by_age: Floats
    sd_by_age: Floats
    expected: float

    @property
    def total(self) -> float:
        """Excess over all ages."""
        return float(self.by_age.sum())

    @property
    def sd(self) -> float:
        """Age groups taken as independent, as in the paper."""
        return float(np.sqrt(np.square(self.sd_by_age).sum()))


def excess(deaths: Deaths, trend: Sequence[int], year: int) -> Excess:
    """Excess of one year over the trend. ``KeyError`` when a year is absent from the table."""
    rows, target = deaths.rows(trend), deaths.rows([year])[0]
    ratio = deaths.male[rows] / deaths.female[rows]
    x = np.asarray(trend, dtype=np.float64) - year  # the intercept is then the prediction
    design = np.column_stack([np.ones_like(x), x])
    coefficients, *_ = np.linalg.lstsq(design, ratio, rcond=None)
    residual = ratio - design @ coefficients
    variance = np.square(residual).sum(axis=0) / (len(x) - 2)
    leverage = float(np.linalg.inv(design.T @ design)[0, 0])
    expected = deaths.female[target] * coefficients[0]
    sd = deaths.female[target] * np.sqrt(variance * (1.0 + leverage))
    return Excess(year, deaths.male[target] - expected, sd, float(expected.sum()))
