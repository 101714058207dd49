"""The reporting model and its Gaussian approximation at given hyper-parameters.

New names of deaths in cell c at publication k are negative binomial with mean

    exposure(c,k) * exp(rate_c + delay(d) + effect_k(d)),      d = mean delay of c at k,

where ``rate`` walks at random from cell to cell, ``delay`` is smooth in the logarithm of the delay, and each
publication has its own effect over the delay, which drifts and bursts (``publications``). After Höhle & an der Heiden
(2014), Günther et al. (2021) and McGough et al. (2020, NobBS); fitted by a Laplace approximation as Rue, Martino &
Chopin (2009).

The negative binomial with a log link is log-concave in the predictor, so Newton steps with the observed information
converge to the one mode. No dense design is built: every block of X'WX is a sum over rows or columns of the grid.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from everyname.estimates.extras import require
from everyname.estimates.nowcast.delaycurve import DelayCurve
from everyname.estimates.nowcast.grid import Before, Grid
from everyname.estimates.nowcast.publications import Course, Effects, Zones
from everyname.estimates.result import Floats

_STEPS = 40
_HALVINGS = 12
_TOLERANCE = 1e-4


@dataclass(frozen=True)
class Hyper:
    """Standard deviations: of the rate's steps, of the rate, of bursts, of drifts.

    ``shape``: that of an effect's shape over the delay, for one of its level; ``size``: of the negative binomial.
    """

    walk: float
    spread: float
    burst: float
    drift: float
    shape: float
    size: float

    @staticmethod
    def of(logs: Floats) -> Hyper:
        """From logarithms (5,)."""
        walk, spread, *rest = np.exp(np.clip(logs, -9.0, 9.0)).tolist()
        return Hyper(min(walk, 0.99 * spread), spread, *rest)


@dataclass(frozen=True)
class Fit:
    """The Gaussian approximation: ``mode`` (p,), lower Cholesky factor of the precision, log marginal likelihood."""

    hyper: Hyper
    mode: Floats
    factor: Floats
    log_evidence: float


class Model:
    """The data of one triangle, ready to be fitted at any hyper-parameters.

    What the first release held is the first column of the data: a publication of everything before it, whose mean is
    the sum over its slices of time. It is linearised at the parameters of the moment (``_relate``).
    """

    def __init__(self, grid: Grid, curve: DelayCurve, zones: Zones) -> None:
        self.grid, self.curve, self.zones = grid, curve, zones
        self.basis, self.parts = curve.basis(grid.delays.delay), zones.basis(grid.delays.delay)
        self.offset = np.log(np.where(grid.seen > 0, np.maximum(grid.delays.exposure, 1e-12), 1.0))
        self.new, self.seen = grid.new * grid.seen, grid.seen
        self.before = _Before.of(grid.before, curve, zones) if grid.before else None
        self.course = Course.of(grid.ends, grid.loads, before=self.before is not None)
        if self.before:
            self._prepend(self.before)
        self.cells, self.publications, knots = self.basis.shape
        edges = np.cumsum([0, self.cells, knots, self.publications * self.parts.shape[2]]).tolist()
        self.rate, self.delay, self.effect = (slice(a, b) for a, b in pairwise(edges))
        self.length = int(edges[-1])
        self._fixed = self._fixed_prior()

    def _prepend(self, before: _Before) -> None:
        self.basis = np.concatenate([np.zeros_like(self.basis[:, :1]), self.basis], axis=1)
        self.parts = np.concatenate([np.zeros_like(self.parts[:, :1]), self.parts], axis=1)
        self.offset, self.new, self.seen = (
            np.concatenate([column[:, None], grid], axis=1)
            for column, grid in (
                (np.zeros(len(self.offset)), self.offset),
                (before.known, self.new),
                (before.seen, self.seen),
            )
        )

    def effects(self, hyper: Hyper) -> Effects:
        """The prior of the publications' effects."""
        return self.course.effects(hyper.burst, hyper.drift, self.zones.shapes(hyper.shape))

    def effects_of(self, thetas: Floats) -> Floats:
        """The publications' effects (..., publications, zones) among the parameters (..., p)."""
        return thetas[..., self.effect].reshape(*thetas.shape[:-1], self.publications, -1)

    def _relate(self, theta: Floats) -> None:
        """Linearise the first column at ``theta``; exact there."""
        if not self.before:
            return
        delay, effect = theta[self.delay], self.effects_of(theta)[0]
        value, basis, parts = self.before.relate(delay, effect)
        self.basis[:, 0], self.parts[:, 0] = basis, parts
        self.offset[:, 0] = value - basis @ delay - parts @ effect

    def start(self) -> Floats:
        """A first guess of the parameters."""
        theta = np.zeros(self.length)
        exposed = float((np.exp(self.offset) * self.seen).sum())
        theta[self.delay] = np.log((self.new.sum() + 1.0) / max(exposed, 1.0))
        return theta

    def predictor(self, theta: Floats) -> Floats:
        """(cells, publications) logarithm of the mean."""
        self._relate(theta)
        effect = np.einsum("ckj,kj->ck", self.parts, self.effects_of(theta))
        return np.asarray(self.offset + theta[self.rate][:, None] + self.basis @ theta[self.delay] + effect)

    def fit(self, hyper: Hyper, start: Floats) -> Fit:
        """The mode by Newton's method from ``start``, and the Laplace approximation of the marginal likelihood."""
        linalg = require("scipy.linalg")
        effects = self.effects(hyper)
        prior = self.prior(hyper, effects)
        constant = self._constant(hyper)
        theta = start.copy()
        value, log_mean = self._log_joint(theta, prior, hyper)
        for _ in range(_STEPS):
            gradient, precision = self._slope(theta, log_mean, prior, hyper)
            factor = linalg.cholesky(precision, lower=True, overwrite_a=True, check_finite=False)
            step = linalg.cho_solve((factor, True), gradient, check_finite=False)
            if float(gradient @ step) / 2 < _TOLERANCE:  # what a step would gain
                break
            theta, value, log_mean = self._advance(theta, step, value, prior, hyper)
        log_prior = self._log_det_prior(hyper) + effects.half_log_det
        evidence = value + constant + log_prior - float(np.log(np.diag(factor)).sum())
        return Fit(hyper, theta, factor, evidence)

    def _advance(
        self, theta: Floats, step: Floats, value: float, prior: Floats, hyper: Hyper
    ) -> tuple[Floats, float, Floats]:
        """The Newton step, halved until the joint density does not fall; the density and log mean there."""
        for halving in range(_HALVINGS):
            there = theta + step * 0.5**halving
            reached, log_mean = self._log_joint(there, prior, hyper)
            if reached >= value:
                break
        return there, reached, log_mean

    def prior(self, hyper: Hyper, effects: Effects) -> Floats:
        """Precision matrix (p, p)."""
        precision = self._fixed.copy()
        precision[self.rate, self.rate] = _autoregressive(self.cells, hyper.walk, hyper.spread)
        precision[self.effect, self.effect] = effects.precision
        return precision

    def _fixed_prior(self) -> Floats:
        precision = np.zeros((self.length, self.length))
        precision[self.delay, self.delay] = self.curve.precision
        return precision

    def _log_det_prior(self, hyper: Hyper) -> float:
        """Half the log-determinant of the prior as far as it depends on the hyper-parameters."""
        walk = -(self.cells - 1) * np.log(hyper.walk) - np.log(hyper.spread)
        return float(walk)

    def _constant(self, hyper: Hyper) -> float:
        """What of the log-likelihood depends on the hyper-parameters alone."""
        each = _log_gamma_ratio(self.new, hyper.size) + hyper.size * np.log(hyper.size)
        return float((each * self.seen).sum())

    def _log_joint(self, theta: Floats, prior: Floats, hyper: Hyper) -> tuple[float, Floats]:
        """The log joint density up to ``_constant``, and the log mean (cells, publications)."""
        log_mean = np.minimum(self.predictor(theta), 30.0)
        likelihood = self.new * log_mean - (self.new + hyper.size) * np.log(hyper.size + np.exp(log_mean))
        return float((likelihood * self.seen).sum() - 0.5 * theta @ prior @ theta), log_mean

    def _slope(self, theta: Floats, log_mean: Floats, prior: Floats, hyper: Hyper) -> tuple[Floats, Floats]:
        """Gradient (p,) and negative Hessian (p, p) of the log joint density."""
        mean = np.exp(log_mean)
        share = hyper.size / (hyper.size + mean)
        score = (self.new - mean) * share * self.seen
        weight = (self.new + hyper.size) * mean / (hyper.size + mean) * share * self.seen
        return self._gather(score) - prior @ theta, self._information(weight) + prior

    def _gather(self, score: Floats) -> Floats:
        """X' times a grid."""
        return np.concatenate(
            [
                score.sum(axis=1),
                np.tensordot(score, self.basis, axes=2),
                np.einsum("ck,ckj->kj", score, self.parts).ravel(),
            ]
        )

    def _information(self, weight: Floats) -> Floats:
        """The lower triangle of X'WX of a grid of weights; what stands above it means nothing."""
        by_basis, by_part = weight[:, :, None] * self.basis, weight[:, :, None] * self.parts
        flat, knots = by_basis.reshape(-1, by_basis.shape[2]), self.basis.reshape(-1, by_basis.shape[2])
        zones = self.parts.shape[2]
        out = np.zeros((self.length, self.length))
        _diagonal(out, self.rate, self.rate, weight.sum(axis=1))
        blocks = np.matmul(by_part.transpose(1, 2, 0), self.parts.transpose(1, 0, 2))
        place = self.effect.start + np.arange(self.publications * zones).reshape(-1, zones)
        out[place[:, :, None], place[:, None, :]] = blocks
        out[self.delay, self.delay] = flat.T @ knots
        out[self.delay, self.rate] = by_basis.sum(axis=1).T
        out[self.effect, self.rate] = by_part.reshape(self.cells, -1).T
        crossed = np.matmul(by_part.transpose(1, 2, 0), self.basis.transpose(1, 0, 2))
        out[self.effect, self.delay] = crossed.reshape(-1, crossed.shape[2])
        return out


