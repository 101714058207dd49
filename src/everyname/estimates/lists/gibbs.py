"""Latent classes of lists: the Gibbs sampler of one chain, compiled by Numba where that is installed.

Method: Manrique-Vallier (2016), «Bayesian population size estimation using Dirichlet process mixtures»,
Biometrics 72(4). Persons fall into K classes; inside a class the lists are independent. Class weights have the
truncated stick-breaking prior with concentration alpha ~ Gamma(a, b), list chances are uniform, N has prior 1/N.
The persons nobody saw are drawn with the rest (n0 given weights and chances is negative binomial).

Persons with the same lists are exchangeable, so classes are drawn for whole cells (binomial splits), and a sweep costs
the number of cells, not of persons.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np

from everyname.estimates.extras import optional
from everyname.estimates.result import Floats

_numba: Any = optional("numba")
COMPILED = _numba is not None

Function = TypeVar("Function", bound=Callable[..., Any])


def _compile(function: Function) -> Function:
    compiled: Function = _numba.njit(cache=True, nogil=True)(function) if COMPILED else function
    return compiled


@_compile
def _split(persons: float, share: Floats, size: Floats) -> None:
    """Add persons to the classes' sizes, a multinomial in proportion to ``share``."""
    left = share.sum()
    remaining = int(persons)
    last = len(share) - 1
    for k in range(last):
        if remaining == 0:
            return
        p = share[k] / left if left > 0.0 else 0.0
        drawn = np.random.binomial(remaining, min(max(p, 0.0), 1.0))
        size[k] += drawn
        remaining -= drawn
        left -= share[k]
    size[last] += remaining


@_compile
def chain(
    counts: Floats, seen: Floats, classes: int, a: float, b: float, burn: int, keep: int, thin: int, seed: int
) -> Floats:
    """Draws (keep,) of the number nobody saw.

    ``counts`` (cells,) persons of each observed cell; ``seen`` (cells, lists) its 0/1 pattern.
    """
    np.random.seed(seed)
    cells, lists = seen.shape
    n = counts.sum()
    chance = np.empty((classes, lists))
    for k in range(classes):
        for j in range(lists):
            chance[k, j] = np.random.beta(1.0, 2.0)
    weight = np.full(classes, 1.0 / classes)
    alpha = 1.0
    out = np.empty(keep)
    stick = np.empty(classes)
    share = np.empty(classes)
    for sweep in range(burn + keep * thin):
        # the chance to be on no list, by class
        missed = 0.0
        for k in range(classes):
            p = weight[k]
            for j in range(lists):
                p *= 1.0 - chance[k, j]
            share[k] = p
            missed += p
        missed = min(max(missed, 1e-12), 1.0 - 1e-9)
        unseen = np.random.poisson(np.random.gamma(n, missed / (1.0 - missed)))
        size = np.zeros(classes)
        hits = np.zeros((classes, lists))
        _split(unseen, share, size)
        for c in range(cells):
            for k in range(classes):
                p = weight[k]
                for j in range(lists):
                    p *= chance[k, j] if seen[c, j] > 0 else 1.0 - chance[k, j]
                share[k] = p
            before = size.copy()
            _split(counts[c], share, size)
            for k in range(classes):
                for j in range(lists):
                    if seen[c, j] > 0:
                        hits[k, j] += size[k] - before[k]
        for k in range(classes):
            for j in range(lists):
                draw = np.random.beta(1.0 + hits[k, j], 1.0 + size[k] - hits[k, j])
                chance[k, j] = min(max(draw, 1e-12), 1.0 - 1e-12)
        after = size.sum()
        left, logs = 1.0, 0.0
        for k in range(classes - 1):
            after -= size[k]
            stick[k] = min(np.random.beta(1.0 + size[k], alpha + after), 1.0 - 1e-12)
            weight[k] = left * stick[k]
            left *= 1.0 - stick[k]
            logs += np.log(1.0 - stick[k])
        weight[classes - 1] = left
        alpha = np.random.gamma(a + classes - 1.0, 1.0 / (b - logs))
        if sweep >= burn and (sweep - burn) % thin == thin - 1:
            out[(sweep - burn) // thin] = unseen
    return out
