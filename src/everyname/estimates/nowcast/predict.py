"""What is still to be named: draws of the publications to come.

Invariant: a draw is what is known plus counts that are never negative. Publications to come resemble past ones: in
each draw their levels and tilts are taken together from that draw's past publications, so that bulk loads recur as
often as they have come, and from the fitted normal in proportion to how few publications there are to learn from.
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
_RUN = 1  # past publications are taken in runs of this length, for busy and slack times last
_LARGEST_LOG_MEAN = 25.0


@dataclass(frozen=True)
class Future:
    """Publications to come up to the latest target: ``begins`` and ``ends`` (publications,) ordinals."""

    begins: Floats
    ends: Floats


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
    starts, width = model.grid.starts, model.grid.width
    inside = np.minimum(plan.ends[None, :], targets[:, None])
    begin = np.minimum(plan.begins[None, :], inside)
    share = np.divide(inside - begin, plan.ends - plan.begins, out=np.zeros_like(inside), where=inside > begin)
    view = delays(starts, width, plan.begins, plan.ends)
    exposure = view.exposure * share
    basis, zones = model.curve.basis(view.delay), model.zones.basis(view.delay)
    steps = plan.ends - plan.begins
    parts = [_draw(model, hyper, thetas, exposure, basis, zones, steps, rng) for hyper, thetas in posterior.draws(draws, rng)]
    return np.concatenate(parts)


def _draw(
    model: Model,
    hyper: Hyper,
    thetas: Floats,
    exposure: Floats,
    basis: Floats,
    zones: Floats,
    steps: Floats,
    rng: np.random.Generator,
) -> Floats:
    """Counts (draws, cells) at one point of the hyper-parameters."""
    effect = _publications(model, hyper, thetas, steps, rng)
    log_mean = thetas[:, model.rate][:, :, None] + (basis @ thetas[:, model.delay].T).transpose(2, 0, 1)
    log_mean = log_mean + np.einsum("ckj,dkj->dck", zones, effect)
    mean = np.exp(np.minimum(log_mean, _LARGEST_LOG_MEAN)) * exposure
    return np.asarray(rng.poisson(mean * rng.gamma(hyper.size, 1 / hyper.size, mean.shape)).sum(axis=2), np.float64)


def _publications(
    model: Model, hyper: Hyper, thetas: Floats, steps: Floats, rng: np.random.Generator
) -> Floats:
    """Effects (draws, publications, zones) of publications to come."""
    draws, past, count = len(thetas), model.grid.new.shape[1], len(steps)
    prior = model.effects(hyper)
    drift, burst = prior.parted(model.effects_of(thetas), rng)
    half = root(prior.zones)
    blocks = -(-count // _RUN)
    begin = rng.integers(0, past, (draws, blocks))
    runs = (begin[:, :, None] + np.arange(_RUN)) % past
    chosen = model.publications - past + runs.reshape(draws, -1)[:, :count]
    again = burst[np.arange(draws)[:, None], chosen]
    fresh = rng.random((draws, count)) < _PRIOR_PUBLICATIONS / (_PRIOR_PUBLICATIONS + past)
    new = hyper.burst * rng.standard_normal(again.shape) @ half
    return _onward(drift[:, -1], hyper.drift, steps, half, rng) + np.where(fresh[:, :, None], new, again)


def _onward(last: Floats, spread: float, days: Floats, half: Floats, rng: np.random.Generator) -> Floats:
    """The drift carried on from ``last`` (draws, zones) over publications so many days apart."""
    out, now = np.empty((len(last), len(days), last.shape[1])), last
    for k, kept in enumerate(np.exp(-days / MEMORY)):
        now = kept * now + spread * np.sqrt(1.0 - kept**2) * (rng.standard_normal(last.shape) @ half)
        out[:, k] = now
    return out
