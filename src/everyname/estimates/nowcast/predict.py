"""What is still to be named: draws of the publications to come.

Invariant: a draw is what is known plus counts that are never negative. Publications to come resemble past ones: in
each draw the drift goes on from where it is, and bursts are those of that draw's past publications, so that bulk loads
recur as often as they have come, or of the fitted normal in proportion to how few publications there are to learn from.

Publications change when names come more than how many: what is expected of them says how many are unnamed, and what
goes beyond acts on the chance of each of these to be named (the hazard, as in Höhle & an der Heiden 2014). A bulk load
then takes names from the publications after it.
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
_NEARLY_ALL = 1.0 - 1e-9


@dataclass(frozen=True)
class Future:
    """Publications to come up to the latest target: ``begins`` and ``ends`` (publications,) ordinals."""

    begins: Floats
    ends: Floats


@dataclass(frozen=True)
class _View:
    """How publications to come see the cells: ``days`` between them, ``exposure``, ``basis`` and ``zones``.

    ``share`` (cells, publications): how much of a publication lies before the cell's target.
    """

    days: Floats
    exposure: Floats
    basis: Floats
    zones: Floats
    share: Floats


def future(last: float, gap: float, until: float) -> Future:
    """Publications every ``gap`` days after the last one, the last of them cut at ``until``."""
    ends = np.append(np.arange(last + gap, until - 1e-9, gap), until) if until > last else np.empty(0)
    return Future(np.concatenate([[last], ends[:-1]]) if len(ends) else ends, ends)


def to_come(
    posterior: Posterior, targets: Floats, longest: float, gap: float, draws: int, rng: np.random.Generator
) -> Floats:
    """Draws (draws, cells) of deaths to be named after the last publication and up to each cell's target day.

    ``longest``: days from a cell's first after which nobody of it is named any more.
    """
    model = posterior.model
    last = float(model.grid.ends[-1])
    closed = np.maximum(targets, model.grid.starts + longest)
    plan = future(last, gap, float(closed.max(initial=last)))
    if float(targets.max(initial=last)) <= last:
        return np.zeros((draws, model.cells))
    view = _view(model, plan, targets, closed)
    parts = posterior.draws(draws, rng)
    return np.concatenate([_draw(model, hyper, thetas, view, rng) for hyper, thetas in parts])


def _view(model: Model, plan: Future, targets: Floats, closed: Floats) -> _View:
    """A publication counts for a cell as far as it lies before the cell is closed."""
    seen = delays(model.grid.starts, model.grid.width, plan.begins, plan.ends)
    basis, zones = model.curve.basis(seen.delay), model.zones.basis(seen.delay)
    ever, share = _before(plan, closed), _before(plan, targets)
    within = np.divide(share, ever, out=np.zeros_like(share), where=ever > 0)
    return _View(plan.ends - plan.begins, seen.exposure * ever, basis, zones, within)


def _before(plan: Future, days: Floats) -> Floats:
    """Share (cells, publications) of each publication's time that lies before each cell's day."""
    return np.clip((days[:, None] - plan.begins) / (plan.ends - plan.begins), 0.0, 1.0)


def _draw(model: Model, hyper: Hyper, thetas: Floats, view: _View, rng: np.random.Generator) -> Floats:
    """Counts (draws, cells) at one point of the hyper-parameters."""
    usual, surprise = (
        np.einsum("ckj,dkj->dck", view.zones, part) for part in _effects(model, hyper, thetas, view.days, rng)
    )
    log_mean = thetas[:, model.rate][:, :, None] + (view.basis @ thetas[:, model.delay].T).transpose(2, 0, 1) + usual
    mean = named_by(np.exp(np.minimum(log_mean, _LARGEST_LOG_MEAN)) * view.exposure, np.exp(surprise) * view.share)
    return np.asarray(rng.poisson(mean * rng.gamma(hyper.size, 1 / hyper.size, mean.shape)).sum(axis=2), np.float64)


def named_by(expected: Floats, pace: Floats) -> Floats:
    """Means (..., publications) when each publication names at ``pace`` times its expected chance those then unnamed.

    Who is named sooner is not named later: whatever the pace, the means never sum to more than ``expected`` does. At a
    pace of one they are ``expected``.
    """
    unnamed = np.cumsum(expected[..., ::-1], axis=-1)[..., ::-1]
    chance = np.divide(expected, unnamed, out=np.zeros_like(expected), where=unnamed > 0)
    hazard = -np.log1p(-np.minimum(chance, _NEARLY_ALL))
    left = np.exp(-np.cumsum(hazard * pace, axis=-1))
    return np.asarray(unnamed[..., :1] * -np.diff(left, prepend=1.0, axis=-1), dtype=np.float64)


def _effects(
    model: Model, hyper: Hyper, thetas: Floats, days: Floats, rng: np.random.Generator
) -> tuple[Floats, Floats]:
    """Effects (draws, publications, zones) of publications to come: what is expected of them, and what goes beyond.

    Expected are the drift on its way back to the mean of past publications, and the mean of bursts; means of what
    multiplies, not of logarithms.
    """
    past, shape = model.grid.new.shape[1], (len(thetas), len(days))
    prior = model.effects(hyper)
    drift, burst = (part[:, -past:] for part in prior.parted(model.effects_of(thetas), rng))
    shapes = prior.shapes
    again = np.take_along_axis(burst, rng.integers(0, past, shape)[:, :, None], axis=1)
    new = hyper.burst * rng.standard_normal(again.shape) @ root(shapes.bursts).T
    odd = _PRIOR_PUBLICATIONS / (_PRIOR_PUBLICATIONS + past)
    fresh = rng.random(shape) < odd
    bursts = np.where(fresh[:, :, None], new, again)
    drifts = _onward(drift[:, -1], hyper.drift * root(shapes.drifts).T, days, rng)
    level, loaded = (
        np.log((1 - odd) * np.exp(part).mean(axis=1) + odd * np.exp(sd**2 * np.diag(over) / 2))[:, None]
        for part, sd, over in ((drift, hyper.drift, shapes.drifts), (burst, hyper.burst, shapes.bursts))
    )
    kept = np.exp(-np.cumsum(days) / MEMORY)[:, None]
    usual = level + kept * (drift[:, -1:] - level) + loaded
    return usual, drifts + bursts - usual


def _onward(last: Floats, spread: Floats, days: Floats, rng: np.random.Generator) -> Floats:
    """The drift carried on from ``last`` (draws, zones) over publications so many days apart."""
    out = np.empty((len(last), len(days), last.shape[1]))
    for k, kept in enumerate(np.exp(-days / MEMORY)):
        last = kept * last + np.sqrt(1.0 - kept**2) * rng.standard_normal(last.shape) @ spread
        out[:, k] = last
    return out
