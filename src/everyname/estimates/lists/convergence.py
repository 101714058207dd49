"""Whether chains agree: split R-hat and effective sample size.

Method: Gelman et al., Bayesian Data Analysis (3rd ed. 2013), sections 11.4 and 11.5; Geyer's initial positive sequence
for the autocorrelations.
"""

from __future__ import annotations

import numpy as np

from everyname.estimates.result import Floats


def r_hat(draws: Floats) -> float:
    """Split R-hat of draws (chains, draws); infinite when a chain does not move."""
    parts = _split(draws)
    within = float(parts.var(axis=1, ddof=1).mean())
    if within <= 0:
        return float("inf")
    between = float(parts.mean(axis=1).var(ddof=1))
    n = parts.shape[1]
    return float(np.sqrt(((n - 1) / n * within + between) / within))


def effective(draws: Floats) -> float:
    """How many independent draws the chains are worth."""
    parts = _split(draws)
    m, n = parts.shape
    within = float(parts.var(axis=1, ddof=1).mean())
    total = (n - 1) / n * within + float(parts.mean(axis=1).var(ddof=1))
    if total <= 0:
        return 0.0
    correlation = 1.0 - (within - _autocovariance(parts).mean(axis=0)) / total
    pairs = correlation[: n // 2 * 2].reshape(-1, 2).sum(axis=1)
    stop = int(np.argmax(pairs < 0)) if (pairs < 0).any() else len(pairs)
    return float(m * n / max(2.0 * pairs[:stop].sum() - 1.0, 1.0 / np.log10(m * n)))


def _split(draws: Floats) -> Floats:
    half = draws.shape[1] // 2
    return np.concatenate([draws[:, :half], draws[:, half : 2 * half]])


def _autocovariance(parts: Floats) -> Floats:
    """(chains, lags), by the fast Fourier transform."""
    n = parts.shape[1]
    centred = parts - parts.mean(axis=1, keepdims=True)
    spectrum = np.abs(np.fft.rfft(centred, 2 * n, axis=1)) ** 2
    return np.asarray(np.fft.irfft(spectrum, axis=1)[:, :n] / n, dtype=np.float64)
