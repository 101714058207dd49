"""The log-linear interval that knows its model was chosen: the choice is made again in every resample.

Method: Silverman, Chan & Vincent (2024), «Bootstrapping multiple systems estimates to account for model selection»:
persons are drawn again with replacement, every model is fitted to every resample, and the best by BIC speaks.
"""

from __future__ import annotations

from math import log

import numpy as np

from everyname.estimates.lists.family import Family, refuse
from everyname.estimates.lists.loglinear import fit
from everyname.estimates.lists.loglinear_families import Search
from everyname.estimates.result import intervals_of

NAME = "log-linear, chosen again in every resample"
_ASSUMPTION = "the true model is among those searched; persons were found independently of one another"
_MANY = 200  # more models than this are first cut to those near the best
_NEAR = 10.0  # difference of BIC that is «very strong» evidence (Kass & Raftery 1995)


def bootstrap(found: Search, draws: int, rng: np.random.Generator) -> Family:
    """Median and percentile intervals over resamples."""
    histories = found.histories
    value = found.fits.criterion(found.penalty)[0]
    if not np.isfinite(value).any():
        return refuse(NAME, _ASSUMPTION, "not-identifiable", "no model has an estimate")
    order = np.argsort(value, kind="stable")
    if len(order) > _MANY:
        order = order[value[order] <= value.min() + _NEAR][:_MANY]
    models = [found.models[i] for i in order]
    tables = rng.multinomial(histories.total, histories.counts / histories.total, size=draws).astype(np.float64)
    fits = fit(tables, models)
    chosen = fits.criterion(log(histories.total)).argmin(axis=1)
    rows = np.arange(draws)
    valid = fits.valid[rows, chosen]
    total = histories.total + np.exp(fits.unseen[rows, chosen][valid])
    _, times = np.unique(chosen[valid], return_counts=True)
    facts = {
        "resamples": draws,
        "without_estimate": int((~valid).sum()),
        "models_searched": len(models),
        "models_chosen": len(times),
        "most_chosen": float(times.max() / draws),
    }
    return Family(NAME, _ASSUMPTION, float(np.median(total)), intervals_of(total), facts)
