"""Log-linear models in which persons differ in how easily they are found, averaged over which lists depend.

Method: Darroch, Fienberg, Glonek & Junker (1993), JASA 88: where the log-odds of being found share one normal part of
variance ``v`` among the persons nobody saw, a person on s lists has the extra term v s^2 / 2 (also Rivest & Baillargeon
2007). A variance is never negative, and a spread of logits above two is hardly ever seen: half-normal prior of sd one.
Pairs of lists that depend beyond that are chosen as in the other families, by weights exp(-BIC/2).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from math import log

import numpy as np

from everyname.estimates.lists.family import Family, refuse
from everyname.estimates.lists.histories import Histories, masks
from everyname.estimates.lists.models import order_limit
from everyname.estimates.result import Floats, intervals_of

NAME = "log-linear, persons unequal"
_ASSUMPTION = (
    "how easily a person is found varies by one normal spread, the same for every list; beyond that at most two pairs "
    "of lists depend on each other"
)
_MOST_PAIRS = 2
_STEPS, _TOLERANCE, _RIDGE, _LARGEST = 60, 1e-8, 1e-9, 30.0
_FEWEST_DRAWS = 200
_LEAST = 1e-6  # information, in persons, below which a parameter is not told by the table


@dataclass(frozen=True)
class _Fit:
    """Mean (2,) and covariance (2, 2) of the log of the unseen and of the variance among persons; BIC."""

    mean: Floats
    covariance: Floats
    bic: float


def unequal(histories: Histories, draws: int, rng: np.random.Generator) -> Family:
    """The average over all choices of pairs; its median is the point."""
    fits = [found for design in _designs(histories) if (found := _fit(histories, design)) is not None]
    if not fits:
        return refuse(NAME, _ASSUMPTION, "not-identifiable", "too few overlaps to tell how unequal persons are")
    heights = np.array([found.bic for found in fits])
    weights = np.exp(-(heights - heights.min()) / 2)
    sample = np.concatenate(
        [
            rng.multivariate_normal(found.mean, found.covariance, size)
            for found, size in zip(fits, rng.multinomial(draws, weights / weights.sum()), strict=True)
        ]
    )
    variance = sample[:, 1]
    kept = (variance >= 0) & (rng.random(draws) < np.exp(-np.maximum(variance, 0.0) / 2))
    if kept.sum() < min(_FEWEST_DRAWS, draws // 10):
        return refuse(NAME, _ASSUMPTION, "lists-repel", "the lists share fewer persons than lists of equals would")
    total = histories.total + np.exp(np.minimum(sample[kept, 0], _LARGEST))
    facts = {"spread_in_logits": float(np.median(np.sqrt(variance[kept]))), "models": len(fits)}
    return Family(NAME, _ASSUMPTION, float(np.median(total)), intervals_of(total), facts)


def _designs(histories: Histories) -> Iterator[Floats]:
    """Designs (cells seen, terms): one, half the squared number of lists, each list, then the pairs chosen."""
    on = (masks(histories.k)[1:, None] >> np.arange(histories.k) & 1).astype(np.float64)
    base = np.column_stack([np.ones(len(on)), on.sum(axis=1) ** 2 / 2, on])
    meet = [(i, j) for i, j in combinations(range(histories.k), 2) if histories.overlap(i, j)]
    most = min(_MOST_PAIRS if order_limit(histories.k) > 1 else 0, len(on) - 1 - base.shape[1])
    for size in range(most + 1):
        for pairs in combinations(meet, size):
            yield np.column_stack([base, *(on[:, i] * on[:, j] for i, j in pairs)])


def _fit(histories: Histories, design: Floats) -> _Fit | None:
    """Poisson regression by iteratively reweighted least squares; ``None`` where it settles on nothing."""
    counts = histories.counts[1:]
    mean: Floats = counts + 0.5
    theta = np.zeros(design.shape[1])
    predictor: Floats = np.log(mean)
    for _ in range(_STEPS):
        gram = design.T @ (design * mean[:, None]) + _RIDGE * np.eye(len(theta))
        before = theta
        theta = np.asarray(np.linalg.solve(gram, design.T @ (mean * predictor + counts - mean)), dtype=np.float64)
        predictor = np.clip(design @ theta, -_LARGEST, _LARGEST)
        mean = np.exp(predictor)
        if np.abs(theta - before).max() < _TOLERANCE:
            break
    else:
        return None
    gram = design.T @ (design * mean[:, None]) + _RIDGE * np.eye(len(theta))
    if np.linalg.eigvalsh(gram)[0] < _LEAST:  # a parameter that runs off has an error as large as rounding makes it
        return None
    covariance = np.asarray(np.linalg.inv(gram)[:2, :2], dtype=np.float64)
    likelihood = float((counts * predictor - mean).sum())
    return _Fit(theta[:2], covariance, -2 * likelihood + log(histories.total) * len(theta))
