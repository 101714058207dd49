"""What is still to be named: draws of the publications to come.

Invariant: a draw is what is known plus counts that are never negative. Publications to come resemble past ones: in
each draw the drift goes on from where it is, and bursts are those of that draw's past publications, so that bulk loads
recur as often as they have come, or of the fitted normal in proportion to how few publications there are to learn from.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from everyname.estimates.nowcast.grid import delays
from everyname.estimates.nowcast.model import Hyper, Model
from everyname.estimates.nowcast.posterior import Posterior
from everyname.estimates.nowcast.publications import MEMORY, root
from everyname.estimates.result import Floats

_PRIOR_PUBLICATIONS = 4.0  # what the fitted normal counts for, in publications
_LARGEST_LOG_MEAN = 25.0


@dataclass(frozen=True)
class Future:
    """Publications to come up to the latest target: ``begins`` and ``ends`` (publications,) ordinals."""

    begins: Floats
    ends: Floats


@dataclass(frozen=True)
class _View:
    """How publications to come see the cells: ``days`` between them, ``exposure``, ``basis`` and ``zones``."""

    days: Floats
    exposure: Floats
    basis: Floats
    zones: Floats


def future(last: float, gap: float, until: float) -> Future:
    """Publications every ``gap`` days after the last one, the last of them cut at ``until``."""
    ends = np.append(np.arange(last + gap, until - 1e-9, gap), until) if until > last else np.empty(0)
    return Future(np.concatenate([[last], ends[:-1]]) if len(ends) else ends, ends)


def to_come(posterior: Posterior, targets: Floats, gap: float, draws: int, rng: np.random.Generator) -> Floats:
    """Draws (draws, cells) of deaths to be named after the last publication and up to each cell's target day."""
    model = posterior.model
    last = float(model.grid.ends[-1])
    plan = future(last, gap, float(targets.max(initial=last)))
    if not len(plan.ends):
        return np.zeros((draws, model.cells))
    view = _view(model, plan, targets)
    parts = posterior.draws(draws, rng)
    return np.concatenate([_draw(model, hyper, thetas, view, rng) for hyper, thetas in parts])


def _view(model: Model, plan: Future, targets: Floats) -> _View:
    """A publication counts for a cell as far as it lies before the cell's target."""
    inside = np.minimum(plan.ends[None, :], targets[:, None])
    begin = np.minimum(plan.begins[None, :], inside)
    share = np.divide(inside - begin, plan.ends - plan.begins, out=np.zeros_like(inside), where=inside > begin)
    seen = delays(model.grid.starts, model.grid.width, plan.begins, plan.ends)
    basis, zones = model.curve.basis(seen.delay), model.zones.basis(seen.delay)
    return _View(plan.ends - plan.begins, seen.exposure * share, basis, zones)


def _draw(model: Model, hyper: Hyper, thetas: Floats, view: _View, rng: np.random.Generator) -> Floats:
    """Counts (draws, cells) at one point of the hyper-parameters."""
    log_mean = thetas[:, model.rate][:, :, None] + (view.basis @ thetas[:, model.delay].T).transpose(2, 0, 1)
    log_mean = log_mean + np.einsum("ckj,dkj->dck", view.zones, _effects(model, hyper, thetas, view.days, rng))
    mean = np.exp(np.minimum(log_mean, _LARGEST_LOG_MEAN)) * view.exposure
    return np.asarray(rng.poisson(mean * rng.gamma(hyper.size, 1 / hyper.size, mean.shape)).sum(axis=2), np.float64)


def _effects(model: Model, hyper: Hyper, thetas: Floats, days: Floats, rng: np.random.Generator) -> Floats:
    """Effects (draws, publications, zones) of publications to come."""
    past, shape = model.grid.new.shape[1], (len(thetas), len(days))
    prior = model.effects(hyper)
    drift, burst = prior.parted(model.effects_of(thetas), rng)
    chosen = rng.integers(model.publications - past, model.publications, shape)
    again = burst[np.arange(len(thetas))[:, None], chosen]
    half = root(prior.zones).T
    new = hyper.burst * rng.standard_normal(again.shape) @ half
    fresh = rng.random(shape) < _PRIOR_PUBLICATIONS / (_PRIOR_PUBLICATIONS + past)
    return _onward(drift[:, -1], hyper.drift * half, days, rng) + np.where(fresh[:, :, None], new, again)


def _onward(last: Floats, spread: Floats, days: Floats, rng: np.random.Generator) -> Floats:
    """The drift carried on from ``last`` (draws, zones) over publications so many days apart."""
    out = np.empty((len(last), len(days), last.shape[1]))
    for k, kept in enumerate(np.exp(-days / MEMORY)):
        last = kept * last + np.sqrt(1.0 - kept**2) * rng.standard_normal(last.shape) @ spread
        out[:, k] = last
    return out
