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
# Replays' worth of belief that the stated width is right: replays overlap in time, several teach as much as one.
_TRUST = 8.0
_LEAST_TO_COME = 0.5


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
    """All replays; empty when there are too few releases or none was asked for."""

    replays: Sequence[Replay]

    @property
    def factor(self) -> float:
        """How wide errors were, for one of the stated width, on the log scale of what is to come.

        The mean of a variance of inverse gamma prior about one: few replays hardly move it.
        """
        squares = [float(np.square(_standardised(replay)).mean()) for replay in self.replays]
        return float(np.sqrt((sum(squares) + _TRUST) / (len(squares) + _TRUST)))

    @property
    def summary(self) -> Mapping[str, Any]:
        """Scores over all replays and cells, against a chain ladder on the same cells."""
        if not self.replays:
            return {"replays": 0}
        own = np.concatenate([scores.of_draws(r.draws, r.truth, LEVELS) for r in self.replays])
        ladder = np.concatenate([scores.of_draws(r.baseline, r.truth, LEVELS) for r in self.replays])
        covered = {
            str(level): float(np.mean([scores.coverage(r.draws, r.truth, level) for r in self.replays]))
            for level in LEVELS
        }
        medians = np.concatenate([np.median(r.draws, axis=0) / np.maximum(r.truth, 1.0) for r in self.replays])
        return {
            "replays": len(self.replays),
            "as_of": [date.fromordinal(r.as_of).isoformat() for r in self.replays],
            "cells": len(own),
            "wis": float(own.mean()),
            "wis_over_chain_ladder": float(own.sum() / max(float(ladder.sum()), 1e-12)),
            "coverage_as_stated": covered,
            "median_over_truth": float(np.median(medians)),
            "calibration": self.factor,
        }


def backtest(triangle: Triangle, settings: Settings, method: Method) -> Backtest:
    """Replay up to ``settings.replays`` earlier releases, evenly spread."""
    last = len(triangle.releases) - 1
    candidates = np.arange(_FEWEST_BEFORE, last - 1)
    if settings.replays <= 0 or not len(candidates):
        return Backtest(())
    chosen = np.unique(np.linspace(candidates[0], candidates[-1], settings.replays).round().astype(int))
    replays = [_replay(triangle, int(triangle.releases[k]), settings, method) for k in chosen]
    return Backtest([replay for replay in replays if len(replay.truth)])


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
