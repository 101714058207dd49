"""Deaths of unknown day, imputed to cells: beside the dated numbers, never in them.

Invariant: every draw places each undated death in one cell. An undated death died when the dated ones of the same
publication did; the shares of a publication are themselves uncertain (a Dirichlet of its dated counts).
"""

from __future__ import annotations

import numpy as np

from everyname.estimates.nowcast.triangle import Triangle
from everyname.estimates.result import Floats

_FAINT = 0.5  # added to every cell that a publication could have held: Jeffreys' prior


def imputed(triangle: Triangle, width: int, draws: int, rng: np.random.Generator) -> Floats:
    """Draws (draws, cells from ``triangle.first_day``) of the undated deaths of each cell."""
    known = triangle.cells(width)
    new = np.vstack([known[:1], np.diff(known, axis=0)])
    begun = triangle.first_day + width * np.arange(known.shape[1])
    possible = begun[None, :] < triangle.releases[:, None]
    out = np.zeros((draws, known.shape[1]))
    for fresh, cells, deaths in zip(new, possible, still_undated(triangle.undated), strict=True):
        if deaths:
            shares = rng.dirichlet(fresh[cells] + _FAINT, draws)
            out[:, cells] += rng.multinomial(int(deaths), shares)
    return out


def still_undated(undated: Floats) -> Floats:
    """Of the undated of the last release, how many came with each publication.

    Days that became known are taken from the publications before, the latest first, as withdrawals are.
    """
    return np.diff(np.minimum.accumulate(undated[::-1])[::-1], prepend=0.0)
