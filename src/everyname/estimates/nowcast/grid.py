"""The triangle as the model sees it: cells of death by publications, with exposure and delay of each.

Invariant: ``new`` sums down its rows to what is known at the last release, less what the first release already held.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from everyname.estimates.result import Floats

# Publications closer together than this share of the usual gap are one publication: a correction is no release.
_TOO_CLOSE = 0.6
# A release with less than this share of the names usual at its time, where at least so many were usual, corrects.
_NEXT_TO_NOTHING, _FEWEST_USUAL, _NEIGHBOURS = 0.15, 20.0, 3

Ints = npt.NDArray[np.int64]


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

    ``starts`` (cells,) first days; ``ends`` (publications,) release days, ``begins`` the release before each;
    ``loads`` (publications,) one where a bulk load is known of.
    """

    starts: Floats
    width: int
    begins: Floats
    ends: Floats
    new: Floats
    seen: Floats
    delays: Delays
    loads: Floats
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


def merged(releases: Ints, totals: Floats) -> list[int]:
    """Positions of the releases that are publications; the first always is.

    One too close to the next gives way to it. One that brought next to nothing beside its neighbours is a correction:
    it counts with the next, or, when it is the last, with the one still to come.
    """
    kept = [0, *(k for k in range(1, len(releases)) if not _is_correction(k, releases, totals))]
    if len(kept) < 3:
        return kept
    gap = float(np.median(np.diff(releases[kept])))
    spaced = [kept.pop()]
    for index in reversed(kept[1:]):
        if releases[spaced[-1]] - releases[index] >= _TOO_CLOSE * gap:
            spaced.append(index)
    return [0, *reversed(spaced)]


def _is_correction(k: int, releases: Ints, totals: Floats) -> bool:
    """Whether a release brought far fewer names a day than the ones around it, and too few for it to be chance."""
    days, new = np.diff(releases), np.diff(totals)
    near = [i for i in range(max(0, k - 1 - _NEIGHBOURS), min(len(new), k + _NEIGHBOURS)) if i != k - 1]
    if len(near) < 2:
        return False
    usual = float(np.median(new[near] / days[near])) * float(days[k - 1])
    return usual > _FEWEST_USUAL and float(new[k - 1]) < _NEXT_TO_NOTHING * usual


def grid(
    known: Floats,
    releases: Floats,
    first_day: float,
    width: int,
    window: int,
    longest: float,
    loads: Sequence[int] = (),
) -> Grid:
    """Cut the last ``window`` cells; ``known`` is (releases, cells), monotone; ``loads`` days of bulk loads.

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
    days = np.array(loads, dtype=np.float64)
    upto, since = (np.searchsorted(np.sort(days), edges, side="right") for edges in (ends, begins))
    loaded = (upto > since).astype(np.float64)
    return Grid(starts, width, begins, ends, new, mask, view, loaded, _before(kept[0], starts, width, releases[0]))


def _before(known: Floats, starts: Floats, width: int, first: float) -> Before | None:
    """Slices as wide as a cell, back from the first release to the oldest cell."""
    slices = int(np.ceil((first - starts[0]) / width))
    if slices <= 0 or not known.any():
        return None
    ends = first - width * np.arange(slices, dtype=np.float64)
    return Before(known, delays(starts, width, ends - width, ends))
