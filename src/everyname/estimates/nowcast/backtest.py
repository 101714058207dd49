"""The nowcast's own past: replayed as of earlier releases, scored against what the last release knows.

Invariant: a replay sees only what had been published on its day. What the past teaches of the errors changes how sure a
nowcast is, in either direction, and never how many names it expects.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from everyname.estimates import scores
from everyname.estimates.nowcast.chainladder import chain_ladder
from everyname.estimates.result import LEVELS, Floats

if TYPE_CHECKING:
    from everyname.estimates.nowcast.run import Nowcast, Settings
    from everyname.estimates.nowcast.triangle import Triangle

_FEWEST_BEFORE = 5  # releases a replay needs behind it
# Independent replays' worth of belief that the stated width is right: half of one, as Jeffreys would.
_TRUST = 0.5
_LEAST_TO_COME = 0.5
_WEEK = 7.0


class Method(Protocol):
    """Anything that nowcasts a triangle with targets cut at a day."""

    def __call__(self, triangle: Triangle, settings: Settings, until: float | None = None) -> Nowcast: ...


@dataclass(frozen=True)
class Replay:
    """One earlier release: forecasts (draws, cells) by the last release, and what came true (cells,)."""

    as_of: int
    known: Floats
    draws: Floats
    truth: Floats
    baseline: Floats


@dataclass(frozen=True)
class Backtest:
    """All replays; empty when there are too few releases or none was asked for. ``horizon`` in days."""

    replays: Sequence[Replay]
    horizon: float

    @property
    def independent(self) -> float:
        """Replays' worth of what the replays teach: those within one horizon await the same publications."""
        if not self.replays:
            return 0.0
        apart = self.replays[-1].as_of - self.replays[0].as_of
        return float(min(len(self.replays), 1.0 + apart / self.horizon))

    @property
    def factor(self) -> float:
        """How wide errors were, for one of the stated width, on the log scale of what is to come.

        The mean of a variance of inverse gamma prior about one: few independent replays move it little.
        """
        if not self.replays:
            return 1.0
        square = float(np.mean([np.square(_standardised(replay)).mean() for replay in self.replays]))
        return float(np.sqrt((self.independent * square + _TRUST) / (self.independent + _TRUST)))

    @property
    def summary(self) -> Mapping[str, Any]:
        """Scores over all replays and cells, against a chain ladder's; a ratio to nothing is ``None``."""
        if not self.replays:
            return {"replays": 0}
        own = np.concatenate([scores.of_draws(r.draws, r.truth, LEVELS) for r in self.replays])
        ladder = np.concatenate([scores.of_draws(r.baseline, r.truth, LEVELS) for r in self.replays])
        covered = {
            str(level): float(np.mean([scores.coverage(r.draws, r.truth, level) for r in self.replays]))
            for level in LEVELS
        }
        middles = np.concatenate([np.median(r.draws, axis=0) for r in self.replays])
        truths = np.concatenate([r.truth for r in self.replays])
        some, missed = truths > 0, float(ladder.sum())
        return {
            "replays": len(self.replays),
            "independent_replays": self.independent,
            "as_of": [date.fromordinal(r.as_of).isoformat() for r in self.replays],
            "cells": len(own),
            "wis": float(own.mean()),
            "wis_over_chain_ladder": float(own.sum()) / missed if missed else None,
            "coverage_as_stated": covered,
            "median_over_truth": float(np.median(middles[some] / truths[some])) if some.any() else None,
            "calibration": self.factor,
        }


def backtest(triangle: Triangle, settings: Settings, method: Method) -> Backtest:
    """Replay up to ``settings.replays`` earlier releases, evenly spread."""
    last, horizon = len(triangle.releases) - 1, min(_WEEK * settings.horizon, settings.longest)
    candidates = np.arange(_FEWEST_BEFORE, last - 1)
    if settings.replays <= 0 or not len(candidates):
        return Backtest((), horizon)
    chosen = np.unique(np.linspace(candidates[0], candidates[-1], settings.replays).round().astype(int))
    replays = [_replay(triangle, int(triangle.releases[k]), settings, method) for k in chosen]
    return Backtest([replay for replay in replays if len(replay.truth)], horizon)


def _replay(triangle: Triangle, day: int, settings: Settings, method: Method) -> Replay:
    seen, until = triangle.as_of(day), float(triangle.releases[-1])
    found = method(seen, settings, until)
    # a cell whose horizon lies past today is scored on what has come so far; one long closed teaches nothing
    cells = np.flatnonzero(found.targets > day)
    truth = known_at(triangle, settings.cell, found.starts[cells], found.targets[cells])
    ladder = chain_ladder(seen, settings.cell, found.starts[cells], found.targets[cells])
    return Replay(day, found.known[cells], found.draws[:, cells], truth, ladder.draws(settings.draws, settings.seed))


def known_at(triangle: Triangle, width: int, starts: Floats, days: Floats) -> Floats:
    """What had been named of each cell on a day, straight between releases."""
    known = triangle.cells(width)
    places = ((starts - triangle.first_day) / width).round().astype(int)
    releases = triangle.releases.astype(np.float64)
    inside = [
        np.interp(day, releases, known[:, p]) if p < known.shape[1] else 0.0
        for p, day in zip(places, days, strict=True)
    ]
    return np.array(inside, dtype=np.float64)


def _standardised(replay: Replay) -> Floats:
    """Errors of the log of what was to come, in stated standard deviations; a count is never surer than to one."""
    coming = _log(replay.draws - replay.known)
    low, middle, high = np.quantile(coming, [0.16, 0.5, 0.84], axis=0)
    one = np.log1p(np.exp(-middle))
    return np.asarray((_log(replay.truth - replay.known) - middle) / np.maximum((high - low) / 2, one), np.float64)


def _log(coming: Floats) -> Floats:
    return np.asarray(np.log(np.maximum(coming, 0.0) + _LEAST_TO_COME), dtype=np.float64)


def calibrated(known: Floats, draws: Floats, past: Backtest) -> Floats:
    """Draws stretched or drawn together by the backtest's factor; of what is to come each cell keeps its mean."""
    coming = _log(draws - known)
    spread = np.exp(past.factor * (coming - np.median(coming, axis=0)))
    kept = spread * (np.exp(coming).mean(axis=0) / spread.mean(axis=0)) - _LEAST_TO_COME
    return np.asarray(known + np.maximum(kept.round(), 0.0), dtype=np.float64)
