"""Forward choice of pairs by Poisson p-values.

Method: Chan, Silverman & Vincent (2021), «Multiple systems estimation for sparse capture data: inferential challenges
when there are nonoverlapping lists», section 3: from independent lists, the pair whose overlap is the least probable
under the model so far is added while its one-sided p-value is below the threshold.
"""

from __future__ import annotations

from itertools import combinations
from math import exp, lgamma, log

import numpy as np

from everyname.estimates.lists.histories import masks
from everyname.estimates.lists.loglinear import expected, fit
from everyname.estimates.lists.models import Model
from everyname.estimates.result import Floats

THRESHOLD = 0.02


def choose(counts: Floats, k: int, threshold: float = THRESHOLD) -> Model:
    """The model of single lists and chosen pairs."""
    model: Model = (0, *(1 << j for j in range(k)))
    every = masks(k)
    pairs = {1 << i | 1 << j: every & (1 << i | 1 << j) == (1 << i | 1 << j) for i, j in combinations(range(k), 2)}
    while True:
        mean = expected(counts, model)
        tails = {pair: tail(counts[above].sum(), mean[above].sum()) for pair, above in pairs.items()}
        allowed = [p for p in tails if p not in model and tails[p] < threshold and _exists(counts, model, p)]
        if not allowed:
            return model
        model = tuple(sorted((*model, min(allowed, key=lambda pair: tails[pair]))))


def _exists(counts: Floats, model: Model, pair: int) -> bool:
    return bool(fit(counts, [tuple(sorted((*model, pair)))]).valid[0, 0])


def tail(seen: float, mean: float) -> float:
    """The smaller tail probability of a Poisson count: P(X <= seen) or P(X >= seen)."""
    at = np.arange(int(seen) + 1)
    terms = [exp(x * log(mean) - mean - lgamma(x + 1)) for x in at.tolist()] if mean > 0 else [1.0]
    below = min(1.0, sum(terms))
    return min(below, max(0.0, 1.0 - below + terms[-1]))
