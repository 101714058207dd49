"""The delay curve: piecewise linear between knots, smooth by a second-order random walk.

Invariant: with few distinct delays (weekly data) every delay is its own knot and the curve is free; with many, the
knots are even in the logarithm of the delay, because the first month needs as much detail as the third year.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from everyname.estimates.result import Floats

_MOST_KNOTS = 14
_SCALE = 14.0  # days: the curve is even in log(1 + delay / scale)
_ROUGHNESS = 1.0  # standard deviation of a second difference of the log curve
_LEVEL = 10.0  # standard deviation of a knot's own value: the curve carries the overall level


@dataclass(frozen=True)
class DelayCurve:
    """``knots`` in stretched delay."""

    knots: Floats

    @property
    def precision(self) -> Floats:
        """Prior precision (knots, knots)."""
        n = len(self.knots)
        d = np.diff(np.eye(n), n=2, axis=0)
        return np.asarray(d.T @ d / _ROUGHNESS**2 + np.eye(n) / _LEVEL**2, dtype=np.float64)

    def basis(self, delay: Floats) -> Floats:
        """Hat functions (..., knots); beyond the last knot the curve stays level."""
        x = np.clip(stretch(delay), self.knots[0], self.knots[-1])
        right = np.clip(np.searchsorted(self.knots, x, side="left"), 1, len(self.knots) - 1)
        share = (x - self.knots[right - 1]) / (self.knots[right] - self.knots[right - 1])
        out = np.zeros((*np.shape(delay), len(self.knots)))
        np.put_along_axis(out, right[..., None], share[..., None], axis=-1)
        np.put_along_axis(out, right[..., None] - 1, 1.0 - share[..., None], axis=-1)
        return out


def stretch(delay: Floats) -> Floats:
    """The logarithm of the delay, tame at zero."""
    return np.asarray(np.log1p(delay / _SCALE), dtype=np.float64)


def curve(delay: Floats) -> DelayCurve:
    """Knots for the delays at hand."""
    x = stretch(delay)
    distinct = np.unique(x.round(9))
    knots = distinct if len(distinct) <= _MOST_KNOTS else np.linspace(distinct[0], distinct[-1], _MOST_KNOTS)
    if len(knots) < 2:
        knots = np.array([knots[0], knots[0] + 1.0])
    return DelayCurve(knots)
