"""Latent classes of lists: the posterior density, and its slope, at many points at once.

Method: Manrique-Vallier (2016), «Bayesian population size estimation using Dirichlet process mixtures»,
Biometrics 72(4). Persons fall into K classes; inside a class the lists are independent. Class weights break a stick
with concentration alpha ~ Gamma(a, b), list chances are uniform, the total N has prior 1/N.

The paper's sampler draws the class of every person and the number nobody saw, and so moves in small steps. Here they
are summed out: with prior 1/N the seen cells are multinomial given that a person was seen, and alpha integrates to
``(b + sum w)^-(a + K - 1)`` in w = -log(1 - stick). What is left is smooth in D = K J + K - 1 real coordinates, the
log-odds of the chances (list by list) and log w.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from everyname.estimates.lists.histories import Histories
from everyname.estimates.result import Floats

Singles = npt.NDArray[np.float32]

_TINY = np.float32(1e-30)
_LONGEST = np.float32(1e6)  # a stick broken here is broken whole
_MOST_MISSED = 1.0 - 1e-7
_CLIMBS = 30


@dataclass(frozen=True)
class Heights:
    """By point: log-likelihood, log prior (up to a constant), and the chance to be on no list."""

    likelihood: Floats
    prior: Floats
    missed: Floats


class Mixture:
    """The posterior of one table. Points are columns: arrays of shape (D, points)."""

    def __init__(self, histories: Histories, classes: int, a: float, b: float) -> None:
        cells = np.append(0, np.flatnonzero(histories.counts))
        self.seen, self.lists, self.classes, self.a, self.b = histories.total, histories.k, classes, a, b
        self.chances = classes * histories.k  # coordinates before this one are log-odds
        whole = histories.counts[:, None]
        self.counts, self._counts = whole[cells], whole.astype(np.float32)
        self.patterns = (cells[:, None] >> np.arange(histories.k) & 1).astype(np.float64)
        every = np.arange(len(self._counts)) >> np.arange(histories.k)[:, None] & 1
        self._sums = np.vstack([every, np.ones_like(every[:1])]).astype(np.float32)  # persons of each list, then all

    def heights(self, at: Singles) -> Heights:
        """The density itself, in double precision: what decides whether a point is taken."""
        points = at.astype(np.float64)
        log_share, on, w = self._log_shares(points)
        share = np.exp(log_share).sum(axis=1)
        missed = np.minimum(share[0], _MOST_MISSED)
        likelihood = (self.counts[1:] * np.log(share[1:] + 1e-300)).sum(axis=0) - self.seen * np.log1p(-missed)
        prior = (points[: self.chances] - 2 * on).sum(axis=0) + points[self.chances :].sum(axis=0)
        return Heights(likelihood, prior - (self.a + self.classes - 1) * np.log(self.b + w.sum(axis=0)), missed)

    def slope(self, at: Singles, power: Singles) -> Singles:
        """Slope of ``power * likelihood + prior``. Single precision is enough: it proposes and never decides."""
        k, j, points = self.classes, self.lists, at.shape[1]
        odds: Singles = np.exp(at)
        off: Singles = np.reciprocal(1 + odds[: self.chances])
        on, w = odds[: self.chances] * off, np.minimum(odds[self.chances :], _LONGEST)
        left = np.empty((k + 1, points), np.float32)
        left[0], left[-1], left[1:-1] = 1.0, 0.0, np.exp(-w.cumsum(axis=0))
        weight = left[:-1] - left[1:]
        share = self._shares(weight, on.reshape(j, k, points), off.reshape(j, k, points))
        pull = self._counts / (share.sum(axis=1) + _TINY)
        pull[0] = self.seen / ((weight - share[0]).sum(axis=0) + _TINY)
        share *= (pull * power)[:, None]  # now persons expected of each cell and class
        persons = (self._sums @ share.reshape(len(share), -1)).reshape(j + 1, k, points)
        size, out = persons[-1], np.empty(at.shape, np.float32)
        out[: self.chances] = (1 + persons[:-1] - (size + 2) * on.reshape(j, k, points)).reshape(-1, points)
        later = size[:0:-1].cumsum(axis=0)[::-1]
        flat = np.float32(self.a + k - 1) / (np.float32(self.b) + w.sum(axis=0))
        out[self.chances :] = (size[:-1] * left[1:-1] / (weight[:-1] + _TINY) - later - flat) * w + 1
        return out

    def _shares(self, weight: Singles, on: Singles, off: Singles) -> Singles:
        """Chance (2**lists, classes, points) to be of a class and a cell: list by list, each cell parts in two."""
        share = np.empty((len(self._counts), *weight.shape), np.float32)
        share[0] = weight
        for j in range(self.lists):
            half = 1 << j
            np.multiply(share[:half], on[j], out=share[half : 2 * half])
            share[:half] *= off[j]
        return share

    def start(self, points: int, rng: np.random.Generator) -> Singles:
        """Scattered points, each brought near to a mode by expectation and maximisation."""
        rate = np.clip(self.counts.mean(axis=1) @ self.patterns / self.seen / 2, 1e-4, 0.45)
        odds = np.repeat(np.log(rate / (1 - rate)), self.classes)[:, None]
        at = np.concatenate(
            [odds + rng.normal(0, 0.7, (self.chances, points)), rng.normal(-0.5, 1, (self.classes - 1, points))]
        )
        for _ in range(_CLIMBS):
            at = self._climb(at)
        return at.astype(np.float32)

    def _climb(self, at: Floats) -> Floats:
        """One step: persons expected of each class, then the class's chances and stick as if they were counted."""
        share = np.exp(self._log_shares(at)[0])
        total = share.sum(axis=1)
        pull = self.counts / total
        pull[0] = self.seen / (1 - np.minimum(total[0], 0.99))
        share *= pull[:, None]
        size, hits = share.sum(axis=0), np.einsum("cj,ckp->jkp", self.patterns, share)
        after = size[::-1].cumsum(axis=0)[::-1] - size
        stick = np.minimum((1 + size) / (2 + size + after), 1 - 1e-6)[:-1]
        odds = np.log(hits + 1) - np.log(size - hits + 1)
        return np.concatenate([odds.reshape(self.chances, -1), np.log(-np.log1p(-stick))])

    def _log_shares(self, at: Floats) -> tuple[Floats, Floats, Floats]:
        """Log chance (cells, classes, points) to be of a class and a cell; log(1 + odds) by chance; w by stick."""
        k, j, points = self.classes, self.lists, at.shape[1]
        on, w = np.logaddexp(0, at[: self.chances]), np.exp(at[self.chances :])
        weight = -on.reshape(j, k, points).sum(axis=0)
        weight[:-1] += np.log(-np.expm1(-w))
        weight[1:] -= w.cumsum(axis=0)
        cells = (self.patterns @ at[: self.chances].reshape(j, -1)).reshape(-1, k, points)
        return cells + weight, on, w
