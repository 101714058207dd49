"""The latent-class family over resamples of the persons: an interval that knows that the model is not the truth.

Method: the bagged posterior (Bühlmann 2014, «Discussion of Big Bayes Stories and BayesBag», Statistical Science 29(1);
Huggins & Miller 2019, «Robust inference and model criticism using bagged posteriors»): persons are drawn again with
replacement, each resample has its own posterior, and their equal mixture speaks. Its spread is the posterior's and the
sampling's together, so it stays near the stated coverage where priors or the model pull the posterior aside; where the
model is right it is too wide, by up to the square root of two.

Every resample has two ladders of chains, and all are sampled at once.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from everyname.estimates.lists import hamilton
from everyname.estimates.lists.convergence import r_hat_in_groups
from everyname.estimates.lists.family import Family, refuse
from everyname.estimates.lists.histories import Histories
from everyname.estimates.lists.latent import ASSUMPTION, Settings, unfit
from everyname.estimates.lists.mixture import Mixture
from everyname.estimates.result import intervals_of

NAME = "latent classes, over resamples"
_PLAN = hamilton.Plan(ladders=32, rungs=2, leaps=40)
_CHAINS = 2  # of a resample
_R_HAT = 1.05  # of chains in a resample: an error of a tenth of the variance in each, averaged over resamples


def bagged(histories: Histories, seed: int, settings: Settings | None = None) -> Family:
    """Mixture of the posteriors of half as many resamples as ``settings.plan`` has ladders. Three lists are refused."""
    settings = settings or replace(Settings(), plan=_PLAN, blocks=10)
    reason = unfit(histories)
    if reason:
        return refuse(NAME, ASSUMPTION, "three-lists", reason)
    plan, rng = settings.plan, np.random.default_rng([seed, 1])
    resamples = plan.ladders // _CHAINS
    drawn = rng.multinomial(histories.total, histories.counts / histories.total, size=resamples)
    tables = np.repeat(drawn.T.astype(np.float64), _CHAINS * plan.rungs, axis=1)
    target = Mixture(histories, settings.classes, settings.a, settings.b, tables)
    kept = []
    for block in hamilton.blocks(target, plan, seed):
        kept.append(block + histories.total)
        draws = np.concatenate(kept, axis=1)
        agreement = r_hat_in_groups(draws.reshape(resamples, _CHAINS, -1))
        if agreement < _R_HAT or len(kept) >= settings.blocks:
            break
    facts = {"resamples": resamples, "r_hat": agreement, "draws": draws.size}
    if agreement >= _R_HAT:
        said = f"chains of one resample do not agree after {draws.shape[1]} draws each (R-hat {agreement:.3f})"
        return refuse(NAME, ASSUMPTION, "r-hat", said, **facts)
    return Family(NAME, ASSUMPTION, float(np.median(draws)), intervals_of(draws), facts)
