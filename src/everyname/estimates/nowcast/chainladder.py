"""The declared baseline: the chain ladder with Mack's standard error and a log-normal.

Method: Mack (1993), «Distribution-free calculation of the standard error of chain ladder reserve estimates». Ages are
steps of 28 days back from the last release; a cell's development between releases is taken as straight.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from everyname.estimates.result import Floats

if TYPE_CHECKING:
    from everyname.estimates.nowcast.triangle import Triangle

_STEP = 28.0


@dataclass(frozen=True)
class ChainLadder:
    """Mean and standard deviation (cells,) of the count at each cell's target."""

    mean: Floats
    sd: Floats

    def draws(self, count: int, seed: int) -> Floats:
        """Log-normal draws (count, cells)."""
        spread = np.sqrt(np.log1p(np.square(self.sd / np.maximum(self.mean, 1.0))))
        noise = np.random.default_rng(seed).standard_normal((count, len(self.mean)))
        return np.asarray(self.mean * np.exp(spread * noise - spread**2 / 2), dtype=np.float64)


@dataclass(frozen=True)
class _Factors:
    """By age in steps: link ratio, Mack's sigma squared, and the counts that the ratio rests on."""

    ratio: Floats
    scatter: Floats
    base: Floats


def chain_ladder(triangle: Triangle, width: int, starts: Floats, targets: Floats) -> ChainLadder:
    """Develop every cell from the last release to its target."""
    last = float(triangle.releases[-1])
    step = min(_STEP, float(np.median(np.diff(triangle.releases)))) if width < _STEP else _STEP
    back = int((last - float(triangle.releases[0])) // step)
    days = last - step * np.arange(back, -1, -1)
    known = triangle.cells(width)
    first = float(triangle.first_day)
    every = first + width * np.arange(known.shape[1])
    releases = triangle.releases.astype(np.float64)
    history = np.array([np.interp(days, releases, column) for column in known.T]).reshape(len(every), len(days))
    ages = np.floor((last - every - width) / step).astype(int)
    factors = _factors(history, ages, int(max(ages.max(initial=0), 0) + (targets - last).max(initial=0) // step + 2))
    places = ((starts - first) / width).round().astype(int)
    pairs = [
        _develop(factors, history[p, -1], int(ages[p]), (t - last) / step) if p < len(every) else (0.0, 0.0)
        for p, t in zip(places.tolist(), targets.tolist(), strict=True)
    ]
    mean, sd = np.array(pairs, dtype=np.float64).reshape(-1, 2).T
    return ChainLadder(mean, sd)


def _factors(history: Floats, ages: np.ndarray[tuple[int], np.dtype[np.int_]], length: int) -> _Factors:
    """Ratios over all cells and steps seen; where nothing was seen development has ended."""
    steps = history.shape[1] - 1
    then, now = history[:, :-1], history[:, 1:]
    at = ages[:, None] - steps + np.arange(steps)[None, :]
    use = (at >= 0) & (then > 0) & (at < length)
    base = np.bincount(at[use], then[use], length)
    ratio = np.divide(np.bincount(at[use], now[use], length), base, out=np.ones(length), where=base > 0)
    squares = then[use] * np.square(now[use] / then[use] - ratio[at[use]])
    seen = np.bincount(at[use], minlength=length)
    scatter = np.bincount(at[use], squares, length) / np.maximum(seen - 1, 1)
    return _Factors(ratio, scatter, np.maximum(base, 1.0))


def _develop(factors: _Factors, count: float, age: int, steps: float) -> tuple[float, float]:
    """Mean and standard deviation after so many steps; a part of a step takes that part of the ratio."""
    mean, variance = count, 0.0
    while steps > 1e-9 and mean > 0:
        part, place = min(1.0, steps), min(max(age, 0), len(factors.ratio) - 1)
        ratio, scatter = factors.ratio[place] ** part, factors.scatter[place] * part
        variance = variance * ratio**2 + scatter * (mean + mean**2 / factors.base[place])
        mean, age, steps = mean * ratio, age + 1, steps - part
    return mean, float(np.sqrt(variance))
