"""The triangle as the model sees it: cells of death by publications, with exposure and delay of each.

Invariant: ``new`` sums down its rows to what is known at the last release, less what the first release already held.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from everyname.estimates.result import Floats

# Publications closer together than this share of the usual gap are one publication: a correction is no release.
_TOO_CLOSE = 0.6


@dataclass(frozen=True)
class Delays:
    """How a publication sees a cell: mean days at risk ``exposure`` and mean ``delay``, both (cells, publications)."""

    exposure: Floats
    delay: Floats


@dataclass(frozen=True)
class Before:
    """What the first release held: ``known`` (cells,), and slices of the time up to it (cells, slices)."""

    known: Floats
    delays: Delays


@dataclass(frozen=True)
class Grid:
    """``new`` (cells, publications) and ``seen`` the mask of what was observed. Times are ordinals.

    ``starts`` (cells,) first days; ``ends`` (publications,) release days, ``begins`` the release before each.
    """

    starts: Floats
    width: int
    begins: Floats
    ends: Floats
    new: Floats
    seen: Floats
    delays: Delays
    before: Before | None = None


def delays(starts: Floats, width: int, begins: Floats, ends: Floats) -> Delays:
    """Exposure and mean delay of every cell in every publication; deaths are spread evenly over the cell's days."""
    days = starts[:, None] + np.arange(width)
    low = np.maximum(begins[None, None, :] - days[:, :, None], 0.0)
    high = np.maximum(ends[None, None, :] - days[:, :, None], 0.0)
    length = high - low
    exposure = length.sum(axis=1)
    moment = (0.5 * (high + low) * length).sum(axis=1)
    mean = np.divide(moment, exposure, out=np.zeros_like(moment), where=exposure > 0)
    return Delays(exposure / width, mean)


def merged(releases: Sequence[int]) -> list[int]:
    """Positions of the releases to keep: one too close to the next gives way to it; first and last stay."""
    if len(releases) < 3:
        return list(range(len(releases)))
    gap = float(np.median(np.diff(releases)))
    kept = [len(releases) - 1]
    for index in range(len(releases) - 2, 0, -1):
        if releases[kept[-1]] - releases[index] >= _TOO_CLOSE * gap:
            kept.append(index)
    return [0, *reversed(kept)]


def grid(known: Floats, releases: Floats, first_day: float, width: int, window: int, longest: float) -> Grid:
    """Cut the last ``window`` cells; ``known`` is (releases, cells), monotone.

    Cells older than ``longest`` days at a publication are left out there. Cells that began after the last release
    are dropped; what the first release already held is one more observation of the cells that it had seen.
    """
    cells = int((releases[-1] - first_day) // width) if known.shape[1] else 0
    cells = max(cells, 1)
    full = np.zeros((len(releases), cells))
    common = min(cells, known.shape[1])
    full[:, :common] = known[:, :common]
    kept = full[:, max(0, cells - window) :]
    starts = first_day + width * np.arange(max(0, cells - window), cells, dtype=np.float64)
    begins, ends = releases[:-1], releases[1:]
    view = delays(starts, width, begins, ends)
    seen = (view.exposure > 0) & (view.delay <= longest)
    new, mask = np.diff(kept, axis=0).T, seen.astype(np.float64)
    return Grid(starts, width, begins, ends, new, mask, view, _before(kept[0], starts, width, releases[0]))


def _before(known: Floats, starts: Floats, width: int, first: float) -> Before | None:
    """Slices as wide as a cell, back from the first release to the oldest cell."""
    slices = int(np.ceil((first - starts[0]) / width))
    if slices <= 0 or not known.any():
        return None
    ends = first - width * np.arange(slices, dtype=np.float64)
    return Before(known, delays(starts, width, ends - width, ends))
