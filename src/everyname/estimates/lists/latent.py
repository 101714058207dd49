"""The latent-class family: many chains, longer until they agree, refused when they do not."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from everyname.estimates.lists.convergence import effective, r_hat
from everyname.estimates.lists.family import Family, refuse
from everyname.estimates.lists.histories import Histories
from everyname.estimates.lists.rules import HEADLINE
from everyname.estimates.result import Floats, intervals_of

NAME = "latent classes"
ASSUMPTION = (
    "the dead fall into a few unknown classes, and inside a class the lists are independent; "
    "no class is so hidden that none of its members could have been on a list"
)
R_HAT, DRAWS = 1.01, 400.0
_CHAINS = 4
_THREADS = 2


@dataclass(frozen=True)
class Settings:
    """``classes`` at most; Gamma(a, b) prior of the concentration; ``lengths`` sweeps a chain, tried in turn."""

    classes: int = 5
    a: float = 0.25
    b: float = 0.25
    lengths: tuple[int, ...] = (30_000, 110_000, 400_000)
    kept: int = 5_000


def latent(histories: Histories, seed: int, settings: Settings | None = None) -> Family:
    """Posterior of the total. Three lists are refused: classes and the unseen cannot be told apart."""
    settings = settings or Settings()
    if histories.k < HEADLINE:
        reason = "three lists have seven cells, two classes alone need seven parameters"
        return refuse(NAME, ASSUMPTION, "three-lists", reason)
    for length in settings.lengths:
        draws = sample(histories, seed, length, settings)
        agreement, worth = r_hat(np.log(draws)), effective(np.log(draws))
        if agreement <= R_HAT and worth >= DRAWS:
            break
    facts = {"r_hat": agreement, "effective_draws": worth, "chains": len(draws), "sweeps": length}
    if agreement > R_HAT or worth < DRAWS:
        reason = f"the chains do not agree after {length} sweeps (R-hat {agreement:.3f}, {worth:.0f} effective draws)"
        return refuse(NAME, ASSUMPTION, "r-hat", reason, **facts)
    return Family(
        NAME, ASSUMPTION, float(np.median(draws)), intervals_of(draws), {**facts, "mean": float(draws.mean())}
    )


def sample(histories: Histories, seed: int, length: int, settings: Settings) -> Floats:
    """Draws (chains, kept) of the total; a tenth of each chain is its warming up."""
    from everyname.estimates.lists import gibbs, gibbs_arrays

    cells = np.flatnonzero(histories.counts)
    seen = (cells[:, None] >> np.arange(histories.k) & 1).astype(np.float64)
    counts, burn = histories.counts[cells], length // 10
    thin = max(1, (length - burn) // settings.kept)
    keep = (length - burn) // thin
    plan = (counts, seen, settings.classes, settings.a, settings.b, burn, keep, thin)
    if not gibbs.COMPILED:
        return gibbs_arrays.chains(*plan, seed, 4 * _CHAINS) + histories.total
    seeds = [1000 * seed + chain for chain in range(_CHAINS)]
    with ThreadPoolExecutor(_THREADS) as pool:
        unseen = list(pool.map(lambda chain: gibbs.chain(*plan, chain), seeds))
    return np.array(unseen, dtype=np.float64) + histories.total
