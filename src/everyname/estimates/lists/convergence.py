"""Whether chains agree: rank-normalised split R-hat and effective sample size.

Method: Vehtari, Gelman, Simpson, Carpenter & Bürkner (2021), «Rank-normalization, folding, and localization: an
improved R-hat for assessing convergence of MCMC», Bayesian Analysis 16(2): ranks make both fit for heavy tails, folding
finds chains that differ in spread only. Geyer's initial positive sequence for the autocorrelations.
"""

from __future__ import annotations

import numpy as np

from everyname.estimates.extras import require
from everyname.estimates.result import Floats


def r_hat(draws: Floats) -> float:
    """R-hat of draws (chains, draws), the worse of location and spread; infinite when nothing moves."""
    folded = np.abs(draws - np.median(draws))
    return max(_ratio(_split(_normal(draws))), _ratio(_split(_normal(folded))))


def effective(draws: Floats) -> float:
    """How many independent draws the chains are worth for the middle of the distribution."""
    parts = _split(_normal(draws))
    m, n = parts.shape
    within = float(parts.var(axis=1, ddof=1).mean())
    total = (n - 1) / n * within + float(parts.mean(axis=1).var(ddof=1))
    if total <= 0:
        return 0.0
    correlation = 1.0 - (within - _autocovariance(parts).mean(axis=0)) / total
    pairs = correlation[: n // 2 * 2].reshape(-1, 2).sum(axis=1)
    stop = int(np.argmax(pairs < 0)) if (pairs < 0).any() else len(pairs)
    return float(m * n / max(2.0 * pairs[:stop].sum() - 1.0, 1.0 / np.log10(m * n)))


def _normal(draws: Floats) -> Floats:
    """The draws' ranks among all, as normal scores; ties share their mean rank."""
    rank = require("scipy.stats").rankdata(draws).reshape(draws.shape)
    return np.asarray(require("scipy.special").ndtri((rank - 0.375) / (draws.size + 0.25)), dtype=np.float64)


def _ratio(parts: Floats) -> float:
    within = float(parts.var(axis=1, ddof=1).mean())
    if within <= 0:
        return float("inf")
    between, n = float(parts.mean(axis=1).var(ddof=1)), parts.shape[1]
    return float(np.sqrt(((n - 1) / n * within + between) / within))


def _split(draws: Floats) -> Floats:
    half = draws.shape[1] // 2
    return np.concatenate([draws[:, :half], draws[:, half : 2 * half]])


def _autocovariance(parts: Floats) -> Floats:
    """(chains, lags), by the fast Fourier transform."""
    n = parts.shape[1]
    centred = parts - parts.mean(axis=1, keepdims=True)
    spectrum = np.abs(np.fft.rfft(centred, 2 * n, axis=1)) ** 2
    return np.asarray(np.fft.irfft(spectrum, axis=1)[:, :n] / n, dtype=np.float64)
