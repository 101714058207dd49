"""How good a probabilistic forecast was: weighted interval score, coverage, bias.

Method: Bracher, Ray, Gneiting & Reich (2021), «Evaluating epidemic forecasts in an interval format».
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from everyname.estimates.result import Floats


def weighted_interval_score(
    truth: Floats, median: Floats, lows: Floats, highs: Floats, levels: Sequence[float]
) -> Floats:
    """The score (n,); lower is better, in the units of the truth. ``lows`` and ``highs`` are (levels, n)."""
    alphas = 1.0 - np.asarray(levels)
    total = 0.5 * np.abs(truth - median)
    for alpha, low, high in zip(alphas, lows, highs, strict=True):
        miss = np.maximum(low - truth, 0.0) + np.maximum(truth - high, 0.0)
        total = total + alpha / 2 * ((high - low) + 2 / alpha * miss)
    return np.asarray(total / (len(alphas) + 0.5), dtype=np.float64)


def of_draws(draws: Floats, truth: Floats, levels: Sequence[float]) -> Floats:
    """The score (n,) of draws (draws, n)."""
    tails = [(1 - level) / 2 for level in levels]
    lows, highs = np.quantile(draws, tails, axis=0), np.quantile(draws, [1 - t for t in tails], axis=0)
    return weighted_interval_score(truth, np.median(draws, axis=0), lows, highs, levels)


def coverage(draws: Floats, truth: Floats, level: float) -> float:
    """Share of truths inside the central interval."""
    low, high = np.quantile(draws, [(1 - level) / 2, (1 + level) / 2], axis=0)
    return float(((low <= truth) & (truth <= high)).mean())
