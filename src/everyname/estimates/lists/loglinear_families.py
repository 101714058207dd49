"""The log-linear families side by side: the best model, the stepwise one, and the average over all."""

from __future__ import annotations

from dataclasses import dataclass
from math import log, sqrt

import numpy as np

from everyname.estimates.lists import averaging, decomposable, stepwise
from everyname.estimates.lists.family import Family, refuse
from everyname.estimates.lists.histories import Histories
from everyname.estimates.lists.loglinear import Fits, fit
from everyname.estimates.lists.models import Model, hierarchical, label
from everyname.estimates.lists.profile import profile
from everyname.estimates.lists.rules import estimate_exists
from everyname.estimates.result import Floats, intervals_of

_ONE_MODEL = (
    "beyond the dependences between lists in the chosen model, lists are independent given the others; "
    "the dependence of all lists together is nil"
)
_AVERAGE = "one of the hierarchical models without the term of all lists together is true"
_SHOWN = 5


@dataclass(frozen=True)
class Search:
    """All models fitted to one table."""

    histories: Histories
    models: tuple[Model, ...]
    fits: Fits

    @property
    def penalty(self) -> float:
        """Schwarz's, with the observed persons as the sample."""
        return log(self.histories.total)


def search(histories: Histories) -> Search:
    """Fit every hierarchical model."""
    models = hierarchical(histories.k)
    return Search(histories, models, fit(histories.counts, models))


def best(found: Search) -> Family:
    """The model of the least BIC, with its profile intervals (which ignore that it was chosen)."""
    value = found.fits.criterion(found.penalty)[0]
    if not np.isfinite(value).any():
        return refuse("log-linear, best by BIC", _ONE_MODEL, "not-identifiable", "no model has an estimate")
    order = np.argsort(value, kind="stable")
    order = order[averaging.distinct(found.fits)[order] > 0]
    family = _one("log-linear, best by BIC", found.histories, found.models[order[0]])
    runners = [
        {
            "model": label(found.models[i], found.histories.lists),
            "point": found.histories.total + float(np.exp(found.fits.unseen[0, i])),
            "bic_above_best": float(value[i] - value[order[0]]),
        }
        for i in order[:_SHOWN]
    ]
    facts = {**family.facts, "runners_up": runners, "models": len(found.models)}
    return Family(family.name, family.assumption, family.point, family.intervals, facts)


def forward(histories: Histories) -> Family:
    """Pairs chosen forward by Poisson p-values."""
    return _one("log-linear, stepwise pairs", histories, stepwise.choose(histories.counts, histories.k))


def _one(name: str, histories: Histories, model: Model) -> Family:
    fitted = fit(histories.counts, [model])
    sparse = bool((histories.counts[1:] == 0).any())
    if not fitted.valid[0, 0] or (sparse and not estimate_exists(histories.counts, model)):
        return refuse(name, _ONE_MODEL, "not-identifiable", f"{label(model, histories.lists)} has no estimate")
    unseen, sd = float(fitted.unseen[0, 0]), sqrt(float(fitted.variance[0, 0]))
    ends = profile(histories.counts, model, unseen, sd)
    facts = {"model": label(model, histories.lists), "log_unseen_sd": sd}
    return Family(name, _ONE_MODEL, histories.total + float(np.exp(unseen)), tuple(ends), facts)


def averaged(found: Search, draws: int, rng: np.random.Generator) -> Family:
    """The average over all models, pooled over three rules of weighing them; its median is the point."""
    name, pool = "log-linear, averaged", by_rule(found, draws // 3, rng)
    if not pool:
        return refuse(name, _AVERAGE, "not-identifiable", "no model has an estimate")
    sample = np.concatenate(list(pool.values()))
    facts = {"by_rule": {rule: [float(np.median(part)), intervals_of(part)[-1]] for rule, part in pool.items()}}
    return Family(name, _AVERAGE, float(np.median(sample)), intervals_of(sample), facts)


def by_rule(found: Search, draws: int, rng: np.random.Generator) -> dict[str, Floats]:
    """Draws of the total by each rule of weighing models; empty where no model has an estimate.

    BIC looks for the true model and drops weak dependences, which all push one way when persons differ in how easily
    they are found; AIC looks for the best prediction, and the unseen is a prediction; a prior on cells weighs the
    decomposable models exactly. The rules can differ manifold on one table and nothing in the data chooses between
    them, so they have equal say: a linear opinion pool (Stone 1961).
    """
    pool = {}
    for rule, penalty in (("AIC", 2.0), ("BIC", found.penalty)):
        weight = averaging.weights(found.fits, penalty)
        if weight.any():
            pool[rule] = averaging.mixture(found.fits, weight, found.histories.total, draws, rng)
    if pool and found.histories.k <= decomposable.MOST_LISTS:
        pool["decomposable"] = decomposable.totals(found.histories, draws, rng)
    return pool
