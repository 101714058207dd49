"""Integration over the hyper-parameters: a design of points around their mode, each with its Gaussian.

Method: Rue, Martino & Chopin (2009), section 6.5: the mode of the Laplace-approximated posterior of the logarithms of
the hyper-parameters, the curvature there, and corners of a cube on the standardised
axes (a two-level orthogonal array, Plackett & Burman 1946), each weighted by its posterior density.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from everyname.estimates.extras import require
from everyname.estimates.nowcast.model import Fit, Hyper, Model
from everyname.estimates.result import Floats

# Weakly informative normal priors of the logarithms: walk, spread, burst, drift, shape, size. A drift is remembered for
# a quarter, and few tallies have years of publications to learn its size from: its prior is as firm as the rate's.
_PRIOR_MEAN = np.log([0.15, 0.3, 0.3, 0.3, 0.7, 20.0])
_PRIOR_SD = np.array([1.0, 0.5, 1.0, 0.5, 0.7, 1.5])
_STRETCH = 1.1  # the design's points lie a little outside one standard deviation in every axis


@dataclass(frozen=True)
class Posterior:
    """Gaussian approximations ``fits`` and their weights, which sum to one."""

    model: Model
    fits: Sequence[Fit]
    weights: Floats

    @property
    def summary(self) -> dict[str, float]:
        """The hyper-parameters at their mode."""
        return dict(self.fits[0].hyper.__dict__)

    def draws(self, count: int, rng: np.random.Generator) -> list[tuple[Hyper, Floats]]:
        """Draws of the parameters, by hyper-parameter point: ``(hyper, (draws, p))``."""
        linalg = require("scipy.linalg")
        shares = _apportioned(self.weights, count)
        out = []
        for fit, share in zip(self.fits, shares.tolist(), strict=True):
            if share:
                noise = rng.standard_normal((len(fit.mode), share))
                moved = linalg.solve_triangular(fit.factor, noise, lower=True, trans=1, check_finite=False)
                out.append((fit.hyper, fit.mode + moved.T))
        return out


def posterior(model: Model, *, integrate: bool = True) -> Posterior:
    """Find the mode of the hyper-parameters and the design around it."""
    search = _Search(model)
    optimum = require("scipy.optimize").minimize(
        search, _PRIOR_MEAN, method="BFGS", options={"gtol": 0.3, "eps": 0.03, "maxiter": 12}
    )
    centre = np.asarray(optimum.x, dtype=np.float64)
    points = [centre]
    if integrate:
        points += [centre + offset for offset in _design(np.asarray(optimum.hess_inv, dtype=np.float64))]
    fits = [search.fit(point) for point in points]
    heights = np.array([fit.log_evidence + _log_prior(p) for fit, p in zip(fits, points, strict=True)])
    weights = np.exp(heights - heights.max())
    weights[1:] *= _design_weight(len(centre), len(points) - 1) if integrate else 1.0
    return Posterior(model, fits, weights / weights.sum())


class _Search:
    """Minus the log posterior of the hyper-parameters; each fit starts where the last ended."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.theta = model.start()

    def fit(self, logs: Floats) -> Fit:
        """The Gaussian approximation at one point."""
        found = self.model.fit(Hyper.of(logs), self.theta)
        self.theta = found.mode
        return found

    def __call__(self, logs: Floats) -> float:
        return -(self.fit(logs).log_evidence + _log_prior(logs))


def _log_prior(logs: Floats) -> float:
    return -0.5 * float(np.square((logs - _PRIOR_MEAN) / _PRIOR_SD).sum())


def _design(covariance: Floats) -> list[Floats]:
    """Corners of the curvature's ellipsoid, every axis at once at plus or minus the stretch.

    The corners are the rows of a Hadamard matrix: as few as keep the axes uncorrelated, and no axis is pulled farther
    than it lies in a usual draw, as lone points on the axes would be. The effects are exponentials of the parameters,
    so that a far point would weigh more than its share.
    """
    spread = np.minimum(np.diag(covariance), _PRIOR_SD**2)  # data never make one less sure than before
    scale = np.sqrt(spread / np.diag(covariance))
    values, axes = np.linalg.eigh(covariance * np.outer(scale, scale))
    signs = require("scipy.linalg").hadamard(1 << len(values).bit_length())[:, 1 : len(values) + 1]
    return [axes @ (_STRETCH * np.sqrt(values) * row) for row in signs.astype(np.float64)]


def _design_weight(n: int, points: int) -> float:
    """Weight of an outer point against the centre for which the design has a normal's variance.

    Outer points lie at radius f sqrt(n), where a standard normal has exp(-n f^2 / 2) of its height in the centre; they
    must carry 1 / f^2 of the mass.
    """
    f2 = _STRETCH**2
    return float(np.exp(n * f2 / 2) / (points * (f2 - 1.0)))


def _apportioned(weights: Floats, count: int) -> npt.NDArray[np.int64]:
    """Whole numbers that sum to ``count`` in proportion to the weights."""
    ends = np.round(np.cumsum(weights) / weights.sum() * count)
    return np.asarray(np.diff(ends, prepend=0.0), dtype=np.int64)