@dataclass(frozen=True)
class _Before:
    """The first release's own column: ``offset`` (cells, slices), ``basis`` and ``parts`` (cells, slices, ...)."""

    known: Floats
    seen: Floats
    offset: Floats
    basis: Floats
    parts: Floats

    @staticmethod
    def of(before: Before, curve: DelayCurve, zones: Zones) -> _Before:
        exposure, delay = before.delays.exposure, before.delays.delay
        seen = (exposure.sum(axis=1) > 0).astype(np.float64)
        offset = np.log(np.maximum(exposure, 1e-12))
        return _Before(before.known * seen, seen, offset, curve.basis(delay), zones.basis(delay))

    def relate(self, delay: Floats, effect: Floats) -> tuple[Floats, Floats, Floats]:
        """Log of the summed mean (cells,), and its slope by knots (cells, knots) and by zones (cells, zones)."""
        terms = self.offset + self.basis @ delay + self.parts @ effect
        top = terms.max(axis=1, keepdims=True)
        weight = np.exp(terms - top)
        total = weight.sum(axis=1, keepdims=True)
        weight /= total
        value = (top + np.log(total))[:, 0] * self.seen
        return value, np.einsum("cs,csk->ck", weight, self.basis), np.einsum("cs,csj->cj", weight, self.parts)


def _diagonal(out: Floats, rows: slice, columns: slice, values: Floats) -> None:
    out[np.arange(rows.start, rows.stop), np.arange(columns.start, columns.stop)] = values


def _log_gamma_ratio(n: Floats, size: float) -> npt.NDArray[np.float64]:
    """log Gamma(n + size) - log Gamma(size); the factorial of n does not depend on any parameter."""
    special = require("scipy.special")
    ratio: Floats = special.gammaln(n + size) - special.gammaln(size)
    return ratio


def _autoregressive(n: int, step: float, spread: float) -> Floats:
    """Precision (n, n) of a stationary walk with innovations of one and values of the other standard deviation."""
    memory = np.sqrt(1.0 - (step / spread) ** 2)
    precision = np.eye(n) * (1.0 + memory**2)
    precision[0, 0] = precision[-1, -1] = 1.0
    beside = np.arange(n - 1)
    precision[beside, beside + 1] = precision[beside + 1, beside] = -memory
    return np.asarray(precision / step**2)
