"""The sampler of ``gibbs`` for installations without Numba: all chains at once in NumPy arrays. Same model, slower."""

from __future__ import annotations

import numpy as np

from everyname.estimates.result import Floats

_EDGE = 1e-12


def chains(
    counts: Floats,
    seen: Floats,
    classes: int,
    a: float,
    b: float,
    burn: int,
    keep: int,
    thin: int,
    seed: int,
    many: int,
) -> Floats:
    """Draws (many, keep) of the number nobody saw; arguments as ``gibbs.chain``, ``many`` chains."""
    rng = np.random.default_rng(seed)
    patterns = np.vstack([np.zeros((1, seen.shape[1])), seen])  # the unseen first
    persons = np.tile(np.concatenate([[0], counts]).astype(np.int64), (many, 1))
    chance = rng.beta(1.0, 2.0, (many, classes, seen.shape[1]))
    weight, alpha = np.full((many, classes), 1.0 / classes), np.ones(many)
    out = np.empty((many, keep))
    for sweep in range(burn + keep * thin):
        logs = np.log(chance) @ patterns.T + np.log1p(-chance) @ (1.0 - patterns.T)
        share = weight[:, :, None] * np.exp(logs)
        missed = np.clip(share[:, :, 0].sum(axis=1), _EDGE, 1.0 - 1e-9)
        persons[:, 0] = rng.poisson(rng.gamma(counts.sum(), missed / (1.0 - missed)))
        odds = np.swapaxes(share, 1, 2)
        split = rng.multinomial(persons, odds / odds.sum(axis=2, keepdims=True))
        size, hits = split.sum(axis=1), np.swapaxes(split, 1, 2) @ patterns
        chance = np.clip(rng.beta(1.0 + hits, 1.0 + size[:, :, None] - hits), _EDGE, 1.0 - _EDGE)
        weight, alpha = _weights(size.astype(np.float64), alpha, a, b, rng)
        if sweep >= burn and (sweep - burn) % thin == thin - 1:
            out[:, (sweep - burn) // thin] = persons[:, 0]
    return out


def _weights(size: Floats, alpha: Floats, a: float, b: float, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """Stick-breaking weights (chains, classes) and the concentration (chains,)."""
    after = size[:, ::-1].cumsum(axis=1)[:, ::-1] - size
    stick = np.minimum(rng.beta(1.0 + size[:, :-1], alpha[:, None] + after[:, :-1]), 1.0 - _EDGE)
    left = np.cumprod(1.0 - stick, axis=1)
    ones = np.ones((len(size), 1))
    weight = np.hstack([stick, ones]) * np.hstack([ones, left])
    concentration = rng.gamma(a + size.shape[1] - 1.0, 1.0 / (b - np.log1p(-stick).sum(axis=1)))
    return weight, concentration
